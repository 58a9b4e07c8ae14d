"""What readers are shown, as plain data: words, tables, figures and what they stand in. Nothing here holds markup.

`telling/` and the phases make blocks, `looks/` shows them: in a notebook, on a page, in Word and in PDF.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Literal, ParamSpec

MarkKind = Literal[
    "positive", "negative", "mixed", "neutral", "ok", "warn", "bad", "muted", "sure3", "sure2", "sure1", "sure0"
]


@dataclass(frozen=True)
class Mark:
    """A word with a symbol and a colour that say the same."""

    text: str
    kind: MarkKind


@dataclass(frozen=True)
class Strong:
    """Words that stand out."""

    text: str


@dataclass(frozen=True)
class Muted:
    """Words beside the point, such as where something stands."""

    text: str


@dataclass(frozen=True)
class Link:
    """Words that lead to a page, by its address from the root of the site; on paper only the words are left."""

    text: str
    address: str


@dataclass(frozen=True)
class Target:
    """Words that a link can lead to, by an id that is unique on the page."""

    text: str
    id: str


Words = str | Mark | Strong | Muted | Link | Target
Line = Words | tuple[Words, ...]
"""Words on one line; those of a tuple have a space between them."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is that of a page."""

    text: str
    level: int


@dataclass(frozen=True)
class Text:
    """A paragraph: ``lead`` says the main thing, ``muted`` stands beside the point, ``empty`` says there is nothing."""

    line: Line
    role: Literal["", "lead", "muted", "empty"] = ""


@dataclass(frozen=True)
class Nothing:
    """There is nothing to show, and why: a notebook says so, a page and paper leave it out, with its heading."""

    why: str


@dataclass(frozen=True)
class Note:
    """A box with what must not be overlooked; `items` are its points."""

    line: Line
    kind: Literal["", "warn", "bad"] = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A cell of a table, or a point of a list, with something below its words."""

    line: Line
    below: "tuple[Block, ...]" = ()


@dataclass(frozen=True)
class Bullets:
    """A list of points in no order; ``remarks`` are what people said, each of several lines."""

    items: tuple[Line | Entry, ...]
    role: Literal["", "remarks"] = ""


@dataclass(frozen=True)
class Terms:
    """What a few names mean: each name with its explanation."""

    pairs: tuple[tuple[str, Line], ...]


@dataclass(frozen=True)
class Fold:
    """What is only shown when asked for; on paper it is always shown. A link can lead to its `id`."""

    title: str
    below: "tuple[Block, ...]"
    id: str = ""


@dataclass(frozen=True)
class Sides:
    """Blocks beside each other."""

    columns: "tuple[tuple[Block, ...], ...]"


@dataclass(frozen=True)
class Card:
    """Blocks that belong together, such as those of a finding, with an id to which a link can lead."""

    below: "tuple[Block, ...]"
    id: str = ""


@dataclass(frozen=True)
class Column:
    """How a column is headed, whether it holds quantities, and whether it names its rows."""

    header: str
    numeric: bool = False
    names: bool = False


@dataclass(frozen=True)
class Table:
    """A table; `empty` is said when it has no rows, and `stacks` asks for rows as cards on a phone.

    A cell without a value is None; numbers are written as readers see them. In a `form` such a cell is there to be
    written in: it has room, and no column is left out.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line | Entry | None, ...], ...]
    empty: str = "Geen gegevens."
    stacks: bool = False
    form: bool = False


@dataclass(frozen=True)
class Bar:
    """A bar from zero to a value, with the ends of its interval if it has one; `said` is more than the number."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    said: str = ""


@dataclass(frozen=True)
class Bars:
    """A horizontal bar for each row; `unit` follows each number."""

    rows: tuple[Bar, ...]
    unit: str = ""


@dataclass(frozen=True)
class Balance:
    """How many are critical, neutral and positive."""

    label: str
    negative: float
    neutral: float
    positive: float


@dataclass(frozen=True)
class Diverging:
    """Critical counts left and positive counts right of the neutral ones; `span` is shared by figures to compare."""

    rows: tuple[Balance, ...]
    span: tuple[float, float] | None = None

    @property
    def ends(self) -> tuple[float, float]:
        """How far its bars go to the left and to the right of the middle of the neutral counts."""
        return (
            min(-row.neutral / 2 - row.negative for row in self.rows),
            max(row.neutral / 2 + row.positive for row in self.rows),
        )


@dataclass(frozen=True)
class Heatmap:
    """Counts by row and column, in which more is darker; `most` is the darkest where figures are to be compared."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[float | None, ...], ...]
    most: float | None = None


