"""Take one raw row away, and exactly the evidence changes that its trace says depends on that row."""

import csv
import random
from pathlib import Path

import pytest
from helpers_project import copy_project
from helpers_synthetic import ROUND as MADE_UP
from helpers_synthetic import synthetic_project

from pipeline.errors import InputError
from pipeline.evidence.table import Evidence
from pipeline.handover import Handover
from pipeline.phases.gathering import all_evidence
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

ROUNDS = (
    MADE_UP,
    *(pytest.param(each, marks=pytest.mark.thorough) for each in ("wijk-voor-wijk-2019", "buurtwerkkamers-2019")),
)
SAMPLE = 6  # rows a round beside one of each table; the seed is fixed, so that a failure can be looked at again


@pytest.fixture(scope="module", params=ROUNDS)
def round_project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    target = tmp_path_factory.mktemp(request.param) / "project"
    made = synthetic_project(target) if request.param == MADE_UP else copy_project(target)
    return made, request.param


def gathered(project: Project, round_id: str) -> Evidence:
    return all_evidence(load_round(project, round_id), Handover(project, ""))


def by_id(found: Evidence) -> dict[str, tuple[object, ...]]:
    rows = found.rows.astype("object").where(found.rows.notna(), None)
    return {row["evidence_id"]: tuple(row.values()) for row in rows.to_dict("records")}


def tables(project: Project, round_id: str) -> dict[Path, list[list[str]]]:
    made = {}
    for path in sorted((project.raw / round_id).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            made[path] = list(csv.reader(file))
    return made


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def sample(content: dict[Path, list[list[str]]]) -> list[tuple[Path, int]]:
    """Draw rows, from every table at least one, since a table with many rows would crowd the others out."""
    generator = random.Random(2019)
    first = [(path, generator.randrange(1, len(rows))) for path, rows in content.items()]
    every = [(path, number) for path, rows in content.items() for number in range(1, len(rows))]
    return list(dict.fromkeys([*first, *generator.sample(every, min(SAMPLE, len(every)))]))


@pytest.mark.slow
def test_exactly_the_evidence_changes_that_the_trace_names(round_project: tuple[Project, str]) -> None:
    project, round_id = round_project
    before = gathered(project, round_id)
    content = tables(project, round_id)
    judged = 0
    for path, number in sample(content):
        row = content[path][number]
        write(path, [*content[path][:number], *content[path][number + 1 :]])
        try:
            after = gathered(project, round_id)
        except InputError:
            continue  # other rows refer to it: the round says so, and nothing is computed
        finally:
            write(path, content[path])
        judged += 1
        place = f"raw/{round_id}/{path.name}"
        traced = set(before.trace.loc[(before.trace["file"] == place) & (before.trace["key"] == row[0]), "evidence_id"])
        old, new = by_id(before), by_id(after)
        changed = {name for name in old if new.get(name) != old[name]}
        assert changed <= traced, f"{place} {row[0]}: also changed {sorted(changed - traced)}"
        # Traced evidence may stay as it is in one case: another row says or counts just the same.
        same = {name for name in traced - changed if not _has_twin(content[path], number)}
        assert not same, f"{place} {row[0]}: traced, but nothing depends on it in {sorted(same)}"
    assert judged >= 10


def _has_twin(rows: list[list[str]], number: int) -> bool:
    """Tell whether another row of the table has the same statement: different statements are counted, not rows."""
    place = rows[0].index("statement") if "statement" in rows[0] else None
    if place is None:
        return False
    return any(row[place] == rows[number][place] for other, row in enumerate(rows) if other != number)
