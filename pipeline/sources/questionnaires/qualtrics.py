"""Answers that Qualtrics exported: three rows above them, with names, questions and its own names as JSON.

Columns of one question have one ImportId with a choiceId, or end in the same way (`Q2_1`, `Q2_2`); which kind that is,
the answers tell. With numbers instead of words for answers the words are not in the file.
"""

import json
import re
from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from pipeline.sources.questionnaires import guessing
from pipeline.sources.questionnaires.columns import Answers
from pipeline.sources.questionnaires.model import Form, Option, Question
from pipeline.sources.questionnaires.words import without_markup

_ROWS = 3
_NUMBERED = re.compile(r"^(?P<question>.+?)_(?P<number>\d+)$")
_RESPONDENT = "_recordId"
_OF_A_QUESTION = re.compile(r"^QID\d+")
# In which order something was shown, how long a page took: about the filling in.
_ABOUT = re.compile(r"_DO(_.*)?$|_(FIRST|LAST)_CLICK$|_PAGE_SUBMIT$|_CLICK_COUNT$")


class _Column(NamedTuple):
    name: str
    text: str
    own: str


def is_export(answers: Answers) -> bool:
    """Tell whether a file has the three rows of Qualtrics above its answers."""
    return _with_names(answers) is not None


def _with_names(answers: Answers) -> int | None:
    """Give the row that has Qualtrics' own names."""
    for number, row in enumerate(answers.frame.head(_ROWS).itertuples(index=False)):
        if any(isinstance(cell, str) and cell.startswith('{"ImportId"') for cell in row):
            return number
    return None


def form_of(answers: Answers) -> Form:
    """Make a questionnaire of a file.

    Parameters
    ----------
    answers : Answers
        The file.
    """
    at = _with_names(answers)
    assert at is not None
    texts = answers.frame.iloc[0] if at else dict.fromkeys(answers.headings, "")
    columns = [
        _Column(name, without_markup(str(texts[name])), _own(answers.frame[name].iloc[at])) for name in answers.headings
    ]
    below = Answers(answers.file, answers.frame.iloc[at + 1 :].reset_index(drop=True))
    respondent = next((each.name for each in columns if each.own == _RESPONDENT), "")
    asked = [each for each in columns if _OF_A_QUESTION.match(each.own) and not _ABOUT.search(each.name)]
    questions = [question for group in _groups(asked, below) for question in _questions(group, below)]
    used = {column for question in questions for column in question.read_from} | {respondent}
    ignored = tuple(each.name for each in columns if each.name not in used)
    return Form("Qualtrics", "", respondent, tuple(questions), ignored, len(below.frame))


def _own(cell: object) -> str:
    try:
        return str(json.loads(str(cell)).get("ImportId", ""))
    except (ValueError, AttributeError):
        return ""


def _groups(columns: list[_Column], below: Answers) -> list[list[_Column]]:
    """Put columns of one question together, in the order of the file; own words beside an answer stand alone."""
    found: dict[str, list[_Column]] = {}
    for each in columns:
        numbered = _NUMBERED.match(each.name)
        name = numbered["question"] if numbered and not each.name.endswith("_TEXT") else each.name
        found.setdefault(name, []).append(each)
    return list(found.values())


def _questions(group: list[_Column], below: Answers) -> list[Question]:
    """Make of columns of one question one with several answers or an order, or else a question of each."""
    name = _NUMBERED.sub(r"\g<question>", group[0].name)
    stem, _ = _apart(group[0].text)
    texts = {each.name: below.texts(each.name) for each in group}
    if len(group) > 1 and all(len(own) <= 1 for own in texts.values()):
        options = tuple(
            Option(_apart(each.text)[1] or next(iter(texts[each.name]), each.name), "", each.name) for each in group
        )
        return [Question(name, stem, "several", (), options, guessed=True)]
    if len(group) > 2 and _is_order(group, below):
        options = tuple(Option(_apart(each.text)[1] or each.name, "", each.name) for each in group)
        return [Question(name, stem, "ranking", (), options, guessed=True)]
    if len(group) == 1:
        only = group[0]
        row = _apart(only.text)[1] if _NUMBERED.match(only.name) else ""
        return [guessing.question(only.name, row or only.text or name, texts[only.name], only.name)]
    together = Counter[str]()
    for own in texts.values():
        together.update(own)
    # Rows of one matrix have one scale, also where in some row nobody chose an end of it.
    scale = guessing.question(name, stem, together, group[0].name)
    return [
        replace(scale, name=each.name, text=_apart(each.text)[1] or each.text, columns=(each.name,)) for each in group
    ]


def _apart(text: str) -> tuple[str, str]:
    """Take what was asked and the answer or row of a column apart: Qualtrics puts ` - ` between them."""
    stem, sign, rest = text.rpartition(" - ")
    return (stem, rest) if sign else (text, "")


def _is_order(group: list[_Column], below: Answers) -> bool:
    """Tell whether everybody who answered gave each place at most once."""
    places = {str(number) for number in range(1, len(group) + 1)}
    rows = [
        [text for text in row if text] for row in below.frame[[each.name for each in group]].itertuples(index=False)
    ]
    filled = [row for row in rows if row]
    return bool(filled) and all(set(row) <= places and len(set(row)) == len(row) for row in filled)
