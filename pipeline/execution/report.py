"""What is made from all stages together: the tables of the output contract, the index and the report."""

import shutil
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pandas as pd

from pipeline import addresses
from pipeline.addresses import REPORT, REPRODUCTION
from pipeline.audit.in_evidence import noted
from pipeline.claims import ledger, readability
from pipeline.claims.small_groups import without_small_groups
from pipeline.contracts.loading import RoundData
from pipeline.errors import ClaimsError
from pipeline.evidence import readers_trace
from pipeline.evidence.group_table import group_table
from pipeline.evidence.quoting import shield
from pipeline.evidence.small_groups import LeftOut, left_out
from pipeline.evidence.without_counts import tables_without, trace_without
from pipeline.handover import Handover, read_table, write_table
from pipeline.looks.document.contents import documents_on_paper
from pipeline.looks.document.writing import Numbering, write_document
from pipeline.looks.presentation import FILE as SLIDES
from pipeline.looks.presentation import write_presentation
from pipeline.looks.running_text import Paragraph, of_notebooks, of_site
from pipeline.looks.site import write_site
from pipeline.looks.tables_workbook import FILE as TABLES_FILE
from pipeline.looks.tables_workbook import write_tables
from pipeline.outputs import labels
from pipeline.phases.gathering import all_evidence, not_to_be_told, positions, themes_of_talks, values
from pipeline.review import reviewed
from pipeline.review.excel import workbook
from pipeline.review.few import panels_without_few
from pipeline.review.handling import panels
from pipeline.review.places import draft_of
from pipeline.review.reviewed import Reviewed
from pipeline.review.setting import setting_of, titles_of
from pipeline.rounds import Project
from pipeline.telling.findings import told
from pipeline.telling.frame import Frame
from pipeline.telling.presentation import presentation
from pipeline.telling.quote_table import quote_table
from pipeline.telling.report_page import parts
from pipeline.telling.round_report import RoundReport
from pipeline.triangulation import facts, saturation
from pipeline.triangulation.findings import TABLE_COLUMNS
from pipeline.triangulation.negative_cases import without_counts

# How the sections of what goes on paper are numbered; a summary of two pages has none.
_NUMBERING: dict[str, Numbering] = {"rapport": "1", "bijlagen": "A"}


def write_report(
    project: Project,
    round_id: str,
    stages: Path,
    target: Path,
    pages: list[tuple[str, str]],
    frame: Frame,
) -> RoundReport:
    """Write `data/`, the site, and the workbook for reviews on paper.

    Parameters
    ----------
    project : Project
        The project.
    round_id : str
        The round; all its stages are finished.
    stages : pathlib.Path
        Folder of what the stages handed on.
    target : pathlib.Path
        Where to write.
    pages : list of (str, str)
        Name and label of each notebook's page, in reading order.
    frame : Frame
        What stands around every page of the round.

    Returns
    -------
    RoundReport
        What `write_documents` makes of the same.

    Raises
    ------
    ClaimsError
        The report that the consultant wrote says what nothing backs; nothing was written.
    """
    loaded = reviewed.load(project, round_id, looking=False, edition=frame.readers.edition)
    data = loaded.data
    tables, hidden = _tables(data, stages)
    report = report_of(loaded, tables, hidden, frame, of_notebooks(data, stages))
    shutil.rmtree(target, ignore_errors=True)  # nothing of an earlier version stays behind
    trace = trace_without(readers_trace.for_readers(data, report.tables["evidence_trace"]), hidden)
    leaving = report.tables | {"evidence_trace": trace}
    called = labels(data.edition)
    for name in called:
        write_table(leaving[name], target / "data" / f"{name}.csv")
    write_tables(target / "data" / TABLES_FILE, leaving, called)
    write_site(target, report, pages)
    titles = titles_of(data, report.draft, report.tables["findings"])
    workbook.write(target / workbook.FILE, setting_of(data, report.draft), titles)
    write_presentation(presentation(report), target / SLIDES)
    return report


