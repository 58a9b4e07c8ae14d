"""The files of a survey: what is read as it is, and every mistake once, at its cell."""

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from helpers_surveys import LIKERT, ROUND, WELCOME, as_csv, dump, project_with_survey
from openpyxl import Workbook

from pipeline.errors import InputError, Problem
from pipeline.phases.raw_tables import load_round
from pipeline.phases.surveys.answers.questionnaire import Kind, Questionnaire
from pipeline.phases.surveys.answers.results import collected
from pipeline.phases.surveys.answers.survey import Survey
from pipeline.rounds import Project
from pipeline.yaml_files import fitted

MARK = {"id": "cijfer", "label": "Welk cijfer geeft u?", "kind": "mark"}
SEVERAL = {"id": "hoe", "label": "Hoe kent u ons?", "kind": "several", "scale": {"k": "krant", "b": "buren"}}
YES_NO = {"id": "terug", "label": "Komt u terug?", "kind": "choice", "scale": {"j": "ja", "n": "nee"}}


def survey(target: Path, answers: str, *items: dict[str, Any], **about: Any) -> Survey:
    """Read one survey that has no mistakes."""
    [found] = collected(load_round(project_with_survey(target, answers, *items, **about), ROUND))
    return found


def problems(project: Project) -> list[Problem]:
    """List the mistakes in the round."""
    with pytest.raises(InputError) as refused:
        load_round(project, ROUND)
    return refused.value.problems


def test_codes_and_full_answers_are_the_same(tmp_path: Path) -> None:
    """An answer may be a code, the words of the scale in any case, or a code as a spreadsheet writes it."""
    found = survey(tmp_path, "welkom\n4\nEens\n4.0\n", WELCOME)
    assert list(found.answers["welkom"].values) == [3, 3, 3]


@pytest.mark.parametrize("cell", ["4 - eens", "4. eens", "eens (4)", "Eens.", "4: Eens", "4 = eens"])
def test_a_code_with_its_words_is_an_answer(tmp_path: Path, cell: str) -> None:
    """As tools write it that give both; a code with the words of another is none."""
    assert list(survey(tmp_path / "a", as_csv({"welkom": cell}), WELCOME).answers["welkom"].values) == [3]
    [problem] = problems(project_with_survey(tmp_path / "b", as_csv({"welkom": "4 - oneens"}), WELCOME))
    assert (problem.row, problem.column) == (2, "welkom")


def test_answers_are_read_from_the_sheet_that_has_them(tmp_path: Path) -> None:
    """An explanation before them is told as not read."""
    project = project_with_survey(tmp_path, "welkom\n4\n", WELCOME)
    folder = project.raw / ROUND / "enquetes"
    (folder / "bewoners.csv").unlink()
    book = Workbook()
    book.active.append(["Dit zijn de antwoorden van de enquête."])
    for row in (["Enquête 2021"], [], ["welkom"], ["eens"], ["oneens"]):
        (book["Antwoorden"] if "Antwoorden" in book.sheetnames else book.create_sheet("Antwoorden")).append(row)
    book.save(folder / "bewoners.xlsx")
    data = load_round(project, ROUND)
    assert list(collected(data)[0].answers["welkom"].values) == [3, 1]
    assert any("op het blad Antwoorden" in notice.what for notice in data.notices)


def test_headings_of_another_file_are_mended_in_the_questionnaire(tmp_path: Path) -> None:
    """What a tool exported stays as it is."""
    [problem] = problems(project_with_survey(tmp_path, '"Ik voel mij welkom"\n4\n', WELCOME))
    assert "Neem de namen over uit dit bestand" in problem.mend


def test_why_there_is_no_answer_is_kept_apart(tmp_path: Path) -> None:
    """Empty is skipped; other codes are as the questionnaire says, in English or Dutch words."""
    item = WELCOME | {"missing": {8: "weet niet", 9: "refused", "nvt": "not asked"}}
    found = survey(tmp_path, 'welkom,x\n"",1\n8,1\n9,1\nnvt,1\n5,1\n', item, columns={"ignore": ["x"]})
    assert list(found.answers["welkom"].reason) == [1, 4, 3, 2, 0]


