"""Surveys and ladders: distributions with intervals, rankings, and positions on an instrument."""

from typing import Any

import pandas as pd

from pipeline import evidence
from pipeline.contracts.loading import RoundData
from pipeline.evidence import Evidence
from pipeline.phases.declarations import SURVEYS
from pipeline.records import Record, records
from pipeline.statistics.printed import read_printed
from pipeline.statistics.proportions import wilson

PHASE = SURVEYS


def distribution(data: RoundData, item_id: str) -> pd.DataFrame:
    """Give how the answers to one item are distributed.

    Returns
    -------
    pandas.DataFrame
        One row an answer: category, count, printed (the published percentage, empty where none was printed), share,
        low and high (percent; 95 % Wilson interval), provenance. Empty when the item has no counts.
    """
    item = data.tables["survey_items"].set_index("item_id").loc[item_id]
    answers = data.tables["survey_answers"]
    rows = answers[(answers["item_id"] == item_id) & answers["count"].notna()]
    counts = rows["count"].astype("int64").to_numpy()
    low, high = wilson(counts, int(item["n"]))
    printed = data.tables["figures"].set_index("figure_id")["printed"]
    return pd.DataFrame(
        {
            "category": rows["category"].to_numpy(),
            "count": counts,
            "printed": [printed.get(figure, "") for figure in rows["figure_id"]],
            "share": 100 * counts / int(item["n"]),
            "low": 100 * low,
            "high": 100 * high,
            "provenance": rows["provenance"].to_numpy(),
        }
    )


def ranking(data: RoundData, item_id: str) -> pd.DataFrame:
    """Give the published order of the answers to one item, the highest (1) first."""
    answers = data.tables["survey_answers"]
    rows = answers[(answers["item_id"] == item_id) & answers["rank"].notna()]
    return rows[["rank", "category"]].sort_values("rank", kind="stable", ignore_index=True)


def ladders(data: RoundData) -> pd.DataFrame:
    """Give begin and end positions, a row for each question, instrument and place in the document.

    Returns
    -------
    pandas.DataFrame
        question, instrument, scope; `begin`, `eind` and `stand` as numbers (missing where not printed) and, with
        ``_printed`` behind the name, as printed.
    """
    positions = data.tables["ladder_positions"]
    printed = data.tables["figures"].set_index("figure_id")["printed"]
    rows: dict[tuple[str, str, str], dict[str, object]] = {}
    for position in records(positions):
        key = (position["question"], position["instrument"], position["scope"])
        row = rows.setdefault(key, dict(zip(("question", "instrument", "scope"), key, strict=True)))
        text = printed[position["figure_id"]]
        row[position["moment"]] = float(read_printed(text).value)
        row[f"{position['moment']}_printed"] = text
    moments = ("begin", "eind", "stand")
    columns = ["question", "instrument", "scope", *moments, *(f"{moment}_printed" for moment in moments)]
    return pd.DataFrame(list(rows.values()), columns=columns)


def gather(data: RoundData) -> Evidence:
    """Give the evidence of closed items whose answers have a direction, and of open answers.

    Ladder positions that a researcher gave after weighing all sources are no evidence beside those sources: they are
    shown with the published findings, and never counted twice.
    """
    items = data.tables["survey_items"].set_index("item_id")
    waves = data.tables["survey_waves"].set_index("source_id")
    printed = dict(zip(data.tables["figures"]["figure_id"], data.tables["figures"]["printed"], strict=True))
    rows, trace = [], []
    for answer in records(data.tables["survey_answers"]):
        item = items.loc[answer["item_id"]]
        # An answer that nobody gave says nothing.
        if pd.isna(answer["direction"]) or not item["aspect"] or _nobody(answer["count"]):
            continue
        direction, voice = int(answer["direction"]), str(waves.loc[item["source"], "voice"])
        counted = not pd.isna(answer["count"])
        row = evidence.row(
            data,
            PHASE.id,
            item["question"],
            item["aspect"],
            voice,
            direction,
            _answer_sentence(item["label"], answer, printed),
            provenance=evidence.weakest([answer["provenance"], item["provenance"]]),
            suffix=answer["answer_id"],
            count=(answer["count"], item["n"], evidence.PERSONS) if counted else (pd.NA, pd.NA, ""),
            quality="" if counted else _without_count(answer),
        )
        rows.append(row)
        trace += [
            (row["evidence_id"], data.file("survey_answers"), answer["answer_id"], evidence.SAYS),
            (row["evidence_id"], data.file("survey_items"), answer["item_id"], evidence.SAYS),
            (row["evidence_id"], data.file("survey_waves"), item["source"], evidence.COUNTS),
        ]
        if answer["figure_id"]:
            trace.append((row["evidence_id"], data.file("figures"), answer["figure_id"], evidence.SAYS))
    return evidence.combine([evidence.make(rows, trace), evidence.from_statements(data, "survey_statements")])


def _nobody(count: Any) -> bool:
    return not pd.isna(count) and int(count) == 0


def _without_count(answer: Record) -> str:
    return "Alleen het percentage is gepubliceerd" if pd.isna(answer["rank"]) else "Alleen de volgorde is gepubliceerd"


def _answer_sentence(label: str, answer: Record, printed: "dict[str, str]") -> str:
    if pd.isna(answer["count"]) and pd.isna(answer["rank"]):
        share = printed.get(answer["figure_id"], "een onbekend deel")
        return f"Op de vraag «{label}» antwoordt {share} «{answer['category']}»."
    if not pd.isna(answer["rank"]):
        return f"Op de vraag «{label}» staat «{answer['category']}» op plaats {answer['rank']}."
    return f"Op de vraag «{label}» antwoordt {answer['count']} keer iemand «{answer['category']}»."
