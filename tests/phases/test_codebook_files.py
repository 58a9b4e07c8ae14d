"""The codebook of a round: a workbook or YAML of its own, the same either way, and each mistake told in its cell."""

import shutil
from pathlib import Path

import pytest
import yaml
from helpers_codebooks import SHARED, as_workbook, own_part, typed
from helpers_collected import ROUND, collected_project
from helpers_rounds import ROOT

from pipeline import codebook
from pipeline.codebook import Code, Domain, Indicator, Instrument, Question, RoundCodes, Rung, Voice
from pipeline.errors import InputError, Problem
from pipeline.execution.stages import stages
from pipeline.phases import codebook_files
from pipeline.phases.declarations import BY_ID
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

EVERYTHING = RoundCodes(
    questions=[
        Question(
            id="buurt",
            theme="effectiviteit",
            label="Buurt = dorp",
            question="Kennen buren elkaar?",
            asked_in=["interviews", "surveys"],
            instrument="contactladder",
            was=("straat", "plein"),
            codes=[
                Code(id="groeten", label="Groeten", definition='Zegt men "hallo"; of niet, met 1,5 woord.'),
                Code(id="hulp", label="Hulp", definition="= elkaar helpen", was=("burenhulp",)),
            ],
        ),
        Question(
            id="sfeer",
            theme="innovatie",
            label="Sfeer",
            question="Is het er fijn?",
            asked_in=["desk_research"],
            instrument="zrm-11",
            codes=[],
        ),
    ],
    voices=(
        Voice(id="jongeren", label="Jongeren tot 23", short="jongeren", definition="Wie jonger is dan 23."),
        Voice(id="register", label="Register", definition="Wat in de administratie staat.", person=False),
        Voice(id="bestuur", label="Bestuur", definition="Wie bestuurt.", insider=True),
        Voice(id="studenten", label="Studenten", definition="Wie meedeed aan het onderzoek.", researcher=True),
    ),
    indicators=(
        Indicator(id="inloop", label="Inloop", question="buurt", aspect="groeten", favourable="higher"),
        Indicator(
            id="klachten", label="Klachten", question="buurt", aspect="hulp", favourable="lower", cumulative=False
        ),
    ),
    instruments=(
        Instrument(
            id="contactladder",
            label="Contactladder",
            source="zelf gemaakt",
            rungs=[
                Rung(rung=1, label="Niemand", description="Kent niemand."),
                Rung(rung=2, label="Iedereen", description="Kent iedereen."),
                Rung(rung=9, label="Weet niet", description="Is niet gevraagd.", position=False),
            ],
            domains=(Domain(id="straat_zelf", label="Eigen straat"),),
        ),
    ),
)


def read(path: Path) -> RoundCodes:
    return codebook_files.own_codes(path, path.name, SHARED, path.parent)[0]


