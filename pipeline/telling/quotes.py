"""What people literally said, as quotes: by a rule, and only of who agreed to it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.contracts.loading import RoundData
from pipeline.contracts.table import Table
from pipeline.evidence import quoting
from pipeline.privacy.protection import Protection
from pipeline.records import records
from pipeline.telling.words import DIRECTIONS

WORD_FOR_WORD = "letterlijk"
# What people type around words of others; ours stand there already.
_MARKS = " \"'“”„‘’«»"


@dataclass(frozen=True)
class Quote:
    """What somebody said, and which way it points: -1, 0 or 1; of whom nobody is to be told from it."""

    said: str
    direction: int
    shield: Protection = field(compare=False, repr=False)

    @property
    def text(self) -> str:
        """What they said, between quotation marks, without what tells who somebody is; only looked for when shown."""
        return f"“{self.shield.without(self.said).strip(_MARKS)}”"

    @property
    def place(self) -> str:
        """Say that it is word for word, and which way it points; nothing of who said it."""
        return f"{WORD_FOR_WORD}; {DIRECTIONS[self.direction][0]}"


def quotable(data: RoundData, table: str) -> dict[str, Quote]:
    """Give what may be quoted of a table of what people said, by key.

    That is what somebody said who may be quoted (see `evidence/quoting.py`), on something that it points a way on.
    """
    contract = data.contracts[table]
    allowed = quoting.quotable(data, table).rows
    found = {}
    shield = quoting.shield(data)
    for row in records(data.whole(table)):
        direction = _points(contract, row)
        if row[contract.key] in allowed and row[contract.words] and direction is not None:
            found[row[contract.key]] = Quote(row[contract.words], direction, shield)
    return found


def why_nobody(data: RoundData, table: str) -> str:
    """Say in Dutch why nobody is quoted from a table of what people said, for where `quotable` gives nothing."""
    if quoting.quotable(data, table).hidden:
        return "Niemand wordt geciteerd: wie dat goed vond, zou te herkennen zijn."
    return "Niemand wordt geciteerd: van niemand staat vast dat dat mag."


def are_quotes(places: Iterable[tuple[str, str]]) -> bool:
    """Tell whether what stands behind something is quotes: who was heard is more than who is quoted."""
    found = [place for _, place in places]
    return bool(found) and all(place.startswith(WORD_FOR_WORD) for place in found)


def chosen(quotes: Iterable[Quote]) -> list[Quote]:
    """Choose of what one voice said on one thing: the first one each way, the way of most first, so with dissent.

    What is mixed or neutral is only quoted where nothing points a way.
    """
    known = list(quotes)
    ways = [way for way, _ in Counter(quote.direction for quote in known).most_common() if way] or [0]
    return [next(quote for quote in known if quote.direction == way) for way in ways if known]


def _points(contract: Table, row: dict[str, object]) -> int | None:
    return contract.points(row) if contract.points else None
