"""Reading a CSV as people save it."""

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.contracts.grids import ROW
from pipeline.contracts.reading import read_text_table
from pipeline.errors import InputError

NAME = "raw/ronde/tabel.csv"


@pytest.fixture
def table(tmp_path):
    """Write text or bytes to a file and read it as a table."""

    def write_and_read(content):
        path = tmp_path / "tabel.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_text_table(path, NAME)

    return write_and_read


def rows(frame):
    """Give each row with the number that a spreadsheet gives it."""
    return {record.pop(ROW): record for record in frame.to_dict("records")}


def problems(call, *arguments):
    with pytest.raises(InputError) as error:
        call(*arguments)
    assert all(problem.file == NAME for problem in error.value.problems)
    return error.value.problems


CAFE = {2: {"naam": "Café Zuid", "plaats": "Eén"}, 3: {"naam": "€ 5, contant", "plaats": "x;y"}}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_common_encodings_delimiters_and_line_ends_are_ordinary_input(table, encoding, delimiter, end):
    lines = [["naam", "plaats"], ["Café Zuid", "Eén"], ['"€ 5, contant"', '"x;y"']]
    text = end.join(delimiter.join(line) for line in lines) + end
    assert rows(table(text.encode(encoding))) == CAFE


def test_the_last_line_needs_no_line_end(table):
    assert rows(table("a,b\n1,2")) == {2: {"a": "1", "b": "2"}}


def test_a_table_of_one_column(table):
    assert rows(table("naam\nNoor\nSam\n")) == {2: {"naam": "Noor"}, 3: {"naam": "Sam"}}


@pytest.mark.parametrize("text", ["007", "1,5", "NA", "nan", "None", "true", "2019-01-02", "1e5", "=1+1"])
def test_every_cell_stays_text(table, text):
    frame = table(f'a,b\n"{text}",x\n')
    assert frame["a"].tolist() == [text]
    assert not frame.isna().any(axis=None)


def test_cells_and_column_names_are_stripped(table):
    assert rows(table(" a ,b\n  1 ,\u00a02\u00a0\n")) == {2: {"a": "1", "b": "2"}}


def test_a_quoted_cell_may_have_quotes_delimiters_and_newlines(table):
    assert rows(table('a,b\n"zei ""ja"", en\r\nging",2\n'))[2]["a"] == 'zei "ja", en\nging'


def test_rows_after_a_quoted_newline_are_numbered_as_a_spreadsheet_does(table):
    frame = table('a,b\n"een\ntwee\ndrie",x\nlater,y\n')
    assert frame[ROW].tolist() == [2, 3]


def test_empty_rows_in_the_middle_are_left_out_and_keep_their_number(table):
    assert rows(table("a,b\n1,2\n\n,\n  ,\t\n3,4\n")) == {2: {"a": "1", "b": "2"}, 6: {"a": "3", "b": "4"}}


@pytest.mark.parametrize("end", ["\n\n\n", ",\n,\n", " , \n\n,,,,\n"])
def test_empty_rows_at_the_end_are_ordinary_input(table, end):
    assert rows(table("a,b\n1,2\n" + end)) == {2: {"a": "1", "b": "2"}}


def test_empty_columns_at_the_end_are_ordinary_input(table):
    assert rows(table("a,b,,\n1,2,,\n3,4\n")) == {2: {"a": "1", "b": "2"}, 3: {"a": "3", "b": "4"}}


def test_cells_left_out_at_the_end_of_a_row_are_empty(table):
    assert rows(table("a,b,c\n1\n")) == {2: {"a": "1", "b": "", "c": ""}}


def test_only_a_header_is_a_table_without_rows(table):
    frame = table("a,b\n")
    assert (list(frame.columns), len(frame)) == (["a", "b", ROW], 0)


def test_every_row_with_too_many_cells_is_a_problem(table):
    found = problems(table, "a,b\n1,2,drie\n\n1,2\n1,2,,vier\n")
    assert [problem.row for problem in found] == [2, 5]
    assert found[0].value == "drie"
    assert "3 cellen" in found[0].what


def test_a_row_with_too_many_cells_shows_the_first_cell_that_is_filled(table):
    assert problems(table, "a,b\n1,2,,vier\n")[0].value == "vier"


