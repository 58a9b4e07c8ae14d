"""Running one notebook with papermill: parameters checked first, a failure told by heading and cell."""

import codecs
import hashlib
import json
import logging
import os
import re
from functools import cache, partial
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_core.utils import ensure_event_loop
from papermill.exceptions import PapermillException, PapermillExecutionError
from traitlets.config import Config

from pipeline.errors import KlankbordError, StageError
from pipeline.execution import engine
from pipeline.execution.engine import CellError
from pipeline.execution.stages import Stage
from pipeline.rounds import Project
from pipeline.temporary import temporary_folder

# papermill reports progress through logging; ours is shown by stage.
logging.getLogger("papermill").setLevel(logging.ERROR)

_TYPES: dict[str, type | tuple[type, ...]] = {"str": str, "int": int, "float": (int, float), "bool": bool}
# How IPython colours a traceback.
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_PYTHON = {"name": "python3", "display_name": "Python 3", "language": "python"}
_VOLATILE = ("papermill", "widgets")
# From this minor version of the format on, cells have ids.
_WITH_IDS = 5
_PROVISIONER = "klankbord-fork"
# What is raised of a file that is no notebook, or not one any more: by Python's json, nbformat and papermill.
_UNREADABLE = (
    *(nbformat.reader.NotJSONError, nbformat.ValidationError, ValueError, LookupError, AttributeError, TypeError),
    *(RecursionError, PapermillException),
)


def check_parameters(project: Project, stage: Stage) -> None:
    """Check that a stage's parameters are the notebook's own, in name and type.

    Raises
    ------
    KlankbordError
        The notebook is missing or cannot be read, a parameter is unknown, or its value has another type
        than the notebook says.
    """
    path = project.notebooks / stage.notebook
    try:
        with temporary_folder() as folder:
            known = papermill.inspect_notebook(_as_it_stands(_as_papermill_wants_it(path, Path(folder))))
    except FileNotFoundError:
        raise KlankbordError(f"Het notebook {stage.notebook} ontbreekt in de map notebooks.") from None
    except (*_UNREADABLE, OSError):  # what they say of it is English, and helps nobody to mend it
        raise KlankbordError(
            f"Het notebook {stage.notebook} is niet te lezen: het is beschadigd, of geen notebook. Zet het terug uit "
            "een kopie."
        ) from None
    for name, value in stage.parameters.items():
        if name not in known:
            names = ", ".join(sorted(known)) or "geen"
            raise KlankbordError(f"{stage.notebook} kent de parameter «{name}» niet (wel: {names}).")
        kind = known[name]["inferred_type_name"]
        if not isinstance(value, _TYPES.get(kind, object)):
            raise KlankbordError(f"{stage.notebook}: de parameter «{name}» moet {kind} zijn, niet {value!r}.")


def run_notebook(project: Project, stage: Stage, target: Path) -> None:
    """Run a stage's notebook and keep it, with its outputs, at `target`.

    Paths of this machine and times are left out of what is kept, so that two runs give the same notebook.

    Raises
    ------
    StageError
        A cell failed or the kernel died; the notebook as far as it came is at `target`.
    """
    source = project.notebooks / stage.notebook
    try:
        with temporary_folder() as sockets:
            papermill.execute_notebook(
                _as_it_stands(_as_papermill_wants_it(source, Path(sockets))),
                _as_it_stands(target),
                parameters=stage.parameters,
                engine_name=engine.NAME,
                kernel_name="python3",
                progress_bar=False,
                request_save_on_cell_execute=False,
                keep=partial(_write, target),
                config=_kernel(sockets),
                extra_arguments=["--log-level=CRITICAL", *_first_lines(project, stage)],
                shutdown_kernel="immediate",  # nothing is left to say: what a stage hands on is on disk
            )
    except PapermillExecutionError as error:
        failure = _failure(stage, target, f"{error.ename}: {error.evalue}")
        failure.details = _COLOURS.sub("", "\n".join(error.traceback))
        raise failure from None
    except CellError as error:
        raise _failure(stage, target, str(error)) from None
    except RuntimeError as error:  # how jupyter_client says that a kernel never came up
        raise _failure(stage, target, f"De kernel is niet gestart: {error}") from None
    finally:
        _close_event_loop()
    _write(target, _without_traces(nbformat.read(target, as_version=4)))


