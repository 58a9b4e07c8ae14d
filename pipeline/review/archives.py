"""Archives (a Word or Excel file is one) that are damaged, or hold far more than can be meant, are refused at once.

What a file says of its own size is read first, then its parts, until too much came by: so that a small file that
unpacks to a large one costs no more than a look.
"""

import zipfile
import zlib
from contextlib import AbstractContextManager
from pathlib import Path
from xml.parsers import expat

from pipeline.contracts import archives
from pipeline.errors import refused

# Far above what a panel can type or a report can hold, and far below what takes minutes.
MOST_XML = 32_000_000  # bytes of what has to be taken apart
MOST_CELLS = 40_000  # cells and rows of a workbook, and cells that are one or have a link
_MOST_OTHER = 100_000  # elements of a workbook that are in no sheet
_MOST_FORMULA = 2_000_000  # letters of the longest formula, times the cells that repeat one
_COPY = "Kopieer wat is ingevuld naar een leeg bestand en stuur dat op."


class _TooMuchError(Exception):
    """More came by than can be meant."""


def opened(path: Path, name: str) -> AbstractContextManager[zipfile.ZipFile]:
    """Open an archive that somebody sent: as `pipeline.contracts.archives.opened`, with less to take apart."""
    return archives.opened(path, name, MOST_XML)


def check_workbook(path: Path, name: str, most: int = MOST_CELLS) -> None:
    """Refuse a workbook with more in it than somebody can have typed, however little room it takes.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.
    most : int
        How many cells and rows it may have.

    Raises
    ------
    InputError
        As said, or it is damaged.
    """
    with opened(path, name) as archive:
        left = _Left(most)
        try:
            for part in archive.infolist():
                if archives.is_xml(part.filename):
                    left.take(archive, part)
        except _TooMuchError:
            what = "In dit bestand staan veel meer cellen dan iemand kan invullen."
            raise refused(name, what, _COPY) from None
        except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
            return  # whoever reads it says what is wrong: not every part is needed


class _Left:
    """Counts what comes by in the parts of a workbook, and stops at too much."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.cells = self.other = 0
        self.formula = self.longest = self.repeated = 0
        self.in_formula = False

    def take(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """Count one part."""
        in_sheet = "/worksheets/" in f"/{part.filename}"
        reader = expat.ParserCreate()

        def begin(tag: str, attributes: dict[str, str]) -> None:
            kind = tag.rpartition(":")[2]
            if not in_sheet:
                self.other += 1
            elif kind in {"c", "row"}:
                self.cells += 1
            elif kind in {"mergeCell", "hyperlink"}:
                self.cells += _area(attributes.get("ref", ""))
            elif kind == "f":
                self.in_formula, self.formula = True, 0
                self.repeated += attributes.get("t") == "shared"
            elif kind not in {"v", "is", "t"}:
                self.other += 1
            if self.cells > self.most or self.other > _MOST_OTHER or self.longest * self.repeated > _MOST_FORMULA:
                raise _TooMuchError

        def end(_tag: str) -> None:
            self.in_formula = False

        def text(letters: str) -> None:
            if self.in_formula:
                self.formula += len(letters)
                self.longest = max(self.longest, self.formula)

        reader.StartElementHandler, reader.EndElementHandler, reader.CharacterDataHandler = begin, end, text
        with archive.open(part) as content:
            while piece := content.read(1 << 16):
                reader.Parse(piece)
        reader.Parse(b"", True)


def _area(ref: str) -> int:
    """Give how many cells a range such as ``A1:C3`` has."""
    from openpyxl.utils import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(ref)
        return int((right - left + 1) * (bottom - top + 1))
    except (ValueError, TypeError):
        return 1
