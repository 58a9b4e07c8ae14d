"""Which files of this package a piece of code imports, transitively: the code that a stage is made of.

Read from the import statements, wherever they stand, so that nothing has to be run. That is exact as long as nothing is
imported by a computed name; the linter refuses that in this package (see `pyproject.toml`). The one exception is the
walk over the phases (`pipeline.phases.walk`): to import its function `tables` is to import `tables.py` of every phase.
"""

import ast
import json
import os
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_PACKAGE = "pipeline"
_WALK = "pipeline.phases.walk"
_parsing = threading.Lock()  # Python 3.11 fails when two threads build a syntax tree at once


def files_imported_by(source: str) -> frozenset[str]:
    """Name every file of this package that Python code needs.

    Parameters
    ----------
    source : str
        Python code.

    Returns
    -------
    frozenset of str
        File names from the package on, with forward slashes: ``pipeline/phases/desk.py``. What a package holds that is
        no Python (templates) counts with that package.

    Raises
    ------
    SyntaxError
        It is not Python.
    """
    found: set[Path] = set()
    todo = list(_modules_named_in(source))
    seen: set[str] = set()
    while todo:
        module = todo.pop()
        if module in seen:
            continue
        seen.add(module)
        path = _file(module)
        if path is None:
            todo += _walked(module)
        else:
            found.add(path)
            todo += _modules_named_in(path.read_text(encoding="utf-8"))
            if path.name == "__init__.py":
                found.update(_data_of(path.parent))
    return frozenset(path.relative_to(_ROOT).as_posix() for path in found)


def _walked(module: str) -> list[str]:
    """Name the modules that a function of the walk imports: those of its name in the folder of each phase."""
    package, _, part = module.rpartition(".")
    if package != _WALK:
        return []
    folder = _ROOT.joinpath(*_WALK.split(".")).parent
    phases = [f"pipeline.phases.{path.parent.name}" for path in sorted(folder.glob(f"*/{part}.py"))]
    return [*phases, *(f"{phase}.{part}" for phase in phases)]


def files_of_package() -> list[str]:
    """Name every file of this package, as `files_imported_by` does, sorted."""
    names = []
    for folder, folders, files in os.walk(_ROOT / _PACKAGE):
        folders[:] = [name for name in folders if name != "__pycache__" and not name.startswith(".")]
        place = Path(folder).relative_to(_ROOT).as_posix()
        names += [f"{place}/{name}" for name in files if not name.startswith(".") and not name.endswith(".pyc")]
    return sorted(names)


def path_of(name: str) -> Path:
    """Give the place of a file that `files_imported_by` named."""
    return _ROOT / name


def code_of(notebook: Path) -> str:
    """Give the code of a notebook; empty when it can't be read, which is told when it is run."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8-sig"))["cells"]
        return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    except (OSError, ValueError, KeyError, TypeError):
        return ""


@cache
def _modules_named_in(source: str) -> tuple[str, ...]:
    """List what may be modules of this package; a name that turns out to be none is an attribute of one."""
    named: set[str] = set()
    with _parsing:
        tree = ast.parse(source)
    for node in _statements(tree):
        if isinstance(node, ast.Import):
            named.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            named.update(f"{node.module}.{alias.name}" for alias in node.names)
    ours = [name.split(".") for name in named if name.split(".")[0] == _PACKAGE]
    return tuple(sorted({".".join(parts[:end]) for parts in ours for end in range(1, len(parts) + 1)}))


def _statements(tree: ast.Module) -> Iterator[ast.AST]:
    """Give every statement, wherever it stands; an import is one, and looking into expressions too takes most time."""
    todo: list[ast.AST] = [*tree.body]
    while todo:
        node = todo.pop()
        yield node
        for block in ("body", "orelse", "finalbody", "handlers", "cases"):
            todo += getattr(node, block, ())


def _file(module: str) -> Path | None:
    path = _ROOT.joinpath(*module.split("."))
    if (path / "__init__.py").exists():
        return path / "__init__.py"
    path = path.with_suffix(".py")
    return path if path.exists() else None


def _data_of(package: Path) -> list[Path]:
    """List what is no Python in the folder of a package, and in its folders that are no package."""
    found = []
    for path in package.iterdir():
        if path.name.startswith("."):
            continue  # what systems and editors leave behind
        if path.is_file() and path.suffix not in {".py", ".pyc"}:
            found.append(path)
        elif path.is_dir() and path.name != "__pycache__" and not (path / "__init__.py").exists():
            found += _data_of(path)
    return found
