"""Coded conversations: people are counted, each once, by the codes of the lead coder."""

from dataclasses import replace
from typing import Any

import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.contracts.loading import RoundData
from pipeline.evidence.groups import Verdict, compare
from pipeline.evidence.table import EvidenceRow
from pipeline.phases import collected
from pipeline.phases.interviews.double_coding import double_coded
from pipeline.phases.interviews.evidence import gather, positions, themes_of_talks
from pipeline.records import rows_of
from pipeline.triangulation import coding, facts, heard

BOOK = codebook({"q1": ["interviews"]})


def round_of(
    codes: list[dict[str, Any]], voices: dict[str, str], selection: str = "purposive", **about: Any
) -> RoundData:
    """Make a round in which everybody is spoken to alone: `voices` by person, interview i1 with r1 and so on."""
    people = [{"respondent_id": name, "voice": voice, "provenance": "collected"} for name, voice in voices.items()]
    talks = [
        {"interview_id": f"i{name[1:]}", "respondents": name, "selection": selection, "provenance": "collected"}
        for name in voices
    ]
    segments = [
        {"segment_id": f"s{number}", "question": "q1", "aspect": "a", "text": f"woorden {number}", "coder": "an"}
        | {"provenance": "collected"}
        | code
        for number, code in enumerate(codes, 1)
    ]
    data = round_data(
        BOOK,
        {
            "respondents": table("respondents", *people),
            "interviews": table("interviews", *talks),
            "segments": table("segments", *segments),
        },
    )
    return replace(data, round=data.round.model_copy(update=about))


def of_person(number: int, *directions: int, **more: Any) -> list[dict[str, Any]]:
    """Make the codes on what one person said."""
    return [{"interview": f"i{number}", "direction": direction, **more} for direction in directions]


def everybody(n: int, voice: str = "v1") -> dict[str, str]:
    """Give so many people of one voice."""
    return {f"r{number}": voice for number in range(1, n + 1)}


def rows(data: RoundData) -> list[EvidenceRow]:
    """Give the evidence."""
    return rows_of(gather(data).rows, EvidenceRow)


def test_people_are_counted_and_not_what_they_said() -> None:
    """Somebody who says five good things weighs as much as somebody who says one bad one."""
    [row] = rows(round_of([*of_person(1, 1, 1, 1, 1, 1), *of_person(2, -1)], everybody(2)))
    assert (row["direction"], row["n"], row["n_total"], row["counted"]) == (0, 2, 2, "personen")


def test_two_to_one_is_a_direction() -> None:
    """Four against two points a way, three against two does not; who said both is on neither side."""
    four = [
        *of_person(1, 1),
        *of_person(2, 1),
        *of_person(3, 1),
        *of_person(4, 1),
        *of_person(5, -1),
        *of_person(6, -1),
    ]
    [row] = rows(round_of(four, everybody(6)))
    assert (row["direction"], row["n"]) == (1, 4)
    [row] = rows(round_of([*four[1:]], everybody(6)))
    assert row["direction"] == 0
    [row] = rows(round_of([*four[1:], *of_person(6, 1)], everybody(6)))
    assert (row["direction"], row["n"]) == (1, 3)


@pytest.mark.parametrize(
    ("codes", "people", "says"),
    [
        (of_person(1, 1), 1, "De enige geïnterviewde uit de groep (stem v1) is positief over «Aspect a»."),
        ([*of_person(1, -1), *of_person(2, -1)], 2, "Beide geïnterviewden (stem v1) zijn kritisch over «Aspect a»."),
        (
            of_person(1, 1),
            3,
            "Eén van de drie geïnterviewden (stem v1) is positief over «Aspect a»; twee zeiden er niets over.",
        ),
        (
            [*of_person(1, 1), *of_person(2, -1), *of_person(3, 1, -1)],
            4,
            "Drie van de vier geïnterviewden (stem v1) zeggen iets over «Aspect a»: één positief, één kritisch en één "
            "gemengd of neutraal.",
        ),
        (
            [*of_person(1, 1), *of_person(2, 1), *of_person(3, -1), *of_person(4, 0)],
            5,
            "Twee van de vijf geïnterviewden (stem v1) zijn positief over «Aspect a»; één is kritisch, één is gemengd "
            "of neutraal en één zei er niets over.",
        ),
        (of_person(1, 0), 1, "De enige geïnterviewde uit de groep (stem v1) is gemengd of neutraal over «Aspect a»."),
    ],
)
def test_the_sentence_tells_everybody(codes: list[dict[str, Any]], people: int, says: str) -> None:
    """Who is on the other side, on neither, and who said nothing is told with those that it begins with."""
    spoke = {code["interview"] for code in codes}
    of_else = [code for n in range(1, people + 1) if f"i{n}" not in spoke for code in of_person(n, 1, aspect="b")]
    data = round_of([*codes, *of_else], everybody(people))
    row = rows(replace(data, codebook=codebook({"q1": ["interviews"]}, aspects=("a", "b"))))[0]
    assert row["statement"] == says


