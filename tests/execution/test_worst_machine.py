"""A whole run, with Word and PDF, on the worst machine: the longest and oddest name, and little that can be written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers_machine import WORST_NAME, without_privileges
from helpers_synthetic import ROUND
from pypdf import PdfReader

from pipeline.outputs import PAPERS
from pipeline.rounds import Project

# A path that Windows takes no longer, once the names of reports are behind it.
_LONG = 220


@pytest.mark.thorough
@pytest.mark.skipif(os.name != "posix", reason="rights of files are otherwise there")
def test_a_run_needs_no_more_than_a_folder_for_reports(small: Project, tmp_path: Path) -> None:
    """The tables can only be read, the user has no folder of their own, and the screen knows few signs."""
    folder = tmp_path / "een map met een lange naam"
    while len(str(folder / WORST_NAME)) < _LONG:
        folder /= folder.name
    folder.mkdir(parents=True)
    project = Project(small.root.rename(folder / WORST_NAME))
    for path in (project.raw, project.codebooks, project.notebooks):
        for each in (path, *path.rglob("*")):
            each.chmod(each.stat().st_mode & ~0o222)
    (tmp_path / "file").write_text("", encoding="utf-8")
    names = {"XDG_CONFIG_HOME", "MPLCONFIGDIR", "IPYTHONDIR", "KLANKBORD_PROJECT"}
    environment = {name: value for name, value in os.environ.items() if name not in names}
    environment |= {"HOME": str(tmp_path / "file" / "home"), "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "pipeline", "run", ROUND]
    done = subprocess.run(
        command, cwd=project.root, env=environment, capture_output=True, preexec_fn=without_privileges, check=False
    )
    said = done.stdout.decode("cp1252")
    assert (done.returncode, done.stderr) == (0, b"")
    assert f"reports/{ROUND}/index.html" in said
    made = project.report(ROUND)
    for name in PAPERS:
        assert (made / f"{name}.docx").stat().st_size > 10_000
        assert PdfReader(made / f"{name}.pdf").pages
