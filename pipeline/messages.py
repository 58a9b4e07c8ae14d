"""What a run says of its steps, and in the end, as plain text."""

from collections.abc import Collection

from pipeline import called

_MARKS = {"made": "✓", "reused": "=", "failed": "✕", "skipped": "–"}
_WORDS = {"made": "gemaakt", "reused": "nog actueel", "failed": "mislukt", "skipped": "overgeslagen"}
# Of a round by itself, how these ended is shown: notebooks, the report, in which every number and sentence is checked,
# the site, which can be opened from then on, and what follows on paper.
SHOWN = frozenset({"notebook", "report", "publish", "word", "pdf"})


STOPPED = "Gestopt. Wat af is, blijft; de volgende keer gaat het daar verder."


def of_step(label: str, status: str, seconds: float) -> str:
    """Say how a step ended."""
    taken = f"{seconds:6.1f} s".replace(".", ",") if status != "skipped" else ""
    return f"{_MARKS[status]} {label:<34} {_WORDS[status]:<13}{taken}"


def of_round(round_id: str, status: str) -> str:
    """Say how one of many rounds ended."""
    return f"{_MARKS[status]} {round_id}: {_WORDS[status]}"


def how_read(round_id: str, notices: int) -> str:
    """Say that something is to be told of what was read, which is no mistake."""
    things = "1 ding viel" if notices == 1 else f"{notices} dingen vielen"
    return f"Let op: {things} op in wat is gelezen. Wat: {called.command('check', round_id)}."


def finished(round_id: str, reports: str, without: Collection[str] = ()) -> str:
    """Say where the report of a round is, and what it is without."""
    left_out = " en ".join(name for kind, name in (("word", "Word"), ("pdf", "PDF")) if kind in without)
    said = f"\nZonder {left_out}; die maakt: {called.command('run', round_id)}" if left_out else ""
    return f"\nKlaar. Het rapport staat in: {reports.rstrip('/')}/{round_id}/index.html{said}"
