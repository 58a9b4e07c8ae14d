"""Questionnaires typed in a workbook: the same as in YAML, and each mistake told in its cell."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import yaml
from helpers_codebooks import typed
from helpers_rounds import ROOT
from helpers_surveys import ROUND, WELCOME, as_csv, dump, project_with_survey

from pipeline import yaml_files
from pipeline.beginning.lists import Setting
from pipeline.beginning.workbook import content
from pipeline.contracts.round_tables import of_round
from pipeline.errors import InputError, Problem
from pipeline.phases import codebook_files
from pipeline.phases.gathering import all_evidence
from pipeline.phases.raw_tables import load_round
from pipeline.phases.surveys.answers.form_tables import FORM_TABLES
from pipeline.phases.surveys.answers.form_workbook import forms_in
from pipeline.phases.surveys.answers.questionnaire import Questionnaire
from pipeline.phases.tables import TABLES
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

Rows = Mapping[str, Sequence[Mapping[str, str]]]
OWN = {"survey": "bewoners"}


def of_each(*rows: Mapping[str, str]) -> list[dict[str, str]]:
    return [OWN | dict(row) for row in rows]


def scale(name: str, *labels: str, **more: str) -> list[dict[str, str]]:
    return [OWN | {"scale": name, "label": label, **more} for label in labels]


LIKERT = scale("eens", "helemaal oneens", "oneens", "neutraal", "eens", "helemaal eens")
# What the questionnaire in docs/data-flow.md says, as somebody would type it.
DOCUMENTED: Rows = {
    "vragenlijsten": of_each(
        {
            "label": "Bewonersenquête",
            "date": "2021-05",
            "selection": "random",
            "invited": "400",
            "population": "3000",
            "voice": "bewoners",
            "missing": "98: don't know; 99: geweigerd",
        }
    ),
    "kolommen": of_each(
        {"column": "id", "says": "deelnemer"},
        {"column": "locatie", "says": "onderdeel"},
        {"column": "V3", "says": "leeftijd", "values": "1: jong; 2: oud"},
        {"column": "V99", "says": "overslaan"},
    ),
    "items": of_each(
        {
            **{"id": "welkom", "column": "V4", "label": "Ik voel mij welkom", "kind": "stelling", "scale": "eens"},
            **{"favourable": "hoog", "question": "sfeer", "aspect": "ontvangst", "set": "thuis"},
        },
        {
            **{"id": "vreemd", "column": "V5", "label": "Ik voel mij een vreemde", "kind": "stelling", "scale": "eens"},
            **{"reversed": "ja", "favourable": "laag", "question": "sfeer", "aspect": "ontvangst", "set": "thuis"},
        },
        {
            **{"id": "terug", "column": "V6", "label": "Komt u terug?", "kind": "keuze", "scale": "terug"},
            **{"favourable": "ja", "unfavourable": "nee", "question": "sfeer", "aspect": "ontvangst"},
        },
        {"id": "kanalen", "column": "V7", "label": "Hoe kent u ons?", "kind": "meerkeuze", "scale": "kanalen"},
        {"id": "eerst", "label": "Wat moet eerst?", "kind": "volgorde", "scale": "eerst"},
        {
            **{"id": "cijfer", "column": "V9", "label": "Welk cijfer geeft u?", "kind": "cijfer", "lowest": "1"},
            **{"highest": "10", "norm": "7", "question": "sfeer", "aspect": "ontvangst"},
        },
        {
            **{"id": "wachten", "column": "V10", "label": "Hoe lang wachtte u?", "kind": "getal", "measure": "minuten"},
            **{"norm": "10", "favourable": "laag", "question": "sfeer", "aspect": "wachten"},
        },
        {"id": "kwijt", "column": "V11", "label": "Wat wilt u nog kwijt?", "kind": "open"},
    ),
    "antwoorden": [
        *LIKERT,
        *scale("terug", "ja", "nee", "misschien"),
        *scale("kanalen", "krant", code="k"),
        *scale("kanalen", "buren", code="b"),
        *scale("eerst", "hulp", column="V8_1"),
        *scale("eerst", "rust", column="V8_2"),
    ],
}


def workbook(project: Project, rows: Rows) -> Path:
    """Put the workbook with these rows in the round, beneath the example of each sheet."""
    round_ = project.round(ROUND)
    setting = Setting(round_, codebook_files.load(project, ROUND, round_), of_round(TABLES, round_), ())
    path = project.raw / ROUND / "enquetes" / "vragenlijsten.xlsx"
    path.write_bytes(content(FORM_TABLES, setting, rows))
    return path


def without_scales(form: Questionnaire) -> Questionnaire:
    """Leave out the names of scales: they are in the items that use them."""
    return form.model_copy(update={"scales": {}})


ANSWERS = as_csv(*({"id": str(n), "welkom": str(n % 5 + 1), "komt": "ja"} for n in range(1, 21)))
COMES = {"id": "komt", "label": "Komt u vaker?", "kind": "choice", "scale": ["ja", "nee"], "favourable": "ja"}
SMALL: Rows = {
    "vragenlijsten": of_each({"label": "Bewonersenquête", "voice": "bewoners"}),
    "kolommen": of_each({"column": "id", "says": "deelnemer"}),
    "items": of_each(
        {
            **{"id": "welkom", "label": "Ik voel mij welkom", "kind": "stelling", "scale": "eens"},
            **{"question": "sfeer", "aspect": "ontvangst", "favourable": "hoog"},
        },
        {"id": "komt", "label": "Komt u vaker?", "kind": "keuze", "scale": "ja_nee", "favourable": "ja"},
    ),
    "antwoorden": [*LIKERT, *scale("ja_nee", "ja", "nee")],
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a round with a survey and its questionnaire in YAML."""
    return project_with_survey(tmp_path / "project", ANSWERS, WELCOME, COMES, columns={"respondent": "id"})


