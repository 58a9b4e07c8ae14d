"""Invented tables as people make them, with slips planted: what an audit asks about finds them, and accuses no other.

`tests/invented_tables/planted.txt` has them: behind the name of a table stand its slips, each as the cells of which one
at least has to be found. The last fourteen were made after all that finds them, and led to two more questions.
"""

from pathlib import Path

import pytest

from pipeline.audit.check import Verdict
from pipeline.one_table.audited import audited
from pipeline.one_table.figures import cell_of

FILE = Path(__file__).parent.parent / "invented_tables" / "planted.txt"
# A sign that is the wrong way round is no mistake in tables that count costs as less than nothing.
NOT_FOUND = {"verschil met verkeerd teken"}


def tables() -> list[tuple[str, tuple[frozenset[str], ...], list[str]]]:
    found = []
    for block in FILE.read_text(encoding="utf-8").strip().split("\n\n"):
        head, *rows = block.split("\n")
        name, _, slips = head.removeprefix("# ").partition(":")
        found.append((name, tuple(frozenset(slip.split()) for slip in slips.split(";") if slip.strip()), rows))
    return found


TABLES = [pytest.param(slips, rows, name in NOT_FOUND, id=name) for name, slips, rows in tables()]


def test_there_are_forty_tables_with_as_many_slips() -> None:
    assert len(TABLES) >= 40
    assert sum(len(slips) for _, slips, _ in tables()) >= 40


@pytest.mark.parametrize(("slips", "rows", "missed"), TABLES)
def test_a_planted_slip_is_found_and_nothing_else(
    tmp_path: Path, slips: tuple[frozenset[str], ...], rows: list[str], missed: bool
) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text("\n".join(";".join(cell.strip() for cell in row.split("|")) for row in rows), encoding="utf-8")
    [sheet] = audited(path).sheets
    checks = [check for each in sheet.asked for check in each.checks]
    wrong = {cell_of(check.figure_id) for check in checks if check.verdict is Verdict.INCONSISTENT}
    wrong |= {doubt.cell for doubt in sheet.doubts}
    assert wrong <= frozenset().union(*slips)
    assert all(slip & wrong for slip in slips) is not missed
