"""Importing: files are kept as they came, read, made into records, and put in the round whole or not at all."""

import csv
import io
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.contracts.imported_files import BEFORE, CAME_IN, FOLDER, LINES, PAGE
from pipeline.contracts.reading import read_tables
from pipeline.contracts.round_tables import of_round
from pipeline.contracts.synced import left_by_syncing
from pipeline.contracts.table import Contracts, Table
from pipeline.contracts.units import unit_names
from pipeline.contracts.validation import complete
from pipeline.errors import InputError, refused
from pipeline.importing import swapping
from pipeline.importing.mapping_workbook import content
from pipeline.importing.page import page, table_of_lines
from pipeline.importing.who_is_who import apart_of
from pipeline.phases import codebook_files
from pipeline.phases.tables import TABLES
from pipeline.printable import guarded, unguarded
from pipeline.records import Record, records
from pipeline.rounds import Project
from pipeline.sources import as_read, decisions, reading, withdrawn
from pipeline.sources.decisions import Choices
from pipeline.sources.keys import Keyring, bound_to
from pipeline.sources.leaving_out import Left, holds_something, leave_out
from pipeline.sources.making import Made, Row, Setting, make
from pipeline.sources.pseudonyms import Pseudonyms
from pipeline.sources.report import Report, changes
from pipeline.sources.talks import Known

# In the folder `import` of a round: files as they came, what was made of them, and what was done.
RECORDS = "interviews"
TRANSCRIPTS, LISTED = "transcripts", ".uitwerkingen"
_PHASE_OF = "segments"


@dataclass(frozen=True)
class Imported:
    """What was imported.

    Attributes
    ----------
    report
        What was done.
    files
        What became of each file that was named: ``nieuw``, ``veranderd`` or ``gelijk``.
    places
        Where the report and the workbook with what to decide are, relative to the project.
    told
        What is to be known of pseudonyms and their key, and of who has the same name, in Dutch.
    """

    report: Report
    files: Mapping[str, str]
    places: tuple[str, str, str]
    told: tuple[str, ...] = ()


def import_files(project: Project, round_id: str, paths: Sequence[Path]) -> Imported:
    """Import files into a round; without any, those that were imported before are read again.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.
    paths : sequence of pathlib.Path
        The files. One with the name of a file that was imported before takes its place.

    Raises
    ------
    InputError
        A file can't be read, or what was decided or typed has mistakes; the round is as it was.
    KlankbordError
        Something is in the way of what has to be written; the round is as it was.
    """
    folder = project.raw / round_id
    if synced := list(left_by_syncing(project, folder)):
        raise InputError(synced)
    ring = Keyring(project, round_id)
    setting, contracts = setting_of(project, round_id, ring)
    staged = project.root / ".klankbord" / f"import-{round_id}"
    swapping.mend(folder, staged)
    fresh = staged / "nieuw"
    try:
        _others(folder / FOLDER, fresh / FOLDER)
        became = _keep(folder / FOLDER / CAME_IN, fresh / FOLDER / CAME_IN, paths)
        kept = sorted(path for path in (fresh / FOLDER / CAME_IN).iterdir() if not path.name.startswith("."))
        if not kept:
            raise refused(f"raw/{round_id}/{FOLDER}", "Er is nog niets geïmporteerd.", "Noem een of meer bestanden.")
        found = reading.read_all(kept)
        gone = withdrawn.read(folder / FOLDER / withdrawn.FILE, f"raw/{round_id}/{FOLDER}/{withdrawn.FILE}")
        left = leave_out(found, gone, setting.known.respondents)
        _keep_what_is_left(kept, left)
        made = make(
            [each for each in left.materials if holds_something(each) or each.file not in left.changed], setting
        )
        made = replace(made, report=replace(made.report, lines=(*left.lines, *made.report.lines)))
        compared = changes(_before(folder / FOLDER / RECORDS / "segments.csv"), made.tables["segments"])
        made = replace(made, report=replace(made.report, changes=compared))
        _write(fresh / FOLDER, folder / FOLDER, made, setting.choices, contracts)
        (fresh / FOLDER / PAGE).write_text(page(made.report, project.round(round_id).title), encoding="utf-8")
        (fresh / FOLDER / LINES).write_text(table_of_lines(made.report), encoding="utf-8", newline="")
        _transcripts(project, folder, fresh, made.transcripts)
        said = apart_of(project, round_id, ring.chosen, made, fresh) if ring.chosen else ()
        swapping.swap(fresh, folder, staged)
    finally:
        swapping.clear(fresh, staged)
    place = f"raw/{round_id}/{FOLDER}"
    places = (f"{place}/{PAGE}", f"{place}/{LINES}", f"{place}/{decisions.FILE}")
    told = (*said, *(f"{line.what} {line.mend}" for line in made.same_name))
    return Imported(made.report, became, places, told)


