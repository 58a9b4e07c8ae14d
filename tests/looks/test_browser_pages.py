"""A sample page in a real browser: it fits, it is quiet, it can be used by keyboard and by screen reader."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import nbformat.v4 as v4
import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat import NotebookNode
from playwright.sync_api import Browser, Page

from pipeline.blocks import Block, Mark, MarkKind, Table
from pipeline.looks.cell import bundle
from pipeline.looks.notebook_pages import notebook_to_html
from pipeline.telling.figures import Caption, bars, diverging, heatmap, ladder, lines
from pipeline.telling.frame import Frame
from pipeline.telling.tables import table

LONG_WORD = "Arbeidsongeschiktheidsverzekeringsmaatschappijmedewerkersvertegenwoordiging"


def cell(data: dict[str, Any]) -> NotebookNode:
    output = v4.new_output("display_data", data)
    return v4.new_code_cell("toon(" + "lange_naam, " * 20 + ")", outputs=[output])


def wide_table() -> Table:
    columns: dict[str, list[object]] = {f"Kolom {i}": [LONG_WORD, None] for i in range(8)}
    columns["Oordeel"] = [Mark("positief", "positive"), Mark("kritisch", "negative")]
    return table(pd.DataFrame(columns), "Een brede tabel met een lang bijschrift " * 3, row_header="Kolom 0")


def marks() -> Table:
    return table(pd.DataFrame({"Label": [Mark(kind, kind) for kind in get_args(MarkKind)]}), "Alle labels")


def drawings() -> list[Block]:
    counts = pd.DataFrame({"wat": ["Begeleiding", LONG_WORD], "k": [3, 1], "o": [2, 0], "p": [14, 9]})
    years = pd.DataFrame({"jaar": ["2017", "2019"], "cijfer": [6.4, 7.1], "wijk": ["Liendert"] * 2})
    caption = Caption(f"Bijschrift {LONG_WORD}", "Een figuur.")
    return [
        bars(counts, "wat", "p", caption),
        diverging(counts, "wat", "k", "o", "p", caption),
        ladder(counts, label="wat", begin="k", end="k", rungs=["een", "twee", LONG_WORD], caption=caption),
        lines(years, "jaar", "cijfer", "wijk", caption),
        heatmap(counts.set_index("wat"), caption),
    ]


def sample() -> NotebookNode:
    error = v4.new_output("error", ename="E", evalue="e", traceback=["regel " * 60])
    texts = [
        f"# Over {LONG_WORD}\n\nEen [koppeling](https://example.org/{LONG_WORD}) en `{LONG_WORD}`.",
        f"## Tabellen\n\n| a | b |\n|---|---|\n| {LONG_WORD} | {LONG_WORD} |",
        f"## Figuren\n\n> {LONG_WORD}\n\n```python\n{'x' * 200}\n```",
        f"## Slot\n\n### {LONG_WORD}",
    ]
    first, tables, figures, last = map(v4.new_markdown_cell, texts)
    bare = {"text/html": pd.DataFrame({f"kolom {i}": [LONG_WORD] for i in range(6)})._repr_html_()}
    failed = v4.new_code_cell("1 / 0", outputs=[error])
    shown = map(cell, [bundle(wide_table()), bundle(marks()), bare])
    drawn = map(cell, map(bundle, drawings()))
    return v4.new_notebook(cells=[first, tables, *shown, figures, *drawn, last, failed])


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("site") / "interviews.html"
    html = notebook_to_html(
        sample(),
        title="Interviews",
        navigation=[("Overzicht", "index.html"), (LONG_WORD, "aanpak.html"), ("Interviews", "")],
        frame=Frame(
            round_title=f"Evaluatie {LONG_WORD}",
            banner="De gegevens op deze pagina zijn verzonnen.",
            footer=f"Gemaakt uit raw/{LONG_WORD}/interviews.csv.",
        ),
    )
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


class Visit:
    """An opened page with everything that the browser complained about or asked for."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(address)

    def unfold(self) -> None:
        self.page.check("#toon-code")
        self.page.evaluate("document.querySelectorAll('details').forEach(element => element.open = true)")


@pytest.fixture(params=[(320, "light"), (375, "light"), (375, "dark"), (1280, "light"), (1280, "dark")], ids=str)
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    width: int
    scheme: Literal["light", "dark"]
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    yield Visit(context.new_page(), address)
    context.close()


def test_the_page_fits_and_asks_for_nothing(visit: Visit, address: str) -> None:
    fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert visit.page.evaluate(fits)
    visit.unfold()
    assert visit.page.evaluate(fits)
    assert visit.complaints == []
    assert [url for url in visit.requests if not url.startswith("data:")] == [address]


def test_every_figure_is_really_drawn(visit: Visit) -> None:
    widths = visit.page.evaluate("Array.from(document.images, image => image.complete && image.naturalWidth)")
    assert len(widths) == 5
    assert all(widths)


def test_axe_finds_nothing_serious(visit: Visit) -> None:
    visit.unfold()
    found = Axe().run(visit.page).response["violations"]
    serious = [violation for violation in found if violation["impact"] in ("serious", "critical")]
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in serious] == []


def test_the_code_switch_works_by_keyboard(visit: Visit) -> None:
    page = visit.page
    first = page.locator(".code").first
    assert not first.is_visible()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "toon-code":
            break
    page.keyboard.press("Space")
    assert first.is_visible()
    page.keyboard.press("Space")
    assert not first.is_visible()
    label = page.locator("label[for=toon-code]").bounding_box()
    assert label is not None
    assert label["height"] >= 44


def test_the_first_stop_skips_to_the_content(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("Tab")
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_paper_has_the_content_and_no_controls(visit: Visit) -> None:
    page = visit.page
    visit.unfold()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 665, "height": 940})
    region = "document.querySelector('.scroll:has(.crowded)')"
    assert page.evaluate(f"{region}.scrollWidth <= {region}.clientWidth")
    assert not page.locator(".crumbs, .toc, .switch, .skip, .code").locator("visible=true").count()
    assert page.locator(".banner").is_visible()
    address = page.evaluate("getComputedStyle(document.querySelector('main a[href^=http]'), '::after').content")
    assert "https://example.org/" in address
