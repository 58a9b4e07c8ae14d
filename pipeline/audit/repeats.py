"""The same quantity printed more than once: inside a document, across documents, in text and in tables."""

from pipeline.audit.check import COUNTED, Check, Figures, Verdict, overlap, printed_value
from pipeline.records import Record
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

    first: dict[tuple[str, ...], str] = {}
    for name, record in figures.items():
        if record["same_as"]:
            root[find(name)] = find(record["same_as"])
        if record["indicator"] and record["role"]:
            described = tuple(record[column] for column in ("indicator", "unit_id", "period", "role", "measure"))
            root[find(name)] = find(first.setdefault(described, name))
    members: dict[str, list[str]] = {}
    for name in figures:
        members.setdefault(find(name), []).append(name)
    return {name: tuple(members[find(name)]) for name in figures}


def check_repeat(record: Record, figures: Figures, group: tuple[str, ...]) -> Check:
    """Compare a figure with every other print of the same quantity."""
    others = tuple(name for name in group if name != record["figure_id"])
    printed = printed_value(record)
    clash = [name for name in others if not overlap(printed_value(figures[name]).interval, printed)]
    if clash:
        shown = "; ".join(f"{figures[name]['printed']} ({_place(figures[name], record)})" for name in clash)
        explanation, verdict = f"Elders staat voor hetzelfde: {shown}.", Verdict.INCONSISTENT
        measured = record["measure"] not in COUNTED or record["measure"] == "trede"
        if measured and all(
            overlap(read_printed(figures[name]["printed"]).interval, read_printed(record["printed"])) for name in clash
        ):
            explanation += " Misschien is er afgerond, maar dat staat er niet bij."
    else:
        shown = "; ".join(_place(figures[name], record) for name in others)
        explanation, verdict = f"Elders staat hetzelfde: {shown}.", Verdict.CONSISTENT
    other = printed_value(figures[(clash or others)[0]]).value
    return Check("same quantity", record["figure_id"], others, other, verdict, other == printed.value, explanation)


def _place(other: Record, here: Record) -> str:
    """Say where a figure stands, with its document when that is another one."""
    own = other["document"] == here["document"]
    return str(other["locator"]) if own else f"document {other['document']}, {other['locator']}"
