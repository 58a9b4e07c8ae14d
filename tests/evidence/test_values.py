"""The numbers of evidence that a sentence can have filled in."""

from decimal import Decimal

import pandas as pd
import pytest

from pipeline.evidence.opinions import opinions
from pipeline.evidence.values import Value, of_count, of_spread


def printed(values: object) -> dict[str, str]:
    assert all(isinstance(value, Value) and value.says for value in values)  # type: ignore[attr-defined]
    return {value.name: f"{value.text} {value.unit}" for value in values}  # type: ignore[attr-defined]


def test_how_many_out_of_how_many_and_how_many_against() -> None:
    found = printed(list(of_count(99, 156, 57, "personen", at_least=False)))
    assert found == {
        "aantal": "99 personen",
        "van": "156 personen",
        "deel": "99 van de 156 personen",
        "procent": "63% procent",
        "tegen": "57 personen",
    }


@pytest.mark.parametrize(("total", "there"), [(49, False), (50, True)])
def test_a_percentage_is_only_given_of_enough(total: int, *, there: bool) -> None:
    assert ("procent" in printed(list(of_count(10, total, pd.NA, "personen", at_least=False)))) is there


def test_of_at_least_so_many_there_is_no_share() -> None:
    assert printed(list(of_count(3, 80, pd.NA, "personen", at_least=True))) == {
        "aantal": "minstens 3 personen",
        "van": "80 personen",
    }


def test_what_is_not_known_has_no_name() -> None:
    assert list(of_count(pd.NA, pd.NA, pd.NA, "personen", at_least=False)) == []
    assert printed(list(of_count(pd.NA, 12, pd.NA, "bezoeken", at_least=False))) == {"van": "12 bezoeken"}


def test_the_median_lies_in_the_middle_between_two() -> None:
    minutes = [Decimal(12), Decimal(6), Decimal("8.5"), Decimal(9)]
    assert printed(list(of_spread(minutes, "minuten"))) == {
        "mediaan": "8,75 minuten",
        "laagste": "6 minuten",
        "hoogste": "12 minuten",
    }
    assert list(of_spread([], "minuten")) == []


def test_opinions_are_counted_whichever_way_they_point() -> None:
    assert printed(opinions([1, 1, -1, 0], out_of=7).values) == {
        "positief": "2 personen",
        "kritisch": "1 personen",
        "beide": "1 personen",
        "spraken": "4 personen",
    }
