"""The Word file and the PDF as files: read by ear and by programs, the same each time, in the house style asked for."""

import io
import math
import os
import re
import zipfile
from base64 import b64encode
from collections import Counter
from pathlib import Path
from unicodedata import normalize

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from helpers_document import WHOLE, OnPaper, elements, squeezed
from pypdf import PdfReader

from pipeline.errors import ClaimsError
from pipeline.looks.document.writing import numbered, without_gaps, write_document
from pipeline.looks.rendering.house_style import REFERENCE
from pipeline.looks.rendering.pandoc import program
from pipeline.looks.rendering.pdf import longer_than, write_pdf
from pipeline.looks.rendering.word import write_word
from pipeline.outputs import PAPERS

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

ATTACKS = (
    '#read("/etc/passwd")',
    "<script>alert(1)</script>",
    "=cmd()",
    "= Geen kop",
    "12. Geen lijst",
    "@bewijs $x^2$ *ster* _streep_ `code` \\ ~ // --",
    "{{ 7 * 7 }} ${HOME} [@E-x]",
)
PAGE = """<!DOCTYPE html><html lang="nl"><head><title>Proef</title>
<meta name="klankbord-draft" content="0a1b2c3d"></head>
<body><div class="contents" custom-style="Inhoud"><p>Inhoud</p></div><h1>Een</h1>{}<h3>Twee</h3><p>Slot</p>
<table><caption>Tabel</caption><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>
<tbody><tr><th scope="row">a</th><td>F-samenwerking-{}</td></tr></tbody></table></body></html>"""


@pytest.fixture
def to_print(tmp_path):
    """Give a small document in which whoever wrote it tries everything."""
    said = "".join(f"<p>{text.replace('<', '&lt;')}</p>" for text in ATTACKS)
    said += "<ul><li>2018. Geen lijst in een lijst</li></ul>"
    write_document(PAGE.format(said, "lang" * 60), tmp_path / "document")
    return tmp_path / "document"


def test_what_was_written_comes_out_as_text(to_print, tmp_path):
    write_word(to_print, tmp_path / "a.docx", None)
    write_pdf(to_print, tmp_path / "a.pdf", None)
    word = Document(str(tmp_path / "a.docx"))
    paragraphs = {paragraph.text: paragraph.style.name for paragraph in word.paragraphs}
    pdf = squeezed("".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages))
    for text in ATTACKS:
        assert "Heading" not in paragraphs[text]
        assert squeezed(text) in pdf
    assert len([item for item in elements(PdfReader(tmp_path / "a.pdf")) if item.get("/S") == "/LI"]) == 1
    # A row of a table has a name, as a column has: in the PDF by its scope, in Word by the look of the table.
    assert scopes(PdfReader(tmp_path / "a.pdf", strict=True)) == {"/Column": 2, "/Row": 1}
    looks = [node.attrib for node in word.element.iter(qn("w:tblLook"))]
    assert [(look[qn("w:firstRow")], look[qn("w:firstColumn")]) for look in looks] == [("1", "1")]
    instructions = [node.text for node in word.element.iter(qn("w:instrText"))]
    assert instructions == [r"PAGEREF _Toc00000001 \h", r"PAGEREF _Toc00000002 \h"]


def scopes(pdf: PdfReader) -> Counter[str]:
    """Count the cells of tables that are headers, by what they are headers of."""
    heads = [item for item in elements(pdf) if item.get("/S") == "/TH"]
    return Counter(part["/Scope"] for head in heads for part in head["/A"] if "/Scope" in part)


def test_a_house_style_with_tables_of_its_own_still_gives_a_pdf(to_print, tmp_path):
    style = tmp_path / "huisstijl.typ"
    own = "#let huisstijl(inhoud) = { table(columns: 1, table.header[Bureau], [adres]); inhoud }"
    style.write_text(own, encoding="utf-8")
    write_pdf(to_print, tmp_path / "a.pdf", style)
    assert "adres" in PdfReader(tmp_path / "a.pdf", strict=True).pages[0].extract_text()


