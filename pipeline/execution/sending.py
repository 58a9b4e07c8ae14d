"""What may be sent of a round: an edition as a folder and as one zip, and nothing else; never one of older data."""

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pipeline.called import command
from pipeline.editions import EDITIONS, Edition
from pipeline.errors import KlankbordError
from pipeline.execution import plan as planning
from pipeline.execution.fingerprints import Hashes
from pipeline.execution.run import Report, Result, Wanted, lock, run_rounds
from pipeline.execution.steps import Plan
from pipeline.rounds import Project
from pipeline.whole_files import write_whole

_FRESH = ".nieuw"
_WRITTEN = (1980, 1, 1, 0, 0, 0)  # the same files give the same zip


@dataclass(frozen=True)
class Sendable:
    """An edition that may be sent.

    Attributes
    ----------
    folder, archive : pathlib.Path
        Its folder, and the same as one zip.
    files, size : int
        How many files are in it, and how many bytes the zip has.
    told : tuple of str
        For whom it is and by what rules, in Dutch: as is printed in it.
    """

    folder: Path
    archive: Path
    files: int
    size: int
    told: tuple[str, ...]


def make(project: Project, round_id: str, edition: Edition, report: Report) -> tuple[Result, Sendable | None]:
    """Make an edition of a round from its data, and put down what may be sent of it.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.
    edition : Edition
        For whom.
    report : callable
        Called with the outcome of every step as soon as it ends.

    Returns
    -------
    Result
        How the run went.
    Sendable or None
        What may be sent. None when the run failed: then nothing is left of an earlier edition for these readers either,
        since it is of other data.

    Raises
    ------
    RoundBusyError
        Another command is at work on the round.
    KlankbordError
        A file of an earlier edition can't be replaced.
    """
    [result] = run_rounds(project, [round_id], report, wanted=Wanted(edition))
    if not result.outcomes:  # it could not be planned
        return result, None
    with ExitStack() as locks:
        lock(project, round_id, locks)
        _take_away(project, round_id, edition)
        if result.error is not None:
            return result, None
        plan, _ = planning.plan(project, round_id, Hashes(), edition)
        return result, _put_down(plan)


def outdated(project: Project, round_id: str, hashes: Hashes) -> Iterator[Edition]:
    """Take away each edition that would be another by now, so that nobody sends it; whoever runs this holds the lock.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round; its raw tables are in order.
    hashes : Hashes
        Hashes of files.

    Yields
    ------
    Edition
        What was taken away.
    """
    for edition in EDITIONS.values():
        if any(path.exists() for path in _places(project, round_id, edition)):
            plan, _ = planning.plan(project, round_id, hashes, edition)
            if not (all(plan.is_current(step, hashes) for step in plan.steps) and _is_of(plan)):
                _take_away(project, round_id, edition)
                yield edition


def _is_of(plan: Plan) -> bool:
    """Tell whether what may be sent is what was made last."""
    source, folder = plan.workplace, _places(plan.project, plan.round_id, plan.readers.edition)[0]
    made = {path.relative_to(source): path for path in plan.published}
    there = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return made.keys() == there.keys() and all(made[name].read_bytes() == there[name].read_bytes() for name in made)


def _places(project: Project, round_id: str, edition: Edition) -> tuple[Path, Path]:
    """Give the folder of an edition, and its zip."""
    name = f"{round_id}-{edition.name}"
    return project.sendable(round_id) / name, project.sendable(round_id) / f"{name}.zip"


def _take_away(project: Project, round_id: str, edition: Edition) -> None:
    folder, archive = _places(project, round_id, edition)
    try:
        archive.unlink(missing_ok=True)
        if folder.exists():
            shutil.rmtree(folder)
    except OSError:
        what = f"{project.name(folder)} is niet te vervangen: er is een bestand open, of schrijven mag daar niet."
        mend = f"Sluit het, en maak de uitgave opnieuw: {command('publish', round_id, '--for', edition.id)}."
        raise KlankbordError(f"{what} {mend}") from None


def _put_down(plan: Plan) -> Sendable:
    """Copy what readers get, and no other file that is beside it, and make a zip of the same."""
    edition = plan.readers.edition
    folder, archive = _places(plan.project, plan.round_id, edition)
    source = plan.workplace
    names = [path.relative_to(source) for path in plan.published]
    fresh = folder.with_name(_FRESH)
    shutil.rmtree(fresh, ignore_errors=True)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in names:
            content = (source / name).read_bytes()
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_bytes(content)
            entry = zipfile.ZipInfo(f"{folder.name}/{name.as_posix()}", _WRITTEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    fresh.replace(folder)
    write_whole(archive, packed.getvalue())
    return Sendable(folder, archive, len(names), packed.tell(), plan.readers.told)
