"""Results beside targets, by hand from documents 001 (half year 2017) and 002 (targets for 2017)."""

from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from helpers_rounds import ROOT, codebook, nulmeting, round_data, table

from pipeline.codebook import Indicator
from pipeline.contracts.loading import RoundData
from pipeline.phases.desk_research.evidence import gather
from pipeline.phases.desk_research.results import Comparison, comparisons, elapsed, year
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

HALF = Fraction(1, 2)


@cache
def buurtwerkkamers() -> RoundData:
    return load_round(Project(ROOT), "buurtwerkkamers-2019")


@cache
def by_hand() -> dict[tuple[str, str], Comparison]:
    return {(found.indicator.id, found.unit): found for found in comparisons(buurtwerkkamers())}


# 001 under "Voorlopige conclusies"; targets: 001 points 3, 4 and 6, and the table in 002, chapter 5.
TOGETHER = "Buurtwerkkamers samen"
COMPARED = [
    ("deelnemers", TOGETHER, 865, 1100, 79),
    ("deelnemers", "Casa Jepie Makandra", 374, 500, 75),
    ("deelnemers", "De Handreiking", 264, 300, 88),
    ("deelnemers", "MultiBron", 227, 300, 76),
    ("taal", TOGETHER, 137, 125, 110),
    ("computer", TOGETHER, 106, 125, 85),
    ("vrijwilligers", TOGETHER, 76, 40 + 30 + 25, 80),
]


@pytest.mark.parametrize(("indicator", "unit", "realised", "target", "percentage"), COMPARED)
def test_a_result_of_half_a_year_beside_its_target(
    indicator: str, unit: str, realised: int, target: int, percentage: int
) -> None:
    found = by_hand()[indicator, unit]
    assert (found.realised, found.target, round(100 * found.share)) == (realised, target, percentage)
    # A number of volunteers does not grow with the year: 80 % of them is a bit short of the target, not ahead of half.
    volunteers = indicator == "vrijwilligers"
    assert (found.realised_period, found.target_period) == ("2017-H1", "2017")
    assert found.elapsed == (1 if volunteers else HALF)
    assert found.direction == (0 if volunteers else 1)  # the others have more than half
    assert found.summed == (3 if volunteers else 0)
    assert len(found.figure_ids) == (4 if volunteers else 2)


def test_every_result_with_a_target_is_compared_once() -> None:
    # 001 prints 137, 106 and 865 twice; formulieren, klus, Bespaarmij and sociale participatie have no target alike.
    assert len(comparisons(buurtwerkkamers())) == len(COMPARED) == len(by_hand())


def test_the_nulmeting_has_no_targets() -> None:
    assert comparisons(nulmeting()) == []


# Small rounds.

LEDEN = Indicator(id="leden", label="Leden", question="q1", aspect="a", favourable="higher")
KOSTEN = Indicator(id="kosten", label="Kosten", question="q1", aspect="a", favourable="lower")
BOOK = codebook({"q1": ["desk_research"]}, indicators=[LEDEN, KOSTEN])
UNITS = (
    {"unit_id": "one", "label": "Kamer Een", "kind": "room", "aliases": "kamer 1;K1"},
    {"unit_id": "two", "label": "Kamer Twee", "kind": "room"},
    {"unit_id": "mean", "label": "Een kamer", "kind": "average"},
    {"unit_id": "all", "label": "Samen", "kind": "organisation"},
)


def fig(name: str, role: str, printed: str, unit: str = "all", **rest: Any) -> dict[str, Any]:
    plain = {"figure_id": name, "role": role, "printed": printed, "unit": unit, "indicator": "leden", "period": "2017"}
    return {**plain, "measure": "personen", "document": "d", "locator": "p. 1", **rest}


def compare(*figures: dict[str, Any]) -> list[Comparison]:
    return comparisons(round_data(BOOK, {"figures": table("figures", *figures), "units": table("units", *UNITS)}))


@pytest.mark.parametrize(
    ("realised", "period", "direction"),
    [
        ("50", "2017-H1", 1),
        ("49", "2017-H1", 0),
        ("40", "2017-H1", 0),  # four fifths of half
        ("39", "2017-H1", -1),
        ("25", "2017-Q1", 1),
        ("19", "2017-Q1", -1),
        ("100", "2017", 1),
        ("99", "2017", 0),
        ("80", "2017", 0),
        ("79", "2017", -1),
    ],
)
def test_a_part_of_a_year_is_held_against_that_part_of_the_target(realised: str, period: str, direction: int) -> None:
    [found] = compare(fig("t", "target", "100"), fig("r", "realised", realised, period=period))
    assert found.direction == direction


