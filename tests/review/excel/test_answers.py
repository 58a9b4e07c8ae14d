"""The workbook of answers: only ever added to, and every mistake in it told with its row and column."""

import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from helpers_review import BOOK, GROUPS, TITLES, general, judged, review
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill

from pipeline.errors import InputError
from pipeline.review.excel import answers
from pipeline.review.model import Answer, Handled
from pipeline.review.store import Review

ANNA = judged("Anna", "disagree", "=1+1 Nee.")
BRAM = general("Bram", "Te lang.")
SAID = review(ANNA, BRAM, judged("Cor", "agree"), Anna=("opdrachtgever", "bewoners"), Bram=("", ""))
NAME = "raw/r/review/answers.xlsx"


@pytest.fixture
def path(tmp_path):
    """Give the file, made for two remarks that ask for an answer."""
    extend(tmp_path / "answers.xlsx", SAID)
    return tmp_path / "answers.xlsx"


def extend(path, said):
    made = answers.extend(path, NAME, said, BOOK, GROUPS, TITLES)
    if made is not None:
        path.write_bytes(made[0])
    return made[1] if made else None


def read(path, said=SAID):
    return answers.read(path, NAME, [remark.id for remark in said.remarks])


def fill(path, *rows, **cells):
    """Type cells such as ``H2``; then add rows."""
    book = load_workbook(path)
    sheet = book["Antwoorden"]
    for place, value in cells.items():
        sheet[place] = value
    for row in rows:
        sheet.append(row)
    book.save(path)


def shown(path):
    return [list(row) for row in load_workbook(path)["Antwoorden"].iter_rows(values_only=True)]


def test_there_is_a_row_for_each_remark_that_asks_for_an_answer(path):
    rows = shown(path)
    assert rows[0] == [
        "Nummer",
        "Groep",
        "Wie",
        "Rol",
        "Waarover",
        "Tekst toen",
        "Wat er gezegd is",
        "Antwoord",
        "Waarom",
        "Gezegd op",
    ]
    assert [row[0] for row in rows[1:]] == [ANNA.id, BRAM.id]
    assert rows[1][1:5] == ["Opdrachtgever", "Anna", "Bewoners", "Zelfredzaamheid"]
    assert rows[1][6] == "Niet eens. =1+1 Nee."
    assert read(path) == {}


def test_a_row_is_high_enough_for_what_was_said_and_has_room_for_an_answer(tmp_path):
    path = tmp_path / "answers.xlsx"
    extend(path, review(general("Anna", "Kort."), general("Bram", "woorden " * 100)))
    heights = load_workbook(path)["Antwoorden"].row_dimensions
    # Three lines, and the 800 signs of Bram in a column of 60: at least fourteen.
    assert heights[2].height == 3 * 15
    assert heights[3].height >= 14 * 15


