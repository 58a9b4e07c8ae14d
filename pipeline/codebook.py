"""The codebook of a round: themes, questions, codes, voices, indicators and instruments."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Literal

from pydantic import ConfigDict

from pipeline import yaml_files
from pipeline.errors import InputError, Problem, suggest
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

    `person` when somebody can say "that is me", `insider` when they speak of their own organisation, `researcher` when
    they did the research: nobody goes to hear them.
    """

    id: str
    label: str
    definition: str
    person: bool = True
    insider: bool = False
    researcher: bool = False


class Code(Strict):
    """A code (aspect) beneath a question."""

    id: str
    label: str
    definition: str


class Question(Strict):
    """A question of the round, the phases it was asked in, its instrument if any, and its codes.

    `answers` are sentences that codebooks had before people wrote them (`sentences.csv`): readable, and not used.
    """

    id: str
    theme: str
    label: str
    question: str
    asked_in: list[str]
    instrument: str = ""
    answers: dict[str, str] | None = None
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
    """The file of one round: its questions and indicators, and voices that it has beside the shared ones."""

    questions: list[Question]
    voices: tuple[Voice, ...] = ()
    indicators: tuple[Indicator, ...] = ()


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
    def aspect_labels(self) -> dict[tuple[str, str], str]:
        """Label of every code by question and code: two questions may use the same code."""
        return {(question.id, code.id): code.label for question in self.questions for code in question.codes}

    def theme_of(self, question: str) -> str:
        """Theme that a question belongs to."""
        return self.question_by_id[question].theme


def files(project: Project, name: str) -> list[str]:
    """Names of the files that make up a codebook, relative to the project."""
    instruments = sorted((project.codebooks / "instruments").glob("*.yml"))
    paths = [
        project.codebooks / "themes.yml",
        project.codebooks / "voices.yml",
        project.codebooks / f"{name}.yml",
    ]
    return [project.name(path) for path in [*paths, *instruments]]


def load(project: Project, name: str) -> Codebook:
    """Read the codebook of a round.

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
    problems: list[Problem] = []
    kinds: dict[str, Any] = {"themes.yml": list[Theme], "voices.yml": list[Voice], f"{name}.yml": RoundCodes}
    parts: dict[str, Any] = {}
    for file in files(project, name):
        path = project.root / file
        if path.name == f"{name}.yml" and not path.exists():
            known = [other.stem for other in project.codebooks.glob("*.yml") if other.stem not in {"themes", "voices"}]
            what = "Dit codeboek bestaat niet, maar round.yml noemt het."
            problems.append(Problem(file, None, "", name, what, suggest(name, known)))
            continue
        try:
            parts[file] = yaml_files.read(path, kinds.get(path.name, Instrument), project.root)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    round_codes = parts.pop(f"codebooks/{name}.yml")
    seen: dict[str, str] = {}
    for file, part in parts.items():
        if isinstance(part, Instrument) and seen.setdefault(part.id, file) != file:
            problems.append(
                Problem(file, None, "id", part.id, f"Deze naam staat ook in {seen[part.id]}.", "Geef een andere naam.")
            )
    if problems:
        raise InputError(problems)
    book = Codebook(
        themes=parts.pop("codebooks/themes.yml"),
        voices=[*parts.pop("codebooks/voices.yml"), *round_codes.voices],
        questions=round_codes.questions,
        indicators=round_codes.indicators,
        instruments={instrument.id: instrument for instrument in parts.values()},
    )
    problems = _dangling(book, f"codebooks/{name}.yml")
    if problems:
        raise InputError(problems)
    return book


def _dangling(book: Codebook, file: str) -> list[Problem]:
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
    check_unique("id", [item.id for group in book.groups for item in group])
    for indicator in book.indicators:
        check(f"{indicator.id}.question", indicator.question, set(book.question_by_id))
        if indicator.question in book.question_by_id:
            codes = {code.id for code in book.question_by_id[indicator.question].codes}
            check(f"{indicator.id}.aspect", indicator.aspect, codes)
    return problems
