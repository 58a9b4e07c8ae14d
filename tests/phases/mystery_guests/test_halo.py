"""A halo: where two saw the same visit, whether the higher mark came with more points met."""

from collections.abc import Sequence
from typing import Any

from helpers_rounds import codebook, round_data, table

from pipeline.blocks import Nothing, Section, plain
from pipeline.contracts.loading import RoundData
from pipeline.phases.mystery_guests.fidelity_telling import impressions
from pipeline.phases.mystery_guests.halo import Halo, halo

BOOK = codebook({"q1": ["mystery_guests"]})
CRITERIA: list[dict[str, Any]] = [
    {"criterion_id": "mark", "label": "Geheel", "kind": "score", "favourable": "hoger", "overall": "ja"},
    {"criterion_id": "a", "label": "A", "kind": "ja/nee", "favourable": "ja"},
    {"criterion_id": "b", "label": "B", "kind": "ja/nee", "favourable": "nee"},
    {"criterion_id": "c", "label": "C", "kind": "minuten", "favourable": "lager", "norm": "10"},
    {"criterion_id": "d", "label": "D", "kind": "minuten", "favourable": "lager"},
]
# What makes 3, 2, 1 or 0 of the three points with a norm met.
_MET = {3: ("ja", "nee", "5"), 2: ("ja", "nee", "15"), 1: ("ja", "ja", "15"), 0: ("nee", "ja", "11")}


def seen(*visits: Sequence[tuple[str, int, int]]) -> RoundData:
    """Make a round of visits: of each what observers gave as a mark and how many points they noted as met."""
    scores = [
        {"visit": f"v{number}", "observer": who, "criterion": name, "value": value, "provenance": "collected"}
        for number, observers in enumerate(visits)
        for who, mark, met in observers
        for name, value in (("mark", str(mark)), *zip("abc", _MET[met], strict=True), ("d", "90"))
    ]
    made = [
        {"visit_id": f"v{number}", "voice": "v1", "channel": "bezoek", "provenance": "collected"}
        for number in range(len(visits))
    ]
    tables = {
        "visits": table("visits", *made),
        "visit_criteria": table("visit_criteria", *CRITERIA).drop(columns="provenance", errors="ignore"),
        "visit_scores": table("visit_scores", *scores),
        "units": table("units"),
    }
    return round_data(BOOK, tables)


def told(data: RoundData) -> str:
    found = impressions(data)
    assert isinstance(found, Section)
    return " ".join(plain(part.line) for part in found.parts)  # type: ignore[union-attr]


def test_a_higher_mark_with_more_points_is_a_halo_and_the_same_points_are_none() -> None:
    """Three visits with other marks: once along, once level, once against; the fourth has the same mark twice.

    Of the six pairs of visits of x two go against and none along; of y one along and three against.
    """
    data = seen(
        [("x", 8, 3), ("y", 5, 1)], [("x", 8, 2), ("y", 6, 2)], [("x", 4, 3), ("y", 7, 1)], [("x", 7, 3), ("y", 7, 0)]
    )
    assert halo(data) == Halo(marks=8, differ=3, along=1, level=1, observers=2, follow=0)
    words = told(data)
    assert "Bij 3 bezoeken gaven twee bezoekers het geheel een ander cijfer." in words
    assert "noteerde bij 1 daarvan ook meer punten als gehaald; bij 1 noteerden zij er evenveel; bij 1 juist" in words
    assert "2 bezoekers deden 4 bezoeken of meer. Bij 0 van hen" in words
    assert not {"x", "y"} & set(words.replace(".", " ").split())


def test_by_observer_a_mark_follows_what_was_met_or_does_not() -> None:
    """x gives more where more is met; y gives 8 to everything, whatever there is."""
    visits = [[("x", 9, 3), ("y", 8, 3)], [("x", 7, 2), ("y", 8, 2)], [("x", 5, 1), ("y", 8, 1)]]
    visits.append([("x", 3, 0), ("y", 8, 0)])
    found = halo(seen(*visits))
    assert found is not None
    assert (found.observers, found.follow) == (2, 1)
    assert (found.differ, found.along, found.level) == (4, 0, 4)


def test_without_a_mark_for_the_whole_there_is_nothing_to_see() -> None:
    data = seen([("x", 8, 3)])
    data.tables["visit_criteria"]["overall"] = ""
    data.inside["visit_criteria"]["overall"] = ""
    assert halo(data) is None
    [nothing] = impressions(data).parts
    assert isinstance(nothing, Nothing)
    alone = told(seen([("x", 8, 3)]))
    assert "is dan niet te zien" in alone
