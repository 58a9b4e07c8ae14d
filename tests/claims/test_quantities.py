"""How many, and of whom: true sentences on the made-up round pass, and false ones are refused with what is so.

What is true was counted in its workbooks, and stands in the evidence: 5 of the 30 who are younger than 35 feel welcome,
and 122 of the 150 others; 58 of 172 know that everybody may walk in; at Noord a sign is seen in 6 of 6 visits, at Zuid
in none of 6; at both, one greets in 4 of 6, in the eyes of everybody who went.
"""

import pytest

from pipeline.claims.backing import Sources
from pipeline.claims.checks import problems_of
from pipeline.claims.text import parse

WELCOME = "E-surveys-beleving-welkom-bewoners-bewoners_v_welkom"
KNOWS = "E-surveys-beleving-bekendheid-bewoners-bewoners_kent"
SIGN = "E-mystery_guests-beleving-bekendheid-bewoners-bord"
GREETS = "E-mystery_guests-beleving-welkom-bewoners-groet"
TALKS = "E-interviews-beleving-welkom-klanten"
FINDING = "F-inwonersperspectief-beleving"


def wrong(sources: Sources, text: str, *names: str) -> list[str]:
    """Say what is wrong with how many a sentence says."""
    [sentence] = parse(f"{text} [{'; '.join(f'@{name}' for name in names)}]", "rapport.md").sentences
    return [f"{problem.value}: {problem.what}" for problem in problems_of(sentence, sources)]


FALSE = [
    # most and few
    ("De meeste mensen wisten dat iedereen binnen mag lopen.", KNOWS, "58 van de 172"),
    ("Bijna alle bewoners voelen zich welkom in het Wilgenhuis.", WELCOME, "127 van de 180"),
    ("Weinig mensen voelen zich welkom in het Wilgenhuis.", WELCOME, "127 van de 180"),
    ("Minder dan de helft voelt zich er welkom.", WELCOME, "127 van de 180"),
    ("De meeste mensen voelen zich niet welkom.", WELCOME, "27 van de 180"),
    # the other way than the answers to what was asked
    ("Bewoners voelen zich er niet welkom.", WELCOME, "27 van de 180"),
    # a group
    ("Mensen jonger dan 35 voelen zich juist meer welkom.", WELCOME, "5 van de 30 daar, en 122 van de 150"),
    ("Jongeren voelen zich er welkom.", WELCOME, "5 van de 30"),
    ("Jongeren voelen zich vaker welkom.", FINDING, "5 van de 30 daar"),
    # pairs
    ("Van de jongeren was 24 van de 30 welkom.", WELCOME, "5 van de 30"),
    ("Van wie jonger is dan 35 was dat zo, bij 5 van de 31.", WELCOME, "Geen bewijs"),
    ("Van de mensen onder de 35 was dat 122 van de 150.", WELCOME, "5 van de 30"),
    ("Zes van de honderd bewoners voelen zich welkom.", WELCOME, ""),
    ("In Zuid groette iemand bij 6 van de 6 bezoeken.", GREETS, "4 van de 6"),
    ("Iemand groette in Noord 3 van de 6 keer.", GREETS, "4 van de 6"),
    ("27 van de 180 mensen voelen zich welkom.", WELCOME, "127 van de 180"),
    ("Acht van de acht klanten zijn positief over hoe zij ontvangen zijn.", TALKS, "Geen bewijs"),
    # how many, in words that name no number
    ("Beide klanten noemen het ver fietsen.", TALKS, "Geen bewijs"),
    ("Geen van beide klanten noemt het ver fietsen.", TALKS, "Geen bewijs"),
    ("De klanten noemen het allebei ver fietsen.", TALKS, "Geen bewijs"),
    ("Geen van beide klanten vindt het te duur.", TALKS, "Geen bewijs"),
    ("Niemand vindt het te duur.", TALKS, "2 van de 8"),
    ("De helft van de klanten is positief.", TALKS, "dekt dit getal"),
    ("Alle drie klanten noemen het ver fietsen.", TALKS, "Geen bewijs"),
    ("Iedereen noemt het ver fietsen.", TALKS, "6 van de 8"),
    ("Niemand noemt het ver fietsen.", TALKS, "van de 8"),
    # always and never at a place
    ("In Zuid staat altijd buiten dat iedereen binnen mag.", SIGN, "0 van de 6"),
    ("In Noord werd nooit gegroet en in Zuid altijd.", GREETS, "4 van de 6"),
]
TRUE = [
    ("Weinig mensen wisten dat iedereen binnen mag lopen.", KNOWS),
    ("De meeste mensen wisten niet dat iedereen binnen mag lopen.", KNOWS),
    ("De meeste mensen voelen zich welkom in het Wilgenhuis.", WELCOME),
    ("Meer dan de helft voelt zich er welkom.", WELCOME),
    ("Jongeren voelen zich er niet welkom.", WELCOME),
    ("Mensen jonger dan 35 voelen zich minder welkom.", WELCOME),
    ("De meeste mensen voelen zich welkom, maar jongeren niet.", WELCOME),
    ("Van de jongeren voelt 5 van de 30 zich welkom.", WELCOME),
    ("Bewoners wisten niet dat iedereen binnen mag lopen.", KNOWS),
    ("Welkom voelen zich 127 van de 180 mensen, en bij jongeren 5 van de 30.", WELCOME),
    ("In Noord groette iemand 4 van de 6 keer, in Zuid 4 van de 6.", GREETS),
    ("In Noord en Zuid samen groette iemand 8 van de 12 keer.", GREETS),
    ("In Noord en Zuid groette iemand 8 van de 12 keer.", GREETS),
    ("In Noord stond bij 6 van de 6 bezoeken buiten dat iedereen binnen mag.", SIGN),
    ("De meeste mensen voelen zich welkom, en jongeren voelen zich niet welkom.", WELCOME),
    ("Sommige mensen voelen zich niet welkom.", WELCOME),
    ("Aan 180 mensen is gevraagd of zij zich er welkom voelen.", WELCOME),
    ("Driekwart van de klanten is positief.", TALKS),
    ("De meesten noemen het dichtbij.", TALKS),
    ("Veel klanten komen er graag, en zijn er met beide benen op de grond.", TALKS),
    ("Zes van de acht klanten zijn positief over hoe zij ontvangen zijn.", TALKS),
]


