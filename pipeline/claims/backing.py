"""What a sentence of the report can rest on: findings, evidence, audited figures, raw rows, phases and the round."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from pipeline.audit.basis import outcome
from pipeline.audit.counts import SUM_OF_PERCENTAGES
from pipeline.audit.derived import DerivedFigure, derived
from pipeline.audit.reproduction import CheckRow, ReproductionRow
from pipeline.claims import values
from pipeline.claims.numbers import numbers_in
from pipeline.claims.shares import counted
from pipeline.claims.values import ROUND
from pipeline.contracts.loading import RoundData
from pipeline.contracts.round_tables import SENTENCES
from pipeline.contracts.rows import FigureRow, JudgementRow
from pipeline.dutch import quantity
from pipeline.evidence.table import COUNTS, SAYS, EvidenceRow, TraceRow
from pipeline.evidence.without_counts import statement, without_number
from pipeline.phases.declarations import BY_ID
from pipeline.phases.gathering import not_to_be_told
from pipeline.records import records, rows_of
from pipeline.statistics.formula import parse, parse_all
from pipeline.triangulation.comparison import ComparedRow
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.robustness import ShareRow

PHASE = "fase-"
# What of a finding a sentence can be about, other than what it says: such a sentence is no statement of the finding.
FACETS = ("stemmen", "fasen", "tegen", "zekerheid")


class BackingKind(StrEnum):
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
    kind : BackingKind
        What it is.
    says : str
        What it says, in Dutch, for a reader who asks "how do you know?".
    place : str
        Where it stands: a document with its locator, or a file and a key.
    numbers : frozenset of Fraction
        The numbers that it backs.
    counts : frozenset of Fraction
        Numbers about a finding (phases, voices, pieces of evidence): they back what is said about it, not what it says.
    said : frozenset of Fraction
        Of `numbers` those that also back what is made of several rows: not how many said this one.
    question : str
        The question that it bears on, if any.
    direction : int or None
        Which way it points.
    """

    id: str
    kind: BackingKind
    says: str
    place: str = ""
    numbers: frozenset[Fraction] = frozenset()
    counts: frozenset[Fraction] = frozenset()
    said: frozenset[Fraction] = frozenset()
    question: str = ""
    direction: int | None = None


def _measured(row: FigureRow) -> bool:
    """Tell whether a figure says how something was at a moment; a target says how it should be."""
    return row["period"] != "" and row["role"] != "target"