@pytest.mark.parametrize("cell", ["k;b", "krant; buren;", "k b", "krant, buren"])
def test_several_answers_stand_in_one_cell_as_tools_write_them(tmp_path: Path, cell: str) -> None:
    """A semicolon as Forms has it, a comma as Google has it, spaces between codes as KoboToolbox has them."""
    found = survey(tmp_path, as_csv({"hoe": cell}), SEVERAL)
    assert found.answers["hoe"].values.tolist() == [[True, True]]


def test_several_answers_may_have_a_column_each(tmp_path: Path) -> None:
    """Who left all columns empty gave no answer; who chose none of them did."""
    item = {"id": "hoe", "label": "Hoe?", "kind": "several", "columns": {"krant": "hoe_1", "buren": "hoe_2"}}
    found = survey(tmp_path, "hoe_1,hoe_2,x\nJa,Nee,a\n0,0,b\n,,c\n", item, columns={"ignore": ["x"]})
    assert found.answers["hoe"].values.tolist()[:2] == [[True, False], [False, False]]
    assert found.answers["hoe"].given.tolist() == [True, True, False]


def test_qualtrics_explains_its_columns_in_two_rows_that_are_no_answers(tmp_path: Path) -> None:
    """The question in full and the names that Qualtrics gives are told as not read."""
    rows = 'StartDate,welkom\nStart Date,Ik voel mij welkom\n"{""ImportId"":""a""}","{""ImportId"":""QID1""}"\n2021,5\n'
    project = project_with_survey(tmp_path, rows, WELCOME)
    data = load_round(project, ROUND)
    [found] = collected(data)
    assert list(found.answers["welkom"].values) == [4]
    assert any("Qualtrics" in notice.what for notice in data.notices)


def test_a_workbook_is_read_from_its_first_sheet_and_the_cell_is_named(tmp_path: Path) -> None:
    """A wrong answer in Excel is told with the name of its cell."""
    from openpyxl import Workbook

    project = project_with_survey(tmp_path, "welkom\n5\n", WELCOME)
    book = Workbook()
    for row in (["welkom"], [5], [7]):
        book.active.append(row)
    folder = project.raw / ROUND / "enquetes"
    (folder / "bewoners.csv").unlink()
    book.save(folder / "bewoners.xlsx")
    [problem] = problems(project)
    assert (problem.cell, problem.value) == ("A3", "7")


def test_spss_is_read_with_its_codes(tmp_path: Path) -> None:
    """A .sav file has numbers; what it calls missing is so when the questionnaire says it."""
    import pandas as pd
    import pyreadstat

    project = project_with_survey(tmp_path, "welkom\n5\n", WELCOME | {"missing": {9: "don't know"}})
    folder = project.raw / ROUND / "enquetes"
    (folder / "bewoners.csv").unlink()
    frame = pd.DataFrame({"welkom": [5.0, 9.0, None, 1.0]})
    pyreadstat.write_sav(frame, str(folder / "bewoners.sav"), missing_ranges={"welkom": [9.0]})
    [found] = collected(load_round(project, ROUND))
    assert list(found.answers["welkom"].reason) == [0, 4, 1, 0]
    assert [found.answers["welkom"].values[at] for at in (0, 3)] == [4, 0]


@pytest.mark.parametrize(
    ("answers", "items", "about", "row", "column", "word"),
    [
        ("welkom\n5\n6\n", [WELCOME], {}, 3, "welkom", "missing"),
        ("welkom\n9\n", [WELCOME], {}, 2, "welkom", "missing"),
        ("cijfer\n11\n", [MARK], {}, 2, "cijfer", "1 tot en met 10"),
        ("cijfer\nacht\n", [MARK], {}, 2, "cijfer", "getal"),
        ("hoe\nk;z\n", [SEVERAL], {}, 2, "hoe", "krant"),
        ("welkom,extra\n5,1\n", [WELCOME], {}, 1, "extra", "ignore"),
        ("welkom\n5\n", [WELCOME, MARK], {}, None, "items.cijfer", "haal hem hier weg"),
        ("welkom,wlkom2\n5,4\n", [WELCOME, WELCOME | {"id": "welkom2"}], {}, None, "items.welkom2", "wlkom2"),
        ("nr,welkom\n1,5\n1,4\n", [WELCOME], {"columns": {"respondent": "nr"}}, 3, "nr", "weg"),
        ("nr,welkom\n,5\n2,4\n", [WELCOME], {"columns": {"respondent": "nr"}}, 2, "nr", "nummer"),
        ("wie,welkom\nburen,5\n", [WELCOME], {"voice": "", "columns": {"voice": "wie"}}, 2, "wie", "bewoners"),
        ("l,welkom\n17,5\n", [WELCOME], {"columns": {"attributes": {"leeftijd": "l"}}}, 2, "l", "jong"),
    ],
)
def test_a_mistake_in_the_answers_is_one_line_at_its_cell(
    tmp_path: Path, answers: str, items: list[Any], about: Any, row: int | None, column: str, word: str
) -> None:
    """What stands outside the scale, is no number, is not known or stands there twice."""
    [problem] = problems(project_with_survey(tmp_path, answers, *items, **about))
    assert (problem.row, problem.column) == (row, column)
    assert word in problem.mend


