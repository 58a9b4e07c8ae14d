"""Of many groups that may stand otherwise the first is told, and that there are more; what a test names stays."""

from pipeline.claims.look_closer import with_few

LOOK = (
    "Nader bekijken: bij {} is het antwoord op «Durft u te praten? Ook buiten?» anders: 4 van de 7, elders 6 van de 7."
)
BEGIN = "«Komt u?»: 10 van de 14 antwoorden «ja»."


def test_two_stay_as_they_are() -> None:
    text = " ".join([BEGIN, LOOK.format("Noord"), LOOK.format("Zuid")])
    assert with_few(text) == text


def test_of_seven_the_first_stays_and_a_difference_that_a_test_names_too() -> None:
    clear = "Bij West is het antwoord op «Komt u?» anders: 2 van de 9, elders 30 van de 40."
    text = " ".join([BEGIN, *(LOOK.format(f"Plek {letter}") for letter in "ABCDEF"), clear, LOOK.format("Plek G")])
    told = with_few(text)
    assert told.count("Nader bekijken") == 1
    assert "Plek A" in told
    assert clear in told
    assert told.endswith("Zo is het misschien ook bij andere groepen; die staan bij de bevinding.")
