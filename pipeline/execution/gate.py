"""What stops a round from being published: somebody who stands in it, though the round knows that they may not."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.called import command
from pipeline.contracts.privacy_tables import PRIVACY_NAMES
from pipeline.errors import KlankbordError, Problem
from pipeline.phases.own_names import gate_for
from pipeline.privacy.gate import Gate, hits, told
from pipeline.privacy.of_round import of_people
from pipeline.records import records
from pipeline.review import reviewed
from pipeline.rounds import Project

_MOST = 10


def gate_of(project: Project, round_id: str) -> Gate:
    """Give what no file of a round may have that is published, as `gate_for` has it, also the names of who reviews."""
    loaded = reviewed.load(project, round_id, looking=False)
    return gate_for(loaded.data, loaded.review.people)


def pass_through(folder: Path, project: Project, round_id: str) -> None:
    """Look at everything that is to be published, and stop where somebody stands in it.

    Parameters
    ----------
    folder : pathlib.Path
        All files, put together.
    project, round_id
        The round.

    Raises
    ------
    KlankbordError
        Somebody stands in a file: each place is told, and not who.
    """
    gate = gate_of(project, round_id)
    if found := hits(folder, gate):
        places = list(dict.fromkeys(_from_where(project, round_id, gate)))
        where = "".join(f"\n  {place}" for place in places[:_MOST])
        more = f"\n  en nog {len(places) - _MOST} plekken" if len(places) > _MOST else ""
        first = f"Dit komt uit:{where}{more}\nHaal het daar weg" if places else "Zoek de plek op en haal het weg"
        mend = (
            f"{first}; zie ook {command('privacy', round_id)}. Mag het er staan, zet het dan in "
            f"raw/{round_id}/{PRIVACY_NAMES.file}: nee bij Verbergen, de reden bij Opmerking."
        )
        raise KlankbordError(
            f"Niet gepubliceerd: hierin is iemand te vinden die er niet in mag staan.\n{told(found)}\n{mend}"
        )


def _from_where(project: Project, round_id: str, gate: Gate) -> Iterator[str]:
    """Give the rows and lines of `raw/` from which readers are shown what may not be there.

    A text in which somebody stands only to readers that are told something else in its place is none of these.
    """
    loaded = reviewed.load(project, round_id, looking=False)
    cells = [
        (name, row[table.key], column.name, row[column.name])
        for name, table in loaded.data.contracts.items()
        if table.has_file and not table.is_inside
        for row in records(loaded.data.table(name))
        for column in of_people(table)
    ]
    cells += loaded.shown.shown(loaded.review, loaded.answers)
    for table, key, column, text in cells:
        if isinstance(text, str) and any(gate.found(text)):
            at = loaded.at(table, str(key), Problem("", None, column, "", "", ""))
            place = at.cell or (f"rij {at.row}, {at.column}" if at.row else at.column)
            yield ", ".join(filter(None, (at.file, f"blad {at.sheet}" if at.sheet else "", place)))
    for path in sorted((project.raw / round_id / "report").glob("*.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if any(gate.found(line)):
                yield f"{project.name(path)}, regel {number}"
