"""The parameters that a notebook was given, held against those it has: papermill itself takes any name and type."""

import ast
from collections.abc import Iterator, Sequence
from contextlib import suppress

from pipeline.errors import InputError, Problem, suggest

# How papermill begins the cell with what it was given.
_GIVEN = "# Parameters"
_TYPES = {
    "str": (
        str,
        "een tekst",
        "Zet het tussen aanhalingstekens; geef papermill -r in plaats van -p: dan blijft het tekst.",
    )
}


def check_parameters() -> None:
    """Refuse a parameter that the notebook does not have, or of another type.

    Raises
    ------
    InputError
        With a line for each.
    """
    from IPython import get_ipython

    shell = get_ipython()
    if shell and (problems := list(wrong(shell.history_manager.input_hist_raw))):
        raise InputError(problems)


def wrong(cells: Sequence[str]) -> Iterator[Problem]:
    """Find what is wrong with the parameters that a notebook was given.

    Parameters
    ----------
    cells : sequence of str
        The sources of the cells that were run, in order: its own parameters are the first names with a type.
    """
    known: dict[str, str] = next(filter(None, map(_declared, cells)), {})
    given = next((cell for cell in reversed(cells) if cell.startswith(_GIVEN)), "")
    # Who explores changes the cell itself, and may run it again.
    own = next((cell for cell in reversed(cells) if known and _declared(cell).keys() == known.keys()), "")
    for name, value in _assigned(given or own):
        if name not in known:
            yield Problem("parameter", None, "", name, "Deze parameter heeft dit notebook niet.", suggest(name, known))
        elif known[name] in _TYPES and not isinstance(value, _TYPES[known[name]][0]):
            _, what, mend = _TYPES[known[name]]
            yield Problem("parameter", None, name, str(value), f"Dit moet {what} zijn.", mend)


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
    for each in ast.parse(cell).body:
        if isinstance(each, ast.Assign | ast.AnnAssign) and each.value is not None:
            name = each.targets[0] if isinstance(each, ast.Assign) else each.target
            if isinstance(name, ast.Name):
                with suppress(ValueError):  # computed, so nothing is known of it before
                    yield name.id, ast.literal_eval(each.value)
