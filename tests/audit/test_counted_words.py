"""What a sentence says of numbers by itself: a wrong number before a list is asked about, and nothing that can be."""

import pytest

from pipeline.audit.wording import doubts, of_points

ASKED = [
    ("Er zijn drie redenen om te komen: taal, gezelligheid, een praatje en koffie.", "4"),
    ("Wij zien vier redenen: taal leren, mensen ontmoeten en meedoen.", "3"),
    ("Het project kent drie fasen: 1) werven 2) leren 3) oefenen 4) afronden.", "4"),
    ("De drie groepen: starters; gevorderden; ouders; en vrijwilligers.", "4"),
    ("In 2024 kwamen 131 van de 412 deelnemers (38,1%) elke week.", "31,8"),
    ("Dat is 38% (131 van de 412).", "31,8"),
]
# Shapes of sentences as reports have them, in words of our own; each is right, or can't be told to be wrong.
RIGHT = [
    "Er zijn drie redenen: taal, gezelligheid en koffie.",
    "De drie thema's: wonen, werk, zorg en welzijn.",
    "Het plan volgt vijf stappen: vraag en aanbod, een gesprek en een keuze, oefenen, doen en tot slot terugkijken.",
    "Er zijn twee manieren: bellen of langskomen.",
    "Er zijn twee manieren: via de site van het huis of door te bellen, dan komen wij langs.",
    "Het bestaat uit drie delen: vooraf (30 minuten), de les (2 uur), afsluiting (30 minuten).",
    "Er zijn vier onderdelen: koken, tuin, huiskamer en het stille half uur in de kapel van het oude raadhuis.",
    "Om drie redenen: de zaal is klein, de trap is steil, en de lift is stuk.",
    "Drie soorten: bewegen (energie kwijt), rust (tot rust komen) en samen (verbinding).",
    "Er zijn drie groepen, zoals: jongeren, ouderen, ouders en buren.",
    "Twee van de vier redenen: geld en tijd, werk.",
    "Minstens drie redenen: geld, tijd, werk en angst.",
    "Twee doelgroepen: jongeren, vooral meisjes, en ouderen.",
    "Het duurt drie jaar: 2019, 2020, 2021 en 2022.",
    "Er werken vier mensen: een kok, een gastvrouw en twee vrijwilligers.",
    "Wij vroegen drie dingen: hoe gaat het, wat mist u, wie helpt u en wat wilt u?",
    "Er zijn vier thema's: in- en uitstroom, wonen, zorg en werk.",
    "Er gebeurde van alles om drie redenen: het was druk.",
    "Dit geldt voor 131 van de 412 deelnemers (31,8%).",
    "Dit geldt voor 131 van de 412 deelnemers (32%).",
    "Dit geldt voor 131 van de 412 deelnemers (31%).",  # cut off
    "Een op de drie (38%) komt vaak.",
]


@pytest.mark.parametrize(("text", "follows"), ASKED)
def test_what_the_words_do_not_bear_out_is_asked(text: str, follows: str) -> None:
    [doubt] = doubts(text)
    assert follows in doubt.what
    assert doubt.what.endswith("?")
    assert doubt.quote in text or doubt.quote.rstrip(".") in text


@pytest.mark.parametrize("text", RIGHT)
def test_what_can_be_so_is_not_asked_about(text: str) -> None:
    assert list(doubts(text)) == []


def test_the_points_below_a_sentence_are_counted() -> None:
    said = "Wij doen drie aanbevelingen:"
    assert [doubt.quote for doubt in of_points(said, 4)] == [said]
    assert not [*of_points(said, 3), *of_points(said, 0), *of_points("Wij doen aanbevelingen:", 4)]
