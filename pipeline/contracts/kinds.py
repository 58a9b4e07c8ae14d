"""The kinds of tables that phases share: who or what spoke, and what was said."""

from pipeline.contracts.checks import (
    asked_in_phase,
    aspect_belongs,
    has_a_place,
    own_voice,
    part_of_source,
    part_of_total,
    voice_of_answers,
)
from pipeline.contracts.table import NEVER, PERSONS, PUBLIC, Column, Table

# What somebody else published has a place in a document (`has_a_place`); what we heard ourselves need not.
DOCUMENT = Column("document", references="documents", optional=True, leaves=PUBLIC)
PLACE = (DOCUMENT, Column("locator", optional=True, leaves=PUBLIC))


PLACED = "content"


# What readers have to know of a row, in words made to be read; what is only for who does the research is a remark.
NOTE = Column("note", optional=True, backs=True, leaves=PUBLIC)


def closing() -> tuple[Column, ...]:
    """Give the columns that most tables end with: where a row comes from, and a remark, which never leaves."""
    return (Column("provenance", "provenance"), Column("remark", optional=True, leaves=NEVER))


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
        Column("source_id", "identifier", leaves=PUBLIC),
        Column("label", leaves=PUBLIC),
        Column("voice", "voice"),
        Column("persons", "whole_number", optional=True, number=True, backs=True),
        *special,
        Column("date", "date", optional=True, backs=True, leaves=PUBLIC),
        *PLACE,
        *closing(),
        NOTE,
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
        Column("statement_id", "identifier", leaves=PUBLIC),
        Column("source", "identifier", references=sources, leaves=PUBLIC),
        *PLACE,
        Column("question", "question"),
        Column("aspect", "identifier", leaves=PUBLIC),
        Column("voice", "voice"),
        Column("direction", "direction", number=True),
        Column("n", "whole_number", optional=True, number=True, backs=True),
        Column("n_total", "whole_number", optional=True, number=True, backs=True),
        Column("quantifier", optional=True, leaves=PUBLIC),
        Column("statement", leaves=PUBLIC),
        *closing(),
        # A report doesn't say where it has this from: it was put with this phase for what it is about.
        Column("placed", allowed=(PLACED,), optional=True),
    )
    checks = (has_a_place, aspect_belongs, asked_in_phase, own_voice, voice_of_answers, part_of_source, part_of_total)
    return Table(
        name,
        columns,
        phase=phase,
        sources=sources,
        counted=counted,
        says="{statement}",
        quoted=True,
        checks=checks,
        distinct=("source", "question", "aspect", "voice", "direction", "n", "locator", "statement"),
    )
