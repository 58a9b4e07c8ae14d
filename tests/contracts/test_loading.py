"""A round's raw data as a whole: the real one is valid, and every mistake in a damaged copy is told at once."""

import csv

import pandas as pd
import pytest
from helpers_damage import CHECKOUT, NULMETING
from openpyxl import Workbook

from pipeline import codebook
from pipeline.contracts.table import NEVER
from pipeline.errors import InputError
from pipeline.execution.stages import stages
from pipeline.phases.declarations import BY_ID
from pipeline.phases.raw_tables import load_phase, load_round
from pipeline.phases.tables import TABLES
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

FOLDER = f"raw/{NULMETING}"


def test_every_file_of_the_real_round_is_read():
    data = load_round(Project(CHECKOUT), NULMETING)
    assert {data.file(name) for name, frame in data.tables.items() if len(frame)} == {
        f"{FOLDER}/{path.name}" for path in (CHECKOUT / FOLDER).glob("*.csv")
    }


def test_an_optional_table_that_is_not_there_comes_out_empty(damaged):
    damaged.path("published_findings.csv").unlink()
    table = load_round(damaged.project, damaged.id).tables["published_findings"]
    assert len(table) == 0
    columns = TABLES["published_findings"].columns
    assert list(table.columns) == [column.name for column in columns if column.leaves != NEVER]


def test_a_phase_reads_its_own_tables(project):
    tables = load_phase(project, NULMETING, BY_ID["focusgroups"]).tables
    assert set(tables) == {"documents", "focusgroup_groups", "focusgroup_statements", "units"}


def test_a_phase_does_not_mind_mistakes_in_the_tables_of_another(damaged):
    damaged.set("desk_statements", 2, direction="7")
    assert len(load_phase(damaged.project, damaged.id, BY_ID["focusgroups"]).tables["focusgroup_statements"])


def test_a_phase_that_was_not_deployed_has_empty_tables(project):
    data = load_phase(project, NULMETING, BY_ID["mystery_guests"])
    assert {name: len(data.whole(name)) for name in data.inside} == {
        "documents": 1,
        "mysteryguest_visits": 0,
        "mysteryguest_statements": 0,
        "mysteryguest_criteria": 0,
        "visits": 0,
        "visit_criteria": 0,
        "visit_scores": 0,
        "visit_scripts": 0,
        "units": 0,
        "privacy_names": 0,
        "privacy_decisions": 0,
        "quote_checks": 0,
    }


def test_a_phase_that_is_deployed_needs_its_tables(damaged):
    damaged.edit(damaged.path("round.yml"), "mystery_guests: {deployed: false", "mystery_guests: {deployed: true")
    assert {(problem.file, problem.what) for problem in damaged.problems()} == {
        (f"{FOLDER}/mysteryguest_visits.csv", "Het bestand ontbreekt."),
        (f"{FOLDER}/mysteryguest_statements.csv", "Het bestand ontbreekt."),
    }


def test_a_missing_table_is_one_problem(damaged):
    damaged.path("interview_statements.csv").unlink()
    problem = damaged.problem()
    assert (problem.file, problem.what) == (f"{FOLDER}/interview_statements.csv", "Het bestand ontbreekt.")


@pytest.mark.parametrize("table", ["documents", "interview_cases", "figures", "survey_items"])
def test_a_missing_table_that_others_refer_to_is_one_problem(damaged, table):
    damaged.path(f"{table}.csv").unlink()
    assert damaged.problem().file == f"{FOLDER}/{table}.csv"


def test_statements_without_the_table_of_their_sources_are_a_problem(damaged):
    damaged.path("desk_sources.csv").unlink()
    assert f"{FOLDER}/desk_sources.csv" in {problem.file for problem in damaged.problems()}


def test_an_empty_table_is_a_problem(damaged):
    path = damaged.path("focusgroup_statements.csv")
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    problem = damaged.problem()
    assert (problem.file, problem.what) == (f"{FOLDER}/focusgroup_statements.csv", "De tabel heeft geen rijen.")


def test_a_file_that_nothing_reads_is_answered_with_the_nearest_name(damaged):
    damaged.path("desk_sources.csv").rename(damaged.path("desk_source.csv"))
    problem = damaged.problem()  # and no second one on the table that is missing
    assert (problem.file, problem.mend) == (f"{FOLDER}/desk_source.csv", "Bedoelde u «desk_sources.csv»?")


def test_a_file_that_nothing_reads_is_a_problem_of_its_own(damaged):
    damaged.path("zzz.csv").touch()
    assert damaged.problem().file == f"{FOLDER}/zzz.csv"


@pytest.mark.parametrize("name", ["interviews.xls", "enquete.sav", "survey_statements.CSV.bak", "reviews"])
def test_whatever_else_stands_in_the_folder_is_named(damaged, name):
    damaged.path(name).write_bytes(b"PK")
    problem = damaged.problem()
    assert (problem.file, problem.what) == (f"{FOLDER}/{name}", "Dit wordt nergens gelezen.")


