"""Somebody who knows the group decides on each quote: in a workbook with its context, kept, and obeyed everywhere."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from helpers_collected import ROUND, collected_project, write
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from pipeline import quote_checking
from pipeline.contracts.privacy_tables import LEAVE_OUT, MAY, REWORD
from pipeline.editions import PANEL, PUBLIC, TEAM, Edition
from pipeline.errors import InputError
from pipeline.evidence.quoting import Withheld, unquotable
from pipeline.evidence.quoting import quotable as rows_of
from pipeline.phases.raw_tables import load_as_written, load_round
from pipeline.rounds import Project
from pipeline.telling.quotes import how_quoted, quotable
from pipeline.withdrawing.carrying_out import carry_out
from pipeline.withdrawing.looking import withdrawal

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

SAID = {
    "s0": "Sinds mijn man viel kom ik hier elke dinsdag.",
    "s1": "De koffie staat altijd klaar.",
    "s2": "Ik heb hier mijn buurvrouw leren kennen.",
    "s3": "Het mag van mij wat later open.",
    "s4": "Mijn zoon vond hier een stage bij de fietsenmaker.",
    "s5": "Dit wil ik niet in het rapport straks terugzien.",
}
TRANSCRIPT = (
    "Interviewer: Hoe vaak komt u?\n"
    "Sinds mijn man viel kom ik hier elke dinsdag. Daarvoor kwam ik nooit.\n"
    "Interviewer: En wat doet u dan?\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a round of six people of one voice, of whom the last may not be quoted; of one there is a transcript."""
    project = collected_project(tmp_path)
    write(
        project,
        "respondents",
        "respondent_id,voice,unit,consent_quotable",
        *(f"p{n},klanten,,{'nee' if n == 5 else 'ja'}" for n in range(6)),
    )
    write(
        project,
        "interviews",
        "interview_id,respondents,transcript",
        "t0,p0,t0.txt",
        *(f"t{n},p{n}," for n in range(1, 6)),
    )
    start = TRANSCRIPT.index(SAID["s0"])
    stretches = {"s0": f"{start},{start + len(SAID['s0'])}"}
    rows = (f"{key},t{key[1]},bereik,komen,1,{text},{stretches.get(key, ',')}" for key, text in SAID.items())
    write(project, "segments", "segment_id,interview,question,aspect,direction,text,start,end", *rows)
    (project.raw / ROUND / "transcripts").mkdir()
    (project.raw / ROUND / "transcripts" / "t0.txt").write_text(TRANSCRIPT, encoding="utf-8")
    return project


def path_of(project: Project) -> Path:
    return project.raw / ROUND / quote_checking.FILE


def made(project: Project) -> quote_checking.Checked:
    return quote_checking.look(load_as_written(project, ROUND, looking=False))


def table(project: Project) -> list[dict[str, object]]:
    heading, *rows = load_workbook(path_of(project)).active.values
    return [dict(zip(heading, row, strict=True)) for row in rows if any(row)]


def decide(project: Project, **decisions: tuple[str, str]) -> None:
    """Decide as a person would: in the cells beside a quote."""
    book = load_workbook(path_of(project))
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        for key, (decision, wording) in decisions.items():
            if sheet.cell(row, columns["Citaat"]).value == SAID[key]:
                sheet.cell(row, columns["Besluit"]).value = decision
                sheet.cell(row, columns["Andere woorden"]).value = wording or None
    book.save(path_of(project))


def shown(project: Project, edition: Edition = TEAM) -> dict[str, str]:
    data = load_round(project, ROUND, looking=False, edition=edition)
    return {key: quote.text for key, quote in quotable(data, "segments").items()}


def test_each_quote_stands_there_once_with_its_context(project: Project) -> None:
    checked = made(project)
    assert (checked.quotes, checked.decided) == (5, 0)
    found = {row["Citaat"]: row for row in table(project)}
    assert set(found) == {text for key, text in SAID.items() if key != "s5"}
    first = found[SAID["s0"]]
    assert first["Ervoor"] == "Interviewer: Hoe vaak komt u?"
    assert first["Erna"] == "Daarvoor kwam ik nooit."
    assert first["Hoeveel zo"] == 6
    assert str(first["Van wie"]).startswith("Klanten")
    assert found[SAID["s1"]]["Ervoor"] is None
    assert "5 citaten" in " ".join(quote_checking.lines(checked))
    assert quote_checking.counted(load_round(project, ROUND)) == replace(checked, written="")


