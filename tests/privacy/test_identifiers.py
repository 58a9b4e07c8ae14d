"""What tells by its form who somebody is, is found as people write it; other numbers and words are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.privacy.identifiers import REACHED_BY, identifiers, may_reach


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Bel 010 123 45 67.", "010 123 45 67", "telefoonnummer"),
        ("+31 6 12345678", "+31 6 12345678", "telefoonnummer"),
        ("of 0031-6-12 34 56 78, na zessen", "0031-6-12 34 56 78", "telefoonnummer"),
        ("(078) 6123456", "(078) 6123456", "telefoonnummer"),
        ("bel +597 8123456", "+597 8123456", "telefoonnummer"),
        ("naar iemand.anders@voorbeeld.nl!", "iemand.anders@voorbeeld.nl", "e-mailadres"),
        ("op NL91 ABNA 0417 1643 00 gestort", "NL91 ABNA 0417 1643 00", "rekeningnummer"),
        ("nl91abna0417164300", "nl91abna0417164300", "rekeningnummer"),
        ("DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00", "rekeningnummer"),
        ("Het is 111222333.", "111222333", "burgerservicenummer"),
        ("111 222 333", "111 222 333", "burgerservicenummer"),
        ("mijn bsn is 111222334 geloof ik", "111222334", "burgerservicenummer"),
        ("op Kerkstraat 12a in de stad", "Kerkstraat 12a", "adres"),
        ("Johan de Wittlaan 7", "Johan de Wittlaan 7", "adres"),
        ("Ik woon nu in Groenhoven 218.", "Groenhoven 218", "adres"),
        ("1102 AB 12 is het", "1102 AB 12", "adres"),
        ("ik ben geboren op 3 maart 1965", "3 maart 1965", "geboortedatum"),
        ("geb. 03-04-1971", "03-04-1971", "geboortedatum"),
        ("In 1950 ben ik geboren", "1950", "geboortedatum"),
        ("Fatima (34) hielp", "34", "leeftijd"),
        ("ik ben 34 jaar oud", "34 jaar oud", "leeftijd"),
        ("een 34-jarige vrouw", "34", "leeftijd"),
        ("Ik ben vierendertig.", "vierendertig", "leeftijd"),
        ("een vrouw van 51", "51", "leeftijd"),
    ],
)
def test_what_is_somebodys_is_found(text: str, words: str, kind: str) -> None:
    (found,) = identifiers(text)
    assert (text[found.start : found.end], found.kind, found.certain) == (words, kind, True)


@pytest.mark.parametrize(
    "text",
    [
        *("NL91 ABNA 4417 1643 00", "111222334", "000000000", "€ 1.234.567.890 in 2019-2023"),
        *("p. 123, 456 en 789; 2019/2020", "Van 0 naar 100 in 3 jaar: 10, 20, 30, 40", "in 2017 14.000 euro"),
        *(
            "Ik kom hier al 34 jaar.",
            "3 van 24 is 12,5%",
            "het waren er 12",
            "ik ben 3 keer geweest",
            "was 10 jaar geleden",
        ),
        *("onderweg 3 mensen", "van 2 naar 3 in de wijk", "in 2019 NL en 2020 EU", "op 3 maart 2021 begon het"),
        *(
            "Dat stuk is van 2016.",
            "Kamer 3, deel 2 en fase 1",
            "10:30 tot 11:45",
            "versie 1.2.3",
            "een groep van 12 mensen",
        ),
        "",
    ],
)
def test_other_numbers_are_nobodys(text: str) -> None:
    assert identifiers(text) == []


@given(st.text(alphabet="0123456789 @.-+NLABbsn", max_size=40))
def test_a_text_that_needs_no_look_has_nothing_by_which_somebody_is_reached(text: str) -> None:
    assert may_reach(text) or not {found.kind for found in identifiers(text)} & REACHED_BY


def test_a_day_long_ago_may_be_somebodys() -> None:
    """Without a word that says so, somebody has to look."""
    (found,) = identifiers("Mijn moeder kwam op 12-03-1971 hierheen.")
    assert (found.kind, found.certain) == ("geboortedatum", False)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ik ben 34 jaar oud.", "Ik ben [30-39 jaar]."),
        ("Een 67-jarige man", "Een [60-69]-jarige man"),
        ("Mijn zoon (9)", "Mijn zoon ([0-9])"),
    ],
)
def test_an_age_becomes_ten_years(text: str, shown: str) -> None:
    (found,) = identifiers(text)
    assert text[: found.start] + found.instead + text[found.end :] == shown
