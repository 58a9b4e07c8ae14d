"""With --debug a run shows where in a step something failed, also when the step was made by another process."""

import pickle
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import typer

from pipeline import showing_mistakes, showing_runs
from pipeline.errors import InputError, KlankbordError, Problem, StageError
from pipeline.execution import run_step as made
from pipeline.execution.fingerprints import Hashes
from pipeline.execution.run import Result


def _breaks() -> None:
    raise ZeroDivisionError("in de stap")


def _refuses() -> None:
    raise InputError([Problem("a.csv", 1, "", "", "fout", "herstel")])


def _stops() -> None:
    raise StageError("x", "x.ipynb", "Kop", 1, "KeyError: 'n'", Path("half.ipynb"))


def failed(monkeypatch: pytest.MonkeyPatch, how: Any, tmp_path: Path) -> made.StepResult:
    """Make a step that fails, and bring its outcome from another process."""
    step = SimpleNamespace(id="pdf", label="PDF", kind="pdf")
    record = SimpleNamespace(path=tmp_path / "record")
    plan = SimpleNamespace(
        round_id="ronde",
        step=lambda _: step,
        made_from=lambda *_: {},
        code_of=lambda *_: {},
        record=lambda _: record,
    )
    monkeypatch.setitem(made._MAKERS, "pdf", lambda *_: how())
    outcome = made.run_step(cast(Any, plan), "pdf", True, Hashes(), [])
    assert outcome.status == "failed"
    return cast(made.StepResult, pickle.loads(pickle.dumps(outcome)))


def shown(result: Result) -> None:
    """End as `klankbord run` does."""
    try:
        showing_runs.show_result(result, "reports")
    except KlankbordError as error:
        showing_mistakes.show_error(error)
    except typer.Exit:
        return


@pytest.mark.parametrize("how", [_breaks, _refuses, _stops])
@pytest.mark.parametrize("many", [True, False])
def test_what_failed_in_a_step_is_shown_to_who_asks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], how: Any, many: bool
) -> None:
    outcome = failed(monkeypatch, how, tmp_path)
    result = Result("ronde", (outcome,), outcome.error)
    for arguments in (["klankbord", "run", "ronde"], ["klankbord", "run", "ronde", "--debug"]):
        monkeypatch.setattr(sys, "argv", arguments)
        if many:
            with pytest.raises(typer.Exit):
                showing_runs.show_results([result], "reports/")
        else:
            shown(result)
        told = capsys.readouterr().err
        assert ("Traceback" in told) == ("--debug" in arguments)
        assert (f"in {how.__name__}" in told) == ("--debug" in arguments)
