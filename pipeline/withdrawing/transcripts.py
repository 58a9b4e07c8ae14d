"""Transcripts that people put in a round themselves, of several who speak: one of them is blacked out."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.contracts.encodings import NotTextError, decode
from pipeline.contracts.references import named_in
from pipeline.contracts.table import Contracts, Table
from pipeline.privacy.csv_rows import coded
from pipeline.privacy.withdrawal import RESPONDENTS, OfPerson
from pipeline.records import Record, records
from pipeline.sources.leaving_out import blackened
from pipeline.sources.turns import spoken

_TEXTS, _NAMED = frozenset({".txt", ".md"}), "transcript"


@dataclass(frozen=True)
class Blackened:
    """A transcript in which somebody can't be read any more: what it comes to hold, and what they said there."""

    path: Path
    content: bytes
    said: tuple[str, ...]


def of_several(
    found: OfPerson, frames: Mapping[str, pd.DataFrame], contracts: Contracts, paths: Collection[Path]
) -> Iterator[Blackened]:
    """Black out somebody in transcripts of conversations that stay, as long as it was, so that other stretches hold.

    Theirs is what stands behind one of their names, and every stretch that is coded as theirs.

    Parameters
    ----------
    found : OfPerson
        What is about the person.
    frames : mapping of str to pandas.DataFrame
        The tables.
    contracts : mapping of str to Table
        All raw tables.
    paths : collection of pathlib.Path
        The files of the round that may be such a transcript.
    """
    people = set(frames[RESPONDENTS]["respondent_id"]) if RESPONDENTS in frames else set[str]()
    for name, frame in frames.items():
        if _NAMED not in frame:
            continue
        key = contracts[name].key
        for row in records(frame):
            own = [path for path in paths if row[_NAMED] and row[_NAMED] in {path.name, path.stem}]
            if row[key] in found.rows[name] or not own:
                continue
            coded_ = list(_coded(str(row[key]), name, found, frames, contracts))
            for path in own if _was_there(row, contracts[name], found) or coded_ else ():
                if path.suffix.casefold() in _TEXTS and (made := _without(path, found.names, people, coded_)):
                    yield made


def _was_there(row: Record, table: Table, found: OfPerson) -> bool:
    """Tell whether somebody was in a conversation."""
    return any(
        named_in(column, row[column.name]) & found.names for column in table.columns if column.references == RESPONDENTS
    )


def _coded(
    talk: str, of: str, found: OfPerson, frames: Mapping[str, pd.DataFrame], contracts: Contracts
) -> Iterator[tuple[int, int]]:
    """Give the stretches of a conversation that are coded as theirs."""
    for name, frame in frames.items():
        refers = [column.name for column in contracts[name].columns if column.references == of]
        if not refers or not {"start", "end"} <= set(frame):
            continue
        for row in records(frame):
            own = row[contracts[name].key] in found.rows[name] and any(row[column] == talk for column in refers)
            if own and str(row["start"]).isdigit() and str(row["end"]).isdigit():
                yield int(row["start"]), int(row["end"])


def _without(
    path: Path, names: Collection[str], people: Collection[str], coded_: list[tuple[int, int]]
) -> Blackened | None:
    content = path.read_bytes()
    try:
        text = decode(content).text
    except NotTextError:
        return None
    called = {name.casefold() for name in names}
    turns = [turn for turn in spoken(text, {*people, *names}).turns if turn.speaker.casefold() in called]
    stretches = [(turn.begins, turn.end) for turn in turns] + coded_
    if not stretches:
        return None
    mark, codec = coded(content, text)
    said = [text[turn.start : turn.end] for turn in turns] + [text[start:end] for start, end in coded_]
    return Blackened(path, mark + blackened(text, stretches).encode(codec, "surrogateescape"), tuple(said))
