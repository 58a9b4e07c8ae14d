"""Dates as reports print them: each is the days that it can be."""

from datetime import date
from fractions import Fraction

import pytest

from pipeline.statistics.dates import read_date, year
from pipeline.statistics.printed import NotANumber, read_printed


def at(text: str) -> Fraction:
    day = date.fromisoformat(text)
    first, after = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return day.year + Fraction((day - first).days, (after - first).days)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1 maart 2007", "2007-03-01", "2007-03-01"),
        ("29 februari 2016", "2016-02-29", "2016-02-29"),
        ("31-10-2015", "2015-10-31", "2015-10-31"),
        ("2015-10-31", "2015-10-31", "2015-10-31"),
        ("3 mrt. 2007", "2007-03-03", "2007-03-03"),
        ("Augustus 2007", "2007-08-01", "2007-08-31"),
        ("februari 2012", "2012-02-01", "2012-02-29"),
        ("eerste kwartaal van 2019", "2019-01-01", "2019-03-31"),
        ("tweede helft 2019", "2019-07-01", "2019-12-31"),
        ("Q4 2019", "2019-10-01", "2019-12-31"),
        ("zomer van 2015", "2015-06-01", "2015-09-30"),
        ("het najaar van 2015", "2015-08-01", "2015-12-31"),
    ],
)
def test_a_date_is_the_days_that_it_can_be(text: str, first: str, last: str) -> None:
    moment = read_date(text)
    assert moment is not None
    assert (moment.first, moment.last) == (at(first), at(last))
    assert read_printed(text).interval.low == at(first)
    assert read_printed(text).high == at(last)


@pytest.mark.parametrize("text", ["31 juni 2015", "30-02-2016", "13-13-2015", "2015-00-10", "29 februari 2015"])
def test_a_day_that_does_not_exist_is_no_date(text: str) -> None:
    assert read_date(text) is None
    with pytest.raises(NotANumber):
        read_printed(text)


@pytest.mark.parametrize("text", ["2007", "12", "2015-10", "maart", "mei", "10-2015", "zomer", "ca. maart 2007"])
def test_a_year_or_less_is_no_date_by_itself(text: str) -> None:
    assert read_date(text) is None


def test_a_year_is_all_its_days() -> None:
    moment = year("2007")
    assert moment is not None
    assert (moment.first, moment.last) == (at("2007-01-01"), at("2007-12-31"))
    assert year("13") is None
