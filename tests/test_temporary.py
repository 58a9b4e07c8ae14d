"""Folders for a moment: private, gone afterwards, and gone at the next time where a program was killed."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.temporary import temporary_folder

_KILLED = """
import os, signal
from pathlib import Path
from pipeline.temporary import temporary_folder
with temporary_folder() as folder:
    Path(folder, "gesprek.txt").write_text("wat iemand zei")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_program_left_goes_and_what_others_have_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    done = subprocess.run([sys.executable, "-c", _KILLED], env={**os.environ, "TMPDIR": str(tmp_path)}, check=False)
    assert done.returncode == -signal.SIGKILL
    assert [path.name for path in tmp_path.rglob("*.txt")] == ["gesprek.txt"]
    for name in ("klankbord-test-abc", "klankbord-elders-999999999-abc", "iets anders"):
        (tmp_path / name).mkdir()
    with temporary_folder() as folder:
        assert Path(folder).stat().st_mode & 0o777 == 0o700
        with temporary_folder() as other:
            assert Path(folder).is_dir()
            assert other != folder
        assert not list(tmp_path.rglob("*.txt"))
    assert {path.name for path in tmp_path.iterdir()} == {
        "klankbord-test-abc",
        "klankbord-elders-999999999-abc",
        "iets anders",
    }
