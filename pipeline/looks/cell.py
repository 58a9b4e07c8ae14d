"""Blocks in a notebook: shown as on a page, and kept with the output, from which the report on paper takes them."""

from typing import Any, get_args

from IPython.core.getipython import get_ipython

from pipeline.blocks import Block, stored
from pipeline.looks.page import Page

# Where an executed notebook keeps a block: as one more form of the output.
MIME = "application/vnd.klankbord.block+json"


def bundle(block: Block, include: object = None, exclude: object = None) -> dict[str, Any]:
    """Give the forms of a block, as IPython asks for them."""
    return {"text/plain": f"<{type(block).__name__}>", "text/html": str(Page().html(block)), MIME: stored(block)}


def show_blocks() -> None:
    """Have the cells of the notebook that runs show blocks; outside a notebook this does nothing."""
    shell = get_ipython()
    if shell is not None and shell.display_formatter is not None:
        for each in get_args(Block):
            shell.display_formatter.mimebundle_formatter.for_type(each, bundle)
