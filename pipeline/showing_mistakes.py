"""What commands print of what is wrong, or waits, or looks odd: every mistake in one table."""

import traceback
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from pipeline import called
from pipeline.console import ERR, OUT, table
from pipeline.errors import (
    ClaimsError,
    InputError,
    KlankbordError,
    NothingYetError,
    NotTakenError,
    Problem,
    StageError,
    alike,
    of_the_machine,
)
from pipeline.printable import printable, short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def show_waiting(error: NothingYetError, said: str, console: Console = OUT) -> None:
    """Say that nothing was filled in yet, and what waits for it."""
    console.print(escape(said), soft_wrap=True)
    for problem in error.problems:
        console.print(f"  {escape(problem.file)}: {escape(problem.mend)}", soft_wrap=True)


def show_error(error: KlankbordError) -> None:
    """Tell what went wrong, as fits its kind."""
    if isinstance(error, NothingYetError):
        show_waiting(error, "Er is nog niets verzameld, dus er valt nog niets te berekenen. Vul eerst:", ERR)
    elif isinstance(error, InputError):
        _problems(error)
    elif isinstance(error, StageError):
        show_failure(error)
    else:
        ERR.print(f"Fout: {escape(str(error))}", soft_wrap=True)
        _details(error)


def show_unexpected(error: Exception) -> None:
    """Tell a mistake of ours, or what the machine refused."""
    said = of_the_machine(error) if isinstance(error, OSError) else f"Onverwachte fout: {error!r}."
    ERR.print(escape(said if called.debugging() else f"{said} Draai met --debug voor de details."), soft_wrap=True)
    _details(error)


def _details(error: Exception) -> None:
    """Show where an error came from, to who asked for it; what failed in a step brings that along."""
    if called.debugging():
        told = getattr(error, "details", "") or "".join(traceback.format_exception(error))
        ERR.print(escape(printable(told)), soft_wrap=True)


def show_failure(error: StageError) -> None:
    """Say in which cell of which notebook a step failed, and where what it made until then is kept."""
    ERR.print(f"\nFout in notebook {escape(error.notebook)}", soft_wrap=True)
    ERR.print(f"  onder het kopje: {escape(error.heading)}", soft_wrap=True)
    ERR.print(f"  cel:             {error.cell}")
    ERR.print(f"  fout:            {escape(error.cause)}", soft_wrap=True)
    ERR.print(f"  zover gekomen:   {escape(str(error.partial))}", soft_wrap=True)
    _details(error)


def show_notices(notices: "Sequence[Problem]") -> None:
    """Show what is no mistake and has to be told: what was guessed or is not read, and what looks odd or thin."""
    if not notices:
        return
    rows = [
        (
            notice.where,
            notice.cell or (str(notice.row) if notice.row is not None else ""),
            notice.column,
            short(notice.value),
            notice.what,
            notice.mend,
        )
        for notice in notices
    ]
    title = "Let op: geen fouten, wel goed om na te gaan"
    OUT.print(table(title, ("Bestand", "Rij of cel", "Kolom", "Waarde", "Wat er is", "Wat u kunt doen"), rows))


def show_handed_over(written: "Sequence[Path]", *, mark: bool) -> None:
    """Say where the page and the marked copies are, and what a copy may lack."""
    copies = [path for path in written if path.suffix.casefold() == ".xlsx"]
    for path in written:
        OUT.print(escape(f"Gemaakt: {path}"), soft_wrap=True)
    if copies:
        OUT.print(
            "In een kopie zijn de foute cellen gekleurd, met een opmerking erbij; blad Fouten somt ze op. Grafieken, "
            "tekeningen en discussies staan er niet in. Herstel de fouten in uw eigen bestand, niet in de kopie.",
            soft_wrap=True,
        )
    elif mark:
        OUT.print("Er is geen cel van een werkboek om te kleuren.")


def _problems(error: InputError) -> None:
    """Show one table of all mistakes; the same mistake in many rows is one line with a count.

    A text gets a table a file, with lines and without columns, so that a long name does not take the room of the rest.
    """
    from pipeline.dutch import count_noun

    of_text = isinstance(error, ClaimsError)
    tables: dict[str, dict[Problem, list[str]]] = {}
    for problem, places in alike(error.problems).items():
        tables.setdefault(problem.file if of_text else "", {})[problem] = places
    title = f"{count_noun(len(error.problems), 'fout', 'fouten')} gevonden; {error.unchanged}"
    # Of a file that was sent in there is mostly no row to name.
    placed = not isinstance(error, NotTakenError) or any(problem.row or problem.column for problem in error.problems)
    headers = ("Regel",) if of_text else ("Bestand", "Rij of cel", "Kolom") if placed else ("Bestand",)
    for file, grouped in tables.items():
        told = []
        for problem, rows in grouped.items():
            cells = (_rows(rows),) if of_text else (problem.where, _rows(rows), problem.column)[: len(headers)]
            told.append((*cells, short(problem.value), problem.what, problem.mend))
        names = (*headers, "Waarde", "Wat is er mis", "Hoe te herstellen")
        ERR.print(table(f"{title}\n{file}".strip(), names, told))
        title = ""
    _details(error)


def _rows(rows: list[str]) -> str:
    known = [row for row in rows if row]
    shown = ", ".join(known[:3])
    return f"{shown} en nog {len(known) - 3}" if len(known) > 3 else shown
