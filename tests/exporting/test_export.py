"""What is exported comes back as the same tables, from whatever the codes came in, and reads as what it is."""

import io
import sys
import zipfile
from pathlib import Path

import pytest
from helpers_import import LEAD, ROUND, aspect_of, begun, qda, typed
from helpers_qda import ATLAS, MAXQDA, NVIVO, QUALCODER, qdpx
from lxml import etree
from openpyxl import load_workbook
from pyrefiqda import RefiCodebook, RefiProject

from pipeline import cli
from pipeline.errors import KlankbordError
from pipeline.exporting.export import export_round
from pipeline.importing.take_in import import_files
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project
from pipeline.sources.reading import read
from tests.demonstration.editing import fill

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow


def written(project: Project, *kinds: str) -> list[Path]:
    files, told = export_round(project, ROUND, kinds)
    assert not told
    return [project.root / file for file in files]


def tables(project: Project) -> dict[str, list[dict[str, object]]]:
    data = load_round(project, ROUND)
    found = {}
    for name in ("respondents", "interviews", "segments"):
        frame = data.whole(name).drop(columns=["origin", "segment_id"], errors="ignore").astype(str)
        found[name] = sorted(frame.to_dict("records"), key=lambda row: sorted(row.items()))
    return found


def imported(folder: Path, *files: Path) -> Project:
    project = begun(folder)
    report = import_files(project, ROUND, files).report
    assert not [line for line in report.lines if line.lost]
    assert not report.waiting
    return project


@pytest.mark.parametrize("way", [ATLAS, MAXQDA, NVIVO, QUALCODER], ids=lambda way: way.origin)
def test_a_project_of_every_dialect_goes_out_and_comes_back_the_same(way: object, tmp_path: Path) -> None:
    aspect = aspect_of(begun(tmp_path / "leeg"))
    files = []
    for coder in (LEAD, "Bas"):
        files.append(tmp_path / f"{coder}.qdpx")
        files[-1].write_bytes(qdpx(qda(coder, aspect), way))
    first = imported(tmp_path / "eerst", *files)
    second = imported(tmp_path / "weer", *written(first, "qdpx"))
    assert tables(second) == tables(first)
    assert len(tables(first)["segments"]) == 40
    assert written(second, "qdpx")[0].read_bytes() == written(first, "qdpx")[0].read_bytes()


def test_all_that_is_known_of_people_and_talks_goes_with_it(tmp_path: Path) -> None:
    first = begun(tmp_path / "eerst")
    question, code = aspect_of(first)
    people = [
        {"Persoon": "Marie_1", "Stem": "klanten", "Onderdeel": "kamer_noord", "Mag citeren": "ja", "Rol": "gastvrouw"},
        {"Persoon": "K02", "Stem": "bewoners", "Toestemming tot": "2027-01-31"},
    ]
    talk = {"Gesprek": "G01", "Personen": "Marie_1; K02", "Datum": "2026-03-14", "Tolk": "ja", "Interviewer": "AB"}
    base = {"Gesprek": "G01", "Vraag": question, "Aspect": code, "Codeur": "AB", "Uitwerking": ""}
    said = [
        base | {"Fragment": "F1", "Persoon": "Marie_1", "Woorden": "Ik kom graag.", "Richting": 1, "Memo": "<b>&"},
        base | {"Fragment": "F2", "Persoon": "K02", "Woorden": "Ik niet.", "Richting": -1},
        base | {"Fragment": "F3", "Persoon": "K02", "Woorden": "Soms.", "Richting": 0},
    ]
    folder = first.raw / ROUND
    text = "Marie: Ik kom graag.\nAnders: Ik niet.\nAnders: Soms.\n"
    for row in said:
        del row["Uitwerking"]
        row["Begin"] = text.index(row["Woorden"])
        row["Einde"] = row["Begin"] + len(row["Woorden"])
    (folder / "transcripts").mkdir()
    (folder / "transcripts" / "G01.txt").write_text(text, encoding="utf-8", newline="\n")
    fill(folder / "deelnemers.xlsx", {"respondents": people})
    fill(folder / "interviews.xlsx", {"interviews": [talk | {"Uitwerking": "G01.txt"}], "segments": said})
    second = imported(tmp_path / "weer", *written(first, "qdpx"))
    left, right = tables(first), tables(second)
    assert right["segments"] == left["segments"]
    assert right["respondents"] == left["respondents"]
    assert right["interviews"] == left["interviews"]


# The children of each element in the order that the schemas of the format give (Project.xsd and Codebook.xsd, 1.0).
ORDER = {
    "Project": "Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef",
    "CodeBook": "Codes Sets",
    "Code": "Description NoteRef Code",
    "Case": "Description CodeRef VariableValue SourceRef SelectionRef",
    "VariableValue": "VariableRef TextValue",
    "TextSource": "Description PlainTextContent PlainTextSelection Coding NoteRef VariableValue",
    "PlainTextSelection": "Description Coding NoteRef",
    "Coding": "CodeRef NoteRef",
    "Note": "Description PlainTextContent PlainTextSelection Coding NoteRef VariableValue",
}
NEEDED = {
    "Code": {"guid", "name", "isCodable"},
    "Variable": {"guid", "name", "typeOfVariable"},
    "PlainTextSelection": {"guid", "startPosition", "endPosition"},
    "Coding": {"guid"},
    "Project": {"name"},
}


