"""The nulmeting from raw files to report: the output contract, and the same bytes everywhere."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from jupyter_core.utils import ensure_event_loop
from lxml import html
from nbclient import NotebookClient
from pptx import Presentation as Deck

from pipeline.outputs import DATA, FILES

ROOT = Path(__file__).parents[1]
ROUND = "wijk-voor-wijk-2019"
CONTRACT = {
    "evidence": "evidence_id phase theme question aspect unit voice direction n n_total statement provenance quality",
    "evidence_trace": "evidence_id file key role rows",
    "values": "name value unit says evidence_id",
    "convergence": "theme question phase_a phase_b meaning_agrees examples_agree label",
    "findings": "finding_id theme question statement direction convergence confidence limitations coherence adequacy"
    " relevance voices evidence_ids",
    "joint_display": "theme question meta_inference suggested origin researchers text",
    "completeness": "theme question phase aspect direction",
    "voices": "finding_id voice supporting against neutral share_of_support",
    "robustness": "finding_id left_out_kind left_out direction convergence outcome",
    "negative_cases": "finding_id side rank evidence_id looked_in",
    "groups": "phase theme question aspect by group verdict n favourable n_others p p_holm sentence remark",
    "sensitivity": "rule value finding_id what before after",
    "comparison": "published_id question statement finding_id finding verdict suggested origin reason",
    "claims": "claim_id file line kind text findings evidence_ids references",
    "figure_audit": "check_id kind documents figure_ids printed recomputed verdict explanation",
    "reproduction": (
        "claim_id document locator quantity printed recomputed tolerance verdict cause basis formula operands"
    ),
    "agreement": "scope code coders n_units coefficient value low high remark",
    "saturation": "base_size run_length threshold reached_at orderings low high",
    "review": "finding_id reviewer role judgement comment handled",
}
KEYS = {
    "evidence": "evidence_id",
    "findings": "finding_id",
    "figure_audit": "check_id",
    "claims": "claim_id",
    "values": "name",
    "reproduction": "claim_id",
}


def table(report: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(report / "data" / f"{name}.csv", dtype="str", keep_default_na=False)


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


# Of the notebooks, one of each kind is always run by itself.
ALWAYS_RUN = {"00_start", "02_interviews", "06_triangulatie", "08_rapport"}


@pytest.fixture(params=["report", pytest.param("second_report", marks=pytest.mark.thorough)])
def any_report(request):
    """Give the report of each round in turn."""
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("name", CONTRACT)
def test_table_has_the_columns_of_the_contract(any_report, name):
    report = any_report
    assert set(CONTRACT[name].split()) <= set(table(report, name).columns)


@pytest.mark.parametrize("name", KEYS)
def test_key_is_unique_and_filled(report, name):
    keys = table(report, name)[KEYS[name]]
    assert len(keys) > 0
    assert keys.is_unique
    assert (keys != "").all()


def test_every_theme_has_a_finding(any_report):
    report = any_report
    themes = {"effectiviteit", "samenwerking", "innovatie", "inwonersperspectief"}
    assert set(table(report, "findings")["theme"]) == themes


def test_every_finding_names_evidence_that_exists(any_report):
    report = any_report
    known = set(table(report, "evidence")["evidence_id"])
    for finding in table(report, "findings").to_dict("records"):
        assert finding["evidence_ids"]
        assert set(finding["evidence_ids"].split()) <= known


def test_every_piece_of_evidence_leads_to_raw_rows(any_report):
    report = any_report
    trace = table(report, "evidence_trace")
    assert set(table(report, "evidence")["evidence_id"]) == set(trace["evidence_id"])
    for file, rows in trace.groupby("file"):
        raw = pd.read_csv(ROOT / file, dtype="str", keep_default_na=False)
        assert set(rows["key"]) <= set(raw.iloc[:, 0])


def test_every_figure_has_a_row_in_the_reproduction(report):
    figures = pd.read_csv(ROOT / "raw" / ROUND / "figures.csv", dtype="str")
    assert set(table(report, "reproduction")["claim_id"]) == {f"R-{name}" for name in figures["figure_id"]}


def test_pages_and_notebooks_count_figures_alike_and_all_of_them(any_report):
    reproduction = table(any_report, "reproduction")
    unproven = reproduction["verdict"] == "not reproducible"
    counted = reproduction["basis"].where(unproven, reproduction["verdict"]).value_counts()
    expected = sorted(int(count) for count in counted)
    assert sum(expected) == len(reproduction)
    index = html.fromstring((any_report / "index.html").read_bytes())
    assert (
        sorted(int(count) for count in index.xpath("//section[@aria-labelledby='cijfers']//li/strong/text()"))
        == expected
    )
    for stage in ("01_desk_research", "07_reproductie", "08_rapport"):
        page = html.fromstring((any_report / "notebooks" / f"{stage}.html").read_bytes())
        caption = f"Oordeel over {len(reproduction)} gepubliceerde cijfers"
        [summary] = page.xpath(f"//table[caption[contains(., '{caption}')]]")
        shown = sorted(int(cell.text_content()) for cell in summary.xpath(".//tbody//td[1]"))
        assert [count for count in shown if count] == expected, stage


def test_contradictions_are_counted_alike_wherever_they_are(any_report):
    audit = table(any_report, "figure_audit")
    found = audit[audit["verdict"] == "inconsistent"]
    ids = {
        name
        for row in found.to_dict("records")
        # Where a word is wrong, nothing is wrong with the figures that it was held against.
        for name in row["figure_ids"].split()[: 1 if row["kind"] in {"percentage points", "said"} else None]
    }
    told = f"{len(found)} tegenspraken ({len(ids)} cijfers)"
    for name in ("index.html", "rapport.html", "notebooks/01_desk_research.html", "notebooks/07_reproductie.html"):
        text = html.fromstring((any_report / name).read_bytes()).text_content()
        assert told in text, name
        assert len(set(re.findall(r"[0-9]+ tegenspraken \([0-9]+ cijfers\)", text))) == 1, name


def test_every_notebook_is_there_and_has_its_page(report):
    notebooks = {path.stem for path in (report / "notebooks").glob("*.ipynb")}
    assert len(notebooks) == 11
    assert notebooks == {path.stem for path in (report / "notebooks").glob("*.html")}


def test_no_cell_of_the_kept_notebooks_failed_or_warned(any_report):
    report = any_report
    for path in (report / "notebooks").glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                assert output.output_type != "error", path.name
                assert output.get("name") != "stderr", path.name


def test_links_between_pages_lead_somewhere(any_report):
    report = any_report
    files = [path for path in report.rglob("*.html") if "stages" not in path.parts]
    pages = {path: html.document_fromstring(path.read_text(encoding="utf-8")) for path in files}
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    findings = pd.read_csv(report / "data" / "findings.csv")
    assert len([path for path in pages if path.parent.name == "bevindingen"]) == len(findings)
    for path, page in pages.items():
        for address in page.xpath("//a/@href"):
            file, _, anchor = address.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.exists(), f"{path.name}: {address}"
            if anchor:
                assert anchor in ids[target], f"{path.name}: {address}"


def test_run_record_says_what_ran(report):
    record = json.loads((report / "run.json").read_text(encoding="utf-8"))
    assert {stage["status"] for stage in record["stages"]} == {"made"}
    assert record["seconds"] > 0


def test_second_run_from_scratch_elsewhere_gives_the_same_bytes(report, project):
    # Another folder, and more parallel stages' worth of other order: only the data decide the bytes.
    shutil.rmtree(project.root / "reports", ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run", ROUND],
        cwd=project.root,
        env={**os.environ, "KLANKBORD_PROJECT": str(project.root), "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    again = project.report(ROUND)
    assert hashes(again / "data") == hashes(report / "data")
    assert hashes(again / "notebooks") == hashes(report / "notebooks")


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        name if name in ALWAYS_RUN else pytest.param(name, marks=pytest.mark.thorough)
        for name in sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
    ],
)
def test_notebook_runs_by_itself_with_its_default_parameters(name, project, monkeypatch):
    monkeypatch.setenv("KLANKBORD_PROJECT", str(project.root))
    path = ROOT / "notebooks" / f"{name}.ipynb"
    before = hashes(project.root)
    try:
        NotebookClient(nbformat.read(path, as_version=4), kernel_name="python3", timeout=120).execute()
    finally:
        loop = ensure_event_loop()
        if not loop.is_running():
            loop.close()
    assert hashes(project.root) == before, "exploring writes nothing"


def test_phase_that_was_not_deployed_says_so_and_breaks_nothing(report):
    page = BeautifulSoup(
        (report / "notebooks" / "04_mystery_guests.html").read_text(encoding="utf-8"), "lxml"
    ).get_text()
    assert "niet ingezet" in page
    assert "In de nulmeting zijn geen mystery guests ingezet." in page


def test_every_file_of_a_report_is_in_the_register_of_outputs_and_every_output_is_there(any_report):
    shown = (path for path in any_report.rglob("[!.]*") if path.is_file())  # what begins with a dot is the run's own
    made = {path.relative_to(any_report).as_posix() for path in shown}
    patterns = {name: name.replace("**", "*") for name in FILES}
    assert {name for name in made if not any(fnmatch(name, pattern) for pattern in patterns.values())} == set()
    assert {name for name, pattern in patterns.items() if not any(fnmatch(other, pattern) for other in made)} == set()
    assert {path.name for path in (any_report / "data").iterdir()} == {
        *(f"{name}.csv" for name in DATA),
        "tabellen.xlsx",
    }


def test_the_slides_say_of_every_finding_what_the_table_says(any_report):
    slides = Deck(str(any_report / "presentatie.pptx")).slides
    said = " ".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    findings = table(any_report, "findings")
    assert [statement for statement in findings["statement"] if statement not in said] == []
    # About ten are shown; behind these every other finding has its own, to turn to when somebody asks.
    behind = [
        slide
        for slide in slides
        if any("Bijlage," in each.text_frame.text for each in slide.shapes if each.has_text_frame)
    ]
    assert 8 <= len(slides) - len(behind) <= 12
    assert list(slides)[len(slides) - len(behind) :] == behind
