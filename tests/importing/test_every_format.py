"""The same codes in every kind of file become the same rows, of people who are in the round already."""

from collections.abc import Callable
from pathlib import Path

import pytest
from helpers_import import LEAD, PEOPLE, ROUND, aspect_of, begun, qda, texts
from helpers_qda import ATLAS, qdpx, qualcoder, quotations, taguette, word_files
from helpers_qda import Project as Qda

from pipeline.importing.take_in import import_files
from pipeline.phases.interviews.evidence import gather
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project
from tests.demonstration.editing import fill

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

BOTH = (LEAD, "Bas")


def in_refi(coded: dict[str, Qda], folder: Path) -> None:
    for coder, project in coded.items():
        (folder / f"{coder}.qdpx").write_bytes(qdpx(project, ATLAS))


def in_word(coded: dict[str, Qda], folder: Path) -> None:
    for coder, project in coded.items():
        for name, content in word_files(project, coder).items():
            (folder / name).write_bytes(content)


def in_excel(coded: dict[str, Qda], folder: Path) -> None:
    for coder, project in coded.items():
        (folder / f"{coder}.xlsx").write_bytes(quotations(project))
    for name, text in texts().items():
        (folder / f"{name}.txt").write_bytes(text.encode())


def in_qualcoder(coded: dict[str, Qda], folder: Path) -> None:
    for coder, project in coded.items():
        (folder / f"{coder}.qda").mkdir()
        qualcoder(project, folder / f"{coder}.qda" / "data.qda")


def in_taguette(coded: dict[str, Qda], folder: Path) -> None:
    for coder, project in coded.items():
        taguette(project, folder / f"{coder}.sqlite3")


def made(folder: Path, written: Callable[[dict[str, Qda], Path], None]) -> Project:
    """Import what both coders made in one kind of file."""
    project = begun(folder / "project")
    people = [{"Persoon": name, "Stem": voice} for name, voice in PEOPLE.items()]
    fill(project.raw / ROUND / "deelnemers.xlsx", {"respondents": people})
    aspect = aspect_of(project)
    (folder / "files").mkdir()
    written({coder: qda(coder, aspect) for coder in BOTH}, folder / "files")
    report = import_files(project, ROUND, sorted((folder / "files").iterdir())).report
    assert sum(report.became.values()) == sum(file.found.get("coderingen", 0) for file in report.files) == 40
    assert not [line for line in report.lines if line.lost]
    assert not report.waiting
    return project


def rows(project: Project) -> list[dict[str, object]]:
    data = load_round(project, ROUND)
    found = data.whole("segments").drop(columns=["origin", "memo", "interview", "segment_id"]).to_dict("records")
    return sorted(found, key=lambda row: (row["respondent"], row["coder"], row["start"]))


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return made(tmp_path_factory.mktemp("refi"), in_refi)


@pytest.mark.parametrize("written", [in_word, in_excel, in_qualcoder, in_taguette])
def test_every_format_gives_the_same(written: Callable, expected: Project, tmp_path: Path) -> None:
    project = made(tmp_path, written)
    assert len(rows(project)) == 40
    assert rows(project) == rows(expected)
    left, right = (gather(load_round(each, ROUND)).rows.to_dict("records") for each in (project, expected))
    assert left == right
    transcripts = sorted((project.raw / ROUND / "transcripts").iterdir())
    assert [path.read_bytes().decode().rstrip("\n") for path in transcripts] == [
        text.rstrip("\n") for _, text in sorted(texts().items())
    ]
