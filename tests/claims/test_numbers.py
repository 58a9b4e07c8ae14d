"""Numbers in running text."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.claims.numbers import numbers_in, pairs_in, unbacked
from pipeline.dutch import number


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Er kwamen 1.234 mensen", [1234]),
        ("Het is 12,5% meer dan € 248.000.", [Fraction("12.5"), 248000]),
        ("Drie van de zes zeggen ja, de helft dus", [3, 6, Fraction(1, 2)]),
        ("Tweederde komt terug", [Fraction(2, 3)]),
        ("Zie § 3.1.2, p. 14, bijlage 3, hoofdstuk IV en document 004", []),
        ("Een bewoner vindt het één groot feest", []),
        ("Vijfentwintig en twaalfhonderd, en drieduizend", [25, 1200, 3000]),
        ("Eenentwintig, negenentwintig of negenennegentig", [21, 29, 99]),
        ("Het kost anderhalf miljoen of 430 miljoen", [Fraction(3, 2), 10**6, 430 * 10**6]),
        ("Een tweeling en een vierkant", []),
        ("Het is half af, en nul is geen bewering", []),
        ("Tien miljoen is minder dan een miljard", [10, 10**6, 10**9]),
        ("Een 4.5 is geen Nederlands getal", [Fraction("4.5")]),
        ("Groep A1 en B2", []),
        ("In 2017-H1 kwamen er 76", [2017, 76]),
    ],
)
def test_numbers_are_found_as_a_reader_finds_them(text: str, values: list[Fraction]) -> None:
    assert sorted(numbers_in(text).values()) == sorted(map(Fraction, values))


@given(st.integers(2, 10**7))
def test_a_number_as_dutch_writes_it_is_read_back(value: int) -> None:
    assert list(numbers_in(f"Er waren {number(value)} mensen.").values()) == [value]


def test_what_something_backs_is_not_told() -> None:
    assert unbacked("Zes van de tien, dus 60%", {Fraction(6), Fraction(60)}) == ["tien"]
    assert unbacked("De helft komt terug", {Fraction(50)}) == []


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Bij 5 van de 10 bezoeken.", [(5, 10)]),
        ("Zeven van de acht klanten.", [(7, 8)]),
        ("Geen van de 27 was tevreden.", [(0, 27)]),
        ("Eén van de twee.", [(1, 2)]),
        ("Alle 31 waren er.", [(31, 31)]),
        ("Een van de drie kamers is nieuw.", []),  # one of the rooms, and no count
        ("Het rapport van 2019, en twee van 2019.", []),
        ("Een groei van 2,5 van de 10%.", []),
        ("In Oost 5 van 5, in West 0 van 5.", [(5, 5), (0, 5)]),
    ],
)
def test_so_many_of_so_many(text: str, pairs: list[tuple[int, int]]) -> None:
    assert [pair.numbers for pair in pairs_in(text)] == pairs
