"""The buttons of the start notebook do what the commands do, and say so where somebody without a terminal looks."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import psutil
import pytest
from bs4 import BeautifulSoup
from helpers_import import LEAD, aspect_of, begun, qda
from helpers_import import ROUND as CODED
from helpers_qda import ATLAS, qdpx
from helpers_small import with_small_notebooks, write_notebook
from helpers_synthetic import ROUND, synthetic_project

from pipeline.lab import places, running
from pipeline.lab.panel import Panel
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
    assert panel.stop.layout.display == ""
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
    assert panel.steps.step == "voorbereiden"
    assert "interviews.xlsx" in read(panel.files.value)
    assert "codeboek.xlsx" in read(panel.codebook.value)
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
    assert panel.stop.layout.display == "none"


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


def test_the_folder_of_the_round_is_opened_to_fill_in_its_files(panel: Panel, oefen: Project, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(places.webbrowser, "open", lambda address: not opened.append(address))
    panel.folder.click()
    assert opened == [(oefen.raw / ROUND).as_uri()]
    assert "De map opent" in read(panel.said.value)
    monkeypatch.setattr(places.webbrowser, "open", lambda address: False)
    panel.folder.click()
    assert f"U vindt haar links in JupyterLab: raw/{ROUND}" in read(panel.said.value)


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


def sent(name: str, content: bytes) -> dict[str, object]:
    """Give a file as somebody chooses it in the browser."""
    return {"name": name, "type": "", "size": len(content), "content": content, "last_modified": datetime.now()}


@pytest.fixture
def coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give a project with a round of conversations that nobody brought in yet."""
    project = begun(tmp_path / "project")
    monkeypatch.setenv("KLANKBORD_PROJECT", str(project.root))
    return project


@pytest.mark.slow
def test_from_coded_conversations_to_a_text_that_was_looked_at_without_a_command(coded: Project) -> None:
    panel, folder = Panel(coded), coded.raw / CODED
    panel.take.click()
    assert "Kies eerst de bestanden die u wilt inlezen." in read(panel.said.value)
    panel.collected.value = (sent("anna.qdpx", qdpx(qda(LEAD, aspect_of(coded)), ATLAS, 0)),)
    panel.take.click()
    said = read(panel.said.value)
    assert "anna.qdpx (ATLAS.ti" in said
    assert re.search(r"Wat Erin Wat ervan kwam Eruit", said)
    assert "Klik op «Kijk na»" in said
    assert (folder / "import" / "bestanden" / "anna.qdpx").is_file()
    assert panel.collected.value == ()
    panel.take.click()
    assert "al opgenomen" in read(panel.said.value), "without files those of before are read again"
    panel.look.click()
    assert "In orde:" in read(panel.said.value)

    assert "nog geen tekst" in read(panel.texts.value)
    panel.claims.click()
    assert "nagekeken is wat klankbord zelf voorstelt" in read(panel.said.value)
    panel.draft.click()
    written = sorted((folder / "report").glob("*.md"))
    assert [path.name in panel.texts.value for path in written] == [True] * len(written) != []
    assert 'data-commandlinker-command="docmanager:open"' in panel.texts.value
    panel.draft.click()
    assert "Er is al een rapporttekst" in read(panel.said.value)
    written[0].write_text(f"{written[0].read_text(encoding='utf-8')}\n\nIedereen is tevreden.\n", encoding="utf-8")
    panel.claims.click()
    said = read(panel.said.value)
    assert "1 fout gevonden" in said
    assert "Iedereen is tevreden." in said

    panel.privacy.click()
    assert "Niet te vinden zijn namen zonder hoofdletter" in read(panel.said.value)
    assert read(panel.decisions.value) == "privacy_names.csv"


@pytest.mark.slow
def test_what_can_t_be_brought_in_is_told_in_a_table_and_the_round_is_as_it_was(coded: Project) -> None:
    panel = Panel(coded)
    before = {path: path.read_bytes() for path in coded.raw.rglob("*") if path.is_file()}
    panel.collected.value = (sent("../anna.qdpx", b"PK.."),)
    panel.take.click()
    assert BeautifulSoup(panel.said.value, "lxml").find("table")
    assert "Hoe te herstellen" in read(panel.said.value)
    assert {path: path.read_bytes() for path in coded.raw.rglob("*") if path.is_file()} == before
    assert not list(coded.root.rglob("anna.qdpx"))


@pytest.mark.slow
def test_what_somebody_takes_along_is_made_and_named(coded: Project) -> None:
    panel = Panel(coded)
    assert read(panel.taken_along.value) == ""
    panel.kit.click()
    made = sorted(path.name for path in (coded.raw / CODED / "kit").glob("*.docx"))
    assert "toestemmingsformulier.docx" in made
    assert f"{len(made)} bestanden gemaakt" in read(panel.said.value)
    assert f"Vul in voordat u het geeft: raw/{CODED}/kit/informatiebrief.docx" in read(panel.said.value)
    assert [f"kit/{name}" in read(panel.taken_along.value) for name in made] == [True] * len(made)
    assert "kit/" not in read(panel.files.value)


def test_one_step_is_shown_at_a_time_and_what_was_told_at_another_goes(panel: Panel) -> None:
    for number, (label, step) in enumerate(panel.steps.chosen.options, 1):
        panel.steps.go_to(step)
        assert label.startswith(f"{number}. ")
        assert panel.steps.step == step
    panel.look.click()
    assert read(panel.said.value)
    panel.steps.go_to("invullen")
    assert panel.said.value == ""