@pytest.mark.parametrize("kind", ["qdpx", "qdc"])
def test_an_export_is_built_as_the_format_says(kind: str, tmp_path: Path) -> None:
    project = begun(tmp_path)
    typed(project)
    _, told = export_round(project, ROUND, [kind])
    assert bool(told) == (kind == "qdpx")  # there are no transcripts
    content = (project.root / ".klankbord" / ROUND / "export" / f"{ROUND}.{kind}").read_bytes()
    if kind == "qdpx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read("project.qde")
            texts = {name.removeprefix("sources/") for name in archive.namelist() if name.startswith("sources/")}
    root = etree.fromstring(content)
    guids, named = [], []
    for element in root.iter():
        name = etree.QName(element).localname
        order = ORDER.get(name, "").split()
        children = [etree.QName(child).localname for child in element]
        if order:
            assert [order.index(child) for child in children] == sorted(order.index(child) for child in children)
        assert set(element.attrib) >= NEEDED.get(name, set())
        guids += [element.get("guid")] if element.get("guid") else []
        named += [element.get(ref) for ref in ("targetGUID", "creatingUser") if element.get(ref)]
        if name == "TextSource":
            assert element.get("plainTextPath").removeprefix("internal://") in texts
    assert len(guids) == len(set(guids))
    assert set(named) <= set(guids)


def test_excel_has_codes_by_person_quotations_and_memos(tmp_path: Path) -> None:
    project = begun(tmp_path)
    typed(project)
    export_round(project, ROUND, ["xlsx"])
    book = load_workbook(project.root / ".klankbord" / ROUND / "export" / f"{ROUND}.xlsx")
    assert book.sheetnames == ["code bij persoon", "code bij persoon (0-1)", "citaten", "memo's"]
    counts = [list(row) for row in book["code bij persoon"].iter_rows(values_only=True)]
    assert counts[0][1:] == [f"K{number:02}" for number in range(1, 11)]
    assert [row[1:] for row in counts[1:]] == [[4] * 10]
    assert [list(row[1:]) for row in book["code bij persoon (0-1)"].iter_rows(2, values_only=True)] == [[1] * 10]
    quotes = list(book["citaten"].iter_rows(values_only=True))
    assert len(quotes) == 41
    assert {"Gesprek", "Persoon", "Stem", "Citaat", "Codeur", "Memo"} <= set(quotes[0])
    assert len(list(book["memo's"].iter_rows())) == 5


def test_a_round_without_own_talks_has_nothing_to_export(project: Project) -> None:
    with pytest.raises(KlankbordError, match="geen eigen gesprekken"):
        export_round(project, "wijk-voor-wijk-2019", ["qdpx"])
    assert not (project.root / ".klankbord").exists()


def test_another_reader_finds_all_of_it_and_what_it_writes_is_read(tmp_path: Path) -> None:
    project = begun(tmp_path / "project")
    typed(project)
    export_round(project, ROUND, ["qdpx", "qdc"])
    folder = project.root / ".klankbord" / ROUND / "export"
    found = RefiProject.load(folder / f"{ROUND}.qdpx", str(tmp_path / "uitgepakt"))
    sources = found.sources.text_source
    texts = [Path(RefiProject.resolve_source_path(each.plain_text_path, tmp_path / "uitgepakt")) for each in sources]
    assert all(path.read_bytes().decode() for path in texts)
    selections = [each for source in sources for each in source.plain_text_selection]
    assert (len(sources), len(found.cases.case), len(found.users.user)) == (10, 10, 2)
    assert (len(selections), sum(len(each.coding) for each in selections)) == (20, 40)
    again = tmp_path / "weer.qdpx"
    RefiProject.save(found, again, tmp_path / "uitgepakt" / "sources")
    ours, theirs = read(folder / f"{ROUND}.qdpx"), read(again)
    for part in ("documents", "codes", "codings", "cases"):
        left, right = ([{**vars(each), "file": ""} for each in getattr(material, part)] for material in (ours, theirs))
        assert left == right
    assert len(theirs.codings) == 40
    book = RefiCodebook.load(folder / f"{ROUND}.qdc")
    assert [code.name for code in book.codes.code] == [
        code.path[0] for code in read(folder / f"{ROUND}.qdc").codes if len(code.path) == 1
    ]


@pytest.mark.parametrize(("flags", "said"), [(["--qdc", "--xlsx"], "Geschreven"), ([], "Kies wat u wilt")])
def test_the_command_says_what_it_wrote(
    flags: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    project = begun(tmp_path)
    typed(project)
    monkeypatch.setenv("KLANKBORD_PROJECT", str(project.root))
    monkeypatch.setattr(sys, "argv", ["klankbord", "export", ROUND, *flags])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    told = capsys.readouterr()
    assert said in told.out + told.err
    assert bool(stopped.value.code) == (not flags)
    made = project.root / ".klankbord" / ROUND / "export"
    assert sorted(path.suffix for path in made.glob("*")) == sorted(f".{flag.strip('-')}" for flag in flags)
