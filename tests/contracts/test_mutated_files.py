"""Thousands of files as people and programs make and break them: no traceback, no hang, and nothing lost in silence."""

import csv
import datetime
import io
import random
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from helpers_all_tables import TABLES
from openpyxl import Workbook

from pipeline.contracts.plain_text import plain
from pipeline.contracts.reading import Reading, read_tables
from pipeline.contracts.references import reference_problems
from pipeline.contracts.rules import rules_for
from pipeline.contracts.validation import problems_in
from pipeline.errors import Problem
from pipeline.phases.declarations import BY_ID
from pipeline.phases.tables import TABLES as CONTRACTS

RULES = rules_for(None, tuple(BY_ID))
NAMES = ("segments", "scores", "interview_cases", "figures", "focusgroup_reactions", "visits")
# A read of one small file; what takes as long as this hangs.
SECONDS = 20.0
TEXTS = (
    *("", " ", "x", "ja", "1.0", "1,5", "-1", "99", "=1+1", "+31", "@home", "'tekst", '"', "a;b", "a,b", "a\tb", "a|b"),
    *("regel een\nregel twee", "idee\u0308en", "café", "ideeÃ«n", "€ 5", "zero\u200bwidth", "hard\u00a0spatie", "…"),
    *(
        "👍",
        "中文",
        "\u202eomgekeerd",
        "3-4",
        "50%",
        "WAAR",
        "2026-02-30",
        "NULL",
        "#N/B",
        "x" * 5000,
        "sep=;",
        "\ufeffbom",
    ),
)
VALUES = (0.54, 7, 1.0, True, datetime.datetime(2026, 4, 3), datetime.time(10, 5), datetime.date(2026, 4, 3), 1e15)


@dataclass
class Made:
    """A file that was made: its rows as they stand there, and whether its bytes were changed after that."""

    name: str
    grid: list[list[object]]
    heading: int
    content: bytes = b""
    suffix: str = ".csv"
    broken: int = 0
    done: list[str] = field(default_factory=list)


def _grid(name: str, rng: random.Random) -> Made:
    """Make a table, with some of what people do to the cells and around them."""
    rows = TABLES[name]
    grid: list[list[object]] = [list(rows[0]), *(list(row.values()) for row in rows)]
    made = Made(name, grid, 0)
    for change in rng.sample(CHANGES, rng.randint(0, 3)):
        change(made, rng)
        made.done.append(change.__name__)
    return made


def cells(made: Made, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 4)):
        row = rng.randrange(made.heading + 1, len(made.grid))
        if made.grid[row]:
            made.grid[row][rng.randrange(len(made.grid[row]))] = rng.choice(TEXTS)


def title(made: Made, rng: random.Random) -> None:
    made.grid.insert(0, [rng.choice(("Onze gesprekken", "Versie 3", "Let op: niet delen"))])
    made.heading += 1


def empty_rows(made: Made, rng: random.Random) -> None:
    made.grid.insert(rng.randrange(made.heading + 1, len(made.grid) + 1), [])


def capitals(made: Made, _rng: random.Random) -> None:
    made.grid[made.heading] = [str(cell).upper().replace("_", " ") for cell in made.grid[made.heading]]


def other_order(made: Made, rng: random.Random) -> None:
    order = list(range(len(made.grid[made.heading])))
    rng.shuffle(order)
    made.grid = [[row[at] for at in order] if len(row) == len(order) else row for row in made.grid]


def no_column(made: Made, rng: random.Random) -> None:
    at = rng.randrange(len(made.grid[made.heading]))
    made.grid = [row[:at] + row[at + 1 :] for row in made.grid]


def wrong_heading(made: Made, rng: random.Random) -> None:
    at = rng.randrange(len(made.grid[made.heading]))
    made.grid[made.heading][at] = rng.choice(("", "kolom", "voice", "remark", "Naam van de rij", "provenanse"))


