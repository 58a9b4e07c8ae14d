"""A house style that can't be used."""

from pathlib import Path

from pipeline.errors import ClaimsError, Problem


def unusable(house_style: Path, what: str, mend: str) -> ClaimsError:
    """Say why a house style can't be used; it is named by its place in the project, wherever that was run."""
    return ClaimsError([Problem("/".join(house_style.parts[-4:]), None, "", "", what, mend)])
