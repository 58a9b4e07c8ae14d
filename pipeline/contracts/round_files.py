"""Which files of a folder hold tables, and which stand beside them: by their names alone."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pipeline.contracts.plain_text import heading

# What systems leave behind; so do hidden files, and those of an open workbook (~$).
_LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini", "icon", "__macosx"})
# The round's own codebook is no table of what was collected.
_CODEBOOKS = frozenset({"codeboek.xlsx", "codeboek.yml"})


@dataclass(frozen=True)
class RoundFiles:
    """The files of a folder.

    Attributes
    ----------
    tables
        The CSV files of each table, by its name; mostly one.
    workbooks
        All workbooks: which tables they hold, only their sheets tell.
    others
        Everything else that somebody put there.
    """

    tables: dict[str, list[Path]]
    workbooks: list[Path]
    others: list[Path]


def files_in(folder: Path, names: Collection[str]) -> RoundFiles:
    """List the files of a folder, in the order of their names; the case of a name plays no part.

    Parameters
    ----------
    folder : pathlib.Path
        The folder; one that is not there has no files.
    names : collection of str
        Names of tables.
    """
    tables: dict[str, list[Path]] = {}
    workbooks, others = [], []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = path.name.casefold()
        stem, _, kind = name.rpartition(".")
        if name.startswith((".", "~")) or name.strip() in _LEFT_BEHIND | _CODEBOOKS:
            continue
        if kind == "csv" and heading(stem) in names:
            tables.setdefault(heading(stem), []).append(path)
        elif kind == "xlsx" and path.is_file():
            workbooks.append(path)
        else:
            others.append(path)
    return RoundFiles(tables, workbooks, others)
