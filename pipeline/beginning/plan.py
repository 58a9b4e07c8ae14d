"""What somebody says of a round that begins: the answers from which its files are made."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.codebook import Codebook
from pipeline.contracts.plain_text import heading
from pipeline.contracts.table import Contracts
from pipeline.dutch import when
from pipeline.errors import KlankbordError, refused, suggest
from pipeline.phases.codebook_files import known
from pipeline.phases.declarations import BY_ID, PHASES
from pipeline.rounds import Project

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
# What a codebook can't be called: these are shared by all rounds.
_SHARED = frozenset({"themes", "voices", "instruments"})
SELECTIONS = {
    "random": "door loting",
    "everyone": "iedereen is gevraagd",
    "purposive": "gericht gezocht",
    "present": "wie er was",
    "organisation": "via de organisatie",
}


CODINGS = {
    "codeboek": "met vaste codes, die een tweede persoon ook kan geven",
    "reflexief": "reflexief: codes groeien mee tijdens het lezen",
}


@dataclass(frozen=True)
class Plan:
    """A round that begins.

    Attributes
    ----------
    round_id
        Its name: that of its folder, and of its codebook.
    organisation, place
        Who is evaluated, and where.
    begins, ends
        The period, as days, months, years or words.
    units
        Labels of the parts of the organisation.
    noun
        What one and more of them are called.
    voices
        Labels of voices beside the shared ones.
    attributes
        What is kept of each respondent: a label, with the values it can have.
    phases
        Ids of the phases that are deployed.
    selection
        How people came in, where a row does not say so; empty when that differs.
    coding
        How what was said gets its codes; empty as usual.
    codebook
        The codebook that is copied; empty for a small one to begin with.
    synthetic
        All of it is made up, to practise with.
    """

    round_id: str
    organisation: str
    place: str
    begins: str
    ends: str
    units: tuple[str, ...] = ()
    noun: tuple[str, str] = ("onderdeel", "onderdelen")
    voices: tuple[str, ...] = ()
    attributes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    phases: tuple[str, ...] = tuple(BY_ID)
    selection: str = ""
    coding: str = ""
    codebook: str = ""
    synthetic: bool = False

    @property
    def period(self) -> str:
        """The period in words."""
        return (
            when(self.begins) if self.ends in {"", self.begins} else f"{when(self.begins)} tot en met {when(self.ends)}"
        )


def named(labels: Iterable[str]) -> dict[str, str]:
    """Give an id for each label: small letters, digits and underscores, beginning with a letter, each once."""
    found: dict[str, str] = {}
    for label in labels:
        letters = unicodedata.normalize("NFD", heading(label))  # of é the e stays
        plain = re.sub("[^a-z0-9_]", "", letters) or "naam"
        name = plain if plain[0].isalpha() else f"o_{plain}"
        number = 2
        while name in found:
            name, number = f"{plain}_{number}", number + 1
        found[name] = label
    return found


def refuse_name(project: Project, round_id: str) -> None:
    """Refuse a name that a round can't have, or that is taken: what exists is never written over.

    Raises
    ------
    InputError
        Why not, and what to do.
    """
    place = f"raw/{round_id}"
    if not _NAME.fullmatch(round_id) or round_id in _SHARED:
        mend = "Gebruik letters, cijfers, - en _, en geen spaties: zoals buurthuis-2026."
        raise refused("raw/", "Zo kan een ronde niet heten.", mend, value=round_id)
    taken = {path.name.casefold() for path in project.raw.iterdir()} if project.raw.is_dir() else set[str]()
    if round_id.casefold() in taken:
        raise refused(place, "Deze map is er al; er is niets veranderd.", "Kies een andere naam voor de nieuwe ronde.")
    if (project.codebooks / f"{round_id}.yml").exists():
        what = "Er is al een codeboek dat zo heet; er is niets veranderd."
        raise refused(f"codebooks/{round_id}.yml", what, "Kies een andere naam voor de nieuwe ronde.")


def refuse_answers(project: Project, plan: Plan, contracts: Contracts) -> None:
    """Refuse answers that no round can be made of.

    Raises
    ------
    KlankbordError
        Which answer, and what is possible.
    """
    for name, value in (("organisatie", plan.organisation), ("plaats", plan.place), ("periode", plan.begins)):
        if not value.strip():
            raise KlankbordError(f"De {name} is leeg. Vul iets in; u kunt het later in round.yml verbeteren.")
    for phase in plan.phases:
        if phase not in BY_ID:
            raise KlankbordError(f"De fase {phase} bestaat niet. {suggest(phase, BY_ID)}")
    if not plan.phases:
        raise KlankbordError(f"Kies minstens één fase: {', '.join(BY_ID)}.")
    if plan.selection and plan.selection not in SELECTIONS:
        raise KlankbordError(f"Deze selectie bestaat niet: {plan.selection}. {suggest(plan.selection, SELECTIONS)}")
    if plan.coding and plan.coding not in CODINGS:
        raise KlankbordError(f"Zo kan er niet worden gecodeerd: {plan.coding}. {suggest(plan.coding, CODINGS)}")
    if plan.codebook and plan.codebook not in (there := known(project)):
        raise KlankbordError(f"Het codeboek {plan.codebook} bestaat niet. {suggest(plan.codebook, there)}")
    columns = set(contracts["respondents"].by_name)
    for name, label in named(label for label, _ in plan.attributes).items():
        if name in columns:
            raise KlankbordError(f"Het kenmerk «{label}» staat al in deelnemers.xlsx. Kies een andere naam.")


def without_questions(book: Codebook, plan: Plan) -> list[str]:
    """List the deployed phases, as readers call them, that no question of the codebook is asked in."""
    asked = {phase for question in book.questions for phase in question.asked_in}
    return [phase.label for phase in PHASES if phase.id in plan.phases and phase.id not in asked]
