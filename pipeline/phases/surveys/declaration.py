"""Surveys, declared."""

from pipeline.phases.declaration import Phase

PHASE = Phase(
    id="surveys",
    label="Vragenlijsten",
    method="Mensen vullen een vragenlijst in, of krijgen een plaats op een meetladder.",
    called=("vragenlijst", "enquête", "enquêtes", "enquete", "enquetes"),
    notebook="05_enquetes.ipynb",
    required=("survey_waves", "survey_items", "survey_answers"),
    records=("questionnaire_items",),
    alone=("scores",),
    optional=("respondents", "units", "figures", "survey_statements", "ladder_positions"),
    looks_back=True,
    apart=False,
)
