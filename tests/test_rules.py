"""The rules: what they usually are, that each decides something, and that a mistake in them is told."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from helpers_rounds import ROOT, ROUND, codebook, evidence_frame, nulmeting

from pipeline.audit.check import Check, Verdict
from pipeline.audit.severity import severity
from pipeline.claims import readability
from pipeline.codebook import Indicator
from pipeline.contracts.table import PERSONS
from pipeline.errors import InputError
from pipeline.looks.page import Page
from pipeline.notebook.round import open_round, open_theme
from pipeline.phases.desk_research.results import Comparison
from pipeline.rounds import Overlap
from pipeline.rules import RULES, USUAL, Rules, plain
from pipeline.statistics.agreement import ALPHA, KAPPA, Agreement, agreement
from pipeline.triangulation.coding import TOGETHER, Coding
from pipeline.triangulation.concerns import Basis
from pipeline.triangulation.confidence import Confidence, assess
from pipeline.triangulation.convergence import overall
from pipeline.triangulation.facts import Facts
from pipeline.triangulation.heard import Heard, same_people
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.views import Prominence, Status, View, balance, cells, view
from pipeline.triangulation.weighing import Weighed, direction_of

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

AGREE, PARTIAL, DISSONANT = "agreement", "partial agreement", "dissonance"
BOOK = codebook({"q1": ["interviews", "surveys"], "q2": ["interviews"]})


def rules(**numbers: object) -> Rules:
    return Rules.model_validate(numbers)


def views(*directions: int) -> list[View]:
    return [View(f"p{i}", Status.SPEAKS, way, Prominence.PRESENT, {"a": way}) for i, way in enumerate(directions)]


def prominence(by: Rules, here: int, elsewhere: int) -> Prominence | None:
    rows = [{"question": "q1", "unit": f"u{i}"} for i in range(here)]
    rows += [{"question": "q2", "unit": f"u{i}"} for i in range(elsewhere)]
    scope = Scope(BOOK, ("interviews",), frozenset({"interviews"}), rules=by)
    return view("interviews", BOOK.question_by_id["q1"], cells(evidence_frame(rows), by), scope).prominence


def sure(
    by: Rules, rows: list[dict[str, object]], directions: tuple[int, ...], facts: Facts | None = None
) -> Confidence:
    scope = Scope(BOOK, ("interviews",), frozenset({"interviews"}), areas=("Noord",), rules=by)
    return assess(
        Basis(evidence_frame(rows), Weighed(tuple(views(*directions)), 1, AGREE), []), scope, facts or Facts()
    )


def voices(count: int, **same: object) -> list[dict[str, object]]:
    return [{"voice": f"v{i}", "aspect": "ab"[i % 2], **same} for i in range(count)]


def coded(alpha: float) -> Facts:
    return Facts(codings={"interviews": Coding("interviews", 9, 6, {TOGETHER: (Agreement(ALPHA, 6, alpha),)})})


def behind(by: Rules, realised: str) -> int:
    indicator = Indicator(id="i", label="I", question="q1", aspect="a", favourable="higher")
    at = (Fraction(100), Fraction(realised), "2018", "2018", Fraction(1))
    return Comparison(indicator, "U", *at, ("f1",), 0, "published", by.schedule_margin).direction


def kappa_width(by: Rules) -> float:
    ratings = [("a", "a"), ("a", "b"), ("b", "b"), ("b", "b"), ("a", "a"), ("b", "a"), ("a", "a"), ("b", "b")]
    [found] = [each for each in agreement(ratings, by.interval) if each.coefficient == KAPPA]
    assert found.value is not None
    assert found.low is not None
    return round(found.value - found.low, 2)


def gap(by: Rules, recomputed: str) -> str:
    record: Any = {"printed": "450", "measure": "aantal", "question": "q1", "role": "target"}
    check = Check("formula", "x", (), Fraction(recomputed), Verdict.INCONSISTENT, False, "")
    return severity(check, {"x": record}, by).value


def level(by: Rules) -> str:
    said = "De kat zit op de mat. De hond is op straat. Het is een mooie dag. Wij gaan naar huis. Dat is fijn."
    [found] = readability.table([readability.of_page("a", said)], by)["level"]
    return str(found)


def repeated(rules: Rules, first: int, second: int, shared: int) -> bool:
    """Say whether two phases that heard so many people, so many of them in both, count as the same people."""
    known = Overlap(sources=("a",), with_sources=("b",), shared=shared, document="1", locator="p. 1")
    return same_people(Heard({"a": first}), Heard({"b": second}), [known], rules.shared_people)


Outcome = Callable[[Rules], object]
# For each rule something it decides, as it is, with the rule a step down, and with the rule a step up: by hand.
DECIDES: Mapping[str, tuple[Outcome, object, object, object]] = {
    # 5 to 2 is more than twice, less than three times; 3 to 2 is one and a half times.
    "direction_ratio": (
        lambda by: (balance(5, 2, by.direction_ratio), balance(3, 2, by.direction_ratio)),
        (1, 0),
        (1, 1),
        (0, 0),
    ),
    # Of five phases two lead: 0.4. Of two, one leads: 0.5.
    "phase_lead": (
        lambda by: (direction_of(views(1, 1, 0, 0, 0), by), direction_of(views(1, 0), by)),
        (0, 1),
        (1, 1),
        (0, 0),
    ),
    # Two questions were asked: 4 of 10 cells is 0.8 of an equal share, 5 of 10 is 1, 2 of 10 is 0.4, 3 of 20 is 0.3.
    "prominent_share": (
        lambda by: (prominence(by, 4, 6), prominence(by, 5, 5)),
        (Prominence.PRESENT, Prominence.PROMINENT),
        (Prominence.PROMINENT, Prominence.PROMINENT),
        (Prominence.PRESENT, Prominence.PRESENT),
    ),
    "marginal_share": (
        lambda by: (prominence(by, 3, 17), prominence(by, 2, 8)),
        (Prominence.MARGINAL, Prominence.PRESENT),
        (Prominence.PRESENT, Prominence.PRESENT),
        (Prominence.MARGINAL, Prominence.MARGINAL),
    ),
    # Of twelve and nine people four are the same: four ninths. Of twelve and ten three: three tenths.
    "shared_people": (
        lambda by: (repeated(by, 12, 9, 4), repeated(by, 12, 10, 3)),
        (True, False),
        (True, True),
        (False, False),
    ),
    # One pair of three, and one of two.
    "dissonant_pairs": (
        lambda by: (overall([DISSONANT, PARTIAL, PARTIAL], by), overall([DISSONANT, PARTIAL], by)),
        (PARTIAL, DISSONANT),
        (DISSONANT, DISSONANT),
        (PARTIAL, PARTIAL),
    ),
    "agreeing_pairs": (
        lambda by: (overall([AGREE, PARTIAL, PARTIAL], by), overall([AGREE, PARTIAL], by)),
        (PARTIAL, AGREE),
        (AGREE, AGREE),
        (PARTIAL, PARTIAL),
    ),
    # One phase, and two phases: 0 no concern, 1 minor, 2 serious.
    "least_sources": (
        lambda by: (sure(by, voices(4), (1,)).adequacy.weight, sure(by, voices(4), (1, 1)).adequacy.weight),
        (2, 1),
        (1, 1),
        (2, 2),
    ),
    "enough_sources": (
        lambda by: (sure(by, voices(4), (1, 1)).adequacy.weight, sure(by, voices(4), (1, 1, 1)).adequacy.weight),
        (1, 0),
        (0, 0),
        (1, 1),
    ),
    # One minor concern (phases that differ), and two (coders who do as well).
    "minor_concerns": (
        lambda by: tuple(sure(by, voices(4), (1, 1, 0), facts).level for facts in (None, coded(0.5))),
        ("high", "moderate"),
        ("moderate", "moderate"),
        ("high", "high"),
    ),
    "coder_agreement": (
        lambda by: tuple(sure(by, voices(4), (1, 1, 1), coded(alpha)).limitations.weight for alpha in (0.65, 0.7)),
        (1, 0),
        (0, 0),
        (1, 1),
    ),
    "survey_response": (
        lambda by: tuple(
            sure(
                by, voices(4, phase="surveys"), (1, 1, 1), Facts(response=("E.",), least_response=part)
            ).limitations.weight
            for part in (Fraction(45, 100), Fraction(55, 100))
        ),
        (1, 0),
        (0, 0),
        (1, 1),
    ),
    # Two of five about the area, and three of five.
    "area_share": (
        lambda by: tuple(
            sure(by, [*voices(area, unit="Noord"), *voices(5 - area)], (1, 1, 1)).relevance.weight for area in (2, 3)
        ),
        (1, 2),
        (2, 2),
        (1, 1),
    ),
    # 85 and 75 of a target of 100.
    "schedule_margin": (lambda by: (behind(by, "85"), behind(by, "75")), (0, -1), (-1, -1), (0, 0)),
    # 450 printed: 410 is 0.089 off, 390 is 0.133 off.
    "large_gap": (
        lambda by: (gap(by, "410"), gap(by, "390")),
        ("medium", "high"),
        ("high", "high"),
        ("medium", "medium"),
    ),
}


@pytest.mark.parametrize("name", DECIDES)
def test_a_step_of_a_rule_changes_what_it_decides(name: str) -> None:
    outcome, usual, down, up = DECIDES[name]
    rule, number = RULES[name], dict(USUAL)[name]
    lower, higher = (rules(**{name: plain(value)}) for value in (number - rule.down, number + rule.up))
    assert (outcome(lower), outcome(USUAL), outcome(higher)) == (down, usual, up)


def test_the_surer_an_interval_the_wider_it_is() -> None:
    # Student's t with 7 degrees of freedom: 1.895, 2.365 and 3.499 at 90, 95 and 99 %.
    width = {sure: kappa_width(rules(interval=sure)) for sure in ("0.9", "0.95", "0.99")}
    assert width["0.9"] / width["0.95"] == pytest.approx(1.895 / 2.365, abs=0.01)
    assert width["0.99"] / width["0.95"] == pytest.approx(3.499 / 2.365, abs=0.02)


def test_the_target_decides_which_paragraphs_reach_it() -> None:
    assert (level(USUAL), level(rules(readability=100))) == ("on target", "on target")
    assert readability.in_short(pd.DataFrame({"level": ["on target"]}), rules(readability=70)).endswith("70 of hoger).")


def test_every_rule_is_tried() -> None:
    assert {*DECIDES, "interval", "readability"} == set(RULES)


def test_the_usual_numbers_are_those_of_the_documentation() -> None:
    text = (ROOT / "docs" / "data-flow.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|.*\| ([\d./, ]+) \|$", text, re.MULTILINE)
    documented = {
        name: Fraction(number)
        for names, numbers in rows
        for name, number in zip(re.findall(r"`(\w+)`", names), numbers.split(", "), strict=True)
    }
    assert documented == dict(USUAL)


def test_a_round_that_sets_no_rules_has_the_usual_ones() -> None:
    assert nulmeting().round.rules == USUAL
    assert USUAL.different == {}


def test_the_steps_change_one_rule_that_can_turn_a_finding() -> None:
    for name, value, stepped in USUAL.steps():
        assert stepped.different == {name: (value, dict(USUAL)[name])}
        assert RULES[name].bears_on != "other"
    # A step that makes no sense is left out: nothing can be less than one source.
    assert [plain(value) for name, value, _ in rules(least_sources=1).steps() if name == "least_sources"] == ["2"]


@pytest.mark.parametrize(
    ("given", "exact"), [(3, "3"), (2.5, "5/2"), ("2,5", "5/2"), ("2.5", "5/2"), ("7/3", "7/3"), (Fraction(3), "3")]
)
def test_a_number_is_read_exactly(given: object, exact: str) -> None:
    assert rules(direction_ratio=given).direction_ratio == Fraction(exact)
    assert Fraction(plain(Fraction(exact))) == Fraction(exact)


def mistake(project: Any, lines: str) -> tuple[str, str, str]:
    path = project.raw / ROUND / "round.yml"
    path.write_text(path.read_text(encoding="utf-8") + f"\nrules:\n  {lines}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        project.round(ROUND)
    [problem] = error.value.problems
    return problem.column, problem.what, problem.mend


@pytest.mark.parametrize(
    ("lines", "column", "mend"),
    [
        ("direction_ratoi: 3", "rules.direction_ratoi", "Bedoelde u «direction_ratio»?"),
        ("direction_ratio: 1", "rules.direction_ratio", "Vul een getal in: groter dan 1 en hoogstens 100."),
        ("direction_ratio: drie", "rules.direction_ratio", "Vul een getal in, zoals 2, 0.5 of 1/3."),
        ("phase_lead: true", "rules.phase_lead", "Vul een getal in, zoals 2, 0.5 of 1/3."),
        ("phase_lead: -1", "rules.phase_lead", "Vul een getal in, zoals 2, 0.5 of 1/3."),
        ("phase_lead: 1/0", "rules.phase_lead", "Vul een getal in, zoals 2, 0.5 of 1/3."),
        ("interval: 95", "rules.interval", "Vul een getal in: minstens 0.5 en hoogstens 0.999."),
        ("least_sources: 1.5", "rules.least_sources", "Vul een heel getal in."),
        ("least_sources: 4", "rules", "Zet least_sources niet hoger dan enough_sources."),
        ("marginal_share: 2", "rules", "Zet marginal_share niet hoger dan prominent_share."),
    ],
)
def test_a_mistake_in_the_rules_is_told(project: Any, lines: str, column: str, mend: str) -> None:
    found = mistake(project, lines)
    assert (found[0], found[2]) == (column, mend)
    assert found[1].startswith("Dit veld bestaat hier niet" if "ratoi" in lines else "Deze waarde past hier niet")


def test_who_explores_may_try_other_rules() -> None:
    other = open_theme("effectiviteit", ROUND, rules={"direction_ratio": 3})
    assert (other.data.round.rules.direction_ratio, other.data.round.rules.phase_lead) == (3, USUAL.phase_lead)
    as_is = open_theme("effectiviteit", ROUND)
    assert list(other.result.findings["finding_id"]) == list(as_is.result.findings["finding_id"])
    assert list(other.result.findings["direction"]) != list(as_is.result.findings["direction"])
    assert "3 in plaats van 2" in Page().html(other.limits())
    assert "in plaats van" not in Page().html(as_is.limits())


def test_other_rules_make_other_evidence_too_and_the_usual_ones_the_same() -> None:
    same, other = (open_round(ROUND, rules={"schedule_margin": number}) for number in ("0.2", "0.9"))
    pd.testing.assert_frame_equal(same.evidence.rows, open_round(ROUND).evidence.rows)
    pd.testing.assert_frame_equal(same.evidence.trace, open_round(ROUND).evidence.trace)
    assert list(other.evidence.rows.columns) == list(same.evidence.rows.columns)
    # In the other round one result, of volunteers halfway through 2017, is more than 5 % and less than 20 % behind.
    of_rooms = "buurtwerkkamers-2019"
    mixed, critical = (open_round(of_rooms, rules={"schedule_margin": number}) for number in ("0.2", "0.05"))
    assert len(set(critical.evidence.rows["evidence_id"]) - set(mixed.evidence.rows["evidence_id"])) == 1


def test_a_run_takes_its_rules_from_the_round_alone() -> None:
    with pytest.raises(InputError) as error:
        open_round(ROUND, "reports/x/stages", rules={"direction_ratio": 3})
    [problem] = error.value.problems
    assert problem.what == "In een run gelden de regels die in round.yml staan."
    assert f"raw/{ROUND}/round.yml" in problem.mend


def test_a_mistake_while_exploring_is_told_too() -> None:
    with pytest.raises(InputError) as error:
        open_round(ROUND, rules={"direction_ratoi": 3})
    assert error.value.problems[0].mend == "Bedoelde u «direction_ratio»?"


def test_the_number_in_a_reason_is_that_of_the_rule() -> None:
    facts = Facts(response=("Enquête: 5 van de 9.",), least_response=Fraction(5, 9))
    rows = voices(4, phase="surveys", counted=PERSONS)
    assert "Minder dan 60% van" in sure(rules(survey_response=0.6), rows, (1,), facts).limitations.reason
    low = Facts(response=("Enquête: 2 van de 9.",), least_response=Fraction(2, 9))
    assert "Minder dan de helft van" in sure(USUAL, rows, (1,), low).limitations.reason
