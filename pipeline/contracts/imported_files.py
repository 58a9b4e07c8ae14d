"""The folder `import/` of a round: files as they came, what was made of them, and what the last import said."""

from pathlib import Path

from pipeline.contracts.folders import files_of
from pipeline.contracts.plain_text import heading

FOLDER = "import"
# The files as they came stand in a folder of their own; beside it, what the last import said of itself, which the next
# one makes anew.
CAME_IN = "bestanden"
PAGE, LINES, BEFORE = "verslag.html", "verslag.csv", "koppeling (vorige).xlsx"


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