def test_a_result_that_is_printed_again_is_counted_once_however_its_unit_is_spelled() -> None:
    repeats = [fig("r", "realised", "60", "one"), fig("r2", "realised", "60", "K1"), fig("r3", "realised", "60", "one")]
    [found] = compare(fig("t", "target", "100", "kamer 1"), *repeats)
    assert (found.figure_ids, found.unit) == (("r", "t"), "Kamer Een")


@pytest.mark.parametrize(
    "target",
    [
        fig("t", "target", "100", period="2018"),
        fig("t", "target", "100", indicator="kosten"),
        fig("t", "target", "100", measure="procent"),
        fig("t", "budget", "100"),
        fig("t", "target", "100", "mean"),
        fig("t", "target", "0"),
    ],
)
def test_another_target_is_not_compared(target: dict[str, Any]) -> None:
    assert compare(target, fig("r", "realised", "60")) == []


def test_the_targets_of_rooms_are_added_only_for_the_whole_and_only_without_a_printed_total() -> None:
    rooms = [fig("t1", "target", "Min. 40", "one"), fig("t2", "target", "Min. 30", "two")]
    [found] = compare(*rooms, fig("r", "realised", "35"))
    assert (found.target, found.summed, found.figure_ids) == (70, 2, ("r", "t1", "t2"))
    [found] = compare(*rooms, fig("t", "target", "80"), fig("r", "realised", "35"))
    assert (found.target, found.summed) == (80, 0)
    assert compare(*rooms, fig("r", "realised", "35", "mean")) == []


def test_a_target_of_a_room_that_is_printed_again_is_added_once() -> None:
    rooms = [fig("t1", "target", "40", "one"), fig("t1b", "target", "40", "K1"), fig("t2", "target", "30", "two")]
    [found] = compare(*rooms, fig("r", "realised", "35"))
    assert found.target == 70


def test_percentages_of_rooms_are_not_added() -> None:
    share = {"measure": "procent"}
    rooms = [fig("t1", "target", "50%", "one", **share), fig("t2", "target", "50%", "two", **share)]
    assert compare(*rooms, fig("r", "realised", "60%", **share)) == []


def test_a_percentage_does_not_grow_with_the_year() -> None:
    share = {"measure": "procent"}
    [found] = compare(fig("t", "target", "50%", **share), fig("r", "realised", "30%", period="2017-H1", **share))
    assert found.direction == -1  # 30 of 50, and the second half year adds no percentages


def test_a_result_in_another_measure_does_not_hide_the_one_that_has_a_target() -> None:
    share = fig("share", "realised", "60%", measure="procent")
    found = compare(fig("t", "target", "100"), share, fig("r", "realised", "60"))
    assert [item.figure_ids for item in found] == [("r", "t")]


@pytest.mark.parametrize(
    ("spent", "direction"), [("60", 1), ("100", 1), ("101", 0), ("120", 0), ("121", -1), ("150", -1)]
)
def test_less_is_better_where_the_codebook_says_so(spent: str, direction: int) -> None:
    costs = {"indicator": "kosten", "measure": "euro"}
    [found] = compare(fig("t", "target", "100", **costs), fig("r", "realised", spent, **costs))
    assert found.direction == direction


@pytest.mark.parametrize(
    ("period", "part", "found"),
    [
        ("2017", 1, "2017"),
        ("2017-H1", HALF, "2017"),
        ("2017-H2", HALF, "2017"),
        ("2017-Q3", Fraction(1, 4), "2017"),
        ("2011-2016", 1, "2011"),
        ("2017-H3", 1, "2017"),
        ("", 1, ""),
        ("najaar", 1, "najaar"),
    ],
)
def test_part_and_year_of_a_period(period: str, part: Fraction, found: str) -> None:
    assert (elapsed(period), year(period)) == (part, found)


@pytest.mark.parametrize(
    ("period", "when", "quality"),
    [
        ("2017", "In 2017 was", ""),
        ("2017-H1", "Halverwege 2017 was", "Een half jaar naast een doel voor het hele jaar"),
        ("2017-H2", "In de tweede helft van 2017 was", "Een half jaar naast een doel voor het hele jaar"),
        ("2017-Q1", "In het eerste kwartaal van 2017 was", "Een kwartaal naast een doel voor het hele jaar"),
        ("2017-Q4", "In het vierde kwartaal van 2017 was", "Een kwartaal naast een doel voor het hele jaar"),
    ],
)
def test_a_result_of_a_part_of_the_year_is_told_as_such(period: str, when: str, quality: str) -> None:
    figures = (fig("t", "target", "100"), fig("r", "realised", "60", period=period))
    tables = {"figures": table("figures", *figures), "units": table("units", *UNITS)}
    [row] = gather(
        round_data(BOOK, tables | {"desk_statements": table("desk_statements"), "desk_sources": table("desk_sources")})
    ).rows.to_dict("records")
    assert row["statement"].startswith(when)
    assert row["quality"] == quality
    assert row["statement"].endswith("60 van het doel 100 voor «leden» gehaald (60%).")
