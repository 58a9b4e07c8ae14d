"""Where everybody stands on one thing that was asked: what groups are held against each other by, never published."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import weakest
from pipeline.contracts.table import PERSONS
from pipeline.contracts.units import unit_names
from pipeline.evidence.people import Person
from pipeline.records import records

VOICE, UNIT = "voice", "unit"


@dataclass(frozen=True)
class Topic:
    """What positions are on.

    Attributes
    ----------
    phase, question, aspect : str
        Where it was asked and what it bears on; no aspect where it is no evidence.
    item : str
        Its key in the raw table, where an aspect is asked of in more than one way; else empty.
    label : str
        What readers call it.
    what : str
        What can be otherwise of it, in Dutch: «het oordeel over».
    good : tuple of str
        What is said of one, and of more, on the favourable side: «antwoordt gunstig», «antwoorden gunstig».
    counted : str
        What is counted, in the plural, as in `evidence.csv`: everybody or everything once.
    selection : str
        How they came in.
    talk : bool
        What people said of their own accord: of that nothing is tested.
    """

    phase: str
    question: str
    aspect: str
    item: str
    label: str
    what: str
    good: tuple[str, str]
    counted: str
    selection: str
    talk: bool = False


@dataclass(frozen=True)
class Positions:
    """Where each of those who were asked stands on a topic, each once.

    Attributes
    ----------
    topic : Topic
        What they were asked.
    people : pandas.DataFrame
        A row each: `voice`, `unit` and the attributes; empty text where one is not known.
    sides : numpy.ndarray of int8
        1 favourable, -1 unfavourable, 0 neither.
    asked, answered : numpy.ndarray of bool
        Who was asked, and who of them has a position: what stands in `sides` of others means nothing.
    order : numpy.ndarray of float, optional
        Their answers in order, where they have one: that says more than a side.
    """

    topic: Topic
    people: pd.DataFrame
    sides: NDArray[np.int8]
    asked: NDArray[np.bool_]
    answered: NDArray[np.bool_]
    order: NDArray[np.float64] | None = field(default=None)

    def groups(self) -> dict[str, dict[str, NDArray[np.bool_]]]:
        """Give who of those asked belongs to each group: by voice, unit and attribute, in alphabetical order."""
        found: dict[str, dict[str, NDArray[np.bool_]]] = {}
        for by in self.people.columns:
            places, values = pd.factorize(self.people[by])
            there = {str(value): np.asarray(places == at) & self.asked for at, value in enumerate(values) if value}
            found[str(by)] = {value: there[value] for value in sorted(there) if there[value].any()}
        return found


def of_talk(data: RoundData, phase: str, question: str, aspect: str, selections: Iterable[str]) -> Topic:
    """Name an aspect of which people spoke of their own accord.

    Parameters
    ----------
    data : RoundData
        The round.
    phase, question, aspect : str
        Where it was said and what it bears on.
    selections : iterable of str
        How the people of each talk came in.
    """
    return Topic(
        phase=phase,
        question=question,
        aspect=aspect,
        item="",
        label=data.codebook.aspect_labels[question, aspect],
        what="het oordeel over",
        good=("is positief", "zijn positief"),
        counted=PERSONS,
        selection=weakest(selections),
        talk=True,
    )


def of_each(topic: Topic, people: pd.DataFrame, sides: Iterable[int | None]) -> Positions:
    """Make positions of people who were all asked, in the order of the rows; None of who took no position."""
    given = list(sides)
    answered = np.array([side is not None for side in given], dtype=bool)
    values = np.array([side or 0 for side in given], dtype=np.int8)
    return Positions(topic, people.reset_index(drop=True), values, np.ones(len(given), dtype=bool), answered)


def known_of(data: RoundData, persons: Iterable[Person], units: Iterable[str] = ()) -> pd.DataFrame:
    """Give what the round keeps of people: a row each with voice, unit and attributes.

    Parameters
    ----------
    data : RoundData
        The round.
    persons : iterable of Person
        The people, in the order of the rows.
    units : iterable of str, optional
        Of each the unit in which they were spoken to, for who has none of their own.
    """
    rows = {row["respondent_id"]: row for row in records(data.whole("respondents"))}
    attributes = [each.id for each in data.round.attributes]
    spelled = unit_names(data.table("units"))
    # A unit by its id, however it was written; what no unit is called is left out: it may say more than where.
    elsewhere = [spelled.get(unit, "") for unit in units]
    made: list[dict[str, Any]] = []
    for at, person in enumerate(persons):
        own = [rows[name] for name in person.names if name in rows]
        known = {name: next((row[name] for row in own if row.get(name)), "") for name in (UNIT, *attributes)}
        unit = spelled.get(known[UNIT], "") or (elsewhere[at] if elsewhere else "")
        made.append({VOICE: person.voice, **known, UNIT: unit})
    return pd.DataFrame(made, columns=[VOICE, UNIT, *attributes], dtype="str")
