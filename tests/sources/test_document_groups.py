"""The group of a document and the unit of a round that it may be."""

import pytest

from pipeline.sources.groups import proposed

UNITS = ("linde_oost", "Linde Oost", "linde_west", "Linde West", "kade", "De Kade")


@pytest.mark.parametrize(
    ("groups", "unit"),
    [
        (("Oost",), "Linde Oost"),
        (("huis de kade",), "De Kade"),
        (("Linde",), ""),  # of two
        (("Oost", "West"), ""),
        (("Oosterhout",), ""),  # a part of a word is no word
        (("Ronde 2",), ""),
        (("–",), ""),
        ((), ""),
    ],
)
def test_only_one_unit_is_proposed(groups: tuple[str, ...], unit: str) -> None:
    assert proposed(groups, UNITS) == unit
