"""Rows with the same answers: told when that is no chance, with how far apart they were sent."""

import pandas as pd
import pytest

from pipeline.sources.questionnaires.repeated import repeated

QUESTIONS = [f"vraag {at}" for at in range(8)]


def told(*rows: dict[str, str], asked: int, own: tuple[str, ...] = ()) -> list[str]:
    frame = pd.DataFrame(list(rows), dtype="str").fillna("")
    found = repeated(frame, pd.Series(range(2, len(rows) + 2)), [*QUESTIONS[:asked], *own], own)
    return [each.what for each in found]


def row(answer: str = "ja", **about: str) -> dict[str, str]:
    return {question: answer for question in QUESTIONS} | about


def at(moment: str) -> dict[str, str]:
    return row() | {"Tijd van voltooien": moment}


@pytest.mark.parametrize(
    ("rows", "asked", "found"),
    [
        ((row(), row()), 8, ["Rij 2 en rij 3 zijn in alle antwoorden gelijk."]),
        ((row(), row("JA ")), 8, ["Rij 2 en rij 3 zijn in alle antwoorden gelijk."]),
        ((row(), row("nee")), 8, []),
        ((row(), row()), 5, []),  # two people, for all anybody knows
        ((row(""), row("")), 8, []),
        ((row(), row("nee"), row()), 8, ["Rij 2 en rij 4 zijn in alle antwoorden gelijk."]),
    ],
)
def test_without_times_only_many_answers_tell(rows: tuple[dict[str, str], ...], asked: int, found: list[str]) -> None:
    assert told(*rows, asked=asked) == found


@pytest.mark.parametrize(
    ("first", "second", "asked", "how_long"),
    [
        ("2025-10-04 02:42:43", "2025-10-04 02:47:02", 5, "4 minuten na elkaar"),
        ("2025/10/04 2:42:43 p.m. CET", "2025/10/04 2:47:02 p.m. CET", 5, "4 minuten na elkaar"),
        ("2025-10-04 02:42:43", "2025-10-04 02:43:02", 4, "meteen na elkaar"),
        ("2025-10-04 02:42:43", "2025-10-04 08:43:02", 5, ""),
        ("2025-10-04 02:42:43", "2025-10-04 08:43:02", 8, "6 uur na elkaar"),
        ("2025-10-04 02:42:43", "2025-10-09 08:43:02", 8, ""),
        ("2025-10-04 02:42:43", "2025-10-04 02:43:02", 3, ""),
    ],
)
def test_soon_after_one_another_fewer_answers_tell(first: str, second: str, asked: int, how_long: str) -> None:
    found = told(at(first), at(second), asked=asked)
    assert len(found) == bool(how_long)
    assert all(how_long in each for each in found)


def test_the_same_sentence_is_of_one_person() -> None:
    said = "Graag een avond in de week open."
    assert len(told(row(mening=said), row(mening=said), asked=1, own=("mening",))) == 1
    assert told(row(mening="Geen idee"), row(mening="geen idee"), asked=1, own=("mening",)) == []


def test_the_same_address_tells_also_days_later() -> None:
    days = [at(f"2025-10-0{day} 02:42:43") | {"E-mail": "a@voorbeeld.nl"} for day in (1, 5)]
    assert len(told(*days, asked=5)) == 1
    nobody = [each | {"E-mail": "anonymous"} for each in days]
    assert told(*nobody, asked=5) == []
