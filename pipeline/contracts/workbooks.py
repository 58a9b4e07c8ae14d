"""An .xlsx as people save it: the sheets in it, and each as a grid of text, within what a machine can hold."""

import re
import warnings
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.contracts import archives
from pipeline.contracts.cells import meant
from pipeline.contracts.grids import Grid, Oddity, column_letter
from pipeline.contracts.typed_cells import shown, without_year
from pipeline.errors import InputError, refused

# Half a minute of reading; what is larger is a table of answers, and reads many times as fast as CSV.
MOST_CELLS = 1_000_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_CODED = re.compile("_x([0-9A-Fa-f]{4})_")
# How files of the old Excel begin, and so those that are locked; and the name that those have in them.
_OLD, _LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
_LOOKED_AT = 1_000_000
_HIDDEN = re.compile(rb'<(?:\w+:)?row\s[^>]*\bhidden="(?:1|true)"[^>]*>')
_NUMBER = re.compile(rb'\sr="(\d+)"')
_SAVE = "Open het in Excel en sla het op als Excel-werkmap (.xlsx)."
_AGAIN = "Open het in Excel of LibreOffice en sla het opnieuw op als .xlsx."
_AS_TEXT = "Zet de cel op Tekst en typ opnieuw wat er moet staan."


class Book:
    """A workbook that is open; made by `opened`.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.
    """

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = path, name
        self._files: list[BinaryIO] = []
        self._values = self._load(computed=True)
        self._formulas: Any = None
        self._left = MOST_CELLS

    @property
    def sheets(self) -> list[str]:
        """Titles of the sheets with cells, in order."""
        return [sheet.title for sheet in self._values.worksheets]

    def grid(self, sheet: str) -> Grid:
        """Read a sheet.

        Parameters
        ----------
        sheet : str
            Its title.

        Raises
        ------
        InputError
            It is damaged, or the workbook has more cells than can be read.
        """
        with _told_in_dutch(self._name):
            merged, formulas, hidden = self._scanned(sheet)
            rows, oddities = [], list[Oddity]()
            for number, cells, sources in self._rows(sheet, formulas):
                texts = [""] * len(cells)
                for position, (cell, source) in enumerate(zip(cells, sources, strict=False)):
                    if cell.value is not None or source is not None:
                        texts[position], told = _read(cell, source, number, position)
                        oddities += told
                if any(texts):
                    rows.append((number, texts))
            by_number = dict(rows)
            self._count(sum(min(bottom - top + 1, len(rows)) for top, _, bottom, _ in merged))
            oddities += _fill(by_number, merged)
        return Grid(rows, tuple(oddities), letters=True, hidden=hidden, unseen=self.is_hidden(sheet))

    def is_hidden(self, sheet: str) -> bool:
        """Tell whether people do not see a sheet."""
        return bool(self._values[sheet].sheet_state != "visible")

    def top(self, sheet: str, count: int) -> list[list[str]]:
        """Give the first rows of a sheet as text, without what has to be told of them."""
        with _told_in_dutch(self._name):
            rows = islice(self._rows(sheet, formulas=False), count)
            return [["" if cell.value is None else str(cell.value) for cell in cells] for _, cells, _ in rows]

    def is_empty(self, sheet: str) -> bool:
        """Tell whether nothing stands in a sheet."""
        with _told_in_dutch(self._name):
            return all(cell.value is None for _, cells, _ in self._rows(sheet, formulas=False) for cell in cells)

    def close(self) -> None:
        """Close the file."""
        for file in self._files:
            file.close()

    def _load(self, *, computed: bool) -> Any:
        with _told_in_dutch(self._name):
            file = self._path.open("rb")  # of a path it would look at what the file is called
            try:
                book = load(file, read_only=True, data_only=computed, keep_links=False)
            except BaseException:
                file.close()
                raise
            self._files.append(file)
            return book

    def _rows(self, sheet: str, formulas: bool) -> Iterator[tuple[int, tuple[Any, ...], Any]]:
        """Give the rows with their number, and where there are formulas, what was typed in each cell."""
        values = self._values[sheet]
        values.reset_dimensions()  # some programs write the wrong size, and what is beyond it would be lost
        typed: Any = repeat(())
        if formulas:
            self._formulas = self._formulas or self._load(computed=False)
            self._formulas[sheet].reset_dimensions()
            typed = self._formulas[sheet].iter_rows()
        for number, (cells, sources) in enumerate(zip(values.iter_rows(), typed, strict=False), 1):
            self._count(len(cells) + 1)
            yield number, cells, chain(map(_formula, sources), repeat(None))

    def _count(self, cells: int) -> None:
        """Refuse a workbook with more cells than can be read: what a file says of its size may not be so."""
        self._left -= cells
        if self._left < 0:
            what = f"Dit bestand heeft meer dan {MOST_CELLS:,} cellen.".replace(",", ".")
            mend = "Haal lege rijen en kolommen met opmaak weg, of sla de grote tabel op als CSV (UTF-8)."
            raise refused(self._name, what, mend)

    def _scanned(self, sheet: str) -> tuple[list[tuple[int, int, int, int]], bool, frozenset[int]]:
        """Find what reading cell by cell does not give: merged cells, whether any has a formula, and hidden rows."""
        with self._values[sheet]._get_source() as source:
            content = source.read()
        merged = [
            (int(top), _position(left.decode()), int(bottom), _position(right.decode()))
            for left, top, right, bottom in _MERGED.findall(content)
        ]
        hidden = [int(number[1]) for row in _HIDDEN.findall(content) if (number := _NUMBER.search(row))]
        return merged, _FORMULA.search(content) is not None, frozenset(hidden)