def of_two_moments(data: RoundData, behind: Mapping[str, list[tuple[str, str]]]) -> frozenset[str]:
    """Give the evidence that says how something was at two moments: figures of two periods, or scores at both."""
    at = {row["figure_id"]: row["period"] for row in rows_of(data.table("figures"), FigureRow) if _measured(row)}
    paired = {name for name, table in data.contracts.items() if any(column.moment for column in table.columns)}
    return frozenset(
        name
        for name, rows in behind.items()
        if len({at[key] for _, key in rows if key in at}) > 1
        or any(PurePosixPath(file).stem in paired for file, _ in rows)
    )


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
        self.findings = {row["finding_id"]: row for row in rows_of(tables["findings"], FindingRow)}
        self.evidence = {row["evidence_id"]: row for row in rows_of(tables["evidence"], EvidenceRow)}
        self.compared = {row["published_id"]: row for row in rows_of(tables["comparison"], ComparedRow)}
        # The raw rows that say a piece of evidence, those that only count in it, and the judgements on each finding.
        self.behind = _steps(tables["evidence_trace"], SAYS)
        quoted = {name for name, table in data.contracts.items() if table.quoted}
        # Of those the rows that say something by themselves, not a question without its answer.
        self.quoted = {
            name: [key for file, key in rows if PurePosixPath(file).stem in quoted]
            for name, rows in self.behind.items()
        }
        self.counted = _steps(tables["evidence_trace"], COUNTS)
        judgements = rows_of(data.table("judgements"), JudgementRow)
        self.judged = {
            name: [judged["judgement_id"] for judged in judgements if judged["question"] == row["question"]]
            for name, row in self.findings.items()
        }
        self.asked = {question.id: question.question for question in data.codebook.questions}
        self.called = {question.id: question.label for question in data.codebook.questions}
        self.written = frozenset(data.table("sentences")["sentence_id"])
        self.rules, self.areas, self.voices = data.round.rules, data.round.areas, data.codebook.voices
        # Evidence that rests on measurements at more than one moment: what it says can be a trend.
        self.two_moments = of_two_moments(data, self.behind)
        # How figures came out of the audit, by every name that a sentence can give them.
        self.came_out = {
            f"{kind}{row['claim_id'].removeprefix('R-')}": outcome(row["verdict"], row["basis"])
            for row in rows_of(tables["reproduction"], ReproductionRow)
            for kind in ("", "R-", "A-formula-")
        }
        self.backing: dict[str, Backing] = {}
        # Evidence rests on raw rows, and findings rest on evidence: in that order.
        for made in (
            _raw_rows(data),
            _not_to_be_told(data, without_number(tables["values"])),
            _figures(tables),
            _round(data),
            self._pieces(data),
            self._of_findings(data, tables),
        ):
            self.backing |= {found.id: found for found in made}
        # What each piece of evidence counts, and of whom.
        self.shares = counted(tables, {name: self.told(name) for name in self.evidence})
        # What stands below a figure (those it follows from or belongs to), below a check (its figures), below a
        # recomputation, and below the verdict on a conclusion.
        self.below: dict[str, list[str]] = {
            **{row["figure_id"]: _figures_below(row) for row in rows_of(data.table("figures"), FigureRow)},
            **{row["check_id"]: row["figure_ids"].split() for row in rows_of(tables["figure_audit"], CheckRow)},
            **{name: [name.removeprefix("R-")] for name in tables["reproduction"]["claim_id"]},
            **{name: row["evidence_ids"].split() for name, row in self.compared.items()},
        }
        for row in rows_of(derived(data), DerivedFigure):
            own = self.backing[row["derived_id"]]
            value = "" if row["value"] is None else f": {quantity(row['value'], row['measure'])}"
            says = f"{own.says}{value} (berekend: {row['formula']})"
            self.backing[row["derived_id"]] = replace(own, says=says, numbers=own.numbers | _numbers(row["value"]))
            self.below[row["derived_id"]] = list(parse(row["formula"]).operands)
        # Percentages of one question rest on nothing of each other, but are held against each other.
        self.held_against = {
            name: row["check_id"]
            for row in rows_of(tables["figure_audit"], CheckRow)
            if row["kind"] == SUM_OF_PERCENTAGES
            for name in row["figure_ids"].split()
        }
        self.below = {name: [key for key in keys if key in self.backing] for name, keys in self.below.items()}
        self.values = {"waarde": values.computed(data, tables), "gedrukt": values.printed(tables)}
        self.years = _years(data)
        self.limits = data.round.limits

    def names_of(self, value: Fraction | None, named: Iterable[str], noun: str) -> list[str]:
        """List the names that print a number that somebody typed: never a number of something else.

        Parameters
        ----------
        value : fractions.Fraction or None
            The number.
        named : iterable of str
            What the sentence names: only a number of that, or of what it rests on, can be meant.
        noun : str
            The word behind the number, in lower case; a number of something else than that is not meant.
        """
        under = self._under(named)
        units = {printed.unit for printed in self.values["waarde"].values()}
        return [
            name
            for name, printed in self.values["waarde"].items()
            if (name in under or printed.behind in under)
            and (printed.unit == noun or noun not in units)
            and value in numbers_in(printed.text).values()
        ]

    def _under(self, names: Iterable[str]) -> set[str]:
        """Give what is named and everything that it rests on."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.findings[name]["evidence_ids"].split() if name in self.findings else []
                waiting += [key for _, key in self.behind.get(name, [])]
                waiting += self.below.get(name, [])
        return found

    def told(self, name: str) -> str:
        """Give the words that stand behind something, in lower case: its own, and those of the rows below it."""
        rows = [self.backing[key].says for _, key in self.behind.get(name, []) if key in self.backing]
        return " ".join([self.backing[name].says, *rows]).lower()

    def _pieces(self, data: RoundData) -> Iterable[Backing]:
        for name, row in self.evidence.items():
            behind = [self.backing[key] for _, key in self.behind.get(name, []) if key in self.backing]
            own = _numbers(row["statement"], row["quality"], row["n"], row["n_total"])
            numbers = own.union(*(raw.said for raw in behind))
            voice = data.codebook.labels[row["voice"]].lower()
            place = f"{BY_ID[row['phase']].label}, {voice}"
            direction = int(row["direction"])
            yield Backing(
                name,
                BackingKind.EVIDENCE,
                row["statement"],
                place,
                numbers,
                question=row["question"],
                direction=direction,
            )

    def _of_findings(self, data: RoundData, tables: Mapping[str, pd.DataFrame]) -> Iterable[Backing]:
        shares = {str(name): rows_of(rows, ShareRow) for name, rows in tables["voices"].groupby("finding_id")}
        for name, row in self.findings.items():
            pieces = [self.backing[piece] for piece in row["evidence_ids"].split()]
            here = [self.evidence[piece.id] for piece in pieces]
            counts = [
                len(here),
                len({piece["phase"] for piece in here}),
                len({piece["voice"] for piece in here}),
                *(sum(piece["direction"] == sign for piece in here) for sign in (-1, 0, 1)),
                *(count for share in shares.get(name, []) for count in _counted(share)),
            ]
            about = (row["limitations"], row["adequacy"], row["coherence"], row["confidence_reason"], *counts)
            yield Backing(
                name,
                BackingKind.FINDING,
                row["statement"],
                f"bevinding over {data.codebook.labels[row['question']].lower()}",
                frozenset[Fraction]().union(*(piece.numbers for piece in pieces)),
                _numbers(*about),
                question=row["question"],
                direction=int(row["direction"]),
            )


def _figures_below(figure: FigureRow) -> list[str]:
    """List the figures that a figure follows from, repeats, or is the spread of."""
    operands = dict.fromkeys(name for formula in parse_all(figure["formula"]) for name in formula.operands)
    return [*operands, *filter(None, [figure["same_as"], figure["sd_of"]])]


def _counted(share: ShareRow) -> tuple[int, int, int]:
    return share["supporting"], share["against"], share["neutral"]


def _steps(trace: pd.DataFrame, role: str) -> dict[str, list[tuple[str, str]]]:
    steps: dict[str, list[tuple[str, str]]] = {}
    for row in rows_of(trace, TraceRow):
        if row["role"] == role:
            steps.setdefault(row["evidence_id"], []).append((row["file"], row["key"]))
    return steps


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
    """Give every raw row by its key; a figure also backs its period, such as a year.

    Rows of people can be followed too: what they say here is what they are about, and none of the words in them.
    """
    for name, frame in (*data.tables.items(), *data.of_people.items()):
        contract = data.contracts[name]
        # What says something about a row of another table, by its key; and what is a claim itself.
        if contract.by_name[contract.key].references or name == SENTENCES.name:
            continue
        columns = [column.name for column in contract.columns if column.backs]
        question, direction = (next(iter(contract.with_rule(rule)), "") for rule in ("question", "direction"))
        for row in records(frame):
            key = str(row[contract.key])
            says = contract.text(row)
            made_of_several = [column for column in columns if not (contract.is_statements and column == "n")]
            points = row[direction] if direction else None
            yield Backing(
                key,
                BackingKind.ROW,
                says,
                contract.place(row),
                _numbers(says, *(row[column] for column in columns)),
                said=_numbers(says, *(row[column] for column in made_of_several)),
                question=str(row[question]) if question else "",
                direction=None if points is None or pd.isna(points) else int(points),
            )


def _not_to_be_told(data: RoundData, hidden: Collection[str]) -> Iterable[Backing]:
    """Give what was collected and points no way that can be told: a sentence may say what it is, and no direction.

    Of what is `hidden` it is not said how many people that are.
    """
    for row in rows_of(not_to_be_told(data).rows, EvidenceRow):
        if row["evidence_id"] in hidden:
            row["statement"] = statement(row | {"direction": pd.NA}, data.codebook)
        place = f"{BY_ID[row['phase']].label}, {data.codebook.labels[row['voice']].lower()}"
        numbers = _numbers(row["statement"], row["quality"], row["n_total"])
        yield Backing(
            row["evidence_id"],
            BackingKind.ROW,
            row["statement"],
            place,
            numbers,
            said=numbers,
            question=row["question"],
        )


def _figures(tables: Mapping[str, pd.DataFrame]) -> Iterable[Backing]:
    for check in rows_of(tables["figure_audit"], CheckRow):
        texts = (check["printed"], check["explanation"], _decimal(check["recomputed"]))
        place = f"gedrukt: {check['printed']}"
        yield Backing(check["check_id"], BackingKind.AUDIT, check["explanation"], place, _numbers(*texts))
    for row in rows_of(tables["reproduction"], ReproductionRow):
        says = f"{row['quantity']}: {row['printed']}"
        texts = (row["printed"], row["period"], _decimal(row["recomputed"]))
        place = f"document {row['document']}, {row['locator']}"
        yield Backing(row["claim_id"], BackingKind.REPRODUCTION, says, place, _numbers(*texts))


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
    yield Backing(ROUND, BackingKind.ROUND, round_.summary, f"raw/{data.round_id}/round.yml", _numbers(*texts))
    for phase in BY_ID.values():
        deployment = round_.deployment(phase.id)
        says = phase.method if deployment.deployed else deployment.absence
        place = f"raw/{data.round_id}/round.yml"
        yield Backing(f"{PHASE}{phase.id}", BackingKind.PHASE, f"{phase.label}: {says}", place, _numbers(says))
