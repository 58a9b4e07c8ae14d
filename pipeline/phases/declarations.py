"""The phases that there are, in reading order: that of their notebooks."""

from pipeline.phases.declaration import Phase
from pipeline.phases.walk import declaration

PHASES: tuple[Phase, ...] = tuple(
    sorted((module.PHASE for module in declaration().values()), key=lambda phase: phase.notebook)
)
BY_ID = {phase.id: phase for phase in PHASES}
