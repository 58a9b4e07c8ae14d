"""Several rounds in one call: one that can't be run does not hold up the others, and each comes out as if alone."""

import shutil

import pytest
from filelock import FileLock
from helpers_command import klankbord
from helpers_runs import COPY
from helpers_sample import sampled
from helpers_synthetic import ROUND

from pipeline.errors import InputError, RoundBusyError
from pipeline.execution.run import run_rounds


def copy_round(project, name):
    shutil.copytree(project.raw / ROUND, project.raw / name)


def contents(project, round_id):
    """Give what a run made, but for what says of the run itself how it was asked for."""
    folder = project.report(round_id)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in {"run.json", ".lock", "finished.json"}
    }


@pytest.fixture
def several(small):
    """Give a project with rounds of which one has a mistake."""
    for name in (COPY, "fout", "bezet"):
        copy_round(small, name)
    (small.raw / "fout" / "interview_cases.csv").unlink()
    return small


@pytest.fixture
def command(several):
    """Run the command; give its exit code and what it said."""

    def run(*arguments):
        done = klankbord(several.root, "run", *arguments, columns=120)
        assert "Traceback" not in done.stdout + done.stderr
        return done.returncode, done.stdout, done.stderr

    return run


def test_others_complete_when_one_has_a_mistake_and_one_is_locked(several, both_made, command):
    shutil.copytree(both_made.report(ROUND), several.report(ROUND))
    folder = several.report("bezet")
    folder.mkdir(parents=True)
    with FileLock(folder / ".lock"):
        code, out, err = command("--all")
    assert code == 2
    assert "2 van de 4 rondes zijn klaar; zie reports/." in out
    assert f"✓ {COPY}: gemaakt" in out
    assert f"= {ROUND}: nog actueel" in out
    assert "interview_cases.csv" in err
    assert "De ronde bezet wordt al gedraaid" in err
    assert not several.report("fout").exists()
    assert [path.name for path in folder.iterdir()] == [".lock"]
    assert (several.report(COPY) / "index.html").exists()
    assert contents(several, COPY) == contents(both_made, COPY), "what it is made with makes no difference"

    # The others go on where they are wanted again, and what was done is reused.
    shutil.copyfile(several.raw / COPY / "interview_cases.csv", several.raw / "fout" / "interview_cases.csv")
    code, out, err = command(COPY, "fout", COPY)
    assert (code, err) == (0, "")
    assert f"= {COPY}: nog actueel" in out
    assert "✓ fout: gemaakt" in out
    assert "2 van de 2 rondes zijn klaar" in out


@pytest.mark.thorough
def test_each_round_has_its_result_and_its_outcomes(several):
    folder = several.report("bezet")
    folder.mkdir(parents=True)
    notebook = several.notebooks / "08_rapport.ipynb"
    text = notebook.read_text(encoding="utf-8")
    notebook.write_text(
        text.replace("open_round(round_id, ", "assert round_id != 'een'; open_round(round_id, "), "utf-8"
    )
    told = []
    with FileLock(folder / ".lock"):
        names = ["bezet", "fout", "nergens", COPY, ROUND]
        results = run_rounds(several, names, lambda outcome: told.append((outcome.round_id, outcome.id)))
    assert [result.round_id for result in results] == names
    busy, wrong, absent, failed, good = results
    assert isinstance(busy.error, RoundBusyError)
    assert isinstance(wrong.error, InputError)
    assert isinstance(absent.error, InputError)
    assert "Deze ronde bestaat niet." in {problem.what for problem in absent.error.problems}
    assert not busy.outcomes + wrong.outcomes + absent.outcomes
    assert "08_rapport.ipynb" in str(failed.error)
    assert {outcome.status for outcome in failed.outcomes} == {"made", "failed", "skipped"}
    assert good.error is None
    assert {outcome.status for outcome in good.outcomes} == {"made"}
    assert len(told) == len(set(told)) == len(failed.outcomes) + len(good.outcomes)
    assert not (several.report(COPY) / "index.html").exists()
    assert (good_index := several.report(ROUND) / "index.html").exists(), good_index


@pytest.mark.parametrize(
    ("arguments", "message"),
    sampled(
        [
            ([], "Noem een of meer rondes, of draai ze alle met --all."),
            (["x", "--raw", "file:///x"], "Geef --raw en --reports samen"),
            (["x", "--reports", "file:///x"], "Geef --raw en --reports samen"),
            (
                ["--all", "--raw", "memory://leeg", "--reports", "memory://uit"],
                "In memory://leeg staat geen enkele ronde.",
            ),
            (["x", "--raw", "nope://x", "--reports", "memory://uit"], "nope://x/x is niet te lezen of te schrijven"),
            (["--all", "--raw", "nope://x", "--reports", "memory://uit"], "nope://x is niet te lezen of te schrijven"),
            ([COPY, "--scheduler", "tcp://127.0.0.1:9"], "Er is geen Dask-cluster te bereiken op tcp://127.0.0.1:9."),
            ([COPY, "--scheduler", "nergens"], "Er is geen Dask-cluster te bereiken op nergens."),
            ([COPY, "--scheduler", "nope://x:1"], "Er is geen Dask-cluster te bereiken op nope://x:1."),
            ([COPY, "--why", "x"], "De stap «x» bestaat niet in een."),
        ],
        most=4,
    ),
)
def test_what_cannot_be_done_is_told_in_one_line(command, arguments, message):
    code, out, err = command(*arguments)
    assert code == 1
    assert out == ""
    assert message in err
    assert len(err.splitlines()) == 1


def test_why_is_told_of_every_round(command):
    code, out, _ = command(COPY, ROUND, "--why", "02_interviews")
    assert code == 0
    assert [line for line in out.splitlines() if not line.startswith(" ")] == [
        "een, 02_interviews: nog niet (goed) gemaakt.",
        f"{ROUND}, 02_interviews: nog niet (goed) gemaakt.",
    ]
