"""The file of the review form: what can be taken is taken, what can't is told, and another round is refused."""

import json

import pytest
from helpers_review import SETTING, saved, write_saved
from helpers_word import FINDING, OTHER

from pipeline.errors import InputError
from pipeline.review import incoming
from pipeline.review.form import reading as form
from pipeline.review.model import WHOLE_REPORT


@pytest.fixture
def taken(tmp_path):
    """Read a form with other values, as any file that comes in."""

    def read(**changed):
        return incoming.read(write_saved(tmp_path / "oordeel.json", **changed), SETTING)

    return read


def test_judgements_comments_and_what_is_said_of_the_whole_are_taken(taken):
    found = taken()
    assert [(one.place, one.kind, one.judgement, one.comment) for one in found.remarks] == [
        (FINDING.id, "judgement", "agree if", "als het blijft"),
        (OTHER.id, "comment", "", "Onduidelijk."),
        (WHOLE_REPORT, "comment", "", "Goed leesbaar."),
    ]
    assert {(one.reviewer, one.way, one.said_at) for one in found.remarks} == {("Anna", "site", "2026-11-22T20:00:00Z")}
    assert [(one.reviewer, one.panel, one.role) for one in found.reviewers] == [("Anna", "opdrachtgever", "bewoners")]
    assert found.notes == ()


def test_what_was_left_empty_says_nothing(taken):
    nothing = {"finding": FINDING.id, "seen": FINDING.text, "judgement": "", "comment": " "}
    found = taken(judgements=[nothing], general="")
    assert found.remarks == ()
    assert found.notes == ("Er staat geen oordeel en geen opmerking in.",)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"round": "andere-ronde"}, "Dit bestand hoort bij een andere ronde."),
        ({"round": 7}, "Dit bestand hoort bij een andere ronde."),
        ({"version": 2}, "Dit bestand komt van een andere versie van het formulier."),
        ({"klankbord": "iets"}, "Dit is geen bestand van het beoordelingsformulier."),
    ],
)
def test_what_is_not_of_this_round_is_refused(taken, changed, said):
    with pytest.raises(InputError) as error:
        taken(**changed)
    assert [problem.what for problem in error.value.problems] == [said]


def entry(**changed):
    return {"finding": FINDING.id, "seen": FINDING.text, "judgement": "agree", "comment": "Ja."} | changed


@pytest.mark.parametrize(
    ("changed", "note"),
    [
        ({"role": "huurders"}, "De rol «huurders» bestaat niet in deze ronde."),
        ({"panel": "kroeg"}, "De groep «kroeg» bestaat niet in deze ronde."),
        ({"role": ["bewoners"]}, "Het veld «role» is geen tekst; het is niet gelezen."),
        ({"saved_at": "gisteren"}, "Wanneer het is ingevuld, is niet te lezen."),
        ({"general": {"a": 1}}, "Het veld «general» is geen tekst; het is niet gelezen."),
        ({"reviewer": ""}, "Er staat geen naam in."),
        ({"__proto__": {"x": 1}}, "Het veld «__proto__» ken ik niet; het is niet gelezen."),
        ({"judgements": [entry(), 7]}, "Oordeel 2 is beschadigd en niet gelezen."),
        ({"judgements": [entry(comment=7)]}, "Oordeel 1: het veld «comment» is geen tekst; het is niet gelezen."),
        ({"judgements": [entry(extra="x")]}, "Oordeel 1: het veld «extra» ken ik niet."),
        ({"judgements": {"a": entry()}}, "De lijst met oordelen is beschadigd; daaruit is niets gelezen."),
        ({"judgements": [entry(), entry(comment="Toch.")]}, f"{FINDING.id} staat er 2 keer in."),
    ],
)
def test_a_mistake_is_told_and_the_rest_is_taken(taken, changed, note):
    found = taken(**changed)
    assert found.remarks
    assert any(said.startswith(note) for said in found.notes), found.notes


def test_an_unknown_judgement_stays_as_words(taken):
    found = taken(judgements=[entry(judgement="soms")], general="")
    assert [(one.kind, one.judgement, one.comment) for one in found.remarks] == [("comment", "", "soms. Ja.")]
    assert "het oordeel «soms» bestaat niet" in found.notes[0]


def test_of_a_finding_that_is_gone_the_text_that_was_seen_is_kept(taken):
    found = taken(judgements=[entry(finding="F-weg", seen="Wat er stond.")], general="")
    [remark] = found.remarks
    assert (remark.place, remark.finding_id, remark.seen) == (WHOLE_REPORT, "", "Wat er stond.")
    assert (remark.judgement, remark.comment) == ("agree", "Ja.")
    assert "«F-weg» is er niet (meer)" in found.notes[0]


def test_another_draft_is_taken_and_what_changed_since_is_told(taken):
    found = taken(
        draft="00000000", judgements=[entry(seen="Vroeger stond er dit."), entry(finding=OTHER.id, seen=OTHER.text)]
    )
    assert len(found.remarks) == 3
    expected = f"Ingevuld bij een andere versie van het rapport (00000000). Sindsdien veranderde: {FINDING.id}."
    assert found.notes == (expected,)


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (json.dumps(saved())[:150].encode(), 1),
        (json.dumps(saved(), indent=1).replace('"version": 1,', '"version": 1').encode(), 4),
        (b"[" * 100_000, None),
        (b"[1, 2]", None),
        (b'{"a": "' + b"x" * form.LARGEST + b'"}', None),
    ],
)
def test_damage_is_told_in_one_line(tmp_path, content, row):
    path = tmp_path / "oordeel.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        incoming.read(path, SETTING)
    [problem] = error.value.problems
    assert problem.file == "oordeel.json"
    assert problem.row == row
    assert problem.what
    assert problem.mend


def test_text_that_is_not_utf8_is_read_as_windows_saves_it(tmp_path):
    path = tmp_path / "oordeel.json"
    path.write_bytes(json.dumps(saved(general="Eén café"), ensure_ascii=False).encode("cp1252"))
    found = incoming.read(path, SETTING)
    assert found.remarks[-1].comment == "Eén café"
    assert found.notes == ("Het bestand was niet als UTF-8 bewaard. Controleer letters met accenten.",)


def test_somebody_without_a_name_keeps_one_name_however_the_file_is_called(tmp_path):
    names = {
        incoming.read(write_saved(tmp_path / name, reviewer=" "), SETTING).reviewers[0].reviewer
        for name in ("a.json", "b.txt")
    }
    assert len(names) == 1
