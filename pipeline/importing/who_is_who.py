"""Who is behind which pseudonym: kept on the computer of who imports, beside the key, and never in the project."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.contracts.imported_files import BEFORE, FOLDER
from pipeline.dutch import listed
from pipeline.errors import InputError, KlankbordError, of_the_machine
from pipeline.printable import guarded
from pipeline.rounds import Project
from pipeline.sources import decisions
from pipeline.sources.called import names_in
from pipeline.sources.keys import MARK, Chosen, bound_to, kept_apart, mark, write_private
from pipeline.sources.making import Made

_TABLE = "wie is wie.csv"


def apart_of(project: Project, round_id: str, chosen: Chosen, made: Made, fresh: Path) -> list[str]:
    """Keep who is who beside the key, and move what names people out of what is to stand in the round.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.
    chosen : Chosen
        Its key.
    made : Made
        What the import makes.
    fresh : pathlib.Path
        What is to take the place of folders of the round.

    Returns
    -------
    list of str
        What is to be told of it, in Dutch.

    Raises
    ------
    KlankbordError
        It can't be written; then nothing of the import may be either.
    """
    table = kept_apart(project, round_id, chosen.key, _TABLE)
    try:
        moved = list(_moved(project, round_id, chosen, fresh))
        table.unlink(missing_ok=True)
        if made.who_is_who:
            write_private(table, _content(made.who_is_who))
    except OSError as error:
        raise KlankbordError(
            f"{of_the_machine(error)} Wie welke schuilnaam heeft, hoort in {table.parent}. Er is niets veranderd."
        ) from None
    said = mark(chosen.key, bound_to(project.raw / round_id))
    (fresh / FOLDER / MARK).write_text(said, encoding="utf-8", newline="\n")
    told = []
    if chosen.is_new:
        told.append(
            f"Schuilnamen worden gemaakt met een sleutel die alleen op deze computer staat: {chosen.key.path}. Bewaar "
            "een kopie, niet bij het project. Importeert een collega ook? Geef die de kopie."
        )
    if chosen.apart:
        told.append(
            f"De schuilnamen van {listed(chosen.apart)} zijn met een andere sleutel gemaakt. Wie ook daarin zit, heeft "
            "hier een andere schuilnaam."
        )
    if moved:
        told.append(
            f"In koppeling.xlsx stonden namen van mensen. Zoals het was, staat het nu buiten het project: {moved[0]}. "
            "Schuilnamen blijven zoals ze zijn; in plaats van een naam staat er nu een code."
        )
    if made.who_is_who:
        told.append(f"Wie welke schuilnaam heeft, staat alleen op deze computer: {table}")
    return told


def _moved(project: Project, round_id: str, chosen: Chosen, fresh: Path) -> Iterator[Path]:
    """Put workbooks of before that name people beside the key; what was to stand in the round of them goes."""
    before = project.raw / round_id / FOLDER
    for file in (decisions.FILE, BEFORE):
        if (before / file).exists() and _has_names(before / file):
            place = kept_apart(project, round_id, chosen.key, file)
            write_private(place, (before / file).read_bytes())
            yield place
            if (fresh / FOLDER / BEFORE).exists() and _has_names(fresh / FOLDER / BEFORE):
                (fresh / FOLDER / BEFORE).unlink()


def _has_names(workbook: Path) -> bool:
    try:
        return bool(names_in(workbook, workbook.name))
    except InputError:  # nobody can tell
        return True


def _content(people: Sequence[tuple[str, str, str]]) -> bytes:
    """Write the table as spreadsheets in the Netherlands open it."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow(("Schuilnaam", "In koppeling.xlsx", "Zoals het bestand het zegt"))
    rows = sorted((pseudonym, label, name) for name, label, pseudonym in people)
    writer.writerows(map(guarded, row) for row in rows)
    return made.getvalue().encode("utf-8-sig")
