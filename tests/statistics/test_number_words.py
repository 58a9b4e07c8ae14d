"""The words for numbers are the Dutch ones, each with its own number."""

from fractions import Fraction

import pytest

from pipeline.statistics.number_words import PROPORTIONS, WHOLE_NUMBERS


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("nul", 0),
        ("een", 1),
        ("acht", 8),
        ("tien", 10),
        ("elf", 11),
        ("dertien", 13),
        ("veertien", 14),
        ("negentien", 19),
        ("twintig", 20),
        ("dertig", 30),
        ("tachtig", 80),
        ("negentig", 90),
        ("eenentwintig", 21),
        ("vijfentwintig", 25),
        ("drieendertig", 33),
        ("achtenveertig", 48),
        ("negenennegentig", 99),
        ("honderd", 100),
        ("tweehonderd", 200),
        ("negenhonderd", 900),
        ("duizend", 1000),
        ("tweetal", 2),
        ("drietal", 3),
        ("viertal", 4),
        ("vijftal", 5),
        ("zestal", 6),
        ("achttal", 8),
        ("tiental", 10),
    ],
)
def test_whole_numbers(word, number):
    assert WHOLE_NUMBERS[word] == number


def test_the_words_cover_these_numbers():
    assert sorted(set(WHOLE_NUMBERS.values())) == [*range(101), *range(200, 1000, 100), 1000]


@pytest.mark.parametrize("spelling", ["twee derde", "tweederde", "twee-derde"])
def test_a_proportion_in_each_spelling(spelling):
    assert PROPORTIONS[spelling] == Fraction(2, 3)


def test_an_ordinal_alone_is_no_proportion():
    assert "derde" not in PROPORTIONS


@pytest.mark.parametrize(
    ("word", "share"),
    [
        ("een kwart", "1/4"),
        ("drie vierde", "3/4"),
        ("een vijfde", "1/5"),
        ("een zesde", "1/6"),
        ("een zevende", "1/7"),
        ("een achtste", "1/8"),
        ("een negende", "1/9"),
        ("negen tiende", "9/10"),
        ("de helft", "1/2"),
        ("halvering", "1/2"),
        ("een verdubbeling", "2"),
        ("verdrievoudigd", "3"),
    ],
)
def test_a_word_for_a_part_or_a_factor(word, share):
    assert PROPORTIONS[word] == Fraction(share)
