"""`make` installs anew what was broken off, and brings up to date what was finished."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# In place of Python: it writes down how it was called, makes an environment that has it too, and fails when told to.
_PYTHON = """#!/bin/sh
echo "$@" >> {root}/called
case "$2" in
venv) rm -rf .venv/bin && mkdir -p .venv/bin && cp {root}/python .venv/bin/python ;;
pip) test ! -e {root}/broken ;;
esac
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    if shutil.which("make") is None:
        pytest.skip("no make on this machine")
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / "python").write_text(_PYTHON.format(root=tmp_path), encoding="utf-8")
    (tmp_path / "python").chmod(0o755)
    return tmp_path


def made(folder: Path) -> list[str]:
    """Install, and give how the environment was made."""
    (folder / "called").unlink(missing_ok=True)
    command = ["make", ".venv/installed", f"PYTHON={folder / 'python'}"]
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    called = folder / "called"
    return [line for line in called.read_text().splitlines() if "venv" in line] if called.exists() else []


def test_what_was_broken_off_is_installed_anew(folder: Path) -> None:
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "python").touch()  # killed in its first second: there is a Python, and no pip
    (folder / "broken").touch()
    assert made(folder) == ["-m venv --clear .venv"]
    assert not (folder / ".venv" / "installed").exists()
    (folder / "broken").unlink()
    assert made(folder) == ["-m venv --clear .venv"]
    assert (folder / ".venv" / "installed").exists()
    assert made(folder) == []


def test_what_was_finished_is_brought_up_to_date(folder: Path) -> None:
    made(folder)
    stamp = (folder / ".venv" / "installed").stat().st_mtime
    os.utime(folder / "requirements.lock", (stamp + 10, stamp + 10))
    (folder / "broken").touch()
    assert made(folder) == ["-m venv .venv"]
    (folder / "broken").unlink()
    assert made(folder) == ["-m venv --clear .venv"], "it was broken off"
