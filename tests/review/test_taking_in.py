"""Files of reviewers are taken in whole or not at all, and one that can't be taken holds up no other, now or later."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from helpers_review import write_saved
from helpers_synthetic import ROUND, synthetic_project

from pipeline.claims.ledger import make
from pipeline.contracts.loading import RoundData
from pipeline.notebook.round import RoundWork
from pipeline.review import incoming, reviewed, store
from pipeline.review.excel import spreadsheets
from pipeline.review.model import Setting
from pipeline.review.places import draft_of
from pipeline.review.setting import setting_of, titles_of
from pipeline.review.taking_in import Taken, take_in

# What no XML can hold: for one sign of these the workbook of answers can't be written.
NO_CHARACTERS = "\ufffe\uffff\ufdd0\U0001ffff\x0b\ud800"


class Scene:
    """A copy of the made-up round, and the files that came in for it."""

    def __init__(self, work: RoundWork, root: Path) -> None:
        self.data: RoundData = replace(work.data, project=synthetic_project(root / "project"))
        self.setting: Setting = setting_of(
            self.data, draft_of(ROUND, work.result.findings, make(work.data, work.tables))
        )
        self.titles = titles_of(self.data, self.setting.draft, work.result.findings)
        self.root, self.folder = root, store.folder(self.data.project, ROUND)

    def form(self, name: str, **changed: object) -> Path:
        finding = next(self.setting.draft.findings)
        said = {"finding": finding.id, "seen": finding.text, "judgement": "disagree", "comment": f"Nee, {name}."}
        about = {"round": ROUND, "draft": self.setting.draft.id, "reviewer": name, "panel": "", "general": ""}
        return write_saved(self.root / f"{name}.json", **(about | {"judgements": [said]} | changed))

    def take(self, *paths: Path) -> Taken:
        return take_in(self.data, self.setting, self.titles, paths)

    def written(self) -> set[str]:
        return {path.name for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture
def scene(work: RoundWork, tmp_path: Path) -> Scene:
    return Scene(work, tmp_path)


def test_what_is_no_character_is_left_out_and_the_review_goes_on(scene: Scene):
    taken = scene.take(scene.form("Anna", general=f"Goed{NO_CHARACTERS} zo."))
    assert taken.problems == ()
    assert [remark.comment for remark in taken.review.remarks] == ["Nee, Anna.", "Goed zo."]
    # An earlier version took it in as it was: that holds up nobody either.
    table = scene.folder / "remarks.csv"
    table.write_text(table.read_text("utf-8").replace("Goed zo.", "Goed\uffff zo."), "utf-8")
    (scene.folder / "answers.xlsx").unlink()
    assert scene.take(scene.form("Bram")).to_answer == 3
    assert len(reviewed.load(scene.data.project, ROUND).review.remarks) == 3


@pytest.mark.parametrize("name", ["\uffff", "\u200b", " \u00ad ", "\x07"])
def test_a_name_of_nothing_that_can_be_read_holds_up_nobody_later(scene: Scene, name: str):
    scene.take(scene.form("a", reviewer=name))
    [person] = reviewed.load(scene.data.project, ROUND).review.reviewers
    assert person.startswith("Zonder naam")


def test_a_workbook_that_cannot_be_made_leaves_everything_as_it_was(scene: Scene, monkeypatch: pytest.MonkeyPatch):
    def fails(_book: object) -> bytes:
        raise ValueError("kan niet")

    monkeypatch.setattr(spreadsheets, "content_of", fails)
    with pytest.raises(ValueError, match="kan niet"):
        scene.take(scene.form("Anna"))
    assert scene.written() == set()


def test_a_file_that_nobody_thought_of_is_told_and_the_others_are_taken(scene: Scene, monkeypatch: pytest.MonkeyPatch):
    read: Callable[..., object] = incoming.read

    def stumbles(path: Path, setting: Setting) -> object:
        if path.stem == "Anna":
            raise RecursionError
        return read(path, setting)

    monkeypatch.setattr(incoming, "read", stumbles)
    taken = scene.take(scene.form("Anna"), scene.form("Bram"))
    [problem] = taken.problems
    assert (problem.file, problem.what) == ("Anna.json", "Dit bestand is niet te lezen (RecursionError).")
    assert [remark.reviewer for remark in taken.review.remarks] == ["Bram"]
    assert {"remarks.csv", "answers.xlsx"} <= scene.written()


def test_discussions_in_the_workbook_of_answers_stay_in_it(scene: Scene):
    scene.take(scene.form("Anna"))
    path = scene.folder / "answers.xlsx"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>")
    assert scene.take(scene.form("Bram")).to_answer == 1
    with zipfile.ZipFile(path) as archive:
        assert archive.read("xl/threadedComments/threadedComment1.xml") == b"<ThreadedComments/>"
    before = path.read_bytes()
    scene.take(scene.form("Bram"))
    assert path.read_bytes() == before, "with nothing to add it is not written"