def test_a_pdf_that_is_longer_than_asked_says_so(to_print, tmp_path):
    write_pdf(to_print, tmp_path / "a.pdf", None)
    pages = len(PdfReader(tmp_path / "a.pdf").pages)
    assert pages > 1
    document = '<p>Uit de gegevens.</p><span id="kb_1_2">Wat iemand schreef.</span><a href="bijlagen.docx#kb_1_2">¹</a>'
    assert longer_than(pages, tmp_path / "a.pdf", document) == ""
    said = longer_than(1, tmp_path / "a.pdf", document)
    assert f"a.pdf telt {pages} bladzijden; gevraagd zijn er hoogstens 1." in said
    assert f"De tekst van report/ is daarvan ongeveer {round(pages * 20 / 37)} bladzijde" in said
    assert said.endswith("Maak die tekst korter, of zet een hoger getal bij report_pages in round.yml.")
    assert "report/" not in longer_than(1, tmp_path / "a.pdf", "<p>Uit de gegevens.</p>")


def test_another_pandoc_on_the_machine_is_not_used(to_print, tmp_path, monkeypatch):
    """Its files would be different, and nobody could tell why."""
    other = tmp_path / "bin" / "pandoc"
    other.parent.mkdir()
    other.write_text("#!/bin/sh\necho pandoc 99.0\n", encoding="utf-8")
    other.chmod(0o755)
    write_word(to_print, tmp_path / "before.docx", None)
    monkeypatch.setenv("PATH", f"{other.parent}{os.pathsep}{os.environ['PATH']}")
    program.cache_clear()
    write_word(to_print, tmp_path / "after.docx", None)
    assert (tmp_path / "after.docx").read_bytes() == (tmp_path / "before.docx").read_bytes()


def test_the_same_document_gives_the_same_bytes(to_print, tmp_path):
    for name in ("a", "b"):
        write_word(to_print, tmp_path / f"{name}.docx", None)
        write_pdf(to_print, tmp_path / f"{name}.pdf", None)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_house_style_is_used(to_print, tmp_path):
    own = Document(str(written(tmp_path / "huisstijl.docx", REFERENCE.read_bytes())))
    own.styles["Heading 1"].font.name = "Courier New"
    own.styles["Heading 1"].element.set(qn("w:styleId"), "Kop1")  # as a Dutch Word has it
    own.save(str(tmp_path / "huisstijl.docx"))
    write_word(to_print, tmp_path / "a.docx", tmp_path / "huisstijl.docx")
    word = Document(str(tmp_path / "a.docx"))
    assert word.styles["Heading 1"].font.name == "Courier New"
    assert [p.text for p in word.paragraphs if p.style.name == "toc 1"] == ["Een\t"]
    style = tmp_path / "huisstijl.typ"
    style.write_text('#let huisstijl(inhoud) = { set text(font: "DejaVu Sans Mono"); inhoud }\n', encoding="utf-8")
    write_pdf(to_print, tmp_path / "a.pdf", style)
    fonts = {str(font["/BaseFont"]) for font in PdfReader(tmp_path / "a.pdf").pages[-1]["/Resources"]["/Font"].values()}
    assert any("DejaVuSansMono" in font for font in fonts)


def test_the_template_of_a_bureau_gives_its_look_and_not_its_text(to_print, tmp_path):
    """It has none of the styles that only our documents have; those come along in its letters and colours."""
    bureau = Document()
    bureau.add_paragraph("Tekst van het sjabloon")
    bureau.styles["Heading 1"].font.name = "Courier New"
    bureau.sections[0].header.paragraphs[0].text = "Bureau Voorbeeld"
    bureau.sections[0].left_margin = bureau.sections[0].right_margin = Cm(4)
    bureau.save(str(tmp_path / "bureau.docx"))
    with zipfile.ZipFile(tmp_path / "bureau.docx") as saved, zipfile.ZipFile(tmp_path / "bureau.dotx", "w") as template:
        for name in saved.namelist():
            template.writestr(name, saved.read(name).replace(b"document.main+xml", b"template.main+xml"))
    write_word(to_print, tmp_path / "a.docx", tmp_path / "bureau.dotx")
    word = Document(str(tmp_path / "a.docx"))
    assert word.styles["Heading 1"].font.name == "Courier New"
    assert word.sections[0].header.paragraphs[0].text == "Bureau Voorbeeld"
    assert word.sections[0].left_margin == pytest.approx(Cm(4), abs=1000)  # a twentieth of a point is 635
    assert "Tekst van het sjabloon" not in [paragraph.text for paragraph in word.paragraphs]
    [entry] = [paragraph for paragraph in word.paragraphs if paragraph.style.name == "toc 1"]
    [stop] = entry.style.paragraph_format.tab_stops  # the number of the page stands at the right of its text
    assert stop.position == pytest.approx(word.sections[0].page_width - 2 * Cm(4), abs=2000)
    texts = {cell.paragraphs[0].style.name for table in word.tables for row in table.rows for cell in row.cells}
    assert texts == {"Tabeltekst"}
    assert word.styles["Tabeltekst"].font.name is None
    assert word.styles["Tabeltekst"].font.size == Pt(9)


