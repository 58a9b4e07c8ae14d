"""Handing tables on between stages: the same bytes, the same tables, and the same evidence without a folder."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from helpers_rounds import FEW, ROOT, ROUND, edit, nulmeting_evidence, nulmeting_findings
from hypothesis import given
from hypothesis import strategies as st

from pipeline.handover import Handover, read_table, write_table
from pipeline.notebook.figures import open_figures
from pipeline.notebook.phase import open_phase
from pipeline.notebook.round import open_round
from pipeline.phases.declarations import PHASES
from pipeline.phases.gathering import all_evidence
from pipeline.phases.module import evidence_of
from pipeline.phases.mystery_guests import evidence as mystery_guests
from pipeline.phases.raw_tables import load_phase, load_round
from pipeline.phases.surveys import evidence as surveys
from pipeline.phases.walk import evidence as every_evidence
from pipeline.rounds import Project


def written(frame: pd.DataFrame) -> tuple[bytes, pd.DataFrame]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fase" / "tabel.csv"
        write_table(frame, path)
        assert [item.name for item in path.parent.iterdir()] == ["tabel.csv"]
        return path.read_bytes(), read_table(path)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)


@FEW
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "evidence_id": TEXT
                | st.sampled_from(
                    [
                        "NA",
                        "nan",
                        "",
                        " x ",
                        "007",
                        "1e3",
                        '"',
                        "a,b",
                        "a\r\nb",
                        "é",
                        "=1+1",
                        "a;=1+1",
                        "a\n'- b",
                        "';\t@",
                    ]
                ),
                "direction": st.sampled_from([-1, 0, 1]),
                "n": st.integers(0, 10**9) | st.none(),
            }
        )
    )
)
def test_a_table_comes_back_as_it_was(rows: list[dict[str, object]]) -> None:
    frame = pd.DataFrame(rows, columns=["evidence_id", "direction", "n"])
    frame = frame.astype({"evidence_id": "str", "direction": "Int64", "n": "Int64"})
    before = frame.copy(deep=True)
    content, back = written(frame)
    pd.testing.assert_frame_equal(back, frame)
    pd.testing.assert_frame_equal(frame, before)
    assert written(back)[0] == content


def test_the_evidence_of_the_nulmeting_is_the_same_bytes_again_after_reading() -> None:
    for frame in (nulmeting_evidence().rows, nulmeting_evidence().trace):
        content, back = written(frame)
        assert written(frame)[0] == written(back)[0] == content
        pd.testing.assert_frame_equal(back, frame)


@pytest.mark.parametrize("name", ["findings", "convergence"])
def test_what_the_triangulation_hands_on_is_the_same_bytes_again_after_reading(name: str) -> None:
    frame = getattr(nulmeting_findings(), name)
    content, back = written(frame)
    assert written(back)[0] == content
    assert list(back.columns) == list(frame.columns)
    assert len(back) == len(frame)


def test_a_file_has_unix_lines_utf_8_and_no_index() -> None:
    content, _ = written(pd.DataFrame({"a": ["één"], "b": [""]}))
    assert content == "a,b\néén,\n".encode()


def test_a_table_replaces_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    for value in ("oud en lang", "nieuw"):
        write_table(pd.DataFrame({"a": [value]}), path)
    assert path.read_text("utf-8") == "a\nnieuw\n"


def test_a_table_that_can_not_be_written_leaves_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    write_table(pd.DataFrame({"a": ["oud"]}), path)
    with pytest.raises(UnicodeEncodeError):
        write_table(pd.DataFrame({"a": ["nieuw", "\ud800"]}, dtype=object), path)
    assert path.read_text("utf-8") == "a\noud\n"


def test_without_a_folder_nothing_is_written_or_read(tmp_path: Path) -> None:
    handover = Handover(Project(tmp_path), "")
    handover.put("01_desk_research", "evidence", pd.DataFrame({"a": ["x"]}))
    assert handover.get("01_desk_research", "evidence") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_exploring_gives_the_same_evidence_as_reading_what_was_handed_on(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KLANKBORD_PROJECT", str(project.root))
    for module in every_evidence().values():
        open_phase(module, ROUND, "reports/deel").hand_on()
    open_figures(ROUND, "reports/deel").hand_on()
    read = all_evidence(load_round(project, ROUND), Handover(project, "reports/deel"))
    explored = all_evidence(load_round(project, ROUND), Handover(project, ""))
    pd.testing.assert_frame_equal(read.rows, explored.rows)
    pd.testing.assert_frame_equal(read.trace, explored.trace)
    for table in ("findings", "convergence"):
        by_reading = getattr(open_round(ROUND, "reports/deel").result, table)
        pd.testing.assert_frame_equal(by_reading, getattr(open_round(ROUND).result, table))


def test_a_line_break_from_an_old_mac_does_not_break_a_table(project: Project) -> None:
    def broken(statements: pd.DataFrame) -> None:
        statements.loc[0, "statement"] = "Regel een.\rRegel twee."

    edit(project, "survey_statements", broken)
    rows = evidence_of(surveys, load_phase(project, ROUND, surveys.PHASE)).rows
    _, back = written(rows)
    assert list(back["evidence_id"]) == list(rows["evidence_id"])


def test_what_was_handed_on_is_used_and_not_computed_again(project: Project) -> None:
    handover = Handover(project, "deel")
    marked = nulmeting_evidence().rows.head(1).assign(statement="Doorgegeven.")
    for phase in PHASES:
        mine = marked if phase.id == "surveys" else marked.head(0)
        handover.put(phase.stage, "evidence", mine)
    assert list(all_evidence(load_round(project, ROUND), handover).rows["statement"]) == ["Doorgegeven."]


def test_a_phase_that_was_not_deployed_hands_on_nothing() -> None:
    found = evidence_of(mystery_guests, load_phase(Project(ROOT), ROUND, mystery_guests.PHASE))
    assert found.rows.empty
    assert found.trace.empty


def test_every_phase_makes_its_own_evidence() -> None:
    assert {name: module.PHASE.id for name, module in every_evidence().items()} == {p.id: p.id for p in PHASES}


def test_every_phase_has_a_stage_of_its_own() -> None:
    stages = [phase.stage for phase in PHASES]
    assert stages == sorted(set(stages))
    assert all((ROOT / "notebooks" / f"{stage}.ipynb").exists() for stage in stages)


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "- te lang", "@iemand", "-1+cmd|x", "'=1", "''=1", "=", "-"])
def test_nothing_in_a_file_is_a_formula_and_reading_gives_the_words_back(text):
    content, back = written(pd.DataFrame({"a": [text]}))
    assert content.decode().splitlines()[1].strip('"').startswith("'")
    assert list(back["a"]) == [text]


@pytest.mark.parametrize("text", ["-1", "+3,2%", "-12.800", "gewoon", "'s middags", "1=1", "'t kan"])
def test_what_no_spreadsheet_runs_stays_as_it_is(text):
    content, back = written(pd.DataFrame({"a": [text]}))
    assert content.decode().splitlines()[1].strip('"') == text
    assert list(back["a"]) == [text]
