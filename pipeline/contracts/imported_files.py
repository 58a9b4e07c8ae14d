"""The folder `import/` of a round: files as they came, what was made of them, and what the last import said."""

from pathlib import Path

from pipeline.contracts.folders import files_of
from pipeline.contracts.plain_text import heading

FOLDER = "import"
# The files as they came stand in a folder of their own; beside it, what the last import said of itself, which the next
# one makes anew.
CAME_IN = "bestanden"
DECISIONS = "koppeling.xlsx"
PAGE, LINES, BEFORE = "verslag.html", "verslag.csv", "koppeling (vorige).xlsx"
# What is made of conversations.
_OF_TALKS = frozenset({"respondents", "interviews", "segments"})


def waiting_for(folder: Path, table: str) -> Path | None:
    """Give the workbook in which people decide, where a table waits for that; None where it waits for nothing there.

    Parameters
    ----------
    folder : pathlib.Path
        The round's folder.
    table : str
        A table of which nothing is there yet.
    """
    path = folder / FOLDER / DECISIONS
    return path if table in _OF_TALKS and path.is_file() and "segments" not in dict(imported(folder)) else None


def imported(folder: Path) -> list[tuple[str, Path]]:
    """List the CSVs that were imported, each with the name that its table must have, in the order of their names.

    Parameters
    ----------
    folder : pathlib.Path
        The round's folder.
    """
    sources = [place for place in files_of(folder / FOLDER) if place.is_dir() and place.name != CAME_IN]
    return [
        (heading(path.stem), path)
        for source in sources
        for path in files_of(source)
        if path.suffix.casefold() == ".csv" and path.is_file()
    ]
