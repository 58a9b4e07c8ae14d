"""What is said below a table of groups is true of the rows in it."""

import pandas as pd

from pipeline.blocks import Fold, Text, plain
from pipeline.contracts.table import PERSONS
from pipeline.evidence.group_table import COLUMNS
from pipeline.looks.document.paper import Paper
from pipeline.telling.group_blocks import of_finding

SIDES = ("n", "favourable", "unfavourable")
COUNTS = (*SIDES, *(f"{side}_others" for side in SIDES))


def row(group: str, n: int | None, **about: object) -> dict[str, object]:
    return {
        **dict.fromkeys(COLUMNS, ""),
        **dict.fromkeys(COUNTS, n),
        **{"phase": "interviews", "label": "Welkom", "by": "voice", "group": group, "counted": PERSONS},
        **{"verdict": "undecided" if n else "too few", "remark": "niet te zeggen"},
        **about,
    }


def below(*rows: dict[str, object]) -> str:
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(COUNTS, "Int64"))
    fold = of_finding(frame, "Welkom")
    assert isinstance(fold, Fold)
    return next(plain(block.line) for block in fold.below if isinstance(block, Text))


def test_what_was_not_tested_is_counted_apart_from_rows_without_counts() -> None:
    said = below(row("Bewoners", 8), row("Klanten", 9), row("Partners", None), row("Medewerkers", 0))
    assert "2 vergelijkingen zijn niet getoetst" in said
    assert "te weinig zijn" not in said
    assert "Daarbij tellen de 2 rijen zonder aantallen niet mee." in said


def test_a_test_is_not_counted_as_untested() -> None:
    assert "niet getoetst" not in below(row("Bewoners", 8, test="Fisher"), row("Partners", None))


def test_it_claims_nothing_of_small_groups_elsewhere() -> None:
    """Partners and staff have counts elsewhere, and in the edition for the team everybody has."""
    said = below(row("Bewoners", 8), row("Partners", None))
    assert "Groepen van minder dan 5 mensen (10 bij een kenmerk van mensen) vergelijken wij niet met anderen" in said
    assert "herkenbaar" not in said


def test_nobody_is_said_not_to_be_asked_what_another_survey_asked_them() -> None:
    """Two surveys have the question: guests are asked in the one and helpers in the other; neighbours in neither."""
    missed = {"verdict": "not asked", "phase": "surveys"}
    rows = [row(group, None, item=item, **missed) for item, group in (("a", "Buren"), ("a", "Helpers"), ("b", "Buren"))]
    said = below(*rows, row("Gasten", None, item="b", **missed))
    assert "Over «Welkom» is in de vragenlijsten niets gevraagd aan: buren." in said


def test_many_questions_that_a_group_was_not_asked_are_counted() -> None:
    missed = {"verdict": "not asked", "phase": "surveys"}
    said = below(*(row("Buren", None, item=f"v{n}", label=f"Vraag {n}", **missed) for n in range(5)))
    assert "Over 5 van deze vragen is in de vragenlijsten niets gevraagd aan: buren." in said


def test_in_a_list_on_paper_each_number_of_a_group_has_its_heading() -> None:
    label = "Een vraag die zo lang is dat de tabel op papier een lijst wordt"
    rows = [
        row("Buren", 8, label=label, favourable=3, unfavourable=5, favourable_others=1, unfavourable_others=7),
        row("Gasten", 6, label=label, verdict="different", remark="anders"),
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(COUNTS, "Int64"))
    fold = of_finding(frame, "Welkom")
    assert isinstance(fold, Fold)
    told = Paper().html(*fold.below)
    assert "gunstig: 3 van 8; ongunstig: 5 van 8; anderen gunstig: 1 van 8; anderen ongunstig: 7 van 8" in told
    assert "of zij verschillen, is niet te zeggen" in told
