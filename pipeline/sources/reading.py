"""Any file of coded conversations to the reader for what it is: by what is in it, not by what it is called."""

from pathlib import Path

from pipeline.contracts import archives
from pipeline.errors import InputError, Problem, refused
from pipeline.sources import as_read, sqlite_files
from pipeline.sources.model import Material
from pipeline.sources.qualcoder import is_qualcoder, read_qualcoder
from pipeline.sources.refi.project import read_project, read_xml
from pipeline.sources.sheets import read_table, read_workbook
from pipeline.sources.taguette import is_taguette, read_taguette
from pipeline.sources.transcripts import read_transcript
from pipeline.sources.word import read_word

_TEXTS, _TABLES = {".txt", ".vtt", ".srt", ".md"}, {".csv", ".tsv"}
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


_APPLE = {
    ".numbers": ("Dit is een bestand van Numbers.", "Exporteer het in Numbers naar Excel (.xlsx) of CSV."),
    ".pages": ("Dit is een bestand van Pages.", "Exporteer het in Pages naar Word (.docx)."),
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
    if told := _APPLE.get(path.suffix.casefold()):
        raise refused(path.name, *told)
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
    if start.startswith(_SQLITE):
        return _database(path)
    if start.startswith(as_read.START):
        return as_read.read(path)
    if path.suffix.casefold() in _TEXTS:
        return read_transcript(path)
    if path.suffix.casefold() in _TABLES:
        return read_table(path)
    if _is_xml(start):
        return read_xml(path)
    raise refused(path.name, "Dit bestand ken ik niet.", _EXPECTED)


def _archive(path: Path) -> Material:
    """Read an archive: a project, a Word or an Excel file."""
    with archives.opened(path, path.name, most=LARGEST * 10) as archive:
        inside = [name.casefold() for name in archive.namelist()]
    folders = {name.partition("/")[0] for name in inside}
    if any(name.endswith(".qde") for name in inside):
        return read_project(path)
    if "word" in folders:
        return read_word(path)
    if "xl" in folders:
        return read_workbook(path)
    if any(name.endswith("data.qda") for name in inside):
        what = "Dit is een ingepakt QualCoder-project."
        raise refused(path.name, what, "Pak het uit, en noem de map die op .qda eindigt.")
    if "mimetype" in folders:
        mend = "Open het in LibreOffice en bewaar het als .docx of .xlsx."
        raise refused(path.name, "Dit is een OpenDocument-bestand.", mend)
    if path.suffix.casefold() == ".zip":
        mend = "Pak het uit en noem de bestanden die erin staan."
        raise refused(path.name, "Dit is een ingepakt bestand (zip), zonder project van REFI-QDA.", mend)
    return read_project(path)


def _database(path: Path) -> Material:
    """Read a database: of QualCoder or Taguette, or refuse that of another program."""
    with sqlite_files.opened(path, path.name) as base:
        if is_qualcoder(base):
            return read_qualcoder(path, base)
        if is_taguette(base):
            return read_taguette(path, base)
    raise refused(path.name, "Dit is een database van een ander programma.", _EXPECTED)


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
