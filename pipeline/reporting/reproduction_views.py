"""The reproduction for readers: published beside recomputed, with verdict and cause."""

import pandas as pd
from markupsafe import Markup

from pipeline.audit.reproduction import DUTCH, CheckRow, Outcome, ReproductionRow
from pipeline.dutch import count_noun, number
from pipeline.records import rows_of
from pipeline.reporting.tables import ChipKind, Html, block, chip, table
from pipeline.reporting.words import PROVENANCE

_HEADERS = {
    "quantity": "Wat",
    "printed": "Gedrukt",
    "recomputed": "Nagerekend of elders",
    "verdict": "Oordeel",
    "cause": "Waarom",
    "unit": "Van wie of waar",
    "period": "Periode",
    "locator": "Vindplaats",
    "provenance": "Herkomst",
}
_VERDICTS: dict[str, ChipKind] = {
    "reproduced": "ok",
    "within rounding": "ok",
    "not reproduced": "bad",
    "not reproducible": "muted",
}


def verdict(value: str) -> Html:
    """Chip for a verdict on a published figure."""
    return chip(DUTCH[Outcome(value)], _VERDICTS[value])


@block
def summary(reproduction: pd.DataFrame) -> Html:
    """Table of how many figures got each verdict."""
    counts = reproduction["verdict"].value_counts()
    rows = [{"verdict": verdict(outcome), "count": int(counts.get(outcome, 0))} for outcome in Outcome]
    caption = f"Oordeel over {count_noun(len(reproduction), 'gepubliceerd cijfer', 'gepubliceerde cijfers')}"
    return table(pd.DataFrame(rows), caption, headers={"verdict": "Oordeel", "count": "Aantal"}, row_header="verdict")


@block
def not_reproduced(reproduction: pd.DataFrame) -> Html:
    """Table of the figures that other figures contradict."""
    return _with_verdict(reproduction, {Outcome.NOT_REPRODUCED}, "Cijfers die niet uitkomen")


@block
def reproduced(reproduction: pd.DataFrame) -> Html:
    """Table of the figures that could be recomputed, also within their rounding."""
    caption = "Cijfers die kloppen, ook binnen de afronding"
    return _with_verdict(reproduction, {Outcome.REPRODUCED, Outcome.WITHIN_ROUNDING}, caption)


def _with_verdict(reproduction: pd.DataFrame, outcomes: set[Outcome], caption: str) -> Html:
    return figures_table(reproduction[reproduction["verdict"].isin(outcomes)], caption)


@block
def by_series(reproduction: pd.DataFrame) -> Html:
    """Every figure, in a fold-out for each series."""
    parts = []
    for series, rows in reproduction.groupby("series", sort=False):
        label = str(series).replace("_", " ").capitalize()
        summary_text = f"{label}: {count_noun(len(rows), 'cijfer', 'cijfers')}"
        parts.append(
            Markup("<details><summary>{}</summary>{}</details>").format(summary_text, figures_table(rows, label))
        )
    return Html(Markup("").join(parts))


def recomputed(row: ReproductionRow | CheckRow) -> str:
    """Write what a figure was recomputed as; a calendar year has no thousands separator."""
    value = row["recomputed"]
    is_year = len(value) == 4 and value.isdigit() and len(row["printed"]) == 4
    return value if is_year or not value else number(round(float(value), 2))


def figures_table(rows: pd.DataFrame, caption: str) -> Html:
    """Table of published figures beside the recomputed ones."""
    shown = pd.DataFrame(
        {
            "quantity": rows["quantity"],
            "printed": rows["printed"],
            "recomputed": [recomputed(row) for row in rows_of(rows, ReproductionRow)],
            "verdict": [verdict(value) for value in rows["verdict"]],
            "cause": rows["cause"],
            "unit": rows["unit"],
            "period": rows["period"],
            "locator": rows["document"] + ", " + rows["locator"],
            "provenance": rows["provenance"].map(PROVENANCE),
        }
    )
    return table(shown, caption, headers=_HEADERS, numeric=["printed", "recomputed"], row_header="quantity")
