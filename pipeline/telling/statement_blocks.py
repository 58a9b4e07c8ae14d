"""Coded statements for readers: by question, by voice, by case, and the statements themselves."""

import pandas as pd

from pipeline.blocks import Block, Figure, Fold, Muted, Nothing, Table, Text, named
from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import REPORTED, all_reported
from pipeline.contracts.rows import StatementRow
from pipeline.dutch import begun, count_noun
from pipeline.phases.declarations import BY_ID
from pipeline.phases.statements import CRITICAL, NEUTRAL, POSITIVE, by_direction, in_codebook_order, labelled
from pipeline.records import rows_of
from pipeline.telling.figures import Caption, diverging, most
from pipeline.telling.tables import table
from pipeline.telling.words import DIRECTIONS, PROVENANCE, SELECTION, direction, known

_NEUTRAL = begun(DIRECTIONS[0][0])
_EMPTY = "Deze fase heeft in deze ronde geen uitspraken."
_OF_OUR_OWN = "Dit is er alleen van een rapport; wat mensen ons zelf vertelden, staat hierboven."


@named
def sources(data: RoundData, name: str, caption: str) -> Table | Nothing:
    """Table of who or what spoke."""
    frame = data.tables[name]
    if frame.empty:
        phase = next((table.phase for table in data.contracts.values() if table.sources == name), "")
        return Nothing(_OF_OUR_OWN if _own(data, phase) else "Deze fase heeft in deze ronde geen bronnen.")
    selection = frame["selection"] if "selection" in frame and (frame["selection"] != "").any() else None
    # A column that is empty for every source says nothing.
    shown = pd.DataFrame(
        {
            "label": frame["label"],
            "voice": frame["voice"].map(data.codebook.labels),
            "persons": frame["persons"],
            "invited": frame.get("invited", ""),
            "selection": "" if selection is None else selection.map({**SELECTION, "": f"niet {known(frame)}"}),
            "locator": frame["locator"],
            "note": frame["note"],
            "provenance": frame["provenance"].map(PROVENANCE),
        }
    )
    headers = {
        "label": "Bron",
        "voice": "Stem",
        "persons": "Personen",
        "invited": "Gevraagd",
        "selection": "Hoe gekozen",
        "locator": "Vindplaats",
        "note": "Opmerking",
        "provenance": "Herkomst",
    }
    shown = shown.replace("", None).dropna(axis="columns", how="all")
    return table(shown, caption, headers=headers, row_header="label")


@named
def by_question(data: RoundData, name: str) -> Figure | Table | Nothing:
    """Figure of how many statements on each question are critical, neutral and positive."""
    statements = labelled(in_codebook_order(data.tables[name], data.codebook), data.codebook)
    if statements.empty:
        return nothing(data, name)
    return _diverging(statements, "question_label", f"{_phase(data, name)}: uitspraken naar vraag en richting")


@named
def by_voice(data: RoundData, name: str) -> Figure | Table | Nothing:
    """Figure of how many statements of each voice are critical, neutral and positive."""
    if data.tables[name].empty:
        return nothing(data, name)
    coded = labelled(data.tables[name], data.codebook)
    return _diverging(coded, "voice_label", f"{_phase(data, name)}: uitspraken naar stem en richting")


def _phase(data: RoundData, name: str) -> str:
    """Give the phase of a table, by which its figures are told apart from those of others."""
    return BY_ID[data.contracts[name].phase].label


def _diverging(statements: pd.DataFrame, row: str, caption: str) -> Figure | Table:
    counts = by_direction(statements, row)
    # For who can't see the figure: the whole, and the two ends of it as far as they point that way.
    balance = counts.set_index(row)[POSITIVE] - counts.set_index(row)[CRITICAL]
    ends = [
        f"Het meest {word}: {names}."
        for word, found in (("positief", balance), ("kritisch", -balance))
        if (names := most(found))
    ]
    whole = f"Staafdiagram van {count_noun(len(statements), 'uitspraak', 'uitspraken')}."
    alt = " ".join([whole, *ends, "De aantallen staan in de tabel onder de figuur."])
    renamed = counts.rename(columns={row: "Onderwerp", CRITICAL: "Kritisch", NEUTRAL: _NEUTRAL, POSITIVE: "Positief"})
    return diverging(renamed, "Onderwerp", "Kritisch", _NEUTRAL, "Positief", Caption(caption, alt))


