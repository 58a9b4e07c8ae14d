"""Files without who withdrew: their documents and codings go, and in a text of several their turns are blacked out.

What is blacked out keeps its length, so that every stretch of somebody else goes on standing where it stood: a coding
of theirs keeps its name, its words and its place, also in a file of another coder with the same text.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.sources.merging import alike
from pipeline.sources.model import Case, Coding, Document, Line, Material
from pipeline.sources.people import Present, present
from pipeline.sources.stretches import Finder, overlap
from pipeline.sources.turns import spoken
from pipeline.sources.withdrawn import Withdrawn, label

_BLACK = "█"
_READ_BEFORE = "Plekken zijn geteld toen dit bestand werd geïmporteerd; later trok iemand zich terug."
_LEFT_OUT = "Hierin staat wie zich terugtrok. Diegene is weggelaten; van dit bestand is bewaard wat van anderen is."
_NOTHING = "Een bestand gaat alleen over wie zich terugtrok. Het is niet bewaard en er is niets van overgenomen."
Stretch = tuple[int, int]


@dataclass(frozen=True)
class Left:
    """Files without who withdrew.

    Attributes
    ----------
    materials
        What is left of each file, also when that is nothing.
    changed
        Names of files that had something of theirs.
    said
        What they say in conversations with others, and in their own where the text tells who speaks.
    lines
        Which files had something of theirs.
    """

    materials: Sequence[Material]
    changed: frozenset[str]
    said: Sequence[str]
    lines: Sequence[Line]


def leave_out(materials: Sequence[Material], withdrawn: Withdrawn, known: Collection[str]) -> Left:
    """Leave everybody who withdrew out of files.

    Parameters
    ----------
    materials : sequence of Material
        The files.
    withdrawn : Withdrawn
        Who withdrew.
    known : collection of str
        Pseudonyms that the round has.

    Returns
    -------
    Left
        A file without anything of theirs is among its materials as it came.
    """
    if not withdrawn.known:
        return Left(materials, frozenset(), (), ())
    named, _ = alike(materials)
    found = _Theirs(named, withdrawn, known)
    kept, changed, lines = [], set[str](), []
    for as_it_came, material in zip(materials, named, strict=True):
        left = _without(material, found)
        if left == material:
            kept.append(as_it_came)
            continue
        kept.append(left)
        changed.add(material.file)
        # What a file is called that is of one person alone, may say who that is.
        file, what = (material.file, _LEFT_OUT) if holds_something(left) else ("", _NOTHING)
        lines.append(Line(file, "", "", what, lost=False))
    return Left(kept, frozenset(changed), tuple(found.said), tuple(lines))


def holds_something(material: Material) -> bool:
    """Tell whether there is any conversation or coding in a file."""
    return bool(material.documents or material.codings)


class _Theirs:
    """What of some files is of those who withdrew, over all files: the same document may stand in several."""

    def __init__(self, materials: Sequence[Material], withdrawn: Withdrawn, known: Collection[str]) -> None:
        self.withdrawn = withdrawn
        cases = [case for material in materials for case in material.cases]
        self._known = {*known, *(case.name for case in cases)}
        codings: dict[str, list[Coding]] = {}
        for coding in (coding for material in materials for coding in material.codings):
            codings.setdefault(coding.document, []).append(coding)
        versions = [document for material in materials for document in material.documents]
        there = {document.name for document in versions}
        versions += [Document(name, "", own[0].file) for name, own in codings.items() if name not in there]
        self.names: dict[str, set[str]] = {}
        self._who: dict[tuple[str, str], Present] = {}
        self._texts: dict[str, str] = {}
        labels: dict[str, set[str]] = {}
        others: dict[str, bool] = {}
        for document in versions:
            who = present(document, cases, codings.get(document.name, ()), self._known)
            self._who[document.name, document.text] = who
            self._texts[document.name] = self._texts.get(document.name) or document.text
            out = [each for each in who.people if withdrawn.has(each, document)]
            self.names.setdefault(document.name, set()).update(each.name for each in out)
            labels.setdefault(document.name, set()).update(filter(None, (label(each, document) for each in out)))
            left = [each for each in who.people if not each.asks and each not in out]
            others[document.name] = others.get(document.name, False) or bool(left)
        self._labels = labels
        self.whole = {name for name, out in self.names.items() if out and not others[name]}
        self.said: dict[str, None] = {}
        self._black: dict[tuple[str, str], list[Stretch]] = {}
        for document in versions:
            self._black[document.name, document.text] = stretches = self._stretches(document)
            # In a text that does not tell who speaks, questions are no words of theirs.
            if document.name not in self.whole or self._who[document.name, document.text].stretches:
                self.said |= dict.fromkeys(document.text[start:end] for start, end in stretches)

    def _stretches(self, document: Document) -> list[Stretch]:
        """Give the stretches of a text that are theirs, with their name before each."""
        out = self.names.get(document.name, set())
        if not out or not document.text:
            return []
        who = self._who[document.name, document.text]
        found = [(start, end) for start, end, name in who.stretches if name in out]
        called = {text.casefold() for text in self._labels[document.name]}
        for turn in spoken(document.text, {*self._known, *document.speakers, *self._labels[document.name]}).turns:
            if turn.speaker.casefold() in called:
                found.append((turn.begins, turn.end))
        return sorted(found)

    def black(self, document: str, text: str) -> list[Stretch]:
        """Give the stretches of a version of a document that are theirs."""
        return self._black.get((document, text), [])

    def blackened(self, document: str, text: str) -> str:
        """Give a version of a document with their stretches blacked out."""
        return blackened(text, self.black(document, text))

    def left_of(self, coding: Coding, own: str) -> Coding | None:
        """Give a coding with their words blacked out; None when it is of what they said.

        Parameters
        ----------
        coding : Coding
            The coding.
        own : str
            The text of its document in its own file; empty when that has none.
        """
        if coding.document in self.whole:
            return None
        if not self.names.get(coding.document):
            return coding
        text = own or self._texts[coding.document]
        placed = coding if own and coding.start is not None else _placed(coding, text)
        who = self._who.get((coding.document, text))
        if who is not None and who.who(placed) in self.names[coding.document]:
            return None
        if placed.start is None or placed.end is None:
            return coding
        black = self.black(coding.document, text)
        if not overlap(placed.start, placed.end, [(*each, "") for each in black]):
            return coding
        words = blackened(text, black)[placed.start : placed.end]
        return replace(coding, words=words) if words.replace(_BLACK, "").strip() else None


def blackened(text: str, stretches: Iterable[Stretch]) -> str:
    """Give a text in which nothing of some stretches can be read, as long as it was; line ends stay."""
    made = list(text)
    for start, end in stretches:
        made[start:end] = [sign if sign in "\r\n" else _BLACK for sign in made[start:end]]
    return "".join(made)


def _placed(coding: Coding, text: str) -> Coding:
    """Put a coding of which only the words are known where these stand in a text first."""
    found = Finder(text).find(coding.words)
    return replace(coding, start=found[0][0], end=found[0][1]) if found else coding


def _without(material: Material, theirs: _Theirs) -> Material:
    """Give a file without them; as it is when there is nothing of theirs in it."""
    texts = {document.name: document.text for document in material.documents}
    touched = {name for name, out in theirs.names.items() if out}
    documents = tuple(
        replace(
            document,
            text=theirs.blackened(document.name, document.text),
            speakers=tuple(name for name in document.speakers if not _is_out(name, document, theirs)),
        )
        for document in material.documents
        if document.name not in theirs.whole
    )
    codings = tuple(
        left
        for coding in material.codings
        if (left := theirs.left_of(coding, texts.get(coding.document, ""))) is not None
    )
    cases = tuple(_case(case, theirs) for case in material.cases if not theirs.withdrawn.has_called(case.name))
    if (documents, codings, cases) == (material.documents, material.codings, material.cases):
        return material
    return replace(
        material,
        documents=documents,
        codings=codings,
        cases=cases,
        found=_fewer(material, len(documents), len(codings), len(cases)),
        lines=tuple(line for line in material.lines if line.about not in touched),
        counting=(_READ_BEFORE,) if material.counting else (),
    )


def _is_out(name: str, document: Document, theirs: _Theirs) -> bool:
    return bool({name, f"{document.name}: {name}"} & theirs.names.get(document.name, set()))


def _case(case: Case, theirs: _Theirs) -> Case:
    return replace(
        case,
        documents=tuple(name for name in case.documents if name not in theirs.whole),
        stretches=tuple(each for each in case.stretches if each[0] not in theirs.whole),
    )


def _fewer(material: Material, documents: int, codings: int, cases: int) -> Mapping[str, int]:
    """Give how much of each kind is left of what the file itself had."""
    gone = {
        "documenten": len(material.documents) - documents,
        "coderingen": len(material.codings) - codings,
        "cases": len(material.cases) - cases,
    }
    return {kind: max(count - gone.get(kind, 0), 0) for kind, count in material.found.items()}
