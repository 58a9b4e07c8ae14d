"""Any file of coded conversations to the reader for what it is: by what is in it, not by what it is called."""

from pathlib import Path

from pipeline.errors import InputError, Problem, refused
from pipeline.sources.model import Material
from pipeline.sources.refi.project import read_project, read_xml

LARGEST = 2_000_000_000  # bytes; a project may hold recordings
_ZIP, _SQLITE, _OLD_OFFICE = b"PK", b"SQLite format 3\0", b"\xd0\xcf\x11\xe0"
_EXPECTED = (
    "Verwacht: een project of codeboek van ATLAS.ti, MAXQDA, NVivo of QualCoder (.qdpx, .qdc, .qda), een bestand van "
    "Taguette, Word met codes als opmerkingen, Excel of CSV met citaten, of een uitwerking (.docx, .txt, .vtt, .srt)."
)
_OTHERS = (
    (b"%PDF", "Dit is een pdf.", "Importeer de uitwerking als .docx of .txt."),
    (b"{\\rtf", "Dit is een RTF-bestand.", "Open het in Word of LibreOffice en bewaar het als .docx."),
    (
        _OLD_OFFICE,
        "Dit is een oud Office-bestand, of het heeft een wachtwoord.",
        "Bewaar het zonder wachtwoord als .docx of .xlsx.",
    ),
    (b"7z\xbc\xaf", "Dit is een ingepakt bestand (7z).", "Pak het uit en noem de bestanden die erin staan."),
    (b"Rar!", "Dit is een ingepakt bestand (rar).", "Pak het uit en noem de bestanden die erin staan."),
)
_OWN_FORMATS = {
    ".atlproj": "ATLAS.ti",
    ".atlproj23": "ATLAS.ti",
    ".atlcb": "ATLAS.ti",
    ".nvp": "NVivo",
    ".nvpx": "NVivo",
    ".mx24": "MAXQDA",
    ".mx22": "MAXQDA",
    ".mx20": "MAXQDA",
    ".mqda": "MAXQDA",
    ".mex24": "MAXQDA",
    ".mex22": "MAXQDA",
}


def read(path: Path) -> Material:
    """Read a file.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    InputError
        It can't be read; in one line why, and what to do.
    """
    start = check(path, path.name)
    if own := _OWN_FORMATS.get(path.suffix.casefold()):
        what = f"Dit is een eigen bestand van {own}."
        raise refused(path.name, what, f"Exporteer in {own} als REFI-QDA-project (.qdpx) en importeer dat.")
    try:
        return _read(path, start)
    except InputError:
        raise
    except (OSError, MemoryError):
        raise refused(path.name, "Dit bestand is niet te lezen.", "Sluit het in andere programma's.") from None
    except RecursionError:
        raise refused(path.name, "Dit bestand is te diep genest om te lezen.", _EXPECTED) from None


def read_all(paths: list[Path]) -> list[Material]:
    """Read files, each by itself.

    Raises
    ------
    InputError
        What is wrong with each that can't be read.
    """
    found: list[Material] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            found.append(read(path))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found


def _read(path: Path, start: bytes) -> Material:
    if start.startswith(_ZIP):
        return _archive(path)
    for sign, what, mend in _OTHERS:
        if start.startswith(sign):
            raise refused(path.name, what, mend)
    if _is_xml(start):
        return read_xml(path)
    raise refused(path.name, "Dit bestand ken ik niet.", _EXPECTED)


def _archive(path: Path) -> Material:
    return read_project(path)


def _is_xml(start: bytes) -> bool:
    text = start.removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = start.decode("utf-16", errors="replace").encode()
    return text.lstrip().startswith(b"<")


def check(path: Path, name: str) -> bytes:
    """Give the first bytes of a file that is one, and neither empty nor larger than can be meant.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.

    Raises
    ------
    InputError
        It is not there, or not such a file.
    """
    mend = "Controleer de naam en de map."
    try:
        if not path.exists():
            raise refused(name, "Dit bestand is er niet.", mend)
        if not path.is_file():
            raise refused(name, "Dit is geen gewoon bestand.", "Noem de bestanden in de map, niet de map zelf.")
        if path.stat().st_size > LARGEST:
            raise refused(name, "Dit bestand is veel te groot.", "Exporteer zonder geluid en beeld.")
        with path.open("rb") as file:
            start = file.read(512)
    except OSError:
        raise refused(name, "Dit bestand is niet te openen.", "Sluit het in andere programma's.") from None
    if not start.strip():
        raise refused(name, "Dit bestand is leeg.", "Exporteer het opnieuw.")
    return start
