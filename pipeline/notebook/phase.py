"""One phase of a round, opened in a notebook."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from pipeline.blocks import Fold, Note, Nothing, Section, named
from pipeline.contracts.loading import RoundData
from pipeline.editions import TEAM, edition_of
from pipeline.evidence.positions import Positions
from pipeline.evidence.table import Evidence
from pipeline.evidence.without_counts import evidence_without
from pipeline.handover import Handover
from pipeline.looks.cell import show_blocks
from pipeline.notebook.opened import say_what_is_open
from pipeline.notebook.parameters import check_parameters
from pipeline.phases.module import PhaseModule, evidence_of, left_out_of, undecided_of
from pipeline.phases.raw_tables import load_phase
from pipeline.rounds import find_project
from pipeline.telling.evidence_blocks import evidence_by_question, without_direction
from pipeline.telling.trace import behind


class PhaseWork:
    """One phase of a round, with what its notebook shows and hands on."""

    def __init__(self, module: PhaseModule, round_id: str, handover: str, edition: str) -> None:
        self._module = module
        self.phase = module.PHASE
        project = find_project()
        show_blocks(None if handover else project.report(round_id))
        self._handover = Handover(project, handover)
        self.data = load_phase(project, round_id, self.phase, edition_of(edition))

    @cached_property
    def evidence(self) -> Evidence:
        """The evidence that the phase hands on."""
        return evidence_of(self._module, self.data)

    @cached_property
    def before(self) -> RoundData | None:
        """The same phase of the round that this one is held against; None where `round.yml` names none."""
        name = self.data.round.baseline
        return load_phase(self.data.project, name, self.phase, self.data.edition) if name else None

    @named
    def status(self) -> Note:
        """Say whether the phase was deployed, and if not, why."""
        deployment = self.data.round.deployment(self.phase.id)
        if deployment.deployed:
            return Note(f"{self.phase.label}: ingezet. {self.phase.method}")
        return Note(f"{self.phase.label}: niet ingezet. {deployment.reason}".strip(), "warn")

    def hand_on(self) -> Section:
        """Hand the evidence on to the triangulation, and show it."""
        self._handover.put(self.phase.stage, "evidence", self.evidence.rows)
        return self.handed_on()

    @named
    def handed_on(self) -> Nothing | tuple[Fold, ...]:
        """Show the evidence that the phase hands on."""
        if not self.data.round.deployment(self.phase.id).deployed:
            return Nothing("Deze fase is niet ingezet en geeft niets door.")
        hidden = left_out_of(self._module, self.data)
        rows = evidence_without(self.data, self.evidence.rows, hidden, self._positions())
        shown = replace(self.evidence, rows=rows)
        return evidence_by_question(shown.rows, self.data.codebook, behind(self.data, shown, hidden.sides))

    def undecided(self) -> Section:
        """Show what was collected and points no way that can be told."""
        found = undecided_of(self._module, self.data).rows
        hidden = left_out_of(self._module, self.data)
        return without_direction(evidence_without(self.data, found, hidden, self._positions()))

    def _positions(self) -> Iterable[Positions]:
        asked = getattr(self._module, "positions", None)
        return asked(self.data) if asked else ()


def open_phase(module: PhaseModule, round_id: str, handover: str = "", edition: str = TEAM.id) -> PhaseWork:
    """Open a phase of a round.

    Parameters
    ----------
    module : module
        The module of the phase, such as `pipeline.phases.interviews.evidence`.
    round_id : str
        The round.
    handover : str
        Folder for handed-on tables, relative to the project; empty while exploring.
    edition : str
        For whom it is: ``team``, ``panel`` or ``public``. What is handed on is the same for each.

    Raises
    ------
    InputError
        The round does not exist or its raw tables have mistakes.
    """
    check_parameters(round_id=round_id, handover=handover, edition=edition)
    work = PhaseWork(module, round_id, handover, edition)
    say_what_is_open(work.data.round, round_id, handover)
    return work