def test_an_edition_is_made_for_who_was_chosen_and_can_then_be_sent(panel: Panel, oefen: Project, command) -> None:
    archive = f"reports/{ROUND}/uitgaven/{ROUND}-openbaar.zip"
    command(
        f"import pathlib, sys; print(sys.argv[1:], flush=True); p = pathlib.Path('{archive}');"
        "p.parent.mkdir(parents=True); p.touch()"
    )
    panel.readers.value = "public"
    panel.publish.click()
    assert panel.working is not None
    panel.working.join(60)
    said = read(panel.said.value)
    assert f"['publish', '{ROUND}', '--for', 'public']" in said
    assert "Klaar. Hierboven staat wat u mag versturen." in said
    assert f'href="/files/{archive}?download=1" download' in panel.sendable.value
    command("raise SystemExit(1)")
    panel.publish.click()
    panel.working.join(60)
    assert "er is geen uitgave gemaakt" in read(panel.said.value)


def test_what_runs_can_be_stopped_and_says_that_what_is_made_stays(panel: Panel, command) -> None:
    command("import sys; print('✓ Interviews', flush=True); sys.stdin.read(); print('Weg.'); raise SystemExit(130)")
    panel.run.click()
    wait_for(lambda: "✓ Interviews" in panel.said.value)
    assert panel.rounds.disabled
    panel.stop.click()
    assert "Wordt gestopt" in read(panel.said.value)
    assert panel.stop.disabled
    assert panel.working is not None
    panel.working.join(60)
    said = read(panel.said.value)
    assert said.endswith("Gestopt. Wat af is, blijft; de volgende keer gaat het daar verder.")
    assert "Niet gelukt" not in said
    assert (panel.stop.layout.display, panel.run.disabled, panel.rounds.disabled) == ("none", False, False)


def test_what_does_not_stop_by_itself_is_ended(panel: Panel, command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "_PATIENCE_SECONDS", 0.5)
    own = "import time; print('begonnen', flush=True); time.sleep(60)"
    others = set(psutil.Process().children(recursive=True))  # of other tests in this process: a browser, a server
    command(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {own!r}])")
    panel.run.click()
    wait_for(lambda: "begonnen" in panel.said.value)
    panel.stop.click()
    assert panel.working is not None
    panel.working.join(20)
    assert "Gestopt." in read(panel.said.value)
    assert set(psutil.Process().children(recursive=True)) <= others


def wait_for(condition: Callable[[], bool], seconds: float = 180) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def hanging(oefen: Project) -> Iterator[Project]:
    """Give the project with small notebooks, of which one never ends."""
    with_small_notebooks(oefen)
    waiting = "import os, time, pathlib\npathlib.Path(os.environ['KLANKBORD_PROJECT'], 'begun').touch()\n"
    write_notebook(oefen.notebooks / "05_enquetes.ipynb", f"{waiting}time.sleep(3600)")
    yield oefen
    for process in of_project(oefen):  # of a test that failed
        os.kill(process, signal.SIGKILL)


def of_project(project: Project) -> list[int]:
    """List the processes that work on the project, but this one: all of a run have it in their environment."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("KLANKBORD_PROJECT") == str(project.root) and process.pid != os.getpid():
                found.append(process.pid)
        except psutil.Error:
            continue
    return found


@pytest.mark.thorough
@pytest.mark.slow
def test_a_run_that_hangs_in_a_notebook_is_stopped_whole_also_where_ctrl_c_is_ignored(hanging: Project) -> None:
    panel, report = Panel(hanging), hanging.report(ROUND)
    # As in a kernel, between cells.
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        panel.run.click()
    finally:
        signal.signal(signal.SIGINT, usual)
    done = report / "stages" / "02_interviews" / ".made.json"
    wait_for(lambda: (hanging.root / "begun").exists() and done.exists())
    begun_at = time.monotonic()
    panel.stop.click()
    assert panel.working is not None
    panel.working.join(60)
    assert time.monotonic() - begun_at < running._PATIENCE_SECONDS, "it was not ended but stopped"
    said = read(panel.said.value)
    assert said.count("Gestopt. Wat af is, blijft; de volgende keer gaat het daar verder.") == 1
    assert "Interviews" in said
    wait_for(lambda: not of_project(hanging), 20)
    assert done.exists()
    assert not (report / "stages" / "05_enquetes" / ".made.json").exists()
    assert not (report / "index.html").exists()
    assert not list(report.rglob("*.unfinished"))


_GONE = """
import os, pathlib, sys, time
from pipeline.lab.running import Program
from pipeline.rounds import find_project
program = Program(find_project(), "run", sys.argv[1])
while not pathlib.Path(os.environ["KLANKBORD_PROJECT"], "begun").exists():
    time.sleep(0.05)
os._exit(0)
"""


@pytest.mark.thorough
def test_a_run_ends_when_the_kernel_that_started_it_is_gone(hanging: Project) -> None:
    subprocess.run([sys.executable, "-c", _GONE, ROUND], check=True, timeout=120)
    wait_for(lambda: not of_project(hanging), 20)


def test_what_is_no_file_of_a_reviewer_is_told_and_nothing_is_taken_in(panel: Panel, oefen: Project) -> None:
    panel.review.click()
    assert "Kies eerst de bestanden" in read(panel.said.value)
    panel.sent.value = (sent("../brief.docx", b"PK.."),)
    panel.review.click()
    assert "brief.docx" in read(panel.said.value)
    assert "Hoe te herstellen" in read(panel.said.value)
    assert panel.sent.value == ()
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
