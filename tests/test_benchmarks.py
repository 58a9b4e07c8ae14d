"""The benchmarks compute what they say, and no peer is given less work than klankbord; nothing is timed here."""

import re

import pytest
import yaml

from tests.benchmarks.measure import by_turns
from tests.benchmarks.peers import dvc, shell, shell_loop, snakemake
from tests.benchmarks.peers.jobs import write_jobs
from tests.benchmarks.peers.loop import JOBS
from tests.benchmarks.place import Place
from tests.benchmarks.table import HEADERS, Row, head, line, ratio, spread
from tests.benchmarks.timed_rounds import CHANGES

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return Place(tmp_path_factory.mktemp("bench") / "project", "wijk-voor-wijk-2019")


def test_ratio_is_of_medians_and_spread_of_turns():
    ours, theirs = [1.0, 2.0, 9.0], [4.0, 6.0, 9.0]
    assert ratio(ours, theirs) == 3
    assert spread(ours, theirs) == (1, 4)


def test_row_shows_figures_and_ratio():
    row = Row("full round", "a loop", [2.0, 2.0], [5.0, 6.0], note="kept | warm")
    assert row.cells() == ("full round", "2.00 s", "a loop", "5.50 s (kept | warm)", "2.75", "2.50–3.00")
    assert line(row.cells()).count(" | ") == len(HEADERS) - 1


def test_peer_that_was_not_measured_gets_no_ratio():
    assert Row("full round", "DVC", [2.0], [], note="not installed").cells()[3:] == ("not installed", "", "")
    assert Row("full round", "DVC", [], []).cells()[1:] == ("", "DVC", "not measured", "", "")


def test_table_has_a_column_for_each_header():
    first, second = head(HEADERS).splitlines()
    assert first.count("|") == second.count("|") == len(HEADERS) + 1


def test_contestants_take_turns_and_the_first_turn_does_not_count():
    seen = []

    def take(name):
        seen.append(name)
        return float(len(seen))

    assert by_turns(2, {"a": lambda: take("a"), "b": lambda: take("b")}) == {"a": [3.0, 5.0], "b": [4.0, 6.0]}
    assert seen == ["a", "b"] * 3


def test_shell_loop_runs_every_stage_with_papermill_and_nbconvert(place):
    command = shell_loop.prepare(place)
    script = (place.root / command.argv[1]).read_text(encoding="utf-8")
    for stage in place.stages():
        assert len(re.findall(rf"papermill .*notebooks/{re.escape(stage.id)}\.ipynb", script)) == 1
        assert len(re.findall(rf"nbconvert .*notebooks/{re.escape(stage.id)}\.ipynb", script)) == 1
    assert script.splitlines()[-1] == shell.rest(place)


def test_loops_get_every_stage(place):
    write_jobs(place)
    jobs = yaml.safe_load((place.root / JOBS).read_text(encoding="utf-8"))
    planned = place.stages()
    assert jobs.pop("round") == place.round_id
    assert [(job["notebook"], job["parameters"]) for job in jobs["notebooks"]] == [
        (f"notebooks/{stage.notebook}", stage.parameters) for stage in planned
    ]
    assert [job["page"] for job in jobs["notebooks"]] == [place.page(stage) for stage in planned]


def test_snakefile_has_a_rule_for_every_stage(place):
    text = snakemake.snakefile(place)
    rules = dict(re.findall(r"^rule (\w+):\n((?:    .*\n)+)", text, re.MULTILINE))
    planned = place.stages()
    assert set(rules) == {"all", "rest"} | {f"stage_{stage.id}" for stage in planned}
    for stage in planned:
        rule = rules[f"stage_{stage.id}"]
        assert all(f'"{name}"' in rule for name in (*shell.inputs(place, stage), *shell.upstream(place, stage)))
        assert all(f" -r {name} {value}" in rule for name, value in stage.parameters.items())


def test_dvc_has_every_stage(place):
    stages = yaml.safe_load(dvc.dvc_yaml(place))["stages"]
    for stage in place.stages():
        made = stages.pop(stage.id)
        assert {f"notebooks/{stage.notebook}", *shell.upstream(place, stage)} <= set(made["deps"])
        assert made["outs"] == [place.executed(stage), place.page(stage), place.tables(stage)]
    assert set(stages["rest"]["deps"]) >= {
        name for stage in place.stages() for name in (place.tables(stage), place.executed(stage))
    }
    assert list(stages) == ["rest"]


@pytest.mark.parametrize(("file", "column"), CHANGES.items())
def test_change_leaves_a_valid_round(place, file, column):
    before = place.raw(file).read_text(encoding="utf-8").splitlines()
    place.change(file, column, "nagelezen")
    after = place.raw(file).read_text(encoding="utf-8").splitlines()
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1
    assert place.stages()  # lists them only when the round is valid


def test_missing_page_is_noticed(place):
    with pytest.raises(FileNotFoundError):
        place.pages()
