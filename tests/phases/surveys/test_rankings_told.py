"""Orders as readers see them: counts and an order, no mean; and the four orders of the nulmeting asked again."""

from pathlib import Path
from typing import Any

import pytest
from helpers_rounds import ROOT
from helpers_surveys import ROUND, as_csv, project_with_survey

from pipeline.blocks import Fold, Section, Table, Text, plain
from pipeline.phases.raw_tables import load_phase, load_round
from pipeline.phases.surveys import answers_telling
from pipeline.phases.surveys.declaration import PHASE
from pipeline.phases.surveys.distributions import ranking
from pipeline.phases.surveys.tables import RANKING
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

NULMETING = "wijk-voor-wijk-2019"
THINGS = {"h": "hulp", "r": "rust", "g": "gezelschap"}
ORDER: dict[str, Any] = {"id": "eerst", "label": "Wat eerst?", "kind": "ranking", "scale": THINGS}


def told(target: Path, orders: list[str], **more: Any) -> list[Table | Text | Fold]:
    project = project_with_survey(target, as_csv(*({"eerst": order} for order in orders)), ORDER | more)
    found = answers_telling.answers(load_round(project, ROUND))
    assert isinstance(found, Section)
    return list(found.parts)  # type: ignore[arg-type]


def rows(block: object) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[plain(cell) if cell is not None else "" for cell in row] for row in block.rows]


def said(blocks: list[Table | Text | Fold]) -> str:
    return " ".join(plain(block.line) for block in blocks if isinstance(block, Text))


def test_an_order_is_told_by_first_places_middle_place_and_order(tmp_path: Path) -> None:
    """Of five people: hulp is first for 3; of its places 1 1 1 2 3 the middle is 1."""
    blocks = told(tmp_path, ["h;r;g", "h;g;r", "h;r;g", "r;h;g", "r;g;h"])
    assert rows(blocks[0]) == [["1", "hulp", "3", "1"], ["2", "rust", "2", "2"], ["3", "gezelschap", "0", "3"]]
    (pairs,) = next(block.below for block in blocks if isinstance(block, Fold))
    assert rows(pairs) == [
        ["hulp boven rust", "3", "2"],
        ["hulp boven gezelschap", "4", "1"],
        ["rust boven gezelschap", "4", "1"],
    ]
    assert "«hulp» wint paar voor paar van elk ander antwoord: minstens 3 mensen zetten het erboven." in said(blocks)
    assert "gemiddelde plaats" in said(blocks)


def test_who_left_things_out_is_counted(tmp_path: Path) -> None:
    blocks = told(tmp_path, ["h", "h;r", "g;h;r"])
    assert rows(blocks[0])[0] == ["1", "hulp", "2", "1", "3"]
    assert [row[-1] for row in rows(blocks[0])] == ["3", "1", "2"]
    assert "deelt bij diegene de punten" in said(blocks)


def test_a_circle_is_told_as_one(tmp_path: Path) -> None:
    blocks = told(tmp_path, ["h;r;g", "r;g;h", "g;h;r"])
    assert "Geen antwoord staat bij de meeste mensen boven elk ander antwoord." in said(blocks)
    assert [row[0] for row in rows(blocks[0])] == ["1", "1", "1"]


def test_an_order_before_is_held_against_it_over_what_both_have(tmp_path: Path) -> None:
    """Then rust, zon, hulp level with gezelschap; now hulp, rust, gezelschap: a pair the same, one other, one level."""
    blocks = told(tmp_path, ["h;r;g"] * 2, earlier=["rust", "zon", "hulp = gezelschap"], earlier_when="2019")
    words = said(blocks)
    assert "Van de 3 paren staan er 1 in dezelfde volgorde als toen, en 1 andersom; van 1" in words
    assert "Nu niet gevraagd: zon." in words
    beside = next(block for block in blocks if isinstance(block, Table) and "toen (2019)" in block.caption)
    assert rows(beside) == [["rust", "1", "2"], ["hulp", "2", "1"], ["gezelschap", "2", "3"]]


@pytest.mark.parametrize(
    ("item", "pairs", "level"),
    [("ideaal", 21, 0), ("behoefte", 6, 0), ("thema_profileren", 6, 1), ("ondertitel", 10, 0)],
)
def test_the_four_orders_of_the_nulmeting_can_be_asked_again(tmp_path: Path, item: str, pairs: int, level: int) -> None:
    """As published, with a shared first place; who answers in that order now gets every pair the same way."""
    data = load_phase(Project(ROOT), NULMETING, PHASE)
    kinds = data.tables["survey_items"].set_index("item_id")["kind"]
    assert kinds[item] == RANKING
    found = ranking(data, item)
    before = [" = ".join(own["category"]) for _, own in found.groupby("rank")]
    scale = {f"a{number}": name for number, name in enumerate(found["category"])}
    given = ";".join(scale)
    blocks = told(tmp_path, [given] * 3, scale=scale, earlier=before, earlier_when="nulmeting 2019")
    words = said(blocks)
    assert f"Van de {pairs} paren staan er {pairs - level} in dezelfde volgorde als toen, en 0 andersom" in words
    assert ("niet te zeggen welk hoger staat" in words) == bool(level)
