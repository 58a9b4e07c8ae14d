"""Nothing is published in which somebody stands who the round knows: wherever it stands, told without who it is."""

import json
import zipfile
from pathlib import Path

import pytest
import typst
from helpers_collected import ROUND, collected_project, write
from openpyxl import Workbook

from pipeline.errors import KlankbordError
from pipeline.execution.gate import pass_through
from pipeline.privacy.gate import Gate, hits, texts
from pipeline.privacy.names import Names

GATE = Gate(Names({"Karin de Wit": "iemand"}), frozenset({"info@bureau.example.nl"}))


NOBODY = (
    *("Karin de Wit", "Mohamed el Idrissi", "Shanti Ramdin", "Jan Bakker", "Kwame Owusu", "Fatma Yılmaz"),
    *("Roos van den Berg", "Mark Visser"),
)
# A name in the text, broken off at the end of a line, over two lines, in a property, and in the text of a figure.
PDFS = {
    "plat.pdf": "Karin de Wit vond het mooi.",
    "afgebroken.pdf": "#set page(width: 2.4cm, margin: 2mm)\nwas Ka-#linebreak()rin de Wit er",
    "regels.pdf": "Volgens Karin de #linebreak() Wit klopt het.",
    "titel.pdf": '#set document(title: "Gesprek met Karin de Wit")\nNiets.',
    "figuur.pdf": '#figure(alt: "Foto van K. de Wit", rect())',
}


