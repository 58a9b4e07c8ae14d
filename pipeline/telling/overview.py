"""What was found at a glance: the answer of the round in a sentence a direction, and all findings in one picture."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from pipeline import addresses
from pipeline.blocks import Mark
from pipeline.claims.text import parse
from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import SentenceRow
from pipeline.dutch import listed
from pipeline.phases.declarations import BY_ID
from pipeline.records import rows_of
from pipeline.telling import finding_words, words
from pipeline.triangulation import confidence
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.views import cells
from pipeline.triangulation.weighing import weigh

_FIRM = frozenset({"high", "moderate"})
_PICTURE = {1: "positief", 0: "gemengd", -1: "kritisch"}


@dataclass(frozen=True)
class Answer:
    """What the round says of one direction: its mark, the sentence, and whether somebody wrote it."""

    mark: Mark
    sentence: str
    written: bool


@dataclass(frozen=True)
class Row:
    """A question of the picture.

    Attributes
    ----------
    label, page, short : str
        Its name, the page of its finding, and what was found in a few words; `page` is empty where nothing was found.
    direction : Mark or None
        Which way the finding points.
    sure : str
        How sure it is.
    phases : tuple of Mark
        What each phase says, or why it says nothing.
    """

    label: str
    page: str
    short: str
    direction: Mark | None
    sure: str
    phases: tuple[Mark, ...]


@dataclass(frozen=True)
class Overview:
    """All findings of a round in one picture: the phases that were deployed, and the rows of each theme."""

    phases: tuple[str, ...]
    themes: tuple[tuple[str, tuple[Row, ...]], ...]


def answers(data: RoundData, tables: Mapping[str, pd.DataFrame]) -> list[Answer]:
    """Answer the question of the round: what goes well, what is mixed and what is critical.

    A sentence that somebody wrote stands while every finding that it names points its way; else the findings are
    listed. A direction without findings has no sentence.

    Parameters
    ----------
    data : RoundData
        The round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract; of these `findings`.
    """
    findings = {row["finding_id"]: row for row in rows_of(tables["findings"], FindingRow)}
    wrote = {
        int(row["direction"]): row for row in rows_of(data.table("sentences"), SentenceRow) if row["subject"] == "round"
    }
    return list(_answers(findings, wrote, data))


def _answers(findings: Mapping[str, FindingRow], wrote: Mapping[int, SentenceRow], data: RoundData) -> Iterator[Answer]:
    for direction in (1, 0, -1):
        here = [row for row in findings.values() if row["direction"] == direction]
        if not here:
            continue
        sentence = _written(wrote.get(direction), direction, findings)
        listing = f"Het beeld {_verb(here)} {_PICTURE[direction]} over: {_labels(here, data)}."
        yield Answer(Mark(_PICTURE[direction], words.direction(direction).kind), sentence or listing, bool(sentence))


def _written(row: SentenceRow | None, direction: int, findings: Mapping[str, FindingRow]) -> str:
    """Give the sentence that somebody wrote, without what it refers to; empty where a finding that it names turned."""
    if row is None:
        return ""
    [sentence] = parse(row["sentence"], "").sentences
    named = [findings.get(reference.id) for reference in sentence.references if reference.id.startswith("F-")]
    holds = all(finding is not None and finding["direction"] == direction for finding in named)
    return sentence.text if holds else ""


def _verb(findings: list[FindingRow]) -> str:
    """Say "is" of what is sure, "lijkt" of what is not, and both of a mix."""
    sure = [finding["confidence"] in _FIRM for finding in findings]
    return "is" if all(sure) else "is of lijkt" if any(sure) else "lijkt"


def _labels(findings: list[FindingRow], data: RoundData) -> str:
    return listed([data.codebook.labels[finding["question"]].lower() for finding in findings])


def of_themes(data: RoundData) -> dict[str, str]:
    """Give the sentence that somebody wrote of each theme, by the theme's id, without what it refers to."""
    return {
        row["about"]: next(iter(parse(row["sentence"], "").sentences)).text
        for row in rows_of(data.table("sentences"), SentenceRow)
        if row["subject"] == "theme"
    }


def overview(data: RoundData, tables: Mapping[str, pd.DataFrame]) -> Overview:
    """Put all findings in one picture: a row a question, what each phase says on it, in a few words, and how sure.

    Parameters
    ----------
    data : RoundData
        The round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract; of these `findings` and `evidence`.
    """
    deployed = [phase for phase in BY_ID.values() if data.round.deployment(phase.id).deployed]
    scope = Scope.of(data.round, data.codebook, tuple(phase.id for phase in deployed))
    weighable = cells(tables["evidence"], data.round.rules)
    findings = {row["question"]: row for row in rows_of(tables["findings"], FindingRow)}
    themes = []
    for theme in data.codebook.themes:
        rows = [
            _row(
                data.codebook.labels[question.id],
                findings.get(question.id),
                tuple(finding_words.view(view) for view in weigh(question, weighable, scope).views),
            )
            for question in scope.questions(theme.id)
        ]
        if rows:
            themes.append((theme.label, tuple(rows)))
    return Overview(tuple(phase.label for phase in deployed), tuple(themes))


def _row(label: str, finding: FindingRow | None, phases: tuple[Mark, ...]) -> Row:
    if finding is None:
        return Row(label, "", "niets gevonden", None, "", phases)
    return Row(
        label=label,
        page=addresses.finding_page(finding["finding_id"]),
        short=finding["short"],
        direction=words.direction(int(finding["direction"])),
        sure=confidence.DUTCH[finding["confidence"]],
        phases=phases,
    )
