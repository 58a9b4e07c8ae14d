"""The same quantity printed more than once: inside a document, across documents, in text and in tables."""

from collections.abc import Iterable

from pipeline.audit.check import COUNTED, Check, Figures, Verdict, overlap, place, printed_value
from pipeline.contracts.rows import FigureRow
from pipeline.statistics.printed import read_printed


def same_quantity(figures: Figures) -> dict[str, tuple[str, ...]]:
    """Group figures that print the same quantity, in the order of the table.

    Figures belong together when `same_as` says so, or when indicator, unit, period, role and measure are all the same.
    """
    root = {name: name for name in figures}

    def find(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    first: dict[tuple[str, str, str, str, str], str] = {}
    for name, figure in figures.items():
        if figure["same_as"]:
            root[find(name)] = find(figure["same_as"])
        if figure["indicator"] and figure["role"]:
            about = (figure["indicator"], figure["unit_id"], figure["period"])
            described = (*about, figure["role"], figure["measure"])
            root[find(name)] = find(first.setdefault(described, name))
    members: dict[str, list[str]] = {}
    for name in figures:
        members.setdefault(find(name), []).append(name)
    return {name: tuple(members[find(name)]) for name in figures}


def check_repeat(figure: FigureRow, figures: Figures, group: tuple[str, ...]) -> Check:
    """Compare a figure with every other print of the same quantity."""
    others = tuple(name for name in group if name != figure["figure_id"])
    printed = printed_value(figure)
    clash = [name for name in others if not overlap(printed_value(figures[name]).interval, printed)]
    if clash:
        shown = _prints(clash, figures, figure)
        explanation, verdict = f"Elders staat hiervoor een ander cijfer: {shown}.", Verdict.INCONSISTENT
        measured = figure["measure"] not in COUNTED | {"datum"} or figure["measure"] == "trede"
        if measured and all(
            overlap(read_printed(figures[name]["printed"]).interval, read_printed(figure["printed"])) for name in clash
        ):
            explanation += " Misschien is er afgerond, maar dat staat er niet bij."
    else:
        same = all(printed_value(figures[name]).value == printed.value for name in others)
        places = "; ".join(dict.fromkeys(place(figures[name], figure) for name in others))
        fitting = f"een cijfer dat hierbij past: {_prints(others, figures, figure)}"
        explanation = f"Elders staat {f'hetzelfde: {places}' if same else fitting}."
        verdict = Verdict.CONSISTENT
    name = (clash or others)[0]
    other = printed_value(figures[name]).value
    exact = other == printed.value
    # A date is no number to show: the words say it.
    shown_as = None if figure["measure"] == "datum" else other
    return Check("same quantity", figure["figure_id"], others, shown_as, verdict, exact, explanation, formula=name)


def _prints(names: Iterable[str], figures: Figures, here: FigureRow) -> str:
    """Say what is printed elsewhere, with its place; what is there twice, once."""
    shown = (f"{figures[name]['printed']} ({place(figures[name], here)})" for name in names)
    return "; ".join(dict.fromkeys(shown))
