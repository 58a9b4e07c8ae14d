"""What `klankbord reconcile` does: all that coders did not code alike, in a workbook in which they decide together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.beginning.lists import Setting
from pipeline.beginning.workbook import content
from pipeline.codebook import Codebook
from pipeline.contracts.imports import add_imported
from pipeline.contracts.reading import read_tables
from pipeline.contracts.round_tables import of_round
from pipeline.contracts.validation import complete
from pipeline.dutch import listed
from pipeline.errors import InputError, KlankbordError
from pipeline.phases import codebook_files
from pipeline.phases.interviews.differences import ONLY_OTHER, Difference, differences
from pipeline.phases.interviews.reconciling import NAME, TABLE
from pipeline.phases.interviews.segment_tables import SegmentRow
from pipeline.phases.interviews.segments import coders
from pipeline.phases.raw_tables import load_as_written
from pipeline.phases.tables import TABLES
from pipeline.records import Record, records
from pipeline.review.taking_in import check_closed
from pipeline.rounds import Project
from pipeline.telling.words import DIRECTIONS
from pipeline.whole_files import write_whole

FILE = f"{TABLE.workbook}.xlsx"
_DECIDED = ("decision", "question", "aspect", "direction", "reason")
_UNTOLD = "niet te zeggen"


@dataclass(frozen=True)
class Reconciling:
    """What there is to decide.

    Attributes
    ----------
    file
        The workbook, relative to the project; empty when coders did not differ and nothing was decided.
    kinds
        How many differences there are of each kind, in Dutch.
    decided
        On how many of them there is a decision.
    turning
        How many would make evidence point another way.
    lapsed
        Decisions on stretches that are not there any more or are coded alike by now, which go: what was decided, why.
    """

    file: str
    kinds: Mapping[str, int]
    decided: int
    turning: int
    lapsed: tuple[str, ...]


def reconcile(project: Project, round_id: str) -> Reconciling:
    """Write the workbook with all differences, what would change most first; what was decided in it stays.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.

    Raises
    ------
    InputError
        The round has mistakes, or the workbook is open.
    KlankbordError
        There is nothing to compare: one coder, or a round that works reflexively.
    """
    path = project.raw / round_id / FILE
    check_closed(project, [path] if path.exists() else [])
    before = path.read_bytes() if path.exists() else b""
    rows, lapsed = _rows(project, round_id)
    try:
        if lapsed:  # with these, the round has mistakes
            write_whole(path, _content(project, round_id, rows))
        data = load_as_written(project, round_id, looking=False)
        if data.round.is_reflexive:
            raise KlankbordError("Deze ronde werkt reflexief: codes van anderen worden daar niet gelijkgemaakt.")
        if len(coders(data)) < 2:
            raise KlankbordError("In deze ronde gaf één persoon de codes: er is niets af te stemmen.")
        found = differences(data)
        known = {row["segment_id"]: row for row in rows if row["decision"]}
        made = [{**_row(each, data.codebook), **_decided(each, known)} for each in found]
        there = {row["segment_id"] for row in made}
        made += [{**row, "kind": "nu gelijk"} for name, row in known.items() if name not in there]
        if made or before:
            write_whole(path, _content(project, round_id, made))
    except BaseException:
        if before and path.read_bytes() != before:
            write_whole(path, before)
        raise
    return Reconciling(
        project.name(path) if made or before else "",
        Counter(each.kind for each in found),
        sum(bool(row.get("decision")) for row in made),
        sum(bool(each.turns) for each in found),
        tuple(f"{row['decision']}: {row['reason']}" for row in lapsed if row["decision"]),
    )


def _rows(project: Project, round_id: str) -> tuple[list[Record], list[Record]]:
    """Read what stands in the workbook: rows about stretches that are there, and those about others."""
    contracts = of_round(TABLES, project.round(round_id))
    reading = read_tables(project.raw / round_id, project.name, contracts.values(), (NAME, "segments"))
    add_imported(reading, project.raw / round_id, project.name, contracts, (NAME, "segments"))
    if wrong := [each for each in reading.problems if NAME in {each.sheet, each.file}]:
        raise InputError(wrong)
    if NAME not in reading.frames or "segments" not in reading.frames:
        return [], []
    there = {"", *reading.frames["segments"]["segment_id"]}
    rows = records(complete(reading.frames[NAME], TABLE))
    here = [row for row in rows if {row["segment_id"], row["other"]} <= there]
    return here, [row for row in rows if row not in here]


def _decided(each: Difference, known: Mapping[str, Record]) -> dict[str, str]:
    row = known.get(each.own["segment_id"], {})
    return {name: str(row.get(name, "")) for name in _DECIDED}


def _row(each: Difference, book: Codebook) -> dict[str, str]:
    is_own = each.kind != ONLY_OTHER
    others = each.others if is_own else (each.own,)
    return {
        "segment_id": each.own["segment_id"],
        "other": each.others[0]["segment_id"] if each.others else "",
        "kind": each.kind,
        "effect": _effect(each, book),
        "text": each.own["text"],
        "lead_code": _code(each.own, book) if is_own else "",
        "other_codes": "; ".join(f"{_code(row, book)} ({row['coder'] or 'zonder naam'})" for row in others),
    }


def _code(row: SegmentRow, book: Codebook) -> str:
    label = book.aspect_labels[row["question"], row["aspect"]]
    return f"{row['question']}, {label}, {DIRECTIONS[int(row['direction'])][0]}"


def _effect(each: Difference, book: Codebook) -> str:
    """Say what would point another way with the code of the other."""
    said = [
        f"{book.aspect_labels[turn.cell[:2]]} ({book.labels[turn.cell[2]].lower()}) wordt {_way(turn.after)} in plaats "
        f"van {_way(turn.before)}"
        for turn in each.turns
    ]
    return listed(said) if said else "geen bewijs wijst dan anders"


def _way(direction: int | None) -> str:
    return _UNTOLD if direction is None else DIRECTIONS[direction][0]


def _content(project: Project, round_id: str, rows: Sequence[Mapping[str, object]]) -> bytes:
    round_ = project.round(round_id)
    book = codebook_files.load(project, round_id, round_)
    setting = Setting(round_, book, of_round(TABLES, round_), ())
    shown = [{name: str(text) for name, text in row.items() if text is not None} for row in rows]
    return content([TABLE], setting, {NAME: shown})
