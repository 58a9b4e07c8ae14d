"""What counts as saved: files as programs save them, in steps, and not what they leave while a file is open."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.rounds import Project
from pipeline.watching import files as watching
from pipeline.watching.files import Files, is_passing


@pytest.fixture
def round_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "raw" / "ronde"
    for path in (folder, folder / "transcripts", tmp_path / "codebooks", tmp_path / "notebooks"):
        path.mkdir(parents=True)
    (folder / "segments.csv").write_text("a\n", encoding="utf-8")
    return folder


def seen(folder: Path, *saving: Callable[[], object], pause: float = 0.05) -> tuple[set[str], float]:
    """Give what is seen when this is done, and how long after the last of it."""
    files = Files(Project(folder.parents[1]), "ronde")
    before = files.look()
    ended = []

    def save() -> None:
        for step in saving:
            time.sleep(pause)
            step()
        ended.append(time.monotonic())

    thread = threading.Thread(target=save)
    thread.start()
    found = files.changed(before)
    now = time.monotonic()
    thread.join()
    assert len(ended) == 1, "it was read before it was saved"
    return {path.name for path in found}, now - ended[0]


def workbook(path: Path) -> bytes:
    Workbook().save(path)
    content = path.read_bytes()
    path.unlink()
    return content


def test_two_quick_saves_are_one(round_folder: Path) -> None:
    table = round_folder / "segments.csv"
    names, waited = seen(round_folder, lambda: table.write_text("b\n"), lambda: table.write_text("bb\n"))
    assert names == {"segments.csv"}
    assert 0.1 < waited < 2


def test_a_save_is_seen_when_the_clock_was_set_back(round_folder: Path) -> None:
    table = round_folder / "segments.csv"
    names, _ = seen(round_folder, lambda: table.write_text("b\n"), lambda: os.utime(table, (1, 1)))
    assert names == {"segments.csv"}
    os.utime(table, (4e9, 4e9))
    names, _ = seen(round_folder, lambda: table.write_text("c\n"))
    assert names == {"segments.csv"}


def test_a_file_that_is_empty_for_a_moment_is_waited_for(round_folder: Path) -> None:
    table = round_folder / "segments.csv"
    names, _ = seen(round_folder, lambda: table.write_text(""), lambda: table.write_text("c\n"), pause=0.6)
    assert names == {"segments.csv"}


def test_half_a_workbook_is_waited_for_and_so_is_one_that_makes_place_for_another(round_folder: Path) -> None:
    """As Excel does: the new one under another name, the old one away, the new one in its place."""
    place, fresh = round_folder / "interviews.xlsx", round_folder / "8CF3A210"
    content = workbook(place)
    place.write_bytes(content)
    names, _ = seen(
        round_folder,
        lambda: (round_folder / "~$interviews.xlsx").write_text("AB"),
        lambda: fresh.write_bytes(content[:2000]),
        lambda: place.unlink(),
        lambda: fresh.rename(place),
        lambda: place.write_bytes(content),
        pause=0.4,
    )
    assert names == {"interviews.xlsx"}


@pytest.mark.parametrize(
    "name",
    [
        "~$boek.xlsx",
        ".~lock.boek.xlsx#",
        ".boek.swp",
        "boek.csv~",
        "boek.tmp",
        ".DS_Store",
        "8CF3A210",
        "boek.xlsx.part",
        "#a.md#",
    ],
)
def test_what_programs_leave_beside_a_file_is_no_change(round_folder: Path, name: str) -> None:
    assert is_passing(name)
    files = Files(Project(round_folder.parents[1]), "ronde")
    before = files.look()
    (round_folder / name).write_text("x", encoding="utf-8")
    assert files.look() == before


def test_a_file_that_stays_away_or_empty_is_taken_as_that_in_the_end(
    round_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_PATIENCE", 0.5)
    (round_folder / "leeg.csv").write_text("x")
    names, waited = seen(
        round_folder,
        lambda: (round_folder / "segments.csv").unlink(),
        lambda: (round_folder / "leeg.csv").write_text(""),
    )
    assert names == {"segments.csv", "leeg.csv"}
    assert waited > 0.3


def test_transcripts_codebooks_and_notebooks_count_too(round_folder: Path) -> None:
    names, _ = seen(
        round_folder,
        lambda: (round_folder / "transcripts" / "G01.txt").write_text("x"),
        lambda: (round_folder.parents[1] / "codebooks" / "eigen.yml").write_text("x"),
        lambda: (round_folder.parents[1] / "notebooks" / "02.ipynb").write_text("x"),
    )
    assert names == {"G01.txt", "eigen.yml", "02.ipynb"}
