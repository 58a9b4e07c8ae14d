"""Texts that try to be more than text, at the start of every kind of block: on a page, in a notebook, in Word and PDF.

Beside each document stands one with innocent words in the same places: what there is more, the texts have made.
"""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import nbformat
import pytest
from helpers_as_made import drawn, in_pdf, parts_of, seen
from helpers_injected import INJECTED, Injected, otherwise, shown
from nbformat import v4
from playwright.sync_api import Browser

from pipeline.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Card,
    Column,
    Crowd,
    Entry,
    Figure,
    Fold,
    Group,
    Groups,
    Heading,
    Link,
    Mark,
    Muted,
    Note,
    Nothing,
    Section,
    Sides,
    Strong,
    Table,
    Target,
    Terms,
    Text,
)
from pipeline.looks.cell import MIME, bundle
from pipeline.looks.document.paper import Paper
from pipeline.looks.document.writing import write_document
from pipeline.looks.notebook_pages import notebook_to_html
from pipeline.looks.rendering.pdf import write_pdf
from pipeline.looks.rendering.word import write_word
from pipeline.telling.frame import Frame

_CHART = Bars((Bar("a", 1.0),))
_TWO = (Column("een", names=True), Column("twee"))
_LONG = "heel wat woorden " * 4

# By name, how a text is put in a block: where it begins, but for what is said of it there.
PLACES: dict[str, Callable[[str], Block]] = {
    "paragraph": lambda text: Text(text),
    "lead": lambda text: Text(text, "lead"),
    "beside the point": lambda text: Text(Muted(text)),
    "strong": lambda text: Text(Strong(text)),
    "mark": lambda text: Text(Mark(text, "ok")),
    "link": lambda text: Text(Link(text, "index.html")),
    "target": lambda text: Text(Target(text, "doel")),
    "second on a line": lambda text: Text(("voor", text)),
    "nothing": lambda text: Nothing(text),
    "heading": lambda text: Heading(text, 2),
    "low heading": lambda text: Heading(text, 4),
    "box": lambda text: Note(text),
    "point of a box": lambda text: Note("kader", "warn", (text, "punt")),
    "point": lambda text: Bullets((text, "punt")),
    "second point": lambda text: Bullets(("punt", text)),
    "below a point": lambda text: Bullets((Entry("punt", (Text(text),)),)),
    "remark": lambda text: Bullets((text, "punt"), "remarks"),
    "name": lambda text: Terms(((text, "uitleg"),)),
    "meaning": lambda text: Terms((("naam", text),)),
    "fold": lambda text: Fold(text, (Text("eronder"),)),
    "below a fold": lambda text: Fold("titel", (Text(text),)),
    "side": lambda text: Sides(((Text(text),), (Text("ernaast"),))),
    "card": lambda text: Card((Text(text),)),
    "section": lambda text: Section((Text(text),), "deel"),
    "caption": lambda text: Table(text, _TWO, (("a", "b"), ("c", "d"))),
    "empty table": lambda text: Table("tabel", _TWO, (), text),
    "column": lambda text: Table("tabel", (Column(text, names=True), Column("b")), (("a", "b"), ("c", "d"))),
    "name of a row": lambda text: Table("tabel", _TWO, ((text, "b"), ("c", "d"))),
    "cell": lambda text: Table("tabel", _TWO, (("a", text), ("c", "d"))),
    "below a cell": lambda text: Table("tabel", _TWO, (("a", Entry("b", (Text(text),))), ("c", "d"))),
    "the same in each row": lambda text: Table("tabel", _TWO, (("a", text), ("c", text), ("e", text))),
    "entry of a wide table": lambda text: Table(
        "tabel", tuple(Column(f"k{at}", names=not at) for at in range(6)), ((text, *"bcde", _LONG), (*"fghij", _LONG))
    ),
    "cell of a wide table": lambda text: Table(
        "tabel", tuple(Column(f"k{at}", names=not at) for at in range(6)), (("a", text, *"cde", _LONG), tuple("fghijk"))
    ),
    "caption of a figure": lambda text: Figure(_CHART, text, "figuur"),
    "text of a figure": lambda text: Figure(_CHART, "figuur", text),
    "caption of groups": lambda text: Groups(text, (Group("a", (Crowd("hier", "veel", 2),)),)),
    "group": lambda text: Groups("groepen", (Group(text, (Crowd("hier", "veel", 2),)),)),
    "crowd": lambda text: Groups("groepen", (Group("a", (Crowd(text, "veel"), Crowd("daar", text, 2))),)),
    "missing group": lambda text: Groups("groepen", (Group("a", (), text),)),
}
# A drawing for each takes long: of these there is one for every so many texts.
_DRAWN = {"caption of a figure", "text of a figure"}
_FEW = 40

_FRAME = Frame("Proef", "", "Gemaakt om te proberen.")
_HEAD = '<!DOCTYPE html><html lang="nl"><head><title>Proef</title></head><body>'
Say = Callable[[Injected], str]


def injected(text: Injected) -> str:
    return text.text


