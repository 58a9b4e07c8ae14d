"""What an install shows: packages and their sizes as they come, what went wrong, and no address of where from."""

import sys
from pathlib import Path

import pytest

from pipeline import installing

PIP = """
import sys
for line in (
    "Looking in indexes: https://user:secret@index.example/simple",
    "Collecting numpy==2.4.6",
    "  Downloading https://index.example/numpy-2.4.6-cp311-cp311-manylinux_2_28_x86_64.whl (18.1 MB)",
    "Processing /somewhere/annotated_doc-0.0.7-py3-none-any.whl (from -r requirements.lock (line 3))",
    "  Using cached pandas-3.0.1-cp311-cp311-win_amd64.whl.metadata (80 kB)",
    "Using cached pandas-3.0.1-cp311-cp311-win_amd64.whl (9.9 MB)",
    "Installing collected packages: numpy",
):
    print(line)
if {fails}:
    print("ERROR: no connection to https://index.example/simple/pandas", file=sys.stderr)
    sys.exit(1)
"""


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a lock of three packages, and let pip be what the test says."""
    path = tmp_path / "requirements.lock"
    path.write_text("numpy==2.4.6 \\\n    --hash=sha256:0\nannotated-doc==0.0.7\npandas==3.0.1\n", encoding="utf-8")
    return path


def told(
    lock: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fails: bool
) -> tuple[int, str]:
    program = lock.with_name("pip.py")
    program.write_text(PIP.format(fails=fails), encoding="utf-8")
    start = installing.subprocess.Popen
    monkeypatch.setattr(installing.subprocess, "Popen", lambda _, **how: start([sys.executable, str(program)], **how))
    return installing.install(lock), capsys.readouterr().out


def test_each_package_is_shown_with_its_size_and_no_address(
    lock: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown = told(lock, monkeypatch, capsys, fails=False)
    assert code == 0
    assert [line.split() for line in shown.splitlines()][:3] == [
        ["1", "van", "ongeveer", "3", "numpy", "2.4.6", "18,1", "MB"],
        ["2", "van", "ongeveer", "3", "annotated-doc", "0.0.7"],
        ["3", "van", "ongeveer", "3", "pandas", "3.0.1", "9,9", "MB"],
    ]
    assert "uitgepakt" in shown
    assert "example" not in shown


def test_what_went_wrong_is_shown_without_the_address(
    lock: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, shown = told(lock, monkeypatch, capsys, fails=True)
    assert code == 1
    assert "ERROR: no connection to (adres)" in shown
    assert "geef dezelfde opdracht nog eens" in shown
    assert "example" not in shown
    assert "secret" not in shown
