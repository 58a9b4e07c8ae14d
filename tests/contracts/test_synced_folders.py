"""A folder that OneDrive, Dropbox or iCloud keeps in step: copies, and what is not on this computer, are told."""

import shutil
from pathlib import Path

import pytest
from helpers_damage import RoundCopy

from pipeline.contracts.synced import left_by_syncing
from pipeline.errors import InputError, of_the_machine
from pipeline.importing.take_in import import_files
from pipeline.whole_files import put_in_place, write_whole

_ROUND = "wijk-voor-wijk-2019"


@pytest.mark.parametrize(
    "name",
    [
        "documents (conflicted copy).csv",
        "documents (Anna's conflicted copy 2026-03-01).csv",
        "documents (conflicterende kopie van Bas 2026-03-01).csv",
        "documents-LAPTOP.csv",
        "documents-DESKTOP-4K7MQ2.csv",
        "documents.sync-conflict-20260301-101500-ABCDEFG.csv",
    ],
)
def test_a_copy_of_two_people_s_work_is_told_in_one_line(damaged: RoundCopy, name: str) -> None:
    shutil.copyfile(damaged.path("documents.csv"), damaged.path(name))
    problem = damaged.problem()
    assert problem.file == f"raw/{_ROUND}/{name}"
    assert "een kopie van documents.csv" in problem.what


def test_of_an_import_too_and_nothing_is_written(damaged: RoundCopy) -> None:
    folder = damaged.path("import")
    folder.mkdir()
    for name in ("teruggetrokken.json", "teruggetrokken-LAPTOP.json"):
        (folder / name).write_text("{}", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        import_files(damaged.project, _ROUND, [])
    assert [problem.file for problem in caught.value.problems] == [f"raw/{_ROUND}/import/teruggetrokken-LAPTOP.json"]
    assert sorted(path.name for path in folder.iterdir()) == ["teruggetrokken-LAPTOP.json", "teruggetrokken.json"]


def test_what_people_name_themselves_is_no_copy(damaged: RoundCopy) -> None:
    folder = damaged.path("transcripts")
    folder.mkdir()
    for name in ("Gesprek.txt", "Gesprek-NOORD.txt", "Over conflict.txt"):
        (folder / name).write_text("x", encoding="utf-8")
    damaged.path("report").mkdir(exist_ok=True)
    assert not list(left_by_syncing(damaged.project, damaged.path("")))


def test_a_file_that_is_only_in_icloud_is_told(damaged: RoundCopy) -> None:
    damaged.path("documents.csv").rename(damaged.path(".documents.csv.icloud"))
    told = [problem for problem in damaged.problems() if "iCloud" in problem.what]
    assert [problem.file for problem in told] == [f"raw/{_ROUND}/documents.csv"]


def test_a_file_that_is_held_for_a_moment_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, refused = Path.replace, [2]

    def held(self: Path, target: Path) -> Path:
        if refused[0]:
            refused[0] -= 1
            raise PermissionError(13, "in use", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    write_whole(tmp_path / "a.txt", "nieuw")
    assert (tmp_path / "a.txt").read_text() == "nieuw"
    refused[0] = 99
    (tmp_path / "b.txt").write_text("b")
    with pytest.raises(PermissionError):
        put_in_place(tmp_path / "b.txt", tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_text() == "nieuw"


def test_what_windows_says_of_a_file_in_the_cloud_is_said_in_dutch() -> None:
    error = OSError(22, "The cloud file provider is not running", "a.csv")
    error.winerror = 362  # type: ignore[attr-defined]
    assert "Altijd behouden op dit apparaat" in of_the_machine(error)
