"""Planning a round: its raw tables are validated, unless they are as they were when they were found good.

Nothing heavy is imported before it is needed, so that a run with nothing to do answers at once.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from pipeline.contracts.folders import files_of
from pipeline.contracts.imported_files import imported
from pipeline.contracts.moments import today
from pipeline.editions import TEAM, Edition, Readers, RuleName
from pipeline.errors import InputError
from pipeline.execution import fingerprints
from pipeline.execution.fingerprints import Hashes, Parts, Record, hash_text
from pipeline.execution.stages import stages
from pipeline.execution.steps import RECORD, Plan, publishing, steps
from pipeline.phases import codebook_files
from pipeline.phases.tables import FOLDERS
from pipeline.privacy.consent import has_lapsed
from pipeline.rounds import Project, Round

if TYPE_CHECKING:
    from pipeline.review.reviewed import Reviewed

_VALIDATION = "import pipeline.review.reviewed"
_KINDS = "kinds.json"


@dataclass(frozen=True)
class _Valid:
    """What is kept of raw tables that were found good.

    Attributes
    ----------
    kinds, notices
        As of a `Plan`.
    lapsed, day
        The same: what depends on the day holds for that day only.
    bears
        As of `Readers`.
    """

    kinds: tuple[str, ...]
    notices: int
    lapsed: str = ""
    day: str = ""
    bears: tuple[RuleName, ...] = ()


def plan(
    project: Project,
    round_id: str,
    hashes: Hashes,
    edition: Edition = TEAM,
    without: Collection[str] = (),
    loaded: "Reviewed | None" = None,
) -> tuple[Plan, bool]:
    """Plan a round.

    Parameters
    ----------
    project : Project
        The project.
    round_id : str
        The round.
    hashes : Hashes
        Hashes of files.
    edition : Edition
        For whom it is to be made.
    without : collection of str
        Of ``word`` and ``pdf``: what is left out.
    loaded : Reviewed, optional
        The round as it was just read and looked through, so that it is not read once more.

    Returns
    -------
    Plan
        What is to be made.
    bool
        Whether the raw tables had to be validated: `remember` is then to be called once writing is allowed.

    Raises
    ------
    InputError
        Every mistake in the raw tables and codebooks; nothing was changed on disk.
    """
    try:
        round_ = project.round(round_id)
        book = codebook_files.load(project, round_id, round_)
    except InputError:
        _read(project, round_id)  # tells the mistakes in the tables too
        raise
    known = _known_good(project, round_id, round_, hashes)
    valid = _valid(loaded or _read(project, round_id)) if known is None else known
    readers = Readers(edition, valid.bears)
    handover = project.name(project.workplace(round_id, edition) / "stages")
    planned = stages(project, round_id, round_, book, handover, edition)
    made = steps(project, round_id, round_, planned, valid.kinds, readers)
    every = tuple(publishing(made, project.name(project.workplace(round_id, edition)), edition, without))
    about = (project, round_id, round_.title, round_.synthetic, valid.kinds, round_.rules, every)
    return Plan(*about, valid.notices, valid.lapsed, valid.day, readers), known is None


def remember(plan: Plan, hashes: Hashes) -> None:
    """Remember that the raw tables of a round were found good."""
    found_good = record(plan.project, plan.round_id)
    product = found_good.path.with_name(_KINDS)
    product.parent.mkdir(parents=True, exist_ok=True)
    found = _Valid(plan.kinds, plan.notices, plan.lapsed, plan.day, plan.readers.bears)
    product.write_text(json.dumps(asdict(found)) + "\n", encoding="utf-8")
    made_from = _made_from(plan.project, plan.round_id, plan.project.round(plan.round_id), hashes)
    found_good.write(made_from | hashes.of_code(_VALIDATION), [product], hashes.names_of_package)


def record(project: Project, round_id: str) -> Record:
    """Give the record of the validation of a round."""
    return Record(project.report(round_id) / "stages" / "invoer" / RECORD)


def _made_from(project: Project, round_id: str, round_: Round, hashes: Hashes) -> Parts:
    """Give all that is validated: the codebook, every file of the round and its review, and of the round before.

    The round is one hash: files may have names of people, and a record lies in the folder that is shown to others.
    """
    paths = list((project.raw / round_id / "review").glob("*"))
    for folder in (project.raw / name for name in (round_id, round_.baseline) if name):
        paths += [*folder.glob("*"), *(path for _, path in imported(folder))]
        paths += [path for each in FOLDERS for path in files_of(folder / each.name)]
    files = sorted(project.name(path) for path in paths if path.is_file())
    named = {name: hashes.of(project.root / name) for name in files}
    shared = {name: hashes.of(project.root / name) for name in codebook_files.files(project, round_id, round_)}
    return shared | {"values": hash_text(named)} | fingerprints.environment(project, hashes)


def _known_good(project: Project, round_id: str, round_: Round, hashes: Hashes) -> _Valid | None:
    """Give what is kept of a round that was validated as it is now; or None."""
    found_good = record(project, round_id)
    if not found_good.is_current(_made_from(project, round_id, round_, hashes), _VALIDATION, hashes):
        return None
    found = json.loads(found_good.path.with_name(_KINDS).read_text(encoding="utf-8"))
    valid = _Valid(
        tuple(found["kinds"]), int(found["notices"]), str(found["lapsed"]), str(found["day"]), tuple(found["bears"])
    )
    return valid if valid.day in {"", today().isoformat()} else None


def _read(project: Project, round_id: str) -> "Reviewed":
    from pipeline.review import reviewed

    return reviewed.load(project, round_id)


def _valid(found: "Reviewed") -> _Valid:
    data = found.data
    columns = ((name, column) for name in data.inside for column in data.contracts[name].with_rule("provenance"))
    kinds = {kind for name, column in columns for kind in data.inside[name][column]}
    ends = set(data.whole("respondents")["consent_until"]) - {""}
    lapsed = sorted(until for until in ends if has_lapsed(until, today()))
    return _Valid(
        tuple(sorted(kinds)),
        len(found.notices),
        fingerprints.hash_text(lapsed) if lapsed else "",
        today().isoformat() if ends else "",
        tuple(_bears(found)),
    )


def _bears(found: "Reviewed") -> "Iterator[RuleName]":
    """Give the rules of editions that bear on a round: where there is nothing of a kind, nothing is left out of it."""
    from pipeline.review.model import Way

    data = found.data
    if any(len(data.whole(table.name)) for table in data.contracts.values() if table.words):
        yield "quotes"
    if len(data.whole("respondents")) or len(data.table("questionnaire_items")):
        yield "cells"
    if len(data.whole("respondents")):
        yield "persons"
    if any(remark.way != Way.PUBLISHED for remark in found.review.remarks):
        yield "remarks"
    yield "evidence"
