"""Names of people in texts, as people write them: in any order, with initials, in small letters, in an address.

A name becomes what readers call its owner. What may be a name or an ordinary word (the baker, or Bakker) is left out of
the text, and told to whoever has to look at it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.privacy.ordinary_words import ORDINARY, ROLES

LEFT_OUT = "[weggelaten]"
"""What stands where something may be a name."""
SOMEBODY = "een deelnemer"
"""What stands for a name that several people have."""
# Parts of family names, and what people put before a name.
_PARTICLES = frozenset(
    """aan al ben bij bin da das de del della den der des di dos du el en het ibn in la le onder op over 's 't te ten
    ter tot uit van vander vanden von voor y zu""".split()
)
_TITLES = frozenset(
    "mevrouw mevr mw meneer dhr heer mr dr drs ir ing prof familie fam collega buurvrouw buurman".split()
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"['’][st]\b|[^\W\d_]+(?:['’][^\W\d_]+)*")
_INITIALS = re.compile(r"\b[A-Z]\.? ?(?:[a-zA-Z]\.? ?)*[A-Z]\b")
_SHORTEST = 3  # a shorter part of a name, such as Jo, is a name only with its capital


@dataclass(frozen=True)
class _Word:
    """A word of a text: as it stands, folded, and where; and whether it begins a sentence."""

    text: str
    folded: str
    start: int
    end: int
    first: bool

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


@dataclass
class _Known:
    """Who may be meant by a row of words, and whether those can be ordinary words as well."""

    who: set[str] = field(default_factory=set)
    ordinary: bool = True


def folded(text: str) -> str:
    """Give a word without capitals, accents and what is invisible; letters in parts are put together."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in plain if unicodedata.category(sign) not in {"Mn", "Cf"}).replace("’", "'")


def is_written_as_name(text: str) -> bool:
    """Tell whether somebody is named as people are: a capital for every word but *van* and the like, and no number.

    *Tweede codeur* and *Onderzoeker 1* are what somebody does.
    """
    words = text.split()
    return bool(words) and all(word[0].isupper() or folded(word) in _PARTICLES for word in words)


