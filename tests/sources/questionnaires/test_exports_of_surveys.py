"""Exports of each tool as one neutral questionnaire: what was asked, of which kind, in which columns."""

import io
from collections.abc import Callable
from pathlib import Path

import pyreadstat
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
    google,
    kobo,
    limesurvey,
    lss,
    microsoft,
    qualtrics,
    sav,
    xlsform,
)
from openpyxl import load_workbook

from pipeline.errors import InputError
from pipeline.sources.questionnaires.model import Form, Question
from pipeline.sources.questionnaires.reading import is_answers, is_structure, read_all

KINDS = {
    "groep": "choice",
    "welkom": "likert",
    "terug": "choice",
    "kanalen": "several",
    "eerst": "ranking",
    "cijfer": "mark",
    "kwijt": "open",
}


def form_of(folder: Path, files: dict[str, bytes]) -> Form:
    paths = []
    for name, content in files.items():
        (folder / name).write_bytes(content)
        paths.append(folder / name)
    (export,) = read_all(paths)
    return export.form


def labels(question: Question) -> list[str]:
    return [option.label for option in question.options]


@pytest.mark.parametrize("tool", WITH_STRUCTURE)
def test_with_its_structure_a_tool_says_all(tmp_path: Path, tool: str) -> None:
    form = form_of(tmp_path, WITH_STRUCTURE[tool]())
    assert form.program == tool.split()[0]
    assert (form.title, form.people) == ("Peiling in de buurt", len(PEOPLE))
    by_text = {question.text: question for question in form.questions}
    assert set(by_text) == set(TEXTS.values())
    kinds = {name: by_text[text].kind for name, text in TEXTS.items()}
    assert kinds == KINDS | {"cijfer": "number"}  # neither says that a number is a mark
    assert not any(question.guessed for question in form.questions)
    assert labels(by_text[TEXTS["groep"]]) == list(GROUPS)
    assert labels(by_text[TEXTS["welkom"]]) == list(STEPS)
    assert labels(by_text[TEXTS["terug"]]) == list(AGAIN)
    assert set(by_text[TEXTS["terug"]].missing.values()) == {"weet niet"}
    assert labels(by_text[TEXTS["kanalen"]]) == list(WAYS)
    order = by_text[TEXTS["eerst"]]
    assert labels(order) == list(FIRST)
    assert len(order.columns) == 3


@pytest.mark.parametrize(
    ("name", "content", "program"),
    [("Peiling.xlsx", microsoft, "Microsoft Forms"), ("Peiling.csv", qualtrics, "Qualtrics")],
)
def test_without_structure_answers_tell_the_kind(
    tmp_path: Path, name: str, content: Callable[[], bytes], program: str
) -> None:
    form = form_of(tmp_path, {name: content()})
    assert (form.program, form.people) == (program, len(PEOPLE))
    by_text = {question.text: question for question in form.questions}
    assert {name: by_text[text].kind for name, text in TEXTS.items()} == KINDS
    assert all(question.guessed for question in form.questions)
    assert labels(by_text[TEXTS["welkom"]]) == list(STEPS)
    assert sorted(labels(by_text[TEXTS["kanalen"]])) == sorted(WAYS)
    assert sorted(labels(by_text[TEXTS["eerst"]])) == sorted(FIRST)
    assert form.respondent in {"ID", "ResponseId"}


def test_google_forms_has_a_grid_and_commas(tmp_path: Path) -> None:
    form = form_of(tmp_path, {"Peiling.csv": google()})
    assert form.program == "Google Forms"
    by_text = {question.text: question for question in form.questions}
    assert by_text[TEXTS["kanalen"]].kind == "several"
    assert by_text[TEXTS["welkom"]].kind == "likert"
    assert by_text[TEXTS["kwijt"]].kind == "open"  # with a comma in it all the same
    assert by_text[f"{TEXTS['eerst']} [Eerst]"].kind == "choice"
    assert form.respondent == ""


def test_kobo_without_its_form_still_has_several_answers(tmp_path: Path) -> None:
    form = form_of(tmp_path, {"data.csv": kobo()})
    by_name = {question.name: question for question in form.questions}
    assert by_name["kanalen"].kind == "several"
    assert by_name["kanalen"].columns == ("kanalen",)
    assert form.respondent == "_id"
    assert "kanalen/krant" in form.ignored


