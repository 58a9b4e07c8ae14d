"""What people are called in files that were imported, by the workbook in which they got their pseudonyms."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.contracts import workbooks
from pipeline.contracts.grids import Place, table_of
from pipeline.contracts.plain_text import plain
from pipeline.records import Record, records
from pipeline.sources.decisions import NO, PEOPLE, TAKE
from pipeline.sources.people import CASE, MAYBE, SAID, SPEAKER
from pipeline.sources.turns import answers, asks

_COLUMNS = ("Naam", "Gevonden als", "Persoon", TAKE)
# Whom people who speak are called after in place of a name.
_OF_OTHERS = frozenset(
    "moeder vader ouder man vrouw zoon dochter zus broer kind opa oma vriend vriendin tolk begeleider begeleidster "
    "hulpverlener mantelzorger spreker stem persoon iemand allen allemaal onbekend observator docent".split()
)


def called(path: Path, name: str) -> list[str]:
    """Give what people are called as the files have them, each once; nothing where there is no such workbook.

    Whoever asks or answers goes by that, and not by a name; what may be a speaker is one when it got a pseudonym that
    is not that of somebody else in the conversation.

    Parameters
    ----------
    path : pathlib.Path
        The workbook.
    name : str
        How problems name it.

    Raises
    ------
    InputError
        The workbook can't be read.
    """
    if not path.exists():
        return []
    with workbooks.opened(path, name) as book:
        if PEOPLE not in book.sheets or book.is_empty(PEOPLE):
            return []
        frame = table_of(book.grid(PEOPLE), Place(name, PEOPLE, letters=True), _COLUMNS).frame
    rows = records(frame.assign(**{title: "" for title in _COLUMNS if title not in frame}))
    return list(dict.fromkeys(_named(rows)))


def _named(rows: Sequence[Record]) -> Iterator[str]:
    for row in rows:
        document, _, own = plain(str(row["Naam"])).rpartition(": ")
        found = row["Gevonden als"]
        is_speaker = found in {SPEAKER, SAID} or (found == MAYBE and _is_somebody(row, document, rows))
        if found == CASE:
            own = plain(str(row["Naam"]))
        elif not (document and is_speaker):
            continue
        if own.casefold() not in _OF_OTHERS and not (asks(own) or answers(own) or own == row["Persoon"]):
            yield own


def _is_somebody(row: Record, document: str, rows: Sequence[Record]) -> bool:
    """Tell whether a name that stands in a text once got a pseudonym of its own."""
    others = {
        each["Persoon"]
        for each in rows
        if each is not row and (each["Naam"] == document or str(each["Naam"]).startswith(f"{document}: "))
    }
    return bool(row["Persoon"]) and row["Persoon"] not in others and row[TAKE] != NO
