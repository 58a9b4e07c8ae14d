"""Names that a round knows by itself: of who does the research, of who reviews, and of people in imported files."""

from collections.abc import Iterable, Iterator

from pipeline.contracts.imported_files import FOLDER
from pipeline.contracts.loading import RoundData
from pipeline.contracts.privacy_tables import PERSON, PRIVACY_NAMES
from pipeline.contracts.respondents import YES_NO
from pipeline.contracts.round_tables import AUTOMATIC
from pipeline.printable import name_of
from pipeline.privacy.gate import Gate
from pipeline.privacy.names import Names, folded, is_written_as_name
from pipeline.privacy.of_round import known_words
from pipeline.records import records
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


def gate_for(data: RoundData, reviewers: Iterable[str]) -> Gate:
    """Give what no file of a round may have that is published.

    That is the name of who reviews, of who does the research (but of whom `round.yml` names as a maker, which the first
    page has), of people as imported files call them, and of people in `privacy_names`; what that table does not hide
    may be there.

    Parameters
    ----------
    data : RoundData
        The round.
    reviewers : iterable of str
        Names of those who review.
    """
    _, no = YES_NO
    listed = records(data.whole(PRIVACY_NAMES.name))
    allowed = {row["name"].casefold() for row in listed if row["hidden"] == no}
    makers = " ".join(map(folded, (*data.round.makers, data.round.client)))
    people = [row["name"] for row in listed if row["kind"] == PERSON and row["hidden"] != no]
    people += [
        name for name in own_names(data, reviewers) if name.casefold() not in allowed and folded(name) not in makers
    ]
    nobody = [*(panel.label for panel in data.round.panels), *known_words(data.round, data.codebook, data.inside)]
    return Gate(Names(dict.fromkeys(people, "iemand"), nobody), frozenset(allowed))
