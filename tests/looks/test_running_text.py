"""How easy the texts are that a panel reads: all of it is measured, and what is said of any round is plain."""

from pathlib import Path

import nbformat
import pytest
from helpers_rounds import ROOT
from markdown_it import MarkdownIt
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from pipeline.addresses import REPORT, REPRODUCTION, notebook_page, theme_stage
from pipeline.blocks import Fold, Section, Strong, Text
from pipeline.claims import readability
from pipeline.looks.cell import MIME, stored
from pipeline.looks.document.notebooks import Prose
from pipeline.looks.running_text import of_notebooks, of_prose, of_site
from pipeline.notebook.round import RoundWork
from pipeline.phases.declarations import PHASES
from pipeline.telling.findings import told

NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("0[1-9]*.ipynb"))


def paragraphs(name: str) -> list[str]:
    cells = nbformat.read(ROOT / "notebooks" / name, as_version=4).cells
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    return [each for text in texts for each in of_prose(Prose(tuple(MarkdownIt("commonmark").parse(text))))]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_what_a_notebook_says_of_any_round_is_plain(name: str) -> None:
    scored = readability.table([readability.of_page(name, each) for each in paragraphs(name)])
    assert len(scored)
    assert list(scored["text"][scored["level"] == readability.BELOW_TARGET]) == []


def test_paragraphs_and_items_are_apart_and_headings_and_code_are_none() -> None:
    made = Prose(tuple(MarkdownIt("commonmark").parse("# Kop\n\nEén *zin*,\nnog een.\n\n- `x` Een\n- Twee\n")))
    assert list(of_prose(made)) == ["Eén zin, nog een.", "Een", "Twee"]


def test_all_that_a_panel_meets_is_measured(work: RoundWork, tmp_path: Path) -> None:
    findings = told(work.data, work.tables)
    stages = [*(phase.stage for phase in PHASES), *(theme_stage(theme.id) for theme in work.codebook.themes)]
    for stage in [*stages, REPRODUCTION, REPORT]:
        shown = stored(Section((Text(("In", Strong(stage))), Fold("Meer", (Text("Dicht."),)))))
        output = new_output("display_data", {MIME: shown})
        cells = [new_markdown_cell("## Kop\n\nEen zin."), new_code_cell("kijk", outputs=[output])]
        (tmp_path / stage).mkdir()
        nbformat.write(new_notebook(cells=cells), tmp_path / stage / "notebook.ipynb")
    measured = [*of_site(work.data, work.tables, findings), *of_notebooks(work.data, tmp_path)]
    texts = {text for _, text in measured}
    for finding in findings:
        assert {finding.running, finding.brief, finding.counted} <= texts
    assert {theme.definition for theme in work.codebook.themes} <= texts
    for stage in [*stages, REPRODUCTION, REPORT]:
        page = notebook_page(stage)
        assert [text for place, text in measured if place == page] == ["Een zin.", f"In {stage}"], "and nothing folded"
