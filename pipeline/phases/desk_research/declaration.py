"""Desk research, declared."""

from pipeline.phases.declaration import Phase

PHASE = Phase(
    id="desk_research",
    label="Documenten",
    method="Lezen wat er in documenten, registraties en statistiek staat.",
    notebook="01_desk_research.ipynb",
    required=("documents",),
    optional=("figures", "units", "derived", "desk_sources", "desk_statements", "promises"),
    people=False,
    indicators=True,
    shows_reproduction=True,
)
