"""What is left of an executed notebook for readers: what has nothing to show is left out, with its heading and text."""

import re
from collections.abc import Iterable
from typing import Any

from nbformat import NotebookNode

from pipeline.blocks import Nothing, Section
from pipeline.looks.cell import MIME, restored

_HEADING = re.compile(r"#{2,6} ")


def with_something(cells: Iterable[NotebookNode]) -> list[NotebookNode]:
    """Leave out what shows nothing: an output, and a heading with all below it when nothing at all is shown there.

    Parameters
    ----------
    cells : iterable of NotebookNode
        The cells of an executed notebook; they stay as they are.
    """
    groups: list[list[NotebookNode]] = [[]]
    for cell in cells:
        if cell.cell_type == "markdown" and _HEADING.match(cell.source):
            groups.append([])
        groups[-1].append(cell)
    return [_shown(cell) for group in groups if not _is_empty(group) for cell in group]


def _is_empty(group: list[NotebookNode]) -> bool:
    outputs = [output for cell in group for output in cell.get("outputs", [])]
    return bool(outputs) and all(map(_is_nothing, outputs))


def _shown(cell: NotebookNode) -> NotebookNode:
    if not any(map(_is_nothing, cell.get("outputs", []))):
        return cell
    return NotebookNode(cell, outputs=[output for output in cell.outputs if not _is_nothing(output)])


def _is_nothing(output: Any) -> bool:
    kept = output.get("data", {}).get(MIME)
    match restored(kept) if kept else None:
        case Nothing() | Section((Nothing(),)):
            return True
    return False