@pytest.mark.parametrize(("text", "name", "so"), FALSE)
def test_a_false_number_of_a_number_or_word_for_it_is_refused_with_what_is_so(
    sources: Sources, text: str, name: str, so: str
) -> None:
    found = wrong(sources, text, name)
    assert found
    assert so in " ".join(found)


@pytest.mark.parametrize(("text", "name"), TRUE)
def test_a_true_one_passes(sources: Sources, text: str, name: str) -> None:
    assert wrong(sources, text, name) == []


def test_a_word_that_is_untrue_of_a_place_is_not_mended_by_leaving_it_out(sources: Sources) -> None:
    """What would be left says the reverse of the truth as much."""
    found = wrong(sources, "In Zuid staat altijd buiten dat iedereen binnen mag.", SIGN)
    assert len(found) == 1
    assert "zegt meer dan" not in found[0]


def test_two_pieces_of_evidence_each_bear_out_what_they_count(sources: Sources) -> None:
    text = "Zes van de acht klanten zijn positief, en 127 van de 180 bewoners voelen zich welkom."
    assert wrong(sources, text, TALKS, WELCOME) == []


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Er kwamen 420 bezoekers, en dat klopt. [@bezoekers]", True),
        ("Dat er 420 bezoekers waren, is correct. [@R-bezoekers]", True),
        ("Dat er 420 bezoekers waren, klopt niet. [@bezoekers]", False),
        ("Er kwamen juist 420 bezoekers. [@bezoekers]", False),
        ("Mogelijk kloppen de 420 bezoekers. [@bezoekers]", False),
        ("Het doel van 400 klopt. [@bezoekers_doel]", False),
    ],
)
def test_what_does_not_come_out_may_not_be_called_right(sources: Sources, text: str, *, refused: bool) -> None:
    """420 is printed, and its parts are 230 and 210."""
    [sentence] = parse(text, "rapport.md").sentences
    assert ["komt niet uit" in problem.what for problem in problems_of(sentence, sources)] == [True] * refused
