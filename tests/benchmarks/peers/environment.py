"""What the peers' virtual environment has."""

import sys
from pathlib import Path


def site_packages(peers: Path) -> Path:
    """Folder of its packages; it must be of the same Python as ours, for the peers that run our notebooks in it."""
    return peers / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"


def version(peers: Path, package: str) -> str:
    """Version of a package, as its metadata say; empty when it is not installed."""
    found = sorted(site_packages(peers).glob(f"{package}-*.dist-info"))
    return found[-1].name.removeprefix(f"{package}-").removesuffix(".dist-info") if found else ""
