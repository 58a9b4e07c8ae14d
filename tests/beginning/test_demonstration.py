"""The demonstration: filled in only with Excel and an export, and what was planted in it is found."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from helpers_project import copy_project
from helpers_rounds import ROOT

from pipeline.audit import reproduction
from pipeline.beginning.refresh import refresh
from pipeline.contracts.loading import RoundData
from pipeline.handover import Handover
from pipeline.phases.gathering import all_evidence
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project
from tests.demonstration.effort import begun, table
from tests.demonstration.filling import ROUND, make
from tests.demonstration.survey import OLDER, YOUNGER

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> RoundData:
    project = copy_project(tmp_path_factory.mktemp("voorbeeld") / "project")
    for path in (project.raw / ROUND).rglob("*.*"):
        path.unlink()
    for path in (project.raw / ROUND / "enquetes", project.raw / ROUND):
        path.rmdir()
    make(project)
    return load_round(project, ROUND)


@pytest.fixture(scope="module")
def evidence(data: RoundData) -> pd.DataFrame:
    return all_evidence(data, Handover(data.project, "")).rows


def of(evidence: pd.DataFrame, phase: str, aspect: str, voice: str) -> set[tuple[int, int, int]]:
    rows = evidence[(evidence["phase"] == phase) & (evidence["aspect"] == aspect) & (evidence["voice"] == voice)]
    return {(int(row.direction), int(row.n), int(row.n_total)) for row in rows.itertuples()}


def test_what_is_in_the_repository_is_what_the_generator_makes(data: RoundData) -> None:
    kept = load_round(Project(ROOT), ROUND)
    assert data.notices == kept.notices
    assert data.codebook == kept.codebook
    assert [notice.value for notice in kept.notices] == ["verwijzen"]  # a code of the codebook that nobody used
    for name, frame in data.inside.items():
        pd.testing.assert_frame_equal(frame, kept.inside[name])
    made = {path.relative_to(data.project.root): path.read_bytes() for path in _texts(data.project)}
    assert made == {path.relative_to(ROOT): path.read_bytes() for path in _texts(Project(ROOT))}


def test_the_documents_tell_how_much_there_is_to_fill_in(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "codebooks", tmp_path / "codebooks")
    (tmp_path / "raw").mkdir()
    told = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8").splitlines()
    assert set(table(begun(Project(tmp_path)))) <= set(told)


def test_each_code_can_be_chosen_in_the_workbooks(data: RoundData) -> None:
    """Who looks how it is done finds in the lists what stands in the cells."""
    assert refresh(data.project, ROUND).changed == ()


def _texts(project: Project) -> list[Path]:
    return [path for path in (project.raw / ROUND).rglob("*.*") if path.suffix in {".yml", ".csv"}]


def test_all_of_it_says_that_it_is_made_up(data: RoundData) -> None:
    assert data.round.synthetic
    rows = [frame["provenance"] for frame in data.inside.values() if "provenance" in frame]
    assert set(pd.concat(rows)) == {"synthetic"}


@pytest.mark.parametrize(
    ("phase", "aspect", "voice", "expected"),
    [
        ("interviews", "verandering", "klanten", {(1, 7, 8)}),
        ("interviews", "afspraken", "medewerkers", {(1, 3, 3)}),
        ("interviews", "afspraken", "partners", {(-1, 3, 3)}),
        ("interviews", "bekendheid", "klanten", {(-1, 5, 8)}),
        ("focusgroups", "bekendheid", "bewoners", {(-1, 6, 8)}),
        ("focusgroups", "welkom", "klanten", {(1, 14, 16)}),
        ("mystery_guests", "bekendheid", "bewoners", {(0, 4, 8)}),
    ],
)
def test_what_was_planted_is_found(evidence: pd.DataFrame, phase, aspect, voice, expected) -> None:
    assert of(evidence, phase, aspect, voice) == expected


def test_the_ladders_rise_where_that_was_planted(evidence: pd.DataFrame) -> None:
    assert (1, 10, 12) in of(evidence, "surveys", "verandering", "beroepskrachten")


def test_the_group_that_does_not_feel_welcome_is_told_apart(data: RoundData, evidence: pd.DataFrame) -> None:
    (row,) = evidence[(evidence["phase"] == "surveys") & (evidence["aspect"] == "welkom")].to_dict("records")
    assert (row["direction"], row["n_total"]) == (1, OLDER + YOUNGER)
    assert "leeftijd" in row["otherwise"].lower()


def test_the_total_that_is_no_sum_of_its_parts_is_told(data: RoundData) -> None:
    _, checks = reproduction.tables(data)
    (wrong,) = checks[checks["verdict"] == "inconsistent"].to_dict("records")
    assert (wrong["check_id"], wrong["printed"], wrong["recomputed"]) == ("A-formula-bezoekers", "420", "440")
