"""How many people stand behind a finding: each counts once, and what can't be told apart is a least number."""

from fractions import Fraction

import pandas as pd
import pytest
from helpers_rounds import codebook, nulmeting, nulmeting_evidence, round_data, table
from hypothesis import given
from hypothesis import strategies as st

from pipeline.codebook import Codebook
from pipeline.evidence.statements import from_statements
from pipeline.rounds import Overlap
from pipeline.triangulation.heard import Heard, carriers, heard, same_people, sentence

THIRD = Fraction(1, 3)
BOOK: Codebook = codebook({"q1": ("interviews", "focusgroups", "surveys", "mystery_guests")})


def overlap(sources: tuple[str, ...], others: tuple[str, ...], shared: int) -> Overlap:
    return Overlap(sources=sources, with_sources=others, shared=shared, document="1", locator="p. 1")


def test_sources_of_one_phase_are_other_people_and_are_added_up() -> None:
    assert (
        sentence({"interviews": Heard({"een": 1, "twee": 1, "groep": 6})})
        == "In de interviews hierachter deden 8 mensen mee."
    )


def test_one_person_is_one_person() -> None:
    assert sentence({"interviews": Heard({"een": 1})}) == "In de interviews hierachter deed één mens mee."


def test_over_phases_nobody_can_tell_and_the_largest_phase_is_told() -> None:
    said = sentence(
        {"interviews": Heard({"klanten": 8}), "surveys": Heard({"enquete": 24}), "focusgroups": Heard({"groep": 14})}
    )
    assert said.startswith("In de vragenlijsten hierachter deden 24 mensen mee. Wie er ook elders meedeed")
    assert "minstens" not in said, "exactly 24 filled it in"
    assert "46" not in said, "8, 24 and 14 are not added up"


def test_a_source_of_unknown_size_makes_it_a_least_number() -> None:
    said = sentence({"interviews": Heard({"klanten": 8, "samen": None})})
    assert said.startswith("In de interviews hierachter deden minstens 8 mensen mee")
    assert "van een deel van de bronnen" in said


def test_where_no_size_is_known_that_is_said() -> None:
    assert sentence({"interviews": Heard({"samen": None})}) == "Hoeveel mensen hierachter staan, is niet te tellen."
    assert sentence({}) == "Hoeveel mensen hierachter staan, is niet te tellen."


def test_of_surveys_without_names_the_largest_counts_and_somebody_may_be_in_two() -> None:
    surveys = {"een": 120, "twee": 187, "samen": 6}
    found = Heard(surveys, shared=frozenset({"een", "twee"}))
    said = sentence({"surveys": found})
    assert "minstens 193 mensen" in said
    assert "wie er meer dan één invulde, is niet te zien" in said
    alone = Heard({"een": 120}, shared=frozenset({"een"}))
    assert sentence({"surveys": alone}) == "In de vragenlijsten hierachter deden 120 mensen mee."


@pytest.mark.parametrize(("shared", "same"), [(3, False), (4, True), (9, True)])
def test_a_third_of_the_smaller_phase_in_both_makes_them_the_same_people(shared: int, same: bool) -> None:
    a, b = Heard({"a": 30}), Heard({"b": 12})
    for first, second in ((a, b), (b, a)):
        assert same_people(first, second, [overlap(("a",), ("b",), shared)], THIRD) is same


def test_only_who_spoke_on_the_question_can_be_heard_twice() -> None:
    known = [overlap(("groep",), ("een", "twee", "drie"), 3)]
    group, all_three, one = (
        Heard({"groep": 14}),
        Heard({"een": 1, "twee": 1, "drie": 1}),
        Heard({"een": 1, "anderen": 9}),
    )
    assert same_people(group, all_three, known, THIRD)
    assert not same_people(group, one, known, THIRD), "one of ten"
    assert not same_people(Heard({"andere_groep": 5}), all_three, known, THIRD)


def test_phases_that_heard_the_same_people_are_one_carrier() -> None:
    pair = frozenset({"interviews", "focusgroups"})
    assert carriers(["interviews", "focusgroups", "surveys"], [pair]) == [pair, frozenset({"surveys"})]
    assert len(carriers(["interviews", "focusgroups", "surveys"], [])) == 3


@given(st.lists(st.sets(st.sampled_from("abcd"), min_size=2, max_size=2), max_size=5))
def test_carriers_share_out_the_phases(pairs: list[set[str]]) -> None:
    found = carriers(list("abcd"), [frozenset(pair) for pair in pairs])
    assert sorted(phase for group in found for phase in group) == list("abcd")
    assert all(any(set(pair) <= group for group in found) for pair in pairs)


def test_in_the_nulmeting_the_people_behind_a_finding_are_those_of_its_sources() -> None:
    found = heard(nulmeting(), nulmeting_evidence().trace)
    assert found["financiele_basis"]["focusgroups"].persons["focusgroep"] == 14
    assert found["tevredenheid_klanten"]["surveys"].known == 24
    assert "desk_research" not in found["participatie"], "documents are not people"


@pytest.mark.parametrize("scorer", ["professional", "client"])
def test_whether_who_is_in_no_list_took_part_elsewhere_is_not_known(scorer: str) -> None:
    """Of p1 the list says that it is one person; L01 and L02 may be anybody."""
    people = table("respondents", {"respondent_id": "p1", "voice": "v1"})
    rows = [
        {"score_id": str(n), "question": "q1", "object": name, "object_kind": "person", "scorer": scorer}
        for n, name in enumerate(("p1", "L01", "L02"))
    ]
    data = round_data(BOOK, {"respondents": people, "scores": table("scores", *rows)})
    trace = pd.DataFrame({"evidence_id": "E", "file": "scores.csv", "key": ["0", "1", "2"], "role": "says"})
    found = heard(data, trace)["q1"]["surveys"]
    assert found.people == {"respondents/p1"}
    assert (len(found.told) == 3) is (scorer == "professional")
    said = sentence({"interviews": Heard({"respondents/p1": 1}), "surveys": found})
    assert "telt één keer" not in said
    assert "hoeveel het er samen zijn, is niet te zeggen" in said
    assert ("zelf deden zij daar niet mee" in said) is (scorer == "professional")


def test_visits_are_no_people() -> None:
    visited = table("mysteryguest_visits", {"source_id": "bezoek", "voice": "v1", "persons": 1})
    told = {"statement_id": "s1", "source": "bezoek", "question": "q1", "aspect": "a", "voice": "v1", "direction": 1}
    data = round_data(
        BOOK, {"mysteryguest_visits": visited, "mysteryguest_statements": table("mysteryguest_statements", told)}
    )
    made = from_statements(data, "mysteryguest_statements")
    assert made.rows["counted"].tolist() == ["bezoeken"]
    assert heard(data, made.trace) == {}
