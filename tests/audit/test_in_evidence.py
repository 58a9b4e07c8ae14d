"""Evidence that rests on a figure in a contradiction says so; other evidence stays as it is."""

import pandas as pd
import pytest
from helpers_rounds import evidence_frame

from pipeline.audit.in_evidence import noted
from pipeline.audit.reproduction import AUDIT_COLUMNS
from pipeline.evidence.table import TRACE_COLUMNS, VALUE_COLUMNS, Evidence

FIGURES = "raw/ronde/figures.csv"
TOTAL = "Een cijfer hieronder komt niet uit: gedrukt is 510, uit andere cijfers volgt 520."


def evidence(key: str, file: str = FIGURES, role: str = "says", quality: str = "") -> Evidence:
    rows = evidence_frame(
        [{"evidence_id": "E-een", "quality": quality}, {"evidence_id": "E-ander", "quality": "Klein."}]
    )
    trace = pd.DataFrame([("E-een", file, key, role)], columns=list(TRACE_COLUMNS))
    return Evidence(rows, trace, pd.DataFrame([], columns=list(VALUE_COLUMNS)))


def audit(verdict: str = "inconsistent", recomputed: str = "520") -> pd.DataFrame:
    check = {"check_id": "A-formula-totaal", "kind": "formula", "figure_ids": "totaal oost west", "printed": "510"}
    row = dict.fromkeys(AUDIT_COLUMNS, "") | check | {"verdict": verdict, "recomputed": recomputed}
    return pd.DataFrame([row])


@pytest.mark.parametrize("key", ["totaal", "oost"])
def test_evidence_on_a_figure_in_a_contradiction_says_so(key: str) -> None:
    """Which of them is wrong can't be seen: of the total and of its parts it is told."""
    assert list(noted(evidence(key), audit()).rows["quality"]) == [TOTAL, "Klein."]


def test_what_was_to_be_known_already_stays() -> None:
    found = noted(evidence("totaal", quality="Een half jaar naast een doel voor het hele jaar"), audit())
    assert found.rows["quality"].iloc[0] == f"Een half jaar naast een doel voor het hele jaar. {TOTAL}"


def test_where_nothing_follows_from_the_others_only_the_contradiction_is_told() -> None:
    [told, _] = noted(evidence("totaal"), audit(recomputed="")).rows["quality"]
    assert told == "Een cijfer hieronder spreekt een ander cijfer tegen: gedrukt is 510."


@pytest.mark.parametrize(
    ("piece", "checked"),
    [
        (evidence("totaal"), audit(verdict="consistent")),
        (evidence("elders"), audit()),
        (evidence("totaal", file="raw/ronde/desk_statements.csv"), audit()),
        (evidence("totaal", role="counts"), audit()),
    ],
)
def test_other_evidence_stays_as_it_is(piece: Evidence, checked: pd.DataFrame) -> None:
    assert noted(piece, checked) is piece
