"""Saturation of a round: every way to look at it, or why there is nothing to compute."""

from typing import Any

from helpers_rounds import codebook, round_data, table

from pipeline.contracts.loading import RoundData
from pipeline.phases.gathering import themes_of_talks
from pipeline.triangulation import saturation, saturation_words

BOOK = codebook({"q1": ["interviews"]}, aspects=("a", "b", "c"))


def talked(*aspects: str) -> RoundData:
    """Make a round with a conversation for each text, a day apart, in which its letters were spoken of."""
    said = [(number, aspect) for number, own in enumerate(aspects) for aspect in own]
    about: dict[str, Any] = {"question": "q1", "direction": 1, "coder": "an"}
    segments = [{"interview": f"i{number}", "respondent": "", "aspect": aspect, **about} for number, aspect in said]
    # The last in the table was the first to be held.
    talks = [
        {"interview_id": f"i{number}", "respondents": f"p{number}", "date": f"2026-03-{28 - number:02d}"}
        for number in range(len(aspects))
    ]
    people = [{"respondent_id": f"p{number}", "voice": "v1"} for number in range(len(aspects))]
    own = {"interviews": talks, "segments": segments, "respondents": people}
    return round_data(BOOK, {name: table(name, *rows) for name, rows in own.items()})


def told(*aspects: str) -> str:
    data = talked(*aspects)
    [(phase, talks)] = themes_of_talks(data).items()
    return saturation_words.sentence(data, phase, talks)


def test_every_base_run_and_threshold_has_a_row_with_all_columns() -> None:
    """Eight who speak of the same: reached at the base; a base of six and a run of three need nine."""
    found = saturation.table(talked(*["ab"] * 8), "")
    assert len(found) == 12
    enough = found[found["reached_at"] != ""]
    assert len(enough) == 10
    assert (enough["reached_at"] == enough["base_size"]).all()
    assert (enough["low"] == enough["base_size"]).all()
    assert (enough["high"] == enough["base_size"]).all()
    assert set(enough["orderings"]) == {"1000"}
    short = found[found["reached_at"] == ""]
    assert set(short["remark"]) == {"Interviews: 8 gesprekken, 2 aspecten; dit vraagt er minstens 9"}


def test_conversations_stand_in_the_order_in_which_they_were_held() -> None:
    """The first in the table was spoken to last, and says something new: too late for a base of five."""
    found = saturation.table(talked("c", *["a"] * 6), "").set_index(["base_size", "run_length", "threshold"])
    assert found.loc[("5", "2", "0.05"), "reached_at"] == ""
    assert found.loc[("4", "2", "0.05"), "reached_at"] == "4"


def test_the_sentence_says_how_far_the_order_decides_and_claims_nothing_of_a_few() -> None:
    text = told(*["ab"] * 8)
    start = "In negen van de tien volgordes van gesprekken brachten na 4 interviews"
    assert text == f"{start} de volgende 2 hoogstens 5% nieuwe aspecten."
    few = "Of nieuwe interviews nog nieuwe aspecten opleveren, is niet te zeggen: er zijn maar 2 gesprekken."
    assert told("ab", "ab") == few


def test_where_nothing_was_recorded_it_says_why() -> None:
    [row] = saturation.table(round_data(BOOK, {}), "Niet te berekenen.").to_dict("records")
    assert (row["remark"], row["reached_at"]) == ("Niet te berekenen.", "")
    assert saturation.table(round_data(BOOK, {}), "").empty
