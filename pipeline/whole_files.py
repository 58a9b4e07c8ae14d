"""Files that are written whole or not at all: first beside the file itself, then put in its place at once.

Whoever reads the file meanwhile finds the old one or the new one, and after a failure the old one is still there.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# How the name of a file ends that is still being written, or was when a command was broken off.
UNFINISHED = ".unfinished"
_PAUSES = (0.05, 0.1, 0.2, 0.4)  # seconds


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give the place to write a file at; it takes the place of `path` when all went well, else it is removed.

    Parameters
    ----------
    path : pathlib.Path
        The file to be; its folder is made when it is not there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + UNFINISHED)
    unfinished.unlink(missing_ok=True)  # of a command that was broken off: not everything that writes begins anew
    try:
        yield unfinished
        put_in_place(unfinished, path)
    except BaseException:
        with suppress(OSError):  # what went wrong before is what must be told
            unfinished.unlink(missing_ok=True)
        raise


def put_in_place(source: Path, target: Path) -> None:
    """Put a file or folder in the place of another, or where nothing is.

    Where that is refused it is tried again for a moment: what synchronises a folder, or looks for viruses in it, has a
    file open for a moment just after it was written.

    Parameters
    ----------
    source, target : pathlib.Path
        What is moved, and where to.

    Raises
    ------
    OSError
        It stays refused, or something else is wrong.
    """
    for pause in _PAUSES:
        try:
            source.replace(target)
            return
        except PermissionError:
            time.sleep(pause)
    source.replace(target)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; text becomes UTF-8, with its line ends as they are on every machine."""
    content = content.encode() if isinstance(content, str) else content
    with written_whole(path) as unfinished:
        unfinished.write_bytes(content)
