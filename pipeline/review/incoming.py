"""Any file that comes in, to the reader for what it is: by what is in it, not by what it is called."""

import re
from dataclasses import asdict
from pathlib import Path

from pipeline.dutch import count_noun
from pipeline.errors import refused
from pipeline.printable import name_of, printable
from pipeline.review import archives
from pipeline.review.excel import workbook
from pipeline.review.form import reading as form
from pipeline.review.model import Incoming, Remark, Reviewer, Setting
from pipeline.review.session import reading as session
from pipeline.review.word import reading as word

LARGEST, _MOST_NOTES = 100_000_000, 200  # bytes, and lines that somebody reads
_EXPECTED = (
    "Verwacht: het bestand van het beoordelingsformulier (.json), rapport.docx met opmerkingen, "
    "een ingevulde beoordeling.xlsx, of het bestand van een live sessie (.sqlite)."
)
_UNKNOWN = "Dit bestand ken ik niet."
_AGAIN = "Open het in Word, Excel of LibreOffice en sla het opnieuw op als .docx of .xlsx."
_OLD_OFFICE, _SQLITE, _ZIP = b"\xd0\xcf\x11\xe0", b"SQLite format 3\x00", b"PK"
_OTHERS = (
    (b"\x89PNG", "Dit is een foto of afbeelding.", "Typ wat erop staat in beoordeling.xlsx."),
    (b"\xff\xd8\xff", "Dit is een foto of afbeelding.", "Typ wat erop staat in beoordeling.xlsx."),
    (b"7z\xbc\xaf", "Dit is een ingepakt bestand (7z).", "Pak het uit en noem de bestanden die erin staan."),
    (b"Rar!", "Dit is een ingepakt bestand (rar).", "Pak het uit en noem de bestanden die erin staan."),
    (b"\x1f\x8b", "Dit is een ingepakt bestand (gz).", "Pak het uit en noem de bestanden die erin staan."),
    (b"%PDF", "Dit is een pdf; opmerkingen in een pdf worden niet gelezen.", "Zet de opmerkingen in rapport.docx."),
    (b"{\\rtf", "Dit is een RTF-bestand, hoe het ook heet.", _AGAIN),
    (
        b"<",
        "Dit is een webpagina.",
        "Is het het beoordelingsformulier? Laat de deelnemer daarin op Opslaan drukken en het .json-bestand sturen.",
    ),
)


_FLAT = (b"Word.Document", b"Excel.Sheet", b"xmlPackage", b"urn:oasis:names:tc:opendocument")
_MAIL = re.compile(rb"(?:Return-Path|Received|Delivered-To|MIME-Version|From|Subject|X-[\w-]+): ", re.IGNORECASE)
_ATTACHED = "Bewaar de bijlage uit de e-mail en neem die op."


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
        tuple(Remark(**_printable(asdict(remark) | {"reviewer": _named(remark.reviewer)})) for remark in holds.remarks),
        tuple(
            Reviewer(**_printable(asdict(person) | {"reviewer": _named(person.reviewer)})) for person in holds.reviewers
        ),
        _few([printable(note) for note in holds.notes]),
    )


def _few(notes: list[str]) -> tuple[str, ...]:
    """Give no more notes than somebody reads, and say how many there are besides."""
    more = [f"En nog {len(notes) - _MOST_NOTES} van zulke meldingen."] if len(notes) > _MOST_NOTES else []
    return (*notes[:_MOST_NOTES], *more)


def _named(name: str) -> str:
    """Give a name that can be read back; a row without one would hold up all others for good."""
    return name_of(name) or "Zonder naam"


def _printable(values: dict[str, str]) -> dict[str, str]:
    return {name: printable(value) for name, value in values.items()}


