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
    """Table of every published conclusion, our finding, the verdict and why."""
    shown = pd.DataFrame(
        {
            "published": [_published(row) for row in compared.to_dict("records")],
            "finding": [_finding(row, codebook) for row in compared.to_dict("records")],
            "verdict": [words.verdict_on_conclusion(value) for value in compared["verdict"]],
            "reason": [_reason(row) for row in compared.to_dict("records")],
        }
    )
    headers = {
        "published": "Conclusie in het rapport",
        "finding": "Onze bevinding",
        "verdict": "Wat het gepubliceerde bewijs draagt",
        "reason": "Waarom",
    }
    return table(shown, "Elke conclusie van het rapport naast onze bevinding", headers=headers)


def _published(row: dict[str, str]) -> Html:
    place = f"document {row['document']}, {row['locator']}"
    return Html(Markup("{} <span class='muted'>({})</span>").format(row["statement"], place))


def _finding(row: dict[str, str], codebook: Codebook) -> Html:
    if not row["finding_id"]:
        return Html("<span class='muted'>geen bevinding</span>")
    place = f"06_triangulatie_{row['theme']}.html#{row['finding_id']}"
    return Html(
        Markup("<a href='{}'>{}</a>: {} <span class='muted'>(zekerheid: {})</span>").format(
            place, codebook.labels[row["question"]], row["finding"], DUTCH[row["confidence"]]
        )
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
