"""What is said of a group beside the others, in plain Dutch."""

from collections.abc import Iterable
from math import ceil

from pipeline.contracts.loading import RoundData
from pipeline.contracts.table import PERSONS
from pipeline.contracts.units import unit_display
from pipeline.dutch import listed, number
from pipeline.evidence.compared import Compared, Verdict
from pipeline.evidence.groups import compare
from pipeline.evidence.positions import UNIT, VOICE, Positions

LOOK_CLOSER = "Nader bekijken: "
"""How a sentence begins of a group that no test names."""
NOT_SHOWN = "Hoeveel mensen dat zijn, staat er niet."
"""What is said instead of counts that an edition leaves out."""


def value(data: RoundData, by: str, group: str) -> str:
    """Give the label of a voice or unit, and of people or visits by what they are that value itself."""
    if by == VOICE:
        return data.codebook.labels[group]
    return unit_display(data.table("units")).get(group, group) if by == UNIT else group


def named(by: str, value: str, label: str, counted: str) -> str:
    """Name a group within a sentence: those who have a characteristic in common by what it is, and its value as given.

    Parameters
    ----------
    by : str
        What they have in common: `VOICE`, `UNIT`, or a characteristic.
    value, label : str
        Its value as readers know it, and what the characteristic is called.
    counted : str
        What they are, in the plural.
    """
    if by in {VOICE, UNIT}:
        return value.lower() if by == VOICE else value
    return f"{'mensen' if counted == PERSONS else counted} met {label.lower()} «{value}»"


def _name(data: RoundData, by: str, group: str, counted: str) -> str:
    label = {each.id: each.label for each in data.round.attributes}.get(by, by)
    return named(by, value(data, by, group), label, counted)


def of_total(n: int, total: int) -> str:
    """Say how many of how many: «12 van de 40», «geen van de 40», «alle 40»; of one: «1 van de 1»."""
    if n == 0:
        return f"geen van de {number(total)}"
    return f"alle {number(total)}" if 1 < n == total else f"{number(n)} van de {number(total)}"


def sentence(data: RoundData, compared: Compared, *, counts: bool = True) -> str:
    """Say of a group that it stands otherwise, or may do so, with the counts of both sides; of others nothing.

    Of groups that only do so because one that stands out more is among the others nothing is said. Without `counts`
    it is only said that it does.
    """
    own, others = compared.own, compared.left or compared.others
    if not compared.stands_out or compared.only_beside or own is None or others is None:
        return ""
    topic = compared.positions.topic
    own_name, rest_name, *without = (
        _name(data, compared.by, each, topic.counted)
        for each in (compared.group, compared.rest or compared.group, *compared.without)
    )
    begin = f"Bij {own_name}" if compared.verdict is Verdict.DIFFERS else f"{LOOK_CLOSER}bij {own_name}"
    rest = f"bij {rest_name}" if compared.rest else "elders" if compared.by == UNIT else "bij de anderen"
    if compared.left:
        rest += f" zonder {listed(without)}"
    said = f"{begin} is {topic.what} «{topic.label}» anders"
    if not counts:
        return f"{said}. {NOT_SHOWN}"
    # People do something; at visits something is done.
    at, noun = ("", "") if topic.counted == PERSONS else ("bij ", f" {topic.counted}")
    mine, theirs = (f"{at}{of_total(side.favourable, side.n)}" for side in (own, others))
    does = topic.good[own.favourable > 1]
    return f"{said}: {mine}{noun} {does}, {rest} {theirs}."


StandingOut = dict[tuple[str, str, str], dict[tuple[str, str], str]]
"""What is said of groups that stand otherwise: by question, aspect and item, then by what they have in common."""


def otherwise(data: RoundData, asked: Iterable[Positions]) -> StandingOut:
    """Say which groups stand otherwise, for each question, aspect and item: a sentence by what they have in common.

    Parameters
    ----------
    data : RoundData
        The round.
    asked : iterable of Positions
        All that one phase asked. What is tested is corrected for all of it, which is the whole round as long as only
        one phase has people who stand for others.
    """
    found: StandingOut = {}
    for each in compare(list(asked), data.round.rules):
        if said := sentence(data, each):
            topic = each.positions.topic
            found.setdefault((topic.question, topic.aspect, topic.item), {})[each.by, each.group] = said
    return found


def verdict(data: RoundData, compared: Compared) -> str:
    """Say what can be said of a group, in a few words."""
    if compared.verdict is Verdict.AT_MOST and compared.difference:
        most = ceil(max(map(abs, compared.difference)) * 100 - 1e-9)
        return f"verschilt niet meer dan {most} procentpunt"
    if compared.only_beside:
        return f"zonder {value(data, compared.by, compared.only_beside)} niet aantoonbaar anders"
    return VERDICTS[compared.verdict]


VERDICTS = {
    Verdict.DIFFERS: "verschilt",
    Verdict.LOOK: "nader bekijken",
    Verdict.AT_MOST: "verschilt weinig",
    Verdict.UNDECIDED: "niet te zeggen",
    Verdict.NOT_ASKED: "niet gevraagd",
    Verdict.TOO_FEW: "te weinig om te tonen",
}
