"""The schematic of places: where they lie to each other, and nothing where that is not known."""

from dataclasses import replace
from math import asin, cos, radians, sin, sqrt

import pandas as pd
import pytest

from pipeline.blocks import Figure, Nothing, Places
from pipeline.contracts.loading import RoundData
from pipeline.notebook.round import RoundWork
from pipeline.phases.against_round import _of_places
from pipeline.rounds import Place
from pipeline.telling.place_blocks import where_places_are


def at(data: RoundData, *places: Place) -> RoundData:
    return replace(data, round=data.round.model_copy(update={"places": places}))


def great_circle(one: Place, other: Place) -> float:
    """Give the distance in kilometres by the haversine formula."""
    north, east = radians(other.north - one.north), radians(other.east - one.east)
    half = sin(north / 2) ** 2 + cos(radians(one.north)) * cos(radians(other.north)) * sin(east / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def test_distances_are_those_of_a_great_circle(work: RoundWork) -> None:
    utrecht = Place(unit="utrecht", north=52.0907, east=5.1214)
    amersfoort = Place(unit="amersfoort", north=52.1561, east=5.3878)
    [figure] = where_places_are(at(work.data, utrecht, amersfoort)).parts
    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, Places)
    assert figure.numbers is not None
    assert [row[:2] for row in figure.numbers.rows] == [("utrecht", "amersfoort"), ("amersfoort", "utrecht")]
    kilometres = float(str(figure.numbers.rows[0][2]).removesuffix(" km").replace(",", "."))
    assert kilometres == pytest.approx(great_circle(utrecht, amersfoort), abs=0.06)
    first, second = figure.chart.spots
    assert (first.east < second.east, first.north < second.north) == (True, True)
    assert "Het noordelijkst ligt amersfoort." in figure.alt


@pytest.mark.parametrize("known", [0, 1])
def test_of_fewer_than_two_places_there_is_nothing_to_show(work: RoundWork, known: int) -> None:
    [nothing] = where_places_are(at(work.data, *[Place(unit="a", north=52.0, east=5.0)] * known)).parts
    assert isinstance(nothing, Nothing)


def test_a_place_that_is_no_unit_or_stands_there_twice_is_told(work: RoundWork) -> None:
    units = pd.DataFrame({"unit_id": ["noord"], "label": ["Noord"]})
    data = replace(work.data, inside={**work.data.inside, "units": units})
    here, nowhere = Place(unit="noord", north=52.0, east=5.0), Place(unit="nergens", north=52.1, east=5.0)
    assert list(_of_places(at(data, here))) == []
    told = [(problem.value, problem.what) for problem in _of_places(at(data, here, here, nowhere))]
    assert told == [
        ("noord", "Deze plaats staat hier twee keer."),
        ("nergens", "Deze plaats staat niet in de tabel units."),
    ]
