"""What coders decided together where they coded otherwise: a decision and a reason for each, and what counts then."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.contracts import headings
from pipeline.contracts.checks import asked_in_phase, aspect_belongs
from pipeline.contracts.headings import Heading
from pipeline.contracts.table import NEVER, Column, Context, Found, Table
from pipeline.records import Record, records

if TYPE_CHECKING:  # planning a run needs the table and no pandas
    import pandas as pd

RECONCILED = "(afgestemd)"
"""The coder of codes that were decided together: they are rows of `segments` beside those of the coders themselves."""
LEAD, OTHER, ELSE, NO_CODE = "hoofdcodeur", "andere codeur", "anders", "geen code"
DECISIONS = (LEAD, OTHER, ELSE, NO_CODE)
NAME = "reconciled"
_CODE = ("question", "aspect", "direction")


def _with_a_reason(record: Record, _context: Context) -> Iterator[Found]:
    """Demand of a decision why, and of another code which."""
    if record["decision"] and not record["reason"]:
        yield "reason", "Bij dit besluit staat geen reden.", "Schrijf op waarom; één zin is genoeg."
    lacking = [name for name in _CODE if not record[name]]
    if record["decision"] == ELSE and lacking:
        yield lacking[0], "Welke andere code het wordt, staat er niet.", "Vul de vraag, het aspect en de richting in."
    elif record["decision"] != ELSE and len(lacking) < len(_CODE):
        filled = next(name for name in _CODE if record[name])
        yield filled, "Een code hoort hier alleen bij het besluit «anders».", "Kies «anders», of maak deze cel leeg."


def _shown(name: str, title: str, note: str) -> Column:
    """Give a column that shows what there is to decide on: what is changed there has no effect."""
    return Column(name, optional=True, leaves=NEVER, heading=Heading(title, f"{note} Hier verandert u niets."))


TABLE = Table(
    NAME,
    (
        Column(
            "segment_id",
            "identifier",
            references="segments",
            leaves=NEVER,
            heading=Heading("Fragment", "Het fragment waarover wordt besloten. Hier verandert u niets.", "voorbeeld"),
        ),
        Column(
            "other",
            "identifier",
            optional=True,
            references="segments",
            leaves=NEVER,
            heading=Heading("Ander fragment", "Hetzelfde stuk, van de andere codeur. Hier verandert u niets."),
        ),
        _shown("kind", "Verschil", "Wat er anders is."),
        _shown("effect", "Wat het uitmaakt", "Wat er in het bewijs zou veranderen met de code van de ander."),
        _shown("text", "Woorden", "Wat er is gezegd."),
        _shown("lead_code", "Code hoofdcodeur", "Wat de hoofdcodeur gaf."),
        _shown("other_codes", "Code anderen", "Wat anderen gaven, met hun naam."),
        Column(
            "decision",
            allowed=DECISIONS,
            optional=True,
            leaves=NEVER,
            heading=Heading(
                "Besluit",
                "Wie volgt u? «anders»: vul hierna de code in. «geen code»: dit stuk telt niet mee. Leeg: nog niet "
                "besproken; dan telt de hoofdcodeur.",
            ),
        ),
        Column("question", "question", optional=True, leaves=NEVER, heading=headings.QUESTION),
        Column("aspect", "identifier", optional=True, leaves=NEVER, heading=headings.ASPECT),
        Column("direction", "direction", optional=True, number=True, leaves=NEVER, heading=headings.DIRECTION),
        Column(
            "reason",
            optional=True,
            leaves=NEVER,
            heading=Heading("Reden", "Waarom, in één zin. Komt nooit in het rapport."),
        ),
    ),
    phase="interviews",
    checks=(_with_a_reason, aspect_belongs, asked_in_phase),
    workbook="afstemmen",
    about="Eén rij is een stuk dat codeurs niet hetzelfde codeerden.",
)


def settled(frames: "Mapping[str, pd.DataFrame]") -> "pd.DataFrame":
    """Give the codes with those that were decided together added to them; those of the coders stay as they are.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        The tables, with `segments` and, where there is one, `reconciled`.
    """
    import pandas as pd

    rows = frames["segments"]
    decided = [row for row in records(frames[NAME]) if row["decision"]] if NAME in frames else []
    if not decided:
        return rows
    known = {row["segment_id"]: row for row in records(rows)}
    made = [
        {**known[row["segment_id"]], **_code(row, known), "coder": RECONCILED, "memo": ""}
        for row in decided
        if row["decision"] in {OTHER, ELSE} and row["segment_id"] in known
    ]
    if not made:
        return rows
    added = pd.DataFrame(made, columns=rows.columns)
    added["segment_id"] = [f"{name}-afgestemd" for name in added["segment_id"]]
    return pd.concat([rows, added.astype(rows.dtypes.to_dict())], ignore_index=True)


def _code(row: Record, known: Mapping[str, Record]) -> Record:
    """Give the code that was decided on: the other's, or a third one."""
    code = row if row["decision"] == ELSE else known.get(row["other"] or row["segment_id"], {})
    return {name: code[name] for name in _CODE if name in code}


def superseded(decided: "pd.DataFrame") -> set[str]:
    """Give the codes of the lead coder that do not count any more, by the name of their rows.

    Parameters
    ----------
    decided : pandas.DataFrame
        The table `reconciled`.
    """
    return {row["segment_id"] for row in records(decided) if row["decision"] not in {"", LEAD}}
