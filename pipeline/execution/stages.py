"""The graph of stages of a round: one for each notebook, one for each theme of the triangulation."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.addresses import REPORT, REPRODUCTION, TRIANGULATION, theme_stage
from pipeline.codebook import Codebook
from pipeline.contracts.folders import files_of
from pipeline.contracts.imported_files import imported
from pipeline.contracts.round_files import files_in
from pipeline.contracts.round_tables import ROUND_OPTIONAL, ROUND_SHARED
from pipeline.editions import TEAM, Edition
from pipeline.phases import codebook_files
from pipeline.phases.declarations import PHASES
from pipeline.phases.tables import FIGURE_TABLES, FOLDERS, TABLES
from pipeline.rounds import Project, Round


@dataclass(frozen=True)
class Stage:
    """One run of one notebook.

    Parameters
    ----------
    id, label : str
        Name in files, and name for readers.
    notebook : str
        File in `notebooks/`.
    parameters : dict
        Values for the notebook's parameters.
    inputs : tuple of str
        Files it reads, relative to the project; one that is not there counts as absent.
    after : tuple of str
        Ids of the stages whose tables it reads.
    """

    id: str
    label: str
    notebook: str
    parameters: dict[str, str]
    inputs: tuple[str, ...]
    after: tuple[str, ...] = field(default=())


def stages(
    project: Project, round_id: str, round_: Round, book: Codebook, handover: str, edition: Edition = TEAM
) -> list[Stage]:
    """List the stages of a round, earlier ones first.

    Parameters
    ----------
    project, round_id, round_, book
        The round.
    handover : str
        Folder for handed-on tables, relative to the project.
    edition : Edition
        For whom notebooks are run; they are not told of that of a run, which is what they do by themselves.
    """
    common = {"round_id": round_id, "handover": handover}
    for_whom = common if edition == TEAM else common | {"edition": edition.id}
    tables = _files(project, round_id, round_)
    every_table = tables(*ROUND_OPTIONAL, *(name for phase in PHASES for name in phase.tables))
    # A phase that was not deployed reads none of its tables, though another phase may have some of them.
    reads = {phase.id: tables(*(phase.tables if round_.deployment(phase.id).deployed else ())) for phase in PHASES}
    if round_.baseline:
        before = project.round(round_.baseline)
        of_before = _files(project, round_.baseline, before)
        for phase in PHASES:
            if phase.looks_back and round_.deployment(phase.id).deployed:
                names = phase.tables if before.deployment(phase.id).deployed else ()
                reads[phase.id] = tuple(dict.fromkeys((*reads[phase.id], *of_before(*names))))
    phases = [
        Stage(
            phase.stage,
            phase.label,
            phase.notebook,
            for_whom,
            reads[phase.id],
            (REPRODUCTION,) if phase.shows_reproduction else (),
        )
        for phase in PHASES
    ]
    of_phases = tuple(stage.id for stage in phases)
    themes = [
        Stage(
            theme_stage(theme.id),
            f"Triangulatie {theme.label.lower()}",
            f"{TRIANGULATION}.ipynb",
            for_whom | {"theme": theme.id},
            every_table,
            (*of_phases, REPRODUCTION),
        )
        for theme in book.themes
    ]
    reproduction = Stage(REPRODUCTION, "Cijfers nagerekend", f"{REPRODUCTION}.ipynb", common, tables(*FIGURE_TABLES))
    # It triangulates all themes itself, from what the themes rest on.
    earlier = (*of_phases, REPRODUCTION)
    report = Stage(REPORT, "Overzicht en vergelijking", f"{REPORT}.ipynb", for_whom, every_table, earlier)
    return [reproduction, *phases, *themes, report]


def _files(project: Project, round_id: str, round_: Round) -> Callable[..., tuple[str, ...]]:
    """Give what names the files that are read for some raw tables of a round, with those that are read for any."""
    shared = (f"raw/{round_id}/round.yml", *codebook_files.files(project, round_id, round_))
    found = files_in(project.raw / round_id, TABLES)
    # Only its sheets tell what is in a workbook, so each counts for every stage.
    workbooks = tuple(map(project.name, found.workbooks))
    of_imports: dict[str, list[str]] = {}
    for name, path in imported(project.raw / round_id):
        of_imports.setdefault(name, []).append(project.name(path))
    of_folders = {each.makes: files_of(project.raw / round_id / each.name) for each in FOLDERS}

    def tables(*names: str) -> tuple[str, ...]:
        own = {f"raw/{round_id}/{TABLES[name].file}" for name in (*ROUND_SHARED, *names)}
        own |= {project.name(path) for name in (*ROUND_SHARED, *names) for path in found.tables.get(name, ())}
        own |= {file for name in (*ROUND_SHARED, *names) for file in of_imports.get(name, ())}
        own |= {project.name(path) for name in names for path in of_folders.get(name, ())}
        return (*shared, *workbooks, *sorted(own))

    return tables