def test_what_was_decided_is_obeyed_everywhere(project: Project) -> None:
    made(project)
    retold = "Iemand komt hier elke week."
    decide(project, s0=(REWORD, retold), s1=(MAY, ""), s2=(LEAVE_OUT, ""))
    literally = {key: f"“{SAID[key]}”" for key in ("s1", "s3", "s4")}
    assert shown(project) == {"s0": retold, **literally}
    assert shown(project, PANEL) == shown(project)
    assert set(shown(project, PUBLIC)) == {"s0", "s1"}
    data = load_round(project, ROUND, looking=False)
    places = [(quote.text, quote.place) for quote in quotable(data, "segments").values()]
    assert how_quoted(places) == "In eigen woorden: 3 citaten; naverteld: 1 uitspraak"
    assert dict(places)[shown(project)["s0"]].startswith("naverteld, klanten")


def test_words_that_were_left_out_or_reworded_may_not_stand_in_the_report_either(project: Project) -> None:
    made(project)
    decide(project, s0=(REWORD, "Iemand komt elke week."), s1=(MAY, ""), s2=(LEAVE_OUT, ""))
    data = load_round(project, ROUND, looking=False)
    may_not = {edition: unquotable(replace(data, edition=edition)) for edition in (TEAM, PUBLIC)}
    for key in ("s0", "s2", "s5"):
        assert may_not[TEAM].found(SAID[key])
    assert not may_not[TEAM].found(SAID["s4"])
    assert may_not[PUBLIC].found(SAID["s4"]), "nobody looked at it"
    assert not may_not[PUBLIC].found(SAID["s1"])


def test_what_people_put_in_the_workbook_stays_when_quotes_are_added(project: Project) -> None:
    """Bold words, notes, discussions that openpyxl does not know, and a row with a remark of words that are gone."""
    made(project)
    book = load_workbook(path_of(project))
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in range(2, 9) if sheet.cell(row, columns["Citaat"]).value == SAID["s3"])
    sheet.cell(row, columns["Reden"], CellRichText("Kijk ", TextBlock(InlineFont(b=True), "goed")))
    sheet.cell(row, columns["Reden"]).comment = Comment("Vraag dit na.", "Anna")
    book.save(path_of(project))
    with zipfile.ZipFile(path_of(project), "a") as archive:
        archive.writestr("xl/threadedComments/threadedComment1.xml", "<gesprek>Vraag dit na.</gesprek>")
    segments = project.raw / ROUND / "segments.csv"
    text = segments.read_text(encoding="utf-8").replace(SAID["s3"], "Dit zei ik later.").replace(SAID["s4"], "En dit.")
    segments.write_text(text, encoding="utf-8")
    assert made(project).written
    sheet = load_workbook(path_of(project), rich_text=True).active
    kept = sheet.cell(row, columns["Reden"])
    assert [str(part) for part in kept.value] == ["Kijk ", "goed"]
    assert kept.value[1].font.b
    assert kept.comment.text == "Vraag dit na."
    assert sheet.cell(row, columns["Citaat"]).value == SAID["s3"]
    with zipfile.ZipFile(path_of(project)) as archive:
        assert archive.read("xl/threadedComments/threadedComment1.xml") == b"<gesprek>Vraag dit na.</gesprek>"
        everything = b"".join(map(archive.read, archive.namelist())).decode("utf-8", "replace")
    assert SAID["s4"] not in everything  # nobody sees it any more, and nobody wrote beside it
    assert {row["Citaat"] for row in table(project)} == {*SAID.values(), "Dit zei ik later.", "En dit."} - {
        *(SAID[key] for key in ("s4", "s5")),
    }


def test_decisions_are_kept_as_long_as_the_words_are_the_same(project: Project) -> None:
    made(project)
    decide(project, s1=(MAY, ""), s3=(LEAVE_OUT, ""))
    before = path_of(project).read_bytes()
    again = made(project)
    assert (again.decided, again.written) == (2, "")
    assert path_of(project).read_bytes() == before
    path = project.raw / ROUND / "segments.csv"
    changed = (
        path.read_text(encoding="utf-8").replace("s1,", "x9,").replace(SAID["s3"], "Het mag van mij niet vroeger.")
    )
    path.write_text(changed, encoding="utf-8")
    again = made(project)
    assert again.decided == 1, "of the same words under another name; of other words nobody decided"
    assert again.written
    assert "x9" in shown(project, PUBLIC)
    assert "s3" in shown(project)
    found = {row["Citaat"]: row for row in table(project)}
    assert found[SAID["s1"]]["Besluit"] == MAY


def test_who_withdraws_is_gone_from_it_and_from_the_context_of_others(project: Project) -> None:
    made(project)
    decide(project, s0=(MAY, ""), s1=(MAY, ""))
    book = load_workbook(path_of(project))
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in range(2, 9) if sheet.cell(row, columns["Citaat"]).value == SAID["s1"])
    sheet.cell(row, columns["Ervoor"]).value = f"Toen zei zij: {SAID['s0']}"
    book.save(path_of(project))
    carry_out(withdrawal(project, ROUND, "p0"))
    found = {row["Citaat"]: row for row in table(project)}
    assert SAID["s0"] not in found
    assert not found[SAID["s1"]]["Ervoor"]
    assert found[SAID["s1"]]["Besluit"] == MAY
    assert "dinsdag" not in str(table(project))


