"""What was done with what was said: counts kept apart, answers, dissent that stays, and no name of anybody."""

from dataclasses import replace

import pytest
from helpers_review import BOOK, GROUPS, general, judged, review
from helpers_word import DRAFT, FINDING, FIRST, OTHER

from pipeline.review.handling import COLUMNS, panels
from pipeline.review.model import Answer, Handled, Judgement, Reviewer
from pipeline.rounds import Panel
from pipeline.telling.panel_table import compared

TAKEN = Answer(Handled.TAKEN_OVER)


def handled(said, answers=()):
    return panels(said, dict(answers), DRAFT, BOOK, GROUPS)


def counts(tally):
    return {judgement.value: number for judgement, number in tally.counts.items() if number}


def test_the_last_judgement_of_somebody_counts_and_earlier_ones_stay_to_be_seen():
    # Read in another order than they were said in.
    later = judged("Anna", "agree", said_at="2026-11-22T20:00:00Z")
    # 19:30 in Lagos is 18:30 in Greenwich.
    first = judged("Anna", "disagree", "Nee.", said_at="2026-11-22T19:30:00+01:00")
    view = handled(review(later, first, Anna=("opdrachtgever", "bewoners"))).of(FINDING.id)
    assert [(one.remark.judgement, one.current) for one in view.remarks] == [("agree", True), ("disagree", False)]
    assert counts(view.tallies[0]) == {"agree": 1}
    assert view.dissent == ()


def test_at_an_unknown_time_the_last_to_come_in_counts_but_a_known_time_goes_first():
    unknown = [judged("Anna", "disagree"), judged("Anna", "agree if", "x")]
    view = handled(review(*unknown, Anna=("opdrachtgever", ""))).of(FINDING.id)
    assert counts(view.tallies[0]) == {"agree if": 1}
    known = judged("Anna", "agree", said_at="2026-11-22T20:00:00Z")
    view = handled(review(known, *unknown, Anna=("opdrachtgever", ""))).of(FINDING.id)
    assert counts(view.tallies[0]) == {"agree": 1}


def test_a_panel_that_nobody_can_be_in_shows_only_when_somebody_is_in_it():
    together = Panel(id="samen", label="Samen", reviews=False)
    for person, shown in ((("organisatie", ""), []), (("samen", ""), ["Samen"])):
        said = review(judged("Anna", "agree"), Anna=person)
        found = panels(said, {}, DRAFT, BOOK, (*GROUPS, together)).of(FINDING.id)
        assert [tally.panel for tally in found.tallies] == ["Opdrachtgever", "Organisatie", *shown]
        assert sum(tally.total for tally in found.tallies) == 1


def test_panels_are_kept_apart_and_counted_by_role():
    said = review(
        judged("Anna", "agree"),
        judged("Bram", "disagree"),
        judged("Cor", "agree"),
        judged("Dina", "can't judge"),
        judged("Els", "agree"),
        Anna=("opdrachtgever", "gemeente"),
        Bram=("opdrachtgever", "gemeente"),
        Cor=("opdrachtgever", "bewoners"),
        Dina=("organisatie", ""),
        Els=("", ""),
    )
    tallies = handled(said).of(FINDING.id).tallies
    assert [(tally.panel, counts(tally)) for tally in tallies] == [
        ("Opdrachtgever", {"agree": 2, "disagree": 1}),
        ("Organisatie", {"can't judge": 1}),
        ("Groep onbekend", {"agree": 1}),
    ]
    by_role = {
        role: {key.value: number for key, number in found.items() if number} for role, found in tallies[0].by_role
    }
    assert by_role == {"Bewoners": {"agree": 1}, "Gemeente": {"agree": 1, "disagree": 1}}
    assert [role for role, _ in tallies[1].by_role] == ["Rol onbekend"]


@pytest.mark.parametrize(
    ("judgement", "comment", "answer", "expected", "dissents"),
    [
        ("agree", "", None, None, False),
        ("can't judge", "", None, None, False),
        ("agree", "Ja.", None, Handled.OPEN, False),
        ("disagree", "", None, Handled.OPEN, True),
        ("agree if", "als", None, Handled.OPEN, True),
        ("agree if", "als", Handled.TAKEN_OVER, Handled.TAKEN_OVER, False),
        ("disagree", "Nee.", Handled.PARTLY, Handled.PARTLY, True),
        ("disagree", "Nee.", Handled.NOT, Handled.NOT, True),
        ("disagree", "Nee.", Handled.TAKEN_OVER, Handled.TAKEN_OVER, False),
    ],
)
def test_what_wants_an_answer_and_what_stays_dissent(judgement, comment, answer, expected, dissents):
    remark = judged("Anna", judgement, comment)
    answers = {remark.id: Answer(answer, "Daarom.")} if answer else {}
    view = handled(review(remark, Anna=("opdrachtgever", "")), answers).of(FINDING.id)
    assert view.remarks[0].handled is expected
    assert bool(view.dissent) is dissents


