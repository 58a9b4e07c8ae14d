"""What can go wrong, said so that the person who runs a round can mend it."""

import errno
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """One mistake in the input: where it stands, what is wrong and how to mend it.

    Parameters
    ----------
    file : str
        File, relative to the project folder.
    row : int or None
        Row as a spreadsheet numbers it (the header is row 1), or line of a text; None when the whole file is meant.
    column : str
        Column or field; empty when the whole row or file is meant.
    value : str
        The value as it stands in the file.
    what, mend : str
        What is wrong and how to mend it, in plain Dutch.
    """

    file: str
    row: int | None
    column: str
    value: str
    what: str
    mend: str


class KlankbordError(Exception):
    """An error with a message for the user; it ends the command with `exit_code`.

    `details` is where it came from, as a traceback, when it has travelled: tracebacks do not.
    """

    exit_code = 1
    details = ""

    def __reduce__(self) -> "tuple[object, ...]":
        """Travel to another process as it is: by itself Python would make it anew from its message alone."""
        return _remade, (type(self), self.args, vars(self))


def _remade(kind: type[KlankbordError], args: "tuple[object, ...]", attributes: "dict[str, object]") -> KlankbordError:
    error = kind.__new__(kind, *args)
    vars(error).update(attributes)
    return error


class InputError(KlankbordError):
    """The input has mistakes; every one of them is in `problems` and nothing was changed on disk."""

    exit_code = 2
    unchanged = "er is niets veranderd"

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} fout(en) in de invoer")


def refused(file: str, what: str, mend: str, *, column: str = "", value: str = "") -> InputError:
    """Say why a file can't be taken as a whole."""
    return InputError([Problem(file, None, column, value, what, mend)])


class ClaimsError(InputError):
    """The report says what nothing backs; what was finished is kept, and the report that was there stays."""

    unchanged = "het vorige rapport is niet veranderd"


class NotTakenError(InputError):
    """Files of reviewers that can't be taken; the others were."""

    unchanged = "hiervan is niets opgenomen"


class RoundBusyError(KlankbordError):
    """Another run of the same round is still going on."""

    exit_code = 2


class StageError(KlankbordError):
    """A notebook stopped: which one, under which heading, in which cell, and where its partial copy is.

    Parameters
    ----------
    stage, notebook, heading : str
        The stage, the notebook's file name and the heading above the failing cell.
    cell : int
        Number of the failing cell, counted from 1 over all cells as JupyterLab shows them.
    cause : str
        Last line of the error.
    partial : pathlib.Path
        The notebook as far as it came.
    """

    def __init__(self, stage: str, notebook: str, heading: str, cell: int, cause: str, partial: "Path") -> None:
        self.stage, self.notebook, self.heading = stage, notebook, heading
        self.cell, self.cause, self.partial = cell, cause, partial
        super().__init__(f"{notebook}, onder het kopje «{heading}», cel {cell}: {cause}")


def of_the_machine(error: OSError) -> str:
    """Say in Dutch what the machine refused, and what to do about it."""
    name = f" ({error.filename})" if error.filename else ""
    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", None)}:
        return f"De schijf is vol{name}. Maak ruimte en probeer het opnieuw; wat af is, blijft."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"Hier mag niet worden gelezen of geschreven{name}. Kies een map van uzelf, of vraag om toegang."
    if error.errno == errno.ENAMETOOLONG:
        return f"Deze naam is te lang{name}. Zet het project in een map met een kortere naam."
    if error.errno == errno.EMFILE:
        return "Er zijn te veel bestanden tegelijk open. Sluit andere programma's en probeer het opnieuw."
    return f"Lezen of schrijven lukt hier niet{name}. Kijk of de schijf er is en niets het bestand open heeft."


def suggest(value: str, valid: "Iterable[str]") -> str:
    """Say which valid value was probably meant, or list them when few.

    Returns
    -------
    str
        A Dutch sentence for `Problem.mend`.
    """
    options = sorted(valid)
    near = get_close_matches(value, options, n=1, cutoff=0.5)
    if near:
        return f"Bedoelde u «{near[0]}»?"
    if not options:
        return "Er is hier nog geen geldige waarde."
    if len(options) <= 12:
        return f"Kies uit: {', '.join(options)}."
    return f"Er zijn {len(options)} geldige waarden; geen lijkt hierop."
