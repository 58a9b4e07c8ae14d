"""In a real JupyterLab at 1280 pixels: notebooks read as on the site, and looking around changes no tracked file."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from helpers_lab import jupyterlab, open_in, run_all, start_all, unreadable, wait_for_outputs
from helpers_rounds import ROOT
from nbformat.sign import NotebookNotary
from playwright.sync_api import Browser, Page, expect

ROUND = "wijk-voor-wijk-2019"
EXPLORED = (
    pytest.param("notebooks/01_desk_research.ipynb", marks=pytest.mark.thorough),
    "notebooks/06_triangulatie.ipynb",
)


def show(page: Page, address: str, project: Path, path: Path) -> None:
    """Open a notebook that was run, and wait until all of its outputs are drawn."""
    open_in(page, address, path.relative_to(project).as_posix())
    wait_for_outputs(page, sum(len(cell.get("outputs", ())) for cell in nbformat.read(path, as_version=4).cells))


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def project(report: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project of its own that was run, of which git keeps what it keeps of ours."""
    root = tmp_path_factory.mktemp("lab") / "project"
    shutil.copytree(report.parents[1], root, ignore=shutil.ignore_patterns(".git", ".klankbord", ".lock"))
    shutil.copyfile(ROOT / ".gitignore", root / ".gitignore")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "--quiet", "--message=x")
    return root


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("jupyter")


@pytest.fixture(scope="module")
def address(project: Path, own: Path) -> Iterator[str]:
    with jupyterlab(project, own) as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_the_start_notebook_opens_first_and_one_click_shows_its_buttons(address: str, page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    page.get_by_text("| Idle").first.wait_for(timeout=60_000)
    page.get_by_role("button", name="Toon de knoppen").click(timeout=60_000)
    page.get_by_role("button", name="3. Invullen").click(timeout=60_000)
    page.get_by_role("button", name="Kijk na").click()
    expect(page.locator(".klankbord .note", has_text="In orde:")).to_be_visible(timeout=60_000)
    # Larger than what a server takes in one message by itself, and then lets go of without a word.
    large = {"name": "groot.qdpx", "mimeType": "application/zip", "buffer": bytes(12 * 2**20)}
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Kies bestanden").first.click()
    chooser.value.set_files(files=[large])
    page.get_by_role("button", name="Kies bestanden (1)").wait_for(timeout=60_000)
    page.get_by_role("button", name="Lees in").click()
    expect(page.locator(".klankbord table", has_text="groot.qdpx")).to_be_visible(timeout=60_000)
    for folder in ("raw", "codebooks", "reports", "notebooks"):
        page.locator(".jp-BreadCrumbs-home").click()
        expect(page.locator(".jp-DirListing-item", has_text=folder).first).to_be_visible()
    assert page.locator(".jp-toast, .Toastify__toast").count() == 0, "no news"
    here = address.split("/lab")[0]
    assert [url for url in requests if not url.startswith((here, here.replace("http", "ws"), "data:", "blob:"))] == []


@pytest.mark.thorough
def test_what_runs_is_stopped_by_a_click_while_its_kernel_follows_it(address: str, page: Page, project: Path) -> None:
    notebook = project / "notebooks" / "05_enquetes.ipynb"
    before = notebook.read_bytes()
    own = "from pipeline.notebook.phase"
    waiting = f"import time\\ntime.sleep(3600)\\n{own}"
    notebook.write_text(notebook.read_text(encoding="utf-8").replace(own, waiting, 1), encoding="utf-8")
    try:
        page.goto(address)
        page.get_by_text("| Idle").first.wait_for(timeout=60_000)
        page.get_by_role("button", name="Toon de knoppen").click(timeout=60_000)
        page.get_by_role("button", name="4. Rapport").click(timeout=60_000)
        rounds = page.locator(".widget-dropdown select").first
        rounds.select_option(label=rounds.locator("option", has_text=ROUND).inner_text())
        page.get_by_role("button", name="Maak het rapport").click()
        page.locator(".klankbord pre", has_text="Interviews").wait_for(timeout=120_000)
        page.get_by_role("button", name="Stop", exact=True).click()
        expect(page.locator(".klankbord .note", has_text="Gestopt. Wat af is, blijft")).to_be_visible(timeout=30_000)
        expect(page.get_by_role("button", name="Stop", exact=True)).to_be_hidden()
        assert (project / "reports" / ROUND / "index.html").exists(), "the report of before stays"
    finally:
        notebook.write_bytes(before)


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.thorough)])
def test_notebooks_that_were_run_read_as_on_the_site(
    address: str, page: Page, project: Path, own: Path, step: int
) -> None:
    paths = sorted((project / "reports" / ROUND / "notebooks").glob("*.ipynb"))[::step]
    show(page, address, project, paths[0])
    kinds = {what.split()[0] for what, _ in unreadable(page)[0]}
    assert {"aligned", "run"} <= kinds, "without its style, which is not trusted yet, it is seen that it can't be read"
    notary = NotebookNotary(data_dir=str(own / "data"))
    wrong = {}
    tables = 0
    for path in paths:
        notary.sign(nbformat.read(path, as_version=4))
        show(page, address, project, path)
        found, outputs, shown = unreadable(page)
        assert outputs
        tables += shown
        wrong |= {path.stem: found} if found else {}
    assert wrong == {}
    assert tables > 50


