"""What people together find of an aspect: one direction a person, one of all of them, and how many in words."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from pipeline.contracts.table import PERSONS
from pipeline.dutch import listed, number
from pipeline.evidence.directions import direction_of
from pipeline.evidence.table import Counted
from pipeline.evidence.values import Value
from pipeline.rules import Rules

_WORDS = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")


@dataclass(frozen=True)
class Opinions:
    """How many people are positive, critical or both, out of how many who could have said something.

    `mixed` are those who said both, and those whose words point neither way.
    """

    positive: int
    critical: int
    mixed: int
    out_of: int

    @property
    def spoke(self) -> int:
        """How many said something."""
        return self.positive + self.critical + self.mixed

    def direction(self, selection: str, rules: Rules) -> int | None:
        """Give which way they point together: by who is on one side; where nobody is, they are mixed.

        None where it can't be told: nobody spoke, or too few to say it of people who were not heard.
        """
        if self.positive or self.critical:
            return direction_of(self.positive, self.critical, selection, rules)
        return 0 if self.mixed else None

    @property
    def values(self) -> tuple[Value, ...]:
        """Give how many find what, whichever way that points."""
        counts = (
            ("positief", self.positive, "hoeveel er positief zijn"),
            ("kritisch", self.critical, "hoeveel er kritisch zijn"),
            ("beide", self.mixed, "hoeveel er positief en kritisch zijn, of geen van beide"),
            ("spraken", self.spoke, "hoeveel er iets over zeiden"),
        )
        return tuple(Value(name, number(count), says, PERSONS) for name, count, says in counts)

    def counted(self, direction: int) -> Counted:
        """Count who is on the side that a direction is of, and on the other; of a mixed one all who spoke."""
        n = {1: self.positive, -1: self.critical, 0: self.spoke}[direction]
        against = {1: self.critical, -1: self.positive}.get(direction, pd.NA)
        return Counted(n, self.out_of, PERSONS, against=against)


def own_direction(directions: Iterable[int]) -> int:
    """Give the direction of one person: which way all their words point; 0 where they differ or point neither way."""
    different = set(directions)
    return different.pop() if len(different) == 1 else 0


def opinions(of_persons: Iterable[int], out_of: int) -> Opinions:
    """Count the directions of people, one a person."""
    found = list(of_persons)
    return Opinions(found.count(1), found.count(-1), found.count(0), out_of)


def statement(
    found: Opinions, direction: int, people: tuple[str, str], voice: str, aspect: str, *, whole: bool = True
) -> str:
    """Say in Dutch how many people find what of an aspect.

    Parameters
    ----------
    found : Opinions
        How many find what.
    direction : int
        The side to begin with; of a mixed one the sides are named next to each other.
    people : tuple of str
        What one of them is called and what more are, with "de": ``("aanwezige", "aanwezigen")``.
    voice, aspect : str
        The labels of the group and of the aspect.
    whole : bool
        What each of them said is known; otherwise who is silent here may have spoken of it.
    """
    sides = [("positief", found.positive), ("kritisch", found.critical)]
    if direction < 0:
        sides.reverse()
    about = f"over «{aspect}»"
    # "Zeven van de acht deelnemers (deelnemer)" says the same twice.
    who = "" if voice.lower() in people else f" ({voice.lower()})"
    silent = found.out_of - found.spoke
    if not found.spoke:
        return f"Niemand van de {people[1]}{who} zei iets {about}."
    if not direction and found.out_of == 1:
        return _begun(f"de enige {people[0]} uit de groep{who} is gemengd of neutraal {about}.")
    if not direction:
        parts = [f"{_count(n)} {side}" for side, n in sides if n]
        parts += [f"{_count(found.mixed)} gemengd of neutraal"] if found.mixed else []
        verb = "zegt" if found.spoke == 1 else "zeggen"
        said = f"{_of(found.spoke, found.out_of, people)}{who} {verb} iets {about}: {listed(parts)}."
        return _begun(said)
    (first, most), (second, least) = sides
    said = f"{_of(most, found.out_of, people)}{who} {'is' if most == 1 else 'zijn'} {first} {about}"
    rest = [f"{_count(least)} {'is' if least == 1 else 'zijn'} {second}"] if least else []
    if found.mixed:
        rest.append(f"{_count(found.mixed)} {'is' if found.mixed == 1 else 'zijn'} gemengd of neutraal")
    if silent:
        said_nothing = f"{_count(silent)} {'zei' if silent == 1 else 'zeiden'} er niets over"
        rest.append(said_nothing if whole else f"van {_count(silent)} is hierover niets gecodeerd")
    return _begun(f"{said}; {listed(rest)}." if rest else f"{said}.")


def _begun(sentence: str) -> str:
    """Write a sentence with a capital, which of «één» has no accent."""
    return f"E{sentence[1:]}" if sentence.startswith("é") else sentence[0].upper() + sentence[1:]


def _count(n: int) -> str:
    """Write a number up to twelve in a word."""
    return _WORDS[n] if n < len(_WORDS) else number(n)


def _of(n: int, out_of: int, people: tuple[str, str]) -> str:
    one, more = people
    if n == out_of:
        return {1: f"de enige {one} uit de groep", 2: f"beide {more}"}.get(n, f"alle {_count(n)} {more}")
    return f"{_count(n)} van de {_count(out_of)} {more}"
