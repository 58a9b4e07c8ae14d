"""Questionnaires in `enquetes/vragenlijsten.xlsx`: read as what YAML would say, each mistake in its cell."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline import yaml_files
from pipeline.codebook import Codebook
from pipeline.contracts.grids import ROW, Place
from pipeline.contracts.reading import read_workbook
from pipeline.contracts.references import reference_problems
from pipeline.contracts.rules import rules_for
from pipeline.contracts.validation import complete, problems_in
from pipeline.errors import InputError, Problem, choose, suggest
from pipeline.phases.surveys.answers.form_tables import (
    ABOUT,
    ANSWERS,
    ENDS,
    FORM_TABLES,
    IGNORED,
    ITEMS,
    KINDS,
    PERSON,
    SURVEYS,
    UNIT,
    VOICE,
)
from pipeline.phases.surveys.answers.questionnaire import Questionnaire
from pipeline.records import Record, names_in, records

_BY_NAME = {table.name: table for table in FORM_TABLES}
_ABOUT = {PERSON: "respondent", VOICE: "voice", UNIT: "unit"}
# What fields of YAML are called on the sheets: advice names what people see.
_TITLES = {
    column.name: column.title
    for table in FORM_TABLES
    for column in table.columns
    if column.name in {"scale", "favourable", "unfavourable", "reversed", "norm", "lowest", "highest", "missing"}
    or column.name in {"measure", "invited", "population", "linked", "set", "kind", "earlier"}
}
_WORDS = {
    **_TITLES,
    **{english: dutch for dutch, english in (KINDS | ENDS).items()},
    "columns": "Kolom in het bestand",
    "items": ITEMS,
}


@dataclass(frozen=True)
class Form:
    """A questionnaire, what problems name as its file, and what gives a problem in it its place."""

    questionnaire: Questionnaire
    file: str
    placed: Callable[[Problem], Problem] = lambda problem: problem

    @property
    def no_answer(self) -> str:
        """Say where a code is put that stands for no answer."""
        where = f"Geen antwoord op het blad {ITEMS}" if self._typed else "missing"
        return f"Staat het voor geen antwoord, zet het dan in {self._name} bij {where}."

    @property
    def new_answer(self) -> str:
        """Say where an answer is put that the questionnaire does not have yet."""
        where = f"op het blad {ANSWERS}" if self._typed else "bij scale"
        return f"Kon men dit antwoorden, voeg het dan in {self._name} {where} toe, op zijn plaats in de volgorde."

    @property
    def new_column(self) -> str:
        """Say where a column is put that the questionnaire does not have."""
        if self._typed:
            where = f"op het blad {ITEMS}, of met {IGNORED} op het blad {ABOUT} als hij niet nodig is"
        else:
            where = "bij items, of bij columns.ignore als hij niet nodig is"
        return f"Zet hem in {self._name} {where}."

    @property
    def _name(self) -> str:
        return self.file.rpartition("/")[2]

    @property
    def _typed(self) -> bool:
        """Whether it is in the workbook."""
        return self.file.casefold().endswith(".xlsx")


@dataclass
class _Sheets:
    """The rows of the workbook, with where they stand."""

    file: str
    rows: dict[str, list[Record]]
    places: Mapping[str, Place]
    problems: list[Problem] = field(default_factory=list)

    def of(self, sheet: str, survey: str) -> list[Record]:
        """Give the rows of a sheet that are of one survey."""
        return [row for row in self.rows.get(sheet, []) if row["survey"] == survey]

    def problem(self, sheet: str, row: Record, column: str, what: str, mend: str) -> Problem:
        told = Problem(self.file, int(row[ROW]), column, str(row.get(column, "")), what, mend)
        return self.places[sheet].of(told)


def forms_in(path: Path, file: str, codebook: Codebook | None) -> dict[str, Form]:
    """Read the questionnaires of a workbook, by the name of their survey.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    file : str
        How problems name it.
    codebook : Codebook or None
        The round's; None when it could not be read: what refers to it is then not judged.

    Raises
    ------
    InputError
        All that is wrong in it.
    """
    reading = read_workbook(path, file, FORM_TABLES, _BY_NAME)
    frames = {name: frame for name, frame in reading.frames.items() if name not in reading.waiting}
    names = {name: reading.places[name].name for name in frames}
    rules = rules_for(codebook, ())
    problems = [
        problem
        for name, frame in frames.items()
        for problem in problems_in(frame, _BY_NAME[name], rules, names[name], reading.places[name].titles)
    ]
    problems += reference_problems(frames, reading.partial, _BY_NAME, names)
    if wrong := [*reading.problems, *reading.told(problems)]:
        raise InputError(wrong)
    rows = {name: records(complete(frame, _BY_NAME[name])) for name, frame in frames.items()}
    sheets = _Sheets(file, rows, reading.places)
    found = {}
    for row in rows.get(SURVEYS, []):
        try:
            found[row["survey"]] = _form(row, sheets)
        except InputError as error:
            sheets.problems += error.problems
    if sheets.problems:
        raise InputError(sheets.problems)
    return found


def _form(survey: Record, sheets: _Sheets) -> Form:
    placed = _Placed(survey, sheets)
    content = _content(survey, sheets)
    try:
        return Form(yaml_files.fitted(content, Questionnaire, sheets.file), sheets.file, placed)
    except InputError as error:
        raise InputError(map(placed, error.problems)) from None


@dataclass(frozen=True)
class _Placed:
    """Gives a problem with a questionnaire its cell, in the words of the sheets."""

    survey: Record
    sheets: _Sheets

    def __call__(self, problem: Problem) -> Problem:
        if problem.file != self.sheets.file:
            return problem
        sheet, row, column = self._at([*problem.column.split("."), "", ""], problem.value)
        value = problem.value
        if sheet == ITEMS and row is not None and not column and (found := _FIELDS.search(_without_id(problem.mend))):
            # What does not go together in a question: where the first that is named stands.
            column, value = found[0], str(row[found[0]])
        what, mend = (_in_words(text) for text in (problem.what, problem.mend))
        told = replace(
            problem, row=None if row is None else int(row[ROW]), column=column, value=value, what=what, mend=mend
        )
        return self.sheets.places[sheet].of(told)

    def _at(self, field: list[str], value: str) -> tuple[str, Record | None, str]:
        """Find what a field of a questionnaire is on the sheets: sheet, row and column."""
        name = self.survey["survey"]
        if field[0] == "items":
            rows = self.sheets.of(ITEMS, name)
            by_name = {row["id"]: row for row in rows} | {str(number): row for number, row in enumerate(rows)}
            if field[1] not in by_name:
                return SURVEYS, self.survey, ""
            row = by_name[field[1]]
            of_answers = [each for each in self.sheets.of(ANSWERS, name) if each["scale"] == row["scale"]]
            if field[2] == "scale" and of_answers:
                return ANSWERS, of_answers[0], "code"
            if field[2] or not value:
                return ITEMS, row, field[2] if field[2] in _BY_NAME[ITEMS].by_name else ""
            # A column of the file that is not there: the item's own, or that of one of its answers.
            named = next((each for each in of_answers if each["column"] == value), None)
            return (ANSWERS, named, "column") if named else (ITEMS, row, "column" if row["column"] else "id")
        if field[0] == "columns":
            about = {english: word for word, english in _ABOUT.items()}.get(field[1], field[1])
            for row in self.sheets.of(ABOUT, name):
                if row["says"] in {about, field[2]} or (field[1] == "attributes" and row["says"] == value):
                    return ABOUT, row, "says" if field[1] == "attributes" else "column"
            return SURVEYS, self.survey, ""
        return SURVEYS, self.survey, field[0] if field[0] in _BY_NAME[SURVEYS].by_name else ""


_FIELDS = re.compile(rf"\b({'|'.join(_BY_NAME[ITEMS].by_name)})\b")


def _without_id(text: str) -> str:
    """Leave out the question that a text begins with: it may be called as a field is."""
    return text.partition(": ")[2]


def _in_words(text: str) -> str:
    """Put the headings of the sheets for the fields of YAML in a text."""
    return re.sub(r"\b(" + "|".join(map(re.escape, _WORDS)) + r")\b", lambda found: _WORDS[found[1]], text)


def _content(survey: Record, sheets: _Sheets) -> dict[str, Any]:
    """Give what a questionnaire in YAML would say."""
    name = survey["survey"]
    return _filled(
        {
            "label": survey["label"],
            "date": survey["date"],
            "selection": survey["selection"],
            "invited": _invited(survey, sheets),
            "population": int(survey["population"]) if survey["population"] else None,
            "linked": survey["linked"] == "ja",
            "voice": survey["voice"],
            "columns": _columns(name, sheets),
            "missing": _codes(SURVEYS, survey, "missing", sheets),
        }
    ) | {"items": [_item(row, sheets) for row in sheets.of(ITEMS, name)]}


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty: a questionnaire says what that means."""
    return {name: value for name, value in fields.items() if value or value == 0}


