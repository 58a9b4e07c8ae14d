"""A round of which all is withheld has no findings, and a site all the same."""

from pathlib import Path
from typing import cast

import pytest
from bs4 import BeautifulSoup
from helpers_surveys import ROUND, WELCOME, as_csv, project_with_survey

from pipeline.blocks import plain
from pipeline.claims import ledger
from pipeline.looks.document.contents import documents_on_paper
from pipeline.looks.finding_pages import write_finding_pages
from pipeline.notebook.round import open_round
from pipeline.review.handling import Panels
from pipeline.review.places import draft_of
from pipeline.telling.findings import told
from pipeline.telling.frame import Frame, frame
from pipeline.telling.presentation import presentation
from pipeline.telling.report_page import parts
from pipeline.telling.round_report import RoundReport


def test_without_findings_no_page_of_one_is_written(tmp_path: Path) -> None:
    write_finding_pages(tmp_path, [], cast(Panels, None), cast(Frame, None))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_no_sentence_of_a_round_without_findings_has_a_hole_or_asks_what_to_think_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All twelve answered in the middle: that points no way, so that nothing was found."""
    answers = as_csv(*({"welkom": "neutraal"} for _ in range(12)))
    scale = dict(enumerate(WELCOME["scale"]))
    project = project_with_survey(tmp_path, answers, WELCOME | {"scale": scale}, selection="present")
    monkeypatch.setenv("KLANKBORD_PROJECT", str(project.root))
    work = open_round(ROUND)
    claims = ledger.make(work.data, work.tables)
    tables = {**work.tables, "claims": claims.table()}
    draft = draft_of(ROUND, work.tables["findings"], claims)
    written = parts(claims, work.tables, work.data.codebook)
    around = frame(ROUND, work.data.round.title, True, ("synthetic",))
    told_ = told(work.data, work.tables)
    report = RoundReport(work.data, tables, claims, written, told_, draft, Panels((), ()), around)
    assert told_ == []
    # What the notebooks show is another matter, and takes a run.
    monkeypatch.setattr("pipeline.looks.document.contents.shown", lambda _path: [])
    made = documents_on_paper(report, tmp_path / "stages")
    text = " ".join(BeautifulSoup(" ".join(made.values()), "lxml").get_text(" ").split())
    assert "Er zijn nog geen bevindingen" in text
    for wrong in ("komt van .", " 0 vragen", "antwoord op 0", "Herkent u dit", "bij elke bevinding van wie"):
        assert wrong not in text, wrong
    slides = " ".join(plain(line) for slide in presentation(report).slides for line in slide.lines)
    assert "Herkent u dit" not in slides
