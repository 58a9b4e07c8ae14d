"""Rounds: who was evaluated, where and when, and which phases were deployed."""

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pipeline import yaml_files
from pipeline.editions import TEAM, Edition
from pipeline.errors import refused, suggest
from pipeline.root import find_root
from pipeline.rules import USUAL, Rules
from pipeline.theory import Theory
from pipeline.yaml_files import IN_DUTCH, Strict

_TEMPLATES = (".dotx", ".docx")
NO_TEMPLATE = (
    "Dit bestand is er niet.",
    "Zet het Word-sjabloon daar neer, of haal house_style weg om de stijl van klankbord te gebruiken.",
)
"""What is wrong when the template that a round names is missing, and how to mend it."""


class Deployment(Strict):
    """Whether a phase was deployed in a round; if not, why not."""

    example: ClassVar[str] = "{interviews: {deployed: true}}"

    deployed: bool
    reason: str = ""

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        """Refuse that a phase is off without a reason: every reader sees that it is, and asks."""
        if not self.deployed and not self.reason.strip():
            what = 'Zeg erbij waarom deze fase niet is ingezet: {deployed: false, reason: "..."}.'
            raise PydanticCustomError(IN_DUTCH, what.replace("{", "{{").replace("}", "}}"))
        return self

    @property
    def absence(self) -> str:
        """Say in Dutch that the phase was not deployed, and why."""
        return f"Niet ingezet. {self.reason}".strip()


# Of a phase that `round.yml` does not name: rounds stay as they are when klankbord learns a new way to collect.
_UNNAMED = Deployment(
    deployed=False,
    reason="De ronde noemt deze fase niet: zij is niet gekozen, of bestond nog niet toen deze ronde werd gehouden.",
)


class Noun(Strict):
    """What one and more of a thing are called; with more comes "de"."""

    one: str = Field(pattern=r"\S")
    more: str = Field(pattern=r"\S")


PART = Noun(one="onderdeel", more="onderdelen")


class Series(Strict):
    """Figures that the desk research shows together; `chart` draws them as bars, in `unit` (such as ``%`` or ``€``)."""

    id: str
    label: str
    chart: bool = False
    unit: str = ""


class Withheld(Strict):
    """What a phase says on a question, withheld for privacy: it never leaves `raw/`."""

    phase: str
    question: str
    reason: str = Field(pattern=r"\S")


class Attribute(Strict):
    """Something that is kept of each respondent, such as an age group: a column of `respondents`, with its values."""

    example: ClassVar[str] = "[{id: leeftijd, label: Leeftijd, values: [jong, oud]}]"

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str = Field(pattern=r"\S")
    values: tuple[str, ...] = ()


class Place(Strict):
    """Where a place of the round is: its id in the raw table `units`, and degrees north and east (WGS 84)."""

    example: ClassVar[str] = "[{unit: noord, north: 52.0907, east: 5.1214}]"

    unit: str
    north: float = Field(ge=-90, le=90)
    east: float = Field(ge=-180, le=180)


