"""Whose words may be quoted: of who agreed to it, and would not be recognised by it without having agreed to that.

What somebody who knows the group decided of a quote (`quote_checks`) holds for the same words, wherever they stand.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypedDict

from pipeline.called import command
from pipeline.contracts.loading import RoundData
from pipeline.contracts.privacy_tables import LEAVE_OUT, MAY, QUOTE_CHECKS, REWORD
from pipeline.editions import SMALLEST, TEAM
from pipeline.evidence.people import Person, speakers
from pipeline.privacy.of_round import protection
from pipeline.privacy.protection import Protection, text_id
from pipeline.privacy.words import Unquotable
from pipeline.records import records, rows_of


@dataclass(frozen=True)
class By:
    """What may stand beside a quote of who said it: voice and unit by id, each empty where it may not."""

    voice: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Quotable:
    """Who may be quoted from a table of what people said.

    Attributes
    ----------
    rows : frozenset of str
        The rows that may be quoted, by key; also those that are told in other words.
    hidden : frozenset of Person
        Who agreed to be quoted and not to be recognised, where too few others with their voice spoke.
    retold : mapping of str to str
        Of rows that are told in other words: these words.
    by : mapping of str to By
        Of each of these rows what may stand beside it.
    """

    rows: frozenset[str]
    hidden: frozenset[Person]
    retold: Mapping[str, str] = field(default_factory=dict)
    by: Mapping[str, By] = field(default_factory=dict)


class CheckRow(TypedDict):
    """A row of `quote_checks`: what was decided of words, by a hash of them."""

    quote_id: str
    decision: str
    wording: str


def quotable(data: RoundData, table: str) -> Quotable:
    """Give who may be quoted today from a table of what people said, in the edition that the data are for.

    A quote stands with the voice that it is of, so that who knows the place may know whose it is where few people with
    that voice spoke. Fewer than `SMALLEST` named people in the table are few.

    Parameters
    ----------
    data : RoundData
        The round, with the table and its respondents.
    table : str
        Name of the table.
    """
    agreed, hidden, by = _agreed(data, table)
    checks = checked(data)
    decided: dict[str, CheckRow] = {}
    if checks:
        contract = data.contracts[table]
        of_text = {row[contract.key]: checks.get(text_id(row[contract.words])) for row in records(data.whole(table))}
        decided = {key: check for key in agreed if (check := of_text[key]) is not None}
    only = agreed if data.edition.quotes == "agreed" else decided.keys()
    rows = frozenset(key for key in only if key not in decided or decided[key]["decision"] != LEAVE_OUT)
    retold = {key: decided[key]["wording"] for key in rows if key in decided and decided[key]["decision"] == REWORD}
    return Quotable(rows, hidden, retold, {key: by[key] for key in rows})


def checked(data: RoundData) -> dict[str, CheckRow]:
    """Give what somebody decided of quotes, by a hash of their words."""
    if QUOTE_CHECKS.name not in data.inside:
        return {}
    return {row["quote_id"]: row for row in rows_of(data.inside[QUOTE_CHECKS.name], CheckRow) if row["decision"]}


def _agreed(data: RoundData, table: str) -> tuple[set[str], frozenset[Person], dict[str, By]]:
    """Give the rows of who agreed, who is hidden, and what may stand beside each row."""
    known = {each.key: each.person for each in speakers(data, table) if each.person}
    there = set(known.values())
    sizes = Counter(person.voice for person in there)
    agreed = {key: person for key, person in known.items() if person.quotable}
    hidden = {person for person in agreed.values() if not person.recognisable and sizes[person.voice] < SMALLEST}
    beside = {person: By() for person in there}
    beside |= {person: By(person.voice) for person in there if sizes[person.voice] >= SMALLEST}
    for voice, size in sizes.items():
        units = Counter(person.unit for person in there if person.voice == voice)
        large = {unit for unit, count in units.items() if unit and count >= SMALLEST}
        # Who is told without a unit is of one of the others: these may not be few either.
        others = size - sum(units[unit] for unit in large)
        if large and not 0 < others < SMALLEST:
            beside |= {
                person: By(voice, person.unit) for person in there if person.voice == voice and person.unit in large
            }
    rows = {key for key, person in agreed.items() if person not in hidden}
    return rows, frozenset(hidden), {key: beside[agreed[key]] for key in rows}


def shield(data: RoundData) -> Protection:
    """Give what the words of people may not show when they are quoted."""
    return protection(data.round, data.codebook, data.inside)


def unquotable(data: RoundData) -> Unquotable:
    """Give the words of a round that may not be quoted: of whom did not agree, or would be recognised by them."""
    forbidden, allowed = list[str](), list[str]()
    for table in filter(lambda table: table.words, data.contracts.values()):
        may = quotable(data, table.name)
        for row in records(data.whole(table.name)):
            literally = row[table.key] in may.rows and row[table.key] not in may.retold
            (allowed if literally else forbidden).append(row[table.words])
    return Unquotable(forbidden, allowed)


@dataclass(frozen=True)
class Said:
    """Words in a text that an edition may not quote: the line, what was said, what is wrong, and how to mend it."""

    line: int
    words: str
    what: str
    mend: str


class Withheld:
    """What may not be quoted in an edition, and whether somebody could still decide that it may.

    Parameters
    ----------
    data : RoundData
        The round, with the edition that it is read for.
    """

    def __init__(self, data: RoundData) -> None:
        self._words = unquotable(data)
        waits = data.edition.quotes == "checked"
        self._never = unquotable(replace(data, edition=TEAM)) if waits else self._words
        self._look = f"{command('privacy', data.round_id)} zet het klaar in citaten.xlsx: kies daar {MAY} bij Besluit."

    def found(self, text: str) -> Iterator[Said]:
        """Find in a text what may not be quoted."""
        for line, words in self._words.found(text):
            if self._never.found(words):
                what = "Dit zijn woorden van iemand die niet geciteerd mag worden"
                yield Said(line, words, what, "Zeg het in eigen woorden.")
            else:
                what = "Dit citaat mag, maar is nog niet nagekeken door iemand die de groep kent"
                yield Said(line, words, what, f"{self._look} Of zeg het in eigen woorden.")
