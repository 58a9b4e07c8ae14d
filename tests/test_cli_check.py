"""The command: what a user sees and what is left on disk, with good input and with bad."""

import hashlib
import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import helpers_command
import pytest
from helpers_damage import CHECKOUT, NULMETING

from pipeline import __version__, cli
from pipeline.errors import KlankbordError, RoundBusyError, StageError
from pipeline.execution import run
from pipeline.execution.run_step import StepResult
from pipeline.rounds import Project

FOLDER = f"raw/{NULMETING}"


@pytest.fixture
def klankbord(project):
    """Run the command on the copied project, on a screen wide enough for a line a problem."""
    return partial(helpers_command.klankbord, project.root)


@pytest.fixture
def on_an_old_screen(project):
    """Run it as a program of its own, where signs can't be shown."""

    def call(*arguments, **environment):
        named = {**os.environ, "KLANKBORD_PROJECT": str(project.root), "COLUMNS": "400", **environment}
        command = [sys.executable, "-m", "pipeline", *arguments]
        return subprocess.run(
            command, cwd=CHECKOUT, env=named, capture_output=True, text=True, encoding="utf-8", check=False
        )

    return call


def contents(root):
    """Give a hash of every file below a folder, and every folder."""
    return {
        path.relative_to(root): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in root.rglob("*")
    }


def lines(output):
    """Give the rows of the table of problems: file, row, column, value, what is wrong, how to mend it."""
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in output.splitlines() if line.startswith("│")]


def assert_refused(project, done, before):
    """Check for one Dutch table on stderr, no traceback, and a project that is as it was."""
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.findall(r"[0-9]+ (?:fout|fouten) gevonden; er is niets veranderd", done.stderr) == [
        done.stderr.splitlines()[0].strip()
    ]
    assert done.stderr.count("Wat is er mis") == 1
    assert "Traceback" not in done.stderr
    assert contents(project.root) == before


def test_check_of_a_good_round(klankbord, project):
    before = contents(project.root)
    done = klankbord("check", NULMETING)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("In orde: 16 tabellen")
    assert contents(project.root) == before


def test_check_tells_what_was_guessed(klankbord, damaged):
    damaged.set("interview_statements", 2, remark="Eén idee, in het café geopperd.")
    path = damaged.path("interview_statements.csv")
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252", "replace"))
    done = klankbord("check", NULMETING)
    assert (done.returncode, done.stderr) == (0, "")
    [line] = lines(done.stdout)
    assert line[0] == f"{FOLDER}/interview_statements.csv"
    assert "Windows-1252" in line[4]


