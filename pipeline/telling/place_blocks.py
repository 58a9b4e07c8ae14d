"""Where the places of a round lie, when `round.yml` says it."""

from math import cos, hypot, radians

from pipeline.blocks import Column, Figure, Nothing, Places, Spot, Table, named
from pipeline.contracts.loading import RoundData
from pipeline.contracts.units import unit_labels
from pipeline.dutch import count_noun, number
from pipeline.rounds import Place

_KILOMETRES = 111.2  # in a degree of latitude, on a sphere with the mean radius of the earth (6371 km)
_FEWEST = 2  # places of which a picture says something


@named
def where_places_are(data: RoundData) -> Figure | Nothing:
    """Show where the places of a round lie, with for each the one that is nearest.

    Distances are as the crow flies, and computed as if the area were flat: over ten kilometres that is a metre wrong.
    """
    if len(data.round.places) < _FEWEST:
        return Nothing("Van deze ronde is niet bekend waar de plaatsen liggen.")
    labels = unit_labels(data.table("units"))
    spots = _spots(data.round.places, labels)
    rows = []
    for spot in spots:
        near = min((other for other in spots if other is not spot), key=lambda other: _distance(spot, other))
        rows.append((spot.label, near.label, f"{number(_distance(spot, near), 1)} km"))
    count = count_noun(len(spots), "plaats", "plaatsen")
    north = max(spots, key=lambda spot: spot.north)
    far = max(_distance(one, other) for one in spots for other in spots)
    alt = (
        f"Schets van {count}, met het noorden boven. Het noordelijkst ligt {north.label}. De grootste afstand tussen "
        f"twee plaatsen is {number(far, 1)} kilometer. De tabel onder de figuur zegt van elke plaats welke het dichtst "
        "erbij ligt."
    )
    columns = (Column("Plaats", names=True), Column("Dichtstbij"), Column("Afstand hemelsbreed", numeric=True))
    numbers = Table("Cijfers bij: waar de plaatsen liggen", columns, tuple(rows))
    return Figure(Places(spots), "Waar de plaatsen van dit onderzoek liggen", alt, numbers)


def _spots(places: tuple[Place, ...], labels: dict[str, str]) -> tuple[Spot, ...]:
    """Put places in a plane, in kilometres from the middle of them."""
    north = sum(place.north for place in places) / len(places)
    east = sum(place.east for place in places) / len(places)
    return tuple(
        Spot(
            labels.get(place.unit, place.unit),
            (place.east - east) * _KILOMETRES * cos(radians(north)),
            (place.north - north) * _KILOMETRES,
        )
        for place in places
    )


def _distance(one: Spot, other: Spot) -> float:
    return hypot(one.east - other.east, one.north - other.north)
