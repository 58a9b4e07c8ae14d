"""What the researchers answer: `answers.xlsx`, a row for each remark that asks for an answer, which they fill in.

What they typed is theirs: the table is only ever added to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.codebook import Codebook
from pipeline.contracts.grids import column_letter
from pipeline.dutch import when
from pipeline.errors import InputError, Problem, refused, suggest
from pipeline.review.excel import spreadsheets
from pipeline.review.excel.added_rows import NewRow, with_rows
from pipeline.review.excel.shown import turned
from pipeline.review.excel.spreadsheets import Headed
from pipeline.review.handling import wanting
from pipeline.review.model import ANSWERS, DUTCH, Answer, Handled, Judgement, Remark, RemarkKind, Reviewer, moment
from pipeline.review.store import Review, folder
from pipeline.rounds import NO_GROUP, Panel, Project

if TYPE_CHECKING:
    from openpyxl import Workbook

FILE, SHEET = "answers.xlsx", "Antwoorden"
NUMBER, ANSWER, WHY = "Nummer", "Antwoord", "Waarom"
# Columns in the order in which a new workbook has them, with their widths; the consultant may move them.
_WIDTHS = {
    **{NUMBER: 14, "Groep": 18, "Wie": 20, "Rol": 22, "Waarover": 26},
    **{"Tekst toen": 50, "Wat er gezegd is": 60, ANSWER: 20, WHY: 50, "Gezegd op": 20},
}
_SAID_ON = "Gezegd op"
_LAPSED = "vervallen"
_CHOICES = {label: handled for handled, label in ANSWERS.items()}
_OFFERED = (*(label for handled, label in ANSWERS.items() if handled is not Handled.OPEN), _LAPSED)
_SAID = {
    RemarkKind.JUDGEMENT.value: "{}",
    RemarkKind.COMMENT.value: "{}",
    RemarkKind.INSERTION.value: "Wil erbij: «{}»",
    RemarkKind.DELETION.value: "Wil eruit: «{}»",
    RemarkKind.REWRITTEN.value: "Herschreef het tot: «{}»",
}
_MANY = 5_000  # rows that have a drop-down list
_CELLS = 400_000  # our own file: as many remarks as ever came in must fit
_LOWEST = 1_000_000  # a sheet ends at 1,048,576
_ROOM = 3  # lines in a row, so that there is room for an answer


def path_of(project: Project, round_id: str) -> Path:
    """Give the file of answers of a round."""
    return folder(project, round_id) / FILE


def read(path: Path, name: str, known: Iterable[str]) -> dict[str, Answer]:
    """Read the answers given so far; none when there is no file yet.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.
    known : iterable of str
        Ids of the remarks there are.

    Returns
    -------
    dict of str to Answer
        Answers by the id of the remark, without those not given yet.

    Raises
    ------
    InputError
        Every mistake in it.
    """
    if not path.exists():
        return {}
    found = _answers_sheet(spreadsheets.opened(path, name, most=_CELLS), name)
    answers: dict[str, Answer] = {}
    first: dict[str, int] = {}
    problems: list[Problem] = []
    ids = set(known)
    for row in found.rows:
        number, said, why = (spreadsheets.text_of(found.cell(row, column)) for column in (NUMBER, ANSWER, WHY))
        wrong = _problems_of_row(found, row, name, ids)
        problems += wrong
        if wrong or spreadsheets.plain(said) in {"", _LAPSED, ANSWERS[Handled.OPEN]}:
            continue
        answer = Answer(_CHOICES[spreadsheets.plain(said)], why, row)
        if answers.setdefault(number, answer) != answer:
            what = f"Deze opmerking heeft in rij {first[number]} een ander antwoord."
            problems.append(Problem(name, row, NUMBER, number, what, "Laat één van de twee rijen staan."))
        first.setdefault(number, row)
    if problems:
        raise InputError(_in_cell(problem, found) for problem in problems)
    return answers


def _in_cell(problem: Problem, found: Headed) -> Problem:
    """Give a mistake in a row with its sheet and cell."""
    cell = found.cell(problem.row or found.heading, problem.column)
    return replace(problem, sheet=found.sheet.title, cell=cell.coordinate)


def _problems_of_row(found: Headed, row: int, file: str, known: set[str]) -> list[Problem]:
    """List what is wrong with one row; a row in which nobody answered anything can't be wrong."""
    cells = {column: found.cell(row, column) for column in (NUMBER, ANSWER, WHY)}
    number, said, why = (spreadsheets.text_of(cell) for cell in cells.values())
    computed = [
        Problem(file, row, column, str(cell.value), "Dit is een formule en geen tekst.", "Typ de tekst zelf in.")
        for column, cell in cells.items()
        if spreadsheets.is_formula(cell)
    ]
    chosen = spreadsheets.plain(said)
    if computed or not (said or why) or chosen == _LAPSED:
        return computed
    kind = turned(cells[WHY].value)
    if kind:
        what = f"Excel maakte een {kind} van wat hier is getypt."
        return [Problem(file, row, WHY, why, what, "Typ het opnieuw, met een ' ervoor: dan blijft het tekst.")]
    if number not in known:
        what = "Dit is geen nummer van een opmerking." if number else "Hier staat een antwoord zonder nummer."
        mend = f"{suggest(number, known)} Hoort het antwoord nergens meer bij, kies dan «{_LAPSED}»."
        return [Problem(file, row, NUMBER, number, what, mend)]
    if not said:
        what, mend = "Hier staat waarom, maar geen antwoord.", f"Kies uit: {', '.join(_OFFERED)}."
        return [Problem(file, row, ANSWER, "", what, mend)]
    if chosen not in _CHOICES:
        return [Problem(file, row, ANSWER, said, "Dit antwoord bestaat niet.", suggest(chosen, _OFFERED))]
    if not why and _CHOICES[chosen] in {Handled.PARTLY, Handled.NOT}:
        mend = "Schrijf in gewone taal waarom; degene die het zei, leest het terug."
        return [Problem(file, row, WHY, "", "Bij dit antwoord hoort een reden.", mend)]
    return []


