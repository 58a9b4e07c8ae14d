"""Words that say of how few people a sentence is, in an edition that does not show it."""

import pytest

from pipeline.claims.few_people import few_people

HIDDEN, SHOWN = ["Medewerkers en vrijwilligers", "Klanten"], ["Beroepskrachten"]


def told(text: str) -> list[str]:
    return list(few_people(text, HIDDEN, SHOWN, {(3, 39)}, 5))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Eén van de twee geïnterviewden is kritisch.", "Eén van de twee"),
        ("Een van de twee vrijwilligers is kritisch.", "Een van de twee"),
        ("1 van de 2 vrijwilligers is kritisch.", "1 van de 2"),
        ("Een van de vrijwilligers is kritisch.", "Een"),
        ("Eén klant was boos.", "Eén"),
        ("Twee vrijwilligers vinden het werk te zwaar.", "Twee"),
        ("Van de vrijwilligers vinden twee het te zwaar.", "twee"),
        ("Van de vrijwilligers zijn er twee kritisch.", "twee"),
        ("Van de twee vrijwilligers is één kritisch.", "één"),
        ("De twee vrijwilligers vinden het werk te zwaar.", "twee"),
        ("Twee oudere klanten schamen zich.", "Twee"),
        ("Eén van de oudere vrijwilligers is kritisch.", "Eén"),
        ("Beide vrijwilligers vinden het werk te zwaar.", "Beide"),
        ("De vrijwilligers zijn het er allebei mee eens.", "allebei"),
        ("Alle twee de vrijwilligers zijn kritisch.", "twee"),
        ("Geen van beide vrijwilligers is tevreden.", "Geen van beide"),
        ("Geen van beiden is tevreden.", "Geen van beiden"),
        ("Geen van de twee vrijwilligers is tevreden.", "Geen van de twee"),
        ("Zes van de acht klanten zijn positief.", "Zes van de acht"),
        ("Drie van hen noemen de wachttijd.", "Drie"),
    ],
)
def test_a_number_of_few_people_is_found_however_it_is_written(text: str, words: str) -> None:
    assert told(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Eén van de redenen die klanten noemen, is de wachttijd.",
        "Klanten komen op twee locaties.",
        "Twee locaties trekken veel klanten.",
        "Op beide locaties komen klanten.",
        "Een klant vertelt dat zij zich schaamt.",
        "Een van de redenen is schaamte bij klanten.",
        "Twee keer zo veel klanten komen terug.",
        "Twee groepen klanten komen vaak.",
        "Geen klant noemt de wachttijd.",
        "Van de twee vrijwilligers is niet te zeggen wat zij vinden.",
        "De acht klanten zijn het niet eens.",
        "Drie van de 39 klanten zijn ontevreden.",
        "Vijf klanten zijn ontevreden.",
        "Twee beroepskrachten vinden het goed gaan.",
        "Beide beroepskrachten zijn positief.",
    ],
)
def test_what_counts_no_few_people_or_may_be_told_passes(text: str) -> None:
    assert told(text) == []
