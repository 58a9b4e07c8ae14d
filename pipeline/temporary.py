"""Folders for a moment, also of what is private: what a killed command left goes when the next one needs a folder."""

import os
import platform
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_OWN = re.compile(r"klankbord-(?P<machine>.*)-(?P<process>\d+)-[^-]*")


@contextmanager
def temporary_folder() -> Iterator[str]:
    """Give a folder that only its owner can look in, and that goes afterwards."""
    _clear()
    with tempfile.TemporaryDirectory(prefix=f"klankbord-{_machine()}-{os.getpid()}-") as folder:
        yield folder


def _machine() -> str:
    return re.sub(r"\W+", "", platform.node())


def _clear() -> None:
    """Take away folders of programs on this machine that are no more: nothing else would."""
    import psutil

    with suppress(OSError):
        for path in Path(tempfile.gettempdir()).glob("klankbord-*"):
            found = _OWN.fullmatch(path.name)
            if found and found["machine"] == _machine() and not psutil.pid_exists(int(found["process"])):
                shutil.rmtree(path, ignore_errors=True)  # of somebody else it can't be
