"""What can go wrong, said so that the person who runs a round can mend it."""

import errno
import re
import unicodedata
from dataclasses import dataclass, replace
from difflib import SequenceMatcher, get_close_matches
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
    sheet, cell : str
        In a workbook, the sheet, and the cell as a spreadsheet names it (``C14``).
    """

    file: str
    row: int | None
    column: str
    value: str
    what: str
    mend: str
    sheet: str = ""
    cell: str = ""

    @property
    def where(self) -> str:
        """The file, with the sheet of a workbook, for readers."""
        return f"{self.file}, blad {self.sheet}" if self.sheet else self.file

    @property
    def place(self) -> str:
        """Where it is to be found, to the cell, with what stands there."""
        row = (self.cell and f"cel {self.cell}") or (f"rij {self.row}" if self.row else "")
        value = f"«{self.value}»" if self.value else ""
        return ", ".join(filter(None, (self.where, row, self.column, value)))


def alike(problems: "Iterable[Problem]") -> "dict[Problem, list[str]]":
    """Put the same mistake in many rows together: each once, without row and cell, with the rows or cells that have it.

    The first is where the first of them stood.
    """
    found: dict[Problem, list[str]] = {}
    for problem in problems:
        place = problem.cell or (str(problem.row) if problem.row is not None else "")
        found.setdefault(replace(problem, row=None, cell=""), []).append(place)
    return found


class KlankbordError(Exception):
    """An error with a message for the user; it ends the command with `exit_code`.

    `details` is where it came from, as a traceback, when it has travelled: tracebacks do not.
    """

    exit_code = 1
    details = ""

    def _render_traceback_(self) -> list[str]:
        """Give what a notebook shows of it: what is wrong and how to mend it; where it came from helps nobody there."""
        return str(self).splitlines()

    def __reduce__(self) -> "tuple[object, ...]":
        """Travel to another process as it is: by itself Python would make it anew from its message alone."""
        return _remade, (type(self), self.args, vars(self))


def _remade(kind: type[KlankbordError], args: "tuple[object, ...]", attributes: "dict[str, object]") -> KlankbordError:
    error = kind.__new__(kind, *args)
    vars(error).update(attributes)
    return error


_HEADERS = ("Bestand", "Rij of cel", "Kolom", "Waarde", "Wat is er mis", "Hoe te herstellen")


class InputError(KlankbordError):
    """The input has mistakes; every one of them is in `problems` and nothing was changed on disk."""

    exit_code = 2
    unchanged = "er is niets veranderd"

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__()

    def __str__(self) -> str:
        """Tell every mistake on a line of its own, as where there is no table."""
        return "\n".join(f"{problem.place}: {problem.what} {problem.mend}".strip() for problem in self.problems)

    def _render_traceback_(self) -> list[str]:
        """Give what a notebook shows: the table of `check` as it is where there is no room for columns."""
        number = len(self.problems)
        lines = [f"{number} {'fout' if number == 1 else 'fouten'} gevonden; {self.unchanged}"]
        for problem, places in alike(self.problems).items():
            cells = (problem.where, ", ".join(filter(None, places)), problem.column, problem.value)
            told = zip(_HEADERS, (*cells, problem.what, problem.mend), strict=True)
            lines += ["", *(f"{header}: {cell}" for header, cell in told if cell)]
        return lines


def refused(file: str, what: str, mend: str, *, column: str = "", value: str = "") -> InputError:
    """Say why a file can't be taken as a whole."""
    return InputError([Problem(file, None, column, value, what, mend)])


class NothingYetError(InputError):
    """All is in order, and nobody filled in anything yet."""


class ClaimsError(InputError):
    """The report says what nothing backs; what was finished is kept, and the report that was there stays."""

    unchanged = "het vorige rapport is niet veranderd"


class NotTakenError(InputError):
    """Files of reviewers that can't be taken; the others were."""

    unchanged = "hiervan is niets opgenomen"


class RoundBusyError(KlankbordError):
    """Another run of the same round is still going on."""

    exit_code = 2


class ChangedError(KlankbordError):
    """A file of the round was changed while it was run: steps may have read it before and after."""


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


# Below this, what looks most like a value is of another kind: «factor» for a score, «onderzoekers» for jongeren.
_NEAR = 0.75
# As many as can be read at a glance, and beside a likely one.
_FEW, _FEW_MORE = 15, 12


