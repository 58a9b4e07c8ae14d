"""Names that a round knows by itself: of who does the research, of who reviews, and of people in imported files."""

from collections.abc import Iterable, Iterator

from pipeline.contracts.imported_files import FOLDER
from pipeline.contracts.loading import RoundData
from pipeline.contracts.round_tables import AUTOMATIC
from pipeline.printable import name_of
from pipeline.privacy.names import folded, is_written_as_name
from pipeline.sources.called import called
from pipeline.sources.decisions import FILE

# Columns in which those who do the research are named; a shorter word is a code, such as AB.
_STAFF, _SHORTEST = ("interviewer", "moderator", "coder", "observer", "researcher"), 4


def own_names(data: RoundData, reviewers: Iterable[str]) -> Iterator[str]:
    """Give each name once, of who does the research, of reviewers, and of people as imported files call them.

    Parameters
    ----------
    data : RoundData
        The round.
    reviewers : iterable of str
        Names of those who review.

    Raises
    ------
    InputError
        The workbook of what was imported can't be read.
    """
    given: dict[str, str] = {}
    for frame in data.inside.values():
        kinds = frame["kind"] if "kind" in frame else [""] * len(frame)
        for column in _STAFF:
            for name, kind in zip(frame[column], kinds, strict=True) if column in frame else ():
                if isinstance(name, str) and len(name) >= _SHORTEST and is_written_as_name(name) and kind != AUTOMATIC:
                    given.setdefault(folded(name), name_of(name))
    workbook = data.project.raw / data.round_id / FOLDER / FILE
    for name in called(workbook, data.project.name(workbook)):
        if is_written_as_name(name) and not any(map(str.isdigit, name)):
            given.setdefault(folded(name), name_of(name))
    for name in reviewers:
        given.setdefault(folded(name), name)
    yield from given.values()
