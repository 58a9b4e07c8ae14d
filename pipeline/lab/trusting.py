"""Notebooks that this user's own run just made read in JupyterLab as on the site: it takes their style for trusted.

JupyterLab shows what it does not trust without its style. It trusts what its user ran in it, and so it may trust what
the user had run from `00_start` on this machine. What a run reused may have come from elsewhere, with the folder of a
report, and stays as it is: who trusts a notebook lets it do all that its user can.
"""

import json
import sqlite3
from contextlib import suppress

import nbformat
from nbformat.sign import NotebookNotary

from pipeline.rounds import Project


class Made:
    """What a run makes that begins now.

    Parameters
    ----------
    project : Project
        Where.
    round_id : str
        The round, which this user runs here.
    """

    def __init__(self, project: Project, round_id: str) -> None:
        self._folder = project.report(round_id)
        self._before = self._written()

    def trust(self) -> None:
        """Have JupyterLab trust the notebooks that the run made, now that it went well."""
        if self._written() == self._before:  # it had nothing to do
            return
        # Without this, and where it can't be kept, they only look plain.
        with suppress(OSError, ValueError, KeyError, sqlite3.Error):
            ran = json.loads((self._folder / "run.json").read_text(encoding="utf-8"))["stages"]
            notary = NotebookNotary()
            for path in (self._folder / "notebooks" / f"{each['stage']}.ipynb" for each in ran if _made(each)):
                if path.is_file():
                    notary.sign(nbformat.read(path, as_version=4))
            notary.store.close()

    def _written(self) -> tuple[int, int] | None:
        """Tell which `run.json` there is: each run puts down another."""
        try:
            found = (self._folder / "run.json").stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns


def _made(step: dict[str, str]) -> bool:
    return step["status"] == "made"
