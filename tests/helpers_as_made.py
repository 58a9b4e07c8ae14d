"""What was made, taken apart as the program of a reader does: pages in a browser, Word files, PDFs and CSVs."""

import csv
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Any

from helpers_document import elements, squeezed
from helpers_injected import shown
from lxml import etree
from playwright.sync_api import Browser
from pypdf import PdfReader

from pipeline.looks.rendering.drawable import in_words

# What follows from how long a text is, or of which letters, and not from what it says: widths of columns, where a word
# is parted for its letters, a soft hyphen, and that a table goes on over the page.
_OF_LETTERS = {"gridCol", "r", "t", "rPr", "rFonts", "rStyle", "softHyphen"}
_OF_PAGES = "/Div"

# What a browser made of a page: its elements by what they are and which attributes they have, its words, and what its
# attributes say that lead somewhere, would run something, or have an injected text.
_LOOK = """() => {
    const elements = {}, leads = [], live = [], said = [];
    for (const element of document.querySelectorAll('*')) {
        const names = element.getAttributeNames().filter(name => name !== 'href' || element.tagName !== 'A');
        const key = [element.namespaceURI, element.tagName, element.className, ...names].join(' ');
        elements[key] = (elements[key] || 0) + 1;
        for (const name of element.getAttributeNames()) {
            const value = element.getAttribute(name);
            if (/^on/i.test(name)) live.push(`${name}=${value}`);
            else if (['href', 'src', 'action', 'formaction', 'data', 'poster', 'srcdoc', 'xlink:href'].includes(name)) {
                leads.push(value.startsWith('data:image/') ? 'data:image/' : value);
            }
            else if (value.includes('zk')) said.push(value);
        }
    }
    for (const part of document.querySelectorAll('style, script')) part.remove();
    const title = document.title;
    return { elements, leads, live, said, title, text: document.documentElement.textContent, ran: window.__ran ?? '' };
}"""


@dataclass(frozen=True)
class Seen:
    """A page as a browser has it.

    Attributes
    ----------
    elements : dict of str to int
        How many there are of each kind of element.
    leads : list of str
        Where its links and pictures lead.
    live : list of str
        Attributes that would run something.
    said : list of str
        What other attributes say in which a name stands.
    text : str
        Its words.
    happened : list of str
        What ran, what was asked of the network, and what the browser complained of.
    """

    elements: dict[str, int]
    leads: list[str]
    live: list[str]
    said: list[str]
    text: str
    happened: list[str]


def seen(browser: Browser, path: Path, *, policy: bool = True) -> Seen:
    """Look at a page in a browser, with everything open; without its policy that which is live would run."""
    page = browser.new_page()
    happened: list[str] = []
    page.on("console", lambda message: happened.append(message.text))
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on("dialog", lambda dialog: (happened.append(dialog.message), dialog.dismiss()))
    page.on("popup", lambda opened: happened.append(opened.url))
    page.on("request", lambda asked: happened.append(asked.url))
    if not policy:
        without = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", path.read_text(encoding="utf-8"))
        path = path.with_suffix(".zonder.html")
        path.write_text(without, encoding="utf-8")
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    found: dict[str, Any] = page.evaluate(_LOOK)
    page.close()
    own = [each for each in happened if each != path.as_uri() and not each.startswith("data:image/")]
    return Seen(
        *(found["elements"], found["leads"], found["live"], found["said"]),
        *(f"{found['title']} {found['text']}", [*own, *filter(None, [found["ran"]])]),
    )


def parts_of(packed_file: Path) -> tuple[Counter[tuple[object, ...]], str, str]:
    """Give the elements of all parts of a Word file or slides, the text in it, and what its attributes say."""
    found: Counter[tuple[object, ...]] = Counter()
    texts, said = [], []
    with zipfile.ZipFile(packed_file) as packed:
        found["parts",] = len(packed.namelist())
        for name in packed.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            for node in etree.fromstring(packed.read(name)).iter():
                tag = etree.QName(node).localname
                texts.append(node.text or "" if tag == "t" else " ")
                values = [(etree.QName(key).localname, value) for key, value in node.attrib.items()]
                said += [value for key, value in values if key in _SAID or tag == "tblCaption"]
                kept = [
                    (key, _PLACE.sub("", value)) for key, value in values if key not in {"id", "Id", "name", *_SAID}
                ]
                if tag not in _OF_LETTERS:
                    found[name, tag, len(values), *(kept if tag != "tblCaption" else ())] += 1
    return found, "".join(texts), " | ".join(said)


# What a sentence is called in another document: a digest of its words. And what is said of a table or a figure.
_PLACE = re.compile(r"(?<=kb_)[0-9a-f_]+")
_SAID = frozenset({"descr", "title"})
_NAMED = frozenset({"id", "Id", "name"})


def in_pdf(path: Path) -> tuple[Counter[str], list[str]]:
    """Count what a PDF has beside its text, and give the text of its pages."""
    pdf = PdfReader(path)
    found = Counter(str(item["/S"]) for item in elements(pdf) if "/S" in item)
    del found[_OF_PAGES]
    found["annotations"] = sum(len(page.get("/Annots") or []) for page in pdf.pages)
    found["entries"] = sum(1 for _ in _outline(pdf.outline))
    found["files"] = len(pdf.attachments)
    root: Any = pdf.trailer["/Root"]
    found["actions"] = sum(name in root for name in ("/OpenAction", "/AA", "/AcroForm"))
    return found, [page.extract_text() for page in pdf.pages]


def _outline(entries: list[object]) -> "chain[object]":
    return chain.from_iterable(_outline(each) if isinstance(each, list) else (each,) for each in entries)


def drawn(text: str) -> str:
    """Give a text as it is drawn in a PDF: without what shows nothing, and a sign that no font has in words."""
    return re.sub("[\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe0f\ufeff\u20e3]", "", squeezed(in_words(shown(text))[0]))


# What a spreadsheet takes for a formula, however wide it is written; and a number, which it may.
_LIVE = re.compile('[ "]*[=+\\-@\uff1d\uff0b\uff0d\uff20]')
_NUMBER = re.compile(r"[+-]?\d[\d.,]*\s?%?")


def live_cells(text: str) -> list[str]:
    """Give the cells of a CSV that a spreadsheet would run: one that heeds quotes, and one with semicolons in lists."""
    by_quotes = (cell for row in csv.reader(StringIO(text, newline="")) for cell in row)
    without = (cell.strip('"') for line in re.split("[\r\n]+", text) for cell in re.split("[;\t]", line))
    return [
        cell
        for cell in chain(by_quotes, without)
        if cell[:1] in {"\t", "\r"} or (_LIVE.match(cell) and not _NUMBER.fullmatch(cell.strip()))
    ]
