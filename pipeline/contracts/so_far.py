"""A round's tables as far as they can be read: what else is wrong is looked for in them too, in the same round."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from pipeline.contracts.grids import ROW, Place
from pipeline.contracts.reading import Reading
from pipeline.contracts.table import Contracts
from pipeline.contracts.validation import complete, empty
from pipeline.errors import Problem
from pipeline.rounds import Round


@dataclass(frozen=True)
class SoFar:
    """The tables of a round with mistakes, for what is held against `round.yml`.

    Attributes
    ----------
    round_id, round, contracts
        The round, and all raw tables that there are.
    frames, places
        The tables that were read, as text with `ROW`, and where they stand.
    unsure
        The columns of each table that have a mistake, which is told.
    partial
        The tables of which something could not be read.
    asked
        The tables that were to be read.
    """

    round_id: str
    round: Round
    contracts: Contracts
    frames: Mapping[str, pd.DataFrame]
    places: Mapping[str, Place]
    unsure: Mapping[str, Collection[str]]
    partial: Collection[str]
    asked: Collection[str]

    @classmethod
    def of(
        cls,
        round_id: str,
        round_: Round,
        contracts: Contracts,
        reading: Reading,
        problems: Collection[Problem],
        asked: Collection[str],
    ) -> "SoFar":
        """Give the tables of a round as they were read, with what was told of them, as validators name it."""
        by_name = {place.name: name for name, place in reading.places.items()}
        unsure: dict[str, set[str]] = {}
        for problem in (*reading.problems, *problems):
            if name := by_name.get(f"{problem.file}#{problem.sheet}" if problem.sheet else problem.file):
                titles = {title: column for column, title in reading.places[name].titles.items()}
                unsure.setdefault(name, set()).add(titles.get(problem.column, problem.column))
        return cls(round_id, round_, contracts, reading.frames, reading.places, unsure, reading.partial, asked)

    def whole(self, name: str) -> pd.DataFrame:
        """Give a table as text, empty when it could not be read or is not there."""
        return complete(self.frames[name], self.contracts[name]) if name in self.frames else empty(self.contracts[name])

    def sure(self, name: str, *columns: str) -> bool:
        """Tell whether these columns of a table are known whole: nothing in them is wrong, and no row is left out."""
        if name in self.partial or name not in self.asked or {"", *columns} & set(self.unsure.get(name, ())):
            return False
        return set(columns) <= set(self.whole(name))

    def at(self, table: str, key: str, problem: Problem) -> Problem:
        """Give a problem with the row that it is about, in the file that this stands in."""
        frame = self.whole(table)
        own = self.contracts[table].key
        rows = frame.loc[frame[own] == key, ROW] if own in frame else frame[ROW]
        return self.places[table].of(replace(problem, row=int(rows.iloc[0])))
