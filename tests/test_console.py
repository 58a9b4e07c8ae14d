"""Tables on the screen: words stay whole, and where there is no room each row is a block."""

import pytest
from rich.console import Console

from pipeline.console import table

HEADERS = ("Bestand", "Rij of cel", "Waarde", "Wat is er mis")
ROWS = [
    ("raw/lindeboom-2026/enquetes/vragenlijsten.xlsx, blad items", "I4", "laagg", "Dit is geen eind van de schaal."),
    ("raw/lindeboom-2026/deelnemers.xlsx", "", "[b]x[/b]\x1b[31m", "Deze stem bestaat niet."),
]


def shown(width: int) -> str:
    console = Console(width=width, highlight=False)
    with console.capture() as taken:
        console.print(table("2 fouten gevonden", HEADERS, ROWS))
    return taken.get()


@pytest.mark.parametrize("width", range(40, 200, 9))
def test_no_word_is_broken_and_nothing_is_lost(width: int) -> None:
    """A path may be folded after a /, and nowhere else."""
    words = shown(width).replace("│", " ").split()
    parts = {part for row in ROWS for cell in row for word in cell.split() for part in word.replace("/", "/ ").split()}
    told = {part for word in words for part in word.replace("/", "/ ").split()}
    assert {part for part in parts if "\x1b" not in part} <= told
    assert all(len(line) <= width for line in shown(width).splitlines())


def test_a_table_that_does_not_fit_is_a_block_a_row_without_what_is_empty() -> None:
    assert shown(60).splitlines() == [
        "2 fouten gevonden",
        "",
        "Bestand: raw/lindeboom-2026/enquetes/vragenlijsten.xlsx,",
        "  blad items",
        "Rij of cel: I4",
        "Waarde: laagg",
        "Wat is er mis: Dit is geen eind van de schaal.",
        "",
        "Bestand: raw/lindeboom-2026/deelnemers.xlsx",
        "Waarde: [b]x[/b][31m",
        "Wat is er mis: Deze stem bestaat niet.",
    ]


def test_with_room_it_is_a_table_with_a_line_a_row() -> None:
    """A cell is text, and what steers a terminal or rich in it is shown as it is written."""
    wide = [line for line in shown(160).splitlines() if line.startswith("│")]
    assert len(wide) == len(ROWS)
    assert ROWS[0][0] in wide[0]
    assert "[b]x[/b]" in wide[1]
    assert "\x1b" not in wide[1]
