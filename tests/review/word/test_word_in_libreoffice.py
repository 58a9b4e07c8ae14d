"""A report opened, commented on, changed and saved in LibreOffice comes back as it should."""

from pathlib import Path

import pytest
from helpers_office import ACCEPTED, Office, changed, commented
from helpers_word import DRAFT, FINDING, FIRST, FOURTH, OTHER, SECOND, SETTING, THIRD, docx, report

from pipeline.errors import InputError
from pipeline.review import incoming
from pipeline.review.model import Incoming, Reviewer
from pipeline.review.word.reading import read


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return docx(tmp_path_factory.mktemp("sent") / "rapport.docx", report())


def test_saved_without_a_change(office: Office, sent: Path, tmp_path: Path):
    assert read(office.edit(sent, tmp_path / "r.docx"), SETTING) == Incoming((), (), ())
    there = office.edit(sent, tmp_path / "r.odt")
    assert read(office.edit(there, tmp_path / "back.docx"), SETTING) == Incoming((), (), ())


def test_comments_and_tracked_changes(office: Office, sent: Path, tmp_path: Path):
    target = office.edit(
        sent,
        tmp_path / "r.docx",
        commented(FINDING.text, "Bewoner A", "Dat merk ik niet."),
        commented("de weg naar het buurthuis", "Bewoner B", "Welk buurthuis?"),
        commented("nu durf ik te bellen", "Bewoner B", "<script>alert(1)</script>"),
        changed("30 procent", "40 procent"),
        changed(OTHER.text, ""),
        changed("of dat door het project komt", "of dat door het project of door de buurt komt"),
    )
    incoming = read(target, SETTING)
    said = [(remark.reviewer, remark.place, remark.kind, remark.seen, remark.comment) for remark in incoming.remarks]
    assert said == [
        ("Bewoner A", FINDING.id, "comment", FINDING.text, "Dat merk ik niet."),
        ("Bewoner B", SECOND.id, "comment", SECOND.text, "Welk buurthuis?"),
        ("Bewoner B", FINDING.id, "comment", "Een bewoner: nu durf ik te bellen.", "<script>alert(1)</script>"),
        ("Bewoner D", FIRST.id, "rewritten", FIRST.text, FIRST.text.replace("30", "40")),
        ("Bewoner D", OTHER.id, "deletion", OTHER.text, OTHER.text),
        (
            "Bewoner D",
            FOURTH.id,
            "rewritten",
            FOURTH.text,
            "Wij weten niet of dat door het project of door de buurt komt.",
        ),
    ]
    assert {remark.draft for remark in incoming.remarks} == {DRAFT.id}
    assert incoming.reviewers == (Reviewer("Bewoner A"), Reviewer("Bewoner B"), Reviewer("Bewoner D"))
    assert incoming.notes == ()
    again = read(office.edit(target, tmp_path / "kopie.docx"), SETTING)
    assert [remark.id for remark in again.remarks] == [remark.id for remark in incoming.remarks]


def test_changes_that_nobody_tracked_or_that_were_accepted(office: Office, sent: Path, tmp_path: Path):
    target = office.edit(
        sent,
        tmp_path / "r.docx",
        changed("30 procent", "40 procent", tracked=False),
        changed(OTHER.text, "", tracked=False),
        changed("bij nieuwe bewoners", "bij alle bewoners"),
        ACCEPTED,
    )
    remarks = {remark.place: remark for remark in read(target, SETTING).remarks}
    assert {place: (remark.kind, remark.seen) for place, remark in remarks.items()} == {
        FIRST.id: ("rewritten", FIRST.text),
        OTHER.id: ("deletion", OTHER.text),
        THIRD.id: ("rewritten", THIRD.text),
    }
    assert remarks[FIRST.id].comment == FIRST.text.replace("30", "40")
    assert "bij alle bewoners" in remarks[THIRD.id].comment


def test_an_old_word_file_and_an_open_document_under_another_name(office: Office, sent: Path, tmp_path: Path):
    for kind, expected in ((".doc", "oud Word-bestand"), (".odt", "OpenDocument")):
        renamed = tmp_path / f"rapport{kind}.docx"
        office.edit(sent, tmp_path / f"rapport{kind}").rename(renamed)
        with pytest.raises(InputError) as error:
            incoming.read(renamed, SETTING)
        assert expected in error.value.problems[0].what
