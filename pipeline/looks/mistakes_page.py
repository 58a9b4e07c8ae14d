"""What is wrong in the files of a round as one page, for who has to mend it and has no klankbord."""

from collections.abc import Iterable, Sequence

from pipeline import __version__
from pipeline.blocks import Column, Heading, Note, Section, Table, Text
from pipeline.dutch import count_noun
from pipeline.errors import Problem, alike
from pipeline.looks.pages import render_page
from pipeline.printable import short

_PRIVATE = "Op deze pagina staan stukjes van wat er in de bestanden staat. Stuur haar alleen naar wie die mag zien."
_AGAIN = "Is alles hersteld, controleer dan opnieuw."
_MOST = 200  # signs of a value: enough to find it by


def mistakes_page(
    title: str,
    problems: Sequence[Problem],
    notices: Sequence[Problem],
    then: str = _AGAIN,
) -> str:
    """Make the page.

    Parameters
    ----------
    title : str
        The round.
    problems : sequence of Problem
        Mistakes in its files.
    notices : sequence of Problem
        What is no mistake and has to be told.
    then : str
        What to do when the mistakes are mended.

    Returns
    -------
    str
        A page that needs no other file and no network.
    """
    return render_page(
        "mistakes.html.j2",
        title="Wat er te herstellen is" if problems else "Er hoeft niets te worden hersteld",
        round_title=title,
        navigation=[],
        banner="",
        footer=f"Gemaakt met klankbord {__version__}.",
        told=Section((Note(_PRIVATE, "warn"), mistakes(problems, notices, then))),
    )


def mistakes(problems: Sequence[Problem], notices: Sequence[Problem], then: str = _AGAIN) -> Section:
    """Tell what is wrong, and how to mend it, in a table for each file; parameters as for `mistakes_page`."""
    parts: list[Text | Heading | Table] = [Text(_how_many(problems, then)), *_tables(problems, "Hoe te herstellen")]
    if notices:
        parts += [Heading("Goed om na te gaan", 2), Text("Dit zijn geen fouten: de ronde kan zo worden gedraaid.")]
        parts += _tables(notices, "Wat u kunt doen")
    return Section(tuple(parts))


def _how_many(problems: Sequence[Problem], then: str) -> str:
    if not problems:
        return "In de bestanden van deze ronde zijn geen fouten gevonden."
    return f"{count_noun(len(problems), 'fout', 'fouten')} gevonden. {then}"


def _tables(problems: Iterable[Problem], mend: str) -> list[Table]:
    """Give a table for each file or sheet, with the same mistake in many rows once."""
    by_place: dict[str, list[tuple[str | None, ...]]] = {}
    for problem, places in alike(problems).items():
        row = (_listed(places), problem.column, short(problem.value, _MOST), problem.what, problem.mend)
        by_place.setdefault(problem.where, []).append(tuple(cell or None for cell in row))
    names = ("Rij of cel", "Kolom", "Waarde", "Wat er is", mend)
    columns = tuple(Column(name) for name in names)
    return [Table(where, columns, tuple(rows), stacks=True) for where, rows in by_place.items()]


def _listed(places: list[str]) -> str:
    return ", ".join(filter(None, places))
