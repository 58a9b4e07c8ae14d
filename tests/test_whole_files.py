"""Files are written whole or not at all, and nothing is left behind."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from helpers_rounds import ROOT

from pipeline.whole_files import UNFINISHED, write_whole, written_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("content", ["één\nregel\r\n", "één\n".encode(), "", b"\x00\xff"])
def test_a_file_holds_just_what_was_given(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "map" / "in een map" / "stuk.txt"
    write_whole(path, content)
    assert path.read_bytes() == (content.encode() if isinstance(content, str) else content)
    assert names(path.parent) == ["stuk.txt"]


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "stuk.txt"
    path.write_text("oud en langer", encoding="utf-8")
    with written_whole(path) as unfinished:
        unfinished.write_text("half", encoding="utf-8")
        assert path.read_text("utf-8") == "oud en langer"
        assert unfinished.parent == path.parent  # replacing is at once only within one file system
        unfinished.write_text("nieuw", encoding="utf-8")
    assert path.read_text("utf-8") == "nieuw"
    assert names(tmp_path) == ["stuk.txt"]


def test_who_has_the_old_file_open_keeps_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "stuk.txt"
    write_whole(path, "oud")
    with path.open(encoding="utf-8") as reader:
        write_whole(path, "nieuw")
        assert reader.read() == "oud"


@pytest.mark.parametrize("error", [OSError("vol"), KeyboardInterrupt()])
@pytest.mark.parametrize("before", [None, "oud"])
def test_after_a_failure_all_is_as_it_was(tmp_path: Path, error: BaseException, before: str | None) -> None:
    path = tmp_path / "stuk.txt"
    if before is not None:
        path.write_text(before, encoding="utf-8")

    def half() -> None:
        with written_whole(path) as unfinished:
            unfinished.write_text("half", encoding="utf-8")
            raise error

    with pytest.raises(type(error)):
        half()
    assert names(tmp_path) == ([] if before is None else ["stuk.txt"])
    assert before is None or path.read_text("utf-8") == before


def test_text_that_is_no_utf_8_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    write_whole(tmp_path / "stuk.txt", "oud")
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "stuk.txt", "\ud800")
    assert (tmp_path / "stuk.txt").read_text("utf-8") == "oud"
    assert names(tmp_path) == ["stuk.txt"]


def test_a_file_that_can_not_be_replaced_is_told_and_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "stuk.txt" / "in de weg").mkdir(parents=True)
    with pytest.raises(OSError, match=r"stuk\.txt"):
        write_whole(tmp_path / "stuk.txt", "nieuw")
    assert names(tmp_path) == ["stuk.txt"]


def test_what_a_broken_off_command_left_behind_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "stuk.sqlite"
    path.with_name(path.name + UNFINISHED).write_bytes(b"half")
    with written_whole(path) as unfinished, closing(sqlite3.connect(unfinished)) as connection:
        connection.execute("CREATE TABLE nieuw (naam TEXT)")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("nieuw",)]
    assert names(tmp_path) == ["stuk.sqlite"]


def test_importing_it_takes_no_time() -> None:
    code = "import pipeline.whole_files, sys; print(sorted(set(sys.modules) & {'pandas', 'pydantic', 'typer', 'yaml'}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
