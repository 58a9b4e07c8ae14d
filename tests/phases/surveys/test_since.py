"""Two rounds side by side: what is the same question, what may be tested, and what is only shown."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers_surveys import ROUND, WELCOME, as_csv, dump, project_with_survey

from pipeline.blocks import Bullets, Nothing, Section, Table, Text, plain
from pipeline.contracts.loading import RoundData
from pipeline.editions import PUBLIC
from pipeline.errors import InputError
from pipeline.execution.fingerprints import Hashes
from pipeline.execution.plan import plan
from pipeline.execution.storage import Storage, mirrored
from pipeline.phases.declarations import BY_ID
from pipeline.phases.raw_tables import load_phase, load_round
from pipeline.phases.surveys.since import compare
from pipeline.phases.surveys.since_telling import since
from pipeline.rounds import Project

BEFORE = "eerder"
KNOWS = {
    **{"id": "kent", "label": "Kent u ons?", "kind": "choice", "scale": ["ja", "nee"], "favourable": "ja"},
    **{"unfavourable": "nee", "question": "sfeer", "aspect": "ontvangst"},
}
MARK = {"id": "cijfer", "label": "Welk cijfer?", "kind": "mark", "norm": 7, "question": "sfeer", "aspect": "wachten"}
RANDOM = {"selection": "random", "invited": 400, "population": 3000}


def people(welcome: tuple[int, int], knows: tuple[int, int]) -> list[dict[str, object]]:
    """Give a row for each person: so many who feel welcome and so many who do not, and who knows and who does not."""
    feel = [5] * welcome[0] + [1] * welcome[1]
    know = ["ja"] * knows[0] + ["nee"] * knows[1]
    return [{"welkom": one, "kent": other} for one, other in zip(feel, know, strict=True)]


def two_rounds(
    folder: Path,
    then: Sequence[Mapping[str, object]],
    now: Sequence[Mapping[str, object]],
    *items: dict[str, Any],
    items_then: Sequence[dict[str, Any]] = (),
    **about: Any,
) -> Project:
    """Make a project in which the round names the other one as its baseline."""
    items = items or (WELCOME, KNOWS)
    project = project_with_survey(folder, as_csv(*map(dict, now)), *items, **(about or RANDOM))
    place = project.raw / BEFORE
    shutil.copytree(project.raw / ROUND, place)
    (place / "enquetes" / "bewoners.csv").write_text(as_csv(*map(dict, then)), encoding="utf-8")
    if items_then:
        form = place / "enquetes" / "bewoners.yml"
        dump(form, yaml.safe_load(form.read_text(encoding="utf-8")) | {"items": list(items_then)})
    file = project.raw / ROUND / "round.yml"
    dump(file, yaml.safe_load(file.read_text(encoding="utf-8")) | {"baseline": BEFORE})
    return project


def both(project: Project) -> tuple[RoundData, RoundData]:
    return tuple(load_phase(project, name, BY_ID["surveys"]) for name in (ROUND, BEFORE))  # type: ignore[return-value]


def told(section: Section) -> str:
    found = []
    for part in section.parts:
        if isinstance(part, Table):
            found += [" | ".join(plain(cell) for cell in row) for row in part.rows]
        elif isinstance(part, Bullets):
            found += [plain(item) for item in part.items]
        elif isinstance(part, Text):
            found.append(plain(part.line))
    return "\n".join(found)


def test_a_difference_is_tested_and_holm_goes_over_all_questions(tmp_path: Path) -> None:
    """56 of 70 after 48 of 80 is .0524 to .3339 more (Newcombe 1998, table II), and of 30 of 80 as 26 of 70 nothing."""
    project = two_rounds(tmp_path / "p", people((48, 32), (30, 50)), people((56, 14), (26, 44)))
    now, then = both(project)
    found = {each.now.item.id: each for each in compare(now, then).both}
    assert found["welkom"].difference == pytest.approx((0.0524, 0.3339), abs=1e-4)
    assert (found["welkom"].turned, found["kent"].turned) == (1, 0)
    said = told(since(now, then))
    assert "Ik voel mij welkom | 48 van 80 (60%) | 56 van 70 (80%) | +5 tot +33 procentpunt | vaker gunstig" in said
    assert "correctie van Holm over 2 vragen" in said


def test_what_one_test_alone_would_call_different_is_not_after_holm(tmp_path: Path) -> None:
    """8 of 40 and 18 of 40: Fisher's p is about .03, and twice that is not below .05."""
    project = two_rounds(tmp_path / "p", people((8, 32), (20, 20)), people((18, 22), (20, 20)))
    assert [each.turned for each in compare(*both(project)).both] == [0, 0]
    alone = two_rounds(tmp_path / "alone", people((8, 32), (20, 20)), people((18, 22), (20, 20)), WELCOME)
    form = {"columns": {"ignore": ["kent"]}}
    for name in (ROUND, BEFORE):
        path = alone.raw / name / "enquetes" / "bewoners.yml"
        dump(path, yaml.safe_load(path.read_text(encoding="utf-8")) | form)
    assert [each.turned for each in compare(*both(alone)).both] == [1]


def test_of_who_was_not_drawn_nothing_is_tested(tmp_path: Path) -> None:
    project = two_rounds(tmp_path / "p", people((2, 78), (30, 50)), people((69, 1), (26, 44)), selection="present")
    now, then = both(project)
    assert {(each.difference, each.turned) for each in compare(now, then).both} == {(None, 0)}
    said = told(since(now, then))
    assert "Ik voel mij welkom | 2 van 80 (3%) | 69 van 70 (99%) | niet getoetst" in said
    assert "Toen of nu is niet geloot en niet iedereen gevraagd." in said
    assert "interval" not in said


