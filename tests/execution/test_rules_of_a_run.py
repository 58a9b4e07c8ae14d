"""A run goes by the rules of `round.yml`, and says everywhere which are not as usual."""

import re

import pytest
from helpers_runs import run_round
from helpers_synthetic import ROUND

from pipeline import command, showing_runs
from pipeline.execution import unchanged
from pipeline.execution.fingerprints import Hashes
from pipeline.execution.plan import plan
from pipeline.execution.run import Result
from pipeline.rounds import Project

TOLD = "In deze ronde is de regel ‘een vijfde achter is niet op schema’ anders ingesteld: 30% in plaats van 20%."
# In the made-up round one voice is one person's, which each run has to tell too.
NOTICED = f"Let op: 1 ding viel op in wat is gelezen. Wat: klankbord check {ROUND}."
MADE_UP = "Deze ronde is een voorbeeld met verzonnen gegevens."


@pytest.fixture
def looser(small: Project) -> Project:
    """Give the round with one rule that is not as usual, and turns nothing that its report says."""
    path = small.raw / ROUND / "round.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\nrules: {schedule_margin: 3/10}\n", encoding="utf-8")
    return small


@pytest.mark.thorough
def test_every_page_says_so_and_so_does_each_run(
    looser: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = run_round(looser, ROUND)
    assert {outcome.status for outcome in outcomes} == {"made"}
    report = looser.report(ROUND)
    pages = [page for page in report.rglob("*.html") if "stages" not in page.parts]
    assert len(pages) > 15
    for page in pages:
        assert TOLD in " ".join(re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")).split()), page.name
    showing_runs.show_rules(looser, [Result(ROUND, tuple(outcomes), None)])
    assert " ".join(capsys.readouterr().out.split()) == TOLD
    # A run with nothing to do says it as well, and reads nothing to know it.
    assert unchanged.told(looser.root, ROUND) == f"{TOLD}\n{NOTICED}"
    monkeypatch.chdir(looser.root)
    monkeypatch.setattr("sys.argv", ["klankbord", "run", ROUND])
    command.main()
    assert TOLD in capsys.readouterr().out


def test_as_usual_nothing_is_said(small: Project, capsys: pytest.CaptureFixture[str]) -> None:
    planned, _ = plan(small, ROUND, Hashes())
    assert (planned.told, planned.frame.banner) == (NOTICED, MADE_UP)
    showing_runs.show_rules(small, [Result(ROUND, (), None)])
    assert capsys.readouterr().out == ""


def test_a_rule_is_part_of_what_pages_are_made_of(looser: Project) -> None:
    planned, _ = plan(looser, ROUND, Hashes())
    assert (planned.told, planned.frame.banner) == (f"{TOLD}\n{NOTICED}", f"{MADE_UP} {TOLD}")
    for step in planned.steps:
        if step.kind in {"page", "report"}:
            assert step.values["rules"] == {"schedule_margin": "0.3"}, step.id
