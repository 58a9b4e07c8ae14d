"""The front page at a glance: an answer a direction, and one picture with every question, phase and certainty."""

from typing import Any

import pandas as pd
import pytest
from helpers_rounds import codebook, evidence_frame, round_data, table

from pipeline.blocks import plain
from pipeline.contracts.loading import RoundData
from pipeline.evidence.group_table import COLUMNS
from pipeline.rounds import Deployment, Withheld
from pipeline.telling.overview import answers, of_themes, overview, who_wrote
from pipeline.triangulation.findings import triangulate
from pipeline.triangulation.scope import Scope

BOOK = codebook({"q1": ("interviews", "surveys"), "q2": ("interviews",), "r1": ("interviews", "surveys")})
DEPLOYED = ("interviews", "surveys")


def made(
    rows: list[dict[str, Any]], *sentences: dict[str, Any], withheld: tuple[Withheld, ...] = ()
) -> tuple[RoundData, dict[str, pd.DataFrame]]:
    data = round_data(BOOK, {"sentences": table("sentences", *sentences)})
    phases = {name: Deployment(deployed=name in DEPLOYED, reason="Niet gedaan.") for name in data.round.phases}
    round_ = data.round.model_copy(update={"phases": phases, "withheld": withheld})
    data = RoundData(data.project, data.round_id, round_, BOOK, data.contracts, data.tables)
    evidence = evidence_frame(rows)
    found = triangulate(evidence, Scope.of(round_, BOOK, DEPLOYED), sentences=data.table("sentences"))
    return data, found.tables | {"evidence": evidence, "groups": pd.DataFrame(columns=list(COLUMNS))}


ROWS = [
    {"question": "q1", "direction": 1},
    {"question": "q1", "direction": 1, "phase": "surveys"},
    {"question": "q2", "direction": -1},
]
WRITTEN = {"subject": "round", "about": "", "direction": 1, "short": "kort"}


def test_each_direction_that_was_found_has_one_sentence_and_no_other() -> None:
    told = answers(*made(ROWS))
    assert [answer.mark.text for answer in told] == ["positief", "kritisch"]
    assert "vraag q1" in told[0].sentence
    assert "vraag q2" in told[1].sentence
    assert not any(answer.written for answer in told)
    assert answers(*made([])) == []


@pytest.mark.parametrize(("named", "stands"), [("F-q-q1", True), ("F-q-q2", False), ("F-r-r1", False)])
def test_a_written_answer_stands_while_the_findings_it_names_point_its_way(named: str, stands: bool) -> None:
    sentence = WRITTEN | {"sentence": f"Het gaat goed met de buurt. [@{named}]"}
    [positive, _] = answers(*made(ROWS, sentence))
    assert positive.written is stands
    assert (positive.sentence == "Het gaat goed met de buurt.") is stands


OF_FINDING = {"subject": "finding", "about": "q1", "direction": 1, "short": "kort", "sentence": "Buren zijn welkom."}


def test_what_somebody_wrote_of_a_finding_stands_where_nobody_wrote_of_the_round() -> None:
    rows = [*ROWS, {"question": "r1", "direction": 1}]
    written = made(rows, OF_FINDING)
    [positive, critical] = answers(*written)
    assert positive.sentence == "Het beeld is positief over: vraag r1. Buren zijn welkom."
    assert (positive.written, positive.made, critical.written) == (True, True, False)
    assert who_wrote([positive, critical]) == "Een deel van deze zinnen maakte klankbord zelf."
    assert who_wrote([critical]) == "Deze zinnen maakte klankbord zelf."
    [alone] = answers(*made(ROWS[:2], OF_FINDING))
    assert alone.sentence == "Buren zijn welkom."
    assert who_wrote([alone]) == ""


def test_of_a_finding_that_is_not_clear_no_answer_says_what_it_looks_like() -> None:
    data, tables = made(ROWS)
    unclear = tables["findings"].assign(
        confidence=["very low" if q == "q1" else "low" for q in tables["findings"]["question"]]
    )
    [positive, critical] = answers(data, {**tables, "findings": unclear})
    assert positive.sentence == "Nog niet duidelijk is het beeld over: vraag q1."
    assert critical.sentence.startswith("Het beeld lijkt kritisch over:")


def test_below_an_answer_stands_what_points_the_other_way_also_where_somebody_wrote_it() -> None:
    phases = ("interviews", "surveys")
    glad = [{"question": "q1", "phase": phase, "voice": voice} for phase in phases for voice in ("v1", "v2")]
    critical = [{"question": "q1", "phase": phase, "aspect": "b", "direction": -1} for phase in phases]
    sentence = WRITTEN | {"sentence": "Het gaat goed met de buurt. [@F-q-q1]"}
    for written in ((), (sentence,)):
        [positive] = answers(*made(glad + critical, *written))
        assert [plain(each.line) for each in positive.exceptions] == [
            "kritisch Vraag q1. Het beeld over aspect b is kritisch: in de interviews en in de vragenlijsten."
        ]
        assert positive.except_for == "Binnen vraag q1 anders: over aspect b."
        assert positive.made


def test_the_picture_has_every_question_and_only_the_phases_that_were_deployed() -> None:
    seen = overview(*made(ROWS))
    assert seen.phases == ("Interviews", "Vragenlijsten")
    assert [theme for theme, _ in seen.themes] == ["q", "r"]
    q1, q2 = seen.themes[0][1]
    assert [mark.text for mark in q1.phases] == ["positief", "positief"]
    assert [mark.text for mark in q2.phases] == ["kritisch", "hier niet gezocht"]
    assert q1.page == "bevindingen/F-q-q1.html"
    [nothing] = seen.themes[1][1]
    assert (nothing.page, nothing.short, nothing.direction) == ("", "niets gevonden", None)
    assert [mark.text for mark in nothing.phases] == ["niets gevonden", "niets gevonden"]


def test_the_sentence_of_a_theme_stands_without_what_it_names() -> None:
    row = WRITTEN | {"subject": "theme", "about": "q", "sentence": "Het lijkt goed te gaan. [@F-q-q1]"}
    assert of_themes(*made(ROWS, row)) == {"q": "Het lijkt goed te gaan."}
    assert of_themes(*made(ROWS)) == {}
    # what it names was not found any more
    assert of_themes(*made(ROWS[2:], row)) == {}


def test_what_is_withheld_shows_as_such() -> None:
    hidden = Withheld(phase="surveys", question="q1", reason="Herkenbaar.")
    seen = overview(*made(ROWS[:1] + ROWS[2:], withheld=(hidden,)))
    assert [mark.text for mark in seen.themes[0][1][0].phases] == ["positief", "afgeschermd"]
