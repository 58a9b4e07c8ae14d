"""A finding in plain words: nothing of the method's own terms, and nobody who says otherwise is left out."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from helpers_synthetic import SECRET

from pipeline.blocks import Muted, plain
from pipeline.notebook.round import RoundWork
from pipeline.records import records, rows_of
from pipeline.telling.findings import told
from pipeline.telling.told_finding import Point, ToldFinding
from pipeline.telling.why import together
from pipeline.triangulation.convergence import PairRow

TERMS = re.compile(r"\b(fasen?|stem(?:men)?|triangulatie|convergentie|codering|gecodeerd|richting)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def findings(work: RoundWork) -> dict[str, ToldFinding]:
    return {finding.id: finding for finding in told(work.data, work.tables)}


def own_words(finding: ToldFinding) -> str:
    """Give what klankbord itself says on the page, without what people and documents said."""
    headings = [*(title for title, _ in finding.strongest), *(side.title for side in finding.sides)]
    counts = [group.counts for group in finding.groups]
    signs = [count for group in finding.groups for _, count in group.signs]
    assert sum(signs) == len(finding.points)
    return " ".join([finding.running, *counts, finding.who, finding.otherwise, *headings])


def test_every_finding_is_said_without_the_terms_of_the_method(findings: dict[str, ToldFinding]) -> None:
    assert len(findings) == 6
    for finding in findings.values():
        assert not TERMS.search(own_words(finding)), finding.id


def test_every_piece_of_evidence_of_the_question_stands_on_the_page(
    findings: dict[str, ToldFinding], work: RoundWork
) -> None:
    evidence = work.tables["evidence"]
    for row in records(work.tables["findings"]):
        shown = [point.text for point in findings[row["finding_id"]].points]
        assert sorted(shown) == sorted(evidence["statement"][evidence["question"] == row["question"]])


def test_whoever_says_otherwise_is_counted_and_named(findings: dict[str, ToldFinding], work: RoundWork) -> None:
    evidence = work.tables["evidence"]
    seen = set()
    for row in records(work.tables["findings"]):
        if not row["direction"]:
            continue
        against = evidence[(evidence["question"] == row["question"]) & (evidence["direction"] == -row["direction"])]
        finding = findings[row["finding_id"]]
        seen.add(bool(len(against)))
        if len(against):
            assert finding.otherwise.startswith("Iets anders komt ")
            counted = sum(
                int(found) for group in finding.groups for found in re.findall(r"(\d+) de andere kant op", group.counts)
            )
            assert counted == len(against)
        else:
            asked = evidence[(evidence["question"] == row["question"]) & (evidence["phase"] != "desk_research")]
            nobody = "Wij vonden niemand die dit tegenspreekt. Wie hierover iets zei: "
            assert finding.otherwise.startswith(nobody) == bool(len(asked))
            assert "Niets gevonden. Wij zochten in de " in plain(finding.otherwise_strongest[0][1])
    assert seen == {True, False}, "the made-up round has both"


def test_what_is_withheld_is_said_but_not_shown(findings: dict[str, ToldFinding]) -> None:
    everything = " ".join(map(repr, findings.values()))
    assert SECRET not in everything
    assert "telt niet mee" in everything


@pytest.mark.parametrize(
    ("label", "pairs", "said"),
    [
        ("agreement", [("agreement", "repeats")], "Dat wijst dezelfde kant op."),
        (
            "agreement",
            [("agreement", "repeats"), ("partial agreement", "adds")],
            "Dat wijst grotendeels dezelfde kant op.",
        ),
        ("partial agreement", [("partial agreement", "adds")], "Daar staat voor een deel hetzelfde in."),
        (
            "partial agreement",
            [("agreement", "repeats"), ("dissonance", "adds")],
            "Daar staat voor een deel hetzelfde in, en voor een deel wijst het niet dezelfde kant op.",
        ),
        (
            "partial agreement",
            [("partial agreement", "contradicts")],
            "Daar staat voor een deel hetzelfde in, en voor een deel spreekt het elkaar tegen.",
        ),
        ("dissonance", [("dissonance", "contradicts"), ("silence", "")], "Die spreken elkaar tegen."),
        (
            "dissonance",
            [("dissonance", "adds")],
            "Die wijzen niet dezelfde kant op, en gaan over verschillende kanten van de vraag.",
        ),
    ],
)
def test_what_places_say_together_follows_its_pairs(label: str, pairs: list[tuple[str, str]], said: str) -> None:
    rows = [dict.fromkeys(PairRow.__annotations__, "") | {"label": label, "relation": way} for label, way in pairs]
    apart = pd.DataFrame({"phase": ["a", "b"], "aspect": ["x", "y"]})
    assert together(label, rows_of(pd.DataFrame(rows), PairRow), apart) == said


def test_places_that_speak_of_one_aspect_are_not_said_to_speak_of_different_sides() -> None:
    [row] = [dict.fromkeys(PairRow.__annotations__, "") | {"label": "dissonance", "relation": "adds"}]
    alike = pd.DataFrame({"phase": ["a", "b", "b"], "aspect": ["x", "y", "x"]})
    assert together("dissonance", rows_of(pd.DataFrame([row]), PairRow), alike) == "Die wijzen niet dezelfde kant op."


def test_a_number_never_stands_beside_one_of_several_things_that_it_counts() -> None:
    places = (("Een zegt dit.", "p. 1"), ("Een ander zegt dat.", "p. 2"))
    point = Point("E", "Twee zeggen dit.", "a", "Bewoners, interviews", "Bewoners, interviews, 2 van 9", "", "", places)
    assert point.in_short[1] == Muted("(Bewoners, interviews; één van 2 plaatsen achter dit punt; p. 1)")
    alone = replace(point, places=places[:1])
    assert alone.in_short[1] == Muted("(Bewoners, interviews, 2 van 9; p. 1)")