@pytest.mark.parametrize("name", ["._interview_statements.csv", ".DS_Store", "~$interviews.xlsx"])
def test_what_systems_leave_behind_is_passed_over(damaged, name):
    damaged.path(name).write_bytes(b"\0\5")
    assert load_round(damaged.project, damaged.id).tables


def test_the_advice_on_a_file_that_nothing_reads_is_not_to_look_in_the_codebook(damaged):
    damaged.path("zzz.csv").touch()
    assert "codeboek" not in damaged.problem().mend


def test_a_table_of_a_phase_that_was_not_deployed_is_not_ignored(damaged):
    damaged.path("mysteryguest_visits.csv").write_text("source_id,label\nbezoek1,Eerste bezoek\n", encoding="utf-8")
    assert damaged.problem().file == f"{FOLDER}/mysteryguest_visits.csv"


def test_a_misspelled_phase_in_the_round(damaged):
    damaged.edit(damaged.path("round.yml"), "  interviews:", "  interview:")
    problem = damaged.problem()
    assert problem.file == f"{FOLDER}/round.yml"
    assert (problem.value, problem.mend) == ("interview", "Bedoelde u «interviews»?")


def test_a_phase_that_the_round_does_not_name_was_not_deployed(damaged):
    damaged.edit(
        damaged.path("round.yml"), "  mystery_guests: {deployed: false,", "  # mystery_guests: {deployed: false,"
    )
    data = load_round(damaged.project, damaged.id)
    assert "mystery_guests" not in data.round.phases
    assert not data.round.deployment("mystery_guests").deployed
    assert "bestond nog niet toen deze ronde werd gehouden" in data.round.deployment("mystery_guests").absence


def test_the_tables_of_a_phase_that_the_round_does_not_name_are_not_ignored(damaged):
    damaged.edit(damaged.path("round.yml"), "  interviews: {deployed: true}\n", "")
    assert {problem.file for problem in damaged.problems()} >= {
        f"{FOLDER}/interview_cases.csv",
        f"{FOLDER}/interview_statements.csv",
    }


def test_a_misspelled_phase_in_the_codebook(damaged):
    damaged.edit(damaged.codebook, "asked_in: [desk_research,", "asked_in: [deskresearch,")
    problem = next(problem for problem in damaged.problems() if problem.value == "deskresearch")
    assert (problem.file, problem.column) == (f"codebooks/{NULMETING}.yml", "zelfredzaamheid.asked_in")
    assert problem.mend == "Bedoelde u «desk_research»?"


@pytest.mark.parametrize("name", ["../elders", "/elders", "instruments/zrm-11", "themes"])
def test_a_codebook_that_is_none_is_a_problem(damaged, name):
    damaged.edit(damaged.path("round.yml"), f"codebook: {NULMETING}", f"codebook: {name}")
    assert damaged.problems()


def test_the_mistakes_of_all_tables_are_reported_at_once(damaged):
    damaged.set("desk_statements", 5, direction="7", voice="niemand")
    damaged.set("interview_statements", 9, question="weg")
    damaged.set("figures", 3, printed="?")
    damaged.edit(damaged.path("survey_items.csv"), "label,", "titel,")
    damaged.path("survey_waves.csv").unlink()
    damaged.path("focusgroup_groups.csv").write_bytes(b"\0")
    damaged.path("zzz.csv").touch()
    damaged.edit(damaged.path("round.yml"), "  mystery_guests:", "  mysteryguests:")
    found = {(problem.file.removeprefix(f"{FOLDER}/"), problem.row, problem.column) for problem in damaged.problems()}
    assert found == {
        ("desk_statements.csv", 5, "direction"),
        ("desk_statements.csv", 5, "voice"),
        ("interview_statements.csv", 9, "question"),
        ("figures.csv", 3, "printed"),
        ("survey_items.csv", 1, "titel"),
        ("survey_waves.csv", None, ""),
        ("focusgroup_groups.csv", None, ""),
        ("zzz.csv", None, ""),
        ("round.yml", None, "phases"),
    }


def test_a_mistake_in_one_table_does_not_hide_one_between_others(damaged):
    damaged.set("desk_statements", 2, direction="7")
    damaged.set("interview_statements", 4, n="9", n_total="8")
    damaged.set("focusgroup_statements", 6, source="niemand")
    found = {(problem.file, problem.row, problem.column) for problem in damaged.problems()}
    assert found == {
        (f"{FOLDER}/desk_statements.csv", 2, "direction"),
        (f"{FOLDER}/interview_statements.csv", 4, "n"),
        (f"{FOLDER}/focusgroup_statements.csv", 6, "source"),
    }


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (f"codebooks/{NULMETING}.yml", "label: Zelfredzaamheid", "titel: Zelfredzaamheid"),
        (f"codebooks/{NULMETING}.yml", "instrument: zrm-11", "instrument: zrm-12"),
        (f"{FOLDER}/round.yml", "place:", "plaats:"),
    ],
)
def test_a_mistake_in_round_or_codebook_does_not_hide_one_in_a_table(damaged, file, old, new):
    damaged.edit(damaged.project.root / file, old, new)
    damaged.set("desk_statements", 2, direction="7")
    damaged.path("documents.csv").write_bytes(b"")
    assert {problem.file for problem in damaged.problems()} >= {
        file,
        f"{FOLDER}/desk_statements.csv",
        f"{FOLDER}/documents.csv",
    }


