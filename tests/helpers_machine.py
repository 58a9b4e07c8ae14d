"""A machine that refuses: folders that may not be written, also by who may do everything, and a screen of few signs."""

import ctypes
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from pipeline import command

# What a folder may be called, and what programs make of it: an address, a place for a value, a comment, a quote.
WORST_NAME = "Jansen's map %20 {x} {{ y }} #1 é"
# Of Linux: may do what the rights of a file forbid, and may read what they forbid.
_OVERRIDE, _READ = 1, 2
_VERSION, _DROP = 0x20080522, 24


@contextmanager
def read_only(*folders: Path) -> Iterator[None]:
    """Let nobody write in folders and what is in them, until the block ends; not even root."""
    paths = [path for folder in folders for path in (folder, *folder.rglob("*")) if not path.is_symlink()]
    rights = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(rights[path] & ~0o222)
    try:
        with _as_anybody():
            with suppress(OSError):
                (folders[0] / "proef").touch()
                pytest.skip("here somebody may write everywhere")
            yield
    finally:
        for path in paths:
            if path.exists():
                path.chmod(rights[path])


@contextmanager
def _as_anybody() -> Iterator[None]:
    """Let this thread of root respect the rights of files."""
    if sys.platform != "linux" or os.geteuid() != 0:
        yield
        return
    system = ctypes.CDLL(None, use_errno=True)
    about, kept = (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()
    system.capget(about, kept)
    before = kept[0]
    kept[0] = before & ~(1 << _OVERRIDE | 1 << _READ)
    system.capset(about, kept)
    try:
        yield
    finally:
        kept[0] = before
        system.capset(about, kept)


def without_privileges() -> None:
    """Let the program that this process becomes respect the rights of files, also when it is root's."""
    if sys.platform == "linux" and os.geteuid() == 0:
        system = ctypes.CDLL(None, use_errno=True)
        for privilege in (_OVERRIDE, _READ):
            system.prctl(_DROP, privilege, 0, 0, 0)


def told(monkeypatch: pytest.MonkeyPatch, *arguments: str, encoding: str = "utf-8") -> tuple[int, str, str]:
    """Give a command in this process; give its exit code and what it says on the screen, and beside it.

    Parameters
    ----------
    monkeypatch : pytest.MonkeyPatch
        For the screen.
    arguments : str
        What is typed.
    encoding : str
        What the screen, or the file that it is written to, can show.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
    with monkeypatch.context() as patch:
        patch.setattr(sys, "argv", ["klankbord", *arguments])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        # They are looked up again once it has ended.
        patch.setattr("atexit.register", lambda *_: None)
        try:
            command.main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        said = []
        for stream in (out, err):
            stream.flush()
            said.append(stream.buffer.getvalue().decode(encoding))  # type: ignore[attr-defined]
    return code, said[0], said[1]
