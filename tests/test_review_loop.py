"""The whole loop: what comes back from a phone, from Word and from a session is taken in, answered, and shown."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import helpers_command
import pandas as pd
import pytest
from filelock import FileLock
from helpers_document import OnPaper, squeezed
from helpers_office import Office, changed, commented
from helpers_review import GROUPS, ORGANISATION, write_saved
from helpers_sessions import ask, said, session, sit
from helpers_synthetic import ROUND, synthetic_project
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect

from pipeline.notebook.round import open_round
from pipeline.rounds import Project

REACH, GROWTH, TOGETHER = "F-effectiviteit-bereik", "F-effectiviteit-groei", "F-samenwerking-samen"
BEFORE, AFTER = "Het Oefenhuis bereikt de buurt.", "Het Oefenhuis bereikt de hele buurt."
SCRIPT = "Nee. <script>document.title='kwaad'</script><img src=x onerror=alert(1)>"
# Who says what; "Bewoner D" is the user of LibreOffice. None of these names may leave raw/.
ON_A_PHONE, IN_WORD, USER, IN_A_SESSION = "Fenna Duikelaar", "Geertje Zonderland", "Bewoner D", "Wubbe Kwartel"
SENTENCE, CHANGED = "Drie partners wachtten lang op antwoord.", "Drie partners wachtten soms lang op antwoord."
# What the consultant answers, by what was said.
ANSWERS = {
    "als het over de hele buurt gaat": ("overgenomen", "De zin noemt nu de hele buurt."),
    "document.title": ("niet overgenomen", "Partners zelf noemen de samenwerking goed."),
    "Welke partners?": ("deels overgenomen", "De soort partners staat in de bijlage."),
    CHANGED: ("niet overgenomen", "Wij telden drie keer lang wachten."),
    "Leest prettig.": ("overgenomen", "Dank u wel."),
}
TITLES = {REACH: "Bereik", GROWTH: "Groei", TOGETHER: "Samen"}


@dataclass(frozen=True)
class Loop:
    """A project in which the loop was gone through, with what the commands said on the way."""

    root: Path

    @property
    def project(self) -> Project:
        return Project(self.root / "project")

    @property
    def sent(self) -> list[Path]:
        """What came back."""
        return [self.root / "oordeel.json", self.root / "rapport met opmerkingen.docx", *self.sessions]

    @property
    def sessions(self) -> list[Path]:
        return sorted((self.review / "sessies").glob("*.sqlite"))

    @property
    def review(self) -> Path:
        return self.project.raw / ROUND / "review"

    @property
    def report(self) -> Path:
        return self.project.report(ROUND)

    @cached_property
    def readable(self) -> OnPaper:
        return OnPaper(self.report)

    def klankbord(self, *arguments: object) -> "subprocess.CompletedProcess[str]":
        return helpers_command.klankbord(self.project.root, *arguments, columns=300)

    def step(self, name: str, *arguments: object) -> None:
        """Give a command that must succeed, and keep what it said."""
        done = self.klankbord(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        (self.root / f"{name}.txt").write_text(done.stdout, encoding="utf-8")

    def told(self, name: str) -> list[str]:
        return [line.strip() for line in (self.root / f"{name}.txt").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def loop(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Loop:
    """Go through the loop once, for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    here = Loop(shared / "lus")
    with FileLock(shared / "lus.lock"):
        if not (here.root / "done").exists():
            shutil.rmtree(here.root, ignore_errors=True)  # of an attempt that failed
            here.root.mkdir()
            _go_through(here, browser)
            (here.root / "done").touch()
    return here


def _go_through(here: Loop, browser: Browser) -> None:
    project = synthetic_project(here.project.root)
    about = project.raw / ROUND / "round.yml"
    panels = json.dumps([panel.model_dump() for panel in GROUPS])
    about.write_text(f"{about.read_text(encoding='utf-8')}panels: {panels}\n", encoding="utf-8")
    here.step("first run", "run", ROUND)
    _on_a_phone(here, browser)
    _in_word(here)
    _in_a_session(here)
    here.step("review", "review", ROUND, *here.sent)
    _as_the_consultant(here)
    here.step("second run", "run", ROUND)
    book = project.raw / ROUND / "sentences.csv"
    text = book.read_text(encoding="utf-8")
    assert text.count(BEFORE) == 1
    book.write_text(text.replace(BEFORE, AFTER), encoding="utf-8")
    here.step("third run", "run", ROUND)


