"""Codebooks of the kind that a round has for itself: made, filled in, and read again."""

from collections.abc import Callable
from pathlib import Path

from helpers_rounds import ROOT
from openpyxl import load_workbook

from pipeline import codebook, yaml_files
from pipeline.beginning.codebook_workbook import content
from pipeline.codebook import RoundCodes
from pipeline.rounds import Project

SHARED, _ = codebook.shared(Project(ROOT))


def own_part(path: Path) -> RoundCodes:
    """Read the part of a codebook in YAML that is one round's."""
    return yaml_files.read(path, RoundCodes, path.parents[1])


def as_workbook(path: Path, own: RoundCodes) -> Path:
    """Write what is one round's as a workbook."""
    path.write_bytes(content("Proef", own, SHARED))
    return path


def typed(path: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Change a workbook as somebody does in Excel; `change` gets its sheets by name."""
    book = load_workbook(path)
    change({name: book[name] for name in book.sheetnames})
    book.save(path)
