"""Answers that LimeSurvey exported, with the structure of the questionnaire: in codes or in full, by code or by text.

How columns are called is told in the LimeSurvey manual («Export responses»): by the code of a question (`V1`,
`V2[SQ001]`), by its text, or by both (`V1. Hoe gaat het?`).
"""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.sources.questionnaires.columns import Answers, Finder
from pipeline.sources.questionnaires.limesurvey_structure import Asked, Part, Structure
from pipeline.sources.questionnaires.model import Form, Kind, Option, Question
from pipeline.sources.questionnaires.words import in_order, no_answer

OTHER = "-oth-"
# What LimeSurvey has as answers of its own types, by the letter: codes with words in Dutch and in English.
_FIXED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "5": tuple((str(step), str(step), str(step)) for step in range(1, 6)),
    "A": tuple((str(step), str(step), str(step)) for step in range(1, 6)),
    "B": tuple((str(step), str(step), str(step)) for step in range(1, 11)),
    "C": (("N", "Nee", "No"), ("U", "Onzeker", "Uncertain"), ("Y", "Ja", "Yes")),
    "E": (("D", "Afname", "Decrease"), ("S", "Hetzelfde", "Same"), ("I", "Toename", "Increase")),
    "G": (("F", "Vrouw", "Female"), ("M", "Man", "Male")),
    "Y": (("Y", "Ja", "Yes"), ("N", "Nee", "No")),
}
_LISTS, _ARRAYS, _STEPS = "L!OYG", "FHABCE", "5ABCE"
_TEXTS, _NUMBERS = "STU", "N"
_RESPONDENT = ("id", "response id", "antwoord id", "antwoord-id", "reactie id", "respons id")
_MARKS = {"submitdate", "lastpage", "startlanguage"}


def is_export(answers: Answers) -> bool:
    """Tell whether a file is answers of LimeSurvey by codes: it has the columns that every such export has."""
    return answers.by_heading.keys() >= _MARKS


def form_of(structure: Structure, answers: Answers) -> Form:
    """Put a structure and a file of answers together.

    Parameters
    ----------
    structure : Structure
        The questionnaire.
    answers : Answers
        The file.
    """
    work = _Work(structure, answers, Finder(answers))
    respondent = work.find(*_RESPONDENT)
    asked = [question for each in structure.questions for question in _questions(each, work)]
    return Form("LimeSurvey", structure.title, respondent, tuple(asked), tuple(work.find.left))


def fits(structure: Structure, answers: Answers) -> int:
    """Count the questions of a structure of which a file has a column."""
    work = _Work(structure, answers, Finder(answers))
    return sum(bool(list(_questions(each, work))) for each in structure.questions)


class _Work(NamedTuple):
    """What questions are read from."""

    structure: Structure
    answers: Answers
    find: Finder

    @property
    def dutch(self) -> bool:
        return self.structure.language.startswith("nl")

    @property
    def other(self) -> str:
        """What LimeSurvey calls an answer of somebody's own."""
        return "Anders" if self.dutch else "Other"


def _names(asked: Asked, *parts: Part) -> list[str]:
    """Give the headings that a column may have."""
    code, text = asked.code, asked.text
    for part in parts:
        code, text = f"{code}[{part.code}]", f"{text} [{part.text}]"
    place = f"{asked.place}{''.join(part.code for part in parts)}" if asked.place else ""
    both = [f"{code}. {text}", f"{code} {text}"]
    own = [asked.code + "".join(f"_{part.code}" for part in parts)]
    return [code, *own, *both, text, place]


