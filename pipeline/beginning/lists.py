"""What may stand in the columns of a round's workbooks, as lists to choose from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.codebook import Codebook
from pipeline.contracts.folders import Folder
from pipeline.contracts.rules import PROVENANCE
from pipeline.contracts.table import Column, Contracts, Table
from pipeline.phases.declarations import BY_ID
from pipeline.phases.tables import FOLDERS
from pipeline.rounds import Round

# Of a list that depends on what stands in another column: how its name begins.
ASPECTS, DOMAINS = "aspecten_", "domeinen_"


@dataclass(frozen=True)
class Setting:
    """What the workbooks of a round are made of.

    Attributes
    ----------
    round, codebook
        The round.
    contracts
        Its tables.
    units
        The parts of the organisation as the lists have them.
    """

    round: Round
    codebook: Codebook
    contracts: Contracts
    units: tuple[str, ...]

    @property
    def workbooks(self) -> dict[str, list[Table]]:
        """The workbooks that the round needs, by their place without kind, each with its sheets.

        That of people always, others of phases that are deployed.
        """
        found: dict[str, list[Table]] = {}
        for table in self.contracts.values():
            if table.workbook:
                found.setdefault(table.workbook, []).append(table)
        needed = {
            name
            for phase in BY_ID.values()
            if self.round.deployment(phase.id).deployed
            for name in (*phase.required, *phase.records, *phase.alone)
        }
        of_people = self.contracts["respondents"].workbook
        own = {
            name: tables
            for name, tables in found.items()
            if name == of_people or any(table.name in needed for table in tables)
        }
        # What says of files of other programs what is in them stands with those.
        return own | {f"{each.name}/{each.form}": list(each.sheets) for each in self.folders if each.form}

    @property
    def folders(self) -> list[Folder]:
        """The folders for files of other programs that the round needs, of phases that are deployed."""
        held = [phase for phase in BY_ID.values() if self.round.deployment(phase.id).deployed]
        return [each for each in FOLDERS if any(each.makes in phase.tables for phase in held)]


def lists(setting: Setting) -> dict[str, list[str]]:
    """Give every list by its name, as a workbook can refer to it."""
    book = setting.codebook
    found = {
        "stemmen": [voice.id for voice in book.voices],
        "personen": [voice.id for voice in book.voices if voice.person],
        "onderdelen": list(setting.units),
        "vragen": [question.id for question in book.questions],
        "indicatoren": [indicator.id for indicator in book.indicators],
        "instrumenten": list(book.instruments),
        "fasen": list(BY_ID),
    }
    for phase in BY_ID:
        found[f"vragen_{phase}"] = [question.id for question in book.questions if phase in question.asked_in]
    for attribute in setting.round.attributes:
        found[f"kenmerk_{attribute.id}"] = list(attribute.values)
    for question in book.questions:
        found[f"{ASPECTS}{question.id}"] = [code.id for code in question.codes]
    for instrument in book.instruments.values():
        found[f"{DOMAINS}{plain(instrument.id)}"] = [domain.id for domain in instrument.domains]
    return {plain(name): values for name, values in found.items()}


def plain(name: str) -> str:
    """Give a name as a workbook can have it."""
    return re.sub("[^A-Za-z0-9_]", "_", name)


def list_of(column: Column, table: Table, choices: Mapping[str, list[str]]) -> str:
    """Give the name of the list that a column is filled in from, or nothing."""
    of_rules = {"indicator": "indicatoren", "instrument": "instrumenten", "phase": "fasen"}
    if column.rule == "question":
        return f"vragen_{table.phase}" if table.phase else "vragen"
    if column.rule == "voice":
        return "stemmen" if table.is_statements or table.name == "desk_sources" else "personen"
    if column.references == "units":
        return "onderdelen"
    attribute = f"kenmerk_{column.name}"
    return attribute if attribute in choices else of_rules.get(column.rule, "")


def fixed(column: Column) -> tuple[str, ...]:
    """Give the values that a column takes in every round, the same for all."""
    if column.rule == "provenance":
        return PROVENANCE
    return ("1", "0", "-1") if column.rule == "direction" else column.allowed


def example(column: Column, table: Table, choices: Mapping[str, list[str]]) -> str:
    """Give what stands in a column in the row that shows how it is done: the first that can be chosen, if any."""
    if column.heading and column.heading.example:
        return column.heading.example
    if column.optional:
        return ""
    if column.name == "aspect":
        question = example(table.by_name["question"], table, choices)
        return next(iter(choices.get(f"{ASPECTS}{plain(question)}", ())), "")
    values = choices.get(list_of(column, table, choices)) or list(fixed(column))
    return values[0] if values else ""
