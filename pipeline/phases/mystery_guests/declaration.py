"""Mystery guests, declared."""

from pipeline.phases.declaration import Phase

PHASE = Phase(
    id="mystery_guests",
    label="Mystery guests",
    method="Iemand bezoekt de organisatie als gewone bezoeker en let op vooraf gekozen punten.",
    plain="onderzoeksbezoeken",
    notebook="04_mystery_guests.ipynb",
    required=("mysteryguest_visits", "mysteryguest_statements"),
    optional=("mysteryguest_criteria",),
)
