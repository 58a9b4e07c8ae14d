"""Telling at once that a round has nothing to do: every file is as it was when it was finished.

What was found is kept with one hash of every file that could matter, by name and content: of the round, its report and
what is in between, the codebooks, the notebooks and this package, read by a step or not. When that is the same, then so
is the answer, and nothing is planned or imported. Whatever is different, the round is planned and each of its steps
asked. One hash, not a list: people give files names of people, and this one lies in the folder that is shown to others.
"""

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.execution.hashing import ABSENT, digest, hash_of, hash_of_input
from pipeline.whole_files import write_whole

if TYPE_CHECKING:
    from pipeline.execution.fingerprints import Hashes, Record
    from pipeline.execution.steps import Plan, StepKind

_ROOT = Path(__file__).resolve().parents[2]
_CODE = "pipeline/"
_KEPT = "stages/finished.json"
# What every run writes, and what systems and Python leave behind in folders.
_OF_A_RUN = frozenset({_KEPT, "run.json", ".lock"})
# What may be sent was made of a report, and nothing is made of it.
_SENDABLE = "uitgaven"
_NO_PARTS = frozenset({"__pycache__", ".ipynb_checkpoints"})


def steps(root: Path, round_id: str) -> "list[tuple[str, str, StepKind]] | None":
    """Give the id, label and kind of each step of a round that has nothing to do, or None.

    Parameters
    ----------
    root : pathlib.Path
        Folder of the project.
    round_id : str
        The round.

    Returns
    -------
    list of (str, str, str) or None
        None when something is different, or nothing is known: then there may be something to do.
    """
    try:
        kept = json.loads((root / "reports" / round_id / _KEPT).read_text(encoding="utf-8"))
        found = [(name, label, kind) for name, label, kind in kept["steps"]]
        # Where people agreed until some day, another day is another answer.
        same_day = kept.get("day", "") in {"", time.strftime("%Y-%m-%d")}
        same = (
            same_day
            and kept["python"] == _python()
            and kept["files"]
            == _together({name: _hash(root, name) for name in _names(root, round_id, kept.get("baseline", ""))})
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if same else None


def told(root: Path, round_id: str) -> str:
    """Give what a run said of the rules of a round that is finished; mostly nothing."""
    kept = json.loads((root / "reports" / round_id / _KEPT).read_text(encoding="utf-8"))
    return str(kept.get("told", ""))


def remember(plan: "Plan", records: Iterable["Record"], hashes: "Hashes") -> None:
    """Remember that a round is finished.

    Parameters
    ----------
    plan : Plan
        The round, of which every step is current.
    records : iterable of Record
        The record of each step, and of the validation. They say what the files were like for the step; a file may have
        changed since.
    hashes : Hashes
        Hashes of files.
    """
    root = plan.project.root
    no_files = {"values", "python", "consent", *(step.id for step in plan.steps)}
    known: dict[str, str] = {}
    for record in records:
        folder = plan.project.name(record.path.parent)
        used = {name: value for name, value in record.made_from.items() if name.partition("/")[0] not in no_files}
        made = {f"{folder}/{name}": value for name, value in record.products.items()}
        if not made:  # it is not here but where a cluster keeps it
            return
        for name, value in (used | made).items():
            if known.setdefault(name, value) != value:  # changed while the round was run
                return
    baseline = plan.project.round(plan.round_id).baseline
    names = sorted({*known, *_names(root, plan.round_id, baseline)})
    files = {
        name: known.get(name) or (_hash(root, name) if _is_made(name) else hashes.of(_place(root, name)))
        for name in names
    }
    steps = [(step.id, step.label, step.kind) for step in plan.steps]
    content = {"python": _python(), "day": plan.day, "told": plan.told, "baseline": baseline, "steps": steps}
    content["files"] = _together(files)
    with suppress(OSError):  # who may only read, gets the same answer later
        write_whole(plan.project.report(plan.round_id) / _KEPT, json.dumps(content, indent=1) + "\n")


def _together(files: Mapping[str, str]) -> str:
    """Make one hash of files, by their hashes; one that is not there is as good as one that nobody named."""
    return digest(part.encode() for name in sorted(files) if files[name] != ABSENT for part in (name, files[name]))


def _names(root: Path, round_id: str, baseline: str) -> Iterator[str]:
    """Name all files that could matter, relative to the project, or from the package on."""
    rounds = [f"raw/{name}" for name in (round_id, baseline) if name]
    for folder in ("codebooks", "notebooks", *rounds):
        yield from _below(root, folder)
    yield from _below(_ROOT, _CODE.rstrip("/"))
    report = f"reports/{round_id}"
    own = (name for name in _below(root, report) if not name.startswith(f"{report}/{_SENDABLE}/"))
    yield from (name for name in own if name.removeprefix(f"{report}/") not in _OF_A_RUN)
    yield "requirements.lock"


def _below(root: Path, folder: str) -> Iterator[str]:
    start = len(str(root)) + 1
    for place, folders, files in os.walk(root / folder, followlinks=True):
        folders[:] = [name for name in folders if name not in _NO_PARTS]
        below = place[start:].replace(os.sep, "/")
        yield from (f"{below}/{name}" for name in files)


def _place(root: Path, name: str) -> Path:
    return (_ROOT if name.startswith(_CODE) else root) / name


def _hash(root: Path, name: str) -> str:
    return (hash_of if _is_made(name) else hash_of_input)(_place(root, name))


def _is_made(name: str) -> bool:
    """Tell whether a file is one that a run makes: of a notebook that was run, what it left counts too."""
    return name.startswith("reports/")


def _python() -> str:
    return ".".join(map(str, sys.version_info[:3]))
