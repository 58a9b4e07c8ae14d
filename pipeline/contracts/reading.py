"""Reading a CSV as people save it: any common delimiter and encoding, every cell as text."""

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from pipeline.contracts.table import Table
from pipeline.errors import InputError, Problem, refused

ROW = "_row"
"""Name of the column that keeps the row as a spreadsheet numbers it (the header is row 1)."""


def read_text_table(path: Path, name: str) -> pd.DataFrame:
    """Read a CSV with every cell as stripped text and an empty cell as ``""``.

    A byte-order mark, cp1252, semicolons, tabs and empty rows or columns at the end are ordinary input.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name the file.

    Returns
    -------
    pandas.DataFrame
        The table's columns as text, and `ROW` with each record's row number.

    Raises
    ------
    InputError
        The file is missing, empty or damaged, a column name is missing or used twice, or a row has too many cells.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise refused(name, "Het bestand ontbreekt.", "Zet het bestand terug in de map van de ronde.") from None
    except OSError:
        mend = "Sluit het in andere programma's (zoals Excel) en probeer het opnieuw."
        raise refused(name, "Het bestand is niet te openen.", mend) from None
    text = _decode(content)
    if "\0" in text:
        raise refused(name, "Dit is geen tekstbestand.", "Sla de tabel op als CSV (UTF-8).")
    records: list[list[str]] = []
    try:
        records.extend(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error:
        mend = "Open het in een rekenprogramma en sla het opnieuw op als CSV (UTF-8)."
        what = "Vanaf deze rij kloppen de aanhalingstekens niet."
        raise InputError([Problem(name, len(records) + 1, "", "", what, mend)]) from None
    # A lone carriage return (an old Mac's line break) would split the cell in what is handed on.
    stripped = [[cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in record] for record in records]
    while stripped and not any(stripped[-1]):
        stripped.pop()
    mend = "Zet de kolomnamen op rij 1 en vul de tabel."
    if not stripped:
        raise refused(name, "Het bestand is leeg.", mend)
    if not any(stripped[0]):
        raise InputError([Problem(name, 1, "", "", "De eerste rij is leeg.", mend)])
    header = stripped[0]
    while header and not header[-1]:
        header.pop()
    problems = _header_problems(name, header) + _width_problems(name, stripped, len(header))
    if problems:
        raise InputError(problems)
    rows = [(number, _pad(record, len(header))) for number, record in enumerate(stripped[1:], 2) if any(record)]
    frame = pd.DataFrame([record for _, record in rows], columns=header, dtype="str")
    frame[ROW] = [number for number, _ in rows]
    return frame


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel on a Dutch Windows saves "CSV" as cp1252; its few undefined bytes are replaced, never fatal.
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    header = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _pad(record: list[str], width: int) -> list[str]:
    return record[:width] + [""] * (width - len(record))


def _header_problems(name: str, header: list[str]) -> list[Problem]:
    problems = []
    for column in sorted({column for column in header if header.count(column) > 1}):
        what = "Deze kolom heeft geen naam." if not column else "Deze kolomnaam komt twee keer voor."
        problems.append(Problem(name, 1, column, column, what, "Geef elke kolom één eigen naam."))
    if header.count("") == 1:
        problems.append(Problem(name, 1, "", "", "Een kolom heeft geen naam.", "Geef de kolom een naam."))
    return problems


def _width_problems(name: str, records: list[list[str]], width: int) -> list[Problem]:
    problems = []
    for number, record in enumerate(records, 1):
        if any(record[width:]):
            what = f"Deze rij heeft {len(record)} cellen; de kop heeft er {width}."
            mend = "Zet tekst met een scheidingsteken erin tussen aanhalingstekens."
            problems.append(Problem(name, number, "", next(filter(None, record[width:])), what, mend))
    return problems


def read_tables(
    folder: Path, name_of: Callable[[Path], str], tables: Iterable[Table]
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Read tables as text, those that can be; what is wrong with the others is told together.

    Parameters
    ----------
    folder : pathlib.Path
        Where their files are.
    name_of : callable
        Gives how problems name a file.
    tables : iterable of Table
        The tables.
    """
    frames: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for table in tables:
        path = folder / table.file
        try:
            frames[table.name] = read_text_table(path, name_of(path))
        except InputError as error:
            problems += error.problems
    return frames, problems
