"""What the verdict on a figure rests on: recomputed, an assumption, part of another, or nothing; each counted once."""

import csv
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pandas as pd
import pytest
from helpers_rounds import ROOT, codebook, nulmeting, round_data, table

from pipeline.audit.basis import DUTCH, Basis, Outcome, counts
from pipeline.audit.contradictions import contradicted, how_many
from pipeline.audit.reproduction import tables
from pipeline.contracts.loading import RoundData
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

BOOK = codebook({"q1": ["surveys"]})
Figure = dict[str, Any]


def fig(name: str, printed: str, measure: str = "aantal", **rest: Any) -> Figure:
    plain = {"figure_id": name, "printed": printed, "measure": measure, "locator": f"p. {name}", "document": "d"}
    return {**plain, "series": "s", "quantity": name, **rest}


def made(*figures: Figure, answers: tuple[dict[str, Any], ...] = ()) -> tuple[pd.DataFrame, pd.DataFrame]:
    raw = {"figures": table("figures", *figures), "survey_answers": table("survey_answers", *answers)}
    reproduction, audit = tables(round_data(BOOK, raw))
    return reproduction.set_index(reproduction["claim_id"].str.removeprefix("R-"), drop=False), audit


def row(name: str, *figures: Figure, answers: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    found: dict[str, Any] = made(*figures, answers=answers)[0].loc[name].to_dict()
    return found


PARTS = (fig("a", "20"), fig("b", "22"))
ASSUMED = {"formula_basis": "assumed"}


@pytest.mark.parametrize(
    ("name", "figures", "verdict", "basis"),
    [
        ("t", (*PARTS, fig("t", "42", formula="a + b")), "reproduced", "recomputed"),
        ("t", (*PARTS, fig("t", "50", formula="a + b")), "not reproduced", "recomputed"),
        ("a", (*PARTS, fig("t", "42", formula="a + b")), "not reproducible", "part"),
        ("a", (*PARTS, fig("t", "50", formula="a + b")), "not reproducible", "part of a contradiction"),
        ("a", (fig("a", "5"), fig("b", "5", same_as="a")), "not reproducible", "repeated"),
        ("a", (fig("a", "5"), fig("b", "9", same_as="a")), "not reproduced", "repeated"),
        ("a", (fig("a", "8,7", "rapportcijfer", n=10),), "not reproducible", "possible"),
        ("a", (fig("a", "17%", "procent", n=5),), "not reproduced", "possible"),
        ("a", (fig("a", "53%", "procent"),), "not reproducible", "none"),
    ],
)
def test_the_basis_says_what_the_verdict_rests_on(
    name: str, figures: tuple[Figure, ...], verdict: str, basis: str
) -> None:
    found = row(name, *figures)
    assert (found["verdict"], found["basis"]) == (verdict, basis)


@pytest.mark.parametrize(("printed", "fits"), [("42", True), ("41", False), ("999", False)])
def test_a_figure_that_only_our_assumption_gives_is_possible_and_neither_reproduced_nor_not(
    printed: str, *, fits: bool
) -> None:
    reproduction, audit = made(*PARTS, fig("t", printed, formula="a + b", **ASSUMED))
    found = reproduction.loc["t"]
    assert (found["verdict"], found["basis"], found["recomputed"]) == ("not reproducible", "assumed", "42")
    assert found["cause"].startswith("Mogelijk: ")
    assert ("past bij" in found["cause"]) == fits
    assert not re.search(r"\bklopt\b", found["cause"])
    [check] = audit[audit["kind"] == "formula"].to_dict("records")
    assert (check["verdict"], check["severity"]) == ("not testable", "")
    assert contradicted(audit) == set()


def test_a_figure_that_an_assumption_gives_and_a_repetition_contradicts_is_contradicted() -> None:
    found = row("t", *PARTS, fig("t", "42", formula="a + b", **ASSUMED), fig("u", "50", same_as="t"))
    assert (found["verdict"], found["basis"]) == ("not reproduced", "repeated")


def test_what_is_used_with_an_assumption_only_was_in_no_check_and_says_so() -> None:
    found = row("a", *PARTS, fig("t", "42", formula="a + b", **ASSUMED))
    assert found["basis"] == "none"
    assert "aanname" in found["cause"]


def test_a_part_says_of_which_figure_and_how_that_ended() -> None:
    good = row("a", *PARTS, fig("t", "42", formula="a + b", quantity="Deelnemers"))["cause"]
    bad = row("a", *PARTS, fig("t", "50", formula="a + b", quantity="Deelnemers"))["cause"]
    for cause in (good, bad):
        assert "Deelnemers" in cause
        assert "staan niet in" not in cause
    assert "dat komt uit" in good
    assert "dat komt niet uit" in bad
    assert "Of een van deze cijfers niet klopt, en welk, is hieraan niet te zien." in bad


def test_a_part_of_a_total_within_rounding_says_so() -> None:
    inputs = (fig("a", "6,5", "rapportcijfer"), fig("b", "6,3", "rapportcijfer"))
    cause = row("a", *inputs, fig("fall", "0,3", "rapportcijfer", formula="a - b"))["cause"]
    assert "dat komt uit binnen de afronding" in cause


def test_one_contradiction_among_its_uses_counts_before_the_uses_that_came_out() -> None:
    good, bad = fig("t", "42", formula="a + b"), fig("u", "60", formula="2 * a")
    assert row("a", *PARTS, good, bad)["basis"] == "part of a contradiction"


def test_a_figure_that_is_recomputed_itself_stays_so_but_tells_of_a_contradiction_it_is_part_of() -> None:
    found = row("b", fig("a", "20"), fig("b", "40", formula="2 * a"), fig("t", "99", formula="a + b"))
    assert (found["verdict"], found["basis"]) == ("reproduced", "recomputed")
    assert "dat komt niet uit" in found["cause"]


def test_a_part_that_is_also_repeated_is_a_part() -> None:
    assert row("a", *PARTS, fig("t", "42", formula="a + b"), fig("c", "20", same_as="a"))["basis"] == "part"


def test_a_calculation_that_divides_by_zero_checks_none_of_its_parts() -> None:
    assert row("a", fig("a", "20"), fig("b", "0"), fig("t", "3", formula="a / b"))["basis"] == "none"


def test_a_repetition_says_that_it_follows_from_nothing_else() -> None:
    cause = row("a", fig("a", "5"), fig("b", "5", same_as="a"))["cause"]
    assert cause == "Elders staat hetzelfde: p. b. Uit andere cijfers volgt het niet."


def test_a_repetition_in_other_words_is_shown_as_it_is_printed_and_each_place_once() -> None:
    place = {"locator": "p. 44"}
    others = (fig("b", "90%", "procent", same_as="a", **place), fig("c", "90%", "procent", same_as="a", **place))
    cause = row("a", fig("a", "ca. 90%", "procent"), *others)["cause"]
    assert cause.startswith("Elders staat hetzelfde: p. 44. ")
    cause = row("a", fig("a", "ca. 92%", "procent"), *others)["cause"]
    assert cause.startswith("Elders staat een cijfer dat hierbij past: 90% (p. 44). ")


def test_a_figure_with_nothing_to_hold_it_against_says_that_we_found_nothing() -> None:
    cause = row("a", fig("a", "53%", "procent"))["cause"]
    assert cause == "Wij vonden in de stukken geen ander cijfer dat hetzelfde telt of waar dit uit volgt."


def test_percentage_points_contradict_the_figure_and_not_the_percentages_it_is_the_difference_of() -> None:
    inputs = (fig("x", "8%", "procent"), fig("y", "12%", "procent"))
    _, audit = made(*inputs, fig("rise", "4%", "procent", formula="y - x"))
    assert contradicted(audit) == {"rise"}


def test_of_a_total_that_does_not_fit_all_its_figures_are_in_the_contradiction() -> None:
    assert contradicted(made(*PARTS, fig("t", "50", formula="a + b"))[1]) == {"a", "b", "t"}


def test_contradictions_are_told_with_their_figures_and_one_of_each_is_singular() -> None:
    assert how_many(made(*PARTS, fig("t", "50", formula="a + b"))[1]) == "1 tegenspraak (3 cijfers)"
    assert how_many(made(*PARTS)[1]) == "geen tegenspraken"
    inputs = (fig("x", "8%", "procent"), fig("y", "12%", "procent"))
    one = how_many(made(*inputs, fig("rise", "4%", "procent", formula="y - x"))[1])
    assert one == "1 tegenspraak (1 cijfer)"


def test_every_outcome_has_its_own_dutch_name() -> None:
    assert set(DUTCH) == set(Outcome)
    assert len(set(DUTCH.values())) == len(Outcome)


# Both rounds, counted here from the raw tables, by the rules as they are written down.


@cache
def buurtwerkkamers() -> RoundData:
    return load_round(Project(ROOT), "buurtwerkkamers-2019")


def raw(round_id: str, name: str = "figures") -> list[dict[str, str]]:
    path = ROOT / "raw" / round_id / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def names_in(formula: str) -> set[str]:
    return set(re.findall(r"[a-z][a-z0-9_]*", formula)) - {"sum", "mean"}


@pytest.mark.parametrize("data", [nulmeting, buurtwerkkamers])
def test_the_counts_add_up_to_all_figures_of_a_round(data: Callable[[], RoundData]) -> None:
    reproduction, _ = tables(data())
    found = counts(reproduction)
    assert list(found) == list(Outcome)
    assert sum(found.values()) == len(raw(data().round_id))


@pytest.mark.parametrize("data", [nulmeting, buurtwerkkamers])
def test_every_assumed_figure_of_a_round_and_no_other_is_possible(data: Callable[[], RoundData]) -> None:
    reproduction, audit = tables(data())
    assumed = {figure["figure_id"] for figure in raw(data().round_id) if figure["formula_basis"] == "assumed"}
    found = reproduction[reproduction["basis"] == "assumed"]
    assert set(found["claim_id"].str.removeprefix("R-")) == assumed
    assert set(found["verdict"]) == {"not reproducible"}
    assert counts(reproduction)[Outcome.ASSUMED] == len(assumed)
    checks = audit[(audit["kind"] == "formula") & audit["figure_ids"].str.split().str[0].isin(assumed)]
    assert len(checks) == len(assumed)
    assert set(checks["verdict"]) == {"not testable"}


@pytest.mark.parametrize("data", [nulmeting, buurtwerkkamers])
def test_what_stands_in_a_formula_of_the_round_is_a_part_unless_more_is_known_of_it(
    data: Callable[[], RoundData],
) -> None:
    figures = raw(data().round_id)
    stated = [figure for figure in figures if figure["formula"] and figure["formula_basis"] != "assumed"]
    used = set().union(*(names_in(figure["formula"]) for figure in stated))
    known = {figure["figure_id"] for figure in figures if figure["formula"]}
    counted = {answer["figure_id"] for answer in data().table("survey_answers").to_dict("records") if answer["count"]}
    reproduction = tables(data())[0]
    open_ = reproduction[reproduction["verdict"] == "not reproducible"]
    parts = set(open_.loc[open_["basis"].str.startswith("part"), "claim_id"].str.removeprefix("R-"))
    contradicted_elsewhere = set(
        reproduction.loc[reproduction["verdict"] == "not reproduced", "claim_id"].str.removeprefix("R-")
    )
    assert parts == used - known - counted - contradicted_elsewhere
    assert parts


@pytest.mark.parametrize("data", [nulmeting, buurtwerkkamers])
def test_no_figure_that_was_used_in_a_check_is_told_to_have_nothing_beside_it(data: Callable[[], RoundData]) -> None:
    figures = raw(data().round_id)
    stated = [figure for figure in figures if figure["formula"] and figure["formula_basis"] != "assumed"]
    used = set().union(*(names_in(figure["formula"]) for figure in stated))
    reproduction = tables(data())[0]
    alone = reproduction[reproduction["cause"].str.contains("geen ander cijfer dat hetzelfde telt")]
    assert set(alone["basis"]) == {Basis.NONE}
    assert used.isdisjoint(alone["claim_id"].str.removeprefix("R-"))


def printed_more_than_once(round_id: str) -> set[str]:
    """Find what is printed more than once: named as the same, or alike in all that describes it."""
    figures, group = raw(round_id), {}
    names = {
        name.strip(): unit["unit_id"]
        for unit in raw(round_id, "units")
        for name in (unit["unit_id"], unit["label"], *unit["aliases"].split(";"))
    }
    for figure in figures:
        about = ("indicator", "period", "role", "measure")
        alike = (names.get(figure["unit"], figure["unit"]), *(figure[column] for column in about))
        described = figure["indicator"] and figure["role"]
        group[figure["figure_id"]] = {figure["figure_id"], figure["same_as"], str(alike) if described else ""} - {""}
    merged: list[set[str]] = []
    for own in group.values():
        touching = [other for other in merged if other & own]
        merged = [other for other in merged if not other & own] + [own.union(*touching)]
    return {name for found in merged for name in found & set(group) if len(found & set(group)) > 1}


@pytest.mark.parametrize("data", [nulmeting, buurtwerkkamers])
def test_what_is_left_is_printed_more_than_once_or_stands_alone(data: Callable[[], RoundData]) -> None:
    figures = raw(data().round_id)
    stated = [figure for figure in figures if figure["formula"] and figure["formula_basis"] != "assumed"]
    used = set().union(*(names_in(figure["formula"]) for figure in stated))
    counted = {answer["figure_id"] for answer in data().table("survey_answers").to_dict("records") if answer["count"]}
    described = {
        figure["figure_id"] for figure in figures if figure["formula"] or figure["n"] or figure["percent_group"]
    }
    reproduction = tables(data())[0].set_index("claim_id")
    wrong = set(reproduction.index[reproduction["verdict"] == "not reproduced"].str.removeprefix("R-"))
    notices = tables(data())[1].query("verdict == 'notice'")["figure_ids"]
    beside = {name for ids in notices for name in ids.split()}
    beside |= {figure["figure_id"] for figure in figures if figure["compare_with"] or figure["said"]}
    left = {figure["figure_id"] for figure in figures} - used - described - counted - wrong - beside
    twice = printed_more_than_once(data().round_id)
    basis = {name: reproduction.loc[f"R-{name}", "basis"] for name in left}
    assert basis == {name: "repeated" if name in twice else "none" for name in left}
    assert len(left & twice) > 20
    assert len(left - twice) > 60


def test_five_years_from_2011_to_2015_is_possible_and_no_contradiction() -> None:
    reproduction, audit = tables(buurtwerkkamers())
    [found] = reproduction[reproduction["claim_id"] == "R-d002_pionieren_jaren"].to_dict("records")
    # From March 2011 to some time in the last months of 2015.
    assert (found["printed"], found["basis"]) == ("vijf jaar", Basis.ASSUMED)
    assert float(found["recomputed"]) == pytest.approx(4.67, abs=0.01)
    assert "past bij" in found["cause"]
    assert "d002_pionieren_jaren" not in contradicted(audit)


def test_the_38_percent_is_possible_and_its_cause_says_that_the_amounts_are_rounded() -> None:
    reproduction, _ = tables(nulmeting())
    [found] = reproduction[reproduction["claim_id"] == "R-ink17_thema_participatie"].to_dict("records")
    assert (found["printed"], found["verdict"], found["basis"]) == ("38%", "not reproducible", Basis.ASSUMED)
    assert "duizend" in found["cause"]
