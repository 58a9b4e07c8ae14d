"""Answers in a file of SPSS, with what it says of each variable: what was asked, its answers, and what is missing."""

from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.contracts import spss
from pipeline.sources.questionnaires import guessing
from pipeline.sources.questionnaires.columns import Answers
from pipeline.sources.questionnaires.model import Form, Option, Question
from pipeline.sources.questionnaires.words import no_answer

_RESPONDENT = ("id", "respondent", "respondentid", "respnr", "nummer", "responseid", "responsid", "caseid")
_FEWEST = 3
_BY_ITSELF = "overgeslagen"


def form_of(path: Path) -> Form:
    """Read a file of SPSS as a questionnaire.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    InputError
        It is damaged.
    """
    frame, about = spss.read(path, path.name)
    texts = pd.DataFrame({name: [written(value) for value in values] for name, values in frame.items()}, dtype="str")
    answers = Answers(path.name, texts)
    respondent = next((name for name in answers.headings if name.casefold() in _RESPONDENT), "")
    several = {each["name"]: list(each["variable_list"]) for each in _sets(about) if each["type"] == "D"}
    in_sets = {name for names in several.values() for name in names}
    asked = [
        Question(
            name.lstrip("$"),
            str(about.mr_sets[name].get("label") or name),
            "several",
            (),
            tuple(Option(about.column_names_to_labels.get(own) or own, "", own) for own in own_names),
        )
        for name, own_names in several.items()
    ]
    asked += [
        _question(name, answers, about)
        for name in answers.headings
        if name != respondent
        and name not in in_sets
        and str(about.original_variable_types.get(name, ""))[:4] not in _DATES
    ]
    used = {column for question in asked for column in question.read_from} | {respondent}
    ignored = tuple(name for name in answers.headings if name not in used)
    return Form("SPSS", str(about.file_label or ""), respondent, tuple(asked), ignored, len(texts))


# How formats of days and times begin.
_DATES = {"DATE", "ADAT", "EDAT", "SDAT", "JDAT", "TIME", "DTIM", "YMDH"}


def _sets(about: Any) -> list[dict[str, Any]]:
    """Give the sets of variables that are one question with several answers."""
    return [{"name": name, **found} for name, found in (about.mr_sets or {}).items()]


def written(value: object) -> str:
    """Write a value as klankbord reads it: 4 and not 4.0, and nothing where nothing is."""
    if value is None or value != value:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value).strip()


def _question(name: str, answers: Answers, about: Any) -> Question:
    labels = {written(code): str(label) for code, label in about.variable_value_labels.get(name, {}).items()}
    text = about.column_names_to_labels.get(name) or name
    texts = answers.texts(name)
    left_out = {code for code in {*labels, *texts} if _is_missing(code, about.missing_ranges.get(name, []))}
    missing = {code: no_answer(labels.get(code, "")) or _BY_ITSELF for code in sorted(left_out)}
    missing |= {code: reason for code, label in labels.items() if (reason := no_answer(label))}
    options = tuple(Option(label, code) for code, label in labels.items() if code not in missing)
    given = {code: count for code, count in texts.items() if code not in missing}
    if len(options) >= 2 and given.keys() <= {option.code for option in options}:
        ordered = about.variable_measure.get(name) in {"ordinal", "scale"} and len(options) >= _FEWEST
        return Question(name, text, "likert" if ordered else "choice", (name,), options, missing)
    for code in missing:
        texts.pop(code, None)
    guessed = guessing.question(name, text, texts, name)
    return Question(name, text, guessed.kind, (name,), guessed.options, missing, guessed.lowest, guessed.highest, True)


def _is_missing(code: str, ranges: list[Any]) -> bool:
    """Tell whether a code is one that SPSS was told to leave out."""
    for each in ranges:
        low, high = (each["lo"], each["hi"]) if isinstance(each, dict) else (each, each)
        try:
            if float(low) <= float(code) <= float(high):
                return True
        except ValueError:
            if code == low:
                return True
    return False
