"""The machine around a round: few signs on its screen, nothing that can be written, two people at once."""

import csv
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from helpers_import import LEAD, PEOPLE, aspect_of, begun, qda
from helpers_import import ROUND as IMPORTED
from helpers_machine import read_only, told
from helpers_qda import ATLAS, qdpx
from helpers_review import write_saved
from helpers_synthetic import ROUND, synthetic_project
from openpyxl import load_workbook

from pipeline import without_home
from pipeline.claims.ledger import make
from pipeline.errors import RoundBusyError
from pipeline.execution import run
from pipeline.execution.run_step import StepResult
from pipeline.importing.take_in import import_files
from pipeline.notebook.round import RoundWork
from pipeline.review import store
from pipeline.review.excel import answers
from pipeline.review.places import draft_of
from pipeline.review.setting import setting_of, titles_of
from pipeline.review.taking_in import take_in
from pipeline.rounds import Project

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

_FIGURES = "Jaar,Bezoekers\n2019,40\n2020,60\nTotaal,101\n"
_NO_DUTCH = ("Errno", "Error(", "Traceback", "denied", "directory")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give a project with the made-up round, in which commands work; no kernel is started."""
    made = synthetic_project(tmp_path / "project")
    monkeypatch.setenv("KLANKBORD_PROJECT", str(made.root))
    monkeypatch.setattr(run, "_start_kernels", lambda: None)
    monkeypatch.setattr("pipeline.execution.kernels.fork_client.start", lambda: None)
    return made


@pytest.fixture
def importing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give a project with a round of conversations, and beside it the files of two coders."""
    made = begun(tmp_path / "gesprekken")
    monkeypatch.setenv("KLANKBORD_PROJECT", str(made.root))
    for coder in (LEAD, "Bas", "Cas", "Dee"):
        (tmp_path / f"{coder}.qdpx").write_bytes(qdpx(qda(coder, aspect_of(made)), ATLAS))
    return made


