"""Who a colleague finds who knows a few facts of each person: a simulation, of all colleagues and all facts.

Somebody is found through what is shown when they are the only one of whom it can be, among those of whom the colleague
knows the same. It is the worst that can be: the colleague knows the facts of everybody who took part, and who of them
said what is shown; what is not printed with it is all that they do not know. So it counts who is unique, as k-anonymity
does (Sweeney 2002, International Journal of Uncertainty, Fuzziness and Knowledge-Based Systems 10:557-570).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Facts = Mapping[str, frozenset[str]]
"""Of a person, by the kind of fact, what is true of them; of most kinds one thing, of what they said several."""


@dataclass(frozen=True)
class Clue:
    """Something that readers see and that is of one person.

    Attributes
    ----------
    what : str
        What it is, for who does the research.
    of : str
        The person.
    can_be : frozenset of str
        All people of whom it can be, by what is printed with it.
    """

    what: str
    of: str
    can_be: frozenset[str]


@dataclass(frozen=True)
class Found:
    """Somebody who is found through a clue, by who knows facts of these kinds of them; the fewest that do."""

    clue: Clue
    kinds: tuple[str, ...]


def insiders(people: Mapping[str, Facts], clues: Collection[Clue], known: int) -> Iterator[Found]:
    """Give each clue through which some colleague finds the person it is of.

    Parameters
    ----------
    people : mapping of str to Facts
        Everybody who took part, with what a colleague may know of them.
    clues : collection of Clue
        What readers see that is of one person.
    known : int
        How many facts a colleague knows of each person, of as many kinds; one thing of each kind.
    """
    for clue in clues:
        ways = _ways(people[clue.of], known)
        if (kinds := next((kinds for kinds, facts in ways if _only(clue, people, facts)), None)) is not None:
            yield Found(clue, kinds)


def _ways(facts: Facts, known: int) -> Iterator[tuple[tuple[str, ...], Sequence[tuple[str, str]]]]:
    """Give all that a colleague may know of somebody, the least first."""
    single = [(kind, fact) for kind in sorted(facts) for fact in sorted(facts[kind])]
    for number in range(known + 1):
        for chosen in combinations(single, number):
            kinds = tuple(kind for kind, _ in chosen)
            if len(set(kinds)) == number:
                yield kinds, chosen


def _only(clue: Clue, people: Mapping[str, Facts], facts: Sequence[tuple[str, str]]) -> bool:
    left = (name for name in clue.can_be if all(fact in people[name].get(kind, ()) for kind, fact in facts))
    return set(left) == {clue.of}
