"""One table in every way in which people keep it reads to the same rows; what was guessed is told with its cells."""

import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.contracts.csv_files import read_csv
from pipeline.contracts.grids import ROW, ReadTable
from pipeline.contracts.reading import read_tables
from pipeline.contracts.table import Column, Table
from pipeline.errors import InputError

NAME = "raw/ronde/said.csv"
SAID = Table(
    "said",
    (
        Column("said_id", "identifier"),
        Column("voice"),
        Column("n", "whole_number", optional=True, number=True),
        Column("date", optional=True),
        Column("statement", optional=True),
    ),
)
HEADER = list(SAID.by_name)
ROWS = [
    ["s1", "bewoners", "3", "2019-05", "Ideeën genoeg; «alles» kan, zei één vrouw."],
    ["s2", "medewerkers", "", "", "“Reünie in het café” – coördinatie, € 5\nvan de gemeente"],
    ["s3", "bewoners", "12", "juni 2019", ""],
]


def written(table: list[list[str]], delimiter: str = ",", end: str = "\n") -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator=end).writerows(table)
    return buffer.getvalue()


def read(tmp_path: Path, content: bytes) -> ReadTable:
    path = tmp_path / "said.csv"
    path.write_bytes(content)
    return read_csv(path, NAME, HEADER)


def cells(found: ReadTable) -> list[list[str]]:
    return [list(row) for row in found.frame[HEADER].itertuples(index=False)]


TEXT = written([HEADER, *ROWS])
WAYS = {
    "semicolons": written([HEADER, *ROWS], ";", "\r\n").encode(),
    "tabs": written([HEADER, *ROWS], "\t").encode(),
    "bars": written([HEADER, *ROWS], "|").encode(),
    "lines of an old Mac": TEXT.replace("\r\n", "\n").replace("\n", "\r").encode(),
    "byte-order mark": TEXT.encode("utf-8-sig"),
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16 LE without a mark": TEXT.encode("utf-16-le"),
    "UTF-16 BE without a mark": TEXT.encode("utf-16-be"),
    "UTF-16 BE": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "UTF-32": TEXT.encode("utf-32"),
    "Excel's Unicode text": written([HEADER, *ROWS], "\t", "\r\n").encode("utf-16"),
    "sep=;": ("sep=;\r\n" + written([HEADER, *ROWS], ";", "\r\n")).encode("utf-8-sig"),
    "sep=, in quotes": ('"sep=,"\n' + TEXT).encode(),
    "sep=^": ("SEP=^\n" + written([HEADER, *ROWS], "^")).encode(),
    "composed of parts": unicodedata.normalize("NFD", TEXT).encode(),
    "title above it": ("Uitspraken van de ronde\nVersie 3; concept\n\n" + TEXT).encode(),
    "title in its columns": written([["Uitspraken", "", "", "", ""], [""] * 5, HEADER, *ROWS], ";").encode(),
    "headings in capitals": written([[name.upper() for name in HEADER], *ROWS]).encode(),
    "headings for people": written([[" Said ID", "Voice ", "N", "Date", "Statement"], *ROWS]).encode(),
    "headings with hard spaces": written([["said\u00a0id", *HEADER[1:]], *ROWS]).encode(),
    "other order": written([row[::-1] for row in [HEADER, *ROWS]]).encode(),
    "empty rows and columns around it": written(
        [[""] * 8, *(["", *row, "", ""] for row in [HEADER, *ROWS]), [""] * 9]
    ).encode(),
    "an empty column within": written([[*row[:2], "", *row[2:]] for row in [HEADER, *ROWS]]).encode(),
    "headings repeated": written([HEADER, *ROWS[:2], HEADER, *ROWS[2:]]).encode(),
    "windows": TEXT.encode("cp1252"),
    "mac": TEXT.encode("mac_roman"),
    "zero-width spaces": TEXT.replace("bewoners", "bewoners\u200b").replace("s2", "\ufeffs2").encode(),
    "soft hyphens": TEXT.replace("gemeente", "ge\u00admeen\u00adte").encode(),
    "hard spaces": TEXT.replace("€ 5", "€\u00a05").replace("s1", "s1\u202f").encode(),
    "direction marks": TEXT.replace("medewerkers", "\u200emedewerkers\u200f").encode(),
    "taken apart by another program": TEXT.encode().decode("latin-1").encode(),
}


@pytest.mark.parametrize("way", WAYS)
def test_one_table_in_every_way_is_the_same_table(tmp_path: Path, way: str) -> None:
    found = read(tmp_path, WAYS[way])
    assert cells(found) == ROWS
    assert found.problems == ()