def test_what_begins_like_a_formula_is_text(tmp_path):
    path = tmp_path / "answers.xlsx"
    extend(path, review(general("Anna", "=1+1")))
    cell = load_workbook(path)["Antwoorden"]["G2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def said_on(remark, moment):
    return replace(remark, said_at=moment)


def test_what_is_new_comes_first_with_its_day_and_what_has_an_answer_is_hidden(path):
    fill(path, H2="Overgenomen", H3="niet overgenomen")  # of the second there is no reason yet
    old, new = said_on(judged("Dirk", "disagree", "Nee."), "2026-03-01T09:00:00Z"), general("Els", "Ja, maar.")
    later = review(*SAID.remarks, old, said_on(new, "2026-04-02T09:00:00Z"))
    before = shown(path)
    made = answers.extend(path, NAME, later, BOOK, GROUPS, TITLES)
    assert made[1:] == (2, 1)
    path.write_bytes(made[0])
    rows = shown(path)
    assert [row[:9] for row in rows[:3]] == [row[:9] for row in before]
    assert [(row[2], row[9]) for row in rows[3:]] == [("Els", "2 april 2026"), ("Dirk", "1 maart 2026")]
    heights = load_workbook(path)["Antwoorden"].row_dimensions
    assert [heights[row].hidden for row in range(1, 6)] == [False, True, False, False, False]
    assert read(path.with_name("geen.xlsx")) == {}
    fill(path, I3="Korter kan niet.")
    assert read(path, later) == {
        ANNA.id: Answer(Handled.TAKEN_OVER),
        BRAM.id: Answer(Handled.NOT, "Korter kan niet."),
    }
    assert answers.extend(path, NAME, later, BOOK, GROUPS, TITLES) is None


def test_a_workbook_of_before_there_were_days_gets_a_column_behind_all_that_stands_there(path):
    book = load_workbook(path)
    book["Antwoorden"].delete_cols(10)
    book["Antwoorden"]["K3"] = "Even bellen"
    book.save(path)
    extend(path, review(*SAID.remarks, said_on(judged("Dirk", "disagree", "Nee."), "2026-03-01T09:00:00Z")))
    rows = shown(path)
    assert (rows[0][11], rows[3][11], rows[2][10]) == ("Gezegd op", "1 maart 2026", "Even bellen")


def test_answers_are_read(path):
    fill(path, H2="Overgenomen", H3="niet overgenomen", I3="Korter kan niet.")
    assert read(path) == {
        ANNA.id: Answer(Handled.TAKEN_OVER),
        BRAM.id: Answer(Handled.NOT, "Korter kan niet."),
    }


@pytest.mark.parametrize(
    "said",
    [
        "deels  overgenomen",
        " Deels overgenomen. ",
        "deels\u00a0overgenomen",
        "DEELS\nOVERGENOMEN",
        "deels\u200b overgenomen",
    ],
)
def test_spaces_capitals_and_what_is_invisible_make_no_other_answer(path, said):
    fill(path, H2=said, I2="omdat")
    assert read(path) == {ANNA.id: Answer(Handled.PARTLY, "omdat")}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            {"H2": "overgenomen", "I2": datetime(2026, 4, 3)},
            (2, "Waarom", "Excel maakte een datum van wat hier is getypt."),
        ),
        ({"H2": "misschien"}, (2, "Antwoord", "Dit antwoord bestaat niet.")),
        ({"H2": "niet overgenomen"}, (2, "Waarom", "Bij dit antwoord hoort een reden.")),
        ({"H3": "deels overgenomen"}, (3, "Waarom", "Bij dit antwoord hoort een reden.")),
        ({"I3": "Omdat."}, (3, "Antwoord", "Hier staat waarom, maar geen antwoord.")),
        ({"A2": "O_bestaatniet", "H2": "overgenomen"}, (2, "Nummer", "Dit is geen nummer van een opmerking.")),
        ({"A2": None, "H2": "overgenomen"}, (2, "Nummer", "Hier staat een antwoord zonder nummer.")),
        ({"H2": '=IF(1,"overgenomen","")'}, (2, "Antwoord", "Dit is een formule en geen tekst.")),
        ({"A1": "Nr"}, (None, "", "De kolommen Nummer, Antwoord en Waarom ontbreken.")),
    ],
)
def test_a_mistake_is_told_with_its_place(path, cells, expected):
    fill(path, **cells)
    with pytest.raises(InputError) as error:
        read(path)
    [problem] = error.value.problems
    assert (problem.row, problem.column, problem.what) == expected
    assert problem.file.startswith(NAME)
    assert problem.mend


def test_two_rows_for_one_remark_may_say_the_same_and_nothing_else(path):
    again = [ANNA.id, *[None] * 6, "overgenomen", None]
    fill(path, again, H2="overgenomen")
    assert read(path) == {ANNA.id: Answer(Handled.TAKEN_OVER)}
    fill(path, H2="niet overgenomen", I2="Nee.")
    with pytest.raises(InputError) as error:
        read(path)
    assert [(one.row, one.what) for one in error.value.problems] == [
        (4, "Deze opmerking heeft in rij 2 een ander antwoord.")
    ]


def test_nothing_that_was_typed_is_lost_when_rows_are_added(path):
    book = load_workbook(path)
    sheet = book["Antwoorden"]
    sheet.insert_rows(1)  # a line above the headings
    sheet["A1"] = "Bespreken op maandag"
    sheet.insert_cols(1)  # a column of one's own, before the others
    sheet["A2"], sheet["A3"], sheet["A9"] = "Wie pakt dit op?", "Eva", "losse aantekening"
    sheet["I3"], sheet["J3"] = "deels overgenomen", "Half."
    book.create_sheet("Kladblok")["A1"] = "niet vergeten"
    book.save(path)
    more = replace(SAID, remarks=(*SAID.remarks, general("Dina", "Nieuw.")))
    assert extend(path, more) == 1
    rows = shown(path)
    assert rows[0][1] == "Bespreken op maandag"
    assert rows[2][0] == "Eva"
    assert rows[8][0] == "losse aantekening"
    assert rows[9][7] == "Nieuw."
    assert load_workbook(path)["Kladblok"]["A1"].value == "niet vergeten"
    assert read(path, more) == {ANNA.id: Answer(Handled.PARTLY, "Half.")}


