"""What the phases of a question say together, what each alone adds, and what a researcher made of it."""

import pytest
from helpers_rounds import codebook, table

from pipeline.phases.declarations import BY_ID
from pipeline.triangulation.judgements import Judgements
from pipeline.triangulation.meta_inference import alone, completeness, row
from pipeline.triangulation.views import Prominence, Status, View

[QUESTION] = codebook({"q1": ["interviews", "focusgroups", "surveys"]}, aspects="abc").questions
NOBODY = Judgements(table("judgements"))
INTERVIEWS, GROUPS, SURVEYS = (BY_ID[name].label.lower() for name in ("interviews", "focusgroups", "surveys"))


def says(phase: str, **aspects: int) -> View:
    """Let a phase speak on aspects, all of them one way or else mixed."""
    [direction] = set(aspects.values()) if len(set(aspects.values())) == 1 else [0]
    return View(phase, Status.SPEAKS, direction, Prominence.PRESENT, aspects)


SILENT = View("desk_research", Status.SILENT)
VIEWS = (says("interviews", b=1, a=1), says("focusgroups", b=-1, c=-1), SILENT, says("surveys", b=1))


def judged(judgement: str) -> Judgements:
    own = {
        "subject": "meta_inference",
        "question": "q1",
        "stage": "decision",
        "researcher": "A",
        "reason": "Omdat.",
        "seen": "",
    }
    return Judgements(table("judgements", {**own, "judgement": judgement}))


def test_a_phase_adds_the_aspects_on_which_no_other_phase_speaks_and_a_silent_one_is_not_there() -> None:
    assert alone(VIEWS) == {"interviews": ["a"], "focusgroups": ["c"], "surveys": []}


def test_what_a_phase_alone_adds_has_the_direction_that_it_gives_it() -> None:
    found = [(made["phase"], made["aspect"], made["direction"]) for made in completeness(QUESTION, VIEWS)]
    assert found == [("interviews", "a", 1), ("focusgroups", "c", -1)]


@pytest.mark.parametrize(
    ("convergence", "meta"),
    [
        ("agreement", "confirmation"),
        ("partial agreement", "expansion"),
        ("dissonance", "discordance"),
        ("single source", "single source"),
    ],
)
def test_the_suggestion_follows_from_how_the_phases_converge(convergence: str, meta: str) -> None:
    found = row(QUESTION, VIEWS, convergence, NOBODY)
    assert (found["suggested"], found["meta_inference"], found["origin"]) == (meta, meta, "suggested")


def test_by_rule_it_is_told_who_says_what_and_what_each_alone_adds() -> None:
    text = row(QUESTION, VIEWS, "dissonance", NOBODY)["text"]
    first = f"{INTERVIEWS} en {SURVEYS}: positief; {GROUPS}: kritisch."
    second = f"Alleen bij {INTERVIEWS}: aspect a; alleen bij {GROUPS}: aspect c."
    assert text == f"{first[0].upper()}{first[1:]} {second}"


def test_what_nobody_alone_adds_is_not_told() -> None:
    text = row(QUESTION, (says("interviews", a=1), SILENT, says("surveys", a=1)), "agreement", NOBODY)["text"]
    assert text.lower() == f"{INTERVIEWS} en {SURVEYS}: positief."


def test_a_single_source_is_named_also_when_another_phase_stands_before_it() -> None:
    text = row(QUESTION, (SILENT, says("surveys", a=1)), "single source", NOBODY)["text"]
    assert text == f"Alleen uit {SURVEYS} is hier iets bekend; er valt niets te vergelijken."


def test_the_words_of_a_researcher_take_the_place_of_the_rule() -> None:
    found = row(QUESTION, VIEWS, "dissonance", judged("expansion"))
    assert (found["meta_inference"], found["suggested"], found["origin"]) == ("expansion", "discordance", "overruled")
    assert (found["text"], found["researchers"]) == ("Omdat.", "A")


@pytest.mark.parametrize(
    ("convergence", "judgement", "holds"),
    [("single source", "confirmation", "single source"), ("agreement", "single source", "confirmation")],
)
def test_how_many_phases_speak_can_not_be_judged_away(convergence: str, judgement: str, holds: str) -> None:
    found = row(QUESTION, VIEWS, convergence, judged(judgement))
    assert found["meta_inference"] == holds
    assert found["text"] != "Omdat."
