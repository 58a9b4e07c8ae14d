"""Starting JupyterLab on a project: its root is the project, it opens `00_start` first and asks nothing of the network.

What JupyterLab is told stands in `config/`, as its own files of settings, so that it holds too where another program
starts it (Binder).
"""

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from jupyterlab.labapp import LabApp

from pipeline.errors import KlankbordError
from pipeline.rounds import Project

CONFIG = Path(__file__).with_name("config")
_LOG = ".klankbord/lab.log"


def serve(project: Project, tell: Callable[[str], None]) -> None:
    """Start JupyterLab, open it in the browser, and stay until Ctrl-C.

    Parameters
    ----------
    project : Project
        Where it starts.
    tell : callable
        Called with the address, for who has no browser here, as soon as it can be opened.

    Raises
    ------
    KlankbordError
        It could not start.
    """
    others = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, (str(CONFIG), others)))
    try:
        # Who is root on this machine may start it too.
        server = LabApp.initialize_server(
            argv=[f"--ServerApp.root_dir={project.root}", "--ServerApp.allow_root=True", _log(project)]
        )
    except SystemExit:
        raise KlankbordError(f"JupyterLab is niet gestart. Waarom, staat in het Engels in {_LOG}.") from None

    _trust_start(project, server.contents_manager.notary)

    def stop(number: int, frame: object) -> None:
        server.stop(from_signal=True)

    # By itself it asks in English whether to stop.
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    tell(server.public_url)
    with _kernels_told_to(project.root / _LOG):
        server.start()


def _trust_start(project: Project, notary: Any) -> None:
    """Let the button in `00_start` run its cell without JupyterLab asking, in English, whether that may."""
    path = project.notebooks / "00_start.ipynb"
    if path.is_file():
        notary.sign(nbformat.read(path, as_version=4))


@contextmanager
def _kernels_told_to(log: Path) -> Iterator[None]:
    """Have what kernels say for themselves, in English too, go to the same file: they write where this process does."""
    screen = os.dup(2)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(screen, 2)
        os.close(screen)


def _log(project: Project) -> str:
    """Have what JupyterLab says, in English and for who develops it, go to a file."""
    path = project.root / _LOG
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.unlink(missing_ok=True)
    file = {"class": "logging.FileHandler", "formatter": "console", "filename": str(path), "encoding": "utf-8"}
    apps = ("ServerApp", "LabApp")
    config = json.dumps({"handlers": {"file": file}, "loggers": {app: {"handlers": ["file"]} for app in apps}})
    return f"--Application.logging_config={config}"
