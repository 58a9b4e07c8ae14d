"""A questionnaire as any tool has it: its questions, the columns with their answers, and what answers there were."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["likert", "choice", "several", "ranking", "mark", "number", "open"]


@dataclass(frozen=True)
class Option:
    """An answer that could be given: its words, its code in the file, and its column where each answer has one."""

    label: str
    code: str = ""
    column: str = ""


@dataclass(frozen=True)
class Question:
    """A question.

    Attributes
    ----------
    name : str
        Its code in the tool, or the heading of its column.
    text : str
        What was asked.
    kind : str
        What can be answered, as a questionnaire of klankbord names it.
    columns : tuple of str
        The column with the answers; of a ranking with a column a place, all of them in order; none where every option
        has a column of its own.
    options : tuple of Option
        The answers, those of a scale from low to high.
    missing : mapping of str to str
        Codes or words that stand for no answer, each with why, in Dutch.
    lowest, highest : float or None
        The ends of a mark.
    guessed : bool
        The kind was seen from the answers alone.
    """

    name: str
    text: str
    kind: Kind
    columns: tuple[str, ...]
    options: tuple[Option, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    lowest: float | None = None
    highest: float | None = None
    guessed: bool = False

    @property
    def read_from(self) -> tuple[str, ...]:
        """Every column that has something of it."""
        return (*self.columns, *(option.column for option in self.options if option.column))


@dataclass(frozen=True)
class Form:
    """A questionnaire with the file that has its answers.

    Attributes
    ----------
    program : str
        What made the file, in words.
    title : str
        What the questionnaire is called; empty where the files do not say so.
    respondent : str
        The column that says who answered; empty where there is none.
    questions : tuple of Question
        In the order of the file or of the structure.
    ignored : tuple of str
        Columns that are no questions and that klankbord does not know by itself.
    people : int
        How many rows with answers there are.
    """

    program: str
    title: str
    respondent: str
    questions: tuple[Question, ...]
    ignored: tuple[str, ...] = ()
    people: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the file."""
        read_from = (column for question in self.questions for column in question.read_from)
        return tuple(dict.fromkeys(filter(None, (self.respondent, *read_from, *self.ignored))))
