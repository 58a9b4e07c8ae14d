"""Who finds what of a question, in words about people and without counts, and who says nothing on it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.codebook import Codebook, Question, Voice
from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import all_reported
from pipeline.contracts.table import PERSONS
from pipeline.dutch import PICTURE, begun, is_plural, several
from pipeline.evidence.group_table import Apart
from pipeline.evidence.table import EvidenceRow
from pipeline.evidence.without_counts import is_left_out
from pipeline.phases.declarations import BY_ID
from pipeline.records import rows_of
from pipeline.rules import Rules
from pipeline.triangulation.views import cells, stance

_DIVIDED, _UNCLEAR = "verdeeld", "niet duidelijk positief of kritisch"
_ORDER = ("positief", "vooral positief", _DIVIDED, _UNCLEAR, "vooral kritisch", "kritisch")
_ONE = "één mens van de "


@dataclass(frozen=True)
class Everybody:
    """All of which can be told who finds what.

    Attributes
    ----------
    data : RoundData
        The round.
    evidence : pandas.DataFrame
        All evidence of it: who said something anywhere.
    undecided : pandas.DataFrame
        What was collected and points no way that can be told, with the columns of evidence.
    """

    data: RoundData
    evidence: pd.DataFrame
    undecided: pd.DataFrame

    def people(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Keep what people told: no documents, and no visits, at which nobody is asked what they find."""
        asked = {phase.id for phase in BY_ID.values() if phase.people and phase.asks}
        return rows[rows["phase"].isin(asked)]


def who_finds_what(question: Question, heard: Everybody, standing_out: Sequence[Apart] = ()) -> str:
    """Say which groups are positive, critical or divided on a question, and who says nothing on it.

    A group is weighed as a finding is, by its own evidence alone: "mostly" so where some of that points otherwise.
    Documents and visits come after people. That a group says nothing is told of who said something elsewhere in the
    round, and not where answers on the question are withheld.

    Parameters
    ----------
    question : Question
        The question of a finding.
    heard : Heard
        The round.
    standing_out : sequence of Apart
        Who stands otherwise on the question by what they have in common, or may do so.
    """
    here = heard.evidence[heard.evidence["question"] == question.id]
    told = heard.people(here)
    silent = _silent(question, here, heard)
    parts = [
        _people(told, heard),
        _elsewhere(here.drop(told.index), heard),
        "Mensen komen hier niet aan het woord." if told.empty else "",
        *(silent if len(told) else ()),
        *_otherwise(standing_out),
    ]
    return " ".join(filter(None, parts))


def _people(told: pd.DataFrame, heard: Everybody) -> str:
    """Say of each group of people how it stands; the first sentence says who they are: those who were heard."""
    book, found = heard.data.codebook, dict[str, list[str]]()
    for voice in _in_order(told["voice"], book):
        own = told[told["voice"] == voice.id]
        name = _ONE + voice.plain.removeprefix("de ") if _one(own) else voice.plain
        found.setdefault(_stance(own, heard.data.round.rules), []).append(name)
    if not found:
        return ""
    begin = "Van wie wij lazen," if all_reported(told) else "Van wie wij hoorden,"
    (first, names), *rest = sorted(found.items(), key=lambda item: _ORDER.index(item[0]))
    said = [f"{begin} {_verb(names)} {several(names)} {first}."]
    said += [f"{begun(several(names))} {_verb(names)} {way}." for way, names in rest]
    return " ".join(said)


def _elsewhere(rest: pd.DataFrame, heard: Everybody) -> str:
    """Say what visits show, and what documents do."""
    found: dict[str, list[str]] = {}
    for phase in BY_ID.values():
        own = rest[rest["phase"] == phase.id]
        if len(own):
            found.setdefault(_stance(own, heard.data.round.rules), []).append(f"de {phase.plain}")
    return " ".join(
        f"Volgens {several(names)} is het beeld {way if way != _DIVIDED else 'gemengd'}."
        for way, names in sorted(found.items(), key=lambda item: _ORDER.index(item[0]))
    )


def _stance(own: pd.DataFrame, rules: Rules) -> str:
    """Say which way a part of the evidence on a question points, and whether all of it does."""
    direction = stance(cells(own, rules), rules)
    ways = set(own["direction"])
    if not direction:
        return _DIVIDED if {1, -1} <= ways or (own["n_against"].fillna(0) > 0).any() else _UNCLEAR
    untold = any(map(is_left_out, rows_of(own, EvidenceRow)))  # perhaps some of them see it otherwise
    whole = ways == {direction} and not untold and not (own["n_against"].fillna(0) > 0).any()
    return PICTURE[direction] if whole else f"vooral {PICTURE[direction]}"


def _silent(question: Question, here: pd.DataFrame, heard: Everybody) -> Iterator[str]:
    if any(each.question == question.id for each in heard.data.round.withheld):
        return
    book, unclear = heard.data.codebook, heard.people(heard.undecided)
    measured = set(unclear["voice"][unclear["question"] == question.id])
    spoke = {*heard.people(heard.evidence)["voice"], *unclear["voice"]} - set(here["voice"])
    absent = [voice for voice in _in_order(spoke, book) if voice.person and not voice.researcher]
    if unsure := [voice.plain for voice in absent if voice.id in measured]:
        yield f"Wat {several(unsure)} hiervan {'vindt' if _verb(unsure) == 'is' else 'vinden'}, is niet te zeggen."
    if nothing := [voice.plain for voice in absent if voice.id not in measured]:
        where = "lezen" if all_reported(heard.evidence) else "hoorden"
        yield f"Van {several(nothing)} {where} wij hier niets."


def _otherwise(standing_out: Sequence[Apart]) -> Iterator[str]:
    clear, maybe = (
        list(dict.fromkeys(each.name for each in standing_out if each.differs is differs)) for differs in (True, False)
    )
    if clear:
        yield f"Anders is het bij {several(clear)}."
    if maybe := [name for name in maybe if name not in clear]:
        yield f"Misschien is het {'ook ' if clear else ''}anders bij {several(maybe)}."


def _one(own: pd.DataFrame) -> bool:
    """Tell whether it is one person who is heard: all there is of the group is one of one, in one phase."""
    return set(own["counted"]) == {PERSONS} and own["phase"].nunique() == 1 and set(own["n_total"].fillna(0)) == {1}


def _in_order(names: Iterable[str], book: Codebook) -> list[Voice]:
    """Give the voices of the codebook that are named, in its order."""
    named = set(names)
    return [voice for voice in book.voices if voice.id in named]


def _verb(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 and (names[0].startswith(_ONE) or not is_plural(names[0])) else "zijn"
