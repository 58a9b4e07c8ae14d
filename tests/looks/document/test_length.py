"""How long a report is asked to be decides how much of each finding stands in it, and never who sees it otherwise."""

from dataclasses import replace
from pathlib import Path

import pytest
from helpers_synthetic import ROUND
from lxml import html

from pipeline.claims import ledger
from pipeline.handover import read_table
from pipeline.looks.document.contents import documents_on_paper
from pipeline.notebook.round import open_round
from pipeline.outputs import DATA
from pipeline.review import reviewed
from pipeline.review.handling import panels
from pipeline.review.places import draft_of
from pipeline.telling.findings import told
from pipeline.telling.frame import frame
from pipeline.telling.report_page import parts
from pipeline.telling.round_report import RoundReport


def text_of(document: str) -> str:
    return " ".join(html.document_fromstring(document).text_content().split())


@pytest.fixture(scope="module")
def made(practice_report: Path) -> tuple[RoundReport, dict[int, str], str]:
    """Give a round, its report at three lengths, and its appendices."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLANKBORD_PROJECT", str(practice_report.parents[1]))
        work = open_round(ROUND)
        loaded = reviewed.load(work.data.project, ROUND, looking=False)
        claims = ledger.make(work.data, work.tables)
    tables = {name: read_table(practice_report / "data" / f"{name}.csv") for name in DATA} | work.tables
    draft = draft_of(ROUND, tables["findings"], claims)
    said = panels(loaded.review, loaded.answers, draft, work.codebook, work.data.round.panels)
    around = frame(ROUND, work.data.round.title, True, ("synthetic",))
    whole = RoundReport(
        work.data, tables, claims, parts(claims, tables, work.codebook), told(work.data, tables), draft, said, around
    )
    found = {}
    for pages in (12, 30, 50):
        data = replace(work.data, round=work.data.round.model_copy(update={"report_pages": pages}))
        documents = documents_on_paper(replace(whole, data=data), practice_report / "stages")
        found[pages] = text_of(documents["rapport"])
    return whole, found, text_of(documents["bijlagen"])


def test_a_longer_report_says_more_of_each_finding(made: tuple[RoundReport, dict[int, str], str]) -> None:
    report, at, _ = made
    assert len(at[12]) < len(at[30]) < len(at[50])
    several = [side for finding in report.told for side in finding.sides[:2] if len(side.points) > 1]
    assert several
    for side in several:
        second = " ".join(side.points[1].places[0][0].split())
        assert second in at[50]


def test_a_short_report_leaves_nobody_out_who_sees_it_otherwise_and_the_rest_stands_in_the_appendices(
    made: tuple[RoundReport, dict[int, str], str],
) -> None:
    report, at, appendices = made
    for finding in report.told:
        for text in at.values():
            for said in (finding.statement, finding.people, finding.sure, finding.otherwise, *finding.careful):
                assert " ".join(said.split()) in text, finding.id
        for side in finding.sides:
            assert all(" ".join(point.text.split()) in appendices for point in side.points)
