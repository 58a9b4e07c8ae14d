"""The codebook of a round: themes, questions, codes, voices, indicators and instruments."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from pydantic import ConfigDict, field_validator

from pipeline import yaml_files
from pipeline.dutch import as_group, begun
from pipeline.errors import InputError, Problem, refused, suggest
from pipeline.rounds import Project
from pipeline.yaml_files import Strict


class Theme(Strict):
    """One of the four themes that every round shares."""

    id: str
    label: str
    definition: str
    source: str


class Voice(Strict):
    """A group of people whose voice a statement is.

    `short` is what they are called within a sentence, where the label is long. `person` when somebody can say "that is
    me", `insider` when they speak of their own organisation, `researcher` when they did the research: nobody goes to
    hear them. `partner` when they speak for another organisation, from their work there.
    """

    id: str
    label: str
    definition: str
    short: str = ""
    person: bool = True
    insider: bool = False
    researcher: bool = False
    partner: bool = False

    @field_validator("label")
    @classmethod
    def _begins(cls, label: str) -> str:
        return begun(label)  # it stands at the head of rows, however somebody typed it

    @property
    def at_work(self) -> bool:
        """Whether they speak from paid work: of them small counts are shown too."""
        return self.insider or self.partner

    @property
    def plain(self) -> str:
        """What they are called within a sentence."""
        return self.short or as_group(self.label)


class Code(Strict):
    """A code (aspect) beneath a question; `was` names the codes of an earlier codebook that it comes from."""

    id: str
    label: str
    definition: str
    was: tuple[str, ...] = ()


class Question(Strict):
    """A question of the round, the phases it was asked in, its instrument if any, and its codes.

    `was` names the questions of an earlier codebook that it comes from; `answers` are sentences that codebooks had
    before people wrote them (`sentences.csv`): readable, and not used.
    """

    id: str
    theme: str
    label: str
    question: str
    asked_in: list[str]
    instrument: str = ""
    answers: dict[str, str] | None = None
    was: tuple[str, ...] = ()
    codes: list[Code]


class Indicator(Strict):
    """A figure that bears on an aspect.

    `favourable` says which way is better for residents. `cumulative` is false for what does not grow with the year,
    such as a number of volunteers: half a year is then held against the whole target.
    """

    id: str
    label: str
    question: str
    aspect: str
    favourable: Literal["higher", "lower"]
    cumulative: bool = True


class Rung(Strict):
    """A rung of a ladder, in our own words; one that means "don't know" is no `position`."""

    rung: int
    label: str
    description: str
    position: bool = True


class Domain(Strict):
    """A domain of life that an instrument scores."""

    id: str
    label: str


class Instrument(Strict):
    """A measuring instrument: its rungs from low to high and, for the ZRM, its domains."""

    id: str
    label: str
    source: str
    rungs: list[Rung]
    domains: tuple[Domain, ...] = ()


class RoundCodes(Strict):
    """What is one round's: its questions and indicators, and voices and instruments beside the shared ones."""

    questions: list[Question]
    voices: tuple[Voice, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    instruments: tuple[Instrument, ...] = ()


class Codebook(Strict):
    """Everything that is looked for in a round."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    themes: list[Theme]
    voices: list[Voice]
    questions: list[Question]
    indicators: tuple[Indicator, ...]
    instruments: dict[str, Instrument]

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """Questions by their id."""
        return {question.id: question for question in self.questions}

    @property
    def groups(self) -> "tuple[Iterable[Theme | Question | Voice | Indicator | Instrument], ...]":
        """Everything that has an id and a label, by kind; an id is used once over all of them."""
        return (self.themes, self.questions, self.voices, self.indicators, self.instruments.values())

    @property
    def roles(self) -> list[Voice]:
        """Voices that somebody who reviews can have."""
        return [voice for voice in self.voices if voice.person]

    @cached_property
    def labels(self) -> dict[str, str]:
        """Label of every theme, question, voice, indicator and instrument by its id."""
        return {item.id: item.label for group in self.groups for item in group}

    @cached_property
    def voice_names(self) -> dict[str, str]:
        """What each voice is called within a sentence, by its id."""
        return {voice.id: voice.plain for voice in self.voices}

    @cached_property
    def aspect_labels(self) -> dict[tuple[str, str], str]:
        """Label of every code by question and code: two questions may use the same code."""
        return {(question.id, code.id): code.label for question in self.questions for code in question.codes}

    def theme_of(self, question: str) -> str:
        """Theme that a question belongs to."""
        return self.question_by_id[question].theme


@dataclass(frozen=True)
class Shared:
    """What all rounds share: the files in `codebooks/` that no round has for itself."""

    themes: list[Theme]
    voices: list[Voice]
    instruments: tuple[Instrument, ...]

    @property
    def ids(self) -> dict[str, str]:
        """Every id that is taken, with what it is, in Dutch."""
        found = {theme.id: "een thema" for theme in self.themes}
        found |= {voice.id: "een stem" for voice in self.voices}
        return found | {instrument.id: "een meetladder" for instrument in self.instruments}


SHARED = _THEMES, _VOICES = "themes.yml", "voices.yml"


def shared_files(project: Project) -> list[str]:
    """Names of the files that all rounds share, relative to the project."""
    instruments = sorted((project.codebooks / "instruments").glob("*.yml"))
    return [project.name(path) for path in (project.codebooks / _THEMES, project.codebooks / _VOICES, *instruments)]


def shared(project: Project) -> tuple[Shared, list[Problem]]:
    """Read what all rounds share, as far as it can be read, with all mistakes in it."""
    problems: list[Problem] = []
    kinds: dict[str, Any] = {_THEMES: list[Theme], _VOICES: list[Voice]}
    parts: dict[str, Any] = {}
    seen: dict[str, str] = {}
    for file in shared_files(project):
        path = project.root / file
        try:
            part = parts[file] = yaml_files.read(path, kinds.get(path.name, Instrument), project.root)
        except InputError as error:
            problems += error.problems
            continue
        if isinstance(part, Instrument) and seen.setdefault(part.id, file) != file:
            what = f"Deze naam staat ook in {seen[part.id]}."
            problems.append(Problem(file, None, "id", part.id, what, "Geef een andere naam."))
    folder = project.name(project.codebooks)
    themes, voices = parts.pop(f"{folder}/{_THEMES}", []), parts.pop(f"{folder}/{_VOICES}", [])
    return Shared(themes, voices, tuple(parts.values())), problems


def load(project: Project, name: str) -> Codebook:
    """Read a codebook that stands in `codebooks/`.

    Parameters
    ----------
    project : Project
        Where the files are.
    name : str
        The codebook that `round.yml` names: `codebooks/<name>.yml`.

    Raises
    ------
    InputError
        A file is missing, unreadable, or refers to something that does not exist; all mistakes at once.
    """
    path = project.codebooks / f"{name}.yml"
    found, problems = shared(project)
    try:
        if not path.exists():
            known = [other.stem for other in project.codebooks.glob("*.yml") if other.name not in SHARED]
            what = "Dit codeboek bestaat niet, maar round.yml noemt het."
            raise refused(project.name(path), what, suggest(name, known), value=name)
        own = yaml_files.read(path, RoundCodes, project.root)
    except InputError as error:
        raise InputError([*problems, *error.problems]) from None
    if problems:
        raise InputError(problems)
    return whole(found, own, project.name(path))


def whole(found: Shared, own: RoundCodes, file: str) -> Codebook:
    """Put the codebook of a round together with what all rounds share.

    Parameters
    ----------
    found : Shared
        What they share.
    own : RoundCodes
        What is the round's.
    file : str
        Where that stands.

    Raises
    ------
    InputError
        It refers to something that does not exist, or names something twice; all mistakes at once.
    """
    instruments = (*found.instruments, *own.instruments)
    book = Codebook(
        themes=found.themes,
        voices=[*found.voices, *own.voices],
        questions=own.questions,
        indicators=own.indicators,
        instruments={instrument.id: instrument for instrument in instruments},
    )
    if problems := _dangling(book, [instrument.id for instrument in instruments], file):
        raise InputError(problems)
    return book


def _dangling(book: Codebook, instruments: "list[str]", file: str) -> list[Problem]:
    """List references inside the codebook that lead nowhere, and ids that are used twice."""
    problems = []

    def check(field: str, value: str, valid: "set[str]") -> None:
        if value not in valid:
            problems.append(Problem(file, None, field, value, "Dit bestaat niet.", suggest(value, valid)))

    def check_unique(field: str, ids: "list[str]") -> None:
        for value in sorted({value for value in ids if ids.count(value) > 1}):
            what = "Deze naam komt twee keer voor."
            problems.append(Problem(file, None, field, value, what, "Geef een van beide een andere naam."))

    themes = {theme.id for theme in book.themes}
    for question in book.questions:
        check(f"{question.id}.theme", question.theme, themes)
        if question.instrument:
            check(f"{question.id}.instrument", question.instrument, set(book.instruments))
        check_unique(f"{question.id}.codes", [code.id for code in question.codes])
    others = (book.themes, book.questions, book.voices, book.indicators)
    check_unique("id", [*(item.id for group in others for item in group), *instruments])
    for indicator in book.indicators:
        check(f"{indicator.id}.question", indicator.question, set(book.question_by_id))
        if indicator.question in book.question_by_id:
            codes = {code.id for code in book.question_by_id[indicator.question].codes}
            check(f"{indicator.id}.aspect", indicator.aspect, codes)
    return problems
