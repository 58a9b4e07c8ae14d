"""Numbers as Dutch writes them."""

from fractions import Fraction

import pytest

from pipeline.dutch import listed, quantity, when


@pytest.mark.parametrize(
    ("value", "measure", "text"),
    [
        (Fraction(64, 10), "fte", "6,4"),  # exact: no zero that would say it was rounded
        (Fraction(475 * 100, 675), "procent", "70,4%"),
        (Fraction(41), "procent", "41%"),
        (Fraction(393, 100), "procent", "3,93%"),
        (Fraction(1, 3), "factor", "0,33"),
        (Fraction(1, 40), "aandeel", "0,025"),
        (Fraction(7, 2), "factor", "3,5"),
        (Fraction(1234567, 1), "aantal", "1.234.567"),
        (Fraction(27088), "euro", "€ 27.088"),
        (Fraction(15550, 100), "euro", "€ 156"),  # cents say nothing from a hundred on
        (Fraction(1255, 100), "euro", "€ 12,55"),
        (Fraction(-15550, 100), "euro", "€ -156"),
    ],
)
def test_a_computed_number_has_no_more_digits_than_say_something(value: Fraction, measure: str, text: str) -> None:
    assert quantity(value, measure).replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("2019-11-05", "5 november 2019"),
        ("2019-10", "oktober 2019"),
        ("2019", "2019"),
        ("2017-H1", "eerste helft 2017"),
        ("2017-Q3", "derde kwartaal 2017"),
        ("2017-H3", "2017-H3"),
        ("2016-2017", "2016-2017"),
        ("2019-13", "2019-13"),
        ("april 2019", "april 2019"),
        ("", ""),
    ],
)
def test_a_date_or_a_period_is_written_as_readers_write_it(raw: str, read: str) -> None:
    assert when(raw) == read


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_a_list_is_written_as_running_text_also_of_nothing(names: list[str], text: str) -> None:
    assert listed(names) == text