@dataclass(frozen=True)
class Series:
    """One line of a chart: its value at each period."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Lines:
    """How a few series went from one period to the next; `unit` follows each number."""

    periods: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""


@dataclass(frozen=True)
class Climb:
    """Where somebody began and ended on a ladder; rung 1 is the lowest, and a position may lie between two."""

    label: str
    begin: float | None
    end: float | None


@dataclass(frozen=True)
class Ladder:
    """Positions on a ladder, whose rungs are named from the lowest up."""

    rungs: tuple[str, ...]
    climbs: tuple[Climb, ...]


@dataclass(frozen=True)
class JointCell:
    """What one phase says on one question: a direction and a weight from 1 to 3, or in a word why it says nothing."""

    direction: int | None
    weight: int
    why: str = ""


@dataclass(frozen=True)
class JointRow:
    """One question: its name, a cell for each phase, and what the phases say together."""

    name: str
    cells: tuple[JointCell, ...]
    together: str


@dataclass(frozen=True)
class Joint:
    """Questions against phases (Guetterman, Fetters & Creswell 2015, Ann Fam Med)."""

    columns: tuple[str, ...]
    rows: tuple[JointRow, ...]


@dataclass(frozen=True)
class Spot:
    """A place: how many kilometres it lies to the east and to the north of the middle of all."""

    label: str
    east: float
    north: float


@dataclass(frozen=True)
class Places:
    """Where some places lie."""

    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class ChainLink:
    """A step in a chain: what should be so, which way what was found on it points, and that in words.

    `found` is empty of what nobody looked for; `direction` is None where nothing was found.
    """

    text: str
    direction: int | None = None
    found: str = ""


@dataclass(frozen=True)
class ChainStage:
    """A stage of a chain, with its steps."""

    label: str
    links: tuple[ChainLink, ...]


@dataclass(frozen=True)
class Chain:
    """Stages that lead to each other, in order."""

    stages: tuple[ChainStage, ...]


Chart = Bars | Chain | Diverging | Heatmap | Lines | Ladder | Joint | Places


@dataclass(frozen=True)
class Figure:
    """A chart, what it shows, what a reader who can't see it should know, and its numbers where it has a table."""

    chart: Chart
    caption: str
    alt: str
    numbers: Table | None = None


@dataclass(frozen=True)
class Crowd:
    """Some people of a group: where they were heard, how many in words, and in dots; `more` when there may be more."""

    where: str
    said: str
    dots: int = 0
    more: bool = False


@dataclass(frozen=True)
class Group:
    """A group of people: where they were heard, or in words that they were not."""

    name: str
    crowds: tuple[Crowd, ...]
    missing: str = ""


@dataclass(frozen=True)
class Groups:
    """A picture of groups of people, in which who is missing is outlined; `caption` says what a dot is."""

    caption: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, repr=False)
class Section:
    """Blocks under each other, with a name by which the report on paper takes them from a notebook."""

    parts: "tuple[Block, ...]"
    name: str = ""

    def __repr__(self) -> str:
        return f"<Section {self.name}>"


Block = Heading | Text | Nothing | Note | Bullets | Terms | Fold | Sides | Card | Table | Figure | Groups | Section

Arguments = ParamSpec("Arguments")


def named(made: "Callable[Arguments, Block | tuple[Block, ...]]") -> Callable[Arguments, Section]:
    """Make a section of what a function makes, with the function's name."""

    @wraps(made)
    def section(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Section:
        parts = made(*args, **kwargs)
        return Section(parts if isinstance(parts, tuple) else (parts,), made.__name__)

    return section


def plain(shown: Line | Entry | None) -> str:
    """Give the words of a cell or a line without what they look like; what is below them is left out."""
    if isinstance(shown, Entry):
        return plain(shown.line)
    if shown is None or isinstance(shown, str):
        return shown or ""
    return " ".join(map(plain, shown)) if isinstance(shown, tuple) else shown.text
