"""A questionnaire as XLSForm: what the specification asks of it, and its answers back without a question."""

import csv
import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from helpers_rounds import ROOT
from helpers_surveys import dump
from openpyxl import load_workbook

from pipeline.beginning.begin import begin
from pipeline.beginning.plan import Plan
from pipeline.errors import InputError
from pipeline.importing.take_in_surveys import import_surveys
from pipeline.kit.making import fieldwork_of, make, workbooks
from pipeline.phases import codebook_files
from pipeline.phases.raw_tables import load_round
from pipeline.phases.surveys.answers.results import collected
from pipeline.rounds import Project
from pipeline.sources.questionnaires.reading import is_structure
from tests.demonstration.editing import fill

# It makes rounds and documents.
pytestmark = pytest.mark.slow
ROUND = "haven-2026"
PLAN = Plan(
    ROUND,
    organisation="De Haven",
    place="Nergenshuizen",
    begins="2026-01",
    ends="2026-06",
    units=("Kamer Noord", "Kamer Zuid"),
    noun=("kamer", "kamers"),
    attributes=(("Leeftijd", ("jonger dan 35", "35 of ouder")),),
    phases=("surveys",),
    selection="random",
    synthetic=True,
)
SURVEY = {"Vragenlijst": "buurt"}
ITEMS: list[dict[str, str]] = [
    {
        **{"Item": "welkom", "Vraagtekst": "Ik voel mij hier welkom", "Soort": "stelling", "Schaal": "eens"},
        **{"Vraag": "beleving", "Aspect": "welkom", "Gunstig": "hoog", "Geen antwoord": "99: weet niet"},
    },
    {
        **{"Item": "kent", "Kolom in het bestand": "wist_u", "Vraagtekst": "Wist u dat?", "Soort": "keuze"},
        **{"Schaal": "ja_nee", "Vraag": "beleving", "Aspect": "bekendheid", "Gunstig": "ja", "Ongunstig": "nee"},
    },
    {"Item": "kanalen", "Vraagtekst": "Hoe kent u ons?", "Soort": "meerkeuze", "Schaal": "wegen"},
    {"Item": "eerst", "Vraagtekst": "Wat moet eerst?", "Soort": "volgorde", "Schaal": "dingen"},
    {
        **{"Item": "daarna", "Kolom in het bestand": "plek_1; plek_2; plek_3", "Vraagtekst": "En hier?"},
        **{"Soort": "volgorde", "Schaal": "dingen"},
    },
    {"Item": "apart", "Vraagtekst": "Wat gebruikt u?", "Soort": "meerkeuze", "Schaal": "los"},
    {"Item": "cijfer", "Vraagtekst": "Welk cijfer?", "Soort": "cijfer", "Norm": "7"},
    {"Item": "wachten", "Vraagtekst": "Hoe lang wachtte u?", "Soort": "getal", "Maat": "minuten"},
    {"Item": "kwijt", "Vraagtekst": "Wat wilt u nog kwijt?", "Soort": "open"},
]
SCALES = {
    "eens": ("helemaal oneens", "oneens", "neutraal", "eens", "helemaal eens"),
    "ja_nee": ("ja", "nee"),
    "wegen": ("krant", "buren", "van een ander"),
    "dingen": ("hulp", "rust", "gezelschap"),
}
FORM: dict[str, list[dict[str, str]]] = {
    "vragenlijsten": [
        {
            **{**SURVEY, "Naam": "Buurtpeiling", "Datum": "2026-03", "Selectie": "random", "Gevraagd": "40"},
            "Stem": "bewoners",
        }
    ],
    "kolommen": [
        {**SURVEY, "Kolom in het bestand": "kamer", "Zegt iets over": "onderdeel"},
        {
            **{**SURVEY, "Kolom in het bestand": "leeftijd", "Zegt iets over": "leeftijd"},
            "Codes": "1: jonger dan 35; 2: 35 of ouder",
        },
    ],
    "items": [SURVEY | item for item in ITEMS],
    "antwoorden": [
        *(SURVEY | {"Schaal": scale, "Antwoord": label} for scale, labels in SCALES.items() for label in labels),
        *(
            SURVEY | {"Schaal": "los", "Antwoord": label, "Kolom in het bestand": f"los_{label}"}
            for label in ("bus", "fiets")
        ),
    ],
}
# Of each person house, age, welcome, whether they knew, ways, order, places, bus and bicycle, mark, minutes and words.
PEOPLE = (
    ("kamer_noord", "1", "5", "1", "1 2", "2 1 3", ("2", "1", "3"), ("ja", "nee"), "8", "4.5", "Dank u"),
    ("kamer_zuid", "2", "99", "2", "3", "1 2 3", ("1", "", ""), ("nee", "nee"), "6", "12", ""),
    ("kamer_zuid", "2", "1", "2", "", "", ("", "", ""), ("", ""), "", "", ""),
    ("kamer_noord", "2", "4", "1", "2", "3 2 1", ("3", "2", "1"), ("ja", "ja"), "7", "0", "Fijn; echt"),
)


