"""What a reader sees behind each side of a finding."""

import pytest

from pipeline.claims.backing import FACETS
from pipeline.claims.ledger import make
from pipeline.claims.sides import Sides
from pipeline.claims.text import Reference
from pipeline.notebook.round import RoundWork


@pytest.mark.parametrize(
    ("name", "facet", "expected"),
    [
        ("F-samenwerking-samen", "", "Ertegen: Partner 1 wacht weken op antwoord."),
        ("F-samenwerking-samen", "tegen", "Ertegen: Partner 1 wacht weken op antwoord."),
        ("F-effectiviteit-groei", "tegen", "Daartegen is niets gevonden."),
        ("F-effectiviteit-groei", "stemmen", "Deze bevinding rust op één stem: «Medewerkers en vrijwilligers»."),
        ("F-samenwerking-gemeente_contact", "", "Kritisch: Partners wachten lang op de gemeente."),
        (
            "F-effectiviteit-bereik",
            "zekerheid",
            "Over de vraag als geheel wijzen alle fasen die iets zeggen, dezelfde kant op.",
        ),
        ("F-innovatie-aanpak", "fasen", "Alleen uit documenten is hier iets bekend"),
    ],
)
def test_a_side_shows_what_it_is_about(work: RoundWork, name: str, facet: str, expected: str) -> None:
    sides = Sides(make(work.data, work.tables).sources, work.tables, work.codebook)
    assert any(expected in text for text, _ in sides.of(Reference(name, facet)))


def test_every_side_of_every_finding_shows_something(work: RoundWork) -> None:
    sides = Sides(make(work.data, work.tables).sources, work.tables, work.codebook)
    for name in make(work.data, work.tables).sources.findings:
        for facet in ("", *FACETS):
            assert sides.of(Reference(name, facet)), f"{name}:{facet}"
