"""Published conclusions beside our findings, for readers."""

from collections.abc import Callable

import pandas as pd
from markupsafe import Markup

from pipeline.addresses import NOTEBOOKS, seen_from, theme_page
from pipeline.codebook import Codebook
from pipeline.dutch import count_noun
from pipeline.evidence.table import EvidenceRow
from pipeline.records import rows_of
from pipeline.reporting import finding_words, words
from pipeline.reporting.evidence_views import in_short
from pipeline.reporting.tables import Html, block, table
from pipeline.reporting.trace import Behind
from pipeline.triangulation import comparison
from pipeline.triangulation.comparison import ComparedRow
from pipeline.triangulation.confidence import DUTCH
from pipeline.triangulation.judgements import Origin


@block
def counts(compared: pd.DataFrame, codebook: Codebook) -> Html:
    """Table of how many conclusions compare how, by question, and over all."""
    present = [verdict for verdict in comparison.DUTCH if (compared["verdict"] == verdict).any()]
    rows = [
        {"question": label} | {verdict: int((part["verdict"] == verdict).sum()) for verdict in present}
        for label, part in (
            *((codebook.labels[str(name)], part) for name, part in compared.groupby("question", sort=False)),
            ("Alle vragen samen", compared),
        )
    ]
    headers = {"question": "Vraag"} | {verdict: comparison.DUTCH[verdict].capitalize() for verdict in present}
    shown = pd.DataFrame(rows if len(compared) else [], columns=list(headers))
    return table(shown, "Hoe de conclusies zich verhouden tot het bewijs", headers=headers, row_header="question")


@block
def every_conclusion(compared: pd.DataFrame, evidence: pd.DataFrame, codebook: Codebook, behind: Behind) -> Html:
    """Show every published conclusion by question, beneath our finding: the verdict, why, and the evidence for that."""
    by_id = {row["evidence_id"]: row for row in rows_of(evidence, EvidenceRow)}

    def pieces(row: ComparedRow) -> list[Markup]:
        known = [name for name in row["evidence_ids"].split() if name in by_id]
        return [in_short(by_id[name], codebook, behind) for name in known]

    parts = [
        Markup("<h3>{}</h3><p>{}</p>{}").format(
            codebook.labels[str(question)],
            _finding(rows_of(part, ComparedRow)[0]),
            _conclusions(part, codebook, pieces),
        )
        for question, part in compared.groupby("question", sort=False)
    ]
    return Html(Markup("").join(parts))


def _conclusions(compared: pd.DataFrame, codebook: Codebook, pieces: Callable[[ComparedRow], list[Markup]]) -> Html:
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


def _published(row: ComparedRow) -> Html:
    place = f"document {row['document']}, {row['locator']}"
    return Html(
        Markup("<span id='{}'>{}</span> <span class='muted'>({})</span>").format(
            row["published_id"], row["statement"], place
        )
    )


def _finding(row: ComparedRow) -> Markup:
    if not row["finding_id"]:
        return Markup("<span class='muted'>Over deze vraag is in deze ronde niets gevonden.</span>")
    address = seen_from(NOTEBOOKS, theme_page(row["theme"], row["finding_id"]))
    return Markup("Onze bevinding: <a href='{}'>{}</a> <span class='muted'>({})</span>").format(
        address, row["finding"], f"zekerheid: {DUTCH[row['confidence']]}"
    )


def _reason(row: ComparedRow, pieces: list[Markup]) -> Html:
    if row["origin"] == Origin.SUGGESTED:
        return Html("<span class='muted'>Alleen richting en zekerheid zijn vergeleken, volgens de regel.</span>")
    origin = finding_words.judged(row["origin"], row["researchers"])
    reason = Markup("{} <span class='muted'>({}; volgens de regel: {})</span>").format(
        row["reason"], origin, comparison.DUTCH[row["suggested"]]
    )
    if not pieces:
        return Html(reason)
    items = Markup("").join(Markup("<li>{}</li>").format(piece) for piece in pieces)
    return Html(reason + Markup("<details><summary>Het bewijs</summary><ul>{}</ul></details>").format(items))


def conclusions_fold(compared: pd.DataFrame) -> Markup:
    """Fold out what the published report concludes on a question, each with its verdict."""
    if compared.empty:
        return Markup("")
    items = Markup("").join(
        Markup("<li>{} {} {} <span class='muted'>({}, {})</span></li>").format(
            words.direction(int(row["direction"])),
            finding_words.verdict_on_conclusion(row["verdict"]),
            row["statement"],
            row["document"],
            row["locator"],
        )
        for row in rows_of(compared, ComparedRow)
    )
    count = count_noun(len(compared), "conclusie", "conclusies")
    return Markup(
        "<details><summary>Wat het gepubliceerde rapport hierover concludeert: {}</summary>"
        "<p class='muted'>Het tweede teken zegt of het gepubliceerde bewijs dat draagt.</p><ul>{}</ul></details>"
    ).format(count, items)
