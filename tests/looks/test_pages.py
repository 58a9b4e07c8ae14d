"""Pages: one heading, one style, no script, and nothing asked of the network."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import nbformat.v4 as v4
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from jinja2 import UndefinedError
from nbformat import NotebookNode

from pipeline.looks import templates
from pipeline.looks.cell import bundle
from pipeline.looks.notebook_pages import KlankbordExporter, notebook_to_html
from pipeline.looks.pages import render_page
from pipeline.telling.frame import Frame
from pipeline.telling.tables import table

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(1)</script>\u202e'
FRAME = pd.DataFrame({"a": [1, 2], "b": ["x", "<i>y</i>"]})
AROUND = Frame("Nulmeting", "Deze gegevens zijn verzonnen.", "Gemaakt met klankbord.")


def display(data: dict[str, Any], metadata: dict[str, object] | None = None) -> NotebookNode:
    return v4.new_output("display_data", data, metadata=metadata or {})


def code(source: str, *outputs: NotebookNode, tags: tuple[str, ...] = ()) -> NotebookNode:
    return v4.new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)})


def every_kind_of_cell() -> NotebookNode:
    error = v4.new_output(
        "error", ename="ValueError", evalue="<b>", traceback=["\x1b[31mTraceback\x1b[0m", "ValueError: <b>"]
    )
    return v4.new_notebook(
        cells=[
            v4.new_markdown_cell("# Interviews & meer\n\nTekst met $5 en [een koppeling](https://www.cbs.nl/)."),
            v4.new_markdown_cell("## Eén vraag\n\n# Nog een kop\n\n## Eén vraag\n\n| a | b |\n|---|--:|\n| 1 | 2 |"),
            code("seed = 1", tags=("injected-parameters",)),
            code("table(frame)", display(bundle(table(FRAME, "Ons")))),
            code("frame", display({"text/html": FRAME._repr_html_(), "text/plain": "a b"})),
            code(
                "svg",
                display({"image/svg+xml": "<svg onload='x()'/>"}, {"image/svg+xml": {"alt": 'een "lijn"'}}),
            ),
            code(
                "png",
                display({"image/png": PIXEL + "\n"}, {"alt": "een punt"}),
                display({"image/png": PIXEL}),
            ),
            code("md", display({"text/markdown": "### Uit *code*", "text/plain": "<Markdown>"})),
            code("js", display({"application/javascript": "alert('js')"})),
            code("waarde", v4.new_output("execute_result", {"text/plain": HOSTILE}, execution_count=1)),
            code("print", v4.new_output("stream", name="stdout", text=f"\x1b[1mklaar {HOSTILE}")),
            code("warn", v4.new_output("stream", name="stderr", text="verborgen waarschuwing")),
            code("1 < 2  # " + HOSTILE, v4.new_output("stream", name="stderr", text="oorzaak"), error),
            v4.new_markdown_cell("An Exception was encountered", metadata={"tags": ["papermill-error-cell-tag"]}),
            v4.new_raw_cell("<script>rauw()</script>"),
            v4.new_markdown_cell('<p style="color:red" onclick="x()">rood</p>\n\n![kaart](https://example.org/k.png)'),
        ]
    )


def page_of(notebook: NotebookNode, frame: Frame = AROUND, **changes: object) -> str:
    context = {"title": "Interviews", "navigation": [("Overzicht", "index.html"), ("Interviews", "")]}
    return notebook_to_html(notebook, frame=frame, **{**context, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def html() -> str:
    return page_of(every_kind_of_cell())


@pytest.fixture(scope="module")
def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_the_policy_allows_the_one_style_and_no_more(soup: BeautifulSoup) -> None:
    (style,) = soup.find_all("style")
    digest = b64encode(sha256(style.string.encode()).digest()).decode()
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_the_stylesheet_asks_for_nothing() -> None:
    css = (templates.FOLDER / "klankbord.css").read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|@font-face|</", css)


def test_a_page_loads_nothing_and_runs_nothing(soup: BeautifulSoup) -> None:
    assert soup.find(["script", "iframe", "object", "embed", "base"]) is None
    assert soup.find(attrs={"style": True}) is None
    assert all(not name.startswith("on") for element in soup.find_all(True) for name in element.attrs)
    sources = [str(element["src"]) for element in soup.find_all(src=True)]
    assert len(sources) == 3
    assert all(source.startswith("data:image/") for source in sources)
    assert [link["href"] for link in soup.find_all("link")] == ["data:,"]


def test_hostile_text_stays_text(html: str, soup: BeautifulSoup) -> None:
    assert "\u202e" not in html
    assert soup.find("img", src="x") is None
    outputs = [region.get_text() for region in soup.select("pre")]
    assert sum("<script>alert(1)</script>" in text for text in outputs) == 3


def test_a_page_has_one_main_heading_and_each_heading_its_own_id(soup: BeautifulSoup) -> None:
    assert [heading.get_text() for heading in soup.find_all("h1")] == ["Interviews & meer"]
    headings = soup.select("h1, h2, h3")
    assert [heading["id"] for heading in headings] == [
        "interviews-meer",
        "een-vraag",
        "nog-een-kop",
        "een-vraag-2",
        "uit-code",
    ]
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    targets = {str(link["href"])[1:] for link in soup.select('a[href^="#"]')}
    assert targets <= set(ids)


def test_a_notebook_without_heading_gets_the_title() -> None:
    soup = BeautifulSoup(page_of(v4.new_notebook(cells=[v4.new_markdown_cell("tekst")])), "html.parser")
    assert [heading.get_text() for heading in soup.find_all("h1")] == ["Interviews"]
    assert soup.find(id="toon-code") is None
    assert soup.find(class_="toc") is None


def test_a_heading_in_html_does_not_become_a_second_main_heading() -> None:
    cells = [v4.new_markdown_cell("# Een"), code("x", display({"text/html": "<h1>Twee</h1>"}))]
    soup = BeautifulSoup(page_of(v4.new_notebook(cells=cells)), "html.parser")
    assert len(soup.find_all("h1")) == 1


def test_each_table_scrolls_in_a_named_region(soup: BeautifulSoup) -> None:
    tables = soup.find_all("table")
    assert len(tables) == 3
    for element in tables:
        region = element.find_parent(class_="scroll")
        assert (region["role"], region["tabindex"]) == ("region", "0")
        assert region["aria-label"].startswith("Tabel: ")
        assert all(cell.get("scope") for cell in element.find_all("th"))


def test_images_have_alternatives(soup: BeautifulSoup) -> None:
    assert [image["alt"] for image in soup.find_all("img")] == [
        'een "lijn"',
        "een punt",
        "Figuur zonder beschrijving",
    ]
    assert "[Afbeelding niet opgenomen: kaart]" in soup.get_text()


def test_the_richest_form_of_an_output_is_shown(soup: BeautifulSoup) -> None:
    text = soup.main.get_text()
    assert "<Table>" not in text
    assert "<Markdown>" not in text
    assert "alert('js')" not in text
    assert "rauw()" not in text


def test_code_is_behind_a_switch_and_next_to_its_output(soup: BeautifulSoup) -> None:
    switch = soup.find("input", id="toon-code")
    assert switch["type"] == "checkbox"
    assert soup.find("label", attrs={"for": "toon-code"}).get_text() == "Toon de code"
    assert [pre.get_text().strip() for pre in soup.select(".code pre")][:2] == ["seed = 1", "table(frame)"]
    assert soup.select(".cell:has(.code) table")


def test_an_error_is_told_in_dutch_with_the_technical_part_folded(soup: BeautifulSoup) -> None:
    box = soup.select_one(".cell .note.bad")
    assert box.strong.get_text() == "Deze cel is gestopt met een fout"
    assert box.details.pre.get_text().strip() == "Traceback\nValueError: <b>"
    assert "Deze pagina is niet af" in soup.main.get_text()
    assert "An Exception was encountered" not in soup.get_text()
    assert "verborgen waarschuwing" not in soup.get_text()
    assert "oorzaak" in soup.select_one(".stderr").get_text()


def test_the_frame_tells_where_the_reader_is(soup: BeautifulSoup) -> None:
    assert soup.html["lang"] == "nl"
    assert soup.title.get_text() == "Interviews – Nulmeting"
    assert soup.select_one(".skip")["href"] == f"#{soup.main['id']}"
    assert soup.select_one(".crumbs a")["href"] == "index.html"
    assert soup.select_one('[aria-current="page"]').get_text() == "Interviews"
    assert "Deze gegevens zijn verzonnen." in soup.header.get_text()
    assert "Gemaakt met klankbord." in soup.footer.get_text()


@pytest.mark.parametrize("name", ["title", "round_title", "banner", "footer"])
def test_what_surrounds_the_notebook_is_escaped_too(name: str) -> None:
    changed = {name: HOSTILE} if name == "title" else {"frame": replace(AROUND, **{name: HOSTILE})}
    soup = BeautifulSoup(page_of(v4.new_notebook(), **changed), "html.parser")
    assert soup.find(["img", "script"]) is None
    assert HOSTILE.replace("\u202e", "") in soup.get_text()


def test_no_banner_leaves_no_empty_bar() -> None:
    assert 'class="banner"' not in page_of(v4.new_notebook(), replace(AROUND, banner=""))


def test_a_missing_value_stops_the_page() -> None:
    with pytest.raises(UndefinedError, match="round_title"):
        render_page("page.html.j2", title="x")


def test_the_same_notebook_gives_the_same_page(html: str) -> None:
    assert page_of(every_kind_of_cell()) == html


def test_rendering_leaves_the_notebook_as_it_was() -> None:
    notebook = every_kind_of_cell()
    before = notebook.copy()
    page_of(notebook)
    assert notebook == before


def test_the_template_does_not_come_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "klankbord").mkdir()
    (tmp_path / "klankbord" / "index.html.j2").write_text("vreemd", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "vreemd" not in page_of(v4.new_notebook())


def test_the_exporter_works_without_the_project_around_it() -> None:
    html, resources = KlankbordExporter().from_notebook_node(every_kind_of_cell())
    assert resources["output_extension"] == ".html"
    assert BeautifulSoup(html, "html.parser").title.get_text() == "Interviews & meer"


def test_an_exporter_used_again_makes_the_same_page_and_keeps_nothing_of_the_page_before() -> None:
    exporter = KlankbordExporter()
    page_of(v4.new_notebook(cells=[v4.new_markdown_cell("# Eerder\n\n## Kop")]), title="Eerder", exporter=exporter)
    assert page_of(every_kind_of_cell(), exporter=exporter) == page_of(every_kind_of_cell())
