"""Desk research: documents, registrations, the neighbourhood monitor and the organisation's money."""

import re
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from pipeline import evidence
from pipeline.codebook import Indicator
from pipeline.contracts.loading import RoundData
from pipeline.evidence import Evidence
from pipeline.phases.declaration import Phase
from pipeline.statistics.printed import read_printed

ID = "desk_research"
_NOT_ATTRIBUTABLE = "Zegt iets over de wijk, niet over het aandeel van de organisatie"


@dataclass(frozen=True)
class Change:
    """How an indicator changed in a unit between the first and the last period that were printed.

    `direction` is 1 when it changed for the better, -1 for the worse, 0 when rounding leaves that open.
    """

    indicator: Indicator
    unit: str
    first: pd.Series
    last: pd.Series
    direction: int


def figures_of(data: RoundData, series: str) -> pd.DataFrame:
    """Give the figures of one series, with their numeric `value`, in the order of the raw table."""
    figures = data.tables["figures"]
    chosen = figures[figures["series"] == series]
    return chosen.assign(value=[float(read_printed(text).value) for text in chosen["printed"]])


def changes(data: RoundData) -> list[Change]:
    """List the change of every indicator in every unit that has two or more periods.

    A change counts only where the intervals that the printed values can stand for do not overlap.
    """
    found = []
    figures = data.tables["figures"]
    for indicator in data.codebook.indicators:
        rows = figures[figures["indicator"] == indicator.id]
        for unit, group in rows.groupby("unit", sort=False):
            ordered = group.sort_values("period", key=lambda periods: periods.map(_year), kind="stable")
            if len(ordered) >= 2:
                first, last = ordered.iloc[0], ordered.iloc[-1]
                found.append(Change(indicator, str(unit), first, last, _direction(indicator, first, last)))
    return found


def value_of(figure: pd.Series) -> Fraction:
    """Give the number that a figure prints."""
    return read_printed(figure["printed"]).value


def _year(period: str) -> int:
    found = re.search(r"\d{4}", period)
    return int(found.group()) if found else 0


def _direction(indicator: Indicator, first: pd.Series, last: pd.Series) -> int:
    before, after = read_printed(first["printed"]), read_printed(last["printed"])
    if before.high >= after.low and after.high >= before.low:
        return 0
    risen = 1 if after.value > before.value else -1
    return risen if indicator.favourable == "higher" else -risen


def change_sentence(change: Change) -> str:
    """Say a change in plain Dutch, with the values as printed."""
    before, after = change.first, change.last
    subject = change.indicator.label[0].lower() + change.indicator.label[1:]
    return (
        f"In {change.unit} ging «{subject}» van {before['printed']} ({before['period']}) "
        f"naar {after['printed']} ({after['period']})."
    )


def gather(data: RoundData) -> Evidence:
    """Give the evidence of documents (coded statements) and of the monitor (changes in the round's areas)."""
    rows, trace = [], []
    for change in changes(data):
        if change.unit not in data.round.areas:
            continue
        indicator = change.indicator
        suffix = f"{change.unit}-{indicator.id}"
        name = evidence.evidence_id(ID, indicator.question, indicator.aspect, "documenten", change.direction, suffix)
        rows.append(
            {
                "evidence_id": name,
                "phase": ID,
                "theme": data.codebook.theme_of(indicator.question),
                "question": indicator.question,
                "aspect": indicator.aspect,
                "unit": change.unit,
                "voice": "documenten",
                "direction": change.direction,
                "n": pd.NA,
                "n_total": pd.NA,
                "counted": "",
                "statement": change_sentence(change),
                "provenance": evidence.weakest([change.first["provenance"], change.last["provenance"]]),
                "quality": _NOT_ATTRIBUTABLE,
            }
        )
        trace += [(name, data.file("figures"), row["figure_id"]) for row in (change.first, change.last)]
    return evidence.combine([evidence.make(rows, trace), evidence.from_statements(data, "desk_statements")])


PHASE = Phase(
    id=ID,
    label="Deskresearch",
    method="Documenten, registraties en statistiek lezen en narekenen.",
    notebook="01_desk_research.ipynb",
    required=("documents", "figures"),
    optional=("desk_sources", "desk_statements"),
    gather=gather,
)
