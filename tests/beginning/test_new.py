"""A round that begins: what is made, what is asked, and that nothing that exists is touched."""

import io
import sys
from pathlib import Path

import pytest
from helpers_project import copy_project

from pipeline import cli, console
from pipeline.beginning.begin import begin
from pipeline.beginning.plan import Plan, named
from pipeline.errors import InputError, KlankbordError, NothingYetError
from pipeline.phases import codebook_files
from pipeline.phases.declarations import BY_ID
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

SECOND = "buurtwerkkamers-2019"
PLAN = Plan(
    "haven-2026",
    organisation='Stichting "De Haven": buurt & zo',
    place="Nergenshuizen",
    begins="2026-01",
    ends="2026-06",
    units=("Kamer Noord", "Kamer Zuid"),
    noun=("kamer", "kamers"),
    voices=("Jonge ouders",),
    attributes=(("Leeftijd", ("jong, of heel jong", "ja")),),
    selection="purposive",
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_project(tmp_path_factory.mktemp("nieuw") / "project")
    begin(project, PLAN)
    return project


@pytest.fixture
def command(begun: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run the command in this process; give its exit code and what it said."""

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setenv("KLANKBORD_PROJECT", str(begun.root))
        monkeypatch.setattr(sys, "argv", ["klankbord", *arguments])
        for each in (console.OUT, console.ERR):
            monkeypatch.setattr(each, "_width", 120)
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def files(project: Project) -> dict[str, bytes]:
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for path in project.root.rglob("*")
        if path.is_file()
    }


def test_what_was_answered_is_in_the_round(begun: Project) -> None:
    round_ = begun.round(PLAN.round_id)
    assert (round_.organisation, round_.period) == (PLAN.organisation, "januari 2026 tot en met juni 2026")
    assert (round_.selection, round_.units_noun.more) == ("purposive", "kamers")
    assert [(each.id, each.values) for each in round_.attributes] == [("leeftijd", PLAN.attributes[0][1])]
    book = codebook_files.load(begun, PLAN.round_id, round_)
    assert book.labels["jonge_ouders"] == "Jonge ouders"
    assert {book.theme_of(question.id) for question in book.questions} == {theme.id for theme in book.themes}


def test_a_round_in_which_nothing_was_filled_in_is_in_order_and_says_what_waits(begun: Project, command) -> None:
    with pytest.raises(NothingYetError) as error:
        load_round(begun, PLAN.round_id)
    assert len(error.value.problems) == len(BY_ID)
    code, said = command("check", PLAN.round_id)
    assert (code, "is in orde. Er is nog niets verzameld." in said) == (0, True)
    code, said = command("run", PLAN.round_id)
    assert (code, "Er is nog niets verzameld" in said, "interviews.xlsx" in said) == (2, True, True)
    assert not (begun.root / "reports" / PLAN.round_id).exists()


@pytest.mark.parametrize("phases", [("interviews",), ("desk_research", "surveys"), ("mystery_guests", "focusgroups")])
def test_only_what_is_held_has_a_workbook(tmp_path: Path, phases: tuple[str, ...]) -> None:
    project = copy_project(tmp_path / "project")
    begin(project, Plan("half", "Iemand", "Ergens", "2026", "2026", phases=phases, codebook=SECOND))
    names = {
        **{"interviews": {"interviews.xlsx"}, "desk_research": {"deskresearch.xlsx"}},
        **{"surveys": {"meetladders.xlsx", "enquetes"}, "mystery_guests": {"mystery_guests.xlsx"}},
        **{"focusgroups": {"focusgroepen.xlsx"}},
    }
    made = {path.name for path in (project.raw / "half").iterdir()}
    assert made == {"round.yml", "codeboek.xlsx", "deelnemers.xlsx"}.union(*(names[phase] for phase in phases))
    with pytest.raises(NothingYetError):
        load_round(project, "half")
    copied, original = (codebook_files.load(project, name, project.round(name)) for name in ("half", SECOND))
    assert (copied.questions, copied.indicators) == (original.questions, original.indicators)


@pytest.mark.parametrize("name", ["wijk-voor-wijk-2019", "WIJK-voor-wijk-2019", "themes", "een ronde", "../elders", ""])
def test_a_name_that_is_taken_or_none_changes_nothing(begun: Project, name: str) -> None:
    before = files(begun)
    with pytest.raises(InputError):
        begin(begun, Plan(name, "Iemand", "Ergens", "2026", "2026"))
    assert files(begun) == before


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"phases": ("wandelen",)}, "Deze fase bestaat niet|De fase wandelen bestaat niet"),
        ({"selection": "aselect"}, "Deze selectie bestaat niet"),
        ({"coding": "vrij"}, "Zo kan er niet worden gecodeerd"),
        ({"codebook": "buurtwerkkamers"}, "Het codeboek buurtwerkkamers bestaat niet"),
        ({"attributes": (("Voice", ("a",)),)}, "staat al in deelnemers.xlsx"),
        ({"voices": ("Bewoners",)}, "Deze naam komt twee keer voor"),
        ({"organisation": " "}, "De organisatie is leeg"),
    ],
)
def test_an_answer_of_which_no_round_can_be_made_changes_nothing(begun: Project, wrong, words: str) -> None:
    before = files(begun)
    answers = {"organisation": "Iemand", "place": "Ergens", "begins": "2026", "ends": "2026", **wrong}
    with pytest.raises(KlankbordError, match=words):
        begin(begun, Plan("nog-een", **answers))
    assert files(begun) == before


def test_the_command_asks_for_what_was_not_given(command, begun: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = {
        "Welke organisatie": "De Kade",
        "Welke fasen": "2, 4",
        "Met welk codeboek": "1",
        "Hoe zijn": "4",
        "Hoe codeert": "2",
    }

    def prompt(question: str, default: str = "", **_: object) -> str:
        asked.append(question)
        return next((answer for start, answer in answers.items() if question.startswith(start)), default)

    monkeypatch.setattr("typer.prompt", prompt)
    code, said = command("new", "kade", "--place", "Nergens", "--unit", "Kade Oost", "--noun", "kade,kades")
    assert (code, "raw/kade/interviews.xlsx" in said) == (0, True)
    round_ = begun.round("kade")
    assert (round_.organisation, round_.place, round_.selection) == ("De Kade", "Nergens", "purposive")
    assert round_.is_reflexive
    assert [name for name, phase in round_.phases.items() if phase.deployed] == ["interviews", "mystery_guests"]
    assert not [question for question in asked if "plaats" in question or "onderdeel" in question]


def test_without_anybody_to_answer_it_says_so(command, begun: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code, said = command("new", "stil")
    assert (code, "Er kwam geen antwoord" in said) == (1, True)
    assert not (begun.raw / "stil").exists()


def test_a_letter_with_an_accent_stays_a_letter_in_an_id() -> None:
    assert named(["Taalcafé Noord", "Café 't Veer", "Zuid"]) == {
        "taalcafe_noord": "Taalcafé Noord",
        "cafe_t_veer": "Café 't Veer",
        "zuid": "Zuid",
    }
