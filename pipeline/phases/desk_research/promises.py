"""What the organisation promises on paper or on its site, and what each phase met of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from pipeline.contracts import headings
from pipeline.contracts.checks import aspect_belongs
from pipeline.contracts.headings import Heading
from pipeline.contracts.kinds import OWN_PROVENANCE, PLACE
from pipeline.contracts.table import NEVER, PUBLIC, Column, Context, Found, Table
from pipeline.records import Record, rows_of

if TYPE_CHECKING:  # planning a run needs the table and no pandas
    from pipeline.contracts.loading import RoundData

PAPER, DIGITAL, SPOKEN = "papier", "digitaal", "gesproken"
KEPT, PARTLY, BROKEN, UNSEEN = "ja", "deels", "nee", "niet te zien"


class PromiseRow(TypedDict):
    """A row of `promises`: a promise, and what one phase met of it; without a phase nobody went to see."""

    test_id: str
    promise_id: str
    promise: str
    where: str
    document: str
    locator: str
    phase: str
    kept: str
    seen: str
    question: str
    aspect: str
    provenance: str


def _seen_by_a_phase(record: Record, _context: Context) -> Iterator[Found]:
    """Demand of what was tested where, whether it was kept and what was met; and of the rest nothing of it."""
    if record["phase"]:
        if not record["kept"]:
            mend = f"Kies uit: {KEPT}, {PARTLY}, {BROKEN}, {UNSEEN}. Is het niet nagegaan, maak dan de fase leeg."
            yield "kept", "Of deze belofte is nagekomen, staat er niet bij.", mend
        elif not record["seen"]:
            yield "seen", "Wat er is aangetroffen, staat er niet bij.", "Schrijf in een paar woorden wat er was."
    elif record["kept"] or record["seen"]:
        yield "phase", "Waar dit is nagegaan, staat er niet bij.", "Vul de fase in waarin dat bleek."


def _one_promise(record: Record, context: Context) -> Iterator[Found]:
    """Demand that a promise is the same in each phase, and stands once for each."""
    for other in context.rows["promises"].values():
        if other["test_id"] == record["test_id"]:
            return
        if other["promise_id"] != record["promise_id"]:
            continue
        if other["promise"] != record["promise"]:
            what = f"Deze belofte staat bij {other['test_id']} met andere woorden."
            yield "promise", what, "Gebruik dezelfde woorden, of geef het een eigen kenmerk."
            return
        if other["phase"] == record["phase"] or not other["phase"] or not record["phase"]:
            where = f"bij {other['test_id']} staat {other['phase'] or 'geen fase'}"
            yield "phase", f"Deze belofte staat er al, {where}.", "Haal een van beide rijen weg."
            return


PROMISES = Table(
    "promises",
    (
        Column(
            "test_id", "identifier", leaves=PUBLIC, heading=Heading("Rij", "Een eigen kenmerk, zoals T01.", "voorbeeld")
        ),
        Column(
            "promise_id",
            "identifier",
            leaves=PUBLIC,
            heading=Heading(
                "Belofte", "Een kort kenmerk; hetzelfde als een belofte in meer fasen is nagegaan.", "inloop"
            ),
        ),
        Column(
            "promise",
            leaves=PUBLIC,
            heading=Heading("Wat is beloofd", "Zo dat lezers het begrijpen.", "Iedereen mag zonder afspraak binnen"),
        ),
        Column(
            "where",
            allowed=(PAPER, DIGITAL, SPOKEN),
            heading=Heading("Waar beloofd", f"{PAPER}, {DIGITAL} (website, app) of {SPOKEN}.", DIGITAL),
        ),
        *PLACE,
        Column(
            "phase",
            "phase",
            optional=True,
            heading=Heading("Nagegaan in", "In welke fase bleek of het klopt. Leeg: niemand ging het na."),
        ),
        Column(
            "kept",
            allowed=(KEPT, PARTLY, BROKEN, UNSEEN),
            optional=True,
            heading=Heading("Nagekomen", f"{KEPT}, {PARTLY}, {BROKEN} of {UNSEEN}."),
        ),
        Column(
            "seen",
            optional=True,
            leaves=PUBLIC,
            heading=Heading("Aangetroffen", "Wat er in het echt was, zo dat lezers het begrijpen. Zonder namen."),
        ),
        Column("question", "question", optional=True, heading=headings.QUESTION),
        Column("aspect", "identifier", optional=True, leaves=PUBLIC, heading=headings.ASPECT),
        OWN_PROVENANCE,
        Column("remark", optional=True, leaves=NEVER, heading=headings.REMARK),
    ),
    says="{promise}",
    checks=(aspect_belongs, _seen_by_a_phase, _one_promise),
    workbook="deskresearch",
    about="Eén rij is een belofte en wat één fase ervan zag.",
)


@dataclass(frozen=True)
class Promise:
    """A promise with what each phase met of it, in the order of the raw table."""

    rows: tuple[PromiseRow, ...]

    @property
    def tested(self) -> tuple[PromiseRow, ...]:
        """The rows of phases that went to see."""
        return tuple(row for row in self.rows if row["phase"])

    @property
    def verdict(self) -> str:
        """Whether it was kept, over all phases: what all that could see say; empty where nobody could.

        Where phases do not say the same it was kept in part.
        """
        said = {row["kept"] for row in self.tested} - {UNSEEN}
        if not said:
            return ""
        return said.pop() if len(said) == 1 else PARTLY


def promises(data: "RoundData") -> list[Promise]:
    """Give the promises of a round, in the order in which they first stand there."""
    found: dict[str, list[PromiseRow]] = {}
    for row in rows_of(data.table("promises"), PromiseRow):
        found.setdefault(row["promise_id"], []).append(row)
    return [Promise(tuple(rows)) for rows in found.values()]
