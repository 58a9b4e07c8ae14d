"""Reading the raw tables of a round, for one phase or for all."""

from pipeline.contracts import loading
from pipeline.contracts.loading import RoundData
from pipeline.contracts.tables import TABLES
from pipeline.contracts.validation import empty
from pipeline.errors import InputError
from pipeline.phases.declarations import BY_ID, FIGURE_TABLES, PHASES, ROUND_OPTIONAL, ROUND_TABLES, Phase
from pipeline.rounds import Project, Round


def load_phase(project: Project, round_id: str, phase: Phase) -> RoundData:
    """Read what one phase reads; a phase that was not deployed gets its tables empty.

    Raises
    ------
    InputError
        The mistakes in the files it reads.
    """
    deployment = project.round(round_id).phases.get(phase.id)
    ids = tuple(BY_ID)
    if deployment is not None and not deployment.deployed:
        data = loading.load(project, round_id, phase_ids=ids, required=())
        nothing = {name: empty(TABLES[name]) for name in phase.tables if name not in data.tables}
        return RoundData(data.project, data.round_id, data.round, data.codebook, data.tables | nothing)
    return loading.load(project, round_id, phase_ids=ids, required=phase.required, optional=phase.optional)


def load_figures(project: Project, round_id: str) -> RoundData:
    """Read what published figures are recomputed and checked from.

    Raises
    ------
    InputError
        The mistakes in the files it reads.
    """
    deployed = _tables_of_deployed(project.round(round_id))
    optional = [name for name in FIGURE_TABLES if name in {*ROUND_OPTIONAL, *deployed}]
    return loading.load(project, round_id, phase_ids=tuple(BY_ID), required=ROUND_TABLES, optional=optional)


def _tables_of_deployed(round_: Round) -> set[str]:
    deployed = (phase for phase in PHASES if phase.id in round_.phases and round_.phases[phase.id].deployed)
    return {name for phase in deployed for name in phase.tables}


def load_round(project: Project, round_id: str) -> RoundData:
    """Read all raw tables of a round.

    Raises
    ------
    InputError
        Every mistake in every raw table and codebook of the round.
    """
    try:
        round_ = project.round(round_id)
    except InputError as error:
        if round_id not in project.round_ids():
            raise
        others = loading.problems_of_tables(project, round_id, tuple(BY_ID))
        raise InputError([*error.problems, *others, *loading.unknown_files(project, round_id)]) from None
    deployed = [phase for phase in PHASES if phase.id in round_.phases and round_.phases[phase.id].deployed]
    required = {*ROUND_TABLES, *(name for phase in deployed for name in phase.required)}
    optional = {*ROUND_OPTIONAL, *(name for phase in deployed for name in phase.optional)} - required
    idle = {
        name
        for phase in PHASES
        if phase.id in round_.phases and not round_.phases[phase.id].deployed
        for name in phase.tables
    } - {*required, *optional}
    unread = loading.unknown_files(project, round_id, idle)
    try:
        data = loading.load(project, round_id, phase_ids=tuple(BY_ID), required=required, optional=optional)
    except InputError as error:
        raise InputError([*error.problems, *unread]) from None
    if unread:
        raise InputError(unread)
    return data
