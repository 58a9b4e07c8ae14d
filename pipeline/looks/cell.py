"""Blocks in a notebook: shown as on a page, and kept with the output, from which the report on paper takes them."""

from dataclasses import fields, is_dataclass
from typing import Any, get_args

from IPython.core.getipython import get_ipython

from pipeline import blocks
from pipeline.blocks import Block
from pipeline.looks.page import Page

# Where an executed notebook keeps a block: as one more form of the output.
MIME = "application/vnd.klankbord.block+json"
_CLASSES: dict[str, Any] = {name: each for name, each in vars(blocks).items() if is_dataclass(each)}


def bundle(block: Block, include: object = None, exclude: object = None) -> dict[str, Any]:
    """Give the forms of a block, as IPython asks for them."""
    return {"text/plain": f"<{type(block).__name__}>", "text/html": str(Page().html(block)), MIME: stored(block)}


def show_blocks() -> None:
    """Have the cells of the notebook that runs show blocks; outside a notebook this does nothing."""
    shell = get_ipython()
    if shell is not None and shell.display_formatter is not None:
        for each in get_args(Block):
            shell.display_formatter.mimebundle_formatter.for_type(each, bundle)


def stored(shown: object) -> Any:
    """Give a block as JSON has it, to be kept in an executed notebook: each object with the name of its class."""
    if isinstance(shown, tuple):
        return [stored(each) for each in shown]
    if type(shown).__name__ in _CLASSES:
        values = {field.name: stored(getattr(shown, field.name)) for field in fields(shown)}  # type: ignore[arg-type]
        return {"is": type(shown).__name__, **values}
    return shown


def restored(kept: Any) -> Any:
    """Give back the block that `stored` gave as JSON."""
    if isinstance(kept, list):
        return tuple(restored(each) for each in kept)
    if isinstance(kept, dict):
        return _CLASSES[kept["is"]](**{name: restored(value) for name, value in kept.items() if name != "is"})
    return kept
