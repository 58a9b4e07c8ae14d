"""Running pandoc, closed off from the network and from other files, with the same result each time."""

import os
import subprocess
from pathlib import Path

import pypandoc


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
    command = [pypandoc.get_pandoc_path(), "--from=html", "--sandbox", "--metadata=lang:nl-NL", *arguments]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0"}
    made = subprocess.run(command, input=source.encode(), env=environment, capture_output=True, check=True)
    return made.stdout


FOLDER = Path(__file__).parent
