"""Blocks of the audit and of results: what both rounds show, what hostile text does, and what an empty round says."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from helpers_rounds import ROOT, codebook, nulmeting, round_data, table

from pipeline.audit import reproduction
from pipeline.blocks import Section
from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.looks.page import Page
from pipeline.phases.desk_research import results_telling
from pipeline.phases.mystery_guests import telling as visits_telling
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project
from pipeline.telling import audit_blocks, reproduction_blocks

Made = Callable[[RoundData], Section]


@cache
def buurtwerkkamers() -> RoundData:
    return load_round(Project(ROOT), "buurtwerkkamers-2019")


def audit(data: RoundData) -> pd.DataFrame:
    return reproduction.tables(data)[1]


BLOCKS: dict[str, Made] = {
    "summary": lambda data: reproduction_blocks.summary(reproduction.tables(data)[0]),
    "how_many": lambda data: audit_blocks.how_many(audit(data), reproduction.tables(data)[0]),
    "contradictions": lambda data: audit_blocks.contradictions(data, audit(data)),
    "notices": lambda data: audit_blocks.notices(data, audit(data)),
    "checked": lambda data: audit_blocks.checked(data, audit(data)),
    "targets": results_telling.targets,
    "framework": results_telling.framework,
    "derived": results_telling.derived,
    "over_time": results_telling.over_time,
    "visits": visits_telling.criteria,
    "conclusions": lambda data: results_telling.conclusions(reproduction.tables(data)[0]),
}


def page(block: str, data: RoundData) -> BeautifulSoup:
    return BeautifulSoup(str(Page().html(BLOCKS[block](data))), "html.parser")


def lines(found: BeautifulSoup) -> list[str]:
    """Give each row, with what its table says once of every row."""
    cells = [(*row.select("th, td"), *row.find_parent("table").select(".same")) for row in found.select("tr")]
    return [" | ".join(cell.get_text(" ", strip=True) for cell in row) for row in cells]


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("data", [buurtwerkkamers, nulmeting])
def test_every_block_shows_something_for_both_rounds(block: str, data: Callable[[], RoundData]) -> None:
    found = page(block, data())
    assert found.get_text(strip=True)
    assert not {"nan", "None", "<NA>"} & {cell.get_text() for cell in found.select("td, th")}


@pytest.mark.parametrize("block", BLOCKS)
def test_a_round_with_nothing_to_show_says_so(block: str) -> None:
    nothing = round_data(codebook({"q1": ["desk_research"]}), {"figures": table("figures")})
    found = page(block, nothing)
    assert found.get_text(strip=True)
    assert found.select(".empty") or re.search("0 gepubliceerde cijfers|geen tegenspraken", found.get_text())


@pytest.mark.parametrize("data", [buurtwerkkamers, nulmeting])
def test_the_summary_counts_every_figure_once(data: Callable[[], RoundData]) -> None:
    found = page("summary", data())
    total = len(data().tables["figures"])
    assert f"Oordeel over {total} gepubliceerde cijfers" in found.get_text()
    assert sum(int(cell.get_text()) for cell in found.select("td")) == total


def test_a_figure_that_one_check_contradicts_is_counted_as_such() -> None:
    plain = {"measure": "aantal", "document": "d", "locator": "p. 1", "quantity": "q", "series": "s"}
    figures = [
        {"figure_id": "a", "printed": "20", **plain},
        {"figure_id": "b", "printed": "20", "formula": "a", **plain},
        {"figure_id": "c", "printed": "30", "same_as": "b", **plain},
        {"figure_id": "e", "printed": "7", **plain},
    ]
    data = round_data(codebook({"q1": ["desk_research"]}), {"figures": table("figures", *figures)})
    shown = dict(line.split(" | ") for line in lines(page("summary", data))[1:])
    # b and c clash, whatever a says; a was used to recompute b, and that came out; e stands alone.
    assert {name: int(n) for name, n in shown.items() if n != "0"} == {
        "✕ komt niet uit": 2,
        "○ deel van een berekening die uitkomt": 1,
        "○ niets om naast te leggen": 1,
    }


def test_a_check_with_an_assumption_of_ours_is_shown_as_possible() -> None:
    shown = {line.split(" | ")[0]: line.split(" | ")[1] for line in lines(page("checked", buurtwerkkamers()))}
    assert shown["Jaren dat de kamers aan het pionieren waren"] == "! mogelijk"


def test_the_contradiction_of_the_klussen_comes_first_with_all_its_figures() -> None:
    first = page("contradictions", buurtwerkkamers()).select("section.card")[0]
    assert "gedrukt staat 450" in first.h3.get_text()
    assert "kan een conclusie veranderen" in first.get_text()
    assert [line.split(" | ")[2] for line in lines(first)[1:]].count("100") == 2  # two rooms with 100, two with 75
    assert [line.split(" | ")[2] for line in lines(first)[1:]].count("75") == 2


@pytest.mark.parametrize(
    ("block", "parts"),
    [
        ("targets", ["Casa Jepie Makandra", "500", "374", "eerste helft 2017", "75%", "50%"]),
        ("targets", ["Actieve vrijwilligers", "95 (som van 3 kamers)", "76", "80%"]),
        ("derived", ["Subsidie per afgesproken unieke deelnemer", "€ 155"]),
        ("derived", ["€ 27.088"]),
        ("derived", ["70,4%"]),
        ("framework", ["Min. 40", "Min. 30", "Min. 25"]),
        ("over_time", ["Unieke deelnemers", "1.100", "865"]),
    ],
)
def test_results_as_a_reader_can_check_them(block: str, parts: list[str]) -> None:
    assert any(all(part in line for part in parts) for line in lines(page(block, buurtwerkkamers())))


HOSTILE = "\"'><script>alert(1)</script>"


def hostile(data: RoundData) -> RoundData:
    """Plant markup in the free texts of figures, units, derived figures, criteria and indicators."""
    tables = {name: frame.copy() for name, frame in data.tables.items()}
    for name, columns in {
        "figures": ["quantity", "locator", "note", "method"],
        "derived": ["label", "note", "period"],
        "mysteryguest_criteria": ["label", "locator", "channel"],
    }.items():
        for column in columns if name in tables else ():
            tables[name][column] += HOSTILE
    if "units" in tables:
        units = tables["units"]
        units["aliases"] += ";" + units["label"]  # the old name still finds its unit
        units["label"] += HOSTILE
    indicators = tuple(item.model_copy(update={"label": item.label + HOSTILE}) for item in data.codebook.indicators)
    fields = {name: getattr(data.codebook, name) for name in Codebook.model_fields}
    return replace(data, tables=tables, codebook=Codebook(**{**fields, "indicators": indicators}))


@pytest.mark.parametrize("block", [name for name in BLOCKS if name not in {"summary", "how_many"}])
@pytest.mark.parametrize("data", [buurtwerkkamers, nulmeting])
def test_a_hostile_string_is_shown_as_text_and_never_runs(block: str, data: Callable[[], RoundData]) -> None:
    found = page(block, hostile(data()))
    assert found.find("script") is None
    assert not any(name.startswith("on") for element in found.find_all(True) for name in element.attrs)
    # It did get in, unless there is nothing to show.
    assert "alert(1)" in found.get_text() or found.select(".empty")