@pytest.mark.parametrize("way", ["windows", "mac"])
def test_a_guessed_encoding_is_told_with_what_it_touched(tmp_path: Path, way: str) -> None:
    (notice,) = read(tmp_path, WAYS[way]).notices
    assert way in notice.what.lower()
    assert "2 cellen: rij 2 statement, rij 3 statement" in notice.what
    assert "Ideeën" in notice.value


@pytest.mark.parametrize("way", ["semicolons", "UTF-16", "sep=;", "composed of parts", "zero-width spaces"])
def test_what_is_certain_is_not_told(tmp_path: Path, way: str) -> None:
    assert read(tmp_path, WAYS[way]).notices == ()


@pytest.mark.parametrize("stray", ["cp1252", "mac_roman"])
def test_one_stray_byte_is_read_and_told_and_other_accents_survive(tmp_path: Path, stray: str) -> None:
    content = TEXT.encode().replace(b"gemeente", "cliënte".encode(stray))
    found = read(tmp_path, content)
    assert cells(found)[1][4] == "“Reünie in het café” – coördinatie, € 5\nvan de cliënte"
    assert cells(found)[0] == ROWS[0]
    (notice,) = found.notices
    assert (notice.row, notice.column) == (3, "statement")
    assert found.problems == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_byte_missing_of_utf_16_is_told_and_not_read_as_chinese(tmp_path: Path, encoding: str) -> None:
    content = TEXT.encode(encoding)
    with pytest.raises(InputError) as error:
        read(tmp_path, content[:200] + content[201:-1])
    assert len(error.value.problems) == 1


def test_a_letter_that_was_lost_is_a_mistake_in_its_cell(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, TEXT.replace("café", "caf\ufffd").encode()).problems
    assert (problem.row, problem.column) == (3, "statement")


@pytest.mark.parametrize("content", [b"said_id,voice\ns1,Pozna\xf1ski \xb3\xb9ka\n", b"said_id,voice\ns1,\xa7\xa5\n"])
def test_an_encoding_that_is_not_certain_is_a_mistake(tmp_path: Path, content: bytes) -> None:
    (problem,) = read(tmp_path, content).problems
    assert "niet zeker" in problem.what
    assert "UTF-8" in problem.mend


def test_what_was_taken_apart_is_told_cell_by_cell(tmp_path: Path) -> None:
    notices = read(tmp_path, WAYS["taken apart by another program"]).notices
    assert [(notice.row, notice.column) for notice in notices] == [(2, "statement"), (3, "statement")]
    assert "Ã«" in notices[0].value


def test_a_title_is_told_as_not_read(tmp_path: Path) -> None:
    notices = read(tmp_path, WAYS["title above it"]).notices
    assert (notices[0].row, notices[0].value) == (1, "Uitspraken van de ronde")


def test_rows_above_the_headings_are_not_lost(tmp_path: Path) -> None:
    """Who sorts a table may put its headings in the middle of it."""
    found = read(tmp_path, written([ROWS[0], HEADER, *ROWS[1:]]).encode())
    assert [(problem.row, problem.what) for problem in found.problems] == [(1, "Deze rij staat boven de kolomnamen.")]
    assert not found.whole


def test_rows_keep_the_number_that_a_spreadsheet_gives_them(tmp_path: Path) -> None:
    """Excel does not show the line with the delimiter; a title it does."""
    assert read(tmp_path, WAYS["sep=;"]).frame[ROW].tolist() == [2, 3, 4]
    assert read(tmp_path, WAYS["title above it"]).frame[ROW].tolist() == [5, 6, 7]


