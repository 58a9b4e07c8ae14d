"""Groups of documents that a project has (sets) as the parts of the organisation that conversations are of."""

import re
from collections.abc import Iterable, Sequence

from pipeline.sources.merging import clean
from pipeline.sources.model import Line, Material
from pipeline.sources.talks import Talk, as_units

MEND = "Is het wel een onderdeel? Kies dat dan in import/koppeling.xlsx op het blad gesprekken, en importeer opnieuw."


def proposed(groups: Iterable[str], units: Iterable[str]) -> str:
    """Give the one unit whose name has the name of a group in it, or the other way round; empty when none or more.

    Parameters
    ----------
    groups : iterable of str
        Names of groups.
    units : iterable of str
        Every name of each unit.
    """
    names = [words for group in groups if (words := _words(group))]
    found = [unit for unit in units if (own := _words(unit)) and any(_within(own, name) for name in names)]
    whole = max(reversed(found), key=len, default="")  # of an id and the name for readers, which is after it, the last
    # Names of one unit are mostly parts of one another.
    return whole if all(_within(_words(unit), _words(whole)) for unit in found) else ""


def told(held: Sequence[Talk], units: Sequence[str], materials: Sequence[Material]) -> list[Line]:
    """Tell of each group whether it was carried over, as what, or what it may be.

    Parameters
    ----------
    held : sequence of Talk
        The conversations.
    units : sequence of str
        Every name of each unit.
    materials : sequence of Material
        The files.
    """
    files = {clean(group): each.file for each in reversed(materials) for doc in each.documents for group in doc.groups}
    lines = []
    for group in dict.fromkeys(group for talk in held for group in talk.document.groups):
        talks = [talk for talk in held if group in talk.document.groups]
        unit = next(iter(as_units([group], units)), "")
        rest = [talk for talk in talks if talk.typed or not unit or talk.decision.unit != unit]
        if taken := len(talks) - len(rest):
            what = f"Deze groep (set) is gelezen als onderdeel van {_counted(taken)}."
            lines.append(Line(files[group], "", group, what, lost=False))
        if not rest:
            continue
        what = f"Deze groep (set) is niet overgenomen voor {_counted(len(rest))}"
        if all(_unit(talk) for talk in rest):
            what += ": daarvan is het onderdeel al bekend."
            lines.append(Line(files[group], "", group, what, lost=False))
            continue
        maybe = proposed([group], units)
        what += f". Misschien is het «{maybe}»." if maybe else "."
        lines.append(Line(files[group], "", group, what, MEND))
    return lines


def _unit(talk: Talk) -> str:
    """Give the unit of a conversation: as people typed it, or else as was decided or read."""
    return str(talk.typed.get("unit", "")) if talk.typed else talk.decision.unit


def _counted(number: int) -> str:
    return "1 gesprek" if number == 1 else f"{number} gesprekken"


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name.casefold())


def _within(left: list[str], right: list[str]) -> bool:
    """Tell whether one name has all words of the other, next to each other."""
    few, many = sorted((left, right), key=len)
    return any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))
