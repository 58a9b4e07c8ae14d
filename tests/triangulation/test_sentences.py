"""The sentence of a finding: the written one while it fits, a neutral one that is marked otherwise."""

import pandas as pd
import pytest
from helpers_rounds import codebook, evidence_frame, table

from pipeline.claims import wording
from pipeline.telling.finding_words import OWN_WORDING, who_wrote
from pipeline.triangulation.findings import triangulate
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.sentences import Sentences, Wording

BOOK = codebook({"q1": ("interviews", "surveys")})
[QUESTION] = BOOK.questions
SCOPE = Scope(BOOK, ("interviews", "surveys"), frozenset({"interviews", "surveys"}))
WRITTEN = {"subject": "finding", "about": "q1", "direction": 1, "sentence": "Het gaat goed.", "short": "Goed"}


def test_a_written_sentence_stands_as_long_as_its_direction_holds() -> None:
    sentences = table("sentences", WRITTEN)
    for direction, stands in ((1, True), (-1, False), (0, False)):
        rows = evidence_frame([{"direction": direction}, {"direction": direction, "phase": "surveys"}])
        [finding] = triangulate(rows, SCOPE, sentences=sentences).findings.to_dict("records")
        assert (finding["statement"] == "Het gaat goed.") is stands
        assert (finding["short"] == "Goed") is stands
        assert finding["wording"] == ("written" if stands else "outdated")
        assert finding["written_by"] == ("researcher" if stands else "")


def test_where_nobody_wrote_a_neutral_sentence_stands_and_says_so() -> None:
    [finding] = triangulate(evidence_frame([{"direction": -1}]), SCOPE).findings.to_dict("records")
    assert finding["statement"].startswith("Vraag q1: het beeld")
    assert finding["wording"] == "neutral"
    assert "niemand" in OWN_WORDING[Wording.NEUTRAL]
    assert OWN_WORDING[Wording.WRITTEN] == ""


@pytest.mark.parametrize("direction", [1, 0, -1])
@pytest.mark.parametrize("level", list(wording.ALLOWED))
def test_a_neutral_sentence_is_no_firmer_than_its_confidence_and_points_as_the_finding(
    direction: int, level: str
) -> None:
    said = Sentences(table("sentences")).of_finding(QUESTION, direction, level).sentence
    assert wording.firmness(said)[0] <= wording.ALLOWED[level]
    assert wording.polarity(said) in {direction or 0, None}


def test_sentences_of_a_theme_or_of_the_round_are_no_sentence_of_a_finding() -> None:
    other = table(
        "sentences", WRITTEN | {"subject": "theme", "about": "q"}, WRITTEN | {"subject": "round", "about": ""}
    )
    assert Sentences(other).of_finding(QUESTION, 1, "high").wording is Wording.NEUTRAL


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ([], ""),
        ([""], ""),
        (["researcher"], "De zinnen van de bevindingen zijn geschreven door onderzoekers."),
        (
            ["automatic", ""],
            "Een deel van de zinnen van de bevindingen is geschreven door een automatische lezing; de andere maakte "
            "klankbord.",
        ),
        (
            ["automatic", "researcher"],
            "De zinnen van de bevindingen zijn geschreven door onderzoekers en een automatische lezing.",
        ),
    ],
)
def test_readers_are_told_who_wrote_the_sentences(kinds: list[str], said: str) -> None:
    assert who_wrote(pd.DataFrame({"written_by": kinds})) == said
