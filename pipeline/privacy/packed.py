"""Texts within files that keep them in a way of their own: a database of SQLite, a file of SPSS."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import InputError, refused
from pipeline.sources import sqlite_files
from pipeline.temporary import temporary_folder

_SQLITE, _SPSS = b"SQLite format 3\0", (b"$FL2", b"$FL3")


def texts(content: bytes) -> Iterator[str] | None:
    """Give every text in a file that is packed in such a way; None where it is no such file, or can't be read.

    In the bytes of such files texts are cut in pieces, so that a search in those finds only what is short.

    Parameters
    ----------
    content : bytes
        The file.
    """
    read = _of_database if content.startswith(_SQLITE) else _of_spss if content.startswith(_SPSS) else None
    if read is None:
        return None
    with temporary_folder() as aside:
        path = Path(aside) / "kopie.sav"
        path.write_bytes(content)
        try:
            return iter(read(path))
        except InputError:
            return None


def _of_database(path: Path) -> list[str]:
    with sqlite_files.opened(path, path.name) as base:
        return [
            text
            for table, columns in base.columns.items()
            for row in base.rows(table, sorted(columns))
            for text in row.values()
        ]


def _of_spss(path: Path) -> list[str]:
    import pyreadstat  # only who has a file of SPSS waits for it

    try:
        frame, about = pyreadstat.read_sav(str(path), user_missing=True, disable_datetime_conversion=True)
    except Exception as error:  # it stumbles over damage in as many ways as there are
        raise refused(path.name, "Dit SPSS-bestand is niet te lezen.", "Sla het in SPSS opnieuw op.") from error
    own = [str(about.file_label or ""), *about.notes, *(label or "" for label in about.column_labels)]
    own += [label for labels in about.variable_value_labels.values() for label in labels.values()]
    return own + [text for column in frame for text in frame[column] if isinstance(text, str)]
