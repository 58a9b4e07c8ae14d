"""Who withdraws is in no file any more, and the round is as if they had never taken part."""

import shutil
import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from helpers_collected import ROUND, collected_project, write
from helpers_sample import sampled
from helpers_withdrawal import all_bytes, made_up, written
from openpyxl import Workbook, load_workbook

from pipeline import yaml_files
from pipeline.commands import people
from pipeline.errors import InputError, KlankbordError
from pipeline.importing.take_in import import_files
from pipeline.notebook.round import open_round
from pipeline.phases.raw_tables import load_round
from pipeline.phases.surveys.answers.form_workbook import Form
from pipeline.phases.surveys.answers.questionnaire import Questionnaire
from pipeline.privacy import spss_rows
from pipeline.rounds import Project
from pipeline.whole_files import write_whole
from pipeline.withdrawing import carrying_out, elsewhere
from pipeline.withdrawing.carrying_out import carry_out, finish, lines
from pipeline.withdrawing.looking import withdrawal

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

_CASES = sampled([(seed, seed % 8) for seed in range(200)], most=3)


@pytest.mark.parametrize(("seed", "at"), _CASES)
def test_nothing_is_left_and_the_round_is_as_without_them(tmp_path: Path, seed: int, at: int) -> None:
    """No name and no words in any byte, and every table and finding as of a round that was made without the person."""
    found = made_up(seed)
    person = list(found.names)[at]
    project = written(tmp_path / "met", found, seed)
    (project.raw / ROUND / "aantekening.txt").unlink(missing_ok=True)
    carry_out(withdrawal(project, ROUND, found.names[person][-1]))
    called = [found.called[person]] if found.imported and person in found.called else []
    for name, content in all_bytes(project.raw / ROUND):
        for sought in (*found.names[person], *found.said(person), *called):
            for codec in ("utf-8", "utf-16-le"):
                assert not _stands(sought.encode(codec), content), (name, sought)
    expected = written(tmp_path / "zonder", found.without(person), seed)
    if not found.imported:
        _remove_transcripts(project)
        _remove_transcripts(expected)
    made, wanted = ({**load_round(each, ROUND).inside} for each in (project, expected))
    for tables in (made, wanted) if found.imported else ():
        # Their turns stay as long as they were: what others say stands elsewhere than in a text without these.
        tables["segments"] = tables["segments"].drop(columns=["segment_id", "start", "end"])
    assert same(made, wanted)
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
    shutil.rmtree(project.raw / ROUND / "transcripts")


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
    return written(tmp_path, replace(found, transcripts={}, imported={}), 1)


def imported(folder: Path, seed: int) -> Project:
    """Give a round with conversations that were imported from the kind of file that a seed has."""
    return written(folder, made_up(seed), seed)


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
    said = made_up(1).said("Q1x3")[0]
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
            people.withdraw(ROUND, "Q1x3")
    assert everything(project.raw) == before
    monkeypatch.setattr("builtins.input", lambda _: "ja")
    people.withdraw(ROUND, "Q1x3")
    assert everything(project.raw) != before
    assert "Gedaan" in capsys.readouterr().out
    with pytest.raises(InputError):
        people.withdraw(ROUND, "Q1x3", yes=True)


@pytest.mark.parametrize("seed", [5, 9])
def test_what_is_imported_again_brings_nobody_back(tmp_path: Path, seed: int) -> None:
    """A project, a database and Word files, as they came, also under other names: what is of others stays as it was."""
    found = made_up(seed)
    project = imported(tmp_path, seed)
    person = list(found.names)[2]
    carry_out(withdrawal(project, ROUND, person))
    place = project.raw / ROUND / "import"
    tables = {path.name: path.read_bytes() for path in (place / "interviews").iterdir()}
    came = sorted((project.root / "vandaan").iterdir())
    again = import_files(project, ROUND, came).report
    assert any("wie zich terugtrok" in line.what for line in again.lines)
    assert {path.name: path.read_bytes() for path in (place / "interviews").iterdir()} == tables
    (other := project.root / "anders").mkdir()
    for path in came:
        shutil.copyfile(path, other / f"nieuw {path.name}")
    import_files(project, ROUND, sorted(other.iterdir()))
    # Outside imports somebody may have said the same; here nobody did.
    for name, content in all_bytes(place):
        for sought in (person, *(words for said in found.imported.values() for who, words, _ in said if who == person)):
            assert not _stands(sought.encode(), content), (name, sought)


def test_a_file_about_one_person_goes_and_one_with_others_keeps_theirs(tmp_path: Path) -> None:
    project = imported(tmp_path, 9)
    place = project.raw / ROUND / "import" / "bestanden"
    before = {path.name for path in place.iterdir()}
    planned = withdrawal(project, ROUND, "Q9x2")
    told = [line for line in planned.said if "bestanden" in line]
    carry_out(planned)
    assert {path.name for path in place.iterdir()} == before - {"Verslag Q9x2.docx", "Kring 2.docx"} | {
        "Kring 2.docx.gelezen.json"
    }
    assert told == [
        f"raw/{ROUND}/import/bestanden/Kring 2.docx: het hele bestand gaat weg; wat van anderen is, blijft in "
        "Kring 2.docx.gelezen.json",
        f"raw/{ROUND}/import/bestanden/Verslag Q9x2.docx: het hele bestand gaat weg",
    ]


