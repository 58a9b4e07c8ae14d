"""What somebody answered to the questions of an audit, in the marked workbook beside the table."""

from collections.abc import Mapping
from pathlib import Path

from pipeline.contracts import workbooks
from pipeline.contracts.grids import ROW, Place, table_of
from pipeline.contracts.respondents import YES_NO
from pipeline.errors import InputError, Problem, refused

QUESTIONS = "Vragen klankbord"
SHEET, QUESTION, IF_YES, ANSWER = "Blad", "Vraag", "Als u ja zegt", "Ja of nee"
_MARKED = " - nagekeken"
_MEANT = {"j": "ja", "y": "ja", "yes": "ja", "n": "nee", "no": "nee"} | {answer: answer for answer in YES_NO}


def marked_beside(path: Path) -> Path:
    """Say where the marked workbook of a table stands.

    Raises
    ------
    InputError
        The table is itself such a workbook.
    """
    if path.stem.endswith(_MARKED):
        own = path.stem.removesuffix(_MARKED)
        raise refused(path.name, "Dit is het nagekeken exemplaar.", f"Laat het bestand {own} zelf nakijken.")
    return path.with_name(f"{path.stem}{_MARKED}.xlsx")


def answers_in(path: Path) -> Mapping[tuple[str, str], str]:
    """Read what somebody answered.

    Parameters
    ----------
    path : pathlib.Path
        The marked workbook; it need not be there.

    Returns
    -------
    mapping of (str, str) to str
        ``ja`` or ``nee`` by sheet and question.

    Raises
    ------
    InputError
        An answer is something else.
    """
    if not path.is_file():
        return {}
    with workbooks.opened(path, path.name) as book:
        if QUESTIONS not in book.sheets or book.is_empty(QUESTIONS):
            return {}
        place = Place(path.name, sheet=QUESTIONS, letters=True)
        read = table_of(book.grid(QUESTIONS), place, (SHEET, QUESTION, IF_YES, ANSWER))
    found, wrong = {}, list(read.problems)
    for row in read.frame.to_dict("records"):
        given = str(row.get(ANSWER, "")).strip()
        if given and given.casefold() not in _MEANT:
            problem = Problem("", int(row[ROW]), ANSWER, given, "Dit is geen antwoord.", "Kies ja of nee.")
            wrong.append(read.place.of(problem))
        elif given:
            found[str(row.get(SHEET, "")), str(row[QUESTION])] = _MEANT[given.casefold()]
    if wrong:
        raise InputError(wrong)
    return found
