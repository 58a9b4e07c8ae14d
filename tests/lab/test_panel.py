"""The buttons of the start notebook do what the commands do, and say so where somebody without a terminal looks."""

import re
import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from helpers_synthetic import ROUND, synthetic_project

from pipeline.lab import places, running
from pipeline.lab.panel import _REPORT, Panel
from pipeline.rounds import Project


@pytest.fixture
def oefen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = synthetic_project(tmp_path / "project")
    monkeypatch.setenv("KLANKBORD_PROJECT", str(project.root))
    return project


@pytest.fixture
def panel(oefen: Project) -> Panel:
    return Panel(oefen)


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have a program of its own stand in for `klankbord`."""

    def use(program: str) -> None:
        monkeypatch.setattr(running, "_command", lambda: [sys.executable, "-c", program])

    return use


def read(html: str) -> str:
    """Give the words that are shown, without the style."""
    soup = BeautifulSoup(html, "lxml")
    for style in soup.find_all("style"):
        style.decompose()
    return re.sub(r"\s+", " ", soup.get_text(" ")).strip()


def ran(panel: Panel) -> str:
    panel.run.click()
    assert panel.run.disabled
    assert panel.working is not None
    panel.working.join(60)
    assert not panel.run.disabled
    return read(panel.said.value)


def test_a_round_that_is_in_order_is_said_to_be(panel: Panel) -> None:
    assert panel.round_id == ROUND
    panel.look.click()
    assert re.search(r"In orde: \d+ tabellen met samen \d+ rijen\.", read(panel.said.value))
    assert not panel.look.disabled


def test_each_mistake_is_in_a_table_with_how_to_mend_it(panel: Panel, oefen: Project) -> None:
    path = oefen.raw / ROUND / "interview_statements.csv"
    text = path.read_text(encoding="utf-8")
    first = text.splitlines()[1]
    path.write_text(text.replace(first, re.sub(r"(^|,)(1|-1|0)(,|$)", r"\g<1>7\3", first, count=1)), encoding="utf-8")
    before = {file: file.read_bytes() for file in oefen.root.rglob("*") if file.is_file()}
    panel.look.click()
    table = BeautifulSoup(panel.said.value, "lxml").find("table")
    heads = [head.get_text() for head in table.find_all("th", scope="col")]
    assert heads[-1] == "Hoe te herstellen"
    assert "raw/oefenronde/interview_statements.csv" in table.caption.get_text()
    assert {file: file.read_bytes() for file in oefen.root.rglob("*") if file.is_file()} == before


def test_a_round_is_made_by_what_is_filled_in_and_is_then_the_one_that_is_chosen(panel: Panel, oefen: Project) -> None:
    form = panel.new
    form._name.value, form._organisation.value, form._place.value = "haven-2026", "Het Havenhuis", "Nergenshuizen"
    form._phases["interviews"].value = True
    panel.begin.click()
    assert panel.round_id == "haven-2026"
    made = oefen.round("haven-2026")
    assert made.deployment("interviews").deployed
    assert not made.deployment("surveys").deployed
    for file in ("round.yml", "codeboek.xlsx", "interviews.xlsx"):
        assert f"raw/haven-2026/{file}" in read(panel.said.value)
        assert (oefen.raw / "haven-2026" / file).exists()
    assert "interviews.xlsx" in read(panel.files.value)
    panel.look.click()
    assert "Er is nog niets verzameld" in read(panel.said.value)
    assert "Vul de bladen interviews en segments" in read(panel.said.value)
    panel.lists.click()
    assert "interviews.xlsx" in read(panel.said.value)


@pytest.mark.parametrize(
    ("name", "phases", "said"),
    [
        ("oefenronde", ["interviews"], "Deze map is er al; er is niets veranderd. Kies een andere naam"),
        ("een naam", ["interviews"], "Gebruik letters, cijfers, - en _"),
        ("", ["interviews"], "Zo kan een ronde niet heten."),
        ("haven-2026", [], "Kies minstens één fase"),
    ],
)
def test_what_no_round_can_be_made_of_is_told_and_nothing_is_made(
    panel: Panel, oefen: Project, name: str, phases: list[str], said: str
) -> None:
    panel.new._name.value = name
    for phase in phases:
        panel.new._phases[phase].value = True
    panel.begin.click()
    assert said in read(panel.said.value)
    assert oefen.round_ids() == [ROUND]
    assert panel.round_id == ROUND


def test_a_run_is_followed_line_by_line_and_ends_with_where_the_report_is(
    panel: Panel, oefen: Project, command
) -> None:
    index = f"reports/{ROUND}/rapport.pdf"
    command(
        "import os, pathlib, sys; print('✓ Interviews', sys.argv[1:], flush=True);"
        f"p = pathlib.Path('{index}'); p.parent.mkdir(parents=True); p.write_text('x');"
        "print(os.environ['KLANKBORD_PROJECT'])"
    )
    assert "nog geen rapport" in read(panel.report.value)
    said = ran(panel)
    assert f"✓ Interviews ['run', '{ROUND}']" in said
    assert str(oefen.root) in said
    assert "Klaar." in said
    assert f'href="/files/{index}" target="_blank"' in panel.report.value
    assert panel.folds.selected_index == _REPORT


def test_the_site_is_opened_as_a_file_once_it_was_made(panel: Panel, oefen: Project, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(places.webbrowser, "open", lambda address: not opened.append(address))
    panel.site.click()
    assert "nog geen rapport" in read(panel.said.value)
    page = oefen.report(ROUND) / "index.html"
    page.parent.mkdir(parents=True)
    page.touch()
    panel.site.click()
    assert opened == [page.as_uri()]
    monkeypatch.setattr(places.webbrowser, "open", lambda address: False)
    panel.site.click()
    assert "Hier is geen browser." in read(panel.said.value)


def test_a_run_that_finds_mistakes_ends_with_their_table(panel: Panel, oefen: Project, command) -> None:
    (oefen.raw / ROUND / "documents.csv").write_text("document,title\n", encoding="utf-8")
    command("print('┏━━┓'); raise SystemExit(2)")
    said = ran(panel)
    assert "Hoe te herstellen" in said
    assert "┏" not in said


def test_a_run_that_fails_otherwise_ends_with_what_the_command_said(panel: Panel, command) -> None:
    command("import sys; print('De ronde wordt <b>al</b> gedraaid.', file=sys.stderr); raise SystemExit(2)")
    said = ran(panel)
    assert "De ronde wordt <b>al</b> gedraaid." in said
    assert "Niet gelukt" in said


def test_what_is_no_file_of_a_reviewer_is_told_and_nothing_is_taken_in(panel: Panel, oefen: Project) -> None:
    panel.review.click()
    assert "Kies eerst de bestanden" in read(panel.said.value)
    sent = {"name": "../brief.docx", "type": "", "size": 4, "content": b"PK..", "last_modified": datetime.now()}
    panel.upload.value = (sent,)
    panel.review.click()
    assert "brief.docx" in read(panel.said.value)
    assert "Hoe te herstellen" in read(panel.said.value)
    assert panel.upload.value == ()
    assert not list(oefen.root.rglob("brief.docx"))


def test_a_round_that_is_broken_stays_to_be_chosen_and_says_why(oefen: Project) -> None:
    shutil.copytree(oefen.raw / ROUND, oefen.raw / "kapot")
    (oefen.raw / "kapot" / "round.yml").write_text("title: [", encoding="utf-8")
    panel = Panel(oefen)
    panel.rounds.value = "kapot"
    panel.look.click()
    assert "raw/kapot/round.yml" in read(panel.said.value)


def test_without_a_round_nothing_is_chosen_and_nothing_breaks(oefen: Project) -> None:
    shutil.rmtree(oefen.raw / ROUND)
    panel = Panel(oefen)
    assert panel.round_id == ""
    panel.look.click()
    assert "Deze ronde bestaat niet." in read(panel.said.value)


def test_where_there_are_no_widgets_one_line_says_so(panel: Panel) -> None:
    shown = panel._repr_mimebundle_()
    assert shown["text/plain"].startswith("Hier staan knoppen")
    assert "\n" not in shown["text/plain"]


def test_links_count_from_the_server_that_started_the_kernel(monkeypatch: pytest.MonkeyPatch, oefen: Project) -> None:
    monkeypatch.setattr(places, "list_running_servers", lambda: iter([{"pid": 7, "base_url": "/user/ans/"}]))
    monkeypatch.setenv("JPY_PARENT_PID", "7")
    assert places.base() == "/user/ans/"
    monkeypatch.setenv("JPY_PARENT_PID", "8")
    assert places.base() == "/"
    made = oefen.report(ROUND)
    made.mkdir(parents=True)
    (made / "rapport.docx").write_bytes(b"")
    links = str(places.report(oefen, ROUND, "/user/ans/"))
    assert f'href="/user/ans/files/reports/{ROUND}/rapport.docx?download=1" download' in links
