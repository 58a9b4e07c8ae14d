"""What may be sent: an edition whole and nothing else, that leads nowhere outside itself, and never of older data."""

import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pytest
from filelock import FileLock
from helpers_runs import for_all_workers
from helpers_synthetic import ROUND

from pipeline.editions import EDITIONS, PANEL, PUBLIC, TEAM, Edition, edition_of
from pipeline.errors import InputError
from pipeline.execution import sending
from pipeline.execution.fingerprints import Hashes
from pipeline.execution.run import run_rounds
from pipeline.rounds import Project


def inside(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def made(both_made: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give a project with a finished round and each edition of it, once for all workers; only to be read."""
    shared = for_all_workers(tmp_path_factory)
    root = shared / "uitgaven"
    with FileLock(shared / "uitgaven.lock"):
        if not (root / "done").exists():
            shutil.copytree(both_made.root, root, dirs_exist_ok=True)
            (root / "done").unlink()
            for edition in (TEAM, PANEL, PUBLIC):
                result, sendable = sending.make(Project(root), ROUND, edition, lambda outcome: None)
                assert result.error is None
                assert sendable is not None
            (root / "done").touch()
    return Project(root)


@pytest.fixture
def project(made: Project, tmp_path: Path) -> Project:
    """Give a copy of it."""
    shutil.copytree(made.root, tmp_path / "project")
    return Project(tmp_path / "project")


def folder(project: Project, edition: Edition) -> Path:
    return project.sendable(ROUND) / f"{ROUND}-{edition.name}"


def test_what_is_sent_is_what_readers_get_and_nothing_beside_it(made: Project) -> None:
    files = {edition.id: inside(folder(made, edition)) for edition in EDITIONS.values()}
    for edition in EDITIONS.values():
        with zipfile.ZipFile(folder(made, edition).with_suffix(".zip")) as archive:
            top = f"{folder(made, edition).name}/"
            assert {name.removeprefix(top) for name in archive.namelist()} == files[edition.id]
    for names in files.values():
        assert not [name for name in names if "stages" in name or name.startswith(".") or name == "run.json"]
        assert {"index.html", "rapport.docx", "rapport.pdf", "presentatie.pptx", "data/findings.csv"} <= names
    notebooks = {name for name in files["team"] if name.endswith(".ipynb")}
    pages = {name for name in files["team"] if name.startswith("notebooks/") and name.endswith(".html")}
    assert notebooks
    assert files["team"] - files["panel"] == notebooks
    assert files["panel"] - files["public"] == pages | {"data/evidence_trace.csv"}


def test_no_link_leads_to_what_does_not_go_along(made: Project) -> None:
    for top in (folder(made, edition).resolve() for edition in EDITIONS.values()):
        there = inside(top)
        seen = 0
        for page in top.rglob("*.html"):
            for address in re.findall(r'href="([^"#]+)', page.read_text(encoding="utf-8")):
                if not address.startswith(("data:", "http", "mailto:")):
                    leads = (page.parent / unquote(address)).resolve().relative_to(top)
                    assert leads.as_posix() in there, (page.name, address)
                    seen += 1
        assert seen > len(there)


@pytest.mark.parametrize("edition", [TEAM, PANEL, PUBLIC], ids=lambda edition: edition.id)
def test_for_whom_it_is_and_by_what_rules_is_printed(made: Project, edition: Edition) -> None:
    told = (f"Deze uitgave is voor {edition.readers}.", *edition.told({"evidence"}))
    index = (folder(made, edition) / "index.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(folder(made, edition) / "rapport.docx") as word:
        report = word.read("word/document.xml").decode()
    for said in told:
        assert said.replace("'", "&#39;") in index
        assert said.partition("'")[0] in report
    for page in folder(made, edition).rglob("*.html"):
        assert edition.label in page.read_text(encoding="utf-8") or page.name == "formulier.html"


def test_what_was_found_is_the_same_in_each(made: Project) -> None:
    # What counts of few people say is all that may be different.
    counts = {"evidence": ["n", "n_against", "at_least", "statement", "otherwise", "left_out"], "claims": ["text"]}
    for name in ("findings", "evidence", "convergence", "claims"):
        tables = {
            pd.read_csv(folder(made, edition) / "data" / f"{name}.csv").drop(columns=counts.get(name, [])).to_csv()
            for edition in EDITIONS.values()
        }
        assert len(tables) == 1


def test_made_again_it_is_the_same_and_nothing_is_done(project: Project) -> None:
    before = folder(project, PANEL).with_suffix(".zip").read_bytes()
    result, again = sending.make(project, ROUND, PANEL, lambda outcome: None)
    assert {outcome.status for outcome in result.outcomes} == {"reused"}
    assert again is not None
    assert again.archive.read_bytes() == before
    assert again.files == len(inside(again.folder))


def test_nobody_can_send_what_is_of_older_data(project: Project) -> None:
    """As long as nothing changed it may be sent; what is of other data, or was made before the last run, is gone."""
    [result] = run_rounds(project, [ROUND], lambda outcome: None)
    assert result.outdated == ()
    assert len(list(project.sendable(ROUND).glob("*.zip"))) == len(EDITIONS)
    with (folder(project, TEAM) / "index.html").open("a", encoding="utf-8") as page:
        page.write("van een vorige run")
    assert list(sending.outdated(project, ROUND, Hashes())) == [TEAM]
    assert not folder(project, TEAM).with_suffix(".zip").exists()
    settings = project.raw / ROUND / "round.yml"
    settings.write_text(re.sub(r"title: .*", "title: Een andere naam", settings.read_text()), encoding="utf-8")
    assert list(sending.outdated(project, ROUND, Hashes())) == [PANEL, PUBLIC]
    assert not inside(project.sendable(ROUND))


def test_a_folder_of_what_may_be_sent_is_no_round(made: Project) -> None:
    assert {path.name for path in (made.root / "reports").iterdir()} <= set(made.round_ids())


def test_who_names_no_edition_is_told_which_there_are() -> None:

    with pytest.raises(InputError) as error:
        edition_of("pannel")
    assert "panel" in error.value.problems[0].mend
