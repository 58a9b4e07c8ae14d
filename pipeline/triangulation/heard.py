"""Who was heard on a question: how many people stand behind a phase, and which phases heard the same people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import REPORTED
from pipeline.contracts.rows import SourceRow
from pipeline.contracts.table import VISITS, Contracts, Table
from pipeline.evidence.people import PERSON, UNLISTED, speakers
from pipeline.evidence.table import SAYS, TraceRow, is_missing
from pipeline.phases.declarations import BY_ID
from pipeline.phases.gathering import named
from pipeline.records import Record, names_in, records, rows_of
from pipeline.rounds import Overlap


@dataclass(frozen=True)
class Heard:
    """Who was heard on one question in one phase.

    Attributes
    ----------
    persons : mapping of str to int or None
        How many people each source is, by the id of the source; None where that is not known. Somebody whom the round
        knows by name is a source of one.
    differs : bool
        Of one of them what is printed differs, and it may be more people.
    shared : frozenset of str
        Sources that may be of the same people, such as surveys without names: the largest of them counts.
    told : frozenset of str
        People who took no part: somebody else says how they are.
    """

    persons: Mapping[str, int | None]
    differs: bool = False
    shared: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()

    @property
    def known(self) -> int:
        """How many people its sources are at least: those of one phase are other people, but for what may be shared."""
        alone = sum(number or 0 for name, number in self.persons.items() if name not in self.shared)
        return alone + max((number or 0 for name, number in self.persons.items() if name in self.shared), default=0)

    @property
    def whole(self) -> bool:
        """Whether the number of every source is known, and nobody may be in two of them."""
        return None not in self.persons.values() and not self.differs and not self.several

    @property
    def several(self) -> bool:
        """Whether more than one source may be of the same people."""
        return len(self.shared & self.persons.keys()) > 1

    @property
    def one(self) -> bool:
        """Whether it is one person, as far as can be known."""
        return self.whole and self.known == 1

    @property
    def people(self) -> frozenset[str]:
        """Those of its sources that are one person, known by name in every phase."""
        return frozenset(name for name in self.persons if name.startswith(PERSON))

    def among(self, sources: Sequence[str]) -> int:
        """Count the people in some of its sources, as far as that is known."""
        return sum(self.persons.get(name) or 0 for name in sources)


ByQuestion = Mapping[str, Mapping[str, Heard]]
"""Who was heard, by question and by phase."""


def heard(data: RoundData, trace: pd.DataFrame) -> dict[str, dict[str, Heard]]:
    """Give who was heard on each question in each phase; documents and visits are not people.

    Parameters
    ----------
    data : RoundData
        A round with the raw tables that the trace names.
    trace : pandas.DataFrame
        `evidence_trace` of all phases.
    """
    said: dict[str, set[str]] = {}
    for step in rows_of(trace, TraceRow):
        if step["role"] == SAYS:
            said.setdefault(PurePosixPath(step["file"]).stem, set()).add(step["key"])
    found: dict[str, dict[str, dict[str, int | None]]] = {}
    by_name, differing, shared = named(data), set[str](), set[str]()
    spoke, told = set[tuple[str, str]](), set[tuple[str, str]]()
    for name, keys in said.items():
        contract = data.contracts.get(name)
        if contract is None:
            continue
        if contract.words:
            for each in speakers(data, name):
                if each.key in keys:
                    found.setdefault(each.question, {}).setdefault(contract.phase, {})[each.name] = each.persons
            continue
        if contract.person:
            for row, who in persons_in(data, contract):
                if row[contract.key] in keys:
                    found.setdefault(str(row["question"]), {}).setdefault(contract.phase, {})[who] = 1
                    own = contract.speaks is None or contract.speaks(row)
                    (spoke if own else told).add((contract.phase, who))
            continue
        sources = sources_of(contract, data.contracts)
        question = next(iter(contract.with_rule("question")), "")
        if not sources or not question or not BY_ID[contract.phase].people or contract.counted == VISITS:
            continue
        column, table = sources
        known_sources = rows_of(data.table(table), SourceRow)
        sizes = {row["source_id"]: row["persons"] for row in known_sources}
        parts = {row["source_id"]: names_in(row["consists_of"]) for row in known_sources}
        differing |= {row["source_id"] for row in known_sources if not is_missing(row["persons_at_most"])}
        if not BY_ID[contract.phase].apart:
            shared |= {row["source_id"] for row in known_sources if row["provenance"] not in REPORTED}
        for row in records(data.table(name)):
            if row[contract.key] in keys and row[question]:
                here = found.setdefault(str(row[question]), {}).setdefault(contract.phase, {})
                if (name, row[contract.key]) in by_name:
                    here |= {f"{PERSON}{who}": 1 for who in by_name[name, row[contract.key]]}
                else:
                    for source in parts[row[column]] or [row[column]]:
                        here[source] = None if is_missing(sizes[source]) else int(sizes[source])
    return {
        question: {
            phase: Heard(
                dict(sorted(persons.items())),
                not differing.isdisjoint(persons),
                frozenset(shared & persons.keys()),
                frozenset(who for who in persons if (phase, who) in told - spoke),
            )
            for phase, persons in phases.items()
        }
        for question, phases in found.items()
    }


def persons_in(data: RoundData, contract: Table) -> list[tuple[Record, str]]:
    """Give the rows of a table that are each about one person, with the name under which that person came first."""
    first = {
        row["respondent_id"]: row["alias_of"] or row["respondent_id"] for row in records(data.whole("respondents"))
    }
    first |= {name: name for name in first.values()}
    named = [(row, contract.person(row)) for row in records(data.whole(contract.name))] if contract.person else []
    return [(row, f"{PERSON}{first[who]}" if who in first else f"{UNLISTED}{who}") for row, who in named if who]


def sources_of(contract: Table, contracts: Contracts) -> tuple[str, str] | None:
    """Give the column of a table that names who or what spoke, and the table with those."""
    tables = {table.sources for table in contracts.values() if table.sources}
    return next(((column.name, column.references) for column in contract.columns if column.references in tables), None)


def same_people(a: Heard, b: Heard, overlaps: Sequence[Overlap], share: Fraction) -> bool:
    """Say whether two phases heard so many of the same people that one can't confirm the other.

    Parameters
    ----------
    a, b : Heard
        Who was heard in either phase.
    overlaps : sequence of Overlap
        What is known of people who were in more than one source, beside those who have a name in both.
    share : fractions.Fraction
        From which part of the smaller of the two they count as the same.
    """
    by_name = len(a.people & b.people)
    shared = by_name + sum(max(_shared(a, b, each), _shared(b, a, each)) for each in overlaps)
    smaller = min(a.known, b.known)
    return smaller > 0 and shared >= share * smaller


def _shared(a: Heard, b: Heard, overlap: Overlap) -> int:
    return min(overlap.shared, a.among(overlap.sources), b.among(overlap.with_sources))


def carriers(phases: Sequence[str], repeated: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Put phases that heard the same people together: each group counts as one.

    Parameters
    ----------
    phases : sequence of str
        Phases that speak on a question.
    repeated : sequence of frozenset of str
        The pairs of them that heard the same people.
    """
    groups = [frozenset({phase}) for phase in phases]
    for pair in repeated:
        joined = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair] + [frozenset().union(*joined)]
    return sorted(groups, key=lambda group: min(phases.index(phase) for phase in group))


