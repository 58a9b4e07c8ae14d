"""Field notes, declared."""

from pipeline.phases.declaration import Phase

PHASE = Phase(
    id="veldnotities",
    label="Veldnotities",
    method="Een onderzoeker doet mee aan het dagelijks leven, en schrijft op wat zij ziet.",
    notebook="05b_veldnotities.ipynb",
    required=("field_notes",),
)
