"""A made-up coded project, and what programs for qualitative analysis would write of it, each in its own way."""

import io
import sqlite3
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "urn:QDA-XML:project:1.0"


@dataclass(frozen=True)
class Coded:
    """Words in a document with a code by somebody; `nth` is which of the places with these words."""

    document: str
    words: str
    code: str
    coder: str
    memo: str = ""
    nth: int = 0


@dataclass(frozen=True)
class Project:
    """A coded project: texts by name, codings, who belongs to a document, and what is known of them."""

    texts: Mapping[str, str]
    codings: Sequence[Coded]
    cases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Way:
    """How a program writes a project: what it counts, and what it calls and leaves out.

    Attributes
    ----------
    unit
        Of `UNITS`: code points, or UTF-16.
    line
        How much the end of a line counts: 1 or 2.
    mark
        Each text begins with a byte-order mark, which counts.
    crlf
        Lines end in two signs in the files of sources.
    inline
        Texts stand in the project file itself.
    folder, scheme, project_file, namespace
        What programs call otherwise.
    braces
        GUIDs are braced and in capitals.
    named
        Selections have their own words as a name.
    encoding
        Of the files of sources.
    origin
        The program.
    """

    unit: int = 32
    line: int = 1
    mark: bool = False
    crlf: bool = False
    inline: bool = False
    folder: str = "Sources"
    scheme: str = "internal://"
    project_file: str = "project.qde"
    namespace: str = NAMESPACE
    braces: bool = False
    named: bool = True
    encoding: str = "utf-8"
    origin: str = "Verzonnen programma 1"


ATLAS = Way(project_file="Mijn project.qde", crlf=True, line=1, origin="ATLAS.ti 23")
MAXQDA = Way(braces=True, inline=True, scheme="", origin="MAXQDA 24")
NVIVO = Way(
    unit=16, line=2, crlf=True, mark=True, named=False, folder="sources", scheme="relative:///", origin="NVivo 12"
)
QUALCODER = Way(unit=16, line=1, scheme="internal://", origin="QualCoder 3.5")


def counted(before: str, way: Way) -> int:
    """Count a text as a program does, with Python's own codecs."""
    text = ("\ufeff" if way.mark else "") + before.replace("\n", "x" * way.line)
    return len(text.encode(f"utf-{way.unit}-le")) * 8 // way.unit


def position(text: str, coded: Coded) -> int:
    """Find the words of a coding in a text."""
    at = -1
    for _ in range(coded.nth + 1):
        at = text.index(coded.words, at + 1)
    return at


