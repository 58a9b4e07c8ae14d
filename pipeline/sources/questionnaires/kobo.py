"""Answers that KoboToolbox exported, with the form (XLSForm) they came from, or without it.

The form is read as the XLSForm specification has it: sheets `survey` and `choices`. In an export with «XML values and
headers» columns are called by name (with its groups, `groep/vraag`), and of a question with several answers there is a
column with all of them and one each (`vraag/antwoord`); with labels, by what was asked.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.contracts import workbooks
from pipeline.contracts.plain_text import heading
from pipeline.errors import refused
from pipeline.sources.questionnaires import guessing
from pipeline.sources.questionnaires.columns import Answers, Finder
from pipeline.sources.questionnaires.model import Form, Kind, Option, Question
from pipeline.sources.questionnaires.words import in_order, no_answer, without_markup

_MARKS = {"uuid", "submission_time"}
_SIMPLE: dict[str, Kind] = {"integer": "number", "decimal": "number", "range": "number", "text": "open"}
_ORDERS = ("begin_rank", "begin rank")
_SCORES = ("begin_score", "begin score")
Row = Mapping[str, str]


class Structure:
    """A form: the rows of its sheets, and its title.

    Parameters
    ----------
    file : str
        Its name.
    survey, choices : list of mapping
        The rows of the sheets of those names.
    title : str
        What it is called.
    """

    def __init__(self, file: str, survey: list[Row], choices: list[Row], title: str) -> None:
        self.file, self.survey, self.title = file, survey, title
        self._choices = choices

    def options(self, of: str) -> tuple[tuple[Option, ...], dict[str, str]]:
        """Give the answers of a list, and which of them stand for no answer."""
        rows = [row for row in self._choices if row.get("list_name", row.get("list name", "")) == of]
        missing: dict[str, str] = {}
        found = []
        for row in rows:
            label = label_of(row) or row["name"]
            if reason := no_answer(label):
                missing |= {row["name"]: reason, label: reason}
            else:
                found.append(Option(label, row["name"]))
        return tuple(found), missing


def label_of(row: Row) -> str:
    """Give the label of a row: without a language, in Dutch, or else the first."""
    labels = {name: text for name, text in row.items() if name == "label" or name.startswith("label::")}
    dutch = next((text for name, text in labels.items() if "nl" in name or "dutch" in name or "nederlands" in name), "")
    return without_markup(labels.get("label", "") or dutch or next(filter(None, labels.values()), ""))


def is_structure(top: Mapping[str, list[list[str]]]) -> bool:
    """Tell whether a workbook is a form, by the first rows of its sheets."""
    survey = next((rows for name, rows in top.items() if name.strip().casefold() == "survey"), [])
    return bool(survey) and {"type", "name"} <= {cell.strip().casefold() for cell in survey[0]}


def read_structure(path: Path) -> Structure:
    """Read a form.

    Raises
    ------
    InputError
        It is damaged, or its answers have no names.
    """
    with workbooks.opened(path, path.name) as book:
        sheets = {
            sheet.strip().casefold(): _rows(book.grid(sheet).rows) for sheet in book.sheets if not book.is_empty(sheet)
        }
    choices = sheets.get("choices", [])
    if choices and not ("name" in choices[0] and {"list_name", "list name"} & choices[0].keys()):
        what = "Op het blad choices ontbreekt de kolom list_name of name."
        raise refused(path.name, what, "Zet de kop terug, of exporteer het formulier opnieuw.")
    settings = sheets.get("settings", [])
    title = settings[0].get("form_title", "") if settings else ""
    return Structure(path.name, sheets.get("survey", []), choices, title)


def _rows(rows: "list[tuple[int, list[str]]]") -> list[Row]:
    names = [name.strip().casefold() for name in rows[0][1]]
    return [
        {name: (cells[at].strip() if at < len(cells) else "") for at, name in enumerate(names) if name}
        for _, cells in rows[1:]
    ]


def is_export(answers: Answers) -> bool:
    """Tell whether a file is answers of KoboToolbox: it has the columns that every such export ends with."""
    return answers.by_heading.keys() >= _MARKS and any(name.startswith("_") for name in answers.headings)


def fits(structure: Structure, answers: Answers) -> int:
    """Count the questions of a form of which a file has a column."""
    return len(list(_of_structure(structure, Finder(answers), answers)))


def form_of(answers: Answers, structure: Structure | None) -> Form:
    """Make a questionnaire of a file, by its form where there is one.

    Parameters
    ----------
    answers : Answers
        The file.
    structure : Structure or None
        The form.
    """
    find = Finder(answers)
    if structure is not None:
        asked = list(_of_structure(structure, find, answers))
        title = structure.title
    else:
        asked, title = list(_of_answers(answers)), ""
    respondent = _respondent(answers)
    used = {column for question in asked for column in question.read_from} | {respondent}
    ignored = tuple(name for name in answers.headings if name not in used)
    return Form("KoboToolbox", title, respondent, tuple(asked), ignored)


def _respondent(answers: Answers) -> str:
    return next((name for name in answers.headings if name in {"_id", "_uuid"}), "")


def _of_structure(structure: Structure, find: Finder, answers: Answers) -> Iterator[Question]:
    groups: list[str] = []
    inside: tuple[str, str, str] | None = None  # a ranking or a matrix that is open: its type, name and list
    places: list[str] = []
    for row in structure.survey:
        kind, _, rest = " ".join(row.get("type", "").split()).partition(" ")
        name = row.get("name", "")
        whole = row.get("type", "").strip()
        if whole in _ORDERS or whole in _SCORES:
            inside, places = (whole, name, row.get("kobo--rank-items", row.get("kobo--score-choices", ""))), []
            title = label_of(row)
        elif inside and kind == "rank__level":
            places.append(find(*_names([*groups, inside[1]], name, label_of(row))))
        elif inside and kind == "score__row":
            if column := find(*_names([*groups, inside[1]], name, label_of(row))):
                yield _listed(f"{inside[1]}_{name}", label_of(row) or name, column, structure, inside[2])
        elif inside and kind in {"end_rank", "end_score", "end"}:
            if inside[0] in _ORDERS and all(places) and places:
                options, _ = structure.options(inside[2])
                yield Question(inside[1], title or inside[1], "ranking", tuple(places), options)
            inside = None
        elif kind in {"begin_group", "begin_repeat"} or whole in {"begin group", "begin repeat"}:
            groups.append(name)
        elif kind in {"end_group", "end_repeat"} or whole in {"end group", "end repeat"}:
            groups = groups[:-1]
        elif column := find(*_names(groups, name, label_of(row))):
            yield from _question(kind, rest, name, label_of(row) or name, column, structure)


def _names(groups: list[str], name: str, label: str) -> tuple[str, ...]:
    return ("/".join([*groups, name]), name, label)


def _question(kind: str, rest: str, name: str, text: str, column: str, structure: Structure) -> Iterator[Question]:
    of = rest.removesuffix(" or_other").strip()
    if kind == "select_one":
        yield _listed(name, text, column, structure, of)
    elif kind in {"select_multiple", "rank"}:
        options, missing = structure.options(of)
        yield Question(name, text, "several" if kind == "select_multiple" else "ranking", (column,), options, missing)
    elif kind in _SIMPLE:
        yield Question(name, text, _SIMPLE[kind], (column,))


def _listed(name: str, text: str, column: str, structure: Structure, of: str) -> Question:
    options, missing = structure.options(of)
    steps = in_order(option.label for option in options)
    return Question(name, text, "likert" if steps else "choice", (column,), options, missing)


def _of_answers(answers: Answers) -> Iterator[Question]:
    """See what kind of question each column is; those with one answer of several are told by their slash."""
    several: dict[str, list[str]] = {}
    for name in answers.headings:
        stem, sign, _ = name.rpartition("/")
        if sign and stem in answers.headings:
            several.setdefault(stem, []).append(name)
    of_several = {column for columns in several.values() for column in columns}
    for name in answers.headings:
        if name in several:
            options = tuple(Option(each.rpartition("/")[2], each.rpartition("/")[2]) for each in several[name])
            yield Question(name, name, "several", (name,), options, guessed=True)
        elif name not in of_several and not name.startswith("_") and heading(name) not in _ABOUT:
            yield guessing.question(name, name, answers.texts(name), name)


_ABOUT = {"start", "end", "today", "deviceid", "username", "phonenumber", "audit", "simserial", "subscriberid"}
