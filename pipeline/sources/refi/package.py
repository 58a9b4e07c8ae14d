"""The parts of a .qdpx: the project file, and sources by the path it gives for them; nothing is unpacked to disk."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from pipeline.contracts import archives
from pipeline.errors import refused
from pipeline.sources.text_files import text_of
from pipeline.sources.xml_files import Element, parsed

_MOST = 200_000_000  # bytes that are read of one project
_MOST_MEDIA = 10**12  # sound and pictures are never unpacked
_AGAIN = "Exporteer het project opnieuw als REFI-QDA (.qdpx)."


class MissingSourceError(Exception):
    """A source that the project names is not there, or no text; the message says which, in Dutch."""


class Package:
    """A project that is open.

    Parameters
    ----------
    archive : zipfile.ZipFile
        The file.
    name : str
        How problems name it.
    """

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name, self._left = archive, name, _MOST
        self._by_path = {info.filename.replace("\\", "/").casefold(): info for info in archive.infolist()}
        self._by_name: dict[str, zipfile.ZipInfo] = {}
        for path, info in self._by_path.items():
            self._by_name.setdefault(PurePosixPath(path).name, info)

    def project(self) -> Element:
        """Give the root of the project file, whatever that is called.

        Raises
        ------
        InputError
            There is none, there are several, or it is damaged.
        """
        found = [path for path in self._by_path if path.endswith(".qde")]
        found = [path for path in found if "/" not in path] or found
        if not found:
            what = "In dit bestand zit geen project (.qde)."
            raise refused(self._name, what, _AGAIN)
        if len(found) > 1:
            what = f"In dit bestand zitten {len(found)} projecten; welk bedoeld is, is niet te zien."
            raise refused(self._name, what, _AGAIN)
        return parsed(self._read(self._by_path[found[0]]), self._name)

    def text(self, path: str) -> tuple[str, str]:
        """Give the text of a source, and what has to be told of how it was read.

        Parameters
        ----------
        path : str
            Where it is, as the project says: with any scheme or none, in a folder of any case. Only what is in the file
            itself is read.

        Raises
        ------
        MissingSourceError
            It is not in the file, or no text.
        """
        place = path.partition("://")[2] or path
        place = place.replace("\\", "/").lstrip("/").casefold()
        info = self._by_path.get(f"sources/{place}") or self._by_path.get(place)
        info = info or self._by_name.get(PurePosixPath(place).name)
        if info is None:
            raise MissingSourceError("de tekst zit niet in het bestand")
        try:
            return text_of(self._read(info))
        except ValueError as error:
            raise MissingSourceError(f"de tekst is niet te lezen: {error}") from None

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        try:
            with self._archive.open(info) as part:
                content = part.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            raise refused(self._name, "Het bestand is beschadigd of niet heel.", _AGAIN) from None
        except RuntimeError:
            raise refused(self._name, "Het bestand is met een wachtwoord beveiligd.", _AGAIN) from None
        self._left -= len(content)
        if self._left < 0:
            raise refused(self._name, "Het bestand wordt uitgepakt veel te groot.", _AGAIN)
        return content


def opened(path: Path, name: str) -> "zipfile.ZipFile":
    """Check a project file and open it; whoever opens it closes it.

    Raises
    ------
    InputError
        It is damaged, or its list of parts is larger than can be meant.
    """
    with archives.opened(path, name, most=_MOST_MEDIA):
        pass
    return zipfile.ZipFile(path)
