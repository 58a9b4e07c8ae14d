"""Who withdraws is in no file any more, and the round is as if they had never taken part."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from helpers_collected import ROUND, collected_project, write
from helpers_sample import sampled
from helpers_withdrawal import all_bytes, made_up, written
from openpyxl import Workbook, load_workbook

from pipeline import cli, yaml_files
from pipeline.errors import InputError, KlankbordError
from pipeline.notebook.round import open_round
from pipeline.phases.raw_tables import load_round
from pipeline.phases.surveys.answers.form_workbook import Form
from pipeline.phases.surveys.answers.questionnaire import Questionnaire
from pipeline.rounds import Project
from pipeline.whole_files import write_whole
from pipeline.withdrawing import carrying_out, elsewhere
from pipeline.withdrawing.carrying_out import carry_out, finish, lines
from pipeline.withdrawing.looking import withdrawal

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

_CASES = sampled([(seed, seed % 8) for seed in range(200)], most=3)


def texts_of(found, person: str) -> list[str]:
    own = set(found.names[person])
    rows = [*found.tables["segments"], *found.tables["focusgroup_reactions"]]
    return [str(row["text"]) for row in rows if row["respondent"] in own]


@pytest.mark.parametrize(("seed", "at"), _CASES)
def test_nothing_is_left_and_the_round_is_as_without_them(tmp_path: Path, seed: int, at: int) -> None:
    """No name and no words in any byte, and every table and finding as of a round that was made without the person."""
    found = made_up(seed)
    person = list(found.names)[at]
    project = written(tmp_path / "met", found, seed)
    (project.raw / ROUND / "aantekening.txt").unlink(missing_ok=True)
    carry_out(withdrawal(project, ROUND, found.names[person][-1]))
    for name, content in all_bytes(project.raw / ROUND):
        for sought in (*found.names[person], *texts_of(found, person)):
            for codec in ("utf-8", "utf-16-le"):
                assert not _stands(sought.encode(codec), content), (name, sought)
    expected = written(tmp_path / "zonder", found.without(person), seed)
    _remove_transcripts(project)
    _remove_transcripts(expected)
    assert same(load_round(project, ROUND).inside, load_round(expected, ROUND).inside)
    made, wanted = (open_round(ROUND, project=each) for each in (project, expected))
    assert same(made.result.tables, wanted.result.tables)
    pd.testing.assert_frame_equal(made.evidence.rows, wanted.evidence.rows)


def _stands(sought: bytes, content: bytes) -> bool:
    """Tell whether a name stands somewhere: Q3x1 does not stand in Q3x12."""
    at = content.find(sought)
    while at >= 0:
        if not content[at + len(sought) : at + len(sought) + 1].isalnum():
            return True
        at = content.find(sought, at + 1)
    return False


def _remove_transcripts(project: Project) -> None:
    for path in (project.raw / ROUND).glob("*.txt"):
        path.unlink()


def same(made, wanted) -> bool:
    """Hold tables against each other, row by row; what differs is told."""
    assert made.keys() == wanted.keys()
    for name in made:
        pd.testing.assert_frame_equal(made[name].reset_index(drop=True), wanted[name].reset_index(drop=True), obj=name)
    return True


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a round of made-up people, `Q1x0` and further, without transcripts."""
    found = made_up(1)
    for talk in found.tables["interviews"]:
        talk["transcript"] = ""
    return written(tmp_path, replace(found, transcripts={}), 1)


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_written_before_it_is_carried_out(project: Project) -> None:
    before = everything(project.root)
    said = "\n".join(lines(withdrawal(project, ROUND, "Q1x0"), "Q1x0"))
    assert everything(project.root) == before
    assert "respondents" in said
    assert "rij gaat weg" in said


def test_findings_that_change_are_told_from_what_to_what(tmp_path: Path) -> None:
    """Two critical people and one positive: without a critical one, it is no longer two to one."""
    project = collected_project(tmp_path, phases={"interviews": {"deployed": True}})
    for path in (project.raw / ROUND).glob("*.csv"):
        path.unlink()
    write(project, "respondents", "respondent_id,voice", *(f"p{n},klanten" for n in range(3)))
    write(project, "interviews", "interview_id,respondents", *(f"i{n},p{n}" for n in range(3)))
    said = [f"s{n},i{n},p{n},bereik,komen,{1 if n == 2 else -1},Woorden van {n}" for n in range(3)]
    write(project, "segments", "segment_id,interview,respondent,question,aspect,direction,text", *said)
    planned = withdrawal(project, ROUND, "p0")
    (told,) = planned.findings
    assert told.startswith("F-effectiviteit-bereik: kritisch, zekerheid ")
    assert "-> gemengd, zekerheid " in told


