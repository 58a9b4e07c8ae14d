"""Stretches of a text: where words stand, and how much of one lies over another."""

import re
from collections.abc import Iterable

_MOST = 20  # places of the same words that are looked for


class Finder:
    """Finds words in a text, however they are spaced there.

    Parameters
    ----------
    text : str
        The text.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, words: str) -> list[tuple[int, int]]:
        """Give each stretch with these words, as they are or else with other spaces and line ends between them."""
        words = words.strip()
        if not words or not self.text:
            return []
        found = self._as_they_are(words)
        if found:
            return found
        pattern = r"\s+".join(re.escape(word) for word in words.split())
        return [match.span() for _, match in zip(range(_MOST), re.finditer(pattern, self.text), strict=False)]

    def _as_they_are(self, words: str) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        at = self.text.find(words)
        while at >= 0 and len(found) < _MOST:
            found.append((at, at + len(words)))
            at = self.text.find(words, at + 1)
        return found


def overlap(start: int, end: int, stretches: Iterable[tuple[int, int, str]]) -> dict[str, int]:
    """Count how many signs of a stretch lie in those of each name; names that have none of it are left out."""
    found: dict[str, int] = {}
    for begin, stop, name in stretches:
        shared = min(end, stop) - max(start, begin)
        if shared > 0:
            found[name] = found.get(name, 0) + shared
    return found
