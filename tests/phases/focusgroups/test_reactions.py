"""Reactions in focus groups: consensus is counted in who spoke, and silence is no agreement."""

from dataclasses import replace
from typing import Any

import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.blocks import Table, plain
from pipeline.contracts.loading import RoundData
from pipeline.evidence.groups import Verdict, compare
from pipeline.evidence.table import EvidenceRow
from pipeline.phases.focusgroups import reaction_telling
from pipeline.phases.focusgroups.evidence import gather, positions
from pipeline.records import rows_of
from pipeline.triangulation import heard

BOOK = codebook({"q1": ["focusgroups"]})


def round_of(
    reactions: list[dict[str, Any]], persons: int = 4, voices: dict[str, str] | None = None, **session: Any
) -> RoundData:
    """Make a round with one session; people r1 and so on are of voice v1 unless `voices` says otherwise."""
    names = sorted({row["respondent"] for row in reactions if row.get("respondent")})
    people = [{"respondent_id": name, "voice": (voices or {}).get(name, "v1")} for name in names]
    about = {"session_id": "g1", "persons": persons, "provenance": "collected", "selection": "present", **session}
    filled = [
        {"reaction_id": f"x{number}", "session": "g1", "question": "q1", "aspect": "a", "put": 1}
        | {"provenance": "collected"}
        | row
        for number, row in enumerate(reactions, 1)
    ]
    return round_data(
        BOOK,
        {
            "respondents": table("respondents", *people),
            "focusgroup_sessions": table("focusgroup_sessions", about),
            "focusgroup_reactions": table("focusgroup_reactions", *filled),
        },
    )


def by(reactions: str, **more: Any) -> list[dict[str, Any]]:
    """Make reactions of r1, r2 and so on, with spaces between."""
    return [{"respondent": f"r{n}", "reaction": each, **more} for n, each in enumerate(reactions.split(), 1)]


def rows(data: RoundData) -> list[EvidenceRow]:
    """Give the evidence."""
    return rows_of(gather(data).rows, EvidenceRow)


def direction_of(data: RoundData) -> int | None:
    """Give the direction of the one piece of evidence; None where there is none."""
    found = rows(data)
    return int(found[0]["direction"]) if found else None


@pytest.mark.parametrize(
    ("reactions", "direction"),
    [
        ("A A SE NR", 1),
        ("A SE D NR", 1),
        ("A SE D SD", 0),
        ("D SD D NR", -1),
        ("A A NR NR", 1),
        ("A NR NR NR", None),
        ("NR NR NR NR", None),
    ],
)
def test_agreement_against_dissent(reactions: str, direction: int | None) -> None:
    """A and SE are held against D and SD at two to one, if half of those present spoke; NR is never agreement."""
    assert direction_of(round_of(by(reactions))) == direction


def test_what_was_put_turns_a_reaction() -> None:
    """Who agrees with something critical is critical; who contradicts it is not."""
    assert direction_of(round_of(by("A SE A NR", put=-1))) == -1
    assert direction_of(round_of(by("D SD D NR", put=-1))) == 1


def test_who_was_there_and_has_no_row_counts_as_present() -> None:
    """Three who agree in a group of seven are less than half: nothing can be said of the group."""
    assert direction_of(round_of(by("A A A"), persons=7)) is None
    [row] = rows(round_of(by("A A A"), persons=6))
    assert (row["direction"], row["n"], row["n_total"]) == (1, 3, 6)
    assert row["statement"] == (
        "Drie van de zes deelnemers (stem v1) zijn positief over «Aspect a»; drie zeiden er niets over."
    )


def test_two_speakers_of_one_voice_are_no_group() -> None:
    """In a group of two kinds of people it counts how many of all present spoke, not of those who did."""
    mixed = {"r1": "v1", "r2": "v1", "r3": "v2", "r4": "v2"}
    assert rows(round_of(by("A A NR NR"), 8, mixed)) == []
    found = rows(round_of(by("A A D D"), 8, mixed))
    assert [(row["voice"], row["direction"], row["n"], row["n_total"]) for row in found] == [
        ("v1", 1, 2, 2),
        ("v2", -1, 2, 2),
    ]


def test_a_session_without_names_counts_what_it_says() -> None:
    """Without a transcript a row is of so many people of the group; a number that is not there is not made up."""
    whole = [{"reaction": "A", "n": 5}, {"reaction": "D", "n": 1}]
    [row] = rows(round_of(whole, 8, voice="v2"))
    assert (row["voice"], row["direction"], row["n"], row["n_total"]) == ("v2", 1, 5, 8)
    assert rows(round_of([{"reaction": "A"}], 8, voice="v2")) == []


def test_who_said_both_is_on_neither_side() -> None:
    """A person who agrees and gives an example against is mixed, and one of those who spoke."""
    [row] = rows(round_of([*by("A A"), {"respondent": "r2", "reaction": "SD"}], 2))
    assert (row["direction"], row["n"], row["n_total"]) == (1, 1, 2)


@pytest.mark.parametrize(("who", "told"), [("de directeur", "de directeur"), ("nee", ""), ("", "")])
def test_who_of_the_organisation_was_there_stands_with_the_result(who: str, told: str) -> None:
    """Who was in the room can be read beside what people said there."""
    [row] = rows(round_of(by("A A A A"), organisation_present=who))
    assert row["quality"] == (f"Iemand van de organisatie zat erbij: {told}" if told else "")


def test_who_spoke_was_heard() -> None:
    """Behind a finding stand those who spoke; who did not react does not."""
    data = round_of(by("A A A NR"))
    [found] = heard.heard(data, gather(data).trace)["q1"].values()
    assert (found.known, len(found.people)) == (3, 3)


def test_a_voice_that_reacts_the_other_way_is_looked_at_and_nothing_is_tested() -> None:
    """Six against what five others are for: each once, who has no name by the voice of the session."""
    others = {f"r{n}": "v2" for n in range(1, 7)}
    reactions = [*by("D D SD D D D"), {"reaction": "A", "n": 5}]
    [found] = compare(list(positions(data := round_of(reactions, 11, others, voice="v1"))), data.round.rules)
    assert found.own is not None
    assert found.others is not None
    assert (found.group, found.own.favourable, found.own.n) == ("v1", 5, 5)
    assert (found.others.unfavourable, found.others.n) == (6, 6)
    assert (found.verdict, found.p) == (Verdict.LOOK, None)
    said = (
        "Nader bekijken: bij stem v1 is het oordeel over «Aspect a» anders: alle 5 zijn positief, "
        "bij stem v2 geen van de 6."
    )
    assert {row["otherwise"] for row in rows(data)} == {said}


@pytest.mark.parametrize(("unit", "told"), [("noord", "Buurthuis Noord"), ("", ""), ("bij Jan thuis", "")])
def test_where_a_group_met_is_told_as_far_as_it_is_a_place_of_the_round(unit: str, told: str) -> None:
    """What somebody typed that is none of the round's units may say more than where: it stays inside."""
    data = round_of(by("A A"), unit=unit)
    units = table("units", {"unit_id": "noord", "label": "Buurthuis Noord", "kind": "room"})
    data = replace(data, tables={**data.tables, "units": units}, inside={**data.inside, "units": units})
    [shown] = [part for part in reaction_telling.own_sessions(data).parts if isinstance(part, Table)][:1]
    said = [*(column.header for column in shown.columns), *(plain(cell) for cell in shown.rows[0])]
    assert ("Waar" in said) == bool(told)
    assert not told or told in said
    assert "bij Jan thuis" not in said