def typed_in(project: Project, rows: Rows = SMALL) -> Path:
    """Put the workbook in the place of the YAML."""
    (project.raw / ROUND / "enquetes" / "bewoners.yml").unlink()
    return workbook(project, rows)


def test_what_is_typed_is_what_the_documented_yaml_says(project: Project) -> None:
    text = (ROOT / "docs" / "data-flow.md").read_text(encoding="utf-8").partition("### Surveys")[2]
    example = yaml.safe_load(text.partition("```yaml")[2].partition("```")[0])
    expected = yaml_files.fitted(example, Questionnaire, "data-flow.md")
    book = codebook_files.load(project, ROUND, project.round(ROUND))
    (form,) = forms_in(workbook(project, DOCUMENTED), "vragenlijsten.xlsx", book).values()
    assert form.questionnaire == without_scales(expected)


def test_a_survey_is_read_as_with_yaml(project: Project) -> None:
    before = load_round(project, ROUND)
    typed_in(project)
    after = load_round(project, ROUND)
    assert after.notices == before.notices
    for name, frame in before.inside.items():
        assert frame.equals(after.inside[name]), name
    assert len(all_evidence(after, _nothing(project)).rows) == 1


def _nothing(project: Project):
    from pipeline.handover import Handover

    return Handover(project, "")


def problems(project: Project) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as error:
        load_round(project, ROUND)
    return error.value.problems


@pytest.mark.parametrize(
    ("sheet", "cell", "text", "column", "says"),
    [
        ("vragenlijsten", "E3", "veel", "Gevraagd", "300"),
        ("vragenlijsten", "E3", "3", "Gevraagd", "Controleer beide aantallen"),
        ("vragenlijsten", "G3", "bewonres", "Stem", "«bewoners»"),
        ("vragenlijsten", "I3", "99 weet niet", "Geen antwoord", "1: jong"),
        ("kolommen", "B3", "nummer", "Kolom in het bestand", "Neem de naam over uit het bestand"),
        ("kolommen", "C3", "leeftjid", "Zegt iets over", "leeftijd"),
        ("kolommen", "A3", "bewonerz", "Vragenlijst", "bewoners"),
        ("items", "C3", "welkm", "Kolom in het bestand", "«welkom»"),
        ("items", "E3", "schaal", "Soort", "stelling"),
        ("items", "E3", "cijfer", "Schaal", "heeft geen Schaal"),
        ("items", "F3", "een", "Schaal", "eens"),
        ("items", "G3", "sfer", "Vraag", "sfeer"),
        ("items", "H3", "wachtn", "Aspect", "wachten"),
        ("items", "I3", "midden", "Gunstig", "hoog, laag"),
        ("items", "I3", "laagg", "Gunstig", "«laag»"),
        ("items", "I4", "jaa", "Gunstig", "«ja»"),
        ("items", "J4", "misschien", "Ongunstig", "ja, nee"),
        ("items", "J3", "laag", "Gunstig", "welk eind"),
        ("items", "M3", "zeven", "Norm", "7,5"),
        ("antwoorden", "D3", "2", "Code", "eigen code"),
    ],
)
def test_a_mistake_is_told_in_its_cell(project: Project, sheet: str, cell: str, text: str, column: str, says) -> None:
    path = typed_in(project)
    typed(path, lambda sheets: sheets[sheet].__setitem__(cell, text))
    found = problems(project)
    assert {(each.file, each.sheet) for each in found} == {(f"raw/{ROUND}/enquetes/vragenlijsten.xlsx", sheet)}, found
    assert any(each.column == column and says in each.mend for each in found), found
    assert all(each.row or each.cell for each in found)


def answered(project: Project, welcome: str) -> None:
    rows = ({"id": str(n), "welkom": welcome.format(n % 5 + 1), "komt": "ja"} for n in range(1, 21))
    (project.raw / ROUND / "enquetes" / "bewoners.csv").write_text(as_csv(*rows), encoding="utf-8")


