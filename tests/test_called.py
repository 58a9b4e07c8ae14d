"""A message that advises a command gives what works when it is typed over: the command as it was called."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from helpers_rounds import ROOT

from pipeline import called

SCRIPT = "import sys\nfrom pipeline.command import main\nsys.exit(main())\n"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Make a command as an installer does."""
    path = tmp_path / "een map" / "klankbord"
    path.parent.mkdir()
    path.write_text(f"#!{sys.executable}\n{SCRIPT}", encoding="utf-8")
    path.chmod(0o755)
    return path


def advised(*command: str, path: str = "") -> str:
    """Run the command without a round, and give which command it then advises."""
    named = {**os.environ, "KLANKBORD_PROJECT": str(ROOT), "PYTHONPATH": str(ROOT)}
    named["PATH"] = f"{path}{os.pathsep}{os.environ['PATH']}" if path else "/usr/bin:/bin"
    done = subprocess.run([*command, "run"], env=named, capture_output=True, text=True, check=False)
    return done.stderr.strip().rpartition("Welke er zijn: ")[2].removesuffix(".")


@pytest.mark.slow
def test_a_module_is_advised_with_the_python_that_was_typed() -> None:
    assert advised(sys.executable, "-m", "pipeline") == f"{sys.executable} -m pipeline rounds"


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="installers make another kind of file there")
def test_a_path_is_advised_as_it_was_typed_and_a_name_by_itself(program: Path) -> None:
    assert advised(str(program)) == f'"{program}" rounds'
    assert advised(shutil.which("env") or "env", "klankbord", path=str(program.parent)) == "klankbord rounds"


@pytest.mark.parametrize("started", ["/somewhere/ipykernel_launcher.py", "/somewhere/pytest/__main__.py", "-c", ""])
def test_where_no_command_was_called_it_has_its_own_name(monkeypatch: pytest.MonkeyPatch, started: str) -> None:
    monkeypatch.setattr(sys, "argv", [started, "iets"])
    assert called.command("review", "ronde", "een bestand.json") == 'klankbord review ronde "een bestand.json"'


def test_no_message_advises_a_command_by_a_name_that_may_not_work() -> None:
    names = ("new", "run", "check", "audit", "claims", "trace", "serve", "review", "rounds")
    said = [
        f"{path.name}: {line.strip()}"
        for path in (ROOT / "pipeline").rglob("*")
        if path.suffix in {".py", ".j2", ".js"}
        for line in path.read_text(encoding="utf-8").splitlines()
        if any(f"klankbord {name} " in line and '"' in line for name in names) and '"""' not in line
    ]
    assert said == []
