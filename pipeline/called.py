"""How the command was called, so that a message that advises one gives what works when it is typed over."""

import shutil
import sys
from pathlib import Path

_MODULE = Path(__file__).with_name("__main__.py")


def command(*arguments: str) -> str:
    """Give the command as it was called, with other arguments.

    ``klankbord`` is what is typed when that finds this same program; otherwise the path that was typed, or
    ``python -m pipeline``. In a notebook, where no command was called, it is ``klankbord`` too.
    """
    return " ".join([_program(), *map(_quoted, arguments)])


def debugging() -> bool:
    """Tell whether technical details were asked for."""
    return "--debug" in sys.argv


def _program() -> str:
    called = Path(sys.argv[0])
    if called == _MODULE:
        return f"{_quoted(sys.orig_argv[0])} -m pipeline"
    found = shutil.which("klankbord")
    if called.stem != "klankbord" or (found and called.exists() and called.samefile(found)):
        return "klankbord"
    return _quoted(sys.argv[0])


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