class Names:
    """Names that texts for readers may not have.

    Parameters
    ----------
    people : mapping of str to str
        What readers call each person, by their name.
    ordinary : iterable of str
        Words that are nobody's name in this round, such as its roles.
    """

    def __init__(self, people: Mapping[str, str], ordinary: Iterable[str] = ()) -> None:
        self._not_names = {word.folded for text in ordinary for word in _words(text)} | ROLES
        self._known: dict[tuple[str, ...], _Known] = {}
        self._whole: dict[tuple[str, ...], set[str]] = {}
        self._joined: dict[str, set[str]] = {}
        self._capitals: dict[str, set[str]] = {}
        for name, who in people.items():
            self._learn(name, who)
        self._longest = max(map(len, self._known), default=0)
        # Any of these is in every way of writing a name.
        self._parts = {word for row in self._known for word in row if len(word) > 1}
        self._initials = any(all(len(word) == 1 for word in row) for row in self._known)

    def without(self, text: str) -> str:
        """Give a text with what readers call people in place of their names."""
        made, at = [], 0
        for start, end, instead in self.found(text):
            made += [text[at:start], instead]
            at = end
        return "".join([*made, text[at:]])

    def may_be_in(self, text: str) -> bool:
        """Tell at little cost whether any name can be in a text; mostly none can."""
        plain = folded(text)
        return any(part in plain for part in self._parts) or (self._initials and _INITIALS.search(text) is not None)

    def doubtful(self, text: str) -> list[str]:
        """List what was left out of a text and may be no name, as it stands there."""
        return [text[start:end] for start, end, instead in self.found(text) if instead == LEFT_OUT]

    def _learn(self, name: str, who: str) -> None:
        """Keep the ways in which people write a name."""
        before, comma, after = re.sub(r"\(.*?\)", " ", name).partition(",")
        chunks = [each for each in (f"{after} {before}" if comma else before).split() if not _is_title(each)]
        words = [word.folded for word in _words(" ".join(chunks))]
        whole = tuple(words)
        if all(self._is_role(word) or word in _PARTICLES for word in words):
            return  # "Bewoner 3": who calls themselves that, gives no name
        self._whole.setdefault(whole, set()).add(who)
        given, particles, last = _parts(words, sum(1 for _ in _words(chunks[0])))
        tail = (*particles, *last)
        initials = tuple(word[0] for word in given)
        full = {whole, (*given, *tail), (*given, *last), (*tail, *given), (*last, *given, *particles), (*last, *given)}
        if last:
            for one in {given[:1], initials, initials[:1]} - {()}:
                full |= {(*one, *tail), (*one, *last), (*tail, *one), (*last, *one), (*last, *one, *particles)}
            if particles:
                self._keep(tail, who, ordinary=all(word in ORDINARY for word in last))
            if len(letters := (*initials, *(word[0] for word in tail))) > 2:
                self._keep(letters, who, ordinary=False)
                self._capitals.setdefault("".join(letters), set()).add(who)
        for words_of in full - {()}:
            if len(words_of) > 1:
                self._keep(words_of, who, ordinary=False)
        for part in (given, last):
            if len(part) > 1:
                self._keep(part, who, ordinary=False)
            for word in part:
                if not self._is_role(word) and len(word) > 1:
                    self._keep((word,), who, ordinary=word in ORDINARY)
        for row in (full | {tail, given}) - {()}:
            joined = "".join(row)
            if len(row) > 1 and len(joined) > 4:
                self._joined.setdefault(joined, set()).add(who)
                self._keep((joined,), who, ordinary=False)
        for word in (*given, *last):
            if len(word) > _SHORTEST and not self._is_role(word):
                self._joined.setdefault(word, set()).add(who)

    def _is_role(self, word: str) -> bool:
        ways = {word, f"{word}s", f"{word}en", word.removesuffix("s"), word.removesuffix("en")}
        return not ways.isdisjoint(self._not_names)

    def _keep(self, words: tuple[str, ...], who: str, *, ordinary: bool) -> None:
        known = self._known.setdefault(words, _Known())
        known.who.add(who)
        known.ordinary = known.ordinary and ordinary

    def _owners(self, words: tuple[str, ...], known: _Known) -> str:
        """Say who is meant: of several who have this in their name, the one who calls themselves just that."""
        own = self._whole.get(words, set())
        return _called(own if len(own) == 1 else known.who)

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Give where something has to be put in place of a part of a text, from left to right."""
        if not self._known:
            return
        mails = [(each.start(), each.end(), self._in_mail(each[0])) for each in _MAIL.finditer(text)]
        words = list(_words(text))
        at, free = 0, 0
        while at < len(words):
            mail = next((each for each in mails if each[0] <= words[at].start < each[1]), None)
            if mail:
                if mail[2] and mail[0] >= free:
                    yield mail
                    free = mail[1]
                at += 1
                continue
            size, instead = self._at(words, at)
            if size:
                yield words[at].start, words[at + size - 1].end, instead
            at += max(size, 1)

    def _in_mail(self, address: str) -> str:
        """Give who is meant by an e-mail address, by the letters of it; nothing when nobody is."""
        letters = re.sub(r"[^a-z]", "", folded(address.partition("@")[0]))
        who = {each for joined, owners in self._joined.items() if joined in letters for each in owners}
        return _called(who) if who else ""

    def _at(self, words: list[_Word], at: int) -> tuple[int, str]:
        """Give how many words from here on are a name, and what comes in its place; 0 when none is."""
        for size in range(min(self._longest, len(words) - at), 0, -1):
            own = words[at : at + size]
            as_written = tuple(word.folded for word in own)
            for row in (as_written, (*as_written[:-1], _without_s(as_written[-1]))):
                known = self._known.get(row)
                if known and (row == as_written or not known.ordinary):  # bakers are nobody's
                    who = self._owners(row, known)
                    if instead := _instead(who, own, words[at - 1] if at else None, ordinary=known.ordinary):
                        return size, instead
        initials = self._capitals.get(words[at].folded)
        if initials and sum(map(str.isupper, words[at].text)) > 1:
            return 1, _called(initials)
        return 0, ""


def _instead(who: str, own: list[_Word], before: _Word | None, *, ordinary: bool) -> str:
    """Give what comes in place of words that are a name of somebody: nothing where they are ordinary words."""
    last = own[-1]
    if len(own) == 1 and len(last.folded) < _SHORTEST:
        return "" if not last.capital else LEFT_OUT if last.first else who
    if all(len(word.folded) == 1 for word in own) and not (own[0].capital and last.capital):
        return ""
    if not ordinary or (before is not None and before.folded in _TITLES):
        return who
    if len(own) > 1:  # de Bakker, or the baker
        return who if last.capital else LEFT_OUT
    if not last.capital:
        return ""
    shouted = last.text.isupper() and before is not None and before.text.isupper()
    return LEFT_OUT if last.first or shouted else who


def _called(who: set[str]) -> str:
    return next(iter(who)) if len(who) == 1 else SOMEBODY


def _without_s(word: str) -> str:
    """Give a word without the s of whose it is: Karins, Karin's."""
    return word[:-2] if word.endswith("'s") else word[:-1] if word.endswith("s") and len(word) > _SHORTEST + 1 else ""


def _is_title(text: str) -> bool:
    return folded(text).strip(".") in _TITLES


def _words(text: str) -> Iterator[_Word]:
    for found in _WORD.finditer(text):
        before = text[: found.start()].rstrip(" \t\"'“”‘’«»([*_-")
        # Behind a sign such as ✓ or ▲ something begins, as behind a full stop.
        first = not before or before[-1] in ".!?:;\n…•" or unicodedata.category(before[-1]) == "So"
        yield _Word(found[0], folded(found[0]), found.start(), found.end(), first)


def _parts(words: list[str], first: int) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Take a name apart: first names, what stands between, and the family name.

    Parameters
    ----------
    words : list of str
        Its words.
    first : int
        How many of them the first name has, such as two in Anne-Marie.
    """
    places = range(len(words) - 1)
    # "Ben" is a first name where it stands first.
    at = next((place for place in places if words[place] in _PARTICLES and (place or words[0] != "ben")), None)
    if at is None:
        return tuple(words[:first]), (), tuple(words[first:])
    end = at
    while end < len(words) - 1 and words[end] in _PARTICLES:
        end += 1
    return tuple(words[:at]), tuple(words[at:end]), tuple(words[end:])
