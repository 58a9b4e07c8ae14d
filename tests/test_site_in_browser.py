"""Every page of both rounds in a real browser: it fits, is quiet, is accessible and asks nothing of the network."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from helpers_rounds import nulmeting
from helpers_sample import sampled
from playwright.sync_api import Browser

from pipeline.addresses import REPORT, REPRODUCTION, theme_stage
from pipeline.phases.declarations import PHASES

PAGES = (
    *("index", "rapport", "bevindingen/*", "oordeel", "formulier"),
    *(f"notebooks/{phase.stage}" for phase in PHASES),
    *(f"notebooks/{theme_stage(theme.id)}" for theme in nulmeting().codebook.themes),
    *(f"notebooks/{stage}" for stage in (REPRODUCTION, REPORT)),
)
# As narrow as a wide screen is at four times its size, or a phone at one and a half (WCAG 2.2, criterion 1.4.10).
SETTINGS = ((320, "dark"), (1280, "light"))
ROUNDS = ("report", "practice_report")


def seen() -> list[object]:
    """Give every page of each round in each setting; each page is always looked at in one of them."""
    around = [(made, width, scheme) for made in ROUNDS for width, scheme in SETTINGS]
    return [case for name in PAGES for case in sampled([(name, *each) for each in around], most=1)]


@pytest.mark.parametrize(("name", "round_report", "width", "scheme"), seen())
def test_page(
    browser: Browser,
    request: pytest.FixtureRequest,
    round_report: str,
    name: str,
    width: int,
    scheme: Literal["dark", "light"],
):
    report = request.getfixturevalue(round_report)
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    complaints, requests = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    address = next(report.glob(f"{name}.html")).as_uri()
    page.goto(address)

    assert page.title()
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.lang") == "nl"
    # Folded parts count too: everything is opened before it is measured.
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0 && image.alt)")

    found = Axe().run(page).response["violations"]
    serious = [
        (item["id"], item["nodes"][0]["html"][:200]) for item in found if item["impact"] in {"serious", "critical"}
    ]
    assert not serious
    assert not complaints
    assert [url for url in requests if not url.startswith("data:")] == [address]
    context.close()


@pytest.mark.parametrize(("width", "height"), [(375, 812), (768, 1024), (1024, 800), (1280, 800)])
def test_what_was_found_and_the_picture_of_it_begin_on_the_first_screen(
    browser: Browser, report: Path, practice_report: Path, width: int, height: int
) -> None:
    for made in (report, practice_report):
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto((made / "index.html").as_uri())
        ends = [page.locator(place).first.bounding_box() for place in (".answers", ".overview caption")]
        assert all(box is not None and box["y"] + box["height"] <= height for box in ends)
        found = page.locator(".overview tbody a")
        assert found.count() == len(list((made / "bevindingen").glob("*.html")))
        assert page.locator(".overview").evaluate("it => it.scrollWidth <= document.documentElement.clientWidth")
        heads = [each.bounding_box() for each in page.locator(".overview thead .phase span").all()]
        assert all(one and next_ and one["x"] + one["width"] <= next_["x"] for one, next_ in pairwise(heads))
        page.close()


def test_a_panel_member_gets_from_a_finding_to_its_evidence_by_keyboard(browser: Browser, report: Path):
    page = browser.new_page(viewport={"width": 375, "height": 800})
    page.goto((report / "index.html").as_uri())
    link = page.get_by_role("link", name="Meer over zelfredzaamheid")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/bevindingen/F-effectiviteit-zelfredzaamheid.html")
    fold = page.locator("summary", has_text="Bekijk alle")
    fold.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("heading", name="Wat dit tegenspreekt").is_visible()
    place = page.locator(".points summary").first
    place.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("document 004, ").first.is_visible()
    page.get_by_role("link", name="de hele onderbouwing").click()
    page.wait_for_url("**/06_triangulatie_effectiviteit.html#F-effectiviteit-zelfredzaamheid")
    page.close()


@pytest.mark.thorough
def test_a_reader_of_the_report_finds_out_how_we_know_in_two_clicks(browser: Browser, second_report: Path):
    """Every sentence has a number; a click on it opens what it rests on, with a place, or a link to all evidence."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((second_report / "rapport.html").as_uri())
    # Every assertion has a number, and its number leads to an entry that names a place or links to one.
    unsupported = page.evaluate(
        """() => [...document.querySelectorAll('.report span[id^="K-"]')].filter(sentence => {
            const entry = document.getElementById(`waarom-${sentence.id}`);
            const text = sentence.textContent.trim();
            if (/[?:]$/.test(text) || sentence.querySelector('.chip')) return false;
            if (!entry || sentence.nextElementSibling?.getAttribute('href') !== `#waarom-${sentence.id}`) return true;
            const first = entry.nextElementSibling;
            return first?.tagName !== 'DD' || !first.querySelector('a, .muted');
        }).map(sentence => sentence.textContent)"""
    )
    assert unsupported == []
    numbers = page.locator(".report a.why")
    assert numbers.count() > 250
    to_evidence = 0
    for place in range(0, numbers.count(), 29):
        page.goto((second_report / "rapport.html").as_uri())
        number = numbers.nth(place)
        target = number.get_attribute("href").removeprefix("#")
        number.click()
        entry = page.locator(f"[id='{target}']")
        assert entry.is_visible(), "the first click opens what the sentence rests on"
        link = entry.locator("xpath=following-sibling::dd[1]//a").first
        if link.count() and "bewijs-F" in (link.get_attribute("href") or ""):
            link.click()
            opened = page.locator(f"[id='{page.url.partition('#')[2]}']")
            assert opened.is_visible(), "the second click opens the evidence"
            assert opened.get_by_text("Waar staat dit?").first.is_visible()
            to_evidence += 1
    assert to_evidence > 3
    page.close()


