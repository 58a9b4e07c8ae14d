"""Interviews, declared."""

from pipeline.phases.declaration import Phase

PHASE = Phase(
    id="interviews",
    label="Interviews",
    method="Gesprekken met mensen die ermee te maken hebben; uitspraken zijn geordend naar vraag en richting.",
    called=("interview",),
    notebook="02_interviews.ipynb",
    required=("interview_cases", "interview_statements"),
    records=("interviews", "segments"),
    optional=("interview_answers", "reconciled", "respondents", "units"),
    talk=True,
)
