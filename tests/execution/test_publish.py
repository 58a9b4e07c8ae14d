"""Publishing: the whole new report or the whole old one, whatever is in the way and wherever it is broken off."""

from pathlib import Path

import pytest

from pipeline.errors import KlankbordError
from pipeline.execution.publish import mend, publish
from pipeline.rounds import Project


class Killed(BaseException):
    """From now on nothing is done any more."""


SITE = ("data/findings.csv", "index.html", "beoordeling.xlsx", "bevindingen/F-een.html", "notebooks/01.html")
PAPER = ("rapport.docx", "rapport.pdf")


def made(folder: Path, word: str, *names: str) -> list[tuple[str, Path]]:
    """Make what steps hand to publishing, with a word in each file."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(word)
    return [(name, folder / name) for name in names]


def shown(target: Path) -> dict[str, str]:
    return {path.relative_to(target).as_posix(): path.read_text() for path in target.rglob("*") if path.is_file()}


class Scene:
    """A project with an old report, and a new one that is to take its place."""

    def __init__(self, root: Path) -> None:
        self.project, self.target = Project(root), root / "reports" / "ronde"
        self.target.mkdir(parents=True)
        publish(self.project, self.target, made(root / "old", "oud", *SITE, *PAPER), lambda _: None)
        self.before = shown(self.target)
        self.new = made(root / "new", "nieuw", *SITE, "extra.html")
        self.after = dict.fromkeys([*SITE, "extra.html"], "nieuw")

    def publish(self) -> None:
        publish(self.project, self.target, self.new, lambda _: None, (*PAPER, "nooit.docx"))


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_all_of_it_takes_the_place_of_the_old_or_takes_it_away_and_nothing_is_left_behind(scene: Scene):
    assert set(scene.before.values()) == {"oud"}
    scene.publish()
    assert shown(scene.target) == scene.after
    assert not list(scene.target.glob(".*"))


@pytest.mark.parametrize("part", ["beoordeling.xlsx", "bevindingen", "data", "rapport.docx"])
@pytest.mark.parametrize("until", [0, 2])
def test_with_a_file_in_use_the_old_report_stays_whole(scene: Scene, monkeypatch, part: str, until: int):
    """It is in use from the start, or only after it was tried."""
    replace, tried = Path.replace, []

    def refused(self: Path, place: Path) -> Path:
        if self == scene.target / part or place == scene.target / part:
            tried.append(self)
            if len(tried) > until and self == scene.target / part:
                raise PermissionError(13, "in use")
        return replace(self, place)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refused)
        with pytest.raises(
            KlankbordError, match=rf"{part} is niet te vervangen.*Het vorige rapport staat er nog, heel"
        ):
            scene.publish()
    assert shown(scene.target) == scene.before
    assert not list(scene.target.glob(".*"))
    scene.publish()
    assert shown(scene.target) == scene.after


def test_killed_at_any_step_the_next_run_makes_it_whole(tmp_path: Path, monkeypatch):
    """Every call that changes something on disk is in turn the last; then the report is the old or the new one."""
    at, ended, seen = 0, False, set()
    while not ended:
        at += 1
        scene = Scene(tmp_path / str(at))
        steps = [0]

        def killing(change, steps=steps, at=at):
            def step(*given, **named):
                steps[0] += 1
                if steps[0] >= at:  # also what would tidy up
                    raise Killed
                return change(*given, **named)

            return step

        with monkeypatch.context() as patched:
            for name in ("replace", "unlink", "mkdir", "write_bytes"):
                patched.setattr(Path, name, killing(getattr(Path, name)))
            for name in ("rmtree", "copyfile", "copytree"):
                patched.setattr(f"shutil.{name}", killing(getattr(__import__("shutil"), name)))
            try:
                scene.publish()
                ended = True
            except Killed:
                pass
        mend(scene.target)
        found = shown(scene.target)
        assert found in (scene.before, scene.after), f"a mixture after step {at}"
        assert not list(scene.target.glob(".*"))
        seen.add(found == scene.after)
        scene.publish()
        assert shown(scene.target) == scene.after
    assert at > 30
    assert seen == {True, False}
