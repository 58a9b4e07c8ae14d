"""REFI-QDA projects in every dialect give the same material, and what is wrong with one is told in a line."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from helpers_qda import ATLAS, MAXQDA, NVIVO, QUALCODER, Coded, Project, Way, qdc, qde, qdpx

from pipeline.errors import InputError
from pipeline.sources.model import Material
from pipeline.sources.reading import read

# Invented.
PROJECT = Project(
    {
        "G01": "I: Hoe is het 😀?\nK01: Ik voel me hier thuis, café en al.\nK01: Maar het is wel druk.\n",
        "G02": "I: En u?\n\nK02: Ik kom er nooit 🏡, echt niet.\nK02: Nooit.\n",
    },
    [
        Coded("G01", "Ik voel me hier thuis, café en al.", "Beleving > welkom +", "Anna", "Zei het twee keer."),
        Coded("G01", "Maar het is wel druk.", "Beleving > welkom -", "Anna"),
        Coded("G02", "Ik kom er nooit 🏡, echt niet.", "bereik -", "Anna"),
        Coded("G02", "Nooit.", "bereik -", "Bas"),
        Coded("G01", "voel me hier thuis", "welkom +", "Bas"),
    ],
    {"K01": ["G01"], "K02": ["G02"]},
    {"K01": {"Leeftijd": "jong"}},
)
WAYS = {
    "spec": Way(),
    "ATLAS.ti": ATLAS,
    "MAXQDA": MAXQDA,
    "NVivo": NVIVO,
    "QualCoder": QUALCODER,
    "no scheme": Way(scheme=""),
    "absolute": Way(scheme="absolute:///C:/werk/"),
    "namespace": Way(namespace="urn:QDA-XML:project:1:0"),
    "no namespace": Way(namespace=""),
}


def from_bytes(tmp_path: Path, content: bytes | str, name: str = "anna.qdpx") -> Material:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


def spans(material: Material) -> list[tuple[str, ...]]:
    texts = {document.name: document.text for document in material.documents}
    return [
        (each.document, texts[each.document][each.start : each.end], " > ".join(each.code), each.coder, each.memo)
        for each in material.codings
    ]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_every_dialect_gives_the_same(way: Way, tmp_path: Path) -> None:
    material = from_bytes(tmp_path, qdpx(PROJECT, way))
    assert spans(material) == [
        (each.document, each.words, each.code, each.coder, each.memo)
        for each in sorted(PROJECT.codings, key=lambda each: each.document)
    ]
    assert {document.name: document.text for document in material.documents} == PROJECT.texts
    assert [(case.name, case.documents, dict(case.values)) for case in material.cases] == [
        ("K01", ("G01",), {"Leeftijd": "jong"}),
        ("K02", ("G02",), {}),
    ]
    assert material.program == way.origin
    assert material.found["coderingen"] == len(material.codings) == 5
    assert not material.lines
    assert material.counting


@pytest.mark.parametrize(
    "namespace", ["urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0", "urn:QDA-XML:codebook:0:4", ""]
)
def test_codebooks_have_one_name_in_four_spellings(namespace: str, tmp_path: Path) -> None:
    material = from_bytes(tmp_path, qdc(["Beleving > welkom +", "Beleving > oordeel"], namespace), "codes.qdc")
    assert [code.name for code in material.codes] == ["Beleving", "Beleving > welkom +", "Beleving > oordeel"]


def test_a_text_in_another_encoding_is_read_and_told(tmp_path: Path) -> None:
    texts = {"G01": "K01: Eén café, geïnteresseerd, België, reünie, wél.\nK01: Twéé cafés, één idee.\n"}
    project = Project(texts, [Coded("G01", "Twéé cafés, één idee", "welkom +", "Anna")])
    material = from_bytes(tmp_path, qdpx(project, Way(encoding="cp1252")))
    assert spans(material)[0][1] == "Twéé cafés, één idee"
    assert ["geen UTF-8" in line.what for line in material.lines] == [True]


def test_two_documents_of_one_name_stay_two(tmp_path: Path) -> None:
    content = qde(replace(PROJECT, cases={}), replace(MAXQDA, named=True)).replace('name="G02"', 'name="G01"')
    material = from_bytes(tmp_path, content, "project.qde")
    assert [document.name for document in material.documents] == ["G01", "G01 (2)"]
    assert any("vaker" in line.what for line in material.lines)


def test_a_case_without_a_name_gets_that_of_its_text(tmp_path: Path) -> None:
    content = qde(PROJECT, MAXQDA).replace('name="K02"', 'name=""', 1)
    material = from_bytes(tmp_path, content, "project.qde")
    assert [case.name for case in material.cases] == ["K01", "G02"]


def losses(tmp_path: Path, content: str) -> list[str]:
    material = from_bytes(tmp_path, content, "project.qde")
    # Nothing is lost silently: what is no coding any more has a line.
    lost = material.found["coderingen"] - len(material.codings)
    without_text = sum(int(line.value) for line in material.lines if "met de tekst weg" in line.what)
    assert lost <= sum(line.lost for line in material.lines) + without_text
    return [line.what for line in material.lines]


PLAIN = qde(PROJECT, MAXQDA)
END = re.findall("endPosition='[0-9]+'", PLAIN)[0]
LINKS = "<Links><Link guid='a' name='b' originGUID='c' targetGUID='d'/></Links><Sets><Set guid='e' name='f'/></Sets>"
PICTURE = (
    "<PictureSource guid='p1' name='foto.jpg'><Coding guid='p2'><CodeRef targetGUID='x'/></Coding></PictureSource>"
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (END, f"{END[:-1]}00'", "waar deze woorden staan"),
        ("startPosition='", "startPosition='9", ""),
        ("</Sources>", f"</Sources>{LINKS}", "groep (set)"),
        ("</Sources>", f"{PICTURE}</Sources>", "ligt op een afbeelding"),
        ("<PlainTextContent>", "<Weg>", ""),
        ("startPosition='", "startPosition='x", ""),
        ("CodeRef targetGUID=", "CodeRef anders=", "staat niet in het bestand"),
        ("<Coding guid=", "<Coding id=", ""),
    ],
)
def test_what_can_not_be_carried_over_is_told(tmp_path: Path, old: str, new: str, expected: str) -> None:
    content = PLAIN.replace(old, new)
    if new == "<Weg>":
        content = content.replace("</PlainTextContent>", "</Weg>")
    told = losses(tmp_path, content)
    assert any(expected in what for what in told) or not expected


def archive(*parts: tuple[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts:
            target.writestr(name, content)
    return made.getvalue()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]><Project>&a;&c;</Project>'


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        (archive(("lees.txt", "niets")), "a.qdpx", "geen project"),
        (archive(("a.qde", PLAIN), ("b.qde", PLAIN)), "a.qdpx", "2 projecten"),
        (archive(("a.qde", ENTITIES)), "a.qdpx", "DOCTYPE"),
        (ENTITIES, "a.qdc", "DOCTYPE"),
        ("<html><body>Hallo</body></html>", "a.qdc", "geen REFI-QDA"),
        (archive(("a.qde", "<Project")), "a.qdpx", "beschadigd"),
        (archive(("a.qde", "<Anders/>")), "a.qdpx", "geen REFI-QDA-project"),
        (qdpx(PROJECT)[:400], "a.qdpx", "beschadigd"),
        (b"PK\x03\x04" + b"x" * 50, "a.qdpx", "beschadigd"),
        (b"", "a.qdpx", "leeg"),
        (b"%PDF-1.7", "a.qdpx", "pdf"),
        (b"zomaar", "a.atlproj23", "ATLAS.ti"),
        (archive(("a.qde", "<Project>" + "<Code>" * 3000 + "</Code>" * 3000 + "</Project>")), "a.qdpx", "beschadigd"),
    ],
)
def test_a_file_that_is_no_project_is_refused_in_a_line(tmp_path: Path, content: bytes, name: str, what: str) -> None:
    with pytest.raises(InputError) as caught:
        from_bytes(tmp_path, content, name)
    (problem,) = caught.value.problems
    assert what in problem.what
    assert problem.mend


def test_a_bomb_is_refused_and_a_path_out_of_the_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
    outside = PLAIN.replace("<PlainTextContent>", "<Weg>").replace("</PlainTextContent>", "</Weg>")
    for path in ("../geheim.txt", "file:///etc/passwd", "absolute:///etc/passwd", f"{tmp_path}/geheim.txt"):
        content = archive(("a.qde", outside.replace("<TextSource ", f'<TextSource plainTextPath="{path}" ')))
        material = from_bytes(tmp_path, content)
        assert not material.documents
        assert sum("zit niet in het bestand" in line.what for line in material.lines) == 2
    bomb = archive(("a.qde", b" " * 210_000_000))
    assert len(bomb) < 1_000_000
    with pytest.raises(InputError) as told:
        from_bytes(tmp_path, bomb)
    (problem,) = told.value.problems
    assert "groot" in problem.what or "groter" in problem.what, problem.what


def test_groups_of_documents_are_with_the_documents(tmp_path: Path) -> None:
    guids = dict(re.findall(r'<TextSource guid="?\'?([^"\' ]+)[^>]*name="([^"]+)"', PLAIN))
    first = next(found for found, name in guids.items() if name == "G01")
    sets = (
        f"<Sets><Set guid='s1' name='Oost'><MemberSource targetGUID='{first}'/></Set>"
        f"<Set guid='s2' name='Kern'><MemberSource targetGUID='{first}'/><MemberCode targetGUID='c'/></Set></Sets>"
    )
    material = from_bytes(tmp_path, PLAIN.replace("</Project>", f"{sets}</Project>"), "project.qde")
    assert {document.name: document.groups for document in material.documents} == {"G01": ("Oost", "Kern"), "G02": ()}
    assert [line.value for line in material.lines if "groep (set)" in line.what] == ["Kern"]
