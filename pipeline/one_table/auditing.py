"""Auditing a file with tables: the marked workbook and the page beside it, each written whole."""

from pathlib import Path

from pipeline.errors import refused
from pipeline.one_table.answers import marked_beside
from pipeline.one_table.audited import Audited, audited
from pipeline.one_table.page import page
from pipeline.one_table.workbook import empty_list, marked
from pipeline.whole_files import write_whole


def audit_table(path: Path) -> tuple[Audited, Path, Path]:
    """Audit a file, and write what was found beside it; the file itself stays as it is.

    Parameters
    ----------
    path : pathlib.Path
        A workbook, a CSV or a Word file.

    Returns
    -------
    tuple of Audited, pathlib.Path and pathlib.Path
        What was found, the marked workbook and the page.

    Raises
    ------
    InputError
        The file or an answer can't be read, or the workbook of an audit before is open in Excel.
    """
    found = audited(path)
    workbook = marked_beside(path)
    told = workbook.with_suffix(".html")
    content = marked(found), page(found, workbook.name)
    try:
        write_whole(workbook, content[0])
        write_whole(told, content[1])
    except PermissionError:
        mend = "Sluit het in Excel, of zet uw bestand in een map waarin u mag schrijven, en begin opnieuw."
        raise refused(workbook.name, "Dit bestand is niet te schrijven.", mend) from None
    return found, workbook, told


def write_empty_list(path: Path) -> Path:
    """Write an empty list for figures.

    Raises
    ------
    InputError
        The file is there already, or is not to be an Excel file.
    """
    if path.suffix.casefold() != ".xlsx":
        raise refused(path.name, "De lege lijst is een Excel-bestand.", "Geef het een naam die eindigt op .xlsx.")
    if path.exists():
        raise refused(path.name, "Dit bestand is er al; er is niets veranderd.", "Kies een andere naam.")
    write_whole(path, empty_list())
    return path