def test_nobody_said_anything_is_no_evidence() -> None:
    """An aspect that nobody spoke of is silent, not mixed."""
    assert rows(round_of([], everybody(3))) == []


def test_each_voice_by_itself_and_one_name_whatever_the_direction() -> None:
    """Two voices are two pieces; the id has no direction, so that it stays when more is collected."""
    voices = {**everybody(2), "r3": "v2"}
    found = rows(round_of([*of_person(1, 1), *of_person(2, 1), *of_person(3, -1)], voices))
    assert [(row["evidence_id"], row["direction"], row["n_total"]) for row in found] == [
        ("E-interviews-q1-a-v1", 1, 2),
        ("E-interviews-q1-a-v2", -1, 1),
    ]


def test_somebody_with_two_names_is_one_person() -> None:
    """Who was spoken to twice, under two names, counts once, with all that was said."""
    data = round_of([*of_person(1, 1), *of_person(2, -1)], everybody(2))
    data.tables["respondents"].loc[1, "alias_of"] = "r1"
    [row] = rows(data)
    assert (row["direction"], row["n"], row["n_total"]) == (0, 1, 1)


def test_only_the_lead_coder_counts() -> None:
    """What another coder saw is no evidence: neither another aspect nor another direction."""
    codes = [*of_person(1, 1), *of_person(1, -1, coder="bo"), *of_person(2, -1, coder="bo", aspect="b")]
    [row] = rows(round_of(codes, everybody(2), lead_coder="an"))
    assert (row["aspect"], row["direction"], row["n"], row["n_total"]) == ("a", 1, 1, 2)


def test_who_leads_has_to_be_known() -> None:
    """With several coders `round.yml` says whose codes count, by a name that is there; with one it need not."""
    codes = [*of_person(1, 1), *of_person(1, -1, coder="bo")]
    told = {
        lead: [
            (problem.column, problem.value)
            for problem in collected.problems(round_of(codes, everybody(1), lead_coder=lead))
        ]
        for lead in ("", "cor", "bo")
    }
    assert told == {"": [("lead_coder", "")], "cor": [("lead_coder", "cor")], "bo": []}
    assert list(collected.problems(round_of(codes[:1], everybody(1)))) == []


def test_where_people_stand_for_others_a_narrow_lead_says_nothing() -> None:
    """Of people drawn at random two against one can't be told of others: there is no evidence, not a mixed one."""
    codes = [*of_person(1, 1), *of_person(2, 1), *of_person(3, -1)]
    assert rows(round_of(codes, everybody(3), selection="random")) == []
    [row] = rows(round_of(codes, everybody(3)))
    assert row["direction"] == 1


def test_the_weakest_way_in_is_told() -> None:
    """One of ten who came through the organisation makes the ten no better chosen than that."""
    data = round_of(of_person(1, 1), everybody(3))
    data.tables["interviews"].loc[2, "selection"] = "organisation"
    [row] = rows(data)
    assert row["selection"] == "organisation"
    assert facts.through_organisation(data) == frozenset({"i3"})


def test_who_was_heard_are_people() -> None:
    """Behind a finding stand those who spoke on it; others who were interviewed do not."""
    data = round_of([*of_person(1, 1, 1), *of_person(2, -1)], everybody(3))
    [found] = heard.heard(data, gather(data).trace)["q1"].values()
    assert (found.known, found.people) == (2, {"respondents/r1", "respondents/r2"})