def as_read_of(path: Path) -> Path:
    """Give where is kept what was read of a file."""
    return path if path.name.endswith(as_read.ENDING) else path.with_name(path.name + as_read.ENDING)


def _keep_what_is_left(kept: Sequence[Path], left: Left) -> None:
    """Keep, of a file with something of who withdrew, what is of others, in place of the file as it came."""
    for path, material in zip(kept, left.materials, strict=True):
        if material.file in left.changed:
            path.unlink()
            if holds_something(material):
                as_read_of(path).write_bytes(as_read.content(material))


def setting_of(project: Project, round_id: str, ring: Keyring) -> tuple[Setting, Contracts]:
    """Read what files are read against: the round, its codebook, people and conversations, and what was decided."""
    round_ = project.round(round_id)
    book = codebook_files.load(project, round_id, round_)
    contracts = of_round(TABLES, round_)
    wanted = ("units", "respondents", "interviews")
    folder = project.raw / round_id
    read = read_tables(folder, project.name, contracts.values(), wanted)
    # What is wrong with other tables is for `check` to tell.
    if wrong := [problem for problem in read.problems if not problem.sheet or problem.sheet.casefold() in wanted]:
        raise InputError(wrong)
    frames = {name: complete(frame, contracts[name]) for name, frame in read.frames.items()}
    typed = {name: _by_key(records(frames[name]), contracts[name]) if name in frames else {} for name in wanted}
    phase = contracts[_PHASE_OF].phase
    choices = Choices(
        {
            question.id: tuple(code.id for code in question.codes)
            for question in book.questions
            if phase in question.asked_in
        },
        tuple(voice.id for voice in book.voices if voice.person),
        tuple(unit_names(frames["units"].fillna(""))) if "units" in frames else (),
        tuple((each.label, each.id, each.values) for each in round_.attributes),
        {voice.id: voice.label for voice in book.voices if voice.person},
        {name: tuple(_free(contracts[name])) for name in ("respondents", "interviews")},
    )
    file = folder / FOLDER / decisions.FILE
    decided = decisions.read(file, project.name(file), choices)
    known = Known(typed["respondents"], typed["interviews"])
    return Setting(book, phase, choices, decided, known, Pseudonyms(ring.secret, bound_to(folder))), contracts


