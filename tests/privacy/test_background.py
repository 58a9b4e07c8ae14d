"""Words for one person's origin, belief or what they are known for are found; those for groups and subjects are not."""

import pytest

from pipeline.privacy.background import background
from pipeline.privacy.names import Names
from pipeline.privacy.protection import Protection


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mijn Turkse buurvrouw hielp mij.", "Mijn [herkomst] buurvrouw hielp mij."),
        ("ik ben half surinaams", "ik ben half [herkomst]"),
        ("Wij zijn in 2015 gevlucht uit Syrië.", "Wij zijn in 2015 gevlucht uit [herkomst]."),
        ("Zij is van Hindoestaanse afkomst.", "Zij is van [herkomst] afkomst."),
        ("Ik ben Surinaams.", "Ik ben [herkomst]."),
        ("Als moslim voel ik mij hier thuis.", "Als [geloof] voel ik mij hier thuis."),
        ("Op zondag ga ik naar de kerk.", "Op zondag ga ik naar [geloof]."),
        ("Onze imam zei dat ook.", "Onze [geloof] zei dat ook."),
        ("De vrouw van de slager komt ook.", "De [bekend kenmerk] komt ook."),
        ("De man boven de snackbar klaagt.", "De [bekend kenmerk] klaagt."),
        ("Ik ben hier de enige met een gitaar.", "Ik ben hier [bekend kenmerk]."),
        ("Mijn zus werkt bij de apotheek op de hoek.", "Mijn zus werkt [bekend kenmerk]."),
    ],
)
def test_what_is_told_of_one_person_is_found_and_left_to_somebody(text: str, shown: str) -> None:
    shield = Protection(Names({}), [], [])
    assert shield.without(text) == shown
    assert shield.without_sure(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Er komen veel Turkse vrouwen en Marokkaanse mannen.",
        "De les is Frans.",
        "Er is een moskee en er zijn twee kerken in de wijk.",
        "Het buurthuis werkt samen met de bakker.",
        "Dat is Engels eten uit een Engels kookboek.",
        "De boodschappen haal ik op de markt.",
        "Ik ben blij met de hulp van de vrijwilligers.",
        "Zij zijn de enigen niet.",
        "Mijn kinderen zitten hier op school.",
        "",
    ],
)
def test_groups_subjects_and_places_are_nobody(text: str) -> None:
    assert not list(background(text))
