"""Panels beside each other: only where there is something to compare, and apart however many judge."""

import pytest
from helpers_review import BOOK, GROUPS, TITLES, judged, review
from helpers_word import DRAFT, FINDING

from pipeline.looks.page import Page
from pipeline.review.handling import panels
from pipeline.telling.panel_table import compared

CLIENT, ORGANISATION = ("Anna", "Bram", "Cor"), ("Dina", "Els")
PEOPLE = dict.fromkeys(CLIENT, ("opdrachtgever", "")) | dict.fromkeys(ORGANISATION, ("organisatie", ""))


def shown(client, organisation):
    """Show how the members of each panel judged the first finding."""
    said = [
        *(judged(who, judgement) for who, judgement in zip(CLIENT, client, strict=False)),
        *(judged(who, judgement) for who, judgement in zip(ORGANISATION, organisation, strict=False)),
    ]
    made = compared(panels(review(*said, **PEOPLE), {}, DRAFT, BOOK, GROUPS), TITLES)
    return str(Page().html(made)) if made else None


def test_with_one_panel_there_is_nothing_to_compare():
    assert shown(["agree"], []) is None
    assert shown([], []) is None


@pytest.mark.parametrize(
    ("client", "organisation", "words"),
    [
        (["agree", "agree if", "disagree"], ["agree"], "De groepen oordelen gelijk."),
        (["agree", "agree"], ["disagree", "agree"], "De groepen verschillen."),
        (["agree"], ["disagree"], "De groepen verschillen."),
        (["disagree", "disagree", "agree"], ["disagree"], "De groepen oordelen gelijk."),
        # Who can't judge leans no way, so there is nothing to say.
        (["agree"], ["can't judge"], None),
    ],
)
def test_it_says_whether_panels_lean_the_same_way(client, organisation, words):
    markup = shown(client, organisation)
    said = {text for text in ("De groepen oordelen gelijk.", "De groepen verschillen.") if text in markup}
    assert said == ({words} if words else set())
    for text in (TITLES[FINDING.id], "Opdrachtgever", "Organisatie"):
        assert text in markup
