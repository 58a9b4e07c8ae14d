"""Running one step of a round: skipped if none of its inputs changed, recorded when it is done."""

import shutil
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from pipeline.addresses import FINDINGS, NOTEBOOKS, notebook_page
from pipeline.errors import ChangedError, KlankbordError, of_the_machine
from pipeline.execution.fingerprints import Hashes
from pipeline.execution.hashing import hash_of_input
from pipeline.execution.steps import (
    NOTEBOOK,
    PAGE,
    PAPER_FILES,
    PDF_FILES,
    REPORT,
    SITE,
    WORD_FILES,
    Plan,
    Step,
    StepKind,
)
from pipeline.outputs import INDEX, front_page

# jsonschema, which reads notebooks, looks for these packages in order to check addresses. Reading their grammars takes
# a second for the one and 45 ms for the other; no notebook needs that check, and jsonschema does without them.
for _grammar in ("rfc3987_syntax", "uri_template"):
    sys.modules.setdefault(_grammar, None)  # type: ignore[arg-type]

Status = Literal["made", "reused", "failed", "skipped"]


@dataclass(frozen=True)
class StepResult:
    """How a step ended: ``made``, ``reused``, ``failed`` or ``skipped`` (an earlier step failed).

    `id`, `label` and `kind` are those of the step; `seconds` is wall time; `note` says what whoever runs the round must
    know of what was made.
    """

    round_id: str
    id: str
    label: str
    kind: StepKind
    status: Status
    seconds: float
    error: KlankbordError | None = None
    note: str = ""


def run_step(plan: Plan, name: str, fresh: bool, hashes: Hashes | None, earlier: Sequence[StepResult]) -> StepResult:
    """Make one step.

    Parameters
    ----------
    plan : Plan
        The round.
    name : str
        The step.
    fresh : bool
        Make it even when it is current.
    hashes : Hashes or None
        Hashes of files; None on another machine, which has to look for itself.
    earlier : sequence of StepResult
        How the steps ended that it waits for.
    """
    step = plan.step(name)
    started = time.perf_counter()

    def outcome(status: Status, error: KlankbordError | None = None, note: str = "") -> StepResult:
        seconds = time.perf_counter() - started
        return StepResult(plan.round_id, step.id, step.label, step.kind, status, seconds, error, note)

    if held_up(earlier):
        return outcome("skipped")
    hashes = hashes or Hashes()
    if not fresh and plan.is_current(step, hashes):
        return outcome("reused")
    if step.kind == "publish" and _changed_meanwhile(plan, step, hashes):
        what = f"In {plan.round_id} is iets veranderd terwijl de ronde werd gedraaid."
        return outcome("failed", ChangedError(f"{what} Er is niets gepubliceerd; draai haar opnieuw."))
    made_from = plan.made_from(step, hashes) | plan.code_of(step, hashes)
    # Without its record a step counts as not made, whatever else is left of an earlier attempt.
    record = plan.record(step)
    record.path.unlink(missing_ok=True)
    try:
        note = _MAKERS[step.kind](plan, step) or ""
        record.write(made_from, plan.products(step), hashes.names_of_package)
    except KlankbordError as error:
        error.details = error.details or "".join(traceback.format_exception(error))
        return outcome("failed", error)
    except Exception as error:  # a full disk, a mistake of ours: other rounds go on
        return outcome("failed", unexpected(error, f"{plan.round_id}, {step.id}"))
    return outcome("made", note=note)


def unexpected(error: Exception, where: str) -> KlankbordError:
    """Give an error that nobody foresaw as one that can be told, with its traceback for who asks for it."""
    said = of_the_machine(error) if isinstance(error, OSError) else f"onverwachte fout: {error!r}"
    wrapped = KlankbordError(f"{where}: {said}")
    wrapped.details = "".join(traceback.format_exception(error))
    return wrapped


def _changed_meanwhile(plan: Plan, step: Step, hashes: Hashes) -> bool:
    paths = [plan.project.root / name for name in step.inputs]
    return any(hash_of_input(path) != hashes.of(path) for path in paths)


