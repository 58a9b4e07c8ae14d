"""Names that a round knows by itself: of who does the research, and of who reviews."""

from collections.abc import Iterable, Iterator

from pipeline.contracts.loading import RoundData
from pipeline.contracts.round_tables import AUTOMATIC
from pipeline.printable import name_of
from pipeline.privacy.names import folded, is_written_as_name

# Columns in which those who do the research are named; a shorter word is a code, such as AB.
_STAFF, _SHORTEST = ("interviewer", "moderator", "coder", "observer", "researcher"), 4


def own_names(data: RoundData, reviewers: Iterable[str]) -> Iterator[str]:
    """Give each name once, of who does the research and of reviewers.

    Parameters
    ----------
    data : RoundData
        The round.
    reviewers : iterable of str
        Names of those who review.
    """
    given: dict[str, str] = {}
    for frame in data.inside.values():
        kinds = frame["kind"] if "kind" in frame else [""] * len(frame)
        for column in _STAFF:
            for name, kind in zip(frame[column], kinds, strict=True) if column in frame else ():
                if isinstance(name, str) and len(name) >= _SHORTEST and is_written_as_name(name) and kind != AUTOMATIC:
                    given.setdefault(folded(name), name_of(name))
    for name in reviewers:
        given.setdefault(folded(name), name)
    yield from given.values()