def test_what_klankbord_kept_of_a_file_is_refused_when_somebody_changed_it(tmp_path: Path) -> None:
    project = imported(tmp_path, 9)
    carry_out(withdrawal(project, ROUND, "Q9x2"))
    kept = project.raw / ROUND / "import" / "bestanden" / "Kring 2.docx.gelezen.json"
    kept.write_bytes(kept.read_bytes()[:-9])
    with pytest.raises(InputError) as refused:
        import_files(project, ROUND, [])
    assert "veranderd of beschadigd" in refused.value.problems[0].what


def test_in_a_transcript_of_several_one_is_blacked_out(project: Project) -> None:
    """As long as it was: the words of others stay where they stood."""
    folder = project.raw / ROUND
    talk = next(row for row in made_up(1).tables["interviews"] if ";" in str(row["respondents"]))
    one, other = str(talk["respondents"]).split("; ")
    text = f"Vraag: Hoe gaat het?\n{one}: Met mij gaat het wel goed zo.\n{other.upper()}: Ik kom er haast nooit.\n"
    table = folder / "interviews.csv"
    rows = (
        table.read_bytes().decode("utf-16") if table.read_bytes()[:1] in b"\xff\xfe" else table.read_text("utf-8-sig")
    )
    table.write_text(rows.rstrip("\r\n") + "groep.txt\n", encoding="utf-8")
    (folder / "transcripts" / "groep.txt").write_text(text, encoding="utf-8")
    carry_out(withdrawal(project, ROUND, one))
    left = (folder / "transcripts" / "groep.txt").read_text(encoding="utf-8")
    assert left.split("\n") == [
        "Vraag: Hoe gaat het?",
        "█" * len(f"{one}: Met mij gaat het wel goed zo."),
        f"{other.upper()}: Ik kom er haast nooit.",
        "",
    ]


def test_answers_of_spss_keep_their_labels_and_what_counts_as_missing(tmp_path: Path) -> None:
    """All but the row is as it was: labels, user-missing values, formats, dates, notes."""
    path = tmp_path / "peiling.sav"
    frame = pd.DataFrame({"wie": ["Q1", "Q2", "Q3"], "v": [1.0, 9.0, 2.0], "open": ["lang " * 90, "kort", ""]})
    frame["dag"] = [13_800_000_000.0, None, 13_800_086_400.0]
    about = {
        "file_label": "Peiling",
        "column_labels": {"v": "Welkom?"},
        "variable_value_labels": {"v": {1: "oneens", 2: "eens", 9: "weet niet"}},
        "missing_ranges": {"v": [9], "dag": [{"lo": 1, "hi": 5}]},
        "variable_measure": {"v": "ordinal"},
        "variable_format": {"dag": "DATE11"},
        "note": ["Proef"],
    }
    pyreadstat.write_sav(frame, str(path), **about)
    (tmp_path / "zonder.sav").write_bytes(spss_rows.without(path, path.name, {2}))
    (was, before), (is_, after) = (
        pyreadstat.read_sav(str(tmp_path / name), user_missing=True, disable_datetime_conversion=True)
        for name in ("peiling.sav", "zonder.sav")
    )
    pd.testing.assert_frame_equal(is_, was.iloc[1:].reset_index(drop=True))
    for name in ("column_names_to_labels", "variable_value_labels", "missing_ranges", "variable_measure", "notes"):
        assert getattr(before, name) == getattr(after, name) != {}
    assert after.original_variable_types["dag"] == "DATE11"


def test_answers_of_spss_that_can_not_be_written_again_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A set of multiple answers, say, would be lost."""
    path = tmp_path / "peiling.sav"
    pyreadstat.write_sav(pd.DataFrame({"wie": ["Q1", "Q2"]}), str(path), file_label="Peiling")
    monkeypatch.setattr(pyreadstat, "write_sav", partial(_unlabelled, pyreadstat.write_sav))
    with pytest.raises(InputError) as refused:
        spss_rows.without(path, path.name, {2})
    assert "niet kan overschrijven" in refused.value.problems[0].what


def _unlabelled(write_sav, *args, file_label: str, **kwargs) -> None:
    write_sav(*args, **kwargs)


def test_a_file_that_came_in_and_can_not_be_read_stops_it(project: Project) -> None:
    """Nobody can tell whether the person is in it."""
    kept = project.raw / ROUND / "import" / "bestanden"
    kept.mkdir(parents=True)
    (kept / "project.docx").write_bytes(b"Q1x3 en Z9")
    with pytest.raises(InputError) as refused:
        withdrawal(project, ROUND, "Q1x3")
    assert [problem.file for problem in refused.value.problems] == [f"raw/{ROUND}/import/bestanden/project.docx"]


def test_imported_rows_without_the_file_that_they_came_from(project: Project) -> None:
    """They are taken out by row, as what people typed."""
    place = project.raw / ROUND / "import" / "interviews"
    place.mkdir(parents=True)
    rows = ["respondent_id,voice", "Z9,klanten", "Z8,klanten", ""]
    (place / "respondents.csv").write_text("\n".join(rows), encoding="utf-8")
    carry_out(withdrawal(project, ROUND, "Z9"))
    assert (place / "respondents.csv").read_text(encoding="utf-8") == "respondent_id,voice\nZ8,klanten\n"


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
