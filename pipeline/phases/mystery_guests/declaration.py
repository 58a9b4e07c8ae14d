"""Mystery guests, declared."""

from pipeline.phases.declaration import Phase

PHASE = Phase(
    id="mystery_guests",
    label="Onderzoeksbezoeken",
    method="Iemand doet zich voor als gewone bezoeker (een mystery guest) en schrijft op wat er gebeurt.",
    called=("onderzoeksbezoek", "mystery guest", "mystery guests"),
    notebook="04_mystery_guests.ipynb",
    required=("mysteryguest_visits", "mysteryguest_statements"),
    records=("visits", "visit_criteria", "visit_scores"),
    optional=("mysteryguest_criteria", "visit_scripts", "units"),
    asks=False,
)
