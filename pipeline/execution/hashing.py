"""Hashes of contents, with nothing imported that takes time."""

import hashlib
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


def digest(parts: Iterable[bytes]) -> str:
    """Hash parts, each with its length, so that moving a byte from one to the next makes a difference."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()