def word(path: Path, **parts: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(f"{name.replace('__', '/')}.xml", content)


def planted(folder: Path) -> dict[str, str]:
    """Plant somebody in each way; give for each file what kind of thing stands there."""
    pages = {
        "plat.html": "<p>Karin de Wit vond het mooi.</p>",
        "gesplitst.html": "<p>Zei <b>Ka</b>rin <i>de</i> <span>Wit</span> toen.</p>",
        "klein.html": "<p>volgens karin klopt het</p>",
        "alt.html": '<img alt="Foto van K. de Wit">',
        "verbogen.html": "<p>Dat is Karins fiets.</p>",
        "titel.html": '<meta name="author" content="De Wit, Karin"><p>Niets.</p>',
    }
    for name, content in pages.items():
        (folder / name).write_text(content, encoding="utf-8")
    word(folder / "runs.docx", word__document="<w:p><w:r><w:t>Kar</w:t></w:r><w:r><w:t>in zei het</w:t></w:r></w:p>")
    word(folder / "eigenschap.docx", docProps__core="<dc:creator>Karin de Wit</dc:creator>")
    word(
        folder / "opmerking.docx", word__comments='<w:comment w:author="x"><w:p><w:t>van Karin</w:t></w:p></w:comment>'
    )
    word(folder / "dia.pptx", ppt__slides__slide1='<p:cNvPr id="2" descr="Karin"/><a:p><a:t>Niets</a:t></a:p>')
    book = Workbook()
    book.active["B2"] = "bel 06-12345678"
    book.save(folder / "cel.xlsx")
    notebook = {"cells": [{"source": ["# niets"]}], "metadata": {"authors": [{"name": "Karin de Wit"}]}}
    (folder / "boek.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "rijen.csv").write_text('a,b\n"mail x@example.nl",2\n', encoding="utf-8")
    for name, source in PDFS.items():
        (folder / name).write_bytes(typst.compile(source.encode()))
    (folder / "karin_de_wit.html").write_text("<p>Niets.</p>", encoding="utf-8")
    phones = {"cel.xlsx": "telefoonnummer", "rijen.csv": "e-mailadres"}
    return {path.name: phones.get(path.name, "naam") for path in folder.iterdir()}


def test_somebody_is_found_wherever_they_stand_and_not_named(tmp_path: Path) -> None:
    expected = planted(tmp_path)
    found = hits(tmp_path, GATE)
    assert {hit.file.partition(",")[0]: hit.kind for hit in found} == expected
    for hit in found:
        told = hit.around.casefold()
        assert not [word for word in ("karin", "wit", "12345678", "x@example") if word in told]


@pytest.mark.parametrize(
    "page",
    [
        "<p>De muur is wit. Wit is hij.</p>",
        "<p><span>✓</span>Wit is hij.</p>",
        "<p>Schrijf naar info@bureau.example.nl.</p>",
        "<script>const naam = 'Karin de Wit', telefoon = '0612345678'</script><style>.karin { }</style>",
        "<p>In 2019 waren er 111222333 bezoekers, in 2020 0,123456789.</p>",
        '<a id="kb_0123456789_027582cd" href="#kb_0612345678">verder</a>',
    ],
)
def test_what_is_nobody_is_let_through(tmp_path: Path, page: str) -> None:
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    assert hits(tmp_path, GATE) == []


@pytest.mark.parametrize(
    ("published", "kinds"),
    [
        ("report", ("rapport.pdf", "**/*.html")),
        *(pytest.param(name, ("**/*.*",), marks=pytest.mark.thorough) for name in ("report", "second_report")),
    ],
)
def test_in_published_rounds_at_most_one_word_in_ten_thousand_is_taken_for_somebody(
    published: str, kinds: tuple[str, ...], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Nobody of these names is in them, though many of the words that the names are made of are."""
    folder, words = request.getfixturevalue(published), 0
    for path in {path for kind in kinds for path in folder.glob(kind) if path.is_file()}:
        name = path.relative_to(folder)
        if name.parts[0] not in {"stages", "run.json", ".lock", ".made.json", ".papier.made.json"}:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(path.read_bytes())
            words += sum(len(text.split()) for _, text in texts(path.name, path.read_bytes()))
    assert words > 100_000
    assert len(hits(tmp_path, Gate(Names(dict.fromkeys(NOBODY, "iemand"))))) <= words / 10_000


def test_a_round_knows_its_own_people_and_who_may_be_named(tmp_path: Path) -> None:
    """Who did the interviews may not be in it, unless as a maker, or because somebody said so."""
    project = collected_project(tmp_path / "project", makers=["Bureau Verzonnen", "Teun Smeets"])
    write(project, "respondents", "respondent_id,voice", "p0,klanten", "p1,klanten", "p2,klanten")
    talks = ("t0,p0,Marloes Hoekstra", "t1,p1,Teun Smeets", "t2,p2,Joris Bakker")
    write(project, "interviews", "interview_id,respondents,interviewer", *talks)
    said = [f"s{n},t{n},p{n},bereik,komen,1,Er komt iemand" for n in range(3)]
    write(project, "segments", "segment_id,interview,respondent,question,aspect,direction,text", *said)
    names = "name,kind,hidden,remark\nJoris Bakker,persoon,nee,Staat in het rapport als wethouder.\n"
    (project.raw / ROUND / "privacy_names.csv").write_text(names, encoding="utf-8")
    folder = tmp_path / "klaar"
    folder.mkdir()
    page = folder / "index.html"
    page.write_text("<p>Gemaakt door Teun Smeets. Wethouder Joris Bakker was erbij.</p>", encoding="utf-8")
    pass_through(folder, project, ROUND)
    page.write_text("<p>Marloes Hoekstra sprak met de buren.</p>", encoding="utf-8")
    with pytest.raises(KlankbordError) as stopped:
        pass_through(folder, project, ROUND)
    assert "index.html: naam, bij «[naam] sprak met de buren.»" in str(stopped.value)
    assert "Marloes" not in str(stopped.value)


def test_whom_imported_files_call_by_name_is_in_nothing_that_is_published(tmp_path: Path) -> None:
    project = collected_project(tmp_path / "project")
    book = Workbook()
    book.active.title = "personen"
    for row in (
        ("Naam", "Gevonden als", "Persoon", "Overnemen"),
        ("Gesprek 5: Marjan", "spreker in de tekst", "K05", ""),
        ("Gesprek 5: Medewerker", "spreker in de tekst", "K06", ""),
    ):
        book.active.append(row)
    workbook = project.raw / ROUND / "import" / "koppeling.xlsx"
    workbook.parent.mkdir()
    book.save(workbook)
    folder = tmp_path / "klaar"
    folder.mkdir()
    page = folder / "index.html"
    page.write_text("<p>Volgens een medewerker loopt het slecht. Medewerker zijn is werk.</p>", encoding="utf-8")
    pass_through(folder, project, ROUND)
    page.write_text("<p>Volgens Marjan loopt de doorverwijzing slecht.</p>", encoding="utf-8")
    with pytest.raises(KlankbordError) as stopped:
        pass_through(folder, project, ROUND)
    assert "«Volgens [naam] loopt de doorverwijzing slecht.»" in str(stopped.value)