def _as_papermill_wants_it(path: Path, folder: Path) -> Path:
    """Give a notebook, or a copy of it in a folder.

    Some editors leave out its language or the ids of cells, or begin it with a mark; a cell that was copied by hand has
    the id of another.
    """
    content = path.read_bytes()
    notebook = json.loads(content.decode("utf-8-sig"))
    kernel = notebook.setdefault("metadata", {}).setdefault("kernelspec", {})
    cells = notebook.get("cells", [])
    told_apart = len({cell.get("id") for cell in cells} - {None}) == len(cells)
    if kernel.keys() >= _PYTHON.keys() and not content.startswith(codecs.BOM_UTF8) and told_apart:
        return path
    notebook["metadata"]["kernelspec"] = _PYTHON | kernel
    if not told_apart and notebook["nbformat_minor"] >= _WITH_IDS:
        _number(cells)
    copy = folder / path.name
    copy.write_text(json.dumps(notebook), encoding="utf-8")
    return copy


def _as_it_stands(path: Path) -> str:
    """Give a path as papermill takes it: in one with {x} it would fill in a parameter."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _close_event_loop() -> None:
    """Close the event loop that jupyter_core made for this thread; one that a caller is running is not ours."""
    loop = ensure_event_loop()
    if not loop.is_running():
        loop.close()


def _kernel(folder: str) -> Config:
    """Choose how a kernel is started and talked to.

    Forked where that is to be had (see `kernels`), unless the user chose another provisioner. Over local sockets where
    there are any: no open port, and no race for one; in a folder of their own, since by default all kernels of a
    process would share one name.
    """
    if _forking_is_installed():
        os.environ.setdefault("JUPYTER_DEFAULT_PROVISIONER_NAME", _PROVISIONER)
    manager = {"client_class": "pipeline.execution.kernels.client.PromptClient"}
    if os.name == "posix":
        manager |= {"transport": "ipc", "connection_file": str(Path(folder) / "kernel.json")}
    return Config({"KernelManager": manager})


@cache
def _forking_is_installed() -> bool:
    """Tell whether jupyter_client can find the provisioner; where the package is not installed, it can't."""
    return bool(entry_points(group="jupyter_client.kernel_provisioners", name=_PROVISIONER))


def _first_lines(project: Project, stage: Stage) -> list[str]:
    """Let a kernel work on this project wherever it was started, with random numbers that depend on the stage only."""
    seed = int.from_bytes(hashlib.sha256(stage.id.encode()).digest()[:4], "big")
    lines = (
        f"__import__('os').environ['KLANKBORD_PROJECT'] = {str(project.root)!r}",
        # A notebook lives short: looking for garbage as often as Python usually does gains little.
        "__import__('gc').set_threshold(50_000)",
        f"__import__('random').seed({seed})",
        f"__import__('numpy').random.seed({seed})",
    )
    return [f"--IPKernelApp.exec_lines={line}" for line in lines]


def _failure(stage: Stage, target: Path, cause: str) -> StageError:
    """Find the failing cell in the partial notebook and number it as the stored notebook does."""
    heading, number = "(boven het eerste kopje)", 0
    if target.exists():
        notebook = nbformat.read(target, as_version=4)
        # papermill puts a marker in front of a failing cell, and the injected parameters behind the default ones.
        cells = [cell for cell in notebook.cells if not _added_by_papermill(cell)]
        number = _failing(cells)
        heading = _heading_above(cells[:number]) or heading
        notebook.cells = [cell for cell in notebook.cells if "papermill-error-cell-tag" not in _tags(cell)]
        _write(target, _without_traces(notebook))
    return StageError(stage.id, stage.notebook, heading, number, cause, target)


def _failing(cells: list[Any]) -> int:
    """Give the number of the cell that failed: the one with an error, or else the last that was begun."""
    failed = (n for n, cell in enumerate(cells, 1) if any(o.output_type == "error" for o in cell.get("outputs", [])))
    begun = [n for n, cell in enumerate(cells, 1) if cell.metadata.get("papermill", {}).get("start_time")]
    return next(failed, begun[-1] if begun else 0)


def _heading_above(cells: list[Any]) -> str:
    texts = (cell.source for cell in reversed(cells) if cell.cell_type == "markdown")
    found = (re.search(r"^#+\s+(.+)$", text, re.MULTILINE) for text in texts)
    return next((heading.group(1).strip() for heading in found if heading), "")


def _tags(cell: Any) -> list[str]:
    return list(cell.metadata.get("tags", []))


def _added_by_papermill(cell: Any) -> bool:
    return bool({"papermill-error-cell-tag", "injected-parameters"} & set(_tags(cell)))


def _without_traces(notebook: Any) -> Any:
    """Drop paths, times and kernel details: they differ from machine to machine and say nothing."""
    for holder in (notebook, *notebook.cells):
        for name in _VOLATILE:
            holder.metadata.pop(name, None)
    _number(notebook.cells)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata.get("language_info", {}).pop("version", None)
    return notebook


def _number(cells: list[Any]) -> None:
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number:02d}"


def _write(target: Path, notebook: Any) -> None:
    target.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
