"""Who is who: two reviewers with one name in two panels, one with a name in two spellings; both are told."""

from dataclasses import replace

import pytest
from helpers_review import BOOK, GROUPS, judged, review

from pipeline.review.model import Incoming, Reviewer
from pipeline.review.namesakes import told_apart
from pipeline.review.store import Review, merged

PANELS = {panel.id: panel.label for panel in GROUPS}
BEFORE = review(judged("Sam", "agree", said_at="2026-11-22T20:00:00Z"), Sam=("opdrachtgever", "bewoners"))


def taken(person: Reviewer, judgement: str, said_at: str, before: Review = BEFORE) -> Incoming:
    holds = Incoming((judged("Sam", judgement, said_at=said_at),), (person,), ("Eerst dit.",))
    return told_apart(holds, before, PANELS, BOOK.labels)


def test_a_namesake_in_another_panel_is_another_reviewer_also_with_the_same_judgement():
    other = taken(Reviewer("Sam", "organisatie", "medewerkers"), "agree", "2026-11-22T21:00:00Z")
    assert other.reviewers == (Reviewer("Sam (Organisatie)", "organisatie", "medewerkers"),)
    assert [remark.reviewer for remark in other.remarks] == ["Sam (Organisatie)"]
    assert other.notes[0] == "Eerst dit."
    assert "In de groep Opdrachtgever is ook iemand die Sam heet." in other.notes[1]
    after, new = merged(BEFORE, Review(other.remarks, {one.reviewer: one for one in other.reviewers}))
    assert len(new) == 1
    again = taken(Reviewer("Sam", "organisatie", "medewerkers"), "agree", "2026-11-22T21:00:00Z", after)
    assert merged(after, Review(again.remarks, {one.reviewer: one for one in again.reviewers})) == (after, ())


def test_in_one_panel_another_role_is_told_and_the_name_stays():
    other = taken(Reviewer("Sam", "opdrachtgever", "gemeente"), "disagree", "2026-11-22T21:00:00Z")
    assert [one.reviewer for one in other.reviewers] == ["Sam"]
    assert "Sam was eerder Bewoners en is hier Gemeente." in other.notes[1]


def test_who_gives_no_panel_or_the_same_one_is_the_same_person():
    for panel in ("", "opdrachtgever"):
        same = taken(Reviewer("Sam", panel), "disagree", "2026-11-22T21:00:00Z")
        assert [one.reviewer for one in same.reviewers] == ["Sam"]
        assert same.notes == ("Eerst dit.",)


def test_a_panel_that_the_consultant_mended_makes_no_second_person_of_a_file_read_again():
    person = Reviewer("Sam", "organisatie", "medewerkers")
    same = taken(person, "agree", "2026-11-22T20:00:00Z")
    assert same == Incoming((replace(BEFORE.remarks[0]),), (person,), ("Eerst dit.",))


@pytest.mark.parametrize("name", ["ZOË", "Zoe\u0308", "zoë", "Zo\u200bë"])
def test_a_name_in_other_capitals_or_with_its_accent_apart_is_the_same_person_and_that_is_told(name):
    before = review(judged("Zoë", "agree", said_at="2026-11-22T20:00:00Z"), Zoë=("opdrachtgever", "bewoners"))
    holds = Incoming((judged(name, "disagree"),), (Reviewer(name, "opdrachtgever"),), ())
    found = told_apart(holds, before, PANELS, BOOK.labels)
    assert [one.reviewer for one in (*found.reviewers, *found.remarks)] == ["Zoë", "Zoë"]
    assert found.notes == (f"«{name}» is gelezen als «Zoë», die er al was.",)


def test_one_person_in_two_spellings_in_one_file_keeps_what_is_known_of_both():
    people = (Reviewer("Bram Proef", "opdrachtgever"), Reviewer("bram proef", "", "bewoners"))
    holds = Incoming((judged("Bram Proef", "agree"), judged("bram proef", "agree", "Toch.")), people)
    found = told_apart(holds, Review((), {}), PANELS, BOOK.labels)
    assert found.reviewers == (Reviewer("Bram Proef", "opdrachtgever", "bewoners"),)
    assert {remark.reviewer for remark in found.remarks} == {"Bram Proef"}
