"""The people of a round, each once however many names they have, and whether their words may be quoted."""

from dataclasses import dataclass
from typing import TypedDict

from pipeline.contracts.loading import RoundData
from pipeline.contracts.moments import today
from pipeline.contracts.table import Column, Table
from pipeline.privacy.consent import consent_of
from pipeline.records import records, rows_of


class RespondentRow(TypedDict):
    """A row of `respondents`; a round has a column more for each of its attributes."""

    respondent_id: str
    voice: str
    unit: str
    alias_of: str
    consent_recorded: str
    consent_quotable: str
    consent_recognisable: str
    consent_until: str
    provenance: str


@dataclass(frozen=True)
class Person:
    """Somebody who took part.

    Attributes
    ----------
    id : str
        The name under which they came first.
    names : tuple of str
        Every name that they have in `respondents`, the first one before others.
    voice : str
        Whose voice they are.
    quotable : bool
        Their words may be quoted today (see `consent_of`).
    recognisable : bool
        It may be seen from a quote that it is theirs.
    unit : str
        To which unit they belong; empty when that is not known.
    """

    id: str
    names: tuple[str, ...]
    voice: str
    quotable: bool
    recognisable: bool = False
    unit: str = ""


def people(data: RoundData) -> dict[str, Person]:
    """Give the people of a round by each of their names.

    Who said no under one of their names is not quoted under another.

    Parameters
    ----------
    data : RoundData
        A round with its table of respondents.
    """
    rows = rows_of(data.whole("respondents"), RespondentRow)
    same: dict[str, list[RespondentRow]] = {}
    for row in sorted(rows, key=lambda row: bool(row["alias_of"])):
        same.setdefault(row["alias_of"] or row["respondent_id"], []).append(row)
    now = today()
    found: dict[str, Person] = {}
    for first, own in same.items():
        agreed = consent_of(own, now)
        names = tuple(row["respondent_id"] for row in own)
        person = Person(first, names, own[0]["voice"], agreed.quotable, agreed.recognisable, own[0]["unit"])
        found |= dict.fromkeys(person.names, person)
    return found


PERSON = "respondents/"
"""How the name of a person begins among the names of sources: one person has it in every phase."""
UNLISTED = "unlisted/"
"""How it begins for somebody who is in no list of people: whether that is somebody of another phase can't be seen."""


@dataclass(frozen=True)
class Speaker:
    """Who said a row of what people said.

    Attributes
    ----------
    key, question : str
        The row, and the question that it bears on.
    source : str
        The conversation or session in which it was said.
    name : str
        The person, beginning with `PERSON`; the session where no one is named.
    person : Person or None
        The person, where one is named.
    persons : int
        How many people that are: one, or those of the session who are not named.
    """

    key: str
    question: str
    source: str
    name: str
    person: Person | None
    persons: int


def source_of(contract: Table) -> Column:
    """Give the column of a table of what people said that names the conversation or session."""
    return next(each for each in contract.columns if each.references not in {"", "respondents"})


def speakers(data: RoundData, table: str) -> list[Speaker]:
    """Give who said each row of a table of what people said, in the order of its rows.

    Of a conversation with one person a row need not say who it was.
    """
    contract = data.contracts[table]
    column = source_of(contract)
    key = data.contracts[column.references].key
    sources = {row[key]: row for row in records(data.whole(column.references))}
    known, rows = people(data), records(data.whole(table))
    named: dict[str, set[Person]] = {}
    for row in rows:
        if row["respondent"]:
            named.setdefault(row[column.name], set()).add(known[row["respondent"]])
    found = []
    for row in rows:
        source = sources[row[column.name]]
        person = known.get(row["respondent"] or source.get("respondents", ""))
        name = PERSON + person.id if person else source[key]
        count = 1 if person else int(source["persons"]) - len(named.get(source[key], ()))
        found.append(Speaker(row[contract.key], row["question"], source[key], name, person, count))
    return found
