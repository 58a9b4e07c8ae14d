"""The ways to install klankbord agree with each other, and the repository holds what it promises."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

import pipeline

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Where conda-forge's name differs: its "matplotlib" brings a desktop toolkit along, its "dask" a cluster.
CONDA_NAMES = {"matplotlib": "matplotlib-base", "dask": "dask-core"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def split(requirement: str) -> tuple[str, str]:
    name, bound = re.fullmatch(r"([A-Za-z0-9_.-]+)>=([0-9.]+)", requirement).groups()
    return normal(name), bound


def locked(path: str) -> dict[str, list[tuple[int, ...]]]:
    versions: dict[str, list[tuple[int, ...]]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9_.-]+)==([0-9.]+)", (ROOT / path).read_text("utf-8"), re.MULTILINE):
        versions.setdefault(normal(name), []).append(tuple(int(part) for part in version.rstrip(".").split(".")))
    return versions


def test_conda_environment_asks_for_the_same_packages():
    content = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    listed = [line for line in content["dependencies"] if isinstance(line, str)]
    # What conda-forge does not have in this form comes with pip.
    by_pip = next(line["pip"] for line in content["dependencies"] if isinstance(line, dict))
    conda = {split(line) for line in [*listed, *by_pip] if ">=" in line}
    wanted = {(CONDA_NAMES.get(name, name), bound) for name, bound in map(split, PROJECT["dependencies"])}
    build = {split(line) for line in PROJECT["optional-dependencies"]["build"]}
    assert conda == wanted | build | {("python", PROJECT["requires-python"].removeprefix(">="))}


@pytest.mark.parametrize(
    ("lock", "extras"), [("requirements.lock", ["build"]), ("tests/requirements.lock", ["build", "test"])]
)
def test_lock_satisfies_every_requirement(lock, extras):
    versions = locked(lock)
    for requirement in [
        *PROJECT["dependencies"],
        *(r for extra in extras for r in PROJECT["optional-dependencies"][extra]),
    ]:
        name, bound = split(requirement)
        least = tuple(int(part) for part in bound.split("."))
        assert name in versions, f"{name} is not in {lock}"
        assert all(version >= least for version in versions[name]), f"{name} in {lock} is older than {bound}"


@pytest.mark.parametrize("lock", ["requirements.lock", "tests/requirements.lock"])
def test_lock_has_hashes_and_no_addresses(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    packages = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(packages) > 50
    assert all("--hash=sha256:" in package for package in packages)


def test_test_lock_has_the_same_versions_as_the_lock():
    tests = locked("tests/requirements.lock")
    assert {name: tests.get(name) for name in locked("requirements.lock")} == locked("requirements.lock")


def test_version_is_the_same_everywhere():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert PROJECT["version"] == pipeline.__version__ == citation["version"]


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebook_is_stored_clean(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    # Of `00_start` everything is chosen on the screen.
    assert path.stem == "00_start" or "parameters" in code[0]["metadata"]["tags"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)


def test_readme_names_no_command_that_does_not_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make ([a-z]+)$", readme, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for path in re.findall(r"\]\(((?!http)[^)#]+)", readme):
        assert (ROOT / path).exists(), path


def test_what_the_page_on_security_says_to_run_is_there():
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\btests/[\w/.]+", text))
    assert len(named) > 10
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
    assert not re.search(r"[\w.]+@[\w.]+\.\w+", text), "an address here would be nobody's, or somebody's own"
