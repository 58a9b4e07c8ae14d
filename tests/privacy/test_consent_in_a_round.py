"""What people agreed to decides in a whole round: what is told and refused, and what is made on another day."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from helpers_collected import ROUND, collected_project, write

from pipeline.claims.ledger import make
from pipeline.contracts import moments
from pipeline.errors import InputError
from pipeline.evidence import people
from pipeline.execution import plan as planning
from pipeline.execution import unchanged
from pipeline.execution.fingerprints import Hashes
from pipeline.phases import agreed
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

COLUMNS = "respondent_id,voice,consent_recorded,consent_quotable,consent_recognisable,consent_until"
SAID = "Ik durf niet meer langs de haven te lopen"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a round with seven people who were spoken to; p0 may not be quoted, p6 until the end of 2026."""
    project = collected_project(tmp_path)
    for path in (project.raw / ROUND).glob("*.csv"):
        if path.stem.startswith("interview"):
            path.unlink()
    of = {0: ",nee,,", 6: "ja,ja,,2026-12-31"}
    write(project, "respondents", COLUMNS, *(f"p{n},klanten,{of.get(n, 'ja,ja,nee,')}" for n in range(7)))
    write(project, "interviews", "interview_id,respondents,transcript", *(f"i{n},p{n}," for n in range(7)))
    said = [
        f"s{n},i{n},p{n},bereik,komen,1,{SAID if n == 0 else f'Er komt altijd wel iemand op dag {n}'}" for n in range(7)
    ]
    write(project, "segments", "segment_id,interview,respondent,question,aspect,direction,text", *said)
    return project


def on(day: date, patch: pytest.MonkeyPatch) -> None:
    """Make it that day."""
    for module in (people, agreed, planning):
        patch.setattr(module, "today", lambda: day)


def told(project: Project) -> dict[str, str]:
    return {notice.column: notice.what for notice in load_round(project, ROUND).notices if "consent" in notice.column}


def test_an_end_that_has_passed_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    on(date(2026, 12, 31), monkeypatch)
    assert "consent_until" not in told(project)
    on(date(2027, 1, 1), monkeypatch)
    assert "31 december 2026" in told(project)["consent_until"]


def test_who_may_be_quoted_and_would_be_recognised_is_told(project: Project) -> None:
    assert "consent_recognisable" not in told(project)
    write(
        project, "respondents", COLUMNS, *(f"p{n},{'klanten' if n < 5 else 'medewerkers'},ja,ja,nee," for n in range(7))
    )
    assert "van 2 personen" in told(project)["consent_recognisable"]


def test_a_transcript_of_who_refused_to_be_recorded_is_told(project: Project) -> None:
    write(project, "respondents", COLUMNS, *(f"p{n},klanten,{'nee' if n == 2 else 'ja'},ja,," for n in range(7)))
    write(project, "interviews", "interview_id,respondents,transcript", *(f"i{n},p{n},t{n}.txt" for n in range(7)))
    (notice,) = [each for each in load_round(project, ROUND).notices if each.column == "transcript"]
    assert (notice.value, notice.row) == ("t2.txt", 4)


def test_words_that_may_not_be_quoted_stop_a_cell_that_readers_see(project: Project) -> None:
    write(project, "units", "unit_id,label,kind", f"huis,{SAID},room")
    with pytest.raises(InputError) as refused:
        load_round(project, ROUND)
    assert [(each.column, each.row, each.value) for each in refused.value.problems] == [("label", 2, SAID)]


def test_words_that_may_not_be_quoted_stop_the_report(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLANKBORD_PROJECT", str(project.root))
    from pipeline.notebook.round import open_round

    work = open_round(ROUND)
    folder = project.raw / ROUND / "report"
    folder.mkdir()
    (folder / "01.md").write_text(
        f"# Kop\n\nIemand zei: “{SAID}”. [mening]\nEr komt altijd wel iemand op dag 1. [mening]\n"
    )
    found = [each for each in make(work.data, work.tables).problems if "niet geciteerd" in each.what]
    assert [(each.row, each.value) for each in found] == [(3, SAID)]


def test_a_run_on_a_day_after_an_end_makes_all_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """On another day the tables are looked at again; only when an end has passed steps rest on something else."""
    on(date(2026, 12, 30), monkeypatch)
    first, validated = planning.plan(project, ROUND, Hashes())
    planning.remember(first, Hashes())
    assert validated
    assert not planning.plan(project, ROUND, Hashes())[1]
    on(date(2026, 12, 31), monkeypatch)
    last_day, validated = planning.plan(project, ROUND, Hashes())
    assert validated
    on(date(2027, 1, 1), monkeypatch)
    after, _ = planning.plan(project, ROUND, Hashes())
    step = first.steps[0]
    assert last_day.made_from(step, Hashes()) == first.made_from(step, Hashes()) != after.made_from(step, Hashes())


def test_a_round_without_an_end_rests_on_no_day(project: Project) -> None:
    write(project, "respondents", COLUMNS, *(f"p{n},klanten,ja,ja,nee," for n in range(7)))
    found, _ = planning.plan(project, ROUND, Hashes())
    assert (found.day, found.lapsed) == ("", "")


def test_a_finished_round_with_an_end_is_looked_at_again_on_another_day(project: Project) -> None:
    """What is kept of a finished round holds for its day."""
    found, _ = planning.plan(project, ROUND, Hashes())
    nothing = replace(found, steps=())
    for day, same in ((moments.today().isoformat(), True), ("2020-01-01", False)):
        unchanged.remember(replace(nothing, day=day), [], Hashes())
        kept = unchanged.steps(project.root, ROUND)
        assert (kept is not None) is same
