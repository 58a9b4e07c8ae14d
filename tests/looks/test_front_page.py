"""The front page and the cards of the demonstration, a collected round, in a browser: what a panel reads first."""

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page

from pipeline.claims import ledger, readability
from pipeline.looks.site import write_site
from pipeline.notebook.round import open_round
from pipeline.outputs import DATA
from pipeline.review import reviewed
from pipeline.review.handling import Answered, panels
from pipeline.review.model import Handled, Remark
from pipeline.review.places import draft_of
from pipeline.telling.findings import told
from pipeline.telling.frame import frame
from pipeline.telling.overview import answers
from pipeline.telling.report_page import parts
from pipeline.telling.round_report import RoundReport

ROUND = "voorbeeld-2021"


@pytest.fixture(scope="module")
def collected() -> RoundReport:
    work = open_round(ROUND)
    data, tables = work.data, work.tables
    claims = ledger.make(data, tables)
    around = frame(ROUND, data.round.title, data.round.synthetic, ("synthetic",))
    draft, written = draft_of(ROUND, tables["findings"], claims), parts(claims, tables, data.codebook)
    loaded = reviewed.load(data.project, ROUND, looking=False)
    said = panels(loaded.review, loaded.answers, draft, data.codebook, data.round.panels)
    tables = dict.fromkeys(DATA, pd.DataFrame()) | tables | {"claims": claims.table(), "review": said.table()}
    return RoundReport(data, tables, claims, written, told(data, tables), draft, said, around)


@pytest.fixture(scope="module")
def site(collected: RoundReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(folder, collected, [])
    return folder


def opened(browser: Browser, path: Path, width: int = 375, height: int = 812) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize(("width", "height"), [(375, 812), (768, 1024), (1280, 800)])
def test_the_answer_and_the_picture_begin_on_the_first_screen(
    browser: Browser, site: Path, width: int, height: int
) -> None:
    page = opened(browser, site / "index.html", width, height)
    for place in (".answers", ".overview caption", ".overview thead"):
        box = page.locator(place).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height, place
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.close()


@pytest.mark.parametrize(("width", "size"), [(375, "200%"), (320, "100%"), (768, "200%")])
def test_with_large_letters_or_on_a_small_screen_no_word_is_broken(
    browser: Browser, site: Path, width: int, size: str
) -> None:
    page = opened(browser, site / "index.html", width)
    page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    # A name of one word stands on one line.
    names = page.locator(".overview .name").all()
    assert len(names) == 4
    for name in names:
        high, line = name.evaluate("it => [it.offsetHeight, parseFloat(getComputedStyle(it).lineHeight)]")
        assert high < 1.5 * line, name.inner_text()
    # What a phase says has the name of the phase with it: above its column, or before it.
    label = page.locator(".overview td.phase").first.evaluate("it => getComputedStyle(it, '::before').content")
    has_columns = page.locator(".overview thead").evaluate("it => it.offsetWidth > 10")
    assert has_columns is (label == "none")
    assert has_columns is (width == 768)
    assert has_columns or label.startswith('"Documenten')
    page.close()


def test_what_the_answer_leaves_out_is_named_in_words_and_a_link_leads_to_how_many(
    browser: Browser, site: Path, collected: RoundReport
) -> None:
    page = opened(browser, site / "index.html")
    link = page.locator(".answers a").first
    assert link.inner_text() == (
        "Binnen beleving anders: over bekendheid, bij mensen met leeftijd «jonger dan 35» en bij Wilgenhuis Zuid."
    )
    items = page.locator(f"{link.get_attribute('href')} li").all_inner_texts()
    [answer, *_] = answers(collected.data, collected.tables)
    # Each has its own sign and the name of its finding: it stands apart from the answer, which may be about several.
    assert all(
        item.endswith(f"{each.finding}. {each.sentence}") for item, each in zip(items, answer.exceptions, strict=True)
    )
    assert [item[0] for item in items] == ["▼", "●", "●"]
    assert len(items) == 3
    assert all(re.search(r"\d+ van de \d+|alle \d+", item) for item in items)
    assert not re.search(r"\d+ van de \d+|alle \d+", link.inner_text())
    page.close()


def test_on_a_card_people_come_first_and_counts_follow_smaller(
    browser: Browser, site: Path, collected: RoundReport
) -> None:
    page = opened(browser, site / "index.html")
    cards = page.locator(".cards article").all()
    assert len(cards) == len(collected.told)
    for card, finding in zip(cards, collected.told, strict=True):
        people, counted = card.locator(".people"), card.locator(".counted")
        assert (people.inner_text(), counted.inner_text()) == (finding.people, finding.counted)
        first, last = people.bounding_box(), counted.bounding_box()
        assert first is not None
        assert last is not None
        assert first["y"] + first["height"] <= last["y"]
        large, small = (each.evaluate("it => parseFloat(getComputedStyle(it).fontSize)") for each in (people, counted))
        assert small < large
    page.close()


def test_what_a_panel_reads_of_people_is_plain(collected: RoundReport) -> None:
    scored = readability.table([readability.of_page(each.id, each.brief) for each in collected.told])
    assert list(scored["text"][scored["level"] == readability.BELOW_TARGET]) == []
    assert list(scored["level"]).count(readability.ON_TARGET) == len(collected.told)


def test_what_was_said_of_the_whole_report_is_on_the_front_page_with_the_way_to_the_rest(
    collected: RoundReport, site: Path, tmp_path: Path
) -> None:
    before = (site / "index.html").read_text(encoding="utf-8")
    assert "rapport.html#klankbord" not in before, "nobody said anything yet"
    remark = Remark("Bewoners 1", "site", "", "", "rapport", "", "", "comment", "", "Goed leesbaar.")
    one = Answered(remark, "Bewoners 1", "Klankbordgroep", "Bewoners", Handled.TAKEN_OVER, "Dank u.", True, "")
    write_site(tmp_path, replace(collected, panels=replace(collected.panels, elsewhere=(one,))), [])
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'href="rapport.html#klankbord"' in page
    assert "1 opmerking</summary>" in page
    assert "“Goed leesbaar.”" in page
    assert "Overgenomen. Dank u." in page
    assert 'id="klankbord"' in (tmp_path / "rapport.html").read_text(encoding="utf-8")