def _invited(survey: Record, sheets: _Sheets) -> int | dict[str, int] | None:
    text = str(survey["invited"])
    if text.isdecimal():
        return int(text)
    found = dict(_pairs(text))
    if text and not (found and all(number.isdecimal() for number in found.values())):
        mend = "Vul een getal in, of per stem: bewoners: 300; klanten: 100."
        sheets.problems.append(sheets.problem(SURVEYS, survey, "invited", "Dit is geen aantal.", mend))
        return None
    return {voice: int(number) for voice, number in found.items()} or None


def _columns(name: str, sheets: _Sheets) -> dict[str, Any]:
    """Give the columns about who answered."""
    found: dict[str, Any] = {}
    for row in sheets.of(ABOUT, name):
        values = _codes(ABOUT, row, "values", sheets)
        known = {"column": row["column"], **({"values": values} if values else {})}
        if row["says"] == IGNORED:
            found["ignore"] = (*found.get("ignore", ()), row["column"])
        elif row["says"] in found or row["says"] in found.get("attributes", {}) or _ABOUT.get(row["says"]) in found:
            what, mend = "Dit staat al bij een andere kolom.", "Haal een van beide weg."
            sheets.problems.append(sheets.problem(ABOUT, row, "says", what, mend))
        elif row["says"] == PERSON:
            found["respondent"] = row["column"]
        elif row["says"] in _ABOUT:
            found[_ABOUT[row["says"]]] = known
        else:
            found.setdefault("attributes", {})[row["says"]] = known
    return found


