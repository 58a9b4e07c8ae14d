"""Surveys and ladders for readers: distributions, rankings, begin and end positions; intervals where allowed."""

import pandas as pd

from pipeline.blocks import Bar, Bars, Block, Figure, Nothing, Table, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import REPORTED, all_reported
from pipeline.contracts.selection import EVERYONE, ORGANISATION, PRESENT, PURPOSIVE, stands_for_others
from pipeline.dutch import count_noun, number, percents
from pipeline.phases.surveys.distributions import distribution, ranking
from pipeline.phases.surveys.distributions import ladders as positions_of
from pipeline.phases.surveys.tables import RANKING, SEVERAL, SHARE, ItemRow, WaveRow
from pipeline.records import Record, records, rows_of
from pipeline.telling.figures import Caption, ladder, most
from pipeline.telling.tables import table
from pipeline.telling.words import PROVENANCE, as_it_stands

_MANY = 100  # from so many people on, a percentage stands by itself
_NOTHING = Nothing("Deze ronde heeft hier geen gegevens.")


@named
def distributions(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Figure and table for each closed item with counts; an interval only where who answered stands for others."""
    items, answers = data.tables["survey_items"], data.tables["survey_answers"]
    shares = rows_of(items[items["kind"].isin([SHARE, SEVERAL])], ItemRow)
    made = [part for item in shares for part in _distribution(data, item)]
    counted = {item["source"] for item in shares if not distribution(data, item["item_id"]).empty}
    waves = [wave for wave in rows_of(data.table("survey_waves"), WaveRow) if wave["source_id"] in counted]
    made = [*(Text(_who_answered(wave)) for wave in waves), *made]
    if made and (answers["provenance"] == "reconstructed").any():
        back = (
            "Het rapport geeft percentages. Waar bij het aantal invullers maar één aantal past, is dat teruggerekend."
        )
        made.insert(0, Text(f"{back} Dat staat er dan bij."))
    return tuple(made) or _NOTHING


def _distribution(data: RoundData, item: ItemRow) -> tuple[Figure | Table | Text, ...]:
    rows = distribution(data, item["item_id"])
    label, n, sure = item["label"], item["n"], percents(data.round.rules.interval)
    if rows.empty:
        return (Text(f"{label}: van deze vraag zijn geen aantallen bekend.", "empty"),)
    often = most(rows.set_index("category")["count"].astype(int))
    times = int(rows["count"].max())
    alt = f"Staafdiagram van {count_noun(n, 'antwoord', 'antwoorden')} op «{label}»."
    alt += f" Het vaakst: {often}, {times} keer." if often else " Niemand gaf een antwoord."
    sampled = bool(rows["low"].notna().all())
    if sampled:
        alt += " De streepjes tonen hoe ver het werkelijke aandeel ernaast kan liggen."
    drawn = tuple(
        Bar(
            label=row["category"],
            value=round(row["share"], 1),
            low=round(row["low"], 1) if sampled else None,
            high=round(row["high"], 1) if sampled else None,
            said=_out_of(row, n),
        )
        for row in records(rows)
    )
    about = [data.codebook.labels[data.codebook.question_by_id[item["question"]].theme]] if item["question"] else []
    between = f"; de streepjes zijn het {sure}-interval volgens Wilson" if sampled else ""
    figure = Figure(Bars(drawn, "%"), f"{': '.join([*about, label])} (n = {n}{between})", alt)
    shown = pd.DataFrame(
        {
            "category": rows["category"],
            "count": rows["count"],
            "printed": rows["printed"],
            "share": [f"{number(value, 1)}%" for value in rows["share"]],
            "interval": [
                f"{number(a, 1)}% tot {number(b, 1)}%" for a, b in zip(rows["low"], rows["high"], strict=True)
            ],
            "provenance": rows["provenance"].map(PROVENANCE),
        }
    )
    headers = {
        "category": "Antwoord",
        "count": "Aantal",
        "printed": as_it_stands(rows),
        "share": "Aandeel",
        "interval": f"{sure}-interval",
        "provenance": "Herkomst van het aantal",
    }
    if not sampled:
        shown = shown.drop(columns="interval")
    return figure, table(shown, label, headers=headers, numeric=["printed", "share"], row_header="category")


def _out_of(row: Record, n: int) -> str:
    """Say how many of how many; of few people a percentage alone says more than is known."""
    share = f"{number(row['share'], 1)}%"
    return f"{row['count']} van {n} ({share})" if n < _MANY else share


# What is so of those who answered, where they stand for nobody else.
_NO_SAMPLE = {
    PURPOSIVE: "Deze mensen zijn doelgericht gekozen, niet geloot.",
    PRESENT: "Dit zijn de mensen die er waren, geen steekproef.",
    ORGANISATION: "Deze mensen kwamen binnen via de organisatie. Zij zijn geen steekproef.",
}


def _who_answered(wave: WaveRow) -> str:
    """Say how those who answered a survey came in, and for whom its shares hold."""
    selection = wave["selection"]
    if stands_for_others(selection):
        how, among = (
            ("Iedereen is gevraagd", "onder alle gevraagden")
            if selection == EVERYONE
            else ("De deelnemers zijn geloot", "onder alle mensen uit wie is geloot")
        )
        return (
            f"{wave['label']}: {how[0].lower()}{how[1:]}. Het interval laat zien waar het aandeel {among} kan liggen, "
            "als wie niet antwoordde er net zo over denkt. Hoe minder antwoorden, hoe breder."
        )
    known = "gepubliceerd" if wave["provenance"] in REPORTED else "bekend"
    how = _NO_SAMPLE.get(selection, f"Hoe deze mensen zijn gekozen, is niet {known}.")
    return (
        f"{wave['label']}: {how[0].lower()}{how[1:]} De aandelen gelden voor wie antwoordde. Wat anderen zouden "
        "zeggen, is er niet uit te berekenen: daarom staat er geen marge bij."
    )


@named
def rankings(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Table for each item of which only the order of answers is known."""
    items = data.tables["survey_items"]
    parts = []
    for item in rows_of(items[items["kind"] == RANKING], ItemRow):
        rows = ranking(data, item["item_id"])
        headers = {"rank": "Plaats", "category": "Antwoord"}
        parts.append(table(rows, item["label"], headers=headers, row_header="category"))
    return tuple(parts) or _NOTHING


@named
def ladders(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Figure for each instrument with its begin and end positions, and a table with the printed scores."""
    positions = positions_of(data)
    if positions.empty:
        return _NOTHING
    parts = []
    for (question, name), rows in positions.groupby(["question", "instrument"], sort=False):
        instrument = data.codebook.instruments[name]
        frame = pd.DataFrame(
            {
                "Vindplaats": rows["scope"].str.capitalize(),
                "Begin": rows["begin"].astype("float64"),
                # A single position is drawn as an end without a begin: there is no change to show.
                "Eind": rows["eind"].astype("float64").fillna(rows["stand"].astype("float64")),
            }
        )
        label = data.codebook.labels[question]
        alt = f"{instrument.label} voor {label.lower()}. " + " ".join(_position(row) for row in records(rows))
        rungs = [rung.label for rung in instrument.rungs]
        theme = data.codebook.labels[data.codebook.question_by_id[question].theme]
        caption = Caption(f"{theme}, {label.lower()}: {instrument.label}", alt)
        parts.append(ladder(frame, label="Vindplaats", begin="Begin", end="Eind", rungs=rungs, caption=caption))
    return *parts, Text(_about_positions(data))


def _about_positions(data: RoundData) -> str:
    """Say what the positions are, and what can't be done with them."""
    positions = data.tables["ladder_positions"]
    said = "Deze standen tellen niet mee als bewijs."
    if not all_reported(positions):
        return said
    places = positions.groupby(["question", "instrument"])["scope"].nunique()
    several = "Waar het rapport op meer plaatsen een stand noemt, staan ze allemaal in de figuur. "
    return (
        f"{several if (places > 1).any() else ''}{said} De scores van losse mensen zijn niet gepubliceerd: een toets "
        "of een gemiddeld verschil is er niet mee te maken."
    )


@named
def cannot_show(data: RoundData) -> Text | Nothing:
    """Say what a questionnaire leaves open."""
    if data.tables["survey_waves"].empty:
        return Nothing("Er was geen vragenlijst.")
    said = "Een vragenlijst zegt niets over mensen die niet zijn gevraagd, en weinig over wie niet antwoordde."
    return Text(said)


def _position(row: Record) -> str:
    scope = str(row["scope"]).capitalize()
    begin, end = (None if pd.isna(row[moment]) else row[f"{moment}_printed"] for moment in ("begin", "eind"))
    if begin and end:
        return f"{scope}: van {begin} naar {end}."
    if begin or end:
        return f"{scope}: {'begin' if begin else 'eind'} {begin or end}; de andere stand is niet bekend."
    return f"{scope}: {row['stand_printed']}."
