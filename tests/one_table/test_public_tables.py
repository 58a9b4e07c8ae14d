"""Tables of public reports: what fits is never accused, what they say of themselves is seen, a wrong digit noticed."""

from functools import cache

import pytest
from helpers_public_tables import PublicTable, public_tables, sources

from pipeline.audit.check import Check, Verdict

TABLES = [pytest.param(table, id=table.name) for table in public_tables()]
FOLLOWING = [table for table in public_tables() if table.formulas]


def wrong(checks: list[Check]) -> set[str]:
    return {check.figure_id for check in checks if check.verdict is Verdict.INCONSISTENT}


def test_there_are_forty_tables_of_more_than_ten_reports() -> None:
    assert len(public_tables()) >= 40
    assert len({source["document"] for source in sources()}) >= 10
    assert len(FOLLOWING) >= 40
    assert {source["provenance"] for source in sources()} == {"published"}


@pytest.mark.parametrize("table", TABLES)
def test_what_follows_is_never_accused(table: PublicTable) -> None:
    # Each was added up by hand in whole thousands: what is off is off by rounding.
    assert wrong(table.checks()) == set()


@pytest.mark.parametrize("table", TABLES)
def test_no_question_about_a_right_table_would_accuse_it(table: PublicTable) -> None:
    assert {question for question, checks in table.asked().items() if wrong(checks)} == set()


def test_most_of_what_follows_is_asked_about() -> None:
    follow = {(table.name, cell) for table in FOLLOWING for cell, _ in table.formulas}
    asked = {
        (table.name, check.figure_id) for table in FOLLOWING for checks in table.asked().values() for check in checks
    }
    assert len(follow & asked) >= 0.8 * len(follow)


@cache
def changes() -> list[tuple[PublicTable, PublicTable]]:
    return [(table, table.changed(seed)) for table in FOLLOWING for seed in range(3)]


def test_a_changed_digit_is_noticed_unless_it_is_within_rounding() -> None:
    unnoticed = [(table, other) for table, other in changes() if not wrong(other.checks()) - wrong(table.checks())]
    assert len(unnoticed) <= 0.1 * len(changes())
    for table, other in unnoticed:
        [(before, after)] = [
            (one, another)
            for row, changed in zip(table.rows, other.rows, strict=True)
            for one, another in zip(row, changed, strict=True)
            if one != another
        ]
        # The last digit or the one before: so much the rounding of a dozen parts can hide.
        assert before[:-2] == after[:-2]