def _on_a_phone(here: Loop, browser: Browser) -> None:
    """Judge three findings in the form, opened as a file, and save."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto((here.report / "oordeel.html").as_uri())
    page.get_by_label("Uw naam").fill(ON_A_PHONE)
    page.get_by_label("Uw rol").select_option(label="Bewoners")
    page.get_by_label("Uw groep").select_option(label="Opdrachtgever")
    for finding, judgement, words in (
        (REACH, "Eens, als …", "als het over de hele buurt gaat"),
        (GROWTH, "Eens", ""),
        (TOGETHER, "Niet eens", SCRIPT),
    ):
        card = page.locator(f"[id='{finding}']")
        card.get_by_text(judgement, exact=True).tap()
        expect(card.get_by_role("radio", name=judgement, exact=True)).to_be_checked()
        card.get_by_role("textbox").fill(words)
    page.get_by_label("Wilt u nog iets zeggen").fill("Leest prettig.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Opslaan").tap()
    download.value.save_as(here.root / "oordeel.json")
    context.close()


def _in_word(here: Loop) -> None:
    """Comment on a finding and change a sentence in LibreOffice, with changes tracked."""
    (here.root / "office").mkdir()
    Office(here.root / "office").edit(
        here.report / "rapport.docx",
        here.root / "rapport met opmerkingen.docx",
        commented("De samenwerking met partners is goed.", IN_WORD, "Welke partners?"),
        changed("partners wachtten lang", "partners wachtten soms lang"),
    )


def _in_a_session(here: Loop) -> None:
    """Judge two findings in a session of the other panel."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLANKBORD_PROJECT", str(here.project.root))
        work = open_round(ROUND)
    with session(work, 2, ORGANISATION) as started:
        link = started.links[0]
        sit(link, IN_A_SESSION, "medewerkers")
        for number, finding in enumerate((REACH, TOGETHER), 1):
            status, text, _ = ask(f"{link}/oordeel", said(finding, "agree", number=number))
            assert status == 200, text
        ask(f"{started.facilitator}/sluit", {})


def _as_the_consultant(here: Loop) -> None:
    """Fill in who is who, and answer all that asks for an answer."""
    people = pd.read_csv(here.review / "reviewers.csv", dtype="str", keep_default_na=False).set_index("reviewer")
    people.loc[IN_WORD, ["panel", "role"]] = ["opdrachtgever", "gemeente"]
    people.loc[USER, ["panel", "role"]] = ["opdrachtgever", "gemeente"]
    people.to_csv(here.review / "reviewers.csv")
    path = here.review / "answers.xlsx"
    workbook = load_workbook(path)
    heading, *rows = workbook.active.iter_rows()
    column = {cell.value: number for number, cell in enumerate(heading)}
    for row in rows:
        text = row[column["Wat er gezegd is"]].value
        [answer] = [answer for words, answer in ANSWERS.items() if words in text]
        row[column["Antwoord"]].value, row[column["Waarom"]].value = answer
    assert len(rows) == len(ANSWERS)
    workbook.save(path)


def in_brief(path: Path) -> dict[str, str]:
    return {
        one.relative_to(path).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in path.rglob("*")
        if one.is_file()
    }


def test_one_command_takes_all_three_in_and_tells_who_said_what(loop: Loop) -> None:
    lines = (
        "oordeel.json: 4 opmerkingen nieuw, 0 al bekend",
        f"{ON_A_PHONE} (Bewoners)",
        "Bereik: Eens, als … als het over de hele buurt gaat",
        "Groei: Eens.",
        "Samen: Niet eens. Nee. <script>document.title='kwaad'",
        "Hele rapport: Leest prettig.",
        "rapport met opmerkingen.docx: 2 opmerkingen nieuw, 0 al bekend",
        f"{IN_WORD} (rol onbekend)",
        "Samen: Welke partners?",  # the answer on page 2 says it first, in the words of the finding
        f"{USER} (rol onbekend)",
        f"{SENTENCE}: Herschreef het tot: «{CHANGED[:20]}",
        f"{loop.sessions[0].name}: 2 opmerkingen nieuw, 0 al bekend",
        f"{IN_A_SESSION} (Medewerkers en vrijwilligers)",
        "Bereik: Eens.",
        "Samen: Eens.",
        f"Vul in raw/{ROUND}/review/reviewers.csv de groep (panel) in van: {IN_WORD}, {USER}.",
        f"In Word is niet naar de rol gevraagd. Weet u die, vul dan role in, in raw/{ROUND}/review/reviewers.csv:",
        f"raw/{ROUND}/review/answers.xlsx heeft 5 nieuwe rijen. Vul daar in wat u ermee doet.",
        f"Zet het in het rapport met: {sys.executable} -m pipeline run {ROUND}",
    )
    for told, line in zip(loop.told("review"), lines, strict=True):
        assert told.startswith(line)  # long remarks are cut


def test_for_a_remark_no_notebook_runs_again(loop: Loop) -> None:
    steps = [line for line in loop.told("second run") if line[:1] in {"✓", "="}]
    made = [line.split("gemaakt")[0].strip("✓ ") for line in steps if line.startswith("✓")]
    assert sorted(made) == ["PDF", "Rapport", "Site", "Word"]
    assert len(steps) > len(made)


