"""What reviewers wrote and were answered is searched as quotes are: told, decided on, and not shown until then."""

import csv
from pathlib import Path

import pytest
from helpers_collected import ROUND, collected_project
from helpers_review import BOOK, general, review

from pipeline.deciding import lines, look
from pipeline.errors import KlankbordError
from pipeline.execution.gate import pass_through
from pipeline.privacy.names import LEFT_OUT, Names
from pipeline.privacy.protection import Protection, find_id
from pipeline.review import reviewed
from pipeline.review.model import Answer, Handled
from pipeline.review.shown import Shown
from pipeline.rounds import Project
from pipeline.withdrawing.carrying_out import carry_out
from pipeline.withdrawing.looking import withdrawal

NEIGHBOUR = "Mijn buurvrouw Jannie de Boer komt nooit."
NUMBER = "Bel mij maar op 06-12345678."
HEADER = "remark_id,reviewer,way,source,place,kind,comment,provenance"


def shield(**decided: str | None) -> Protection:
    return Protection(Names({}, ()), (), (), decided)


def test_what_may_be_a_name_of_a_reviewer_is_told_with_its_remark():
    said = review(general("Karin de Wit", "Wit is dat niet."), **{"Karin de Wit": ("opdrachtgever", "")})
    [remark] = said.remarks
    answers = {remark.id: Answer(Handled.NOT, "De wit zei iets anders.")}
    shown = Shown(said, BOOK)
    assert list(shown.doubtful(said, answers)) == [
        ("remarks", remark.id, "comment", "Wit"),
        ("answers", remark.id, "why", "De wit"),
    ]
    assert shown.comment(remark) == f"{LEFT_OUT} is dat niet."
    assert shown.why(answers[remark.id].why) == f"{LEFT_OUT} zei iets anders."


def test_a_name_that_is_only_guessed_is_not_shown_in_a_remark_and_is_in_an_answer():
    """A remark is somebody's own words; an answer was written for readers."""
    text = "Volgens mij weet Kwame het."
    said = review(general("Anna Smit", text), **{"Anna Smit": ("opdrachtgever", "bewoners")})
    [remark] = said.remarks
    assert Shown(said, BOOK, (), shield()).comment(remark) == "Volgens mij weet [naam] het."
    assert Shown(said, BOOK, (), shield()).why(text) == text
    kept = shield(**{find_id(text, "Kwame"): None})
    assert Shown(said, BOOK, (), kept).comment(remark) == text


def test_a_reviewer_who_is_named_by_another_stays_a_role_with_a_number():
    said = review(
        general("Bram", "Ik ben het eens met mevrouw Smit."),
        Bram=("opdrachtgever", "bewoners"),
        **{"Anna Smit": ("opdrachtgever", "bewoners")},
    )
    assert Shown(said, BOOK, (), shield()).comment(said.remarks[0]) == "Ik ben het eens met mevrouw Bewoners 2."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a round of which two people said something of the report: one names a neighbour, one gives a number."""
    made = collected_project(tmp_path / "project")
    folder = made.raw / ROUND / "review"
    folder.mkdir()
    people = "reviewer,panel,role,provenance\nAnna,,klanten,collected\nBert,,klanten,collected\n"
    (folder / "reviewers.csv").write_text(people, encoding="utf-8")
    rows = [
        HEADER,
        f"O_1,Anna,site,a.json,rapport,comment,{NEIGHBOUR},collected",
        f"O_2,Bert,site,b.json,rapport,comment,{NUMBER},collected",
    ]
    (folder / "remarks.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return made


def decisions(project: Project) -> list[dict[str, str]]:
    with (project.raw / ROUND / "privacy_decisions.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.slow
def test_remarks_are_looked_through_with_the_rest_and_decided_on(project: Project, tmp_path: Path) -> None:
    loaded = reviewed.load(project, ROUND)
    told = {
        (notice.file, notice.row, notice.column, notice.what) for notice in loaded.notices if "tekst" in notice.what
    }
    file = f"raw/{ROUND}/review/remarks.csv"
    assert told == {
        (file, 2, "comment", "In deze tekst staat een naam; lezers zien «[naam]»."),
        (file, 3, "comment", "In deze tekst staat een telefoonnummer; lezers zien «[telefoonnummer]»."),
    }
    found = look(project, ROUND)
    assert (found.sure, found.decided) == (2, 0)
    assert not any("niets gevonden" in line for line in lines(found, ROUND))
    rows = decisions(project)
    assert {(row["Gevonden"], row["Waar"]) for row in rows} == {
        ("Jannie de Boer", f"{file}, rij 2, comment"),
        ("06-12345678", f"{file}, rij 3, comment"),
    }

    # Somebody lets the number stand: then nothing is published, and it is told where it comes from.
    text = (project.raw / ROUND / "privacy_decisions.csv").read_text(encoding="utf-8-sig")
    kept = text.replace("[telefoonnummer];;", "[telefoonnummer];laten staan;")
    (project.raw / ROUND / "privacy_decisions.csv").write_text(kept, encoding="utf-8-sig")
    loaded = reviewed.load(project, ROUND, looking=False)
    assert [loaded.shown.comment(remark) for remark in loaded.review.remarks] == [
        "Mijn buurvrouw [naam] komt nooit.",
        NUMBER,
    ]
    folder = tmp_path / "klaar"
    folder.mkdir()
    (folder / "index.html").write_text(f"<p>{NUMBER}</p>", encoding="utf-8")
    with pytest.raises(KlankbordError) as stopped:
        pass_through(folder, project, ROUND)
    assert f"Dit komt uit:\n  {file}, rij 3, comment\nHaal het daar weg" in str(stopped.value)

    # Who withdraws, leaves nothing in what was decided.
    carry_out(withdrawal(project, ROUND, "Bert"))
    assert [row["Gevonden"] for row in decisions(project)] == ["Jannie de Boer"]
