"""Making the kit of a round: its documents as Word files and its forms, all or none; what somebody changed is kept."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from openpyxl import Workbook as OfExcel

from pipeline.codebook import Codebook, Voice
from pipeline.contracts.folders import Asked
from pipeline.contracts.reading import read_tables
from pipeline.contracts.round_tables import of_round
from pipeline.contracts.table import Contracts
from pipeline.errors import refused
from pipeline.kit.consent import form, letter
from pipeline.kit.planning import planning
from pipeline.phases import codebook_files
from pipeline.phases.declarations import PHASES
from pipeline.phases.fieldwork import Fieldwork, Handout, Step, Workbook
from pipeline.phases.raw_tables import FOLDER_READERS
from pipeline.phases.tables import TABLES
from pipeline.phases.walk import fieldwork
from pipeline.records import Record, records
from pipeline.review.excel.spreadsheets import content_of
from pipeline.rounds import Project, Round
from pipeline.telling.frame import frame
from pipeline.temporary import temporary_folder
from pipeline.whole_files import write_whole

FOLDER, KEPT = "kit", "kit.json"
_PEOPLE = ("respondents", "units")


@dataclass(frozen=True)
class Kit:
    """What became of the documents of a round, relative to the project.

    Attributes
    ----------
    made
        Those that were written.
    kept
        Those that somebody changed, and that stay as they are.
    idle
        Those that were made earlier and that the round has no more use for; they stay too.
    fill_in
        Those in which something is to be filled in before they are given to anybody.
    """

    made: tuple[str, ...]
    kept: tuple[str, ...]
    idle: tuple[str, ...]
    fill_in: tuple[str, ...]

    @property
    def notes(self) -> list[str]:
        """What is to be known of them, in Dutch: which stay as they are, and in which something is to be filled in."""
        stays = "is veranderd en blijft zoals het is. Een nieuw krijgt u als u dit een andere naam geeft of weghaalt."
        said = [f"Let op: {file} {stays}" for file in self.kept]
        said += [f"Let op: {file} is van eerder; deze ronde vraagt er niet meer om." for file in self.idle]
        return [
            *said,
            *(f"Vul in voordat u het geeft: {file}, overal waar [Vul in ...] staat." for file in self.fill_in),
        ]


def make(project: Project, round_id: str) -> Kit:
    """Make the documents of a round in `raw/<round>/kit/`.

    Parameters
    ----------
    project : Project
        Where.
    round_id : str
        The round.

    Raises
    ------
    InputError
        The round or its codebook can't be read, a form can't be made of it, or a document is open; then none was
        written.
    ClaimsError
        The house style can't be used; then none was written.
    """
    round_ = project.round(round_id)
    work = fieldwork_of(project, round_id, round_, codebook_files.load(project, round_id, round_))
    papers = handouts(work)
    folder, record = project.raw / round_id / FOLDER, project.root / ".klankbord" / round_id / KEPT
    before = _before(record)
    written = {f"{each.name}.xlsx": _excel(each) for each in workbooks(work)}
    written |= {f"{paper.name}.docx": _word(project, round_id, round_, paper) for paper in papers}
    made, kept = {}, []
    for name, content in written.items():
        path = folder / name
        if path.exists() and _hash(path) != before.get(path.name):
            kept.append(project.name(path))
            continue
        # What Word puts beside a file that is open, in place of the first letters of a long name; and LibreOffice.
        beside = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
        if any(path.with_name(each).exists() for each in beside):
            raise refused(project.name(path), "Dit bestand is nog open.", "Sluit het en probeer het opnieuw.")
        made[path] = content
    for path, content in made.items():
        write_whole(path, content)
    open_ = {paper.name for paper in papers if "[Vul in" in str(paper.blocks)}
    now = before | {path.name: _hash(path) for path in made}
    record.parent.parent.mkdir(mode=0o700, exist_ok=True)
    write_whole(record, json.dumps(now, indent=1, sort_keys=True) + "\n")
    return Kit(
        tuple(project.name(path) for path in made),
        tuple(kept),
        tuple(project.name(folder / name) for name in sorted(before.keys() - written) if (folder / name).exists()),
        tuple(project.name(path) for path in made if path.stem in open_),
    )


def handouts(work: Fieldwork) -> list[Handout]:
    """Give the documents of a round: those of its phases, what people are told and asked, and the planning."""
    papers: list[Handout] = []
    steps: list[Step] = []
    asks: list[str] = []
    modules = fieldwork()
    for phase in PHASES:
        if not work.round.deployment(phase.id).deployed:
            continue
        if phase.id not in modules:
            steps.append(Step(f"{phase.label}: {phase.method[0].lower()}{phase.method[1:].rstrip('.')}"))
            continue
        own = list(modules[phase.id].handouts(work))
        papers += own
        steps += modules[phase.id].STEPS
        asks += [modules[phase.id].ASKS] if own and modules[phase.id].ASKS else []
    if asks:
        papers += [letter(work, asks), form()]
    return [*papers, planning(work, steps, papers)]


def workbooks(work: Fieldwork) -> Iterator[Workbook]:
    """Give the forms for other programs that phases have.

    Raises
    ------
    InputError
        One can't be made of what the round has.
    """
    modules = fieldwork()
    for phase in PHASES:
        if phase.id in modules and work.round.deployment(phase.id).deployed:
            own = getattr(modules[phase.id], "workbooks", None)
            yield from own(work) if own else ()


def fieldwork_of(project: Project, round_id: str, round_: Round, book: Codebook) -> Fieldwork:
    """Read what the documents of a round are made of; a table with mistakes counts as far as it can be read."""
    contracts = of_round(TABLES, round_)
    modules = fieldwork()
    held = [phase.id for phase in PHASES if round_.deployment(phase.id).deployed and phase.id in modules]
    names = [*_PEOPLE, *(name for phase in held for name in modules[phase].READS)]
    reading = read_tables(project.raw / round_id, project.name, contracts.values(), names)
    # A column that is lacking is told by `check`; here it is empty.
    blank = {name: dict.fromkeys(contracts[name].by_name, "") for name in names}
    rows = {name: [blank[name] | row for row in records(frame)] for name, frame in reading.frames.items()}
    asked = Asked(project, round_id, round_, book, reading.frames)
    for folder, read in FOLDER_READERS.items():
        if folder.makes in names and (made := read(asked).tables.get(folder.makes)) is not None:
            rows[folder.makes] = [blank[folder.makes] | row for row in records(made)]
    units = tuple(row["label"] for row in rows.get("units", []) if row.get("label"))
    return Fieldwork(round_, book, contracts, _voices(book, contracts, rows), units, rows, asked)


def _voices(book: Codebook, contracts: Contracts, rows: dict[str, list[Record]]) -> tuple[Voice, ...]:
    """Give the voices of the people that the round has; as long as it has none, of all that can be heard."""
    named = {
        row.get(column, "")
        for name, found in rows.items()
        for column in contracts[name].with_rule("voice")
        for row in found
    }
    heard = tuple(voice for voice in book.roles if voice.id in named and not voice.researcher)
    return heard or tuple(voice for voice in book.roles if not voice.researcher)


def _excel(form: Workbook) -> bytes:
    """Give a form as a workbook, with every cell as text."""
    book = OfExcel()
    book.remove(book.active)
    for name, rows in form.sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return content_of(book)


def _word(project: Project, round_id: str, round_: Round, paper: Handout) -> bytes:
    """Give a document as Word has it, in the round's style."""
    from pipeline.looks.pages import render_on_paper
    from pipeline.looks.rendering.word import write_word

    around = frame(round_id, round_.title, round_.synthetic, ())
    with temporary_folder() as name:
        place = Path(name)
        document = render_on_paper("kit", title=paper.title, round=round_, blocks=paper.blocks, banner=around.banner)
        (place / "document.html").write_text(document, encoding="utf-8")
        write_word(place, place / "made.docx", project.own_style(round_id, "word"))
        return (place / "made.docx").read_bytes()


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _before(record: Path) -> dict[str, str]:
    """Give the hash of each document as it was written the last time; nothing when that is not known."""
    try:
        return {str(name): str(value) for name, value in json.loads(record.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, AttributeError):
        return {}
