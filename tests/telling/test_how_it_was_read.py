"""Who reads a summary is told what was published before and what a computer read; nothing where that is not so."""

from dataclasses import replace

import pandas as pd
import pytest
from helpers_rounds import codebook, evidence_frame, round_data, table

from pipeline.telling.how_it_was_read import how_it_was_read

BOOK = codebook({"q1": ("interviews",)})


def said(provenance: str, coded_by: str, *kinds: str) -> str:
    data = round_data(BOOK, {"judgements": table("judgements", *({"kind": kind} for kind in kinds))})
    data = replace(data, round=data.round.model_copy(update={"coded_by": coded_by}))
    evidence = evidence_frame([{"question": "q1", "voice": "v1", "phase": "interviews", "provenance": provenance}])
    return " ".join(how_it_was_read(data, evidence))


def test_of_what_was_published_and_read_by_a_computer_both_are_told() -> None:
    assert said("published", "automatic", "automatic") == (
        "Wij lazen wat al was gepubliceerd, en spraken zelf niemand. "
        "Een computer deelde in wat mensen zeiden, en las hoe zeker iets is. Geen onderzoeker keek dat na."
    )


@pytest.mark.parametrize("kinds", [(), ("researcher",), ("",)])
def test_of_what_people_collected_and_judged_nothing_is_told(kinds: tuple[str, ...]) -> None:
    assert said("collected", "researcher", *kinds) == ""


def test_where_people_judged_too_the_computer_did_a_part() -> None:
    assert said("collected", "researcher", "researcher", "automatic") == "Hoe zeker iets is, las deels een computer."
    assert said("collected", "automatic", "researcher") == (
        "Een computer deelde in wat mensen zeiden. Geen onderzoeker keek dat na."
    )


def test_where_we_spoke_to_people_ourselves_it_does_not_say_that_we_spoke_to_nobody() -> None:
    """Also where nothing that they said points a way that can be told."""
    data = round_data(BOOK, {"segments": table("segments", {"interview": "i1", "question": "q1"})})
    evidence = evidence_frame([{"question": "q1", "voice": "v1", "phase": "interviews", "provenance": "published"}])
    assert how_it_was_read(data, evidence) == []


def test_of_a_round_without_evidence_nothing_is_told() -> None:
    assert how_it_was_read(round_data(BOOK, {}), pd.DataFrame(columns=evidence_frame([]).columns)) == []