def kobo(separator: str = ";") -> str:
    """Write an export of KoboToolbox with «XML values and headers»: a column for each answer beside several of them."""
    heads = ["start", "end", "kamer", "leeftijd", "welkom", "wist_u", "kanalen", "kanalen/1", "kanalen/2", "kanalen/3"]
    heads += ["eerst", "plek_1", "plek_2", "plek_3", "los_bus", "los_fiets", "cijfer", "wachten", "kwijt"]
    heads += ["__version__", "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"]
    heads += ["_submitted_by", "_tags", "_index"]
    made = io.StringIO()
    writer = csv.writer(made, delimiter=separator, lineterminator="\n")
    writer.writerow(heads)
    for number, (house, age, welcome, knew, ways, order, places, apart, mark, minutes, words) in enumerate(PEOPLE, 1):
        chosen = [str(int(way in ways.split())) if ways else "" for way in "123"]
        row = ["2026-03-02T10:00:00", "2026-03-02T10:05:00", house, age, welcome, knew, ways, *chosen, order, *places]
        row += [*apart, mark, minutes, words, "v1", str(900 + number), f"uuid-{number}", "2026-03-02T10:05:01"]
        writer.writerow([*row, "", "", "submitted_via_web", "", "", str(number)])
    return made.getvalue()


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Project(tmp_path_factory.mktemp("ronde") / "project")
    shutil.copytree(ROOT / "codebooks", project.codebooks)
    begin(project, PLAN)
    fill(project.raw / ROUND / "enquetes" / "vragenlijsten.xlsx", FORM)
    return project.root


@pytest.fixture
def project(tmp_path: Path, begun: Path) -> Project:
    return Project(shutil.copytree(begun, tmp_path / "project"))


def forms(project: Project) -> dict[str, Any]:
    round_ = project.round(ROUND)
    work = fieldwork_of(project, ROUND, round_, codebook_files.load(project, ROUND, round_))
    return {each.name: each.sheets for each in workbooks(work)}


def rows(sheet: list[tuple[str, ...]]) -> list[dict[str, str]]:
    return [dict(zip(sheet[0], row, strict=True)) for row in sheet[1:]]


def test_the_form_is_as_the_specification_asks(project: Project) -> None:
    """Names are names, each once; each list is there, and no answer to several or to an order has a space in it."""
    form = forms(project)["vragenlijst-buurt"]
    assert list(form) == ["survey", "choices", "settings"]
    asked, choices = rows(form["survey"]), rows(form["choices"])
    names = [row["name"] for row in asked]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", name) for name in names)
    lists = {row["list_name"] for row in choices}
    for row in asked:
        kind, _, of = row["type"].partition(" ")
        assert kind in {"start", "end", "select_one", "select_multiple", "rank", "integer", "decimal", "text"}
        assert kind in {"start", "end"} or row["label"]
        assert not of or of in lists
    pairs = [(row["list_name"], row["name"]) for row in choices]
    assert len(set(pairs)) == len(pairs)
    assert not any(" " in row["name"] for row in choices)
    assert rows(form["settings"]) == [{"form_title": "Buurtpeiling", "form_id": "buurt"}]


def test_what_is_asked_is_what_the_questionnaire_says(project: Project) -> None:
    form = forms(project)["vragenlijst-buurt"]
    asked, choices = {row["name"]: row for row in rows(form["survey"])}, rows(form["choices"])

    def answers(name: str) -> list[tuple[str, str]]:
        of = asked[name]["type"].partition(" ")[2]
        return [(row["name"], row["label"]) for row in choices if row["list_name"] == of]

    assert answers("welkom") == [
        *((str(at), label) for at, label in enumerate(SCALES["eens"], 1)),
        ("99", "Weet ik niet"),
    ]
    assert answers("kamer") == [("kamer_noord", "Kamer Noord"), ("kamer_zuid", "Kamer Zuid")]
    assert asked["leeftijd"]["label"] == "Leeftijd"
    assert answers("leeftijd") == [("1", "jonger dan 35"), ("2", "35 of ouder")]
    assert asked["kanalen"]["type"] == "select_multiple kanalen"
    assert asked["eerst"]["type"] == "rank eerst"
    assert [asked[f"plek_{at}"]["label"] for at in (1, 2, 3)] == [f"En hier? Op plaats {at}:" for at in (1, 2, 3)]
    assert answers("los_bus") == [("ja", "ja"), ("nee", "nee")]
    assert (asked["cijfer"]["type"], asked["cijfer"]["constraint"]) == ("integer", ". >= 1 and . <= 10")
    assert asked["wachten"]["label"] == "Hoe lang wachtte u? (minuten)"
    assert asked["wist_u"]["label"] == "Wist u dat?"


