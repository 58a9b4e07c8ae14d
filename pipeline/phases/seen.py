"""What stands in texts of a round by which somebody can be found: each place, and whether somebody has to look."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline import called
from pipeline.contracts.loading import RoundData
from pipeline.dutch import count_noun
from pipeline.errors import Problem
from pipeline.evidence import quoting
from pipeline.privacy.identifiers import REACHED_BY, Identifier, may_reach
from pipeline.privacy.of_round import is_own, of_people, protection, told
from pipeline.records import records


@dataclass(frozen=True)
class Seen:
    """Something in one cell of a round by which somebody can be found, or may be.

    Attributes
    ----------
    table, key, column : str
        The cell.
    text : str
        What stands in it.
    found : Identifier
        What was found in the text.
    quoted : bool
        They are people's own words; otherwise it was written for readers.
    decided : bool
        Somebody decided what readers see.
    """

    table: str
    key: str
    column: str
    text: str
    found: Identifier
    quoted: bool
    decided: bool

    @property
    def words(self) -> str:
        """The words that were found."""
        return self.text[self.found.start : self.found.end]


@dataclass(frozen=True)
class Cell:
    """A text of a round that readers may see: where it stands, and whether it is in people's own words."""

    table: str
    key: str
    column: str
    text: str
    quoted: bool


def texts(data: RoundData) -> Iterator[Cell]:
    """List what readers see of what was collected: texts for them, and words that may be quoted."""
    for table in data.contracts.values():
        quotable = (
            quoting.quotable(data, table.name).rows if table.words and len(data.whole(table.name)) else frozenset()
        )
        columns = [column.name for column in of_people(table)] if table.has_file else []
        for row in records(data.whole(table.name)) if columns or quotable else ():
            key = str(row[table.key])
            cells = [(name, False) for name in columns if is_own(row)]
            cells += [(table.words, True)] if key in quotable else []
            for name, quoted in cells:
                if isinstance(row[name], str):
                    yield Cell(table.name, key, name, row[name], quoted)


def seen(data: RoundData) -> Iterator[Seen]:
    """List what was found in what readers see of what was collected."""
    shield = protection(data.round, data.codebook, data.inside)
    for cell in texts(data):
        for found in shield.found(cell.text):
            decided = shield.decided(cell.text, found)
            yield Seen(cell.table, cell.key, cell.column, cell.text, found, cell.quoted, decided)


def notices(data: RoundData) -> Iterator[Problem]:
    """Tell where somebody can be found by a text, and how many places somebody has to look at."""
    yield from notices_of(list(seen(data)), data.at, data.round_id)
    yield from _printed(data)


def notices_of(found: list[Seen], at: Callable[[str, str, Problem], Problem], round_id: str) -> Iterator[Problem]:
    """Tell of what was found where somebody can surely be found by it, and how many places somebody has to look at.

    Parameters
    ----------
    found : list of Seen
        What was found.
    at : callable
        Gives a problem with where a row stands: of a table, its key.
    round_id : str
        The round.
    """
    look = called.command("privacy", round_id)
    for each in found:
        if each.found.certain and not each.decided:
            what = f"In deze tekst staat {told(each.found)}; lezers zien «{each.found.instead}»."
            problem = Problem("", None, each.column, each.text, what, f"Haal het uit de tekst, of beslis: {look}.")
            yield at(each.table, each.key, problem)
    doubtful = [each for each in found if each.quoted and not each.found.certain and not each.decided]
    if doubtful:
        places = count_noun(len(doubtful), "plek", "plekken")
        words = ", ".join(sorted({each.words for each in doubtful})[:5])
        what = (
            f"Op {places} in wat mensen zeiden staat iets waaraan iemand te herkennen kan zijn; lezers zien het niet."
        )
        place = at(doubtful[0].table, doubtful[0].key, Problem("", None, "", "", "", ""))
        yield Problem(place.file, None, "", words, what, f"Kijk ze na: {look}.", place.sheet)


def _printed(data: RoundData) -> Iterator[Problem]:
    """Tell by what somebody can be reached in what was taken over from a report: it is shown as it was printed."""
    shield = protection(data.round, data.codebook, data.inside)
    for table in data.contracts.values():
        columns = [column.name for column in of_people(table)] if table.has_file else []
        for row in records(data.whole(table.name)) if columns else ():
            for name in columns if not is_own(row) else ():
                text = row[name]
                for found in shield.found(text) if isinstance(text, str) and may_reach(text) else ():
                    if found.kind in REACHED_BY:
                        what = f"In deze tekst staat {told(found)}; zij komt zo in het rapport."
                        problem = Problem("", None, name, text, what, "Haal het uit de tekst.")
                        yield data.at(table.name, str(row[table.key]), problem)
