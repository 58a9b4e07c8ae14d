"""Published conclusions beside our findings, for readers."""

import pandas as pd
from markupsafe import Markup

from pipeline.codebook import Codebook
from pipeline.dutch import count_noun
from pipeline.reporting import words
from pipeline.reporting.tables import Html, table
from pipeline.triangulation import comparison
from pipeline.triangulation.confidence import DUTCH
from pipeline.triangulation.judgements import Origin


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


def every_conclusion(compared: pd.DataFrame, codebook: Codebook) -> Html:
    """Show every published conclusion by question, beneath our finding: the verdict and why."""
    parts = [
        Markup("<h3>{}</h3><p>{}</p>{}").format(
            codebook.labels[str(question)], _finding(part.iloc[0].to_dict()), _conclusions(part, codebook)
        )
        for question, part in compared.groupby("question", sort=False)
    ]
    return Html(Markup("").join(parts))


def _conclusions(compared: pd.DataFrame, codebook: Codebook) -> Html:
    rows = compared.to_dict("records")
    shown = pd.DataFrame(
        {
            "published": [_published(row) for row in rows],
            "verdict": [words.verdict_on_conclusion(row["verdict"]) for row in rows],
            "reason": [_reason(row) for row in rows],
        }
    )
    headers = {"published": "Conclusie in het rapport", "verdict": "Het bewijs draagt", "reason": "Waarom"}
    label = codebook.labels[str(compared["question"].iloc[0])].lower()
    return table(shown, f"Conclusies over {label} naast het bewijs", headers=headers)


def _published(row: dict[str, str]) -> Html:
    place = f"document {row['document']}, {row['locator']}"
    return Html(Markup("{} <span class='muted'>({})</span>").format(row["statement"], place))


def _finding(row: dict[str, str]) -> Markup:
    if not row["finding_id"]:
        return Markup("<span class='muted'>Over deze vraag is in deze ronde niets gevonden.</span>")
    return Markup("Onze bevinding: <a href='06_triangulatie_{}.html#{}'>{}</a> <span class='muted'>({})</span>").format(
        row["theme"], row["finding_id"], row["finding"], f"zekerheid: {DUTCH[row['confidence']]}"
    )


def _reason(row: dict[str, str]) -> Html:
    if row["origin"] == Origin.SUGGESTED:
        return Html("<span class='muted'>Alleen richting en zekerheid zijn vergeleken, volgens de regel.</span>")
    suggested = f"volgens de regel: {comparison.DUTCH[row['suggested']]}"
    return Html(Markup("{} <span class='muted'>({}; {})</span>").format(row["reason"], row["researchers"], suggested))


def conclusions_fold(compared: pd.DataFrame) -> Markup:
    """Fold out what the published report concludes on a question, each with its verdict."""
    if compared.empty:
        return Markup("")
    items = Markup("").join(
        Markup("<li>{} {} {} <span class='muted'>({}, {})</span></li>").format(
            words.direction(int(row["direction"])),
            words.verdict_on_conclusion(row["verdict"]),
            row["statement"],
            row["document"],
            row["locator"],
        )
        for row in compared.to_dict("records")
    )
    count = count_noun(len(compared), "conclusie", "conclusies")
    return Markup(
        "<details><summary>Wat het gepubliceerde rapport hierover concludeert: {}</summary>"
        "<p class='muted'>Het tweede teken zegt of het gepubliceerde bewijs dat draagt.</p><ul>{}</ul></details>"
    ).format(count, items)