def beside(made: Made, rng: random.Random) -> None:
    row = rng.randrange(made.heading + 1, len(made.grid))
    made.grid[row] += [rng.choice(("", "x", "zie bijlage"))] * rng.randint(1, 3)


def short_row(made: Made, rng: random.Random) -> None:
    row = rng.randrange(made.heading + 1, len(made.grid))
    made.grid[row] = made.grid[row][: rng.randint(0, len(made.grid[row]))]


def heading_again(made: Made, rng: random.Random) -> None:
    made.grid.insert(rng.randrange(made.heading + 1, len(made.grid) + 1), list(made.grid[made.heading]))


def row_twice(made: Made, rng: random.Random) -> None:
    made.grid.append(list(made.grid[rng.randrange(made.heading + 1, len(made.grid))]))


CHANGES: tuple[Callable[[Made, random.Random], None], ...] = (
    *(cells, cells, title, empty_rows, capitals, other_order, no_column, wrong_heading),
    *(beside, short_row, heading_again, row_twice),
)


def _as_csv(made: Made, rng: random.Random) -> None:
    target = io.StringIO()
    delimiter = rng.choice(",;\t|")
    end = rng.choice(("\n", "\r\n", "\r"))
    # An old Mac's line end is all that Python's writer knows of there: another one in a cell would end the row.
    quoting = csv.QUOTE_ALL if end == "\r" else rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    csv.writer(target, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(made.grid)
    text = (f"sep={delimiter}{end}" if rng.random() < 0.15 else "") + target.getvalue()
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"))
    made.done.append(encoding)
    made.content = text.encode(encoding, "replace")
    if encoding in {"cp1252", "mac_roman"} and "Ã" in text:
        made.broken += 1  # these bytes are a letter in UTF-8, and nobody can tell that they were two


def _as_workbook(made: Made, rng: random.Random) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = rng.choice((made.name, made.name.upper(), "Blad1"))
    for row in made.grid:
        sheet.append([None if cell == "" else _storable(cell) for cell in row])
    for _ in range(rng.choice((0, 0, 1, 3))):
        row, column = rng.randrange(made.heading + 2, sheet.max_row + 2), rng.randint(1, sheet.max_column)
        value = rng.choice(VALUES)
        sheet.cell(row, column, value)
        while len(made.grid) < row:
            made.grid.append([])
        made.grid[row - 1] += [""] * (column - len(made.grid[row - 1]))
        made.grid[row - 1][column - 1] = value
        made.done.append(repr(value))
    if rng.random() < 0.1:
        row, column = rng.randint(1, sheet.max_row), rng.randint(1, sheet.max_column)
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + rng.randint(0, 2), end_column=column + 1)
        made.done.append("merged")
        made.broken += 1  # what was in the other cells is gone before anybody reads it
    if rng.random() < 0.1:
        book.create_sheet("Aantekeningen").append(["los", "briefje"])
    target = io.BytesIO()
    book.save(target)
    made.content, made.suffix = target.getvalue(), ".xlsx"


def _storable(cell: object) -> object:
    return cell if not isinstance(cell, str) else "".join(sign for sign in cell if sign.isprintable() or sign in "\n\t")


def _break(made: Made, rng: random.Random) -> None:
    """Change bytes as a bad copy does: some are other ones, missing, there twice, or the end is."""
    content = bytearray(made.content)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(content))
        way = rng.randrange(4)
        if way == 0:
            content[at] = rng.randrange(256)
        elif way == 1:
            del content[at : at + rng.randint(1, 20)]
        elif way == 2:
            content[at:at] = content[at : at + rng.randint(1, 50)]
        elif rng.random() < 0.3:
            del content[at:]
        if not content:
            break
    made.content, made.broken = bytes(content), made.broken + 1
    made.done.append("bytes")


