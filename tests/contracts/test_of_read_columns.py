"""What is told of cells: once where it is the same down a column, and nothing of columns that nobody reads."""

from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from pipeline.contracts import workbooks
from pipeline.contracts.grids import Place, table_of
from pipeline.sources.sheets import read_workbook


def made(folder: Path, headings: list[str], rows: list[list[object]]) -> Path:
    book, path = Workbook(), folder / "segmenten.xlsx"
    for row in [headings, *rows]:
        book.active.append(row)
    book.save(path)
    return path


def test_many_dates_in_a_column_are_one_line(tmp_path: Path) -> None:
    path = made(tmp_path, ["naam", "wanneer"], [[f"p{day}", datetime(2026, 3, day)] for day in range(1, 10)])
    with workbooks.opened(path, path.name) as book:
        read = table_of(book.grid("Sheet"), Place(path.name, "Sheet", letters=True), ("naam", "wanneer"))
    (told,) = read.notices
    assert told.cell == "B2"
    assert "in 9 cellen van deze kolom" in told.what
    assert len(read.place.explained) == 9  # a mistake in any of them is still told in these words


def test_nothing_is_told_of_columns_that_nobody_reads(tmp_path: Path) -> None:
    headings = ["Document name", "Code", "Segment", "Created by", "Created", "Coverage %"]
    rows = [["K01", "welkom +", f"Goed {day}", "AB", datetime(2026, 3, day), "#N/B"] for day in range(1, 4)]
    material = read_workbook(made(tmp_path, headings, rows))
    assert len(material.codings) == 3
    assert not [line for line in material.lines if "datum" in line.what]
