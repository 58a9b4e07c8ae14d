"""The review form in a real browser: from a file, by keyboard, kept, saved, loaded, and safe from what is typed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pipeline.claims import readability
from pipeline.codebook import Voice
from pipeline.looks.review_form import write_review_forms
from pipeline.notebook.round import RoundWork
from pipeline.review.places import Draft, Place
from pipeline.telling.findings import told
from pipeline.telling.frame import Frame
from pipeline.telling.told_finding import ToldFinding

HOSTILE = "\"><script>document.title='kwaad'</script>' & <b>vet</b>\u2028einde"
FRAME = Frame("Oefenronde", "", "Gemaakt met klankbord.")


@pytest.fixture(scope="module")
def findings(work: RoundWork) -> list[ToldFinding]:
    return told(work.data, work.tables)


def draft_of(findings: list[ToldFinding], **changed: str) -> Draft:
    places = (Place(each.id, changed.get(each.id, each.statement), each.id) for each in findings)
    return Draft("oefenronde", tuple(places))


def write(folder: Path, findings: list[ToldFinding], draft: Draft, work: RoundWork) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    write_review_forms(folder, findings, draft, work.data.round, work.data.codebook, FRAME)
    return (folder / "oordeel.html").as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, findings: list[ToldFinding], work: RoundWork) -> str:
    return write(tmp_path_factory.mktemp("formulier"), findings, draft_of(findings), work)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 390, "height": 800}, reduced_motion="reduce")
    errors: list[str] = []
    made.on("weberror", lambda error: errors.append(str(error.error)))
    yield made
    made.close()
    assert errors == []


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def answer(page: Page, finding: str, label: str, comment: str = "") -> None:
    card = page.locator(f"[id='{finding}']")
    card.get_by_role("radio", name=label, exact=True).check()
    card.get_by_role("textbox").fill(comment)


def saved(page: Page) -> tuple[str, dict[str, Any]]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Opslaan").click()
    path = waiting.value.path()
    return waiting.value.suggested_filename, json.loads(path.read_text(encoding="utf-8"))


def test_what_stands_around_the_findings_is_easy_to_read(
    address: str,
) -> None:
    """What is said of findings hangs on the data, and is in `readability.csv`."""
    folder = Path(address.removeprefix("file://")).parent
    for name in ("oordeel.html", "formulier.html"):
        soup = BeautifulSoup((folder / name).read_text(encoding="utf-8"), "html.parser")
        for theirs in soup(["script", "style", "article"]):
            theirs.decompose()
        told = [" ".join(each.get_text(" ").split()) for each in soup.find_all(["p", "li", "label", "summary"])]
        scored = readability.table([readability.of_page(name, each) for each in told])
        assert len(scored) >= 3
        assert list(scored["text"][scored["level"] == readability.BELOW_TARGET]) == []


def test_the_forms_say_of_a_finding_what_is_measured(address: str, findings: list[ToldFinding]) -> None:
    folder = Path(address.removeprefix("file://")).parent
    for name in ("oordeel.html", "formulier.html"):
        soup = BeautifulSoup((folder / name).read_text(encoding="utf-8"), "html.parser")
        briefs = [" ".join(each.get_text(" ").split()) for each in soup.select("dl.brief, p.brief")]
        assert len(briefs) == len(findings)
        for finding, shown in zip(findings, briefs, strict=True):
            assert all(part in shown for part in (finding.people, finding.sure))
            assert finding.brief == f"{finding.people} {finding.sure}"
        counted = [" ".join(each.get_text(" ").split()) for each in soup.select("article .counted")]
        assert counted == [finding.counted for finding in findings]


def test_three_answers_on_a_phone_survive_a_reload_and_come_out_as_the_file_that_is_read_back(
    context: BrowserContext, address: str, findings: list[ToldFinding]
) -> None:
    page = opened(context, address)
    requests: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    first, second, third = (finding.id for finding in findings[:3])
    page.get_by_label("Uw naam").fill("Fenna de Vries")
    page.get_by_label("Uw rol").select_option("bewoners")
    answer(page, first, "Eens")
    answer(page, second, "Eens, als …", "Zeg erbij over wie het gaat.")
    assert page.locator(f"[id='{second}'] label[for]").text_content() == "Wat moet er dan veranderen?"
    answer(page, third, "Niet eens", HOSTILE)
    page.get_by_label("Wilt u nog iets zeggen").fill("Duidelijk.")
    assert page.locator("#voortgang").text_content() == f"3 van {len(findings)} beantwoord"

    page.reload()
    assert page.locator("#voortgang").text_content() == f"3 van {len(findings)} beantwoord"
    name, file = saved(page)
    assert name == "oordeel-oefenronde-fenna-de-vries.json"
    assert page.get_by_text("Stuur dat bestand als bijlage").is_visible()
    assert page.title().startswith("Uw oordeel")
    assert {key: file[key] for key in ("klankbord", "version", "round", "draft", "reviewer", "role", "panel")} == {
        "klankbord": "oordeel",
        "version": 1,
        "round": "oefenronde",
        "draft": draft_of(findings).id,
        "reviewer": "Fenna de Vries",
        "role": "bewoners",
        "panel": "klankbordgroep",
    }
    assert len(file["saved_at"]) == len("2026-11-22T20:00:00Z")
    assert file["general"] == "Duidelijk."
    assert [each["finding"] for each in file["judgements"]] == [finding.id for finding in findings]
    assert [each["seen"] for each in file["judgements"]] == [finding.statement for finding in findings]
    assert [(each["judgement"], each["comment"]) for each in file["judgements"][:4]] == [
        ("agree", ""),
        ("agree if", "Zeg erbij over wie het gaat."),
        ("disagree", HOSTILE),
        ("", ""),
    ]
    assert {url.partition(":")[0] for url in requests} <= {"file", "data", "blob"}


def test_the_whole_form_by_keyboard_alone(context: BrowserContext, address: str, findings: list[ToldFinding]) -> None:
    page = opened(context, address)

    def focus_on(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none", "what has the focus can be seen"
                top, bar = page.evaluate(
                    "[document.activeElement, document.getElementById('voortgang')]"
                    ".map(element => element.getBoundingClientRect().top)"
                )
                assert 0 <= top < bar, "the bar is not over what has the focus"
                return
        pytest.fail(f"no way by keyboard to {selector}")

    focus_on("#naam")
    page.keyboard.type("Joris")
    focus_on("#rol")
    page.keyboard.press("ArrowDown")
    for number, finding in enumerate(findings):
        focus_on(f"[id='{finding.id}'] input")
        page.keyboard.press("Space")
        for _ in range(number % 4):
            page.keyboard.press("ArrowDown")
        focus_on(f"[id='{finding.id}'] textarea")
        page.keyboard.type("woord")
    focus_on("button[type=submit]")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    file = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    in_order = ["agree", "agree if", "disagree", "can't judge"]
    assert [each["judgement"] for each in file["judgements"]] == [in_order[n % 4] for n in range(len(findings))]
    assert page.evaluate("document.activeElement.id") == "gedaan", "what to do next is read out"


def test_nothing_is_saved_without_a_name(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    page.get_by_role("button", name="Opslaan").click()
    assert page.evaluate("document.activeElement.id") == "naam"
    said = page.locator("#naam-fout")
    assert "Vul eerst uw naam in" in said.inner_text()
    assert said.is_visible()
    # right below the field that has the focus, and so in sight with it
    assert said.bounding_box()["y"] - page.locator("#naam").bounding_box()["y"] < 120


def test_a_saved_file_goes_on_elsewhere_and_another_file_changes_nothing(
    browser: Browser, context: BrowserContext, address: str, findings: list[ToldFinding], tmp_path: Path
) -> None:
    page = opened(context, address)
    page.get_by_label("Uw naam").fill("Sam")
    answer(page, findings[0].id, "Niet eens", HOSTILE)
    _, file = saved(page)
    kept = tmp_path / "bewaard.json"
    kept.write_text(json.dumps(file), encoding="utf-8")
    elsewhere = browser.new_context()
    other = opened(elsewhere, address)
    other.locator("#bestand").set_input_files(kept)
    expect(other.get_by_label("Uw naam")).to_have_value("Sam")
    again = saved(other)[1]
    assert again == file | {"saved_at": again["saved_at"]}

    for wrong, complaint in (
        ("{niet af", "Dit is geen bestand"),
        ('{"a": 1}', "Dit is geen bestand"),
        (json.dumps(file | {"round": "anders"}), "Dit bestand hoort bij een ander onderzoek"),
    ):
        kept.write_text(wrong, encoding="utf-8")
        other.locator("#bestand").set_input_files(kept)
        other.get_by_text(complaint).wait_for()
        assert other.get_by_label("Uw naam").input_value() == "Sam"
    elsewhere.close()


def test_an_answer_to_an_earlier_text_is_shown_and_not_filled_in(
    context: BrowserContext, findings: list[ToldFinding], work: RoundWork, tmp_path: Path
) -> None:
    first, second, gone = findings[0], findings[1], findings[2]
    page = opened(context, write(tmp_path / "eerst", findings, draft_of(findings), work))
    page.get_by_label("Uw naam").fill("Noor")
    answer(page, first.id, "Eens", "Klopt.")
    answer(page, second.id, "Niet eens", HOSTILE)
    answer(page, gone.id, "Eens", "Weg ermee.")

    # Both drafts at one address, as when the file in the folder is replaced.
    later = [replace(each, statement="Nu anders.") if each is second else each for each in findings]
    later = [each for each in later if each.id != gone.id]
    page.goto(write(tmp_path / "eerst", later, draft_of(later), work))
    assert "U vulde eerder een vorige versie in" in page.locator("#meldingen").inner_text()
    assert page.get_by_label("Uw naam").input_value() == "Noor"
    assert page.locator("#voortgang").text_content() == f"1 van {len(later)} beantwoord"
    assert page.locator(f"[id='{first.id}'] textarea").input_value() == "Klopt."
    note = page.locator(f"[id='{second.id}'] .changed")
    assert "Deze bevinding is veranderd" in note.inner_text()
    assert second.statement in note.inner_text()
    assert "Niet eens" in note.inner_text()
    assert "<b>vet</b>" in note.inner_text(), "what was typed stays text"
    assert "Weg ermee." in page.locator("#eerder").inner_text()


def test_wiping_asks_first_and_leaves_nothing_behind(
    context: BrowserContext, address: str, findings: list[ToldFinding]
) -> None:
    page = opened(context, address)
    page.get_by_label("Uw naam").fill("Kim")
    answer(page, findings[0].id, "Eens")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Wis alles").click()
    assert page.get_by_label("Uw naam").input_value() == "Kim"
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Wis alles").click()
    page.reload()
    assert page.get_by_label("Uw naam").input_value() == ""
    assert page.locator("input:checked").count() == 0


def test_without_storage_the_form_says_so_and_still_saves(
    context: BrowserContext, address: str, findings: list[ToldFinding]
) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('nee', 'SecurityError'); }})"
    )
    page = opened(context, address)
    assert "kan uw antwoorden niet onthouden" in page.locator("#meldingen").inner_text()
    page.get_by_label("Uw naam").fill("Bo")
    answer(page, findings[0].id, "Eens")
    assert saved(page)[1]["judgements"][0]["judgement"] == "agree"


def test_without_scripts_the_form_points_to_paper(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.get_by_text("Dit formulier werkt hier niet").is_visible()
    assert not page.locator("#oordeel").is_visible()
    context.close()


def test_what_is_touched_is_large_enough(context: BrowserContext, address: str) -> None:
    page = opened(context, address)
    targets = page.locator(".choice, button, select, #naam").all()
    boxes = [box for target in targets if (box := target.bounding_box())]
    assert len(boxes) > 24
    assert min(box["height"] for box in boxes) >= 44


def test_paper_has_a_sheet_for_each_theme_and_says_which_draft_it_is(
    browser: Browser, address: str, findings: list[ToldFinding]
) -> None:
    page = browser.new_page()
    page.goto(address.replace("oordeel.html", "formulier.html"))
    page.emulate_media(media="print")
    themes = list(dict.fromkeys(finding.theme for finding in findings))
    sheets = page.locator(".sheet").all()
    assert [sheet.locator("h2").inner_text() for sheet in sheets] == themes
    breaks = [sheet.evaluate("sheet => getComputedStyle(sheet).breakBefore") for sheet in sheets]
    assert set(breaks[1:]) == {"page"}
    for sheet in sheets:
        assert f"Versie: {draft_of(findings).id}" in sheet.locator(".sheet-foot").inner_text()
        assert sheet.get_by_text("Uw voornaam").is_visible()
    shown = [finding for finding in findings if page.get_by_text(finding.id, exact=True).is_visible()]
    assert shown == findings
    assert not page.get_by_role("link", name="Excel").is_visible()
    page.close()


def test_every_role_and_panel_of_the_round_can_be_chosen(
    context: BrowserContext, address: str, work: RoundWork
) -> None:
    page = opened(context, address)
    roles: list[Voice] = work.data.codebook.roles
    values = page.locator("#rol option").evaluate_all("options => options.map(option => option.value)")
    assert values == ["", *(role.id for role in roles)]
    groups = page.locator("#groep option").evaluate_all("options => options.map(option => option.value)")
    assert [group for group in groups if group] == [panel.id for panel in work.data.round.panels]