@pytest.mark.parametrize("with_form", [False, True])
def test_answers_come_back_without_a_question(project: Project, tmp_path: Path, with_form: bool) -> None:
    """Whatever Kobo calls the file, and with the form beside it or not: it is the survey that was waiting for it."""
    book = project.raw / ROUND / "enquetes" / "vragenlijsten.xlsx"
    before = book.read_bytes()
    made = make(project, ROUND)
    [form] = [project.root / name for name in made.made if name.endswith(".xlsx")]
    assert is_structure(form)
    export = tmp_path / "Buurtpeiling_-_all_versions_-_False_-_2026-04-01.csv"
    export.write_text(kobo(), encoding="utf-8")
    [taken] = import_surveys(project, ROUND, [export, *([form] if with_form else [])]).surveys
    assert (taken.survey, taken.people, taken.proposed, taken.waiting, taken.guessed) == ("buurt", 4, False, 0, 0)
    assert book.read_bytes() == before
    data = load_round(project, ROUND)
    [survey] = collected(data)
    assert list(survey.people["unit"]) == ["kamer_noord", "kamer_zuid", "kamer_zuid", "kamer_noord"]
    assert list(survey.people["leeftijd"]) == ["jonger dan 35", "35 of ouder", "35 of ouder", "35 of ouder"]
    found = {name: [each.tolist() for each in (own.values, own.given)] for name, own in survey.answers.items()}
    assert found["welkom"][1] == [True, False, True, True]
    assert [value for value, given in zip(*found["welkom"], strict=True) if given] == [4, 0, 3]
    assert found["kent"] == [[0, 1, 1, 0], [True] * 4]
    assert found["kanalen"][0] == [[True, True, False], [False, False, True], [False] * 3, [False, True, False]]
    assert found["eerst"][0] == [[2, 1, 3], [1, 2, 3], [0, 0, 0], [3, 2, 1]]
    assert found["daarna"][0] == [[2, 1, 3], [1, 0, 0], [0, 0, 0], [3, 2, 1]]
    assert found["apart"] == [
        [[True, False], [False, False], [False, False], [True, True]],
        [True, True, False, True],
    ]
    assert [value for value, given in zip(*found["cijfer"], strict=True) if given] == [8, 6, 7]
    assert [value for value, given in zip(*found["wachten"], strict=True) if given] == [4.5, 12, 0]
    assert [value for value, given in zip(*found["kwijt"], strict=True) if given] == ["Dank u", "Fijn; echt"]
    assert forms(project) == {}  # it has been answered


def test_a_changed_form_stays(project: Project) -> None:
    make(project, ROUND)
    path = project.raw / ROUND / "kit" / "vragenlijst-buurt.xlsx"
    book = load_workbook(path)
    book["survey"]["C4"] = "Anders gezegd"
    book.save(path)
    again = make(project, ROUND)
    assert project.name(path) in again.kept
    assert load_workbook(path)["survey"]["C4"].value == "Anders gezegd"


def test_a_file_of_another_survey_is_none_of_this_one(project: Project, tmp_path: Path) -> None:
    export = tmp_path / "Anders.csv"
    export.write_text("vraag_a;vraag_b;welkom\nja;nee;5\nnee;nee;4\nja;ja;3\nja;ja;2\n", encoding="utf-8")
    [taken] = import_surveys(project, ROUND, [export]).surveys
    assert (taken.survey, taken.proposed) == ("anders", True)


def test_names_that_no_form_can_have_are_told_all_at_once_in_their_cells(project: Project) -> None:
    book = project.raw / ROUND / "enquetes" / "vragenlijsten.xlsx"
    shutil.copyfile(book, book.with_name("oud.xlsx"))
    opened = load_workbook(book)
    for sheet, old, new in (("items", "wist_u", "V4[SQ001]"), ("antwoorden", "krant", "krant")):
        for row in opened[sheet].iter_rows(min_row=2):
            for cell in row:
                if cell.value == old:
                    cell.value = new
                    if sheet == "antwoorden":
                        opened[sheet].cell(cell.row, cell.column + 1, "de krant")
    opened.save(book)
    book.with_name("oud.xlsx").unlink()
    with pytest.raises(InputError) as caught:
        make(project, ROUND)
    told = {(problem.value, problem.sheet, bool(problem.cell)) for problem in caught.value.problems}
    assert told == {("V4[SQ001]", "items", True), ("de krant", "antwoorden", True)}
    assert not (project.raw / ROUND / "kit").exists()


def test_a_questionnaire_in_yaml_becomes_a_form_too(project: Project) -> None:
    folder = project.raw / ROUND / "enquetes"
    (folder / "vragenlijsten.xlsx").unlink()
    item = {"id": "welkom", "label": "Welkom?", "kind": "likert", "scale": ["oneens", "neutraal", "eens"]}
    dump(folder / "straat.yml", {"label": "Straat", "voice": "bewoners", "items": [item]})
    form = forms(project)["vragenlijst-straat"]
    assert [row["name"] for row in rows(form["survey"])] == ["start", "end", "welkom"]


def test_a_round_without_a_questionnaire_has_no_form(project: Project) -> None:
    (project.raw / ROUND / "enquetes" / "vragenlijsten.xlsx").unlink()
    assert forms(project) == {}
