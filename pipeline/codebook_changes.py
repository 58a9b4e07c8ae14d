"""What is different between two codebooks: renamed, split, merged, dropped, new, or in other words.

Where a codebook says itself what something was called (`was`), that counts. Otherwise what has the same words under
another name is taken for the same thing, and said to be so only by its words.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.codebook import Code, Codebook, Indicator, Instrument, Question, Voice

Kind = Literal["question", "code", "voice", "indicator", "instrument"]
How = Literal["new", "dropped", "renamed", "split", "merged", "moved", "other words", "unknown"]
Item = Question | Code | Voice | Indicator | Instrument


@dataclass(frozen=True)
class Change:
    """One difference.

    Attributes
    ----------
    kind, how
        What it is about, and what became of it; ``unknown`` when `was` names what the other codebook does not have.
    before, after
        Its names in the other codebook and in this one; of a code with its question, as ``question.code``.
    part
        Of ``other words``, which field.
    said
        Of ``other words``, what stood there and what stands there now.
    by_words
        Nobody says that these are the same thing: they have the same words.
    """

    kind: Kind
    how: How
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    part: str = ""
    said: tuple[str, str] = ("", "")
    by_words: bool = False


# What may be in other words, and how it is written.
_PARTS: Mapping[Kind, tuple[str, ...]] = {
    "question": ("label", "question", "theme", "asked_in", "instrument"),
    "code": ("label", "definition"),
    "voice": ("label", "short", "definition", "person", "insider", "researcher"),
    "indicator": ("label", "question", "aspect", "favourable", "cumulative"),
    "instrument": ("label", "source", "rungs", "domains"),
}


def changes(before: Codebook, after: Codebook) -> list[Change]:
    """List what is different in a codebook.

    Parameters
    ----------
    before : Codebook
        The other one.
    after : Codebook
        This one.

    Returns
    -------
    list of Change
        Questions first, then codes, voices, indicators and instruments. Codes of a question that is new or dropped as
        a whole are not listed by themselves.
    """
    questions = _origins(
        "question",
        {each.id: each for each in before.questions},
        {each.id: each for each in after.questions},
        lambda name, was: was,
        lambda each: _plain(each.question),
    )
    found = questions.told()
    old = {f"{each.id}.{code.id}": code for each in before.questions for code in each.codes}
    new = {f"{each.id}.{code.id}": code for each in after.questions for code in each.codes}

    def was(name: str, named: str) -> str:
        """Give a code's full name: without its question it stood beneath what its question was."""
        if "." in named:
            return named
        question = name.partition(".")[0]
        possible = [f"{origin}.{named}" for origin in questions.of.get(question, ())]
        return next((each for each in possible if each in old), f"{question}.{named}")

    codes = _origins(
        "code",
        old,
        new,
        was,
        lambda code: _plain(code.definition),
        lambda name: [f"{origin}.{name.partition('.')[2]}" for origin in questions.of.get(name.partition(".")[0], ())],
    )
    gone = {each.before[0] for each in found if each.how == "dropped"}
    fresh = {each.after[0] for each in found if each.how == "new"}
    follows = {(origin, name) for name, origins in questions.of.items() for origin in origins}
    found += [each for each in codes.told() if not _within(each, gone, fresh, follows)]
    for kind, items in (
        ("voice", (before.voices, after.voices)),
        ("indicator", (before.indicators, after.indicators)),
        ("instrument", (tuple(before.instruments.values()), tuple(after.instruments.values()))),
    ):
        found += _plainly(kind, *({each.id: each for each in part} for part in items))  # type: ignore[arg-type]
    return found


