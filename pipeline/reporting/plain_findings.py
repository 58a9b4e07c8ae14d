"""A finding in plain words, for the panel: what we found, how sure, who said so, who said otherwise, and where."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from pipeline.addresses import theme_page
from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.dutch import count_noun, listed
from pipeline.evidence.table import EvidenceRow
from pipeline.phases.declarations import BY_ID
from pipeline.records import rows_of
from pipeline.reporting.evidence_views import how_many
from pipeline.reporting.finding_words import SURE
from pipeline.reporting.trace import Behind, behind
from pipeline.rules import Rules
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.negative_cases import AGAINST, CRITICAL, POSITIVE, NegativeCaseRow, strongest_first
from pipeline.triangulation.robustness import VOICE, Outcome, RobustnessRow
from pipeline.triangulation.views import cells

_TOGETHER = {
    "agreement": "Daar staat hetzelfde in.",
    "partial agreement": "Daar staat voor een deel hetzelfde in.",
    "dissonance": "Die spreken elkaar tegen.",
}
_PICTURE = {"1": "positief", "0": "gemengd", "-1": "kritisch"}
_STRONGEST = {
    AGAINST: "Het sterkste punt ertegen",
    POSITIVE: "Het sterkste positieve punt",
    CRITICAL: "Het sterkste kritische punt",
}


@dataclass(frozen=True)
class Point:
    """One thing that somebody said or that a document shows: the text, who and how many, and where that stands."""

    text: str
    who: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PlainFinding:
    """A finding for the panel.

    Attributes
    ----------
    id, theme, label, question, statement : str
        The finding, the label of its theme, its name, what was asked, and what was found.
    sure : str
        How sure it is, in a sentence.
    why : tuple of str
        Why it is not more sure or less, in a few short sentences.
    careful : tuple of str
        What it hangs on; empty for most findings.
    groups : tuple of (str, str)
        Each group that spoke, with how many points it brought in.
    who, otherwise : str
        In one sentence who said so, and who said otherwise.
    strongest : tuple of (str, Markup)
        Of each other side a heading and its strongest point, or where was looked in vain.
    evidence : tuple of (str, tuple of Point)
        All evidence, by which way it points.
    page : str
        Address of the finding on its theme's page.
    """

    id: str
    theme: str
    label: str
    question: str
    statement: str
    sure: str
    why: tuple[str, ...]
    careful: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]
    who: str
    otherwise: str
    strongest: tuple[tuple[str, Markup], ...]
    evidence: tuple[tuple[str, tuple[Point, ...]], ...]
    page: str

    @property
    def running(self) -> str:
        """The sentences of its page, without those about groups: their names are as long as they are."""
        return " ".join([self.question, self.statement, self.sure, *self.why, *self.careful])

    @property
    def points(self) -> int:
        """How many points of evidence there are."""
        return sum(len(points) for _, points in self.evidence)


def plain_findings(data: RoundData, tables: Mapping[str, pd.DataFrame]) -> list[PlainFinding]:
    """Say every finding of a round in plain words, in reading order.

    Parameters
    ----------
    data : RoundData
        The round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract that triangulation makes, with evidence and its trace.
    """
    sources = behind(data, tables["evidence_trace"])
    return [_plain(row, data, tables, sources) for row in rows_of(tables["findings"], FindingRow)]


def _plain(finding: FindingRow, data: RoundData, tables: Mapping[str, pd.DataFrame], sources: Behind) -> PlainFinding:
    book = data.codebook
    question = book.question_by_id[finding["question"]]
    evidence = tables["evidence"][tables["evidence"]["question"] == question.id]
    cases, left_out = (
        tables[name][tables[name]["finding_id"] == finding["finding_id"]] for name in ("negative_cases", "robustness")
    )
    direction = int(finding["direction"])
    return PlainFinding(
        id=finding["finding_id"],
        theme=book.labels[finding["theme"]],
        label=question.label,
        question=question.question,
        statement=finding["statement"],
        sure=SURE[finding["confidence"]],
        why=tuple(_why(finding, evidence)),
        careful=tuple(_careful(left_out, evidence, data)),
        groups=tuple(_groups(evidence, direction, book)),
        who=_who(evidence, direction, book),
        otherwise=_otherwise(evidence, direction, book),
        strongest=tuple(_strongest(cases, evidence, book, sources)),
        evidence=tuple(_evidence(evidence, direction, book, sources, data.round.rules)),
        page=theme_page(finding["theme"], finding["finding_id"]),
    )


def _why(finding: FindingRow, evidence: pd.DataFrame) -> Iterator[str]:
    """Say what a finding was found in, whether that gives one picture, and when we only read a report of it."""
    phases = [phase for phase in BY_ID.values() if phase.id in set(evidence["phase"])]
    if len(phases) == 1:
        yield f"Dit komt alleen uit {phases[0].plain}. Wij konden het nergens naast leggen."
    else:
        yield f"Dit komt uit {listed([phase.plain for phase in phases])}. {_TOGETHER[finding['convergence']]}"
    if set(evidence["provenance"]) <= {"published", "reconstructed"} and any(phase.people for phase in phases):
        yield "Wij lazen erover in rapporten. De gesprekken zelf hoorden wij niet."


def _careful(left_out: pd.DataFrame, evidence: pd.DataFrame, data: RoundData) -> Iterator[str]:
    """Say what a finding can't do without, and what was kept out of it."""
    question = evidence["question"].iloc[0]
    for withheld in data.round.withheld:
        if withheld.question == question:
            yield f"Wat in de {BY_ID[withheld.phase].plain} is gezegd, telt niet mee: {withheld.reason.rstrip('.')}."
    turned: dict[str, list[str]] = {}
    places = [set(rows) for _, rows in evidence.groupby("phase")["evidence_id"]]
    for row in rows_of(left_out[left_out["outcome"].isin([Outcome.TURNS, Outcome.VANISHES])], RobustnessRow):
        group = row["left_out_kind"] == VOICE
        if group and set(evidence["evidence_id"][evidence["voice"] == row["left_out"]]) in places:
            continue  # whoever says all that was found in one place is left out with that place
        name = data.codebook.labels[row["left_out"]].lower() if group else f"de {BY_ID[row['left_out']].plain}"
        if row["outcome"] == Outcome.TURNS:
            turned.setdefault(str(row["direction"]), []).append(name)
        elif group:
            yield f"Dit komt van maar één groep: {name}."
    for direction, names in turned.items():
        yield f"Tellen wij {listed(names, 'of')} niet mee, dan is het beeld {_PICTURE[direction]}."


