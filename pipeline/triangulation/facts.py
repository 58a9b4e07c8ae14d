"""The facts that bear on how sure a finding is, gathered from the raw tables and the audit; no judgement in here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from pipeline.audit import contradictions
from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import ORGANISATION, SELECTION, by_source
from pipeline.dutch import count_noun, listed, percent
from pipeline.evidence.group_table import Apart, apart
from pipeline.evidence.people import PERSON, source_of, speakers
from pipeline.evidence.table import TraceRow
from pipeline.phases.declarations import PHASES
from pipeline.phases.gathering import named, themes_of_talks, undecided
from pipeline.phases.surveys.response import responses
from pipeline.records import rows_of
from pipeline.triangulation.coding import Coding, codings
from pipeline.triangulation.heard import ByQuestion, heard, persons_in, sources_of
from pipeline.triangulation.saturation_words import sentence
from pipeline.triangulation.scope import Known


@dataclass(frozen=True)
class Facts:
    """What is known of how the evidence was made.

    Attributes
    ----------
    contradicted : mapping
        Figures behind each piece of evidence that the audit found in a contradiction, by evidence id.
    codings : mapping of str to Coding
        How the statements of each phase were coded; phases without statements are not in it.
    response : tuple of str
        For each survey, in Dutch, who answered out of how many, or that this is not known.
    least_response : fractions.Fraction or None
        The smallest part of those who were asked that answered a survey; None when it is known of no survey.
    talks : mapping of str to bool
        Phases in which people spoke freely, and whether is known what each of them said.
    units : tuple of str
        The parts of the organisation that the round knows, in the words readers use; empty when there are none.
    heard : mapping
        Who was heard, by question and by phase.
    through_organisation : frozenset of str
        Ids of the sources whose people came in through the organisation.
    undecided : frozenset of (str, str)
        Phase and question on which something was collected that points no way that can be told.
    apart : mapping of str to tuple of Apart
        Groups that stand otherwise, or may do so, by question.
    saturated : mapping of str to str
        What is computed of saturation, in Dutch, by phase.
    """

    contradicted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codings: Mapping[str, Coding] = field(default_factory=dict)
    response: tuple[str, ...] = ()
    least_response: Fraction | None = None
    talks: Mapping[str, bool] = field(default_factory=dict)
    units: tuple[str, ...] = ()
    heard: ByQuestion = field(default_factory=dict)
    through_organisation: frozenset[str] = frozenset()
    undecided: frozenset[tuple[str, str]] = frozenset()
    apart: Mapping[str, tuple[Apart, ...]] = field(default_factory=dict)
    saturated: Mapping[str, str] = field(default_factory=dict)

    @property
    def known(self) -> Known:
        """What of it belongs to the scope of the round."""
        return Known(self.heard, self.undecided)

    def saturation(self, phases: Iterable[str]) -> str:
        """Say in Dutch what is known of saturation in these phases; an empty text when nobody spoke freely in them."""
        here = {phase: known for phase, known in self.talks.items() if phase in set(phases)}
        computed = [text for phase, text in self.saturated.items() if phase in here]
        rest = saturation({phase: known for phase, known in here.items() if phase not in self.saturated})
        return " ".join(filter(None, [*computed, rest]))


def gather(data: RoundData, trace: pd.DataFrame, figure_audit: pd.DataFrame, groups: pd.DataFrame) -> Facts:
    """Gather the facts of a round.

    Parameters
    ----------
    data : RoundData
        A whole round.
    trace : pandas.DataFrame
        `evidence_trace` of all phases.
    figure_audit : pandas.DataFrame
        The table of checks, as `figure_audit.csv` has it.
    groups : pandas.DataFrame
        The groups of the round beside each other, as `groups.csv` has them.
    """
    waves = responses(data)
    rooms = data.table("units")
    answered = (_answered(wave.persons, wave.invited) for wave in waves)
    return Facts(
        contradicted=contradicted(trace, figure_audit),
        codings={coding.phase: coding for coding in codings(data)},
        response=tuple(_response(wave.label, wave.persons, wave.invited) for wave in waves),
        least_response=min((share for share in answered if share is not None), default=None),
        talks=talks(data),
        units=tuple(rooms.loc[rooms["kind"] == "room", "label"]),
        heard=heard(data, trace),
        through_organisation=through_organisation(data),
        undecided=undecided(data),
        apart=apart(groups),
        saturated={phase: sentence(data, phase, held) for phase, held in themes_of_talks(data).items()},
    )


def through_organisation(data: RoundData) -> frozenset[str]:
    """Give the sources whose people came in through the organisation, by their ids, and single people by name."""
    tables = [table for table in data.contracts.values() if SELECTION.name in table.by_name]
    came_in = {table.name: by_source(data.whole(table.name), table.key) for table in tables if not table.person}
    through = {source for each in came_in.values() for source, how in each.items() if how == ORGANISATION}
    for table in filter(lambda table: table.words, data.contracts.values()):
        how = came_in[source_of(table).references]
        through |= {each.name for each in speakers(data, table.name) if how[each.source] == ORGANISATION}
    for table in filter(lambda table: table.person, tables):
        through |= {who for row, who in persons_in(data, table) if row[SELECTION.name] == ORGANISATION}
    for (name, key), persons in named(data).items():
        rows = data.table(name).set_index(data.contracts[name].key)
        column, sources = sources_of(data.contracts[name], data.contracts) or ("", "")
        if sources and by_source(data.table(sources))[rows.loc[key, column]] == ORGANISATION:
            through |= {f"{PERSON}{who}" for who in persons}
    return frozenset(through)


def contradicted(trace: pd.DataFrame, figure_audit: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Give the figures behind each piece of evidence that the audit found in a contradiction, by evidence id."""
    wrong = contradictions.contradicted(figure_audit)
    found: dict[str, tuple[str, ...]] = {}
    for row in rows_of(trace, TraceRow):
        if PurePosixPath(row["file"]).stem == "figures" and row["key"] in wrong:
            found[row["evidence_id"]] = (*found.get(row["evidence_id"], ()), row["key"])
    return found


