"""Texts for readers without what tells who somebody is: found, replaced, and decided on by people, text by text."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.privacy.background import background
from pipeline.privacy.capitals import names_by_capital
from pipeline.privacy.identifiers import Identifier, Kind, identifiers
from pipeline.privacy.names import LEFT_OUT, Names, folded

Decisions = Mapping[str, str | None]
"""What comes in place of words in a text, by `find_id`; None where they stay."""


def text_id(text: str) -> str:
    """Give a short name of a text: what was decided holds for this text, and for no other.

    It begins with a letter, so that a spreadsheet takes none of it for a number.
    """
    return f"T{hashlib.sha256(unicodedata.normalize('NFC', text).encode()).hexdigest()[:15]}"


def find_id(text: str, words: str) -> str:
    """Give a short name of words in a text."""
    return f"P{text_id(text + chr(0) + words)[1:]}"


@dataclass(frozen=True)
class Listed:
    """Something that is not to be seen: an organisation or a place, by a name that people use for it."""

    name: str
    instead: str


class Protection:
    """What texts of a round may not show, and what was decided of it.

    Parameters
    ----------
    names : Names
        Names of people that the round knows.
    listed : collection of Listed
        Other names that may not be seen.
    known : collection of str
        Words with a capital that are nobody's name in this round.
    decisions : mapping of str to str or None
        What people decided.
    pointed_at : mapping of str to collection of str
        Words that may be a name, by `text_id` of the text that they stand in: found before, by what takes long.
    """

    def __init__(
        self,
        names: Names,
        listed: Collection[Listed],
        known: Collection[str],
        decisions: Decisions | None = None,
        pointed_at: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self._names, self._decisions, self._pointed_at = names, decisions or {}, pointed_at or {}
        self._known = frozenset(folded(word) for text in known for word in re.findall(r"[\w'’-]+", text))
        self._listed = [(re.compile(rf"(?<!\w){re.escape(each.name)}(?!\w)", re.IGNORECASE), each) for each in listed]

    def found(self, text: str) -> list[Identifier]:
        """List what tells, or may tell, who somebody is, from left to right; none within another."""
        kept: list[Identifier] = []
        for each in self._all(text):
            if not any(each.start < other.end and other.start < each.end for other in kept):
                kept.append(each)
        return sorted(kept, key=lambda each: each.start)

    def beside(self, text: str, names: Iterable[str]) -> list[Identifier]:
        """List where others' names for somebody stand in a text, but for what is found anyway or is nobody here."""
        kept = self.found(text)
        for words in names:
            if all(folded(word) in self._known for word in re.findall(r"[\w'’-]+", words)):
                continue
            for each in _deduced(text, words):
                if not any(each.start < other.end and other.start < each.end for other in kept):
                    kept.append(each)
        return [each for each in kept if each.kind is Kind.DEDUCED]

    def without(self, text: str) -> str:
        """Give a text as readers may see it: as was decided, and where nothing was, with what is proposed."""
        return self.replaced(text, self.found(text))

    def without_sure(self, text: str) -> str:
        """Give a text without what surely tells who somebody is, and as was decided of the rest."""
        return self.replaced(text, [each for each in self.found(text) if each.certain or self.decided(text, each)])

    def decided(self, text: str, found: Identifier) -> bool:
        """Tell whether somebody decided what comes in place of something that was found in a text."""
        return bool(self._decisions) and find_id(text, text[found.start : found.end]) in self._decisions

    def replaced(self, text: str, found: list[Identifier]) -> str:
        """Give a text with what was decided, or else is proposed, where something was found (from left to right)."""
        made, at = [], 0
        for each in found:
            words = text[each.start : each.end]
            instead = self._decisions.get(find_id(text, words), each.instead) if self._decisions else each.instead
            made += [text[at : each.start], words if instead is None else instead]
            at = each.end
        return "".join([*made, text[at:]])

    def _all(self, text: str) -> Iterator[Identifier]:
        yield from identifiers(text)
        for pattern, each in self._listed:
            yield from (
                Identifier(found.start(), found.end(), Kind.NAME, each.instead) for found in pattern.finditer(text)
            )
        for start, end, instead in self._names.found(text) if self._names.may_be_in(text) else ():
            certain = instead != LEFT_OUT
            yield Identifier(start, end, Kind.NAME, instead if certain else "[naam]", certain)
        yield from background(text)
        yield from names_by_capital(text, self._known)
        for words in self._pointed_at.get(text_id(text), ()) if self._pointed_at else ():
            yield from _deduced(text, words)


def _deduced(text: str, words: str) -> Iterator[Identifier]:
    for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        yield Identifier(found.start(), found.end(), Kind.DEDUCED, f"[{Kind.NAME}]", certain=False)
