"""What people decided of what a file can't say: which aspect a code is, who somebody is, how a conversation is called.

They write it in `import/koppeling.xlsx`, a sheet for each kind; what stands there is read at each import.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.contracts import workbooks
from pipeline.contracts.grids import ROW, Place, table_of
from pipeline.contracts.imported_files import DECISIONS
from pipeline.contracts.moments import day
from pipeline.contracts.plain_text import plain
from pipeline.contracts.respondents import YES_NO
from pipeline.contracts.rules import IDENTIFIER
from pipeline.errors import InputError, Problem, suggest
from pipeline.records import Record, records

FILE = DECISIONS
YES, NO = YES_NO
CODES, PEOPLE, TALKS, CODERS = "codes", "personen", "gesprekken", "codeurs"
TAKE = "Overnemen"


@dataclass(frozen=True)
class CodeDecision:
    """What a code means; without question and aspect, but with a direction, it only says which way another points."""

    question: str = ""
    aspect: str = ""
    direction: int | None = None
    take: bool = True

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was decided."""
        return self == CodeDecision()


@dataclass(frozen=True)
class PersonDecision:
    """Who somebody is: a pseudonym, and what is known of them; `columns` is what a file says besides."""

    respondent: str = ""
    voice: str = ""
    unit: str = ""
    quotable: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    take: bool | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TalkDecision:
    """How a conversation is called, when and where it was; `columns` is what a file says besides."""

    interview: str = ""
    date: str = ""
    unit: str = ""
    take: bool = True
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Decisions:
    """All that was decided, each by the name that files have for it."""

    codes: Mapping[str, CodeDecision] = field(default_factory=dict)
    people: Mapping[str, PersonDecision] = field(default_factory=dict)
    talks: Mapping[str, TalkDecision] = field(default_factory=dict)
    coders: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Choices:
    """What may be chosen.

    Attributes
    ----------
    aspects
        The aspects of each question that was asked in conversations.
    voices, units
        Ids of voices of people, and every name of a part of the organisation.
    voice_labels
        What voices are called, by id.
    columns
        Other columns of the tables of people and conversations that a file may fill, by table: heading, name, and the
        values it takes, if only some.
    attributes
        The round's attributes of people: heading, id and values of each; without values anything may stand there.
    """

    aspects: Mapping[str, tuple[str, ...]]
    voices: tuple[str, ...]
    units: tuple[str, ...]
    attributes: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    voice_labels: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = field(default_factory=dict)


def headings(choices: Choices) -> dict[str, tuple[str, ...]]:
    """Give the headings of each sheet, those that people fill in and those that explain."""
    own = tuple(title for title, *_ in choices.attributes)
    return {
        CODES: ("Code", "Keer gebruikt", "Gelezen als", "Voorstel", "Vraag", "Aspect", "Richting", TAKE),
        PEOPLE: ("Naam", "Gevonden als", "Gelezen als", "Persoon", "Stem", "Onderdeel", "Mag citeren", *own, TAKE),
        TALKS: ("Document", "Bestand", "Gelezen als", "Voorstel", "Gesprek", "Datum", "Onderdeel", TAKE),
        CODERS: ("Naam", "Bestand", "Codeur"),
    }


def read(path: Path, name: str, choices: Choices) -> Decisions:
    """Read what was decided; nothing where there is no such file.

    Parameters
    ----------
    path : pathlib.Path
        The workbook.
    name : str
        How problems name it.
    choices : Choices
        What may stand in it.

    Raises
    ------
    InputError
        Every cell that has what can't be, and every name that stands there twice.
    """
    if not path.exists():
        return Decisions()
    sheets = headings(choices)
    problems: list[Problem] = []
    with workbooks.opened(path, name) as book:
        found = {sheet: _rows(book, sheet, name, sheets[sheet], problems) for sheet in sheets if sheet in book.sheets}

    def of(sheet: str) -> Iterator[tuple[Record, "_Cells"]]:
        place, rows = found.get(sheet, (Place(name), []))
        seen = set[str]()
        for row in rows:
            cells = _Cells(row, place, problems)
            key = row[sheets[sheet][0]]
            if key in seen:
                cells.wrong(sheets[sheet][0], "Deze naam staat er twee keer.", "Haal een van beide rijen weg.")
            elif key:
                seen.add(key)
                yield row, cells

    decisions = Decisions(
        {row["Code"]: _code(cells, choices) for row, cells in of(CODES)},
        {row["Naam"]: _person(cells, choices) for row, cells in of(PEOPLE)},
        {row["Document"]: _talk(cells, choices) for row, cells in of(TALKS)},
        {row["Naam"]: name for row, cells in of(CODERS) if (name := cells.text("Codeur"))},
    )
    if problems:
        raise InputError(problems)
    return decisions


