"""Code belongs where docs/data-flow.md says: a module imports only from its own layer and those below it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from helpers_rounds import ROOT

TELLING = "phases/*/telling"


def layers() -> dict[str, int]:
    """Give the layer of each module or package of `pipeline/`, the highest first."""
    text = (ROOT / "docs" / "data-flow.md").read_text(encoding="utf-8")
    table = text.partition("## Where code belongs")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
    return {
        name.removesuffix(".py").rstrip("/"): number
        for number, row in enumerate(rows)
        for name in re.findall(r"`([^`]+)`", row)
    }


def modules() -> list[Path]:
    return [path for path in (ROOT / "pipeline").rglob("*.py") if path.name not in {"__init__.py", "__main__.py"}]


def layer_of(parts: tuple[str, ...]) -> str:
    """Give the layer of a module by its place below `pipeline/`: what a phase tells stands above its evidence."""
    return TELLING if parts[0] == "phases" and parts[-1].endswith("telling") else parts[0]


def layer_name(path: Path) -> str:
    return layer_of(path.relative_to(ROOT / "pipeline").with_suffix("").parts)


def imported(path: Path) -> Iterator[str]:
    """Name what a module imports of `pipeline/`, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if name.startswith("pipeline.") and "__" not in name:
                yield layer_of(tuple(name.split(".")[1:4]))


def test_every_module_has_its_layer() -> None:
    assert {layer_name(path) for path in modules()} == set(layers())


def test_nothing_is_imported_from_above() -> None:
    number = layers()
    above = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules()
        for name in imported(path)
        if number[name] < number[layer_name(path)]
    ]
    assert above == []
