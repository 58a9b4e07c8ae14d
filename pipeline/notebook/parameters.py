"""The parameters that a notebook was given, held against those it has: papermill itself takes any name and type.

What goes wrong in a cell because of them is told as it is too: what was queued behind a cell that failed may be run
after all when a machine is slow, and Python would say in English that a name is not defined.
"""

import ast
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from typing import Any

from IPython.core.getipython import get_ipython

from pipeline.errors import InputError, Problem, nearest, suggest

# How papermill begins the cell with what it was given.
_GIVEN = "# Parameters"
_MEND = "Zet het tussen aanhalingstekens; geef papermill -r in plaats van -p: dan blijft het tekst."


# The parameters with which something was open in this kernel.
_opened: set[str] = set()
_WAITS = "Deze cel wacht. Herstel eerst wat in een cel hierboven fout is, en draai dan alles opnieuw."


def check_parameters(**values: object) -> None:
    """Refuse a parameter that the notebook does not have, or of another type.

    Parameters
    ----------
    **values : object
        What something is opened with, by the names of the parameters: all of it text.

    Raises
    ------
    InputError
        With a line for each.
    """
    shell = get_ipython()
    problems = [_no_text(name, value) for name, value in values.items() if not isinstance(value, str)]
    if shell is not None:
        _tell_names(shell, _waits)  # until something is open
        problems += wrong(_cells(shell), _opened)
    if problems:
        raise InputError(dict.fromkeys(problems))


def all_is_open() -> None:
    """Have Python tell again what is wrong in a cell: all that cells of ours need is there."""
    if (shell := get_ipython()) is not None:
        cells = _cells(shell)
        _opened.update(next(filter(None, map(_declared, reversed(cells))), {}))
        _tell_names(shell, None)


def _tell_names(shell: Any, how: Callable[..., None] | None) -> None:
    """Have it told otherwise than Python does that a name is not defined; None for as Python does."""
    shell.set_custom_exc((NameError,) if how else (), how)


def _cells(shell: Any) -> list[str]:
    """Give the sources of the cells that were run."""
    return list(shell.history_manager.input_hist_raw)


def _waits(shell: Any, kind: type, error: NameError, trace: object, **_: object) -> None:
    _show(shell, kind, error, trace, [_WAITS])


def _no_such_name(shell: Any, kind: type, error: NameError, trace: object, **_: object) -> None:
    """Tell what is wrong when a cell asks for a parameter that was called otherwise, as where one is told."""
    name = str(error.name or "")
    declared = next(filter(None, map(_declared, reversed(_cells(shell)))), {})
    mend = f"Zet {name} in de eerste cel met code, met een waarde erachter, en draai alles opnieuw."
    if other := nearest(name, declared):
        mend = f"In de eerste cel met code staat {other}. Bedoelde u daar «{name}»?"
    problem = Problem("parameter", None, "", name, "Deze parameter ontbreekt.", mend)
    _show(shell, kind, error, trace, InputError([problem])._render_traceback_())


def _show(shell: Any, kind: type, error: Any, trace: object, lines: list[str]) -> None:
    error._render_traceback_ = lambda: lines
    shell.showtraceback((kind, error, trace))


def _no_text(name: str, value: object) -> Problem:
    return Problem("parameter", None, name, str(value), "Dit moet een tekst zijn.", _MEND)


def wrong(cells: Sequence[str], opened: Collection[str] = ()) -> Iterator[Problem]:
    """Find what is wrong with the parameters that a notebook was given.

    Parameters
    ----------
    cells : sequence of str
        The sources of the cells that were run, in order: its own parameters are the first names with a type.
    opened : collection of str
        The parameters with which something was open before. Who explores changes the cell itself, and may run it again;
        as long as nothing was open, a name in it is not known to be wrong.
    """
    known: dict[str, str] = next(filter(None, map(_declared, cells)), {})
    given = next((cell for cell in reversed(cells) if cell.startswith(_GIVEN)), "")
    own = given or _explored(cells, known)
    types, names = known | _declared(own), known if given else opened
    for name, value in _assigned(own):
        if names and name not in names:
            yield Problem("parameter", None, "", name, "Deze parameter heeft dit notebook niet.", suggest(name, names))
        elif types.get(name) == "str" and not isinstance(value, str):
            yield _no_text(name, value)


def _explored(cells: Sequence[str], known: Collection[str]) -> str:
    """Give the cell with parameters as it was run last, perhaps with a slip in a name or without a type."""
    names = (({name for name, _ in _assigned(cell)}, cell) for cell in reversed(cells))
    return next((cell for found, cell in names if known and 2 * len(found & set(known)) >= len(known)), "")


def _declared(cell: str) -> dict[str, str]:
    """Give the names that a cell gives a type, with the type; nothing of a cell that does anything else."""
    try:
        found = ast.parse(cell).body
    except SyntaxError:  # a magic of IPython
        return {}
    typed = [each for each in found if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)]
    if len(typed) < len(found):
        return {}
    return {each.target.id: ast.unparse(each.annotation) for each in typed if isinstance(each.target, ast.Name)}


def _assigned(cell: str) -> Iterator[tuple[str, object]]:
    try:
        found = ast.parse(cell).body
    except SyntaxError:
        return
    for each in found:
        if isinstance(each, ast.Assign | ast.AnnAssign) and each.value is not None:
            name = each.targets[0] if isinstance(each, ast.Assign) else each.target
            if isinstance(name, ast.Name):
                with suppress(ValueError):  # computed, so nothing is known of it before
                    yield name.id, ast.literal_eval(each.value)


# A cell imports this before it opens anything.
if (_shell := get_ipython()) is not None:
    _tell_names(_shell, _no_such_name)
