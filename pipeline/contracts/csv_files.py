"""A CSV as people save it, as a grid: any common delimiter and encoding, with or without lines above the table."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from pipeline.contracts.cells import LOST, meant
from pipeline.contracts.encodings import Decoded, NotTextError, decode
from pipeline.contracts.grids import (
    SOUGHT,
    Grid,
    Oddity,
    Place,
    ReadTable,
    by_heading,
    column_letter,
    matches,
    table_of,
)
from pipeline.contracts.plain_text import one_line_end, plain
from pipeline.dutch import count_noun
from pipeline.errors import InputError, Problem, refused

# What can be meant, and what a machine can hold: 100,000 people with 60 answers each are 30 million bytes.
MOST_BYTES = 500_000_000
_SAVE = "Open het in een rekenprogramma en sla het opnieuw op als CSV (UTF-8)."
# Excel's own first line, which it does not show as a row.
_SEP = re.compile(r'"?sep=(.)"?[ ;,\t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_SHOWN = 5
# How workbooks begin, the old ones too.
_NO_CSV = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# The csv module's own limit of 131,072 signs a cell is for memory that machines no longer lack; C's long bounds it.
csv.field_size_limit(2**31 - 1)


def read_csv(
    path: Path,
    name: str,
    known: Collection[str] | Mapping[str, str],
    headings: Collection[str] = (),
    *,
    verbatim: bool = False,
) -> ReadTable:
    """Read a CSV as a table of text.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.
    known : collection or mapping of str to str
        The columns that the table can have, or those by the headings they may stand under.
    headings : collection of str
        The headings of all tables, as of `table_of`.
    verbatim : bool
        Keep the text of cells to the sign, also what is invisible, but for spaces around it.

    Raises
    ------
    InputError
        It is missing, no text or empty, its quotes don't match, or its headings are not to be read.
    """
    decoded, grid, guessed = _grid(path, name, known, verbatim=verbatim)
    read = table_of(grid, Place(name), known, headings=headings)
    if not decoded.encoding or decoded.stray:
        return read
    of_file = _of_file(decoded, guessed, read.place)
    if decoded.certain:
        return replace(read, notices=(of_file, *read.notices))
    return replace(read, problems=(of_file, *read.problems))


def read_cells(path: Path, name: str) -> Grid:
    """Read a CSV as cells, wherever in it a table begins.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.

    Raises
    ------
    InputError
        It is missing or no text, or its quotes don't match.
    """
    return _grid(path, name, None)[1]


def _grid(
    path: Path, name: str, known: Collection[str] | Mapping[str, str] | None, *, verbatim: bool = False
) -> tuple[Decoded, Grid, list[tuple[int, int, str]]]:
    """Give the cells of a file, how it was decoded, and the cells that a guess of the encoding touched.

    With None as `known` nobody says where in the file the table begins.
    """
    content = _bytes_of(path, name)
    if content.startswith(_NO_CSV):
        raise refused(name, "Dit is geen tekstbestand.", "Sla het op als .xlsx, met de naam van de tabel.")
    try:
        decoded = decode(content)
    except NotTextError as error:
        raise refused(name, str(error), "Sla de tabel op als CSV (UTF-8).") from None
    guessed: list[tuple[int, int, str]] = []
    oddities: list[Oddity] = []
    rows = []
    clean = _Clean()
    for number, record in enumerate(_records(decoded.text, name, known), 1):
        if all(map(str.isascii, record)):
            rows.append((number, [clean[cell] for cell in record]))
            continue
        cells = []
        for position, cell in enumerate(record):
            if cell.isascii():
                cells.append(clean[cell])
                continue
            said, touched = decoded.read(cell)
            text, told = (one_line_end(said), ()) if verbatim else meant(said, number, position)
            if touched:
                guessed.append((number, position, text))
            oddities += () if touched and decoded.stray else told
            cells.append(text)
        rows.append((number, cells))
    if decoded.stray:
        oddities += [_stray(decoded, *place) for place in guessed]
    return decoded, Grid(rows, tuple(oddities)), guessed


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            mend = "Haal weg wat niet bij de tabel hoort, of verdeel de tabel."
            raise refused(name, f"Het bestand is groter dan {MOST_BYTES // 1_000_000} MB.", mend)
        return path.read_bytes()
    except FileNotFoundError:
        raise refused(name, "Het bestand ontbreekt.", "Zet het bestand terug in de map van de ronde.") from None
    except OSError:
        mend = "Sluit het in andere programma's (zoals Excel) en probeer het opnieuw."
        raise refused(name, "Het bestand is niet te openen.", mend) from None


class _Clean(dict[str, str]):
    """Plain text by a cell as it stands there: most answers are the same few, worked out and kept once."""

    def __missing__(self, cell: str) -> str:
        return self.setdefault(cell, plain(cell))


def _records(text: str, name: str, known: Collection[str] | Mapping[str, str] | None) -> Iterator[list[str]]:
    _, delimiter, text = delimiter_of(text, known)
    wrong = 1
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            wrong += 1
            yield record
    except csv.Error:
        what = "Vanaf deze rij kloppen de aanhalingstekens niet."
        raise InputError([Problem(name, wrong, "", "", what, _SAVE)]) from None


def delimiter_of(text: str, known: Collection[str] | Mapping[str, str] | None) -> tuple[str, str, str]:
    """Give the line with which Excel declares a delimiter (mostly nothing), the delimiter, and the rest of the text."""
    declared = _SEP.match(text)
    rest = text[declared.end() :] if declared else text
    return (
        text[: len(text) - len(rest)],
        declared[1] if declared else _usual(rest) if known is None else _delimiter(rest, known),
        rest,
    )


def _delimiter(text: str, known: Collection[str] | Mapping[str, str]) -> str:
    """Choose the delimiter that makes the most names of columns of a row; else the one that is most in the headings."""
    by_key = by_heading(known)
    start = text[:100_000]
    scores = {
        delimiter: max((matches(row, by_key) for row in _rows(start, delimiter)), default=0) for delimiter in ",;\t|"
    }
    if max(scores.values()) > 1:
        return max(scores, key=lambda delimiter: scores[delimiter])
    lines = re.split(r"[\r\n]+", start.lstrip("\r\n"))[:SOUGHT]
    header = lines[0]
    if not known:  # a title has hardly any
        header = next((line for line in lines if max(map(line.count, ",;\t")) > 1), header)
    return max(",;\t", key=header.count)


def _usual(text: str) -> str:
    """Choose the delimiter that most lines have: those above a table have none, or the commas of a sentence."""
    lines = list(filter(None, re.split(r"[\r\n]+", text[:100_000])))
    return next((sign for sign in ";\t" if sum(sign in line for line in lines) > len(lines) / 2), ",")


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 50)
    except csv.Error:
        return


def _stray(decoded: Decoded, row: int, column: int, text: str) -> Oddity:
    if not decoded.certain or LOST in text:
        what = "Hier staat een teken dat geen UTF-8 is en niet zeker te lezen."
        return Oddity(row, column, text, what, "Typ het goede teken, en sla de tabel op als CSV (UTF-8).", wrong=True)
    what = f"Hier staat een teken dat geen UTF-8 is; gelezen als {decoded.label}."
    return Oddity(row, column, text, what, "Klopt het niet, typ dan het goede teken en sla op als CSV (UTF-8).")


def _of_file(decoded: Decoded, touched: list[tuple[int, int, str]], place: Place) -> Problem:
    """Tell that a whole file was read in an encoding that was guessed, and what that touched."""
    names = {position: name for name, position in place.columns.items()}
    where = [f"rij {row} {names.get(position, column_letter(position))}" for row, position, _ in touched[:_SHOWN]]
    more = f" en nog {len(touched) - _SHOWN}" if len(touched) > _SHOWN else ""
    words = dict.fromkeys(word for _, _, text in touched for word in text.split() if not word.isascii())
    what = f"Dit is geen UTF-8; gelezen als {decoded.label}."
    mend = "Kloppen deze woorden niet, sla het dan op als CSV (UTF-8)."
    if not decoded.certain:
        what, mend = "Dit is geen UTF-8, en wat het wel is, is niet zeker.", "Sla het op als CSV (UTF-8)."
    what += f" Dat raakt {count_noun(len(touched), 'cel', 'cellen')}: {', '.join(where)}{more}."
    return Problem(place.file, None, "", ", ".join(islice(words, _SHOWN)), what, mend)
