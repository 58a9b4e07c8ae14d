"""Kinds of mistakes in every table: each told once, at its cell, and gone when its advice is followed."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
from helpers_all_tables import FORM as SOUND_FORM
from helpers_all_tables import ROUND, SURVEY, TABLES, Sound
from helpers_slips import SLIPS, Slip, together

from pipeline.errors import Problem

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """Give the round without a mistake."""
    found = Sound(tmp_path_factory.mktemp("alles"))
    assert found.problems() == []
    return found


@pytest.fixture(autouse=True)
def put_back(sound: Sound) -> Iterator[None]:
    """Make the round sound after each test."""
    yield
    sound.put_back()


thorough = hypothesis.settings().max_examples >= 2000


def advised(problem: Problem) -> str:
    """Take the value out of the advice: what was probably meant, else the first of what may stand there."""
    found = re.search(r"Bedoelde u «(.+?)»", problem.mend) or re.search(r"Kies uit: ([^,.]+)", problem.mend)
    assert found, problem.mend
    return found[1]


@pytest.mark.parametrize("group", [*together(), *([each] for each in SLIPS if thorough)], ids=lambda group: group[0].id)
def test_each_mistake_is_told_once_at_its_cell_and_its_advice_mends_it(sound: Sound, group: list[Slip]) -> None:
    before = {(each.table, each.row): dict(sound.rows(each.table)[each.row]) for each in group}
    for each in group:
        sound.rows(each.table)[each.row].update(each.cells)
    told = sound.problems()
    expected = {(sound.file(each.table), each.row + 2, each.column): each for each in group}
    assert sorted((problem.file, problem.row, problem.column) for problem in told) == sorted(expected)
    for problem in told:
        each = expected[problem.file, problem.row or 0, problem.column]
        assert each.says in problem.mend, problem.mend
        mend = each.mend if each.mend is not None else {each.column: advised(problem)}
        sound.rows(each.table)[each.row].update(mend)
    if any(sound.rows(table)[row] != cells for (table, row), cells in before.items()):  # else it is as it was: sound
        assert sound.problems() == []


def test_there_are_mistakes_of_every_table() -> None:
    assert len({(each.table, *each.cells.items()) for each in SLIPS}) >= 140
    assert {each.table for each in SLIPS} == {*TABLES, SURVEY}


def _attribute(sound: Sound) -> None:
    sound.about["attributes"] = ["leeftijd"]


def _title(sound: Sound) -> None:
    del sound.about["title"]


def _phase(sound: Sound) -> None:
    sound.about["phases"]["interview"] = sound.about["phases"].pop("interviews")


def _asked(sound: Sound) -> None:
    sound.book["questions"][0]["asked_in"][0] = "deskresearch"


def _selection(sound: Sound) -> None:
    sound.form["selection"] = "aselect"


def _column(sound: Sound) -> None:
    sound.form["items"][1]["column"] = "cijfr"


def _invited(sound: Sound) -> None:
    sound.form["invited"] = {"bewoners": 2, "klanten": 30}


def _heading(sound: Sound) -> None:
    sound.tables["respondents"] = [
        {"wie" if name == "voice" else name: text for name, text in row.items()} for row in sound.rows("respondents")
    ]


def _no_table(sound: Sound) -> None:
    del sound.tables["respondents"]


FORM_FILE, ROUND_FILE = f"raw/{ROUND}/{SURVEY}.yml", f"raw/{ROUND}/round.yml"


@pytest.mark.parametrize(
    ("damage", "file", "column", "says"),
    [
        (_attribute, ROUND_FILE, "attributes.0", "{id: leeftijd, label: Leeftijd, values: [jong, oud]}"),
        (_title, ROUND_FILE, "title", "Vul"),
        (_phase, ROUND_FILE, "phases", "interviews"),
        (_asked, f"codebooks/{ROUND}.yml", "bereik.asked_in", "desk_research"),
        (_selection, FORM_FILE, "selection", "everyone"),
        (_column, FORM_FILE, "items.cijfer", "«cijfer»"),
        (_invited, FORM_FILE, "invited", "aantallen"),
        (_heading, f"raw/{ROUND}/respondents.csv", "wie", "«voice»"),
        (_no_table, f"raw/{ROUND}/respondents.csv", "", "interviews"),
    ],
)
def test_a_mistake_that_much_rests_on_is_one_line_where_it_is_mended(
    sound: Sound, damage: Callable[[Sound], None], file: str, column: str, says: str
) -> None:
    damage(sound)
    [problem] = sound.problems()
    assert (problem.file, problem.column) == (file, column)
    assert says in problem.mend


def test_a_mistake_in_a_questionnaire_hides_none_in_its_answers_or_elsewhere(sound: Sound) -> None:
    _column(sound)
    sound.form["items"][0]["question"] = "berijk"
    sound.rows(SURVEY)[0]["welkom"] = "88"
    sound.rows("segments")[0].update(direction="9", aspect="stilte", end="")
    assert {(problem.file, problem.column) for problem in sound.problems()} == {
        (FORM_FILE, "items.cijfer"),
        (FORM_FILE, "items.welkom.question"),
        (sound.file(SURVEY), "welkom"),
        *((sound.file("segments"), column) for column in ("direction", "aspect", "end")),
    }


def _no_attributes(sound: Sound) -> None:
    sound.about["attributes"] = []


def test_an_attribute_that_the_round_lacks_is_one_mistake_wherever_it_is_used(sound: Sound) -> None:
    _no_attributes(sound)
    [problem] = sound.problems()
    assert (problem.file, problem.column) == (f"raw/{ROUND}/respondents.csv", "leeftijd")
    assert "round.yml, bij attributes" in problem.mend


def test_what_round_yml_says_of_rows_is_told_beside_mistakes_in_tables(sound: Sound) -> None:
    sound.about |= {"lead_coder": "coder9", "areas": ["Haven"], "reference": "stad"}
    sound.about["series"] = [{"id": "bezoeken", "label": "Bezoek"}]
    overlap = {"sources": ["kas9"], "with_panels": ["klankbord"], "shared": 1, "document": "plan", "locator": "p. 1"}
    sound.about["overlap"] = [overlap]
    sound.rows("segments")[0]["direction"] = "9"
    sound.rows("segments")[1]["provenance"] = "synthetic"
    sound.rows("scores")[0]["value"] = "9"
    assert {(problem.file, problem.row, problem.column) for problem in sound.problems()} == {
        *((ROUND_FILE, None, field) for field in ("lead_coder", "areas", "reference", "series.id")),
        *((ROUND_FILE, None, f"overlap.{field}") for field in ("sources", "with_panels")),
        (sound.file("segments"), 2, "direction"),
        (sound.file("segments"), 3, "provenance"),
        (sound.file("scores"), 2, "value"),
    }


def test_what_a_mistake_in_a_table_may_be_the_cause_of_is_not_told_of_round_yml(sound: Sound) -> None:
    sound.about |= {"areas": ["haven"], "series": [{"id": "reeks", "label": "Reeks"}]}
    for row in sound.rows("figures"):
        row |= {"series": "r e e k s"} if row["series"] == "reeks" else {}
        row |= {"unit": "haaven"} if row["unit"] == "haven" else {}
    found = {(problem.file, problem.column) for problem in sound.problems()}
    assert found == {(sound.file("figures"), "series"), (sound.file("figures"), "unit")}


@pytest.mark.parametrize(
    ("field", "column"),
    [
        ({"selection": "aselect"}, "selection"),
        ({"label": ""}, "label"),
        ({"invited": 0}, "invited.constrained-int"),
        ({"selectie": "everyone"}, "selectie"),
        ({"items": [{**SOUND_FORM["items"][0], "kind": "lickert"}, *SOUND_FORM["items"][1:]]}, "items.0.kind"),
    ],
)
def test_a_mistake_in_a_questionnaire_as_a_whole_hides_none_in_its_answers(
    sound: Sound, field: dict[str, Any], column: str
) -> None:
    sound.form |= field
    sound.rows(SURVEY)[0]["cijfer"] = "88"
    sound.rows(SURVEY)[1]["wie"] = "X"
    found = {(problem.file, problem.column) for problem in sound.problems()}
    assert {(sound.file(SURVEY), "cijfer"), (sound.file(SURVEY), "wie")} < found
    assert {name.partition(".")[0] for file, name in found if file == FORM_FILE} == {column.partition(".")[0]}


@pytest.mark.parametrize("field", [{"missing": {"99": "weg"}}, {"mising": {"99": "weet niet"}}, {"voice": "klanten"}])
def test_of_answers_that_hang_on_a_mistake_in_the_questionnaire_is_said_when_they_are_checked(
    sound: Sound, field: dict[str, Any]
) -> None:
    if "mising" in field:
        del sound.form["missing"]
    sound.form |= field
    sound.rows(SURVEY)[0]["cijfer"] = "88"
    [problem] = sound.problems()
    assert problem.file == FORM_FILE
    assert "De antwoorden (buren.csv) worden nagekeken als dit klopt." in problem.mend


def test_a_mistake_in_round_yml_hides_none_that_the_codebook_tells(sound: Sound) -> None:
    sound.about["phases"]["interviews"] = "ja"
    sound.rows("segments")[1]["question"] = "berijk"
    found = {(problem.file, problem.column) for problem in sound.problems()}
    assert found == {(ROUND_FILE, "phases.interviews"), (sound.file("segments"), "question")}
