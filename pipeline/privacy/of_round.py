"""What texts of a round may not show: by its own lists, and what was decided of what was found in them."""

from collections.abc import Iterator, Mapping
from typing import TypedDict

import pandas as pd

from pipeline.codebook import Codebook
from pipeline.contracts.privacy_tables import KEEP, OTHERWISE, PERSON, PRIVACY_DECISIONS, PRIVACY_NAMES
from pipeline.contracts.provenance import REPORTED
from pipeline.contracts.respondents import YES_NO
from pipeline.contracts.table import PUBLIC, Column, Contracts, Table
from pipeline.privacy.identifiers import Identifier, Kind
from pipeline.privacy.names import Names
from pipeline.privacy.protection import Listed, Protection
from pipeline.records import records, rows_of
from pipeline.rounds import Round

_, NO = YES_NO


class NameRow(TypedDict):
    """A row of `privacy_names`."""

    name: str
    kind: str
    shown: str
    hidden: str


class DecisionRow(TypedDict):
    """A row of `privacy_decisions`."""

    find_id: str
    text: str
    found: str
    kind: str
    proposed: str
    decision: str
    shown: str


def protection(round_: Round, book: Codebook, inside: Mapping[str, pd.DataFrame]) -> Protection:
    """Give what texts of a round may not show.

    Parameters
    ----------
    round_ : Round
        What `round.yml` says.
    book : Codebook
        Its codebook; its words are nobody's name.
    inside : mapping of str to pandas.DataFrame
        The raw tables with every column, as far as they are read.
    """
    own = rows_of(inside[PRIVACY_NAMES.name], NameRow) if PRIVACY_NAMES.name in inside else []
    hidden = [row for row in own if row["hidden"] != NO]
    people = {row["name"]: row["shown"] or "[naam]" for row in hidden if row["kind"] == PERSON}
    others = [Listed(row["name"], row["shown"] or f"[{row['kind']}]") for row in hidden if row["kind"] != PERSON]
    known = [row["name"] for row in own if row["hidden"] == NO]
    return Protection(
        Names(people, [voice.label for voice in book.voices]),
        others,
        [*known, *known_words(round_, book, inside)],
        dict(_decided(inside)),
        _pointed_at(inside),
    )


def known_words(round_: Round, book: Codebook, inside: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Give texts in which capitals are nobody's name: of the organisation, its parts, documents and the codebook."""
    yield from (round_.title, round_.organisation, round_.place, round_.client, round_.question, round_.summary)
    yield from round_.makers
    yield from book.labels.values()
    for question in book.questions:
        yield from (question.label, question.question)
        yield from (f"{code.label} {code.definition}" for code in question.codes)
    for table, columns in (("units", ("label", "aliases")), ("documents", ("title", "publisher"))):
        for row in records(inside[table]) if table in inside else ():
            yield from (str(row[column]) for column in columns if row.get(column))


def _decided(inside: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, str | None]]:
    rows = rows_of(inside[PRIVACY_DECISIONS.name], DecisionRow) if PRIVACY_DECISIONS.name in inside else []
    for row in rows:
        if row["decision"] == KEEP:
            yield row["find_id"], None
        elif row["decision"]:
            yield row["find_id"], row["shown"] if row["decision"] == OTHERWISE else row["proposed"]


def _pointed_at(inside: Mapping[str, pd.DataFrame]) -> dict[str, list[str]]:
    """Give what deduce took for a name, by text: it is not asked again."""
    rows = rows_of(inside[PRIVACY_DECISIONS.name], DecisionRow) if PRIVACY_DECISIONS.name in inside else []
    found: dict[str, list[str]] = {}
    for row in rows:
        if row["kind"] == Kind.DEDUCED:
            found.setdefault(row["text"], []).append(row["found"])
    return found


def of_people(table: Table) -> list[Column]:
    """Give the columns of a table that readers see and in which people write: not codes, counts or names of rows."""
    keys = {column.name for column in table.columns[: table.identified_by]}
    shown = [each for each in table.columns if each.shown is PUBLIC and not each.is_code_or_count]
    return [
        each
        for each in shown
        if not (each.name in keys or each.references or each.is_date or each.rule == "identifier")
    ]


def is_own(row: Mapping[str, object]) -> bool:
    """Tell whether a row was collected or made up: what a report prints is as it stands there."""
    return row.get("provenance", "") not in REPORTED and "provenance" in row


def protected(tables: Mapping[str, pd.DataFrame], contracts: Contracts, shield: Protection) -> dict[str, pd.DataFrame]:
    """Give tables as readers may see them, without what surely tells who somebody is, in rows that were collected.

    What only may tell is left: who wrote these texts wrote them for readers. In people's own words it is not.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        Tables for readers, by name.
    contracts : mapping of str to Table
        All raw tables.
    shield : Protection
        What texts may not show.
    """
    made = dict(tables)
    for name, frame in tables.items():
        columns = [column.name for column in of_people(contracts[name]) if column.name in frame]
        if "provenance" not in frame or not columns or not contracts[name].has_file:
            continue
        own = ~frame["provenance"].isin(REPORTED)
        if own.any():
            made[name] = frame.assign(
                **{column: frame[column].where(~own, frame[column].map(shield.without_sure)) for column in columns}
            )
    return made


def told(found: Identifier) -> str:
    """Name what was found with its article, for a sentence in Dutch."""
    return f"een {found.kind}"
