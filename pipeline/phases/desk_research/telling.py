"""Desk research for readers: the documents, the monitor, and the organisation's figures."""

import pandas as pd

from pipeline.blocks import Block, Figure, Fold, Heading, Muted, Nothing, Strong, Table, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.dutch import listed, number, when
from pipeline.phases.desk_research.changes import Change, change_sentence, changes, figures_of, value_of
from pipeline.telling.figures import Caption, bars, lines
from pipeline.telling.tables import table
from pipeline.telling.words import PROVENANCE, as_it_stands, direction


@named
def documents(data: RoundData) -> Table | Nothing:
    """Table of the documents that the round's raw data come from."""
    headers = {
        "title": "Document",
        "kind": "Soort",
        "purpose": "Doel",
        "commissioned_by": "Opdrachtgever",
        "independence": "Hoe onafhankelijk",
        "note": "Opmerking",
    }
    found = data.tables["documents"]
    if found.empty:
        return Nothing("Deze ronde noemt geen documenten.")
    published = [
        ", ".join(filter(None, pair)) for pair in zip(found["publisher"], found["date"].map(when), strict=True)
    ]
    titles = [(title, Muted(f"({by})")) if by else title for title, by in zip(found["title"], published, strict=True)]
    shown = found[list(headers)].replace("", None).dropna(axis="columns", how="all").assign(title=titles)
    return table(shown, "Documenten", headers=headers, row_header="title")


@named
def monitor(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Figure for each indicator of the monitor: every area beside the reference."""
    parts = []
    every = changes(data)
    for indicator in data.codebook.indicators:
        found = [change for change in every if change.indicator.id == indicator.id]
        if found:
            parts.append(_slopes(indicator.label, found))
    return tuple(parts) or Nothing("Deze ronde heeft geen cijfers over een gebied door de tijd.")


def _slopes(label: str, found: list[Change]) -> Figure | Table:
    unit = "%" if found[0].first["measure"] == "procent" else ""
    points = [
        # The two columns of a monitor may carry slightly different headings; the first area's are used for all.
        {"Gebied": change.unit, "Periode": when(heading["period"]), "Waarde": float(value_of(row))}
        for change in found
        for heading, row in ((found[0].first, change.first), (found[0].last, change.last))
    ]
    alt = " ".join(change_sentence(change) for change in found)
    return lines(pd.DataFrame(points), "Periode", "Waarde", "Gebied", Caption(label, alt), unit=unit)


@named
def monitor_changes(data: RoundData) -> Nothing | tuple[Table, Text, Text]:
    """Table of the monitor's changes, with the values as printed, and what they mean for residents and can't show."""
    rows = [
        {
            "indicator": change.indicator.label,
            "unit": change.unit,
            "before": f"{change.first['printed']} ({when(change.first['period'])})",
            "after": f"{change.last['printed']} ({when(change.last['period'])})",
            "change": _signed(float(value_of(change.last) - value_of(change.first)), change),
            "direction": direction(change.direction),
        }
        for change in changes(data)
    ]
    if not rows:
        return Nothing("Dus ook geen veranderingen.")
    headers = {
        "indicator": "Indicator",
        "unit": "Gebied",
        "before": "Eerst",
        "after": "Daarna",
        "change": "Verschil",
        "direction": "Voor bewoners",
    }
    shown = pd.DataFrame(rows, columns=list(headers))
    made = table(shown, "Wat er in het gebied veranderde", headers=headers, row_header="indicator")
    return made, Text(_FOR_RESIDENTS), Text((Strong("Wat dit niet kan laten zien."), _OF_AN_AREA))


_FOR_RESIDENTS = (
    "De kolom «Voor bewoners» zegt of een verandering gunstig is voor bewoners. Is het verschil zo klein dat het ook "
    "door afronding kan komen, dan staat er «gemengd of neutraal»."
)
_OF_AN_AREA = (
    "Deze cijfers gaan over een heel gebied. Of een verandering door de organisatie komt, is hieruit niet af te leiden."
)


def _signed(value: float, change: Change) -> str:
    unit = " procentpunt" if change.first["measure"] == "procent" else ""
    return f"{'+' if value > 0 else ''}{number(round(value, 4))}{unit}"


@named
def series(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Figures of the series that the round names, as printed; with a chart where the round asks for one."""
    parts: list[Block] = []
    for item in data.round.series:
        rows = figures_of(data, item.id)
        if rows.empty:
            continue
        parts.append(Heading(item.label, 3))
        if item.chart:
            parts.append(_bars(rows, item.label, item.unit))
        parts.append(Fold("De cijfers, met de plaats waar zij staan", (_figure_table(rows, item.label),)))
    return tuple(parts) or Nothing("Deze ronde noemt geen cijfers om hier te tonen.")


def _figure_table(rows: pd.DataFrame, caption: str) -> Table:
    shown = pd.DataFrame(
        {
            "quantity": rows["quantity"],
            "printed": rows["printed"],
            "unit": rows["unit"],
            "period": rows["period"].map(when),
            "locator": rows["document"] + ", " + rows["locator"],
            "provenance": rows["provenance"].map(PROVENANCE),
        }
    )
    headers = {
        "quantity": "Wat",
        "printed": as_it_stands(rows),
        "unit": "Van wie of waar",
        "period": "Periode",
        "locator": "Vindplaats",
        "provenance": "Herkomst",
    }
    return table(shown, caption, headers=headers, numeric=["printed"], row_header="quantity")


def _bars(rows: pd.DataFrame, caption: str, unit: str) -> Figure | Table:
    """Draw a bar for each figure of a series, the largest on top."""
    # Only what is measured alike can stand beside each other; bars of one quantity are named after their unit.
    alike = rows[rows["measure"] == rows["measure"].mode().iloc[0]]
    name = "quantity" if alike["quantity"].is_unique else "name"
    ordered = alike.assign(name=alike["unit"].where(alike["unit"] != "", alike["quantity"]))
    ordered = ordered.sort_values("value", ascending=False, kind="stable")
    frame = pd.DataFrame({"Wat": ordered[name], "Aantal": ordered["value"]})
    alt = f"Staafdiagram: {caption.lower()}."
    if ordered["value"].nunique() > 1:
        ends = (("Het meest", ordered.iloc[0]), ("Het minst", ordered.iloc[-1]))
        for word, end in ends:
            tied = ordered.loc[ordered["value"] == end["value"], name]
            alt += f" {word}: {listed(list(tied))} ({end['printed']})."
    else:
        alt += f" Overal hetzelfde: {ordered['printed'].iloc[0]}."
    return bars(frame, "Wat", "Aantal", Caption(caption, alt), unit=unit)
