"""Hashes of contents, with nothing imported that takes time."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

ABSENT = "absent"


def hash_of(path: Path) -> str:
    """Hash the content of a file; a file that is not there has a hash of its own, and so has a folder in its place."""
    try:
        return digest([path.read_bytes()])
    except (FileNotFoundError, NotADirectoryError):
        return ABSENT
    except OSError:  # which one for a folder, differs from system to system
        if path.is_dir():
            return "folder"
        raise


def hash_of_input(path: Path) -> str:
    """Hash what a run reads of a file: of a notebook its cells as they were typed, and nothing that running it left."""
    if path.suffix == ".ipynb":
        try:
            notebook = json.loads(path.read_bytes())
            cells = [
                (cell["cell_type"], "".join(cell["source"]), cell["metadata"].get("tags")) for cell in notebook["cells"]
            ]
            return digest([json.dumps([cells, notebook["metadata"].get("kernelspec")], sort_keys=True).encode()])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass  # it is none, or damaged
    return hash_of(path)


def digest(parts: Iterable[bytes]) -> str:
    """Hash parts, each with its length, so that moving a byte from one to the next makes a difference."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()
