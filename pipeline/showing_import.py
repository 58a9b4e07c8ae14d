"""What `import` prints: what went in, what became of it, and what waits."""

from typing import TYPE_CHECKING

from rich.markup import escape

from pipeline import called
from pipeline.console import OUT, table
from pipeline.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.importing.take_in import Imported
    from pipeline.importing.take_in_surveys import TakenIn


def show_imported(imported: "Imported", round_id: str) -> None:
    """Tell what an import did: counts in and out, how codes and directions were read, and what waits or was lost."""
    from pipeline import bringing_in

    _lines(bringing_in.files(imported))
    OUT.print(table("", bringing_in.COUNTED, bringing_in.counts(imported)))
    _lines(bringing_in.outcome(imported))
    if waits := bringing_in.waiting(imported):
        _lines([f"{waits} Importeer daarna opnieuw:", f"  {called.command('import', round_id)}"])
    else:
        _lines([f"Kijk na of alles klopt: {called.command('check', round_id)}"])


def show_surveys(taken: "TakenIn", round_id: str) -> None:
    """Tell what became of surveys: what was read, what was proposed, and what waits for somebody."""
    from pipeline import bringing_in

    _lines(bringing_in.surveys(taken))
    _lines([f"Kijk daarna na of alles klopt: {called.command('check', round_id)}"])


def _lines(said: "Iterable[str]") -> None:
    for line in said:
        indent = " " * (len(line) - len(line.lstrip(" ")))
        OUT.print(escape(indent + printable(line)), soft_wrap=True)
