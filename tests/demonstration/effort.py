"""How much work it is to fill in the demonstration by hand, counted: `python -m tests.demonstration.effort`.

Every cell that the generator fills in is one of four: the same as the cell above it (filled down), one that a list is
there to choose from, a number or a date, or words. Time is estimated by the keystroke-level model, for somebody who
types as the average of those who are no secretary (Card, Moran & Newell 1980, Commun ACM 23:396): 0.28 s a key, 1.1 s
to point, 0.2 s for a button, 1.35 s to think before each cell.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.beginning.begin import begin
from pipeline.contracts.plain_text import heading
from pipeline.rounds import Project
from tests.demonstration import content, survey
from tests.demonstration.filling import PLAN, ROUND

_KEY, _POINT, _BUTTON, _THINK = 0.28, 1.1, 0.2, 1.35
_FILLED_DOWN = _THINK + 2 * _KEY  # Ctrl+D
_CHOSEN = _THINK + 2 * _POINT + 2 * _BUTTON  # open the list, choose


class Effort(NamedTuple):
    """What there is to fill in of one workbook: cells of each kind, keys of what is typed, seconds by the model."""

    workbook: str
    rows: int
    down: int
    chosen: int
    numbers: int
    words: int
    keys: int

    @property
    def cells(self) -> int:
        """How many cells are filled."""
        return self.down + self.chosen + self.numbers + self.words

    @property
    def minutes(self) -> float:
        """How long it takes by the model; each cell that is typed ends with a key."""
        typed = self.numbers + self.words
        return (self.down * _FILLED_DOWN + self.chosen * _CHOSEN + typed * (_THINK + _KEY) + self.keys * _KEY) / 60


def efforts(folder: Path) -> Iterator[Effort]:
    """Count what there is to fill in, in the workbooks of a round that has just begun.

    Parameters
    ----------
    folder : pathlib.Path
        The round's folder.
    """
    form = {sheet: list(rows.values()) for sheet, rows in survey.typed().items()}
    filled = {"codeboek": {"codes": content.CODES}, **content.workbooks(), "enquetes/vragenlijsten": form}
    for name, sheets in filled.items():
        book = load_workbook(folder / f"{name}.xlsx")
        rows = down = chosen = numbers = words = keys = 0
        for sheet, typed in sheets.items():
            listed = set(_listed(book[sheet]))
            above: dict[str, object] = {}
            for row in typed:
                rows += 1
                for title, value in row.items():
                    if value in {"", None}:
                        continue
                    if above.get(title) == value:
                        down += 1
                    elif heading(title) in listed:
                        chosen += 1
                    else:
                        is_words = isinstance(value, str) and not value.replace(",", "").isdigit()
                        words, numbers = words + is_words, numbers + (not is_words)
                        keys += len(f"{value:%d-%m-%Y}" if hasattr(value, "year") else str(value))
                above = dict(row)
        yield Effort(name.rpartition("/")[2], rows, down, chosen, numbers, words, keys)


def _listed(sheet: Worksheet) -> Iterator[str]:
    """Give the headings of the columns of which cells have a list to choose from."""
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            for area in rule.sqref.ranges:
                for column in range(area.min_col, area.max_col + 1):
                    yield heading(str(sheet.cell(1, column).value))


def table(found: list[Effort]) -> list[str]:
    """Write it as a table in Markdown, with a row for all together."""
    lines = ["| workbook | rows | cells | filled down | chosen from a list | numbers and dates | words | minutes |"]
    lines.append("|---" * 8 + "|")
    all_ = Effort("together", *(sum(column) for column in zip(*(each[1:] for each in found), strict=True)))
    for each in (*found, all_):
        cells = (each.workbook, each.rows, each.cells, each.down, each.chosen, each.numbers, each.words)
        lines.append(f"| {' | '.join(map(str, cells))} | {each.minutes:.0f} |")
    return lines


def begun(project: Project) -> list[Effort]:
    """Begin the round in a project that does not have it, and count what there is to fill in."""
    begin(project, PLAN)
    return list(efforts(project.raw / ROUND))


if __name__ == "__main__":
    import shutil

    from pipeline.rounds import find_project

    with tempfile.TemporaryDirectory() as aside:
        shutil.copytree(find_project().codebooks, Path(aside) / "codebooks")
        (Path(aside) / "raw").mkdir()
        print("\n".join(table(begun(Project(Path(aside))))))  # noqa: T201