def test_headings_that_are_none_are_one_mistake(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read(tmp_path, b"naam;stem\nx;y\nz;w\n")
    (problem,) = error.value.problems
    assert "niet gevonden" in problem.what
    assert ", ".join(HEADER) in problem.mend


def test_two_headings_that_differ_by_case_are_one_name_twice(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read(tmp_path, b"said_id,voice,Voice\ns1,a,b\n")
    assert [(problem.row, problem.column) for problem in error.value.problems] == [(1, "voice")]


def test_a_row_that_is_too_wide_leaves_the_others(tmp_path: Path) -> None:
    found = read(tmp_path, (TEXT + "s4,bewoners,1,,goed, maar niet altijd\n").encode())
    assert cells(found) == ROWS
    assert [problem.row for problem in found.problems] == [5]
    assert not found.whole


def test_a_cell_may_be_longer_than_the_csv_module_likes(tmp_path: Path) -> None:
    long = "lang verhaal " * 20_000
    assert cells(read(tmp_path, written([HEADER, ["s1", "bewoners", "", "", long]]).encode()))[0][4] == long.strip()


def test_an_emoji_of_several_signs_stays_whole(tmp_path: Path) -> None:
    family = "👩\u200d👧"
    found = read(tmp_path, written([HEADER, ["s1", "bewoners", "", "", f"Leuk {family}\u200d"]]).encode())
    assert cells(found)[0][4] == f"Leuk {family}"


@pytest.mark.parametrize("name", ["said.csv", "SAID.CSV", "Said.Csv"])
def test_the_case_of_a_file_name_plays_no_part(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found = read_tables(tmp_path, lambda path: path.name, (SAID,), ("said",))
    assert len(found.frames["said"]) == 3
    assert found.places["said"].file == name


def test_two_files_of_one_table_are_told_and_neither_is_added_up(tmp_path: Path) -> None:
    for name in ("said.csv", "SAID.CSV"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("this file system knows no case")
    found = read_tables(tmp_path, lambda path: path.name, (SAID,), ("said",))
    assert [problem.what for problem in found.problems] == ["Deze tabel staat ook in SAID.CSV."]
    assert len(found.frames["said"]) == 3


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.0", "1"), ("10,00", "10"), ("12.0", "12"), ("−1", "-1"), ("–1,0", "-1"), ("7", "7")]
    + [(text, text) for text in ("1.000", "1,5", "1.05", "", "ca. 3", "1e3", "x1.0")],
)
def test_whole_numbers_as_programs_write_them(tmp_path: Path, text: str, number: str) -> None:
    (tmp_path / "said.csv").write_text(written([HEADER, ["s1", "bewoners", text, "", "1.0"]]), encoding="utf-8")
    frame = read_tables(tmp_path, lambda path: path.name, (SAID,), ("said",)).frames["said"]
    assert frame["n"].tolist() == [number]
    assert frame["statement"].tolist() == ["1.0"], "no number is asked for here"


DUTCH = st.lists(
    st.sampled_from(
        "één ideeën coördinatie reünie café cliënt geïnteresseerd “goed” – € 5 tweeëntwintig en of zó’n".split()
    ),
    min_size=3,
    max_size=12,
).map(" ".join)


@example(said=["hard\u00a0spatie hard\u00a0spatie"], delimiter=",", encoding="cp1252", title="", form="NFC")
@example(said=["“goed” “goed” “goed”"], delimiter=",", encoding="cp1252", title="", form="NFC")
@given(
    said=st.lists(DUTCH, min_size=1, max_size=5),
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(
        ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp858"]
    ),
    title=st.sampled_from(["", "Uitspraken\n\n"]),
    form=st.sampled_from(["NFC", "NFD"]),
)
def test_dutch_in_any_encoding_is_read_right_or_told(
    tmp_path_factory: pytest.TempPathFactory, said: list[str], delimiter: str, encoding: str, title: str, form: str
) -> None:
    table = [HEADER, *([f"s{number}", "bewoners", "1", "", text] for number, text in enumerate(said))]
    text = title + written(table, delimiter, "\r\n")
    text = unicodedata.normalize(form, text) if encoding.startswith("utf") else text
    content = text.encode(encoding, "replace")
    found = read(tmp_path_factory.getbasetemp(), content)
    meant = [text.encode(encoding, "replace").decode(encoding) if encoding == "cp858" else text for text in said]
    if not any("niet zeker" in problem.what for problem in found.problems):
        assert found.frame["statement"].tolist() == [text.replace("\ufeff", "") for text in meant]
        told = "".join(notice.what for notice in found.notices)
        assert encoding.startswith("utf") or "".join(meant).isascii() or "geen UTF-8" in told


@given(content=st.binary(max_size=60), place=st.integers(0, len(TEXT.encode())), cut=st.integers(0, 20))
def test_a_damaged_file_gives_no_traceback_and_loses_no_row_in_silence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, place: int, cut: int
) -> None:
    whole = TEXT.encode()
    damaged = whole[:place] + content + whole[place + cut :]
    try:
        found = read(tmp_path_factory.getbasetemp(), damaged)
    except InputError:  # it says why
        return
    said = " ".join(found.frame.drop(columns=ROW).to_numpy().ravel()) + " ".join(map(str, [*found.frame.columns]))
    said += " ".join(f"{told.value} {told.what}" for told in (*found.problems, *found.notices))
    told = bool(found.problems or found.notices)
    for word in ("bewoners", "medewerkers"):
        kept = damaged.decode("utf-8", "ignore").count(word)
        assert said.casefold().count(word) >= kept or told
