"""Focus groups, declared."""

from pipeline.phases.declaration import Phase

PHASE = Phase(
    id="focusgroups",
    label="Groepsgesprekken",
    method="Een groep mensen die ermee te maken hebben, praat er samen over.",
    called=("groepsgesprek", "focusgroep", "focusgroepen"),
    notebook="03_focusgroepen.ipynb",
    required=("focusgroup_groups", "focusgroup_statements"),
    records=("focusgroup_sessions", "focusgroup_reactions"),
    optional=("respondents", "units"),
    talk=True,
)
