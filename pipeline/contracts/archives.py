"""Archives, as Word and Excel files are: refused when they are damaged, or hold more than can be meant."""

import zipfile
from pathlib import Path

from pipeline.errors import refused

# Far above what people type, and far below what a machine can't hold. An archive can't give more than it says.
MOST_UNPACKED = 200_000_000


def check_archive(path: Path, name: str) -> None:
    """Refuse an archive that is damaged, or unpacks to more than can be meant.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.

    Raises
    ------
    InputError
        As said.
    """
    mend = "Open het in het programma waarmee het gemaakt is, sla het opnieuw op en probeer het nog eens."
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except OSError:
        closed = "Sluit het in andere programma's (zoals Excel) en probeer het opnieuw."
        raise refused(name, "Het bestand is niet te openen.", closed) from None
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise refused(name, "Het bestand is beschadigd of niet heel.", mend) from None
    if unpacked > MOST_UNPACKED:
        raise refused(name, "Het bestand wordt uitgepakt veel te groot.", mend)