def mistakes(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as error:
        read(path)
    return error.value.problems


def told(problem: Problem) -> tuple[str, str, str]:
    return problem.sheet, problem.cell, problem.column


def test_everything_that_a_codebook_can_hold_comes_back_from_a_workbook(tmp_path: Path) -> None:
    assert read(as_workbook(tmp_path / "codeboek.xlsx", EVERYTHING)) == EVERYTHING


@pytest.mark.parametrize(
    "path",
    [
        ROOT / "tests" / "synthetic_round" / "codebooks" / "oefenronde.yml",
        ROOT / "codebooks" / "wijk-voor-wijk-2019.yml",
        ROOT / "codebooks" / "buurtwerkkamers-2019.yml",
    ],
    ids=lambda path: path.stem,
)
def test_a_codebook_in_yaml_and_its_workbook_are_the_same(path: Path, tmp_path: Path) -> None:
    own = own_part(path)
    back = read(as_workbook(tmp_path / "codeboek.xlsx", own))
    # Sentences that nobody uses any more are left behind.
    questions = [question.model_copy(update={"answers": None}) for question in own.questions]
    assert codebook.whole(SHARED, back, "x") == codebook.whole(
        SHARED, own.model_copy(update={"questions": questions}), "y"
    )


@pytest.mark.parametrize("kind", ["xlsx", "yml"])
def test_a_round_is_read_with_a_codebook_of_its_own(kind: str, tmp_path: Path) -> None:
    project = collected_project(tmp_path / "project")
    before = load_round(project, ROUND)
    shared_file, own = project.codebooks / "eigen.yml", project.raw / ROUND / f"codeboek.{kind}"
    if kind == "yml":
        shutil.copyfile(shared_file, own)
    else:
        as_workbook(own, own_part(shared_file))
    shared_file.unlink()
    without_name(project)
    after = load_round(project, ROUND)
    assert after.codebook == before.codebook
    assert [notice.what for notice in after.notices] == [notice.what for notice in before.notices]
    planned = stages(project, ROUND, project.round(ROUND), after.codebook, "stages")
    assert all(f"raw/{ROUND}/codeboek.{kind}" in stage.inputs for stage in planned)


def without_name(project: Project) -> None:
    path = project.raw / ROUND / "round.yml"
    about = yaml.safe_load(path.read_text("utf-8"))
    del about["codebook"]
    path.write_text(yaml.safe_dump(about, allow_unicode=True), encoding="utf-8")


def test_two_codebooks_or_none_are_one_line(tmp_path: Path) -> None:
    project = collected_project(tmp_path / "project")
    folder = project.raw / ROUND

    def only() -> Problem:
        with pytest.raises(InputError) as error:
            load_round(project, ROUND)
        (problem,) = error.value.problems
        return problem

    shutil.copyfile(project.codebooks / "eigen.yml", folder / "codeboek.yml")
    problem = only()  # round.yml names another one
    assert (problem.file, "codebooks/eigen.yml" in problem.what) == (f"raw/{ROUND}/codeboek.yml", True)
    without_name(project)
    as_workbook(folder / "codeboek.xlsx", own_part(project.codebooks / "eigen.yml"))
    problem = only()
    assert (problem.file, "codeboek.yml" in problem.what) == (f"raw/{ROUND}/codeboek.xlsx", True)
    for name in codebook_files.OWN:
        (folder / name).unlink()
    assert only().what == "Deze ronde heeft geen codeboek."


@pytest.mark.parametrize(
    ("sheet", "cell", "text", "column", "says"),
    [
        ("vragen", "B3", "effectivitiet", "Thema", "Bedoelde u «effectiviteit»?"),
        ("vragen", "A4", "buurt", "Vraag", "eigen naam"),
        ("vragen", "A4", "met spatie", "Vraag", "alleen letters"),
        ("vragen", "A4", "klanten", "Vraag", "andere naam"),  # a voice that all rounds share
        ("vragen", "A4", "jongeren", "Stem", "andere naam"),  # told at the second that is read
        ("vragen", "F3", "misschien", "Interviews", "Kies uit: ja, nee."),
        ("vragen", "J3", "contactlader", "Meetladder", "Bedoelde u «contactladder»?"),
        ("vragen", "D3", None, "Hele vraag", "Vul de cel in."),
        ("codes", "A3", "buurtje", "Vraag", "buurt"),
        ("codes", "B4", "groeten", "Vraag", "dubbele rij"),
        ("indicatoren", "D3", "zwaaien", "Code", "Kies uit: groeten, hulp."),
        ("indicatoren", "E3", "hoog", "Gunstig is", "hoger"),
        ("stemmen", "E3", "soms", "Zijn mensen", "Kies uit: ja, nee."),
        ("treden", "B3", "hoog", "Trede", "heel getal"),
        ("treden", "A3", "ladder", "Meetladder", "contactladder"),
    ],
)
def test_a_mistake_is_told_in_its_cell(tmp_path: Path, sheet: str, cell: str, text, column: str, says: str) -> None:
    path = as_workbook(tmp_path / "codeboek.xlsx", EVERYTHING)
    typed(path, lambda sheets: sheets[sheet].__setitem__(cell, text))
    (problem,) = mistakes(path)
    assert (problem.file, problem.column, says in problem.mend) == ("codeboek.xlsx", column, True), problem
    assert problem.cell
    assert problem.sheet == ("stemmen" if text == "jongeren" else sheet)


def test_what_is_no_part_of_a_codebook_is_told(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "codeboek.xlsx", EVERYTHING)
    typed(path, lambda sheets: sheets["codes"].__setitem__("C1", "Titel"))
    assert {problem.what for problem in mistakes(path)} == {"Deze kolom hoort niet in deze tabel."}
    path = as_workbook(tmp_path / "codeboek.xlsx", EVERYTHING)
    typed(path, lambda sheets: setattr(sheets["codes"], "title", "code"))
    (problem,) = mistakes(path)
    assert "«codes»" in problem.mend


def test_a_codebook_without_questions_or_codes_says_which_sheet_waits(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "codeboek.xlsx", RoundCodes(questions=[]))
    assert [(problem.sheet, problem.mend) for problem in mistakes(path)] == [
        ("vragen", "Vul het blad vragen."),
        ("codes", "Vul het blad codes."),
    ]


def test_a_ladder_without_rungs_is_told(tmp_path: Path) -> None:
    own = EVERYTHING.instruments[0].model_copy(update={"rungs": [], "domains": ()})
    path = as_workbook(tmp_path / "codeboek.xlsx", EVERYTHING.model_copy(update={"instruments": (own,)}))
    (problem,) = mistakes(path)
    assert told(problem) == ("meetladders", "A3", "Meetladder")


def test_a_damaged_codebook_is_told_with_the_mistakes_of_what_rounds_share(tmp_path: Path) -> None:
    project = collected_project(tmp_path / "project")
    without_name(project)
    (project.raw / ROUND / "codeboek.xlsx").write_bytes(b"PK\x03\x04 stuk")
    (project.codebooks / "themes.yml").unlink()
    with pytest.raises(InputError) as error:
        codebook_files.load(project, ROUND, project.round(ROUND))
    assert {problem.file for problem in error.value.problems} == {
        "codebooks/themes.yml",
        f"raw/{ROUND}/codeboek.xlsx",
    }


def test_an_indicator_of_a_question_that_no_document_is_read_for_is_told_in_its_cell(tmp_path: Path) -> None:
    project = collected_project(tmp_path / "project")
    without_name(project)
    own = own_part(project.codebooks / "eigen.yml")
    figure = Indicator(id="teller", label="Teller", question="bereik", aspect="komen", favourable="higher")
    as_workbook(project.raw / ROUND / "codeboek.xlsx", own.model_copy(update={"indicators": (figure,)}))
    with pytest.raises(InputError) as error:
        load_round(project, ROUND)
    (problem,) = error.value.problems
    assert told(problem) == ("indicatoren", "C3", "Vraag")


def test_every_phase_has_its_column(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "codeboek.xlsx", EVERYTHING)
    seen: list[object] = []
    typed(path, lambda sheets: seen.extend(cell.value for cell in sheets["vragen"][1]))
    assert {phase.label for phase in BY_ID.values()} <= set(seen)
