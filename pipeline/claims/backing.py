"""What a sentence of the report can rest on: findings, evidence, audited figures, raw rows, phases and the round."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

import pandas as pd

from pipeline.claims.numbers import numbers_in
from pipeline.claims.text import Reference
from pipeline.contracts.loading import RoundData
from pipeline.contracts.tables import SECOND_CODINGS, TABLES
from pipeline.dutch import euro, number
from pipeline.evidence import COUNTS, SAYS
from pipeline.phases.registry import BY_ID
from pipeline.phases.results import derived
from pipeline.records import Record
from pipeline.statistics.formula import parse
from pipeline.triangulation import comparison
from pipeline.triangulation.negative_cases import AGAINST, CRITICAL, POSITIVE, strongest_first
from pipeline.triangulation.views import cells

ROUND, PHASE = "ronde", "fase-"
# What of a finding a sentence can be about, other than what it says: such a sentence is no statement of the finding.
FACETS = ("stemmen", "fasen", "tegen", "zekerheid")


# What the counts of published conclusions are called, by verdict.
_VERDICTS = {
    comparison.SAME: "zelfde",
    comparison.WEAKER: "zwakker",
    comparison.STRONGER: "sterker",
    comparison.NOT_SUPPORTED: "niet_gesteund",
    comparison.NO_ASSERTION: "geen_bewering",
}


class Kind(StrEnum):
    """What is referred to."""

    FINDING = "finding"
    EVIDENCE = "evidence"
    AUDIT = "audit"
    REPRODUCTION = "reproduction"
    ROW = "row"
    PHASE = "phase"
    ROUND = "round"


@dataclass(frozen=True)
class Backing:
    """Something that a sentence can rest on.

    Attributes
    ----------
    id : str
        How a sentence names it.
    kind : Kind
        What it is.
    says : str
        What it says, in Dutch, for a reader who asks "how do you know?".
    place : str
        Where it stands: a document with its locator, or a file and a key.
    numbers : frozenset of Fraction
        The numbers that it backs.
    counts : frozenset of Fraction
        Numbers about a finding (phases, voices, pieces of evidence): they back what is said about it, not what it says.
    question : str
        The question that it bears on, if any.
    direction : int or None
        Which way it points.
    """

    id: str
    kind: Kind
    says: str
    place: str = ""
    numbers: frozenset[Fraction] = frozenset()
    counts: frozenset[Fraction] = frozenset()
    question: str = ""
    direction: int | None = None


class Sources:
    """Everything in a round that a sentence can rest on, and every value that it can print.

    Parameters
    ----------
    data : RoundData
        A whole round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract that triangulation, evidence and audit make.
    """

    def __init__(self, data: RoundData, tables: Mapping[str, pd.DataFrame]) -> None:
        self.findings: dict[str, Record] = {row["finding_id"]: row for row in _rows(tables["findings"])}
        self.evidence: dict[str, Record] = {row["evidence_id"]: row for row in _rows(tables["evidence"])}
        # The raw rows that say a piece of evidence, those that only count in it, and the judgements on each finding.
        self.behind = _steps(tables["evidence_trace"], SAYS)
        self.counted = _steps(tables["evidence_trace"], COUNTS)
        self.judged = {
            name: [judged["judgement_id"] for judged in _rows(data.table("judgements")) if judged["question"] == about]
            for name, about in ((name, row["question"]) for name, row in self.findings.items())
        }
        self.backing: dict[str, Backing] = {}
        # Evidence rests on raw rows, and findings rest on evidence: in that order.
        for made in (
            _raw_rows(data),
            _figures(tables),
            _round(data),
            self._pieces(data),
            self._of_findings(data, tables),
        ):
            self.backing |= {found.id: found for found in made}
        # What stands below a check (its figures), below a recomputation, and below the verdict on a conclusion.
        self.below: dict[str, list[str]] = {
            **{row["check_id"]: row["figure_ids"].split() for row in _rows(tables["figure_audit"])},
            **{name: [name.removeprefix("R-")] for name in tables["reproduction"]["claim_id"]},
            **{row["published_id"]: row["evidence_ids"].split() for row in _rows(tables["comparison"])},
        }
        for row in _rows(derived(data)):
            own = self.backing[row["derived_id"]]
            value = "" if row["value"] is None else f": {_written(row['value'], row['measure'])}"
            says = f"{own.says}{value} (berekend: {row['formula']})"
            self.backing[row["derived_id"]] = replace(own, says=says, numbers=own.numbers | _numbers(row["value"]))
            self.below[row["derived_id"]] = sorted(parse(row["formula"]).names)
        self.below = {name: [key for key in keys if key in self.backing] for name, keys in self.below.items()}
        self.values = {"waarde": _values(data, tables), "gedrukt": _printed(tables)}
        self.years = _years(data)
        self.limits = data.round.limits
        self._rows = tables["evidence"]
        self.compared = {row["published_id"]: row for row in _rows(tables["comparison"])}
        self._cases, self._shares = _rows(tables["negative_cases"]), _rows(tables["voices"])
        self._together = {row["question"]: row for row in _rows(tables["joint_display"])}
        self._labels = data.codebook.labels

    def names_of(self, value: Fraction | None) -> list[str]:
        """List the names whose value is this number, so that somebody who typed it can have it computed."""
        return [name for name, (shown, _) in self.values["waarde"].items() if value in numbers_in(shown).values()]

    def about(self, reference: Reference) -> list[tuple[str, str]]:
        """Say, of a finding, what stands behind the side that a sentence names: texts, each with its place.

        Of the finding itself that is the strongest evidence for it, and the strongest against.
        """
        finding = self.findings[reference.id]
        cases = [row for row in self._cases if row["finding_id"] == reference.id]
        signs = {AGAINST: "Ertegen", POSITIVE: "Positief", CRITICAL: "Kritisch"}
        against = [self._said(row["evidence_id"], signs[row["side"]]) for row in cases if row["rank"] == 1]
        nothing = [("Daartegen is niets gevonden.", "")] if any(not row["evidence_id"] for row in cases) else []
        if reference.facet == "zekerheid":
            parts = ("limitations", "coherence", "adequacy", "relevance")
            reason = (finding["confidence_reason"], finding["confidence_researchers"])
            return [row for row in (reason, *((finding[part], "") for part in parts)) if row[0]]
        if reference.facet == "fasen":
            return [(self._together[finding["question"]]["text"], self._together[finding["question"]]["researchers"])]
        if reference.facet == "stemmen":
            shares = [row for row in self._shares if row["finding_id"] == reference.id and row["supporting"]]
            named = [f"{self._labels[row['voice']].lower()} ({row['supporting']})" for row in shares]
            return [row for row in ((finding["fragile"], ""), (f"Gedragen door {', '.join(named)}.", "")) if row[0]]
        if reference.facet == "tegen":
            return against or nothing
        direction = int(finding["direction"])
        if direction:
            here = self._rows[self._rows["question"] == finding["question"]]
            strongest = strongest_first(here[here["direction"] == direction], cells(here))[:1]
        else:
            strongest = []
        return [*(self._said(name, "Ervoor") for name in strongest), *against, *nothing]

    def _said(self, name: str, side: str) -> tuple[str, str]:
        """Give the first raw row behind a piece of evidence: what was said, for which side, and where it stands."""
        rows = [self.backing[key] for _, key in self.behind.get(name, []) if self.backing[key].says]
        found = rows[0] if rows else self.backing[name]
        return f"{side}: {found.says}", found.place

    def told(self, name: str) -> str:
        """Give the words that stand behind something, in lower case: its own, and those of the rows below it."""
        rows = [self.backing[key].says for _, key in self.behind.get(name, []) if key in self.backing]
        return " ".join([self.backing[name].says, *rows]).lower()

    def _pieces(self, data: RoundData) -> Iterable[Backing]:
        for name, row in self.evidence.items():
            behind = [self.backing[key] for _, key in self.behind.get(name, []) if key in self.backing]
            own = _numbers(row["statement"], row["n"], row["n_total"])
            numbers = own.union(*(raw.numbers for raw in behind))
            voice = data.codebook.labels[row["voice"]].lower()
            place = f"{BY_ID[row['phase']].label}, {voice}"
            direction = int(row["direction"])
            yield Backing(
                name,
                Kind.EVIDENCE,
                row["statement"],
                place,
                numbers,
                question=row["question"],
                direction=direction,
            )

    def _of_findings(self, data: RoundData, tables: Mapping[str, pd.DataFrame]) -> Iterable[Backing]:
        shares = {str(name): _rows(rows) for name, rows in tables["voices"].groupby("finding_id")}
        for name, row in self.findings.items():
            pieces = [self.backing[piece] for piece in row["evidence_ids"].split()]
            here = [self.evidence[piece.id] for piece in pieces]
            counts = [
                len(here),
                len({piece["phase"] for piece in here}),
                len({piece["voice"] for piece in here}),
                *(sum(piece["direction"] == sign for piece in here) for sign in (-1, 0, 1)),
                *(share[column] for share in shares.get(name, []) for column in ("supporting", "against", "neutral")),
            ]
            about = (row["limitations"], row["adequacy"], row["coherence"], row["confidence_reason"], *counts)
            yield Backing(
                name,
                Kind.FINDING,
                row["statement"],
                f"bevinding over {data.codebook.labels[row['question']].lower()}",
                _numbers(row["statement"]).union(*(piece.numbers for piece in pieces)),
                _numbers(*about),
                row["question"],
                int(row["direction"]),
            )


def _rows(table: pd.DataFrame) -> list[Record]:
    return list(table.to_dict("records"))


def _steps(trace: pd.DataFrame, role: str) -> dict[str, list[tuple[str, str]]]:
    chosen = trace[trace["role"] == role]
    return {
        str(name): [(row["file"], row["key"]) for row in _rows(steps)] for name, steps in chosen.groupby("evidence_id")
    }


def _numbers(*values: Any) -> frozenset[Fraction]:
    """Collect the numbers in texts and counts; what is missing has none."""
    found: set[Fraction] = set()
    for value in values:
        if isinstance(value, str):
            found |= set(numbers_in(value).values())
        elif not pd.isna(value):
            found.add(Fraction(value))
    return frozenset(found)


def _raw_rows(data: RoundData) -> Iterable[Backing]:
    """Give every raw row by its key; a figure also backs its period, such as a year."""
    for name, frame in data.tables.items():
        contract = TABLES[name]
        if contract is SECOND_CODINGS:  # it says something about a row of another table, by the same key
            continue
        for row in _rows(frame):
            key = str(row[contract.key])
            says = str(row.get("statement") or row.get("label") or row.get("title") or row.get("reason") or "")
            if "printed" in row:
                says = f"{row['quantity']}: {row['printed']}"
            where = f"document {row['document']}, {row['locator']}" if row.get("locator") else f"{contract.file}, {key}"
            cells = [row.get(column) for column in ("period", "date", "n", "n_total", "persons", "remark")]
            direction = row.get("direction")
            yield Backing(
                key,
                Kind.ROW,
                says,
                where,
                _numbers(says, *cells),
                question=str(row.get("question") or ""),
                direction=None if direction is None or pd.isna(direction) else int(direction),
            )


def _figures(tables: Mapping[str, pd.DataFrame]) -> Iterable[Backing]:
    for row in _rows(tables["figure_audit"]):
        texts = (row["printed"], row["explanation"], _decimal(row["recomputed"]))
        yield Backing(row["check_id"], Kind.AUDIT, row["explanation"], f"gedrukt: {row['printed']}", _numbers(*texts))
    for row in _rows(tables["reproduction"]):
        says = f"{row['quantity']}: {row['printed']}"
        texts = (row["printed"], row["period"], _decimal(row["recomputed"]))
        place = f"document {row['document']}, {row['locator']}"
        yield Backing(row["claim_id"], Kind.REPRODUCTION, says, place, _numbers(*texts))


def _years(data: RoundData) -> frozenset[Fraction]:
    """Give the years that the round is about: to name one is no claim."""
    texts = [data.round.title, data.round.period, *data.table("documents")["date"], *data.table("figures")["period"]]
    return frozenset(Fraction(year) for text in texts for year in re.findall(r"(?:19|20)\d\d", text))


def _decimal(text: str) -> Fraction | None:
    return Fraction(text) if text else None


def _round(data: RoundData) -> Iterable[Backing]:
    """Give the round as a whole, with its limits, and each of its phases."""
    round_ = data.round
    texts = (round_.title, round_.period, round_.summary, *round_.limits)
    yield Backing(ROUND, Kind.ROUND, round_.summary, f"raw/{data.round_id}/round.yml", _numbers(*texts))
    for phase in BY_ID.values():
        deployment = round_.phases[phase.id]
        says = phase.method if deployment.deployed else deployment.absence
        place = f"raw/{data.round_id}/round.yml"
        yield Backing(f"{PHASE}{phase.id}", Kind.PHASE, f"{phase.label}: {says}", place, _numbers(says))


def _values(data: RoundData, tables: Mapping[str, pd.DataFrame]) -> dict[str, tuple[str, str]]:
    """Give what ``waarde("naam")`` prints, and what stands behind it, by name.

    A figure is printed as the document prints it, unless other figures in the document add up to something else: then
    what they add up to counts. A derived figure has no print; counts of the round are there by name.
    """
    audit = tables["figure_audit"]
    wrong = audit[(audit["kind"] == "formula") & (audit["verdict"] == "inconsistent")]
    recomputed = {row["figure_ids"].split()[0]: row for row in _rows(wrong) if row["recomputed"]}
    measures = dict(zip(data.table("figures")["figure_id"], data.table("figures")["measure"], strict=True))
    values: dict[str, tuple[str, str]] = {}
    for row in _rows(tables["reproduction"]):
        name = row["claim_id"].removeprefix("R-")
        if name in recomputed:
            check = recomputed[name]
            values[name] = (_written(Fraction(check["recomputed"]), measures[name]), check["check_id"])
        else:
            values[name] = (row["printed"], row["claim_id"])
    for row in _rows(derived(data)):
        if row["value"] is not None:
            values[row["derived_id"]] = (_written(row["value"], row["measure"]), row["derived_id"])
    verdicts = tables["comparison"]["verdict"].value_counts()
    counts = {
        "aantal_bevindingen": len(tables["findings"]),
        "aantal_punten_bewijs": len(tables["evidence"]),
        "aantal_cijfers": len(tables["reproduction"]),
        "aantal_tegenspraken": int((audit["verdict"] == "inconsistent").sum()),
        "aantal_conclusies": len(tables["comparison"]),
        **{f"aantal_conclusies_{name}": int(verdicts.get(verdict, 0)) for verdict, name in _VERDICTS.items()},
    }
    return values | {name: (number(count), ROUND) for name, count in counts.items()}


def _printed(tables: Mapping[str, pd.DataFrame]) -> dict[str, tuple[str, str]]:
    """Give what ``gedrukt("naam")`` prints: a figure just as the document has it, also where it is contradicted."""
    rows = _rows(tables["reproduction"])
    return {row["claim_id"].removeprefix("R-"): (row["printed"], row["claim_id"]) for row in rows}


def _written(value: Fraction, measure: str) -> str:
    """Write a computed number as Dutch does, with no more digits than say something."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if measure == "euro":
        whole = exact.quantize(Decimal(1), ROUND_HALF_UP)
        return euro(whole if abs(exact) >= 100 else exact)
    decimals = 0 if value.denominator == 1 else 1 if abs(exact) >= 10 else 2 if abs(exact) >= Decimal("0.1") else 3
    return number(exact, decimals) + ("%" if measure == "procent" else "")
