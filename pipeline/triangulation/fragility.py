"""Say in the text itself when a finding hangs on one voice or one phase."""

from collections.abc import Mapping

from pipeline.codebook import Codebook
from pipeline.dutch import listed
from pipeline.phases.declarations import BY_ID
from pipeline.triangulation.robustness import VOICE, LeftOut

_TURNS = {1: "is het beeld positief", 0: "is het beeld gemengd", -1: "is het beeld kritisch"}


def sentence(left_out: list[LeftOut], withheld: Mapping[str, str], codebook: Codebook) -> str:
    """Say which voices and phases a finding can't do without, and which phases it had to do without.

    Parameters
    ----------
    left_out : list of LeftOut
        The finding without each voice and each phase.
    withheld : mapping of str to str
        Phases whose answers to the question are withheld, and why.
    codebook : Codebook
        For the names of voices.

    Returns
    -------
    str
        Plain Dutch sentences; empty when the finding stands without any one of them.
    """
    groups: dict[tuple[str, int | None], list[str]] = {}
    for each in left_out:
        if each.fragile:
            name = codebook.labels[each.name] if each.kind == VOICE else BY_ID[each.name].label
            groups.setdefault((each.kind, each.rest.direction), []).append(f"«{name}»")
    without = [
        f"Wat «{BY_ID[phase].label}» hierover zegt, is afgeschermd en telt niet mee: {reason.rstrip('.')}."
        for phase, reason in withheld.items()
    ]
    return " ".join([*without, *(_say(kind, rest, names) for (kind, rest), names in groups.items())])


def _say(kind: str, rest: int | None, names: list[str]) -> str:
    what = "stem" if kind == VOICE else "fase"
    if rest is None:
        return f"Deze bevinding rust op één {what}: {names[0]}."
    return f"Zonder de {what} {listed(names, 'of')} {_TURNS[rest]}."
