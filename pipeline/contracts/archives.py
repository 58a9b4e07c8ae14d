"""Archives, as Word and Excel files are: refused when they are damaged, or hold more than can be meant.

What a file says of its own size is read first, so that a small file that unpacks to a large one costs no more than a
look. An archive can't give more than it says.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import refused

# Far above what people type, and far below what a machine can't hold.
MOST_UNPACKED = 200_000_000  # bytes, pictures among them
_MOST_PARTS, _DIRECTORY = 5_000, 1_000_000  # parts, and bytes of the list of them
_LARGE = "Het bestand wordt uitgepakt veel te groot."
_AGAIN = "Open het in het programma waarmee het gemaakt is, sla het opnieuw op en probeer het nog eens."


@contextmanager
def opened(
    path: Path, name: str, most_xml: int = MOST_UNPACKED, most: int = MOST_UNPACKED
) -> Iterator[zipfile.ZipFile]:
    """Open an archive that is whole and no larger than can be meant.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.
    most_xml : int
        How many bytes may have to be taken apart.
    most : int
        How many bytes all of it may be, for who reads everything; pictures and sound may be large that nobody unpacks.

    Raises
    ------
    InputError
        It can't be opened, is damaged or too large.
    """
    try:
        if _directory(path) > _DIRECTORY:
            raise refused(name, _LARGE, _AGAIN)
        archive = zipfile.ZipFile(path)
    except OSError:
        closed = "Sluit het in andere programma's (zoals Excel) en probeer het opnieuw."
        raise refused(name, "Het bestand is niet te openen.", closed) from None
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise refused(name, "Het bestand is beschadigd of niet heel.", _AGAIN) from None
    with archive:
        parts = archive.infolist()
        xml = sum(part.file_size for part in parts if is_xml(part.filename))
        if len(parts) > _MOST_PARTS or xml > most_xml or sum(part.file_size for part in parts) > most:
            raise refused(name, _LARGE, _AGAIN)
        yield archive


def parts_of(archive: zipfile.ZipFile, name: str) -> dict[zipfile.ZipInfo, bytes]:
    """Unpack all parts of an archive.

    Parameters
    ----------
    archive : zipfile.ZipFile
        The archive, of which was seen that it is no larger than can be meant.
    name : str
        How problems name it.

    Raises
    ------
    InputError
        One of them is damaged, locked, or there twice.
    """
    twice = len(set(archive.namelist())) < len(archive.infolist())
    try:
        if not twice:
            return {info: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        pass
    raise refused(name, "Het bestand is beschadigd of niet heel.", _AGAIN)


def _directory(path: Path) -> int:
    """Give the size of the list of parts, as it stands at the end of the file; 0 where there is none."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - 66_000, 0))
        _, found, end = file.read().rpartition(b"PK\5\6")
    return int.from_bytes(end[8:12], "little") if found else 0


def is_xml(name: str) -> bool:
    """Tell by its name whether a part of an archive is to be taken apart."""
    return name.lower().endswith((".xml", ".rels", ".vml"))
