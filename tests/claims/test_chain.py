"""From a figure down to those it follows from or is held against, and up again."""

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from helpers_rounds import table
from rich.console import Console

from pipeline.audit import reproduction
from pipeline.claims import ledger
from pipeline.claims.chain import Chain
from pipeline.notebook.round import RoundWork
from pipeline.showing import tree_of

ROWS: tuple[dict[str, Any], ...] = (
    {"figure_id": "kamers", "printed": "3"},
    {"figure_id": "bezoekers_a", "printed": "20"},
    {"figure_id": "bezoekers_b", "printed": "40"},
    {"figure_id": "bezoekers", "printed": "60", "formula": "bezoekers_b + bezoekers_a"},
    {"figure_id": "per_kamer", "printed": "20", "formula": "bezoekers / kamers"},
    {"figure_id": "samenvatting", "printed": "60", "same_as": "bezoekers"},
    {"figure_id": "cijfer", "printed": "8,0", "measure": "rapportcijfer", "n": 10},
    {"figure_id": "spreiding", "printed": "1,0", "measure": "rapportcijfer", "sd_of": "cijfer"},
    {"figure_id": "ja", "printed": "60%", "measure": "procent", "percent_group": "vraag"},
    {"figure_id": "nee", "printed": "40%", "measure": "procent", "percent_group": "vraag"},
)


@pytest.fixture(scope="module")
def chain(work: RoundWork) -> Chain:
    plain = {"measure": "aantal", "document": "oefen", "locator": "p. 1", "series": "s"}
    rows = [{**plain, "quantity": f"Wat {row['figure_id']} telt", **row} for row in ROWS]
    data = replace(work.data, tables={**work.data.tables, "figures": table("figures", *rows)})
    checked, audit = reproduction.tables(data)
    return Chain(ledger.make(data, {**work.tables, "reproduction": checked, "figure_audit": audit}))


@pytest.mark.parametrize(
    ("name", "below"),
    [
        ("per_kamer", ["bezoekers", "kamers"]),
        ("bezoekers", ["bezoekers_b", "bezoekers_a"]),
        ("samenvatting", ["bezoekers"]),
        ("spreiding", ["cijfer"]),
        ("ja", ["A-sum_of_percentages-ja"]),
        ("nee", ["A-sum_of_percentages-ja"]),
        ("A-sum_of_percentages-ja", ["ja", "nee"]),
        ("kamers", []),
    ],
)
def test_a_figure_rests_on_those_it_follows_from_and_is_held_against(chain: Chain, name: str, below: list[str]) -> None:
    assert chain.below(name) == below


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("kamers", {"per_kamer"}),
        ("bezoekers_a", {"bezoekers"}),
        ("bezoekers", {"per_kamer", "samenvatting"}),
        ("cijfer", {"spreiding"}),
        ("ja", {"A-sum_of_percentages-ja"}),
        ("A-sum_of_percentages-ja", set()),
    ],
)
def test_from_a_figure_up_to_those_that_rest_on_it(chain: Chain, name: str, above: set[str]) -> None:
    found = set(chain.above(name))
    assert above <= found
    # Besides, only its own checks and its own recomputation, and no other figure.
    assert not {row["figure_id"] for row in ROWS} & (found - above)


@pytest.mark.parametrize("name", [row["figure_id"] for row in ROWS])
def test_a_tree_ends_and_tells_each_branch_once(chain: Chain, name: str) -> None:
    console = Console(width=300, record=True, file=StringIO())
    console.print(tree_of(chain, name, "oefenronde"))
    text = console.export_text()
    assert text.startswith(f"{name} (oefenronde): Wat {name} telt")
    assert len(text.splitlines()) < 60


def test_two_ways_to_the_same_figure_are_told_in_full_once(chain: Chain) -> None:
    console = Console(width=300, record=True, file=StringIO())
    console.print(tree_of(chain, "A-formula-per_kamer", "oefenronde"))
    lines = console.export_text().splitlines()
    told = [line for line in lines if "bezoekers: Wat" in line]
    assert [("zie elders" in line) for line in told] == [False, True]
    assert len([line for line in lines if "bezoekers_a: Wat" in line]) == 1
