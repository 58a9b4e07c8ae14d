"""Surveys, declared."""

from pipeline.phases.declaration import Phase

PHASE = Phase(
    id="surveys",
    label="Enquêtes",
    method="Een vragenlijst, met gesloten en open vragen; en de standen op de meetladders.",
    plain="vragenlijsten",
    notebook="05_enquetes.ipynb",
    required=("survey_waves", "survey_items", "survey_answers"),
    optional=("figures", "survey_statements", "ladder_positions"),
)
