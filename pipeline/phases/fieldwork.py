"""What who goes out to collect takes along: documents of a phase, with forms that have the headings of its workbook."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.blocks import Block, Bullets, Column, Table
from pipeline.codebook import Codebook, Question, Theme, Voice
from pipeline.contracts.folders import Asked
from pipeline.contracts.table import Column as Field
from pipeline.contracts.table import Contracts
from pipeline.phases.declaration import Phase
from pipeline.records import Record
from pipeline.rounds import Round

RESEARCHER, CLIENT = "de onderzoeker", "de opdrachtgever"

# An example of a name, as the notes of workbooks have it: somebody in the round may be called so.
_EXAMPLE = re.compile(r", zoals [A-Z]{1,2}\d+\b")


@dataclass(frozen=True)
class Handout:
    """A document that is taken along.

    Attributes
    ----------
    name
        What its file is called, without its kind.
    title
        What stands at its head.
    use
        For what it is, in a few words.
    blocks
        What is in it.
    goes_to
        Where what is noted on it goes, as workbook and sheet; empty when nothing does.
    """

    name: str
    title: str
    use: str
    blocks: tuple[Block, ...]
    goes_to: str = ""


@dataclass(frozen=True)
class Workbook:
    """A workbook for another program: what its file is called, and the rows of its sheets by name."""

    name: str
    sheets: Mapping[str, Sequence[Sequence[str]]]


@dataclass(frozen=True)
class Step:
    """A step of the fieldwork: what is done, by whom, and who decides on it."""

    what: str
    who: str = RESEARCHER
    decides: str = RESEARCHER


@dataclass(frozen=True)
class Fieldwork:
    """A round of which somebody is going to collect something.

    Attributes
    ----------
    round, codebook, contracts
        The round.
    voices
        Those whose voice is heard: of the people that the round has already, or else all that there can be.
    units
        The parts of the organisation, as people call them.
    rows
        Rows that the round has already, of the tables that a phase asks for.
    asked_of
        What files in folders of its own are read against.
    """

    round: Round
    codebook: Codebook
    contracts: Contracts
    voices: tuple[Voice, ...]
    units: tuple[str, ...]
    rows: Mapping[str, list[Record]]
    asked_of: Asked

    def asked(self, phase: Phase) -> list[tuple[Theme, list[Question]]]:
        """Give the questions that a phase asks, by theme."""
        found = [
            (theme, [each for each in self.codebook.questions if each.theme == theme.id and phase.id in each.asked_in])
            for theme in self.codebook.themes
        ]
        return [(theme, questions) for theme, questions in found if questions]

    def title_of(self, table: str, column: str) -> str:
        """Give the heading that a column has in its workbook."""
        return self.contracts[table].by_name[column].title

    def place_of(self, table: str) -> str:
        """Say in which workbook and on which sheet a table stands."""
        return f"{self.contracts[table].workbook}.xlsx, blad {table}"

    def form(self, table: str, without: Collection[str] = ()) -> Table:
        """Make a form of a sheet: each of its headings, what belongs beneath it, and room to write.

        Parameters
        ----------
        table : str
            The table of which the sheet is.
        without : collection of str
            Columns that are not asked here.
        """
        columns = [
            column
            for column in self.contracts[table].columns
            if column.heading and column.rule != "provenance" and column.name not in without
        ]
        rows = tuple((column.title, self._note(column), None) for column in columns)
        heads = (Column("Kop in het werkboek", names=True), Column("Wat u noteert"), Column("Invullen"))
        return Table(f"Dit gaat naar {self.place_of(table)}", heads, rows, form=True)

    def _note(self, column: Field) -> str:
        """Say what belongs beneath a heading, with what can be chosen: paper has no lists."""
        note = column.heading.note if column.heading else ""
        note = note.replace(" Kies uit de lijst.", "").replace(" Kies uit de lijst; leeg", " Leeg")
        note = _EXAMPLE.sub("", note)
        choices: tuple[str, ...] = ()
        if column.rule == "voice":
            choices = tuple(voice.id for voice in self.voices)
        elif column.references == "units":
            choices = self.units
        return f"{note} Kies uit: {', '.join(choices)}." if choices else note


def bullets(*points: str) -> Bullets:
    """Give points to think of."""
    return Bullets(points)
