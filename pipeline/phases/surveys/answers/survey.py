"""A survey with its answers as numbers: a row a respondent, and for each item who answered what."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.phases.surveys.answers.questionnaire import Item, Questionnaire
from pipeline.sources.questionnaires.repeated import Twice


@dataclass(frozen=True)
class Answers:
    """What everybody answered to one item, in the order of the respondents.

    Attributes
    ----------
    values : numpy.ndarray
        Of a likert or choice item the place of the answer in the scale, from 0; of a mark or number the number; of
        several answers a row of truth values over the options; of a ranking a row of places from 1 (0: not placed); of
        an open question the text. What stands where there is no answer means nothing.
    reason : numpy.ndarray of int8
        0 where there is an answer, else why there is none: a place in `REASONS`.
    """

    values: NDArray[Any]
    reason: NDArray[np.int8]

    @property
    def given(self) -> NDArray[np.bool_]:
        """Where there is an answer."""
        return np.asarray(self.reason == 0, dtype=bool)


@dataclass(frozen=True)
class Survey:
    """A survey that was collected.

    Attributes
    ----------
    id : str
        Name of its files.
    file : str
        The file with the answers, relative to the project.
    form : Questionnaire
        What the file holds.
    people : pandas.DataFrame
        A row a respondent: respondent, voice, unit and the attributes that the questionnaire names; empty text where
        one is not known.
    answers : mapping of str to Answers
        By the id of the item.
    twice : tuple of Twice
        Rows that may be of one person.
    """

    id: str
    file: str
    form: Questionnaire
    people: pd.DataFrame
    answers: dict[str, Answers]
    twice: tuple[Twice, ...] = ()

    def item(self, name: str) -> Item:
        """Give an item by its id."""
        return next(item for item in self.form.items if item.id == name)

    @property
    def attributes(self) -> list[str]:
        """Names of the columns of `people` that are attributes."""
        return [name for name in self.people.columns if name not in {"respondent", "voice", "unit"}]

    @cached_property
    def took_part(self) -> NDArray[np.bool_]:
        """Who answered anything: an empty row is nobody."""
        found = np.zeros(len(self.people), dtype=bool)
        for answers in self.answers.values():
            found |= answers.given
        return found

    @cached_property
    def voices(self) -> list[str]:
        """The voices of those who took part, in alphabetical order."""
        return sorted(set(self.people["voice"][self.took_part]))

    @cached_property
    def groups(self) -> dict[tuple[str, str], NDArray[np.bool_]]:
        """Who of those who took part belongs to each group, by voice, unit or attribute and its value."""
        found = {}
        for by in ("voice", "unit", *self.attributes):
            places, values = pd.factorize(self.people[by])
            for place, value in sorted(enumerate(values), key=lambda each: str(each[1])):
                if value:
                    found[by, str(value)] = np.asarray(places == place) & self.took_part
        return found

    def source(self, voice: str) -> str:
        """Name the source that this survey is, for one voice."""
        return self.id if len(self.voices) == 1 else f"{self.id}_{voice}"

    def invited(self, voice: str = "") -> int | None:
        """Say how many were asked, of one voice or at all, as far as that is known."""
        asked = self.form.invited
        if isinstance(asked, dict):
            return asked.get(voice) if voice else sum(asked.values())
        return asked if not voice or len(self.voices) == 1 else None