def test_a_screen_that_lacks_a_sign_shows_the_rest_and_ends_nothing(on_an_old_screen):
    """As the console and the files of an older Windows, which have no ✓ and no typographic quotes."""
    for command in (("rounds",), ("--help",), ("check", "onbekende-ronde"), ("audit", NULMETING)):
        done = on_an_old_screen(*command, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
        assert "Unicode" not in done.stderr, command
        assert done.returncode in {0, 2}
        assert done.stdout or done.stderr


def break_cells(damaged):
    damaged.set("desk_statements", 3, question="zelfredzaamhied", direction="7")
    damaged.set("figures", 4, printed="geen idee")
    return [
        [f"{FOLDER}/desk_statements.csv", "3", "question", "zelfredzaamhied"],
        [f"{FOLDER}/desk_statements.csv", "3", "direction", "7"],
        [f"{FOLDER}/figures.csv", "4", "printed", "geen idee"],
    ]


def break_references(damaged):
    damaged.set("interview_statements", 4, n="6", n_total="5")
    damaged.set("focusgroup_statements", 5, source="focusgroepje")
    return [
        [f"{FOLDER}/interview_statements.csv", "4", "n", "6"],
        [f"{FOLDER}/focusgroup_statements.csv", "5", "source", "focusgroepje"],
    ]


def break_files(damaged):
    damaged.path("documents.csv").unlink()
    damaged.path("figures.csv").write_bytes(b"")
    damaged.path("survey_items.csv").write_bytes(b"\0\1\2")
    return [[f"{FOLDER}/{name}.csv", "", "", ""] for name in ("documents", "figures", "survey_items")]


def break_yaml(damaged):
    damaged.edit(damaged.path("round.yml"), "organisation: Wijk", "organisation: Wijk: wijk")
    return [[f"{FOLDER}/round.yml", "2", "", ""]]


def break_markup(damaged):
    damaged.set("desk_statements", 3, voice="[/oeps] [bold]x")
    return [[f"{FOLDER}/desk_statements.csv", "3", "voice", "[/oeps] [bold]x"]]


@pytest.mark.parametrize("damage", [break_cells, break_references, break_files, break_yaml, break_markup])
def test_check_of_bad_input_shows_every_mistake_and_changes_nothing(klankbord, damaged, damage):
    expected = damage(damaged)
    before = contents(damaged.project.root)
    done = klankbord("check", NULMETING)
    assert_refused(damaged.project, done, before)
    assert sorted(line[:4] for line in lines(done.stderr)) == sorted(expected)


def test_run_on_bad_input_writes_nothing(klankbord, damaged):
    expected = break_cells(damaged)
    before = contents(damaged.project.root)
    done = klankbord("run", NULMETING)
    assert_refused(damaged.project, done, before)
    assert sorted(line[:4] for line in lines(done.stderr)) == sorted(expected)
    assert not (damaged.project.root / "reports").exists()


@pytest.mark.parametrize("command", ["check", "run"])
def test_an_unknown_round_is_answered_with_the_nearest(klankbord, project, command):
    before = contents(project.root)
    done = klankbord(command, "wijk-voor-wijk-2018")
    assert_refused(project, done, before)
    assert "Bedoelde u «wijk-voor-wijk-2019»?" in done.stderr


def test_the_same_mistake_in_200_rows_is_one_line(klankbord, damaged):
    rows = damaged.rows("interview_statements")
    for row in rows[:200]:
        row["voice"] = "iemand anders"
    damaged.write("interview_statements", rows)
    done = klankbord("check", NULMETING)
    (line,) = lines(done.stderr)
    assert line[:4] == [f"{FOLDER}/interview_statements.csv", "2, 3, 4 en nog 197", "voice", "iemand anders"]
    assert "200 fouten" in done.stderr


def test_a_long_value_is_cut_off(klankbord, damaged):
    damaged.set("desk_statements", 3, voice="Een heel verhaal. " * 50)
    (line,) = lines(klankbord("check", NULMETING).stderr)
    assert line[3].startswith("Een heel verhaal.")
    assert len(line[3]) <= 60


def test_a_terminal_without_unicode_shows_the_table_too(on_an_old_screen, damaged):
    damaged.set("desk_statements", 3, voice="→ ✓")
    done = on_an_old_screen("check", NULMETING, PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_table_that_cannot_be_opened_gives_no_traceback(klankbord, damaged):
    """Excel on Windows locks what it has open; a folder stands for any file that refuses to be read."""
    damaged.path("interview_statements.csv").unlink()
    damaged.path("interview_statements.csv").mkdir()
    done = klankbord("check", NULMETING)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "interview_statements.csv" in done.stderr


def test_debug_shows_the_traceback(klankbord, damaged):
    break_cells(damaged)
    plain = klankbord("check", NULMETING)
    assert "Traceback" not in plain.stderr
    for arguments in (("--debug", "check", NULMETING), ("check", NULMETING, "--debug")):
        done = klankbord(*arguments)
        assert done.returncode == plain.returncode
        assert done.stderr.startswith(plain.stderr.rstrip())
        assert "Traceback" in done.stderr
        assert "InputError" in done.stderr


def test_a_folder_without_a_project(klankbord, tmp_path):
    done = klankbord("check", NULMETING, KLANKBORD_PROJECT=str(tmp_path))
    assert done.returncode == 2
    assert "geen klankbord-project" in done.stderr
    assert "Traceback" not in done.stderr


def test_rounds_lists_name_and_title(klankbord):
    done = klankbord("rounds")
    assert (done.returncode, done.stderr) == (0, "")
    line = next(line for line in done.stdout.splitlines() if line.startswith(NULMETING))
    assert "Met elkaar voor de wijk" in line


def test_rounds_shows_brackets_in_a_title_as_they_are(klankbord, damaged):
    damaged.edit(damaged.path("round.yml"), 'title: "Met', 'title: "[/proef] Met')
    assert "[/proef] Met elkaar" in klankbord("rounds").stdout


def test_version(klankbord):
    done = klankbord("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"klankbord {__version__}\n", "")


def commands():
    return [command.name or command.callback.__name__ for command in cli.app.registered_commands]


def test_help_lists_every_command_and_option(klankbord):
    done = klankbord("--help", columns=100)
    assert done.returncode == 0
    for name in (*commands(), "--version", "--debug"):
        assert re.search(rf"^ +{name} ", done.stdout, re.MULTILINE), name


@pytest.mark.parametrize("command", commands())
def test_every_command_explains_itself(klankbord, command):
    done = klankbord(command, "--help", columns=100)
    assert done.returncode == 0
    said = " ".join(done.stdout.split())  # a long path to Python wraps the line
    assert f"{command} [OPTIES]" in said
    for english in ("Usage", "Options", "Arguments", "Show this", "required", "default", "<str>"):
        assert english not in said


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ([], "check"),  # the list of commands
        (["chek"], "chek"),
        (["--debg"], "--debg"),
        (["check", "--alles", NULMETING], "--alles"),
        (["check"], "RONDE"),
        (["check", NULMETING, "nog-een"], "nog-een"),
    ],
)
def test_wrong_usage_is_explained(klankbord, arguments, shown):
    done = klankbord(*arguments)
    assert done.returncode == 2
    assert shown in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["trace"], "NAAM ontbreekt: Een zin"),
        (["chek"], "Het commando «chek» bestaat niet. Bedoelde u «check»?"),
        (["xyz"], "Het commando «xyz» bestaat niet. Kies uit: agreement, audit, check,"),
        (["run", "--frsh"], "De optie --frsh bestaat niet. Bedoelde u --fresh?"),
        (["run", "--all=ja"], "De optie --all krijgt geen waarde."),
        (["run", "--why"], "Bij de optie --why hoort een waarde."),
        (["check", NULMETING, "nog-een"], "Dit is te veel: nog-een."),
        (["serve", NULMETING], "--participants ontbreekt: Hoeveel mensen meedoen."),
        (["serve", NULMETING, "--participants", "0"], "Kies een heel getal van 1 tot en met 100."),
        (["serve", NULMETING, "--participants", "tien"], "Kies een heel getal van 1 tot en met 100."),
    ],
)
def test_wrong_usage_is_told_in_dutch_with_the_command_as_it_was_called(klankbord, arguments, says):
    done = klankbord(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Fout: ")
    assert says in done.stderr
    help_line = done.stderr.splitlines()[-1]
    assert help_line.startswith(f"Hulp: {sys.executable} -m pipeline")
    assert help_line.endswith("--help")
    for english in ("Usage", "Error", "Try", "Missing", "such", "Invalid", "Input should"):
        assert english not in done.stderr
    assert "Traceback" not in done.stderr


class TestEndOfARun:
    """What `run` says and returns when a run does not end well; the run itself is replaced."""

    @pytest.fixture
    def end(self, monkeypatch, capsys):
        """Give exit code and stderr of a run that ends so."""

        def call(error):
            def run_rounds(_project, names, _show, **_):
                if not isinstance(error, KlankbordError):
                    raise error
                outcome = StepResult(names[0], "01_desk_research", "Deskresearch", "notebook", "failed", 0.1, error)
                return [run.Result(names[0], (outcome,), error)]

            monkeypatch.setenv("KLANKBORD_PROJECT", str(Project(CHECKOUT).root))
            monkeypatch.setattr(run, "run_rounds", run_rounds)
            monkeypatch.setattr(sys, "argv", ["klankbord", "run", NULMETING])
            with pytest.raises(SystemExit) as stop:
                cli.main()
            return stop.value.code, capsys.readouterr().err

        return call

    def test_a_failed_notebook(self, end):
        error = StageError("desk", "01_desk_research.ipynb", "Wat er staat", 4, "KeyError: 'n'", Path("half.ipynb"))
        code, message = end(error)
        assert code == 1
        for part in ("01_desk_research.ipynb", "Wat er staat", "4", "KeyError: 'n'", "half.ipynb"):
            assert part in message

    def test_a_round_that_is_being_run(self, end):
        assert end(RoundBusyError("De ronde wordt al gedraaid.")) == (2, "Fout: De ronde wordt al gedraaid.\n")

    def test_the_user_stops_it(self, end):
        code, message = end(KeyboardInterrupt())
        assert code == 130
        assert "Gestopt" in message
