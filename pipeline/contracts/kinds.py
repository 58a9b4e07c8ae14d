"""The kinds of tables that phases share: who or what spoke, and what was said."""

from pipeline.contracts.checks import (
    asked_in_phase,
    aspect_belongs,
    has_a_place,
    own_voice,
    part_of_source,
    part_of_total,
)
from pipeline.contracts.table import PERSONS, Column, Table

# What somebody else published has a place in a document (`has_a_place`); what we heard ourselves need not.
DOCUMENT = Column("document", references="documents", optional=True)
PLACE = (DOCUMENT, Column("locator", optional=True))


PLACED = "content"


def closing() -> tuple[Column, ...]:
    """Give the columns that most tables end with: where a row comes from, and a remark."""
    return (Column("provenance", "provenance"), Column("remark", optional=True, backs=True))


def sources(name: str, *special: Column) -> Table:
    """Declare a table of who or what spoke: interviews, groups, surveys, documents.

    Parameters
    ----------
    name : str
        Name of the table.
    special : Column
        Columns that only this table has.
    """
    columns = (
        Column("source_id", "identifier"),
        Column("label"),
        Column("voice", "voice"),
        Column("persons", "whole_number", optional=True, number=True, backs=True),
        *special,
        Column("date", "date", optional=True, backs=True),
        *PLACE,
        *closing(),
    )
    return Table(name, columns, says="{label}", checks=(has_a_place,))


def statements(name: str, phase: str, sources: str, counted: str = PERSONS) -> Table:
    """Declare a table of what was said, in our own words, coded to question, aspect, voice and direction.

    Parameters
    ----------
    name : str
        Name of the table.
    phase : str
        Id of the phase.
    sources : str
        Name of the table of who or what spoke.
    counted : str
        What a number in its rows counts.
    """
    columns = (
        Column("statement_id", "identifier"),
        Column("source", "identifier", references=sources),
        *PLACE,
        Column("question", "question"),
        Column("aspect", "identifier"),
        Column("voice", "voice"),
        Column("direction", "direction", number=True),
        Column("n", "whole_number", optional=True, number=True, backs=True),
        Column("n_total", "whole_number", optional=True, number=True, backs=True),
        Column("quantifier", optional=True),
        Column("statement"),
        *closing(),
        # A report doesn't say where it has this from: it was put with this phase for what it is about.
        Column("placed", allowed=(PLACED,), optional=True),
    )
    checks = (has_a_place, aspect_belongs, asked_in_phase, own_voice, part_of_source, part_of_total)
    return Table(
        name,
        columns,
        phase=phase,
        sources=sources,
        counted=counted,
        says="{statement}",
        quoted=True,
        checks=checks,
    )