def sentence(phases: Mapping[str, Heard]) -> str:
    """Say in Dutch how many people were heard in the phase with the most, and whether there are more behind a finding.

    Within a phase sources are other people. Over phases nobody can tell: there the largest phase counts.
    """
    known = {phase: found.known for phase, found in phases.items() if found.known}
    if not known:
        return "Hoeveel mensen hierachter staan, is niet te tellen."
    if len(phases) > 1 and all(found.people == found.persons.keys() for found in phases.values()):
        everybody = len(frozenset().union(*(found.people for found in phases.values())))
        stand = "staat één mens" if everybody == 1 else f"staan {everybody} mensen"
        return f"Hierachter {stand}; wie vaker meedeed, telt één keer."
    largest = max(known, key=lambda phase: known[phase])
    people = "één mens" if known[largest] == 1 else f"{known[largest]} mensen"
    joined = "deed" if known[largest] == 1 else "deden"
    where = f"In de {BY_ID[largest].plain} hierachter"
    if phases[largest].told and phases[largest].told == phases[largest].persons.keys():
        they = "die" if known[largest] == 1 else "zij"
        said = [f"{where} staat iets over {people}, van een ander: zelf {joined} {they} daar niet mee."]
    elif phases[largest].whole:
        said = [f"{where} {joined} {people} mee."]
    elif phases[largest].several and None not in phases[largest].persons.values():
        said = [f"{where} {joined} minstens {people} mee: wie er meer dan één invulde, is niet te zien."]
    else:
        said = [f"{where} {joined} minstens {people} mee: van een deel van de bronnen is het aantal niet bekend."]
    if len(phases) > 1:
        said.append("Wie er ook elders meedeed, is niet te zien: hoeveel het er samen zijn, is niet te zeggen.")
    return " ".join(said)
