"""Word files for tests, written part by part, so that a test says exactly what stands in them."""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from pipeline.review.model import Setting
from pipeline.review.places import Draft, Place

ROUND = "oefenronde"
_ID = "F-effectiviteit-zelfredzaamheid"
FINDING = Place(_ID, "Inwoners redden zich beter dan een jaar geleden.", _ID, "Zelfredzaamheid")
OTHER = Place("F-innovatie-aanpak", "De aanpak is vernieuwend voor deze wijk.", "F-innovatie-aanpak", "Aanpak")
FIRST = Place("K-01-1", "Van de bewoners zegt 30 procent vaker hulp te vragen.", FINDING.id)
SECOND = Place("K-01-2", "Zij kennen de weg naar het buurthuis en naar de gemeente.", FINDING.id)
THIRD = Place("K-01-3", "De vrijwilligers zien “hetzelfde” bij nieuwe bewoners.", OTHER.id)
FOURTH = Place("K-01-4", "Wij weten niet of dat door het project komt.", "")
DRAFT = Draft(ROUND, (FINDING, OTHER, FIRST, SECOND, THIRD, FOURTH))
SETTING = Setting(DRAFT, {"klankbordgroep": "Klankbordgroep"}, {"residents": "Bewoners"})

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_BY = 'w:author="Bewoner A" w:date="2026-11-20T10:00:00Z"'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def deleted(text: str, by: str = _BY) -> str:
    return f'<w:del w:id="900" {by}><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def inserted(text: str, by: str = _BY) -> str:
    return f'<w:ins w:id="901" {by}>{run(text)}</w:ins>'


def by(author: str, date: str = "2026-11-20T10:00:00Z") -> str:
    return f"w:author={quoteattr(author)} w:date={quoteattr(date)}"


def marked(place: Place, content: str | None = None) -> str:
    """Give a sentence in its bookmark, with its own text unless told otherwise."""
    number = 100 + DRAFT.places.index(place)
    inside = run(place.text) if content is None else content
    start = f'<w:bookmarkStart w:id="{number}" w:name="{place.bookmark}"/>'
    return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'


def commented(content: str, number: int = 0) -> str:
    start, end = f'<w:commentRangeStart w:id="{number}"/>', f'<w:commentRangeEnd w:id="{number}"/>'
    return f"{start}{content}{end}{anchor(number)}"


def anchor(number: int = 0) -> str:
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def comment(text: str, number: int = 0, by: str = _BY, paragraph: str = "") -> str:
    name = f' w14:paraId="{paragraph}"' if paragraph else ""
    return f'<w:comment w:id="{number}" {by} w:initials="B"><w:p{name}>{run(text)}</w:p></w:comment>'


def p(*content: str, style: str = "", mark: str = "") -> str:
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    mark = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{style}{mark}</w:pPr>{''.join(content)}</w:p>"


def report(**changed: str) -> str:
    """Give the body of a report, with other sentences (`first`, `second`) or paragraphs in it than its own."""
    first, second = changed.pop("first", marked(FIRST)), changed.pop("second", marked(SECOND))
    parts = {
        "theme": p(run("Effectiviteit"), style="Kop1"),
        "heading": p(run("Redden inwoners zich beter?"), style="Kop2"),
        "finding": p(marked(FINDING)),
        "text": p(first, run(" "), second),
        "quote": p(run("Een bewoner: nu durf ik te bellen.")),
        "heading2": p(run("Is de aanpak nieuw?"), style="Kop2"),
        "finding2": p(marked(OTHER)),
        "third": p(marked(THIRD)),
        "heading3": p(run("Wat wij niet weten"), style="Kop1"),
        "fourth": p(marked(FOURTH)),
        "end": p(run("Hier eindigt het rapport.")),
    }
    assert changed.keys() <= parts.keys()
    return "".join((parts | changed).values())


_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Kop{level}"><w:name w:val="heading {level}"/></w:style>'
    for level in (1, 2, 3)
)


def docx(
    path: Path,
    body: str,
    *,
    comments: str = "",
    threads: str = "",
    footnotes: str = "",
    header: str = "",
    properties: dict[str, str] | None = None,
    saved_by: str = "",
    more: dict[str, bytes] | None = None,
) -> Path:
    """Write a Word file; without `properties` it is of the round and the draft of now."""
    if properties is None:
        properties = {"klankbord-round": ROUND, "klankbord-draft": DRAFT.id}
    parts = {
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{_STYLES}</w:styles>",
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dcterms="http://purl.org/dc/terms/">'
            f"<cp:lastModifiedBy>{escape(saved_by)}</cp:lastModifiedBy>"
            "<dcterms:modified>2026-11-21T09:00:00Z</dcterms:modified></cp:coreProperties>"
        ),
    }
    if comments:
        parts["word/comments.xml"] = f"<w:comments {_SPACES}>{comments}</w:comments>"
    if threads:
        parts["word/commentsExtended.xml"] = f"<w15:commentsEx {_SPACES}>{threads}</w15:commentsEx>"
    if footnotes:
        parts["word/footnotes.xml"] = f"<w:footnotes {_SPACES}>{footnotes}</w:footnotes>"
    if header:
        parts["word/header1.xml"] = f"<w:hdr {_SPACES}>{header}</w:hdr>"
    if properties:
        rows = "".join(
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{key}">'
            f'<vt:lpwstr xmlns:vt="{_DOCUMENT}/docPropsVTypes">{escape(value)}</vt:lpwstr></property>'
            for number, (key, value) in enumerate(properties.items(), 2)
        )
        parts["docProps/custom.xml"] = f'<Properties xmlns="{_DOCUMENT}/custom-properties">{rows}</Properties>'
    of_document = [(name.removeprefix("word/"), f"{_DOCUMENT}/relationships/{kind}") for name, kind in _KINDS.items()]
    of_package = (
        ("word/document.xml", f"{_DOCUMENT}/relationships/officeDocument"),
        ("docProps/custom.xml", f"{_DOCUMENT}/relationships/custom-properties"),
        ("docProps/core.xml", f"{_PACKAGE}/relationships/metadata/core-properties"),
    )
    parts["word/_rels/document.xml.rels"] = _relations(
        (name, kind) for name, kind in of_document if f"word/{name}" in parts
    )
    parts["_rels/.rels"] = _relations((name, kind) for name, kind in of_package if name in parts)
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPES[name]}+xml"/>' for name in parts if name in _TYPES
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | (more or {})).items():
            archive.writestr(name, content)
    return path


def _relations(related: Iterable[tuple[str, str]]) -> str:
    rows = (f'<Relationship Id="r{n}" Type="{kind}" Target="{name}"/>' for n, (name, kind) in enumerate(related))
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006"
_KINDS = {
    "word/styles.xml": "styles",
    "word/comments.xml": "comments",
    "word/commentsExtended.xml": "commentsExtended",
    "word/footnotes.xml": "footnotes",
    "word/header1.xml": "header",
}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {name: f"{_WORD}.{kind}" for name, kind in _KINDS.items()} | {
    "word/document.xml": f"{_WORD}.document.main",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties",
}
