"""Any file that comes in, to the reader for what it is: by what is in it, not by what it is called."""

import zipfile
from dataclasses import asdict
from pathlib import Path

from pipeline.errors import InputError, Problem
from pipeline.printable import printable
from pipeline.review import form, session, spreadsheets, word, workbook
from pipeline.review.model import Incoming, Remark, Reviewer, Setting

LARGEST = 100_000_000  # bytes
_EXPECTED = (
    "Verwacht: het bestand van het beoordelingsformulier (.json), rapport.docx met opmerkingen, "
    "een ingevulde beoordeling.xlsx, of het bestand van een live sessie (.sqlite)."
)
_MIMETYPE = "mimetype"  # what the first part of an OpenDocument file is called
_SQLITE, _ZIP = b"SQLite format 3\x00", b"PK"
# What comes out of a word processor and is no archive; its reader tells what it is: locked, old, a PDF, RTF.
_OF_WORD = (b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
_PAGE = "Is het het beoordelingsformulier? Laat de deelnemer daarin op Opslaan drukken en het .json-bestand sturen."


def read(path: Path, setting: Setting) -> Incoming:
    """Read a file that came in.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    setting : Setting
        The report as it is now.

    Raises
    ------
    InputError
        It can't be taken.
    """
    return cleaned(_read(path, setting))


def cleaned(holds: Incoming) -> Incoming:
    """Take out of all text what can't be printed; anybody can have made the file."""
    return Incoming(
        tuple(Remark(**_printable(asdict(remark))) for remark in holds.remarks),
        tuple(Reviewer(**_printable(asdict(person))) for person in holds.reviewers),
        tuple(map(printable, holds.notes)),
    )


def _printable(values: dict[str, str]) -> dict[str, str]:
    return {name: printable(value) for name, value in values.items()}


def _read(path: Path, setting: Setting) -> Incoming:
    start = _start(path)
    if start.startswith(_SQLITE):
        return session.read(path, setting)
    if start.startswith(_ZIP):
        return _archived(path, setting)
    if start.startswith(_OF_WORD):
        return word.read(path, setting)
    sign = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if sign in {b"{", b"["}:
        return form.read(path, setting)
    if sign == b"<":
        raise _refused(path, _PAGE, "Dit is een webpagina.")
    raise _refused(path, _EXPECTED)


def _start(path: Path) -> bytes:
    mend = "Controleer de naam en de map."
    try:
        if path.is_dir():
            raise _refused(path, "Noem de bestanden in de map, niet de map zelf.", "Dit is een map.")
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(512)
    except FileNotFoundError:
        raise _refused(path, mend, "Dit bestand is er niet.") from None
    except OSError:
        raise _refused(path, "Sluit het in andere programma's.", "Dit bestand is niet te openen.") from None
    if size > LARGEST:
        raise _refused(path, _EXPECTED, "Dit bestand is veel te groot.")
    if not start.strip():
        raise _refused(path, "Vraag het opnieuw op.", "Dit bestand is leeg.")
    return start


def _archived(path: Path, setting: Setting) -> Incoming:
    """Read a Word or Excel file, which are archives."""
    spreadsheets.check_archive(path, path.name)
    with zipfile.ZipFile(path) as archive:
        folders = {name.partition("/")[0] for name in archive.namelist()}
    if "word" in folders:
        return word.read(path, setting)
    if "xl" in folders:
        return workbook.read(path, setting)
    open_document = "Sla het op als .docx of .xlsx." if _MIMETYPE in folders else _EXPECTED
    raise _refused(path, open_document)


def _refused(path: Path, mend: str, what: str = "Dit bestand ken ik niet.") -> InputError:
    return InputError([Problem(path.name, None, "", "", what, mend)])
