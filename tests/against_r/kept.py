"""What R gave, as it was kept."""

import csv
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("by_r.csv")
VERSION = Path(__file__).with_name("by_r.txt")


class Kept(NamedTuple):
    """What R gives for some numbers: NaN where it has no answer."""

    kind: str
    numbers_of: str
    rows: list[list[float]]
    by_r: list[float]


def kept() -> list[Kept]:
    """Give all that R computed."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            Kept(
                row["kind"],
                row["numbers_of"],
                [
                    [float("nan" if cell == "NA" else cell) for cell in line.split()]
                    for line in row["numbers"].split("|")
                ],
                [float("nan" if value in ("NA", "NaN") else value) for value in row["by_r"].split()],
            )
            for row in csv.DictReader(file)
        ]
