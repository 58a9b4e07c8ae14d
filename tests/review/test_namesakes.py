"""Two people with one name: two reviewers in two panels, told within one."""

from dataclasses import replace

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
