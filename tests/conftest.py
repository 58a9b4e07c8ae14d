"""Fixtures that more than one folder of tests needs."""

import atexit
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp

import hypothesis
import pytest
from filelock import FileLock
from helpers_command import klankbord
from helpers_damage import RoundCopy
from helpers_project import copy_project
from helpers_runs import for_all_workers
from helpers_synthetic import ROUND as MADE_UP
from helpers_synthetic import synthetic_project
from playwright.sync_api import Browser, Error, sync_playwright

from pipeline.notebook.round import RoundWork, open_round
from pipeline.rounds import Project

# Keys of pseudonyms stand in the user's own folder: no test may leave one there, nor a program that a test starts.
if "KLANKBORD_TESTS" not in os.environ:
    os.environ["KLANKBORD_TESTS"] = os.environ["XDG_CONFIG_HOME"] = mkdtemp(prefix="klankbord-test-")
    atexit.register(shutil.rmtree, os.environ["KLANKBORD_TESTS"], ignore_errors=True)

# How many examples a property is tried with; chosen by HYPOTHESIS_PROFILE, or by pytest's own --hypothesis-profile. How
# long an example takes says something about the machine, not about the code.
_PROFILES = {"quick": 20, "klankbord": 25, "thorough": 2000}
for name, examples in _PROFILES.items():
    hypothesis.settings.register_profile(name, deadline=None, max_examples=examples)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "klankbord"))

# Fixtures that run a round, or start another program: the command, a browser, an office, a cluster, pandoc or typst. A
# test that asks for one, itself or as the value of a parameter, is slow; one that takes long otherwise says so itself.
_SLOW = frozenset(
    {
        *("report", "second_report", "practice_report", "both_made", "small", "extended"),
        *("klankbord", "audit", "browser", "office", "cluster", "to_print"),
    }
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark as slow what uses such a fixture, for `make test-quick`; leave out what only `make thorough` has."""
    if hypothesis.settings().max_examples < _PROFILES["thorough"]:
        left_out = [item for item in items if item.get_closest_marker("thorough")]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
    for item in items:
        parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
        asked = {*getattr(item, "fixturenames", ()), *(value for value in parameters if isinstance(value, str))}
        if asked & _SLOW:
            item.add_marker(pytest.mark.slow)


_QUIET = (
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _without_browser(reason: str) -> None:
    """Skip on a machine without a browser, but never let continuous integration pass without one."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium once."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        _without_browser("no Chromium on this machine")
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        except Error as error:
            _without_browser(f"Chromium does not start: {error.message}")
        yield started
        started.close()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a project of its own with the real round of the nulmeting."""
    return copy_project(tmp_path / "project")


def _report(
    tmp_path_factory: pytest.TempPathFactory, round_id: str, made: Callable[[Path], object] = copy_project
) -> Path:
    """Run a round once for all workers, in a folder of its own, and give the folder of its report."""
    shared = for_all_workers(tmp_path_factory)
    root = shared / round_id
    with FileLock(shared / f"{round_id}.lock"):
        if not (root / "done").exists():
            made(root)
            done = klankbord(root, "run", round_id)
            assert done.returncode == 0, done.stderr
            (root / "done").touch()
    return root / "reports" / round_id


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the report of the nulmeting."""
    return _report(tmp_path_factory, "wijk-voor-wijk-2019")


@pytest.fixture(scope="session")
def second_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the report of the round that uses all four themes and mystery guests."""
    return _report(tmp_path_factory, "buurtwerkkamers-2019")


@pytest.fixture(scope="session")
def practice_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the report of the made-up round, which is small: for what does not hang on how much there is."""
    return _report(tmp_path_factory, MADE_UP, synthetic_project)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> RoundWork:
    """Open the made-up round; tests leave its tables as they are."""
    project = synthetic_project(tmp_path_factory.mktemp("oefen") / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLANKBORD_PROJECT", str(project.root))
        opened = open_round(MADE_UP)
        assert len(opened.tables["findings"]) == 6
    return opened


@pytest.fixture
def damaged(project: Project) -> RoundCopy:
    """Give a copy of the nulmeting with helpers to damage it."""
    return RoundCopy(project)
