"""What an answer would hide: aspects that point the other way than their finding, groups and places that differ."""

from typing import Any

import pandas as pd
import pytest
from helpers_rounds import codebook, evidence_frame

from pipeline.evidence.group_table import COLUMNS
from pipeline.rules import USUAL
from pipeline.telling.exceptions import exceptions
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.views import cells
from pipeline.triangulation.weighing import weigh

PHASES = ("interviews", "focusgroups", "surveys")
BOOK = codebook({"q1": PHASES})
SCOPE = Scope(BOOK, PHASES, frozenset(PHASES))
NOBODY = pd.DataFrame(columns=list(COLUMNS))
PEOPLE = {"counted": "personen", "n_total": 7, "n_against": 1}


def told(rows: list[dict[str, Any]], *groups: dict[str, Any]) -> tuple[str, ...]:
    evidence = evidence_frame(rows)
    weighed = weigh(BOOK.question_by_id["q1"], cells(evidence, USUAL), SCOPE)
    shown = pd.DataFrame([_GROUP | each for each in groups], columns=list(COLUMNS)) if groups else NOBODY
    return tuple(each.sentence for each in exceptions(BOOK.question_by_id["q1"], weighed, evidence, shown))


def rows(aspect: str, direction: int, *phases: str, **about: Any) -> list[dict[str, Any]]:
    return [{"phase": phase, "aspect": aspect, "direction": direction} | about for phase in phases]


POSITIVE = [row | {"voice": voice} for voice in ("v1", "v2", "v3") for row in rows("a", 1, *PHASES)]


def test_an_aspect_that_two_phases_find_critical_in_a_positive_finding_is_named_with_its_counts() -> None:
    critical = rows("b", -1, "interviews", n=6, **PEOPLE) + rows("b", -1, "surveys", n=7, **(PEOPLE | {"n_against": 0}))
    assert told(POSITIVE + critical) == (
        "Het beeld over aspect b is kritisch: in de interviews (6 van de 7 mensen) en in de "
        "vragenlijsten (alle 7 mensen).",
    )


def test_how_many_is_left_out_where_people_may_be_counted_twice() -> None:
    critical = rows("b", -1, "interviews", n=6, **PEOPLE) + rows("b", -1, "surveys", "surveys", n=6, **PEOPLE)
    [said] = told(POSITIVE + critical)
    assert said.endswith("in de interviews (6 van de 7 mensen) en in de vragenlijsten.")


@pytest.mark.parametrize(
    "other",
    [
        rows("b", -1, "surveys"),
        rows("b", -1, "surveys", "focusgroups") + rows("b", 1, "interviews"),
        rows("b", 0, "surveys", "focusgroups"),
    ],
)
def test_an_aspect_of_one_phase_or_on_which_phases_differ_is_no_clear_exception(other: list[dict[str, Any]]) -> None:
    assert told(POSITIVE + other) == ()


def test_of_a_mixed_finding_no_aspect_is_an_exception() -> None:
    assert told(rows("a", 1, *PHASES) + rows("b", -1, *PHASES)) == ()


_GROUP = dict.fromkeys(COLUMNS, "") | {
    "phase": "surveys",
    "question": "q1",
    "label": "Welkom",
    "by": "leeftijd",
    "group": "jong",
    "verdict": "differs",
    "counted": "personen",
    "n": 28,
    "favourable": 1,
    "n_others": 52,
    "favourable_others": 44,
    "sentence": "Bij leeftijd jong is «Welkom» anders.",
}
LOOK = {"verdict": "look closer", "sentence": "Nader bekijken: bij West is «Groet» anders."}
PLACE = LOOK | {"by": "unit", "group": "West", "counted": "bezoeken", "n": 5, "n_others": 5, "favourable": 0}


def test_a_group_that_a_test_names_is_named_once_for_all_on_which_it_differs_in_the_same_way() -> None:
    mark = {"label": "Cijfer", "n": 27, "favourable": 9, "sentence": "Bij leeftijd jong is «Cijfer» anders."}
    other_way = {"label": "Hulp", "favourable": 28, "favourable_others": 5, "sentence": "Bij leeftijd jong is «Hulp»."}
    assert told(POSITIVE, mark, other_way, {}) == (
        "Bij leeftijd jong is «Hulp».",
        "Bij leeftijd jong is «Welkom» anders. Zo ook bij «Cijfer».",
    )


def test_a_place_where_it_is_never_found_and_elsewhere_always_is_named_and_no_other_without_a_test() -> None:
    assert told(POSITIVE, PLACE | {"favourable_others": 5}) == ("Bij West is «Groet» anders.",)
    assert told(POSITIVE, PLACE | {"favourable_others": 4}) == ()
    assert told(POSITIVE, LOOK) == ()
    assert told(POSITIVE, {"sentence": ""}) == ()
    assert told(POSITIVE, {"question": "q2"}) == ()


def test_no_more_than_three_are_named_and_the_rest_is_counted() -> None:
    groups = [{"group": name, "sentence": f"Bij {name} anders."} for name in "abcde"]
    assert told(POSITIVE, *groups)[3:] == ("Nog 2 verschillen staan bij de bevinding.",)
    assert told(POSITIVE, *groups[:4])[3:] == ("Nog 1 verschil staat bij de bevinding.",)
    assert len(told(POSITIVE, *groups[:3])) == 3
