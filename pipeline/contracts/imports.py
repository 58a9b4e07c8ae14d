"""Rows that a command made of other programs' files: CSVs in `import/<source>/`, added to the tables of the round."""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

import pandas as pd

from pipeline.contracts.csv_files import read_csv
from pipeline.contracts.grids import IMPORTED, ROW, ReadTable
from pipeline.contracts.imported_files import imported
from pipeline.contracts.reading import Reading
from pipeline.contracts.table import Contracts, Table
from pipeline.contracts.validation import complete
from pipeline.errors import InputError
from pipeline.printable import unguarded


def add_imported(
    reading: Reading, folder: Path, name_of: Callable[[Path], str], contracts: Contracts, wanted: Collection[str]
) -> None:
    """Add imported rows to tables that were read; a table may also be of imported rows alone.

    Parameters
    ----------
    reading : Reading
        What was read of the round's own files; it is changed.
    folder : pathlib.Path
        The round's folder.
    name_of : callable
        Gives how problems name a file.
    contracts : mapping of str to Table
        All tables that there can be.
    wanted : collection of str
        Names of those that are read.
    """
    for number, (name, path) in enumerate(imported(folder), 1):
        if name not in contracts or name not in wanted:
            continue
        try:
            read = read_csv(path, name_of(path), contracts[name].spellings, verbatim=True)
        except InputError as error:
            reading.problems += error.problems
            reading.partial.add(name)
            continue
        reading.problems += read.problems
        reading.notices += read.notices
        _add(reading, contracts[name], replace(read, frame=_as_it_was(read.frame)), number)


def _as_it_was(frame: pd.DataFrame) -> pd.DataFrame:
    """Take off the marks that an import put before what a spreadsheet would run."""
    marked = [name for name in frame if name != ROW and frame[name].str.contains("'", regex=False).any()]
    return frame.assign(**{str(name): frame[name].map(unguarded) for name in marked})


def _add(reading: Reading, table: Table, read: ReadTable, number: int) -> None:
    """Put imported rows below those that are there; their row numbers say which file they stand in."""
    rows = read.frame.assign(**{ROW: read.frame[ROW] + number * IMPORTED})
    own = reading.frames.get(table.name)
    place = read.place if own is None or table.name in reading.waiting else reading.places[table.name]
    reading.places[table.name] = replace(place, imported={**place.imported, number: read.place})
    if own is None or table.name in reading.waiting:
        reading.frames[table.name] = rows
        reading.waiting.discard(table.name)
    elif any(not each.optional and not each.usual and each.name not in own for each in table.columns):
        # That a column is not there is told of the table itself; imported rows would only hide it.
        reading.partial.add(table.name)
    else:
        both = [complete(own, table), complete(rows, table)]
        reading.frames[table.name] = pd.concat(both, ignore_index=True).fillna("")