@dataclass(frozen=True)
class _Origins:
    """What each thing of a codebook comes from in another one.

    Attributes
    ----------
    kind, old, new
        What there is in either.
    of
        The names in the other one, by the name in this one.
    by_words
        The names in this one that are only known by their words.
    unknown
        What `was` names and is not in the other one, by the name in this one.
    """

    kind: Kind
    old: Mapping[str, Item]
    new: Mapping[str, Item]
    of: Mapping[str, tuple[str, ...]]
    by_words: frozenset[str]
    unknown: Mapping[str, tuple[str, ...]]

    def told(self) -> list[Change]:
        """List what became of each."""
        into: dict[str, list[str]] = {name: [] for name in self.old}
        for name, origins in self.of.items():
            for origin in origins:
                into[origin].append(name)
        found = [Change(self.kind, "unknown", names, (name,)) for name, names in self.unknown.items()]
        for name, origins in self.of.items():
            if not origins:
                found.append(Change(self.kind, "new", after=(name,)))
            elif len(origins) > 1:
                found.append(Change(self.kind, "merged", origins, (name,)))
            elif len(into[origins[0]]) == 1:
                found += self._one(origins[0], name)
        found += [Change(self.kind, "split", (name,), tuple(parts)) for name, parts in into.items() if len(parts) > 1]
        return found + [Change(self.kind, "dropped", (name,)) for name, parts in into.items() if not parts]

    def _one(self, before: str, after: str) -> Iterable[Change]:
        old, new = self.old[before], self.new[after]
        if old.id != new.id:
            yield Change(self.kind, "renamed", (before,), (after,), by_words=after in self.by_words)
        elif before != after:
            yield Change(self.kind, "moved", (before,), (after,), by_words=after in self.by_words)
        yield from _other_words(self.kind, before, after, old, new)


def _origins(
    kind: Kind,
    old: "Mapping[str, Question] | Mapping[str, Code]",
    new: "Mapping[str, Question] | Mapping[str, Code]",
    was: Callable[[str, str], str],
    words: Callable[..., str],
    same_name: Callable[[str], Sequence[str]] = lambda name: [name],
) -> _Origins:
    """Find what each thing comes from: what it says itself, then its name, then its words."""
    of: dict[str, tuple[str, ...]] = {}
    unknown: dict[str, tuple[str, ...]] = {}
    for name, each in new.items():
        named = tuple(was(name, other) for other in each.was)
        if lacking := tuple(other for other in named if other not in old):
            unknown[name] = lacking
        of[name] = tuple(dict.fromkeys([*(other for other in same_name(name) if other in old), *named]))
        of[name] = tuple(other for other in of[name] if other in old)
    taken = {origin for origins in of.values() for origin in origins}
    left = {words(each): name for name, each in old.items() if name not in taken}
    by_words = set()
    for name, each in new.items():
        if not of[name] and not each.was and (origin := left.pop(words(each), "")):
            of[name] = (origin,)
            by_words.add(name)
    return _Origins(kind, old, new, of, frozenset(by_words), unknown)


def _within(change: Change, gone: set[str], fresh: set[str], follows: set[tuple[str, str]]) -> bool:
    """Tell whether a change of a code is said by that of its question."""
    if change.how == "dropped":
        return change.before[0].partition(".")[0] in gone
    if change.how == "new":
        return change.after[0].partition(".")[0] in fresh
    questions = tuple(names[0].partition(".")[0] for names in (change.before, change.after) if names)
    return change.how == "moved" and questions in follows


def _plainly(kind: Kind, old: Mapping[str, Item], new: Mapping[str, Item]) -> Iterable[Change]:
    """List what is new, dropped or in other words, of what is known by its name alone."""
    for name, each in new.items():
        if name in old:
            yield from _other_words(kind, name, name, old[name], each)
        else:
            yield Change(kind, "new", after=(name,))
    yield from (Change(kind, "dropped", (name,)) for name in old if name not in new)


def _other_words(kind: Kind, before: str, after: str, old: Item, new: Item) -> Iterable[Change]:
    for part in _PARTS[kind]:
        was, now = _written(old, part), _written(new, part)
        if _plain(was) != _plain(now):
            yield Change(kind, "other words", (before,), (after,), part, (was, now))


def _written(item: Item, part: str) -> str:
    """Write a field of a question, a code and so on as text."""
    value = getattr(item, part)
    if part == "asked_in":
        return ", ".join(sorted(value))
    if part == "rungs":
        return "; ".join(f"{each.rung} {each.label}: {each.description}" for each in value)
    if part == "domains":
        return ", ".join(each.label for each in value)
    return ("ja" if value else "nee") if isinstance(value, bool) else str(value)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
