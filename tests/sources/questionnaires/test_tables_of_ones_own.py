"""Answers in a table of somebody's own: nothing in it is lost, and headings say what answers alone do not."""

from collections import Counter
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.errors import InputError
from pipeline.importing.proposing import Groups, rows_of
from pipeline.phases.surveys.answers.form_tables import ANSWERS
from pipeline.sources.questionnaires import columns, guessing
from pipeline.sources.questionnaires.model import Form, Question
from pipeline.sources.questionnaires.reading import is_answers, read_all

HEADINGS = ["Nr", "Ik voel mij welkom", "Waarvoor komt u?"]
ROWS = [[number, "mee eens", "praten"] for number in range(1, 7)]


def question(text: str, *answers: str) -> Question:
    return guessing.question("v1", text, Counter(answers * 2), text)


def test_a_row_with_more_cells_than_headings_is_told_and_not_left_out(tmp_path: Path) -> None:
    path = tmp_path / "telling.csv"
    path.write_text("\n".join([";".join(HEADINGS), "1;eens;praten", "2;eens;praten;koffie", "3;oneens;praten"]))
    with pytest.raises(InputError) as refused:
        columns.read(path)
    assert [problem.row for problem in refused.value.problems] == [3]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_title_above_the_table_is_no_heading(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"telling.{kind}"
    above = [["Uitkomsten van de peiling, voorjaar"], []]
    if kind == "xlsx":
        book = Workbook()
        for row in [*above, HEADINGS, *ROWS]:
            book.active.append(row)
        book.active.merge_cells("A1:C1")
        book.save(path)
    else:
        path.write_text("\n".join(";".join(map(str, row)) for row in [*above, HEADINGS, *ROWS]))
    assert is_answers(path)
    (export,) = read_all([path])
    assert (export.form.columns, export.form.people) == (("Nr", *HEADINGS[1:]), len(ROWS))


def book(folder: Path, *sheets: list[list[object]]) -> Path:
    made, path = Workbook(), folder / "telling.xlsx"
    made.remove(made.active)
    for number, rows in enumerate(sheets, 1):
        sheet = made.create_sheet(f"Blad{number}")
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


@pytest.mark.parametrize(
    ("sheets", "what", "how_many"),
    [
        (([HEADINGS, *ROWS, ["Totaal", "", 6]],), "lijkt een totaal", 1),
        (([HEADINGS, *ROWS], [HEADINGS, *ROWS]), "Ook op het blad Blad2", 1),
        (([HEADINGS, *([n, "mee eens", "=1+1"] for n in range(5))],), "geen opgeslagen uitkomst. Dit staat in 5", 1),
        (([HEADINGS, *ROWS, [7, "#DIV/0!", "praten"]],), "foutmelding van Excel", 1),
    ],
)
def test_what_would_be_lost_or_be_taken_for_somebody_is_told(
    tmp_path: Path, sheets: tuple[list[list[object]], ...], what: str, how_many: int
) -> None:
    with pytest.raises(InputError) as refused:
        columns.read(book(tmp_path, *sheets))
    assert len(refused.value.problems) == how_many
    assert what in refused.value.problems[0].what


def test_another_sheet_with_other_columns_is_no_matter(tmp_path: Path) -> None:
    read = columns.read(book(tmp_path, [HEADINGS, *ROWS], [["Uitleg"], ["Wij vroegen zes mensen"]]))
    assert len(read.frame) == len(ROWS)


def test_answers_that_differ_in_capitals_alone_are_one() -> None:
    form = Form("tabel", "", "", (question("Komt u terug?", "Ja", "nee", "ja", "NEE"),))
    answers = rows_of(form, "peiling", "peiling", Groups({}, {}))[ANSWERS]
    assert [row.cells["label"] for row in answers] == ["Ja", "nee"]


def test_a_scale_with_a_comma_in_its_middle_is_no_list() -> None:
    found = question("Tevreden?", "Heel tevreden", "Tevreden", "Niet tevreden, niet ontevreden", "Ontevreden")
    assert found.kind == "likert"
    assert len(found.options) == 5


@pytest.mark.parametrize(
    ("text", "answers", "kind", "ends"),
    [
        ("Welk cijfer geeft u?", ("7,5", "8", "6"), "mark", (1, 10)),
        ("Cijfer (0-10)", ("7", "8", "6"), "mark", (0, 10)),
        ("Welk cijfer geeft u?", ("75", "8", "6"), "number", (None, None)),
        ("Hoe waarschijnlijk is het dat u ons aanbeveelt?", ("7", "8", "10"), "mark", (0, 10)),
        ("Hoeveel weken wachtte u?", ("7", "8", "6"), "number", (None, None)),
        ("Reistijd (minuten)", ("1", "2", "5"), "number", (None, None)),
        ("Reistijd", ("1", "2", "5"), "likert", (None, None)),
        ("Opmerking", ("goed", "prima"), "open", (None, None)),
        ("Cijfer", ("7", "8,5", "6", "7 of 8", "-", "geen idee", "n.v.t."), "mark", (1, 10)),
    ],
)
def test_a_heading_says_what_is_asked(
    text: str, answers: tuple[str, ...], kind: str, ends: tuple[float | None, float | None]
) -> None:
    found = question(text, *answers)
    assert (found.kind, (found.lowest, found.highest)) == (kind, ends)


@pytest.mark.parametrize(
    ("texts", "moment"),
    [
        (["14-3-2026", "3-4-26"], True),
        (["2026-03-14 09:05", "2026-03-14T09:05:12.000+02:00"], True),
        (["1/4/2026 9:05:00 PM"], True),
        (["14-3-2026", "vorige week"], False),
        (["7,5"], False),
        ([], False),
    ],
)
def test_when_something_was_filled_in_is_no_question(texts: list[str], moment: bool) -> None:
    assert guessing.is_moment(texts) is moment


SATISFIED = ("Zeer ontevreden", "Ontevreden", "Niet tevreden, niet ontevreden", "Tevreden", "Zeer tevreden")


def test_a_middle_with_a_comma_stands_where_neutral_does() -> None:
    found = question("Tevreden?", *SATISFIED[::-1], "Weet ik niet")
    assert (found.kind, tuple(option.label for option in found.options)) == ("likert", SATISFIED)


def test_two_middles_are_no_scale() -> None:
    assert question("Tevreden?", *SATISFIED, "Neutraal").kind == "choice"


@pytest.mark.parametrize(
    ("separators", "answers", "kind", "options"),
    [
        ((";",), ("Ja, soms", "Nee, nooit", "Ja, soms"), "choice", {"Ja, soms", "Nee, nooit"}),
        ((";",), ("Pakket, groot;", "Pakket, groot;Advies;"), "several", {"Pakket, groot", "Advies"}),
        ((";", ", "), ("Ja, soms", "Nee, nooit"), "choice", {"Ja, soms", "Nee, nooit"}),
        ((";", ", "), ("Pakket, Advies", "Advies", "Pakket"), "several", {"Pakket", "Advies"}),
        ((";", ", "), ("Pakket, ook groot, Advies", "Advies"), "several", {"Pakket, ook groot", "Advies"}),
        ((";", ", "), ("Niet tevreden, niet ontevreden", "Anders"), "choice", {SATISFIED[2], "Anders"}),
    ],
)
def test_a_comma_in_an_answer_makes_no_two_of_it(
    separators: tuple[str, ...], answers: tuple[str, ...], kind: str, options: set[str]
) -> None:
    found = guessing.question("v1", "Vraag", Counter(answers * 2), "Vraag", separators)
    assert (found.kind, {option.label for option in found.options}) == (kind, options)