def test_spss_has_labels_and_its_missing_values(tmp_path: Path) -> None:
    sav(tmp_path / "peiling.sav")
    (export,) = read_all([tmp_path / "peiling.sav"])
    by_name = {question.name: question for question in export.form.questions}
    assert (export.form.title, export.form.respondent) == ("Peiling in de buurt", "nummer")
    assert {name: question.kind for name, question in by_name.items()} == {
        name: kind for name, kind in KINDS.items() if name not in {"kanalen", "eerst"}
    }
    assert labels(by_name["welkom"]) == list(STEPS)
    assert by_name["welkom"].missing == {"9": "geweigerd"}
    assert by_name["terug"].missing == {"9": "weet niet"}
    assert by_name["welkom"].text == TEXTS["welkom"]


def test_a_structure_without_answers_is_refused(tmp_path: Path) -> None:
    (tmp_path / "peiling.lss").write_bytes(lss())
    with pytest.raises(InputError) as alone:
        read_all([tmp_path / "peiling.lss"])
    (tmp_path / "anders.csv").write_bytes(
        as_csv([["id", "x1", "x2"], ["1", "a", "b"], ["2", "a", "c"], ["3", "b", "c"]])
    )
    with pytest.raises(InputError) as beside:
        read_all([tmp_path / "peiling.lss", tmp_path / "anders.csv"])
    for caught in (alone, beside):
        (problem,) = caught.value.problems
        assert (problem.file, "geen antwoorden" in problem.what) == ("peiling.lss", True)


def test_a_structure_is_of_one_file(tmp_path: Path) -> None:
    """The same questions were asked in two tools: the structure is of the file that its own tool made."""
    files = {"Peiling.xlsx": microsoft(), "results-survey7.csv": limesurvey(), "peiling.lss": lss()}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    found = {
        each.path.name: (each.form.program, each.structure) for each in read_all([tmp_path / name for name in files])
    }
    assert found == {
        "Peiling.xlsx": ("Microsoft Forms", None),
        "results-survey7.csv": ("LimeSurvey", tmp_path / "peiling.lss"),
    }


@pytest.mark.parametrize("damaged", [b"<document><LimeSurveyDocType>Survey", b"", b"<html></html>"])
def test_a_damaged_structure_is_told(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "peiling.lss").write_bytes(damaged)
    (tmp_path / "results-survey7.csv").write_bytes(limesurvey())
    with pytest.raises(InputError) as caught:
        read_all([tmp_path / "peiling.lss", tmp_path / "results-survey7.csv"])
    assert [problem.file for problem in caught.value.problems] == ["peiling.lss"]


def test_what_is_what(tmp_path: Path) -> None:
    """Coded quotations go another road, and a form is no answers."""
    quotes = as_csv([["Document", "Citaat", "Codes"], *([["K01", "Ik voel me welkom", "welkom +"]] * 4)])
    files = {"citaten.csv": quotes, "form.xlsx": xlsform(), "data.csv": kobo(), "peiling.lss": lss()}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    found = {name: (is_structure(tmp_path / name), is_answers(tmp_path / name)) for name in files}
    assert found["citaten.csv"] == (False, False)
    assert found["form.xlsx"][0]
    assert found["data.csv"] == (False, True)
    assert found["peiling.lss"][0]


@pytest.mark.parametrize("gone", ["list_name", "name"])
def test_a_form_of_which_answers_have_no_names_is_told(tmp_path: Path, gone: str) -> None:
    book = load_workbook(io.BytesIO(xlsform()))
    for cell in book["choices"][1]:
        cell.value = "kolom" if cell.value == gone else cell.value
    book.save(tmp_path / "form.xlsx")
    (tmp_path / "data.csv").write_bytes(kobo())
    with pytest.raises(InputError) as caught:
        read_all([tmp_path / "form.xlsx", tmp_path / "data.csv"])
    assert [(problem.file, problem.what) for problem in caught.value.problems] == [
        ("form.xlsx", "Op het blad choices ontbreekt de kolom list_name of name.")
    ]


def test_a_file_of_spss_with_variables_of_no_name_or_one_name_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a damaged file can have them; otherwise a column would be left out, or another read twice."""
    sav(tmp_path / "a.sav")
    whole, about = pyreadstat.read_sav(str(tmp_path / "a.sav"))
    for names in (["x", *whole.columns[1:-1], "x"], [float("nan"), *whole.columns[1:]], ["", *whole.columns[1:]]):
        monkeypatch.setattr(
            pyreadstat, "read_sav", lambda *_, names=names, **__: (whole.set_axis(names, axis=1), about)
        )
        with pytest.raises(InputError) as caught:
            read_all([tmp_path / "a.sav"])
        assert [problem.what for problem in caught.value.problems] == ["Dit SPSS-bestand is niet te lezen."]