def qdpx(project: Project, way: Way = Way(), seed: int = 0) -> bytes:
    """Write a project as a program would; another seed gives other GUIDs, as each export does.

    Parameters
    ----------
    project : Project
        The project.
    way : Way
        How the program writes.
    seed : int
        For its GUIDs.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry(way.project_file), qde(project, way, seed), zipfile.ZIP_DEFLATED)
        for name, text in project.texts.items():
            if not way.inline:
                text = ("\ufeff" if way.mark else "") + (text.replace("\n", "\r\n") if way.crlf else text)
                entry = _entry(f"{way.folder}/{_guid(name, seed, way)}.txt")
                archive.writestr(entry, text.encode(way.encoding), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    """Name a file in an archive, of a day that is always the same: what is written is then, too."""
    return zipfile.ZipInfo(name)


def qde(project: Project, way: Way, seed: int = 0) -> str:
    """Write the project file by itself."""

    def guid(name: str) -> str:
        return _guid(name, seed, way)

    coders = list(dict.fromkeys(coded.coder for coded in project.codings))
    codes = list(dict.fromkeys(coded.code for coded in project.codings))
    variables = sorted({name for found in project.values.values() for name in found})
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<Project xmlns="{way.namespace}" name="verzonnen" origin="{way.origin}">',
        "<Users>",
        *(f"<User guid={quoteattr(guid(f'user {name}'))} name={quoteattr(name)}/>" for name in coders),
        "</Users><CodeBook><Codes>",
        *_codes(codes, guid),
        "</Codes></CodeBook>",
    ]
    if variables:
        found = (
            f"<Variable guid={quoteattr(guid(name))} name={quoteattr(name)} typeOfVariable='Text'/>"
            for name in variables
        )
        parts += ["<Variables>", *found, "</Variables>"]
    if project.cases:
        parts.append("<Cases>")
        for name, documents in project.cases.items():
            refs = "".join(f"<SourceRef targetGUID={quoteattr(guid(document))}/>" for document in documents)
            values = "".join(
                f"<VariableValue><VariableRef targetGUID={quoteattr(guid(variable))}/>"
                f"<TextValue>{escape(value)}</TextValue></VariableValue>"
                for variable, value in project.values.get(name, {}).items()
            )
            parts.append(f"<Case guid={quoteattr(guid(f'case {name}'))} name={quoteattr(name)}>{values}{refs}</Case>")
        parts.append("</Cases>")
    parts.append("<Sources>")
    for name, text in project.texts.items():
        path = "" if way.inline else f' plainTextPath="{way.scheme}{guid(name)}.txt"'
        parts.append(f"<TextSource guid={quoteattr(guid(name))} name={quoteattr(name)}{path}>")
        if way.inline:
            parts.append(f"<PlainTextContent>{escape(text)}</PlainTextContent>")
        for number, coded in enumerate(project.codings):
            if coded.document == name:
                parts.append(_selection(coded, text, way, f"{number} {name}", guid))
        parts.append("</TextSource>")
    parts.append("</Sources>")
    notes = [(number, coded) for number, coded in enumerate(project.codings) if coded.memo]
    if notes:
        parts.append("<Notes>")
        for number, coded in notes:
            note = quoteattr(guid(f"note {number} {coded.document}"))
            parts.append(f"<Note guid={note}><PlainTextContent>{escape(coded.memo)}</PlainTextContent></Note>")
        parts.append("</Notes>")
    return "".join([*parts, "</Project>"])


def qdc(codes: Sequence[str], namespace: str) -> str:
    """Write a codebook."""
    inner = "".join(_codes(codes, lambda name: str(uuid.uuid5(uuid.NAMESPACE_URL, name))))
    return f'<CodeBook xmlns="{namespace}" origin="verzonnen"><Codes>{inner}</Codes></CodeBook>'


def _codes(codes: Sequence[str], guid) -> list[str]:
    """Write codes as a tree: names above others stand before a ``>``."""
    tree: dict[str, dict] = {}
    for code in codes:
        below = tree
        for name in code.split(" > "):
            below = below.setdefault(name, {})

    def written(branch: dict, above: str) -> list[str]:
        found = []
        for name, below in branch.items():
            path = f"{above} > {name}" if above else name
            found += [f"<Code guid={quoteattr(guid(f'code {path}'))} name={quoteattr(name)} isCodable='true'>"]
            found += [*written(below, path), "</Code>"]
        return found

    return written(tree, "")


def _selection(coded: Coded, text: str, way: Way, key: str, guid) -> str:
    at = position(text, coded)
    start, end = counted(text[:at], way), counted(text[: at + len(coded.words)], way)
    name = f" name={quoteattr(coded.words[:60])}" if way.named else ""
    user = f" creatingUser={quoteattr(guid(f'user {coded.coder}'))}" if coded.coder else ""
    note = f"<NoteRef targetGUID={quoteattr(guid(f'note {key}'))}/>" if coded.memo else ""
    return (
        f"<PlainTextSelection guid={quoteattr(guid(f'selection {key}'))}{name}{user} startPosition='{start}' "
        f"endPosition='{end}'><Coding guid={quoteattr(guid(f'coding {key}'))}{user}>"
        f"<CodeRef targetGUID={quoteattr(guid(f'code {coded.code}'))}/>{note}</Coding></PlainTextSelection>"
    )


def _guid(name: str, seed: int, way: Way) -> str:
    found = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{seed}/{name}"))
    return f"{{{found.upper()}}}" if way.braces else found


def word_files(project: Project, coder: str) -> dict[str, bytes]:
    """Write a transcript of each document with the codes of one coder as comments on words."""
    from docx import Document

    made = {}
    for name, text in project.texts.items():
        document = Document()
        own = [coded for coded in project.codings if coded.document == name]
        for line in text.removesuffix("\n").split("\n"):
            paragraph = document.add_paragraph()
            cuts = {0, len(line)}
            here = [coded for coded in own if coded.words in line]
            for coded in here:
                cuts |= {line.index(coded.words), line.index(coded.words) + len(coded.words)}
            edges = sorted(cuts)
            runs = {start: paragraph.add_run(line[start:end]) for start, end in pairwise(edges)}
            for coded in here:
                start = line.index(coded.words)
                end = start + len(coded.words)
                memo = f"\nmemo: {coded.memo}" if coded.memo else ""
                document.add_comment(
                    runs=[run for at, run in runs.items() if start <= at < end],
                    text=f"{coded.code}{memo}",
                    author=coder,
                    initials="x",
                )
        content = io.BytesIO()
        document.save(content)
        made[f"{name} ({coder}).docx"] = content.getvalue()
    return made


def quotations(project: Project) -> bytes:
    """Write codings as a workbook with a quotation a row, as ATLAS.ti exports them."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["ID", "Document", "Quotation Content", "Codes", "Comment", "Created by"])
    for number, coded in enumerate(project.codings, 1):
        book.active.append([number, f"{number}: {coded.document}", coded.words, coded.code, coded.memo, coded.coder])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def qualcoder(project: Project, path: Path) -> None:
    """Write a project of QualCoder, which counts UTF-16 units."""
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE source (id integer primary key, name text, fulltext text);"
        "CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer);"
        "CREATE TABLE code_text "
        "(cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, memo text);"
    )
    way = Way(unit=16)
    files = {name: number for number, name in enumerate(project.texts, 1)}
    codes = {code: number for number, code in enumerate(dict.fromkeys(each.code for each in project.codings), 1)}
    connection.executemany(
        "INSERT INTO source VALUES (?, ?, ?)", [(files[name], name, project.texts[name]) for name in files]
    )
    connection.executemany("INSERT INTO code_name VALUES (?, ?, '', NULL)", [(codes[name], name) for name in codes])
    for coded in project.codings:
        text = project.texts[coded.document]
        at = position(text, coded)
        start, end = counted(text[:at], way), counted(text[: at + len(coded.words)], way)
        row = (codes[coded.code], files[coded.document], coded.words, start, end, coded.coder, coded.memo)
        connection.execute("INSERT INTO code_text VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    connection.commit()
    connection.close()


def taguette(project: Project, path: Path) -> None:
    """Write an export of Taguette, which counts bytes and forgets who coded; a paragraph a line."""
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE documents (id integer primary key, name text, contents text);"
        "CREATE TABLE tags (id integer primary key, path text);"
        "CREATE TABLE highlights "
        "(id integer primary key, document_id integer, start_offset integer, end_offset integer, snippet text);"
        "CREATE TABLE highlight_tags (highlight_id integer, tag_id integer);"
        "CREATE TABLE commands (id integer primary key, user_login text, payload text);"
    )
    files = {name: number for number, name in enumerate(project.texts, 1)}
    codes = {code: number for number, code in enumerate(dict.fromkeys(each.code for each in project.codings), 1)}
    for name, number in files.items():
        html = "".join(f"<p>{escape(line)}</p>\n" for line in project.texts[name].removesuffix("\n").split("\n"))
        connection.execute("INSERT INTO documents VALUES (?, ?, ?)", (number, name, html))
    connection.executemany("INSERT INTO tags VALUES (?, ?)", [(codes[name], name) for name in codes])
    for number, coded in enumerate(project.codings, 1):
        text = project.texts[coded.document]
        at = position(text, coded)
        start = len(text[:at].encode())
        row = (number, files[coded.document], start, start + len(coded.words.encode()), escape(coded.words))
        connection.execute("INSERT INTO highlights VALUES (?, ?, ?, ?, ?)", row)
        connection.execute("INSERT INTO highlight_tags VALUES (?, ?)", (number, codes[coded.code]))
    connection.commit()
    connection.close()