def test_the_same_wrong_code_in_many_cells_is_one_mistake(tmp_path: Path) -> None:
    """A code that nobody explained is a mistake of the questionnaire: one line with how often it stands there."""
    [problem] = problems(project_with_survey(tmp_path, "welkom\n" + "99\n" * 50, WELCOME))
    assert "50 cellen" in problem.what


@pytest.mark.parametrize(
    ("item", "word"),
    [
        ({k: v for k, v in WELCOME.items() if k != "scale"}, "scale"),
        (WELCOME | {"missing": {5: "weet niet"}}, "missing"),
        (WELCOME | {"favourable": "hoog"}, "high of low"),
        (WELCOME | {"reversed": True}, "reversed"),
        (MARK | {"missing": {9: "weet niet"}}, "9 staat bij missing"),
        (MARK | {"norm": 11}, "norm"),
        (MARK | {"scale": LIKERT}, "scale"),
        (YES_NO | {"favourable": ["misschien"]}, "misschien"),
        (YES_NO | {"scale": ["a", "b", "c"], "favourable": ["a"]}, "unfavourable"),
        (WELCOME | {"norm": 3}, "norm"),
        (WELCOME | {"question": ""}, "question"),
        ({"id": "x", "label": "X", "kind": "open", "favourable": "high"}, "richting"),
    ],
)
def test_what_contradicts_itself_in_a_questionnaire_is_one_line(tmp_path: Path, item: Any, word: str) -> None:
    """Each says in Dutch what to change, in the file that has it."""
    [problem] = problems(project_with_survey(tmp_path, f"{item['id']}\n5\n", item))
    assert problem.file.endswith("bewoners.yml")
    assert word in problem.mend


@pytest.mark.parametrize("missing", [{9: "weet niet"}, {"10": "skipped"}])
def test_a_mark_is_not_lost_to_a_code_of_the_whole_questionnaire(tmp_path: Path, missing: Any) -> None:
    """Where 9 means no answer to one question, people may still give a 9."""
    project = project_with_survey(tmp_path, "welkom,cijfer\n5,9\n", WELCOME, MARK, missing=missing)
    [problem] = problems(project)
    assert f"cijfer: {next(iter(missing))} staat bij missing en is ook een cijfer" in problem.mend


@pytest.mark.parametrize(
    ("item", "about", "word"),
    [
        (WELCOME | {"question": "sfeertje"}, {}, "sfeer"),
        (WELCOME | {"aspect": "ontvangstje"}, {}, "ontvangst"),
        (WELCOME, {"voice": "bewonerss"}, "bewoners"),
        (WELCOME, {"invited": 1}, "aantallen"),
        (WELCOME, {"voice": ""}, "voice"),
        (WELCOME, {"date": "2021-13"}, "2026-03"),
    ],
)
def test_what_does_not_fit_the_round_is_one_line(tmp_path: Path, item: Any, about: Any, word: str) -> None:
    """A question, aspect or voice that the codebook does not have, or more answers than people who were asked."""
    [problem] = problems(project_with_survey(tmp_path, "welkom\n5\n4\n", item, **about))
    assert problem.file.endswith("bewoners.yml")
    assert word in problem.mend