def test_a_round_that_holds_nobody_else_is_told(tmp_path: Path) -> None:
    """Somebody may always withdraw; that the round can't be run without them is said first."""
    project = collected_project(tmp_path, phases={"interviews": {"deployed": True}})
    for path in (project.raw / ROUND).glob("*.csv"):
        path.unlink()
    write(project, "respondents", "respondent_id,voice", "p0,klanten")
    write(project, "interviews", "interview_id,respondents", "i0,p0")
    write(
        project,
        "segments",
        "segment_id,interview,respondent,question,aspect,direction,text",
        "s0,i0,p0,bereik,komen,1,Ja",
    )
    planned = withdrawal(project, ROUND, "p0")
    assert "niet te draaien" in planned.findings[0]
    carry_out(planned)
    assert "p0" not in (project.raw / ROUND / "respondents.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("aantekening.txt", "Gesproken met q1x0 op dinsdag."),
        ("report/01.md", "# Kop\n\nIemand (Q1x0) vond het mooi. [mening]\n"),
    ],
)
def test_what_stands_among_what_is_of_others_is_told_and_nothing_changes(
    project: Project, file: str, content: str
) -> None:
    path = project.raw / ROUND / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    before = everything(project.root)
    with pytest.raises(InputError) as refused:
        withdrawal(project, ROUND, "Q1x0")
    assert [(problem.file, problem.value.casefold()) for problem in refused.value.problems] == [
        (f"raw/{ROUND}/{file}", "q1x0")
    ]
    assert everything(project.root) == before


def test_who_is_not_there_is_told_with_who_may_be_meant(project: Project) -> None:
    with pytest.raises(InputError) as refused:
        withdrawal(project, ROUND, "Q1y0")
    (problem,) = refused.value.problems
    assert "staat niet in de ronde" in problem.what
    assert "Q1x" in problem.mend


def test_an_open_workbook_stops_it(project: Project) -> None:
    (book,) = list((project.raw / ROUND).glob("boek0.xlsx")) or [project.raw / ROUND / "boek1.xlsx"]
    book.with_name(f"~${book.name}").touch()
    with pytest.raises(InputError) as refused:
        withdrawal(project, ROUND, "Q1x3")
    assert "nog ergens open" in refused.value.problems[0].what


