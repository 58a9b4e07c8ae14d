"""Making a round as a person would: with Excel, an editor, and what came out of a survey tool and a QDA tool."""

import tempfile
from pathlib import Path

from pipeline.beginning.begin import begin
from pipeline.beginning.plan import Plan
from pipeline.beginning.refresh import refresh
from pipeline.importing.take_in import import_files
from pipeline.importing.take_in_surveys import import_surveys
from pipeline.rounds import Project
from tests.demonstration import content, conversations, limesurvey, survey
from tests.demonstration.editing import complete, edit, fill

ROUND = "voorbeeld-2021"
PLAN = Plan(
    ROUND,
    organisation="Het Wilgenhuis",
    place="Nergenshuizen",
    begins="2021-02",
    ends="2021-06",
    units=(content.NORTH, content.SOUTH),
    noun=("huis", "huizen"),
    attributes=(("Leeftijd", ("jonger dan 35", "35 of ouder")),),
    selection="purposive",
    synthetic=True,
)


def make(project: Project) -> None:
    """Begin the round and fill it in."""
    begin(project, PLAN)
    folder = project.raw / ROUND
    edit(folder / "round.yml", content.ABOUT)
    fill(folder / "codeboek.xlsx", {"codes": content.CODES})
    refresh(project, ROUND)  # what people choose from in the workbooks has the new code too
    for name, sheets in content.workbooks().items():
        fill(folder / f"{name}.xlsx", sheets)
    _take_in(project)
    complete(folder / "enquetes" / "vragenlijsten.xlsx", survey.typed())
    (folder / "scripts").mkdir()
    (folder / "scripts" / "binnenlopen.yml").write_text(content.SCRIPT, encoding="utf-8", newline="\n")


def _take_in(project: Project) -> None:
    """Import what other programs gave out: answers with the structure of the survey, and coded conversations."""
    with tempfile.TemporaryDirectory() as aside:
        answers, structure, talks = (
            Path(aside) / name for name in ("results-survey7.csv", "bewoners.lss", "gesprekken.qdpx")
        )
        exported = limesurvey.export(survey.QUESTIONS, survey.answers(), "2021-05-20")
        answers.write_text(exported, encoding="utf-8", newline="\n")
        made = limesurvey.structure(survey.TITLE, survey.QUESTIONS)
        structure.write_text(made, encoding="utf-8", newline="\n")
        talks.write_bytes(conversations.project())
        import_surveys(project, ROUND, [answers, structure])
        import_files(project, ROUND, [talks])
