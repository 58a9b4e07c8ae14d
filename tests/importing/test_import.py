"""`klankbord import`: the same evidence as the same codes typed, again the same, and nothing half."""

import csv
import sys
from pathlib import Path

import pytest
from helpers_import import LEAD, PEOPLE, ROUND, aspect_of, begun, decide, qda, texts, typed
from helpers_qda import ATLAS, MAXQDA, NVIVO, Coded, Way, qdpx
from helpers_qda import Project as Qda
from openpyxl import load_workbook

from pipeline import cli, console
from pipeline.contracts.lacking import WAITS
from pipeline.errors import InputError, KlankbordError
from pipeline.importing import swapping, take_in
from pipeline.importing.take_in import Imported, import_files
from pipeline.phases.interviews.evidence import gather
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project
from pipeline.withdrawing.looking import withdrawal

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return begun(tmp_path / "project")


def put(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def everything(project: Project) -> dict[str, bytes]:
    folder = project.raw / ROUND
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(project: Project, table: str) -> list[dict[str, str]]:
    with (project.raw / ROUND / "import" / "interviews" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_both(project: Project, tmp_path: Path, way: Way = ATLAS, seed: int = 0) -> Imported:
    aspect = aspect_of(project)
    files = [put(tmp_path, f"{coder}.qdpx", qdpx(qda(coder, aspect), way, seed)) for coder in (LEAD, "Bas")]
    return import_files(project, ROUND, files)


@pytest.mark.parametrize("way", [ATLAS, MAXQDA, NVIVO], ids=lambda way: way.origin)
def test_what_is_imported_is_the_evidence_of_what_is_typed(project: Project, tmp_path: Path, way: Way) -> None:
    by_hand = begun(tmp_path / "getypt")
    typed(by_hand)
    imported = of_both(project, tmp_path, way)
    assert not imported.report.waiting
    own, other = load_round(project, ROUND), load_round(by_hand, ROUND)
    for table in ("respondents", "interviews", "segments"):
        key = own.contracts[table].key
        columns = [name for name in own.whole(table) if name not in {"origin", "segment_id"}]
        order = [name for name in (key, "interview", "coder", "start", "end") if name in columns]
        left, right = (data.whole(table)[columns].sort_values(order).to_dict("records") for data in (own, other))
        assert left == right, table
    left, right = gather(own), gather(other)
    assert left.rows.to_dict("records") == right.rows.to_dict("records")
    assert len(left.rows) == 2


def test_every_coding_is_accounted_for(project: Project, tmp_path: Path) -> None:
    report = of_both(project, tmp_path).report
    assert sum(report.became.values()) == sum(file.found["coderingen"] for file in report.files) == 40
    assert report.became == {"overgenomen": 40}
    assert dict((kind, (before, after)) for kind, before, _, after in report.counts)["coderingen"] == (40, 40)
    assert report.read == {"teken of woord in de naam": 40}
    assert not [line for line in report.lines if line.lost]


def test_again_changes_nothing_whatever_the_guids(project: Project, tmp_path: Path) -> None:
    of_both(project, tmp_path)
    before = {name: content for name, content in everything(project).items() if "verslag" not in name}
    again = of_both(project, tmp_path, seed=1)
    after = {name: content for name, content in everything(project).items() if "verslag" not in name}
    assert again.report.changes.nothing
    assert {name for name in before if before[name] != after.get(name)} == {
        "import/bestanden/Anna.qdpx",
        "import/bestanden/Bas.qdpx",
    }
    assert import_files(project, ROUND, []).report.changes.nothing


def test_a_changed_file_changes_what_changed_and_says_so(project: Project, tmp_path: Path) -> None:
    of_both(project, tmp_path)
    before = {row["segment_id"]: row for row in rows(project, "segments")}
    aspect = aspect_of(project)
    was = qda(LEAD, aspect)
    first, second, *rest = was.codings
    turned = Coded(first.document, first.words, first.code.replace("+", "-"), first.coder, first.memo)
    added = Coded(first.document, "Café en al.", first.code, first.coder)
    changed = Qda(was.texts, [turned, *rest, added], was.cases, was.values)
    report = import_files(project, ROUND, [put(tmp_path, "Anna.qdpx", qdpx(changed, ATLAS, 5))]).report
    changes = report.changes
    assert (changes.new, changes.gone, changes.changed) == (1, 1, 1)
    assert [line.value for line in changes.lines] == [first.words, second.words]
    after = {row["segment_id"]: row for row in rows(project, "segments")}
    same = before.keys() & after.keys()
    assert len(same) == 38
    assert all(before[key] == after[key] for key in same)


def test_what_a_file_can_not_say_is_asked_once(project: Project, tmp_path: Path) -> None:
    question, code = aspect_of(project)
    made = qda(LEAD, ("", ""))
    renamed = [
        Coded(each.document, each.words, "thuisgevoel" if each.code.endswith("+") else "kil", each.coder)
        for each in made.codings
    ]
    path = put(tmp_path, "Anna.qdpx", qdpx(Qda(texts(), renamed), ATLAS))
    first = import_files(project, ROUND, [path]).report
    assert first.waiting == {"codes": 2, "personen": 10}
    assert first.became == {"wacht op koppeling.xlsx": 20}
    sheet = project.raw / ROUND / "import" / "koppeling.xlsx"
    decide(
        sheet,
        "codes",
        thuisgevoel={"Vraag": question, "Aspect": code, "Richting": 1},
        kil={"Vraag": question, "Aspect": code, "Richting": -1},
    )
    names = {row: PEOPLE[row.split()[-1]] for row in texts()}
    decide(sheet, "personen", **{f"{name}: {name.split()[1]}": {"Stem": voice} for name, voice in names.items()})
    decide(sheet, "codeurs", Anna={"Codeur": "AB"})
    second = import_files(project, ROUND, []).report
    assert not second.waiting
    assert second.became == {"overgenomen": 20}
    assert {row["coder"] for row in rows(project, "segments")} == {"AB"}
    assert {row["voice"] for row in rows(project, "respondents")} == set(PEOPLE.values())
    kept = import_files(project, ROUND, [path]).report
    assert kept.changes.nothing
    assert {code.match.value for code in kept.codes} == {"volgens koppeling.xlsx"}


def test_a_wrong_cell_in_what_was_decided_is_told_and_nothing_changes(project: Project, tmp_path: Path) -> None:
    of_both(project, tmp_path)
    decide(project.raw / ROUND / "import" / "koppeling.xlsx", "personen", K01={"Stem": "klantenn"})
    before = everything(project)
    with pytest.raises(InputError) as caught:
        import_files(project, ROUND, [])
    (problem,) = caught.value.problems
    assert (problem.sheet, problem.cell, problem.value) == ("personen", "E2", "klantenn")
    assert "klanten" in problem.mend
    assert everything(project) == before


def test_people_and_talks_that_are_typed_are_not_made_again(project: Project, tmp_path: Path) -> None:
    typed(project)
    path = project.raw / ROUND / "interviews.xlsx"
    book = load_workbook(path)
    book["segments"].delete_rows(3, 100)
    book.save(path)
    of_both(project, tmp_path)
    made = project.raw / ROUND / "import" / "interviews"
    assert [path.name for path in made.iterdir()] == ["segments.csv"]
    assert len(gather(load_round(project, ROUND)).rows) == 2


@pytest.mark.parametrize("wrong", [b"PK\x03\x04niets", b"", b"%PDF-1.7"])
def test_one_wrong_file_leaves_the_round_as_it_was(project: Project, tmp_path: Path, wrong: bytes) -> None:
    of_both(project, tmp_path)
    before = everything(project)
    with pytest.raises(InputError):
        import_files(project, ROUND, [put(tmp_path, "Cas.qdpx", wrong), put(tmp_path, "Anna.qdpx", wrong)])
    assert everything(project) == before
    assert not list((project.root / ".klankbord").glob("import-*"))


@pytest.mark.parametrize("moment", range(4))
def test_an_import_that_breaks_off_leaves_the_round_as_it_was(
    project: Project, tmp_path: Path, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    aspect = aspect_of(project)
    import_files(project, ROUND, [put(tmp_path, "Anna.qdpx", qdpx(qda(LEAD, aspect), ATLAS))])
    before = everything(project)
    replace, done = Path.replace, iter(range(100))

    def broken(path: Path, target: Path) -> Path:
        if next(done) in range(moment, moment + 5):  # it is tried again for a moment
            raise PermissionError(13, "open", str(path))
        return replace(path, target)

    monkeypatch.setattr(swapping.Path, "replace", broken)
    with pytest.raises(KlankbordError):
        import_files(project, ROUND, [put(tmp_path, "Bas.qdpx", qdpx(qda("Bas", aspect), ATLAS))])
    assert everything(project) == before


def test_an_import_that_was_killed_is_undone_at_the_next(project: Project, tmp_path: Path) -> None:
    of_both(project, tmp_path)
    before = everything(project)
    staged = project.root / ".klankbord" / f"import-{ROUND}"
    (staged / "oud").mkdir(parents=True)
    (staged / "oud" / "erbij.txt").write_text("", encoding="utf-8")
    (project.raw / ROUND / "import").replace(staged / "oud" / "import")
    assert import_files(project, ROUND, []).report.changes.nothing
    assert {name for name, content in everything(project).items() if before.get(name) != content} <= {
        "import/verslag.html",
        "import/verslag.csv",
    }


def test_a_transcript_that_somebody_put_there_is_not_written_over(project: Project, tmp_path: Path) -> None:
    own = project.raw / ROUND / "transcripts" / "Gesprek_K01.txt"
    own.parent.mkdir()
    own.write_text("Mijn eigen tekst.", encoding="utf-8")
    with pytest.raises(InputError, match="Gesprek_K01"):
        of_both(project, tmp_path)
    assert own.read_text(encoding="utf-8") == "Mijn eigen tekst."
    own.unlink()
    of_both(project, tmp_path)
    assert own.read_bytes().decode() == texts()["Gesprek K01"]


def test_the_command_tells_what_it_did(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, "Anna.qdpx", qdpx(qda(LEAD, aspect_of(project)), ATLAS))
    monkeypatch.setenv("KLANKBORD_PROJECT", str(project.root))
    monkeypatch.setattr(sys, "argv", ["klankbord", "import", ROUND, str(path)])
    for screen in (console.OUT, console.ERR):
        monkeypatch.setattr(screen, "_width", 120)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    said = capsys.readouterr().out
    assert not stopped.value.code
    for part in (
        "ATLAS.ti 23",
        "Coderingen: 20 overgenomen",
        "eigen woorden op die plek",
        "klankbord check haven-2026",
    ):
        assert part in said, said
    page = (project.raw / ROUND / "import" / take_in.PAGE).read_text(encoding="utf-8")
    assert "Alles is overgenomen." in page
    assert "teken of woord in de naam" in page


def test_what_a_file_says_is_shown_as_text(project: Project, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    was = qda(LEAD, aspect_of(project))
    more = Coded(was.codings[0].document, "Café en al.", f"{evil} =1+1", LEAD, evil)
    made = Qda(was.texts, [*was.codings, more], was.cases, was.values)
    import_files(project, ROUND, [put(tmp_path, "Anna.qdpx", qdpx(made, ATLAS))])
    folder = project.raw / ROUND / "import"
    assert "<script>alert" not in (folder / take_in.PAGE).read_text(encoding="utf-8")
    book = load_workbook(folder / "koppeling.xlsx")
    assert [cell.data_type for row in book["codes"].iter_rows(2, max_col=1) for cell in row] == ["s"] * 3


def test_other_sources_in_the_folder_stay(project: Project, tmp_path: Path) -> None:
    other = project.raw / ROUND / "import" / "ander programma" / "lees mij.txt"
    other.parent.mkdir(parents=True)
    other.write_text("Van een ander.", encoding="utf-8")
    of_both(project, tmp_path)
    import_files(project, ROUND, [])
    assert other.read_text(encoding="utf-8") == "Van een ander."


@pytest.mark.parametrize(
    "odd", ["cafe\u0301", "twee  spaties", "harde\u00a0spatie", "zacht\u00adstreepje", "=1+1", "_x0041_", "1"]
)
def test_a_name_comes_back_from_the_workbook_whatever_is_in_it(odd: str, project: Project, tmp_path: Path) -> None:
    question, code = aspect_of(project)
    words = texts()
    said = [Coded(name, "Café en al.", odd, odd) for name in words]
    cases = {f"{odd} {name}": [name] for name in words}
    path = put(tmp_path, "Anna.qdpx", qdpx(Qda(words, said, cases), ATLAS))
    import_files(project, ROUND, [path])
    sheet = project.raw / ROUND / "import" / "koppeling.xlsx"
    book = load_workbook(sheet)
    names = [row[0].value for row in book["personen"].iter_rows(min_row=2)]
    decide(sheet, "codes", **{book["codes"]["A2"].value: {"Vraag": question, "Aspect": code, "Richting": 1}})
    decide(sheet, "codeurs", **{book["codeurs"]["A2"].value: {"Codeur": "AB"}})
    decide(sheet, "personen", **{name: {"Stem": "klanten"} for name in names})
    report = import_files(project, ROUND, []).report
    assert not report.waiting
    assert report.became == {"overgenomen": 10}
    assert {row["coder"] for row in rows(project, "segments")} == {"AB"}


def test_the_example_in_a_workbook_that_nobody_filled_keeps_nobody_in(project: Project, tmp_path: Path) -> None:
    of_both(project, tmp_path)
    planned = withdrawal(project, ROUND, "K01")  # the name that the grey rows of our own workbooks have
    assert project.raw / ROUND / "import" / "interviews" / "segments.csv" in planned.new
    assert project.raw / ROUND / "interviews.xlsx" not in planned.new


def test_what_waits_for_people_is_told_where_they_say_who_it_is(project: Project, tmp_path: Path) -> None:
    """Not at the empty sheets of the workbook in which nobody has to type anything."""
    text = "I: Hoe is het?\nMarie: Prima.\nI: En?\nMarie: Ja hoor.\n"
    import_files(project, ROUND, [put(tmp_path, "Gesprek 1.txt", text.encode())])
    with pytest.raises(InputError) as refused:
        load_round(project, ROUND)
    [told] = refused.value.problems
    assert told.file.endswith("import/koppeling.xlsx")
    assert (told.what, f"klankbord import {ROUND}" in told.mend) == (WAITS, True)


@pytest.mark.parametrize(
    "said", [b"../round.yml\n../../../../codebooks/voices.yml\nGesprek_K01.txt", b"\xff\xfe\0", b"x" * 5000]
)
def test_a_damaged_list_of_transcripts_takes_nothing_else_away(project: Project, tmp_path: Path, said: bytes) -> None:
    """The list says which transcripts are of the import before, and so may go: never another file."""
    file = tmp_path / "Anna.qdpx"
    file.write_bytes(qdpx(qda(LEAD, aspect_of(project)), ATLAS))
    import_files(project, ROUND, [file])
    (project.raw / ROUND / "import" / take_in.LISTED).write_bytes(said)

    def others() -> dict[Path, bytes]:
        told = {take_in.LISTED, "verslag.html", "verslag.csv"}
        return {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.name not in told}

    before = others()
    import_files(project, ROUND, [])
    assert others() == before
    assert take_in.listed(project.raw / ROUND) == {f"Gesprek_{name}.txt" for name in PEOPLE}


def test_a_column_that_somebody_took_out_of_what_was_imported_breaks_nothing(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "Anna.qdpx"
    file.write_bytes(qdpx(qda(LEAD, aspect_of(project)), ATLAS))
    import_files(project, ROUND, [file])
    table = project.raw / ROUND / "import" / "interviews" / "segments.csv"
    whole = table.read_bytes()
    table.write_bytes(whole.replace(b",question,", b",vraag,", 1).replace(b"segment_id", b"kolom", 1))
    again = import_files(project, ROUND, [])
    assert (again.report.changes.new, again.report.changes.first) == (20, False)
    assert table.read_bytes() == whole
