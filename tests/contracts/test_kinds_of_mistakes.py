"""Kinds of mistakes in every table: each told once, at its cell, and gone when its advice is followed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import hypothesis
import pytest
from helpers_all_tables import FORM as SOUND_FORM
from helpers_all_tables import ROUND, SURVEY, TABLES, Sound

from pipeline.errors import Problem


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


@dataclass(frozen=True)
class Slip:
    """A mistake: cells of a row that are otherwise, where that is told, and what the advice makes of it.

    `mend` has the cells as they are when the advice was followed; without it, the value is taken out of the advice
    itself. `says` must stand in the advice. One that is `alone` takes a row away that
    others are held against: of those nothing can be said then.
    """

    table: str
    row: int
    cells: dict[str, str]
    at: str = ""
    mend: dict[str, str] | None = None
    says: str = ""
    alone: bool = False

    @property
    def id(self) -> str:
        """How a test is called."""
        return f"{self.table}-{self.column}"

    @property
    def column(self) -> str:
        """Where it is told."""
        return self.at or next(iter(self.cells))


def slip(
    table: str,
    row: int,
    at: str = "",
    mend: dict[str, str] | None = None,
    says: str = "",
    alone: bool = False,
    **cells: str,
) -> Slip:
    """Make a mistake in a row, counted from 0."""
    return Slip(table, row, cells, at, mend, says, alone)


SLIPS = [
    # Documents, units, people.
    slip("documents", 0, document="", mend={"document": "plan"}),
    slip("documents", 0, title="", mend={"title": "Jaarplan"}),
    slip("documents", 0, date="2025-02-30", mend={"date": "2025-02-28"}, says="2026-03-31"),
    slip("documents", 0, date="31-13-2025", mend={"date": "2025-12-31"}),
    slip("units", 0, kind="kamer", mend={"kind": "room"}, says="room"),
    slip("units", 1, unit_id="haven", mend={"unit_id": "kade"}, says="eigen naam"),
    slip("units", 0, unit_id="3haven", mend={"unit_id": "haven"}, says="begin met een letter"),
    slip("units", 0, provenance="gezien", mend={"provenance": "collected"}, says="collected"),
    slip("respondents", 0, voice="klant"),
    slip("respondents", 0, voice="jongeren", mend={"voice": "klanten"}, says="codeboek, onder voices"),
    slip("respondents", 0, unit="haveen"),
    slip("respondents", 0, leeftijd="17", says="jong, oud"),
    slip("respondents", 0, consent_quotable="misschien", says="ja, nee"),
    slip("respondents", 1, respondent_id="res1", mend={"respondent_id": "res2"}),
    slip("respondents", 3, alias_of="res44"),
    slip("respondents", 3, alias_of="res5", mend={"alias_of": "res1"}, says="het eerst"),
    slip("respondents", 0, alias_of="res1", mend={"alias_of": ""}),
    # What was published.
    slip("figures", 0, figure_id="fig een", mend={"figure_id": "fig_een"}),
    slip("figures", 0, document="plan2"),
    slip("figures", 0, locator="", mend={"locator": "p. 1"}),
    slip("figures", 0, phase="interview"),
    slip("figures", 0, role="doel", mend={"role": "target"}, says="target"),
    slip("figures", 0, measure="stuks", mend={"measure": "aantal"}, says="aantal"),
    slip("figures", 0, printed="geen idee", mend={"printed": "ca. 40"}, says="6,5"),
    slip("figures", 3, n="0", mend={"n": "20"}),
    slip("figures", 3, n="twintig", mend={"n": "20"}),
    slip("figures", 0, unit="haaven"),
    slip("figures", 0, indicator="bezoeken"),
    slip("figures", 0, question="berijk"),
    slip("figures", 0, aspect="stilte", mend={"aspect": "komen"}, says="komen"),
    slip("figures", 0, question="", at="aspect", mend={"question": "bereik"}, says="vraag"),
    slip("figures", 2, formula="fig_een + fig_tweee", mend={"formula": "fig_een + fig_twee"}, says="fig_twee"),
    slip("figures", 2, formula="fig_een ++* 2", mend={"formula": "fig_een * 2"}),
    slip("figures", 2, formula="fig_een * 1,5", mend={"formula": "fig_een * 1.5"}, says="punt"),
    slip("figures", 2, formula="fig_som * 2", mend={"formula": "fig_een * 2"}, says="kring"),
    slip("figures", 2, formula="fig_een / 0", mend={"formula": "fig_een / 2"}, says="ander cijfer"),
    slip(
        "figures",
        2,
        formula="fig_twee / (fig_een - fig_weer)",
        mend={"formula": "fig_twee / fig_een"},
        says="ander cijfer",
    ),
    slip("figures", 6, same_as="fig_eeen"),
    slip("figures", 6, formula="fig_een", at="same_as", mend={"formula": ""}),
    slip("figures", 5, n="1", mend={"n": "20"}, says="n"),
    slip("figures", 3, printed="170%", provenance="collected", mend={"printed": "70%", "provenance": "published"}),
    slip("figures", 4, printed="17", provenance="collected", mend={"printed": "7"}),
    slip("derived", 0, formula="fig_een / fig_drie", mend={"formula": "fig_een / fig_twee"}),
    slip(
        "derived",
        0,
        formula="fig_een / (fig_een - fig_weer)",
        mend={"formula": "fig_een / fig_twee"},
        says="ander cijfer",
    ),
    slip("published_findings", 0, strength="heel sterk", mend={"strength": "sterk"}, says="sterk"),
    slip("published_findings", 0, direction="2", mend={"direction": "1"}, says="-1"),
    slip("published_findings", 0, statement="", mend={"statement": "Het huis bereikt de buurt."}),
    # What was said, in our own words.
    slip("desk_sources", 0, voice="documentatie"),
    slip("desk_sources", 0, persons="-1", mend={"persons": ""}, says="leeg"),
    slip("focusgroup_groups", 0, provenance="publiced"),
    slip("mysteryguest_visits", 0, channel="deur", mend={"channel": "bezoek"}, says="bezoek"),
    slip("mysteryguest_statements", 0, source="bzk11"),
    slip("survey_statements", 0, n="21", mend={"n": "3"}),
    Slip(
        "survey_statements",
        0,
        {"source": "golf2", "provenance": "collected", "document": "", "locator": "", "n": "", "n_total": ""},
        "voice",
        {"voice": "bewoners"},
        "bewoners",
    ),
    slip("desk_statements", 0, source="stuks"),
    slip("desk_statements", 0, document="", mend={"document": "plan"}, says="collected"),
    slip("interview_cases", 1, locator="p. 3", at="document", mend={"locator": ""}),
    slip("interview_cases", 0, persons="een", mend={"persons": "1"}),
    slip("interview_statements", 1, statement_id="I_1", mend={"statement_id": "I_2"}),
    slip("interview_statements", 1, statement_id="D_1", mend={"statement_id": "I_2"}),
    slip("interview_statements", 1, voice="partners", mend={"voice": "medewerkers"}, says="medewerkers"),
    slip("interview_statements", 1, direction="positief", mend={"direction": "1"}, says="positief"),
    slip(
        "interview_statements", 0, question="geld", aspect="begroting", mend={"question": "bereik", "aspect": "komen"}
    ),
    slip("interview_statements", 1, n="3", mend={"n": "1"}),
    Slip(
        "interview_statements",
        2,
        {**TABLES["interview_statements"][1], "statement_id": "I_3"},
        "statement",
        TABLES["interview_statements"][2],
        "Haal een van beide",
    ),
    slip("focusgroup_statements", 0, n="7", mend={"n": "4"}),
    slip("focusgroup_statements", 0, n="8", n_total="", mend={"n": "4"}),
    # Conversations that we had.
    slip("interviews", 0, respondents="res1; res22", mend={"respondents": "res1; res2"}, says="res2", alone=True),
    slip("interviews", 0, respondents="res1; res5; res2", mend={"respondents": "res1; res2"}),
    slip("interviews", 0, date="2025-06-31", mend={"date": "2025-06-30"}, alone=True),
    slip("interviews", 0, date="2205-05-01", mend={"date": "2025-05-01"}, alone=True),
    slip("interviews", 0, selection="willekeurig", mend={"selection": "random"}, says="random", alone=True),
    slip("segments", 0, respondent="res3", mend={"respondent": "res1"}, says="res1"),
    slip("segments", 0, respondent="", mend={"respondent": "res1"}, says="res1"),
    slip("segments", 0, end="", mend={"end": "20"}),
    slip("segments", 0, start="", mend={"start": "0"}),
    slip("segments", 0, start="30", at="end", mend={"start": "0"}),
    slip("segments", 0, coder="", mend={"coder": "coder1"}, says="coder1"),
    slip("segments", 0, text="", mend={"text": "Ik zie veel buren."}),
    slip("segments", 0, interview="ges9", mend={"interview": "ges1"}),
    slip("segments", 1, segment_id="seg1", mend={"segment_id": "seg2"}),
    slip("focusgroup_sessions", 0, persons="1", mend={"persons": "4"}),
    slip("focusgroup_sessions", 0, persons="", mend={"persons": "4"}),
    slip("focusgroup_reactions", 0, put="0", says="-1, 1"),
    slip("focusgroup_reactions", 0, reaction="eens", mend={"reaction": "A"}, says="A"),
    slip("focusgroup_reactions", 0, n="2", mend={"n": ""}),
    slip("focusgroup_reactions", 0, respondent="res9", mend={"respondent": "res3"}),
    # Visits.
    slip("mysteryguest_criteria", 0, met="soms", says="ja, nee"),
    slip("mysteryguest_criteria", 0, channel="telefoon", mend={"channel": "bezoek"}),
    slip("visits", 0, channel="fax", mend={"channel": "bezoek"}, says="bezoek"),
    slip("visits", 0, arrived="25:00", mend={"arrived": "10:00"}, says="14:05"),
    slip("visits", 0, helped="09:55", mend={"helped": "10:05"}),
    slip("visits", 0, reported="2025-07-01", mend={"reported": "2025-08-02"}),
    slip("visits", 0, organisation_agreed="nee", mend={"organisation_agreed": "ja"}),
    slip("visit_criteria", 0, favourable="hoger", says="ja, nee"),
    slip("visit_criteria", 1, lowest="", mend={"lowest": "1"}),
    slip("visit_criteria", 1, norm="60", mend={"norm": "6"}),
    slip("visit_criteria", 1, norm="zes", mend={"norm": "6"}),
    slip("visit_criteria", 0, norm="6", mend={"norm": ""}),
    slip("visit_scores", 1, value="11", mend={"value": "7"}),
    slip("visit_scores", 1, value="99", mend={"value": ""}, says="leeg"),
    slip("visit_scores", 0, value="misschien", mend={"value": "ja"}, says="ja of nee"),
    slip("visit_scores", 2, value="lang", mend={"value": ""}),
    slip("visit_scores", 0, criterion="norm_groeten"),
    slip("visit_scores", 1, at="visit", criterion="norm_groet", mend={"criterion": "norm_score"}),
    # Surveys as they were counted.
    slip("survey_waves", 1, persons="31", mend={"persons": "12"}, alone=True),
    slip("survey_waves", 0, invited="0", mend={"invited": "40"}, alone=True),
    slip("survey_items", 1, n="13", mend={"n": "12"}),
    slip("survey_items", 0, n="41", mend={"n": "20"}, alone=True),
    slip("survey_items", 0, kind="aandeel", mend={"kind": "share"}, says="share", alone=True),
    slip("survey_answers", 0, count="13", mend={"count": "14"}, says="één manier"),
    slip("survey_answers", 1, count="21", mend={"count": "6"}),
    slip("survey_answers", 0, item_id="ite7", mend={"item_id": "ite1"}),
    slip("survey_answers", 0, figure_id="fig_del"),
    slip("ladder_positions", 0, instrument="participatieladder-7", mend={"instrument": "participatieladder-5"}),
    slip("ladder_positions", 0, figure_id="fig_een", mend={"figure_id": "fig_trede"}, says="instrument"),
    slip("ladder_positions", 0, moment="begin", mend={"moment": "stand"}, says="stand"),
    slip("ladder_positions", 0, moment="midden", mend={"moment": "stand"}, says="begin"),
    # Scores at two moments.
    slip("scores", 0, value="6", mend={"value": "2"}, says="1 tot 5"),
    slip("scores", 0, value="2,3", mend={"value": "2,5"}, says="halve"),
    slip("scores", 0, value="99", mend={"value": ""}, says="leeg"),
    slip("scores", 2, domain="geld", mend={"domain": "financien"}, says="financien"),
    slip("scores", 0, domain="financien", mend={"domain": ""}, says="leeg"),
    slip("scores", 1, date="2025-01-01", mend={"date": "2025-11-01"}),
    slip("scores", 1, moment="begin", mend={"moment": "eind"}),
    slip("scores", 0, scorer="buurvrouw", mend={"scorer": "client"}, says="client"),
    slip("scores", 0, object_kind="persoon", mend={"object_kind": "person"}, says="person"),
    slip("scores", 1, aspect="komen", mend={"aspect": "blijven"}),
    # Answers as a tool exported them.
    slip(SURVEY, 0, welkom="88", mend={"welkom": "eens"}, says="missing"),
    slip(SURVEY, 0, cijfer="11", mend={"cijfer": "7"}, says="1 tot en met 10"),
    slip(SURVEY, 0, cijfer="zeven", mend={"cijfer": "7"}),
    slip(SURVEY, 0, w1="soms", mend={"w1": "1"}),
    slip(SURVEY, 0, r1="2", at="r2", mend={"r1": "1"}),
    slip(SURVEY, 0, r1="3", mend={"r1": "1"}),
    slip(SURVEY, 1, nr="1", mend={"nr": "2"}),
    slip(SURVEY, 0, nr="", mend={"nr": "1"}),
    slip(SURVEY, 0, wie="X", mend={"wie": "B"}),
    slip(SURVEY, 0, wie="", mend={"wie": "B"}),
    slip(SURVEY, 0, leeftijd="kind", says="jong, oud"),
    # What was judged.
    slip("second_codings", 0, statement_id="I_11", mend={"statement_id": "I_1"}, alone=True),
    slip("second_codings", 0, aspect="stilte", mend={"aspect": "komen"}),
    slip("judgements", 0, subject="paar", mend={"subject": "pair"}, says="pair"),
    slip("judgements", 0, judgement="high", mend={"judgement": "agreement"}, says="agreement"),
    slip("judgements", 0, phase_b="interviews", mend={"phase_b": "surveys"}),
    slip("judgements", 0, phase_b="", mend={"phase_b": "surveys"}, says="surveys"),
    slip("judgements", 1, phase_a="surveys", mend={"phase_a": ""}, says="leeg"),
    slip("comparisons", 0, published_id="con9", mend={"published_id": "con1"}),
    slip("comparisons", 0, judgement="gelijk", mend={"judgement": "same"}, says="same"),
    slip(
        "sentences",
        0,
        short="Dit is een veel te lange korte zin",
        mend={"short": "Het bereikt de buurt"},
        says="korter",
    ),
    slip("sentences", 0, about="bereiken"),
]


thorough = hypothesis.settings().max_examples >= 2000


def together() -> list[list[Slip]]:
    """Put mistakes in different tables together: they are told together, and none hides another."""
    groups: list[list[Slip]] = []
    for each in SLIPS:
        fits = (group for group in groups if all(each.table != other.table for other in group))
        group = next((group for group in fits if not (each.alone or any(other.alone for other in group))), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return groups


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