def extend(
    path: Path, name: str, review: Review, book: Codebook, panels: Iterable[Panel], titles: Mapping[str, str]
) -> tuple[bytes, int, int] | None:
    """Prepare the file with a row for each remark that asks for an answer and has none yet.

    Parameters
    ----------
    path : pathlib.Path
        The file; it need not be there.
    name : str
        How problems name it.
    review : Review
        What was said.
    book : Codebook
        For the names of roles.
    panels : iterable of Panel
        For the names of groups.
    titles : mapping of str to str
        What to call the places in the report, by their id.

    Returns
    -------
    (bytes, int, int) or None
        The file as it is to be written, the number of new rows, and of rows that are hidden since they have an answer;
        None when there is nothing to add. What is there stays, byte for byte but for the sheet itself: also
        discussions, pictures and what else people add to a file. No row changes its place: notes and formulas go by it.
        So that what is new comes first, rows with an answer are hidden when new ones come, and the newest is on top.

    Raises
    ------
    InputError
        The file that is there can't be read.
    """
    workbook = spreadsheets.opened(path, name, most=_CELLS) if path.exists() else _new()
    found = _answers_sheet(workbook, name)
    there = {spreadsheets.text_of(found.cell(row, NUMBER)): row for row in found.rows}
    groups = {panel.id: panel.label for panel in (NO_GROUP, *panels)}
    if (last := max(found.rows, default=found.heading)) >= _LOWEST:
        what = "Zo ver onderaan is geen plaats meer voor nieuwe opmerkingen."
        raise InputError([Problem(name, last, "", "", what, "Zet wat in deze rij staat hoger, of haal het weg.")])
    rows: list[NewRow] = []
    filled: dict[tuple[int, int], str] = {}
    if _SAID_ON not in found.columns:  # made before there was such a column
        at = max((cell for cells in spreadsheets.filled(found.sheet).values() for cell in cells), default=0) + 1
        found = replace(found, columns={**found.columns, _SAID_ON: at})
        filled[found.heading, at - 1] = _SAID_ON
    for remark in sorted(wanting(review), key=lambda remark: moment(remark.said_at), reverse=True):
        person = review.reviewers.get(remark.reviewer, Reviewer(remark.reviewer))
        group, role = groups.get(person.panel, ""), book.labels.get(person.role, "")
        if remark.id in there:
            known = {"Groep": group, "Rol": role, _SAID_ON: _said_on(remark)}
            filled |= _known_later(found, there[remark.id], known)
            continue
        cells = (remark.id, group, remark.reviewer, role, titles.get(remark.place, remark.place), remark.seen)
        texts = (*cells, in_words(remark), "", "", _said_on(remark))
        rows.append(_row(found, dict(zip(_WIDTHS, texts, strict=True))))
    if not rows and filled.keys() <= {(found.heading, found.columns[_SAID_ON] - 1)}:
        return None
    answered = [row for row in found.rows if rows and _is_answered(found, row, name, set(there))]
    before = path.read_bytes() if path.exists() else spreadsheets.content_of(workbook)
    sheet = found.sheet.title
    new = [row for row in answered if not found.sheet.row_dimensions[row].hidden]
    return with_rows(before, name, {sheet: rows}, {sheet: filled}, {sheet: new}), len(rows), len(new)