def test_a_column_name_that_is_used_twice_is_a_problem(table):
    (problem,) = problems(table, "a,b,a\n1,2,3\n")
    assert (problem.row, problem.column) == (1, "a")
    assert "twee keer" in problem.what


@pytest.mark.parametrize("header", ["a,,b", "a,,,b", ",a,b"])
def test_a_column_without_a_name_is_a_problem(table, header):
    (problem,) = problems(table, f"{header}\n1,2,3\n")
    assert problem.row == 1
    assert "geen naam" in problem.what


def test_the_mistakes_of_header_and_rows_are_reported_at_once(table):
    assert [problem.row for problem in problems(table, "a,,a\n1,2,3,4\n")] == [1, 1, 2]


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ('a,b\n1,2\n"open,2\n3,4\n', 3),  # never closed
        ('a,b\n"dicht"te vroeg,2\n3,4\n', 2),
    ],
)
def test_damaged_quotes_give_the_row_where_they_begin(table, content, row):
    (problem,) = problems(table, content)
    assert "aanhalingstekens" in problem.what
    assert problem.row == row


@pytest.mark.parametrize(
    ("content", "mend"), [(b"a,b\n1,\x00\n", "CSV"), (b"PK\x03\x04\x00\x00", ".xlsx"), (b"\xd0\xcf\x11\xe0\0", ".xlsx")]
)
def test_a_file_that_is_no_text_is_a_problem(table, content, mend):
    (problem,) = problems(table, content)
    assert "geen tekstbestand" in problem.what
    assert mend in problem.mend


def test_a_file_that_breaks_off_within_a_sign_is_a_problem(table):
    (problem,) = problems(table, "a\tb\n1\t2\n".encode("utf-16")[:-1])
    assert "niet heel" in problem.what


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n", b",,\n,,\n", b"  ;\r\n"])
def test_an_empty_file_is_a_problem(table, content):
    (problem,) = problems(table, content)
    assert problem.what == "Het bestand is leeg."


def test_a_table_may_begin_below_empty_rows(table):
    assert rows(table("\n,\na,b\n1,2\n")) == {4: {"a": "1", "b": "2"}}


def test_a_missing_file_is_a_problem(tmp_path):
    (problem,) = problems(read_text_table, tmp_path / "weg.csv", NAME)
    assert problem.what == "Het bestand ontbreekt."


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path):
    """Excel on Windows locks what it has open; a folder stands for any file that refuses to be read."""
    (tmp_path / "tabel.csv").mkdir()
    assert problems(read_text_table, tmp_path / "tabel.csv", NAME)


# Signs that a table is meant to have: what is no letter by itself (invisible, lost, taken apart) has tests of its own.
CELL = st.text(
    st.characters(exclude_characters="\0\ufffdÃÂâð¬√‚Ô├┬\u1680", exclude_categories=["Cs", "Cf", "Zs"]) | st.just(" "),
    max_size=12,
)


@st.composite
def tables(draw):
    width = draw(st.integers(2, 5))
    return draw(st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=6))


@settings(deadline=None)  # reads and writes files
@given(
    cells=tables(),
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    # Python 3.11 leaves a lone carriage return unquoted where lines end in a newline only.
    style=st.sampled_from([(csv.QUOTE_MINIMAL, "\r\n"), (csv.QUOTE_ALL, "\r\n"), (csv.QUOTE_ALL, "\n")]),
)
def test_any_table_reads_back_the_same(tmp_path_factory, cells, delimiter, encoding, style):
    quoting, end = style
    header = [f"kolom{number}" for number in range(len(cells[0]) if cells else 2)]
    path = tmp_path_factory.getbasetemp() / "property.csv"
    path.write_bytes(written([header, *cells], delimiter, end, quoting).encode(encoding))
    # Every kind of line break in a cell becomes the same one, and letters with accents one sign.
    stripped = [[unicodedata.normalize("NFC", re.sub("\r\n?", "\n", cell)).strip() for cell in row] for row in cells]
    expected = {number: dict(zip(header, row, strict=True)) for number, row in enumerate(stripped, 2) if any(row)}
    assert rows(read_text_table(path, NAME)) == expected


def written(table, delimiter=",", end="\n", quoting=csv.QUOTE_MINIMAL):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(table)
    return buffer.getvalue()
