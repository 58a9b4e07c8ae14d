"""Rounds timed from scratch, with nothing to do, and after a change in one raw file."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.benchmarks.contestants import LOOP, OURS, SHELL, Contestant, with_dvc, with_ploomber, with_snakemake
from tests.benchmarks.measure import by_turns, run, seconds
from tests.benchmarks.place import Place, place
from tests.benchmarks.table import Row

# A cell of a raw file that is shown on a page, by file: what is changed can be seen to have come through.
CHANGES = {"interview_statements.csv": "statement", "survey_answers.csv": "category", "figures.csv": "note"}


@dataclass(frozen=True)
class Settings:
    """What was asked for: the round, the number of turns that count, and the peers' environment."""

    round_id: str
    runs: int
    peers: Path


def full(settings: Settings) -> Iterator[Row]:
    """Time a full round in a fresh copy of the project, all outputs."""
    others = [LOOP, SHELL, with_snakemake(settings.peers), with_ploomber(settings.peers)]

    def turn(contestant: Contestant) -> Callable[[], float]:
        def take() -> float:
            with place(settings.round_id) as fresh:
                taken = seconds(contestant.prepare(fresh))
                fresh.pages()
            return taken

        return take

    figures = by_turns(settings.runs, {one.name: turn(one) for one in (OURS, *others) if one.installed})
    yield from _rows("full round from scratch", figures, others)


def nothing(settings: Settings) -> Iterator[Row]:
    """Time a round that is finished and of which nothing changed."""
    others = [with_snakemake(settings.peers), with_dvc(settings.peers), LOOP]

    def turn(contestant: Contestant, finished: Place) -> Callable[[], float]:
        command = contestant.prepare(finished)
        if contestant is LOOP:  # it does not know what is finished, and makes everything again
            return lambda: seconds(command)
        run(command)

        def take() -> float:
            before = finished.pages()
            taken = seconds(command)
            if finished.pages() != before:
                sys.exit(f"{contestant.name} made pages although nothing had changed.")
            return taken

        return take

    with ExitStack() as stack:
        contestants = {
            one.name: turn(one, stack.enter_context(place(settings.round_id)))
            for one in (OURS, *others)
            if one.installed
        }
        figures = by_turns(settings.runs, contestants)
    yield from _rows("nothing to do", figures, others)


def changed(settings: Settings) -> Iterator[Row]:
    """Time a finished round of which one cell of one raw file changed."""
    others = [LOOP, SHELL, with_snakemake(settings.peers)]
    loops = (LOOP, SHELL)
    corrections = count()

    def turn(contestant: Contestant, finished: Place, file: str) -> Callable[[], float]:
        command = contestant.prepare(finished)

        def take() -> float:
            # Another word each turn: the round is finished as it was, and no earlier result fits.
            word = f"nagelezen{next(corrections)}"
            finished.change(file, CHANGES[file], word)
            taken = seconds(command)
            if not any(word.encode() in (finished.root / page).read_bytes() for page in finished.pages()):
                sys.exit(f"{contestant.name} made no page with what was changed in {file}.")
            return taken

        return take

    with ExitStack() as stack:
        places = {one.name: stack.enter_context(place(settings.round_id)) for one in (OURS, *others) if one.installed}
        files = [file for file in CHANGES if places[OURS.name].raw(file).exists()]
        contestants = {
            f"{file}, {one.name}": turn(one, places[one.name], file)
            for file in files
            for one in (OURS, *others)
            # A loop makes everything whatever changed, so once a turn is enough.
            if one.installed and (one not in loops or file == files[0])
        }
        for one in (OURS, *others):
            if one.installed and one not in loops:
                run(one.prepare(places[one.name]))
        figures = by_turns(settings.runs, contestants)
    for file in files:
        own = {
            one.name: figures.get(f"{files[0] if one in loops else file}, {one.name}", []) for one in (OURS, *others)
        }
        yield from _rows(f"a cell changed in {file}", own, others)


def _rows(what: str, figures: dict[str, list[float]], others: list[Contestant]) -> Iterator[Row]:
    for other in others:
        note = "" if other.installed else "not installed"
        yield Row(what, other.name, figures[OURS.name], figures.get(other.name, []), note=note)
