"""A questionnaire of another tool as rows of `enquetes/vragenlijsten.xlsx`, with what only people can say left open."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.contracts.plain_text import heading, plain
from pipeline.contracts.rules import IDENTIFIER
from pipeline.phases.surveys.answers.files import BY_TOOLS
from pipeline.phases.surveys.answers.form_tables import (
    ABOUT,
    ANSWERS,
    IGNORED,
    ITEMS,
    KINDS,
    PERSON,
    SURVEYS,
    UNIT,
    VOICE,
)
from pipeline.sources.questionnaires.model import Form, Option, Question
from pipeline.sources.questionnaires.words import key

_LONGEST = 24
_KINDS = {english: dutch for dutch, english in KINDS.items()}
_WITH_OPTIONS = {"likert", "choice", "several", "ranking"}


@dataclass(frozen=True)
class Row:
    """A row of one of the sheets: its cells by the name of the column, and which of them wait for somebody."""

    cells: Mapping[str, str]
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True)
class Groups:
    """What a round has people in: ids by each of their names, of voices, of units and of each attribute by its id."""

    voices: Mapping[str, str]
    units: Mapping[str, str]
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


def rows_of(form: Form, survey: str, label: str, groups: Groups) -> dict[str, list[Row]]:
    """Propose a questionnaire.

    Parameters
    ----------
    form : Form
        What the tool says of it.
    survey, label : str
        Its name in the round, and what its file is called: what it is called itself, where the tool does not say.
    groups : Groups
        What the round has people in; a question of which all answers are such groups says of each who they are.

    Returns
    -------
    dict of str to list of Row
        By sheet.
    """
    about = list(_about(form, groups))
    said = {cells["says"] for _, cells in about}
    asked_of = {question for question, _ in about if question is not None}
    found: dict[str, list[Row]] = {ABOUT: [], ITEMS: [], ANSWERS: []}
    own = {"survey": survey}
    title = plain(form.title)
    waits = ["selection", *(() if title else ("label",)), *(() if VOICE in said else ("voice",))]
    found[SURVEYS] = [Row(own | {"label": title or plain(label) or survey}, tuple(waits))]
    found[ABOUT] = [Row(own | cells) for _, cells in about]
    found[ABOUT] += [
        Row(own | {"column": name, "says": IGNORED}) for name in form.ignored if heading(name) not in BY_TOOLS
    ]
    names, scales = set[str](), dict[tuple[Option, ...], str]()
    for number, question in enumerate(form.questions, 1):
        if question.name in asked_of:
            continue
        usable = _usable(question)
        name = _name(usable.name, number, names)
        row, answers = _item(usable, name, scales)
        found[ITEMS].append(Row(own | row, _waiting(usable)))
        found[ANSWERS] += [Row(own | each) for each in answers]
    return found


def _about(form: Form, groups: Groups) -> Iterator[tuple[str | None, dict[str, str]]]:
    """Give the columns that say something of who answered; with the question that it is, if it is one."""
    if form.respondent:
        yield None, {"column": form.respondent, "says": PERSON}
    kinds = {VOICE: groups.voices, UNIT: groups.units, **groups.attributes}
    for question in form.questions:
        if question.kind not in {"choice", "likert"} or len(question.columns) != 1:
            continue
        for says, known in list(kinds.items()):
            by_label = heading(groups.labels.get(says, says)) in {heading(question.text), heading(question.name)}
            ids = {option: known.get(_key(option.label)) for option in question.options}
            if not ids or not all(ids.values()) or (len(ids) < 2 and not by_label):
                continue
            del kinds[says]
            yield question.name, {"column": question.columns[0], "says": says, "values": _values(ids)}
            break


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _values(ids: Mapping[Option, str | None]) -> str:
    pairs = {text: str(own) for option, own in ids.items() for text in (option.code, option.label) if text != own}
    if any(":" in text or ";" in text for text in pairs):
        return ""
    return "; ".join(f"{text}: {own}" for text, own in pairs.items() if text)


def _usable(question: Question) -> Question:
    """Give a question as it can be read: of one that has no two answers, the words are read as they are."""
    enough = len(question.options) > 1 or question.kind not in _WITH_OPTIONS
    if enough or not question.columns:
        return question
    return Question(question.name, question.text, "open", question.columns, missing=question.missing, guessed=True)


def _name(text: str, number: int, taken: set[str]) -> str:
    """Give a question a short name of its own: its code, or where that is a whole sentence, a number."""
    short = re.sub(r"[^A-Za-z0-9_]+", "_", text).strip("_")
    if not IDENTIFIER.holds(short) or len(short) > _LONGEST or " " in text.strip():
        short = f"v{number}"
    name, again = short, 1
    while name.casefold() in taken:
        again += 1
        name = f"{short}_{again}"
    taken.add(name.casefold())
    return name


def _item(
    question: Question, name: str, scales: dict[tuple[Option, ...], str]
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Give the row of a question, and those of its answers where no question before had the same."""
    row = {
        "id": name,
        "column": "; ".join(question.columns),
        "label": plain(question.text) or name,
        "kind": _KINDS[question.kind],
        "missing": _missing(question.missing),
    }
    for end, value in (("lowest", question.lowest), ("highest", question.highest)):
        if value is not None:
            row[end] = f"{value:g}"
    answers: list[dict[str, str]] = []
    if question.kind in _WITH_OPTIONS:
        options = tuple(_each_once(question.options))
        if options not in scales:
            scales[options] = f"schaal_{name}" if name.casefold() in KINDS else name
            # A code that is the words themselves says nothing; but a number can be both, and another place in the list.
            words = all(option.code == option.label and not option.code.isdecimal() for option in options)
            answers = [_answer(option, scales[options], with_code=not words) for option in options]
        row["scale"] = scales[options]
    return row, answers


def _answer(option: Option, scale: str, *, with_code: bool) -> dict[str, str]:
    row = {"scale": scale, "label": option.label}
    if option.column:
        return row | {"column": option.column}
    return row | {"code": option.code} if with_code and option.code else row


def _each_once(options: Collection[Option]) -> Iterator[Option]:
    """Give answers that nobody can mix up: of two with the same words the second says its code too.

    Those that differ in capitals alone, as people type them, are one answer: that is how they are read.
    """
    seen, typed = set[str](), set[tuple[str, str, str]]()
    for option in options:
        label = plain(option.label) or option.code
        same = (key(label), key(option.code), option.column)
        if same in typed:
            continue
        typed.add(same)
        if label.casefold() in seen:
            label = f"{label} ({option.code or option.column})"
        seen.add(label.casefold())
        yield Option(label, plain(option.code), option.column)


def _missing(missing: Mapping[str, str]) -> str:
    return "; ".join(f"{code}: {why}" for code, why in missing.items() if not set(":;") & set(code))


def _waiting(question: Question) -> tuple[str, ...]:
    """Say which cells only people can fill: what a question is about, and which end is good news."""
    kind = ("kind",) if question.guessed else ()
    if question.kind in {"open", "ranking"}:
        return kind
    end = "norm" if question.kind in {"mark", "number"} else "favourable"
    return (*kind, "question", "aspect", end)
