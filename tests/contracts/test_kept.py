"""What was read of large files is kept: read once, never trusted when anything differs, and gone with its file."""

import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from helpers_surveys import ROUND, WELCOME, as_csv, project_with_survey
from openpyxl import Workbook

from pipeline.contracts import kept as module
from pipeline.contracts.csv_files import read_csv
from pipeline.contracts.grids import ReadTable
from pipeline.contracts.kept import Kept
from pipeline.contracts.reading import Reading, read_tables
from pipeline.errors import InputError
from pipeline.phases.raw_tables import load_round
from pipeline.phases.tables import TABLES
from pipeline.rounds import Project

HEADER = ("naam", "wat")
# A title, a value that is told, letters taken apart, and words in an encoding that has to be guessed.
TEXT = "Onze lijst;\nnaam;wat\nAnne;ideeÃ«n\nBo;\n;café één coördinatie\n"


class Parse:
    """Reads a CSV and counts how often."""

    def __init__(self, path: Path) -> None:
        self.path, self.times = path, 0

    def __call__(self) -> ReadTable:
        self.times += 1
        return read_csv(self.path, "lijst.csv", HEADER)


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every file for a large one."""
    monkeypatch.setattr(module, "_WORKBOOK", 0)
    monkeypatch.setattr(module, "_LARGE", 0)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Give an empty project's place for what is kept."""
    return Kept.of(Project(tmp_path), "ronde")


@pytest.fixture
def parse(kept: Kept) -> Iterator[Parse]:
    """Give a file with all that has to be told of one."""
    kept.source.mkdir(parents=True)
    path = kept.source / "lijst.csv"
    path.write_bytes(TEXT.encode("cp1252"))
    return Parse(path)


def same(one: ReadTable, other: ReadTable) -> None:
    pd.testing.assert_frame_equal(one.frame, other.frame)
    assert (one.place, one.problems, one.notices, one.whole) == (
        other.place,
        other.problems,
        other.notices,
        other.whole,
    )


def files(kept: Kept) -> list[Path]:
    return [path for path in kept.folder.rglob("*") if path.is_file()]


def test_a_file_is_parsed_once_and_all_that_was_told_of_it_is_told_again(kept: Kept, parse: Parse) -> None:
    first = kept.table(parse.path, (), parse)
    assert first.notices, "a guessed encoding and a title are told"
    same(kept.table(parse.path, (), parse), first)
    same(parse(), first)
    assert parse.times == 2


def test_other_bytes_another_way_and_other_code_are_parsed(
    kept: Kept, parse: Parse, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.table(parse.path, (), parse)
    kept.table(parse.path, ("other headings",), parse)
    assert parse.times == 2
    before = parse.path.stat()
    parse.path.write_bytes(TEXT.replace("Anne", "Bert").encode("cp1252"))
    assert parse.path.stat().st_size == before.st_size
    assert kept.table(parse.path, (), parse).frame["naam"][0] == "Bert"
    assert len(files(kept)) == 1, "what was read of the old bytes is gone"
    monkeypatch.setattr(module, "_code", lambda: "other code")
    kept.table(parse.path, (), parse)
    assert parse.times == 4


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: b"x" + content[1:],
        *(
            lambda content, at=at: content[: int(len(content) * at)] + b"\xff" + content[int(len(content) * at) + 1 :]
            for at in (0.1, 0.3, 0.5, 0.7, 0.9)
        ),
    ],
)
def test_what_is_damaged_is_parsed_again(kept: Kept, parse: Parse, damage: Callable[[bytes], bytes]) -> None:
    first = kept.table(parse.path, (), parse)
    [file] = files(kept)
    file.write_bytes(damage(file.read_bytes()))
    same(kept.table(parse.path, (), parse), first)
    assert parse.times == 2
    same(kept.table(parse.path, (), parse), first)
    assert parse.times == 2, "it is whole again"


def test_it_is_written_whole_or_not_at_all_and_a_full_disk_stops_nobody(
    kept: Kept, parse: Parse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        assert len(kept.table(parse.path, (), parse).frame) == 3
    assert files(kept) == []
    shutil.rmtree(kept.folder)
    kept.folder.parent.mkdir(parents=True, exist_ok=True)
    kept.folder.write_text("no folder", encoding="utf-8")
    assert len(kept.table(parse.path, (), parse).frame) == 3


def test_a_file_that_is_saved_while_it_is_read_is_not_kept(kept: Kept, parse: Parse) -> None:
    def saved_meanwhile() -> ReadTable:
        found = parse()
        parse.path.write_bytes(b"naam;wat\nZoe;later\n")
        return found

    kept.table(parse.path, (), saved_meanwhile)
    assert files(kept) == []


def test_only_its_owner_can_read_it_and_it_goes_with_its_file(kept: Kept, parse: Parse) -> None:
    kept.table(parse.path, (), parse)
    [file] = files(kept)
    inside = [folder for folder in file.parents if kept.folder.parent.parent in (folder, *folder.parents)]
    assert all(stat.S_IMODE(folder.stat().st_mode) == 0o700 for folder in inside)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept.tidy()
    assert files(kept) == [file]
    parse.path.unlink()
    kept.tidy()
    assert list(kept.folder.iterdir()) == []


def test_what_can_not_be_read_is_told_each_time(kept: Kept, parse: Parse) -> None:
    parse.path.write_bytes(b"\0\1")
    for _ in range(2):
        with pytest.raises(InputError):
            kept.table(parse.path, (), parse)
    assert (parse.times, files(kept)) == (2, [])


def test_small_files_are_not_kept(kept: Kept, parse: Parse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGE", 1_000)
    kept.table(parse.path, (), parse)
    assert not kept.folder.exists()


def test_tables_of_a_workbook_and_a_csv_are_the_same_when_they_were_kept(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.source.mkdir(parents=True)
    book = Workbook()
    book.active.title = "units"
    for row in (["Plekken"], ["Kenmerk", "Naam", "Soort", "Herkomst"], ["a", 0.5, "room", "collected"], ["b"]):
        book.active.append(row)
    book.active.merge_cells("D3:D4")
    book.save(kept.source / "plekken.xlsx")
    (kept.source / "documents.csv").write_text("document,title\nd1,Plan\n", encoding="utf-8")

    def read(place: Kept | None) -> Reading:
        return read_tables(kept.source, lambda path: path.name, TABLES.values(), TABLES, kept=place)

    without, first = read(None), read(kept)
    monkeypatch.setattr("pipeline.contracts.reading.read_csv", pytest.fail)
    monkeypatch.setattr("pipeline.contracts.reading.table_of", pytest.fail)
    for reading in (first, read(kept)):
        assert (reading.places, reading.problems, reading.notices) == (
            without.places,
            without.problems,
            without.notices,
        )
        for name, frame in without.frames.items():
            pd.testing.assert_frame_equal(reading.frames[name], frame)


def test_a_round_reads_its_answers_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = project_with_survey(tmp_path, as_csv({"welkom": "eens"}, {"welkom": "oneens"}), WELCOME)
    [first] = load_round(project, ROUND).content["enquetes"]  # type: ignore[misc]
    monkeypatch.setattr("pipeline.phases.surveys.answers.files.read_csv", pytest.fail)
    [again] = load_round(project, ROUND).content["enquetes"]  # type: ignore[misc]
    pd.testing.assert_frame_equal(first.people, again.people)
    assert first.answers["welkom"].values.tolist() == again.answers["welkom"].values.tolist()
