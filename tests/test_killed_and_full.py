"""Broken off at any step or moment, or with a full disk: the old state or the new one, and the next time mends it."""

import errno
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from helpers_import import LEAD, ROUND, aspect_of, begun, qda
from helpers_qda import ATLAS, qdpx
from helpers_sample import sampled

from pipeline.errors import KlankbordError
from pipeline.execution.publish import mend, publish
from pipeline.importing.take_in import import_files
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

_OF_PATHS = ("replace", "unlink", "mkdir", "write_bytes", "write_text", "rmdir")
_OF_SHUTIL = ("rmtree", "copyfile", "copytree")
_STEPS = 75
_TOLD = {"import/verslag.html", "import/verslag.csv"}


class Killed(BaseException):
    """From now on nothing is done any more."""


@contextmanager
def _broken(at: int, patch: pytest.MonkeyPatch, broken: Callable[[int], BaseException | None]) -> Iterator[None]:
    """Let a step that changes something on disk fail, and what comes after as `broken` says of its number."""
    steps = [0]

    def failing(change):
        def step(*given, **named):
            steps[0] += 1
            if steps[0] >= at and (error := broken(steps[0])) is not None:
                raise error
            return change(*given, **named)

        return step

    with patch.context() as patched:
        for name in _OF_PATHS:
            patched.setattr(Path, name, failing(getattr(Path, name)))
        for name in _OF_SHUTIL:
            patched.setattr(f"shutil.{name}", failing(getattr(shutil, name)))
        yield


class _Importing:
    """A round with the conversations of one coder, to which those of another come."""

    def __init__(self, root: Path) -> None:
        self.project = begun(root / "project")
        aspect = aspect_of(self.project)
        self.files = [root / "Anna.qdpx", root / "Bas.qdpx"]
        for file, coder in zip(self.files, (LEAD, "Bas"), strict=True):
            file.write_bytes(qdpx(qda(coder, aspect), ATLAS))
        import_files(self.project, ROUND, self.files[:1])
        self.before = self.state()
        shutil.copytree(self.project.root, root / "eerst")
        self.change()
        self.after = self.state()
        self.again()

    def again(self) -> None:
        """Go back to how it was before."""
        first = self.project.root.with_name("eerst")
        shutil.rmtree(self.project.root)
        shutil.copytree(first, self.project.root)

    def change(self) -> None:
        import_files(self.project, ROUND, self.files[1:])

    def mended(self) -> None:
        import_files(self.project, ROUND, [])

    def state(self) -> dict[str, bytes]:
        """Give what stands in the round, but for what an import says of itself."""
        folder = self.project.raw / ROUND
        files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        return {name: path.read_bytes() for name, path in files.items() if name not in _TOLD}

    def left(self) -> list[Path]:
        return [*self.project.root.glob(".klankbord/import-*"), *self.project.root.rglob("*.unfinished")]


class _Publishing:
    """A report with many files, and a new one that takes its place."""

    def __init__(self, root: Path) -> None:
        self.project, self.target = Project(root / "project"), root / "project" / "reports" / "ronde"
        self.target.mkdir(parents=True)
        self.old, self.new = (self._made(root / word, word) for word in ("oud", "nieuw"))
        self._publish(self.new)
        self.after = self.state()
        self.again()
        self.before = self.state()

    def _made(self, folder: Path, word: str) -> Path:
        for number in range(40):
            for part in ("data", "bevindingen"):
                (folder / part).mkdir(parents=True, exist_ok=True)
                (folder / part / f"{number}.csv").write_text(word * 2000)
        for name in ("index.html", "rapport.html", "tabellen.xlsx", *(["extra.html"] if word == "nieuw" else [])):
            (folder / name).write_text(word * 2000)
        return folder

    def _publish(self, made: Path) -> None:
        files = [(path.relative_to(made).as_posix(), path) for path in sorted(made.rglob("*")) if path.is_file()]
        publish(self.project, self.target, files, lambda _: None)

    def again(self) -> None:
        shutil.rmtree(self.target)
        self.target.mkdir()
        self._publish(self.old)

    def change(self) -> None:
        self._publish(self.new)

    def mended(self) -> None:
        mend(self.target)

    def state(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.target).as_posix(): path.read_bytes()
            for path in self.target.rglob("*")
            if path.is_file()
        }

    def left(self) -> list[Path]:
        return list(self.target.glob(".*"))


