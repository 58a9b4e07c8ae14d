"""What people are called in files that were imported: by these files, and by a workbook of before that still has it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.contracts import workbooks
from pipeline.contracts.grids import Place, table_of
from pipeline.contracts.imported_files import CAME_IN
from pipeline.contracts.plain_text import plain
from pipeline.records import Record, records
from pipeline.sources import reading
from pipeline.sources.conversations import who_speaks
from pipeline.sources.decisions import NO, PEOPLE, TAKE
from pipeline.sources.model import Document
from pipeline.sources.people import CASE, MAYBE, NOBODY, SAID, SPEAKER, Somebody
from pipeline.sources.pseudonyms import CODE_LIKE, IN_LABEL, OF_OTHERS
from pipeline.sources.turns import answers, asks

_COLUMNS = ("Naam", "Gevonden als", "Persoon", TAKE)


def called(workbook: Path, name: str) -> list[str]:
    """Give what people are called as files have them, each once; nothing where nothing was imported.

    Whoever asks or answers goes by that, and not by a name; what may be a speaker is one unless somebody decided that
    it is not: that they got the pseudonym of somebody else in the conversation, or do not count.

    Parameters
    ----------
    workbook : pathlib.Path
        The workbook with what was decided, beside which the files are.
    name : str
        How problems name it.

    Raises
    ------
    InputError
        The workbook or a file can't be read.
    """
    rows = _rows(workbook, name)
    nobody = {plain(str(row["Naam"])) for row in rows if row["Gevonden als"] == NOBODY}
    return list(dict.fromkeys([*_named(rows), *_in_files(workbook.parent / CAME_IN, nobody)]))


def names_in(workbook: Path, name: str) -> list[str]:
    """Give the names of people that a workbook with what was decided still has; the arguments are those of `called`."""
    return list(_named(_rows(workbook, name)))


def _in_files(folder: Path, nobody: set[str]) -> Iterator[str]:
    paths = [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.is_dir() else []
    for document, who in who_speaks(reading.read_all(sorted(paths)), {}, ())[2] if paths else ():
        for somebody in who.people:
            if somebody.name not in nobody and (own := _name(somebody, document)):
                yield own


def _name(somebody: Somebody, document: Document) -> str:
    """Give the name of somebody in a document; empty where they have none but that of what they do there."""
    own = somebody.name.removeprefix(f"{document.name}: ")
    if own == document.name and somebody.found != CASE:
        return ""
    return "" if own.casefold() in OF_OTHERS or asks(own) or answers(own) or CODE_LIKE.fullmatch(own) else own


def _rows(path: Path, name: str) -> list[Record]:
    if not path.exists():
        return []
    with workbooks.opened(path, name) as book:
        if PEOPLE not in book.sheets or book.is_empty(PEOPLE):
            return []
        frame = table_of(book.grid(PEOPLE), Place(name, PEOPLE, letters=True), _COLUMNS).frame
    return records(frame.assign(**{title: "" for title in _COLUMNS if title not in frame}))


def _named(rows: Sequence[Record]) -> Iterator[str]:
    for row in rows:
        document, _, own = plain(str(row["Naam"])).rpartition(": ")
        found = row["Gevonden als"]
        is_speaker = found in {SPEAKER, SAID} or (found == MAYBE and _is_somebody(row, document, rows))
        if found == CASE:
            own = plain(str(row["Naam"]))
        elif not (document and is_speaker):
            continue
        of_nobody = own.casefold() in OF_OTHERS or asks(own) or answers(own) or IN_LABEL.fullmatch(own)
        if not of_nobody and own != row["Persoon"]:
            yield own


def _is_somebody(row: Record, document: str, rows: Sequence[Record]) -> bool:
    """Tell whether a name that stands in a text once got a pseudonym of its own."""
    others = {
        each["Persoon"]
        for each in rows
        if each is not row and (each["Naam"] == document or str(each["Naam"]).startswith(f"{document}: "))
    }
    return bool(row["Persoon"]) and row["Persoon"] not in others and row[TAKE] != NO