class Panel(Strict):
    """A group that judges the findings, apart from other groups: a klankbordgroep, or a reflection session.

    Nobody can be in one that does not review (`reviews: false`): only a publication speaks of it, as of several groups
    together.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    reviews: bool = True


NO_GROUP = Panel(id="geen", label="Geen van deze groepen")
"""What somebody chooses who is in none of the panels of a round; `reviewers` has its id."""


class Overlap(Strict):
    """People who were in more than one source, or also in a panel or the organisation: a count, as a document has it.

    `shared` people of `sources` (ids of tables such as `interview_cases`) were also in `with_sources`, or in the panels
    `with_panels`, or belong to the organisation itself. Nobody is named.
    """

    sources: tuple[str, ...] = Field(min_length=1)
    with_sources: tuple[str, ...] = ()
    with_panels: tuple[str, ...] = ()
    with_organisation: bool = False
    shared: int = Field(ge=1)
    document: str
    locator: str

    @model_validator(mode="after")
    def _with_one(self) -> Self:
        """Refuse an overlap with nothing, or with several kinds of groups at once."""
        if sum(map(bool, (self.with_sources, self.with_panels, self.with_organisation))) != 1:
            what = "Noem bij een overlap één van de drie: with_sources, with_panels of with_organisation."
            raise PydanticCustomError(IN_DUTCH, what)
        return self


class Round(Strict):
    """One evaluation round, as `raw/<round>/round.yml` describes it.

    `areas` and `reference` name the units of the neighbourhood monitor: the areas the organisation works in, and the
    larger area that they are compared with, and `units_noun` what the parts of the organisation are called: those of
    kind ``room`` in the raw table `units`; `places` says where some are, and `theory` what the work should lead to, for
    a picture each. `client`, `makers` and `date` stand in the colophon of the report, which should have at most
    `report_pages` pages; `house_style` is the Word template of who made it, by its place in the project. `limits` says
    in plain Dutch what every reader of the round must know, `overlap` which people were heard more than once,
    `attributes` what is kept of each respondent, `coding` how what was said got its codes, `coded_by` who gave
    statements their codes, `baseline` the round before that this one is held against, `lead_coder` whose codes of
    conversations count where several people coded them, `selection` how people came in where a row of what was
    collected does not say so, and `rules` has the numbers by which it is weighed.
    """

    title: str
    organisation: str
    place: str
    period: str
    question: str
    summary: str
    client: str = ""
    makers: tuple[str, ...] = ()
    date: str = ""
    report_pages: int = Field(default=30, ge=1)
    house_style: str = ""
    codebook: str = Field(default="", pattern=r"^[A-Za-z0-9_-]*$")
    baseline: str = Field(default="", pattern=r"^[A-Za-z0-9_-]*$")
    phases: dict[str, Deployment]
    areas: tuple[str, ...] = ()
    reference: str = ""
    units_noun: Noun = PART
    places: tuple[Place, ...] = ()
    theory: Theory | None = None
    limits: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    overlap: tuple[Overlap, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    coding: Literal["codeboek", "reflexief"] = "codeboek"
    coded_by: Literal["researcher", "automatic"] = "researcher"
    lead_coder: str = ""
    selection: Literal["", "random", "everyone", "purposive", "present", "organisation"] = ""
    panels: tuple[Panel, ...] = (Panel(id="klankbordgroep", label="Klankbordgroep"),)
    synthetic: bool = False
    rules: Rules = USUAL

    @model_validator(mode="after")
    def _in_a_template(self) -> Self:
        """Refuse a house style that is no Word file within the project."""
        path = PurePosixPath(self.house_style)
        if self.house_style and (
            path.is_absolute() or {"..", ":", "\\"} & {*path.parts, *self.house_style} or path.suffix not in _TEMPLATES
        ):
            what = "Geef house_style als een plaats in de map van het project, zoals huisstijl/bureau.dotx."
            raise PydanticCustomError(IN_DUTCH, f"{what} Het is een Word-bestand: .dotx of .docx.")
        return self

    @model_validator(mode="after")
    def _coded_by_people(self) -> Self:
        """Refuse that a computer works reflexively: it interprets nothing, and nobody can ask it why."""
        if self.is_reflexive and self.coded_by == "automatic":
            what = "Reflexief coderen doet een mens: haal coded_by: automatic weg, of zet coding op codeboek."
            raise PydanticCustomError(IN_DUTCH, what)
        return self

    @property
    def is_reflexive(self) -> bool:
        """Tell whether codes come from reading and thinking, so that how far two coders agree says nothing."""
        return self.coding == "reflexief"

    def deployment(self, phase: str) -> Deployment:
        """Say whether a phase was deployed; one that `round.yml` does not name was not."""
        return self.phases.get(phase, _UNNAMED)

    def under(self, rules: Rules) -> "Round":
        """Give the round as it is weighed by other rules."""
        return self.model_copy(update={"rules": rules})

    @property
    def own_provenance(self) -> str:
        """Where rows of what was collected come from, when they do not say so themselves."""
        return "synthetic" if self.synthetic else "collected"

    @property
    def reviewing(self) -> tuple[Panel, ...]:
        """The panels that somebody can be in."""
        return tuple(panel for panel in self.panels if panel.reviews)

    @property
    def choices(self) -> tuple[Panel, ...]:
        """What somebody who reviews can choose: a panel, or where there are several that they are in none of these."""
        return (*self.reviewing, *([NO_GROUP] if len(self.reviewing) > 1 else []))


# What may be sent of a round, in the folder of its report.
SENDABLE = "uitgaven"
# The consultant's own style for the report on paper, beside its text.
HOUSE_STYLES = {"word": "huisstijl.docx", "pdf": "huisstijl.typ"}


@dataclass(frozen=True)
class Project:
    """The folder that holds `raw/`, `codebooks/`, `notebooks/` and `reports/`."""

    root: Path

    @property
    def raw(self) -> Path:
        """Folder of what was collected, a folder a round."""
        return self.root / "raw"

    @property
    def codebooks(self) -> Path:
        """Folder of what is looked for."""
        return self.root / "codebooks"

    @property
    def notebooks(self) -> Path:
        """Folder of the notebooks, one a phase."""
        return self.root / "notebooks"

    def report(self, round_id: str) -> Path:
        """Folder of everything that a run makes for a round."""
        return self.root / "reports" / round_id

    def workplace(self, round_id: str, edition: Edition = TEAM) -> Path:
        """Folder in which an edition of a round is made: of that of a run its report, of others one nobody looks in."""
        if edition == TEAM:
            return self.report(round_id)
        return self.root / ".klankbord" / round_id / "uitgaven" / edition.id

    def sendable(self, round_id: str) -> Path:
        """Folder of what may be sent of a round: for each edition that was published its own, and a zip of that."""
        return self.report(round_id) / SENDABLE

    def house_style(self, round_id: str, kind: str) -> Path:
        """File with the house style of a round's report in Word or PDF, if there is one.

        For Word the one that `round.yml` names comes first.
        """
        if kind == "word" and (named := self.round(round_id).house_style):
            return self.root / named
        return self.raw / round_id / "report" / HOUSE_STYLES[kind]

    def own_style(self, round_id: str, kind: str) -> Path | None:
        """Give the house style of a round in Word or PDF; one that `round.yml` names also where it is missing."""
        path, usual = self.house_style(round_id, kind), self.raw / round_id / "report" / HOUSE_STYLES[kind]
        return path if path != usual or path.is_file() else None

    def name(self, path: Path) -> str:
        """Name of a file relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def round_ids(self) -> list[str]:
        """List the rounds that have a `round.yml`, in alphabetical order."""
        return sorted(path.parent.name for path in self.raw.glob("*/round.yml"))

    def round(self, round_id: str) -> Round:
        """Read a round.

        Raises
        ------
        InputError
            There is no such round (the nearest name is offered), or its `round.yml` has mistakes.
        """
        if round_id not in self.round_ids() and (self.raw / round_id).is_dir() and round_id:
            what = "De map is er, maar round.yml ontbreekt."
            mend = "Kopieer round.yml uit een andere ronde en pas het aan."
            raise refused(f"raw/{round_id}/round.yml", what, mend)
        if round_id not in self.round_ids():
            mend = suggest(round_id, self.round_ids())
            raise refused("raw/", "Deze ronde bestaat niet.", mend, value=round_id)
        return yaml_files.read(self.raw / round_id / "round.yml", Round, self.root)


def find_project(start: Path | None = None) -> Project:
    """Find the project that `start` (default: the working folder) lies in.

    `KLANKBORD_PROJECT` in the environment wins, so that a kernel started elsewhere finds it too; a working folder
    outside any project falls back to the checkout that this package was installed from.

    Raises
    ------
    InputError
        No project is found.
    """
    root = find_root(start or Path.cwd())
    if root is not None:
        return Project(root)
    place = os.environ.get("KLANKBORD_PROJECT") or start or Path.cwd()
    what = "Hier is geen klankbord-project: de mappen raw en codebooks ontbreken."
    raise refused(str(place), what, "Ga naar de map van het project en probeer opnieuw.")