def load(file: BinaryIO, **how: bool) -> Any:
    """Load a workbook with openpyxl, which prints on the screen, in English, what it is about to raise."""
    from openpyxl import load_workbook
    from openpyxl.styles import cell_style

    vars(cell_style)["print"] = lambda *_: None
    return load_workbook(file, **how)


@contextmanager
def opened(path: Path, name: str) -> Iterator[Book]:
    """Open a workbook to read it.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.

    Raises
    ------
    InputError
        It can't be opened, is damaged, locked with a password, or would be too large.
    """
    if told := _no_workbook(path):
        raise refused(name, *told)
    with archives.opened(path, name):
        pass  # it is whole, and no larger than can be meant
    book = Book(path, name)
    try:
        yield book
    finally:
        book.close()


def _no_workbook(path: Path) -> tuple[str, str] | None:
    """Tell what is no .xlsx though it is called so; None when it may be one."""
    try:
        with path.open("rb") as file:
            start = file.read(_LOOKED_AT)
    except OSError:
        return None  # told by who opens it
    if not start:
        return "Het bestand is leeg.", "Vul het, of haal het weg."
    if start.startswith(_OLD):
        if _LOCKED in start or _LOCKED in path.read_bytes()[-_LOOKED_AT:]:
            return "Dit bestand is beveiligd met een wachtwoord.", "Sla het zonder wachtwoord op."
        return "Dit is het oude formaat van Excel (.xls).", _SAVE
    if not start.startswith(b"PK"):
        return (
            "Dit is geen Excel-bestand, al heet het zo.",
            _SAVE,
        )
    return None


@contextmanager
def _told_in_dutch(name: str) -> Iterator[None]:
    """Say in Dutch that a workbook is damaged: openpyxl stumbles over damage in as many ways as there are."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it does not keep when it writes: nothing is written
            yield
    except InputError:
        raise
    except MemoryError:
        raise refused(name, "Dit Excel-bestand is te groot om te lezen.", "Sla de tabel op als CSV (UTF-8).") from None
    except Exception as error:
        raise refused(name, "Dit Excel-bestand is beschadigd.", _AGAIN) from error


def _formula(cell: Any) -> str | None:
    return str(cell.value) if cell.data_type == "f" else None


def _read(cell: Any, formula: str | None, row: int, position: int) -> tuple[str, tuple[Oddity, ...]]:
    """Give what a cell says, and what has to be told of it."""
    value = cell.value
    if value is None:
        what = "Deze formule heeft geen opgeslagen uitkomst."
        mend = "Open het bestand in Excel of LibreOffice en sla het op; of typ de uitkomst."
        return "", (Oddity(row, position, formula or "", what, mend, wrong=True),)
    if cell.data_type == "e":
        what, mend = "Hier staat een foutmelding van Excel.", "Herstel de formule, of typ wat er moet staan."
        return str(value), (Oddity(row, position, str(value), what, mend, wrong=True),)
    if isinstance(value, str):
        return meant(_CODED.sub(lambda found: chr(int(found[1], 16)), value), row, position)
    text, made = shown(value, str(cell.number_format or ""), computed=formula is not None)
    if not made:
        return text, ()
    what = f"Excel heeft hiervan {made} gemaakt; gelezen als «{text}»."
    a_date = isinstance(value, date | time) and not without_year(str(cell.number_format or ""))
    return text, (Oddity(row, position, text, what, _AS_TEXT, unless_wrong=True, a_date=a_date),)


def _fill(rows: dict[int, list[str]], merged: list[tuple[int, int, int, int]]) -> Iterator[Oddity]:
    """Give every row of a merged cell its value: that is what who reads the sheet sees.

    One over several columns says nothing of which of them is meant; that is told, where it stands in a table.
    """
    numbers = sorted(rows)
    for top, left, bottom, right in merged:
        value = rows.get(top, [])[left : left + 1]
        if not value or not value[0]:
            continue
        where = f"{column_letter(left)}{top}:{column_letter(right)}{bottom}"
        if right > left:
            what = f"De cellen {where} zijn samengevoegd: bij welke kolom dit hoort, is niet te zien."
            yield Oddity(top, left, value[0], what, "Maak de samenvoeging ongedaan en vul elke cel.", wrong=True)
            continue
        below = numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)]
        for number in below:
            row = rows[number]
            row += [""] * (left + 1 - len(row))
            row[left] = value[0]
        if below:
            what = f"De cellen {where} zijn samengevoegd; de waarde is bij elk van de rijen gelezen."
            yield Oddity(top, left, value[0], what, "Er hoeft niets te gebeuren als dat klopt.")


def _position(letters: str) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1
