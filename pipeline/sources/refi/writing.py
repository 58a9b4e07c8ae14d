"""Coded material as a REFI-QDA project or codebook, valid by the schemas of version 1.0.

Offsets are code points of texts with line feeds, as the format says. Identifiers are made of names, so that the same
material gives the same file.
"""

import io
import uuid
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from pipeline.sources.model import Case, Code, Coding, Document
from pipeline.sources.xml_files import Element

PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:klankbord:refi-qda")
_MOMENT = (1980, 1, 1, 0, 0, 0)


def _guid(*names: object) -> str:
    return str(uuid.uuid5(_OURS, "\0".join(map(str, names))))


def codebook(codes: Iterable[Code], origin: str) -> bytes:
    """Write a codebook (.qdc).

    Parameters
    ----------
    codes : iterable of Code
        The codes; those above them need not be among them.
    origin : str
        The program that writes it.
    """
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK}, origin=origin)
    _codes(root, codes)
    return _xml(root)


def project(
    name: str,
    documents: Sequence[Document],
    codes: Iterable[Code],
    codings: Sequence[Coding],
    cases: Sequence[Case],
) -> bytes:
    """Write a project (.qdpx); codings without a place in a text are left out.

    Parameters
    ----------
    name : str
        Its name.
    documents : sequence of Document
        Its texts, with what is known of each.
    codes : iterable of Code
        All codes.
    codings : sequence of Coding
        All codings.
    cases : sequence of Case
        Who is in which document, and which stretches are theirs.
    """
    root = etree.Element(f"{{{PROJECT}}}Project", nsmap={None: PROJECT}, name=name, origin="klankbord")
    coders = sorted({coding.coder for coding in codings} - {""})
    if coders:
        users = _below(root, "Users")
        for coder in coders:
            _below(users, "User", guid=_guid("user", coder), name=coder)
    _codes(_below(root, "CodeBook"), codes)
    _variables(root, [*(case.values for case in cases), *(document.values for document in documents)])
    if cases:
        _cases(root, cases)
    if documents:
        sources = _below(root, "Sources")
        for document in documents:
            own = [coding for coding in codings if coding.document == document.name and coding.start is not None]
            _source(sources, document, own)
    _notes(root, codings)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        files = {"project.qde": _xml(root)}
        files |= {f"sources/{_guid('source', each.name)}.txt": each.text.encode() for each in documents}
        for path, content in files.items():
            part = zipfile.ZipInfo(path, _MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, content)
    return made.getvalue()


def _xml(root: Element) -> bytes:
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def _below(element: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Add an element of the same namespace; what XML can't hold is left out of texts."""
    child = etree.SubElement(element, f"{{{etree.QName(element).namespace}}}{tag}", None, None)
    for key, value in attributes.items():
        child.set(key, _writable(value))
    if text:
        child.text = _writable(text)
    return child


def _writable(text: str) -> str:
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n").replace("\ufffe", "").replace("\uffff", "")


def _codes(element: Element, codes: Iterable[Code]) -> None:
    memos = {code.path: code.memo for code in codes}
    for path in list(memos):
        for length in range(1, len(path)):
            memos.setdefault(path[:length], "")
    if not memos:
        return
    made: dict[tuple[str, ...], Element] = {(): _below(element, "Codes")}
    for path in sorted(memos, key=lambda path: (len(path), list(memos).index(path))):
        code = _below(made[path[:-1]], "Code", guid=_guid("code", *path), name=path[-1], isCodable="true")
        if memos[path]:
            _below(code, "Description", memos[path])
        made[path] = code


def _variables(root: Element, values: Iterable[Mapping[str, str]]) -> None:
    names = dict.fromkeys(name for found in values for name in found)
    if names:
        variables = _below(root, "Variables")
        for name in names:
            _below(variables, "Variable", guid=_guid("variable", name), name=name, typeOfVariable="Text")


def _values(element: Element, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        found = _below(element, "VariableValue")
        _below(found, "VariableRef", targetGUID=_guid("variable", name))
        _below(found, "TextValue", value)


def _cases(root: Element, cases: Sequence[Case]) -> None:
    found = _below(root, "Cases")
    for case in cases:
        element = _below(found, "Case", guid=_guid("case", case.name), name=case.name)
        _values(element, case.values)
        for document in case.documents:
            _below(element, "SourceRef", targetGUID=_guid("source", document))
        for stretch in dict.fromkeys(case.stretches):
            _below(element, "SelectionRef", targetGUID=_guid("selection", *stretch))


def _source(sources: Element, document: Document, codings: Sequence[Coding]) -> None:
    guid = _guid("source", document.name)
    source = _below(sources, "TextSource", guid=guid, name=document.name, plainTextPath=f"internal://{guid}.txt")
    by_stretch: dict[tuple[int, int], list[Coding]] = {}
    for coding in codings:
        if coding.start is not None and coding.end is not None:
            by_stretch.setdefault((coding.start, coding.end), []).append(coding)
    for (start, end), own in sorted(by_stretch.items()):
        selection = _below(
            source,
            "PlainTextSelection",
            guid=_guid("selection", document.name, start, end),
            name=document.text[start:end],
            startPosition=str(start),
            endPosition=str(end),
        )
        for coding in own:
            user = {"creatingUser": _guid("user", coding.coder)} if coding.coder else {}
            element = _below(selection, "Coding", guid=_guid("coding", *_key(coding)), **user)
            _below(element, "CodeRef", targetGUID=_guid("code", *coding.code))
            if coding.memo:
                _below(element, "NoteRef", targetGUID=_guid("note", *_key(coding)))
    _values(source, document.values)


def _notes(root: Element, codings: Sequence[Coding]) -> None:
    noted = [coding for coding in codings if coding.memo and coding.start is not None]
    if noted:
        notes = _below(root, "Notes")
        for coding in noted:
            note = _below(notes, "Note", guid=_guid("note", *_key(coding)), name=coding.code[-1])
            _below(note, "PlainTextContent", coding.memo)


def _key(coding: Coding) -> tuple[object, ...]:
    return coding.document, coding.start, coding.end, coding.coder, *coding.code
