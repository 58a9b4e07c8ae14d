"""What JupyterLab saves of a notebook of the project: what somebody typed, and nothing that running it left behind.

So looking around changes no file, and a run makes nothing again because somebody looked.
"""

import json
from pathlib import Path
from typing import Any

# Where the notebooks of the project stand, as JupyterLab names it from the project on.
_FOLDER = "notebooks/"


def as_kept(model: dict[str, Any], path: str, contents_manager: Any) -> None:
    """Leave out of a notebook, before it is saved, its outputs and what JupyterLab notes for itself.

    Parameters
    ----------
    model : dict
        What is about to be saved, changed in place.
    path : str
        Where, from the root of JupyterLab on.
    contents_manager : jupyter_server.services.contents.filemanager.FileContentsManager
        What saves it.
    """
    path = path.lstrip("/")
    if model["type"] != "notebook" or not path.startswith(_FOLDER):
        return
    notebook, kept = model["content"], _stored(Path(contents_manager.root_dir, path))
    notebook["metadata"] = kept.get("metadata", notebook["metadata"])
    cells = {cell.get("id"): cell for cell in kept.get("cells", [])}
    for cell in notebook["cells"]:
        if cell.get("id") in cells:
            cell["metadata"] = cells[cell["id"]]["metadata"]
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None


def _stored(path: Path) -> dict[str, Any]:
    """Give the notebook as it stands on disk; nothing of one that is new."""
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
