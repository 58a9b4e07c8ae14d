"""Who is called by name in imported files, as the workbook has them that gave them pseudonyms."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.errors import InputError
from pipeline.sources.called import called
from pipeline.sources.people import ALONE, CASE, MAYBE, SAID, SPEAKER

HEADINGS = ("Naam", "Gevonden als", "Persoon", "Overnemen")


def names(path: Path, *rows: tuple[str, str, str, str]) -> list[str]:
    book = Workbook()
    book.active.title = "personen"
    for row in (HEADINGS, *rows):
        book.active.append(row)
    book.save(path / "koppeling.xlsx")
    return called(path / "koppeling.xlsx", "koppeling.xlsx")


def test_people_go_by_the_name_that_files_have(tmp_path: Path) -> None:
    assert names(
        tmp_path,
        ("Gesprek 1: I", SPEAKER, "", "nee"),
        ("Gesprek 1: Marjan", SPEAKER, "K05", ""),
        ("Gesprek 1: Joke", SPEAKER, "", "nee"),  # whose words do not count is somebody all the same
        ("Gesprek 1", SPEAKER, "K04", ""),  # who answers, by the document
        ("Gesprek 2", ALONE, "K06", ""),
        ("Gesprek 3: Ahmet", SAID, "K02", ""),
        ("Gesprek 3: Moeder", SAID, "K03", ""),
        ("Jan de Tester", CASE, "P01", ""),
        ("K07", CASE, "K07", ""),
        ("Gesprek 4: Marjan", SPEAKER, "K05", ""),
    ) == ["Marjan", "Joke", "Ahmet", "Jan de Tester"]


def test_what_may_be_a_speaker_is_one_with_a_pseudonym_of_its_own(tmp_path: Path) -> None:
    assert names(
        tmp_path,
        ("Gesprek 1: Ahmet", SPEAKER, "K02", ""),
        ("Gesprek 1: Ria", MAYBE, "K09", ""),
        ("Gesprek 1: Werk", MAYBE, "K02", ""),
        ("Gesprek 1: Wonen", MAYBE, "", "nee"),
        ("Gesprek 2: Ria", MAYBE, "K09", ""),
    ) == ["Ahmet", "Ria"]


def test_without_a_workbook_or_people_nobody_is_called(tmp_path: Path) -> None:
    assert called(tmp_path / "koppeling.xlsx", "koppeling.xlsx") == []
    Workbook().save(tmp_path / "leeg.xlsx")
    assert called(tmp_path / "leeg.xlsx", "leeg.xlsx") == []


def test_a_workbook_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "koppeling.xlsx").write_bytes(b"niets")
    with pytest.raises(InputError):
        called(tmp_path / "koppeling.xlsx", "koppeling.xlsx")
