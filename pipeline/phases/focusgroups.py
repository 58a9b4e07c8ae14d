"""Focus groups: what a group said together, and what single members added."""

from pipeline import evidence
from pipeline.contracts.loading import RoundData
from pipeline.evidence import Evidence
from pipeline.phases.declaration import Phase

ID = "focusgroups"


def gather(data: RoundData) -> Evidence:
    """Give the evidence of the focus groups."""
    return evidence.from_statements(data, "focusgroup_statements")


PHASE = Phase(
    id=ID,
    label="Focusgroepen",
    method="Een groep betrokkenen bespreekt samen de voorlopige uitkomsten.",
    notebook="03_focusgroepen.ipynb",
    required=("focusgroup_groups", "focusgroup_statements"),
    optional=(),
    gather=gather,
)