def test_another_question_is_not_compared(tmp_path: Path) -> None:
    """Other words, another norm, other answers: each is another question; capitals and signs make no difference."""
    rows = [{"welkom": 5, "kent": "ja", "cijfer": 8}, {"welkom": 1, "kent": "nee", "cijfer": 5}] * 20
    then = ({**WELCOME, "label": "Ik ben welkom"}, {**KNOWS, "label": "KENT U ONS"}, {**MARK, "norm": 6})
    project = two_rounds(tmp_path / "p", rows, rows, WELCOME, KNOWS, MARK, items_then=then)
    found = compare(*both(project))
    assert [each.now.item.id for each in found.both] == ["kent"]
    assert found.otherwise == ("Ik voel mij welkom", "Welk cijfer?")
    assert (found.new, found.gone) == ((), ())


def test_where_there_is_nothing_to_compare_that_is_said(tmp_path: Path) -> None:
    rows = people((5, 5), (5, 5))
    project = two_rounds(
        tmp_path / "p", rows, rows, items_then=({**WELCOME, "id": "x", "column": "welkom", "label": "Anders"}, KNOWS)
    )
    now, then = both(project)
    assert isinstance(since(now, None), Section)
    assert all(isinstance(part, Nothing) for part in since(now, None).parts)
    assert told(since(now, then)).count("niet gevraagd: «") == 2
    said = told(since(now, replace(then, content={})))
    assert "geen losse antwoorden" in said


def test_an_order_stands_beside_that_of_then(tmp_path: Path) -> None:
    """Rest came before help and does not now; company is last both times. Who asked it in other words, did not."""
    first = {"id": "eerst", "label": "Wat eerst?", "kind": "ranking", "scale": ["hulp", "rust", "gezelschap"]}
    now, then = ([{"eerst": order, "kent": "ja"}] * 12 for order in ("hulp;rust;gezelschap", "rust;hulp;gezelschap"))
    project = two_rounds(tmp_path / "p", then, now, first, KNOWS, **RANDOM)
    said = told(since(*both(project)))
    assert "hulp | 2 | 1" in said
    assert "Van de 3 paren staan er 2 in dezelfde volgorde als toen, en 1 andersom." in said
    other = two_rounds(
        tmp_path / "anders", then, now, first, KNOWS, items_then=({**first, "label": "En dan?"}, KNOWS), **RANDOM
    )
    assert "volgorde" not in told(since(*both(other)))


def test_an_edition_shows_no_counts_that_it_leaves_out_elsewhere(tmp_path: Path) -> None:
    project = two_rounds(tmp_path / "p", people((2, 6), (4, 4)), people((3, 6), (5, 4)))
    now, then = (load_phase(project, name, BY_ID["surveys"], PUBLIC) for name in (ROUND, BEFORE))
    said = told(since(now, then))
    assert "Van 2 vragen staan hier geen aantallen: het zijn er te weinig." in said
    assert "van 8" not in said


@pytest.mark.parametrize(("name", "what"), [("eerde", "Deze ronde bestaat niet."), (ROUND, "Een ronde is niet haar")])
def test_a_baseline_has_to_be_there_and_another_round(tmp_path: Path, name: str, what: str) -> None:
    project = two_rounds(tmp_path / "p", people((5, 5), (5, 5)), people((5, 5), (5, 5)))
    file = project.raw / ROUND / "round.yml"
    dump(file, yaml.safe_load(file.read_text(encoding="utf-8")) | {"baseline": name})
    with pytest.raises(InputError) as caught:
        load_round(project, ROUND)
    [problem] = caught.value.problems
    assert (problem.column, problem.value, what in problem.what) == ("baseline", name, True)
    assert BEFORE in problem.mend


def test_a_mistake_in_the_baseline_stops_the_round_before_anything_is_made(tmp_path: Path) -> None:
    project = two_rounds(tmp_path / "p", people((5, 5), (5, 5)), people((5, 5), (5, 5)))
    answers = project.raw / BEFORE / "enquetes" / "bewoners.csv"
    answers.write_text(answers.read_text(encoding="utf-8").replace("5,ja", "6,ja", 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_round(project, ROUND)
    assert {problem.file for problem in caught.value.problems} == {f"raw/{BEFORE}/enquetes/bewoners.csv"}


def test_a_round_that_is_kept_elsewhere_has_its_baseline_with_it(tmp_path: Path) -> None:
    project = two_rounds(tmp_path / "p", people((5, 5), (5, 5)), people((5, 5), (5, 5)))
    for name in ("notebooks", "reports"):
        (project.root / name).mkdir()
    with mirrored(project, Storage(str(project.raw), str(project.root / "reports")), [ROUND]) as mirror:
        assert mirror.round_ids() == [BEFORE, ROUND]
        assert len(compare(*both(mirror)).both) == 2


def test_only_the_phase_that_looks_back_reads_the_baseline(tmp_path: Path) -> None:
    project = two_rounds(tmp_path / "p", people((5, 5), (5, 5)), people((5, 5), (5, 5)))
    planned, _ = plan(project, ROUND, Hashes())
    reading = {step.id for step in planned.steps if any(name.startswith(f"raw/{BEFORE}/") for name in step.inputs)}
    assert reading == {"05_enquetes"}
    assert f"raw/{BEFORE}/enquetes/bewoners.csv" in planned.step("05_enquetes").inputs
