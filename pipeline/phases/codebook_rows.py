"""A codebook as rows of the sheets of its workbook, and back."""

from collections.abc import Mapping

from pipeline.codebook import Code, Domain, Indicator, Instrument, Question, RoundCodes, Rung, Voice
from pipeline.phases.codebook_tables import (
    CODES,
    DOMAINS,
    FAVOURABLE,
    INDICATORS,
    INSTRUMENTS,
    QUESTIONS,
    RUNGS,
    VOICES,
)
from pipeline.phases.declarations import PHASES
from pipeline.records import Record, names_in

Rows = Mapping[str, list[dict[str, str]]]
"""Rows of each sheet, as text."""


def rows_of(own: RoundCodes) -> Rows:
    """Give a codebook as rows of the sheets; sentences that nobody uses any more (`answers`) are left out."""
    return {
        QUESTIONS: [
            {
                **_texts(each, "id", "theme", "label", "question", "instrument"),
                **{phase.id: "ja" for phase in PHASES if phase.id in each.asked_in},
                "was": "; ".join(each.was),
            }
            for each in own.questions
        ],
        CODES: [
            {"question": each.id, **_texts(code, "id", "label", "definition"), "was": "; ".join(code.was)}
            for each in own.questions
            for code in each.codes
        ],
        VOICES: [
            _texts(each, "id", "label", "short", "definition")
            | _unusual(each, person=True, insider=False, researcher=False)
            for each in own.voices
        ],
        INDICATORS: [
            _texts(each, "id", "label", "question", "aspect")
            | {"favourable": FAVOURABLE[each.favourable]}
            | _unusual(each, cumulative=True)
            for each in own.indicators
        ],
        INSTRUMENTS: [_texts(each, "id", "label", "source") for each in own.instruments],
        RUNGS: [
            {"instrument": each.id, **_texts(rung, "rung", "label", "description"), **_unusual(rung, position=True)}
            for each in own.instruments
            for rung in each.rungs
        ],
        DOMAINS: [
            {"instrument": each.id, **_texts(domain, "id", "label")}
            for each in own.instruments
            for domain in each.domains
        ],
    }


def _texts(item: object, *names: str) -> dict[str, str]:
    return {name: str(getattr(item, name)) for name in names}


def _unusual(item: object, **usual: bool) -> dict[str, str]:
    """Give a yes or no where that is not what an empty cell means."""
    return {name: "nee" if each else "ja" for name, each in usual.items() if getattr(item, name) != each}


def book_of(rows: Mapping[str, list[Record]]) -> RoundCodes:
    """Give the codebook that rows of the sheets say; every cell of them is in order."""
    return RoundCodes(
        questions=[
            Question(
                id=row["id"],
                theme=row["theme"],
                label=row["label"],
                question=row["question"],
                instrument=row["instrument"],
                asked_in=[phase.id for phase in PHASES if row[phase.id] == "ja"],
                was=names_in(row["was"]),
                codes=[
                    Code(**_texts_in(code, "id", "label", "definition"), was=names_in(code["was"]))
                    for code in rows[CODES]
                    if code["question"] == row["id"]
                ],
            )
            for row in rows[QUESTIONS]
        ],
        voices=tuple(
            Voice(
                **_texts_in(row, "id", "label", "short", "definition"),
                person=row["person"] != "nee",
                insider=row["insider"] == "ja",
                researcher=row["researcher"] == "ja",
                partner=False,  # of a round's own voices small counts are protected
            )
            for row in rows[VOICES]
        ),
        indicators=tuple(
            Indicator(
                **_texts_in(row, "id", "label", "question", "aspect"),
                favourable="higher" if row["favourable"] == FAVOURABLE["higher"] else "lower",
                cumulative=row["cumulative"] != "nee",
            )
            for row in rows[INDICATORS]
        ),
        instruments=tuple(
            Instrument(
                **_texts_in(row, "id", "label", "source"),
                rungs=[
                    Rung(
                        rung=int(rung["rung"]),
                        **_texts_in(rung, "label", "description"),
                        position=rung["position"] != "nee",
                    )
                    for rung in rows[RUNGS]
                    if rung["instrument"] == row["id"]
                ],
                domains=tuple(
                    Domain(**_texts_in(domain, "id", "label"))
                    for domain in rows[DOMAINS]
                    if domain["instrument"] == row["id"]
                ),
            )
            for row in rows[INSTRUMENTS]
        ),
    )


def _texts_in(row: Record, *names: str) -> dict[str, str]:
    return {name: str(row[name]) for name in names}
