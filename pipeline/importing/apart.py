"""Which of the files to import are surveys, and which are conversations: the two are never taken in at once."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import refused
from pipeline.sources.questionnaires.reading import is_answers, is_structure
from pipeline.sources.reading import check


def surveys_among(paths: Sequence[Path]) -> list[Path]:
    """Give the files when they are all of surveys; nothing when none of them is.

    Parameters
    ----------
    paths : sequence of pathlib.Path
        The files.

    Raises
    ------
    InputError
        Some are, and others are not: half of it could go wrong after the other half was written.
    """
    files = [path for path in paths if path.is_file()]
    for path in files:
        check(path, path.name)
    structures = [path for path in files if is_structure(path)]
    least = {"fewest": 1} if structures else {}
    found = [path for path in files if path in structures or is_answers(path, **least)]
    if found and len(found) < len(paths):
        other = next(path for path in paths if path not in found)
        what = f"Dit hoort bij een vragenlijst, en {other.name} niet."
        raise refused(found[0].name, what, "Importeer vragenlijsten en gesprekken elk in een eigen opdracht.")
    return found
