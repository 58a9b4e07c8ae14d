"""Cells that name what the codebook has by its label: read as the id, where that can be read in one way."""

import unicodedata
from collections.abc import Iterable

import pandas as pd

from pipeline.codebook import Codebook
from pipeline.contracts.table import Table


def with_ids(frame: pd.DataFrame, table: Table, codebook: Codebook) -> pd.DataFrame:
    """Write the id of a domain where its label stands, or the id in other letters: Financiën is financien.

    Parameters
    ----------
    frame : pandas.DataFrame
        A table as text.
    table : Table
        Its contract.
    codebook : Codebook
        The round's; a name that two domains have stays as it is, and so does what is none.
    """
    domains = [domain for instrument in codebook.instruments.values() for domain in instrument.domains]
    ids = _by_letters((text, domain.id) for domain in domains for text in (domain.id, domain.label))
    changed = {
        name: frame[name].map({cell: ids.get(_letters(cell), cell) for cell in set(frame[name])}).astype("str")
        for name in table.with_rule("domain")
        if name in frame
    }
    return frame.assign(**changed) if changed else frame


def _by_letters(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for text, own in named:
        found.setdefault(_letters(text), set()).add(own)
    return {letters: own.pop() for letters, own in found.items() if len(own) == 1}


def _letters(text: str) -> str:
    """Give a name without capitals, accents and what is between its words."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())