def _read(path: Path, setting: Setting) -> Incoming:
    start = _start(path)
    if start.startswith(_SQLITE):
        return session.read(path, setting)
    if start.startswith(_ZIP):
        return _archived(path, setting)
    if start.startswith(_OLD_OFFICE):
        raise refused(path.name, *_old_office(path))
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):  # "Unicode" of Kladblok and of Excel
        start = start.decode("utf-16", errors="replace").encode()
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"<") and any(mark in start for mark in _FLAT):
        what = "Dit is een Word-, Excel- of OpenDocument-bestand als platte XML."
        raise refused(path.name, what, _AGAIN)
    if _MAIL.match(text):
        raise refused(path.name, "Dit is een e-mail.", _ATTACHED)
    for sign, what, mend in _OTHERS:
        if text.startswith(sign):
            raise refused(path.name, what, mend)
    if text[:1] in {b"{", b"["}:
        return form.read(path, setting)
    raise refused(path.name, _UNKNOWN, _EXPECTED)


def _start(path: Path) -> bytes:
    mend = "Controleer de naam en de map."
    try:
        if path.is_dir():
            raise refused(path.name, "Dit is een map.", "Noem de bestanden in de map, niet de map zelf.")
        if not path.is_file() and path.exists():  # opening a pipe would wait for whoever writes to it
            raise refused(path.name, "Dit is geen gewoon bestand.", mend)
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(512)
    except FileNotFoundError:
        raise refused(path.name, "Dit bestand is er niet.", mend) from None
    except OSError:
        raise refused(path.name, "Dit bestand is niet te openen.", "Sluit het in andere programma's.") from None
    if size > LARGEST:
        raise refused(path.name, "Dit bestand is veel te groot.", _EXPECTED)
    if not start.strip():
        raise refused(path.name, "Dit bestand is leeg.", "Vraag het opnieuw op.")
    return start


def _archived(path: Path, setting: Setting) -> Incoming:
    """Read a Word or Excel file, which are archives."""
    with archives.opened(path, path.name) as archive:
        inside = [name for name in archive.namelist() if not name.endswith("/")]
    folders = {name.partition("/")[0] for name in inside}
    if "xl/workbook.bin" in inside:
        raise refused(path.name, "Dit is een binair Excel-bestand (.xlsb).", _AGAIN)
    if "word" in folders:
        return word.read(path, setting)
    if "xl" in folders:
        return workbook.read(path, setting)
    if any(name.lower().endswith((".docx", ".xlsx", ".json", ".sqlite", ".pdf", ".zip")) for name in inside):
        what = f"Dit is een ingepakt bestand (zip) met {count_noun(len(inside), 'bestand', 'bestanden')} erin."
        raise refused(path.name, what, "Pak het uit en noem de bestanden die erin staan.")
    if "ppt" in folders:
        raise refused(path.name, "Dit is een PowerPoint-bestand.", _EXPECTED)
    if "Index" in folders:
        raise refused(path.name, "Dit is een bestand van Pages of Numbers.", "Exporteer het als Word of Excel.")
    if "mimetype" in folders:
        raise refused(path.name, "Dit is een OpenDocument-bestand, hoe het ook heet.", _AGAIN)
    raise refused(path.name, _UNKNOWN, _EXPECTED)


def _old_office(path: Path) -> tuple[str, str]:
    """Say what is wrong with a file in the form that Office used before, and still uses around a password."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:  # names in such a file are in UTF-16
        mend = "Haal in Word of Excel het wachtwoord eraf (Bestand, Info, beveiligen) en sla het opnieuw op."
        return "Dit bestand is met een wachtwoord beveiligd.", mend
    if "__nameid_version1.0".encode("utf-16-le") in content:
        return "Dit is een e-mail uit Outlook (.msg).", _ATTACHED
    if "WordDocument".encode("utf-16-le") in content:
        return "Dit is een oud Word-bestand (.doc).", "Open het in Word en bewaar het als .docx."
    return "Dit is een oud Office-bestand.", "Open het in Word of Excel en bewaar het als .docx of .xlsx."