def held_up(earlier: Sequence[StepResult]) -> bool:
    """Tell whether a step can't be made because one that it waits for was not."""
    return any(before.status in {"failed", "skipped"} for before in earlier)


# What makes a step is imported when it is wanted: these are heavy, and a run with nothing to do should answer at once.


def _notebook(plan: Plan, step: Step) -> None:
    from pipeline.execution.notebooks import run_notebook

    assert step.stage is not None
    run_notebook(plan.project, step.stage, _emptied(plan.folder(step)) / NOTEBOOK)


def _page(plan: Plan, step: Step) -> None:
    from pipeline.execution.page import write_page

    assert step.stage is not None
    notebook = plan.folder(plan.step(step.stage.id)) / NOTEBOOK
    write_page(notebook, _emptied(plan.folder(step)) / PAGE, step.stage.label, plan.frame)


def _report(plan: Plan, step: Step) -> None:
    from pipeline.execution.report import write_documents, write_report

    # Not emptied beforehand: what is wrong with the text is told before anything is written.
    folder = plan.folder(step)
    report = write_report(plan.project, plan.round_id, folder.parent, folder, plan.pages, plan.frame)
    if step.values["on_paper"]:
        write_documents(report, folder.parent, folder)


def _word(plan: Plan, step: Step) -> None:
    from pipeline.looks.rendering.word import write_word

    folder = _emptied(plan.folder(step))
    for name in WORD_FILES:
        write_word(_document(plan, name), folder / name, plan.project.own_style(plan.round_id, step.kind))


def _pdf(plan: Plan, step: Step) -> str:
    from pipeline.looks.rendering.pdf import longer_than, write_pdf

    folder = _emptied(plan.folder(step))
    style = plan.project.own_style(plan.round_id, step.kind)
    notes = [write_pdf(_document(plan, name), folder / name, style) for name in PDF_FILES]
    source = (_document(plan, PDF_FILES[0]) / "document.html").read_text(encoding="utf-8")
    notes.append(longer_than(step.values["report_pages"], folder / PDF_FILES[0], source))
    return "\n".join(filter(None, notes))


def _document(plan: Plan, made: str) -> Path:
    """Give the folder with the source of a file on paper."""
    return plan.folder(plan.step(REPORT)) / "document" / Path(made).stem


def _publish(plan: Plan, step: Step) -> None:
    """Publish the site; of what goes on paper, whatever is there is of an earlier one and is taken away with that."""
    report = plan.folder(plan.step(REPORT))
    made = [(path.relative_to(report).as_posix(), path) for pattern in SITE for path in report.glob(pattern)]
    made.append((INDEX, report / front_page(())))
    made += [
        (f"{NOTEBOOKS}/{other.stage.id}.ipynb", plan.folder(other) / NOTEBOOK)
        for other in plan.steps
        if other.kind == "notebook" and other.stage is not None and plan.readers.edition.notebooks
    ]
    made += [
        (notebook_page(other.stage.id), plan.folder(other) / PAGE)
        for other in plan.steps
        if other.kind == "page" and other.stage is not None
    ]
    _swap(plan, step, made, (FINDINGS, NOTEBOOKS, *WORD_FILES, *PDF_FILES))


def _paper(plan: Plan, step: Step) -> None:
    """Put what goes on paper beside the site that was published before, with the front page that leads to it."""
    made = [(file, plan.folder(plan.step(name)) / file) for name, file in step.reads if name in PAPER_FILES]
    kinds = [name for name in step.after if name in PAPER_FILES]
    _swap(plan, step, [(INDEX, plan.folder(plan.step(REPORT)) / front_page(kinds)), *made])


def _swap(plan: Plan, step: Step, made: list[tuple[str, Path]], gone: tuple[str, ...] = ()) -> None:
    from pipeline.execution.gate import pass_through
    from pipeline.execution.publish import publish

    look = partial(pass_through, project=plan.project, round_id=plan.round_id)
    publish(plan.project, plan.folder(step), made, look, gone)


_MAKERS: dict[StepKind, Callable[[Plan, Step], str | None]] = {
    "notebook": _notebook,
    "page": _page,
    "report": _report,
    "word": _word,
    "pdf": _pdf,
    "publish": _publish,
    "paper": _paper,
}


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
