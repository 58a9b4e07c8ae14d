"""The folder `enquetes/` of a round: each survey with its questionnaire, as answers and as rows of tables."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.contracts.folders import Asked, FromFolder, files_of
from pipeline.contracts.grids import ROW, ReadTable
from pipeline.contracts.kept import Kept
from pipeline.contracts.plain_text import heading
from pipeline.contracts.provenance import COLLECTED, SYNTHETIC
from pipeline.errors import InputError, Problem, choose, nearest
from pipeline.phases.surveys.answers.coding import Cells, code
from pipeline.phases.surveys.answers.files import BY_TOOLS, READABLE, STRUCTURES, read_answers
from pipeline.phases.surveys.answers.form_tables import WORKBOOK
from pipeline.phases.surveys.answers.form_workbook import Form
from pipeline.phases.surveys.answers.forms import (
    NAME,
    YAML,
    attributes_of,
    problems_of_file,
    problems_of_form,
    typed_in,
)
from pipeline.phases.surveys.answers.misfits import misfits
from pipeline.phases.surveys.answers.partial_forms import read_form
from pipeline.phases.surveys.answers.questionnaire import Known, Questionnaire
from pipeline.phases.surveys.answers.screening import notices
from pipeline.phases.surveys.answers.survey import Survey
from pipeline.sources.questionnaires.repeated import Twice, repeated


def read(asked: Asked) -> FromFolder:
    """Read every survey of a round; what is wrong in one stops none of the others from being checked."""
    folder = asked.folder / "enquetes"
    problems: list[Problem] = []
    notices: list[Problem] = []
    surveys: list[Survey] = []
    unknown = set[str]()
    book = next((path for path in files_of(folder) if path.name.casefold() == f"{WORKBOOK}.xlsx"), None)
    files = [path for path in files_of(folder) if path != book and path.name != STRUCTURES]
    answers = {path.stem: path for path in files if path.suffix.casefold() in READABLE}
    forms = {path.stem: path for path in files if path.suffix.casefold() in YAML}
    typed, wrong, told = typed_in(book, answers, forms, asked)
    problems += wrong
    notices += told
    for path in files:
        problems += problems_of_file(path, answers, forms.keys() | typed.keys(), asked, whole=not wrong)
    for name, path in answers.items():
        if name not in {*forms, *typed} or not NAME.fullmatch(name):
            continue
        form = typed.get(name)
        if form is None:
            questionnaire, wrong_in_it = read_form(forms[name], asked.project.root, path.name)
            problems += wrong_in_it
            if questionnaire is None:
                continue
            form = Form(questionnaire, asked.project.name(forms[name]))
        problems += map(form.placed, problems_of_form(form.questionnaire, form.file, asked))
        problems += map(form.placed, attributes_of(form.questionnaire, form.file, asked, unknown))
        try:
            survey, odd = _survey(path, form, asked)
        except InputError as error:
            problems += map(form.placed, error.problems)
            continue
        notices += odd
        surveys.append(survey)
    if problems:
        return FromFolder({}, (), tuple(problems), tuple(notices))
    tables = {"survey_waves": _waves(surveys, asked), "questionnaire_items": _items(surveys, asked)}
    return FromFolder(tables, tuple(surveys), (), tuple(notices))


def _survey(path: Path, given: Form, asked: Asked) -> tuple[Survey, list[Problem]]:
    """Read one survey; give also what is only told.

    Raises
    ------
    InputError
        All that is wrong in its answers: also in the other columns, where one is missing.
    """
    name, form, form_name = asked.project.name(path), given.questionnaire, given.file
    items = [column for item in form.items for column in item.read_from]
    named = (*form.people.values(), *items)
    read_ = read_answers(path, name, (*named, *form.columns.ignore), Kept.of(asked.project, asked.round_id))
    read_ = _without_unread(read_, named)
    problems = [*read_.problems, *_of_columns(read_, given, named)]
    if read_.frame.empty:
        raise InputError([Problem(name, None, "", "", "Er staan geen antwoorden in.", "Vul het bestand.")])
    columns = {column.casefold(): found for found in read_.frame.columns for column in _names(found, named)}
    cells = Cells(read_.frame, read_.place, columns, form.missing, given.new_answer, given.no_answer)
    there = {column.casefold() for column in columns}
    items_there = [item for item in form.items if there >= {column.casefold() for column in item.read_from}]
    misfit = list(misfits(items_there, cells, form_name))
    problems += [told for _, told in misfit]
    apart = {item.id for of_scale, _ in misfit for item in of_scale}
    answers = {item.id: code(item, cells) for item in items_there if item.id not in apart}
    people = _people(form, cells, asked) if there >= {name.casefold() for name in form.people.values()} else None
    as_read = {(problem.row, problem.column) for problem in problems}
    wrong = [problem for problem in cells.problems if (problem.row, problem.column) not in as_read]
    problems += sorted(wrong, key=lambda problem: (problem.row or 0, problem.column))
    if problems or people is None:
        raise InputError(problems)
    survey = Survey(path.stem, name, form, people, answers, _twice(form, cells))
    if of_all := _too_many(survey):
        raise InputError([Problem(form_name, None, "invited", "", *of_all)])
    return survey, [*read_.notices, *map(given.placed, notices(survey, given, asked))]


def _twice(form: Questionnaire, cells: Cells) -> tuple[Twice, ...]:
    """Find who may have filled it in twice: also what people say of themselves is equal then."""
    named = [name for about, name in form.people.items() if about != "respondent"]
    named += [name for item in form.items for name in item.read_from]
    own_words = [name for item in form.items if item.kind == "open" for name in item.read_from]
    columns, own = ([cells.columns[name.casefold()] for name in names] for names in (named, own_words))
    return tuple(repeated(cells.frame, cells.frame[ROW], columns, own))


def _without_unread(read_: ReadTable, named: Collection[str]) -> ReadTable:
    """Leave out what is told of cells in columns that nobody reads, such as the times that a tool adds."""
    asked = {heading(column) for column in named}

    def matters(problem: Problem) -> bool:
        return problem.row in {None, read_.place.heading} or not problem.column or heading(problem.column) in asked

    return replace(
        read_, problems=tuple(filter(matters, read_.problems)), notices=tuple(filter(matters, read_.notices))
    )


def _names(found: str, named: Collection[str]) -> list[str]:
    """Give the names in the questionnaire of a column of the file, whatever their case."""
    return [name for name in named if name.casefold() == found.casefold() or heading(name) == heading(found)]


def _of_columns(read_: ReadTable, given: Form, named: Collection[str]) -> Iterator[Problem]:
    """Tell columns that the questionnaire does not name, and those that it names and the file does not have.

    The file is as a tool made it: a name that is in none of its headings is mended in the questionnaire.
    """
    form = given.questionnaire
    there = [column for column in read_.frame.columns if column != ROW]
    headings = {heading(column) for column in there}
    ignored = {heading(column) for column in form.columns.ignore}
    known = {heading(column) for column in named}
    lacking = [column for column in named if heading(column) not in headings]
    unknown = [column for column in there if heading(column) not in known | ignored | BY_TOOLS]
    # Beside the column with all that somebody chose, KoboToolbox has one for each answer.
    several = {heading(item.read_from[0]) for item in form.items if item.kind == "several" and not item.columns}
    unknown = [column for column in unknown if "/" not in column or heading(column.partition("/")[0]) not in several]
    for column in lacking:
        near = nearest(column, unknown) or (unknown[0] if len(unknown) == len(lacking) == 1 else "")
        unknown = [other for other in unknown if other != near]
        mend = f"Bedoelde u «{near}»?" if near else "Neem de naam over uit het bestand, of haal hem hier weg."
        what = f"Deze kolom staat niet in {read_.place.file.rpartition('/')[2]}."
        yield Problem(given.file, None, _named_at(form, column), column, what, mend)
    for column in unknown:
        yield read_.place.of(Problem("", 1, column, "", "Deze kolom staat niet in de vragenlijst.", given.new_column))


def _named_at(form: Questionnaire, column: str) -> str:
    """Say where a questionnaire names a column."""
    items = (f"items.{item.id}" for item in form.items if column in item.read_from)
    about = (f"columns.{name}" for name, own in form.people.items() if own == column)
    return [*items, *about, "items"][0]


def _people(form: Questionnaire, cells: Cells, asked: Asked) -> pd.DataFrame:
    """Give who answered: a row a respondent, in the order of the file."""
    rows = len(cells.frame)
    columns: dict[str, Any] = {}
    if form.columns.respondent:
        columns["respondent"] = _respondents(form, cells, asked)
    else:
        columns["respondent"] = [str(row) for row in cells.frame[ROW]]
    own = _of_the_round(columns["respondent"], asked) if form.linked else {}
    book, round_ = asked.codebook, asked.round
    voices = {voice.id: voice.id for voice in book.voices} | {v.label: v.id for v in book.voices} if book else None
    if form.columns.voice:
        what = "Deze stem bestaat niet."
        columns["voice"] = _told(form.columns.voice, cells, voices, what, needed=True)
    else:
        columns["voice"] = [form.voice] * rows if form.voice else own.get("voice", [""] * rows)
    units = _units(asked)
    if form.columns.unit:
        columns["unit"] = _told(form.columns.unit, cells, units, "Dit onderdeel bestaat niet.")
    else:
        columns["unit"] = [(units or {}).get(text, text) for text in own.get("unit", [""] * rows)]
    values = {each.id: each.values for each in round_.attributes} if round_ else {}
    for name, about in form.columns.attributes.items():
        allowed = {value: value for value in values.get(name, ())} or None
        columns[name] = _told(about, cells, allowed, f"Deze waarde heeft het kenmerk {name} niet.")
    columns |= {name: found for name, found in own.items() if name not in columns}
    return pd.DataFrame(columns, dtype="str")


def _respondents(form: Questionnaire, cells: Cells, asked: Asked) -> list[str]:
    """Give who each row is; who is there twice, or unknown to the round where it should know them, is told."""
    column = form.columns.respondent
    name = cells.columns[column.casefold()]
    given = list(cells.frame[name])
    known = asked.frames.get("respondents") if form.linked else None
    first = {}
    if known is not None and "alias_of" in known:
        first = {row: other for row, other in zip(known["respondent_id"], known["alias_of"], strict=True) if other}
    seen: dict[str, int] = {}
    for row, text in zip(cells.frame[ROW], given, strict=True):
        person = first.get(text, text)
        found = ("Hier staat niet wie dit is.", "Vul de naam of het nummer van de deelnemer in.") if not text else None
        if text and person in seen:
            again = f"Deze deelnemer staat ook in rij {seen[person]}."
            found = (again, "Haal een van beide rijen weg, of geef elke deelnemer een eigen nummer.")
        elif text and form.linked and (known is None or text not in set(known["respondent_id"])):
            ids = [] if known is None else list(known["respondent_id"])
            found = ("Deze deelnemer staat niet in respondents.", choose(text, ids))
        if found:
            cells.problems.append(cells.place.of(Problem("", int(row), name, text, *found)))
        seen.setdefault(person, int(row))
    return [first.get(text, text) for text in given]


def _of_the_round(people: list[str], asked: Asked) -> dict[str, list[str]]:
    """Give what the round keeps of its own respondents: voice, unit and attributes."""
    known = asked.frames.get("respondents")
    if known is None or asked.round is None:
        return {}
    rows = known.set_index("respondent_id")
    wanted = ["voice", "unit", *(each.id for each in asked.round.attributes)]
    return {
        name: [str(rows[name].get(person, "")) for person in people]
        for name in wanted
        if name in rows and rows.index.is_unique
    }


def _units(asked: Asked) -> dict[str, str] | None:
    """Give the units by their id, label and other spellings; None when the round has no such table."""
    units = asked.frames.get("units")
    if units is None:
        return None
    found: dict[str, str] = {}
    for row in units.to_dict("records"):
        aliases = [name.strip() for name in str(row.get("aliases", "")).split(";")]
        found |= {name: row["unit_id"] for name in (row["unit_id"], row.get("label", ""), *aliases) if name}
    return found


def _told(about: Known, cells: Cells, known: Mapping[str, str] | None, what: str, *, needed: bool = False) -> list[str]:
    """Read a column about who answered, by what its values stand for; with `known`, only those can stand there."""
    places, texts = cells.texts(about.column)
    stand_for = {text.casefold(): value for text, value in about.values.items()}
    by_text = None if known is None else {name.casefold(): value for name, value in known.items()}
    found, wrong = [], {}
    for at, text in enumerate(texts):
        value = stand_for.get(text.casefold(), text)
        said = value if by_text is None else by_text.get(value.casefold(), "")
        if (value and not said) or (needed and not value):
            wrong[at] = (text, what if value else "Deze cel is leeg.", choose(value, set((known or {}).values())))
        found.append(said)
    cells.wrong(about.column, places, wrong)
    return [found[place] for place in places]


def _too_many(survey: Survey) -> tuple[str, str] | None:
    people = {voice: survey.groups["voice", voice] for voice in survey.voices if isinstance(survey.form.invited, dict)}
    for voice, own in {"": survey.took_part, **people}.items():
        persons, asked = int(own.sum()), survey.invited(voice)
        if asked is None or persons <= asked:
            continue
        if voice:
            what = f"Van de stem {voice} deden er meer mensen mee ({persons}) dan er zijn gevraagd ({asked})."
            return what, "Controleer beide aantallen."
        return f"Er deden meer mensen mee ({persons}) dan er zijn gevraagd ({asked}).", "Controleer beide aantallen."
    return None


def _provenance(survey: Survey, asked: Asked) -> str:
    if survey.form.provenance:
        return survey.form.provenance
    return SYNTHETIC if asked.round is not None and asked.round.synthetic else COLLECTED


def _waves(surveys: list[Survey], asked: Asked) -> pd.DataFrame:
    """Give the rows of `survey_waves`: a survey is a source for each voice that answered it."""
    rows = []
    for survey in surveys:
        counts = Counter(survey.people["voice"][survey.took_part])
        for voice in survey.voices:
            invited = survey.invited(voice)
            rows.append(
                {
                    "source_id": survey.source(voice),
                    "label": survey.form.label,
                    "voice": voice,
                    "persons": str(counts[voice]),
                    "invited": "" if invited is None else str(invited),
                    "selection": survey.form.selection,
                    "date": survey.form.date,
                    "document": "",
                    "locator": "",
                    "provenance": _provenance(survey, asked),
                    "remark": "",
                }
            )
    return pd.DataFrame(rows, dtype="str")


def _items(surveys: list[Survey], asked: Asked) -> pd.DataFrame:
    """Give the rows of `questionnaire_items`: an item, and those of one voice who answered it."""
    rows = []
    for survey in surveys:
        for voice in survey.voices:
            of_voice = survey.groups["voice", voice]
            for item in survey.form.items:
                rows.append(
                    {
                        "item_id": f"{survey.source(voice)}_{item.id}",
                        "source": survey.source(voice),
                        "survey": survey.id,
                        "item": item.id,
                        "label": item.label,
                        "kind": item.kind,
                        "n": str(int((survey.answers[item.id].given & of_voice).sum())),
                        "question": item.question,
                        "aspect": item.aspect,
                        "provenance": _provenance(survey, asked),
                        "remark": "",
                    }
                )
    return pd.DataFrame(rows, dtype="str")
