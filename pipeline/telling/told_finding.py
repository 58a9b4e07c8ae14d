"""A finding in plain words: what we found, how sure, who said so, who said otherwise, and where."""

from dataclasses import dataclass

from pipeline.blocks import Fold, Line, Mark, Muted, Strong
from pipeline.contracts.table import OWN_DATA
from pipeline.telling.quotes import are_quotes, says_no_more

_STRONGEST = {
    True: ("Een punt deze kant op", "Een punt de andere kant op"),
    False: ("Een positief punt", "Een kritisch punt"),
}


@dataclass(frozen=True)
class Point:
    """One thing that somebody said or that a document shows.

    Attributes
    ----------
    id, text, aspect : str
        Its id in `evidence.csv`, what was found, and on which aspect.
    source, who : str
        The group and in what it was found; the same with how many.
    caution : str
        What to mind; empty for most points.
    provenance : str
        Where it comes from, as `evidence.csv` has it.
    places : tuple of (str, str)
        Each text behind it, with where that stands.
    """

    id: str
    text: str
    aspect: str
    source: str
    who: str
    caution: str
    provenance: str
    places: tuple[tuple[str, str], ...]

    @property
    def quoted(self) -> bool:
        """Whether quotes stand behind it, and no places."""
        return are_quotes(self.places)

    @property
    def repeated(self) -> bool:
        """Whether what stands behind it only says the same again."""
        return says_no_more(self.text, self.places)

    @property
    def in_short(self) -> Line:
        """What stands behind it first, with who said it and where; a number counts all of it, so it needs its all.

        Of what people said to us that is how many said it: a quote is one of them.
        """
        text, place = next(iter(self.places), (self.text, ""))
        if self.quoted or place.startswith(OWN_DATA):  # which row that is, is a name for who looks in the data
            return self.text, Muted(f"({self.who})")
        several = len(self.places) > 1
        who = f"{self.source}; één van {len(self.places)} plaatsen achter dit punt" if several else self.who
        return text, Muted(f"({who}; {place})" if place else f"({who})")


@dataclass(frozen=True)
class Side:
    """All evidence that points one way, the strongest first.

    Attributes
    ----------
    sign : int
        Which way: 1, 0 or -1.
    title : str
        Which way, in words.
    points : tuple of Point
        The evidence.
    nothing : str
        What to say when there are no points: where was looked in vain, as far as that is known.
    """

    sign: int
    title: str
    points: tuple[Point, ...]
    nothing: str


@dataclass(frozen=True)
class Group:
    """A group that spoke: how many points it brought in, in words, and a mark with a number for each way."""

    label: str
    counts: str
    signs: tuple[tuple[Mark, int], ...]


@dataclass(frozen=True)
class ToldFinding:
    """A finding in words, for every reader.

    Attributes
    ----------
    id, theme, label, question, statement : str
        The finding, the label of its theme, its name, what was asked, and what was found.
    people : str
        Who finds what, in words about people and without counts.
    direction : int
        Which way it points: 1 positive, 0 mixed, -1 critical.
    marks : tuple of Mark
        Its direction, its convergence and its confidence.
    sure : str
        How sure it is, in a sentence.
    why : tuple of str
        Why it is not more sure or less, in a few short sentences.
    careful : tuple of str
        That the sentence is a neutral one of ours, and what the finding hangs on; empty for most findings.
    groups : tuple of Group
        Each group that spoke, with how many points it brought in.
    who, otherwise : str
        In one sentence who said so, and who said otherwise.
    sides : tuple of Side
        All evidence: what carries it, what speaks against it, and what does neither; of a mixed finding what is
        positive, critical and neutral.
    page : str
        Address of the finding on its theme's page.
    own_words : tuple of (str, int)
        Each panel of which people also spoke in what the finding rests on, with a sentence that says so.
    a_point : str
        What is counted as a point in it.
    beside : tuple of str
        Who stands otherwise within what does not speak against it as a whole: groups, places, and people.
    measured : tuple of str
        What was collected on its question and points no way that can be told: no evidence, and no silence either.
    groups_beside : Fold or None
        Each group beside the others on its question; None where that is not known.
    """

    id: str
    theme: str
    label: str
    question: str
    statement: str
    people: str
    direction: int
    marks: tuple[Mark, Mark, Mark]
    sure: str
    why: tuple[str, ...]
    careful: tuple[str, ...]
    groups: tuple[Group, ...]
    who: str
    otherwise: str
    sides: tuple[Side, Side, Side]
    page: str
    own_words: tuple[tuple[str, int], ...] = ()
    a_point: str = ""
    beside: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()
    groups_beside: Fold | None = None

    @property
    def running(self) -> str:
        """The sentences of its page, without those with counts of groups: their names are as long as they are."""
        return " ".join([self.question, self.statement, self.people, self.sure, *self.why, *self.careful])

    @property
    def brief(self) -> str:
        """Who finds what and how sure that is: what stands first below its sentence, on a card and a form."""
        return f"{self.people} {self.sure}"

    @property
    def counted(self) -> str:
        """Who says so and who says otherwise, with how many points: what follows below that, smaller."""
        return f"{self.who} {self.otherwise}"

    @property
    def points(self) -> tuple[Point, ...]:
        """All evidence, in the order in which it is told."""
        return tuple(point for side in self.sides for point in side.points)

    @property
    def also_measured(self) -> Line:
        """Name what was collected and points no way that can be told."""
        return (Strong("Ook gemeten, zonder duidelijke richting:"), *self.measured)

    @property
    def strongest(self) -> tuple[tuple[str, Line], tuple[str, Line]]:
        """Of what carries it and of what speaks against it: a heading with the strongest point, or where was looked."""
        carries, against = (
            (title, side.points[0].in_short if side.points else side.nothing)
            for title, side in zip(_STRONGEST[bool(self.direction)], self.sides[:2], strict=True)
        )
        return carries, against

    @property
    def otherwise_strongest(self) -> tuple[tuple[str, Line], ...]:
        """The strongest point of who says otherwise; of a mixed finding those of both sides."""
        return self.strongest[1:] if self.direction else self.strongest
