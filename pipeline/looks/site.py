"""The site of a round: an index by theme, the report, and a page for each finding."""

from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from pipeline import addresses
from pipeline.audit.basis import counts
from pipeline.audit.contradictions import explained, how_many, how_many_notices
from pipeline.codebook import Voice
from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import all_reported
from pipeline.dutch import count_noun
from pipeline.evidence.table import SAYS
from pipeline.looks import tables_workbook
from pipeline.looks.finding_pages import write_finding_pages
from pipeline.looks.pages import render_page
from pipeline.looks.review_form import write_review_forms
from pipeline.looks.signs import SILENT, symbol
from pipeline.outputs import FRONT_PAGES, PAPER_KINDS, front_page, labels
from pipeline.phases.declarations import PHASES
from pipeline.records import Record, rows_of
from pipeline.review.handling import Panels
from pipeline.telling import finding_words, panel_blocks, reproduction_blocks
from pipeline.telling.boxes import FIRST_TEXT
from pipeline.telling.heard_blocks import who_was_heard
from pipeline.telling.overview import all_exceptions, answers, of_themes, overview, who_wrote
from pipeline.telling.panel_table import compared
from pipeline.telling.place_blocks import where_places_are
from pipeline.telling.report_page import used_by
from pipeline.telling.round_report import RoundReport
from pipeline.telling.summary import documents, documents_called
from pipeline.telling.theory_blocks import theory_of_change
from pipeline.telling.told_finding import ToldFinding
from pipeline.triangulation.findings import FindingRow


def write_site(folder: Path, report: RoundReport, pages: list[tuple[str, str]]) -> None:
    """Write the front page, `rapport.html`, `bevindingen/`, and what panel members fill in.

    The front page leads to what goes on paper, which is made later or not at all: there is one for each case.

    Parameters
    ----------
    folder : pathlib.Path
        Where to write.
    report : RoundReport
        What the pages are made of.
    pages : list of (str, str)
        Name and label of each notebook's page, in reading order.
    """
    data, tables, panels, frame = report.data, report.tables, report.panels, report.frame
    used = _used(report)
    page = render_page(
        "report.html.j2",
        title="Rapport",
        round_title=frame.round_title,
        navigation=[("Overzicht", "index.html"), ("Rapport", "")],
        banner=frame.banner,
        footer=frame.footer,
        drafted=FIRST_TEXT if report.ledger.drafted else "",
        parts=report.written,
        findings=used,
        documents=documents(data),
        documents_called=documents_called(data),
        panels=panels,
        panels_compared=compared(panels, {row["id"]: row["label"] for row in used}),
        panel_blocks=panel_blocks,
    )
    (folder / addresses.report_page()).write_text(page, encoding="utf-8")
    seen = overview(data, tables)
    said = {mark.text for _, rows in seen.themes for row in rows for mark in row.phases}
    index = partial(
        render_page,
        "index.html.j2",
        title=frame.round_title,
        round_title="",
        navigation=[],
        banner=frame.banner,
        footer=frame.footer,
        edition=frame.readers.told,
        round=data.round,
        answers=(answered := answers(data, tables)),
        who_wrote=who_wrote(answered),
        exceptions=all_exceptions(answered),
        overview=seen,
        silences=[(sign, why) for why, sign in SILENT.items() if why in said],
        symbol=symbol,
        panels=panels,
        panel_blocks=panel_blocks,
        counts=_counts(data, tables),
        themes=_themes(data, tables, report.told, panels),
        phases=_phases(data, tables),
        heard=who_was_heard(data, tables["evidence"]),
        places=where_places_are(data),
        theory=theory_of_change(data, tables),
        pages=[(addresses.notebook_page(stage), label) for stage, label in pages if stage not in _silent(data, tables)],
        files=[
            (f"data/{tables_workbook.FILE}", "Alle tabellen in één Excel-bestand"),
            *((f"data/{name}.csv", label) for name, label in labels(data.edition).items() if len(tables[name])),
        ],
        outcomes=[(reproduction_blocks.mark(found), n) for found, n in counts(tables["reproduction"]).items() if n],
        contradictions=how_many(tables["figure_audit"]),
        contradicted=explained(tables["figure_audit"], tables["reproduction"]),
        notices=how_many_notices(tables["figure_audit"]),
        published=all_reported(tables["reproduction"]),
        judged=finding_words.who_judged(data.table("judgements")),
        wrote=finding_words.who_wrote(tables["findings"]),
        mixed=_mixed(data, tables),
    )
    (folder / FRONT_PAGES).mkdir()
    for kinds in ((), ("word",), ("pdf",), PAPER_KINDS):
        (folder / front_page(kinds)).write_text(index(paper=kinds), encoding="utf-8")
    write_finding_pages(folder, report.told, panels, frame)
    write_review_forms(folder, report.told, report.draft, data.round, data.codebook, frame)


