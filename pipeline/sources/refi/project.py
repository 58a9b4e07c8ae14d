"""A REFI-QDA project or codebook as material: sources, selections and codings, cases, and what is not carried over."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.errors import refused
from pipeline.sources.model import Code, Coding, Document, Line, Material, document_name
from pipeline.sources.offsets import Selection, counting, place
from pipeline.sources.refi.cases import cases_in, values_of, variables_in
from pipeline.sources.refi.codes import codes_in, guid, is_codebook
from pipeline.sources.refi.package import MissingSourceError, Package, opened
from pipeline.sources.texts import Source
from pipeline.sources.xml_files import Element, children, kind, parsed, text_in

_TEXTS = {"TextSource", "Representation", "Transcript"}
_SELECTIONS = {"PlainTextSelection", "TranscriptSelection"}
_MEDIA = {
    "PDFSource": "een pdf",
    "PictureSource": "een afbeelding",
    "AudioSource": "geluid",
    "VideoSource": "beeld en geluid",
}
_NOT_CARRIED = {
    "Link": "Verbanden tussen codes of fragmenten (links) worden niet overgenomen.",
    "Graph": "Schema's (graphs) worden niet overgenomen.",
}


def read_project(path: Path) -> Material:
    """Read a .qdpx.

    Raises
    ------
    InputError
        It is damaged, too large, or has no project in it.
    """
    with opened(path, path.name) as archive:
        package = Package(archive, path.name)
        return _Project(path.name, package.project(), package).material()


def read_xml(path: Path) -> Material:
    """Read a codebook (.qdc), or the project file (.qde) of a project by itself.

    Raises
    ------
    InputError
        It is damaged or neither of them.
    """
    root = parsed(path.read_bytes(), path.name)
    if is_codebook(root):
        codes = tuple(code for _, code in codes_in(root))
        program = root.get("origin") or "onbekend programma"
        return Material(path.name, f"codeboek van {program}", codes=codes, found={"codes": len(codes)})
    if kind(root) == "Project":
        return _Project(path.name, root, None).material()
    mend = "Exporteer uit het programma waarmee is gecodeerd een REFI-QDA-project (.qdpx) of -codeboek (.qdc)."
    raise refused(path.name, "Dit is geen REFI-QDA-bestand.", mend)


@dataclass(frozen=True)
class _Text:
    """A text in a project: its identifier, its name, and the element with its selections."""

    guid: str
    name: str
    element: Element


@dataclass
class _Found:
    """What was read so far."""

    documents: list[Document] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    coded: int = 0
    stretches: dict[str, tuple[str, int, int]] = field(default_factory=dict)


class _Project:
    def __init__(self, file: str, root: Element, package: Package | None) -> None:
        if kind(root) != "Project":
            mend = "Exporteer het project opnieuw als REFI-QDA (.qdpx)."
            raise refused(file, "Het project in dit bestand is geen REFI-QDA-project.", mend)
        self.file, self.root, self.package = file, root, package
        self.users = {
            guid(user.get("guid")): " ".join((user.get("name") or user.get("id") or "").split())
            for users in children(root, "Users")
            for user in children(users, "User")
        }
        self.codes: dict[str, Code] = dict(pair for book in children(root, "CodeBook") for pair in codes_in(book))
        self.notes = {
            guid(note.get("guid")): self._note(note)
            for notes in children(root, "Notes")
            for note in children(notes, "Note")
        }
        self.variables = variables_in(root)
        self.sets = [each for sets in children(root, "Sets") for each in children(sets, "Set")]
        self.used_notes: set[str] = set()
        self.found = _Found()
        self.read: list[tuple[str, Source, list[Element], list[Selection]]] = []

    def material(self) -> Material:
        texts, media = self._texts()
        names = Counter[str]()
        by_source: dict[str, str] = {}
        for text in texts:
            names[text.name] += 1
            name = text.name if names[text.name] == 1 else f"{text.name} ({names[text.name]})"
            if name != text.name:
                self._tell(name, text.name, "Deze naam staat er vaker; dit document heet nu anders.", lost=False)
            by_source[text.guid] = name
            self._take(replace(text, name=name))
        counted = self._place()
        for source, what in media:
            self._of_media(source, what)
        cases = tuple(cases_in(self.root, by_source, self.found.stretches, self._tell))
        self._rest()
        found = {
            "documenten": len(texts) + len(media),
            "codes": len(self.codes),
            "coderingen": self.found.coded,
            "codeurs": len(self.users),
            "cases": len(cases),
            "memo's": len(self.notes),
        }
        return Material(
            self.file,
            self.root.get("origin") or "onbekend programma",
            tuple(self.found.documents),
            tuple(self.codes.values()),
            tuple(self.found.codings),
            cases,
            {name: count for name, count in found.items() if count},
            tuple(self.found.lines),
            counted,
        )

    def _tell(self, about: str, value: str, what: str, *, lost: bool = True) -> None:
        self.found.lines.append(Line(self.file, about, value, what, lost=lost))

    def _texts(self) -> tuple[list[_Text], list[tuple[Element, str]]]:
        """List the sources with text, and those without."""
        texts, media = [], list[tuple[Element, str]]()
        for sources in children(self.root, "Sources"):
            for source in sources:
                own = [source] if kind(source) == "TextSource" else children(source, "Representation", "Transcript")
                path = own[0].get("plainTextPath") or "" if own else ""
                given = source.get("name") or (own[0].get("name") if own else "") or path.rpartition("/")[2]
                given = given or "(zonder naam)"
                for element in own:
                    texts.append(_Text(guid(source.get("guid")), document_name(given), element))
                if kind(source) in _MEDIA:
                    media += [(source, _MEDIA[kind(source)])] if not own else []
                    for element in own:
                        self._of_media(source, _MEDIA[kind(source)], besides=element)
        return texts, media

    def _take(self, text: _Text) -> None:
        """Read a text, and keep its selections until all texts are read."""
        selections = [child for child in text.element if kind(child) in _SELECTIONS]
        for coding in children(text.element, "Coding"):
            self.found.coded += 1
            self._tell(
                text.name, self._code_name(coding), "Deze code is aan het hele document gegeven, niet aan een stuk."
            )
        raw = self._raw(text)
        if raw is None:
            count = sum(len(children(selection, "Coding")) for selection in selections)
            self.found.coded += count
            if count:
                self._tell(text.name, str(count), "Zoveel coderingen op dit document zijn met de tekst weg.")
            return
        source = Source(raw)
        values = values_of(text.element, self.variables)
        groups = tuple(dict.fromkeys(_name(each) for each in self.sets if text.guid in _members(each)))
        self.found.documents.append(Document(text.name, source.text, self.file, values, groups))
        points = {guid(each.get("guid")): each.get("position") for each in children(text.element, "SyncPoint")}
        offsets = [_offsets(selection, points) for selection in selections]
        self.read.append((text.name, source, selections, offsets))

    def _place(self) -> tuple[str, ...]:
        """Read the selections of all texts, and say how offsets were understood."""
        placed = place([(source, offsets) for _, source, _, offsets in self.read])
        for (name, source, selections, _), found in zip(self.read, placed, strict=True):
            for selection, stretch, told in zip(selections, found.stretches, found.told, strict=True):
                self._selection(selection, (name, source.text), stretch, told)
        return counting(placed, [name for name, *_ in self.read])

    def _selection(self, selection: Element, text: tuple[str, str], stretch: tuple[int, int] | None, told: str) -> None:
        name, whole = text
        codings = children(selection, "Coding")
        self.found.coded += len(codings)
        if told and (codings or stretch is None):
            self._tell(name, selection.get("name") or _where(selection), told, lost=stretch is None)
        if stretch is None:
            return
        if selection.get("guid"):
            self.found.stretches[guid(selection.get("guid"))] = (name, *stretch)
        for coding in codings:
            self._coding(coding, selection, name, (*stretch, whole[slice(*stretch)]))

    def _coding(self, coding: Element, selection: Element, document: str, stretch: tuple[int, int, str]) -> None:
        start, end, words = stretch
        refs = [guid(ref.get("targetGUID")) for ref in children(coding, "CodeRef")]
        code = next((self.codes[ref] for ref in refs if ref in self.codes), None)
        if code is None:
            self._tell(document, words, "De code van deze codering staat niet in het bestand.")
            return
        notes = [*children(coding, "NoteRef"), *children(selection, "NoteRef")]
        memo = [self._noted(guid(ref.get("targetGUID"))) for ref in notes]
        memo += [text_in(coding, "Description").strip(), text_in(selection, "Description").strip()]
        memo = [text for text in dict.fromkeys(memo) if text and " ".join(text.split()) != " ".join(words.split())]
        coder = self._user(coding.get("creatingUser") or selection.get("creatingUser"))
        self.found.codings.append(Coding(document, start, end, words, code.path, coder, self.file, "\n".join(memo)))

    def _user(self, name: str | None) -> str:
        if name and guid(name) in self.users:
            return self.users[guid(name)]
        return next(iter(self.users.values())) if len(self.users) == 1 else ""

    def _code_name(self, coding: Element) -> str:
        refs = [guid(ref.get("targetGUID")) for ref in children(coding, "CodeRef")]
        return next((self.codes[ref].name for ref in refs if ref in self.codes), "")

    def _raw(self, text: _Text) -> str | None:
        """Give the text of a source; None, and a line, where it has none."""
        own = children(text.element, "PlainTextContent")
        if own:
            return "".join(own[0].itertext())
        path = text.element.get("plainTextPath")
        try:
            if not path:
                raise MissingSourceError("er is geen tekst zonder opmaak bij")
            if self.package is None:
                raise MissingSourceError("de teksten zitten niet in dit bestand; importeer het hele .qdpx-bestand")
            raw, told = self.package.text(path)
        except MissingSourceError as error:
            self._tell(text.name, path or "", f"Dit document is niet overgenomen: {error}.")
            return None
        if told:
            self._tell(text.name, "", told, lost=False)
        return raw

    def _note(self, note: Element) -> str:
        own = children(note, "PlainTextContent")
        if own:
            return "".join(own[0].itertext()).strip()
        path = note.get("plainTextPath")
        try:
            return self.package.text(path)[0].strip() if path and self.package else ""
        except MissingSourceError:
            return ""

    def _noted(self, name: str) -> str:
        self.used_notes.add(name)
        return self.notes.get(name, "")

    def _of_media(self, source: Element, what: str, besides: Element | None = None) -> None:
        """Tell codings on sound, pictures and pages: they have no words."""
        inside = {id(each) for each in besides.iter()} if besides is not None else set()
        codings = [each for each in source.iter("{*}Coding") if id(each) not in inside]
        self.found.coded += len(codings)
        name = document_name(source.get("name") or "(zonder naam)")
        for coding in codings:
            self._tell(name, self._code_name(coding), f"Deze codering ligt op {what}; alleen tekst wordt overgenomen.")
        if besides is None:
            self._tell(name, "", f"Dit document is {what} zonder tekst; het is niet overgenomen.")

    def _rest(self) -> None:
        """Tell what the format has and records have no place for."""
        for name, text in self.notes.items():
            if text and name not in self.used_notes:
                self._tell("", text, "Deze memo hoort bij geen codering; zij is niet overgenomen.")
        counts = Counter(kind(each) for each in self.root.iter("{*}Link", "{*}Graph"))
        for name, count in counts.items():
            self._tell("", str(count), _NOT_CARRIED[name])
        grouped = {group for document in self.found.documents for group in document.groups}
        for each in self.sets:
            if _name(each) not in grouped or children(each, "MemberCode", "MemberNote"):
                self._tell(
                    "",
                    _name(each),
                    "Codes, memo's en documenten zonder tekst in een groep (set) zijn niet overgenomen.",
                )


def _name(group: Element) -> str:
    return " ".join((group.get("name") or "(zonder naam)").split())


def _members(group: Element) -> set[str]:
    return {guid(member.get("targetGUID")) for member in children(group, "MemberSource")}


def _offsets(selection: Element, points: Mapping[str, str | None]) -> Selection:
    start, end = selection.get("startPosition"), selection.get("endPosition")
    if kind(selection) == "TranscriptSelection":
        start = points.get(guid(selection.get("fromSyncPoint")))
        end = points.get(guid(selection.get("toSyncPoint")))
    return Selection(_number(start), _number(end), (selection.get("name") or "").strip())


def _number(text: str | None) -> int:
    """Give an offset; what is none lies before every text."""
    try:
        return min(max(int(text or "-1"), -1), 2**53)
    except ValueError:
        return -1


def _where(selection: Element) -> str:
    return f"{selection.get('startPosition', '?')}-{selection.get('endPosition', '?')}"
