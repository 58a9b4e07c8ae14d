"""What a program that synchronises a folder leaves in it: copies of two people's work, files that are elsewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.contracts.imported_files import CAME_IN
from pipeline.errors import Problem
from pipeline.rounds import Project

# As Dropbox, Google Drive, Nextcloud and Synology call a copy that two people made at once, in the languages of users.
_CONFLICT = re.compile(r"^(?P<stem>.+?)(?: ?\([^()]*conflict[^()]*\)|[._]\w*-?conflict.*)$", re.IGNORECASE)
# OneDrive puts the name of the computer behind it: nothing of ours is called so.
_COMPUTER = re.compile(r"^(?P<stem>.+?)-[A-Z][A-Z0-9]*[A-Z0-9-]{2,}$")
_IN_CLOUD = re.compile(r"^\.(?P<name>.+)\.icloud$")
_OF_THEIRS = frozenset({CAME_IN, "transcripts", "report", "kit", "received", "sessies"})


def left_by_syncing(project: Project, folder: Path) -> Iterator[Problem]:
    """Tell of each file in a round's folder that is a copy, made when two people saved it at once, or is not there yet.

    Nobody can tell which of the two is right, so that none is read silently: somebody has to lay them side by side.

    Parameters
    ----------
    project : Project
        Where the round is.
    folder : pathlib.Path
        The round's folder.
    """
    for path in sorted(folder.rglob("*")):
        ours = not _OF_THEIRS & set(path.relative_to(folder).parts[:-1])
        if there := _IN_CLOUD.match(path.name):
            name = project.name(path.with_name(there["name"]))
            what = "Dit bestand staat in iCloud, en nog niet op deze computer."
            yield Problem(name, None, "", "", what, "Haal het op in Finder (Download nu), en probeer het opnieuw.")
        elif ours and path.is_file() and (original := _original(path)):
            what = (
                f"Dit is een kopie van {original.name}, zoals OneDrive of Dropbox maakt als twee mensen tegelijk "
                "bewaren. Er kan iets in staan wat in het andere mist."
            )
            mend = f"Leg ze naast elkaar, zet wat mist in {original.name}, en haal de kopie uit deze map."
            yield Problem(project.name(path), None, "", "", what, mend)


def _original(path: Path) -> Path | None:
    """Give the file beside it that a copy is of; None where it is none, or that file is not there."""
    names = [_CONFLICT.match(path.stem)]
    if path.parent.name != "enquetes":  # whose files people name themselves
        names.append(_COMPUTER.match(path.stem))
    for found in names:
        if found and (original := path.with_name(found["stem"].rstrip(" _.-") + path.suffix)).is_file():
            return original
    return None
