"""How many stand behind a piece of evidence, in words, and for whom that holds."""

import pytest
from helpers_rounds import evidence_frame

from pipeline.evidence.table import EvidenceRow
from pipeline.records import rows_of
from pipeline.telling.evidence_blocks import how_many


def said(**row: object) -> str:
    [found] = rows_of(evidence_frame([{"n": 7, "n_total": 10, "counted": "personen", **row}]), EvidenceRow)
    return how_many(found)


@pytest.mark.parametrize(
    ("n", "n_total", "counted", "text"),
    [
        (1, 1, "personen", "1 van 1 persoon"),
        (3, 12, "uitspraken", "3 van 12 uitspraken"),
        (12, 14, "dagen", "12 van 14 dagen"),  # whatever a phase counts
    ],
)
def test_what_was_counted_is_said_in_its_own_noun(n: int, n_total: int, counted: str, text: str) -> None:
    assert said(n=n, n_total=n_total, counted=counted, selection="random") == text


@pytest.mark.parametrize("selection", ["random", "everyone"])
def test_people_who_stand_for_others_are_just_people(selection: str) -> None:
    assert said(selection=selection) == "7 van 10 personen"


@pytest.mark.parametrize("selection", ["", "purposive", "present", "organisation"])
def test_other_people_are_those_who_were_heard_and_by_whom_depends_on_the_road(selection: str) -> None:
    assert said(selection=selection) == "7 van 10 personen die wij spraken"
    assert said(selection=selection, phase="surveys") == "7 van 10 personen die meededen"
    for provenance in ("published", "reconstructed", "synthetic"):
        assert said(selection=selection, provenance=provenance) == "7 van 10 personen die zijn gesproken"


def test_visits_and_statements_are_not_people_who_were_spoken_to() -> None:
    assert said(counted="bezoeken", phase="mystery_guests") == "7 van 10 bezoeken"
    assert said(counted="uitspraken", provenance="published") == "7 van 10 uitspraken"
