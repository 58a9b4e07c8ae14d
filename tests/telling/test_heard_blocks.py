"""Who was heard and who was not: people where they are known, a least number where not, and nobody in outline."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from helpers_rounds import codebook, evidence_frame, nulmeting, nulmeting_evidence, round_data, table

from pipeline.blocks import Bullets, Group, Groups, Text, plain
from pipeline.codebook import Voice
from pipeline.looks.document.paper import Paper
from pipeline.looks.page import Page
from pipeline.rounds import Overlap
from pipeline.telling.heard_blocks import who_was_heard

BOOK = codebook({"q1": ("interviews",)})
NOTHING: list[dict[str, Any]] = []


def case(voice: str, persons: int | None, **more: Any) -> dict[str, Any]:
    return {"voice": voice, "persons": pd.NA if persons is None else persons, "label": "Een gesprek"} | more


def shown(
    *cases: dict[str, Any], overlap: tuple[Overlap, ...] = (), evidence: list[dict[str, Any]] = NOTHING, **tables: Any
) -> tuple[dict[str, Group], str]:
    """Give the groups by name, and the words around them."""
    data = round_data(BOOK, {"interview_cases": table("interview_cases", *cases), **tables})
    data = replace(data, round=data.round.model_copy(update={"overlap": overlap}))
    parts = who_was_heard(data, evidence_frame(evidence)).parts
    said = [plain(part.line) for part in parts if isinstance(part, Text)]
    said += [plain(item) for part in parts if isinstance(part, Bullets) for item in part.items]
    groups = next(part.groups for part in parts if isinstance(part, Groups))
    return {group.name: group for group in groups}, " ".join(said)


@pytest.mark.parametrize(
    ("persons", "said", "dots", "more"),
    [
        ([6], "6 personen", 6, False),
        ([1], "1 persoon", 1, False),
        ([2, 3], "5 personen", 5, False),
        ([8, None], "minstens 8 personen", 8, True),
        ([None], "aantal niet bekend", 0, False),
    ],
)
def test_people_are_counted_and_where_a_source_gives_no_number_there_are_at_least_the_others(
    persons: list[int | None], said: str, dots: int, more: bool
) -> None:
    [crowd] = shown(*(case("v1", each) for each in persons))[0]["Stem v1"].crowds
    assert (crowd.where, crowd.said, crowd.dots, crowd.more) == ("Interviews", said, dots, more)


def test_of_two_surveys_of_our_own_among_one_group_the_largest_counts() -> None:
    book = codebook({"q1": ("surveys",)})
    for provenance, said in (("collected", "minstens 40 personen"), ("published", "65 personen")):
        waves = [case("v1", persons, provenance=provenance) for persons in (25, 40)]
        data = round_data(book, {"survey_waves": table("survey_waves", *waves)})
        [groups] = [part for part in who_was_heard(data, evidence_frame(NOTHING)).parts if isinstance(part, Groups)]
        assert [crowd.said for group in groups.groups for crowd in group.crowds] == [said]


def test_a_group_that_nobody_spoke_for_is_outlined_and_last() -> None:
    groups, said = shown(case("v2", 1))
    assert [name for name, group in groups.items() if not group.missing] == ["Stem v2"]
    assert list(groups) == ["Stem v2", "Stem v1", "Stem v3"]
    assert groups["Stem v1"].missing == "niemand gehoord"
    assert "niemand gehoord" not in said
    # who came to a conversation to which nobody came
    assert shown(case("v2", 0))[0]["Stem v2"].missing == "niemand gehoord"
    assert "Voor dit onderzoek is niemand gehoord." in shown()[1]


def test_who_only_a_document_speaks_for_was_not_heard() -> None:
    groups, said = shown(case("v2", 1), evidence=[{"question": "q1", "voice": "v1", "phase": "desk_research"}])
    assert groups["Stem v1"].missing == "niemand gehoord; wel iets uit de documenten"
    assert "Documenten zijn gelezen" in said


def test_who_spoke_in_the_source_of_another_group_was_heard_by_nobody_knows_how_many() -> None:
    groups, _ = shown(case("v2", 4), evidence=[{"question": "q1", "voice": "v1", "phase": "interviews"}])
    [crowd] = groups["Stem v1"].crowds
    assert (crowd.said, crowd.dots) == ("uitspraken namens hen; hoeveel van hen spraken, is niet bekend", 0)


def test_who_visits_is_not_heard_and_is_not_counted() -> None:
    visits = table("mysteryguest_visits", case("v3", 2, channel="bezoek"))
    groups, said = shown(case("v2", 1), mysteryguest_visits=visits)
    assert "Stem v3" not in groups
    assert "Wie er keek: stem v3." in said


def test_a_source_that_consists_of_others_is_no_more_people() -> None:
    together = case("v1", None, source_id="samen", consists_of="a; b")
    groups, _ = shown(case("v1", 2, source_id="a"), case("v1", 1, source_id="b"), together)
    [crowd] = groups["Stem v1"].crowds
    assert (crowd.said, crowd.dots, crowd.more) == ("3 personen", 3, False)


def test_a_number_that_is_printed_in_two_ways_is_told_as_both() -> None:
    groups, _ = shown(case("v1", 16, persons_at_most=20), case("v1", 2))
    [crowd] = groups["Stem v1"].crowds
    assert (crowd.said, crowd.dots, crowd.more) == ("18 tot 22 personen", 18, True)


def test_who_others_scored_and_nobody_spoke_to_was_not_heard() -> None:
    people = ({"respondent_id": "p1", "voice": "v1"}, {"respondent_id": "p2", "voice": "v1"})
    scores = [{"object": name, "object_kind": "person", "scorer": "professional"} for name in ("p1", "p2")]
    own = {"respondents": table("respondents", *people), "scores": table("scores", *scores)}
    groups, said = shown(case("v2", 1), **own)
    assert not groups["Stem v1"].crowds
    assert "Over 2 personen legde een ander iets vast, zoals een score; zij deden daar zelf niet aan mee." in said
    assert "Of zij elders" not in said, "they are in the list of people"
    assert groups["Stem v1"].missing == "niemand gehoord; wel van 2 personen vastgelegd door anderen"


def test_who_others_scored_and_is_in_no_list_may_have_taken_part_elsewhere() -> None:
    scores = [{"object": name, "object_kind": "person", "scorer": "professional"} for name in ("p1", "L01", "L02")]
    listed = table("respondents", {"respondent_id": "p1", "voice": "v1"})
    _, said = shown(case("v2", 1), respondents=listed, scores=table("scores", *scores))
    assert "Over 3 personen legde een ander iets vast" in said
    assert "Of 2 van hen ook elders meededen, is niet te zien." in said


def test_who_scored_themselves_and_is_in_no_list_is_heard_and_may_be_somebody_of_elsewhere() -> None:
    scores = [
        {"object": name, "object_kind": "person", "scorer": "client", "voice": "v1"} for name in ("L1", "L1", "L2")
    ]
    groups, said = shown(case("v2", 1), scores=table("scores", *scores))
    [crowd] = groups["Stem v1"].crowds
    assert (crowd.where, crowd.said, crowd.dots) == ("Vragenlijsten", "2 personen", 2)
    assert "Of zij ook elders meededen, is niet te zien." in said


def test_who_scored_themselves_is_counted_once_by_name() -> None:
    """Two people on two domains at two moments, one under another name, beside six who filled in a survey."""
    people = ({"respondent_id": "p1"}, {"respondent_id": "p2"}, {"respondent_id": "p9", "alias_of": "p1"})
    scores = [{"object": name, "object_kind": "person", "scorer": "client"} for name in ("p1", "p9", "p2", "p2")]
    own = {
        "respondents": table("respondents", *({"voice": "v1", **each} for each in people)),
        "scores": table("scores", *scores),
    }
    groups, _ = shown(case("v2", 1), **own)
    [crowd] = groups["Stem v1"].crowds
    assert (crowd.where, crowd.said, crowd.dots) == ("Vragenlijsten", "2 personen", 2)
    groups, _ = shown(case("v2", 1), **own, survey_waves=table("survey_waves", case("v1", 6)))
    said = {crowd.where: crowd.said for crowd in groups["Stem v1"].crowds}
    assert said == {"Vragenlijsten, per persoon vastgelegd": "2 personen", "Vragenlijsten": "6 personen"}


def test_who_is_in_a_mixed_group_may_be_of_any_role() -> None:
    mixed = Voice(id="m", label="Gemengd", definition="", person=False)
    book = BOOK.model_copy(update={"voices": [*BOOK.voices, mixed]})
    data = round_data(book, {"interview_cases": table("interview_cases", case("m", 5))})
    [groups] = [part for part in who_was_heard(data, evidence_frame([])).parts if isinstance(part, Groups)]
    assert {group.missing for group in groups.groups[1:]} == {"niemand gehoord, voor zover bekend"}


def test_many_people_take_dots_of_several_and_nobody_is_lost() -> None:
    groups, _ = shown(case("v1", 200), case("v2", 1))
    assert [groups[name].crowds[0].dots for name in ("Stem v1", "Stem v2")] == [40, 1]


def test_who_was_in_more_than_one_place_is_told_as_it_is_printed() -> None:
    place: dict[str, Any] = {"document": "001", "locator": "p. 3"}
    cases = (case("v1", 4, source_id="a", label="Gesprek a"), case("v1", 2, source_id="b", label="Gesprek b"))
    _, said = shown(
        *cases,
        overlap=(
            Overlap(sources=("a",), with_sources=("b",), shared=1, **place),
            Overlap(sources=("a",), with_panels=("klankbordgroep",), shared=2, **place),
            Overlap(sources=("b",), with_organisation=True, shared=2, **place),
        ),
    )
    assert "Gesprek a: één persoon sprak ook bij «Gesprek b» en 2 personen zaten ook in het panel" in said
    assert "«Klankbordgroep». (document 001, p. 3)" in said
    assert "Gesprek b: 2 personen horen bij de organisatie zelf." in said


def test_page_and_paper_say_the_same_of_every_group() -> None:
    section = who_was_heard(nulmeting(), nulmeting_evidence().rows)
    [groups] = [part for part in section.parts if isinstance(part, Groups)]
    page, paper = Page("").html(section), Paper().html(section)
    for group in groups.groups:
        for said in (group.name, group.missing, *(crowd.said for crowd in group.crowds)):
            assert said in page
            assert said in paper
    # dots are for who sees them: the number stands beside them
    assert 'aria-hidden="true">●' in page


def test_that_everybody_of_a_group_sat_in_that_same_group_is_not_told() -> None:
    """A focus group that judges too is the panel of its own id; who of it sat elsewhere is told."""
    printed: dict[str, Any] = {"document": "004", "locator": "p. 51"}
    _, said = shown(
        case("klanten", 14, source_id="klankbordgroep", label="De groep"),
        overlap=(
            Overlap(sources=("klankbordgroep",), with_panels=("klankbordgroep",), shared=14, **printed),
            Overlap(sources=("klankbordgroep",), with_organisation=True, shared=6, **printed),
        ),
    )
    assert "ook in het panel" not in said
    assert "De groep: 6 personen horen bij de organisatie zelf." in said
    _, said = shown(
        case("klanten", 14, source_id="klankbordgroep", label="De groep"),
        overlap=(Overlap(sources=("klankbordgroep",), with_panels=("klankbordgroep",), shared=13, **printed),),
    )
    assert "ook in het panel" in said