def make(seed: int) -> Made:
    """Make the file of a seed."""
    rng = random.Random(seed)
    made = _grid(rng.choice(NAMES), rng)
    (_as_csv if rng.random() < 0.5 else _as_workbook)(made, rng)
    if rng.random() < 0.3:
        _break(made, rng)
    return made


def read(made: Made, folder: Path) -> tuple[Reading, list[Problem]]:
    """Read and check it, as `check` does of one table."""
    path = folder / f"{made.name}{made.suffix}"
    path.write_bytes(made.content)
    try:
        reading = read_tables(folder, lambda file: file.name, CONTRACTS.values(), tuple(CONTRACTS))
    finally:
        path.unlink()
    found = list(reading.problems)
    for name, frame in reading.frames.items():
        own = problems_in(frame, CONTRACTS[name], RULES, reading.places[name].name)
        found += reading.told(own)
    files = {name: reading.places[name].name for name in reading.frames}
    reference_problems(reading.frames, reading.partial, CONTRACTS, files)
    return reading, found


def _seen(text: object) -> str:
    """Give what people see of a text, as far as programs agree on it: letters and digits."""
    whole = re.sub(r"^(-?\d+)[.,]0{1,2}$", r"\1", plain(str(text)))  # read as a whole number where one is asked for
    signs = unicodedata.normalize("NFKD", whole.casefold())
    return "".join(sign for sign in signs if sign.isascii() and sign.isalnum())


def lost(made: Made, reading: Reading, found: list[Problem]) -> list[str]:
    """List the texts that stand in the file, were not read, and of which nothing is told."""
    told = {problem.row for problem in (*found, *reading.notices)}
    if None in told and any(problem.row is None and not problem.column for problem in found):
        return []  # the file as a whole can't be read, and that is told
    frame = reading.frames.get(made.name)
    if frame is None:
        return [] if found else [f"all of {made.name}"]
    by_row = {int(row): Counter(_seen(cell) for cell in cells_) for row, *cells_ in _rows(frame)}
    missing = []
    for number, row in enumerate(made.grid, 1):
        if number == made.heading + 1 or number in told or number == reading.places[made.name].heading:
            continue
        texts = Counter(seen for cell in row if isinstance(cell, str) and (seen := _seen(cell)))
        if not made.broken and texts - by_row.get(number, Counter()):
            missing += [f"row {number}: {text}" for text in texts - by_row.get(number, Counter())]
        typed = sum(cell not in ("", None) and bool(str(cell).strip()) for cell in row)
        if not made.broken and number in by_row and by_row[number].total() < typed:
            missing.append(f"row {number}: {typed} cells")
    return missing


def _rows(frame: object) -> list[list[object]]:
    names = ["_row", *(name for name in frame.columns if name != "_row")]  # type: ignore[attr-defined]
    return frame[names].to_numpy().tolist()  # type: ignore[index]


def run(seeds: range, folder: Path) -> tuple[list[str], float]:
    """Read the files of seeds; give what went wrong, and the longest that one took."""
    wrong, longest = [], 0.0
    for seed in seeds:
        made = make(seed)
        began = time.perf_counter()
        try:
            reading, found = read(made, folder)
        except Exception as error:
            wrong.append(f"{seed} {made.done}: {error!r}")
            continue
        longest = max(longest, time.perf_counter() - began)
        if any(not (problem.what and problem.mend) for problem in found):
            wrong.append(f"{seed} {made.done}: a mistake without advice")
        if gone := lost(made, reading, found):
            wrong.append(f"{seed} {made.name}{made.suffix} {made.done}: lost {gone[:3]}")
    return wrong, longest


@pytest.mark.parametrize("start", [0, pytest.param(1_000, marks=pytest.mark.thorough)])
def test_nothing_breaks_hangs_or_is_lost_in_silence(tmp_path: Path, start: int) -> None:
    wrong, longest = run(range(start, start + (30 if start == 0 else 10_000)), tmp_path)
    assert wrong == []
    assert longest < SECONDS