def _questions(asked: Asked, work: _Work) -> Iterator[Question]:
    if asked.kind in _LISTS or asked.kind == "5":
        yield from _one(asked, work)
    elif asked.kind in _ARRAYS:
        for part in asked.parts:
            if column := work.find(*_names(asked, part)):
                yield _scale(f"{asked.code}_{part.code}", part.text or asked.text, column, asked, work)
    elif asked.kind == "1":
        for part in asked.parts:
            for number, scale in enumerate(("0", "1"), 1):
                names = (f"{asked.code}[{part.code}][{number}]", f"{asked.code}[{part.code}#{scale}]")
                if column := work.find(*names, f"{asked.code}_{part.code}#{scale}"):
                    name = f"{asked.code}_{part.code}_{number}"
                    yield _scale(name, part.text, column, asked, work, scale)
    elif asked.kind in "MP":
        yield from _several(asked, work)
    elif asked.kind == "R":
        yield from _ranking(asked, work)
    elif asked.kind in "KQ":
        for part in asked.parts:
            if column := work.find(*_names(asked, part)):
                kind: Kind = "number" if asked.kind == "K" else "open"
                yield Question(f"{asked.code}_{part.code}", f"{asked.text} {part.text}".strip(), kind, (column,))
    elif asked.kind in _TEXTS + _NUMBERS and (column := work.find(*_names(asked))):
        yield Question(asked.code, asked.text, "number" if asked.kind in _NUMBERS else "open", (column,))
    # Texts, dates, files and equations are no questions with an answer to count.


def _one(asked: Asked, work: _Work) -> Iterator[Question]:
    """Give a question with one answer, and what was written beside it."""
    if column := work.find(*_names(asked)):
        yield _scale(asked.code, asked.text, column, asked, work)
    if asked.other and (column := work.find(*_names(asked, Part("other", work.other)))):
        yield Question(f"{asked.code}_other", f"{asked.text} (anders)", "open", (column,))
    if asked.kind == "O" and (column := work.find(*_names(asked, Part("comment", "Opmerking")))):
        yield Question(f"{asked.code}_comment", f"{asked.text} (toelichting)", "open", (column,))


def _scale(name: str, text: str, column: str, asked: Asked, work: _Work, scale: str = "0") -> Question:
    """Give a question with one answer out of a list; what stands in the file besides is added at its end."""
    fixed = [Part(code, own if work.dutch else english) for code, own, english in _FIXED.get(asked.kind, ())]
    listed = fixed or [part for part in asked.answers if part.scale == scale]
    missing: dict[str, str] = {}
    for part in listed:
        if reason := no_answer(part.text):
            missing |= {part.code: reason, part.text: reason}
    kept = [part for part in listed if part.code not in missing]
    options = [Option(part.text or part.code, part.code) for part in kept]
    if asked.other:
        options.append(Option(work.other, OTHER))
    known = {text.casefold() for option in options for text in (option.label, option.code)}
    extra = [each for each in work.answers.texts(column) if each.casefold() not in known and not _no(each, missing)]
    options += [Option(each, each) for each in extra if not no_answer(each)] if len(extra) <= len(options) else []
    missing |= {each: reason for each in extra if (reason := no_answer(each)) and each.casefold() != "n/a"}
    ordered = asked.kind in _STEPS or (asked.kind in "FH1" and len(options) > 2) or in_order(o.label for o in options)
    kind: Kind = "likert" if ordered else "choice"
    return Question(name, text, kind, (column,), tuple(options), missing)


def _no(text: str, missing: dict[str, str]) -> bool:
    return text.casefold() in {each.casefold() for each in missing}


def _several(asked: Asked, work: _Work) -> Iterator[Question]:
    """Give a question with several answers: a column each, with Y or Ja where it was chosen."""
    found = [(part, work.find(*_names(asked, part))) for part in asked.parts]
    options = tuple(Option(part.text or part.code, part.code, column) for part, column in found if column)
    if options:
        yield Question(asked.code, asked.text, "several", (), options)
    for part in asked.parts if asked.kind == "P" else ():
        if column := work.find(f"{asked.code}[{part.code}comment]", f"{asked.code}_{part.code}comment"):
            yield Question(f"{asked.code}_{part.code}_comment", f"{part.text} (toelichting)", "open", (column,))
    if asked.other and (column := work.find(*_names(asked, Part("other", work.other)))):
        yield Question(f"{asked.code}_other", f"{asked.text} (anders)", "open", (column,))


def _ranking(asked: Asked, work: _Work) -> Iterator[Question]:
    """Give a ranking: a column a place, with the answer that was put there."""
    things = asked.answers or asked.parts
    columns = []
    for number in range(1, len(things) + 1):
        column = work.find(*_names(asked, Part(str(number), f"Rang {number}")), f"{asked.text} [Rank {number}]")
        if column:
            columns.append(column)
    if columns:
        options = tuple(Option(part.text or part.code, part.code) for part in things)
        yield Question(asked.code, asked.text, "ranking", tuple(columns), options)