def test_voice_and_unit_stand_beside_a_quote_only_where_nobody_can_be_told_by_them(project: Project) -> None:
    """Who is told without a unit may not be one of a few either: then nobody of that voice is told with one."""

    def by(units: str, voices: str = "kkkkkkkkk") -> set[tuple[str, str]]:
        named = {"n": "noord", "z": "zuid", "-": "", "k": "klanten", "m": "medewerkers"}
        head = "respondent_id,voice,unit,consent_quotable,consent_recognisable"
        people = enumerate(zip(units, voices, strict=False))
        write(
            project, "respondents", head, *(f"p{n},{named[voice]},{named[unit]},ja,ja" for n, (unit, voice) in people)
        )
        write(project, "interviews", "interview_id,respondents", *(f"t{n},p{n}" for n in range(len(units))))
        head = "segment_id,interview,question,aspect,direction,text"
        write(project, "segments", head, *(f"s{n},t{n},bereik,komen,1,Woorden van {n}." for n in range(len(units))))
        found = rows_of(load_round(project, ROUND, looking=False), "segments").by.values()
        return {(each.voice, each.unit) for each in found}

    write(project, "units", "unit_id,label,kind", "noord,Noord,room", "zuid,Zuid,room")
    assert by("nnnnn") == {("klanten", "noord")}
    assert by("nnnnnz") == {("klanten", "")}, "else everybody knows that the other one is of Zuid"
    assert by("nnnnnzz--") == {("klanten", "")}
    assert by("nnnnnnnnn") == {("klanten", "noord")}
    assert by("nnnn") == {("", "")}
    assert by("nnnnnnn", "kkkkkmm") == {("klanten", "noord"), ("", "")}


def test_a_workbook_without_its_headings_is_refused(project: Project) -> None:
    book = Workbook()
    book.active.title = "quote_checks"
    book.active["A1"] = "Iets anders"
    book.save(path_of(project))
    with pytest.raises(InputError):
        made(project)


def test_as_many_are_alike_as_are_all_that_stands_beside_the_quote(project: Project) -> None:
    """Of six with one voice two are young: the cell beside it names age, so the number is of age too."""
    about = project.raw / ROUND / "round.yml"
    ages = 'attributes:\n- {id: leeftijd, label: Leeftijd, values: ["jong", "oud"]}\n'
    about.write_text(about.read_text(encoding="utf-8") + ages, encoding="utf-8")
    rows = (f"p{n},klanten,,ja,{'jong' if n < 2 else 'oud'}" for n in range(6))
    write(project, "respondents", "respondent_id,voice,unit,consent_quotable,leeftijd", *rows)
    made(project)
    found = {row["Citaat"]: (row["Van wie"], row["Hoeveel zo"]) for row in table(project)}
    assert found[SAID["s0"]] == ("Klanten en gebruikers; Leeftijd: jong", 2)
    assert found[SAID["s3"]] == ("Klanten en gebruikers; Leeftijd: oud", 4)


def test_no_real_name_stands_in_what_was_said_before_and_after(project: Project) -> None:
    """Transcripts have speakers as files call them: who speaks is left out, and who is spoken of is no name."""
    names = "name,kind\nSjaak van der Meulen,persoon\n"
    (project.raw / ROUND / "privacy_names.csv").write_text(names, encoding="utf-8")
    said = f"Sjaak van der Meulen: Dat zei Sjaak ook.\nSjaak van der Meulen: {SAID['s0']} Sjaak van der Meulen lacht.\n"
    (project.raw / ROUND / "transcripts" / "t0.txt").write_text(said, encoding="utf-8")
    made(project)
    first = {row["Citaat"]: row for row in table(project)}[SAID["s0"]]
    assert (first["Ervoor"], first["Erna"]) == ("Dat zei [naam] ook.", "[naam] lacht.")


def test_what_nobody_looked_at_yet_is_told_apart_from_what_may_not_be_quoted(project: Project) -> None:
    text = f"Iemand zegt: {SAID['s4']}\n\nEen ander zegt: {SAID['s5']}"

    def told(edition: Edition) -> list[str]:
        withheld = Withheld(load_round(project, ROUND, looking=False, edition=edition))
        return [f"{said.line} {said.what} {said.mend}" for said in withheld.found(text)]

    may_not = "3 Dit zijn woorden van iemand die niet geciteerd mag worden Zeg het in eigen woorden."
    assert told(TEAM) == [may_not]
    waits, never = told(PUBLIC)
    assert never == may_not
    assert waits.startswith("1 Dit citaat mag, maar is nog niet nagekeken")
    assert "klankbord privacy eigen zet het klaar in citaten.xlsx" in waits
    made(project)
    decide(project, s4=("mag", ""))
    assert told(PUBLIC) == [may_not]