def nearest(value: str, valid: "Iterable[str]", cutoff: float = _NEAR) -> str:
    """Give the valid value that was probably meant, or nothing."""
    by_letters = {_letters(option): option for option in sorted(valid, reverse=True)}
    near = get_close_matches(_letters(value), by_letters, n=1, cutoff=cutoff)
    return by_letters[near[0]] if near and not _another_word(_letters(value), near[0]) else ""


# Letters that a slip changes.
_SLIPS = 2


def _another_word(value: str, near: str) -> bool:
    """Tell whether two words that look alike are different words: «bezoekers» is no slip for onderzoekers.

    In a slip letters are lost, doubled, wrong or in another order: never more than two, and but one more or less at one
    place before the end.
    """
    if not (value.isalpha() and near.isalpha()) or near.startswith(value):
        return False
    parts = SequenceMatcher(None, value, near, autojunk=False).get_opcodes()
    other = [(b - a, d - c, b == len(value)) for tag, a, b, c, d in parts if tag != "equal"]
    more = any(abs(here - there) > 1 and not at_end for here, there, at_end in other)
    return more or sum(max(here, there) for here, there, _ in other) > _SLIPS


# Errors of Windows about files that are kept in a cloud and are not on this computer.
_CLOUD = range(358, 406)


def of_the_machine(error: OSError) -> str:
    """Say in Dutch what the machine refused, and what to do about it."""
    name = f" ({error.filename})" if error.filename else ""
    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", None)}:
        return f"De schijf is vol{name}. Maak ruimte en probeer het opnieuw; wat af is, blijft."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"Hier mag niet worden gelezen of geschreven{name}. Kies een map van uzelf, of vraag om toegang."
    if getattr(error, "winerror", None) in _CLOUD:
        mend = "Kies in OneDrive «Altijd behouden op dit apparaat», wacht tot het er is en probeer het opnieuw."
        return f"Dit bestand staat in de cloud en is nu niet op te halen{name}. {mend}"
    if error.errno in {errno.ENOTDIR, errno.EISDIR, errno.EEXIST}:
        return (
            f"Hier staat een bestand waar een map hoort, of andersom{name}. Haal het weg of geef het een andere naam."
        )
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
    near = nearest(value, options)
    longer = [option for option in options if len(value) > _SLIPS and option.startswith(value)]
    shortest = min(map(len, longer), default=0)
    if 1 < len(longer) <= _FEW and shortest > len(value) + _SLIPS:  # the begin of several names, and none is nearer
        return f"Kies uit: {', '.join(longer)}."
    if near:
        return f"Bedoelde u «{near}»?{_difference(value, near)}"
    if not options:
        return "Er is hier nog geen geldige waarde."
    if len(options) <= _FEW:
        return f"Kies uit: {', '.join(options)}."
    return f"Er zijn {len(options)} geldige waarden; geen lijkt hierop."


def choose(value: str, valid: "Iterable[str]", new: str = "") -> str:
    """Say what may stand in a cell: what was probably meant, all when that is little, and where a new one is added.

    Parameters
    ----------
    value : str
        What stands there.
    valid : iterable of str
        What may.
    new : str
        Where a new one is added, as a sentence.

    Returns
    -------
    str
        Dutch sentences for `Problem.mend`.
    """
    options = sorted(valid)
    said = [suggest(value, options)]
    if said[0].startswith("Bedoelde") and 1 < len(options) <= _FEW_MORE:
        said.append(f"Kies uit: {', '.join(options)}.")
    return " ".join([*said, *([new] if new else [])])


def _letters(text: str) -> str:
    """Give a text without what a reader hardly sees: capitals, kinds of letters and spaces, noughts in front."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", " ".join(plain.split()))


def _difference(value: str, near: str) -> str:
    """Say what a reader would not see of the difference between two values."""
    foreign = [sign for sign in value if sign.isalpha() and not unicodedata.name(sign, "LATIN").startswith("LATIN")]
    if foreign and near.isascii():
        return f" Typ het opnieuw: «{foreign[0]}» is een letter uit een ander schrift, die er hetzelfde uitziet."
    if "".join(_letters(value).split()) != "".join(_letters(near).split()):
        return ""
    if value.lower() == near.lower():
        return " Let op hoofdletters en kleine letters."
    if value.lstrip("0") == near.lstrip("0"):
        return " Let op de nullen vooraan."
    if "".join(value.split()).casefold() == "".join(near.split()).casefold():
        return " Let op de spaties."
    return " Typ het opnieuw: er staat een teken dat er bijna hetzelfde uitziet."