def of_parts(part: str, old: bytes, new: bytes) -> bytes:
    """Give our own house style with something else in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(REFERENCE) as ours, zipfile.ZipFile(made, "w") as other:
        for name in ours.namelist():
            content = ours.read(name)
            assert name != part or old in content
            other.writestr(name, content.replace(old, new) if name == part else content)
    return made.getvalue()


def with_other_bytes(content: bytes) -> bytes:
    """Damage what was packed of the styles, as a bad copy does."""
    at = content.index(b"word/styles.xml") + 300
    return content[:at] + b"\xff" * 60 + content[at + 60 :]


@pytest.mark.parametrize(
    "content",
    [
        b"geen zip",
        b"PK\x03\x04 half",
        b"",
        with_other_bytes(REFERENCE.read_bytes()),
        of_parts("word/styles.xml", b"<w:name ", b"<w:naam "),
        of_parts("word/document.xml", b"<w:pgSz w:w=", b"<w:pgSz w:breed="),
    ],
    ids=["text", "half", "empty", "bytes", "styles without a name", "a page without a size"],
)
def test_a_damaged_house_style_for_word_is_told(to_print, tmp_path, content):
    with pytest.raises(ClaimsError) as told:
        write_word(to_print, tmp_path / "a.docx", written(tmp_path / "huisstijl.docx", content))
    assert "geen heel Word-bestand" in told.value.problems[0].what
    assert not (tmp_path / "a.docx").exists()


def test_a_house_style_that_is_gone_is_told(to_print, tmp_path):
    with pytest.raises(ClaimsError) as told:
        write_word(to_print, tmp_path / "a.docx", tmp_path / "weg.dotx")
    assert told.value.problems[0].what == "Dit bestand is er niet."


@pytest.mark.parametrize("content", [b"#let iets = 1", b"#let huisstijl(", b"\xff\xfe", b'#read("/etc/passwd")'])
def test_a_damaged_house_style_for_the_pdf_is_told(to_print, tmp_path, content):
    with pytest.raises(ClaimsError) as told:
        write_pdf(to_print, tmp_path / "a.pdf", written(tmp_path / "huisstijl.typ", content))
    assert "huisstijl" in told.value.problems[0].what
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("name", ["@preview/cetz:0.3.1", "@local/eigen:1.0.0", "@"])
def test_a_house_style_that_asks_the_network_is_refused(to_print, tmp_path, name):
    style = f'#import "{name}": *\n#let huisstijl(inhoud) = inhoud\n'
    with pytest.raises(ClaimsError) as told:
        write_pdf(to_print, tmp_path / "a.pdf", written(tmp_path / "huisstijl.typ", style.encode()))
    assert "netwerk" in told.value.problems[0].what
    assert not (tmp_path / "a.pdf").exists()


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


PICTURE = (
    '<figure><img alt="Wat" width="20" height="10" src="data:image/svg+xml;base64,{}">'
    "<figcaption>{}</figcaption></figure>"
)
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><path d="M0 0h{}v9z"/></svg>'
WITH_LISTS = """<html><head><title>T</title></head><body><div class="contents" custom-style="Inhoud"><p>Inhoud</p></div>
<div class="figures" custom-style="Inhoud"><p>Figuren</p></div><h1>Een</h1>{}</body></html>"""


@pytest.mark.parametrize("many", [2, 70])
def test_a_list_of_figures_names_each_with_its_page(tmp_path, many):
    names = [f"Bewoners in wijk {at}" for at in range(many)]
    drawn = [b64encode(SQUARE.format(at).encode()).decode() for at in range(many)]
    figures = "".join(PICTURE.format(*pair) for pair in zip(drawn, names, strict=True))
    write_document(WITH_LISTS.format(figures), tmp_path / "d")
    write_word(tmp_path / "d", tmp_path / "a.docx", None)
    write_pdf(tmp_path / "d", tmp_path / "a.pdf", None)
    word = Document(str(tmp_path / "a.docx"))
    listed = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == "table of figures"]
    assert listed == [f"Figuur\u00a0{at}: {name}\t" for at, name in enumerate(names, 1)]
    pages = [page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages]
    [first] = [at for at, page in enumerate(pages) if "Figuren" in page]
    assert first == (1 if many == 2 else 2)  # below the contents where there is room
    told = squeezed("".join(pages[first : first + 2]))
    assert all(squeezed(name) in told for name in names)


def test_a_document_without_figures_has_no_list_of_them(tmp_path):
    write_document(WITH_LISTS.format("<p>Geen</p>"), tmp_path)
    assert "Figuren" not in (tmp_path / "document.html").read_text(encoding="utf-8")


def test_no_level_of_headings_is_left_out():
    page = "<h1>a</h1><h3>b</h3><h5>c</h5><h3>d</h3><h2>e</h2><h1>f</h1><h4>g</h4>"
    levels = re.findall(r"<h(\d)>(\w)</h\1>", without_gaps(page))
    assert levels == [("1", "a"), ("2", "b"), ("3", "c"), ("2", "d"), ("2", "e"), ("1", "f"), ("2", "g")]


def test_sections_are_numbered_and_what_lies_deeper_is_not():
    page = "<h1>a</h1><h2 id='x'>b</h2><h3>c</h3><h4>d</h4><h2>e</h2><h1>f</h1><h3>g</h3>"
    in_numbers = re.findall(r"<h\d[^>]*>(?:([\w.]+)\u2002)?(\w)<", numbered(page, "1"))
    assert in_numbers == [*zip(("1", "1.1", "1.1.1", "", "1.2", "2", "2.0.1"), "abcdefg", strict=True)]
    assert [number for number, _ in re.findall(r"<h1>(\w)\u2002(\w)<", numbered(page, "A"))] == ["A", "B"]
    assert numbered(page, "") == page


@pytest.mark.parametrize("name", WHOLE)
def test_word_has_headings_a_filled_contents_marked_table_headers_and_its_language(made: OnPaper, name: str):
    word = made.words[name]
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    headings = [p.text for p in word.paragraphs if p.style.name in {"Heading 1", "Heading 2"}]
    entries = [p.text.removesuffix("\t") for p in word.paragraphs if p.style.name in {"toc 1", "toc 2"}]
    assert entries == headings
    assert "Heading 3" in styles
    for table in word.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    names = [node.get(qn("w:name")) for node in word.element.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 40
    pages = [node.text.split()[1] for node in word.element.iter(qn("w:instrText")) if "PAGEREF" in node.text]
    figures = [p for p in word.paragraphs if p.style.name == "table of figures"]
    assert len(pages) == len(entries) + len(figures)
    assert set(pages) <= set(names)
    settings = word.settings.element
    assert settings.find(qn("w:autoHyphenation")) is not None
    assert settings.find(qn("w:updateFields")) is not None  # only Word knows its pages
    assert "STYLEREF" in "".join(node.text for node in word.sections[0].header._element.iter(qn("w:instrText")))
    with zipfile.ZipFile(made.folder / f"{name}.docx") as file:
        assert b'w:val="nl-NL"' in file.read("word/styles.xml")
        assert b"klankbord-round" in file.read("docProps/custom.xml")
        assert b"klankbord-draft" in file.read("docProps/custom.xml")


@pytest.mark.parametrize("name", PAPERS)
def test_each_row_and_column_of_a_table_in_the_pdf_has_its_header(made: OnPaper, name: str):
    source = made.sources[name]
    rows, columns = len(source.xpath("//tbody/tr/th")), len(source.xpath("//thead/tr/th"))
    assert scopes(made.pdfs[name]) == {"/Row": rows, "/Column": columns}


def test_every_figure_of_the_appendices_stands_in_their_list(made: OnPaper):
    captions = [caption.text_content() for caption in made.sources["bijlagen"].iter("figcaption")]
    listed = [p.text for p in made.words["bijlagen"].paragraphs if p.style.name == "table of figures"]
    assert [line.partition(": ")[2].removesuffix("\t") for line in listed] == captions
    assert len(set(captions)) == len(captions)


@pytest.mark.parametrize("name", PAPERS)
def test_the_pdf_is_tagged_and_has_a_language_a_title_and_an_outline(made: OnPaper, name: str):
    root = made.pdfs[name].trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl-NL"
    assert made.pdfs[name].metadata.title == made.sources[name].findtext(".//title")
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert len(made.pdfs[name].outline) >= 4


def test_the_report_has_thirty_pages_at_most_and_the_summary_two(made: OnPaper):
    assert len(made.pdf_pages["rapport"]) <= 30
    assert len(made.pdf_pages["samenvatting"]) <= 2


def test_the_answer_and_the_advice_stand_on_page_two(made: OnPaper):
    second = squeezed(made.pdf_pages["rapport"][1])
    [question] = made.sources["rapport"].xpath("//h1[@id='antwoord']/following::p[1]")
    listed = made.sources["rapport"].xpath("//h1[@id='antwoord']/following::ul[1]/li")
    advice = made.sources["rapport"].xpath("//div[@class='contents']/preceding::ol/li")
    assert len(listed) == 3
    assert len(advice) > 3
    for told in (question, *listed, *advice):
        assert squeezed(told.text_content()) in second


@pytest.mark.parametrize("name", PAPERS)
def test_all_letters_can_be_read_without_a_glass(made: OnPaper, name: str):
    sizes: Counter[float] = Counter()

    def count(text, outer, inner, _font, size):
        scale = math.sqrt(
            abs(inner[0] * inner[3] - inner[1] * inner[2]) * abs(outer[0] * outer[3] - outer[1] * outer[2])
        )
        sizes[round(size * scale, 2)] += len("".join(text.split()))

    for page in made.pdfs[name].pages:
        page.extract_text(visitor_text=count)
    assert sum(sizes.values()) > 1000
    assert sum(number for size, number in sizes.items() if size < 8.4) < 0.01 * sum(sizes.values())
    if name == "rapport":
        [(usual, _)] = sizes.most_common(1)
        assert usual == 11


@pytest.mark.parametrize("name", WHOLE)
def test_the_chapter_stands_above_each_page_and_no_two_headings_are_the_same(made: OnPaper, name: str):
    above = [page.partition("\n")[0].strip() for page in made.pdf_pages[name][1:]]
    assert set(above) <= {"Inhoud", *made.chapters(name)}
    headings = [heading.text_content() for heading in made.sources[name].xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert [text for text, number in Counter(headings).items() if number > 1] == []


@pytest.mark.parametrize("name", PAPERS)
def test_no_column_says_the_same_in_every_row(made: OnPaper, name: str):
    for table in made.sources[name].iter("table"):
        heads = [cell.text_content() for cell in table.iterfind(".//thead/tr/th")]
        rows = [[cell.text_content() for cell in row] for row in table.iterfind(".//tbody/tr")]
        rows = [row for row in rows if len(row) == len(heads)]
        if len(rows) > 2:
            for head, *cells in zip(heads, *rows, strict=True):
                assert len(set(cells)) > 1, (table.findtext("caption"), head)


def test_every_place_that_can_be_remarked_on_is_marked_in_word(made: OnPaper):
    def marked(name: str) -> set[str]:
        return {node.get(qn("w:name")) for node in made.words[name].element.iter(qn("w:bookmarkStart"))}

    wanted = set(made.sources["rapport"].xpath("//span[starts-with(@id, 'kb_')]/@id"))
    assert wanted <= marked("rapport")
    findings = (made.folder / "data" / "findings.csv").read_text(encoding="utf-8").count("\nF-")
    assert len(wanted) > findings + 100
    # What stands with a finding in the report stands there only; what people wrote has its sources in the appendix.
    assert marked("bijlagen") >= {name for name in wanted if "_bevinding_" not in name}


def test_each_sentence_has_one_number_everywhere_with_a_link_both_ways(made: OnPaper) -> None:
    """It leads from the report to its appendix and back, in Word to the sentence itself; the site has it too."""

    def numbers(name: str, other: str) -> dict[str, str]:
        links = made.sources[name].xpath(f"//a[starts-with(@href, '{other}.docx#')]")
        return {link.get("href").partition("#")[2]: normalize("NFKC", link.text_content()) for link in links}

    there = numbers("rapport", "bijlagen")
    back = numbers("bijlagen", "rapport")
    assert len(there) > 100
    assert {name: f"zin {number}" for name, number in there.items()} == back
    on_site: dict[str, set[str]] = {}  # the same words may stand in more than one place
    for entry in made.pages["rapport"].select("dt[id^=waarom-]"):
        number = entry.a.extract().get_text()
        on_site.setdefault(" ".join(entry.get_text().split()), set()).add(number)
    spans = made.sources["bijlagen"].xpath("//span[starts-with(@id, 'kb_')]")
    texts = {span.get("id"): " ".join(span.text_content().split()) for span in spans}
    shared = [(there[name], on_site[text]) for name, text in texts.items() if name in there and text in on_site]
    assert len(shared) > 100
    assert all(number in found for number, found in shared)
    # In Word each is a link to a mark that the other file has.
    marks = {node.get(qn("w:name")) for node in made.words["bijlagen"].element.iter(qn("w:bookmarkStart"))}
    assert set(there) <= marks
    targets = [each.target_ref for each in made.words["rapport"].part.rels.values() if each.is_external]
    assert {f"bijlagen.docx#{name}" for name in there} <= set(targets)


@pytest.mark.parametrize(("many", "page"), [(5, 0), (40, 1)])
def test_a_short_contents_stands_below_what_comes_before_it_and_a_long_one_by_itself(
    tmp_path: Path, many: int, page: int
) -> None:
    chapters = "".join(f"<h1>Hoofdstuk {at}</h1><p>Tekst.</p>" for at in range(many))
    runs_on = '<meta name="klankbord-doorlopend" content="ja">'
    written = f"{PAGE.partition('<body>')[0].replace('</head>', f'{runs_on}</head>')}<body><h1>Antwoord</h1><p>Ja.</p>"
    written += f'<div class="contents" custom-style="Inhoud"><p>Inhoud</p></div>{chapters}</body></html>'
    write_document(written, tmp_path / "d")
    write_pdf(tmp_path / "d", tmp_path / "a.pdf", None)
    pages = [each.extract_text() for each in PdfReader(tmp_path / "a.pdf").pages]
    assert "Antwoord" in pages[0]
    assert next(at for at, text in enumerate(pages) if "Inhoud" in text) == page
    assert ("Hoofdstuk 0" in pages[0]) is (page == 0)
    write_word(tmp_path / "d", tmp_path / "a.docx", None)
    first = {"Inhoud", "Hoofdstuk 0"}
    parted = [each for each in Document(str(tmp_path / "a.docx")).paragraphs if each.text in first and begins(each)]
    assert [each.text for each in parted] == (["Inhoud", "Hoofdstuk 0"] if page else [])


def begins(paragraph):
    """Tell whether a paragraph begins on a new page, by itself or by its style or one that this is based on."""
    places, style = [paragraph.paragraph_format], paragraph.style
    while style is not None:
        places, style = [*places, style.paragraph_format], style.base_style
    return next((each.page_break_before for each in places if each.page_break_before is not None), False)


def shown(element):
    return "".join(text.text for text in element.iter(qn("w:t")))


def test_the_names_of_narrow_columns_stand_upright_whole_and_rows_stay_with_what_is_above_them(tmp_path):
    head = '<th scope="col">Vraag</th><th scope="col"><span class="upright" custom-style="Rechtop">Bezoeken</span></th>'
    theme = '<tr><th scope="row" colspan="2"><strong>Thema</strong></th></tr>'
    row = '<tr><th scope="row">Goed?</th><td>ja</td></tr>'
    table = f"<table><caption>Alles</caption><thead><tr>{head}</tr></thead><tbody>{theme}{row}</tbody></table>"
    page = f'<html lang="nl"><head><title>Stuk</title></head><body><div class="whole">{table}</div></body></html>'
    (tmp_path / "document.html").write_text(page, encoding="utf-8")
    write_word(tmp_path, tmp_path / "a.docx", None)
    write_pdf(tmp_path, tmp_path / "a.pdf", None)
    table = Document(str(tmp_path / "a.docx")).tables[0]._tbl
    turned = [cell for cell in table.iter(qn("w:tc")) if cell.find(f".//{qn('w:textDirection')}") is not None]
    assert [shown(cell) for cell in turned] == ["Bezoeken"]
    assert int(table.find(f".//{qn('w:trHeight')}").get(qn("w:val"))) > 600
    assert all(node.find(f".//{qn('w:cantSplit')}") is not None for node in table.iter(qn("w:tr")))
    kept = [node for node in table.iter(qn("w:tr")) if node.find(f".//{qn('w:keepNext')}") is not None]
    assert [shown(node) for node in kept][-1] == "Thema"
    assert "Bezoeken" in PdfReader(tmp_path / "a.pdf").pages[0].extract_text().replace("\n", "")


def test_no_heading_is_broken_within_a_word():
    styles = Document(str(REFERENCE)).styles
    names = ("Title", *(f"Heading {level}" for level in range(1, 7)))
    assert all(styles[name].element.find(f".//{qn('w:suppressAutoHyphens')}") is not None for name in names)
