"""Rounds whose raw tables and reports are kept elsewhere: at any address that fsspec knows.

The work is always done on files: what a step reads is fetched into a folder of its own, and what it made is put back.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.errors import InputError, KlankbordError
from pipeline.execution.hashing import hash_of
from pipeline.execution.steps import RECORD, Plan, Step
from pipeline.rounds import Project
from pipeline.temporary import temporary_folder


@dataclass(frozen=True)
class Storage:
    """Where the raw tables and the reports of rounds are kept, a folder a round.

    Parameters
    ----------
    raw, reports : str
        Addresses such as ``s3://bucket/raw``, or folders.
    """

    raw: str
    reports: str

    def round_ids(self) -> list[str]:
        """List the rounds that have a `round.yml`, in alphabetical order.

        Raises
        ------
        KlankbordError
            The address can't be read.
        """
        folders = (name.removesuffix("/round.yml") for name in _names(self.raw) if name.endswith("/round.yml"))
        return sorted(folder for folder in folders if "/" not in folder)


def fetch(address: str, target: Path, but: str = "/") -> None:
    """Fetch every file below an address whose name does not begin as `but`; nothing when there is none.

    Raises
    ------
    KlankbordError
        The address can't be read.
    """
    for name in (name for name in _names(address) if not name.startswith(but)):
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with _reading(address):
            system, root = _system(address)
            system.get_file(f"{root}/{name}", str(place))


def _fetch_round(storage: Storage, round_id: str, project: Project) -> None:
    """Fetch the raw tables of a round, and of the round that it is held against."""
    fetch(f"{storage.raw}/{round_id}", project.raw / round_id)
    with suppress(InputError):  # what is wrong with `round.yml` is told where the round is planned
        if baseline := project.round(round_id).baseline:
            fetch(f"{storage.raw}/{baseline}", project.raw / baseline)


def put(folder: Path, address: str, names: list[str]) -> None:
    """Put files at an address; the records of what was made come last, so that half of a step never counts as done.

    Raises
    ------
    KlankbordError
        The address can't be written.
    """
    with _reading(address):
        system, root = _system(address)
        for name in sorted(names, key=lambda name: (name.endswith(RECORD), name)):
            system.makedirs(f"{root}/{name}".rpartition("/")[0], exist_ok=True)
            system.put_file(str(folder / name), f"{root}/{name}")


def remove(address: str, names: list[str]) -> None:
    """Remove files at an address; the records of what was made go first."""
    with _reading(address):
        system, root = _system(address)
        for name in sorted(names, key=lambda name: (not name.endswith(RECORD), name)):
            if system.exists(f"{root}/{name}"):
                system.rm_file(f"{root}/{name}")


@contextmanager
def mirrored(project: Project, storage: Storage, round_ids: list[str]) -> Iterator[Project]:
    """Give a project in a folder of its own, with rounds from elsewhere; what changes in their reports is put back.

    Parameters
    ----------
    project : Project
        The project with the codebooks and the notebooks.
    storage : Storage
        Where the rounds are.
    round_ids : list of str
        The rounds.

    Raises
    ------
    KlankbordError
        An address can't be read or written.
    """
    with temporary_folder() as name:
        mirror = Project(Path(name).resolve())
        unpack(pack(project), mirror)
        mirror.raw.mkdir()
        for round_id in round_ids:
            _fetch_round(storage, round_id, mirror)
            fetch(f"{storage.reports}/{round_id}", mirror.report(round_id))
        before = _contents(mirror.root / "reports")
        try:
            yield mirror
        finally:
            after = _contents(mirror.root / "reports")
            remove(storage.reports, [name for name in before if name not in after])
            put(mirror.root / "reports", storage.reports, [name for name in after if after[name] != before.get(name)])


def pack(project: Project) -> dict[str, bytes]:
    """Pack what every round of a project shares, to be carried to another machine: codebooks, notebooks and lock."""
    folders = (project.codebooks, project.notebooks)
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file() and not _hidden(path, folder)]
    lock = project.root / "requirements.lock"
    return {project.name(path): path.read_bytes() for path in [*paths, *([lock] if lock.exists() else [])]}


def unpack(packed: dict[str, bytes], project: Project) -> None:
    """Unpack what `pack` packed."""
    for name, content in packed.items():
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@contextmanager
def workplace(plan: Plan, step: Step, storage: Storage, packed: dict[str, bytes]) -> Iterator[Plan]:
    """Give a plan whose files are in a folder of its own, with all that a step needs; what it makes is put back."""
    with temporary_folder() as name:
        here = Project(Path(name).resolve())
        unpack(packed, here)
        _fetch_round(storage, plan.round_id, here)
        for needed in dict.fromkeys([*step.after, step.id]):
            folder = plan.step(needed).folder
            # The report has the folders of all steps in it; some of them may be being replaced.
            fetch(f"{storage.reports}/{_below_reports(folder)}", here.root / folder, but="stages/")
        own = here.root / step.folder
        before = _contents(own)
        yield replace(plan, project=here)
        after = _contents(own)
        address = f"{storage.reports}/{_below_reports(step.folder)}"
        changed = [name for name in after if after[name] != before.get(name)]
        if changed:  # a step that is made again counts as not made until all of it is there
            remove(address, [step.record, *(name for name in before if name not in after)])
            put(own, address, sorted({*changed, *({step.record} & after.keys())}))


def _below_reports(folder: str) -> str:
    return folder.removeprefix("reports/")


def _names(address: str) -> list[str]:
    """Names of all files below an address, relative to it."""
    with _reading(address):
        system, root = _system(address)
        system.invalidate_cache()
        if not system.exists(root):
            return []
        return sorted(path[len(root) :].lstrip("/") for path in system.find(root) if not path.endswith(".lock"))


def _system(address: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs  # only who keeps rounds elsewhere needs it

    system, root = url_to_fs(address)
    return system, root.rstrip("/")


@contextmanager
def _reading(address: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, ImportError) as error:  # unreachable, refused, unknown, or its package is absent
        raise KlankbordError(f"{address} is niet te lezen of te schrijven: {error}") from None


def _contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hash_of(path)
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
