"""The file with the answers of a survey as text: CSV, a sheet of a workbook, or SPSS; as tools export them."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.contracts import spss, workbooks
from pipeline.contracts.csv_files import read_csv
from pipeline.contracts.grids import ROW, SOUGHT, Place, ReadTable, by_heading, matches, table_of
from pipeline.contracts.kept import Kept
from pipeline.errors import Problem, refused

READABLE = (".csv", ".xlsx", ".sav", ".zsav")
# The folder beside them with the structure of a questionnaire, as it was imported with its answers.
STRUCTURES = "structuur"
# Columns that LimeSurvey, Forms, Qualtrics and KoboToolbox add by themselves: about the filling in, not about anybody.
BY_TOOLS = frozenset(
    """id submitdate lastpage startlanguage seed startdate datestamp ipaddr refurl token interviewtime enddate status
    ipaddress progress duration_in_seconds finished recordeddate responseid recipientlastname recipientfirstname
    recipientemail externalreference locationlatitude locationlongitude distributionchannel userlanguage
    start_time completion_time email name last_modified_time begintijd tijd_van_voltooien e_mail naam
    tijdstip_van_laatste_wijziging tijdstempel timestamp start end today deviceid uuid submission_time
    validation_status notes submitted_by version tags index instanceid formhub_uuid""".split()
)
_IMPORT_ID = re.compile(r'^\{"ImportId"')


def read_answers(path: Path, name: str, known: tuple[str, ...], kept: Kept) -> ReadTable:
    """Read the answers of a survey as text.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.
    known : tuple of str
        The columns that the questionnaire names.
    kept : Kept
        Where what was read of large files is kept.

    Raises
    ------
    InputError
        It can't be read, or none of the columns is in it.
    """
    kind = path.suffix.casefold()
    if kind in {".sav", ".zsav"}:
        return kept.table(path, ("sav", name), lambda: _of_spss(path, name))
    read = _of_workbook if kind == ".xlsx" else read_csv
    return _without_explanation(kept.table(path, (kind, name, known), lambda: read(path, name, known)))


def _of_workbook(path: Path, name: str, known: tuple[str, ...]) -> ReadTable:
    with workbooks.opened(path, name) as book:
        filled = [sheet for sheet in book.sheets if not book.is_empty(sheet)]
        if not filled:
            raise refused(name, "Dit bestand is leeg.", "Zet de antwoorden op een blad.")
        columns = by_heading(known)
        tops = {sheet: book.top(sheet, SOUGHT) for sheet in filled}
        named = {sheet: max((matches(row, columns) for row in rows), default=0) for sheet, rows in tops.items()}
        sheet = max(filled, key=lambda each: named[each])  # the first of those with most of the columns
        read = table_of(book.grid(sheet), Place(name, sheet=sheet, letters=True), known)
    what, mend = f"Dit blad wordt niet gelezen: de antwoorden staan op het blad {sheet}.", "Er hoeft niets te gebeuren."
    others = [Problem(name, None, "", "", what, mend, sheet=other) for other in filled if other != sheet]
    return replace(read, notices=(*read.notices, *others))


def _without_explanation(read: ReadTable) -> ReadTable:
    """Leave out what Qualtrics puts between headings and answers: the questions in full, and its own names for them."""
    first = read.frame.head(3)
    marked = [
        number for number, row in enumerate(first.drop(columns=ROW).itertuples(index=False)) if _has_import_id(row)
    ]
    if not marked:
        return read
    rest = read.frame.iloc[marked[0] + 1 :].reset_index(drop=True)
    what = f"Onder de kolomnamen staan {marked[0] + 1} rijen uitleg van Qualtrics; die worden niet gelezen."
    told = Problem(read.place.file, None, "", "", what, "Er hoeft niets te gebeuren.", sheet=read.place.sheet)
    return replace(read, frame=rest, notices=(*read.notices, told))


def _has_import_id(row: tuple[Any, ...]) -> bool:
    return any(isinstance(cell, str) and _IMPORT_ID.match(cell) for cell in row)


def _of_spss(path: Path, name: str) -> ReadTable:
    frame, _ = spss.read(path, name)
    texts = pd.DataFrame({column: _as_text(values) for column, values in frame.items()}, dtype="str")
    texts[ROW] = range(2, len(texts) + 2)
    return ReadTable(texts, Place(name, columns={column: at for at, column in enumerate(frame.columns)}))


def _as_text(values: "pd.Series[Any]") -> list[str]:
    """Write what SPSS has as a person would: 4 and not 4.0, and nothing where nothing is."""
    places, different = pd.factorize(values)  # a place of -1 is the last: nothing
    texts = [*map(_written, different), ""]
    return [texts[place] for place in places]


def _written(value: object) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value).strip()
