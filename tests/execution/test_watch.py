"""A round that is watched: made when it begins and after each save, with mistakes on the page, until Ctrl-C."""

import re
import sys
import urllib.request
from contextlib import ExitStack
from urllib.request import urlopen

import pytest
from helpers_synthetic import ROUND

from pipeline import cli
from pipeline.errors import InputError, KlankbordError, RoundBusyError
from pipeline.execution.run import lock
from pipeline.watching import watch as watching

FINDING = "F-inwonersperspectief-tevreden"


def page(address: str, name: str) -> str:
    """Give a page without waiting for its last line."""
    with urlopen(urllib.request.Request(f"{address}{name}"), timeout=10) as answer:
        text = b""
        while b"</html>" not in text:
            text += answer.read1()
    return text.decode()


def test_each_save_comes_on_the_page_and_a_mistake_stands_there_until_it_is_mended(finished):
    table = finished.raw / ROUND / "interview_statements.csv"
    good = table.read_text(encoding="utf-8")
    said = good.replace("Bezoeker 3 wacht te lang.", "Bezoeker 3 wacht lang.")
    wrong = good.replace("voice", "vioce", 1)
    assert good != said
    turns, addresses, pages, early = [], [], [], []

    def tell(turn):
        if not turn.whole and turn.error is None:
            early.append(page(addresses[0], f"bevindingen/{FINDING}.html"))
            return
        turns.append(turn)
        pages.append(page(addresses[0], "index.html"))
        if len(turns) == 4:
            raise KeyboardInterrupt
        table.write_text([said, wrong, said][len(turns) - 1], encoding="utf-8")

    with pytest.raises(KeyboardInterrupt):
        watching.watch(finished, ROUND, 0, addresses.append, tell)
    assert [turn.changed for turn in turns] == [(), *[(finished.name(table),)] * 3]
    assert [type(turn.error) for turn in turns] == [type(None), type(None), InputError, type(None)]
    assert "gevonden. Is dat hersteld en opgeslagen" in pages[2]
    assert "Hoe te herstellen" in pages[2]
    assert finished.name(table) in pages[2]
    for number in (0, 1, 3):
        assert "zodra die van deze gegevens zijn gemaakt" in pages[number]
    # What was typed is on the page of its finding before any notebook has run.
    assert ["Bezoeker 3 wacht lang." in each for each in early] == [False, True, True]
    # Without what takes long.
    assert not list(finished.report(ROUND).glob("*.docx"))
    assert "Bezoeker 3 wacht lang." in (finished.report(ROUND) / "notebooks" / "02_interviews.ipynb").read_text("utf-8")


@pytest.mark.thorough
def test_what_is_saved_while_the_round_is_made_comes_on_the_page_without_waiting_for_all_of_it(finished, monkeypatch):
    table = finished.raw / ROUND / "interview_statements.csv"
    texts = iter(["Bezoeker 3 wacht lang.", "Bezoeker 3 wacht erg lang."])
    told, addresses = [], []

    def made(outcome):
        """Save again as soon as a step of the first change has ended."""
        if outcome.status == "made" and len(told) == 3 and not again:
            again.append(outcome.id)
            save()

    def save():
        good = table.read_text(encoding="utf-8")
        table.write_text(re.sub("Bezoeker 3 wacht[^.]*[.]", next(texts), good), encoding="utf-8")

    def tell(turn):
        told.append((turn.whole, turn.error, page(addresses[0], f"bevindingen/{FINDING}.html")))
        if len(told) == 2:
            save()
        if turn.whole and len(told) > 2:
            raise KeyboardInterrupt

    again: list[str] = []
    run = watching.run_rounds
    monkeypatch.setattr(
        watching,
        "run_rounds",
        lambda project, names, report, **more: run(project, names, lambda each: (made(each), report(each)), **more),
    )
    with pytest.raises(KeyboardInterrupt):
        watching.watch(finished, ROUND, 0, addresses.append, tell)
    assert again, "a step ended before it was saved again"
    assert [(whole, error) for whole, error, _ in told] == [
        *((False, None), (True, None)),
        *((False, None), (False, None), (True, None)),
    ]
    assert "wacht lang." in told[2][2]
    assert "wacht erg lang." in told[3][2]


def test_while_another_command_is_at_work_the_page_says_so_and_then_it_is_made(finished):
    locks, told, addresses = ExitStack(), [], []

    def tell(turn):
        told.append((turn.whole, type(turn.error), page(addresses[0], "index.html")))
        if turn.error is not None:
            locks.close()
        if turn.whole:
            raise KeyboardInterrupt

    lock(finished, ROUND, locks)
    with pytest.raises(KeyboardInterrupt):
        watching.watch(finished, ROUND, 0, addresses.append, tell)
    assert [each[:2] for each in told] == [(False, type(None)), (False, RoundBusyError), (True, type(None))]
    assert "wordt al gedraaid" in told[1][2]
    assert told[2][2] == told[0][2]


def test_a_mistake_of_ours_stands_on_the_page_and_the_next_save_is_seen(finished, monkeypatch):
    table = finished.raw / ROUND / "interview_statements.csv"
    told, addresses = [], []

    def broken(_):
        raise ZeroDivisionError

    def tell(turn):
        told.append((type(turn.error), page(addresses[0], "index.html")))
        if len(told) == 2:
            raise KeyboardInterrupt
        monkeypatch.undo()
        text = table.read_text(encoding="utf-8")
        table.write_text(text.replace("Bezoeker 3 wacht te lang.", "Bezoeker 3 wacht lang."), encoding="utf-8")

    monkeypatch.setattr(watching, "early_pages", broken)
    with pytest.raises(KeyboardInterrupt):
        watching.watch(finished, ROUND, 0, addresses.append, tell)
    assert [error for error, _ in told] == [KlankbordError, type(None)]
    assert "onverwachte fout" in told[0][1]


def test_ctrl_c_ends_it_with_a_line_and_no_error(finished, monkeypatch, capsys):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setenv("KLANKBORD_PROJECT", str(finished.root))
    monkeypatch.setattr(watching, "watch", stopped)
    monkeypatch.setattr(sys, "argv", ["klankbord", "watch", ROUND])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert not end.value.code
    assert capsys.readouterr().out.split("\n", 1)[1].startswith("Gestopt met kijken. Word en PDF maakt:")


def test_a_round_that_is_not_there_is_told_before_anything_is_shown(finished):
    with pytest.raises(InputError, match="Bedoelde u"):
        watching.watch(finished, f"{ROUND}x", 0, pytest.fail, pytest.fail)
