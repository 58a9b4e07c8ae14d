"""Figures that nobody printed, by hand from documents 000, 001 and 002."""

from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from helpers_rounds import ROOT, codebook, nulmeting, round_data, table

from pipeline.audit.derived import derived
from pipeline.contracts.loading import RoundData
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

BOOK = codebook({"q1": ["desk_research"]})


@cache
def buurtwerkkamers() -> RoundData:
    return load_round(Project(ROOT), "buurtwerkkamers-2019")


def fig(name: str, printed: str) -> dict[str, Any]:
    return {"figure_id": name, "role": "realised", "printed": printed, "measure": "personen"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("subsidie_per_deelnemer_2019", 155),  # 000 § 3.1: 248.000 / 1.600
        ("kosten_min_dekking_2019", 27_088),  # 426.588 - 399.500
        ("fte_vier_kamers_2019", Fraction(64, 10)),  # 4 x 1,6
        # 475 of 200 + 150 + 75 forms and 125 + 75 + 50 debts
        ("behaald_formulieren_en_schuldhulp_2017", Fraction(100 * 475, 675)),
        ("behaald_klussen_2017", 41),  # 164 of 150 + 200 + 50
    ],
)
def test_derived_figures_by_hand(name: str, value: Fraction) -> None:
    table = derived(buurtwerkkamers()).set_index("derived_id")
    assert table.loc[name, "value"] == value


def test_475_of_675_is_70_4_percent() -> None:
    table = derived(buurtwerkkamers()).set_index("derived_id")
    assert round(float(table.loc["behaald_formulieren_en_schuldhulp_2017", "value"]), 1) == 70.4


def test_what_rests_on_an_approximate_figure_is_approximate() -> None:
    figures = table("figures", fig("a", "ca. 90"), fig("b", "30"), fig("c", "3"))
    rows = table(
        "derived",
        {"derived_id": "rough", "formula": "a / b", "measure": "factor"},
        {"derived_id": "exact", "formula": "b / c", "measure": "factor"},
    )
    found = derived(round_data(BOOK, {"figures": figures, "derived": rows})).set_index("derived_id")
    assert found["value"].to_dict() == {"rough": 3, "exact": 10}
    assert found["approximate"].to_dict() == {"rough": True, "exact": False}


def test_a_round_without_derived_figures_has_none() -> None:
    assert derived(nulmeting()).empty
