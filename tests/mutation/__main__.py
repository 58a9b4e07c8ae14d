"""The command: ``python -m tests.mutation`` changes one rule of a module at a time, and tells which no test holds.

mutmut and cosmic-ray do this too, but need a configuration for each package to run only its own tests, draw no seeded
sample, and start pytest and import pandas anew for each mutant; what follows costs less than either.
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
from functools import cache
from pathlib import Path

import pandas  # noqa: F401 - slow, and imported by all that is tested: a forked child has it already
import pytest

from tests.mutation.mutants import Mutant, mutants

ROOT = Path(__file__).parents[2]
OPTIONS = ("-x", "-q", "-n0", "-p", "no:randomly", "-p", "no:cacheprovider", "-m", "not slow")
KILLED, SURVIVED, TOO_LONG = "killed", "survived", "too long"


def main() -> None:
    """Make the mutants that were asked for, one at a time in a copy of the project, and say what becomes of each."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--only", nargs="+", default=["**/*.py"], help="modules, by pattern beneath pipeline/")
    parser.add_argument("--sample", type=int, help="so many mutants, by chance (default: all)")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "reports", "__pycache__", "*.egg-info"))
        made = all_mutants(copy, asked.only)
        if asked.sample is not None and asked.sample < len(made):
            made = [made[n] for n in sorted(random.Random(asked.seed).sample(range(len(made)), asked.sample))]
        outcomes = [outcome_of(copy, module, mutant) for module, mutant in made]
    say(f"{len(outcomes) - outcomes.count(SURVIVED)} of {len(outcomes)} killed.")


def all_mutants(copy: Path, patterns: list[str]) -> list[tuple[str, Mutant]]:
    """List every mutant of the modules that some pattern names."""
    paths = sorted({path for pattern in patterns for path in (copy / "pipeline").glob(pattern)})
    return [(str(path.relative_to(copy)), mutant) for path in paths for mutant in mutants(path.read_text("utf-8"))]


def outcome_of(copy: Path, module: str, mutant: Mutant) -> str:
    """Put a mutant in the place of its module, run its tests, and put the module back."""
    tests = tests_of(copy, module)
    seconds = 30 + 5 * unchanged(copy, frozenset().union(*tests))
    original = (copy / module).read_text("utf-8")
    (copy / module).write_text(mutant.source, "utf-8")
    outcome = next((found for part in tests if (found := run(copy, part, seconds)) != SURVIVED), SURVIVED)
    (copy / module).write_text(original, "utf-8")
    say(f"{outcome:9} {module}:{mutant.line}: {mutant.before} -> {mutant.after}")
    return outcome


def tests_of(copy: Path, module: str) -> list[list[str]]:
    """List the tests in the folder that mirrors a module's package: those that import the module, and the others."""
    folder = copy / "tests" / Path(module).parent.relative_to("pipeline")
    while not any(folder.rglob("test_*.py")):
        folder = folder.parent
    imported = re.compile(rf"^from pipeline.*\b{Path(module).stem}\b", re.MULTILINE)
    parts: list[list[str]] = [[], []]
    for path in sorted(folder.rglob("test_*.py")):
        parts[not imported.search(path.read_text("utf-8"))].append(str(path.relative_to(copy)))
    return [part for part in parts if part]


@cache
def unchanged(copy: Path, tests: frozenset[str]) -> float:
    """Give the seconds that tests take without a mutant; stop when one of them fails."""
    began = time.monotonic()
    if run(copy, sorted(tests), 3600, compiled=True) != SURVIVED:
        sys.exit(f"These tests fail without a mutant: {' '.join(sorted(tests))}")
    return time.monotonic() - began


def run(copy: Path, tests: list[str], seconds: float, compiled: bool = False) -> str:
    """Run tests of the copy in a fork; one that takes too long, as in an endless loop, is ended by its own alarm."""
    child = os.fork()
    if not child:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        os.chdir(copy)
        os.environ.update(PYTHONPATH=str(copy), HYPOTHESIS_PROFILE="quick")
        sys.path.insert(0, str(copy))
        sys.dont_write_bytecode = not compiled  # no mutant must find what was compiled of another
        del sys.modules["tests"]
        os._exit(pytest.main([*OPTIONS, *tests]))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return TOO_LONG
    return SURVIVED if os.WEXITSTATUS(status) in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED} else KILLED


def say(text: str) -> None:
    """Print a line at once, for who waits."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