def test_a_judgement_that_was_replaced_asks_for_nothing_unless_it_has_words():
    said = [judged("Anna", "disagree", said_at="2026-01-01"), judged("Anna", "agree", said_at="2026-01-02")]
    view = handled(review(*said, Anna=("opdrachtgever", ""))).of(FINDING.id)
    assert [one.handled for one in view.remarks] == [None, None]
    said[0] = replace(said[0], comment="Omdat.")
    view = handled(review(*said, Anna=("opdrachtgever", ""))).of(FINDING.id)
    assert [one.handled for one in view.remarks] == [Handled.OPEN, None]


def test_names_never_get_out():
    said = review(
        judged("Anna Bakker", "disagree", "Groet, Anna Bakker"),
        general("Bram", "Anna Bakker heeft gelijk, zegt Bram. Bramen ook."),
        replace(general("De Werkgroep", "Goed."), provenance="published", way="published"),
        **{"Anna Bakker": ("opdrachtgever", "bewoners"), "Bram": ("opdrachtgever", "")},
    )
    people = {**said.reviewers, "De Werkgroep": Reviewer("De Werkgroep", provenance="published")}
    found = handled(replace(said, reviewers=people))
    assert [one.who for one in found.remarks] == ["Bewoners 1", "Deelnemer 1", "De Werkgroep"]
    assert found.elsewhere[0].remark.comment == "Bewoners 1 heeft gelijk, zegt Deelnemer 1. Bramen ook."
    everything = repr(found) + found.table().to_csv()
    assert "Anna" not in everything
    assert "Bram " not in everything
    assert "Bram.json" not in everything


def test_a_name_within_a_name_and_a_name_in_an_answer_do_not_get_out():
    said = review(
        judged("Anna", "disagree", "Anna Bakker zei het ook."),
        judged("Anna Bakker", "agree"),
        judged("Bewoners", "agree"),
        **{name: ("opdrachtgever", "bewoners") for name in ("Anna", "Anna Bakker", "Bewoners")},
    )
    answers = {said.remarks[0].id: Answer(Handled.NOT, "Anna Bakker en Anna zien dit anders.")}
    [first, *_] = handled(said, answers).of(FINDING.id).remarks
    assert first.remark.comment == "Bewoners 2 zei het ook."
    assert first.why == "Bewoners 2 en Bewoners 1 zien dit anders."


def test_earlier_texts_are_shown_once_and_spacing_is_no_change():
    said = review(
        replace(judged("Anna", "agree"), seen="Eerst stond er dit."),
        replace(judged("Bram", "agree"), seen="Eerst stond er dit."),
        replace(judged("Cor", "agree"), seen=FINDING.text.replace(" ", "\u00a0")),
        replace(judged("Dina", "", "Hm."), place=FIRST.id, seen="Een zin van toen.", kind="comment"),
    )
    view = handled(said).of(FINDING.id)
    assert view.before == ("Eerst stond er dit.",)
    assert view.text == FINDING.text
    assert view.remarks[-1].now == FIRST.text


def test_what_is_about_a_finding_that_is_gone_is_not_lost():
    gone = replace(judged("Anna", "disagree", "Nee."), place="F-weg", finding_id="F-weg", seen="Was er.")
    found = handled(review(gone, general("Bram", "Mooi.")))
    assert [(one.remark.comment, one.now) for one in found.elsewhere] == [("Nee.", ""), ("Mooi.", "")]


def test_the_table_has_a_row_for_each_remark():
    texts = ["=1+1", "+31", "- te lang", "@iemand", "gewoon"]
    said = [judged("Anna", "agree", text, place=OTHER) for text in texts]
    table = handled(review(*said, Anna=("organisatie", "bewoners")), {said[0].id: Answer(Handled.NOT, "=2")}).table()
    assert tuple(table.columns) == COLUMNS
    assert list(table["comment"]) == texts
    assert list(table["handled"]) == ["not", "open", "open", "open", "open"]
    assert table["answer"][0] == "=2"
    assert list(table["current"]) == ["no"] * 4 + ["yes"]


def test_every_judgement_is_counted_also_at_zero():
    view = handled(review()).of(FINDING.id)
    assert [dict(tally.counts) for tally in view.tallies] == [dict.fromkeys(Judgement, 0)] * 2


def test_who_is_in_none_of_the_panels_is_shown_with_a_role_and_without_a_panel():
    said = review(
        judged("Anna", "agree"), judged("Bo", "disagree", "Nee."), Anna=("opdrachtgever", ""), Bo=("geen", "bewoners")
    )
    found = handled(said)
    view = found.of(FINDING.id)
    assert [(tally.panel, counts(tally)) for tally in view.tallies] == [
        ("Opdrachtgever", {"agree": 1}),
        ("Organisatie", {}),
        ("Buiten de groepen", {"disagree": 1}),
    ]
    assert [each.named for each in view.remarks] == ["Deelnemer 1 (Opdrachtgever)", "Bewoners 1"]
    assert compared(found, {FINDING.id: "Zelfredzaamheid"}) is None
