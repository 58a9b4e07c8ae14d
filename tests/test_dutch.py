"""Numbers as Dutch writes them."""

from fractions import Fraction

import pytest

from pipeline.dutch import quantity


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
