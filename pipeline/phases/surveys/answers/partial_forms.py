"""A questionnaire in YAML as far as it is right, so that its answers can be checked beside what is wrong in it."""

import copy
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline import yaml_files
from pipeline.errors import InputError, Problem, nearest
from pipeline.phases.surveys.answers.questionnaire import Questionnaire


def read_form(path: Path, root: Path, answers: str) -> tuple[Questionnaire | None, list[Problem]]:
    """Read a questionnaire.

    Parameters
    ----------
    path, root : pathlib.Path
        The file, and the project's folder.
    answers : str
        What its file of answers is called.

    Returns
    -------
    Questionnaire or None
        It, without the items and fields that have a mistake; None when too little is left to check answers by, which is
        told then.
    list of Problem
        What is wrong in it.
    """
    try:
        return yaml_files.read(path, Questionnaire, root), []
    except InputError as error:
        problems = list(error.problems)
    left = None
    if all(problem.row is None and problem.column for problem in problems):  # it is YAML, and each has a place in it
        left = _without(yaml_files.load(path, root), problems)
    if left is None:
        later = f"{problems[0].mend} De antwoorden ({answers}) worden nagekeken als dit klopt."
        problems[0] = replace(problems[0], mend=later)
    return left, problems


# What a cell means hangs on these: where one is wrong, answers would be told as wrong that are right.
_DECIDES = ("missing", "scales", "columns", "items", "linked", "voice")


def _without(content: Any, problems: Collection[Problem]) -> Questionnaire | None:
    """Leave out what is wrong, and read the rest; the columns of an item that is left out are in its file all the same.

    A field that has to be there becomes its own name: no answer hangs on it.
    """
    if not isinstance(content, dict) or not isinstance(content.get("items"), list):
        return None
    left = copy.deepcopy(content)
    wrong = set[int]()
    for problem in problems:
        first, *below = problem.column.split(".")
        if first == "items" and below and below[0].isdecimal():
            wrong.add(int(below[0]))
        elif first in _DECIDES or nearest(first, _DECIDES):
            return None
        else:
            left.pop(first, None)
            left |= {"label": "label"} if first == "label" else {}
    items = [item for number, item in enumerate(content["items"]) if number in wrong]
    columns = left.get("columns") or {}
    ignored = [name for item in items for name in _columns(item)]
    left["columns"] = columns | {"ignore": [*columns.get("ignore", ()), *ignored]}
    left["items"] = [item for number, item in enumerate(content["items"]) if number not in wrong]
    try:
        return yaml_files.fitted(left, Questionnaire, "")
    except InputError:
        return None


def _columns(item: Any) -> list[str]:
    """Give the columns that an item probably is read from."""
    if not isinstance(item, dict):
        return []
    several = item.get("columns")
    places = item.get("places")
    named = several.values() if isinstance(several, dict) else places or [item.get("column") or item.get("id")]
    return [name for name in named if isinstance(name, str)]
