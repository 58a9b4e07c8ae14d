"""Texts that try to be more than text, in each kind of file that klankbord writes, and on the screen."""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
import yaml
from helpers_as_made import live_cells, parts_of
from helpers_injected import INJECTED, otherwise, shown
from openpyxl import Workbook, load_workbook
from rich.markup import escape

from pipeline import console
from pipeline.beginning.plan import Plan
from pipeline.beginning.texts import round_file
from pipeline.blocks import Column, Table
from pipeline.deciding import _plain
from pipeline.handover import read_table, write_table
from pipeline.importing.take_in import csv_of
from pipeline.looks.presentation import write_presentation
from pipeline.looks.tables_workbook import write_tables
from pipeline.printable import guarded, unguarded
from pipeline.review.excel import spreadsheets
from pipeline.review.store import REMARKS
from pipeline.telling.presentation import Presentation, Slide

# What would steer a terminal, or turn what stands around it.
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
TEXTS = [text.text for text in INJECTED]
# As a table is read: a lone carriage return is a line end by then.
LINES = [text.replace("\r", "\n") for text in TEXTS]


def test_in_a_csv_none_is_a_formula_and_each_comes_back(tmp_path: Path) -> None:
    write_table(pd.DataFrame({"a": LINES, "b": LINES[::-1]}), tmp_path / "a.csv")
    written = (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert not live_cells(written)
    assert len(live_cells("\n".join(LINES))) > 100, "as they are, many would run"
    back = read_table(tmp_path / "a.csv")
    assert (list(back["a"]), list(back["b"])) == (LINES, LINES[::-1])


def test_in_what_an_import_writes_none_is_a_formula() -> None:
    made = csv_of([{"remark_id": "O", "comment": text, "seen": text} for text in LINES], REMARKS)
    assert not live_cells(made)
    back = pd.read_csv(StringIO(made), dtype="str", keep_default_na=False)
    assert list(back["comment"].map(unguarded)) == LINES


def test_in_what_is_decided_of_privacy_none_is_a_formula() -> None:
    assert not [text for text in TEXTS if re.match("[=+\\-@\uff1d\uff0b\uff0d\uff20]", _plain(text))]
    assert all(unguarded(guarded(text)) == text for text in TEXTS)


def test_in_a_workbook_each_is_a_text(tmp_path: Path) -> None:
    write_tables(tmp_path / "a.xlsx", {"t": pd.DataFrame({"a": TEXTS})}, {"t": "Teksten"})
    book = Workbook()
    for row, text in enumerate(TEXTS, 1):
        spreadsheets.write_text(book.active.cell(row, 1), text)
    book.save(tmp_path / "b.xlsx")
    for path, first in ((tmp_path / "a.xlsx", 2), (tmp_path / "b.xlsx", 1)):
        cells = [row[0] for row in load_workbook(path).worksheets[-1].iter_rows(min_row=first)]
        assert {cell.data_type for cell in cells} == {"s"}
        # As Excel reads what stands there: "_x005F_" is a line below, and any other number a sign of its own.
        said = [re.sub("_x([0-9A-Fa-f]{4})_", _sign, str(cell.value)) for cell in cells]
        assert [text.strip() for text in said] == [shown(text).strip() for text in TEXTS]


def _sign(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def test_on_slides_each_is_a_text(tmp_path: Path) -> None:
    for name, texts in (("injected", TEXTS[::3]), ("innocent", [text.innocent for text in INJECTED[::3]])):
        write_presentation(_slides(texts), tmp_path / f"{name}.pptx")
    made, text, said = parts_of(tmp_path / "injected.pptx")
    beside, _, _ = parts_of(tmp_path / "innocent.pptx")
    assert {key: count for key, count in made.items() if key[1:2] in _LIVE} == {
        key: count for key, count in beside.items() if key[1:2] in _LIVE
    }
    places, wrong = otherwise(text, shown)
    assert not wrong
    assert places > len(TEXTS[::3])
    assert not otherwise(said, shown)[1]


# What would lead somewhere, or be more than a line of text.
_LIVE = {
    (name,) for name in ("hlinkClick", "hlinkHover", "Relationship", "fld", "sp", "graphicFrame", "pic", "tc", "p")
}


def _slides(texts: list[str]) -> Presentation:
    columns = (Column("een", names=True), Column("twee"))
    slides = [Slide(text, tuple(texts[at :: len(texts) // 12]), notes=(text,)) for at, text in enumerate(texts[::12])]
    tables = [
        Slide(text, table=Table(text, columns, ((text, "b"), ("c", text)))) for text in texts[:: len(texts) // 12]
    ]
    return Presentation((*slides, *tables), texts[1], (texts[2],))


def test_a_round_that_begins_has_them_as_they_were_typed() -> None:
    values = tuple(TEXTS)
    about = yaml.safe_load(
        round_file(Plan("r", "x", "y", "z", "", attributes=tuple((text, values[:1]) for text in TEXTS)))
    )
    want = [shown(text).strip() for text in TEXTS]
    assert [attribute["label"] for attribute in about["attributes"]] == want
    for at in range(0, len(TEXTS) - 3, 20):
        name, place, one, more = TEXTS[at : at + 4]
        begun = yaml.safe_load(round_file(Plan("r", name, place, "2026", "", noun=(one, more))))
        assert begun["organisation"] == want[at]
        assert begun["place"] == want[at + 1]
        assert begun["units_noun"] == {"one": want[at + 2], "more": want[at + 3]}
        assert begun.keys() == about.keys() - {"attributes"}


@pytest.mark.parametrize("width", [60, 240])
def test_on_the_screen_they_steer_nothing(width: int) -> None:
    """As a mistake in each cell of a table; a narrow screen has a block of lines for each."""
    for text in INJECTED:
        with console.OUT.capture() as captured:
            console.OUT.print(console.table(text.text, ("Waarde",), [(text.text,)]), width=width)
            console.OUT.print(escape(text.text), soft_wrap=True)
        said = captured.get()
        bare = re.sub("\x1b\\[[0-9;]*m", "", said)  # a title is set apart by rich itself
        assert not _STEERS.search(bare), text
        assert "kwaad.example" not in "".join(re.findall("\x1b\\]8;.*?\x1b", said)), text
        lines = "".join(_words(bare))
        want = "".join(_words(shown(text.text)))
        assert lines.count(want) >= 3, text


def _words(text: str) -> Iterator[str]:
    return (sign for sign in text if not sign.isspace() and sign not in "┏┳┓┃┡╇┩│├┼┤└┴┘━─╍")