@pytest.mark.thorough
def test_the_way_back_from_a_finding_to_the_sentences_that_use_it(browser: Browser, second_report: Path):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((second_report / "notebooks" / "06_triangulatie_samenwerking.html").as_uri())
    page.locator("#F-samenwerking-stadsdeel").get_by_role("link", name="Waar het rapport dit gebruikt").click()
    page.wait_for_url("**/rapport.html#gebruikt-F-samenwerking-stadsdeel")
    fold = page.locator("[id='gebruikt-F-samenwerking-stadsdeel'] ~ details").first
    fold.locator("summary").click()
    sentences = fold.get_by_role("link")
    assert sentences.count() > 3
    sentences.first.click()
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").is_visible()
    page.close()


# What the tables of a page ask of a reader: at most so many screens of a phone, with nothing opened.
SCREENS = 25
MANY_NUMBERS = 6  # columns of them: a table that is read across, and may scroll sideways on a phone


def test_tables_use_the_width_there_is_and_a_notebook_is_no_endless_scroll(
    browser: Browser, report: Path, practice_report: Path
) -> None:
    wide = browser.new_page(viewport={"width": 1280, "height": 800})
    phone = browser.new_page(viewport={"width": 375, "height": 812})
    seen = sideways = 0
    for path in [*report.glob("notebooks/*.html"), *practice_report.glob("notebooks/*.html")]:
        wide.goto(path.as_uri())
        wide.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        # No table has a column out of sight, also none that was folded.
        found = wide.evaluate(
            """() => [...document.querySelectorAll('.scroll:has(table)')].map(region =>
                [region.scrollWidth - region.clientWidth, region.getAttribute('aria-label')])"""
        )
        assert [label for over, label in found if over > 1] == [], path
        seen += len(found)
        phone.goto(path.as_uri())
        assert phone.evaluate("document.documentElement.scrollHeight / innerHeight") < SCREENS, path
        phone.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        found = phone.evaluate(
            """() => [...document.querySelectorAll('.scroll:has(table)')].map(region =>
                [region.scrollWidth - region.clientWidth > 1, region.querySelectorAll('thead .num').length])"""
        )
        sideways += sum(over for over, numbers in found if numbers < MANY_NUMBERS)
        # In a card, nothing is said to have no value.
        dashes = "() => [...document.querySelectorAll('.stacks tbody .none')].filter(cell => cell.offsetParent).length"
        assert phone.evaluate(dashes) == 0, path
    assert seen > 400
    # On a phone all but a few tables with a long word fit; 88 of them did not.
    assert sideways < seen / 50
    wide.close()
    phone.close()


def test_a_link_into_a_fold_opens_it_and_paper_shows_all_without_any_script(browser: Browser, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    address = (report / "notebooks" / "08_rapport.html").as_uri()
    page.goto(address)
    place = page.locator("details .data [id]").first
    assert not place.is_visible()
    # What an address leads to is in sight.
    page.goto(f"{address}#{place.get_attribute('id')}")
    place.wait_for(state="visible")
    page.goto(address)
    page.emulate_media(media="print")
    assert place.is_visible(), "what is folded is printed"
    context.close()


def test_headings_and_links_can_be_told_apart_by_ear(report: Path, practice_report: Path) -> None:
    """What a list of headings or links reads out is said once; the headings of a written report are its writer's."""
    for path in [*report.rglob("*.html"), *practice_report.rglob("*.html")]:
        if "stages" in path.parts:
            continue
        main = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").main
        headings = Counter(each.get_text(" ", strip=True) for each in main.select("h1, h2, h3, h4"))
        written = {each.get_text(" ", strip=True) for each in main.select(".report :is(h2, h3, h4)")}
        assert {text for text, times in headings.items() if times > 1} <= written, path
        leads: dict[str, set[str]] = {}
        for link in main.select("a[href]"):
            leads.setdefault(str(link.get("aria-label") or link.get_text(" ", strip=True)), set()).add(
                str(link["href"])
            )
        assert [text for text, addresses in leads.items() if len(addresses) > 1] == [], path


def test_who_prints_the_text_alone_gets_that_and_is_told(browser: Browser, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((report / "notebooks" / "02_interviews.html").as_uri())
    told = page.get_by_text("Dit is alleen de tekst")
    page.get_by_label("Bij afdrukken alleen de tekst").check()
    assert not told.is_visible()
    assert page.locator(".figure").first.is_visible()
    page.emulate_media(media="print")
    assert told.is_visible()
    assert page.locator(".figure, .scroll, details").locator("visible=true").count() == 0
    assert page.get_by_role("heading", name="Wie is gesproken").is_visible()
    page.emulate_media(media="screen")
    page.get_by_label("Bij afdrukken alleen de tekst").uncheck()
    page.emulate_media(media="print")
    assert not told.is_visible()
    assert page.locator(".figure").first.is_visible()
    context.close()


def test_labels_stay_whole_at_twice_the_size_on_a_phone(browser: Browser, report: Path) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 812})
    for path in report.glob("notebooks/0[68]*.html"):
        page.goto(path.as_uri())
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        cut = page.evaluate(
            """() => [...document.querySelectorAll('.card > p .chip, .stacks .chip')].filter(chip => {
                const around = chip.closest('.scroll, .card').getBoundingClientRect();
                return chip.getBoundingClientRect().right > around.right;
            }).map(chip => chip.textContent)"""
        )
        assert cut == [], path
    page.close()