def _free(table: Table) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Give the columns of a table that a file may fill by their heading: those that refer to nothing else."""
    for column in table.columns:
        if column.optional and column.heading and not column.references and column.rule in {"text", "day"}:
            yield column.title, column.name, column.allowed


def _by_key(rows: Iterable[Record], table: Table) -> dict[str, Record]:
    return {key: row for row in rows if (key := str(row.get(table.key, "")))}


def _others(before: Path, fresh: Path) -> None:
    """Keep what else stands in the folder: other sources have folders of their own, and people put things there."""
    ours = {CAME_IN, RECORDS, PAGE, LINES, decisions.FILE, BEFORE, LISTED}
    fresh.mkdir(parents=True)
    for path in before.iterdir() if before.is_dir() else ():
        if path.name not in ours and not path.name.startswith("~$"):
            (shutil.copytree if path.is_dir() else shutil.copyfile)(path, fresh / path.name)


def _keep(before: Path, kept: Path, paths: Sequence[Path]) -> dict[str, str]:
    """Put files with those that were kept, under their own names, and say what became of each."""
    kept.mkdir(parents=True)
    if before.is_dir():
        shutil.copytree(before, kept, dirs_exist_ok=True)
    became: dict[str, str] = {}
    for path in paths:
        source = path / "data.qda" if path.is_dir() and (path / "data.qda").is_file() else path
        if path.name in became:
            what = "Twee bestanden met dezelfde naam."
            raise refused(path.name, what, "Geef een van beide een andere naam, zoals de naam van de codeur.")
        reading.check(source, path.name)
        target = kept / path.name
        content_ = source.read_bytes()
        if target.exists():
            became[path.name] = "gelijk" if target.read_bytes() == content_ else "veranderd"
        else:
            became[path.name] = "nieuw"
        target.write_bytes(content_)
        # It takes the place of what was read of it when somebody withdrew, whom it may have again.
        if as_read_of(target) != target:
            as_read_of(target).unlink(missing_ok=True)
    return became


def _write(fresh: Path, before: Path, made: Made, choices: Choices, contracts: Contracts) -> None:
    """Write the tables, and the workbook with what to decide; as people left it, it is kept beside the new one."""
    (fresh / RECORDS).mkdir()
    for name, rows in made.tables.items():
        if rows:
            (fresh / RECORDS / f"{name}.csv").write_text(csv_of(rows, contracts[name]), encoding="utf-8", newline="")
    new = content(made.asked, choices)
    (fresh / decisions.FILE).write_bytes(new)
    for file in (decisions.FILE, BEFORE):
        old = before / file
        if old.exists() and not (fresh / BEFORE).exists() and old.read_bytes() != new:
            shutil.copyfile(old, fresh / BEFORE)


def csv_of(rows: Sequence[Row], table: Table) -> str:
    """Write rows as CSV, with the columns that any of them has, in the order of the table; no text is a formula."""
    names = [name for name in table.by_name if any(name in row for row in rows)]
    made = io.StringIO()
    writer = csv.DictWriter(made, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: guarded(value) if isinstance(value, str) else value for name, value in row.items()} for row in rows
    )
    return made.getvalue()


def _before(path: Path) -> Sequence[Mapping[str, str]] | None:
    """Read the codings of the import before; None when there was none."""
    if not path.parent.is_dir():
        return None
    if not path.exists():
        return []
    try:
        with path.open(encoding="utf-8", newline="") as file:
            # A column that somebody took out is an empty one: what was said there is then told as changed.
            return [
                defaultdict(str, {name: unguarded(text or "") for name, text in row.items() if name is not None})
                for row in csv.DictReader(file)
            ]
    except (OSError, ValueError, csv.Error):
        return None


def listed(folder: Path) -> set[str]:
    """Give the names of the transcripts that the import before wrote, as far as they are there.

    A name that a damaged list has, or somebody put in it, is that of no other file: these go.
    """
    path, there = folder / FOLDER / LISTED, folder / TRANSCRIPTS
    if not path.exists() or not there.is_dir():
        return set()
    names = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return {each.name for each in there.glob("*.txt")} & set(names)


def _transcripts(project: Project, folder: Path, fresh: Path, texts: Mapping[str, str]) -> None:
    """Write the texts of conversations among those that people put there; those of the import before go."""
    old, new = folder / TRANSCRIPTS, fresh / TRANSCRIPTS
    own = listed(folder)
    if old.is_dir():
        shutil.copytree(old, new)
    new.mkdir(exist_ok=True)
    for name in own:
        (new / name).unlink(missing_ok=True)
    for interview, text in texts.items():
        path = new / f"{interview}.txt"
        written = text.encode("utf-8", "surrogatepass")
        if path.exists() and path.read_bytes() != written:
            what = "Dit bestand staat er al, en heeft een andere tekst dan wat u importeert."
            raise refused(project.name(old / path.name), what, "Geef het een andere naam, of haal het weg.")
        path.write_bytes(written)
    names = "\n".join(f"{interview}.txt" for interview in texts)
    (fresh / FOLDER / LISTED).write_text(names, encoding="utf-8", newline="\n")
