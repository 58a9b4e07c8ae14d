"""How soon somebody sees something: the first page of a round, and a changed cell while the round is watched."""

import csv
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from urllib.request import urlopen

import psutil

from tests.benchmarks.contestants import LOOP, OURS, SHELL, Contestant
from tests.benchmarks.measure import Command, by_turns, run, seconds
from tests.benchmarks.memory import highest_of
from tests.benchmarks.place import Place, place
from tests.benchmarks.table import Row
from tests.benchmarks.timed_rounds import CHANGES, Settings

_FILE = "interview_statements.csv"
_PATIENCE = 300


def first_page(settings: Settings) -> Iterator[Row]:
    """Time how soon the site of a full round can be opened, beside how soon there is all of it."""
    whole, whole_times = "the same run, until Word and PDF are there", []

    def take() -> float:
        with place(settings.round_id) as fresh:
            started, index = time.perf_counter(), fresh.project.report(fresh.round_id) / "index.html"
            command = OURS.prepare(fresh)
            process = _started(command)
            while not index.exists():
                if process.poll():
                    sys.exit("klankbord failed")
                time.sleep(0.01)
            taken = time.perf_counter() - started
            process.wait()
            whole_times.append(time.perf_counter() - started)
            return taken

    figures = by_turns(settings.runs, {OURS.name: take})
    yield Row("first page of a full round", whole, figures[OURS.name], whole_times[1:])


def watch(settings: Settings) -> Iterator[Row]:
    """Time from a saved cell to the page that has it: watched, and with all of it made again by others."""
    corrections, others = count(), [SHELL, LOOP]

    def change(finished: Place) -> str:
        word = f"nagelezen{next(corrections)}"
        finished.change(_FILE, CHANGES[_FILE], word)
        return word

    def other(contestant: Contestant, finished: Place) -> Callable[[], float]:
        command = contestant.prepare(finished)

        def take() -> float:
            word = change(finished)
            taken = seconds(command)
            if not any(word.encode() in (finished.root / page).read_bytes() for page in finished.pages()):
                sys.exit(f"{contestant.name} made no page with what was changed.")
            return taken

        return take

    with place(settings.round_id) as ours, place(settings.round_id) as shell, place(settings.round_id) as loop:
        run(OURS.prepare(ours))
        with _watched(ours) as (address, process):
            finding, whole_times = _finding(ours), list[float]()

            def take() -> float:
                time.sleep(3)  # nobody saves in the same second as a page came; and kernels are warm then
                with urlopen(f"{address}{finding}", timeout=_PATIENCE) as opened:
                    started, word = time.perf_counter(), change(ours)
                    opened.read()  # its last line comes when it is to be loaded again
                _must_have(f"{address}{finding}", word)
                taken = time.perf_counter() - started
                _must_have(f"{address}notebooks/02_interviews.html", word)  # which is waited for
                whole_times.append(time.perf_counter() - started)
                return taken

            turns = {OURS.name: take, SHELL.name: other(SHELL, shell), LOOP.name: other(LOOP, loop)}
            figures = by_turns(settings.runs, turns)
            for one in others:
                yield Row(
                    "watch: a saved cell on the page of its finding", one.name, figures[OURS.name], figures[one.name]
                )
                yield Row("watch: the same, all of the site", one.name, whole_times[1:], figures[one.name])
            yield Row("peak memory of watch", "", [_peak(process, take)], [], "MB", "no other stays open")


def _finding(finished: Place) -> str:
    """Give the page of the finding that the statement stands on which is changed."""
    with finished.raw(_FILE).open(encoding="utf-8", newline="") as file:
        said = next(csv.DictReader(file))[CHANGES[_FILE]]
    report = finished.project.report(finished.round_id)
    return next(f"bevindingen/{path.name}" for path in report.glob("bevindingen/*") if said in path.read_text("utf-8"))


def _must_have(address: str, word: str) -> None:
    """Open a page of what is watched, and see that what was changed stands on it."""
    found = b""
    with urlopen(address, timeout=_PATIENCE) as opened:
        while b"</html>" not in found:
            found += opened.read1()
    if word.encode() not in found:
        sys.exit(f"{address} was loaded again and does not have what was changed.")


def _peak(process: psutil.Process, take: Callable[[], float]) -> float:
    ended = threading.Event()

    def work() -> None:
        take()
        ended.set()

    threading.Thread(target=work).start()
    return highest_of(process, ended.is_set)


def _started(command: Command) -> psutil.Popen:
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return psutil.Popen(command.argv, cwd=command.folder, env=command.full_environment, **quiet)


@contextmanager
def _watched(finished: Place) -> Iterator[tuple[str, psutil.Process]]:
    """Watch a round for as long as this lasts; give the address of its page, and the process."""
    command = OURS.prepare(finished)
    klankbord = shutil.which(command.argv[0]) or command.argv[0]
    environment = command.full_environment | {"PYTHONUNBUFFERED": "1"}
    argv = (klankbord, "watch", finished.round_id, "--port", "0")
    process = psutil.Popen(argv, cwd=finished.root, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        address = ""
        for line in process.stdout:
            address = address or "".join(re.findall(r"http://\S+", line))
            if "alles is bijgewerkt" in line:
                break
        else:
            sys.exit("klankbord watch ended")
        yield address, process
    finally:
        process.terminate()
        process.wait()
