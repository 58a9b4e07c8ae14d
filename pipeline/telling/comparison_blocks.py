"""Published conclusions beside our findings, for readers."""

from collections.abc import Callable

import pandas as pd

from pipeline.addresses import theme_page
from pipeline.blocks import Block, Bullets, Entry, Fold, Heading, Line, Link, Muted, Nothing, Table, Target, Text, named
from pipeline.codebook import Codebook
from pipeline.contracts.provenance import all_reported
from pipeline.dutch import count_noun
from pipeline.evidence.table import EvidenceRow
from pipeline.records import rows_of
from pipeline.telling import finding_words, words
from pipeline.telling.evidence_blocks import in_short
from pipeline.telling.tables import table
from pipeline.telling.trace import Behind
from pipeline.triangulation import comparison
from pipeline.triangulation.comparison import ComparedRow
from pipeline.triangulation.confidence import DUTCH

_NO_CONCLUSIONS = "Deze ronde heeft geen conclusies van een rapport om ernaast te leggen."


@named
def about(compared: pd.DataFrame, evidence: pd.DataFrame) -> Text | Nothing:
    """Say what is compared, and that it is no judgement on a report whose makers saw more than they published."""
    if compared.empty:
        return Nothing(_NO_CONCLUSIONS)
    reported = all_reported(evidence)
    asked = "Draagt het bewijs dat is gepubliceerd, wat het rapport concludeert?"
    more = "Een oordeel over het rapport zelf is dit niet, want de onderzoekers zagen meer dan zij publiceerden. "
    return Text(
        f"{asked if reported else 'Draagt ons bewijs wat het rapport concludeert?'} Dat kan alleen iemand zeggen die "
        "beide naast elkaar heeft gelegd. Heeft niemand dat gedaan, dan staat er «nog niet vergeleken», en is er geen "
        "oordeel. Een suggestie volgens de regel is dat ook niet. Minder betekent: het wijst dezelfde kant op, maar "
        "draagt minder dan het rapport zegt. Meer: het draagt meer dan het rapport zegt. "
        f"{more if reported else ''}De conclusies staan er in onze eigen woorden, met de plaats in het rapport. Wie "
        "vergeleek, staat bij elke rij."
    )


@named
def counts(compared: pd.DataFrame, codebook: Codebook) -> Table | Nothing:
    """Table of how many conclusions compare how, by question, and over all."""
    if compared.empty:
        return Nothing(_NO_CONCLUSIONS)
    present = [verdict for verdict in comparison.DUTCH if (compared["verdict"] == verdict).any()]
    rows = [
        {"question": label} | {verdict: int((part["verdict"] == verdict).sum()) for verdict in present}
        for label, part in (
            *((codebook.labels[str(name)], part) for name, part in compared.groupby("question", sort=False)),
            ("Alle vragen samen", compared),
        )
    ]
    headers = {"question": "Vraag"} | {verdict: comparison.DUTCH[verdict].capitalize() for verdict in present}
    shown = pd.DataFrame(rows, columns=list(headers))
    return table(shown, "Hoe de conclusies zich verhouden tot het bewijs", headers=headers, row_header="question")


@named
def every_conclusion(
    compared: pd.DataFrame, evidence: pd.DataFrame, codebook: Codebook, behind: Behind
) -> Nothing | tuple[Block, ...]:
    """Show every published conclusion by question, beneath our finding: how it compares, and why."""
    by_id = {row["evidence_id"]: row for row in rows_of(evidence, EvidenceRow)}

    def pieces(row: ComparedRow) -> tuple[Line, ...]:
        known = [name for name in row["evidence_ids"].split() if name in by_id]
        return tuple(in_short(by_id[name], codebook, behind) for name in known)

    parts: list[Block] = []
    for question, part in compared.groupby("question", sort=False):
        finding = _finding(rows_of(part, ComparedRow)[0])
        title = f"{count_noun(len(part), 'conclusie', 'conclusies')} naast het bewijs"
        fold = Fold(title, (_conclusions(part, codebook, pieces),))
        parts += [Heading(codebook.labels[str(question)], 3), Text(finding), fold]
    return tuple(parts) or Nothing(_NO_CONCLUSIONS)


def _conclusions(
    compared: pd.DataFrame, codebook: Codebook, pieces: Callable[[ComparedRow], tuple[Line, ...]]
) -> Table:
    rows = rows_of(compared, ComparedRow)
    shown = pd.DataFrame(
        {
            "published": [_published(row) for row in rows],
            "verdict": [finding_words.verdict_on_conclusion(row["verdict"]) for row in rows],
            "reason": [_reason(row, pieces(row)) for row in rows],
        }
    )
    headers = {"published": "Conclusie in het rapport", "verdict": "Het bewijs draagt", "reason": "Waarom"}
    label = codebook.labels[rows[0]["question"]].lower()
    return table(shown, f"Conclusies over {label} naast het bewijs", headers=headers)


def _published(row: ComparedRow) -> Line:
    place = Muted(f"(document {row['document']}, {row['locator']})")
    return Target(row["statement"], row["published_id"]), place


def _finding(row: ComparedRow) -> Line:
    if not row["finding_id"]:
        return Muted("Over deze vraag is in deze ronde geen bevinding.")
    link = Link(row["finding"], theme_page(row["theme"], row["finding_id"]))
    return "Onze bevinding:", link, Muted(f"(zekerheid: {DUTCH[row['confidence']]})")


def _reason(row: ComparedRow, pieces: tuple[Line, ...]) -> Entry:
    below = (Fold("Het bewijs", (Bullets(pieces),)),) if pieces else ()
    suggestion = _suggestion(row)
    if row["verdict"] == comparison.NOT_COMPARED:
        return Entry(Muted(f"Niemand heeft deze conclusie nog met het bewijs vergeleken.{suggestion}"), below)
    return Entry((row["reason"], Muted(f"({compared_by(row)}.{suggestion})")), below)


def _suggestion(row: ComparedRow) -> str:
    """Tell what the rule suggests, and that it is no more than that; an empty text where it suggests nothing."""
    if not row["suggested"]:
        return ""
    return f" Een suggestie volgens de regel, over hetzelfde aspect: {comparison.DUTCH[row['suggested']]}."


def compared_by(row: ComparedRow) -> str:
    """Say who compared a conclusion with the evidence, and whether they agree; an empty text where nobody did."""
    if not row["researchers"]:
        return ""
    differ = "; zij verschillen, en niemand heeft beslist" if row["verdict"] == comparison.UNDECIDED else ""
    return f"vergeleken door {row['researchers']}{differ}"


def _place(row: ComparedRow) -> str:
    by = compared_by(row)
    return f"{row['document']}, {row['locator']}" + (f"; {by}" if by else "")


def conclusions_fold(compared: pd.DataFrame) -> Fold | None:
    """Fold out what the report concludes on a question, with how it compares; None if it concludes nothing."""
    if compared.empty:
        return None
    items = tuple(
        (
            words.direction(int(row["direction"])),
            finding_words.verdict_on_conclusion(row["verdict"]),
            row["statement"],
            Muted(f"({_place(row)})"),
        )
        for row in rows_of(compared, ComparedRow)
    )
    count = count_noun(len(compared), "conclusie", "conclusies")
    told = "Het tweede teken zegt of het bewijs dat draagt, als iemand dat heeft vergeleken."
    return Fold(f"Wat het gepubliceerde rapport hierover concludeert: {count}", (Text(told, "muted"), Bullets(items)))
