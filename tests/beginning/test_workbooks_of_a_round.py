"""The workbooks of a round that begins: lists, notes and looks, in the file itself and after LibreOffice saved it."""

from pathlib import Path

import pytest
from helpers_office import Office, typed
from helpers_project import copy_project
from openpyxl import Workbook, load_workbook

from pipeline.beginning.begin import begin
from pipeline.beginning.plan import Plan
from pipeline.contracts.reading import read_tables
from pipeline.phases import codebook_files
from pipeline.phases.tables import TABLES
from pipeline.rounds import Project

ROUND = "haven"
PLAN = Plan(ROUND, "De Haven", "Nergenshuizen", "2026", "2026", units=("Kamer Noord", "Kamer Zuid"))


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("nieuw") / "project")
    begin(project, PLAN)
    return project


def options(book: Workbook, sheet: str, title: str) -> list[str] | str:
    """Give what the list of a column offers, or the formula of a list that depends on another column."""
    (cell,) = (cell for cell in book[sheet][1] if str(cell.value).strip(" *") == title)
    rules = [rule for rule in book[sheet].data_validations.dataValidation if f"{cell.column_letter}3" in rule.sqref]
    (rule,) = rules
    formula = str(rule.formula1)
    if formula in book.defined_names:
        place, _, cells = book.defined_names[formula].attr_text.replace("$", "").partition("!")
        return [str(row[0].value) for row in book[place.strip("'")][cells] if row[0].value]
    return formula.strip('"').split(",") if formula.startswith('"') else formula


def holds(path: Path, project: Project) -> None:
    """Hold a workbook of conversations against the round's codebook."""
    book = load_workbook(path)
    known = codebook_files.load(project, ROUND, project.round(ROUND))
    asked = [question.id for question in known.questions if "interviews" in question.asked_in]
    assert options(book, "segments", "Vraag") == asked
    assert options(book, "interviews", "Onderdeel") == list(PLAN.units)
    assert options(book, "segments", "Richting") == ["1", "0", "-1"]
    assert "random" in options(book, "interviews", "Selectie")
    assert 'INDIRECT("aspecten_"&' in options(book, "segments", "Aspect")
    assert "interviews" in options(book, "segments", "Gesprek")
    for question in known.questions:
        place, _, cells = book.defined_names[f"aspecten_{question.id}"].attr_text.replace("$", "").partition("!")
        assert [row[0].value for row in book[place.strip("'")][cells]] == [code.id for code in question.codes]
    assert book["Lijsten"].sheet_state == "hidden"
    for name in ("interviews", "segments"):
        assert all(cell.comment and len(cell.comment.text) > 10 for cell in book[name][1] if cell.value)
        assert book[name]["A2"].value == "voorbeeld"


def test_lists_notes_and_an_example_are_in_the_file(begun: Project) -> None:
    holds(begun.raw / ROUND / "interviews.xlsx", begun)
    book = load_workbook(begun.raw / ROUND / "interviews.xlsx")
    assert {book[name].freeze_panes for name in ("interviews", "segments")} == {"B2"}
    people = load_workbook(begun.raw / ROUND / "deelnemers.xlsx")
    assert "klanten" in options(people, "respondents", "Stem")
    assert "documenten" not in options(people, "respondents", "Stem")
    assert options(people, "respondents", "Mag citeren") == ["ja", "nee"]
    assert [cell.value for cell in people["units"]["B"]][2:] == list(PLAN.units)
    reactions = load_workbook(begun.raw / ROUND / "focusgroepen.xlsx")
    assert options(reactions, "focusgroup_reactions", "Reactie op de stelling") == ["A", "SE", "D", "SD", "NR"]
    ladders = load_workbook(begun.raw / ROUND / "meetladders.xlsx")
    assert "zrm-11" in options(ladders, "scores", "Meetladder")


def test_the_same_round_gives_the_same_bytes(begun: Project, tmp_path: Path) -> None:
    again = copy_project(tmp_path / "project")
    begin(again, PLAN)
    for path in (begun.raw / ROUND).glob("*.xlsx"):
        assert path.read_bytes() == (again.raw / ROUND / path.name).read_bytes()


@pytest.mark.slow
def test_libreoffice_keeps_it_all_and_what_is_typed_there_is_read(begun: Project, tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    office = Office(tmp_path / "office")
    row = {"A": "F1", "B": "G1", "C": "K1", "F": "Het is er fijn.", "H": "beleving", "I": "welkom", "J": "1"}
    steps = [typed("segments", f"{column}3", text) for column, text in row.items()]
    (tmp_path / "saved").mkdir()
    saved = office.edit(begun.raw / ROUND / "interviews.xlsx", tmp_path / "saved" / "interviews.xlsx", *steps)
    holds(saved, begun)
    reading = read_tables(saved.parent, lambda path: path.name, TABLES.values(), TABLES)
    assert (reading.problems, reading.waiting) == ([], {"interviews", "interview_answers"})
    assert list(reading.frames["segments"]["text"]) == ["Het is er fijn."]
