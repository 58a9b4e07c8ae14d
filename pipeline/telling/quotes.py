"""What people literally said, as quotes: by a rule, and only of who agreed to it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pipeline.contracts.loading import RoundData
from pipeline.contracts.table import Table
from pipeline.contracts.units import unit_display
from pipeline.dutch import count_noun
from pipeline.editions import TEAM
from pipeline.evidence import quoting
from pipeline.privacy.protection import Protection
from pipeline.records import records
from pipeline.telling.words import DIRECTIONS

WORD_FOR_WORD, RETOLD = "letterlijk", "naverteld"
NOBODY_IN_PARTICULAR = "een deelnemer"
# What people type around words of others; ours stand there already.
_MARKS = " \"'“”„‘’«»"


@dataclass(frozen=True)
class Quote:
    """What somebody said, and which way it points: -1, 0 or 1; of whom nobody is to be told from it.

    `who` is what may be told of who said it. Where it is told in other words, those are `retold`.
    """

    said: str
    direction: int
    shield: Protection = field(compare=False, repr=False)
    who: str = NOBODY_IN_PARTICULAR
    retold: str = ""

    @property
    def text(self) -> str:
        """What they said, between quotation marks, without what tells who somebody is; only looked for when shown.

        What is told in other words has no quotation marks: it is no quote.
        """
        said = self.shield.without(self.retold or self.said).strip(_MARKS)
        return said if self.retold else f"“{said}”"

    @property
    def place(self) -> str:
        """Say that it is word for word or not, which way it points, and who said it as far as that may be told."""
        return f"{RETOLD if self.retold else WORD_FOR_WORD}, {self.who}; {DIRECTIONS[self.direction][0]}"


def quotable(data: RoundData, table: str) -> dict[str, Quote]:
    """Give what may be quoted of a table of what people said, by key.

    That is what somebody said who may be quoted (see `evidence/quoting.py`), on something that it points a way on.
    """
    contract = data.contracts[table]
    may = quoting.quotable(data, table)
    found = {}
    shield, places = quoting.shield(data), unit_display(data.table("units"))
    for row in records(data.whole(table)):
        key, direction = row[contract.key], _points(contract, row)
        if key in may.rows and row[contract.words] and direction is not None:
            who = _who(may.by[key], data, places)
            found[key] = Quote(row[contract.words], direction, shield, who, may.retold.get(key, ""))
    return found


def _who(by: quoting.By, data: RoundData, places: Mapping[str, str]) -> str:
    """Say who said something, as far as it may be told."""
    if not by.voice:
        return NOBODY_IN_PARTICULAR
    return ", ".join(filter(None, [data.codebook.labels[by.voice].lower(), places.get(by.unit, "")]))


def why_nobody(data: RoundData, table: str) -> str:
    """Say in Dutch why nobody is quoted from a table of what people said, for where `quotable` gives nothing."""
    if quoting.quotable(replace(data, edition=TEAM), table).rows:
        return "Niemand wordt geciteerd: van geen citaat vond iemand die de groep kent, dat het in deze uitgave kan."
    if quoting.quotable(data, table).hidden:
        return "Niemand wordt geciteerd: wie dat goed vond, zou te herkennen zijn."
    return "Niemand wordt geciteerd: van niemand staat vast dat dat mag."


def are_quotes(places: Iterable[tuple[str, str]]) -> bool:
    """Tell whether what stands behind something is quotes: who was heard is more than who is quoted."""
    found = [place for _, place in places]
    return bool(found) and all(place.startswith((WORD_FOR_WORD, RETOLD)) for place in found)


def says_no_more(said: str, places: Iterable[tuple[str, str]]) -> bool:
    """Tell whether what stands behind something only says the same again: then where that is, is all there is to it."""
    found = list(places)
    return bool(found) and all(text == said for text, _ in found)


def how_quoted(places: Iterable[tuple[str, str]]) -> str:
    """Say how many quotes there are, and how much is told in other words."""
    found = [place for _, place in places]
    retold = sum(place.startswith(RETOLD) for place in found)
    quotes = count_noun(len(found) - retold, "citaat", "citaten")
    told = count_noun(retold, "uitspraak", "uitspraken")
    if not retold:
        return f"In eigen woorden: {quotes}"
    return f"Naverteld: {told}" if retold == len(found) else f"In eigen woorden: {quotes}; naverteld: {told}"


def chosen(quotes: Iterable[Quote]) -> list[Quote]:
    """Choose of what one voice said on one thing: the first one each way, the way of most first, so with dissent.

    What is mixed or neutral is only quoted where nothing points a way.
    """
    known = list(quotes)
    ways = [way for way, _ in Counter(quote.direction for quote in known).most_common() if way] or [0]
    return [next(quote for quote in known if quote.direction == way) for way in ways if known]


def _points(contract: Table, row: dict[str, object]) -> int | None:
    return contract.points(row) if contract.points else None
