"""What a raw table promises: its columns, what identifies a row, what it refers to, and what its rows say."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.codebook import Codebook
from pipeline.contracts.headings import Heading
from pipeline.contracts.provenance import REPORTED
from pipeline.records import Record
from pipeline.rounds import Round

if TYPE_CHECKING:  # planning a run needs the names of tables and no pandas
    import pandas as pd

# What a number in a row of statements counts: who was asked once is one person, an open answer of a survey is an
# answer of somebody, and a visit is a visit.
PERSONS, ANSWERS, VISITS = "personen", "antwoorden", "bezoeken"
STREETS, ORGANISATIONS = "straten", "organisaties"


class Leaves(Enum):
    """What readers get of a column: what it says, a role with a number in place of a name, or nothing."""

    PUBLIC = "public"
    AS_ROLE = "as a role"
    NEVER = "never"


PUBLIC, AS_ROLE, NEVER = Leaves

# Codes and counts say nothing of who somebody is; texts and names may, so that each says for itself whether it leaves.
_CODES_AND_COUNTS = frozenset(
    {
        *("voice", "question", "indicator", "instrument", "phase", "provenance"),
        *("direction", "whole_number", "positive", "printed", "formula", "formulas", "sayings"),
    }
)


@dataclass(frozen=True)
class Column:
    """A column of a raw table.

    Parameters
    ----------
    name : str
        Its name in the file.
    rule : str
        Name of the rule for its cells (see `pipeline.contracts.rules.rules_for`).
    allowed : tuple of str
        The only values it takes, in place of a rule.
    optional : bool
        Its cells may be empty, and the whole column may be absent: a table can grow without breaking files that exist.
    number : bool
        It holds whole numbers.
    references : str
        The table whose row a cell names, by key; in a formula every name is one. `STATEMENTS` stands for any table of
        statements.
    loose : bool
        As long as the round has no such table, its cells are free text.
    printed_there : bool
        The row that it refers to prints what this row says: when this row is withheld, that one has to be too.
    judges_question : bool
        The row is a judgement made with everything on the question of the row that it refers to in sight.
    backs : bool
        A number in its cells backs a sentence of the report that rests on the row: readers have to be able to see it.
    leaves : Leaves, optional
        What readers get of it. Codes and counts leave by themselves; without a decision a text or a name does not.
    moment : bool
        It says at which of two moments the row was measured: evidence rests on such rows only where there are both.
    several : bool
        Its cells name several rows, with ``;`` between.
    beside : bool
        It lays the row beside another one, which may lie beside it in turn; what neither rests on is no ring.
    heading : Heading, optional
        What people see above it in a workbook; found by as well as its name.
    usual : callable, optional
        What an empty cell means, or a table without the column, by what `round.yml` says.
    """

    name: str
    rule: str = "text"
    allowed: tuple[str, ...] = ()
    optional: bool = False
    number: bool = False
    references: str = ""
    loose: bool = False
    printed_there: bool = False
    judges_question: bool = False
    backs: bool = False
    moment: bool = False
    leaves: Leaves | None = None
    several: bool = False
    beside: bool = False
    heading: Heading | None = None
    usual: Callable[[Round], str] | None = None

    @property
    def title(self) -> str:
        """What people see above it: its Dutch heading, or else its name."""
        return self.heading.text if self.heading else self.name

    @property
    def is_code_or_count(self) -> bool:
        """Tell whether its cells are codes or counts, that leave by themselves."""
        return bool(self.allowed) or self.number or self.rule in _CODES_AND_COUNTS

    @property
    def shown(self) -> Leaves:
        """What readers get of it; nothing of a text or a name of which nobody decided."""
        return self.leaves or (PUBLIC if self.is_code_or_count else NEVER)

    @property
    def is_date(self) -> bool:
        """Tell whether dates or times are asked for: what a spreadsheet took for one is one, then."""
        return self.rule in {"date", "day", "time"} or self.name == "date"


STATEMENTS = "*_statements"
"""As what a column refers to: any table of statements."""


@dataclass(frozen=True)
class Table:
    """A raw table: `<name>.csv` in a round's folder.

    Parameters
    ----------
    name : str
        Name of the table.
    columns : tuple of Column
        Its columns, those that identify a row first.
    identified_by : int
        How many columns together identify a row.
    phase : str
        Id of the phase whose answers it holds; empty when it belongs to the round as a whole.
    sources : str
        For a table of statements: the table of who or what spoke.
    counted : str
        For a table of statements: what a number in its rows counts, in the plural; such as `PERSONS`.
    known_as : tuple of str
        Columns with other names by which rows are referred to, several of them with ``;`` between.
    says : str
        What a row says for who asks what is behind something, with names of columns in braces.
    quoted : bool
        A row is shown to readers as it stands, as what is behind a piece of evidence; others only link or count.
    audited : bool
        Published figures are recomputed and checked from it.
    checks : tuple of callable
        What has to hold between the cells of a row, and between it and other tables.
    person : callable or None
        For scores and the like: gives the person that a row is about, by name; empty where it is about none.
    speaks : callable or None
        For the same: tells whether that person said it themselves, and not somebody else of them.
    once : callable or None
        Gives what a row is about, where one decision on it and one independent judgement by each researcher may stand.
    grows : bool
        A round adds columns of its own: as long as it is not known, no column is one too many.
    distinct : tuple of str
        Columns in which no two rows are the same, where the last of them is filled: what was said once stands once,
        whatever its rows are called.
    has_file : bool
        It is read from a file or a sheet of its name; otherwise it is made of the files of a folder.
    words : str
        For records of what people said: the column with their own words, which only leave as a quote that its speaker
        agreed to.
    points : callable or None
        For the same: gives which way a row points, -1, 0 or 1, or None where it points no way.
    settled : callable or None
        Gives its rows as they are after what people decided of them in another table, by all tables as they were read.
    workbook : str
        The workbook of a new round in which it gets a sheet, for people to fill in; empty when it gets none.
    about : str
        For the same: what one row of it is, in plain Dutch.
    """

    name: str
    columns: tuple[Column, ...]
    identified_by: int = 1
    phase: str = ""
    sources: str = ""
    counted: str = ""
    known_as: tuple[str, ...] = ()
    says: str = ""
    quoted: bool = False
    audited: bool = False
    checks: "tuple[Check, ...]" = ()
    person: Callable[[Record], str] | None = None
    speaks: Callable[[Record], bool] | None = None
    once: Callable[[Record], tuple[object, ...]] | None = None
    grows: bool = False
    distinct: tuple[str, ...] = ()
    has_file: bool = True
    words: str = ""
    points: Callable[[Record], int | None] | None = None
    settled: "Callable[[Mapping[str, pd.DataFrame]], pd.DataFrame] | None" = None
    workbook: str = ""
    about: str = ""

    @property
    def key(self) -> str:
        """The column by which other tables and a trace name a row."""
        return self.columns[0].name

    @property
    def file(self) -> str:
        """File name within the round's folder."""
        return f"{self.name}.csv"

    @property
    def is_inside(self) -> bool:
        """Tell whether its rows are people's: the names of its rows never leave, and so nor does a row."""
        return self.by_name[self.key].shown is not PUBLIC

    @property
    def is_statements(self) -> bool:
        """Tell whether its rows are statements, coded to question, aspect and direction."""
        return bool(self.sources)

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """Its columns by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """The names of its columns by every heading that they may stand under: the names first."""
        return {name: name for name in self.by_name} | {column.title: column.name for column in self.columns}

    def with_rule(self, rule: str) -> list[str]:
        """Name the columns that have a rule, such as ``"question"``."""
        return [column.name for column in self.columns if column.rule == rule]

    def text(self, row: Record) -> str:
        """Say what a row says, as `says` describes; empty when it says nothing by itself."""
        return self.says.format_map(row) if self.says else ""

    def place(self, row: Record) -> str:
        """Say where a row stands: of a report in which document, of what was collected in which record, if any.

        A row of people has no place that readers see.
        """
        if self.is_inside:
            return OWN_DATA
        if row.get("locator"):
            noun = "document " if row.get("provenance") in REPORTED else ""
            return f"{noun}{row['document']}, {row['locator']}"
        # What people call it says more than a key that a file came with.
        return f"{OWN_DATA}, {row.get('document') or row.get('label') or row[self.key]}"


OWN_DATA = "gegevens van de onderzoekers"
"""How the place of a row begins that stands in no report."""
Contracts = Mapping[str, Table]
"""All raw tables by name."""
Found = tuple[str, str, str]
"""A mistake in a row: the column, what is wrong, and how to mend it."""


@dataclass(frozen=True)
class Context:
    """What a row is checked against.

    Attributes
    ----------
    table : Table
        The contract of the row's own table.
    rows : mapping of str to mapping
        The rows of each table that have no mistake of their own, by key.
    codebook : Codebook
        The round's codebook.
    whole : collection of str
        The tables of which every row is among them: only of these it can be said that a row is not there.
    """

    table: Table
    codebook: Codebook
    rows: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    whole: Collection[str] = ()


Check = Callable[[Record, Context], Iterator[Found]]
