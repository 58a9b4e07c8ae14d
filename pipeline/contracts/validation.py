"""One raw table against its contract: every mistake in it at once, then numbers as numbers.

Our own rules and not a library of schemas: each rule is asked once for each different text in a column, and tells in
Dutch what is wrong and how to mend it. Measured against pandera, see `docs/design-decisions.md`.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pandas as pd

from pipeline.contracts.grids import ROW
from pipeline.contracts.rules import FILLED, Rule, Rules, one_of
from pipeline.contracts.table import Column, Table
from pipeline.dutch import listed
from pipeline.errors import Problem, choose, nearest
from pipeline.rounds import Round

_NONE: Mapping[str, str] = MappingProxyType({})
# As many empty cells in a row are one mistake: half a row.
_MANY = 3


def problems_in(
    frame: pd.DataFrame, table: Table, rules: Rules, file: str, titles: Mapping[str, str] = _NONE
) -> list[Problem]:
    """List every mistake in a table of text cells, in the order of its rows.

    Parameters
    ----------
    frame : pandas.DataFrame
        Text cells as `read_text_table` gives them, with `ROW`.
    table : Table
        The contract.
    rules : mapping
        Rules by name, as `rules_for` gives them.
    file : str
        How problems name the file.
    titles : mapping of str to str
        The heading that people see above a column, where that is not its name.
    """
    if frame.empty:
        return [Problem(file, None, "", "", "De tabel heeft geen rijen.", "Vul de tabel.")]
    scanty = _scanty(frame, table, file, titles)
    found = [*_header(frame, table, file, titles), *_repeated(frame, table, file), *scanty.values()]
    for column in table.columns:
        if column.name in frame:
            told = _cells(frame, column, rules, file)
            found += (problem for problem in told if problem.value or problem.row not in scanty)
    return sorted(found, key=lambda problem: (problem.row or 0, problem.column))


def with_usual(frame: pd.DataFrame, table: Table, round_: Round) -> pd.DataFrame:
    """Fill in what an empty cell, or a column that is not there, means by what `round.yml` says."""
    usual = {column.name: text for column in table.columns if column.usual and (text := column.usual(round_))}
    return frame.assign(
        **{name: frame[name].replace("", text) if name in frame else text for name, text in usual.items()}
    )


def complete(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Add the optional columns that a file does not have, empty: they came into the contract after the file."""
    lacking = {column.name: "" for column in table.columns if column.optional and column.name not in frame}
    return frame.assign(**lacking) if lacking else frame


def with_numbers(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Turn a valid table's number columns into nullable integers; an empty cell becomes missing."""
    typed = frame.drop(columns=ROW)
    for column in table.columns:
        if column.number:
            typed[column.name] = pd.to_numeric(typed[column.name].replace("", None)).astype("Int64")
    return typed


def empty(table: Table) -> pd.DataFrame:
    """Give a table without rows, typed as a valid one."""
    kinds = {column.name: "Int64" if column.number else "str" for column in table.columns}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})


def _header(frame: pd.DataFrame, table: Table, file: str, titles: Mapping[str, str]) -> Iterator[Problem]:
    """Tell columns that the contract does not know, and columns that must be there and are not."""
    lacking = [name for name in table.by_name if name not in frame]
    needed = [name for name in lacking if not table.by_name[name].optional]
    unknown = [name for name in frame.columns.drop(ROW) if name not in table.by_name]
    meant = set()
    for name in unknown:
        by_title = {titles.get(other, other): other for other in lacking}
        near = nearest(name, by_title)
        if not near and len(unknown) == len(needed) == 1:  # under another name: one mistake, not two
            near = titles.get(needed[0], needed[0])
        meant |= {by_title.get(near, near)}
        known = list(by_title) or [titles.get(other, other) for other in table.by_name]
        mend = f"Bedoelde u «{near}»?" if near else choose(name, known)
        if table.grows and not near:
            mend = "Haal haar weg. Is het een kenmerk van mensen, zet het dan in round.yml, bij attributes."
        yield Problem(file, 1, name, "", "Deze kolom hoort niet in deze tabel.", mend)
    for name in needed:
        if name not in meant:
            yield Problem(file, 1, name, "", "Deze kolom ontbreekt.", "Voeg de kolom toe, met precies deze naam.")


def _repeated(frame: pd.DataFrame, table: Table, file: str) -> Iterator[Problem]:
    """Tell every row but the first of those that can't be told apart; that a name is empty is told by itself."""
    names = [column.name for column in table.columns[: table.identified_by]]
    if not set(names) <= set(frame.columns):
        return
    mend = "Geef elke rij een eigen naam, of haal de dubbele rij weg."
    seen = set[tuple[str, ...]]()
    for row, key in zip(frame[ROW].tolist(), zip(*(frame[name].tolist() for name in names), strict=True), strict=True):
        if all(key) and key in seen and len(key) > 1:
            what = f"Deze sleutel komt vaker voor: een rij erboven heeft ook {listed([f'«{part}»' for part in key])}."
            yield Problem(file, row, names[0], key[0], what, "Haal de dubbele rij weg, of verander één van die cellen.")
        elif all(key) and key in seen:
            yield Problem(file, row, names[0], key[0], "Deze sleutel komt vaker voor.", mend)
        seen.add(key)


def _scanty(frame: pd.DataFrame, table: Table, file: str, titles: Mapping[str, str]) -> dict[int, Problem]:
    """Tell rows in which many cells are empty that must be filled, by row; a column that is empty is told as such."""
    needed = [name for name, column in table.by_name.items() if not column.optional and name in frame]
    cells = {name: frame[name].tolist() for name in needed}  # a comparison of whole frames takes five times as long
    cells = {name: texts for name, texts in cells.items() if any(texts)}
    found = {}
    for row, texts in zip(frame[ROW].tolist(), zip(*cells.values(), strict=True), strict=False):
        if texts.count("") >= _MANY:
            names = ", ".join(titles.get(name, name) for name, text in zip(cells, texts, strict=True) if not text)
            what = f"In deze rij zijn cellen leeg die gevuld moeten zijn: {names}."
            found[row] = Problem(file, row, "", "", what, "Vul ze in, of maak de hele rij leeg.")
    return found


def _cells(frame: pd.DataFrame, column: Column, rules: Rules, file: str) -> Iterator[Problem]:
    """Tell the cells of a column that break one of its rules; of each cell the first rule that it breaks."""
    named = (one_of(column.allowed),) if column.allowed else rules[column.rule]
    cells = frame[column.name].tolist()  # walking over the column itself takes five times as long
    broken = {text: rule for text in set(cells) if (rule := _broken(text, column, named))}
    told = {text: (rule.what, rule.mend(text)) for text, rule in broken.items()}
    for row, text in zip(frame[ROW].tolist(), cells, strict=True) if told else ():
        if text in told:
            yield Problem(file, row, column.name, text, *told[text])


def _broken(text: str, column: Column, named: tuple[Rule, ...]) -> Rule | None:
    """Give the rule that a cell breaks; of one that is empty nothing else is asked than whether it may be."""
    if not text:
        return None if column.optional else FILLED
    return next((rule for rule in named if not rule.holds(text)), None)
