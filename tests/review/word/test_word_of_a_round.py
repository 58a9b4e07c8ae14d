"""The real Word files of a round: untouched they say nothing, edited in LibreOffice they say what was done to them."""

import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from helpers_office import Office, changed, commented

from pipeline.claims.ledger import make
from pipeline.notebook.round import open_round
from pipeline.review.model import Incoming, Setting
from pipeline.review.places import draft_of
from pipeline.review.word.reading import read


@pytest.fixture(scope="module")
def setting(practice_report: Path) -> Setting:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLANKBORD_PROJECT", str(practice_report.parents[1]))
        work = open_round(practice_report.name)
        draft = draft_of(practice_report.name, work.tables["findings"], make(work.data, work.tables))
    return Setting(draft, {}, {})


def _without_marks(source: Path, target: Path) -> Path:
    """Take out our bookmarks and properties, as a copy of the text into a new document does."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                content = re.sub(rb"<w:bookmark(Start|End)[^>]*>", b"", content)
            if name != "docProps/custom.xml":
                after.writestr(name, content)
    return target


def test_untouched_it_says_nothing(practice_report: Path, setting: Setting, tmp_path: Path):
    sent = practice_report / "rapport.docx"
    assert read(sent, setting) == Incoming((), (), ())
    plain = read(_without_marks(sent, tmp_path / "r.docx"), setting)
    assert plain.remarks == ()
    assert plain.notes == (
        "De bladwijzers zijn uit het bestand verdwenen; opmerkingen zijn op de woorden van de zin teruggevonden.",
    )


def test_the_appendices_are_read_as_the_report_is(practice_report: Path, setting: Setting, tmp_path: Path):
    sent = practice_report / "bijlagen.docx"
    assert read(sent, setting) == Incoming((), (), ())
    [finding, *_] = setting.draft.findings
    edited = Office(tmp_path / "office").edit(
        sent, tmp_path / "bijlagen.docx", commented(finding.text, "Bewoner A", "Dit herken ik.")
    )
    [remark] = read(edited, setting).remarks
    assert (remark.place, remark.seen, remark.comment) == (finding.id, finding.text, "Dit herken ik.")


def test_edited_in_libreoffice_everything_is_where_it_was_put(practice_report: Path, setting: Setting, tmp_path: Path):
    times = Counter(place.text for place in setting.draft.places)  # some sentences say what a finding says
    finding = next(place for place in setting.draft.findings if times[place.text] == 1)
    said = [place for place in setting.draft.places if place.id != place.finding_id]
    sentences = [place for place in said if times[place.text] == 1 and len(place.text) < 200]
    first, middle, last = sentences[0], sentences[len(sentences) // 2], sentences[-1]
    start = last.text.split(maxsplit=1)[0]
    edited = Office(tmp_path / "office").edit(
        practice_report / "rapport.docx",
        tmp_path / "rapport.docx",
        commented(finding.text, "Bewoner A", "Dit herken ik."),
        commented(first.text, "Bewoner A", "Moeilijke zin."),
        commented(middle.text, "Bewoner B", "Klopt dit?"),
        changed(last.text, f"{start} is alles anders."),
    )
    expected = [
        ("Bewoner A", "comment", finding.id, finding.text, "Dit herken ik."),
        ("Bewoner A", "comment", first.id, first.text, "Moeilijke zin."),
        ("Bewoner B", "comment", middle.id, middle.text, "Klopt dit?"),
        ("Bewoner D", "rewritten", last.id, last.text, f"{start} is alles anders."),
    ]
    for path in (edited, _without_marks(edited, tmp_path / "zonder.docx")):
        remarks = read(path, setting).remarks
        came = [(one.reviewer, one.kind, one.place, one.seen, one.comment) for one in remarks]
        assert sorted(came) == sorted(expected)
        assert {one.draft for one in remarks} == {setting.draft.id}


def test_the_summary_is_read_as_what_it_is_and_marks_what_is_about_a_finding(practice_report: Path, setting: Setting):
    sent = practice_report / "samenvatting.docx"
    untouched = read(sent, setting)
    assert untouched.remarks == ()
    assert untouched.notes == ("Dit is de samenvatting; de opmerkingen staan bij de bevinding waar zij over gaan.",)
    with zipfile.ZipFile(sent) as archive:
        marks = set(re.findall(r'w:bookmarkStart[^>]*w:name="(kb_[^"]*)"', archive.read("word/document.xml").decode()))
    found = {name for place in setting.draft.findings for name in marks if name.startswith(place.about_bookmark)}
    assert {setting.draft.about(name) for name in found} == set(setting.draft.findings)