def test_bold_words_colours_that_depend_on_a_value_and_filters_stay_when_rows_are_added(path):
    book = load_workbook(path)
    sheet = book["Antwoorden"]
    sheet["I2"] = CellRichText("Dat is ", TextBlock(InlineFont(b=True), "niet"), " zo.")
    sheet.conditional_formatting.add(
        "H2:H99", FormulaRule(formula=['H2=""'], fill=PatternFill("solid", bgColor="FFFF00"))
    )
    sheet.auto_filter.ref = "A1:I3"
    book.save(path)
    assert extend(path, replace(SAID, remarks=(*SAID.remarks, general("Dirk", "Nog iets.")))) == 1
    after = load_workbook(path, rich_text=True)["Antwoorden"]
    assert [str(part) for part in after["I2"].value] == ["Dat is ", "niet", " zo."]
    assert after["I2"].value[1].font.b
    assert [str(area.sqref) for area in after.conditional_formatting] == ["H2:H99"]
    assert after.auto_filter.ref == "A1:I3"
    fill(path, H2="overgenomen")
    assert read(path)[ANNA.id] == Answer(Handled.TAKEN_OVER, "Dat is niet zo.")


def test_discussions_and_whatever_else_people_add_stay_byte_for_byte(path):
    fill(path, H2="overgenomen")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/threadedComments/threadedComment1.xml", "<Threads>Doen we dit?</Threads>")
        archive.writestr("xl/media/image1.png", b"\x89PNG")
    before = parts(path)
    assert extend(path, replace(SAID, remarks=(*SAID.remarks, general("Dirk", "Nog iets.")))) == 1
    after = parts(path)
    assert after.keys() == before.keys()
    assert {name for name in before if before[name] != after[name]} == {"xl/worksheets/sheet1.xml", "xl/styles.xml"}


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_with_nothing_new_the_file_stays_as_it_is(path):
    before = path.read_bytes()
    assert extend(path, SAID) is None
    assert path.read_bytes() == before


def test_a_role_that_is_known_later_is_filled_in_and_typed_ones_stay(path):
    fill(path, D2="Buurvrouw")
    known = review(*SAID.remarks, Anna=("opdrachtgever", "klanten"), Bram=("organisatie", "bewoners"))
    assert extend(path, known) == 0
    rows = shown(path)
    assert rows[1][3] == "Buurvrouw"
    assert (rows[2][1], rows[2][3]) == ("Organisatie", "Bewoners")


def test_an_answer_to_a_remark_that_vanished_stays_and_can_be_laid_to_rest(path):
    fill(path, H2="overgenomen")
    left = replace(SAID, remarks=SAID.remarks[1:])
    assert extend(path, left) is None
    assert shown(path)[1][0] == ANNA.id
    with pytest.raises(InputError):
        read(path, left)
    fill(path, H2="vervallen")
    assert read(path, left) == {}


def test_the_same_remarks_make_the_same_bytes(path, tmp_path):
    extend(tmp_path / "twee.xlsx", SAID)
    assert (tmp_path / "twee.xlsx").read_bytes() == path.read_bytes()


_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30)


@given(st.lists(_TEXTS.filter(str.strip), min_size=1, max_size=5, unique=True), st.integers(0, 5))
def test_however_remarks_come_in_each_gets_one_row_and_answers_stay(tmp_path_factory, texts, split):
    path = tmp_path_factory.mktemp("answers") / "answers.xlsx"
    remarks = tuple(general("Anna", text) for text in texts)
    extend(path, Review(remarks[:split], {}))
    if remarks[:split]:
        fill(path, H2="overgenomen")
    extend(path, Review(remarks, {}))
    extend(path, Review(tuple(reversed(remarks)), {}))
    assert sorted(row[0] for row in shown(path)[1:]) == sorted(remark.id for remark in remarks)
    expected = {remarks[0].id: Answer(Handled.TAKEN_OVER)} if remarks[:split] else {}
    assert read(path, Review(remarks, {})) == expected


def test_a_damaged_file_is_told_and_left_alone(tmp_path):
    path = tmp_path / "answers.xlsx"
    path.write_bytes(b"PK\x03\x04 half")
    with pytest.raises(InputError):
        extend(path, SAID)
    assert path.read_bytes() == b"PK\x03\x04 half"
