"""The chain to rows of people: whoever keeps those can follow them, and they say nothing of anybody."""

from types import SimpleNamespace

from pipeline.claims.backing import Backing, BackingKind
from pipeline.claims.chain import Chain


def chain() -> Chain:
    """Give the chain of one piece of evidence that rests on a visit, which its scores name too, and on a criterion."""
    piece = Backing("E-1", BackingKind.EVIDENCE, "In het ene bezoek ja.", "Onderzoeksbezoeken")
    sources = SimpleNamespace(
        findings={},
        evidence={"E-1": {}},
        behind={"E-1": [("visit_scores.csv", "b1"), ("visit_criteria.csv", "ramp")]},
        counted={"E-1": [("visits.csv", "b1")]},
        below={},
        held_against={},
        judged={},
        backing={"E-1": piece},
    )
    return Chain(SimpleNamespace(sources=sources, sentences={}))


def test_a_row_is_named_once_however_many_tables_name_it() -> None:
    assert chain().below("E-1") == ["b1", "ramp"]


def test_a_row_of_people_can_be_followed_and_says_nothing_of_them() -> None:
    assert "b1" in chain().names
    assert chain().above("b1") == ["E-1"]
    assert chain().says("b1") == "gegevens van de onderzoekers"
