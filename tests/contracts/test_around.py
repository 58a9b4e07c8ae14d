"""A consultant's own sheet: what stands around the table is told from it, and what can be read in one way is read."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from helpers_all_tables import TABLES
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.contracts.moments import day_in_words, mend_day, minute_in_words
from pipeline.contracts.reading import Reading, read_tables
from pipeline.contracts.spelling import spelled
from pipeline.contracts.validation import complete
from pipeline.errors import Problem
from pipeline.phases.tables import TABLES as CONTRACTS

HEADINGS = ["Fragment", "Gesprek", "Persoon", "Begin", "Einde", "Woorden", "Codeur", "Vraag", "Aspect", "Richting"]
COLUMNS = ["segment_id", "interview", "respondent", "start", "end", "text", "coder", "question", "aspect", "direction"]
ROWS = [[row[name] or None for name in COLUMNS] for row in TABLES["segments"]]
IDS = [row["segment_id"] for row in TABLES["segments"]]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    """Give what reads a sheet of segments that was changed."""

    def reading(
        change: Callable[[Worksheet], None], headings: list[str] = HEADINGS, sheet: str = "segments"
    ) -> Reading:
        book = Workbook()
        book.active.title = sheet
        for row in (headings, *ROWS):
            book.active.append(row)
        change(book.active)
        book.save(tmp_path / "mijn gesprekken.xlsx")
        return read_tables(tmp_path, lambda path: path.name, CONTRACTS.values(), CONTRACTS)

    return reading


def said(problems: list[Problem]) -> list[tuple[int | None, str]]:
    return [(problem.row, problem.what) for problem in problems]


def below(*rows: list[Any], gap: int = 0) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        for at, row in enumerate(rows, sheet.max_row + 1 + gap):
            for column, value in enumerate(row, 1):
                sheet.cell(at, column, value)

    return change


TOTALS, NOTES = "Dit is een rij met totalen en wordt niet gelezen.", "Dit staat onder de tabel en wordt niet gelezen."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (below(["Totaal", *[None] * 8, 4]), [(6, TOTALS)]),
        (below(["Eindtotaal:", None, None, 3, 5, None, None, None, None, 4]), [(6, TOTALS)]),
        (below([None] * 5 + ["Aantal fragmenten: 4"]), [(6, TOTALS)]),
        (below([None] * 9 + [2.5], gap=1), [(7, NOTES)]),
        (below(["Let op: fragment 3 nog nakijken"], ["* telefonisch"], gap=2), [(8, NOTES), (9, NOTES)]),
        (below(["Totaal", *[None] * 8, 4], [], ["Gemaakt door AB", "12 mei"]), [(6, TOTALS), (8, NOTES)]),
    ],
)
def test_totals_and_notes_beneath_a_table_are_told_and_are_no_rows(
    read: Callable[..., Reading], change: Callable[[Worksheet], None], told: list[tuple[int, str]]
) -> None:
    reading = read(change)
    assert reading.problems == []
    assert sorted(said(reading.notices)) == told
    assert reading.frames["segments"]["segment_id"].tolist() == IDS
    assert "segments" not in reading.partial


def test_a_row_with_little_in_it_is_a_row_of_the_table(read: Callable[..., Reading]) -> None:
    assert read(below(["seg5"])).frames["segments"]["segment_id"].tolist() == [*IDS, "seg5"]
    assert read(below(["seg5", "ges1", "res1"], gap=1)).frames["segments"]["segment_id"].tolist() == [*IDS, "seg5"]


def test_headings_that_stand_there_again_below_a_gap_are_no_other_table(read: Callable[..., Reading]) -> None:
    more = ["seg9", "ges1", "res1", None, None, "Nog iets.", "coder1", "bereik", "komen", "1"]
    reading = read(below(HEADINGS, more, gap=1))
    assert reading.problems == []
    assert reading.frames["segments"]["segment_id"].tolist() == [*IDS, "seg9"]


def test_another_table_below_is_one_mistake(read: Callable[..., Reading]) -> None:
    reading = read(below(["Gesprek", "Personen", "Datum"], ["ges1", "res1; res2", "1-5-2025"], gap=2))
    assert said(reading.problems) == [(8, "Hier begint een andere tabel.")]
    assert reading.frames["segments"]["segment_id"].tolist() == IDS
    assert "segments" in reading.partial


def test_another_table_beside_it_is_told_in_one_line(read: Callable[..., Reading]) -> None:
    def beside(sheet: Worksheet) -> None:
        for row, cells in enumerate((("Code", "Betekenis"), ("komen", "wie komt"), ("blijven", "wie blijft")), 1):
            for column, value in enumerate(cells, len(HEADINGS) + 2):
                sheet.cell(row, column, value)

    reading = read(beside)
    assert reading.problems == []
    [notice] = reading.notices
    assert "Vanaf kolom K staat naast de tabel" in notice.what
    assert list(reading.frames["segments"].columns) == [*COLUMNS, "_row"]


def test_a_column_of_the_table_beyond_an_empty_one_is_read(read: Callable[..., Reading]) -> None:
    def memo(sheet: Worksheet) -> None:
        sheet.cell(1, len(HEADINGS) + 2, "Memo")
        sheet.cell(2, len(HEADINGS) + 2, "nakijken")

    reading = read(memo)
    assert (reading.problems, reading.notices) == ([], [])
    assert reading.frames["segments"]["memo"].tolist() == ["nakijken", "", "", ""]


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (0, "Fragment*"),
        (0, "Frag-\nment"),
        (2, "Per\nsoon"),
        (3, "Begin (teken)"),
        (7, "Vraag\n(codeboek)"),
        (9, "Richting [-1/0/1]"),
        (9, "RICHTING:"),
    ],
)
def test_a_heading_with_an_explanation_or_a_line_break_is_read(
    read: Callable[..., Reading], at: int, text: str
) -> None:
    reading = read(lambda _: None, [text if place == at else name for place, name in enumerate(HEADINGS)])
    assert reading.problems == []
    assert list(reading.frames["segments"].columns) == [*COLUMNS, "_row"]


def test_of_two_headings_that_may_be_one_column_neither_is(read: Callable[..., Reading]) -> None:
    columns = read(lambda _: None, [*HEADINGS[:3], "Begin (uur)", "Begin (teken)", *HEADINGS[5:]]).frames["segments"]
    assert {"Begin (uur)", "Begin (teken)"} < set(columns)


def test_rows_and_sheets_that_nobody_sees_are_read_and_told(read: Callable[..., Reading]) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
        sheet.parent.create_sheet("Blad2").append(["een briefje"])
        sheet.sheet_state = "hidden"

    reading = read(hide)
    assert len(reading.frames["segments"]) == len(ROWS)
    told = " ".join(notice.what for notice in reading.notices)
    assert "2 rijen verborgen" in told
    assert "Dit blad is verborgen" in told


def test_a_sheet_with_another_name_is_known_by_its_headings(read: Callable[..., Reading]) -> None:
    reading = read(lambda _: None, sheet="Blad1")
    assert said(reading.problems) == [(None, "Dit blad heeft de kolommen van segments, en heet niet zo.")]
    assert "segments" in reading.partial


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "leeg"),
        (b"<html><table></table></html>", "geen Excel-bestand"),
        (b"segment_id,interview\n", "geen Excel-bestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "oude formaat"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    ],
)
def test_what_is_no_workbook_is_told_for_what_it_is(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "interviews.xlsx").write_bytes(content)
    [problem] = read_tables(tmp_path, lambda path: path.name, CONTRACTS.values(), CONTRACTS).problems
    assert says in problem.what


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 mrt 2026", "2026-03-03"),
        ("3 maart 2026", "2026-03-03"),
        ("di. 3 maart 2026", "2026-03-03"),
        ("3-mrt-2026", "2026-03-03"),
        ("12 sept. 2025", "2025-09-12"),
        ("3.4.2025", "2025-04-03"),
        ("2025/4/3", "2025-04-03"),
        *(
            (text, text)
            for text in ("", "3-3-2026", "31 februari 2026", "3 maa 2026 of zo", "3 marts 2026", "31.2.2025")
        ),
    ],
)
def test_a_day_that_can_be_read_in_one_way_is_read(text: str, day: str) -> None:
    assert day_in_words(text) == day


def test_what_is_no_day_is_told_as_what_it_probably_is() -> None:
    assert "1-5-2025" in mend_day("45778")
    assert (datetime.date(2025, 5, 1) - datetime.date(1899, 12, 30)).days == 45778
    assert mend_day("12-3-26") == "Schrijf het jaar voluit, zoals 12-3-2026."
    assert "14-3-2026" in mend_day("gisteren")


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("10.05 uur", "10:05"),
        ("10u05", "10:05"),
        ("9:30 u", "9:30"),
        ("10 uur 05", "10:05"),
        ("10.05", "10.05"),
        ("x", "x"),
    ],
)
def test_a_time_that_can_be_read_in_one_way_is_read(text: str, minute: str) -> None:
    assert minute_in_words(text) == minute


@pytest.mark.parametrize(
    ("table", "column", "text", "meant"),
    [
        ("respondents", "consent_quotable", "Ja.", "ja"),
        ("respondents", "consent_quotable", "NEE", "nee"),
        ("respondents", "consent_quotable", "x", "x"),
        ("segments", "direction", "+1", "1"),
        ("segments", "direction", "\u22121", "-1"),
        ("focusgroup_reactions", "reaction", "nr", "NR"),
        ("focusgroup_reactions", "put", "+1", "1"),
        ("visits", "channel", "E-mail", "e-mail"),
        ("scores", "date", "3 mrt 2026", "2026-03-03"),
        ("visits", "arrived", "10u05", "10:05"),
        ("segments", "text", "Ja.", "Ja."),
    ],
)
def test_a_word_to_choose_from_is_read_as_programs_and_people_write_it(
    table: str, column: str, text: str, meant: str
) -> None:

    frame = complete(pd.DataFrame({column: [text]}, dtype="str"), CONTRACTS[table])
    assert spelled(frame, CONTRACTS[table])[column].tolist() == [meant]
