"""The workbook in which somebody who knows the group looks whether anybody is recognised by a quote, with its context.

It is for the team: it has what was said before and after, and never leaves `raw/`. What was decided is kept by the
words of the quote, so that it holds when rows are imported again, and no longer when the words are others.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.contracts.grids import column_letter
from pipeline.contracts.loading import RoundData
from pipeline.contracts.privacy_tables import LEAVE_OUT, MAY, PERSON, PRIVACY_NAMES, QUOTE_CHECKS, REWORD
from pipeline.contracts.respondents import YES_NO
from pipeline.contracts.units import unit_display
from pipeline.dutch import count_noun
from pipeline.errors import refused
from pipeline.evidence import quoting
from pipeline.evidence.people import Person, source_of, speakers
from pipeline.privacy import workbook_rows
from pipeline.privacy.names import Names
from pipeline.privacy.of_round import known_words
from pipeline.privacy.protection import text_id
from pipeline.records import Record, records
from pipeline.review.excel import spreadsheets
from pipeline.review.excel.added_rows import NewRow, with_rows
from pipeline.review.excel.spreadsheets import Headed
from pipeline.review.taking_in import check_closed
from pipeline.telling.quotes import quotable
from pipeline.whole_files import write_whole

if TYPE_CHECKING:
    from openpyxl import Workbook

FILE = "citaten.xlsx"
_TRANSCRIPTS = "transcripts"
_WIDTHS = {
    **{"quote_id": 20, "before": 34, "quote": 60, "after": 34, "said_by": 28, "alike": 12},
    **{"decision": 20, "wording": 44, "reason": 28, "checked_by": 18},
}
_TITLES = {name: QUOTE_CHECKS.by_name[name].title for name in _WIDTHS}
# What klankbord fills in; the other columns are of who looks.
_OURS = ("quote_id", "before", "quote", "after", "said_by", "alike")
_MANY = 5_000  # rows that have a drop-down list
_CELLS = 400_000
# Signs of what was said before and after: enough to see what it answers to.
_AROUND = 300
_SOMEBODY = "[naam]"
_ENDS = re.compile(r"(?<=[.!?…])\s+|\s*\n\s*")


@dataclass(frozen=True)
class Checked:
    """The quotes of a round: how many there are, of how many somebody decided, and whether the workbook is new.

    Attributes
    ----------
    quotes, decided : int
        Different quotes that readers may see, and those of them on which somebody decided.
    written : str
        The workbook, where something of it is new; empty where nothing is.
    """

    quotes: int
    decided: int
    written: str


def look(data: RoundData) -> Checked:
    """Put every quote that readers may see in the workbook; what people filled in stays.

    Parameters
    ----------
    data : RoundData
        The round with its texts as they were written.

    Raises
    ------
    InputError
        The workbook is open, or what was decided stands elsewhere.
    """
    path = data.project.raw / data.round_id / FILE
    name = data.project.name(path)
    place = data.places.get(QUOTE_CHECKS.name)
    if place is not None and place.file != name:
        mend = f"Zet deze tabel als blad {QUOTE_CHECKS.name} in {FILE}."
        raise refused(place.file, "Hier vult klankbord citaten niet aan.", mend)
    found = {row["quote_id"]: row for row in _rows(data)}
    done = Checked(len(found), len(found.keys() & quoting.checked(data).keys()), "")
    if not found and not path.exists():
        return done
    check_closed(data.project, [path])
    book = spreadsheets.opened(path, name, most=_CELLS) if path.exists() else _new()
    sheet = _sheet(book, name)
    gone, filled, rows = _changes(sheet, found)
    if not (gone or filled or rows):
        return done
    title = sheet.sheet.title
    before = spreadsheets.content_of(book)
    if path.exists():
        # In the file's own XML, so that bold words, discussions and what else people put there stay.
        emptied = {at: "" for at in filled}
        before = workbook_rows.without(path, name, {title: (gone, emptied)})
    write_whole(path, with_rows(before, name, {title: rows}, {title: filled}))
    return replace(done, written=name)


def counted(data: RoundData) -> Checked:
    """Give how many quotes there are and of how many somebody decided, without writing anything."""
    found = {row["quote_id"] for row in _rows(data)}
    return Checked(len(found), len(found & quoting.checked(data).keys()), "")


def lines(checked: Checked) -> Iterator[str]:
    """Say in Dutch how many quotes wait for somebody who knows the group."""
    waiting = checked.quotes - checked.decided
    if checked.quotes:
        yield f"Lezers kunnen {count_noun(checked.quotes, 'citaat', 'citaten')} zien; {checked.decided} nagekeken."
    if waiting:
        yield (
            f"Laat iemand die de groep kent er nog {waiting} nakijken in {FILE}: {MAY}, {REWORD} of {LEAVE_OUT}. Wat "
            "niemand nakeek, staat niet in de openbare uitgave."
        )
    if checked.written:
        yield f"Bijgewerkt: {checked.written} (alleen voor het team)"


def _rows(data: RoundData) -> Iterator[Record]:
    """Give a row for each different quote that readers may see, whatever was decided of it."""
    others = {name: frame for name, frame in data.inside.items() if name != QUOTE_CHECKS.name}
    undecided = replace(data, inside=others)
    places = unit_display(data.table("units"))
    about = {row["respondent_id"]: row for row in records(data.whole("respondents"))}
    texts: dict[str, str] = {}
    names = _names(data)
    seen = set[str]()
    for table in (table for table in data.contracts.values() if table.words and len(data.whole(table.name))):
        quotes = quotable(undecided, table.name)
        said = {each.key: each for each in speakers(undecided, table.name)}
        people = {each.person for each in said.values() if each.person}
        known = {person.id: _known(data, person, about, places) for person in people}
        alike = Counter(known.values())
        source = source_of(table)
        talks = {row[data.contracts[source.references].key]: row for row in records(data.whole(source.references))}
        for row in records(data.whole(table.name)):
            speaker = said[row[table.key]]
            text = str(row[table.words])
            name = text_id(text)
            if row[table.key] not in quotes or name in seen or speaker.person is None:
                continue
            seen.add(name)
            before, after = _context(data, talks[row[source.name]], row, text, texts, names)
            yield {
                "quote_id": name,
                "before": before,
                "quote": text,
                "after": after,
                "said_by": known[speaker.person.id],
                "alike": alike[known[speaker.person.id]],
            }


def _known(data: RoundData, person: Person, about: Mapping[str, Record], places: Mapping[str, str]) -> str:
    """Say what is known of somebody: what a colleague or neighbour may know too."""
    row = about[person.id]
    known = [data.codebook.labels[person.voice], places.get(person.unit, person.unit)]
    known += [f"{each.label}: {row[each.id]}" for each in data.round.attributes if row.get(each.id)]
    return "; ".join(filter(None, known))


def _context(
    data: RoundData, talk: Record, row: Record, text: str, texts: dict[str, str], names: Names
) -> tuple[str, str]:
    """Give the sentence or turn before and after a quote, where there is a transcript, without names of people."""
    whole = _transcript(data, talk, texts)
    start = row.get("start")
    at = int(start) if isinstance(start, int | float) and start == start else -1
    if not text or whole[at : at + len(text)] != text or at < 0:
        at = whole.find(text) if text and whole.count(text) == 1 else -1
    if at < 0:
        return "", ""
    before = _nearest(reversed(_ENDS.split(whole[:at])), names)
    after = _nearest(_ENDS.split(whole[at + len(text) :].lstrip(" .!?…\n")), names)
    return before[-_AROUND:], after[:_AROUND]


def _nearest(parts: Iterable[str], names: Names) -> str:
    """Give the first part that says something besides who is to speak; of who speaks the name is left out."""
    said = (names.without(part.strip()).removeprefix(f"{_SOMEBODY}:").strip() for part in parts)
    return next(filter(None, said), "")


def _names(data: RoundData) -> Names:
    """Give the names of people that the round has in `privacy_names`, but those that may be seen."""
    _, no = YES_NO
    rows = records(data.inside[PRIVACY_NAMES.name]) if PRIVACY_NAMES.name in data.inside else []
    people = [row["name"] for row in rows if row["kind"] == PERSON and row["hidden"] != no]
    return Names(dict.fromkeys(people, _SOMEBODY), known_words(data.round, data.codebook, data.inside))


def _transcript(data: RoundData, talk: Record, texts: dict[str, str]) -> str:
    """Give the transcript of a conversation; empty where there is none that is text."""
    if "transcript" not in talk:
        return ""
    folder = data.project.raw / data.round_id / _TRANSCRIPTS
    path = folder / (str(talk["transcript"]) or f"{talk['interview_id']}.txt")
    if path.name not in texts:
        inside = path.suffix == ".txt" and path.is_file() and path.resolve().parent == folder.resolve()
        texts[path.name] = path.read_bytes().decode("utf-8", "replace") if inside else ""
    return texts[path.name]


def _new() -> "Workbook":
    from openpyxl import Workbook
    from openpyxl.comments import Comment

    book = Workbook()
    sheet = book.active
    sheet.title = QUOTE_CHECKS.name
    spreadsheets.with_headings(sheet, {_TITLES[name]: width for name, width in _WIDTHS.items()}, "D2")
    for number, name in enumerate(_WIDTHS, 1):
        heading = QUOTE_CHECKS.by_name[name].heading
        if heading is not None:
            sheet.cell(1, number).comment = Comment(heading.note, "klankbord", height=120, width=280)
    letter = sheet.cell(1, list(_WIDTHS).index("decision") + 1).column_letter
    choices = QUOTE_CHECKS.by_name["decision"]
    note = choices.heading.note if choices.heading else ""
    offered = f'"{",".join(choices.allowed)}"'
    spreadsheets.choose_from(sheet, f"{letter}2:{letter}{_MANY}", offered, choices.title, note)
    return book


def _sheet(book: "Workbook", name: str) -> Headed:
    """Find the sheet with quotes."""
    needed = {_TITLES[each] for each in (*_OURS, "decision")}
    if found := spreadsheets.headed(book, needed, _TITLES.values()):
        return found[0]
    mend = "Zet de kopjes terug zoals ze waren; de volgorde is vrij."
    raise refused(name, f"In dit werkboek ontbreken kopjes. Nodig zijn: {', '.join(sorted(needed))}.", mend)


def _changes(
    sheet: Headed, found: Mapping[str, Record]
) -> tuple[set[int], dict[tuple[int, int], str | int], list[NewRow]]:
    """Give the rows that go, the cells that klankbord fills in otherwise than before, and the rows that are new.

    Words that nobody may see any more go, unless somebody decided on them or wrote something beside them.
    """
    gone, filled, there = set[int](), dict[tuple[int, int], str | int](), set[str]()
    theirs = [_TITLES[name] for name in _WIDTHS if name not in _OURS and _TITLES[name] in sheet.columns]
    for row in sheet.rows:
        name = spreadsheets.text_of(sheet.cell(row, _TITLES["quote_id"]))
        if name in found:
            there.add(name)
            filled |= {
                (row, sheet.columns[_TITLES[each]] - 1): held
                for each, held in _held(found[name]).items()
                if spreadsheets.text_of(sheet.cell(row, _TITLES[each])) != str(held)
            }
        elif name and not any(spreadsheets.text_of(sheet.cell(row, title)) for title in theirs):
            gone.add(row)
    new = [_row(sheet, values) for name, values in found.items() if name not in there]
    return gone, filled, new


def _held(values: Record) -> dict[str, str | int]:
    """Give what klankbord fills in, as it stands in the cells."""
    return {name: values[name] if name == "alike" else spreadsheets.writable(str(values[name])) for name in _OURS}


def _row(sheet: Headed, values: Record) -> NewRow:
    cells = {sheet.columns[_TITLES[name]] - 1: held for name, held in _held(values).items()}
    high = spreadsheets.height(sheet.sheet, {column_letter(at): str(held) for at, held in cells.items()}, 3)
    return NewRow(cells, height=high)