def test_everything_in_the_folder_is_read_or_told(tmp_path: Path) -> None:
    """Answers without a questionnaire are told how to make one; other files what can be read."""
    project = project_with_survey(tmp_path, "welkom\n5\n", WELCOME)
    folder = project.raw / ROUND / "enquetes"
    (folder / "klanten.csv").write_text("a\n1\n", encoding="utf-8")
    (folder / "notities.docx").write_text("x", encoding="utf-8")
    (folder / "partners.yml").write_text("label: x\n", encoding="utf-8")
    found = {Path(problem.file).name: problem.mend for problem in problems(project)}
    assert found.keys() == {"klanten.csv", "notities.docx", "partners.yml"}
    assert "klanten.yml" in found["klanten.csv"]
    assert "items" in found["klanten.csv"]


def test_answers_of_a_phase_that_was_not_deployed_are_told(tmp_path: Path) -> None:
    """They would otherwise be passed over."""
    project = project_with_survey(tmp_path, "welkom\n5\n", WELCOME)
    path = project.raw / ROUND / "round.yml"
    round_ = yaml.safe_load(path.read_text(encoding="utf-8"))
    dump(path, round_ | {"phases": {"surveys": {"deployed": False, "reason": "x"}, "interviews": {"deployed": True}}})
    [found] = [problem for problem in problems(project) if Path(problem.file).name == "enquetes"]
    assert "surveys: {deployed: true}" in found.mend


def test_invented_answers_are_refused_in_a_round_that_was_collected(tmp_path: Path) -> None:
    """And nothing else is told of them."""
    project = project_with_survey(tmp_path, "welkom\n5\n", WELCOME, provenance="synthetic")
    path = project.raw / ROUND / "round.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("synthetic: true", "synthetic: false"), encoding="utf-8")
    assert [problem.column for problem in problems(project)] == ["provenance"]


def test_who_the_round_knows_is_known_by_any_of_their_names(tmp_path: Path) -> None:
    """Linked answers: voice comes from the round, one person under two names is there twice, a stranger is told."""
    project = project_with_survey(
        tmp_path, "nr,welkom\nr1,5\nr3,2\n", WELCOME, linked=True, voice="", columns={"respondent": "nr"}
    )
    people = "respondent_id,alias_of,voice,provenance\nr1,,klanten,synthetic\nr2,r1,klanten,synthetic\n"
    path = project.raw / ROUND / "respondents.csv"
    path.write_text(people, encoding="utf-8")
    [stranger] = problems(project)
    assert (stranger.row, stranger.value) == (3, "r3")
    answers = project.raw / ROUND / "enquetes" / "bewoners.csv"
    answers.write_text("nr,welkom\nr1,5\nr2,2\n", encoding="utf-8")
    [twice] = problems(project)
    assert (twice.row, "rij 2" in twice.what) == (3, True)
    answers.write_text("nr,welkom\nr1,5\n", encoding="utf-8")
    [found] = collected(load_round(project, ROUND))
    assert list(found.people["voice"]) == ["klanten"]


def test_what_may_be_careless_is_told_and_left_in(tmp_path: Path) -> None:
    """Straightliners, the same answers twice and a question that nobody answered are notices, and everybody counts."""
    items = [WELCOME | {"id": f"w{at}", "label": f"Stelling {at}"} for at in range(9)]
    same = {f"w{at}": 4 for at in range(9)} | {"w8": ""}
    other = {f"w{at}": at % 5 + 1 for at in range(8)} | {"w8": ""}
    data = load_round(project_with_survey(tmp_path, as_csv(same, other, other), *items), ROUND)
    told = " ".join(notice.what for notice in data.notices)
    assert "1 deelnemer gaf op alle stellingen hetzelfde antwoord" in told
    assert "Rij 3 en rij 4 zijn in alle antwoorden gelijk." in told
    assert "Niemand beantwoordde «Stelling 8»" in told
    assert int(data.tables["survey_waves"]["persons"].iloc[0]) == 3


def test_the_example_in_the_docs_is_a_questionnaire() -> None:
    """Whoever copies it starts with one that is read, with every kind of item."""
    text = (Path(__file__).parents[3] / "docs" / "data-flow.md").read_text(encoding="utf-8")
    example = text.partition("### Surveys")[2].partition("```yaml")[2].partition("```")[0]
    form = fitted(yaml.safe_load(example), Questionnaire, "example.yml")
    assert {item.kind for item in form.items} == set(get_args(Kind))


NUMBER: dict[str, Any] = {"id": "keer", "label": "Hoe vaak komt u?", "kind": "number"}