def innocent(text: Injected) -> str:
    return text.innocent


SAID: dict[str, Say] = {"injected": injected, "innocent": innocent}


def blocks(say: Say) -> list[Block]:
    """Put every text in one of the places, in turn."""
    names = [name for name in PLACES if name not in _DRAWN]
    made = [PLACES[names[at % len(names)]](say(text)) for at, text in enumerate(INJECTED)]
    return made + [PLACES[name](say(text)) for text in INJECTED[::_FEW] for name in _DRAWN]


@pytest.fixture(scope="module")
def on_paper(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give two documents in a folder each: with what was injected, and with innocent words in its places."""
    folder = tmp_path_factory.mktemp("papier")
    for name, say in SAID.items():
        made = f"{_HEAD}{Paper().html(*blocks(say))}</body></html>"
        write_document(made, folder / name)
    return {name: folder / name for name in SAID}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the same as two executed notebooks, each with its page."""
    folder = tmp_path_factory.mktemp("site")
    for name, say in SAID.items():
        outputs = [v4.new_output("display_data", bundle(block)) for block in blocks(say)]
        cell = v4.new_code_cell("toon()", outputs=outputs, execution_count=1)
        notebook = v4.new_notebook(cells=[v4.new_markdown_cell("# Proef"), cell])
        nbformat.write(notebook, folder / f"{name}.ipynb")
        made = notebook_to_html(notebook, title="Proef", navigation=[("Proef", "")], frame=_FRAME)
        (folder / f"{name}.html").write_text(made, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in SAID}


def test_there_are_enough_of_every_kind_and_no_kind_of_block_is_left_out() -> None:
    assert len({text.text for text in INJECTED}) == len(INJECTED) >= 300
    assert min(Counter(text.kind for text in INJECTED).values()) >= 7
    assert all(text.name in text.text and text.name in text.innocent for text in INJECTED)
    assert {type(make("x")) for make in PLACES.values()} == set(get_args(Block))


@pytest.mark.slow
def test_in_word_they_are_text_as_it_was_written(on_paper: dict[str, Path]) -> None:
    for folder in on_paper.values():
        write_word(folder, folder / "a.docx", None)
    made, text, said = parts_of(on_paper["injected"] / "a.docx")
    beside, innocents, _ = parts_of(on_paper["innocent"] / "a.docx")
    assert made == beside
    unhyphened = text.replace("\u00ad", "")
    places, wrong = otherwise(unhyphened, lambda text: shown(text).replace("\u00ad", ""))
    assert not wrong
    assert places >= len(INJECTED)
    assert not otherwise(said, shown)[1]
    assert otherwise(innocents, shown)[1], "and what is otherwise is seen"


@pytest.mark.slow
def test_in_a_pdf_they_are_text_as_it_was_written(on_paper: dict[str, Path]) -> None:
    for folder in on_paper.values():
        write_pdf(folder, folder / "a.pdf", None)
    made, pages = in_pdf(on_paper["injected"] / "a.pdf")
    beside, innocents = in_pdf(on_paper["innocent"] / "a.pdf")
    assert made == beside
    places, wrong = otherwise(drawn("".join(re.sub(r"Proef\s*\d+\s*$", "", page) for page in pages)), drawn)
    assert not wrong
    assert places >= len(INJECTED)
    assert otherwise(drawn("".join(innocents)), drawn)[1], "and what is otherwise is seen"


@pytest.mark.parametrize("policy", [True, False], ids=["as it is", "without its policy"])
def test_on_a_page_they_are_text_as_it_was_written(browser: Browser, pages: dict[str, Path], policy: bool) -> None:
    made, beside = (seen(browser, pages[name], policy=policy) for name in SAID)
    assert made.elements == beside.elements
    assert made.leads == beside.leads
    assert not made.live
    assert not made.happened
    places, wrong = otherwise(made.text, shown)
    assert not wrong
    assert places >= len(INJECTED)
    assert not otherwise(" | ".join(made.said), shown)[1]
    assert otherwise(beside.text, shown)[1], "and what is otherwise is seen"


def test_in_a_notebook_an_output_has_no_form_but_ours(pages: dict[str, Path]) -> None:
    """The words as they are, and markup in which they are escaped; nothing that another program would run."""
    [_, cell] = nbformat.read(pages["injected"].with_suffix(".ipynb"), as_version=4).cells
    for output in cell.outputs:
        assert set(output.data) == {"text/plain", "text/html", MIME}
        assert not re.search(r"zk\d{3}z", output.data["text/plain"])
    markup = "".join(output.data["text/html"] for output in cell.outputs)
    beside = nbformat.read(pages["innocent"].with_suffix(".ipynb"), as_version=4).cells[1].outputs
    tags = re.compile("<[^>]*>")
    assert Counter(map(_name, tags.findall(markup))) == Counter(
        _name(tag) for output in beside for tag in tags.findall(output.data["text/html"])
    )


def _name(tag: str) -> str:
    return re.split(r"[\s>]", tag)[0]
