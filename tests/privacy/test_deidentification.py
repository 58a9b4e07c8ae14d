"""How much of what was planted is found, and how much is taken for it that is nothing: the table in the docs."""

import re
from collections import Counter
from functools import cache

import pytest
from helpers_rounds import ROOT
from helpers_seeded import Seeded, seeded, seeded_background

from pipeline.phases.raw_tables import load_as_written
from pipeline.privacy.names import Names
from pipeline.privacy.of_round import of_people, protection
from pipeline.privacy.protection import Listed, Protection, find_id
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

_ROUNDS = ("wijk-voor-wijk-2019", "buurtwerkkamers-2019")


def is_gone(text: str, seed: Seeded) -> bool:
    """Tell whether nothing is left of what was planted: of a name no part."""
    parts = [seed.hidden]
    if seed.kind == "naam" and " " in seed.hidden:
        parts = [word for word in seed.hidden.replace("-", " ").split() if word[:1].isupper()]
    return not any(re.search(rf"(?<![\w-]){re.escape(part)}(?!\w|-\d)", text) for part in parts)


def recall() -> dict[str, tuple[int, int, int]]:
    """Give for each kind how many were planted, how many surely found, and how many found at all."""
    alone = Protection(Names({}), [], [])
    found: dict[str, list[int]] = {}
    for seed in (*seeded(), *seeded_background()):
        row = found.setdefault(seed.kind, [0, 0, 0])
        row[0] += 1
        row[1] += is_gone(alone.without_sure(seed.text), seed)
        row[2] += is_gone(alone.without(seed.text), seed)
        if seed.kind == "naam":
            listed = Protection(Names({seed.name: "[naam]"}), [], [])
            row = found.setdefault("naam, in privacy_names", [0, 0, 0])
            row[0] += 1
            row[1] += is_gone(listed.without_sure(seed.text), seed)
            row[2] += is_gone(listed.without(seed.text), seed)
    return {kind: (many, sure, any_) for kind, (many, sure, any_) in found.items()}


@cache
def removed(round_id: str) -> tuple[int, int, int, int]:
    """Give of a published round: words of all texts, sure finds in these, words of statements, doubtful finds in these.

    Nobody is named in these texts: what is found is nothing.
    """
    data = load_as_written(Project(ROOT), round_id)
    shield = protection(data.round, data.codebook, data.inside)
    counts: Counter[str] = Counter()
    for name, frame in data.tables.items():
        for column in of_people(data.contracts[name]):
            for text in frame[column.name]:
                if isinstance(text, str):
                    many, found = len(re.findall(r"\w+", text)), shield.found(text)
                    counts["words"] += many
                    counts["sure"] += sum(each.certain for each in found)
                    if column.name == "statement":
                        counts["said"] += many
                        counts["doubtful"] += sum(not each.certain for each in found)
    return counts["words"], counts["sure"], counts["said"], counts["doubtful"]


def table() -> str:
    """Give the table as the documentation has it."""
    rows = ["| what | planted | surely found | found at all |", "|---|---|---|---|"]
    rows += [f"| {kind} | {many} | {sure} | {any_} |" for kind, (many, sure, any_) in recall().items()]
    rows += ["", "| published round | words | sure, of nobody | words of statements | doubtful, per 1,000 of these |"]
    rows += ["|---|---|---|---|---|"]
    for name in _ROUNDS:
        words, sure, said, doubtful = removed(name)
        rows.append(f"| {name} | {words:,} | {sure} | {said:,} | {1000 * doubtful / said:.1f} |")
    return "\n".join(rows)


def test_the_documentation_has_these_figures() -> None:
    assert table() in (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_what_a_form_tells_and_what_a_list_has_is_all_found() -> None:
    found = recall()
    for kind in ("e-mailadres", "telefoonnummer", "rekeningnummer", "burgerservicenummer", "naam, in privacy_names"):
        many, _, any_ = found[kind]
        assert any_ == many, kind


@pytest.mark.parametrize("round_id", _ROUNDS)
def test_at_most_one_in_ten_thousand_words_is_surely_taken_for_somebody(round_id: str) -> None:
    words, sure, _, _ = removed(round_id)
    assert sure <= words / 10_000


def test_what_was_decided_holds_for_its_text_and_for_no_other() -> None:
    text, other = "Het was Kwame die hielp.", "Het was Kwame die belde."
    for decision, shown in ((None, text), ("een buurman", "Het was een buurman die hielp.")):
        shield = Protection(Names({}), [], [], {find_id(text, "Kwame"): decision})
        assert shield.without(text) == shown
        assert shield.without(other) == "Het was [naam] die belde."


def test_what_a_round_knows_is_no_name_and_what_it_hides_is() -> None:
    shield = Protection(Names({"Karin de Wit": "[naam]"}), [Listed("Het Rode Dorp", "[plek]")], ["Het Wilgenhuis"])
    said = "In het rode dorp en in het Wilgenhuis zag ik karin."
    assert shield.without(said) == "In [plek] en in het Wilgenhuis zag ik [naam]."


def test_what_only_may_be_a_name_stays_in_what_was_written_for_readers() -> None:
    shield = Protection(Names({}), [], [])
    assert (
        shield.without_sure("Zij gaan naar Madizo, bel 06-12345678.") == "Zij gaan naar Madizo, bel [telefoonnummer]."
    )