@named
def listing(data: RoundData, name: str) -> Nothing | tuple[Block, ...]:
    """Every statement, in a fold-out for each question; those of a report are in our own words."""
    ordered = in_codebook_order(data.tables[name], data.codebook)
    if ordered.empty:
        return nothing(data, name)
    where = "In eigen woorden weergegeven, met" if all_reported(ordered) else "Met"
    parts: list[Block] = [Text(f"{where} de plaats waar elke uitspraak staat.")] if ordered["locator"].any() else []
    for question in data.codebook.questions:
        rows = ordered[ordered["question"] == question.id]
        if not rows.empty:
            parts.append(_fold(question.label, rows, data, name))
    return tuple(parts)


def _fold(label: str, rows: pd.DataFrame, data: RoundData, name: str) -> Fold:
    shown = statement_table(
        rows, data.codebook, f"Uitspraken over {label.lower()}", _source_labels(data, name), data.edition.smallest
    )
    return Fold(f"{label}: {count_noun(len(rows), 'uitspraak', 'uitspraken')}", (shown,))


def statement_table(
    rows: pd.DataFrame, codebook: Codebook, caption: str, source_labels: "dict[str, str]", smallest: int = 0
) -> Table:
    """Table of statements with aspect, voice, direction and where they stand; of few people not how many they are."""
    coded = labelled(rows, codebook)
    said = rows_of(coded, StatementRow)
    places = [_place(row) for row in said]
    shown = pd.DataFrame(
        {
            "statement": coded["statement"],
            "direction": [direction(value) for value in coded["direction"]],
            "aspect": coded["aspect_label"],
            "voice": coded["voice_label"],
            "how_many": [_how_many(row, smallest) for row in said],
            "source": [
                (source_labels[row["source"]], Muted(f"({place})")) if place else source_labels[row["source"]]
                for row, place in zip(said, places, strict=True)
            ],
        }
    )
    headers = {
        "statement": "Uitspraak",
        "direction": "Richting",
        "aspect": "Aspect",
        "voice": "Stem",
        "how_many": "Hoeveel",
        "source": "Bron en vindplaats" if any(places) else "Bron",
    }
    return table(shown, caption, headers=headers)


def _place(row: StatementRow) -> str:
    return ", ".join(filter(None, [row["document"], row["locator"]]))


def _source_labels(data: RoundData, name: str) -> "dict[str, str]":
    frame = data.tables[data.contracts[name].sources]
    return dict(zip(frame["source_id"], frame["label"], strict=True))


def _how_many(row: StatementRow, smallest: int) -> str:
    rest = [row["n"], pd.NA if pd.isna(row["n_total"]) else row["n_total"] - row["n"]]
    if row["provenance"] not in REPORTED and any(0 < int(n) < smallest for n in rest if not pd.isna(n)):
        return "niet getoond"
    if not pd.isna(row["n"]) and not pd.isna(row["n_total"]):
        return f"{row['n']} van {row['n_total']}"
    return row["quantifier"] if pd.isna(row["n"]) else str(row["n"])


def nothing(data: RoundData, name: str) -> Nothing:
    """Say that a table of statements has nothing to show, and where what people said to us is shown, if they did."""
    return Nothing(_OF_OUR_OWN if _own(data, data.contracts[name].phase) else _EMPTY)


def _own(data: RoundData, phase: str) -> bool:
    """Tell whether people said something to us in a phase."""
    return any(
        table.words and table.phase == phase and len(data.whole(table.name)) for table in data.contracts.values()
    )
