"""Names of who reviewed are found as people write them, and ordinary words are left alone."""

import pytest

from pipeline.privacy.names import LEFT_OUT, SOMEBODY, Names, is_written_as_name

KARIN, WHO = "Karin de Wit", "Bewoner 1"
# The ways in which people write a name that has an ordinary word in it, each in the middle of a remark.
WAYS = (
    "Karin de Wit",
    "karin de wit",
    "KARIN DE WIT",
    "Karin De Wit",
    "Karin  de  Wit",
    "Karin\nde Wit",
    "Karin\u00a0de Wit",
    "Karin Wit",
    "karin wit",
    "de Wit, Karin",
    "De Wit, Karin",
    "Wit, Karin de",
    "Wit, Karin",
    "WIT Karin",
    "K. de Wit",
    "K de Wit",
    "k. de wit",
    "K. Wit",
    "De Wit, K.",
    "Wit, K. de",
    "Karin",
    "karin",
    "KARIN",
    "Karins",
    "Karin's",
    "de Wit",
    "De Wit",
    "mevrouw de wit",
    "mw. Wit",
    "KdW",
    "K.d.W.",
    "karin.dewit@example.nl",
    "k.de.wit@example.nl",
    "KarinDeWit",
    "karindewit",
    "Ka\u00adrin de Wit",
    "karin_dewit@example.nl",
)


@pytest.mark.parametrize("way", WAYS)
def test_a_name_is_found_in_each_way_of_writing_it(way: str) -> None:
    """Nothing of the name is left, and the words around it are."""
    names = Names({KARIN: WHO})
    shown = names.without(f"Volgens {way} klopt dit niet.")
    assert WHO in shown
    left = shown.replace(WHO, "").casefold()
    assert not [part for part in ("karin", "wit", "kdw", "k.", "example") if part in left]
    assert left.startswith("volgens ")
    assert left.endswith("klopt dit niet.")
    assert names.doubtful(way) == [] or way in {"De Wit", "de Wit"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Karin de Wit", "De muur is wit, en de witte deur ook. Zwart op wit."),
        ("Karin de Wit", "Het witgoed en de witte wijk; karig eten."),
        ("Piet Jong", "Een jong kind, jongeren en jonge ouders. Hoe jong je ook bent."),
        ("Jan Bakker", "Brood van een bakker, het bakken en bakkers."),
        ("Ben Visser", "Ik ben het eens met wie een visser ken. Vissers ook."),
        ("Wil Groot", "Ik wil een groot huis, groter en grootst."),
        ("Roos Koning", "Een roos voor een koning; rozen."),
        ("Jo Vos", "Ja joh, een vos. Jongens!"),
        ("An Smeets", "Een ander, van mensen an sich."),
        ("Mark Winter", "In winter en zomer, op een markt; mark."),
        ("Bram", "Bramen en frambozen."),
        ("Bewoner 3", "Bewoner 3 zei het, en Bewoners vinden het. De bewoners."),
        ("Anoniem", "Anoniem bleef het."),
        ("Projectgroep", "De Projectgroep en de projectgroep, en meer projectgroepen."),
        ("Jan Mei", "Op 3 jan 2026, en in mei."),
        ("x", "x en y"),
        ("", "Niets te vinden."),
        ("Karin de Wit", "Kijk de wereld in: K. en d. en W."),
    ],
)
def test_ordinary_words_stay(name: str, text: str) -> None:
    names = Names({name: WHO}, ["Bewoners"])
    assert names.without(text) == text
    assert names.doubtful(text) == []


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("Karin de Wit", "Wit zei dat niet.", f"{LEFT_OUT} zei dat niet."),
        ("Karin de Wit", "Ik sprak de wit daarover.", f"Ik sprak {LEFT_OUT} daarover."),
        ("Ben Visser", "Ben ik het mee eens.", f"{LEFT_OUT} ik het mee eens."),
        ("Jan de Bakker", "Naar de bakker gaan.", f"Naar {LEFT_OUT} gaan."),
        ("Jo Vos", "Jo zei dat.", f"{LEFT_OUT} zei dat."),
        ("Piet Jong", "DIT IS JONG EN OUD", f"DIT IS {LEFT_OUT} EN OUD"),
    ],
)
def test_what_may_be_a_name_is_not_printed_and_told(name: str, text: str, shown: str) -> None:
    names = Names({name: WHO})
    assert names.without(text) == shown
    assert len(names.doubtful(text)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ben Visser", "Volgens Ben en volgens Visser, en meneer visser."),
        ("Jo Vos", "Samen met Jo en met Vos."),
        ("Anne-Marie Jansen-Bakker", "Anne-Marie, annemarie, Anne Marie Jansen, A. Jansen-Bakker, mevrouw bakker."),
        ("Zoë El Amrani", "zoe, Zoe\u0308, El Amrani, el amrani, Amrani, Z. El Amrani, zoe.elamrani@example.nl"),
        ("Gülşen Yılmaz", "Gulsen, GÜLŞEN, Yılmaz, g.yılmaz@example.nl"),
        ("Kwame Owusu-Ansah", "Kwame, Owusu, Ansah, Owusu-Ansah, K. Owusu Ansah"),
        ("Shanti Ramdin-Bhagwandas", "shanti, Ramdin, mw. Bhagwandas"),
        ("Jairzinho Martina", "Jairzinho, J. Martina, Martina"),
        ("J.P. van 't Hof", "J.P. van 't Hof, J. van ’t Hof, Van 't Hof, van 't Hof"),
        ("van den Berg, Piet", "Piet van den Berg, P. van den Berg, Van den Berg, de heer van den berg"),
        ("Karin de Wit (opdrachtgever)", "Karin, K. de Wit"),
    ],
)
def test_names_of_many_kinds(name: str, text: str) -> None:
    """Between commas stand ways of writing one name: each becomes what readers call its owner."""
    shown = Names({name: WHO}).without(text)
    left = shown.replace(WHO, "")
    assert not [
        word
        for word in left.replace(".", ",").split(",")
        if word.strip() and word.strip()[0].isupper() and word.split()[0] not in {"Volgens", "Samen"}
    ], shown


def test_a_name_of_several_people_is_nobodys_in_particular() -> None:
    names = Names({"Karin de Wit": "Bewoner 1", "Karin Smeets": "Klant 1", "Anna": "Klant 2", "Anna Bakker": "Klant 3"})
    assert names.without("Wat Karin zei, Karin Smeets ook.") == f"Wat {SOMEBODY} zei, Klant 1 ook."
    # Who calls herself just Anna is meant before who has it in her name.
    assert names.without("Wat Anna zei, en Anna Bakker.") == "Wat Klant 2 zei, en Klant 3."


def test_nobody_has_no_names() -> None:
    assert Names({}).without("Karin de Wit") == "Karin de Wit"


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        *(("Karin de Wit", True), ("Marloes", True), ("J.P. van 't Hof", True), ("Zoë El Amrani", True)),
        *(("Verzonnen codeur 2", False), ("Tweede lezer", False), ("Onderzoeker 1", False), ("ab", False), ("", False)),
    ],
)
def test_what_somebody_does_is_no_name(text: str, is_name: bool) -> None:
    """Coders and researchers go by all kinds of words in tables."""
    assert is_written_as_name(text) is is_name