def test_coders_are_held_against_each_other_on_one_stretch() -> None:
    """An overlap, or the same words, is the same stretch; what one of both did not mark is not compared."""
    codes = [
        {"interview": "i1", "direction": 1, "start": 0, "end": 40},
        {"interview": "i1", "direction": 1, "text": "Zonder plaats"},
        {"interview": "i1", "direction": 1, "start": 100, "end": 120},
        {"interview": "i1", "direction": 1, "start": 30, "end": 60, "coder": "bo"},
        {"interview": "i1", "direction": -1, "text": "zonder  plaats", "coder": "bo"},
        {"interview": "i2", "direction": 1, "start": 100, "end": 120, "coder": "bo"},
    ]
    data = round_of(codes, everybody(2), lead_coder="an")
    pairs = [(own["segment_id"], other and other["segment_id"]) for own, other in double_coded(data)]
    assert pairs == [("s1", "s4"), ("s2", "s5"), ("s3", None)]
    [found] = coding.codings(data)
    assert (found.phase, found.total, found.double, found.coders) == ("interviews", 3, 2, 2)
    assert found.coefficients[0].value == pytest.approx(1 / 2)


def test_on_one_stretch_the_same_codes_belong_together() -> None:
    """Of two codes on one stretch each is held against the other coder's same one, in whatever order they stand."""
    same = {"interview": "i1", "start": 0, "end": 40}
    codes = [
        {**same, "aspect": "a", "direction": 1},
        {**same, "aspect": "b", "direction": -1},
        {**same, "aspect": "b", "direction": -1, "coder": "bo"},
        {**same, "aspect": "a", "direction": 1, "coder": "bo"},
    ]
    [found] = coding.codings(round_of(codes, everybody(1), lead_coder="an"))
    assert found.coefficients[0].value == 1


@pytest.mark.parametrize("selection", ["purposive", "random"])
def test_a_voice_that_speaks_otherwise_is_looked_at_and_never_tested(selection: str) -> None:
    """Six of one voice are positive and five of another are not; who said nothing is in neither count."""
    voices = everybody(7) | {f"r{number}": "v2" for number in range(8, 13)}
    codes = [code for number in range(1, 13) if number != 7 for code in of_person(number, 1 if number < 8 else -1)]
    data = round_of(codes, voices, selection)
    [found] = compare(list(positions(data)), data.round.rules)
    assert found.own is not None
    assert found.others is not None
    assert (found.group, found.own.unfavourable, found.own.n) == ("v2", 5, 5)
    assert (found.others.favourable, found.others.n) == (6, 6)
    assert (found.verdict, found.test) == (Verdict.LOOK, "")
    assert len({row["otherwise"] for row in rows(data)} - {""}) == 1


def test_a_place_is_one_place_however_it_was_written() -> None:
    """By its name in one row and by its id in another, and no place where it is called nothing that the round knows."""
    data = round_of([*of_person(1, 1), *of_person(2, 1), *of_person(3, -1)], everybody(3))
    places = {"r1": "Huis Noord", "r2": "noord", "r3": "bij de moskee"}
    people = data.inside["respondents"].assign(unit=lambda frame: frame["respondent_id"].map(places))
    units = table("units", {"unit_id": "noord", "label": "Huis Noord", "kind": "room"})
    data = replace(data, inside={**data.inside, "respondents": people}, tables={**data.tables, "units": units})
    [found] = positions(data)
    assert found.people["unit"].tolist() == ["noord", "noord", ""]


def test_who_was_not_coded_is_not_said_to_have_said_nothing() -> None:
    """Of the third somebody coded something, and the fourth not at all: of both nothing is known on this."""
    book = codebook({"q1": ["interviews"]}, aspects=("a", "b"))
    data = replace(
        round_of([*of_person(1, 1), *of_person(2, 1), *of_person(3, 1, aspect="b")], everybody(4)), codebook=book
    )
    first = rows(data)[0]
    assert (first["n"], first["n_total"]) == (2, 4)
    assert first["statement"].endswith("zijn positief over «Aspect a»; van twee is hierover niets gecodeerd.")
    assert len(themes_of_talks(data)) == 3  # what was not coded brought nothing new, and is no sign of saturation
