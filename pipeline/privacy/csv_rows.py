"""Rows taken out of a CSV, and cells of it changed; every other byte stays as it is."""

import codecs
import csv
import io
from collections.abc import Collection, Mapping

from pipeline.contracts.csv_files import delimiter_of
from pipeline.contracts.encodings import decode

_MARKS = (b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CODECS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
Cells = Mapping[tuple[int, int], str]
"""Text of cells by row, as a spreadsheet numbers it, and by column, from 0."""


def without(content: bytes, known: Collection[str] | Mapping[str, str], gone: Collection[int], cells: Cells) -> bytes:
    """Give a CSV without some rows, and with another text in some cells.

    Parameters
    ----------
    content : bytes
        The file.
    known : collection or mapping of str to str
        The headings that it can have, by which its delimiter is known.
    gone : collection of int
        Numbers of the rows to leave out, as reading gives them.
    cells : mapping of (int, int) to str
        Cells that get another text.

    Raises
    ------
    NotTextError
        The file is no text.
    """
    text = decode(content).text
    mark, codec = coded(content, text)
    declared, delimiter, rest = delimiter_of(text, known)
    lines = list(io.StringIO(rest, newline=""))
    reader = csv.reader(iter(lines), delimiter=delimiter)
    kept, begin = [declared], 0
    for number, record in enumerate(reader, 1):
        own, begin = lines[begin : reader.line_num], reader.line_num
        changed = {column: said for (row, column), said in cells.items() if row == number}
        if number in gone:
            continue
        kept += [_written(record, changed, delimiter, own[-1])] if changed else own
    return mark + "".join(kept).encode(codec, "surrogateescape")


def coded(content: bytes, text: str) -> tuple[bytes, str]:
    """Give the mark at the begin of a file and the codec with which its text makes its bytes again.

    Parameters
    ----------
    content : bytes
        The file.
    text : str
        What was read of it.
    """
    return next(
        (mark, codec) for mark in _MARKS for codec in _CODECS if mark + text.encode(codec, "surrogateescape") == content
    )


def _written(record: list[str], changed: Mapping[int, str], delimiter: str, last: str) -> str:
    """Write a row with other cells, with the line end that it had."""
    made = io.StringIO()
    end = last[len(last.rstrip("\r\n")) :]
    row = [changed.get(column, cell) for column, cell in enumerate(record)]
    csv.writer(made, delimiter=delimiter, lineterminator=end).writerow(row)
    return made.getvalue()
