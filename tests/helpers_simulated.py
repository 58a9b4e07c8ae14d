"""Rounds drawn from people whose answers are all known, so that what is said of a sample can be held against them.

A population of 2,600 answers sixteen items of a survey; 180 of them are drawn, or those come who are pleased. Only the
drawing is new: what is made of the answers is what a run makes of a survey that it read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from helpers_surveys import LIKERT, ROUND, WELCOME, as_csv, project_with_survey
from numpy.typing import NDArray

from pipeline.blocks import Table, Text, plain
from pipeline.contracts.loading import RoundData
from pipeline.phases.raw_tables import load_round
from pipeline.phases.surveys import answers_telling
from pipeline.phases.surveys.answers.results import collected
from pipeline.phases.surveys.answers.survey import Answers, Survey

POPULATION, DRAWN = 2600, 180
YOUNG, OLD = 30, 150
STATEMENTS, MARKS = 14, 2
_PLACES = ("noord", "oost", "zuid")
_STREETS = tuple(f"buurt {letter}" for letter in "abcde")
_NORM = 7
_INTERVAL = re.compile(r"95%-interval (\d+)% tot (\d+)%")

Answered = NDArray[np.int64]
"""A row a person, a column an item: the place of an answer in the scale of five from 0, or a mark from 1 to 10."""


def template(folder: Path) -> RoundData:
    """Read a round with the survey that every draw fills in anew: fourteen statements and two marks with a norm."""
    statements = [WELCOME | {"id": f"s{n}", "label": f"Stelling {n}", "scale": LIKERT} for n in range(STATEMENTS)]
    marks = [
        {"id": f"c{n}", "label": f"Cijfer {n}", "kind": "mark", "norm": _NORM, "question": "sfeer", "aspect": "wachten"}
        for n in range(MARKS)
    ]
    items = [*statements, *marks]
    row: dict[str, Any] = {item["id"]: "3" for item in items}
    project = project_with_survey(
        folder, as_csv(*([row] * DRAWN)), *items, selection="random", invited=400, population=POPULATION
    )
    return load_round(project, ROUND, looking=False)


@dataclass(frozen=True)
class People:
    """Everybody there is: their answers, and what is known of them."""

    answers: Answered
    about: pd.DataFrame

    def share(self, item: int) -> float:
        """Give the part that is favourable: the two answers at the top, or a mark that meets the norm."""
        least = 3 if item < STATEMENTS else _NORM
        return float((self.answers[:, item] >= least).mean())


def people(random: np.random.Generator, below: bool) -> People:
    """Make a population without any difference between groups.

    Parameters
    ----------
    random : numpy.random.Generator
        Where chance comes from.
    below : bool
        Whether the part that meets the norm of the first mark lies below one half, and near it; else above.
    """
    columns = [random.choice(5, POPULATION, p=random.dirichlet([1.5] * 5)) for _ in range(STATEMENTS)]
    for at in range(MARKS):
        met = random.uniform(0.40, 0.495) if below or at else random.uniform(0.60, 0.80)
        low, high = random.choice([4, 5, 6], POPULATION), random.choice([7, 8, 9], POPULATION)
        columns.append(np.where(np.arange(POPULATION) < round(met * POPULATION), high, low))
        random.shuffle(columns[-1])
    about = pd.DataFrame(
        {
            "respondent": [str(number) for number in range(POPULATION)],
            "voice": "bewoners",
            "unit": random.choice(_PLACES, POPULATION),
            "leeftijd": np.where(np.arange(POPULATION) < POPULATION * YOUNG // (YOUNG + OLD), "jong", "oud"),
            "straat": random.choice(_STREETS, POPULATION),
        },
        dtype="str",
    )
    return People(np.column_stack(columns), about)


def drawn(everybody: People, random: np.random.Generator, young: int = YOUNG, old: int = OLD) -> NDArray[np.int64]:
    """Draw so many of the young and of the old, each as likely as another of that age."""
    ages = everybody.about["leeftijd"].to_numpy()
    own = [random.choice(np.flatnonzero(ages == age), n, replace=False) for age, n in (("jong", young), ("oud", old))]
    return np.concatenate(own)


def at_random(random: np.random.Generator) -> NDArray[np.int64]:
    """Draw 180 of everybody."""
    return random.choice(POPULATION, DRAWN, replace=False)


def who_came(everybody: People, random: np.random.Generator) -> NDArray[np.int64]:
    """Give 180 who came by themselves: who is pleased with the first thing is three times as likely to."""
    likely = np.where(everybody.answers[:, 0] >= 3, 3.0, 1.0)
    return random.choice(POPULATION, DRAWN, replace=False, p=likely / likely.sum())


def moved(everybody: People, item: int, steps: int) -> People:
    """Give the same people, of whom the young answer one item so many steps lower, as far as the scale goes."""
    answers = everybody.answers.copy()
    young = everybody.about["leeftijd"].to_numpy() == "jong"
    answers[young, item] = np.maximum(0, answers[young, item] - steps)
    return People(answers, everybody.about)


def as_round(data: RoundData, everybody: People, who: NDArray[np.int64], selection: str = "random") -> RoundData:
    """Give the round in which these people answered."""
    [survey] = collected(data)
    reason = np.zeros(len(who), dtype=np.int8)
    answers = {}
    for at, item in enumerate(survey.form.items):
        own = everybody.answers[who, at]
        answers[item.id] = Answers(own if at < STATEMENTS else own.astype(np.float64), reason)
    form = survey.form.model_copy(update={"selection": selection})
    about = everybody.about.iloc[who].reset_index(drop=True)
    return replace(data, content={"enquetes": (Survey(survey.id, survey.file, form, about, answers),)})


def printed(data: RoundData) -> Iterator[tuple[int, str]]:
    """Give what readers are told of each item below its table, by the place of the item."""
    [survey] = collected(data)
    names = {item.label: at for at, item in enumerate(survey.form.items)}
    at = 0
    for block in answers_telling.answers(data).parts:
        if isinstance(block, Table):
            at = names[block.caption]
        elif isinstance(block, Text):
            said = plain(block.line)
            at = next((names[name] for name in names if said.startswith(f"{name},")), at)
            yield at, said


def interval(said: str) -> tuple[float, float] | None:
    """Give the ends of the interval that a text prints, as parts; None where it prints none."""
    found = _INTERVAL.search(said)
    return (int(found[1]) / 100, int(found[2]) / 100) if found else None
