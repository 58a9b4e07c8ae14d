"""What goes out with a survey: its questionnaire as a form for KoboToolbox or ODK, as long as there are no answers."""

from collections.abc import Iterator

from pipeline import yaml_files
from pipeline.contracts.folders import files_of
from pipeline.errors import InputError
from pipeline.phases.fieldwork import CLIENT, Fieldwork, Handout, Step, Workbook
from pipeline.phases.surveys.answers.files import READABLE
from pipeline.phases.surveys.answers.form_tables import WORKBOOK
from pipeline.phases.surveys.answers.form_workbook import Form, forms_in
from pipeline.phases.surveys.answers.forms import YAML
from pipeline.phases.surveys.answers.questionnaire import Questionnaire
from pipeline.phases.surveys.xlsform import Labels, xlsform

READS = ("units",)
ASKS = ""
STEPS = (
    Step("Vaststellen wat wordt gevraagd en wat gunstig is: enquetes/vragenlijsten.xlsx, blad items", decides=CLIENT),
    Step("De vragenlijst uitzetten, en bijhouden hoeveel mensen zijn gevraagd"),
    Step("De antwoorden overnemen: klankbord import"),
)


def handouts(_work: Fieldwork) -> Iterator[Handout]:
    """Give no documents: people fill it in on a screen."""
    yield from ()


def workbooks(work: Fieldwork) -> Iterator[Workbook]:
    """Give each questionnaire that nobody has answered yet, as a form.

    Raises
    ------
    InputError
        A questionnaire has mistakes, or has columns or codes that a form can't have.
    """
    folder = work.asked_of.folder / "enquetes"
    labels = _labels(work)
    there = files_of(folder)
    answered = {path.stem for path in there if path.suffix.casefold() in READABLE and path.stem != WORKBOOK}
    for name, form in _forms(work).items():
        if name in answered:
            continue
        try:
            sheets = xlsform(name, form.questionnaire, form.file, labels)
        except InputError as error:
            raise InputError(map(form.placed, error.problems)) from None
        yield Workbook(f"vragenlijst-{name}", sheets)


def _forms(work: Fieldwork) -> dict[str, Form]:
    """Read the questionnaires of the round, in the workbook or as YAML."""
    asked, found = work.asked_of, dict[str, Form]()
    for path in files_of(asked.folder / "enquetes"):
        name = asked.project.name(path)
        if path.name.casefold() == f"{WORKBOOK}.xlsx":
            found |= forms_in(path, name, work.codebook)
        elif path.suffix.casefold() in YAML:
            found[path.stem] = Form(yaml_files.read(path, Questionnaire, asked.project.root), name)
    return found


def _labels(work: Fieldwork) -> Labels:
    """Give what people can choose who say where they belong: ids as codes, and what readers call them."""
    units = {str(row["unit_id"]): str(row["label"] or row["unit_id"]) for row in work.rows.get("units", [])}
    voices = {voice.id: voice.label for voice in work.codebook.voices if voice.person}
    attributes = {each.id: {"": each.label} | {value: value for value in each.values} for each in work.round.attributes}
    return {"voice": voices, "unit": units, **attributes}
