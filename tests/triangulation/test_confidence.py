"""How sure a finding is: every combination of concerns that can arise."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import cast

import pytest
from helpers_rounds import codebook, evidence_frame

from pipeline.evidence.group_table import Apart
from pipeline.rounds import Noun
from pipeline.statistics.agreement import ALPHA, Agreement
from pipeline.telling.finding_words import SURE
from pipeline.telling.finding_words import sure as sure_of
from pipeline.triangulation.coding import TOGETHER, Coding
from pipeline.triangulation.concerns import Basis, Weight
from pipeline.triangulation.confidence import DUTCH, LEVELS, Confidence, assess
from pipeline.triangulation.facts import Facts
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.heard import Heard
from pipeline.triangulation.robustness import LeftOut, Outcome
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.views import Prominence, Status, View
from pipeline.triangulation.weighing import Weighed

SCOPE = Scope(codebook({"q1": ["interviews"]}), ("interviews",), frozenset({"interviews"}), areas=("Noord",))
# Each component with the state that gives no, a minor and a serious concern, as far as it has one.
PROVENANCE = {"collected": Weight.NONE, "published": Weight.SERIOUS, "reconstructed": Weight.SERIOUS}
DIRECTIONS = {(1, 1, 1): Weight.NONE, (1, 0, 1): Weight.MINOR, (1, -1, 0): Weight.SERIOUS}
VOICES = {3: Weight.NONE, 2: Weight.MINOR, 1: Weight.SERIOUS}
IN_AREA = {0: Weight.NONE, 2: Weight.MINOR, 4: Weight.MINOR, 5: Weight.SERIOUS}
ROWS = 8  # of which IN_AREA are about the area: half is still a minor concern


def assessed(provenance: str, directions: tuple[int, ...], voices: int, in_area: int) -> Confidence:
    rows = [
        {
            "provenance": provenance,
            "voice": f"v{1 + i % voices}",
            "unit": "Noord" if i < in_area else "Organisatie",
            "aspect": "ab"[i % 2],
        }
        for i in range(ROWS)
    ]
    speaking = [View(f"p{i}", Status.SPEAKS, d, Prominence.PRESENT, {"a": d}) for i, d in enumerate(directions)]
    quiet = [View("stil", Status.SILENT), View("niet", Status.NOT_ASKED)]
    return assess(basis(rows, [*speaking, *quiet]), SCOPE, Facts())


def basis(rows: list[dict[str, object]], views: Sequence[View] = (), left_out: Sequence[LeftOut] = ()) -> Basis:
    return Basis(evidence_frame(rows), Weighed(tuple(views), 1, "agreement"), left_out)


def weights(sure: Confidence) -> tuple[Weight, ...]:
    return tuple(concern.weight for concern in (sure.limitations, sure.coherence, sure.adequacy, sure.relevance))


STATES = list(product(PROVENANCE, DIRECTIONS, VOICES, IN_AREA))


@pytest.mark.parametrize("provenance", PROVENANCE)
def test_each_component_has_its_own_concern(provenance: str) -> None:
    for directions, voices, in_area in product(DIRECTIONS, VOICES, IN_AREA):
        expected = (PROVENANCE[provenance], DIRECTIONS[directions], VOICES[voices], IN_AREA[in_area])
        assert weights(assessed(provenance, directions, voices, in_area)) == expected


def test_a_serious_concern_takes_a_level_and_two_minor_ones_take_one_together() -> None:
    for state in STATES:
        sure = assessed(*state)
        down = weights(sure).count(Weight.SERIOUS) + (weights(sure).count(Weight.MINOR) > 1)
        narrow = sure.adequacy.weight > Weight.NONE
        assert sure.level == LEVELS[min(max(down, narrow), 3)]


def test_more_concern_never_makes_a_finding_surer() -> None:
    found = {(weights(sure), LEVELS.index(sure.level)) for sure in (assessed(*s) for s in STATES)}
    for (lighter, high), (heavier, low) in product(found, repeat=2):
        if all(a <= b for a, b in zip(lighter, heavier, strict=True)):
            assert high <= low


@pytest.mark.parametrize(
    ("speaking", "voices", "weight"),
    [(1, 3, Weight.SERIOUS), (2, 3, Weight.MINOR), (3, 3, Weight.NONE), (3, 1, Weight.SERIOUS), (0, 3, Weight.SERIOUS)],
)
def test_few_phases_or_voices_is_little_to_go_by(speaking: int, voices: int, weight: Weight) -> None:
    assert assessed("collected", (1,) * speaking, voices, 0).adequacy.weight is weight


def test_a_single_made_up_row_makes_the_whole_doubtful() -> None:
    sure = assess(basis([{"provenance": "collected"}, {"provenance": "synthetic"}]), SCOPE, Facts())
    assert sure.limitations.weight is Weight.SERIOUS
    assert "verzonnen" in sure.limitations.reason


BOTH = [{"voice": f"v{i % 3}", "aspect": "ab"[i % 2]} for i in range(6)]
MANY, FEW = ({"interviews": Heard(dict.fromkeys(range(n), 1))} for n in (10, 9))
UNKNOWN = {"interviews": Heard({"groep": None})}


@pytest.mark.parametrize(
    ("rows", "heard", "level", "says"),
    [
        (BOTH, MANY, "high", "Rust op 3 fasen"),
        (BOTH, UNKNOWN, "high", "Rust op 3 fasen"),
        (
            BOTH,
            FEW,
            "moderate",
            "minder dan 10 mensen gehoord. Op zo'n smalle basis is de zekerheid nooit hoog.",
        ),
        (BOTH[::2], MANY, "moderate", "Gaat over één van de 2 aspecten van de vraag. Op zo'n smalle basis"),
        (BOTH[:2], MANY, "moderate", "smalle basis: 3 fasen en 2 stemmen"),
    ],
)
def test_what_rests_on_a_narrow_basis_is_never_highly_sure(
    rows: list[dict[str, object]], heard: dict[str, Heard], level: str, says: str
) -> None:
    views = [View(phase, Status.SPEAKS, 1, Prominence.PRESENT, {"a": 1}) for phase in ("interviews", "p2", "p3")]
    sure = assess(replace(basis(rows, views), heard=heard), SCOPE, Facts())
    assert sure.level == level
    assert says in sure.adequacy.reason
    assert bool(sure.would_raise) is (level != "high")


def test_one_phase_can_not_contradict_itself_and_the_reason_says_so() -> None:
    sure = assessed("collected", (1,), 3, 0)
    assert sure.coherence.weight is Weight.NONE
    assert "één fase" in sure.coherence.reason


def test_every_level_has_a_dutch_name_and_a_meaning() -> None:
    assert set(DUTCH) == set(SURE) == set(LEVELS)


ONCE = Coding("interviews", 9, 0)
POOR = Coding("interviews", 9, 6, {TOGETHER: (Agreement(ALPHA, 6, 0.5),)})
FAIR = Coding("interviews", 9, 6, {TOGETHER: (Agreement(ALPHA, 6, 0.8),)})
# Together they agree; on one code they don't.
ONE_POOR = replace(FAIR, by_code={"q1/a": (Agreement(ALPHA, 6, -0.04),), "q1/elders": (Agreement(ALPHA, 6, 0.1),)})
FOUR = [
    {"voice": f"v{i % 3}", "aspect": "ab"[i % 2], "counted": "personen", "n": 1, "n_total": 4 + i} for i in range(4)
]


@pytest.mark.parametrize(
    ("facts", "component", "says", "raised_by"),
    [
        (Facts(codings={"interviews": ONCE}), "limitations", "één persoon gecodeerd", "tweede persoon"),
        (Facts(codings={"interviews": POOR}), "limitations", "te laag (alfa: 0,50)", "scherper omschrijven"),
        (Facts(codings={"interviews": ONE_POOR}), "limitations", "(alfa: -0,04)", "Die codes scherper"),
        (Facts(contradicted={"E1": ("f1", "f2")}), "limitations", "2 cijfers", "welk van de cijfers"),
    ],
)
def test_a_fact_about_how_it_was_made_is_a_concern_with_what_would_take_it_away(
    facts: Facts, component: str, says: str, raised_by: str
) -> None:
    sure = assess(basis(FOUR), SCOPE, facts)
    concern = getattr(sure, component)
    assert concern.weight is Weight.MINOR
    assert says in concern.reason
    assert raised_by in sure.would_raise
    without = getattr(assess(basis(FOUR), SCOPE, Facts()), component)
    assert without.weight is Weight.NONE
    assert says not in without.reason


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        ("Zuid en Oost zien het anders", "OOST."),
        ("Zuid ziet het anders", "OOST. De zin noemt dit laatste niet."),
        ("Iedereen is blij", "OOST. De zin noemt deze 2 verschillen niet."),
    ],
)
def test_that_a_sentence_names_no_group_is_said_once(sentence: str, ends: str) -> None:
    zuid = Apart("Zuid", "Zuid", differs=True, sentence="ZUID.")
    apart = (zuid, Apart("Oost", "Oost", differs=False, sentence="OOST."))
    sure = assess(replace(basis(FOUR), statement=sentence), SCOPE, Facts(apart={"q1": apart}))
    assert sure.coherence.reason.endswith(f"ZUID. {ends}")
    assert sure.coherence.reason.count("De zin noemt") <= 1


def test_that_nobody_compared_codes_is_no_concern_where_a_round_works_reflexively() -> None:
    reflexive = Facts(codings={"interviews": Coding("interviews", 9, 0, (), coders=1, reflexive=True)})
    sure, without = assess(basis(FOUR), SCOPE, reflexive), assess(basis(FOUR), SCOPE, Facts())
    assert (sure.limitations.weight, sure.level, sure.would_raise) == (Weight.NONE, without.level, without.would_raise)
    assert "interviews zijn reflexief gecodeerd" in sure.limitations.reason
    assert "alfa" not in sure.limitations.reason
    assert "reflexief" not in without.limitations.reason


def test_a_fact_about_another_phase_or_other_evidence_does_not_count() -> None:
    facts = Facts(codings={"surveys": ONCE}, contradicted={"E9": ("f1",)}, response=("Enquête: 3.",))
    assert assess(basis(FOUR), SCOPE, facts) == assess(basis(FOUR), SCOPE, Facts())


def test_a_low_response_counts_only_where_the_survey_speaks() -> None:
    facts = Facts(response=("Enquête: 3 van de 9.",), least_response=Fraction(3, 9))
    survey = [{**row, "phase": "surveys"} for row in FOUR]
    assert assess(basis(survey), SCOPE, facts).limitations.weight is Weight.MINOR
    assert "3 van de 9" in assess(basis(survey), SCOPE, facts).limitations.reason
    assert (
        "Minder dan de helft van de gevraagde mensen deed mee." in assess(basis(survey), SCOPE, facts).limitations.facts
    )
    assert "Een hogere respons." in assess(basis(survey), SCOPE, facts).would_raise
    assert assess(basis(FOUR), SCOPE, facts).limitations.weight is Weight.NONE


def test_a_response_that_is_not_low_is_told_and_is_no_concern() -> None:
    survey = [{**row, "phase": "surveys"} for row in FOUR]
    sure = assess(basis(survey), SCOPE, Facts(response=("Enquête: 8 van de 9.",)))
    assert sure.limitations.facts == ("Enquête: 8 van de 9.",)
    assert sure.limitations.weight is Weight.NONE
    assert "respons" not in sure.would_raise


def test_a_finding_that_one_voice_carries_rests_on_little() -> None:
    rest = Weighed((), 0, "dissonance")
    turns = LeftOut("voice", "v1", 2, rest, Outcome.TURNS)
    views = [View(f"p{i}", Status.SPEAKS, 1, Prominence.PRESENT, {"a": 1}) for i in range(3)]
    assert assess(basis(FOUR, views, [turns]), SCOPE, Facts()).adequacy.weight is Weight.MINOR
    assert assess(basis(FOUR, views), SCOPE, Facts()).adequacy.weight is Weight.NONE


def test_negative_cases_are_named() -> None:
    against = {"voice": "v9", "direction": -1}
    sure = assess(basis([*FOUR, against]), SCOPE, Facts())
    assert "1 punt pleit ertegen, van 1 groep" in sure.coherence.reason


def test_phases_that_heard_the_same_people_count_once() -> None:
    views = [
        View(phase, Status.SPEAKS, 1, Prominence.PRESENT, {"a": 1})
        for phase in ("interviews", "focusgroups", "surveys")
    ]
    apart = Basis(evidence_frame(FOUR), Weighed(tuple(views), 1, "agreement"), [])
    same = replace(apart, repeated=[frozenset({"interviews", "focusgroups"})])
    assert assess(apart, SCOPE, Facts()).adequacy.weight is Weight.NONE
    found = assess(same, SCOPE, Facts()).adequacy
    assert found.weight is Weight.MINOR
    assert "2 fasen" in found.reason
    assert "interviews en groepsgesprekken tellen samen als één fase" in found.reason


def test_without_concern_nothing_would_raise_it() -> None:
    views = [View(f"p{i}", Status.SPEAKS, 1, Prominence.PRESENT, {"a": 1}) for i in range(3)]
    sure = assess(basis(FOUR, views), SCOPE, Facts())
    assert (sure.level, sure.would_raise) == ("high", "")


def test_a_second_coder_who_agrees_takes_the_concern_away_and_is_named() -> None:
    sure = assess(basis(FOUR), SCOPE, Facts(codings={"interviews": FAIR}))
    assert sure.limitations.weight is Weight.NONE
    assert "6 van de 9 uitspraken dubbel gecodeerd; de coderingen komen overeen (alfa: 0,80)" in sure.limitations.reason


def test_coders_who_agree_on_few_pieces_only_may_agree_less_and_that_is_said() -> None:
    few = replace(FAIR, apart={TOGETHER: (Agreement(ALPHA, 7, 0.84, 0.43, 1.0),)})
    sure = assess(basis(FOUR), SCOPE, Facts(codings={"interviews": few}))
    said = "dat is onzeker: met 7 uitspraken die dubbel zijn gecodeerd, is de marge 0,43 tot 1,00."
    assert said in sure.limitations.reason
    assert "Meer uitspraken dubbel coderen." in sure.would_raise
    assert sure.limitations.weight is Weight.NONE, "the rule asks for the alpha itself"
    many = replace(FAIR, apart={TOGETHER: (Agreement(ALPHA, 300, 0.84, 0.75, 0.9),)})
    sure = assess(basis(FOUR), SCOPE, Facts(codings={"interviews": many}))
    assert "onzeker" not in sure.limitations.reason


@pytest.mark.parametrize(("b", "told"), [((-1, -1), True), ((-1, 1), False), ((-1, 0), False), ((1, 1), False)])
def test_a_topic_that_is_the_opposite_of_its_question_is_told_beside_that_all_phases_point_one_way(
    b: tuple[int, int], told: bool
) -> None:
    rows = [{"voice": f"v{i}", "aspect": "a"} for i in range(3)]
    rows += [{"voice": f"v{i}", "aspect": "b", "direction": way} for i, way in enumerate(b)]
    views = [View(f"p{i}", Status.SPEAKS, 1, Prominence.PRESENT, {"a": 1}) for i in range(3)]
    sure = assess(basis(rows, views), SCOPE, Facts())
    assert sure.coherence.reason.startswith("Over de vraag als geheel wijzen alle fasen")
    assert ("is alles wat is gevonden kritisch." in sure.coherence.reason) is told
    finding = cast(FindingRow, {"question": "q1", "direction": 1, "confidence": "high"})
    said = sure_of(finding, evidence_frame(rows), SCOPE.codebook)
    assert ("als geheel: over «" in said and said.endswith("is het beeld kritisch.")) is told


def test_a_finding_that_is_mixed_within_every_phase_is_not_called_coherent() -> None:
    rows = [{"voice": "v1"}, {"voice": "v2", "direction": -1}, {"voice": "v3", "direction": 0}]
    views = [View(f"p{i}", Status.SPEAKS, 0, Prominence.PRESENT, {"a": 0}) for i in range(3)]
    made = Basis(evidence_frame(rows), Weighed(tuple(views), 0, "agreement"), [])
    coherence = assess(made, SCOPE, Facts()).coherence
    assert coherence.weight is Weight.MINOR
    assert "1 punt positief, 1 punt kritisch" in coherence.reason


def alike(number: int) -> list[View]:
    return [View(f"p{i}", Status.SPEAKS, 1, Prominence.PRESENT, {"a": 1}) for i in range(number)]


@pytest.mark.parametrize(
    ("phases", "says"), [(1, "Er is maar één fase"), (2, "Over de vraag als geheel wijzen alle"), (3, "Over")]
)
def test_two_phases_that_point_the_same_way_can_be_compared(phases: int, says: str) -> None:
    coherence = assess(basis(FOUR, alike(phases)), SCOPE, Facts()).coherence
    assert coherence.weight is Weight.NONE
    assert coherence.reason.startswith(says)


def test_that_the_only_voice_carries_a_finding_is_not_told_twice() -> None:
    vanishes = LeftOut("voice", "v1", 2, Weighed((), None, None), Outcome.VANISHES)
    hangs = "Zonder één stem staat deze bevinding niet overeind."
    assert hangs not in assess(basis([{"voice": "v1"}], alike(3), [vanishes]), SCOPE, Facts()).adequacy.reason
    two = [{"voice": "v1"}, {"voice": "v2"}]
    assert hangs in assess(basis(two, alike(3), [vanishes]), SCOPE, Facts()).adequacy.reason


@pytest.mark.parametrize(
    ("units", "told"),
    [
        (("Kamer A", "Kamer B", "Kamer C"), "Bewijs per zaal: Kamer A, Kamer C."),
        (("Kamer B",), "Het bewijs telt de zalen samen, niet per zaal."),
        ((), None),
    ],
)
def test_where_a_round_knows_rooms_it_is_told_for_which_there_is_evidence(
    units: tuple[str, ...], told: str | None
) -> None:
    rows = [{"unit": "Kamer C"}, {"unit": "Kamer A"}, {"unit": "Organisatie"}]
    scope = replace(SCOPE, units_noun=Noun(one="zaal", more="zalen"))
    relevance = assess(basis(rows), scope, Facts(units=units)).relevance
    assert relevance.facts == tuple(filter(None, ("Gaat over de organisatie zelf.", told)))


@pytest.mark.parametrize(
    ("through", "weight", "says"),
    [
        ((), Weight.NONE, ""),
        (("b1",), Weight.SERIOUS, "Een deel van wie hierover iets zei, kwam binnen via de organisatie (1 van de 2"),
        (("b1", "b2"), Weight.SERIOUS, "Wie hierover iets zei, kwam binnen via de organisatie."),
        (("other",), Weight.NONE, ""),
    ],
)
def test_people_who_came_in_through_the_organisation_lower_it_by_themselves(
    through: tuple[str, ...], weight: Weight, says: str
) -> None:
    views = [View("interviews", Status.SPEAKS, 1, Prominence.PRESENT, {"a": 1})]
    weighed = Weighed(tuple(views), 1, "agreement")
    rows = evidence_frame([{"voice": f"v{number}"} for number in (1, 2, 3)])
    heard = {"interviews": Heard({"b1": 1, "b2": 1})}
    plain, sure = (
        assess(Basis(rows, weighed, (), heard), SCOPE, Facts(through_organisation=frozenset(names)))
        for names in ((), through)
    )
    assert sure.limitations.weight == weight
    assert says in sure.limitations.reason
    assert LEVELS.index(sure.level) == LEVELS.index(plain.level) + (1 if weight else 0)


@pytest.mark.parametrize(
    ("heard", "level"),
    [
        ({"interviews": Heard({"een": 1})}, "low"),
        ({"interviews": Heard({"een": 1, "ander": 1})}, "moderate"),
        ({"interviews": Heard({"groep": None})}, "moderate"),
    ],
)
def test_what_one_person_said_makes_nothing_likely(heard: dict[str, Heard], level: str) -> None:
    views = [View("interviews", Status.SPEAKS, 1, Prominence.PRESENT, {"a": 1})]
    sure = assess(replace(basis([{"provenance": "collected"}], views), heard=heard), SCOPE, Facts())
    assert sure.level == level
    assert ("Rust op wat één mens zei." in sure.adequacy.reason) is (level == "low")