def _used(report: RoundReport) -> list[Record]:
    """List the findings with the sentences that rest on them."""
    data, tables, used = report.data, report.tables, used_by(report.ledger)
    own_words = {finding.id: finding.own_words for finding in report.told}
    return [
        {
            "id": row["finding_id"],
            "label": data.codebook.labels[row["question"]],
            "statement": row["statement"],
            "address": _where(row, data),
            "used": used.get(row["finding_id"], []),
            "own_words": own_words.get(row["finding_id"], ()),
        }
        for row in rows_of(tables["findings"], FindingRow)
    ]


def _where(row: FindingRow, data: RoundData) -> str:
    """Give the address of a finding with all its evidence, or of its own page where that does not go along."""
    if data.edition.pages:
        return addresses.theme_page(row["theme"], row["finding_id"])
    return addresses.finding_page(row["finding_id"])


def _counts(data: RoundData, tables: dict[str, pd.DataFrame]) -> list[tuple[str, str]]:
    trace = tables["evidence_trace"]
    rows = trace[trace["role"] == SAYS].drop_duplicates(["file", "key"])
    said = len(rows)
    contracts = [data.contracts[PurePosixPath(file).stem] for file in rows["file"].unique()]
    # Codes, reactions, scores and items are no statements or figures: what they have in common is that each is a row.
    records = any(each.is_inside or not each.has_file for each in contracts)
    below = ("rij", "rijen") if records else ("uitspraak of cijfer", "uitspraken en cijfers")
    return [
        _counted(len(tables["findings"]), "bevinding", "bevindingen"),
        _counted(len(tables["evidence"]), "punt bewijs", "punten bewijs"),
        _counted(said, *(f"{noun} {'in de gegevens ' if records else ''}daaronder" for noun in below)),
        *_looked_at(tables["reproduction"]),
    ]


def _counted(number: int, one: str, more: str) -> tuple[str, str]:
    return str(number), one if number == 1 else more


def _looked_at(reproduction: pd.DataFrame) -> list[tuple[str, str]]:
    if reproduction.empty:
        return []
    number, figures = reproduction_blocks.counted(reproduction).split(" ", 1)
    return [(number, f"{figures} bekeken")]


def _mixed(data: RoundData, tables: dict[str, pd.DataFrame]) -> list[Voice]:
    """List the voices that spoke of which nobody can say "that is me", but for documents: they never do."""
    spoke = set(
        tables["evidence"]["voice"][tables["evidence"]["phase"].isin([each.id for each in PHASES if each.people])]
    )
    return [voice for voice in data.codebook.voices if not voice.person and voice.id in spoke]


def _silent(data: RoundData, tables: dict[str, pd.DataFrame]) -> set[str]:
    """Name the notebooks with nothing to show: themes without findings, phases not deployed, figures where none are."""
    found = set(tables["findings"]["theme"])
    themes = {addresses.theme_stage(theme.id) for theme in data.codebook.themes if theme.id not in found}
    idle = {phase.stage for phase in PHASES if not data.round.deployment(phase.id).deployed}
    return themes | idle | ({addresses.REPRODUCTION} if tables["reproduction"].empty else set())


def _themes(
    data: RoundData, tables: dict[str, pd.DataFrame], told: list[ToldFinding], panels: Panels
) -> list[dict[str, Any]]:
    by_id, sentences = {finding.id: finding for finding in told}, of_themes(data, tables)
    return [
        {
            "sentence": sentences.get(theme.id, ""),
            "id": theme.id,
            "label": theme.label,
            "definition": theme.definition,
            "asked": any(question.theme == theme.id for question in data.codebook.questions),
            "findings": [
                {
                    "told": by_id[name],
                    "page": addresses.finding_page(name),
                    "panel": panel_blocks.in_short(panels.of(name)),
                }
                for question in data.codebook.questions
                if question.theme == theme.id
                for name in [addresses.finding_id(theme.id, question.id)]
                if name in by_id
            ],
        }
        for theme in data.codebook.themes
    ]


def _phases(data: RoundData, tables: dict[str, pd.DataFrame]) -> list[dict[str, str]]:
    phases = []
    for phase in PHASES:
        if phase.id not in data.round.phases:
            continue
        deployment = data.round.deployment(phase.id)
        found = int((tables["evidence"]["phase"] == phase.id).sum())
        phases.append(
            {
                "label": phase.label,
                "page": addresses.notebook_page(phase.stage) if deployment.deployed and data.edition.pages else "",
                "text": phase.method if deployment.deployed else deployment.absence,
                "found": count_noun(found, "punt bewijs", "punten bewijs") if deployment.deployed else "",
            }
        )
    return phases
