"""Focus groups, declared."""

from pipeline.phases.declaration import Phase

PHASE = Phase(
    id="focusgroups",
    label="Focusgroepen",
    method="Een groep betrokkenen bespreekt samen de voorlopige uitkomsten.",
    plain="groepsgesprekken",
    notebook="03_focusgroepen.ipynb",
    required=("focusgroup_groups", "focusgroup_statements"),
)
