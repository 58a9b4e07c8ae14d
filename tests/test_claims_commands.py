"""The ledger of claims as a consultant meets it: the commands, and a run that stops at an unsupported sentence."""

import subprocess
from pathlib import Path

import helpers_command
import pytest
from helpers_synthetic import ROUND, SECRET, TEXT, synthetic_project

from pipeline.rounds import Project

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def oefen(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return synthetic_project(tmp_path_factory.mktemp("oefen") / "project")


def klankbord(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    return helpers_command.klankbord(project.root, *arguments)


def text_file(project: Project) -> Path:
    return project.raw / ROUND / "report" / "01_bevindingen.md"


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_run_stops_at_an_unsupported_sentence_and_leaves_the_report_that_was_there(oefen: Project) -> None:
    first = klankbord(oefen, "run", ROUND)
    assert first.returncode == 0, first.stderr
    report = oefen.report(ROUND)
    published = everything(report / "data") | everything(report / "notebooks")
    page = (report / "rapport.html").read_text(encoding="utf-8")
    assert "Er kwamen 430 bezoekers, en het doel was 400." in page
    assert "voorbeeld met verzonnen gegevens" in page
    for name, content in everything(report).items():
        assert SECRET.encode() not in content, f"{name} gives away what is withheld"

    planted = TEXT.replace("Drie partners wachtten", "412 partners wachtten")
    text_file(oefen).write_text(planted, encoding="utf-8")
    second = klankbord(oefen, "run", ROUND)
    line = 1 + planted[: planted.index("412 partners")].count("\n")
    assert second.returncode == 2
    assert "het vorige rapport is niet veranderd" in second.stderr
    assert f"raw/{ROUND}/report/01_bevindingen.md" in second.stderr
    row = next(row for row in second.stderr.splitlines() if "412" in row)
    assert row.split("│")[1].strip() == str(line)
    assert "gemaakt" not in second.stdout, "a text is checked without running a notebook again"
    assert everything(report / "data") | everything(report / "notebooks") == published
    assert (report / "rapport.html").read_text(encoding="utf-8") == page

    text_file(oefen).write_text(TEXT.replace("Dit is een goed begin.", "Dit is een mooi begin."), encoding="utf-8")
    third = klankbord(oefen, "run", ROUND)
    assert third.returncode == 0, third.stderr
    assert "mooi begin" in (report / "rapport.html").read_text(encoding="utf-8")
    text_file(oefen).write_text(TEXT, encoding="utf-8")


def test_claims_says_what_it_found(oefen: Project) -> None:
    done = klankbord(oefen, "claims", ROUND)
    assert done.returncode == 0, done.stderr
    assert "In orde: 13 beweringen" in done.stdout
    assert "1 advies en 1 mening" in done.stdout


def test_the_draft_never_writes_over_a_text(oefen: Project) -> None:
    done = klankbord(oefen, "claims", ROUND, "--draft")
    assert done.returncode == 2
    assert "Er is al een rapporttekst" in done.stderr
    assert text_file(oefen).read_text(encoding="utf-8") == TEXT


def test_the_draft_is_a_text_that_passes(tmp_path: Path) -> None:
    project = synthetic_project(tmp_path / "project")
    text_file(project).unlink()
    drafted = klankbord(project, "claims", ROUND, "--draft")
    assert drafted.returncode == 0, drafted.stderr
    assert "raw/oefenronde/report/01_aanpak.md" in drafted.stdout
    checked = klankbord(project, "claims", ROUND)
    assert checked.returncode == 0, checked.stderr
    assert "In orde" in checked.stdout
    assert "nog geen rapporttekst" not in checked.stdout


def test_trace_goes_from_a_sentence_to_raw_rows_and_back(oefen: Project) -> None:
    down = klankbord(oefen, "trace", "K-01_bevindingen-7")
    assert down.returncode == 0, down.stderr
    assert "Drie partners wachtten lang op antwoord." in down.stdout
    assert "E-interviews-samen-wachten-partners-min" in down.stdout
    [raw] = {line.split("─ ")[1].split(":")[0] for line in down.stdout.splitlines() if "Partner 1 wacht" in line} - {
        "E-interviews-samen-wachten-partners-min"
    }
    as_in_the_text = klankbord(oefen, "trace", "[@F-samenwerking-samen:stemmen]")
    assert as_in_the_text.returncode == 0, as_in_the_text.stderr
    up = klankbord(oefen, "trace", raw)
    assert up.returncode == 0, up.stderr
    for name in ("E-interviews-samen-wachten-partners-min", "F-samenwerking-samen", "K-01_bevindingen-7"):
        assert name in up.stdout


def test_trace_of_a_name_that_nothing_has_offers_the_nearest(oefen: Project) -> None:
    done = klankbord(oefen, "trace", "F-samenwerking-same")
    assert done.returncode == 2
    assert "Bedoelde u «F-samenwerking-samen»?" in done.stderr
