"""Results beside targets: what desk research computes from published figures."""

import re
from dataclasses import dataclass
from fractions import Fraction

from pipeline.codebook import Indicator
from pipeline.contracts.figure_tables import ADDITIVE
from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import UnitFigure
from pipeline.contracts.units import unit_figures, unit_labels
from pipeline.dutch import count_noun, number, percent
from pipeline.rounds import PART, Noun
from pipeline.statistics.printed import read_printed

_WHOLE = "organisation"
_WHEN = {
    "H1": "Halverwege",
    "H2": "In de tweede helft van",
    "Q1": "In het eerste kwartaal van",
    "Q2": "In het tweede kwartaal van",
    "Q3": "In het derde kwartaal van",
    "Q4": "In het vierde kwartaal van",
}


@dataclass(frozen=True)
class Comparison:
    """A result beside its target.

    Attributes
    ----------
    indicator : Indicator
        What both count.
    unit : str
        Label of the unit.
    target, realised : fractions.Fraction
        The two numbers.
    target_period, realised_period : str
        Their periods, as in the raw table.
    elapsed : fractions.Fraction
        Part of the target's period that the result covers: a half for half a year; the whole where a result does not
        grow with time, such as a percentage or a number of volunteers.
    figure_ids : tuple of str
        The figures behind it.
    summed : int
        Number of parts of the organisation whose targets were added up because no total was printed; 0 when it was.
    provenance : str
        That of the result.
    margin : fractions.Fraction
        How far off the target is still called mixed, by the rules of the round.
    noun : Noun
        What the parts of the organisation are called.
    indicative : str
        The document that the target stands in, where that calls its targets indicative itself; else nothing.
    """

    indicator: Indicator
    unit: str
    target: Fraction
    realised: Fraction
    target_period: str
    realised_period: str
    elapsed: Fraction
    figure_ids: tuple[str, ...]
    summed: int
    provenance: str
    margin: Fraction
    noun: Noun = PART
    indicative: str = ""

    @property
    def parts(self) -> str:
        """How many parts were added up, with their noun; empty when none were."""
        return count_noun(self.summed, self.noun.one, self.noun.more) if self.summed else ""

    @property
    def share(self) -> Fraction:
        """What part of the target was reached."""
        return self.realised / self.target

    @property
    def direction(self) -> int:
        """1 when the result is on schedule, -1 when it is further off the wrong way than `margin`, 0 in between."""
        pace = self.share / self.elapsed
        if self.indicator.favourable == "lower":
            return 1 if pace <= 1 else 0 if pace <= 1 + self.margin else -1
        return 1 if pace >= 1 else 0 if pace >= 1 - self.margin else -1


def comparisons(data: RoundData) -> list[Comparison]:
    """Put every result beside the target for the same indicator, unit and year."""
    figures = unit_figures(data.tables["figures"], data.table("units"))
    found, seen = [], set()
    for result in figures:
        described = (result["indicator"], result["unit_id"], result["period"], result["measure"])
        # A result that is printed again is no second result.
        if result["role"] != "realised" or not result["indicator"] or described in seen:
            continue
        seen.add(described)
        target = _target_for(result, figures, data)
        if target is not None and target[0] > 0:
            found.append(_comparison(result, *target, data))
    return found


def _target_for(
    result: UnitFigure, figures: list[UnitFigure], data: RoundData
) -> tuple[Fraction, str, tuple[str, ...], int] | None:
    """Find the printed target, or else add up the rooms' targets for a result of the whole organisation."""
    same = [
        figure
        for figure in figures
        if figure["role"] == "target"
        and figure["indicator"] == result["indicator"]
        and figure["measure"] == result["measure"]
        and figure["period"] == year(result["period"])
    ]
    printed = [figure for figure in same if figure["unit_id"] == result["unit_id"]]
    if printed:
        chosen = printed[0]
        return read_printed(chosen["printed"]).value, chosen["period"], (chosen["figure_id"],), 0
    kinds = dict(zip(data.table("units")["unit_id"], data.table("units")["kind"], strict=True))
    per_room = {figure["unit_id"]: figure for figure in reversed(same) if kinds.get(figure["unit_id"]) == "room"}
    rooms = list(per_room.values())[::-1]
    if rooms and result["measure"] in ADDITIVE and kinds.get(result["unit_id"]) == _WHOLE:
        total = sum((read_printed(room["printed"]).value for room in rooms), Fraction(0))
        return total, rooms[0]["period"], tuple(room["figure_id"] for room in rooms), len(rooms)
    return None


def _comparison(
    result: UnitFigure, target: Fraction, period: str, target_ids: tuple[str, ...], summed: int, data: RoundData
) -> Comparison:
    indicator = next(item for item in data.codebook.indicators if item.id == result["indicator"])
    return Comparison(
        indicator,
        unit_labels(data.table("units")).get(result["unit_id"], result["unit"]),
        target,
        read_printed(result["printed"]).value,
        period,
        result["period"],
        elapsed(result["period"]) if result["measure"] in ADDITIVE and indicator.cumulative else Fraction(1),
        (result["figure_id"], *target_ids),
        summed,
        result["provenance"],
        data.round.rules.schedule_margin,
        data.round.units_noun,
        _indicative(target_ids[0], data),
    )


def _indicative(target: str, data: RoundData) -> str:
    """Name the document of a target where that calls its targets indicative."""
    documents, figures = data.table("documents"), data.tables["figures"]
    document = figures.loc[figures["figure_id"] == target, "document"].iloc[0]
    called = documents.loc[documents["document"] == document, "targets"]
    return str(document) if "indicative" in set(called) else ""


def own_norm(document: str) -> str:
    """Say how a document that calls its targets indicative wants them read."""
    return (
        f"Document {document} noemt zijn doelen zelf indicatief: meer bij het een mag minder bij het ander goedmaken."
    )


def year(period: str) -> str:
    """Give the year of a period such as ``2017`` or ``2017-H1``."""
    found = re.match(r"\d{4}", period)
    return found.group() if found else period


def elapsed(period: str) -> Fraction:
    """Give the part of a year that a period covers: halves (H1) and quarters (Q1), otherwise the whole year."""
    if re.search(r"-H[12]$", period):
        return Fraction(1, 2)
    return Fraction(1, 4) if re.search(r"-Q[1-4]$", period) else Fraction(1)


def result_sentence(found: Comparison) -> str:
    """Say a result beside its target in plain Dutch."""
    part = found.realised_period.rpartition("-")[2]
    when = _WHEN.get(part, "In")
    rooms = f" (doel van {found.parts} samen)" if found.parts else ""
    where = f" bij {found.unit}" if found.unit else ""
    return (
        f"{when} {year(found.realised_period)} was{where} {number(float(found.realised))} van het doel "
        f"{number(float(found.target))} voor «{found.indicator.label.lower()}» "
        f"gehaald ({percent(float(found.share))}){rooms}."
    )
