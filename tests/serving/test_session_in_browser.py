"""A session in real browsers: three participants at once on phones, and the facilitator on a laptop."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from helpers_sessions import ask, said, session, setting, sit
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pipeline.notebook.round import RoundWork
from pipeline.review.model import DUTCH, Judgement
from pipeline.review.session import reading as session_file
from pipeline.serving.serve import Started

ONE, OTHER = "F-samenwerking-samen", "F-effectiviteit-bereik"
PHONE = {"width": 390, "height": 844}
# What a phone of 2021 does not have.
AS_ON_AN_OLD_PHONE = """
for (const [owner, name] of [
  [AbortSignal, "timeout"], [AbortSignal, "any"], [Object, "hasOwn"], [window, "structuredClone"],
  [Array.prototype, "at"], [Array.prototype, "findLast"], [Crypto.prototype, "randomUUID"],
]) delete owner[name];
"""


class Watched:
    """A page of a browser of its own, with everything that it complained about or asked for."""

    def __init__(self, browser: Browser, link: str, size: dict[str, int]) -> None:
        self.context: BrowserContext = browser.new_context(viewport=size)
        if size == PHONE:
            self.context.add_init_script(AS_ON_AN_OLD_PHONE)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        self.page.goto(link)

    def sit(self, name: str, role: str) -> "Watched":
        self.page.get_by_role("button", name="Beginnen").click()
        expect(self.page.get_by_role("alert")).to_have_text("Vul een naam of een bijnaam in.")
        self.page.get_by_label("Uw naam of bijnaam").fill(name)
        self.page.get_by_label("In welke rol bent u hier?").select_option(label=role)
        self.page.get_by_role("button", name="Beginnen").click()
        expect(self.page.get_by_text(f"U doet mee als {name}")).to_be_visible()
        return self

    def card(self, finding: str):
        return self.page.locator(f"[data-finding='{finding}']")

    def judge(self, finding: str, judgement: Judgement, comment: str = "") -> None:
        self.card(finding).get_by_role("radio", name=DUTCH[judgement], exact=True).check()
        if comment:
            self.card(finding).get_by_role("textbox").fill(comment)
        expect(self.card(finding).locator(".saved")).to_have_text("Bewaard")

    def counts(self, finding: str) -> dict[str, int]:
        """Read the distribution as it stands in words."""
        shown = self.card(finding).locator(".distribution").first
        expect(shown).to_be_visible()
        return dict(
            zip(
                shown.locator("dt").all_inner_texts(),
                map(int, shown.locator("dd:not(.bar)").all_inner_texts()),
                strict=True,
            )
        )

    def serious(self) -> list[tuple[str, str]]:
        found = Axe().run(self.page).response["violations"]
        return [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}]

    def fits(self) -> bool:
        return self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.fixture
def started(work: RoundWork) -> Iterator[Started]:
    with session(work, 5) as begun:
        yield begun


def test_three_judge_at_once_and_see_the_group_only_when_the_facilitator_shows_it(
    work: RoundWork, started: Started, browser: Browser
) -> None:
    lead = Watched(browser, started.facilitator, {"width": 1280, "height": 900})
    expect(lead.page.locator("#plaatsen")).to_have_text("5")
    three = [Watched(browser, link, PHONE) for link in started.links[:3]]
    ans, bep, cor = three
    assert [one.serious() for one in three] == [[]] * 3
    ans.sit("Ans", "Bewoners")
    bep.sit("Bep", "Bewoners")
    cor.sit("Cor", "Gemeente")
    script = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    for one, judgement in ((ans, Judgement.AGREE), (bep, Judgement.DISAGREE), (cor, Judgement.AGREE)):
        one.judge(ONE, judgement, script if one is bep else "")
    ans.judge(OTHER, Judgement.CANT_JUDGE)
    for link, name in zip(started.links[3:], ("Dia", "Els"), strict=True):  # of three no distribution is shown
        sit(link, name)
        assert ask(f"{link}/oordeel", said(ONE, "agree"))[0] == 200

    # One closes the browser half way, comes back with the same link, and goes on.
    bep.context.close()
    bep = Watched(browser, started.links[1], PHONE)
    expect(bep.card(ONE).get_by_role("radio", name="Niet eens")).to_be_checked()
    expect(bep.card(ONE).get_by_role("textbox")).to_have_value(script)
    bep.judge(ONE, Judgement.AGREE_IF)
    three = [ans, bep, cor]

    expect(lead.page.locator("#binnen")).to_have_text("5")
    expect(lead.card(ONE).locator(".judged")).to_have_text("5")
    expect(lead.card(OTHER).locator(".judged")).to_have_text("1")
    for one in (*three, lead):
        assert one.page.locator(".distribution").count() == 0
    assert script not in lead.page.content()

    lead.card(ONE).get_by_role("button", name="Toon de verdeling").click()
    right = {"Eens": 4, "Eens, als …": 1, "Niet eens": 0, "Kan ik niet beoordelen": 0}
    for one in (*three, lead):
        assert one.counts(ONE) == right
        assert one.page.locator(".distribution").count() == 1, "with so few nobody is told apart by role"
    expect(lead.card(ONE).locator(".comments")).to_contain_text(script)
    assert ans.page.get_by_text("alert(1)").count() == 0
    for one in (*three, lead):
        assert one.serious() == []
        assert one.fits()

    lead.card(ONE).get_by_role("button", name="Bespreek alleen deze").click()
    expect(cor.card(OTHER)).to_be_hidden()
    expect(cor.card(ONE)).to_be_visible()
    expect(cor.page.get_by_text("De begeleider bespreekt nu deze bevinding.")).to_be_visible()
    cor.page.get_by_role("button", name="Toon alle bevindingen").click()
    expect(cor.card(OTHER)).to_be_visible()
    lead.card(ONE).get_by_role("button", name="Verberg de verdeling").click()
    expect(ans.card(ONE).locator(".shown")).to_be_hidden()

    lead.page.get_by_text("Sessie sluiten").click()
    lead.page.get_by_role("button", name="Ja, sluit de sessie").click()
    expect(lead.page.get_by_text(started.command)).to_be_visible()
    expect(ans.page.get_by_text("De sessie is gesloten.")).to_be_visible()
    expect(ans.page.get_by_text("wordt meteen bewaard")).to_be_hidden()
    expect(ans.card(ONE).get_by_role("radio").first).to_be_disabled()
    expect(ans.page.get_by_text("De sessie is gesloten.")).to_be_visible()
    ans.page.reload()
    expect(ans.page.get_by_role("heading", name="De sessie is gesloten")).to_be_visible()

    incoming = session_file.read(work.data.project.root / started.file, setting(work))
    assert {(each.reviewer, each.place, each.judgement, each.comment) for each in incoming.remarks} == {
        ("Ans", ONE, "agree", ""),
        ("Ans", OTHER, "can't judge", ""),
        ("Bep", ONE, "agree if", script),
        *((name, ONE, "agree", "") for name in ("Cor", "Dia", "Els")),
    }
    assert {(person.reviewer, person.role) for person in incoming.reviewers} == {
        ("Ans", "bewoners"), ("Bep", "bewoners"), ("Cor", "gemeente"), ("Dia", "bewoners"), ("Els", "bewoners")
    }  # fmt: skip
    host = f"http://{started.facilitator.split('/')[2]}/"
    for one in (ans, bep, cor, lead):
        assert all(url.startswith((host, "data:")) for url in one.requests)
        assert [text for text in one.complaints if "410" not in text] == []
        one.context.close()


def test_without_wifi_it_says_so_and_saves_as_soon_as_it_can(started: Started, browser: Browser) -> None:
    ans = Watched(browser, started.links[0], PHONE).sit("Ans", "Bewoners")
    ans.context.set_offline(True)
    ans.card(ONE).get_by_role("radio", name="Eens", exact=True).check()
    expect(ans.card(ONE).locator(".saved")).to_have_text("Nog niet bewaard, ik probeer opnieuw.")
    ans.card(ONE).get_by_role("radio", name="Niet eens").check()
    expect(ans.page.get_by_text("Er is even geen verbinding.")).to_be_visible()
    ans.context.set_offline(False)
    expect(ans.card(ONE).locator(".saved")).to_have_text("Bewaard", timeout=15_000)
    expect(ans.page.get_by_text("Er is even geen verbinding.")).to_be_hidden()
    ans.page.reload()
    expect(ans.card(ONE).get_by_role("radio", name="Niet eens")).to_be_checked()
    ans.context.close()


def test_a_finding_is_judged_with_the_keyboard_alone_at_twice_the_size(started: Started, browser: Browser) -> None:
    ans = Watched(browser, started.links[0], {"width": 320, "height": 640})
    page = ans.page
    assert ans.fits()

    def go_to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"no keyboard comes to {selector}")

    go_to("#naam")
    page.keyboard.type("Ans")
    go_to("#rol")
    page.keyboard.type("Gem")
    go_to("button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("U doet mee als Ans")).to_be_visible()
    assert ans.fits()
    go_to(f"[name='{OTHER}']")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    go_to("textarea")
    page.keyboard.type("als het meer wordt")
    expect(ans.card(OTHER).locator(".saved")).to_have_text("Bewaard")
    page.reload()
    expect(ans.card(OTHER).get_by_role("radio", name="Eens, als …")).to_be_checked()
    expect(ans.card(OTHER).get_by_role("textbox")).to_have_value("als het meer wordt")
    for target in (*page.locator(".choice").all(), *page.locator("textarea").all()):
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    ans.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_barrier(started: Started, browser: Browser, scheme: str) -> None:
    for link in (
        started.links[0],
        started.facilitator,
        f"{started.facilitator}/links",
        started.links[0][:-2] + "zz",
    ):
        one = Watched(browser, link, PHONE)
        one.page.emulate_media(color_scheme=scheme)
        assert one.page.locator("h1").count() == 1
        assert one.serious() == []
        assert one.fits()
        one.context.close()
