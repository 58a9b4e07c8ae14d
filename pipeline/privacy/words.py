"""Words of people who may not be quoted, found again in texts that readers get."""

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+(?:['’]\w+)*")
# So many words in a row are somebody's words and no chance; so are fewer where they are all that was said.
_RUN, _LEAST = 6, 4


class Unquotable:
    """What may not be quoted.

    Parameters
    ----------
    forbidden : iterable of str
        What people said who may not be quoted.
    allowed : iterable of str
        What others said who may: the same words are theirs as well.
    """

    def __init__(self, forbidden: Iterable[str], allowed: Iterable[str]) -> None:
        found = {run for text in forbidden for run in _runs(_words(text), whole=True)}
        self._runs = found - {run for text in allowed for run in _runs(_words(text), whole=False)}
        self._lengths = sorted({len(run) for run in self._runs}, reverse=True)

    def found(self, text: str) -> list[tuple[int, str]]:
        """List where a text has words that may not be quoted, as they stand there, each with its line, from 1.

        Capitals, signs and line ends between words do not matter.
        """
        places = list(_WORD.finditer(text))
        words = tuple(place[0].casefold() for place in places)
        told, free = [], 0
        for at in range(len(words)):
            run = next((words[at : at + size] for size in self._lengths if words[at : at + size] in self._runs), ())
            if run and at >= free:
                free = at + len(run)
                while self._goes_on(words, free):
                    free += 1
                begin, end = places[at].start(), places[free - 1].end()
                told.append((text.count("\n", 0, begin) + 1, " ".join(text[begin:end].split())))
        return told

    def _goes_on(self, words: tuple[str, ...], end: int) -> bool:
        return end < len(words) and any(words[end + 1 - size : end + 1] in self._runs for size in self._lengths)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))


def _runs(words: tuple[str, ...], *, whole: bool) -> Iterator[tuple[str, ...]]:
    """Give the runs of words by which a text is known: of a short one (`whole`) itself, else those of every length."""
    if whole and _LEAST <= len(words) < _RUN:
        yield words
    for size in (_RUN,) if whole else range(_LEAST, _RUN + 1):
        for at in range(len(words) - size + 1):
            yield words[at : at + size]