@pytest.fixture(scope="module")
def importing(tmp_path_factory: pytest.TempPathFactory) -> _Importing:
    return _Importing(tmp_path_factory.mktemp("importeren"))


@pytest.fixture(scope="module")
def publishing(tmp_path_factory: pytest.TempPathFactory) -> _Publishing:
    return _Publishing(tmp_path_factory.mktemp("publiceren"))


_AT = sampled([(at, f"stap {at}") for at in range(1, _STEPS)], most=4)


@pytest.mark.parametrize(("at", "step"), _AT)
def test_an_import_killed_at_a_step_is_whole_at_the_next(
    importing: _Importing, at: int, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing.again()
    with _broken(at, monkeypatch, lambda _: Killed()), suppress(Killed):
        importing.change()
    importing.mended()
    assert importing.state() in (importing.before, importing.after), step
    assert not importing.left()
    importing.change()
    assert importing.state() == importing.after


@pytest.mark.parametrize(("at", "step"), _AT)
def test_an_import_with_a_full_disk_leaves_the_round_as_it_was(
    importing: _Importing, at: int, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full from some step on for the next three; then there is room, as it comes and goes."""
    importing.again()
    full = OSError(errno.ENOSPC, "No space left on device", "een bestand")
    failed = False
    with _broken(at, monkeypatch, lambda step: full if step < at + 3 else None):
        try:
            importing.change()
        except (KlankbordError, OSError):  # of an OSError the command makes one line
            failed = True
    if not failed:
        assert importing.state() == importing.after, step
    importing.mended()
    assert importing.state() in (importing.before, importing.after)
    assert not importing.left()


@pytest.mark.parametrize(("at", "step"), sampled([(at, f"stap {at}") for at in range(1, 51)], most=4))
def test_publishing_with_a_full_disk_leaves_the_old_report_or_the_new_one(
    publishing: _Publishing, at: int, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing.again()
    full = OSError(errno.ENOSPC, "No space left on device", "een bestand")
    broken = _broken(at, monkeypatch, lambda number: full if number < at + 3 else None)
    with broken, suppress(KlankbordError, OSError):
        publishing.change()
    publishing.mended()
    assert publishing.state() in (publishing.before, publishing.after), step
    assert not publishing.left()


@pytest.mark.thorough
@pytest.mark.parametrize("what", ["importing", "publishing"])
def test_300_kills_at_random_moments_leave_no_mixture_and_nothing_behind(
    what: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    """A process of its own is killed by the system, half of them while it imports and half while it publishes."""
    scene: _Importing | _Publishing = request.getfixturevalue(what)
    began = time.monotonic()
    scene.change()
    usual = time.monotonic() - began
    chance = random.Random(what)
    mixtures, repairs, leftovers, ended, new = 0, 0, 0, 0, 0
    for _ in range(150):
        scene.again()
        child = os.fork()
        if not child:
            with suppress(BaseException):
                scene.change()
            os._exit(0)
        time.sleep(chance.uniform(0, usual * 1.2))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        ended += not os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        try:
            scene.mended()
        except (KlankbordError, OSError):
            repairs += 1
        state = scene.state()
        mixtures += state not in (scene.before, scene.after)
        new += state == scene.after
        leftovers += bool(scene.left())
    said = f"150 kills ({what}): {150 - ended} before it ended, {new} with the new state; mixtures {mixtures}, "
    with capsys.disabled():
        sys.stdout.write(f"\n{said}repairs by hand {repairs}, with something left {leftovers}\n")
    assert (mixtures, repairs, leftovers) == (0, 0, 0)
    assert 0 < new < 150
