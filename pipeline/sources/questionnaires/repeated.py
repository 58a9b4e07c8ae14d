"""Who may have sent a questionnaire twice: rows with all answers equal, and not by chance."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd

from pipeline.contracts.plain_text import heading
from pipeline.dutch import count_noun
from pipeline.sources.questionnaires.words import key

# Two people give so many equal answers by chance only seldom; fewer when they come right after one another.
_TELLING, _FEW = 8, 4
_SOON, _DAY = timedelta(minutes=30), timedelta(days=1)
# A text of so many words is nobody else's.
_OWN_WORDS = 4
# The first of these that a file has says when a row was sent.
_WHEN = (
    *("completion_time", "tijd_van_voltooien", "voltooiingstijd", "submitdate", "submission_time", "recordeddate"),
    *("tijdstempel", "timestamp", "datestamp", "enddate", "end", "start_time", "begintijd", "starttijd", "startdate"),
)
_WHO = frozenset("email e_mail email_address e_mailadres recipientemail username token ipaddr ipaddress".split())
_NOBODY = frozenset({"", "anonymous", "anoniem"})


@dataclass(frozen=True)
class Twice:
    """Two rows with the same answers, by their numbers, and how long after the first the second was sent, if known."""

    first: int
    second: int
    after: timedelta | None

    @property
    def what(self) -> str:
        """Say which rows they are."""
        said = f"Rij {self.first} en rij {self.second} zijn in alle antwoorden gelijk"
        if self.after is None:
            return f"{said}."
        minutes = round(self.after.total_seconds() / 60)
        if minutes < 1:
            return f"{said}, en kwamen meteen na elkaar."
        if minutes <= 120:
            return f"{said}, en kwamen {count_noun(minutes, 'minuut', 'minuten')} na elkaar."
        if self.after <= _DAY:
            return f"{said}, en kwamen {round(minutes / 60)} uur na elkaar."
        return f"{said}, en kwamen {count_noun(max(2, self.after.days), 'dag', 'dagen')} na elkaar."


def repeated(
    frame: pd.DataFrame, rows: "pd.Series[int]", answers: Collection[str], own: Collection[str]
) -> list[Twice]:
    """Give rows that may be one person who sent the questionnaire twice.

    All answers are equal, and that is no chance: there is a sentence among them; or there are eight or more, within a
    day of each other or of the same address as far as the file tells; or four or more, within half an hour.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table as text, a row a respondent.
    rows : pandas.Series of int
        The number of each row in the file.
    answers : collection of str
        The columns with answers.
    own : collection of str
        Those of them that people answered in their own words.
    """
    columns = list(dict.fromkeys(answers))
    if not columns:
        return []
    same = pd.DataFrame({at: pd.factorize(_keys(frame[name]))[0] for at, name in enumerate(columns)}).to_numpy()
    filled = sum((frame[name] != "").to_numpy().astype(int) for name in columns)
    if not pd.DataFrame(same).duplicated().any():
        return []
    when, who = _moments(frame), _addresses(frame)
    last: dict[bytes, int] = {}
    found = []
    order = np.arange(len(frame)) if when is None else np.argsort(when.to_numpy(), kind="stable")
    for at in map(int, order):
        before = last.get(same[at].tobytes())
        last[same[at].tobytes()] = at
        if before is None:
            continue
        after = None if when is None or pd.isna(when[at]) or pd.isna(when[before]) else when[at] - when[before]
        alike = who[at] == who[before] and who[at] not in _NOBODY
        sentence = any(len(frame[name].iloc[at].split()) >= _OWN_WORDS for name in own)
        many = filled[at] >= _TELLING and (after is None or after <= _DAY)
        soon = filled[at] >= _FEW and (alike or (after is not None and after <= _SOON))
        if sentence or many or soon:
            first, second = sorted((int(rows.iloc[before]), int(rows.iloc[at])))
            found.append(Twice(first, second, None if after is None else after.to_pytimedelta()))
    return sorted(found, key=lambda each: (each.second, each.first))


def _keys(texts: "pd.Series[str]") -> "pd.Series[str]":
    return texts.map({text: key(text) for text in texts.unique()})


def _named(frame: pd.DataFrame, names: Collection[str]) -> Iterator[str]:
    there = {heading(str(name)): str(name) for name in reversed(frame.columns)}
    return (there[name] for name in names if name in there)


def _moments(frame: pd.DataFrame) -> "pd.Series[pd.Timestamp] | None":
    """Give when each row was sent; None where no column says so."""
    for name in _named(frame, _WHEN):
        texts = frame[name].map(lambda text: re.sub(r"(?i)\b([ap])\.m\.(?: [A-Z]{2,5})?$", r"\1m", text))
        found = pd.to_datetime(texts, format="mixed", errors="coerce", utc=True)
        if found.notna().any() and not (found.dropna() == found.dropna().dt.normalize()).all():  # days are no times
            return found.reset_index(drop=True)
    return None


def _addresses(frame: pd.DataFrame) -> list[str]:
    columns = [_keys(frame[name]) for name in _named(frame, sorted(_WHO))]
    return ["" for _ in range(len(frame))] if not columns else list(map(_address, zip(*columns, strict=True)))


def _address(cells: tuple[str, ...]) -> str:
    return next((cell for cell in cells if cell not in _NOBODY), "")
