"""What was found at a glance: the answer of the round in a sentence a direction, and all findings in one picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline import addresses
from pipeline.blocks import Mark
from pipeline.claims.written import plain, stands
from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import SentenceRow
from pipeline.dutch import PICTURE, listed, several
from pipeline.phases.declarations import BY_ID
from pipeline.phases.gathering import undecided
from pipeline.records import rows_of
from pipeline.telling import finding_words, words
from pipeline.telling.exceptions import Exceptional, exceptions
from pipeline.triangulation import confidence
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.scope import Known, Scope
from pipeline.triangulation.sentences import ROUND, THEME
from pipeline.triangulation.views import Status, cells
from pipeline.triangulation.weighing import weigh

_FIRM = frozenset({"high", "moderate"})
_UNCLEAR = "very low"


@dataclass(frozen=True)
class Answer:
    """What the round says of one direction.

    Attributes
    ----------
    mark : Mark
        The direction.
    sentence : str
        The answer.
    written, made : bool
        Whether somebody wrote some of it, and whether klankbord made some of it.
    exceptions : tuple of Exceptional
        What clearly points another way within the findings that it is about.
    pages : tuple of str
        The page of each finding that it is about.
    """

    mark: Mark
    sentence: str
    written: bool
    made: bool
    exceptions: tuple[Exceptional, ...] = ()
    pages: tuple[str, ...] = ()

    @property
    def except_for(self) -> str:
        """The exceptions in a few words, without counts, a sentence a finding; empty where there are none."""
        places: dict[str, dict[str, None]] = {}
        for each in self.exceptions:
            places.setdefault(each.finding, {})[each.where] = None
        return " ".join(
            f"Binnen {finding.lower()} anders: {several([where for where in wheres if where])}."
            for finding, wheres in places.items()
        )


def all_exceptions(found: Sequence[Answer]) -> tuple[Exceptional, ...]:
    """Give what clearly points another way than the answers, apart from them: below one it would seem a part of it."""
    return tuple(said for answer in found for said in answer.exceptions)


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

    A sentence that somebody wrote stands while every finding that it names points its way; else the sentences that
    somebody wrote of its findings do, and the other findings are listed. A direction without findings has no sentence.
    Whatever the sentence, what clearly points another way within its findings stands below it.

    Parameters
    ----------
    data : RoundData
        The round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract; of these `findings`, `evidence` and `groups`.
    """
    scope = _scope(data)
    weighable = cells(tables["evidence"], data.round.rules)
    findings = {row["finding_id"]: row for row in rows_of(tables["findings"], FindingRow)}
    wrote = {int(row["direction"]): row for row in _standing(data, findings) if row["subject"] == ROUND}
    found = []
    for direction in (1, 0, -1):
        here = [row for row in findings.values() if row["direction"] == direction]
        if here:
            own, made = _sentences(here, plain(wrote[direction]) if direction in wrote else "", data)
            beside = tuple(
                said
                for question in (data.codebook.question_by_id[row["question"]] for row in here)
                for said in exceptions(
                    question, weigh(question, weighable, scope), tables["evidence"], tables["groups"]
                )
            )
            mark = words.picture(direction)
            pages = tuple(addresses.finding_page(row["finding_id"]) for row in here)
            found.append(Answer(mark, " ".join([*made, *own]), bool(own), bool(made or beside), beside, pages))
    return found


def _sentences(findings: list[FindingRow], of_round: str, data: RoundData) -> tuple[list[str], list[str]]:
    """Give what somebody wrote of findings of one direction, and what klankbord makes of those of which nobody did."""
    if of_round:
        return [of_round], []
    neutral = [row for row in findings if not row["written_by"]]
    own = [row["statement"] for row in findings if row["written_by"]]
    if not neutral:
        return own, []
    direction = PICTURE[int(neutral[0]["direction"])]
    # The sentence of a finding that nobody can lean on says that it is not clear, and so does this one.
    unclear = [row for row in neutral if row["confidence"] == _UNCLEAR]
    clear = [row for row in neutral if row not in unclear]
    made = [f"Het beeld {_verb(clear)} {direction} over: {_labels(clear, data)}."] if clear else []
    return own, made + ([f"Nog niet duidelijk is het beeld over: {_labels(unclear, data)}."] if unclear else [])


def _scope(data: RoundData) -> Scope:
    deployed = tuple(phase for phase in BY_ID if data.round.deployment(phase).deployed)
    return Scope.of(data.round, data.codebook, deployed, Known(undecided=undecided(data)))


def who_wrote(found: Sequence[Answer]) -> str:
    """Say whether klankbord made the answers, or a part of them; empty when somebody wrote all of it."""
    if not any(answer.made for answer in found):
        return ""
    some = any(answer.written for answer in found)
    return f"{'Een deel van deze zinnen' if some else 'Deze zinnen'} maakte klankbord zelf."


def _standing(data: RoundData, findings: Mapping[str, FindingRow]) -> list[SentenceRow]:
    return [row for row in rows_of(data.table("sentences"), SentenceRow) if stands(row, findings, data.codebook)]


def _verb(findings: list[FindingRow]) -> str:
    """Say "is" of what is sure, "lijkt" of what is not, and both of a mix."""
    sure = [finding["confidence"] in _FIRM for finding in findings]
    return "is" if all(sure) else "is of lijkt" if any(sure) else "lijkt"


def _labels(findings: list[FindingRow], data: RoundData) -> str:
    return listed([data.codebook.labels[finding["question"]].lower() for finding in findings])


def of_themes(data: RoundData, tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Give the sentence that somebody wrote of each theme, by the theme's id; parameters as for `answers`."""
    findings = {row["finding_id"]: row for row in rows_of(tables["findings"], FindingRow)}
    return {row["about"]: plain(row) for row in _standing(data, findings) if row["subject"] == THEME}


def overview(data: RoundData, tables: Mapping[str, pd.DataFrame]) -> Overview:
    """Put all findings in one picture: a row a question, what each phase says on it, in a few words, and how sure.

    Parameters
    ----------
    data : RoundData
        The round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract; of these `findings` and `evidence`.
    """
    scope = _scope(data)
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
    return Overview(tuple(BY_ID[phase].label for phase in scope.phases), tuple(themes))


def _row(label: str, finding: FindingRow | None, phases: tuple[Mark, ...]) -> Row:
    if finding is None:
        unsaid = finding_words.STATUS[Status.UNDECIDED]
        short = unsaid if any(mark.text == unsaid for mark in phases) else finding_words.STATUS[Status.SILENT]
        return Row(label, "", short, None, "", phases)
    return Row(
        label=label,
        page=addresses.finding_page(finding["finding_id"]),
        short=finding["short"],
        direction=words.picture(int(finding["direction"])),
        sure=confidence.DUTCH[finding["confidence"]],
        phases=phases,
    )