def _answered(persons: Any, invited: Any) -> Fraction | None:
    known = pd.notna(persons) and pd.notna(invited) and invited > 0
    return Fraction(int(persons), int(invited)) if known else None


def _response(label: str, persons: Any, invited: Any) -> str:
    if pd.isna(persons):
        return f"{label}: hoeveel mensen meededen is niet bekend."
    if pd.isna(invited):
        took_part = count_noun(int(persons), "mens deed", "mensen deden")
        return f"{label}: {took_part} mee; hoeveel er zijn gevraagd, is niet bekend."
    joined = "deed" if int(persons) == 1 else "deden"
    share = percent(int(persons) / int(invited))
    return f"{label}: {persons} van de {invited} gevraagde mensen {joined} mee ({share})."


def talks(data: RoundData) -> dict[str, bool]:
    """Give the phases in which people spoke freely, and whether is known what each of them said."""
    found = {}
    for phase in PHASES:
        names = {data.contracts[name].sources for name in phase.tables if data.contracts[name].is_statements}
        persons = [number for name in sorted(names) for number in data.table(name)["persons"].fillna(0)]
        persons += [
            # Of each conversation and each group of our own is known what was said in it.
            1
            for name in phase.tables
            if data.contracts[name].words
            for _ in speakers(data, name)
        ]
        if phase.talk and persons:
            found[phase.id] = all(number == 1 for number in persons)
    return found


def saturation(talks: Mapping[str, bool]) -> str:
    """Say in Dutch what is known of saturation, by phase and whether is known what each person said in it."""
    names = {phase.id: f"de {phase.plain}" for phase in PHASES}
    together = listed([names[phase] for phase, apart in talks.items() if not apart] or [""])
    apart = listed([names[phase].removeprefix("de ") for phase, known in talks.items() if known] or [""])
    said = []
    if together:
        said.append(
            f"Verzadiging van {together} is niet te berekenen: wat in elk gesprek apart is gezegd, is niet bekend."
        )
    if apart:
        said.append(f"Of nieuwe {apart} nog nieuwe aspecten opleveren, is niet berekend.")
    return " ".join(said)
