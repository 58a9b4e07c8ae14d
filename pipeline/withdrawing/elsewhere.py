"""What a round has of somebody outside its tables: answers to surveys, and what they said of the report."""

from collections.abc import Collection
from pathlib import Path

from pipeline import yaml_files
from pipeline.contracts import workbooks
from pipeline.contracts.folders import files_of
from pipeline.contracts.grids import ROW, Place
from pipeline.contracts.kept import Kept
from pipeline.contracts.reading import Reading, read_tables
from pipeline.errors import InputError
from pipeline.phases.surveys.answers.files import READABLE, read_answers
from pipeline.phases.surveys.answers.form_tables import WORKBOOK
from pipeline.phases.surveys.answers.form_workbook import forms_in
from pipeline.phases.surveys.answers.forms import YAML
from pipeline.phases.surveys.answers.questionnaire import Questionnaire
from pipeline.printable import name_of
from pipeline.privacy.rows_out import Changed
from pipeline.review import reviewed, store
from pipeline.review.excel import answers
from pipeline.rounds import Project


def in_surveys(project: Project, round_id: str, names: Collection[str]) -> tuple[list[Changed], list[str]]:
    """Look in the answers of surveys whose respondents are those of the round.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.
    names : collection of str
        Every name of the person.

    Returns
    -------
    list of Changed
        The rows of answers that go.
    list of str
        Which surveys do not say who answered what, in Dutch.

    Raises
    ------
    InputError
        A questionnaire or its answers can't be read.
    """
    folder = project.raw / round_id / "enquetes"
    files = files_of(folder)
    typed = next((path for path in files if path.name.casefold() == f"{WORKBOOK}.xlsx"), None)
    forms = (
        {name: form.questionnaire for name, form in forms_in(typed, project.name(typed), None).items()} if typed else {}
    )
    for path in files:
        if path.suffix.casefold() in YAML:
            forms[path.stem] = yaml_files.read(path, Questionnaire, project.root)
    changed, unlinked = [], []
    for path in files:
        form = forms.get(path.stem)
        if form is None or path == typed or path.suffix.casefold() not in READABLE:
            continue
        name = project.name(path)
        if not form.linked:
            unlinked.append(f"{name}: wie wat antwoordde, staat er niet bij. Daar is niemand uit te halen.")
            continue
        named = (form.columns.respondent, *(column for item in form.items for column in item.read_from))
        read = read_answers(path, name, named, Kept.of(project, round_id))
        title = next(each for each in read.frame if each.casefold() == form.columns.respondent.casefold())
        rows = {int(row) for row, own in zip(read.frame[ROW], read.frame[title], strict=True) if own in names}
        changed.append(Changed(read.place, dict(zip(named, named, strict=True)), rows))
    return changed, unlinked


def in_review(project: Project, round_id: str, person: str) -> tuple[list[Changed], list[Path], set[str]]:
    """Look in what was said of the report by a reviewer of that name, and in what was answered.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.
    person : str
        The name; capitals do not matter.

    Returns
    -------
    list of Changed
        The rows of remarks, reviewers and answers that go.
    list of pathlib.Path
        The files that came in from them.
    set of str
        What they wrote and nobody else did, and what was answered to that.

    Raises
    ------
    InputError
        The tables of the review have mistakes.
    """
    place = store.folder(project, round_id)
    tables = {table.name: table for table in (store.REMARKS, store.REVIEWERS)}
    reading: Reading = read_tables(place, project.name, tables.values(), tables, ours=True)
    if reading.problems:
        raise InputError(reading.problems)
    changed = []
    wanted, ids, sources, texts = name_of(person).casefold(), set[str](), set[str](), set[str]()
    for name, frame in reading.frames.items():
        own = frame[frame["reviewer"].map(lambda text: name_of(text).casefold() == wanted)]
        changed.append(Changed(reading.places[name], tables[name].spellings, {int(row) for row in own[ROW]}))
        if name == store.REMARKS.name:
            ids, sources = set(own["remark_id"]), set(own["source"]) - {""}
            texts = set(own["comment"]) - set(frame.drop(own.index)["comment"])
    path = answers.path_of(project, round_id)
    if ids and path.exists():
        answered = answers.read(path, project.name(path), set(reading.frames[store.REMARKS.name]["remark_id"]))
        texts |= {each.why for name, each in answered.items() if name in ids}
        texts -= {each.why for name, each in answered.items() if name not in ids}
        with workbooks.opened(path, project.name(path)) as book:
            for sheet in book.sheets:
                rows = {number for number, cells in book.grid(sheet).rows if ids & set(cells)}
                changed.append(Changed(Place(project.name(path), sheet=sheet, letters=True), {}, rows))
    came_in = [
        path
        for folder in (place / reviewed.RECEIVED, place / reviewed.SESSIONS)
        for path in files_of(folder)
        if sources & {path.name, path.name.partition("-")[2]}
    ]
    return changed, came_in, texts
