"""The command that looks for what tells who somebody is: a file to decide in, kept, and obeyed in what readers see."""

import csv
import io
from pathlib import Path

import pytest
from helpers_collected import ROUND, collected_project, write

from pipeline.commands import people
from pipeline.contracts.privacy_tables import PRIVACY_DECISIONS
from pipeline.deciding import lines, look
from pipeline.errors import InputError
from pipeline.notebook.round import open_round
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project
from pipeline.telling.quotes import quotable
from pipeline.withdrawing.carrying_out import carry_out
from pipeline.withdrawing.looking import withdrawal

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

SAID = "Ik ging met Kwame mee; bel 06-12345678 of 0612345678."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a round in which six people may be quoted; p0 names somebody, and a statement has a number in it."""
    project = collected_project(tmp_path)
    write(project, "respondents", "respondent_id,voice,consent_quotable", *(f"p{n},klanten,ja" for n in range(6)))
    write(
        project,
        "interviews",
        "interview_id,respondents,interviewer",
        *(f"t{n},p{n},Marloes Hoekstra" for n in range(6)),
    )
    said = [f"s{n},t{n},p{n},bereik,komen,1,{SAID if n == 0 else f'Niets bijzonders op dag {n}.'}" for n in range(6)]
    write(project, "segments", "segment_id,interview,respondent,question,aspect,direction,text", *said)
    path = project.raw / ROUND / "interview_statements.csv"
    path.write_text(path.read_text().replace("Er komen veel buren.", "Bel hem op 010 1234567."), encoding="utf-8")
    return project


def decisions(project: Project) -> list[dict[str, str]]:
    text = (project.raw / ROUND / "privacy_decisions.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def decide(project: Project, **by_words: tuple[str, str]) -> None:
    """Fill in decisions, as a person would in a spreadsheet: by the first word of what was found."""
    rows = decisions(project)
    for row in rows:
        if row["Gevonden"] in by_words:
            row["Besluit"], row["Anders"] = by_words[row["Gevonden"]]
    path = project.raw / ROUND / "privacy_decisions.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def quote(project: Project) -> str:
    return next(each.text for each in quotable(load_round(project, ROUND), "segments").values() if "ging" in each.text)


def test_before_anybody_decides_readers_see_what_is_proposed(project: Project) -> None:
    assert quote(project) == "“Ik ging met [naam] mee; bel [telefoonnummer] of [telefoonnummer].”"
    statements = load_round(project, ROUND).table("interview_statements")["statement"]
    assert "Bel hem op [telefoonnummer]." in set(statements)


def test_what_was_found_is_listed_with_its_place(project: Project) -> None:
    found = look(project, ROUND)
    assert (found.sure, found.doubtful, found.decided) == (3, 1, 0)
    rows = {(row["Gevonden"], row["Wat het is"], row["Zeker"], row["Waar"]) for row in decisions(project)}
    place = f"raw/{ROUND}/segments.csv, rij 2, text"
    assert rows == {
        ("Kwame", "naam", "nee", place),
        ("06-12345678", "telefoonnummer", "ja", place),
        ("0612345678", "telefoonnummer", "ja", place),
        ("010 1234567", "telefoonnummer", "ja", f"raw/{ROUND}/interview_statements.csv, rij 3, statement"),
    }
    names = (project.raw / ROUND / "privacy_names.csv").read_text(encoding="utf-8-sig")
    assert "Marloes Hoekstra;persoon" in names
    assert "privacy_decisions.csv" in "\n".join(lines(found, ROUND))


def test_decisions_are_obeyed_and_kept(project: Project) -> None:
    look(project, ROUND)
    decide(project, Kwame=("anders", "een buurman"))
    assert quote(project) == "“Ik ging met een buurman mee; bel [telefoonnummer] of [telefoonnummer].”"
    again = look(project, ROUND)
    assert (again.decided, again.written) == (1, ())
    decide(project, Kwame=("laten staan", ""))
    assert "Kwame" in quote(project)
    decide(project, Kwame=("vervangen", ""))
    assert "[naam]" in quote(project)


def test_what_a_spreadsheet_made_of_the_words_changes_no_decision(project: Project) -> None:
    """Excel takes 0612345678 for a number, and drops the nought."""
    look(project, ROUND)
    decide(project, **{"0612345678": ("laten staan", "")})
    path = project.raw / ROUND / "privacy_decisions.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace(";0612345678;", ";612345678;"), encoding="utf-8-sig")
    assert "of 0612345678" in quote(project)


def test_a_text_that_is_not_there_any_more_has_no_row_unless_somebody_decided(project: Project) -> None:
    look(project, ROUND)
    decide(project, Kwame=("laten staan", ""))
    path = project.raw / ROUND / "segments.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(SAID, "Niets."), encoding="utf-8")
    look(project, ROUND)
    assert [row["Gevonden"] for row in decisions(project) if "segments" in row["Waar"]] == ["Kwame"]


def test_who_withdraws_goes_from_what_was_decided_too(project: Project) -> None:
    look(project, ROUND)
    decide(project, Kwame=("laten staan", ""))
    carry_out(withdrawal(project, ROUND, "p0"))
    text = (project.raw / ROUND / PRIVACY_DECISIONS.file).read_text(encoding="utf-8-sig")
    assert "Kwame" not in text
    assert "010 1234567" in text


def test_check_tells_what_was_found_until_somebody_decides(project: Project) -> None:
    told = [notice for notice in load_round(project, ROUND).notices if "privacy" in notice.mend]
    assert len(told) == 4
    assert any("te herkennen kan zijn" in notice.what for notice in told)
    look(project, ROUND)
    decide(project, **{row["Gevonden"]: ("vervangen", "") for row in decisions(project)})
    assert [notice for notice in load_round(project, ROUND).notices if "privacy" in notice.mend] == []


def test_decisions_in_a_workbook_are_not_added_to(project: Project) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "privacy_names"
    for row in (["Naam", "Soort"], ["Jan Modaal", "persoon"]):
        book.active.append(row)
    book.save(project.raw / ROUND / "namen.xlsx")
    with pytest.raises(InputError) as refused:
        look(project, ROUND)
    assert "privacy_names.csv" in refused.value.problems[0].mend


def test_the_command_says_what_to_do(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KLANKBORD_PROJECT", str(project.root))
    people.privacy(ROUND)
    said = capsys.readouterr().out
    assert "telefoonnummer: 3 plekken" in said
    assert "naar 1 te kijken" in said
    open_round(ROUND)  # what it wrote is read without a mistake
