"""The survey of the demonstration, as a tool exports it: 160 people, of whom the 30 youngest do not feel welcome."""

from pathlib import Path
from random import Random

from tests.demonstration.content import NORTH, SOUTH

OLDER, YOUNGER = 130, 30
FORM = Path(__file__).with_name("bewoners.yml").read_text(encoding="utf-8")


def answers(seed: int = 2021) -> list[dict[str, object]]:
    """Give a row for everybody who answered."""
    chance = Random(seed)
    ages = [2] * OLDER + [1] * YOUNGER
    chance.shuffle(ages)
    rows: list[dict[str, object]] = []
    for number, age in enumerate(ages, 1):
        young = age == 1
        rows.append(
            {
                "Nummer": 1000 + number,
                "Huis": chance.choice([NORTH, SOUTH]),
                "Leeftijd": age,
                "V1": _one(chance, (8, 11, 5, 4, 2) if young else (2, 5, 12, 55, 40)),
                "V2": 99 if chance.random() < 0.04 else chance.choices([1, 2], [30, 70])[0],
                "V3": _one(chance, (3, 8, 25, 45, 20)),
                "V4": chance.choices([4, 5, 6, 7, 8, 9], [2, 4, 14, 34, 34, 12])[0],
                "V5": chance.choice(["Langer open, graag.", "Fijne plek."]) if chance.random() < 0.1 else "",
            }
        )
    return rows


def _one(chance: Random, weights: tuple[int, ...]) -> int:
    return chance.choices([1, 2, 3, 4, 5], weights)[0]
