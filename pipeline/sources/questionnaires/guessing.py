"""What kind of question a column is, seen from its answers alone; who imports looks it over."""

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.sources.questionnaires.model import Kind, Option, Question
from pipeline.sources.questionnaires.words import in_order, is_usual, no_answer

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_DAY = r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
_MOMENT = re.compile(
    rf"{_DAY}(?:[T ,]+\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?:[.,]\d+)?\s*(?:[AP]M|Z|[+-]\d\d:?\d\d)?)?", re.I
)
# What a heading says of the answers below it.
_MARK = re.compile(r"\b(?:rapport)?cijfer|\bmark\b", re.I)
_RECOMMEND = re.compile(r"aanbeve|aanraden|recommend", re.I)
_COUNTED = re.compile(
    r"\bhoe ?(?:veel|lang|vaak)\b|\bhow (?:many|long|often)\b|\baantal\b"
    r"|\((?:\w+ )?(?:minuten|min|uren|uur|dagen|weken|maanden|jaren|jaar|keer|euro)\b",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(r"^(?:opmerking|toelichting|comment|remark)|licht.{0,20} toe\b", re.I)
# More different answers than these are no list to choose from, and fewer than so many people each are own words.
_MOST, _EACH = 15, 2
_MARKS, _STEPS = range(11), range(1, 6)
SEPARATORS = (";", "|", ", ")


def question(
    name: str, text: str, texts: "Counter[str]", column: str, separators: Iterable[str] = SEPARATORS
) -> Question:
    """Make a question of a column.

    Parameters
    ----------
    name, text : str
        What it is called, and what was asked.
    texts : Counter of str
        How often each text is in it.
    column : str
        Its heading.
    separators : iterable of str
        What may stand between several answers in a cell.
    """
    missing = {each: reason for each in texts if (reason := no_answer(each))}
    given = Counter({each: count for each, count in texts.items() if each not in missing})
    columns = (column,)
    if not given or _OWN_WORDS.search(text):
        return Question(name, text, "open", columns, missing=missing, guessed=True)
    numbers = Counter({each: count for each, count in given.items() if _NUMBER.fullmatch(each)})
    asked = _MARK.search(text) or _COUNTED.search(text)
    if numbers == given or (asked and 2 * numbers.total() > given.total()):  # what else stands there, `check` tells
        return _of_numbers(name, text, numbers, column, missing)
    if steps := in_order(given):  # before lists: its middle may have a comma in it
        return Question(name, text, "likert", columns, of_labels(steps), missing, guessed=True)
    if found := _in_parts(given, separators):
        kind, options = found
        return Question(name, text, kind, columns, options, missing, guessed=True)
    if len(given) <= _MOST and given.total() >= _EACH * len(given):
        return Question(name, text, "choice", columns, of_labels(given), missing, guessed=True)
    return Question(name, text, "open", columns, missing=missing, guessed=True)


def is_moment(texts: Iterable[str]) -> bool:
    """Tell whether all texts are a day, or a day with a time: when something was filled in is no question."""
    found = list(texts)
    return bool(found) and all(_MOMENT.fullmatch(each.strip()) for each in found)


def of_labels(labels: Iterable[str]) -> tuple[Option, ...]:
    """Give answers that stand in the file by their words."""
    return tuple(Option(label, label) for label in labels)


def _of_numbers(name: str, text: str, given: "Counter[str]", column: str, missing: dict[str, str]) -> Question:
    """Make a question of numbers: a mark where they fit ten points, steps of a scale where they fit five.

    A heading that asks for a mark or for an amount says more than the numbers do.
    """
    whole = {float(each.replace(",", ".")) for each in given}
    if _MARK.search(text) and min(whole) >= 0 and max(whole) <= max(_MARKS):
        lowest = 0 if 0 in whole or re.search(r"\b0\b", text) else 1
        return Question(name, text, "mark", (column,), missing=missing, lowest=lowest, highest=10, guessed=True)
    if _COUNTED.search(text):
        return Question(name, text, "number", (column,), missing=missing, guessed=True)
    if whole <= set(_STEPS) and len(whole) > 1:
        steps = tuple(Option(str(step), str(step)) for step in _STEPS)
        return Question(name, text, "likert", (column,), steps, missing, guessed=True)
    if whole <= set(_MARKS) and max(whole) > max(_STEPS):
        lowest = 0 if 0 in whole or _RECOMMEND.search(text) else 1
        return Question(name, text, "mark", (column,), missing=missing, lowest=lowest, highest=10, guessed=True)
    return Question(name, text, "number", (column,), missing=missing, guessed=True)


def _in_parts(given: "Counter[str]", separators: Iterable[str]) -> "tuple[Kind, tuple[Option, ...]] | None":
    """Tell several answers in one cell, or an order of all of them; None where cells are no such lists."""
    for separator in separators:
        cells = [(_parts(each, separator), count) for each, count in given.items()]
        if separator == ", ":
            cells = _joined(cells)
            if all(len(parts) < 2 for parts, _ in cells):
                continue
        if not any(separator in each for each in given):
            continue
        counts = Counter(part for parts, count in cells for part in parts for _ in range(count))
        if len(counts) > _MOST or counts.total() < _EACH * len(counts):
            continue
        members = {frozenset(parts) for parts, _ in cells}
        if len(members) == 1 and len(cells) > 1 and len(counts) > 1:
            return "ranking", of_labels(sorted(counts))
        return "several", of_labels(counts)
    return None


def _joined(cells: list[tuple[list[str], int]]) -> list[tuple[list[str], int]]:
    """Put parts together again that are one answer with a comma in it.

    They are an answer that people know from scales; or the one never stands without the other, and the second begins as
    no answer does: with a small letter, where answers have capitals.
    """
    after: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    for parts, _ in cells:
        for first, second in zip(["", *parts], [*parts, ""], strict=True):
            after.setdefault(first, set()).add(second)
            before.setdefault(second, set()).add(first)

    def is_one(first: str, second: str) -> bool:
        if is_usual(f"{first}, {second}"):
            return True
        goes_on = first[:1].isupper() and second[:1].islower()
        return goes_on and after[first.rpartition(", ")[2]] == {second} and len(before[second]) == 1

    found = []
    for parts, count in cells:
        whole: list[str] = []
        for part in parts:
            if whole and is_one(whole[-1], part):
                whole[-1] = f"{whole[-1]}, {part}"
            else:
                whole.append(part)
        found.append((whole, count))
    return found


def _parts(text: str, separator: str) -> list[str]:
    return [part.strip() for part in text.split(separator) if part.strip()]
