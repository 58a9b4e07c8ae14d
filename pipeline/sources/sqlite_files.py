"""SQLite files of other programs: only tables are read, never views or what the file would run by itself."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from pipeline.errors import refused

_STEPS, _MOST = 1_000_000, 2_000  # of the machine of SQLite, before it is asked whether to go on; and how often
_AGAIN = "Sluit het programma waarmee het gemaakt is, en maak een nieuwe kopie of export."


class Base:
    """A file that is open.

    Parameters
    ----------
    connection : sqlite3.Connection
        The file.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        self.columns: Mapping[str, frozenset[str]] = {
            str(name): frozenset(row[1] for row in connection.execute(f"PRAGMA table_info({_quoted(str(name))})"))
            for name, sql in found
            if not str(sql).upper().lstrip().startswith("CREATE VIRTUAL")
        }

    def rows(self, table: str, columns: Sequence[str]) -> list[dict[str, str]]:
        """Give columns of a table as text, those that it does not have (or nulls) empty; nothing without the table.

        Parameters
        ----------
        table : str
            Its name.
        columns : sequence of str
            Names of columns.
        """
        there = [name for name in columns if name in self.columns.get(table, ())]
        if not there:
            return []
        names = ", ".join(map(_quoted, there))
        found = self._connection.execute(f"SELECT {names} FROM {_quoted(table)} ORDER BY rowid").fetchall()
        empty = dict.fromkeys(columns, "")
        return [{**empty, **{name: _text(value) for name, value in zip(there, row, strict=True)}} for row in found]


@contextmanager
def opened(path: Path, name: str) -> Iterator[Base]:
    """Open a file to read it.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.

    Raises
    ------
    InputError
        It is damaged, or reading it takes longer than can be meant.
    """
    asked = iter(range(_MOST))
    try:
        address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True)
        try:
            connection.text_factory = lambda content: content.decode("utf-8", "replace")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.set_progress_handler(lambda: next(asked, None) is None, _STEPS)
            yield Base(connection)
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError):  # what is wrong with a file may itself be no text
        raise refused(name, "Deze database is beschadigd of niet te lezen.", _AGAIN) from None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def number(text: str) -> int:
    """Give an offset from a cell; what is none lies before every text, and what is absurd behind all."""
    try:
        return min(max(int(float(text)), -1), 2**53)
    except (ValueError, OverflowError):
        return -1
