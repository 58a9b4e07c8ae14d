"""Files of surveys to what reads them, by what is in them; and the structure of a questionnaire to its answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.contracts.encodings import NotTextError, decode
from pipeline.contracts.plain_text import heading
from pipeline.errors import InputError, Problem, refused
from pipeline.sources.questionnaires import columns, kobo, limesurvey, limesurvey_structure, qualtrics, spss, web_forms
from pipeline.sources.questionnaires.columns import Answers
from pipeline.sources.questionnaires.model import Form
from pipeline.sources.questionnaires.repeated import Twice, repeated
from pipeline.sources.sheets import is_quotations

_SPSS = (".sav", ".zsav")
_TABLES = (".csv", ".xlsx")
# Fewer columns or rows than these are no survey, but a table of something else.
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3
Structure = limesurvey_structure.Structure | kobo.Structure


@dataclass(frozen=True)
class Export:
    """A file with answers as a questionnaire, the file with its structure, if one came with it, and who is in it twice.

    Of SPSS only the questionnaire is read; `check` looks at who is in it twice.
    """

    path: Path
    form: Form
    structure: Path | None
    twice: tuple[Twice, ...] = ()


def is_structure(path: Path) -> bool:
    """Tell whether a file is the structure of a questionnaire, of LimeSurvey or as XLSForm."""
    kind = path.suffix.casefold()
    if kind == ".lss":
        return True
    if kind in {".txt", ".tsv"}:
        return limesurvey_structure.is_tsv(_text(path))
    return kind == ".xlsx" and kobo.is_structure(columns.top(path, 1))


def is_answers(path: Path, fewest: int = _FEWEST_ROWS) -> bool:
    """Tell whether a file is answers to a survey: of SPSS, or a table that has no quotations with codes in it.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    fewest : int
        How many rows a table has at least: beside the structure of a questionnaire one will do.
    """
    kind = path.suffix.casefold()
    if kind in _SPSS:
        return True
    if kind not in _TABLES:
        return False
    tops = columns.top(path, fewest + 1)
    if any(is_quotations(rows[0]) for rows in tops.values() if rows):
        return False
    return any(
        len(rows) > fewest and sum(map(bool, rows[0])) >= _FEWEST_COLUMNS and all(map(any, rows))
        for rows in tops.values()
    )


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes()).text
    except (NotTextError, OSError):
        return ""


def read_all(paths: Sequence[Path]) -> list[Export]:
    """Read files of surveys, each structure with the answers that fit it.

    Parameters
    ----------
    paths : sequence of pathlib.Path
        Files of which `is_structure` or `is_answers` holds.

    Raises
    ------
    InputError
        What is wrong with each that can't be read, and each structure that no answers fit.
    """
    problems: list[Problem] = []
    structures: dict[Path, Structure] = {}
    tables: dict[Path, Answers | None] = {}
    for path in paths:
        try:
            if is_structure(path):
                structures[path] = _structure(path)
            else:
                tables[path] = None if path.suffix.casefold() in _SPSS else columns.read(path)
        except InputError as error:
            problems += error.problems
    found = []
    own = _fitting({path: answers for path, answers in tables.items() if answers is not None}, structures)
    for path, answers in tables.items():
        try:
            form = spss.form_of(path) if answers is None else _form(answers, structures.get(own.get(path, path)))
        except InputError as error:
            problems += error.problems
            continue
        people = form.people or (len(answers.frame) if answers is not None else 0)
        found.append(Export(path, replace(form, people=people), own.get(path), _twice(form, answers)))
    used = set(own.values())
    for path in structures:
        if path not in used and not problems:
            what = "Bij deze structuur zijn geen antwoorden genoemd die erbij passen."
            mend = "Noem in dezelfde opdracht het bestand met de antwoorden (.csv of .xlsx)."
            problems += refused(path.name, what, mend).problems
    if problems:
        raise InputError(problems)
    return found


def _twice(form: Form, answers: Answers | None) -> tuple[Twice, ...]:
    if answers is None or answers.rows is None:
        return ()
    asked = [column for question in form.questions for column in question.read_from]
    own = [column for question in form.questions if question.kind == "open" for column in question.columns]
    return tuple(repeated(answers.frame, answers.rows, asked, own))


def headings_of(path: Path) -> set[str]:
    """Give the headings of a file with answers as they are compared; none where it can't be read."""
    if path.suffix.casefold() in _SPSS:
        try:
            found = spss.form_of(path).columns
        except InputError:
            return set()
        return {heading(name) for name in found}
    return {heading(name) for rows in columns.top(path, 1).values() for name in rows[0] if name}


def _structure(path: Path) -> Structure:
    if path.suffix.casefold() == ".xlsx":
        return kobo.read_structure(path)
    if path.suffix.casefold() == ".lss":
        return limesurvey_structure.read_lss(path)
    return limesurvey_structure.read_tsv(path, _text(path))


def _fitting(tables: dict[Path, Answers], structures: dict[Path, Structure]) -> dict[Path, Path]:
    """Give files with answers the structure that they fit best; each structure is of the file that fits it best."""
    found: dict[Path, Path] = {}
    for structure, each in structures.items():
        fits = {path: _fit(each, answers) for path, answers in tables.items() if path not in found}
        best = max(fits, key=lambda path: fits[path], default=None)
        if best is not None and fits[best]:
            found[best] = structure
    return found


def _fit(structure: Structure, answers: Answers) -> int:
    return (
        kobo.fits(structure, answers) if isinstance(structure, kobo.Structure) else limesurvey.fits(structure, answers)
    )


def _form(answers: Answers, structure: Structure | None) -> Form:
    if isinstance(structure, limesurvey_structure.Structure):
        return limesurvey.form_of(structure, answers)
    if structure is not None or kobo.is_export(answers):
        return kobo.form_of(answers, structure)
    if qualtrics.is_export(answers):
        return qualtrics.form_of(answers)
    if limesurvey.is_export(answers):
        return web_forms.form_of(answers, "LimeSurvey, zonder structuur")
    return web_forms.form_of(answers, web_forms.program_of(answers) or "tabel met antwoorden")
