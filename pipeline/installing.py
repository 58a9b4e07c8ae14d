"""What `make` installs, shown as it comes: each package with its size, and how far it is; no address of where from.

It runs before anything is installed, and so uses nothing but Python: ``python -P pipeline/installing.py LOCK``.
"""

import re
import subprocess
import sys
from pathlib import Path

_PACKAGE = re.compile(r"^[A-Za-z0-9][\w.-]*==", re.MULTILINE)
# What pip says of a file: its name may be an address.
_FILE = re.compile(
    r"^\s*(?:Downloading|Using cached|Processing)\s+(?:\S*/)?([^/\s]+?)-(\d[^-\s]*)-\S+\.whl(?!\.metadata)"
)
_SIZE = re.compile(r"\(([\d.]+ [kMG]?B)\)\s*$")
_ADDRESS = re.compile(r"\b(?:https?|file|git\+\w+)://\S+|\S+\.whl\b")
_PUTTING = "Installing collected packages"


def install(lock: Path) -> int:
    """Install what a lock names, into the environment of this Python.

    Parameters
    ----------
    lock : pathlib.Path
        The lock, with hashes.

    Returns
    -------
    int
        The exit code of pip.
    """
    known = len(set(_PACKAGE.findall(lock.read_text(encoding="utf-8"))))
    # Compiled is what is imported, when it is: of most packages, little is.
    options = ("--no-compile", "--progress-bar", "off", "--disable-pip-version-check", "--no-input")
    command = [sys.executable, "-m", "pip", "install", *options, "--require-hashes", "-r", str(lock)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        assert pip.stdout is not None
        number, last = 0, [""]
        for line in pip.stdout:
            last = [*last[-20:], line]
            if found := _FILE.match(line):
                number += 1
                name, version = found.groups()
                size = _SIZE.search(line)
                weighs = f"  {size[1].replace('.', ',')}" if size else ""
                _say(f"  {number:3} van ongeveer {known}  {name.replace('_', '-')} {version}{weighs}")
            elif line.startswith(_PUTTING):
                _say("  Alles is binnen; het wordt nu uitgepakt. Dat duurt een halve minuut tot een minuut.")
    if pip.returncode:
        _say(_ADDRESS.sub("(adres)", "".join(last)).strip())
        _say("Installeren lukte niet. Kijk of er internet is en genoeg ruimte, en geef dezelfde opdracht nog eens.")
    return pip.returncode


def size_of(folder: Path) -> int:
    """Give the bytes of all files in a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """Install the lock that is named, and say how much there is."""
    if code := install(Path(sys.argv[1])):
        sys.exit(code)
    _say(f"  Geïnstalleerd: {size_of(Path(sys.prefix)) / 1e6:.0f} MB in {Path(sys.prefix).name}/.")


if __name__ == "__main__":
    main()
