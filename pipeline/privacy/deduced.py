"""Names that the library deduce finds in texts, where it is installed: only `klankbord privacy` asks for them.

deduce (Menger et al. 2018, Telematics and Informatics 35:727) knows Dutch names by lists, also where a sentence begins
with one. It loads for a minute or more and takes over a gigabyte, so that it gets a process of its own.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from pipeline.errors import KlankbordError


def is_installed() -> bool:
    """Tell whether deduce is installed; it is not loaded for it."""
    try:
        return bool(version("deduce"))
    except PackageNotFoundError:
        return False


def names(texts: Sequence[str]) -> list[list[str]]:
    """Give for each text the words that deduce takes for somebody's name.

    Raises
    ------
    KlankbordError
        deduce stopped: nothing is known of these texts.
    """
    if not texts:
        return []
    asked = [sys.executable, "-m", "pipeline.privacy.deduce_process"]
    ran = subprocess.run(asked, input=json.dumps(list(texts)), capture_output=True, text=True, check=False)
    if ran.returncode:
        why = (ran.stderr.strip().splitlines() or ["zonder te zeggen waarom"])[-1]
        raise KlankbordError(
            f"deduce stopte ({why}). Er is niets veranderd. Installeer het opnieuw, of haal het weg: deze opdracht "
            "werkt ook zonder."
        )
    found: list[list[str]] = json.loads(ran.stdout)
    return found
