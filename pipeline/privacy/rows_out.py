"""Rows and cells of tables, as they stand in the files of a folder, turned into new contents of those files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.contracts.grids import Place
from pipeline.contracts.table import Table
from pipeline.privacy import csv_rows, spss_rows, workbook_rows


@dataclass
class Changed:
    """What changes in one table, by the numbers of rows and columns in its file.

    Attributes
    ----------
    place
        Where the table stands.
    known
        The headings that it can have, by which a CSV is read.
    gone
        Numbers of the rows that go.
    cells
        Cells that get another text, by row and column, from 0.
    """

    place: Place
    known: Mapping[str, str] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    cells: dict[tuple[int, int], str] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Table, place: Place) -> "Changed":
        """Give a table in which nothing changes yet."""
        return cls(place, table.spellings)


def contents(changes: list[Changed], paths: Mapping[str, Path]) -> dict[Path, bytes]:
    """Give the files in which something changes with what they come to hold.

    Parameters
    ----------
    changes : list of Changed
        What changes; tables without a change change no file.
    paths : mapping of str to pathlib.Path
        The files, by how problems name them.

    Raises
    ------
    InputError
        A workbook is damaged, or has a formula that can't go; a file of SPSS has what can't be written again.
    NotTextError
        A CSV is no text.
    """
    made: dict[Path, bytes] = {}
    by_file: dict[str, list[Changed]] = {}
    for each in changes:
        if each.gone or each.cells:
            by_file.setdefault(each.place.file, []).append(each)
    for name, own in by_file.items():
        if paths[name].suffix.casefold() in {".sav", ".zsav"}:
            made[paths[name]] = spss_rows.without(paths[name], name, own[0].gone)
        elif own[0].place.letters:
            sheets = {each.place.sheet: (each.gone, each.cells) for each in own}
            made[paths[name]] = workbook_rows.without(paths[name], name, sheets)
        else:
            content = paths[name].read_bytes()
            made[paths[name]] = csv_rows.without(content, own[0].known, own[0].gone, own[0].cells)
    return made
