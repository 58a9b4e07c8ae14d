"""What is asked of tables that were collected, and what of those that were published; one line a mistake."""

import shutil
from pathlib import Path

import pytest
import yaml
from helpers_collected import ROUND, TABLES, collected_project, write
from openpyxl import Workbook

from pipeline.claims.ledger import make
from pipeline.contracts.loading import RoundData
from pipeline.errors import InputError, Problem, nearest
from pipeline.notebook.round import open_round
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project
from pipeline.telling.outdated import never_outdated

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return collected_project(tmp_path)


def load(project: Project) -> RoundData:
    return load_round(project, ROUND)


def problems(project: Project) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as refused:
        load(project)
    return refused.value.problems


def about(project: Project, **fields: object) -> None:
    path = project.raw / ROUND / "round.yml"
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text(encoding="utf-8")) | fields), encoding="utf-8")


def test_what_was_collected_needs_no_document(project: Project) -> None:
    data = load(project)
    assert len(data.table("interview_statements")) == 4
    assert data.table("documents").empty


def test_what_was_published_needs_a_place(project: Project) -> None:
    write(project, "interview_cases", *TABLES["interview_cases"], provenance="published")
    found = problems(project)
    assert {(problem.column, problem.what) for problem in found} == {
        ("document", "Van wat is gepubliceerd, moet bekend zijn waar het staat; leeg is: Document en Vindplaats.")
    }
    assert len(found) == 3, "one line a row"


def test_a_place_without_a_document_is_told(project: Project) -> None:
    header, row, *others = TABLES["focusgroup_groups"]
    write(project, "focusgroup_groups", f"{header},document,locator", f"{row},,p. 1", *others)
    [problem] = problems(project)
    assert problem.column == "document"


def test_a_table_that_is_not_there_is_told_with_its_columns(project: Project) -> None:
    (project.raw / ROUND / "interview_statements.csv").unlink()
    [problem] = problems(project)
    assert "statement_id, source, question, aspect, voice, direction, statement, provenance" in problem.mend


@pytest.mark.parametrize("date", ["2026-13-40", "2026-02-30", "2026-13", "31-02-2026"])
def test_a_date_that_does_not_exist_is_told(project: Project, date: str) -> None:
    header, row, *others = TABLES["interview_cases"]
    write(project, "interview_cases", header, row.replace("2026-03-01", date), *others)
    [problem] = problems(project)
    assert (problem.column, problem.value, problem.row) == ("date", date, 2)


@pytest.mark.parametrize("date", ["2026", "2026-02", "2026-02-28", "28-02-2026", "voorjaar 2026", ""])
def test_other_dates_and_words_pass(project: Project, date: str) -> None:
    header, row, *others = TABLES["interview_cases"]
    write(project, "interview_cases", header, row.replace("2026-03-01", date), *others)
    load(project)


def test_one_person_has_one_voice(project: Project) -> None:
    header, row, *others = TABLES["interview_statements"]
    write(project, "interview_statements", header, row.replace("klanten", "partners"), *others)
    [problem] = problems(project)
    assert (problem.row, problem.column, problem.value) == (2, "voice", "partners")
    header, row, *others = TABLES["focusgroup_statements"]
    write(project, "interview_statements", *TABLES["interview_statements"])
    write(project, "focusgroup_statements", header, row.replace("bewoners", "partners"), *others)
    load(project)  # in a group others can speak


def test_a_phase_that_is_off_says_why(project: Project) -> None:
    phases = {name: {"deployed": True} for name in ("interviews", "focusgroups", "surveys")}
    about(project, phases=phases | {"mystery_guests": {"deployed": False}})
    assert [(problem.column, "waarom" in problem.mend) for problem in problems(project)] == [
        ("phases.mystery_guests", True)
    ]
    about(project, phases=phases | {"mystery_guests": {"deployed": False, "reason": "Geen tijd."}})
    load(project)


def test_a_list_that_is_none_is_told_as_it_should_be_written(project: Project) -> None:
    about(project, makers="Bureau Verzonnen")
    [problem] = problems(project)
    assert (problem.column, problem.mend) == ("makers", "Schrijf: makers: [Bureau Verzonnen]")


