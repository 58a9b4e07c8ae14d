"""What is in a round's folder and is not read: told, so that nothing is ignored silently."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.contracts.folders import Folder
from pipeline.contracts.imported_files import FOLDER as IMPORTS
from pipeline.contracts.imported_files import imported
from pipeline.contracts.plain_text import heading
from pipeline.contracts.reading import Reading, read_tables
from pipeline.contracts.round_files import files_in
from pipeline.contracts.synced import left_by_syncing
from pipeline.contracts.table import Contracts
from pipeline.errors import Problem, nearest
from pipeline.rounds import Project

# What a round's folder may hold beside its tables.
_BESIDE = frozenset({"round.yml", "report", "review", "sheets", "kit", IMPORTS, "transcripts"})
# What spreadsheets also save.
_OTHER_SHEETS = frozenset({".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".tsv", ".txt"})


def unread(
    project: Project,
    round_id: str,
    contracts: Contracts,
    folders: Iterable[Folder],
    reading: Reading,
    idle: Mapping[str, str],
) -> list[Problem]:
    """Report what is in a round's folder and is not read.

    What systems and programs leave behind (hidden files, a lock beside an open workbook) does not count.

    Parameters
    ----------
    project, round_id
        The round.
    contracts : mapping of str to Table
        All raw tables.
    folders : iterable of Folder
        Folders that phases read by themselves.
    reading : Reading
        What was read.
    idle : mapping of str to str
        Tables of phases that the round did not deploy, and the phase of each.
    """
    folder = project.raw / round_id
    beside = [each for each in folders if each.makes in idle and each.filled(folder)]
    there = [name for name in idle if name in reading.places]
    waiting = read_tables(folder, project.name, contracts.values(), there).waiting if there else set[str]()
    problems = []
    for name in there:
        if name not in waiting:
            place = reading.places[name]
            what = "Deze tabel hoort bij een fase die niet is ingezet."
            mend = f"Zet de fase in round.yml op {idle[name]}: {{deployed: true}}, of haal haar weg."
            problems.append(Problem(place.file, None, "", "", what, mend, sheet=place.sheet))
    for each in beside:
        what = "Deze map hoort bij een fase die niet is ingezet."
        mend = f"Zet de fase in round.yml op {idle[each.makes]}: {{deployed: true}}, of haal haar weg."
        problems.append(Problem(project.name(folder / each.name), None, "", "", what, mend))
    copies = list(left_by_syncing(project, folder))
    told = {each.file for each in copies}
    problems += _imported(project, folder, contracts, idle)
    problems += _unknown(project, folder, contracts, {each.name for each in folders}, reading)
    return copies + [each for each in problems if each.file not in told]


def _imported(project: Project, folder: Path, contracts: Contracts, idle: Mapping[str, str]) -> Iterator[Problem]:
    """Tell what was imported for a table that there is not, or that the round does not use."""
    for name, path in imported(folder):
        if name not in contracts:
            mend = "Haal het bestand weg, of importeer opnieuw waar het uit komt."
            yield Problem(project.name(path), None, "", "", "Dit wordt nergens gelezen.", mend)
        elif name in idle:
            what = "Deze tabel hoort bij een fase die niet is ingezet."
            mend = f"Zet de fase in round.yml op {idle[name]}: {{deployed: true}}, of haal de map weg."
            yield Problem(project.name(path), None, "", "", what, mend)


def _unknown(
    project: Project, folder: Path, contracts: Contracts, folders: set[str], reading: Reading
) -> list[Problem]:
    problems = []
    meant = {
        path: f"{name}.csv"
        for name, path in misspelled(folder, contracts, reading).items()
        if path.suffix.casefold() == ".csv"
    }
    for path in files_in(folder, contracts).others:
        if path.name in _BESIDE | folders:
            continue
        near = meant.get(path) or nearest(path.name, _BESIDE | folders)
        mend = (
            f"Bedoelde u «{near}»?"
            if near
            else "Haal het bestand weg, of zet wat erin staat in een tabel (.csv of .xlsx)."
        )
        if not near and path.suffix.casefold() in _OTHER_SHEETS:
            mend = "Is het een tabel, sla haar dan op als .xlsx, met de naam van de tabel als naam van het blad."
        problems.append(Problem(project.name(path), None, "", "", "Dit wordt nergens gelezen.", mend))
    return problems


def misspelled(folder: Path, contracts: Contracts, reading: Reading) -> dict[str, Path]:
    """Give the files that probably hold tables that are not there, by the name of the table."""
    lacking = [name for name in contracts if name not in reading.places]
    found = {}
    for path in files_in(folder, contracts).others:
        kind, stem = path.suffix.casefold(), heading(path.stem)
        if kind == ".csv" and (near := nearest(stem, lacking)):
            found[near] = path
        elif kind in _OTHER_SHEETS:
            found |= {name: path for name in lacking if stem in {name, contracts[name].workbook}}
    return found