def _rows(
    book: workbooks.Book, sheet: str, file: str, known: tuple[str, ...], problems: list[Problem]
) -> tuple[Place, list[Record]]:
    """Read one sheet; one without any row below its headings has nothing."""
    if book.is_empty(sheet):
        return Place(file, sheet), []
    try:
        read_ = table_of(book.grid(sheet), Place(file, sheet, letters=True), known, ("Datum",))
    except InputError as error:
        problems += error.problems
        return Place(file, sheet), []
    problems += read_.problems
    if known[0] not in read_.frame:
        what = f"De kolom «{known[0]}» ontbreekt."
        problems.append(Problem(file, None, "", "", what, "Zet de kolom terug.", sheet=sheet))
        return read_.place, []
    lacking = {title: "" for title in known if title not in read_.frame}
    return read_.place, records(read_.frame.assign(**lacking))


class _Cells:
    """The cells of a row, each with what may stand in it; what may not is told."""

    def __init__(self, row: Record, place: Place, problems: list[Problem]) -> None:
        self._row, self._place, self._problems = row, place, problems

    def wrong(self, column: str, what: str, mend: str) -> None:
        problem = Problem("", int(self._row[ROW]), column, str(self._row[column]), what, mend)
        self._problems.append(self._place.of(problem))

    def text(self, column: str) -> str:
        return plain(str(self._row[column]))

    def checked(self, column: str, holds: Callable[[str], bool], what: str, mend: Callable[[str], str]) -> str:
        text = self.text(column)
        if text and not holds(text):
            self.wrong(column, what, mend(text))
            return ""
        return text

    def one_of(self, column: str, options: tuple[str, ...]) -> str:
        return self.checked(
            column, lambda text: text in options, "Dit bestaat niet.", lambda text: suggest(text, options)
        )

    def name(self, column: str) -> str:
        return self.checked(column, IDENTIFIER.holds, IDENTIFIER.what, IDENTIFIER.mend)


def _code(cells: _Cells, choices: Choices) -> CodeDecision:
    question = cells.one_of("Vraag", tuple(choices.aspects))
    aspect = cells.one_of("Aspect", choices.aspects.get(question, ())) if question else cells.text("Aspect")
    if bool(question) != bool(aspect) and bool(cells.text("Vraag")) != bool(cells.text("Aspect")):
        empty = "Aspect" if question else "Vraag"
        cells.wrong(empty, "Een vraag en een aspect horen bij elkaar.", "Vul beide in, of geen van beide.")
    direction = cells.one_of("Richting", ("1", "0", "-1"))
    take = cells.one_of(TAKE, YES_NO) != NO
    return CodeDecision(question, aspect if question else "", int(direction) if direction else None, take)


def _person(cells: _Cells, choices: Choices) -> PersonDecision:
    take = cells.one_of(TAKE, YES_NO)
    attributes = {
        name: cells.one_of(title, values) if values else cells.text(title) for title, name, values in choices.attributes
    }
    return PersonDecision(
        cells.name("Persoon"),
        cells.one_of("Stem", choices.voices),
        cells.one_of("Onderdeel", choices.units),
        cells.one_of("Mag citeren", YES_NO),
        {name: value for name, value in attributes.items() if value},
        take == YES if take else None,
    )


def _talk(cells: _Cells, choices: Choices) -> TalkDecision:
    date = cells.checked(
        "Datum", lambda text: day(text) is not None, "Dit is geen datum.", lambda _: "Vul een dag in, zoals 14-3-2026."
    )
    take = cells.one_of(TAKE, YES_NO) != NO
    return TalkDecision(cells.name("Gesprek"), date, cells.one_of("Onderdeel", choices.units), take)