@pytest.mark.parametrize("path", EXPLORED)
def test_running_and_saving_a_notebook_changes_no_file_and_its_links_lead_somewhere(
    address: str, page: Page, project: Path, path: str
) -> None:
    open_in(page, address, path)
    run_all(page)
    wait_for_outputs(page, 4)
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    found, outputs, _ = unreadable(page)
    assert found == []
    assert outputs > 3
    page.get_by_text("Mode: Command").click()
    page.keyboard.press("Control+s")
    expect(page.locator(".jp-mod-dirty")).to_have_count(0, timeout=10_000)
    assert git(project, "status", "--porcelain") == ""
    hrefs = page.locator(".klankbord a[href]").evaluate_all("links => links.map(each => each.href)")
    answers = {page.request.get(href.split("#")[0]).status for href in set(hrefs)}
    assert answers <= {200}
    assert hrefs or "06_triangulatie" not in path


# What somebody types in the cell with parameters of `06_triangulatie`, one after the other: the line that begins with a
# name, what it becomes, and what is told of it.
WRONG = (
    ("theme", "theme = 3", "Kolom: theme|Waarde: 3|Wat is er mis: Dit moet een tekst zijn."),
    ("theme", 'theme: str = "samenwerkin"', "Wat is er mis: Dit thema bestaat niet.|Bedoelde u «samenwerking»?"),
    ("round_id", 'round_id: str = "wijk-voor-wijk-2091"', "Wat is er mis: Deze ronde bestaat niet.|Bedoelde u «"),
)


def test_a_wrong_parameter_ends_in_a_table_that_says_how_to_mend_it(address: str, page: Page, project: Path) -> None:
    open_in(page, address, "notebooks/06_triangulatie.ipynb")
    first = page.locator(".jp-CodeCell").first
    shown = page.locator(".jp-OutputArea-output")
    for name, line, told in WRONG:
        first.locator(".cm-line", has_text=name).click()
        page.keyboard.press("Home")
        page.keyboard.press("Shift+End")
        page.keyboard.insert_text(line)
        start_all(page)
        error = shown.filter(has_text=told.split("|")[0])
        error.wait_for(timeout=60_000)
        expect(page.get_by_text("| Idle").first).to_be_visible(timeout=60_000)
        assert error.inner_text().startswith("1 fout gevonden; er is niets veranderd")
        assert [part for part in told.split("|") if part not in error.inner_text()] == []
        # What was queued behind it may be run after all, and then says in Dutch that it waits.
        others = shown.all_inner_texts()
        assert [text for text in others if "Traceback" in text or "Error" in text] == []
        assert [text for text in others if not text.startswith(("1 fout gevonden", "Deze cel wacht."))] == []
    assert git(project, "status", "--porcelain") == ""


def test_nothing_is_saved_by_itself(address: str, page: Page) -> None:
    base, _, token = address.partition("/lab/tree/notebooks/00_start.ipynb")
    kept = page.request.get(f"{base}/lab/api/settings/@jupyterlab/docmanager-extension:plugin{token}").json()
    assert kept["schema"]["properties"]["autosave"]["default"] is False
    assert json.loads(kept["raw"] or "{}") == {}