def _sides(evidence: pd.DataFrame, direction: int) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Count by group what points each way: for, against and neutral; of a mixed finding positive, critical, neutral."""
    sign = direction or 1
    ways = (Counter[str](evidence["voice"][evidence["direction"] == way]) for way in (sign, -sign, 0))
    for_it, against, neutral = ways
    return for_it, against, neutral


def _groups(evidence: pd.DataFrame, direction: int, book: Codebook) -> Iterator[tuple[str, str]]:
    for_it, against, neutral = _sides(evidence, direction)
    words = ("ervoor", "ertegen", "neutraal") if direction else ("positief", "kritisch", "neutraal")
    everybody = for_it + against + neutral
    for voice in sorted(everybody, key=lambda name: (-for_it[name], -everybody[name], name)):
        counts = [(side[voice], word) for side, word in zip((for_it, against, neutral), words, strict=True)]
        yield book.labels[voice], ", ".join(f"{count} {word}" for count, word in counts if count)


def _who(evidence: pd.DataFrame, direction: int, book: Codebook) -> str:
    for_it, against, _ = _sides(evidence, direction)
    if direction:
        return f"Dit zeggen vooral {_named(for_it, book)}."
    return f"Positief zijn vooral {_named(for_it, book)}. Kritisch zijn vooral {_named(against, book)}."


def _otherwise(evidence: pd.DataFrame, direction: int, book: Codebook) -> str:
    _, against, _ = _sides(evidence, direction)
    if direction == 0:
        return "Niet iedereen denkt hier hetzelfde over."
    return f"Iets anders zeggen {_named(against, book)}." if against else "Wij vonden niemand die iets anders zegt."


def _named(counts: Counter[str], book: Codebook) -> str:
    """Name the three groups with the most points, with their number."""
    most = sorted(counts, key=lambda name: (-counts[name], name))[:3]
    return ", ".join(f"{book.labels[voice].lower()} ({_points(counts[voice])})" for voice in most) or "geen groepen"


def _points(count: int) -> str:
    return count_noun(count, "punt", "punten")


def _strongest(
    cases: pd.DataFrame, evidence: pd.DataFrame, book: Codebook, sources: Behind
) -> Iterator[tuple[str, Markup]]:
    by_id = {row["evidence_id"]: row for row in rows_of(evidence, EvidenceRow)}
    for side, rows in cases.groupby("side", sort=False):
        first = rows_of(rows, NegativeCaseRow)[0]
        if first["evidence_id"]:
            point = _point(by_id[first["evidence_id"]], book, sources)
            text, place = next(iter(point.places), (point.text, ""))
            where = f"; {place}" if place else ""
            said = Markup("{} <span class='muted'>({}{})</span>").format(text, point.who, where)
        else:
            said = Markup("{}").format(_in_vain(first["looked_in"]))
        yield _STRONGEST[str(side)], said


def _in_vain(text: str) -> str:
    """Say where was looked, from ``phase:number`` pairs."""
    places = [part.split(":") for part in text.split()]
    named = [f"de {BY_ID[phase].plain} ({_points(int(n))})" for phase, n in places]
    return f"Niets gevonden. Wij zochten in {listed(named)}."


def _evidence(
    evidence: pd.DataFrame, direction: int, book: Codebook, sources: Behind, rules: Rules
) -> Iterator[tuple[str, tuple[Point, ...]]]:
    """Give all evidence, the strongest first: what supports a finding is never shown without the rest."""
    by_id = {row["evidence_id"]: row for row in rows_of(evidence, EvidenceRow)}
    here = cells(evidence, rules)
    titles = ("Wat dit steunt", "Wat dit tegenspreekt") if direction else ("Wat positief is", "Wat kritisch is")
    for way, title in zip((direction or 1, -(direction or 1), 0), (*titles, "Wat neutraal is"), strict=True):
        names = strongest_first(evidence[evidence["direction"] == way], here)
        yield title, tuple(_point(by_id[name], book, sources) for name in names)


def _point(row: EvidenceRow, book: Codebook, sources: Behind) -> Point:
    group, found_in = book.labels[row["voice"]], BY_ID[row["phase"]].plain
    who = [group, "" if found_in in group.lower() else found_in, how_many(row)]
    return Point(row["statement"], ", ".join(part for part in who if part), tuple(sources.get(row["evidence_id"], ())))
