"""Several files as one: the same document once, and the codings of everybody on it, each once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.contracts.plain_text import plain
from pipeline.dutch import listed
from pipeline.printable import printable
from pipeline.sources.model import Case, Code, Coding, Document, Line, Material
from pipeline.sources.stretches import Finder

UNKNOWN = "onbekend"
"""The coder of a coding of which that is not known, where it is known of others."""
LONG = 60
"""Letters of a text that two conversations do not share by chance."""


@dataclass(frozen=True)
class Merged:
    """What all files hold together.

    Attributes
    ----------
    documents, codes, codings, cases
        As of one file.
    twice
        How many codings stood in more than one place and count once.
    lines
        What has to be told of all of it, also of each file.
    lost
        How many codings of each file could not be put in the text that is kept.
    """

    documents: tuple[Document, ...]
    codes: tuple[Code, ...]
    codings: tuple[Coding, ...]
    cases: tuple[Case, ...]
    twice: int
    lost: int
    lines: tuple[Line, ...]


def merged(materials: Sequence[Material], coders: Mapping[str, str]) -> Merged:
    """Put files together.

    A coding is the same when document, stretch, code and coder are; names that programs make up themselves (GUIDs) play
    no part. Where files have the same document with another text, that of the first file counts, and codings of the
    others are put where their words are.

    Parameters
    ----------
    materials : sequence of Material
        The files.
    coders : mapping of str to str
        What coders are called, by the name that files have for them.
    """
    lines = [line for material in materials for line in material.lines]
    materials, renamed = alike(materials)
    lines += renamed
    documents: dict[str, Document] = {}
    for document in (document for material in materials for document in material.documents):
        known = documents.get(document.name)
        if known is None:
            documents[document.name] = document
            continue
        first, other = (known, document) if known.text or not document.text else (document, known)
        documents[document.name] = _with_what_is_known(first, other)
        if other.text and letters_of(other.text) != letters_of(first.text):
            what = f"De tekst van dit gesprek is anders dan in {first.file}; de tekst van {first.file} is aangehouden."
            lines.append(Line(other.file, other.name, "", what, lost=False))
    finders = {name: Finder(document.text) for name, document in documents.items()}
    spelled: dict[str, str] = {}
    codings: dict[tuple[object, ...], Coding] = {}
    twice = lost = 0
    for material in materials:
        own = {document.name: document.text for document in material.documents}
        for coding in material.codings:
            coder = coders.get(coding.coder, coding.coder)
            # One coder, however their name is spelled in each file.
            coding = replace(coding, coder=spelled.setdefault(coder.casefold(), coder))
            kept, what = _placed(coding, own.get(coding.document, ""), finders.get(coding.document))
            if what:
                lines.append(Line(coding.file, coding.document, coding.words, what, lost=kept is None))
            if kept is None:
                lost += 1
                continue
            key = _identity(kept)
            twice += key in codings
            codings.setdefault(key, kept)
            if kept.memo and not codings[key].memo:
                codings[key] = replace(codings[key], memo=kept.memo)
    if any(coding.coder for coding in codings.values()):
        codings = {key: replace(each, coder=each.coder or UNKNOWN) for key, each in codings.items()}
    codes = {code.path: code for material in materials for code in material.codes}
    lines += _same_coder(codings.values(), materials)
    return Merged(
        tuple(documents.values()),
        tuple(codes.values()),
        tuple(codings.values()),
        tuple(case for material in materials for case in material.cases),
        twice,
        lost,
        tuple(lines),
    )


def alike(materials: Sequence[Material]) -> tuple[list[Material], list[Line]]:
    """Give files with every name as people can read it, and one name for the same text; with what has to be told.

    Parameters
    ----------
    materials : sequence of Material
        The files.
    """
    return _same_texts([_cleaned(material) for material in materials])


def _same_texts(materials: Sequence[Material]) -> tuple[list[Material], list[Line]]:
    """Give documents of different files with the same text one name: coders name their own copy after themselves."""
    first: dict[str, tuple[str, str, str]] = {}
    found, lines = [], []
    for material in materials:
        names: dict[str, str] = {}
        for document in material.documents:
            letters = letters_of(document.text)
            if len(letters) < LONG:
                continue
            name, file, text = first.setdefault(letters, (document.name, document.file, document.text))
            if name != document.name and file != document.file:
                names[document.name] = name
                same = "dezelfde tekst als" if text == document.text else "op spaties en regels na dezelfde tekst als"
                what = f"Dit is {same} {name} in {file}; beide tellen als één gesprek."
                lines.append(Line(document.file, document.name, "", what, lost=False))
        found.append(_renamed(material, names) if names else material)
    return found, lines


def letters_of(text: str) -> str:
    """Give a text without spaces and line ends, which programs write otherwise."""
    return "".join(text.split())


def _with_what_is_known(kept: Document, other: Document) -> Document:
    """Add to a document what another file says of it; what its own file says goes first."""
    return replace(
        kept,
        values={**other.values, **kept.values},
        groups=tuple(dict.fromkeys((*kept.groups, *other.groups))),
        speakers=tuple(dict.fromkeys((*kept.speakers, *other.speakers))),
    )


def _renamed(material: Material, names: Mapping[str, str]) -> Material:
    return _with_names(material, lambda name: names.get(name, name))


def clean(name: str) -> str:
    """Give a name as `koppeling.xlsx` gives it back: letters in one piece, one space between words, nothing unseen."""
    return " ".join(plain(printable(name)).split())


def _cleaned(material: Material) -> Material:
    """Give a file with every name as people can read and type it."""

    def path(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(clean(name) or "(zonder naam)" for name in names)

    material = _with_names(material, clean)
    return replace(
        material,
        documents=tuple(replace(each, groups=tuple(map(clean, each.groups))) for each in material.documents),
        codes=tuple(replace(code, path=path(code.path)) for code in material.codes),
        codings=tuple(
            replace(each, code=path(each.code), coder=clean(each.coder), speaker=clean(each.speaker))
            for each in material.codings
        ),
        cases=tuple(replace(case, name=clean(case.name)) for case in material.cases),
    )


def _with_names(material: Material, of: Callable[[str], str]) -> Material:
    """Give a file with other names of its documents."""
    return replace(
        material,
        documents=tuple(replace(each, name=of(each.name)) for each in material.documents),
        codings=tuple(replace(each, document=of(each.document)) for each in material.codings),
        cases=tuple(
            replace(
                case,
                documents=tuple(map(of, case.documents)),
                stretches=tuple((of(name), start, end) for name, start, end in case.stretches),
            )
            for case in material.cases
        ),
    )


def _identity(coding: Coding) -> tuple[object, ...]:
    stretch = (coding.start, coding.end) if coding.start is not None else " ".join(coding.words.split()).casefold()
    return coding.document, stretch, coding.code, coding.coder, coding.speaker


def _placed(coding: Coding, own: str, finder: Finder | None) -> tuple[Coding | None, str]:
    """Put a coding in the text that is kept; with what has to be told of it."""
    if finder is None or not finder.text or (coding.start is not None and own == finder.text):
        return coding, ""
    stretches = finder.find(coding.words)
    if len(stretches) == 1 or (stretches and coding.start is not None):
        near = coding.start or 0
        start, end = min(stretches, key=lambda stretch: abs(stretch[0] - near))
        return replace(coding, start=start, end=end, words=finder.text[start:end]), ""
    if coding.start is not None:
        return None, "Deze woorden staan niet in de tekst die is aangehouden."
    if stretches:
        return coding, f"Deze woorden staan {len(stretches)} keer in de tekst; overgenomen zonder plek."
    return coding, "Deze woorden staan niet zo in de tekst; overgenomen zonder plek."


def _same_coder(codings: Iterable[Coding], materials: Sequence[Material]) -> list[Line]:
    """Tell documents that one coder coded in several files: mostly one of them is an older version."""
    order = {material.file: number for number, material in enumerate(materials)}
    files: dict[tuple[str, str], set[str]] = {}
    for coding in codings:
        if coding.coder:
            files.setdefault((coding.document, coding.coder), set()).add(coding.file)
    found: dict[tuple[str, ...], list[str]] = {}
    for (document, _), names in files.items():
        if len(names) > 1:
            found.setdefault(tuple(sorted(names, key=lambda name: order.get(name, 0))), []).append(document)
    what = "Deze bestanden hebben codes van dezelfde codeur in dezelfde gesprekken; ze zijn samengevoegd."
    mend = "Is het ene een nieuwere versie van het andere? Haal het oude dan uit import/bestanden en importeer opnieuw."
    return [
        Line(names[-1], listed(list(dict.fromkeys(documents))[:3]), listed(list(names)), what, mend, lost=False)
        for names, documents in found.items()
    ]
