"""Parameters that a notebook does not have, or of another type, are told; papermill itself takes any."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from pipeline.errors import InputError, Problem, refused
from pipeline.notebook.figures import open_figures
from pipeline.notebook.opened import opened
from pipeline.notebook.parameters import wrong
from pipeline.notebook.phase import open_phase
from pipeline.notebook.round import open_round, open_theme
from pipeline.phases.surveys import evidence

OWN = 'round_id: str = "wijk-voor-wijk-2019"\ntheme: str = "effectiviteit"\nhandover: str = ""  # leeg'
CALL = "work = open_theme(theme, round_id, handover)"


def told(given: str) -> list[tuple[str, str, str]]:
    cells = ["", OWN, f"# Parameters\n{given}", "%matplotlib inline", CALL]
    return [(problem.column, problem.value, problem.mend) for problem in wrong(cells)]


def test_a_name_that_is_not_there_is_told_with_the_nearest() -> None:
    assert told('tehme = "innovatie"') == [("", "tehme", "Bedoelde u «theme»?")]
    [(_, name, mend)] = told('zonder = "stakeholders"')
    assert name == "zonder"
    assert "round_id" in mend


@pytest.mark.parametrize("value", ["2019", "True", "None", "[1, 2]"])
def test_another_type_is_told(value: str) -> None:
    [(name, shown, mend)] = told(f"round_id = {value}")
    assert (name, shown) == ("round_id", value)
    assert "-r" in mend


@pytest.mark.parametrize("value", ["2019", "None"])
def test_another_type_in_the_cell_itself_is_told(value: str) -> None:
    again = OWN.replace('"wijk-voor-wijk-2019"', value)
    for cells in (["", again, CALL], ["", OWN, CALL, again, CALL]):
        [problem] = wrong(cells)
        assert (problem.column, problem.value) == ("round_id", value)
    assert list(wrong(["", again, OWN, CALL])) == [], "it was put right and run again"
    assert list(wrong(["", OWN, "x: int = 3", CALL])) == [], "somebody's own cell is no parameter"


def test_a_name_in_the_cell_itself_is_told_once_it_is_known_which_there_are() -> None:
    other = OWN.replace("theme", "tema")
    names = ["round_id", "theme", "handover"]
    assert [(problem.value, problem.mend) for problem in wrong([OWN, CALL, other, CALL], names)] == [
        ("tema", "Kies uit: handover, round_id, theme.")
    ]
    assert list(wrong([other, CALL, OWN, CALL])) == [], "what was run first may be what was wrong"
    assert list(wrong([OWN, CALL, other, CALL, OWN, CALL], names)) == [], "it was put right and run again"
    [problem] = wrong([OWN, CALL, OWN.replace('theme: str = "effectiviteit"', "theme = 3"), CALL], names)
    assert (problem.column, problem.value) == ("theme", "3"), "without its type, too"


@pytest.mark.parametrize(
    "open_it",
    [
        lambda: open_theme(3, "wijk-voor-wijk-2019"),
        lambda: open_round(3),
        lambda: open_figures(3),
        lambda: open_phase(evidence, 3),
    ],
)
def test_what_is_no_text_is_told_whatever_was_typed(open_it: Callable[[], object]) -> None:
    with pytest.raises(InputError) as refusal:
        open_it()
    assert [(problem.value, problem.what) for problem in refusal.value.problems] == [("3", "Dit moet een tekst zijn.")]


# A shell as a kernel has it: what it shows goes to the screen.
_SHELL = """
import sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_line_magic("colors", "nocolor")
for cell in sys.argv[1:]:
    print("=" * 9)
    shell.run_cell(cell, store_history=True)