def test_a_field_that_is_no_slip_is_answered_with_the_fields_there_are(project: Project) -> None:
    about(project, opdrachtgever="Gemeente")
    [problem] = problems(project)
    assert "client" in problem.mend
    assert "Bedoelde" not in problem.mend


def test_published_rows_among_collected_ones_are_told(project: Project) -> None:
    assert "provenance" not in {notice.column for notice in load(project).notices}
    path = project.raw / ROUND / "survey_answers.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[3] = lines[3].replace("collected", "published")
    path.write_text("".join(lines), encoding="utf-8")
    [notice] = [notice for notice in load(project).notices if notice.column == "provenance"]
    assert notice.row == 4
    assert "1 van de 4 rijen published" in notice.what


@pytest.mark.parametrize("of", ["workbook", "csv"])
def test_a_copy_of_tables_is_one_mistake(project: Project, of: str) -> None:
    folder = project.raw / ROUND
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in ("interview_cases", "interview_statements"):
        sheet = book.create_sheet(name)
        for line in (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines():
            sheet.append(line.split(","))
        if of == "workbook":
            (folder / f"{name}.csv").unlink()
    book.save(folder / "gesprekken.xlsx")
    if of == "workbook":
        load(project)
        shutil.copyfile(folder / "gesprekken.xlsx", folder / "gesprekken (kopie).xlsx")
    [problem] = problems(project)
    assert "Dit is een kopie: alle tabellen hierin (interview_cases, interview_statements)" in problem.what


def test_people_heard_twice_in_a_phase_that_is_off_do_not_count(project: Project) -> None:
    both = {"sources": ["k1"], "with_sources": ["g1"], "shared": 1, "document": "eigen", "locator": "lijst"}
    about(project, overlap=[both])
    load(project)
    phases = {"interviews": {"deployed": True}, "surveys": {"deployed": True}}
    about(project, phases=phases | {"focusgroups": {"deployed": False, "reason": "Geen tijd."}})
    for name in ("focusgroup_groups", "focusgroup_statements"):
        (project.raw / ROUND / f"{name}.csv").unlink()
    load(project)


def test_a_mistake_in_a_sentence_has_its_row(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = "sentence_id,subject,about,direction,sentence,short,reason,researcher"
    path = project.raw / ROUND / "sentences.csv"
    rows = (
        "Z_1,finding,bereik,1,Het huis bereikt de buurt.,Het bereikt de buurt,Bewijs.,Verzonnen schrijver",
        "Z_2,finding,rust,-1,Iedereen weet: het is er druk.,Het is er zeker druk,Bewijs.,Verzonnen schrijver",
    )
    path.write_text("\n".join([columns, *rows]) + "\n", encoding="utf-8")
    monkeypatch.setenv("KLANKBORD_PROJECT", str(project.root))
    work = open_round(ROUND)
    found = make(work.data, work.tables).problems
    assert found
    assert {problem.row for problem in found if "Z_2" in problem.value} == {3}


def test_judgements_that_never_expire_are_told(project: Project) -> None:
    columns = "judgement_id,subject,question,phase_a,phase_b,judgement,stage,researcher,reason,seen"
    rows = [f"J{n},confidence,{question},,,low,decision,Iemand,Zo.," for n, question in ((1, "bereik"), (2, "rust"))]
    path = project.raw / ROUND / "judgements.csv"
    path.write_text("\n".join([columns, rows[0], f"{rows[1]}iets"]) + "\n", encoding="utf-8")
    assert "1 oordeel" in never_outdated(load(project))
    assert "J1" in never_outdated(load(project))
    assert "J2" not in never_outdated(load(project))
    path.write_text("\n".join([columns, f"{rows[0]}iets", f"{rows[1]}iets"]) + "\n", encoding="utf-8")
    assert never_outdated(load(project)) == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(
            ("klatnen", "klanten"),
            ("klant", "klanten"),
            ("medwerkers", "medewerkers"),
            ("beroepskracht", "beroepskrachten"),
        ),
        *(("bezoekers", ""), ("ondernemers", ""), ("docenten", "")),
    ],
)
def test_another_word_is_no_slip(typed: str, meant: str) -> None:
    voices = ["klanten", "medewerkers", "beroepskrachten", "onderzoekers", "documenten", "gemeente"]
    assert nearest(typed, voices) == meant
