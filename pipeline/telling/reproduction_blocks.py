"""The reproduction for readers: published beside recomputed, with verdict and cause."""

import pandas as pd

from pipeline.audit.reproduction import DUTCH, CheckRow, Reproducibility, ReproductionRow
from pipeline.blocks import Fold, Mark, MarkKind, Nothing, Table, Text, named
from pipeline.contracts.provenance import all_reported
from pipeline.dutch import count_noun, number, when
from pipeline.records import rows_of
from pipeline.telling.tables import table
from pipeline.telling.words import PROVENANCE

_HEADERS = {
    "quantity": "Wat",
    "printed": "Er staat",
    "recomputed": "Nagerekend of elders",
    "verdict": "Oordeel",
    "cause": "Waarom",
    "unit": "Van wie of waar",
    "period": "Periode",
    "locator": "Vindplaats",
    "provenance": "Herkomst",
}
_VERDICTS: dict[str, MarkKind] = {
    "reproduced": "ok",
    "within rounding": "ok",
    "not reproduced": "bad",
    "not reproducible": "muted",
}


NO_FIGURES = "Deze ronde heeft geen cijfers om na te rekenen."


def verdict(value: str) -> Mark:
    """Mark for a verdict on a published figure."""
    return Mark(DUTCH[Reproducibility(value)], _VERDICTS[value])


def counted(reproduction: pd.DataFrame) -> str:
    """Say how many figures there are, and that they were published where all were."""
    kind = "gepubliceerd " if all_reported(reproduction) else ""
    return count_noun(len(reproduction), f"{kind}cijfer", f"{kind and 'gepubliceerde '}cijfers")


@named
def summary(reproduction: pd.DataFrame) -> Table | Nothing:
    """Table of how many figures got each verdict."""
    if reproduction.empty:
        return Nothing(NO_FIGURES)
    counts = reproduction["verdict"].value_counts()
    rows = [{"verdict": verdict(outcome), "count": int(counts.get(outcome, 0))} for outcome in Reproducibility]
    caption = f"Oordeel over {counted(reproduction)}"
    return table(pd.DataFrame(rows), caption, headers={"verdict": "Oordeel", "count": "Aantal"}, row_header="verdict")


@named
def not_reproduced(reproduction: pd.DataFrame) -> Table | Text | Nothing:
    """Table of the figures that other figures contradict."""
    outcomes = {Reproducibility.NOT_REPRODUCED}
    return _with_verdict(
        reproduction, outcomes, "Cijfers die niet uitkomen", "Alle cijfers die na te rekenen zijn, komen uit."
    )


@named
def reproduced(reproduction: pd.DataFrame) -> Table | Text | Nothing:
    """Table of the figures that could be recomputed, also within their rounding."""
    caption = "Cijfers die kloppen, ook binnen de afronding"
    outcomes = {Reproducibility.REPRODUCED, Reproducibility.WITHIN_ROUNDING}
    return _with_verdict(reproduction, outcomes, caption, "Geen enkel cijfer is met andere cijfers te bevestigen.")


def _with_verdict(
    reproduction: pd.DataFrame, outcomes: set[Reproducibility], caption: str, none: str
) -> Table | Text | Nothing:
    if reproduction.empty:
        return Nothing(NO_FIGURES)
    rows = reproduction[reproduction["verdict"].isin(outcomes)]
    return Text(none, "empty") if rows.empty else figures_table(rows, caption)


@named
def by_series(reproduction: pd.DataFrame) -> Nothing | tuple[Fold, ...]:
    """Every figure, in a fold-out for each series."""
    parts = []
    for series, rows in reproduction.groupby("series", sort=False):
        label = str(series).replace("_", " ").capitalize()
        title = f"{label}: {count_noun(len(rows), 'cijfer', 'cijfers')}"
        parts.append(Fold(title, (figures_table(rows, label),)))
    return tuple(parts) or Nothing(NO_FIGURES)


def recomputed(row: ReproductionRow | CheckRow) -> str:
    """Write what a figure was recomputed as; a calendar year has no thousands separator."""
    value = row["recomputed"]
    is_year = len(value) == 4 and value.isdigit() and len(row["printed"]) == 4
    return value if is_year or not value else number(round(float(value), 2))


def figures_table(rows: pd.DataFrame, caption: str) -> Table:
    """Table of published figures beside the recomputed ones."""
    shown = pd.DataFrame(
        {
            "quantity": rows["quantity"],
            "printed": rows["printed"],
            "recomputed": [recomputed(row) for row in rows_of(rows, ReproductionRow)],
            "verdict": [verdict(value) for value in rows["verdict"]],
            "cause": rows["cause"],
            "unit": rows["unit"],
            "period": rows["period"].map(when),
            "locator": rows["document"] + ", " + rows["locator"],
            "provenance": rows["provenance"].map(PROVENANCE),
        }
    )
    return table(shown, caption, headers=_HEADERS, numeric=["printed", "recomputed"], row_header="quantity")