def test_loading_an_unknown_round(project):
    with pytest.raises(InputError) as error:
        load_round(project, "wijk-voor-wijk-2091")
    assert error.value.problems[0].mend == f"Bedoelde u «{NULMETING}»?"


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("with_sources: [diepte_voorzitter,", "with_sources: [diepte_voorziter,", "Geen enkele bron heeft deze naam."),
        ("with_panels: [projectgroep], ", "with_panels: [projectgroepen], ", "Deze groep bestaat niet."),
    ],
)
def test_people_who_were_heard_twice_are_of_sources_and_panels_that_there_are(damaged, before, after, what):
    damaged.edit(damaged.path("round.yml"), before, after)
    problems = damaged.problems()
    assert {problem.what for problem in problems} == {what}
    assert {problem.file for problem in problems} == {f"{FOLDER}/round.yml"}


def as_workbook(damaged, name):
    """Put all tables of the round in one workbook, each below a title, numbers as numbers."""
    book = Workbook()
    book.remove(book.active)
    for path in sorted(damaged.path("").glob("*.csv")):
        sheet = book.create_sheet(path.stem)
        sheet.append([f"Tabel {path.stem}"])
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                plain = [int(cell) if cell.isdecimal() and not cell.startswith("0") else cell or None for cell in row]
                sheet.append(plain)
        for cell in (cell for row in sheet for cell in row if cell.data_type == "f"):
            cell.data_type = "s"
        path.unlink()
    book.save(damaged.path(name))


def test_a_round_in_one_workbook_is_the_same_round(damaged):
    before = load_round(damaged.project, damaged.id)
    as_workbook(damaged, "alles.xlsx")
    after = load_round(damaged.project, damaged.id)
    for name, frame in before.tables.items():
        pd.testing.assert_frame_equal(frame, after.tables[name])
    assert after.file("figures") == f"{FOLDER}/alles.xlsx/figures"
    assert {notice.what for notice in after.notices} == {"Dit staat boven de kolomnamen en wordt niet gelezen."}


def test_a_mistake_in_a_workbook_is_told_by_sheet_and_cell(damaged):
    damaged.set("interview_statements", 2, voice="iemand")
    as_workbook(damaged, "alles.xlsx")
    problem = damaged.problem()
    assert (problem.file, problem.sheet, problem.cell) == (f"{FOLDER}/alles.xlsx", "interview_statements", "G3")


def test_a_workbook_that_is_damaged_is_one_mistake_whatever_was_in_it(damaged):
    as_workbook(damaged, "alles.xlsx")
    damaged.path("alles.xlsx").write_bytes(damaged.path("alles.xlsx").read_bytes()[:5000])
    assert damaged.problem().file == f"{FOLDER}/alles.xlsx"


def test_a_sheet_of_a_phase_that_was_not_deployed_is_told(damaged):
    book = Workbook()
    book.active.title = "mysteryguest_visits"
    book.active.append(["source_id", "label"])
    book.save(damaged.path("bezoeken.xlsx"))
    load_round(damaged.project, damaged.id)  # nobody filled anything in: a workbook that waits is no mistake
    book.active.append(["b1", "Bezoek 1"])
    book.save(damaged.path("bezoeken.xlsx"))
    problem = damaged.problem()
    assert (problem.file, problem.sheet) == (f"{FOLDER}/bezoeken.xlsx", "mysteryguest_visits")
    assert "niet is ingezet" in problem.what


def test_every_stage_is_made_again_when_a_workbook_is_different(damaged):
    as_workbook(damaged, "Alles.XLSX")
    damaged.path("units.csv").unlink(missing_ok=True)
    round_ = damaged.project.round(damaged.id)
    book = codebook.load(damaged.project, round_.codebook)
    planned = stages(damaged.project, damaged.id, round_, book, "stages")
    assert all(f"{FOLDER}/Alles.XLSX" in stage.inputs for stage in planned)


def test_a_stage_reads_its_table_under_the_name_that_it_has(damaged):
    damaged.path("interview_cases.csv").rename(damaged.path("Interview_Cases.CSV"))
    data = load_round(damaged.project, damaged.id)
    assert len(data.table("interview_cases")) == 12
    assert data.file("interview_cases") == f"{FOLDER}/interview_cases.csv", "traces go by the name of the table"
    round_ = damaged.project.round(damaged.id)
    planned = stages(damaged.project, damaged.id, round_, codebook.load(damaged.project, round_.codebook), "stages")
    reads = {stage.id: stage.inputs for stage in planned}
    assert f"{FOLDER}/Interview_Cases.CSV" in reads["02_interviews"]
    assert f"{FOLDER}/Interview_Cases.CSV" not in reads["01_desk_research"]