def _item(row: Record, sheets: _Sheets) -> dict[str, Any]:
    """Give a question of a questionnaire."""
    numbers = {name: _number(row, name, sheets) for name in ("norm", "lowest", "highest")}
    return _filled(
        {
            "id": row["id"],
            "label": row["label"],
            "kind": KINDS[row["kind"]],
            **_columns_of(row),
            "separator": row["separator"],
            "set": row["set"],
            "reversed": row["reversed"] == "ja",
            "missing": _codes(ITEMS, row, "missing", sheets),
            "question": row["question"],
            "aspect": row["aspect"],
            "favourable": _sides(row, "favourable", sheets),
            "unfavourable": _sides(row, "unfavourable", sheets),
            "measure": row["measure"],
            "earlier": row["earlier"],
            "earlier_when": row["earlier_when"],
            **numbers,
            **_answers(row, sheets),
        }
    )


def _columns_of(row: Record) -> dict[str, Any]:
    """Give the column with the answers; of an order there may be one a place."""
    names = names_in(row["column"])
    if KINDS[row["kind"]] == "ranking" and len(names) > 1:
        return {"places": tuple(names)}
    return {"column": row["column"]}


def _answers(row: Record, sheets: _Sheets) -> dict[str, dict[str, str]]:
    """Give the answers that could be given: by code, or where each has a column of its own by that."""
    if not row["scale"]:
        return {}
    own = [each for each in sheets.of(ANSWERS, row["survey"]) if each["scale"] == row["scale"]]
    if not own:
        known = {each["scale"] for each in sheets.of(ANSWERS, row["survey"])}
        mend = f"{suggest(row['scale'], known)} Een nieuwe zet u op het blad {ANSWERS}."
        sheets.problems.append(sheets.problem(ITEMS, row, "scale", "Deze schaal heeft geen antwoorden.", mend))
        return {}
    if all(each["column"] for each in own):
        return {"columns": {each["label"]: each["column"] for each in own}}
    for each in own:
        if each["column"]:
            what = "Bij dit antwoord staat een kolom, en bij andere antwoorden van deze schaal niet."
            mend = "Vul de kolom bij elk antwoord in, of bij geen enkel."
            sheets.problems.append(sheets.problem(ANSWERS, each, "column", what, mend))
    codes = [each["code"] or str(number) for number, each in enumerate(own, 1)]
    for each, code in zip(own, codes, strict=True):
        if [each.casefold() for each in codes].count(code.casefold()) > 1:
            what = "Deze code staat er bij deze schaal twee keer; hoofdletters maken geen verschil."
            sheets.problems.append(sheets.problem(ANSWERS, each, "code", what, "Geef elk antwoord een eigen code."))
    return {"scale": {code: each["label"] for code, each in zip(codes, own, strict=True)}}


