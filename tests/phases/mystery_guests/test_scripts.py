"""Scripts of visits: read as they stand, held against the visits, and told with when the organisation agreed."""

import shutil
from pathlib import Path

import pytest
from helpers_rounds import ROOT

from pipeline.blocks import Fold, Nothing, Section, Table, plain
from pipeline.errors import InputError, Problem
from pipeline.kit.making import fieldwork_of, handouts
from pipeline.phases import codebook_files
from pipeline.phases.mystery_guests import fidelity_telling, visits_telling
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

ROUND = "bezoek"
_ROUND = """
title: Bezoeken aan een verzonnen buurthuis
organisation: Het Peilhuis
place: Nergenshuizen
period: "2021"
question: Is iedereen welkom?
summary: Een verzonnen ronde met bezoeken.
codebook: bezoek
synthetic: true
phases:
  mystery_guests: {deployed: true}
"""
_CODEBOOK = """
questions:
  - id: sfeer
    theme: inwonersperspectief
    label: Sfeer
    question: Is iedereen welkom?
    asked_in: [mystery_guests]
    codes: [{id: ontvangst, label: Ontvangst, definition: Hoe mensen worden ontvangen.}]
"""
_FILES = {
    "visits.csv": "visit_id,script,voice,channel,date\nb1,inloop,bewoners,bezoek,2021-03-02\n"
    "b2,inloop,bewoners,bezoek,2021-03-09\n",
    "visit_criteria.csv": "criterion_id,label,kind,favourable,question,aspect\n"
    "groet,Iemand groet,ja/nee,ja,sfeer,ontvangst\nkoffie,Er is koffie,ja/nee,ja,sfeer,ontvangst\n",
    "visit_scores.csv": "visit,observer,criterion,value\nb1,o1,groet,ja\nb1,o1,koffie,ja\n"
    "b2,o2,groet,nee\nb2,o2,koffie,ja\n",
}
SCRIPT = """
label: Binnenlopen zonder afspraak
channel: bezoek
scenario: U loopt binnen en vraagt of u koffie kunt krijgen.
steps: [Loop naar binnen., Wacht tot iemand u aanspreekt.]
criteria: [groet, koffie]
agreement: {date: 2021-02-15, by: de directeur}
"""


def project(target: Path, script: str | None = SCRIPT, name: str = "inloop.yml") -> Project:
    made = Project(target)
    shutil.copytree(ROOT / "codebooks", made.codebooks)
    folder = made.raw / ROUND
    folder.mkdir(parents=True)
    (folder / "round.yml").write_text(_ROUND, encoding="utf-8")
    (made.codebooks / "bezoek.yml").write_text(_CODEBOOK, encoding="utf-8")
    for file, text in _FILES.items():
        (folder / file).write_text(text, encoding="utf-8")
    if script is not None:
        (folder / "scripts").mkdir()
        (folder / "scripts" / name).write_text(script, encoding="utf-8")
    return made


def problems(made: Project) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        load_round(made, ROUND)
    return caught.value.problems


def test_a_script_is_told_with_its_steps_and_its_agreement(tmp_path: Path) -> None:
    data = load_round(project(tmp_path), ROUND)
    found = fidelity_telling.scripts(data)
    assert isinstance(found, Section)
    shown = next(part for part in found.parts if isinstance(part, Table))
    [row] = [[plain(cell) for cell in row] for row in shown.rows]
    assert row == ["Binnenlopen zonder afspraak", "bezoek", "2", "15 februari 2021, de directeur"]
    folded = repr(next(part for part in found.parts if isinstance(part, Fold)).below)
    assert "1. Loop naar binnen." in folded
    assert "2. Wacht tot iemand u aanspreekt." in folded
    assert "Er is koffie" in folded
    # That the organisation agreed is written once, in the script, and holds for its visits.
    there = visits_telling.what_there_was(data)
    assert isinstance(there, Section)
    assert "De organisatie stemde vooraf in met alle bezoeken." in repr(there.parts)


def test_without_scripts_nothing_is_asked(tmp_path: Path) -> None:
    data = load_round(project(tmp_path, None), ROUND)
    [nothing] = fidelity_telling.scripts(data).parts
    assert isinstance(nothing, Nothing)
    without = load_round(project(tmp_path / "leeg", SCRIPT.partition("agreement")[0]), ROUND)
    there = visits_telling.what_there_was(without)
    assert "niet vastgelegd dat de organisatie vooraf instemde" in repr(there.parts)


@pytest.mark.parametrize(
    ("old", "new", "column", "word"),
    [
        ("groet, koffie", "groet, kofie", "criteria", "koffie"),
        ("channel: bezoek", "channel: fax", "channel", "telefoon"),
        ("channel: bezoek", "channel: telefoon", "channel", "bezoek"),
        ("2021-02-15", "2021-03-05", "agreement.date", "2 maart 2021"),
        ("2021-02-15", "in het voorjaar", "agreement.date", "dag"),
        ("scenario:", "verhaal:", "verhaal", "scenario"),
        ("steps: [Loop naar binnen., Wacht tot iemand u aanspreekt.]", "steps: []", "steps", ""),
    ],
)
def test_one_mistake_is_one_line_with_its_place(tmp_path: Path, old: str, new: str, column: str, word: str) -> None:
    found = problems(project(tmp_path, SCRIPT.replace(old, new)))
    told = [problem for problem in found if problem.column == column]
    assert len(told) == 1
    assert told[0].file == f"raw/{ROUND}/scripts/inloop.yml"
    assert word in f"{told[0].what} {told[0].mend}"


def test_a_visit_names_a_script_that_is_there(tmp_path: Path) -> None:
    [problem] = problems(project(tmp_path, name="inlop.yml"))
    assert (problem.value, "inlop" in problem.mend) == ("inloop", True)


def test_what_is_no_script_is_told(tmp_path: Path) -> None:
    made = project(tmp_path)
    (made.raw / ROUND / "scripts" / "uitleg.docx").write_bytes(b"PK")
    [problem] = problems(made)
    assert problem.file.endswith("uitleg.docx")


def test_no_result_can_be_of_a_volunteer(tmp_path: Path) -> None:
    """There is no column for who of the organisation was at the door: one that somebody adds is refused."""
    made = project(tmp_path)
    path = made.raw / ROUND / "visits.csv"
    text = path.read_text(encoding="utf-8").replace("date\n", "date,vrijwilliger\n").replace("-02\n", "-02,Ans\n")
    path.write_text(text.replace("-09\n", "-09,Bep\n"), encoding="utf-8")
    assert [problem.column for problem in problems(made)] == ["vrijwilliger"]


def test_who_goes_out_takes_the_script_along(tmp_path: Path) -> None:
    """A form a script, with its steps and its points only."""
    made = project(tmp_path, SCRIPT.replace("[groet, koffie]", "[koffie]"))
    round_ = made.round(ROUND)
    work = fieldwork_of(made, ROUND, round_, codebook_files.load(made, ROUND, round_))
    [form] = [each for each in handouts(work) if each.name.startswith("bezoek")]
    words = repr(form.blocks)
    assert form.name == "bezoek-inloop"
    assert "2. Wacht tot iemand u aanspreekt." in words
    assert "Er is koffie" in words
    assert "Iemand groet" not in words
