"""Desk research: the monitor against the document's own table, and evidence from it."""

import pandas as pd
import pytest
from helpers_rounds import ROUND, codebook, edit, nulmeting, round_data, table

from pipeline.codebook import Indicator
from pipeline.contracts.loading import RoundData
from pipeline.errors import InputError
from pipeline.looks.page import Page
from pipeline.phases.desk_research import telling
from pipeline.phases.desk_research.changes import changes, figures_of
from pipeline.phases.desk_research.evidence import PHASE, gather
from pipeline.phases.raw_tables import load_phase
from pipeline.rounds import Project

# Document 004, p. 25-26, as printed: 2009, then 2016-2017 (Wielwijk: 2017). The last column is for residents: fewer
# benefits are better, and a step that rounding can explain (7,1 to 7,2: from 7,149 to 7,151) is no change.
MONITOR = [
    ("Crabbehof", "leefbaarheidscijfer", "6,5", "6,3", -1),
    ("Crabbehof", "zelfredzaam", "78%", "82%", 1),
    ("Crabbehof", "uitkering", "8,9%", "12,6%", -1),
    ("Crabbehof", "actief_in_buurt", "5%", "10%", 1),
    ("Crabbehof", "vertrouwen_in_buurt", "19%", "15%", -1),
    ("Wielwijk", "leefbaarheidscijfer", "6,6", "6,6", 0),
    ("Wielwijk", "zelfredzaam", "78%", "83%", 1),
    ("Wielwijk", "uitkering", "11,5%", "11,8%", -1),
    ("Wielwijk", "actief_in_buurt", "10%", "9%", 0),
    ("Wielwijk", "vertrouwen_in_buurt", "38%", "32%", -1),
    ("Dordrecht", "leefbaarheidscijfer", "7,1", "7,2", 0),
    ("Dordrecht", "zelfredzaam", "89%", "88%", 0),
    ("Dordrecht", "uitkering", "3,7%", "5,6%", -1),
    ("Dordrecht", "actief_in_buurt", "10%", "13%", 1),
    ("Dordrecht", "vertrouwen_in_buurt", "17%", "18%", 0),
]
IN_AREAS = [row for row in MONITOR if row[0] != "Dordrecht"]


@pytest.mark.parametrize(("unit", "indicator", "before", "after", "direction"), MONITOR)
def test_the_monitor_changed_as_the_document_prints(
    unit: str, indicator: str, before: str, after: str, direction: int
) -> None:
    [change] = [c for c in changes(nulmeting()) if (c.unit, c.indicator.id) == (unit, indicator)]
    assert (change.first["printed"], change.last["printed"], change.direction) == (before, after, direction)
    assert change.first["period"] == "2009"
    assert change.last["period"] == ("2017" if unit == "Wielwijk" else "2016-2017")


def test_the_monitor_has_no_other_changes() -> None:
    assert len(changes(nulmeting())) == len(MONITOR)


def test_only_changes_in_the_areas_of_the_round_are_evidence() -> None:
    rows = gather(nulmeting()).rows
    monitor = rows[rows["unit"] != "Wijk voor Wijk"]
    found = {(row.unit, row.evidence_id.rsplit("-", 1)[1], row.direction) for row in monitor.itertuples()}
    assert found == {(unit, indicator, direction) for unit, indicator, _, _, direction in IN_AREAS}
    assert len(monitor) == len(IN_AREAS)
    assert monitor["n"].isna().all()
    said = {f"Zegt iets over {area}, niet over het aandeel van de organisatie" for area in nulmeting().round.areas}
    assert set(monitor["quality"]) == said


def test_a_change_traces_to_both_figures() -> None:
    found = gather(nulmeting())
    [name] = [n for n in found.rows["evidence_id"] if n.endswith("Crabbehof-uitkering")]
    traced = found.trace.loc[found.trace["evidence_id"] == name, "key"]
    assert sorted(traced) == ["mon_crabbehof_uitkering_2009", "mon_crabbehof_uitkering_2017"]


def test_a_change_is_told_with_the_values_as_printed() -> None:
    rows = gather(nulmeting()).rows
    [sentence] = rows.loc[rows["evidence_id"].str.endswith("Crabbehof-uitkering"), "statement"]
    assert sentence == "In Crabbehof ging «bewoners met een uitkering» van 8,9% (2009) naar 12,6% (2016-2017)."