"""


def shown(*cells: str) -> list[str]:
    """Give what a notebook shows of each of its cells."""
    done = subprocess.run([sys.executable, "-c", _SHELL, *cells], capture_output=True, text=True, check=True)
    return [part.strip() for part in done.stdout.split("=" * 9 + "\n")[1:]]


def test_no_cell_after_a_wrong_parameter_shows_a_traceback_and_afterwards_they_do_again() -> None:
    own = 'round_id: str = "wijk-voor-wijk-2019"\nhandover: str = ""'
    call = "from pipeline.notebook.figures import open_figures\nwork = open_figures(round_id, handover)"
    found = shown(
        own.replace("round_id", "rondeid"), call, own.replace("2019", "2091"), call, "work.data", own, call, "x"
    )
    assert found[1].startswith("1 fout gevonden; er is niets veranderd")
    assert "Waarde: round_id\nWat is er mis: Deze parameter ontbreekt." in found[1]
    assert "Hoe te herstellen: In de eerste cel met code staat rondeid. Bedoelde u daar «round_id»?" in found[1]
    assert "Waarde: wijk-voor-wijk-2091\nWat is er mis: Deze ronde bestaat niet." in found[3]
    assert found[4] == "Deze cel wacht. Herstel eerst wat in een cel hierboven fout is, en draai dan alles opnieuw."
    assert not [part for part in found[:7] if "Traceback" in part or "Error" in part]
    assert found[6] == "<Note>", "what is open"
    assert "Traceback" in found[7]
    assert "name 'x' is not defined" in found[7]


def test_a_notebook_shows_the_table_of_mistakes_and_nothing_else() -> None:
    problems = [
        Problem("raw/x/a.csv", row, "stem", "bewoner", "Deze stem is er niet.", "Bedoelde u «bewoners»?")
        for row in (3, 8)
    ]
    assert InputError(
        [*problems, refused("parameter", "Dit mag niet.", "Haal het weg.").problems[0]]
    )._render_traceback_() == [
        "3 fouten gevonden; er is niets veranderd",
        "",
        "Bestand: raw/x/a.csv",
        "Rij of cel: 3, 8",
        "Kolom: stem",
        "Waarde: bewoner",
        "Wat is er mis: Deze stem is er niet.",
        "Hoe te herstellen: Bedoelde u «bewoners»?",
        "",
        "Bestand: parameter",
        "Wat is er mis: Dit mag niet.",
        "Hoe te herstellen: Haal het weg.",
    ]


@pytest.mark.parametrize(
    "open_it",
    [
        lambda: open_theme("samenwerkin", "wijk-voor-wijk-2019"),
        lambda: open_theme("", "wijk-voor-wijk-2019"),
        lambda: open_round("wijk-voor-wijk-2091"),
        lambda: open_figures("wijk-voor-wijk-2091"),
        lambda: open_phase(evidence, "wijk-voor-wijk-2091"),
    ],
)
def test_a_round_or_a_theme_that_is_not_there_is_one_mistake(open_it: Callable[[], object]) -> None:
    with pytest.raises(InputError) as refusal:
        open_it()
    shown = refusal.value._render_traceback_()
    assert shown[0] == "1 fout gevonden; er is niets veranderd"
    assert "bestaat niet" in "\n".join(shown)


def test_a_notebook_says_which_round_theme_and_rules_it_has() -> None:
    work = open_theme("samenwerking", "wijk-voor-wijk-2019", rules={"direction_ratio": 3})
    said = opened(work.data.round, "wijk-voor-wijk-2019", work.theme.label).line
    assert isinstance(said, str)
    assert said.startswith(f"Ronde: {work.data.round.title} (wijk-voor-wijk-2019). Thema: {work.theme.label}.")
    assert "3 in plaats van 2" in said
    usual = opened(open_round("wijk-voor-wijk-2019").data.round, "wijk-voor-wijk-2019").line
    assert str(usual).endswith("De regels zijn zoals gebruikelijk.")


def test_what_is_right_and_what_nobody_gave_is_left_alone() -> None:
    assert told('theme = "innovatie"\nhandover = ""') == []
    assert list(wrong(["", OWN, CALL])) == []
    assert list(wrong([])) == []
