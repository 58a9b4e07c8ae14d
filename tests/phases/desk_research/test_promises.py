"""Promises: what was met over all phases, and what nobody went to see."""

from typing import Any

import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.blocks import Nothing, Table, Text, plain
from pipeline.contracts.loading import RoundData
from pipeline.phases.desk_research.promises import promises
from pipeline.phases.desk_research.promises_telling import kept

BOOK = codebook({"q1": ["desk_research"]})


def round_of(*rows: dict[str, Any]) -> RoundData:
    made = [
        {"test_id": f"t{n}", "promise": f"Belofte {row['promise_id']}", "where": "papier", "provenance": "collected"}
        | row
        for n, row in enumerate(rows)
    ]
    document = {"document": "plan", "title": "Jaarplan", "kind": "plan", "date": "2025"}
    return round_data(BOOK, {"promises": table("promises", *made), "documents": table("documents", document)})


def met(name: str, phase: str, verdict: str, **more: Any) -> dict[str, Any]:
    return {"promise_id": name, "phase": phase, "kept": verdict, "seen": f"Wat {phase} zag"} | more


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (["ja"], "ja"),
        (["ja", "ja"], "ja"),
        (["ja", "nee"], "deels"),
        (["nee", "niet te zien"], "nee"),
        (["niet te zien"], ""),
        ([], ""),
    ],
)
def test_a_promise_is_kept_when_all_who_could_see_say_so(said: list[str], verdict: str) -> None:
    phases = ("interviews", "mystery_guests")
    rows = [met("a", phase, each) for phase, each in zip(phases, said, strict=False)] or [{"promise_id": "a"}]
    [found] = promises(round_of(*rows))
    assert found.verdict == verdict


def test_paper_and_screen_stand_beside_what_was_met() -> None:
    data = round_of(
        met("a", "mystery_guests", "ja", document="plan", locator="p. 3"),
        met("a", "interviews", "nee"),
        met("b", "surveys", "nee", where="digitaal"),
        {"promise_id": "c", "where": "gesproken"},
        met("d", "interviews", "niet te zien"),
    )
    text, shown = kept(data).parts
    assert isinstance(text, Text)
    assert plain(text.line) == (
        "Er zijn 4 beloften opgeschreven: 1 deels nagekomen, 1 niet nagekomen, 1 niet te zien en 1 niet nagegaan. "
        "Bij 1 belofte zag de ene fase iets anders dan de andere; die telt als deels nagekomen."
    )
    assert isinstance(shown, Table)
    rows = [[plain(cell) if cell is not None else "" for cell in row] for row in shown.rows]
    assert rows[0] == ["Belofte a", "papier (Jaarplan, p. 3)", "Onderzoeksbezoeken", "Wat mystery_guests zag", "ja"]
    assert [row[0] for row in rows] == ["Belofte a", "Belofte a", "Belofte b", "Belofte c", "Belofte d"]
    assert rows[3][1:] == ["gesproken", "niet nagegaan", "", ""]


def test_one_promise_is_told_as_one_and_none_as_none() -> None:
    text, _ = kept(round_of(met("a", "interviews", "ja"))).parts
    assert plain(text.line) == "Er is 1 belofte opgeschreven: 1 nagekomen."  # type: ignore[union-attr]
    [nothing] = kept(round_of()).parts
    assert isinstance(nothing, Nothing)
