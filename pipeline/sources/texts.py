"""Text as transcripts keep it (NFC, line feeds, no byte-order mark), and where a place in the text as it was went."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

MARK = "\ufeff"
_NO_SIGN = re.compile("[\0\ud800-\udfff]")  # no table can hold these
_JAMO = range(0x1160, 0x1200)  # vowels and ends of Korean syllables join the letter before them


@dataclass(frozen=True)
class Source:
    """A text as a program had it.

    Attributes
    ----------
    raw : str
        The text, with its own line ends, and its byte-order mark if it has one.
    """

    raw: str

    @cached_property
    def lines(self) -> str:
        """The text with line feeds and without a mark; letters may still be in parts."""
        text = self.raw.removeprefix(MARK).replace("\r\n", "\n").replace("\r", "\n")
        return _NO_SIGN.sub("\ufffd", text)

    @cached_property
    def text(self) -> str:
        """The text as it is kept."""
        return unicodedata.normalize("NFC", self.lines)

    @cached_property
    def _moved(self) -> tuple[NDArray[np.int64], NDArray[np.int64]] | None:
        """Where each place in `lines` is in `text`, as a begin and as an end; None where that is the same place."""
        if self.lines == self.text:
            return None
        begins = [0]
        ends = [0]
        at = 0
        for piece in _pieces(self.lines):
            composed = unicodedata.normalize("NFC", piece)
            inner = [at + number for number in range(1, len(piece))] if composed == piece else []
            at += len(composed)
            begins += [*(inner or [begins[-1]] * (len(piece) - 1)), at]
            ends += [*(inner or [at] * (len(piece) - 1)), at]
        return np.array(begins), np.array(ends)

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Give where a stretch of `lines` is in `text`; what begins or ends within a letter takes it whole."""
        if self._moved is None:
            return start, end
        begins, ends = self._moved
        return int(begins[start]), int(ends[end])


def _pieces(text: str) -> list[str]:
    """Cut a text into letters with the signs that belong to them."""
    starts = [
        number
        for number, sign in enumerate(text)
        if number == 0 or (not unicodedata.combining(sign) and ord(sign) not in _JAMO)
    ]
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
