"""What `klankbord privacy` does: what was found by which somebody may be found, in a file in which people decide."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import asking_deduce, quote_checking
from pipeline.contracts.loading import RoundData
from pipeline.contracts.privacy_tables import KEEP, OTHERWISE, PERSON, PRIVACY_DECISIONS, PRIVACY_NAMES, REPLACE
from pipeline.contracts.respondents import YES_NO
from pipeline.contracts.table import Table
from pipeline.dutch import count_noun
from pipeline.errors import Problem, refused
from pipeline.phases.own_names import own_names
from pipeline.phases.raw_tables import load_as_written
from pipeline.phases.seen import Seen, seen
from pipeline.printable import guarded
from pipeline.privacy.names import folded
from pipeline.privacy.protection import find_id, text_id
from pipeline.quote_checking import Checked
from pipeline.records import Record, records
from pipeline.review import reviewed
from pipeline.review.reviewed import Reviewed
from pipeline.review.taking_in import check_closed
from pipeline.rounds import Project
from pipeline.whole_files import write_whole

_YES, _NO = YES_NO
_AROUND = 60  # signs around what was found, so that somebody can see what it is


@dataclass(frozen=True)
class Decided:
    """What was found in a round, and what was decided.

    Attributes
    ----------
    sure, doubtful, decided : int
        Places at which somebody can surely be found, those at which somebody has to look, and those of either that
        somebody decided on.
    by_kind : mapping of str to int
        Places by what was found there.
    written : tuple of str
        The files in which something is new.
    quotes : Checked
        The quotes that somebody who knows the group looks at.
    """

    sure: int
    doubtful: int
    decided: int
    by_kind: dict[str, int]
    written: tuple[str, ...]
    quotes: Checked


def look(project: Project, round_id: str) -> Decided:
    """Look through a round, and add what was found to the files in which people decide.

    Names of who does the research and of reviewers are put in `privacy_names.csv`, and every place in
    `privacy_decisions.csv`. What people filled in stays; a row without a decision goes when its text is not there.
    Quotes are put in `citaten.xlsx`.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.

    Raises
    ------
    InputError
        The round has mistakes, or one of the files is open, or is a sheet of a workbook.
    """
    data = load_as_written(project, round_id, looking=False)
    paths = [_path(data, table) for table in (PRIVACY_NAMES, PRIVACY_DECISIONS)]
    check_closed(project, paths)
    written = []
    said = reviewed.load(project, round_id, looking=False)
    names, own = records(data.whole(PRIVACY_NAMES.name)), list(own_names(data, said.review.people))
    known = {folded(row["name"]) for row in names}
    new = [{"name": name, "kind": PERSON} for name in own if folded(name) not in known]
    if new and _write(paths[0], PRIVACY_NAMES, [*names, *new]):
        written.append(project.name(paths[0]))
        data = load_as_written(project, round_id, looking=False)
        said = reviewed.load(project, round_id, looking=False)
    by_deduce = asking_deduce.ask(data, said)
    found = [*seen(data), *said.seen(), *by_deduce.found]
    if _write(paths[1], PRIVACY_DECISIONS, list(_rows(said, found))):
        written.append(project.name(paths[1]))
    by_deduce.keep()
    kinds: dict[str, int] = {}
    for each in found:
        kinds[each.found.kind] = kinds.get(each.found.kind, 0) + 1
    sure, quotes = sum(each.found.certain for each in found), quote_checking.look(data)
    decided = sum(each.decided for each in found)
    return Decided(sure, len(found) - sure, decided, kinds, tuple(written), quotes)


def _path(data: RoundData, table: Table) -> Path:
    path = data.project.raw / data.round_id / table.file
    if table.name in data.places and data.places[table.name].sheet:
        mend = f"Sla dat blad op als {table.file}, en haal het uit het werkboek."
        raise refused(data.places[table.name].file, "In een werkboek vult klankbord besluiten niet aan.", mend)
    return path


def _rows(said: Reviewed, found: list[Seen]) -> Iterator[Record]:
    """Give the rows of decisions: those that there are, as long as they matter, and what is new."""
    before = {row["find_id"]: row for row in records(said.data.whole(PRIVACY_DECISIONS.name))}
    there = {find_id(each.text, each.words): each for each in found}
    for key, row in before.items():
        if row["decision"] or row["remark"] or key in there:
            yield row
    for key, each in there.items():
        if key not in before:
            at = said.at(each.table, each.key, Problem("", None, each.column, "", "", ""))
            places = [at.file, f"blad {at.sheet}" if at.sheet else "", at.cell or f"rij {at.row}, {at.column}"]
            yield {
                "find_id": key,
                "text": text_id(each.text),
                "found": each.words,
                "kind": str(each.found.kind),
                "sure": _YES if each.found.certain else _NO,
                "place": ", ".join(filter(None, places)),
                "context": " ".join(each.text[max(0, each.found.start - _AROUND) : each.found.end + _AROUND].split()),
                "proposed": each.found.instead,
            }


def _write(path: Path, table: Table, rows: list[Record]) -> bool:
    """Write a table as spreadsheets in the Netherlands open it; tell whether it is other than it was."""
    if not rows:
        there = path.exists()
        path.unlink(missing_ok=True)
        return there
    made = io.StringIO()
    columns = [column.name for column in table.columns]
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow([table.by_name[name].title for name in columns])
    writer.writerows([[_plain(row.get(name, "")) for name in columns] for row in rows])
    content = made.getvalue().encode("utf-8-sig")
    if path.exists() and path.read_bytes() == content:
        return False
    write_whole(path, content)
    return True


def _plain(cell: object) -> str:
    """Write a cell so that a spreadsheet takes it for no formula."""
    text = str(cell)
    return f" {text}" if guarded(text) != text else text


def lines(found: Decided, round_id: str) -> Iterator[str]:
    """Say in Dutch what was found, and what somebody has to do."""
    total = found.sure + found.doubtful
    if not total:
        yield f"In wat lezers van {round_id} zien, is niets gevonden waaraan iemand te vinden is. Lees het zelf ook na."
    for kind, count in sorted(found.by_kind.items()):
        yield f"  {kind}: {count_noun(count, 'plek', 'plekken')}"
    if total:
        yield (
            f"Van {count_noun(total, 'plek', 'plekken')} zijn er {found.sure} zeker, en is naar {found.doubtful} te "
            f"kijken; over {found.decided} is besloten."
        )
        yield f"Zolang u niets kiest, zien lezers het voorstel. Kies bij Besluit: {REPLACE}, {KEEP} of {OTHERWISE}."
    yield from (f"Bijgewerkt: {name}" for name in found.written)
    yield from quote_checking.lines(found.quotes)
    yield "Niet te vinden zijn namen zonder hoofdletter, bijnamen, en wie te herkennen is aan wat die vertelt."