def test_a_number_has_the_ends_that_the_questionnaire_says(tmp_path: Path) -> None:
    """Without an end any number can be given; a mark has its ends by itself."""
    assert load_round(project_with_survey(tmp_path / "a", "keer\n400\n", NUMBER), ROUND)
    [problem] = problems(project_with_survey(tmp_path / "b", "keer\n400\n", NUMBER | {"highest": 366}))
    assert (problem.row, problem.column, "tot en met 366" in problem.mend) == (2, "keer", True)


@pytest.mark.parametrize(
    ("answers", "told"), [("1 2 3 99", {"99"}), ("1 2 -1", {"-1"}), ("60 88 99", set()), ("99", set())]
)
def test_a_number_far_from_the_others_may_stand_for_no_answer(tmp_path: Path, answers: str, told: set[str]) -> None:
    """It counts as an answer all the same, and that is said."""
    text = "\n".join(["keer", *answers.split(), ""])
    found = load_round(project_with_survey(tmp_path, text, NUMBER), ROUND).notices
    assert {notice.value for notice in found if "missing" in notice.mend} == told


ORDER = {
    "id": "eerst",
    "label": "Wat eerst?",
    "kind": "ranking",
    "scale": {"h": "hulp", "r": "rust", "g": "gezelschap"},
}


def test_an_order_is_read_from_a_cell_from_a_column_an_answer_and_from_a_column_a_place(tmp_path: Path) -> None:
    """Two people: rust, hulp; and gezelschap, hulp, rust."""
    ranks = [[2, 1, 0], [2, 3, 1]]
    by_place = ORDER | {"places": ["p1", "p2", "p3"]}
    files = (
        ("eerst\nr;h\ng;h;r\n", ORDER),
        ("p1,p2,p3\nr,h,\ngezelschap,hulp,rust\n", by_place),
        ("h,r,g\n2,1,\n2,3,1\n", {**ORDER, "scale": {}, "columns": {"hulp": "h", "rust": "r", "gezelschap": "g"}}),
    )
    for number, (answers, item) in enumerate(files):
        found = survey(tmp_path / str(number), answers, item)
        assert found.answers["eerst"].values.tolist() == ranks, item


def test_what_stands_on_two_places_or_is_no_answer_is_told_in_its_cell(tmp_path: Path) -> None:
    answers = "p1,p2,p3\nr,r,h\nr,h,zon\n"
    found = problems(project_with_survey(tmp_path, answers, ORDER | {"places": ["p1", "p2", "p3"]}))
    assert [(problem.row, problem.column, problem.value) for problem in found] == [(2, "p2", "r"), (3, "p3", "zon")]


def test_only_an_order_has_a_column_a_place(tmp_path: Path) -> None:
    [problem] = problems(project_with_survey(tmp_path, as_csv({"a": "1", "b": "1"}), WELCOME | {"places": ["a", "b"]}))
    assert "places" in problem.mend


def test_one_of_several_answers_may_have_a_comma_in_it(tmp_path: Path) -> None:
    item = SEVERAL | {"scale": ["pakket, groot", "advies"]}
    found = survey(tmp_path, as_csv({"hoe": "pakket, groot, advies"}, {"hoe": "pakket, groot"}), item)
    assert found.answers["hoe"].values.tolist() == [[True, True], [True, False]]


def test_an_answer_that_is_not_in_the_list_can_be_added_to_it(tmp_path: Path) -> None:
    [problem] = problems(project_with_survey(tmp_path, as_csv({"welkom": "een beetje"}), WELCOME))
    assert "voeg het dan in bewoners.yml bij scale toe" in problem.mend


@pytest.mark.parametrize(
    ("scale", "mixed_up"),
    [
        (["Tevreden", "Zeer ontevreden", "Ontevreden"], True),
        (["Tevreden", "Ontevreden", "Zeer ontevreden"], False),
        (["Zeer ontevreden", "Ontevreden", "Tevreden"], False),
    ],
)
def test_the_order_of_a_scale_that_people_know_is_looked_at(tmp_path: Path, scale: list[str], mixed_up: bool) -> None:
    project = project_with_survey(tmp_path, as_csv({"welkom": scale[0]}), WELCOME | {"scale": scale})
    told = [notice.mend for notice in load_round(project, ROUND).notices if "in deze volgorde" in notice.what]
    assert ["Zeer ontevreden < Ontevreden < Tevreden" in each for each in told] == [True] * mixed_up
