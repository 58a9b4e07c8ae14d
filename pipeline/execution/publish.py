"""Publishing a finished run: the data of the output contract, the notebooks and the site, swapped in whole."""

import shutil
from pathlib import Path

import pandas as pd

from pipeline import evidence
from pipeline.claims import ledger
from pipeline.contracts.loading import RoundData
from pipeline.errors import ClaimsError, KlankbordError
from pipeline.evidence import Evidence
from pipeline.execution import fingerprints
from pipeline.execution.stages import Stage
from pipeline.handover import read_table, write_table
from pipeline.phases.declarations import PHASES, REPRODUCTION, TRIANGULATION
from pipeline.rounds import Project
from pipeline.triangulation import comparison, facts, reliability
from pipeline.triangulation.findings import TABLE_COLUMNS

# The tables of the output contract, in `data/`.
TABLES = (
    "evidence",
    "evidence_trace",
    *TABLE_COLUMNS,
    "comparison",
    "claims",
    "figure_audit",
    "reproduction",
    "agreement",
    "saturation",
    "review",
)
# Columns of tables that have nothing to compute from yet: they say why, or have no rows.
_SATURATION = ("base_size", "run_length", "threshold", "reached_at", "orderings", "low", "high", "remark")
_REVIEW = ("finding_id", "reviewer", "role", "judgement", "comment", "handled")


def publish(project: Project, data: RoundData, planned: list[Stage], stages: Path) -> None:
    """Write everything of a round that readers see.

    It is all made in a folder beside the old one and put in its place part by part, so that a reader never finds half
    a page, and a failure while pages are made leaves the previous report as it was. Nothing is written when the report
    was made from just these stages.

    Parameters
    ----------
    project : Project
        The project.
    data : RoundData
        The round.
    planned : list of Stage
        Its stages, all finished.
    stages : pathlib.Path
        Folder of what the stages handed on.

    Raises
    ------
    ClaimsError
        The report that the consultant wrote says what nothing backs.
    """
    target = project.report(data.round_id)
    record = stages / "published"
    made_from = fingerprints.of_report([stages / stage.id for stage in planned], ledger.files(project, data.round_id))
    if _is_current(target, planned, record, made_from):
        return
    # Imported here: rendering pages is heavy, and a run with nothing to do should answer at once.
    from pipeline.reporting.site import write_site

    record.unlink(missing_ok=True)
    fresh = target / ".fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    tables = _tables(data, planned, stages)
    claims = ledger.make(data, tables)
    if claims.problems:
        raise ClaimsError(claims.problems)
    tables["claims"] = claims.table()
    for name, frame in tables.items():
        write_table(frame, fresh / "data" / f"{name}.csv")
    (fresh / "notebooks").mkdir()
    for stage in planned:
        shutil.copyfile(stages / stage.id / "notebook.ipynb", fresh / "notebooks" / f"{stage.id}.ipynb")
    in_reading_order = sorted(planned, key=lambda stage: stage.notebook)
    write_site(fresh, data, tables, claims, [(stage.id, stage.label) for stage in in_reading_order])
    for made in sorted(fresh.iterdir()):
        try:
            _swap(made, target / made.name)
        except OSError as error:  # on Windows, a file in use can't be replaced
            message = (
                f"{project.name(target / made.name)} is niet te vervangen ({error.strerror}). Sluit bestanden uit die "
            )
            raise KlankbordError(message + "map in andere programma's en draai de ronde opnieuw.") from None
    fresh.rmdir()
    record.write_text(made_from, encoding="utf-8")


def _is_current(target: Path, planned: list[Stage], record: Path, made_from: str) -> bool:
    """Tell whether the report on disk is whole and was made from just these stages."""
    pages = [target / "notebooks" / f"{stage.id}.{kind}" for stage in planned for kind in ("ipynb", "html")]
    wanted = [
        target / "index.html",
        target / "rapport.html",
        *pages,
        *(target / "data" / f"{name}.csv" for name in TABLES),
    ]
    return record.exists() and record.read_text(encoding="utf-8") == made_from and all(map(Path.exists, wanted))


def _swap(made: Path, place: Path) -> None:
    if made.is_file():
        made.replace(place)
        return
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.replace(old)
    try:
        made.replace(place)
    except OSError:
        if old.exists():
            old.replace(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _tables(data: RoundData, planned: list[Stage], stages: Path) -> dict[str, pd.DataFrame]:
    """Put together the tables of the output contract from what the stages handed on."""
    handed = {phase.id: stages / phase.stage for phase in PHASES}
    all_evidence = evidence.combine(
        Evidence(read_table(folder / "evidence.csv"), read_table(folder / "evidence_trace.csv"))
        for folder in handed.values()
    )
    themes = [stages / stage.id for stage in planned if stage.id.startswith(TRIANGULATION)]
    triangulated = {
        name: pd.concat([read_table(folder / f"{name}.csv") for folder in themes], ignore_index=True)
        for name in TABLE_COLUMNS
    }
    return triangulated | {
        "evidence": all_evidence.rows,
        "evidence_trace": all_evidence.trace,
        "comparison": comparison.table(data, triangulated["findings"]),
        "figure_audit": read_table(stages / REPRODUCTION / "figure_audit.csv"),
        "reproduction": read_table(stages / REPRODUCTION / "reproduction.csv"),
        "agreement": reliability.table(data),
        "saturation": _saturation(data),
        "review": pd.DataFrame(columns=list(_REVIEW)),
    }


def _saturation(data: RoundData) -> pd.DataFrame:
    """Say what is known of saturation."""
    remark = facts.saturation(data)
    rows = [("", "", "", "", "", "", "", remark)] if remark else []
    return pd.DataFrame(rows, columns=list(_SATURATION))
