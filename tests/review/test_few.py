"""Nobody's judgement is told by a count of few, nor by a role that few have."""

from helpers_review import BOOK, GROUPS, judged, review
from helpers_word import DRAFT, FINDING

from pipeline.review.few import panels_without_few
from pipeline.review.handling import panels


def a_panel(*roles):
    """Make a panel with these roles, of whom every third disagrees, with a word."""
    said = [judged(f"Lid{n}", "agree" if n % 3 else "disagree", f"woord {n}") for n in range(len(roles))]
    return panels(
        review(*said, **{f"Lid{n}": ("opdrachtgever", role) for n, role in enumerate(roles)}), {}, DRAFT, BOOK, GROUPS
    )


def test_counts_by_role_are_never_of_fewer_than_five_nor_to_be_computed():
    residents, officials = ["bewoners"] * 5, ["gemeente"] * 5

    def by_role(*roles, smallest=0):
        tally = panels_without_few(a_panel(*roles), smallest).of(FINDING.id).tallies[0]
        return {role: sum(found.values()) for role, found in tally.by_role}

    assert by_role(*residents, *officials) == {"Bewoners": 5, "Gemeente": 5}
    assert by_role(*residents, *officials[:4]) == {}
    assert by_role(*residents, *officials[:3], "", "") == {"Bewoners": 5, "Andere rollen": 5}
    assert by_role(*residents, *officials, smallest=5) == {"Bewoners": 5, "Gemeente": 5}


def test_of_a_small_panel_an_edition_tells_how_many_judged_and_not_how_nor_who():
    said = panels_without_few(a_panel("bewoners", "bewoners", "gemeente", "gemeente"), 5)
    tally = said.of(FINDING.id).tallies[0]
    assert (tally.total, tally.counts, tally.by_role) == (4, {}, ())
    table = said.table()
    assert set(table["judgement"]) == {""}
    assert set(table["role"]) == {""}
    assert sorted(table["reviewer"]) == [f"Deelnemer {n}" for n in range(1, 5)]
    assert sorted(table["comment"]) == [f"woord {n}" for n in range(4)]


def test_a_role_that_few_have_tells_nobody_apart_in_an_edition():
    table = panels_without_few(a_panel(*["bewoners"] * 5, "gemeente"), 5).table()
    assert sorted(table["role"]) == ["", *["Bewoners"] * 5]
    assert "Deelnemer 1" in set(table["reviewer"])
    assert list(panels_without_few(a_panel(*["bewoners"] * 5, "gemeente"), 0).table()["role"]).count("Gemeente") == 1