def _said_on(remark: Remark) -> str:
    """Give the day on which something was said, in words; empty where that is not known."""
    return when(remark.said_at[:10]) if moment(remark.said_at).year > 1 else ""


def _is_answered(found: Headed, row: int, name: str, known: set[str]) -> bool:
    """Tell whether a row needs nothing any more: its answer is there, and there is no mistake in it."""
    said = spreadsheets.plain(spreadsheets.text_of(found.cell(row, ANSWER)))
    return said not in {"", ANSWERS[Handled.OPEN]} and not _problems_of_row(found, row, name, known)


def _row(found: Headed, texts: Mapping[str, str]) -> NewRow:
    """Give a row with these texts, by the heading of their column, as far as the sheet has it."""
    placed = {found.columns[column]: text for column, text in texts.items() if column in found.columns}
    high = spreadsheets.height(found.sheet, {column_letter(at - 1): text for at, text in placed.items()}, _ROOM)
    return NewRow({at - 1: text for at, text in placed.items()}, height=high)


def in_words(remark: Remark) -> str:
    """Say in Dutch what somebody said."""
    label = DUTCH[Judgement(remark.judgement)] if remark.judgement else ""
    judgement = f"{label}{' ' if label.endswith('…') else '. '}" if label else ""
    return (judgement + _SAID[remark.kind].format(remark.comment)).strip()


def _known_later(found: Headed, row: int, texts: Mapping[str, str]) -> dict[tuple[int, int], str]:
    """Give the cells that are empty still: somebody's role or group may become known later."""
    return {
        (row, found.columns[column] - 1): text
        for column, text in texts.items()
        if text and column in found.columns and not spreadsheets.text_of(found.cell(row, column))
    }


def _answers_sheet(workbook: "Workbook", name: str) -> Headed:
    """Find the sheet with answers."""
    found = spreadsheets.headed(workbook, {NUMBER, ANSWER, WHY}, _WIDTHS)
    if found:
        return found[0]
    what = f"De kolommen {NUMBER}, {ANSWER} en {WHY} ontbreken."
    mend = "Zet de kopjes terug zoals ze waren; de volgorde is vrij."
    raise refused(name, what, mend)


def _new() -> "Workbook":
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = SHEET
    spreadsheets.with_headings(sheet, _WIDTHS, "B2")
    letter = get_column_letter(list(_WIDTHS).index(ANSWER) + 1)
    prompt = f"Bij «{ANSWERS[Handled.PARTLY]}» en «{ANSWERS[Handled.NOT]}» hoort een reden."
    cells = f"{letter}2:{letter}{_MANY}"
    spreadsheets.choose_from(sheet, cells, f'"{",".join(_OFFERED)}"', ANSWER, prompt)
    return workbook
