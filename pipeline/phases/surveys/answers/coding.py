"""From the text of a cell to an answer: a place in a scale, a number, several options, or why there is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from pipeline.contracts.grids import ROW, Place
from pipeline.dutch import number
from pipeline.errors import Problem
from pipeline.phases.surveys.answers.questionnaire import NOT_ASKED, REASONS, SKIPPED, Item
from pipeline.phases.surveys.answers.survey import Answers

# The same wrong text more often than this in a column is one mistake: of the questionnaire, or of the export.
_MANY = 3
# What tools write in a column of one option, for who chose it and who did not.
_CHOSEN = frozenset({"1", "ja", "j", "yes", "y", "x", "waar", "true", "checked", "aangevinkt", "selected", "quoted"})
_NOT_CHOSEN = frozenset({"0", "nee", "n", "no", "onwaar", "false", "unchecked", "not selected", "not quoted"})
# How tools write an answer that give both its code and its words.
_BOTH = (
    "{code} {label}",
    "{code} - {label}",
    "{code}. {label}",
    "{code}: {label}",
    "{code} = {label}",
    "{label} ({code})",
)
# What LimeSurvey writes where a question was not shown.
_NOT_SHOWN = "n/a"


@dataclass
class Cells:
    """The cells of a survey's file, and what is found wrong in them.

    Attributes
    ----------
    frame : pandas.DataFrame
        Its columns as text, with `ROW`.
    place : Place
        Where it stands.
    columns : mapping of str to str
        The column of the file by its name in the questionnaire, in whatever case.
    missing : mapping of str to str
        Why there is no answer, by code; of every item.
    new_answer : str
        Where an answer is added that the questionnaire does not have, as a Dutch sentence.
    no_answer : str
        Where a code is put that stands for no answer, as a Dutch sentence.
    problems : list of Problem
        What was found.
    """

    frame: pd.DataFrame
    place: Place
    columns: Mapping[str, str]
    missing: Mapping[str, str]
    new_answer: str
    no_answer: str
    problems: list[Problem] = field(default_factory=list)

    def texts(self, column: str) -> "tuple[np.ndarray[Any, Any], list[str]]":
        """Give for each row the place of its text among the different texts of a column, and those texts."""
        places, different = pd.factorize(self.frame[self.columns[column.casefold()]])
        return places, [str(text) for text in different]

    def wrong(self, column: str, places: "np.ndarray[Any, Any]", wrong: Mapping[int, tuple[str, str, str]]) -> None:
        """Tell each wrong cell of a column; the same many times is one mistake.

        `wrong` has the text, what is wrong and how to mend it, by the place of the text among the different ones.
        """
        name = self.columns[column.casefold()]
        for place, (text, what, mend) in wrong.items():
            rows = self.frame[ROW].to_numpy()[places == place]
            if len(rows) > _MANY:
                what, rows = f"{what} Dit staat in {number(len(rows))} cellen van deze kolom.", rows[:1]
            for row in rows:
                self.problems.append(self.place.of(Problem("", int(row), name, text, what, mend)))


def code(item: Item, cells: Cells) -> Answers:
    """Give what everybody answered to an item; what is wrong is told in `cells`, and counts as no answer."""
    return _BY_KIND[item.kind](item, cells)


def _reasons(item: Item, cells: Cells) -> dict[str, str]:
    given = {_NOT_SHOWN: NOT_ASKED} | {**cells.missing, **item.missing}
    own = {_plain(text) for text in (*item.scale, *item.options)}
    return {"": SKIPPED} | {_plain(text): reason for text, reason in given.items() if _plain(text) not in own}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().removesuffix(".")


def _whole(text: str) -> str:
    """Give a code as a spreadsheet may have written it: 4.0 and 4,0 are 4."""
    head, dot, tail = text.replace(",", ".").partition(".")
    return head if dot and head.lstrip("-").isdecimal() and not tail.strip("0") else text


def _by_text(item: Item) -> dict[str, int]:
    labels = {_plain(label): place for place, label in enumerate(item.options)}
    together = {  # as tools that give both write them
        _plain(form.format(code=code, label=label)): place
        for place, (code, label) in enumerate(item.scale.items())
        for form in _BOTH
    }
    return together | labels | {_plain(text): place for place, text in enumerate(item.scale)}


def outside(item: Item, cells: Cells) -> tuple[dict[str, int], int]:
    """Count the answers to an item that are none of its scale.

    Returns
    -------
    dict of str to int
        How many cells have each text that is no answer, the most frequent first.
    int
        How many cells have an answer or such a text.
    """
    counts = cells.frame[cells.columns[item.read_from[0].casefold()]].value_counts()
    known, reasons = _by_text(item), _reasons(item, cells)
    filled = {str(text): int(n) for text, n in counts.items() if not _among(str(text), reasons)}
    return {text: n for text, n in filled.items() if not _among(text, known)}, sum(filled.values())


def _among(text: str, known: Mapping[str, object]) -> bool:
    return _plain(text) in known or _whole(_plain(text)) in known


def _allowed(item: Item, cells: Cells) -> str:
    shown = [f"{text} ({label})" for text, label in item.scale.items()] or list(item.options)
    return f"De lijst heeft: {', '.join(shown)}. {cells.new_answer} {cells.no_answer}"


def _coded(item: Item, cells: Cells) -> Answers:
    """Code an item with one answer out of a scale."""
    column = item.read_from[0]
    places, texts = cells.texts(column)
    known, reasons = _by_text(item), _reasons(item, cells)
    values = np.zeros(len(texts), dtype=np.int16)
    why = np.zeros(len(texts), dtype=np.int8)
    wrong = {}
    for at, text in enumerate(texts):
        key = _plain(text)
        found = known.get(key, known.get(_whole(key)))
        reason = reasons.get(key, reasons.get(_whole(key)))
        if found is not None:
            values[at] = found
        else:
            why[at] = REASONS.index(reason or SKIPPED)
            if reason is None:
                wrong[at] = (text, f"Dit is geen antwoord van «{item.label}».", _allowed(item, cells))
    cells.wrong(column, places, wrong)
    return Answers(values[places], why[places])


def _numbers(item: Item, cells: Cells) -> Answers:
    """Code a mark or a number."""
    column = item.read_from[0]
    places, texts = cells.texts(column)
    reasons, (low, high) = _reasons(item, cells), item.ends
    values = np.full(len(texts), np.nan)
    why = np.zeros(len(texts), dtype=np.int8)
    wrong = {}
    for at, text in enumerate(texts):
        key = _plain(text)
        reason = reasons.get(key, reasons.get(_whole(key)))
        if reason is not None:
            why[at] = REASONS.index(reason)
            continue
        value = _number(text)
        if value is None:
            wrong[at] = (text, "Dit is geen getal.", f"Vul een getal in. {cells.no_answer}")
        elif not low <= value <= high:
            ends = f"vanaf {number(low)}" if np.isinf(high) else f"tot en met {number(high)}"
            ends = ends if np.isinf(low) or np.isinf(high) else f"van {number(low)} {ends}"
            mend = f"Vul een cijfer in {ends}. {cells.no_answer}"
            wrong[at] = (text, "Dit cijfer ligt buiten de schaal.", mend)
        if at in wrong:
            why[at] = REASONS.index(SKIPPED)
        else:
            values[at] = value
    cells.wrong(column, places, wrong)
    return Answers(values[places], why[places])


def _number(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if np.isfinite(value) else None


def _several(item: Item, cells: Cells) -> Answers:
    if item.columns:
        return _several_columns(item, cells)
    column = item.read_from[0]
    places, texts = cells.texts(column)
    reasons, chosen = _reasons(item, cells), np.zeros((len(texts), len(item.options)), dtype=bool)
    why, wrong = np.zeros(len(texts), dtype=np.int8), {}
    for at, text in enumerate(texts):
        reason = reasons.get(_plain(text))
        if reason is not None:
            why[at] = REASONS.index(reason)
            continue
        found, strange = _parts(item, text)
        chosen[at, found] = True
        if strange:
            why[at] = REASONS.index(SKIPPED)
            wrong[at] = (text, f"Dit is geen antwoord van «{item.label}»: {', '.join(strange)}.", _allowed(item, cells))
    cells.wrong(column, places, wrong)
    return Answers(chosen[places], why[places])


def _parts(item: Item, text: str) -> tuple[list[int], list[str]]:
    """Take a cell with several answers apart: by the separator that fits, and give what is no answer."""
    known = _by_text(item)
    if _plain(text) in known:
        return [known[_plain(text)]], []
    best: tuple[list[int], list[str]] = ([], [text])
    for separator in (item.separator,) if item.separator else (";", "|", ",", " "):
        parts = _joined([_plain(part) for part in text.split(separator) if part.strip()], separator, known)
        strange = [part for part in parts if known.get(part, known.get(_whole(part))) is None]
        found = [known.get(part, known.get(_whole(part), 0)) for part in parts if part not in strange]
        if not strange:
            return found, []
        if len(found) > len(best[0]):
            best = (found, strange)
    return best


def _joined(parts: list[str], separator: str, known: Mapping[str, int]) -> list[str]:
    """Put parts together again that are one answer with the separator in it: the longest that is an answer."""
    found, at = [], 0
    while at < len(parts):
        ends = range(len(parts), at + 1, -1)
        wholes = ((end, f"{separator.strip()} ".join(parts[at:end])) for end in ends)
        end, whole = next(((end, whole) for end, whole in wholes if whole in known), (at + 1, parts[at]))
        found.append(whole)
        at = end
    return found


def _several_columns(item: Item, cells: Cells) -> Answers:
    """Code several answers with a column an option: who chose none of them and left all empty did not answer."""
    rows = len(cells.frame)
    chosen = np.zeros((rows, len(item.columns)), dtype=bool)
    answered, why = np.zeros(rows, dtype=bool), np.full(rows, REASONS.index(SKIPPED), dtype=np.int8)
    reasons = {text: reason for text, reason in _reasons(item, cells).items() if text}
    for at, (label, column) in enumerate(item.columns.items()):
        places, texts = cells.texts(column)
        yes, no, wrong = np.zeros(len(texts), dtype=bool), np.zeros(len(texts), dtype=bool), {}
        for place, text in enumerate(texts):
            key = _whole(_plain(text))
            if key in reasons:
                why[places == place] = REASONS.index(reasons[key])
            elif key in _CHOSEN or key == _plain(label):
                yes[place] = True
            elif key in _NOT_CHOSEN:
                no[place] = True
            elif key:
                mend = "Zet 1 bij wie dit koos en 0 bij wie het niet koos."
                wrong[place] = (text, f"Of iemand «{label}» koos, staat hier niet.", mend)
        cells.wrong(column, places, wrong)
        chosen[:, at] = yes[places]
        answered |= yes[places] | no[places]
    return Answers(chosen, np.where(answered, 0, why).astype(np.int8))


def _ranking(item: Item, cells: Cells) -> Answers:
    rows = len(cells.frame)
    order = np.zeros((rows, len(item.options)), dtype=np.int16)
    reasons, why = _reasons(item, cells), np.full(rows, REASONS.index(SKIPPED), dtype=np.int8)
    for rank, column in enumerate(item.places, 1):
        _put(item, cells, column, rank, order)
    if not item.columns and not item.places:
        column = item.read_from[0]
        places, texts = cells.texts(column)
        wrong = {}
        for at, text in enumerate(texts):
            if (reason := reasons.get(_plain(text))) is not None:
                why[places == at] = REASONS.index(reason)
                continue
            found, strange = _parts(item, text)
            if strange or len(set(found)) < len(found):
                wrong[at] = (
                    text,
                    "Deze volgorde noemt iets twee keer, of iets dat geen antwoord is.",
                    _allowed(item, cells),
                )
                continue
            for rank, option in enumerate(found, 1):
                order[places == at, option] = rank
        cells.wrong(column, places, wrong)
    for option, column in enumerate(item.columns.values()):
        places, texts = cells.texts(column)
        wrong, ranks = {}, np.zeros(len(texts), dtype=np.int16)
        for at, text in enumerate(texts):
            if (reason := reasons.get(_plain(text))) is not None:
                why[places == at] = REASONS.index(reason)
            elif _whole(text).isdecimal() and 1 <= int(_whole(text)) <= len(item.columns):
                ranks[at] = int(_whole(text))
            else:
                mend = f"Vul een plaats in van 1 tot en met {len(item.columns)}, of laat de cel leeg."
                wrong[at] = (text, "Dit is geen plaats in deze volgorde.", mend)
        cells.wrong(column, places, wrong)
        order[:, option] = ranks[places]
    _told_twice(item, cells, order)
    return Answers(order, np.where((order > 0).any(axis=1), 0, why).astype(np.int8))


def _put(item: Item, cells: Cells, column: str, rank: int, order: "np.ndarray[Any, Any]") -> None:
    """Read a column with what everybody put in one place; what is no answer, or has a place already, is told."""
    places, texts = cells.texts(column)
    known, reasons, wrong = _by_text(item), _reasons(item, cells), {}
    for at, text in enumerate(texts):
        key = _plain(text)
        option = known.get(key, known.get(_whole(key)))
        if option is None:
            if key not in reasons:
                wrong[at] = (text, f"Dit is geen antwoord van «{item.label}».", _allowed(item, cells))
            continue
        own = places == at
        if (twice := own & (order[:, option] > 0)).any():
            row, name = int(cells.frame[ROW].to_numpy()[twice][0]), cells.columns[column.casefold()]
            what, mend = "Dit antwoord staat in deze rij op twee plaatsen.", "Geef elk antwoord hoogstens één plaats."
            cells.problems.append(cells.place.of(Problem("", row, name, text, what, mend)))
        order[own & ~twice, option] = rank
    cells.wrong(column, places, wrong)


def _told_twice(item: Item, cells: Cells, order: "np.ndarray[Any, Any]") -> None:
    """Tell who gave two things the same place."""
    for rank in range(1, order.shape[1] + 1) if item.columns else ():
        for at in np.flatnonzero((order == rank).sum(axis=1) > 1):
            column = list(item.columns.values())[int(np.flatnonzero(order[at] == rank)[1])]
            what, mend = f"Plaats {rank} staat hier twee keer.", "Geef elke plaats één keer."
            row, name = int(cells.frame[ROW].iloc[at]), cells.columns[column.casefold()]
            cells.problems.append(cells.place.of(Problem("", row, name, str(rank), what, mend)))


def _open(item: Item, cells: Cells) -> Answers:
    places, texts = cells.texts(item.read_from[0])
    reasons = _reasons(item, cells)
    why = np.array([REASONS.index(reasons.get(_plain(text), "")) for text in texts], dtype=np.int8)
    return Answers(np.array(texts, dtype=object)[places], why[places])


_BY_KIND: dict[str, Callable[[Item, Cells], Answers]] = {
    "likert": _coded,
    "choice": _coded,
    "several": _several,
    "ranking": _ranking,
    "mark": _numbers,
    "number": _numbers,
    "open": _open,
}
