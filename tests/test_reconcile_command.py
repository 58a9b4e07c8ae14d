"""`klankbord reconcile`: a workbook with the differences only, in which decisions stay, and that is read back."""

from pathlib import Path

import pytest
from helpers_import import LEAD, ROUND, aspect_of, begun, typed
from openpyxl import load_workbook

from pipeline.errors import InputError, KlankbordError
from pipeline.phases.interviews.evidence import PHASE, gather
from pipeline.phases.raw_tables import load_phase, load_round
from pipeline.reconciling import FILE, reconcile
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = begun(tmp_path)
    typed(made)
    return made


def sheet_of(project: Project) -> list[dict[str, object]]:
    """Read the sheet as a person sees it, without the row that shows how it is done."""
    sheet = load_workbook(project.raw / ROUND / FILE)["reconciled"]
    titles = [str(cell.value).removesuffix(" *") for cell in sheet[1]]
    return [dict(zip(titles, row, strict=True)) for row in sheet.iter_rows(min_row=3, values_only=True) if row[0]]


def decide(project: Project, row: int, **cells: object) -> None:
    path = project.raw / ROUND / FILE
    book = load_workbook(path)
    sheet = book["reconciled"]
    columns = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1]}
    for title, value in cells.items():
        sheet.cell(row + 3, columns[title], value)
    book.save(path)


def test_from_differences_to_what_counts(project: Project) -> None:
    """Two people were coded otherwise, on two stretches each; what is decided counts, and stays in the workbook."""
    found = reconcile(project, ROUND)
    rows = sheet_of(project)
    assert dict(found.kinds) == {"andere richting": 4}
    assert (len(rows), found.decided) == (4, 0)
    assert {row["Woorden"] for row in rows} == {"Ik voel me hier welkom 😀.", "Ze zeggen altijd gedag."}
    assert all("(Bas)" in str(row["Code anderen"]) for row in rows)
    book = load_workbook(project.raw / ROUND / FILE)
    lists = [rule.formula1 for rule in book["reconciled"].data_validations.dataValidation if rule.type == "list"]
    assert '"hoofdcodeur,andere codeur,anders,geen code"' in lists
    before = gather(load_round(project, ROUND)).rows
    for row in range(4):
        decide(project, row, Besluit="andere codeur", Reden="Het was schamper bedoeld.")
    after = gather(load_round(project, ROUND)).rows
    assert list(before["n"]) != list(after["n"])
    # A run reads a phase by itself, and then the whole round: both hold on to what was decided.
    assert list(gather(load_phase(project, ROUND, PHASE)).rows["n"]) == list(after["n"])
    again = reconcile(project, ROUND)
    assert (again.decided, sum(again.kinds.values())) == (4, 4)
    assert {row["Reden"] for row in sheet_of(project)} == {"Het was schamper bedoeld."}


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ({"Besluit": "andere codeur"}, "geen reden"),
        ({"Besluit": "anders", "Reden": "Ik weet het beter."}, "Welke andere code"),
        ({"Richting": 1}, "alleen bij het besluit"),
        ({"Besluit": "allebei", "Reden": "Mooi."}, "bestaat niet"),
    ],
)
def test_what_is_filled_in_wrongly_is_told_at_its_cell(project: Project, cells: dict[str, object], what: str) -> None:
    reconcile(project, ROUND)
    decide(project, 0, **cells)
    with pytest.raises(InputError) as refused:
        load_round(project, ROUND)
    [problem] = refused.value.problems
    assert what in problem.what
    assert problem.file.endswith(FILE)
    assert problem.cell


def test_a_decision_about_a_stretch_that_is_gone_lapses_and_is_told(project: Project) -> None:
    reconcile(project, ROUND)
    gone = sheet_of(project)[0]["Fragment"]
    decide(project, 0, Besluit="geen code", Reden="Zegt niets.")
    path = project.raw / ROUND / "interviews.xlsx"
    book = load_workbook(path)
    sheet = book["segments"]
    row = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == gone)
    sheet.delete_rows(row)
    book.save(path)
    with pytest.raises(InputError):
        load_round(project, ROUND)
    found = reconcile(project, ROUND)
    assert found.lapsed == ("geen code: Zegt niets.",)
    assert gone not in {row["Fragment"] for row in sheet_of(project)}
    load_round(project, ROUND)


def test_one_coder_has_nothing_to_decide(project: Project) -> None:
    path = project.raw / ROUND / "interviews.xlsx"
    book = load_workbook(path)
    sheet = book["segments"]
    column = next(cell.column for cell in sheet[1] if str(cell.value).startswith("Codeur"))
    for row in range(sheet.max_row, 2, -1):
        if sheet.cell(row, column).value != LEAD:
            sheet.delete_rows(row)
    book.save(path)
    with pytest.raises(KlankbordError, match="één persoon"):
        reconcile(project, ROUND)
    assert not (project.raw / ROUND / FILE).exists()
    assert aspect_of(project)