def state(folder: Path) -> dict[str, bytes]:
    """Give all that stands in a folder, but for what keeps others out."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def one_line(code: int, said: str, about: str) -> None:
    """See that a command was refused in a line of Dutch that names the place."""
    assert code == 1
    assert about in said
    assert not any(word in said for word in _NO_DUTCH), said
    assert len(said.splitlines()) == 1, said


# The screen


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_screen_or_file_that_knows_few_signs_ends_nothing(
    encoding: str, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_rounds(_project: Project, names: list[str], show: object, **_: object) -> list[run.Result]:
        done = StepResult(names[0], "01_desk_research", "Deskresearch — één", "notebook", "made", 0.1)
        show(done)  # type: ignore[operator]
        return [run.Result(names[0], (done,), None)]

    (tmp_path / "cijfers.csv").write_text(_FIGURES, encoding="utf-8")
    for arguments in (("audit", ROUND), ("audit", str(tmp_path / "cijfers.csv"))):
        code, out, err = told(monkeypatch, *arguments, encoding=encoding)
        assert (code, err) == (0, "")
        assert len(out) > 100
    with monkeypatch.context() as patch:
        patch.setattr(run, "run_rounds", run_rounds)
        code, out, err = told(monkeypatch, "run", ROUND, encoding=encoding)
    assert (code, err) == (0, "")
    seen = "Deskresearch — één" if encoding == "cp1252" else "Deskresearch ? ??n"
    assert out.splitlines()[0].startswith(f"? {seen}")
    assert "gemaakt" in out.splitlines()[0]


def test_an_import_and_a_mistake_are_told_there_too(
    importing: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = told(monkeypatch, "import", IMPORTED, str(tmp_path / f"{LEAD}.qdpx"), encoding="ascii")
    assert (code, err) == (0, "")
    assert "20 overgenomen" in out
    code, out, err = told(monkeypatch, "check", "bestaat-niet", encoding="ascii")
    assert (code, out) == (2, "")
    assert "Deze ronde bestaat niet." in err


# No folder of the user

_LIBRARIES = """
import os
from pipeline import without_home
without_home.give_place()
import IPython.paths, matplotlib
IPython.paths.get_ipython_dir()
matplotlib.get_cachedir()
print(os.environ.get("IPYTHONDIR", ""))
"""


def test_libraries_say_nothing_where_the_user_has_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    names = {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "MPLCONFIGDIR", "IPYTHONDIR"}
    environment = {name: value for name, value in os.environ.items() if name not in names}
    environment["HOME"] = str(tmp_path / "file" / "home")
    done = subprocess.run(
        [sys.executable, "-c", _LIBRARIES], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    kept = Path(done.stdout.strip())
    assert kept.is_absolute()
    assert not kept.exists()


def test_who_has_a_folder_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("IPYTHONDIR", raising=False)
    without_home.give_place()
    assert "IPYTHONDIR" not in os.environ


def test_commands_need_no_folder_of_the_user(
    project: Project, importing: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for variable in ("MPLCONFIGDIR", "IPYTHONDIR"):
        monkeypatch.setenv(variable, str(tmp_path))
    for home in (None, str(tmp_path / "file" / "home")):
        if home is None:
            monkeypatch.delenv("HOME")
        else:
            monkeypatch.setenv("HOME", home)
        for made, arguments in (
            (project, ("check", ROUND)),
            (project, ("privacy", ROUND)),
            (importing, ("import", IMPORTED, str(tmp_path / f"{LEAD}.qdpx"))),
        ):
            if home is None and arguments[0] == "check":
                continue  # it takes longest, and once will do
            monkeypatch.setenv("KLANKBORD_PROJECT", str(made.root))
            code, out, err = told(monkeypatch, *arguments)
            assert (code, err) == (0, "")
            assert out


# Nothing to be written


def test_a_project_that_can_only_be_read_can_be_checked_and_what_writes_says_why_not(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(project.root)
    with read_only(project.root):
        code, out, err = told(monkeypatch, "check", ROUND)
        assert (code, err) == (0, "")
        assert "In orde: 15 tabellen met samen 86 rijen." in out
        for arguments in (("run", ROUND), ("kit", ROUND)):
            code, out, err = told(monkeypatch, *arguments)
            assert out == ""
            one_line(code, err, "Hier mag niet worden gelezen of geschreven")
    assert state(project.root) == before


@pytest.mark.parametrize(
    ("where", "arguments"),
    [
        (f"reports/{ROUND}", ("run", ROUND)),
        (f"raw/{ROUND}/kit", ("kit", ROUND)),
        (".klankbord", ("codebook", ROUND)),
    ],
)
def test_a_file_in_the_place_of_a_folder_is_told(
    where: str, arguments: tuple[str, ...], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project.root / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("in de weg", encoding="utf-8")
    before = state(project.root)
    code, _, err = told(monkeypatch, *arguments)
    one_line(code, err, "Hier staat een bestand waar een map hoort")
    assert where in err
    assert state(project.root) == before


@pytest.mark.parametrize("where", [f"raw/{IMPORTED}", f"raw/{IMPORTED}/import", ".klankbord"])
def test_an_import_where_nothing_can_be_written_changes_nothing(
    where: str, importing: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_files(importing, IMPORTED, [tmp_path / f"{LEAD}.qdpx"])
    (importing.root / ".klankbord").mkdir(exist_ok=True)
    before = state(importing.root)
    with read_only(importing.root / where):
        code, _, err = told(monkeypatch, "import", IMPORTED, str(tmp_path / "Bas.qdpx"))
    one_line(code, err, "Hier mag niet worden gelezen of geschreven")
    assert state(importing.root) == before
    # And when it can be written again, all goes as usual.
    assert import_files(importing, IMPORTED, [tmp_path / "Bas.qdpx"]).files == {"Bas.qdpx": "nieuw"}


def test_an_audit_of_a_file_in_such_a_folder_says_where_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gedeeld"
    folder.mkdir()
    (folder / "cijfers.csv").write_text(_FIGURES, encoding="utf-8")
    with read_only(folder):
        code, _, err = told(monkeypatch, "audit", str(folder / "cijfers.csv"))
    assert code == 2
    assert "in een map waarin u mag schrijven" in " ".join(err.split())
    assert [path.name for path in folder.iterdir()] == ["cijfers.csv"]


# Two people at once


@contextmanager
def at_work(project: Project, round_id: str) -> Iterator[None]:
    """Let somebody else be at work on a round."""
    folder = project.report(round_id)
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        yield


@pytest.mark.parametrize(
    "arguments", [("privacy", ROUND), ("reconcile", ROUND), ("new", ROUND, "--refresh"), ("import", ROUND, "x.qdpx")]
)
def test_who_comes_second_is_told_to_wait_and_changes_nothing(
    arguments: tuple[str, ...], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_work(project, ROUND):
        before = state(project.root)
        code, out, err = told(monkeypatch, *arguments)
        assert (code, out) == (2, "")
        assert "wordt al gedraaid. Wacht tot dat klaar is" in err
        assert state(project.root) == before


def at_once(project: Project, round_id: str, jobs: dict[str, Callable[[], object]]) -> None:
    """Let a process for each do its job at the same time; who was told to wait does so again, until all are done."""
    waiting, turns = dict(jobs), 0
    while waiting:
        turns += 1
        assert turns <= len(jobs), "nobody was done"
        children = {}
        for name, job in waiting.items():
            if not (child := os.fork()):
                code = 1
                try:
                    with run.alone(project, round_id):
                        job()
                    code = 0
                except RoundBusyError:
                    code = 2
                finally:
                    os._exit(code)
            children[child] = name
        codes = {name: os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child, name in children.items()}
        assert set(codes.values()) <= {0, 2}
        assert 0 in codes.values()
        waiting = {name: job for name, job in waiting.items() if codes[name]}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


_forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are begun otherwise here")


@_forks
def test_four_people_who_import_at_once_lose_nothing(importing: Project, tmp_path: Path) -> None:
    """Each imports what they coded. All of it is there, as one after the other."""
    files = {coder: tmp_path / f"{coder}.qdpx" for coder in (LEAD, "Bas", "Cas", "Dee")}
    expected = begun(tmp_path / "na elkaar")
    for file in files.values():
        import_files(expected, IMPORTED, [file])
    at_once(
        importing,
        IMPORTED,
        {coder: partial(import_files, importing, IMPORTED, [file]) for coder, file in files.items()},
    )
    table = Path("raw", IMPORTED, "import", "interviews", "segments.csv")
    coders = [row["coder"] for row in rows_of(importing.root / table)]
    assert {coder: coders.count(coder) for coder in files} == dict.fromkeys(files, 2 * len(PEOPLE))
    assert (importing.root / table).read_bytes() == (expected.root / table).read_bytes()
    assert not [*importing.root.rglob("*.unfinished"), *importing.root.glob(".klankbord/import-*")]


@_forks
def test_three_people_who_take_in_what_came_back_at_once_lose_nothing(work: RoundWork, tmp_path: Path) -> None:
    draft = draft_of(ROUND, work.result.findings, make(work.data, work.tables))
    about, finding = setting_of(work.data, draft), next(draft.findings)
    titles = titles_of(work.data, draft, work.result.findings)
    jobs = {}
    for name in ("Ans", "Bep", "Cor"):
        entry = {"finding": finding.id, "seen": finding.text, "judgement": "disagree", "comment": f"Zegt {name}."}
        said = {"round": ROUND, "draft": draft.id, "reviewer": name, "judgements": [entry], "general": ""}
        jobs[name] = partial(take_in, work.data, about, titles, [write_saved(tmp_path / f"{name}.json", **said)])
    project = work.data.project
    at_once(project, ROUND, jobs)
    folder = store.folder(project, ROUND)
    assert {row["reviewer"]: row["comment"] for row in rows_of(folder / "remarks.csv")} == {
        name: f"Zegt {name}." for name in jobs
    }
    assert {row["reviewer"] for row in rows_of(folder / "reviewers.csv")} == set(jobs)
    book = load_workbook(folder / answers.FILE)
    assert sum(f"Zegt {name}." in str(cell.value) for name in jobs for row in book[answers.SHEET] for cell in row) == 3
    assert len(list((folder / "received").iterdir())) == 3
    assert not list(project.root.rglob("*.unfinished"))