def report_of(
    loaded: Reviewed,
    tables: dict[str, pd.DataFrame],
    hidden: LeftOut,
    frame: Frame,
    notebooks: Iterable[Paragraph] = (),
) -> RoundReport:
    """Put a report together from the tables of the output contract; nothing is written.

    Parameters
    ----------
    loaded : Reviewed
        The round, for an edition, and what was said of it.
    tables : dict of str to pandas.DataFrame
        Those tables, but those of the report itself, with all that the edition leaves out still in them.
    hidden : LeftOut
        What the edition leaves out.
    frame : Frame
        What stands around every page of the round.
    notebooks : iterable of (str, str)
        What its notebooks say, to be measured with the rest of what people read.

    Raises
    ------
    ClaimsError
        The report that the consultant wrote says what nothing backs.
    """
    data = loaded.data
    claims = ledger.make(data, tables)
    whole = draft_of(data.round_id, tables["findings"], claims)
    if hidden.pieces or hidden.groups:
        tables = tables_without(tables, hidden, data, list(positions(data)))
        tables["negative_cases"] = without_counts(tables["negative_cases"], hidden.pieces)
        claims = without_small_groups(data, tables, hidden, claims.problems)
    if claims.problems:
        raise ClaimsError(claims.problems)
    quotes = quote_table(data, tables["evidence"], tables["evidence_trace"])
    tables = tables | {"claims": claims.table(), "quotes": quotes}
    draft = replace(draft_of(data.round_id, tables["findings"], claims), named=whole.id)
    said = panels(loaded.review, loaded.answers, draft, data.codebook, data.round.panels, shield(data))
    said = panels_without_few(said, data.edition.smallest)
    said = said if data.edition.remarks else said.counted
    written = parts(claims, tables, data.codebook, data.edition)
    findings = told(data, tables, hidden)
    read = (readability.of_page(*each) for each in chain(of_site(data, tables, findings), notebooks))
    tables["review"] = said.table()
    tables["readability"] = readability.table([*readability.of_report(claims), *read], data.round.rules)
    return RoundReport(data, tables, claims, written, findings, draft, said, frame)


def write_documents(report: RoundReport, stages: Path, target: Path) -> None:
    """Write the source of what goes on paper, in `document/`.

    Parameters
    ----------
    report : RoundReport
        What `write_report` gave.
    stages, target : pathlib.Path
        As given to that.
    """
    for name, document in documents_on_paper(report, stages).items():
        write_document(document, target / "document" / name, _NUMBERING.get(name, ""))


def _tables(data: RoundData, stages: Path) -> tuple[dict[str, pd.DataFrame], LeftOut]:
    """Put together the tables of the output contract, but those of the report, from what the stages handed on.

    With what the edition leaves out of them, which is still in them: what is written is checked against all of it.
    """
    figure_audit = read_table(stages / REPRODUCTION / "figure_audit.csv")
    evidence = noted(all_evidence(data, Handover(data.project, str(stages))), figure_audit)
    themes = [stages / addresses.theme_stage(theme.id) for theme in data.codebook.themes]
    triangulated = {
        name: pd.concat([read_table(folder / f"{name}.csv") for folder in themes], ignore_index=True)
        for name in TABLE_COLUMNS
    }
    asked = list(positions(data))
    hidden = left_out(data, asked, pd.concat([evidence.rows, not_to_be_told(data).rows], ignore_index=True))
    return triangulated | {
        "evidence": evidence.rows.assign(left_out=""),
        "evidence_trace": evidence.trace,
        "values": values(data, evidence),
        "comparison": read_table(stages / REPORT / "comparison.csv"),
        "figure_audit": figure_audit,
        "reproduction": read_table(stages / REPRODUCTION / "reproduction.csv"),
        "agreement": read_table(stages / REPORT / "agreement.csv"),
        "sensitivity": read_table(stages / REPORT / "sensitivity.csv"),
        "saturation": saturation_of(data),
        "groups": group_table(data, asked),
    }, hidden


def saturation_of(data: RoundData) -> pd.DataFrame:
    """Give what is known of saturation, and say of which phases it can't be computed."""
    computed = themes_of_talks(data)
    rest = {phase: known for phase, known in facts.talks(data).items() if phase not in computed}
    return saturation.table(data, facts.saturation(rest))
