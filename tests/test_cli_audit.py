"""The command `klankbord audit`: what a user sees of contradictions, and of mistakes in the input."""

import re
from functools import partial

import helpers_command
import pytest
from helpers_damage import NULMETING, RoundCopy

from pipeline.audit.basis import DUTCH

BUURTWERKKAMERS = "buurtwerkkamers-2019"


@pytest.fixture
def audit(project):
    """Run the audit on the copied project, on a screen wide enough for a line a contradiction."""
    return partial(helpers_command.klankbord, project.root, "audit", columns=1000)


def rows(output):
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in output.splitlines() if line.startswith("│")]


@pytest.mark.parametrize("round_id", [BUURTWERKKAMERS, NULMETING])
def test_contradictions_worst_first_and_then_how_all_figures_came_out(audit, project, round_id):
    before = sorted(project.root.rglob("*"))
    done = audit(round_id)
    assert (done.returncode, done.stderr) == (0, "")
    contradictions, notices = done.stdout.split(" keer let op: ")
    notices, _, _ = notices.partition("In zinnen en opmerkingen")
    found, seen = rows(contradictions), rows(notices)
    assert contradictions.endswith(f" {len(seen)}")
    figures = len(RoundCopy(project, round_id).rows("figures"))
    assert re.search(rf"^ *{len(found)} tegenspraken \([0-9]+ cijfers\)", done.stdout)
    _, after = done.stdout.split(f"Alle {figures} cijfers, elk één keer geteld:\n")
    counts = {label: int(count) for count, label in re.findall(r"^ *([0-9]+) (.+)$", after, re.MULTILINE)}
    assert list(counts) == list(DUTCH.values())
    assert sum(counts.values()) == figures
    order = ["kan een conclusie veranderen", "verandert een cijfer", "klein verschil"]
    assert [row[4] for row in found] == sorted((row[4] for row in found), key=order.index)
    assert sorted(project.root.rglob("*")) == before


def test_the_450_klussen_are_named_first(audit):
    what, printed, where, why, weight = rows(audit(BUURTWERKKAMERS).stdout)[0]
    assert "lussen" in what
    assert printed == "450"
    assert where.startswith("document 000, ")
    assert "350" in why
    assert "100 minder" in why
    assert weight == "kan een conclusie veranderen"


def test_an_unknown_round_is_answered_with_the_nearest(audit):
    done = audit("buurtwerkkamers-2018")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Bedoelde u «{BUURTWERKKAMERS}»?" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_round_with_a_mistake_is_refused_with_the_table(audit, project):
    RoundCopy(project, BUURTWERKKAMERS).set("figures", 4, printed="geen idee")
    done = audit(BUURTWERKKAMERS)
    assert (done.returncode, done.stdout) == (2, "")
    assert "1 fout gevonden; er is niets veranderd" in done.stderr
    assert [row[:4] for row in rows(done.stderr)] == [
        [f"raw/{BUURTWERKKAMERS}/figures.csv", "4", "printed", "geen idee"]
    ]
    assert "Traceback" not in done.stderr


def test_markup_in_a_figure_is_shown_as_it_is(audit, project):
    damaged = RoundCopy(project, BUURTWERKKAMERS)
    row = damaged.row("figures", lambda record: record["figure_id"] == "d000_afspraak_klussen_totaal")
    damaged.set("figures", row, quantity="[/oeps] [bold]Klussen")
    done = audit(BUURTWERKKAMERS)
    assert done.returncode == 0
    assert rows(done.stdout)[0][0] == "[/oeps] [bold]Klussen"