def test_a_scale_with_other_codes_than_the_file_is_one_line_at_the_scale(project: Project) -> None:
    """LimeSurvey writes A1 to A5; on the sheet stands 1 to 5."""
    typed_in(project)
    answered(project, "A{}")
    (problem,) = problems(project)
    assert (problem.sheet, problem.cell, problem.column) == ("antwoorden", "D3", "Code")
    assert "A1, A2, A3, A4, A5" in problem.what
    assert "Van de 20 antwoorden passen er 20 niet" in problem.what


def test_in_yaml_a_scale_that_does_not_fit_is_told_at_its_field(project: Project) -> None:
    answered(project, "A{}")
    (problem,) = problems(project)
    assert (problem.file, problem.column) == (f"raw/{ROUND}/enquetes/bewoners.yml", "items.welkom.scale")


def test_where_another_question_fits_the_scale_the_column_is_asked_about(project: Project) -> None:
    second = {"id": "fijn", "label": "Het is hier fijn", "kind": "stelling", "scale": "eens", "column": "komt"}
    typed_in(project, SMALL | {"items": [SMALL["items"][0], OWN | second]})
    rows = ({"id": str(n), "welkom": str(n % 5 + 1), "komt": ("ja", "nee")[n % 2]} for n in range(1, 21))
    (project.raw / ROUND / "enquetes" / "bewoners.csv").write_text(as_csv(*rows), encoding="utf-8")
    (problem,) = problems(project)
    assert (problem.sheet, problem.cell, problem.value) == ("items", "C4", "komt")
    assert "«Het is hier fijn»" in problem.what


def test_of_a_few_answers_outside_the_scale_each_is_told_and_where_its_code_is_put(project: Project) -> None:
    typed_in(project)
    answered(project, "{}")
    path = project.raw / ROUND / "enquetes" / "bewoners.csv"
    path.write_text(path.read_text("utf-8").replace("11,2,ja", "11,9,ja"), encoding="utf-8")
    (problem,) = problems(project)
    assert (problem.file, problem.value) == (f"raw/{ROUND}/enquetes/bewoners.csv", "9")
    assert "vragenlijsten.xlsx bij Geen antwoord op het blad items" in problem.mend
    assert ".yml" not in problem.mend


def test_a_column_that_is_on_no_sheet_is_told_where_to_put_it(project: Project) -> None:
    typed_in(project)
    path = project.raw / ROUND / "enquetes" / "bewoners.csv"
    path.write_text(as_csv(*({"id": str(n), "welkom": "5", "komt": "ja", "extra": "1"} for n in range(9))), "utf-8")
    (problem,) = problems(project)
    assert "vragenlijsten.xlsx op het blad items, of met overslaan op het blad kolommen" in problem.mend


def test_what_is_odd_in_a_questionnaire_is_told_in_its_cell(project: Project) -> None:
    """A statement of which no end is good news counts for nothing; it is said where that is filled in."""
    open_end = {key: text for key, text in SMALL["items"][0].items() if key != "favourable"}
    typed_in(project, SMALL | {"items": [open_end, SMALL["items"][1]]})
    (told,) = [each for each in load_round(project, ROUND).notices if "gunstig is" in each.what]
    assert (told.sheet, told.cell, told.column, told.mend) == ("items", "I3", "Gunstig", "Zet Gunstig op hoog of laag.")


def test_a_questionnaire_that_is_there_twice_is_one_line(project: Project) -> None:
    workbook(project, SMALL)
    (problem,) = problems(project)
    assert (problem.sheet, problem.cell, problem.value) == ("vragenlijsten", "A3", "bewoners")
    assert "bewoners.yml" in problem.what


def test_answers_without_a_questionnaire_name_both_ways(project: Project) -> None:
    (project.raw / ROUND / "enquetes" / "bewoners.yml").unlink()
    (problem,) = problems(project)
    assert "vragenlijsten.xlsx" in problem.mend
    assert "bewoners.yml" in problem.mend


def test_with_a_damaged_workbook_nothing_is_said_of_answers(project: Project) -> None:
    typed_in(project).write_bytes(b"PK\x03\x04 stuk")
    (problem,) = problems(project)
    assert problem.file.endswith("vragenlijsten.xlsx")


def test_a_survey_that_has_no_answers_yet_is_told_and_stops_nothing(project: Project) -> None:
    later = {name: [*rows, *({**row, "survey": "klanten"} for row in rows)] for name, rows in SMALL.items()}
    typed_in(project, later)
    about = [each for each in load_round(project, ROUND).notices if each.sheet == "vragenlijsten"]
    assert [(each.cell, each.value) for each in about] == [("A4", "klanten")]


def test_a_workbook_in_which_nothing_was_typed_is_as_if_it_were_not_there(project: Project) -> None:
    workbook(project, {})
    load_round(project, ROUND)  # the questionnaire in YAML holds
    for name in ("bewoners.yml", "bewoners.csv"):
        (project.raw / ROUND / "enquetes" / name).unlink()
    path = project.raw / ROUND / "round.yml"
    about = yaml.safe_load(path.read_text("utf-8"))
    dump(path, about | {"phases": {"desk_research": {"deployed": True}}})
    load_round(project, ROUND)  # that of a phase that is not held is idle, and no mistake
