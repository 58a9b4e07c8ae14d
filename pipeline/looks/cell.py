"""Blocks in a notebook: shown as on a page, and kept with the output, from which the report on paper takes them."""

import os
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any, get_args

from IPython.core.getipython import get_ipython
from markupsafe import Markup

from pipeline import blocks
from pipeline.blocks import Block, Link, Words
from pipeline.looks.cell_style import styled
from pipeline.looks.page import Page

# Where an executed notebook keeps a block: as one more form of the output.
MIME = "application/vnd.klankbord.block+json"
_CLASSES: dict[str, Any] = {name: each for name, each in vars(blocks).items() if is_dataclass(each)}


@dataclass(frozen=True)
class Explored(Page):
    """Blocks as somebody who explores sees them: links lead to the pages that the last run made, where there are any.

    Attributes
    ----------
    report : pathlib.Path
        Folder of the report of the round.
    """

    report: Path = Path()

    def words(self, words: Words) -> Markup:
        """Give the HTML of words; a link is seen from the folder of the notebook, in which its kernel works."""
        if not isinstance(words, Link):
            return super().words(words)
        file, sign, place = words.address.partition("#")
        if not (self.report / file).is_file():
            return super().words(words.text)
        address = f"{Path(os.path.relpath(self.report / file)).as_posix()}{sign}{place}"
        return Markup('<a href="{}">{}</a>').format(address, super().words(words.text))


_RUN = Page()


def bundle(block: Block, include: object = None, exclude: object = None, look: Page = _RUN) -> dict[str, Any]:
    """Give the forms of a block, as IPython asks for them."""
    shown = styled(str(look.html(block)))
    return {"text/plain": f"<{type(block).__name__}>", "text/html": shown, MIME: stored(block)}


def show_blocks(explored: Path | None = None) -> None:
    """Have the cells of the notebook that runs show blocks; outside a notebook this does nothing.

    Parameters
    ----------
    explored : pathlib.Path, optional
        Folder of the report of the round, while somebody explores; in a run links are those of the site.
    """
    shell = get_ipython()
    if shell is not None and shell.display_formatter is not None:
        shown = partial(bundle, look=Explored(report=explored) if explored else _RUN)
        for each in get_args(Block):
            shell.display_formatter.mimebundle_formatter.for_type(each, shown)


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