def test_what_was_broken_off_is_finished_later(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once all is ready it happens: what is left of it is done the next time."""
    planned = withdrawal(project, ROUND, "Q1x3")
    wanted = {path: content for path, content in planned.new.items()}

    def broken_off(path: Path, content: bytes | str) -> None:
        if path.parent == project.raw / ROUND:
            raise KeyboardInterrupt
        write_whole(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(carrying_out, "write_whole", broken_off)
        with pytest.raises(KeyboardInterrupt):
            carry_out(planned)
    assert finish(project, ROUND)
    assert {path: path.read_bytes() for path in wanted} == wanted
    assert not (project.root / ".klankbord" / ROUND).exists()
    assert not finish(project, ROUND)


def test_before_all_is_ready_nothing_happened(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    planned = withdrawal(project, ROUND, "Q1x3")
    before = everything(project.raw)

    def full(path: Path, content: bytes | str) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(carrying_out, "write_whole", full)
        with pytest.raises(OSError, match="No space"):
            carry_out(planned)
    assert not finish(project, ROUND)
    assert everything(project.raw) == before


def test_what_people_got_is_named(project: Project) -> None:
    """A page and a Word file with the person's words are told, also in a zip; and the PDF beside that Word file."""
    said = texts_of(made_up(1), "Q1x3")[0]
    reports = project.report(ROUND)
    reports.mkdir(parents=True)
    (reports / "index.html").write_text(
        f"<p>{said.replace(' ', ' <b>', 1).replace(' ', '</b> ', 2)}</p>", encoding="utf-8"
    )
    (reports / "oordeel.html").write_text("<p>Niets.</p>", encoding="utf-8")
    with zipfile.ZipFile(reports / "rapport.docx", "w") as archive:
        archive.writestr("word/document.xml", f"<w:t>{said[:10]}</w:t><w:t>{said[10:]}</w:t>")
    (reports / "rapport.pdf").write_bytes(b"%PDF")
    with zipfile.ZipFile(project.raw / ROUND / "verstuurd.zip", "w") as archive:
        archive.write(reports / "rapport.docx", "rapport.docx")
    told = withdrawal(project, ROUND, "Q1x3").sent
    names = [f"reports/{ROUND}/{name}" for name in ("index.html", "rapport.docx", "rapport.pdf")]
    assert told == (*names, f"raw/{ROUND}/verstuurd.zip")


def test_a_reviewer_is_taken_out_with_remarks_answers_and_what_came_in(project: Project) -> None:
    folder = project.raw / ROUND / "review"
    (folder / "received").mkdir(parents=True)
    for name in ("0a1b2c3d-anna.json", "4e5f6a7b-bert.json"):
        (folder / "received" / name).write_text("{}", encoding="utf-8")
    people = "reviewer,panel,role,provenance,remark\nAnna,,klanten,collected,\nBert,,klanten,collected,\n"
    (folder / "reviewers.csv").write_text(people, encoding="utf-8")
    header = "remark_id,reviewer,way,source,place,kind,comment,provenance"
    rows = [
        f"O_{n},{who},site,{who.lower()}.json,rapport,comment,{words},collected"
        for n, (who, words) in enumerate([("Anna", "Mooi verhaal"), ("Bert", "Te lang")])
    ]
    (folder / "remarks.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    book = Workbook()
    for row in (["Nummer", "Antwoord", "Waarom"], ["O_0", "overgenomen", "Voor Mooi"], ["O_1", "overgenomen", ""]):
        book.active.append(row)
    book.active.title = "Antwoorden"
    book.save(folder / "answers.xlsx")
    carry_out(withdrawal(project, ROUND, "anna"))
    left = everything(folder)
    assert sorted(left) == ["answers.xlsx", "received/4e5f6a7b-bert.json", "remarks.csv", "reviewers.csv"]
    assert "Anna" not in left["remarks.csv"].decode() + left["reviewers.csv"].decode()
    assert "Bert" in left["remarks.csv"].decode()
    cells = [cell.value for row in load_workbook(folder / "answers.xlsx").active for cell in row]
    assert "O_1" in cells
    assert not {"O_0", "Voor Mooi"} & set(cells)


def test_the_command_asks_and_does_nothing_without_a_yes(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KLANKBORD_PROJECT", str(project.root))
    before = everything(project.raw)
    for answer in ("nee", ""):
        monkeypatch.setattr("builtins.input", lambda _, answer=answer: answer)
        with pytest.raises(KlankbordError, match="er is niets veranderd"):
            cli.withdraw(ROUND, "Q1x3")
    assert everything(project.raw) == before
    monkeypatch.setattr("builtins.input", lambda _: "ja")
    cli.withdraw(ROUND, "Q1x3")
    assert everything(project.raw) != before
    assert "Gedaan" in capsys.readouterr().out
    with pytest.raises(InputError):
        cli.withdraw(ROUND, "Q1x3", yes=True)


def test_what_was_imported_is_taken_out_where_it_came_from(project: Project) -> None:
    """A file of another program is not changed, and would bring them back: it is told, also of who is only there."""
    kept = project.raw / ROUND / "import" / "bestanden"
    kept.mkdir(parents=True)
    (kept / "project.docx").write_bytes(b"Q1x3 en Z9")
    for person in ("Q1x3", "Z9"):
        with pytest.raises(InputError) as refused:
            withdrawal(project, ROUND, person)
        (problem,) = refused.value.problems
        assert problem.file.endswith("import/bestanden/project.docx")
        assert "Geef het dezelfde naam" in problem.mend


def test_what_was_made_of_a_file_that_came_in_is_told_once_with_that_file(project: Project) -> None:
    place = project.raw / ROUND / "import"
    (place / "bestanden").mkdir(parents=True)
    (place / "interviews").mkdir()
    (place / "interviews" / "segments.csv").write_text("segment_id,respondent\ns1,Z9\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        withdrawal(project, ROUND, "Z9")
    assert [problem.file for problem in refused.value.problems] == [f"raw/{ROUND}/import/interviews/segments.csv"]
    (place / "bestanden" / "project.docx").write_bytes(b"Z9")
    with pytest.raises(InputError) as refused:
        withdrawal(project, ROUND, "Z9")
    assert [problem.file for problem in refused.value.problems] == [f"raw/{ROUND}/import/bestanden/project.docx"]


def test_what_an_import_said_of_itself_goes_with_who_withdraws(project: Project) -> None:
    """It has words that an earlier import had: nobody can tell any more whose those were."""
    place = project.raw / ROUND / "import"
    place.mkdir()
    told = ["verslag.html", "verslag.csv", "koppeling (vorige).xlsx"]
    for name in told:
        (place / name).write_text("Toen ik met de paarse fiets aankwam.", encoding="utf-8")
    carry_out(withdrawal(project, ROUND, "Q1x0"))
    assert not any((place / name).exists() for name in told)
    (place / "verslag.html").write_text("x", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        withdrawal(project, ROUND, "Niemand")
    assert [problem.what for problem in refused.value.problems] == ["Deze persoon staat niet in de ronde."]


def test_which_documents_of_the_kit_were_changed_stays_known(project: Project) -> None:
    kept = project.root / ".klankbord" / ROUND
    (kept / "gelezen").mkdir(parents=True)
    (kept / "gelezen" / "x").write_text("Q1x0", encoding="utf-8")
    (kept / "kit.json").write_text("{}", encoding="utf-8")
    carry_out(withdrawal(project, ROUND, "Q1x0"))
    assert [path.name for path in kept.iterdir()] == ["kit.json"]


def test_a_survey_whose_questionnaire_is_typed_in_a_workbook(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked in as one in YAML."""
    folder = project.raw / ROUND / "enquetes"
    form = yaml_files.read(folder / "peiling.yml", Questionnaire, project.root)
    (folder / "peiling.yml").unlink()
    (folder / "vragenlijsten.xlsx").write_bytes(b"PK")
    typed = {"peiling": Form(form, "vragenlijsten.xlsx")}
    monkeypatch.setattr(elsewhere, "forms_in", lambda *_: typed)
    changed, _ = elsewhere.in_surveys(project, ROUND, {"Q1x3"})
    answered = [row for row in made_up(1).answers if row["wie"] == "Q1x3"]
    assert [len(each.gone) for each in changed] == [len(answered)]