def _sides(row: Record, name: str, sheets: _Sheets) -> tuple[str, ...]:
    """Give the end of the scale that is good news, or the answers that are; tell what is neither."""
    parts = names_in(row[name])
    if len(parts) == 1 and (end := ENDS.get(parts[0].casefold(), parts[0])) in ENDS.values():
        return (end,)
    own = [each for each in sheets.of(ANSWERS, row["survey"]) if each["scale"] == row["scale"]]
    answers = [each["label"] for each in own]
    by_end = row["kind"] in {"stelling", "cijfer", "getal"}
    codes = (each["code"] or str(number) for number, each in enumerate(own, 1))
    known = {text.casefold() for text in (*answers, *codes)}
    strange = [part for part in parts if by_end or part.casefold() not in known]
    if not strange or not (by_end or answers) or (by_end and name == "unfavourable"):
        return parts  # what else is wrong with it, the questionnaire tells
    what = "Dit is geen eind van de schaal." if by_end else f"Dit is geen antwoord van deze vraag: {strange[0]}."
    sheets.problems.append(sheets.problem(ITEMS, row, name, what, choose(strange[0], ENDS if by_end else answers)))
    return ()


def _number(row: Record, name: str, sheets: _Sheets) -> float | None:
    text = str(row[name]).replace(",", ".")
    if not text:
        return None
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text)
    sheets.problems.append(sheets.problem(ITEMS, row, name, "Dit is geen getal.", "Vul een getal in, zoals 7 of 7,5."))
    return None


def _codes(sheet: str, row: Record, name: str, sheets: _Sheets) -> dict[str, str]:
    """Read codes with what each means."""
    parts = names_in(row[name])
    found = dict(_pairs(str(row[name])))
    if len(found) != len(parts):
        what, mend = (
            "Dit is niet te lezen als codes.",
            "Schrijf elke code één keer, met wat zij betekent: 1: jong; 2: oud.",
        )
        sheets.problems.append(sheets.problem(sheet, row, name, what, mend))
    return found


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split(";"):
        code, sign, meaning = part.partition(":")
        if sign and code.strip() and meaning.strip():
            yield code.strip(), meaning.strip()
