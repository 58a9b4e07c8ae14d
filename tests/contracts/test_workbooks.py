"""A workbook as people have it reads to the same rows as the CSV of the same table; mistakes name sheet and cell."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from pipeline.contracts import workbooks
from pipeline.contracts.grids import ROW
from pipeline.contracts.reading import Reading, read_tables
from pipeline.contracts.rules import rules_for
from pipeline.contracts.table import Column, Table
from pipeline.contracts.validation import problems_in
from pipeline.errors import InputError

SAID = Table(
    "said",
    (
        Column("said_id", "identifier"),
        Column("voice", allowed=("bewoners", "medewerkers"), optional=True),
        Column("n", "whole_number", optional=True, number=True),
        Column("date", optional=True),
        Column("statement", optional=True),
    ),
)
PLACES = Table("places", (Column("place", "identifier"), Column("label")))
HEADER = list(SAID.by_name)
ROWS: list[list[Any]] = [
    ["s1", "bewoners", 3, date(2019, 5, 1), "Ideeën"],
    ["s2", "medewerkers", None, None, "Regel een\nregel twee"],
]
TEXT = [["s1", "bewoners", "3", "2019-05-01", "Ideeën"], ["s2", "medewerkers", "", "", "Regel een\nregel twee"]]
Change = Callable[[Workbook], None]


def book(path: Path, *changes: Change, title: str = "said", rows: list[list[Any]] | None = None) -> Path:
    made = Workbook()
    sheet = made.active
    sheet.title = title
    for row in [HEADER, *(ROWS if rows is None else rows)]:
        sheet.append(row)
    for change in changes:
        change(made)
    made.save(path)
    return path


def read(folder: Path) -> Reading:
    return read_tables(folder, lambda path: path.name, (SAID, PLACES), ("said", "places"))


def cells(found: Reading) -> list[list[str]]:
    return [list(row) for row in found.frames["said"][HEADER].itertuples(index=False)]


def mistakes(found: Reading) -> list[tuple[str, str, str]]:
    """Give cell, value and advice of what is wrong with the cells."""
    told = problems_in(found.frames["said"], SAID, rules_for(None, ()), found.places["said"].name)
    return [(problem.cell, problem.value, problem.what) for problem in [*found.problems, *found.told(told)]]


def one(folder: Path, column: str, value: Any, look: str = "General") -> Reading:
    """Read a workbook with one value, as it looks there."""

    def put(made: Workbook) -> None:
        cell = made["said"].cell(2, HEADER.index(column) + 1, value)
        cell.number_format = look

    book(folder / "a.xlsx", put)
    return read(folder)


def titled(made: Workbook) -> None:
    made["said"].insert_rows(1, 3)
    made["said"]["A1"] = "Uitspraken van de ronde"
    made["said"].merge_cells("A1:E1")


def beside(made: Workbook) -> None:
    made["said"].insert_cols(1)
    made["said"].cell(900, 30).number_format = "0%"


def without_size(path: Path) -> None:
    """Claim that the sheet is one cell, as some programs do."""
    parts = unpacked(path)
    name = "xl/worksheets/sheet1.xml"
    start, _, rest = parts[name].partition(b'<dimension ref="')
    parts[name] = start + b'<dimension ref="A1"' + rest[rest.index(b'"') + 1 :]
    packed(path, parts)


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("changes", [(), (titled,), (beside,), (titled, beside)])
def test_a_sheet_is_the_table_that_its_csv_would_be(tmp_path: Path, changes: tuple[Change, ...]) -> None:
    book(tmp_path / "interviews.xlsx", *changes)
    found = read(tmp_path)
    assert cells(found) == TEXT
    assert (found.problems, found.places["said"].file) == ([], "interviews.xlsx")
    assert found.frames["said"][ROW].tolist() == ([5, 6] if titled in changes else [2, 3])


def test_what_a_sheet_says_of_its_size_is_not_believed(tmp_path: Path) -> None:
    without_size(book(tmp_path / "a.xlsx"))
    assert cells(read(tmp_path)) == TEXT


@pytest.mark.parametrize("title", ["said", "SAID", " Said "])
def test_a_sheet_is_found_however_its_name_is_written(tmp_path: Path, title: str) -> None:
    book(tmp_path / "a.xlsx", title=title)
    assert cells(read(tmp_path)) == TEXT


def test_a_workbook_with_the_name_of_a_table_and_one_sheet_is_that_table(tmp_path: Path) -> None:
    book(tmp_path / "Said.xlsx", title="Blad1")
    assert cells(read(tmp_path)) == TEXT


def test_several_sheets_are_several_tables_and_others_are_told(tmp_path: Path) -> None:
    def more(made: Workbook) -> None:
        for title, row in (("places", ["place", "label"]), ("Uitleg", ["Zo vult u dit in"]), ("Kladblok", ["x"])):
            made.create_sheet(title).append(row)
        made["places"].append(["p1", "Huis"])
        made.create_sheet("Blad7")

    book(tmp_path / "a.xlsx", more)
    found = read(tmp_path)
    assert (len(found.frames["said"]), len(found.frames["places"])) == (2, 1)
    assert [(notice.sheet, notice.what) for notice in found.notices] == [
        ("Kladblok", "Dit blad wordt niet gelezen: geen tabel heet zo.")
    ]
    assert found.problems == []


def test_a_misspelled_sheet_is_one_mistake(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", title="siad")
    found = read(tmp_path)
    assert [(problem.sheet, problem.mend) for problem in found.problems] == [("siad", "Bedoelde u «said»?")]
    assert "said" in found.partial, "it is not missing too"


def test_a_workbook_without_any_table_is_a_mistake(tmp_path: Path) -> None:
    planning = Workbook()
    planning.active.append(["Wie", "Wanneer"])
    planning.save(tmp_path / "a.xlsx")
    assert [problem.what for problem in read(tmp_path).problems] == ["In dit bestand staat geen enkele tabel."]


def test_a_sheet_of_another_name_with_the_columns_of_a_table_is_told(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", title="Planning")
    assert [problem.mend for problem in read(tmp_path).problems] == ["Noem het blad said."]


def test_a_table_is_a_sheet_or_a_csv(tmp_path: Path) -> None:
    (tmp_path / "said.csv").write_text("said_id,voice\ns9,bewoners\n", encoding="utf-8")
    book(tmp_path / "a.xlsx")
    found = read(tmp_path)
    assert [(problem.file, problem.sheet, problem.what) for problem in found.problems] == [
        ("a.xlsx", "said", "Deze tabel staat ook in said.csv.")
    ]


def test_what_an_open_workbook_leaves_behind_is_passed_over(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx")
    for name in ("~$a.xlsx", "._a.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini"):
        (tmp_path / name).write_bytes(b"\0")
    assert read(tmp_path).problems == []


def test_a_mistake_names_sheet_and_cell(tmp_path: Path) -> None:
    def wrong(made: Workbook) -> None:
        made["said"]["B3"] = "buren"
        made["said"]["A3"] = "s 2"

    book(tmp_path / "a.xlsx", wrong, titled)
    found = read(tmp_path)
    assert [(cell, value) for cell, value, _ in mistakes(found)] == [("A6", "s 2"), ("B6", "buren")]


def test_a_wrong_heading_names_its_cell(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", lambda made: made["said"].__setitem__("B1", "stemm"), titled)
    assert [cell for cell, *_ in mistakes(read(tmp_path))] == ["B4"]


@pytest.mark.parametrize(
    ("value", "look", "text"),
    [
        (0.54, "0%", "54%"),
        (0.5, "0.00%", "50,00%"),
        (0.125, "0%", "12,5%"),  # typed in a cell that shows no decimals: nothing is lost
        (0.07, "0%", "7%"),
        (1.1, "0%", "110%"),
        (0.54, "General", "0,54"),
        (6.5, "0.00", "6,50"),
        (6.0, "General", "6"),
        (0.1 + 0.2, "General", "0,3"),
        (4, "000", "004"),
        (150000, '"€" #,##0', "150000"),
        (1e21, "General", "1000000000000000000000"),
        (True, "General", "WAAR"),
        (False, "General", "ONWAAR"),
        (datetime(2026, 4, 3), "d-mmm", "3-4"),
        (datetime(2019, 5, 1), "mmm-yy", "mei 2019"),
        (datetime(2026, 4, 3), "dd-mm-yyyy", "2026-04-03"),
        (datetime(2026, 4, 3, 10, 30), "d-m-yy h:mm", "2026-04-03 10:30"),
        (time(10, 30), "h:mm", "10:30"),
        (timedelta(hours=26, minutes=5), "[h]:mm", "26:05"),
        ("_x005F_x000D_ en a_x000D_\nb", "General", "_x000D_ en a\nb"),
        ("ideeÃ«n", "General", "ideeën"),
        ("ide\u0308ee\u200bn\u00a0x", "General", "idëeen x"),
    ],
)
def test_a_cell_says_what_people_see_there(tmp_path: Path, value: Any, look: str, text: str) -> None:
    assert cells(one(tmp_path, "statement", value, look))[0][4] == text


@pytest.mark.parametrize(
    ("value", "look", "made"),
    [
        (datetime(2026, 4, 3), "d-mmm", "een datum"),
        (True, "General", "een waarheidswaarde"),
        (time(1, 3), "h:mm", "een tijd"),
    ],
)
def test_what_excel_made_of_what_was_typed_is_told(tmp_path: Path, value: Any, look: str, made: str) -> None:
    found = one(tmp_path, "statement", value, look)
    (notice,) = found.notices
    assert (notice.sheet, notice.cell) == ("said", "E2")
    assert made in notice.what


@pytest.mark.parametrize("column", ["n", "voice", "said_id"])
def test_where_it_can_not_stand_that_is_the_mistake_and_the_only_one(tmp_path: Path, column: str) -> None:
    found = one(tmp_path, column, datetime(2026, 4, 3), "d-mmm")
    ((cell, value, what),) = mistakes(found)
    assert (cell[1:], value) == ("2", "3-4")
    assert what == "Excel heeft hiervan een datum gemaakt; gelezen als «3-4»."


def test_a_date_where_a_date_is_asked_needs_no_word(tmp_path: Path) -> None:
    assert one(tmp_path, "date", datetime(2026, 4, 3), "d-m-yyyy").notices == []
    assert len(one(tmp_path, "date", datetime(2026, 4, 3), "d-mmm").notices) == 1, "the year is Excel's"


def with_outcome(path: Path, outcome: bytes, kind: bytes = b"") -> None:
    """Give the formula in E2 an outcome, as Excel stores it."""
    parts = unpacked(path)
    name = "xl/worksheets/sheet1.xml"
    before, _, after = parts[name].partition(b'<c r="E2"')
    after = after[after.index(b"<f>") :].replace(b"<v />", b"<v>" + outcome + b"</v>", 1)
    after = after.replace(b"<v></v>", b"<v>" + outcome + b"</v>", 1)
    parts[name] = before + b'<c r="E2"' + kind + b">" + after
    packed(path, parts)


def test_a_formula_is_its_outcome(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", lambda made: made["said"].__setitem__("E2", '="a"&"b"'))
    with_outcome(path, b"ab", b' t="str"')
    found = read(tmp_path)
    assert cells(found)[0][4] == "ab"
    assert found.problems == []


@pytest.mark.parametrize(
    ("outcome", "kind", "what"),
    [
        (b"", b"", "Deze formule heeft geen opgeslagen uitkomst."),
        (b"#DIV/0!", b' t="e"', "Hier staat een foutmelding van Excel."),
    ],
)
def test_a_formula_without_a_good_outcome_is_a_mistake(tmp_path: Path, outcome: bytes, kind: bytes, what: str) -> None:
    path = book(tmp_path / "a.xlsx", lambda made: made["said"].__setitem__("E2", "=1/0"))
    with_outcome(path, outcome, kind)
    assert [(problem.cell, problem.what) for problem in read(tmp_path).problems] == [("E2", what)]


def test_a_merged_cell_counts_for_each_of_its_rows_and_is_told(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", lambda made: made["said"].merge_cells("B2:B3"))
    found = read(tmp_path)
    assert [row[1] for row in cells(found)] == ["bewoners", "bewoners"]
    assert [notice.cell for notice in found.notices] == ["B2"]


def test_a_cell_that_is_merged_over_columns_is_a_mistake(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", lambda made: made["said"].merge_cells("B2:C2"))
    assert [problem.cell for problem in read(tmp_path).problems] == ["B2"]


def test_something_beside_the_table_is_told_with_its_cell(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", lambda made: made["said"].__setitem__("H3", "nog vragen"))
    found = read(tmp_path)
    assert [(problem.cell, problem.value) for problem in found.problems] == [("H3", "nog vragen")]


def test_an_empty_sheet_and_one_with_headings_only(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", rows=[])
    assert cells(read(tmp_path)) == []
    Workbook().save(tmp_path / "a.xlsx")
    made = load_workbook(tmp_path / "a.xlsx")
    made.active.title = "said"
    made.save(tmp_path / "a.xlsx")
    assert [problem.what for problem in read(tmp_path).problems] == ["Het blad is leeg."]


def sheet_of(xml: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        before, _, after = parts[name].partition(b"</sheetData>")
        parts[name] = before + xml + b"</sheetData>" + after

    return change


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


def with_entities(parts: dict[str, bytes]) -> None:
    name = "xl/worksheets/sheet1.xml"
    parts[name] = BOMB + parts[name].replace(b"<sheetData>", b"<sheetData><!-- &b; -->", 1)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (sheet_of(b'<row r="99999999"><c r="A99999999" t="inlineStr"><is><t>x</t></is></c></row>'), "meer dan"),
        (
            sheet_of(b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(9, 400))),
            "meer dan",
        ),
        (with_entities, "beschadigd"),
        (lambda parts: parts.pop("xl/workbook.xml"), "beschadigd"),
        (lambda parts: parts.__setitem__("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "beschadigd"),
        (lambda parts: parts.__setitem__("xl/media/x.bin", bytes(201_000_000)), "veel te groot"),
    ],
)
def test_a_hostile_workbook_is_refused_in_a_line(
    tmp_path: Path, change: Callable[[dict[str, bytes]], None], what: str
) -> None:
    path = book(tmp_path / "a.xlsx")
    parts = unpacked(path)
    change(parts)
    packed(path, parts)
    (problem,) = read(tmp_path).problems
    assert what in problem.what
    assert problem.mend


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "leeg"),
        (b"PK", "beschadigd"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "oude formaat"),
        (b"a,b\n1,2\n", "geen Excel-bestand"),
    ],
)
def test_what_is_no_workbook_is_told(tmp_path: Path, content: bytes, what: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    (problem,) = read(tmp_path).problems
    assert what in problem.what


def test_the_limit_on_cells_counts_all_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_CELLS", 60)
    book(tmp_path / "a.xlsx", rows=[["s", "bewoners", 1, None, "x"]] * 12)
    (problem,) = read(tmp_path).problems
    assert problem.what == "Dit bestand heeft meer dan 60 cellen."
    assert "CSV" in problem.mend


VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 3)),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=8),
)


@given(st.lists(st.lists(VALUE, min_size=5, max_size=5), max_size=4), st.integers(0, 3), st.integers(0, 2))
def test_whatever_is_typed_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]], above: int, left: int
) -> None:
    folder = tmp_path_factory.mktemp("typed")

    def moved(made: Workbook) -> None:
        if above:
            made["said"].insert_rows(1, above)
        if left:
            made["said"].insert_cols(1, left)

    texts = [[value if not isinstance(value, str) or value[:1] != "=" else value[1:] for value in row] for row in rows]
    book(folder / "a.xlsx", moved, rows=texts)
    found = read(folder)
    assert found.problems == []
    filled = [row for row in texts if any(value is not None and str(value).strip() for value in row)]
    assert len(found.frames["said"]) <= len(filled)
    kept = sum(cell != "" for row in cells(found) for cell in row)
    typed = sum(len("".join(str(value).split())) > 0 for row in filled for value in row if value is not None)
    assert abs(kept - typed) <= sum(
        not str(value).isprintable() or "\xad" in str(value) for row in rows for value in row
    )


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_gives_no_traceback(
    tmp_path_factory: pytest.TempPathFactory, place: int, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    book(folder / "a.xlsx")
    parts = unpacked(folder / "a.xlsx")
    name = sorted(parts)[place % len(parts)]
    at = place % (len(parts[name]) + 1)
    parts[name] = parts[name][:at] + content + parts[name][at + len(content) :]
    packed(folder / "a.xlsx", parts)
    found = read(folder)
    assert "said" in found.frames or found.problems


def test_a_look_that_is_not_there_is_told_and_openpyxl_prints_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    book.active.append(["kop"])
    book.save(tmp_path / "heel.xlsx")
    odd = tmp_path / "stuk.xlsx"
    with zipfile.ZipFile(tmp_path / "heel.xlsx") as whole, zipfile.ZipFile(odd, "w") as made:
        for name in whole.namelist():
            part = whole.read(name)
            made.writestr(name, re.sub(rb"<cellStyleXfs.*?</cellStyleXfs>", b"<cellStyleXfs/>", part))
    with pytest.raises(InputError), workbooks.opened(odd, "stuk.xlsx"):
        pass
    assert capfd.readouterr() == ("", "")
