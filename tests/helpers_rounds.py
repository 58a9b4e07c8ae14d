"""Rounds for tests: the real one, read once, and small ones made by hand."""

from collections.abc import Callable, Iterable, Mapping
from csv import QUOTE_ALL
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import settings

from pipeline.codebook import Code, Codebook, Indicator, Question, Theme, Voice
from pipeline.contracts.loading import RoundData
from pipeline.contracts.validation import empty
from pipeline.evidence.table import COLUMNS, Evidence
from pipeline.handover import Handover
from pipeline.phases.declarations import BY_ID
from pipeline.phases.gathering import all_evidence
from pipeline.phases.raw_tables import load_round
from pipeline.phases.tables import TABLES
from pipeline.rounds import Deployment, Project, Round
from pipeline.triangulation.findings import Triangulation, triangulate
from pipeline.triangulation.scope import Scope

ROOT = Path(__file__).parents[1]
ROUND = "wijk-voor-wijk-2019"
PHASES = tuple(BY_ID)
# Tables are slow to make: fewer examples than the profile has.
FEW = settings(max_examples=settings().max_examples * 2 // 5)


@cache
def nulmeting() -> RoundData:
    """Read the real round; tests leave it as it is."""
    return load_round(Project(ROOT), ROUND)


@cache
def nulmeting_evidence() -> Evidence:
    return all_evidence(load_round(Project(ROOT), ROUND), Handover(Project(ROOT), ""))


@cache
def nulmeting_findings() -> Triangulation:
    return triangulate(nulmeting_evidence().rows, Scope.of(nulmeting().round, nulmeting().codebook, PHASES))


def edit(project: Project, table: str, change: Callable[[pd.DataFrame], pd.DataFrame | None]) -> None:
    """Change a raw table of a copied round; `change` may alter the frame in place or return another."""
    path = project.raw / ROUND / f"{table}.csv"
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    changed = change(frame)
    (frame if changed is None else changed).to_csv(path, index=False, quoting=QUOTE_ALL)


def table(name: str, *rows: Mapping[str, Any]) -> pd.DataFrame:
    """Make a valid raw table; what a row leaves out is empty, and its key is its number."""
    contract = TABLES[name]
    filled = []
    for number, row in enumerate(rows, 1):
        defaults = {column.name: pd.NA if column.number else "" for column in contract.columns}
        filled.append({**defaults, contract.key: f"r{number}", "provenance": "published", **row})
    nothing = empty(contract)
    return pd.DataFrame(filled, columns=list(nothing.columns)).astype(nothing.dtypes.to_dict())


def codebook(
    asked_in: Mapping[str, Iterable[str]], *, aspects: Iterable[str] = ("a", "b"), indicators: Iterable[Indicator] = ()
) -> Codebook:
    """Make a codebook out of questions and the phases they were asked in; their first letter is their theme."""
    aspects = tuple(aspects)
    themes = sorted({question[0] for question in asked_in})
    return Codebook(
        themes=[Theme(id=theme, label=theme, definition="", source="") for theme in themes],
        voices=[
            Voice(id=voice, label=f"Stem {voice}", short=f"stem {voice}", definition="") for voice in ("v1", "v2", "v3")
        ],
        questions=[
            Question(
                id=question,
                theme=question[0],
                label=f"Vraag {question}",
                question="?",
                asked_in=list(phases),
                codes=[Code(id=aspect, label=f"Aspect {aspect}", definition="") for aspect in aspects],
            )
            for question, phases in asked_in.items()
        ],
        indicators=tuple(indicators),
        instruments={},
    )


def round_data(book: Codebook, tables: dict[str, pd.DataFrame], areas: tuple[str, ...] = ()) -> RoundData:
    """Make a round in which every phase was deployed, out of tables that need no file."""
    round_ = Round(
        title="Ronde",
        organisation="Organisatie",
        place="",
        period="",
        question="",
        summary="",
        codebook="klein",
        phases={phase: Deployment(deployed=True) for phase in PHASES},
        areas=areas,
    )
    return RoundData(Project(ROOT), "klein", round_, book, TABLES, tables, inside=tables)


def evidence_frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Make evidence rows; what a row leaves out is alike for all."""
    defaults = {
        "phase": "interviews",
        "theme": "q",
        "question": "q1",
        "aspect": "a",
        "unit": "Organisatie",
        "voice": "v1",
        "direction": 1,
        "n": pd.NA,
        "n_total": pd.NA,
        "counted": "",
        "statement": "Iets.",
        "provenance": "collected",
        "quality": "",
        "at_least": "",
        "selection": "",
        "placed": "",
        "otherwise": "",
        "n_against": pd.NA,
        "by_others": "",
    }
    filled = [{**defaults, "evidence_id": f"E{number}", **row} for number, row in enumerate(rows, 1)]
    frame = pd.DataFrame(filled, columns=list(COLUMNS))
    return frame.astype({"direction": "Int64", "n": "Int64", "n_total": "Int64", "n_against": "Int64"})
