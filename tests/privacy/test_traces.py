"""Where somebody is still named: what looks like a name and is none."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.privacy.traces import Sought, in_content
from pipeline.privacy.words import Unquotable

SOUGHT = Sought(frozenset({"K10"}), Unquotable([], []))


def book(**cells: object) -> bytes:
    made = Workbook()
    sheet = made.active
    for address, value in cells.items():
        sheet[address] = value
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_an_address_of_a_cell_is_nobodys_name() -> None:
    made = Workbook()
    sheet = made.active
    sheet["K10"] = "iets"
    sheet["A1"] = "=K10+SUM(K10:K12)"
    sheet["K10"].comment = Comment("Een notitie.", "iemand")
    lists = DataValidation(type="list", formula1="$K$10:$K$12")
    lists.add("K10")
    sheet.add_data_validation(lists)
    sheet.merge_cells("K10:L10")
    sheet.sheet_view.selection[0].activeCell = sheet.sheet_view.selection[0].sqref = "K10"
    target = io.BytesIO()
    made.save(target)
    with zipfile.ZipFile(target) as archive:
        assert b"K10" in archive.read("xl/worksheets/sheet1.xml"), "the address is there"
    assert in_content(SOUGHT, "codes.xlsx", target.getvalue()) == ""


@pytest.mark.parametrize("cells", [{"A1": "K10"}, {"A1": "Gesprek met K10."}, {"A1": '="K10 zei"'}])
def test_a_name_in_a_cell_or_within_a_formula_is_found(cells: dict[str, object]) -> None:
    assert in_content(SOUGHT, "codes.xlsx", book(**cells)) == "K10"


def test_outside_a_workbook_it_is_a_name() -> None:
    assert in_content(SOUGHT, "tekst.txt", b"r=K10") == "K10"
