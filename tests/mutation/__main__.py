"""The command: ``python -m tests.mutation`` changes one rule of a module at a time, and tells which no test holds.

A module's tests are the folder of `tests/` that mirrors its package. mutmut and cosmic-ray do the same for a whole
project, with a database and a configuration of their own; neither picks the tests of a package by the layout, or a
seeded sample, and both start pytest (and import pandas) anew for each mutant, so these lines cost less than either.
"""

import argparse
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path

# What all tests import: a forked child finds it read.
import pandas
import playwright.sync_api
import pydantic
import pytest
import statsmodels.api  # noqa: F401

from tests.mutation.mutants import Mutant, mutants

ROOT = Path(__file__).parents[2]
OPTIONS = ("-x", "-q", "-n0", "-p", "no:randomly", "-p", "no:cacheprovider", "-m", "not slow")
KILLED, SURVIVED, TOO_LONG = "killed", "survived", "killed (timeout)"


def tests_of(copy: Path, module: str) -> list[str]:
    """List the tests of a module, those that name it first."""
    folder = copy / "tests" / Path(module).parent.relative_to("pipeline")
    while not any(folder.rglob("test_*.py")):
        folder = folder.parent
    named = re.compile(rf"\b{Path(module).stem}\b")
    found = sorted(folder.rglob("test_*.py"), key=lambda path: (not named.search(path.read_text("utf-8")), path))
    return [str(path.relative_to(copy)) for path in found]


def run(copy: Path, tests: Iterable[str], seconds: float, keep: bool = False) -> str:
    """Run tests in a fork, with the package of the copy; a child that takes too long is ended by its own alarm."""
    child = os.fork()
    if not child:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        os.chdir(copy)
        os.environ.update(PYTHONPATH=str(copy), HYPOTHESIS_PROFILE="quick")
        # What a mutant compiles must not be found by the next.
        sys.dont_write_bytecode = not keep
        sys.path.insert(0, str(copy))
        del sys.modules["tests"]
        os._exit(pytest.main([*OPTIONS, *tests]))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return TOO_LONG
    return KILLED if os.WEXITSTATUS(status) else SURVIVED


def main() -> None:
    """Make the mutants that were asked for, one at a time, and say what becomes of each."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--only", nargs="+", default=["**/*.py"], help="modules: patterns beneath pipeline/")
    parser.add_argument("--sample", type=int, help="so many mutants, by chance (default: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", nargs="+", type=int, help="only mutants of these lines")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "reports", "__pycache__", "*.egg-info"))
        outcomes = [_outcome(copy, *one) for one in _chosen(copy / "pipeline", asked)]
    _say(f"{len(outcomes) - outcomes.count(SURVIVED)} of {len(outcomes)} killed.")


def _chosen(package: Path, asked: argparse.Namespace) -> list[tuple[str, Mutant]]:
    made = [
        (str(path.relative_to(package.parent)), mutant)
        for path in sorted({path for pattern in asked.only for path in package.glob(pattern)})
        for mutant in mutants(path.read_text("utf-8"))
        if mutant.line in (asked.lines or [mutant.line])
    ]
    if asked.sample is None or asked.sample >= len(made):
        return made
    return [made[place] for place in sorted(random.Random(asked.seed).sample(range(len(made)), asked.sample))]


def _outcome(copy: Path, module: str, mutant: Mutant) -> str:
    tests = tests_of(copy, module)
    seconds = 30 + 5 * unchanged(copy, frozenset(tests))
    original = (copy / module).read_text("utf-8")
    (copy / module).write_text(mutant.source, "utf-8")
    outcome = run(copy, tests, seconds)
    (copy / module).write_text(original, "utf-8")
    _say(f"{outcome:10}{module}:{mutant.line}: {mutant.before} -> {mutant.after}")
    return outcome


@cache
def unchanged(copy: Path, tests: frozenset[str]) -> float:
    """Give the seconds that tests take without a mutant; stop when one fails."""
    began = time.monotonic()
    if run(copy, sorted(tests), 3600, keep=True) != SURVIVED:
        sys.exit(f"These tests fail without a mutant: {' '.join(sorted(tests))}")
    return time.monotonic() - began


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
