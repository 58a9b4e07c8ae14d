"""What commands print of a run that was not printed by the step itself."""

import pytest

from pipeline import showing_runs
from pipeline.execution.run_step import StepResult

_PDF = StepResult("ronde", "pdf", "PDF", "pdf", "made", 1.0, note="tekens [x] 👍")


def test_what_a_step_has_to_tell_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    showing_runs.show_step(_PDF)
    assert capsys.readouterr().out.count("Let op: tekens [x] 👍\n") == 1
    showing_runs.show_round(_PDF, "paper")
    assert capsys.readouterr().out == "Let op: ronde: tekens [x] 👍\n"
