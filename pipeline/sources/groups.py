"""Groups of documents that a project has (sets) as the parts of the organisation that conversations are of."""

import re
from collections.abc import Iterable, Sequence

from pipeline.sources.model import Line
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


def told(held: Sequence[Talk], units: Sequence[str]) -> list[Line]:
    """Tell of each group whether it was carried over, as what, or what it may be.

    Parameters
    ----------
    held : sequence of Talk
        The conversations.
    units : sequence of str
        Every name of each unit.
    """
    lines = []
    for group in dict.fromkeys(group for talk in held for group in talk.document.groups):
        talks = [talk for talk in held if group in talk.document.groups]
        file = talks[0].document.file
        unit = next(iter(as_units([group], units)), "")
        by_unit = sum(talk.decision.unit == unit and not talk.typed for talk in talks) if unit else 0
        if unit and by_unit == len(talks):
            what = f"Deze groep (set) is overgenomen als onderdeel van {_counted(by_unit)}."
            lines.append(Line(file, "", group, what, lost=False))
            continue
        known = all(talk.typed or talk.decision.unit for talk in talks)
        what = f"Deze groep (set) van {_counted(len(talks))} is niet overgenomen."
        if known:
            lines.append(
                Line(file, "", group, f"{what} Van elk is al bekend bij welk onderdeel het hoort.", lost=False)
            )
            continue
        maybe = proposed([group], units)
        what += f" Misschien is het «{maybe}»." if maybe else ""
        lines.append(Line(file, "", group, what, MEND))
    return lines


def _counted(number: int) -> str:
    return "1 gesprek" if number == 1 else f"{number} gesprekken"


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name.casefold())


def _within(left: list[str], right: list[str]) -> bool:
    """Tell whether one name has all words of the other, next to each other."""
    few, many = sorted((left, right), key=len)
    return any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))