@pytest.mark.parametrize("form", ["pagina", "rapport", "word", "pdf"])
def test_what_was_said_and_answered_stands_at_the_finding(loop: Loop, form: str) -> None:
    shown = loop.readable
    pages = {
        "pagina": shown.pages[REACH].get_text() + shown.pages[TOGETHER].get_text(),
        "rapport": shown.pages["rapport"].get_text(),
    }
    text = squeezed(pages[form]) if form in pages else {"word": shown.word_text, "pdf": shown.pdf_text}[form]
    for words in (
        "Opdrachtgever: 1 eens, als …",
        # one person: with a role it would be said who that is
        "Opdrachtgever: 1 niet eens",
        "Organisatie: 1 eens",
        "Bewoners 1 (Opdrachtgever)",
        SCRIPT,
        "Gemeente 1 (Opdrachtgever)",
        "Welke partners?",
        "Gemeente 2 (Opdrachtgever)",
        CHANGED,
        *(f"{answer.capitalize()}. {why}" for answer, why in list(ANSWERS.values())[:4]),
        f"Eerst stond er: “{BEFORE}”",
        f"Nu staat er: “{AFTER}”",
    ):
        assert squeezed(words) in text, words


def test_what_remains_of_dissent_is_printed_and_what_was_taken_over_is_not(loop: Loop) -> None:
    def dissent(finding: str) -> str:
        heading = loop.readable.pages[finding].find(string=re.compile("nog niet .* mee eens"))
        return heading.find_next("ul").get_text() if heading else ""

    assert "alert(1)" in dissent(TOGETHER)
    assert "Bewoners 1" in dissent(TOGETHER)
    assert dissent(REACH) == dissent(GROWTH) == ""


def test_the_panels_are_kept_apart_and_compared(loop: Loop) -> None:
    report = loop.readable.pages["rapport"]
    caption = report.find("caption", string=re.compile("Hoe de groepen elke bevinding beoordelen"))
    rows = [[cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] for row in caption.parent.find_all("tr")]
    by_finding = {row[0]: row[1:] for row in rows}
    assert by_finding["Bevinding"] == ["Opdrachtgever", "Organisatie", "Naast elkaar"]
    assert by_finding["Bereik"] == ["1 eens, als …", "1 eens", "De groepen oordelen gelijk."]
    assert by_finding["Groei"] == ["1 eens", "geen oordeel", "–geen waarde"]
    assert by_finding["Samen"] == ["1 niet eens", "1 eens", "De groepen verschillen."]


def test_on_the_front_page_of_a_phone_each_finding_has_its_judgement(loop: Loop, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((loop.report / "index.html").as_uri())
    card = page.locator("section, article, li").filter(has_text=AFTER).last
    expect(card).to_contain_text("Opdrachtgever: 1 eens, als …")
    expect(card).to_contain_text("Organisatie: 1 eens")
    page.get_by_role("link", name="Meer over samen").first.click()
    assert page.url.endswith(f"{TOGETHER}.html")
    expect(page.get_by_text(SCRIPT).first).to_be_visible()
    assert "kwaad" not in page.title()
    assert {url.partition(":")[0] for url in asked} <= {"file", "data"}
    context.close()


def test_the_judgement_leaves_convergence_and_confidence_as_they_were(loop: Loop) -> None:
    findings = pd.read_csv(loop.report / "data" / "findings.csv", dtype="str").set_index("finding_id")
    assert findings.loc[TOGETHER, "convergence"] == "agreement"
    assert findings.loc[TOGETHER, "statement"] == "De samenwerking met partners is goed."


def test_no_name_of_a_reviewer_leaves_the_raw_data(loop: Loop) -> None:
    names = [name.encode() for name in (ON_A_PHONE, IN_WORD, USER, IN_A_SESSION)]
    for path in loop.report.rglob("*"):
        if not path.is_file():
            continue
        contents = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                contents += [archive.read(part) for part in archive.namelist()]
        assert not [name for name in names for content in contents if name in content], path
    assert not [name for name in names if squeezed(name.decode()) in loop.readable.pdf_text]


def test_the_same_files_again_add_nothing_and_another_round_holds_up_no_other(loop: Loop, tmp_path: Path) -> None:
    here = Loop(tmp_path)
    shutil.copytree(loop.project.root, here.project.root)
    renamed = tmp_path / "nog eens.json"
    shutil.copyfile(loop.sent[0], renamed)
    files = (renamed, loop.sent[1], *here.sessions)
    # The group and role that the consultant filled in for others go into the answers, once.
    assert here.klankbord("review", ROUND, *files).returncode == 0
    before = in_brief(here.review)
    again = here.klankbord("review", ROUND, *files)
    assert again.returncode == 0, again.stderr
    counts = re.findall(r": (\d+) opmerkingen nieuw, (\d+) al bekend", again.stdout)
    assert counts == [("0", "4"), ("0", "2"), ("0", "2")]
    assert in_brief(here.review) == before

    other = write_saved(tmp_path / "ander.json", round="andere-ronde")
    file = json.loads(loop.sent[0].read_text(encoding="utf-8"))
    new = write_saved(tmp_path / "nieuw.json", **(file | {"reviewer": "Nienke Nieuw"}))
    mixed = here.klankbord("review", ROUND, other, new, loop.sent[1])
    assert mixed.returncode == 2
    assert "Dit bestand hoort bij een andere ronde." in mixed.stderr
    assert "nieuw.json: 4 opmerkingen nieuw, 0 al bekend" in mixed.stdout
    assert len(list((here.review / "received").iterdir())) == len(list((loop.review / "received").iterdir())) + 1
