"""Which files of the package a piece of code imports."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.execution import imports
from pipeline.execution.imports import code_of, files_imported_by, files_of_package

PACKAGE = Path(imports.__file__).parents[1]
FILES = {
    "__init__.py": "",
    "a.py": "def f():\n    from pipeline.deep.c import x\n",
    "b.py": "import os\nimport pipeline.a as other, json\nNAME = 1\n",
    "lonely.py": "",
    "round.py": "from pipeline.loop import y\n",
    "loop.py": "from pipeline.round import z\n",
    "deep/__init__.py": "",
    "deep/c.py": "x = 1\n",
    "deep/d.py": "",
    "deep/page.html": "",
    "deep/parts/style.css": "",
    "deep/.hidden": "",
    "deep/inner/__init__.py": "",
    "deep/inner/words.txt": "",
    "phases/__init__.py": "",
    "phases/walk.py": "",
    "phases/one/__init__.py": "",
    "phases/one/tables.py": "import pipeline.lonely\n",
    "phases/one/telling.py": "",
    "phases/two/__init__.py": "",
    "phases/two/tables.py": "",
}
DEEP = {"deep/__init__.py", "deep/page.html", "deep/parts/style.css"}
WALK = {"phases/__init__.py", "phases/walk.py"}
TABLES = {f"phases/{phase}/{name}.py" for phase in ("one", "two") for name in ("__init__", "tables")} | {"lonely.py"}
A = {"a.py", "deep/c.py", *DEEP}


@pytest.fixture(scope="module", autouse=True)
def package(tmp_path_factory):
    """Put a small package in the place of the real one."""
    root = tmp_path_factory.mktemp("checkout")
    for name, text in FILES.items():
        path = root / "pipeline" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(imports, "_ROOT", root)
        yield root


def found(source: str) -> set[str]:
    return {name.removeprefix("pipeline/") for name in files_imported_by(source)} - {"__init__.py"}


@pytest.mark.parametrize(
    ("source", "files"),
    [
        ("", set()),
        ("import os, pandas.api\nfrom pathlib import Path", set()),
        ("import pipeline", set()),
        ("import pipelines.a\nfrom pipe import a", set()),
        ("import pipeline.a", A),
        ("import pipeline.a as b", A),
        ("from pipeline.a import f", A),
        ("from pipeline import a", A),
        ("from pipeline import a as b, lonely", {*A, "lonely.py"}),
        ("from pipeline import *", set()),
        ("import pipeline.b", {"b.py", *A}),
        ("from pipeline.b import NAME", {"b.py", *A}),
        ("from pipeline.deep import d", {"deep/d.py", *DEEP}),
        ("from pipeline.deep.c import x", {"deep/c.py", *DEEP}),
        ("import pipeline.deep.inner", {*DEEP, "deep/inner/__init__.py", "deep/inner/words.txt"}),
        ("import pipeline.round", {"round.py", "loop.py"}),
        ("import pipeline.absent", set()),
        ("from pipeline.absent import x", set()),
        ("def f():\n    if 0:\n        import pipeline.lonely", {"lonely.py"}),
        ("try:\n    import x\nexcept ImportError:\n    import pipeline.lonely as x", {"lonely.py"}),
        ("class A:\n    async def f():\n        from pipeline import lonely", {"lonely.py"}),
        ("'import pipeline.lonely'\n# import pipeline.lonely", set()),
        ("from pipeline.phases.walk import tables", WALK | TABLES),
        ("from pipeline.phases.walk import tables as all_of_them", WALK | TABLES),
        ("from pipeline.phases.walk import telling", {*WALK, "phases/one/__init__.py", "phases/one/telling.py"}),
        ("from pipeline.phases.walk import Modules", WALK),
        (
            "from pipeline.phases.one import telling",
            {"phases/__init__.py", *(f"phases/one/{name}.py" for name in ("__init__", "telling"))},
        ),
    ],
)
def test_every_form_of_import_is_followed_and_nothing_else(source, files):
    assert found(source) == files


def test_the_package_itself_counts_with_what_is_imported_from_it():
    assert files_imported_by("import pipeline.lonely") == {"pipeline/__init__.py", "pipeline/lonely.py"}
    assert files_imported_by("import os") == frozenset()


modules = st.sampled_from(["a", "b", "lonely", "round", "loop", "deep", "deep.c", "deep.d", "deep.inner", "absent"])


@given(st.lists(modules, max_size=5))
def test_imports_together_need_what_each_needs(names):
    each = set().union(*(found(f"import pipeline.{name}") for name in names))
    assert found("\n".join(f"import pipeline.{name}" for name in names)) == each


@pytest.mark.parametrize("source", ["%matplotlib inline", "!ls", "x = ", "import pipeline.a as"])
def test_what_is_no_python_is_refused(source):
    with pytest.raises(SyntaxError):
        files_imported_by(source)


def test_every_file_of_the_package_is_named_but_hidden_and_compiled_ones(package):
    (package / "pipeline" / "__pycache__").mkdir(exist_ok=True)
    (package / "pipeline" / "__pycache__" / "a.pyc").touch()
    assert files_of_package() == sorted(f"pipeline/{name}" for name in FILES if ".hidden" not in name)


@pytest.mark.parametrize("content", [None, "", "{", "[]", "{}", '{"cells": 3}', '{"cells": [{}]}'])
def test_a_notebook_that_cannot_be_read_has_no_code(tmp_path, content):
    path = tmp_path / "a.ipynb"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert code_of(path) == ""


def test_the_code_of_a_notebook_is_that_of_its_code_cells(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text(
        '{"cells": [{"cell_type": "markdown", "source": "import x"}, {"cell_type": "code", "source": ["a\\n", "b"]},'
        ' {"cell_type": "code", "source": "c"}]}',
        encoding="utf-8",
    )
    assert code_of(path) == "a\nb\nc"


# What the linter refuses too; here by another way, and for `__import__`, which it does not know.
ALLOWED = {"execution/kernels/fork_server.py", "phases/walk.py"}


def dynamic_imports(tree: ast.AST) -> list[int]:
    lines = []
    for node in ast.walk(tree):
        named = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            named = [f"{node.module}.{name}" for name in named] if node.level == 0 else ["importlib"]
        loose = any(name.partition(".")[0] in {"importlib", "runpy", "pkgutil", "imp"} for name in named)
        metadata = all(name.startswith("importlib.metadata") for name in named)
        if (loose and not metadata) or (isinstance(node, ast.Name) and node.id in {"__import__", "exec", "eval"}):
            lines.append(node.lineno)
    return lines


def test_the_walk_is_never_imported_as_a_whole():
    """Its functions have to be named in the import: that is what tells which modules of the phases count."""
    for path in (*PACKAGE.rglob("*.py"), *PACKAGE.parent.joinpath("notebooks").glob("*.ipynb")):
        text = path.read_text(encoding="utf-8")
        assert "from pipeline.phases import walk" not in text, path
        assert "import pipeline.phases.walk" not in text, path


def test_nothing_in_the_package_is_imported_by_a_computed_name_or_relatively():
    seen = {}
    for path in PACKAGE.rglob("*.py"):
        lines = dynamic_imports(ast.parse(path.read_text(encoding="utf-8")))
        if lines:
            seen[path.relative_to(PACKAGE).as_posix()] = lines
    assert set(seen) == ALLOWED, seen


@pytest.mark.parametrize(
    "source",
    [
        "import importlib",
        "from importlib import import_module",
        "__import__('x')",
        "from . import x",
        "from .a import b",
    ],
)
def test_the_check_on_computed_names_sees_them(source):
    assert dynamic_imports(ast.parse(source)) == [1]


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("from . import a", "TID252"),
        ("from ..b import a", "TID252"),
        ("from importlib import import_module\n\nimport_module('a')", "TID251"),
        ("import importlib\n\nimportlib.import_module('a')", "TID251"),
    ],
)
def test_the_linter_refuses_them(source, rule):
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--select",
        "TID",
        "--stdin-filename",
        "pipeline/x.py",
    ]
    done = subprocess.run(
        [*command, "-"], input=source, cwd=PACKAGE.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert rule in done.stdout
