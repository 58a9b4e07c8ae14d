"""Exporting: the files that were asked for, whole or not at all, where nobody takes them for the report."""

from collections.abc import Collection

from pipeline.errors import KlankbordError
from pipeline.exporting.material import export
from pipeline.exporting.workbook import workbook
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project
from pipeline.sources.refi import writing
from pipeline.whole_files import write_whole


def export_round(project: Project, round_id: str, kinds: Collection[str]) -> tuple[list[str], tuple[str, ...]]:
    """Write the coded conversations of a round.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.
    kinds : collection of str
        Of ``qdpx``, ``qdc`` and ``xlsx``.

    Returns
    -------
    tuple of list of str and tuple of str
        What was written, relative to the project, and what could not go with it.

    Raises
    ------
    InputError
        A table of the round has mistakes.
    KlankbordError
        The round has no coded conversations of its own.
    """
    data = load_round(project, round_id, looking=False)
    if data.whole("interviews").empty:
        raise KlankbordError("Deze ronde heeft geen eigen gesprekken om te exporteren.")
    found = export(project, data)
    content = {
        "qdpx": lambda: writing.project(data.round.title, found.documents, found.codes, found.codings, found.cases),
        "qdc": lambda: writing.codebook(found.codes, "klankbord"),
        "xlsx": lambda: workbook(found),
    }
    made = {kind: content[kind]() for kind in kinds}
    folder = project.root / ".klankbord" / round_id / "export"
    folder.parent.parent.mkdir(mode=0o700, exist_ok=True)
    files = []
    for kind, written in made.items():
        path = folder / f"{round_id}.{kind}"
        write_whole(path, written)
        files.append(project.name(path))
    return files, found.told if set(kinds) - {"qdc"} else ()