def small(*figures: tuple[str, str], favourable: str = "higher", unit: str = "Noord") -> RoundData:
    """Make a round with one indicator, printed in these periods."""
    indicator = {"id": "cijfer", "label": "Cijfer", "question": "q1", "aspect": "a", "favourable": favourable}
    rows = [
        {"indicator": "cijfer", "unit": unit, "period": period, "printed": printed, "measure": "procent"}
        for period, printed in figures
    ]
    book = codebook({"q1": ["desk_research"]}, indicators=[Indicator.model_validate(indicator)])
    tables = {"figures": table("figures", *rows), "desk_sources": table("desk_sources")}
    return round_data(book, tables | {"desk_statements": table("desk_statements")}, areas=(unit or "Noord",))


def test_what_is_about_the_organisation_as_a_whole_is_no_change_in_an_area() -> None:
    own, area = (small(("2024", "42%"), ("2025", "51%"), unit=unit) for unit in ("", "Noord"))
    assert (own.round.reference, changes(own)) == ("", [])
    assert "geen cijfers over een gebied" in Page().html(telling.monitor(own))
    assert "heel gebied" not in Page().html(telling.monitor_changes(own))
    assert "heel gebied" in Page().html(telling.monitor_changes(area))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("7%", "7%", 0),
        ("7%", "8%", 0),
        ("7%", "9%", 1),
        ("9%", "7%", -1),
        ("7,0%", "7,2%", 1),
        ("7,0%", "7,1%", 0),
        ("ca. 40%", "44%", 0),  # "ca. 40" can be up to 44
        ("ca. 40%", "45%", 1),
    ],
)
def test_what_rounding_can_explain_is_no_change(before: str, after: str, expected: int) -> None:
    [change] = changes(small(("2010", before), ("2020", after)))
    assert change.direction == expected
    [mirrored] = changes(small(("2010", before), ("2020", after), favourable="lower"))
    assert mirrored.direction == -expected


def test_the_first_and_the_last_period_count_in_whatever_order_they_stand() -> None:
    [change] = changes(small(("2015-2016", "40%"), ("2020", "50%"), ("najaar 2010", "20%")))
    assert (change.first["printed"], change.last["printed"]) == ("20%", "50%")


def test_one_period_is_no_change() -> None:
    assert changes(small(("2010", "20%"))) == []


def test_one_period_printed_in_two_places_is_no_change() -> None:
    assert changes(small(("2010", "20%"), ("2010", "20%"))) == []


def test_a_figure_without_a_period_is_not_taken_for_the_first() -> None:
    [change] = changes(small(("2010", "20%"), ("2020", "50%"), ("", "50%")))
    assert (change.first["printed"], change.last["printed"]) == ("20%", "50%")


def test_names_of_evidence_have_no_spaces_because_findings_list_them_between_spaces() -> None:
    rows = gather(small(("2010", "20%"), ("2020", "50%"), unit="Dordrecht West")).rows
    assert len(rows) == 1
    assert not rows["evidence_id"].str.contains(" ").any()


def test_the_figures_of_a_series_keep_their_order_and_get_a_value() -> None:
    shares = figures_of(nulmeting(), "inkomsten_2017_thema")
    assert dict(zip(shares["printed"], shares["value"], strict=True)) == {"53%": 53, "0%": 0, "38%": 38, "9%": 9}


def test_statements_without_their_sources_are_a_mistake_that_is_told(project: Project) -> None:
    (project.raw / ROUND / "desk_sources.csv").unlink()
    with pytest.raises(InputError) as error:
        gather(load_phase(project, ROUND, PHASE))
    assert [problem.file for problem in error.value.problems] == [f"raw/{ROUND}/desk_sources.csv"]


def test_without_statements_the_monitor_is_still_evidence(project: Project) -> None:
    for name in ("desk_sources", "desk_statements"):
        (project.raw / ROUND / f"{name}.csv").unlink()
    rows = gather(load_phase(project, ROUND, PHASE)).rows
    assert len(rows) == len(IN_AREAS)


def test_without_a_monitor_statements_are_still_evidence(project: Project) -> None:
    def no_monitor(figures: pd.DataFrame) -> pd.DataFrame:
        return figures.assign(indicator="")

    edit(project, "figures", no_monitor)
    rows = gather(load_phase(project, ROUND, PHASE)).rows
    assert set(rows["unit"]) == {"Wijk voor Wijk"}
