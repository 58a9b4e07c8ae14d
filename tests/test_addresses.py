"""Names of stages and addresses of pages stand in one place."""

import re

from helpers_rounds import ROOT

from pipeline import addresses
from pipeline.phases.declarations import PHASES


def test_every_name_of_a_stage_is_a_notebook_and_every_notebook_a_stage() -> None:
    named = [*(phase.stage for phase in PHASES), addresses.TRIANGULATION, addresses.REPRODUCTION, addresses.REPORT]
    assert sorted(named) == sorted(path.stem for path in (ROOT / "notebooks").glob("0[1-9]*.ipynb"))


def test_addresses_count_from_the_folder_of_the_site() -> None:
    finding = addresses.finding_id("effectiviteit", "zelfredzaamheid")
    assert finding == "F-effectiviteit-zelfredzaamheid"
    assert addresses.notebook_page(addresses.REPRODUCTION) == "notebooks/07_reproductie.html"
    assert addresses.theme_page("effectiviteit", finding) == f"notebooks/06_triangulatie_effectiviteit.html#{finding}"
    assert addresses.finding_page(finding) == f"bevindingen/{finding}.html"
    assert addresses.report_page(addresses.used_place(finding)) == f"rapport.html#gebruikt-{finding}"


def test_a_page_in_a_folder_names_its_neighbours_by_themselves_and_others_from_the_folder_above() -> None:
    page = addresses.notebook_page("02_interviews", "bron")
    assert addresses.seen_from(addresses.NOTEBOOKS, page) == "02_interviews.html#bron"
    assert addresses.seen_from(addresses.FINDINGS, page) == "../notebooks/02_interviews.html#bron"
    assert addresses.seen_from(addresses.NOTEBOOKS, addresses.report_page()) == "../rapport.html"


def test_no_other_module_or_template_has_the_number_of_a_notebook_in_an_address() -> None:
    stages = [phase.stage for phase in PHASES]
    stages += [addresses.TRIANGULATION, addresses.REPRODUCTION, addresses.REPORT]
    numbered = re.compile("|".join(stages) + r"|notebooks/\d\d_")
    declared = {"addresses.py", *(f"phases/{phase.id}/declaration.py" for phase in PHASES)}
    files = [path for path in (ROOT / "pipeline").rglob("*") if path.suffix in {".py", ".j2", ".js"}]
    found = {
        path.relative_to(ROOT / "pipeline").as_posix() for path in files if numbered.search(path.read_text("utf-8"))
    }
    assert found - declared == set()
