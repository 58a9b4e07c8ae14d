"""Whose words may be quoted: of who agreed to it, and would not be recognised by it without having agreed to that."""

from collections import Counter
from dataclasses import dataclass

from pipeline.contracts.loading import RoundData
from pipeline.editions import SMALLEST
from pipeline.evidence.people import Person, speakers
from pipeline.privacy.of_round import protection
from pipeline.privacy.protection import Protection
from pipeline.privacy.words import Unquotable
from pipeline.records import records


@dataclass(frozen=True)
class Quotable:
    """Who may be quoted from a table of what people said.

    Attributes
    ----------
    rows : frozenset of str
        The rows that may be quoted, by key.
    hidden : frozenset of Person
        Who agreed to be quoted and not to be recognised, where too few others with their voice spoke.
    """

    rows: frozenset[str]
    hidden: frozenset[Person]


def quotable(data: RoundData, table: str) -> Quotable:
    """Give who may be quoted today from a table of what people said.

    A quote stands with the voice that it is of, so that who knows the place may know whose it is where few people with
    that voice spoke. Fewer than `SMALLEST` named people in the table are few.

    Parameters
    ----------
    data : RoundData
        The round, with the table and its respondents.
    table : str
        Name of the table.
    """
    known = {each.key: each.person for each in speakers(data, table) if each.person}
    sizes = Counter(person.voice for person in set(known.values()))
    agreed = {key: person for key, person in known.items() if person.quotable}
    hidden = {person for person in agreed.values() if not person.recognisable and sizes[person.voice] < SMALLEST}
    rows = frozenset(key for key, person in agreed.items() if person not in hidden)
    return Quotable(rows if data.edition.quotes == "agreed" else frozenset(), frozenset(hidden))


def shield(data: RoundData) -> Protection:
    """Give what the words of people may not show when they are quoted."""
    return protection(data.round, data.codebook, data.inside)


def unquotable(data: RoundData) -> Unquotable:
    """Give the words of a round that may not be quoted: of whom did not agree, or would be recognised by them."""
    forbidden, allowed = list[str](), list[str]()
    for table in filter(lambda table: table.words, data.contracts.values()):
        rows = quotable(data, table.name).rows
        for row in records(data.whole(table.name)):
            (allowed if row[table.key] in rows else forbidden).append(row[table.words])
    return Unquotable(forbidden, allowed)
