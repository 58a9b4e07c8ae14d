"""Coded statements for readers: by question, by voice, by case, and the statements themselves."""

import pandas as pd
from markupsafe import Markup, escape

from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import StatementRow
from pipeline.dutch import count_noun
from pipeline.phases.statements import CRITICAL, NEUTRAL, POSITIVE, by_direction, in_codebook_order, labelled
from pipeline.records import rows_of
from pipeline.reporting.charts.canvas import Caption
from pipeline.reporting.charts.diverging import diverging
from pipeline.reporting.tables import Html, block, table
from pipeline.reporting.words import PROVENANCE, direction

_EMPTY = "Deze fase heeft in deze ronde geen uitspraken."


@block
def sources(data: RoundData, name: str, caption: str) -> Html:
    """Table of who or what spoke."""
    frame = data.tables[name]
    # A column that is empty for every source says nothing.
    shown = pd.DataFrame(
        {
            "label": frame["label"],
            "voice": frame["voice"].map(data.codebook.labels),
            "persons": frame["persons"],
            "locator": frame["locator"],
            "remark": frame["remark"],
            "provenance": frame["provenance"].map(PROVENANCE),
        }
    )
    headers = {
        "label": "Bron",
        "voice": "Stem",
        "persons": "Personen",
        "locator": "Vindplaats",
        "remark": "Opmerking",
        "provenance": "Herkomst",
    }
    shown = shown.replace("", None).dropna(axis="columns", how="all")
    return table(shown, caption, headers=headers, row_header="label")


@block
def by_question(data: RoundData, name: str) -> Html:
    """Figure of how many statements on each question are critical, neutral and positive."""
    statements = labelled(in_codebook_order(data.tables[name], data.codebook), data.codebook)
    return _diverging(statements, "question_label", "Uitspraken naar vraag en richting")


@block
def by_voice(data: RoundData, name: str) -> Html:
    """Figure of how many statements of each voice are critical, neutral and positive."""
    return _diverging(labelled(data.tables[name], data.codebook), "voice_label", "Uitspraken naar stem en richting")


def _diverging(statements: pd.DataFrame, row: str, caption: str) -> Html:
    if statements.empty:
        return nothing()
    counts = by_direction(statements, row)
    # One sentence for who can't see the figure: the whole, and the two ends of it.
    balance = counts.set_index(row)[POSITIVE] - counts.set_index(row)[CRITICAL]
    alt = (
        f"Staafdiagram van {count_noun(len(statements), 'uitspraak', 'uitspraken')}. Het meest positief: "
        f"{balance.idxmax()}; het meest kritisch: {balance.idxmin()}. De aantallen staan in de tabel onder de figuur."
    )
    renamed = counts.rename(columns={row: "Onderwerp", CRITICAL: "Kritisch", NEUTRAL: "Neutraal", POSITIVE: "Positief"})
    return diverging(renamed, "Onderwerp", "Kritisch", "Neutraal", "Positief", Caption(caption, alt))


@block
def listing(data: RoundData, name: str) -> Html:
    """Every statement, in a fold-out for each question."""
    ordered = in_codebook_order(data.tables[name], data.codebook)
    if ordered.empty:
        return nothing()
    parts = []
    for question in data.codebook.questions:
        rows = ordered[ordered["question"] == question.id]
        if not rows.empty:
            parts.append(_fold(question.label, rows, data, name))
    return Html(Markup("").join(parts))


def _fold(label: str, rows: pd.DataFrame, data: RoundData, name: str) -> Markup:
    shown = statement_table(rows, data.codebook, f"Uitspraken over {label.lower()}", _source_labels(data, name))
    summary = f"{label}: {count_noun(len(rows), 'uitspraak', 'uitspraken')}"
    return Markup("<details><summary>{}</summary>{}</details>").format(summary, shown.__html__())


def statement_table(rows: pd.DataFrame, codebook: Codebook, caption: str, source_labels: "dict[str, str]") -> Html:
    """Table of statements with aspect, voice, direction and where they stand."""
    named = labelled(rows, codebook)
    shown = pd.DataFrame(
        {
            "statement": named["statement"],
            "direction": [direction(value) for value in named["direction"]],
            "aspect": named["aspect_label"],
            "voice": named["voice_label"],
            "source": named["source"].map(source_labels),
            "how_many": [_how_many(row) for row in rows_of(named, StatementRow)],
            "locator": named["document"] + ", " + named["locator"],
        }
    )
    headers = {
        "statement": "Uitspraak",
        "direction": "Richting",
        "aspect": "Aspect",
        "voice": "Stem",
        "source": "Bron",
        "how_many": "Hoeveel",
        "locator": "Vindplaats",
    }
    return table(shown, caption, headers=headers)


def _source_labels(data: RoundData, name: str) -> "dict[str, str]":
    frame = data.tables[data.contracts[name].sources]
    return dict(zip(frame["source_id"], frame["label"], strict=True))


def _how_many(row: StatementRow) -> str:
    if not pd.isna(row["n"]) and not pd.isna(row["n_total"]):
        return f"{row['n']} van {row['n_total']}"
    return row["quantifier"] if pd.isna(row["n"]) else str(row["n"])


def nothing() -> Html:
    """Say that there is nothing to show."""
    return Html(Markup('<p class="empty">{}</p>').format(escape(_EMPTY)))
