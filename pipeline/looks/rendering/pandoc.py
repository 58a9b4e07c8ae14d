"""Running pandoc, closed off from the network and from other files, with the same result each time."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pypandoc

# For pandoc's memory: a report is read once and written once, so that looking for garbage among what it holds for long
# gains nothing and takes a fifth of its time.
_MEMORY = ("+RTS", "-O400m", "-RTS")


def pandoc(source: str, *arguments: str) -> bytes:
    """Convert an HTML document.

    Parameters
    ----------
    source : str
        The document.
    *arguments : str
        Pandoc's options: what to make, and how.

    Returns
    -------
    bytes
        What was made.
    """
    command = [program(), "--from=html", "--sandbox", "--metadata=lang:nl-NL", *arguments, *_MEMORY]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0"}
    made = subprocess.run(command, input=source.encode(), env=environment, capture_output=True, check=True)
    return made.stdout


@cache
def program() -> str:
    """Give the pandoc that was installed with klankbord, whatever other there is on this machine."""
    own = shutil.which("pandoc", path=Path(pypandoc.__file__).parent / "files")
    return own or pypandoc.get_pandoc_path()


FOLDER = Path(__file__).parent
