"""Who a colleague finds who knows a few facts: by hand, in the demonstration, and as the page on privacy has it."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from pipeline import insiders as simulated
from pipeline.editions import PANEL, PUBLIC, TEAM, Edition
from pipeline.phases.raw_tables import load_round
from pipeline.privacy.insiders import Clue, insiders
from pipeline.rounds import find_project

ROUND = "voorbeeld-2021"


def facts(**own: str) -> dict[str, frozenset[str]]:
    return {kind: frozenset(each.split()) for kind, each in own.items()}


PEOPLE = {
    "a": facts(voice="klant", unit="noord", said="koffie hulp"),
    "b": facts(voice="klant", unit="noord", said="koffie"),
    "c": facts(voice="klant", unit="zuid", said="koffie"),
    "d": facts(voice="partner", unit="zuid", said="overleg"),
}


def clue(of: str, *can_be: str) -> Clue:
    return Clue(f"citaat van {of}", of, frozenset(can_be))


@pytest.mark.parametrize(
    ("shown", "known", "kinds"),
    [
        (clue("d", "d"), 0, ()),  # nobody else can have said it: nothing need be known
        (clue("c", "a", "b", "c"), 1, ("unit",)),
        (clue("a", "a", "b", "c"), 1, ("said",)),
        (clue("b", "a", "b", "c"), 3, None),  # whatever is known of b, it is so of a
        (clue("d", "a", "b", "d"), 0, None),
        (clue("d", "a", "b", "d"), 1, ("said",)),
    ],
)
def test_somebody_is_found_who_is_the_only_one_left(shown: Clue, known: int, kinds: tuple[str, ...] | None) -> None:
    assert [each.kinds for each in insiders(PEOPLE, [shown], known)] == ([] if kinds is None else [kinds])


def test_of_two_facts_of_one_kind_a_colleague_knows_one() -> None:
    people = {"a": facts(said="koffie hulp"), "b": facts(said="koffie"), "c": facts(said="hulp")}
    assert not list(insiders(people, [clue("a", "a", "b", "c")], 2))


@cache
def seen(edition: Edition) -> simulated.InEdition:
    return simulated.in_edition(replace(load_round(find_project(), ROUND), edition=edition))


def row(each: simulated.InEdition) -> str:
    """Write what was found as the page on privacy has it."""
    who = {found.clue.of for found in each.found}
    cells = (each.edition.id, each.quotes, len(each.found), f"{len(who)} of {each.people}", len(each.alone))
    return f"| {' | '.join(map(str, cells))} |"


def test_an_edition_for_more_readers_gives_fewer_away() -> None:
    team, panel, public = (seen(each) for each in (TEAM, PANEL, PUBLIC))
    assert len(team.found) > len(panel.found) >= len(public.found)
    assert len(team.alone) > 0
    assert (panel.alone, public.alone) == ((), ())
    assert team.quotes >= panel.quotes >= public.quotes


def test_the_figures_on_the_page_about_privacy_are_these() -> None:
    page = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?:team|panel|public) \| \d.*\|$", page, re.MULTILINE)
    assert rows == [row(seen(each)) for each in (TEAM, PANEL, PUBLIC)]


def test_it_says_what_somebody_has_to_know() -> None:
    said = list(simulated.lines([seen(TEAM), seen(PANEL), seen(PUBLIC)], ROUND))
    assert f"{simulated.KNOWN} dingen" in said[0]
    assert any(line.startswith("Openbare uitgave: ") for line in said)
    quotes = [line for line in said if line.startswith("- “")]
    assert len(quotes) == len({found.clue.what for found in seen(PANEL).found})
    assert all("te herkennen voor wie weet: " in line for line in quotes)
