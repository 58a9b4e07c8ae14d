"""The phases, each declared once; whatever else knows of phases derives it from here."""

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True)
class Phase:
    """A phase of data collection.

    Parameters
    ----------
    id : str
        Name in data and code.
    label, method : str
        What readers see: the name, and in one sentence how it is done.
    plain : str
        What its evidence was found in, for who knows no names of methods: a plural that takes "de".
    notebook : str
        File in `notebooks/`.
    required, optional : tuple of str
        Raw tables it reads; a required one must be there when the phase was deployed.
    """

    id: str
    label: str
    method: str
    plain: str
    notebook: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[str, ...]:
        """All raw tables that the phase reads."""
        return (*self.required, *self.optional)

    @property
    def stage(self) -> str:
        """Name of the phase's stage: its notebook's name."""
        return PurePath(self.notebook).stem


DESK_RESEARCH = Phase(
    id="desk_research",
    label="Deskresearch",
    method="Documenten, registraties en statistiek lezen en narekenen.",
    plain="documenten",
    notebook="01_desk_research.ipynb",
    required=("documents",),
    optional=("figures", "units", "derived", "desk_sources", "desk_statements"),
)
INTERVIEWS = Phase(
    id="interviews",
    label="Interviews",
    method="Gesprekken met mensen die ermee te maken hebben; uitspraken zijn geordend naar vraag en richting.",
    plain="interviews",
    notebook="02_interviews.ipynb",
    required=("interview_cases", "interview_statements"),
)
FOCUSGROUPS = Phase(
    id="focusgroups",
    label="Focusgroepen",
    method="Een groep betrokkenen bespreekt samen de voorlopige uitkomsten.",
    plain="groepsgesprekken",
    notebook="03_focusgroepen.ipynb",
    required=("focusgroup_groups", "focusgroup_statements"),
)
MYSTERY_GUESTS = Phase(
    id="mystery_guests",
    label="Mystery guests",
    method="Iemand bezoekt de organisatie als gewone bezoeker en let op vooraf gekozen punten.",
    plain="onderzoeksbezoeken",
    notebook="04_mystery_guests.ipynb",
    required=("mysteryguest_visits", "mysteryguest_statements"),
    optional=("mysteryguest_criteria",),
)
SURVEYS = Phase(
    id="surveys",
    label="Enquêtes",
    method="Een vragenlijst, met gesloten en open vragen; en de standen op de meetladders.",
    plain="vragenlijsten",
    notebook="05_enquetes.ipynb",
    required=("survey_waves", "survey_items", "survey_answers"),
    optional=("figures", "survey_statements", "ladder_positions"),
)

PHASES = (DESK_RESEARCH, INTERVIEWS, FOCUSGROUPS, MYSTERY_GUESTS, SURVEYS)
BY_ID = {phase.id: phase for phase in PHASES}
# Tables that belong to the round as a whole: every published figure is reproduced, whichever phase printed it. A round
# that collected its own data may have none.
ROUND_TABLES = ("documents",)
ROUND_OPTIONAL = ("figures", "published_findings", "units", "second_codings", "judgements", "comparisons")
# What published figures are recomputed and checked from.
FIGURE_TABLES = ("figures", "units", "derived", "survey_waves", "survey_items", "survey_answers")
