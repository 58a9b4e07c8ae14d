"""Saying in plain Dutch why a step would be made again."""

from pipeline.errors import KlankbordError, suggest
from pipeline.execution.fingerprints import Hashes
from pipeline.execution.plan import plan
from pipeline.execution.steps import Plan, Step
from pipeline.rounds import Project

_WORDS = {
    "changed": "is veranderd",
    "new": "is nieuw",
    "gone": "is weg",
    "damaged": "is niet meer zoals het gemaakt was",
}
_NAMES = {
    "values": "de parameters of de gegevens op de pagina",
    "python": "de versie van Python",
    "consent": "wiens toestemming voorbij is",
    "requirements.lock": "requirements.lock (de vastgelegde pakketten)",
}


def explain(project: Project, round_id: str, name: str) -> list[str]:
    """Say whether the next run makes a step again, and why.

    Parameters
    ----------
    project : Project
        The project.
    round_id : str
        The round.
    name : str
        Id of a step: a notebook without its extension (of the triangulation with ``_<theme>`` behind it), ``rapport``.

    Returns
    -------
    list of str
        Lines in Dutch, the first about the step itself.

    Raises
    ------
    KlankbordError
        There is no such step.
    InputError
        The raw tables or codebooks have mistakes.
    """
    hashes = Hashes()
    planned, _ = plan(project, round_id, hashes)
    known = [step.id for step in planned.steps]
    if name not in known:
        raise KlankbordError(f"De stap «{name}» bestaat niet in {round_id}. {suggest(name, known)}")
    step = planned.step(name)
    changes = planned.record(step).changes(planned.made_from(step, hashes) | planned.code_of(step, hashes))
    stale = [other for other in _all_before(planned, step) if not planned.is_current(other, hashes)]
    also = "wordt eerst opnieuw gemaakt; geeft die iets anders door, dan telt dat mee"
    upstream = [f"  {other.id} {also}" for other in stale]
    if changes == [("", "never made")]:
        return [f"{round_id}, {name}: nog niet (goed) gemaakt.", *upstream]
    if not changes:
        first = "zelf is er niets veranderd." if upstream else "nog actueel; er is niets veranderd."
        return [f"{round_id}, {name}: {first}", *upstream]
    lines = [f"  {_said(planned, part)} {_WORDS[what]}" for part, what in changes]
    return [f"{round_id}, {name}: wordt opnieuw gemaakt.", *lines, *upstream]


def _said(planned: Plan, part: str) -> str:
    """Name a part for readers."""
    step, _, _ = part.partition("/")
    if step in {other.id for other in planned.steps}:
        return f"wat {step} doorgeeft"
    return _NAMES.get(part, part)


def _all_before(planned: Plan, step: Step) -> list[Step]:
    """List every step that it rests on, in the order of the plan."""
    found: set[str] = set()
    todo = [*step.after]
    while todo:
        earlier = todo.pop()
        if earlier not in found:
            found.add(earlier)
            todo += planned.step(earlier).after
    return [other for other in planned.steps if other.id in found]
