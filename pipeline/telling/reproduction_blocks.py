"""The reproduction for readers: published beside recomputed, with verdict and cause."""

from collections.abc import Mapping

import pandas as pd

from pipeline.audit.basis import DUTCH, Basis, Outcome, Reproducibility, outcome
from pipeline.audit.basis import counts as outcomes_of
from pipeline.audit.reproduction import CheckRow, ReproductionRow
from pipeline.blocks import Bullets, Entry, Fold, Line, Mark, MarkKind, Muted, Nothing, Table, Text, named
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
    "locator": "Vindplaats",
    "provenance": "Herkomst",
}
_MARKS: dict[Outcome, MarkKind] = {
    Outcome.REPRODUCED: "ok",
    Outcome.WITHIN_ROUNDING: "ok",
    Outcome.NOT_REPRODUCED: "bad",
    Outcome.ASSUMED: "warn",
    Outcome.CONTRADICTED_PART: "warn",
}


NO_FIGURES = "Deze ronde heeft geen cijfers om na te rekenen."


def mark(found: Outcome) -> Mark:
    """Mark for how a published figure came out."""
    return Mark(DUTCH[found], _MARKS.get(found, "muted"))


def counted(reproduction: pd.DataFrame) -> str:
    """Say how many figures there are, and that they were published where all were."""
    kind = "gepubliceerd " if all_reported(reproduction) else ""
    return count_noun(len(reproduction), f"{kind}cijfer", f"{kind and 'gepubliceerde '}cijfers")


@named
def summary(reproduction: pd.DataFrame) -> Table | Nothing:
    """Table of how the figures came out, each figure once."""
    if reproduction.empty:
        return Nothing(NO_FIGURES)
    rows = [{"outcome": mark(found), "count": count} for found, count in outcomes_of(reproduction).items()]
    caption = f"Oordeel over {counted(reproduction)}"
    return table(pd.DataFrame(rows), caption, headers={"outcome": "Oordeel", "count": "Aantal"}, row_header="outcome")


@named
def not_reproduced(reproduction: pd.DataFrame) -> Table | Text | Nothing:
    """Table of the figures that other figures contradict."""
    outcomes = {Reproducibility.NOT_REPRODUCED}
    nothing = "Alle cijfers die na te rekenen zijn, komen uit."
    return _recomputed(reproduction, outcomes, "Cijfers die niet uitkomen", nothing)


@named
def reproduced(reproduction: pd.DataFrame) -> tuple[Fold, ...] | Text | Nothing:
    """Show the figures that could be recomputed, also within their rounding, in a fold-out for each series."""
    if reproduction.empty:
        return Nothing(NO_FIGURES)
    outcomes = {Reproducibility.REPRODUCED, Reproducibility.WITHIN_ROUNDING}
    rows, by_id = reproduction[reproduction["verdict"].isin(outcomes)], _by_id(reproduction)
    none = Text("Geen enkel cijfer is met andere cijfers te bevestigen.", "empty")
    return _folds(rows, "Cijfers die kloppen", by_id) or none


@named
def possible(reproduction: pd.DataFrame) -> Table | Nothing:
    """Table of the figures that only an assumption of ours gives."""
    chosen = reproduction[reproduction["basis"] == Basis.ASSUMED]
    if chosen.empty:
        return Nothing("Geen enkel cijfer is alleen met een aanname van ons na te rekenen.")
    return figures_table(chosen, "Cijfers die mogelijk zijn, met een aanname van ons", _by_id(reproduction))


def _recomputed(
    reproduction: pd.DataFrame, outcomes: set[Reproducibility], caption: str, none: str
) -> Table | Text | Nothing:
    """Make a table of figures that were recomputed, each with how: what was printed of what, and the formula."""
    if reproduction.empty:
        return Nothing(NO_FIGURES)
    rows = reproduction[reproduction["verdict"].isin(outcomes)]
    return Text(none, "empty") if rows.empty else figures_table(rows, caption, _by_id(reproduction))


def _by_id(reproduction: pd.DataFrame) -> dict[str, ReproductionRow]:
    return {row["claim_id"].removeprefix("R-"): row for row in rows_of(reproduction, ReproductionRow)}


def _how(row: ReproductionRow, by_id: Mapping[str, ReproductionRow]) -> Line | Entry:
    """Write what a figure was recomputed as, with how in a fold-out; of what only stands elsewhere, with where."""
    if not row["recomputed"] or not row["formula"]:
        return recomputed(row)
    used = [(name, by_id[name]) for name in row["operands"].split()]
    names = tuple(f"{name}: {_described(each)}: {each['printed']}" for name, each in used)
    below = (Bullets(names),) if names else ()
    if row["formula"] == row["operands"]:  # one other figure: nothing was computed
        return Entry(recomputed(row), (Fold("Waar het ook staat", below),))
    return Entry(recomputed(row), (Fold("Zo gerekend", (Text(f"{row['formula']} = {recomputed(row)}"), *below)),))


def _described(row: ReproductionRow) -> str:
    return ", ".join(filter(None, [row["quantity"], row["unit"], row["period"]]))


@named
def by_series(reproduction: pd.DataFrame) -> Nothing | tuple[Fold, ...]:
    """Every figure, in a fold-out for each series."""
    return _folds(reproduction, "Alle cijfers") or Nothing(NO_FIGURES)


def _folds(rows: pd.DataFrame, which: str, by_id: Mapping[str, ReproductionRow] | None = None) -> tuple[Fold, ...]:
    """Fold the figures of each series, under a title that says which they are; parameters as for `figures_table`."""
    parts = []
    for series, found in rows.groupby("series", sort=False):
        label = str(series).replace("_", " ")
        title = f"{label.capitalize()}: {count_noun(len(found), 'cijfer', 'cijfers')}"
        parts.append(Fold(title, (figures_table(found, f"{which}: {label}", by_id),)))
    return tuple(parts)


def recomputed(row: ReproductionRow | CheckRow) -> str:
    """Write what a figure was recomputed as; a calendar year has no thousands separator."""
    value = row["recomputed"]
    is_year = len(value) == 4 and value.isdigit() and len(row["printed"]) == 4
    return value if is_year or not value else number(round(float(value), 2))


def figures_table(rows: pd.DataFrame, caption: str, by_id: Mapping[str, ReproductionRow] | None = None) -> Table:
    """Table of published figures beside the recomputed ones.

    Parameters
    ----------
    rows : pandas.DataFrame
        Rows of the reproduction.
    caption : str
        What the table shows.
    by_id : mapping of str to ReproductionRow, optional
        All figures of the round by their id, to tell how each was recomputed; without them that is not told.
    """
    found = rows_of(rows, ReproductionRow)
    shown = pd.DataFrame(
        {
            "quantity": [_of_whom(row) for row in found],
            "printed": rows["printed"],
            "recomputed": [recomputed(row) if by_id is None else _how(row, by_id) for row in found],
            "verdict": [mark(outcome(row["verdict"], row["basis"])) for row in found],
            "cause": rows["cause"],
            "locator": rows["document"] + ", " + rows["locator"],
            "provenance": rows["provenance"].map(PROVENANCE),
        }
    )
    return table(shown, caption, headers=_HEADERS, numeric=["printed", "recomputed"], row_header="quantity")


def _of_whom(row: ReproductionRow) -> Line:
    """Name a figure, with of whom or where and when: together they name its row."""
    about = "; ".join(filter(None, [row["unit"], when(row["period"])]))
    return (row["quantity"], Muted(f"({about})")) if about else row["quantity"]
