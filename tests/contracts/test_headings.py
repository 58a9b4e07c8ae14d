"""Dutch headings: read as well as the names of columns, and what people see is what a mistake names."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.contracts.headings import EXAMPLE
from pipeline.contracts.plain_text import heading
from pipeline.contracts.reading import Reading, read_tables
from pipeline.contracts.rules import rules_for
from pipeline.contracts.table import Table
from pipeline.contracts.validation import problems_in
from pipeline.phases.tables import TABLES

TO_FILL_IN = [pytest.param(table, id=table.name) for table in TABLES.values() if table.workbook]
VISITS = TABLES["visits"]
ROW = {"visit_id": "B1", "voice": "klanten", "channel": "bezoek", "date": "3-2-2026", "organisation_agreed": "ja"}


def written(path: Path, headings: dict[str, str], *rows: dict[str, str]) -> None:
    book = Workbook()
    book.active.title = VISITS.name
    book.active.append(list(headings.values()))
    for row in rows:
        book.active.append([row.get(name, "") for name in headings])
    book.save(path)


def read(folder: Path) -> Reading:
    return read_tables(folder, lambda path: path.name, TABLES.values(), TABLES)


@pytest.mark.parametrize("table", TO_FILL_IN)
def test_a_table_that_people_fill_in_explains_each_column(table: Table) -> None:
    assert table.about
    assert all(column.heading and column.heading.note for column in table.columns)
    spelled = [heading(text) for text in table.spellings]
    found = [(heading(text), name) for text, name in table.spellings.items()]
    assert len(dict(found)) == len(set(found)), f"two columns of {table.name} answer to one heading: {spelled}"


@pytest.mark.parametrize("kind", [str, str.upper, lambda text: f" {text.lower()} "])
def test_both_kinds_of_headings_are_read(tmp_path: Path, kind) -> None:
    dutch = {name: kind(VISITS.by_name[name].title) for name in ROW}
    written(tmp_path / "a.xlsx", dutch, ROW)
    by_title = read(tmp_path).frames[VISITS.name]
    written(tmp_path / "a.xlsx", {name: name for name in ROW}, ROW)
    by_name = read(tmp_path).frames[VISITS.name]
    assert by_title.to_dict() == by_name.to_dict()
    (tmp_path / "a.xlsx").unlink()
    lines = [";".join(dutch.values()), ";".join(ROW.values())]
    (tmp_path / "visits.csv").write_text("\n".join(lines), encoding="utf-8")
    assert read(tmp_path).frames[VISITS.name].to_dict() == by_name.to_dict()


def test_a_mistake_names_what_stands_above_the_column(tmp_path: Path) -> None:
    titles = {name: VISITS.by_name[name].title for name in ROW if name != "voice"}
    written(tmp_path / "a.xlsx", {**titles, "helped": "Geholpn om"}, {**ROW, "channel": "brief"})
    reading = read(tmp_path)
    place = reading.places[VISITS.name]
    found = reading.told(
        problems_in(reading.frames[VISITS.name], VISITS, rules_for(None, ()), place.name, place.titles)
    )
    told = {problem.column: (problem.cell, problem.mend) for problem in found}
    assert told["Kanaal"][0] == "B2"
    assert "Geholpen om" in told["Geholpn om"][1]
    assert "Stem" in told
    assert not {"voice", "channel"} & told.keys()


def test_the_example_is_no_data_and_one_that_somebody_changed_is_told(tmp_path: Path) -> None:
    titles = {column.name: column.title for column in VISITS.columns}
    shown = {column.name: column.heading.example for column in VISITS.columns if column.heading}
    written(tmp_path / "a.xlsx", titles, shown, ROW)
    reading = read(tmp_path)
    assert list(reading.frames[VISITS.name]["visit_id"]) == ["B1"]
    assert (reading.notices, reading.waiting) == ([], set())
    written(tmp_path / "a.xlsx", titles, shown)
    assert read(tmp_path).waiting == {VISITS.name}
    written(tmp_path / "a.xlsx", titles, {**ROW, "visit_id": EXAMPLE.title()})
    (notice,) = read(tmp_path).notices
    assert notice.what == "Deze rij heet voorbeeld en wordt niet gelezen."
