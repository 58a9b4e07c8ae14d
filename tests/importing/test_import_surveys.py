"""`klankbord import` of a survey: the same answers whichever tool had them, and only what nobody knows is asked."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers_exports import (
    AGAIN,
    FIRST,
    GROUPS,
    PEOPLE,
    STEPS,
    TEXTS,
    WAYS,
    WITH_STRUCTURE,
    as_csv,
    limesurvey,
    lss,
    microsoft,
    qualtrics,
    sav,
)
from helpers_rounds import ROOT
from openpyxl import load_workbook

from pipeline import cli, console
from pipeline.beginning.begin import begin
from pipeline.beginning.plan import Plan
from pipeline.errors import InputError
from pipeline.importing.apart import surveys_among
from pipeline.importing.take_in_surveys import TakenIn, import_surveys
from pipeline.phases.raw_tables import load_round
from pipeline.phases.surveys.answers.form_tables import KINDS
from pipeline.phases.surveys.answers.results import collected
from pipeline.phases.surveys.answers.survey import Survey
from pipeline.phases.surveys.evidence import gather
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

ROUND = "peiling-2026"
PLAN = Plan(
    ROUND,
    organisation="De Haven",
    place="Nergenshuizen",
    begins="2026-01",
    ends="2026-06",
    units=("Kamer Noord",),
    noun=("kamer", "kamers"),
    phases=("surveys",),
    selection="random",
    synthetic=True,
)
TOOLS: dict[str, Callable[[], dict[str, bytes]]] = {
    **WITH_STRUCTURE,
    "Microsoft Forms": lambda: {"Peiling in de buurt.xlsx": microsoft()},
    "Qualtrics": lambda: {"Peiling in de buurt.csv": qualtrics()},
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Project(tmp_path_factory.mktemp("ronde") / "project")
    shutil.copytree(ROOT / "codebooks", made.codebooks)
    begin(made, PLAN)
    return made.root


@pytest.fixture
def project(tmp_path: Path, begun: Path) -> Project:
    return Project(shutil.copytree(begun, tmp_path / "project"))


def put(tmp_path: Path, files: dict[str, bytes]) -> list[Path]:
    paths = [tmp_path / name for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    return paths


def taken(project: Project, tmp_path: Path, files: dict[str, bytes]) -> TakenIn:
    return import_surveys(project, ROUND, put(tmp_path, files))


def everything(project: Project) -> dict[str, bytes]:
    folder = project.raw / ROUND
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def said(survey: Survey, text: str) -> list[object]:
    """Give what everybody answered to a question, in words."""
    item = next(each for each in survey.form.items if each.label == text)
    answers = survey.answers[item.id]
    found: list[object] = []
    for value, given in zip(answers.values, answers.given, strict=True):
        if not given:
            found.append(None)
        elif item.kind == "several":
            found.append({option for option, chosen in zip(item.options, value, strict=True) if chosen})
        elif item.kind == "ranking":
            found.append([item.options[list(value).index(place)] for place in range(1, len(item.options) + 1)])
        elif item.kind in {"likert", "choice"}:
            found.append(item.options[value])
        else:
            found.append(value)
    return found


@pytest.mark.parametrize("tool", TOOLS)
def test_the_answers_are_those_that_were_given(project: Project, tmp_path: Path, tool: str) -> None:
    (one,) = taken(project, tmp_path, TOOLS[tool]()).surveys
    assert (one.survey, one.people, one.proposed) == ("peiling_in_de_buurt", len(PEOPLE), True)
    (survey,) = collected(load_round(project, ROUND))
    assert list(survey.people["voice"]) == [person[0].casefold() for person in PEOPLE]
    assert said(survey, TEXTS["welkom"]) == [STEPS[person[1] - 1] for person in PEOPLE]
    assert said(survey, TEXTS["terug"]) == [person[2] for person in PEOPLE]
    assert said(survey, TEXTS["kanalen"]) == [set(person[3]) for person in PEOPLE]
    assert said(survey, TEXTS["eerst"]) == [list(person[4]) for person in PEOPLE]
    assert said(survey, TEXTS["cijfer"]) == [person[5] for person in PEOPLE]
    assert said(survey, TEXTS["kwijt"]) == [person[6] or None for person in PEOPLE]
    assert len(set(survey.people["respondent"])) == len(PEOPLE)


def test_spss_keeps_labels_and_missing_values(project: Project, tmp_path: Path) -> None:
    sav(tmp_path / "peiling.sav")
    import_surveys(project, ROUND, [tmp_path / "peiling.sav"])
    (survey,) = collected(load_round(project, ROUND))
    assert said(survey, TEXTS["welkom"]) == [STEPS[person[1] - 1] for person in PEOPLE]
    assert survey.item("welkom").missing == {"9": "refused"}
    assert survey.item("terug").missing == {"9": "don't know"}


def test_the_originals_stay_as_they_came(project: Project, tmp_path: Path) -> None:
    files = TOOLS["LimeSurvey 6, codes, .lss"]()
    taken(project, tmp_path, files)
    now = everything(project)
    assert now["enquetes/peiling_in_de_buurt.csv"] == files["results-survey7.csv"]
    assert now["enquetes/structuur/peiling.lss"] == files["peiling.lss"]


def yellow(project: Project) -> dict[str, set[str]]:
    """Give the headings of the cells that wait, by sheet."""
    book = load_workbook(project.raw / ROUND / "enquetes" / "vragenlijsten.xlsx")
    found: dict[str, set[str]] = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if cell.fill.fgColor.rgb == "FFFFF2B3":
                    assert cell.value in {None, "Peiling in de buurt", *KINDS}
                    found.setdefault(sheet.title, set()).add(str(sheet.cell(1, cell.column).value).removesuffix(" *"))
    return found


def test_with_a_structure_only_what_nobody_knows_is_asked(project: Project, tmp_path: Path) -> None:
    one = taken(project, tmp_path, TOOLS["LimeSurvey 6, codes, .lss"]()).surveys[0]
    assert yellow(project) == {
        "vragenlijsten": {"Selectie"},
        "items": {"Vraag", "Aspect", "Gunstig", "Norm"},
    }
    assert one.guessed == 0
    # Three questions with two cells each, and which end is good news or what the norm is: 4 x 3, and the selection.
    assert one.waiting == 13


def test_without_a_structure_the_kind_is_asked_too(project: Project, tmp_path: Path) -> None:
    one = taken(project, tmp_path, TOOLS["Microsoft Forms"]()).surveys[0]
    assert "Soort" in yellow(project)["items"]
    assert one.guessed == 6  # all but who they are, which is no question


def test_the_workbook_keeps_what_somebody_typed(project: Project, tmp_path: Path) -> None:
    """A remark in a sheet, its look and its lists are there afterwards, above the new rows."""
    path = project.raw / ROUND / "enquetes" / "vragenlijsten.xlsx"
    book = load_workbook(path)
    sheet = book["vragenlijsten"]
    heads = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1]}
    sheet.cell(3, heads["Vragenlijst"], "partners")
    sheet.cell(3, heads["Naam"], "Partners")
    sheet.cell(3, heads["Stem"], "samenwerkingspartners")
    items = book["items"]
    heads = {str(cell.value).removesuffix(" *"): cell.column for cell in items[1]}
    for title, text in (("Vragenlijst", "partners"), ("Item", "a"), ("Vraagtekst", "A?"), ("Soort", "open")):
        items.cell(3, heads[title], text)
    book.save(path)
    before = load_workbook(path)
    taken(project, tmp_path, TOOLS["LimeSurvey 6, codes, .lss"]())
    after = load_workbook(path)
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    assert after[sheet.title].cell(cell.row, cell.column).value == cell.value
        assert len(after[sheet.title].data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
    assert after["vragenlijsten"].cell(4, 1).value == "peiling_in_de_buurt"


def test_again_changes_nothing_and_new_answers_keep_the_questionnaire(project: Project, tmp_path: Path) -> None:
    files = TOOLS["LimeSurvey 6, codes, .lss"]()
    taken(project, tmp_path, files)
    first = everything(project)
    one = taken(project, tmp_path, files).surveys[0]
    assert (one.became, one.proposed, one.waiting) == ("gelijk", False, 0)
    assert everything(project) == first
    more = files["results-survey7.csv"].decode()
    line = more.splitlines()[-1].replace("10,", "11,", 1)
    one = taken(project, tmp_path, files | {"results-survey7.csv": f"{more}{line}\n".encode()}).surveys[0]
    assert (one.became, one.people) == ("veranderd", len(PEOPLE) + 1)
    now = everything(project)
    assert {name for name in now if now[name] != first[name]} == {"enquetes/peiling_in_de_buurt.csv"}


def test_answers_of_another_survey_are_never_replaced(project: Project, tmp_path: Path) -> None:
    """The same title in another tool has other columns: it gets the name of its file, and when that is taken none."""
    taken(project, tmp_path, TOOLS["LimeSurvey 6, codes, .lss"]())
    first = everything(project)["enquetes/peiling_in_de_buurt.csv"]
    sav(tmp_path / "spss.sav")
    [one] = import_surveys(project, ROUND, [tmp_path / "spss.sav"]).surveys
    assert (one.survey, one.became) == ("spss", "nieuw")
    assert everything(project)["enquetes/peiling_in_de_buurt.csv"] == first
    other = as_csv([["x", "y", "z"], *([["1", "a", "b"]] * 4)])
    with pytest.raises(InputError) as caught:
        taken(project, tmp_path, {"peiling in de buurt.csv": other})
    assert "een andere naam" in caught.value.problems[0].mend
    assert everything(project)["enquetes/peiling_in_de_buurt.csv"] == first


def test_the_evidence_is_there_once_the_cells_are_filled(project: Project, tmp_path: Path) -> None:
    taken(project, tmp_path, TOOLS["LimeSurvey 6, codes, .lss"]())
    path = project.raw / ROUND / "enquetes" / "vragenlijsten.xlsx"
    book = load_workbook(path)
    items = book["items"]
    heads = {str(cell.value).removesuffix(" *"): cell.column for cell in items[1]}
    for row in range(3, items.max_row + 1):
        if items.cell(row, heads["Vraagtekst"]).value == TEXTS["welkom"]:
            for title, text in (("Vraag", "beleving"), ("Aspect", "welkom"), ("Gunstig", "hoog")):
                items.cell(row, heads[title], text)
    book.save(path)
    rows = gather(load_round(project, ROUND)).rows
    # Of the five who come, 4 find themselves welcome; of the five who live there, 3 do and 1 does not.
    counts = {row["voice"]: (row["n"], row["n_total"]) for row in rows.to_dict("records")}
    assert counts == {"klanten": (4, 5), "bewoners": (3, 5)}


def test_a_mistake_changes_nothing(project: Project, tmp_path: Path) -> None:
    before = everything(project)
    with pytest.raises(InputError):
        taken(project, tmp_path, {"peiling.lss": b"<document>", "results-survey7.csv": limesurvey()})
    assert everything(project) == before
    lock = project.raw / ROUND / "enquetes" / "~$vragenlijsten.xlsx"
    lock.write_bytes(b"")
    with pytest.raises(InputError) as caught:
        taken(project, tmp_path, TOOLS["Qualtrics"]())
    assert "open" in caught.value.problems[0].what
    lock.unlink()
    assert everything(project) == before


def test_surveys_and_conversations_are_not_taken_in_at_once(tmp_path: Path) -> None:
    talk = as_csv([["Document", "Citaat", "Codes"], ["K01", "Welkom", "welkom +"]])
    survey, structure, quotes = put(tmp_path, {"a.csv": limesurvey(), "a.lss": lss(), "citaten.csv": talk})
    assert surveys_among([survey, structure]) == [survey, structure]
    assert surveys_among([quotes, tmp_path / "er-niet.csv"]) == []
    with pytest.raises(InputError):
        surveys_among([survey, quotes])


def test_two_answers_are_a_survey_beside_its_structure(tmp_path: Path) -> None:
    few = b"\n".join(limesurvey().splitlines()[:2])
    survey, structure = put(tmp_path, {"a.csv": few, "a.lss": lss()})
    assert surveys_among([survey, structure]) == [survey, structure]
    assert surveys_among([survey]) == []


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".sav", ".lss", ".txt"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\xff\xfe\x00", b"<a", b"$FL2@(#)"])
def test_what_is_no_survey_is_told_in_a_line(project: Project, tmp_path: Path, ending: str, content: bytes) -> None:
    before = everything(project)
    [path] = put(tmp_path, {f"a{ending}": content})
    with pytest.raises(InputError) as caught:
        import_surveys(project, ROUND, surveys_among([path]) or [path])
    assert caught.value.problems[0].file == path.name
    assert everything(project) == before


def test_the_command_says_what_it_did(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project.root)
    names = [str(path) for path in put(tmp_path, TOOLS["LimeSurvey 6, codes, .lss"]())]
    with console.OUT.capture() as captured, pytest.raises(SystemExit) as ended:
        cli.app(["import", ROUND, *names], standalone_mode=True)
    assert ended.value.code in {0, None}
    said_ = captured.get()
    assert "results-survey7.csv (LimeSurvey; nieuw): 10 rijen met antwoorden, 6 vragen." in said_
    assert "13 gele cellen" in said_
    assert len({*FIRST, *GROUPS, *AGAIN, *WAYS} & set(said_.split())) == 0
