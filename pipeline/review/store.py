"""Remarks and reviewers of a round in `raw/<round>/review/`: read with every mistake told, added to without loss."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import pandas as pd

from pipeline.codebook import Codebook
from pipeline.contracts.grids import ROW
from pipeline.contracts.reading import read_tables
from pipeline.contracts.rules import Rule, one_of, rules_for
from pipeline.contracts.table import AS_ROLE, NEVER, PUBLIC, Column, Table
from pipeline.contracts.validation import complete, problems_in
from pipeline.errors import InputError, Problem
from pipeline.handover import write_table
from pipeline.printable import unguarded
from pipeline.records import Record, records
from pipeline.review.model import Judgement, Remark, RemarkKind, Reviewer, Way, moment
from pipeline.rounds import NO_GROUP, Panel, Project

REMARKS = Table(
    "remarks",
    (
        Column("remark_id", "identifier", leaves=PUBLIC),
        Column("reviewer", leaves=AS_ROLE),
        Column("way", allowed=tuple(Way)),
        Column("source", optional=True, leaves=NEVER),
        Column("draft", optional=True, leaves=PUBLIC),
        Column("place", leaves=PUBLIC),
        Column("finding_id", optional=True, leaves=PUBLIC),
        Column("seen", optional=True, leaves=PUBLIC),
        Column("kind", allowed=tuple(RemarkKind)),
        Column("judgement", allowed=tuple(Judgement), optional=True),
        Column("comment", optional=True, leaves=PUBLIC),
        Column("said_at", optional=True, leaves=PUBLIC),
        Column("document", "document", optional=True, leaves=PUBLIC),
        Column("locator", optional=True, leaves=PUBLIC),
        Column("provenance", "provenance"),
        Column("remark", optional=True, leaves=NEVER),
    ),
)
REVIEWERS = Table(
    "reviewers",
    (
        Column("reviewer", leaves=AS_ROLE),
        Column("panel", "panel", optional=True, leaves=PUBLIC),
        Column("role", "voice", optional=True),
        Column("provenance", "provenance"),
        Column("remark", optional=True, leaves=NEVER),
    ),
)


@dataclass(frozen=True)
class Review:
    """All that was said of a round: remarks in the order they came in, who said them, by name, and how it was read.

    `rows` has the number of the row of each remark, where it was read from the table.
    """

    remarks: tuple[Remark, ...]
    reviewers: Mapping[str, Reviewer]
    notices: tuple[Problem, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def people(self) -> list[str]:
        """Names of those who review; a group that a report names goes by what it is called there."""
        return [name for name, person in self.reviewers.items() if person.provenance != "published"]


def folder(project: Project, round_id: str) -> Path:
    """Give the folder of what the klankbord said."""
    return project.raw / round_id / "review"


def read(
    project: Project,
    round_id: str,
    panels: Iterable[Panel] | None,
    book: Codebook | None,
    documents: frozenset[str] | None,
) -> Review:
    """Read what was said so far; nothing when nobody said anything yet.

    Parameters
    ----------
    project, round_id
        The round.
    panels : iterable of Panel or None
        Its panels.
    book : Codebook or None
        Its codebook, for the roles.
    documents : frozenset of str or None
        Ids of its documents. What could not be read is None: what refers to it is then not judged.

    Raises
    ------
    InputError
        Every mistake in both tables.
    """
    rules = dict(rules_for(book, ())) | _rules(panels, documents)
    place = folder(project, round_id)
    tables = {table.name: table for table in (REMARKS, REVIEWERS)}
    reading = read_tables(place, project.name, tables.values(), tables, ours=True)
    problems = list(reading.problems)
    for name, frame in reading.frames.items():
        problems += reading.told(problems_in(frame, tables[name], rules, reading.places[name].name))
    if problems:
        raise InputError(problems)
    rows = {
        name: records(complete(frame, tables[name]).drop(columns=ROW).map(unguarded))
        for name, frame in reading.frames.items()
    }
    people = [Reviewer(**row) for row in rows.get(REVIEWERS.name, [])]
    return Review(
        tuple(Remark(**row) for row in rows.get(REMARKS.name, [])),
        {person.reviewer: person for person in people},
        tuple(reading.notices),
        _row_numbers(reading.frames.get(REMARKS.name)),
    )


def _row_numbers(frame: pd.DataFrame | None) -> dict[str, int]:
    """Give the row in which each remark stands."""
    return {} if frame is None else dict(zip(frame["remark_id"], map(int, frame[ROW]), strict=True))


def merged(before: Review, new: Review) -> tuple[Review, tuple[Remark, ...]]:
    """Put what came in with what is there; what is there already stays as it is, and is not added again.

    Parameters
    ----------
    before : Review
        What was said so far, as `read` gives it.
    new : Review
        What came in, as `incoming.read` gives it: what can't be printed would not be read back as it was written.

    Returns
    -------
    Review
        All of it.
    tuple of Remark
        The remarks that were not known yet.
    """
    remarks = {remark.id: remark for remark in before.remarks}
    added = []
    for remark in new.remarks:
        known = remarks.get(remark.id)
        if known is None:
            added.append(remark)
            remarks[remark.id] = remark
        elif moment(known.said_at) < moment(remark.said_at):  # said again: which judgement is the last may change
            remarks[remark.id] = replace(known, said_at=remark.said_at)
    people = dict(before.reviewers)
    for name, person in new.reviewers.items():
        known_as = people.get(name, person)
        # What somebody filled in stays; only what is empty is filled.
        people[name] = replace(known_as, panel=known_as.panel or person.panel, role=known_as.role or person.role)
    return Review(tuple(remarks.values()), people), tuple(added)


def write(project: Project, round_id: str, before: Review, after: Review) -> None:
    """Write the tables in which something is different.

    Parameters
    ----------
    project, round_id
        The round.
    before, after : Review
        What was said as it stands there, and as it should be.
    """
    if dict(after.reviewers) != dict(before.reviewers):
        _write(project, round_id, REVIEWERS, [asdict(person) for person in after.reviewers.values()])
    if after.remarks != before.remarks:
        rows = [asdict(remark) | {"remark_id": remark.id} for remark in after.remarks]
        _write(project, round_id, REMARKS, rows)


def _write(project: Project, round_id: str, table: Table, rows: list[Record]) -> None:
    frame = pd.DataFrame(rows, columns=[column.name for column in table.columns])
    write_table(frame, folder(project, round_id) / table.file)


def _rules(panels: Iterable[Panel] | None, documents: frozenset[str] | None) -> dict[str, tuple[Rule, ...]]:
    known = None if panels is None else {panel.id for panel in (*panels, NO_GROUP)}
    return {
        "panel": () if known is None else (one_of(known, "Deze groep staat niet onder panels in round.yml."),),
        "document": () if documents is None else (one_of(documents, "Dit document staat niet in documents.csv."),),
    }
