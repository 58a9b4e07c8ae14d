"""Criteria that a mystery guest held the organisation against: what was met is evidence."""

import csv
from pathlib import Path
from typing import Any

import pytest
from helpers_rounds import ROOT, codebook, round_data, table

from pipeline.contracts.loading import RoundData
from pipeline.errors import InputError
from pipeline.phases.mystery_guests.evidence import gather
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

ROUND = "buurtwerkkamers-2019"
BOOK = codebook({"q1": ["mystery_guests"]})
MET = {"criterion_id": "deur", "label": "De deur is open", "channel": "bezoek", "question": "q1", "aspect": "a"}


def small(*criteria: dict[str, Any], visits: tuple[str, ...] = ("bezoek",)) -> RoundData:
    made = [{"source_id": f"b{n}", "voice": "v2", "channel": channel} for n, channel in enumerate(visits)]
    tables = {
        "mysteryguest_visits": table("mysteryguest_visits", *made),
        "mysteryguest_criteria": table("mysteryguest_criteria", *criteria),
        "mysteryguest_statements": table("mysteryguest_statements"),
    }
    return round_data(BOOK, tables)


@pytest.mark.parametrize(("met", "direction", "says"), [("ja", 1, "is gehaald"), ("nee", -1, "is niet gehaald")])
def test_a_criterion_points_the_way_it_was_met(met: str, direction: int, says: str) -> None:
    found = gather(small({**MET, "met": met}))
    [row] = found.rows.to_dict("records")
    assert (row["direction"], row["voice"]) == (direction, "v2")
    assert row["statement"] == f"Het criterium «De deur is open» {says} bij een bezoek."
    assert {(step["key"], step["role"]) for step in found.trace.to_dict("records")} == {
        ("deur", "says"),
        ("b0", "counts"),
    }


def test_without_an_outcome_or_an_aspect_it_is_no_evidence() -> None:
    assert gather(small({**MET, "met": ""})).rows.empty
    assert gather(small({**MET, "met": "ja", "question": "", "aspect": ""})).rows.empty


def test_of_several_visits_by_one_channel_none_is_needed() -> None:
    found = gather(small({**MET, "met": "ja"}, visits=("bezoek", "bezoek", "telefoon")))
    assert list(found.trace["key"]) == ["deur"]


def test_the_published_round_has_no_outcomes_and_so_no_evidence_of_criteria() -> None:
    data = load_round(Project(ROOT), ROUND)
    assert (data.table("mysteryguest_criteria")["met"] == "").all()
    assert not gather(data).trace["file"].str.endswith("criteria.csv").any()


def change(path: Path, **cells: str) -> None:
    """Change cells of the first row of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0] |= cells
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_an_outcome_reaches_the_evidence_of_the_round(project: Project) -> None:
    change(project.raw / ROUND / "mysteryguest_criteria.csv", met="nee")
    rows = gather(load_round(project, ROUND)).rows
    [row] = rows[rows["evidence_id"].str.endswith("C_relatie_bezoek")].to_dict("records")
    assert (row["question"], row["aspect"], row["direction"]) == ("gebruikers", "aansluiten", -1)


@pytest.mark.parametrize(
    ("table_name", "cells", "says"),
    [
        ("mysteryguest_visits", {"channel": "telefoon"}, "geen bezoek"),
        ("mysteryguest_criteria", {"question": "omstanders", "aspect": ""}, "niet gesteld"),
    ],
)
def test_an_outcome_that_nobody_can_have_seen_is_a_mistake(
    project: Project, table_name: str, cells: dict[str, str], says: str
) -> None:
    change(project.raw / ROUND / "mysteryguest_criteria.csv", met="ja")
    change(project.raw / ROUND / f"{table_name}.csv", **cells)
    with pytest.raises(InputError) as error:
        load_round(project, ROUND)
    assert [says in problem.what for problem in error.value.problems] == [True]
