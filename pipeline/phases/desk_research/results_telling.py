"""Results for readers: beside their targets, through the years, and per euro."""

import pandas as pd

from pipeline.audit.derived import DerivedFigure
from pipeline.audit.derived import derived as figures_derived
from pipeline.blocks import Block, Fold, Nothing, Table, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import FigureRow
from pipeline.contracts.units import unit_labels, unit_names
from pipeline.dutch import count_noun, number, percent, quantity, when
from pipeline.phases.desk_research.results import comparisons, own_norm
from pipeline.records import Record, rows_of
from pipeline.telling.reproduction_blocks import figures_table
from pipeline.telling.tables import table
from pipeline.telling.words import direction, known

_ROLES = {"target": "doel", "realised": "bereikt"}


@named
def targets(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Table of results beside their targets, by indicator and unit."""
    compared = comparisons(data)
    if not compared:
        return Nothing("In deze ronde staat bij geen enkel doel een resultaat.")
    rows = [
        {
            "indicator": found.indicator.label,
            "unit": found.unit,
            "target": f"{number(float(found.target))}{f' (som van {found.parts})' if found.parts else ''}",
            "realised": number(float(found.realised)),
            "period": when(found.realised_period),
            "share": percent(float(found.share)),
            "schedule": percent(float(found.elapsed)),
            "direction": direction(found.direction),
        }
        for found in compared
    ]
    headers = {
        "indicator": "Wat",
        "unit": "Van wie",
        "target": "Doel voor het jaar",
        "realised": "Bereikt",
        "period": "In",
        "share": "Deel van het doel",
        "schedule": "Op schema is",
        "direction": "Op schema?",
    }
    shown = pd.DataFrame(rows, columns=list(headers))
    made = table(shown, "Doelen en resultaten", headers=headers, numeric=["target", "realised", "share"])
    norms = dict.fromkeys(own_norm(found.indicative) for found in compared if found.indicative)
    texts = [Text(norm) for norm in norms]
    if any(found.elapsed != 1 for found in compared):
        texts.insert(0, Text("Een resultaat over een deel van het jaar staat naast het doel voor het hele jaar."))
    return (*texts, made)


@named
def framework(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Show the result framework: what to measure, with what, the target by unit, and whether a result exists.

    Each level has a fold-out of its own.
    """
    figures = data.tables["figures"]
    chosen = figures[figures["series"].str.startswith("raamwerk_") & (figures["role"] == "target")]
    if chosen.empty:
        return Nothing("Deze ronde heeft geen resultatenraamwerk.")
    units = unit_names(data.table("units"))
    labels = unit_labels(data.table("units"))
    has_result = f"resultaat {known(figures)}"
    realised = set(figures.loc[figures["role"] == "realised", "indicator"]) - {""}
    rows: dict[tuple[str, str, str], Record] = {}
    for figure in rows_of(chosen, FigureRow):
        level = figure["series"].removeprefix("raamwerk_").rpartition("_")[2].capitalize()
        row = rows.setdefault(
            (level, figure["quantity"], figure["method"]),
            {
                "quantity": figure["quantity"],
                "method": figure["method"],
                "measured": has_result if figure["indicator"] in realised else f"geen {has_result}",
            },
        )
        unit = units.get(figure["unit"], figure["unit"])
        row[f"unit {unit}"] = figure["printed"]
    rooms = list(dict.fromkeys(name for row in rows.values() for name in row if name.startswith("unit ")))
    headers = {
        "quantity": "Wat",
        "method": "Te meten met",
        **{name: labels.get(name.removeprefix("unit "), name.removeprefix("unit ")) for name in rooms},
        "measured": "Resultaat?",
    }
    made = []
    for name in dict.fromkeys(level for level, _, _ in rows):
        shown = pd.DataFrame([row for key, row in rows.items() if key[0] == name], columns=list(headers))
        caption = f"Het resultatenraamwerk: {name.lower()}"
        below = table(shown.fillna(""), caption, headers=headers, numeric=rooms)
        made.append(Fold(f"{name}: {count_noun(len(shown), 'doel', 'doelen')}", (below,)))
    without = sum(row["measured"] != has_result for row in rows.values())
    if not without:
        return tuple(made)
    said = f"Bij {without} van de {len(rows)} doelen is geen {has_result}. Dat betekent niet dat ze niet zijn gehaald."
    return Text(said), *made


@named
def derived(data: RoundData) -> Nothing | tuple[Fold, ...]:
    """Show figures that nobody printed, computed from those that were, in a fold-out for each question."""
    rows = [
        {
            "question": data.codebook.labels.get(row["question"], "Niet bij één vraag"),
            "label": row["label"],
            "value": _amount(row),
            "note": row["note"],
            "period": when(row["period"]),
        }
        for row in rows_of(figures_derived(data), DerivedFigure)
    ]
    headers = {"label": "Wat", "value": "Berekend", "note": "Let op", "period": "Periode"}
    if not rows:
        return Nothing("Deze ronde heeft geen berekende cijfers.")
    parts = []
    for question, found in pd.DataFrame(rows).groupby("question", sort=False):
        caption = f"Wat volgt uit de cijfers: {str(question).lower()}"
        made = table(found[list(headers)], caption, headers=headers, numeric=["value"], row_header="label")
        parts.append(Fold(f"{question}: {count_noun(len(found), 'cijfer', 'cijfers')}", (made,)))
    return tuple(parts)


def _amount(row: DerivedFigure) -> str:
    if row["value"] is None:
        return "niet te berekenen"
    text = quantity(row["value"], row["measure"])
    return f"ca. {text}" if row["approximate"] else text


@named
def over_time(data: RoundData) -> Table | Nothing:
    """Table of what the whole organisation aimed for and reached in each period, where there is more than one."""
    kinds = dict(zip(data.table("units")["unit_id"], data.table("units")["kind"], strict=True))
    units = unit_names(data.table("units"))
    rows: dict[str, Record] = {}
    for figure in rows_of(data.tables["figures"], FigureRow):
        of_whole = kinds.get(units.get(figure["unit"], "")) == "organisation"
        if of_whole and figure["indicator"] and figure["role"] in _ROLES and figure["period"]:
            row = rows.setdefault(figure["indicator"], {"indicator": data.codebook.labels[figure["indicator"]]})
            row.setdefault(f"{figure['period']} {figure['role']}", figure["printed"])
    several = [row for row in rows.values() if len(row) > 2]
    if not several:
        return Nothing("Van de hele organisatie zijn er geen doelen of resultaten over meer dan één periode.")
    columns = sorted({name for row in several for name in row if name != "indicator"})
    headers = {"indicator": "Wat"} | {name: _heading(name) for name in columns}
    shown = pd.DataFrame(several, columns=list(headers)).fillna("")
    whole = f"alle {data.round.units_noun.more} samen" if "room" in kinds.values() else "de hele organisatie"
    return table(shown, f"Door de jaren, {whole}", headers=headers, numeric=columns, row_header="indicator")


def _heading(name: str) -> str:
    period, _, role = name.partition(" ")
    return f"{when(period).capitalize()}: {_ROLES[role]}"


@named
def conclusions(reproduction: pd.DataFrame) -> Table | Nothing:
    """Table of the recomputed figures of published conclusions, when a round has them."""
    chosen = reproduction[reproduction["series"].str.startswith("conclusies_")]
    if chosen.empty:
        return Nothing("Deze ronde heeft geen conclusies in cijfers.")
    return figures_table(chosen, "De conclusies nagerekend")
