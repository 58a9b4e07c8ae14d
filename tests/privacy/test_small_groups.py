"""No small count of people can be computed from an edition, of the demonstration and of made-up people."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from helpers_attack import attack
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.contracts.loading import RoundData
from pipeline.editions import PUBLIC, TEAM
from pipeline.evidence.group_table import group_table
from pipeline.evidence.positions import Positions, Topic
from pipeline.evidence.small_groups import LeftOut, left_out
from pipeline.evidence.table import Counted as Count
from pipeline.evidence.table import Piece, evidence_of
from pipeline.evidence.without_counts import NO_NUMBER, tables_without
from pipeline.phases.focusgroups import reaction_telling, sessions_telling
from pipeline.phases.gathering import gathered, not_to_be_told, positions
from pipeline.phases.interviews import answer_telling, segment_telling
from pipeline.phases.raw_tables import load_round
from pipeline.phases.surveys import answers_telling, scores_telling
from pipeline.rounds import find_project
from pipeline.statistics.suppression import Counts, Relation, bounds

ROUND = "voorbeeld-2021"


@cache
def demonstration() -> RoundData:
    return replace(load_round(find_project(), ROUND), edition=PUBLIC)


@cache
def its_tables() -> tuple[dict[str, pd.DataFrame], LeftOut]:
    """Give the tables of the demonstration with all counts, and what an edition for everybody leaves out."""
    data = demonstration()
    evidence = gathered(data)
    tables = {
        "evidence": evidence.rows,
        "evidence_trace": evidence.trace,
        "values": evidence.values,
        "groups": group_table(data, positions(data)),
    }
    pieces = pd.concat([evidence.rows, not_to_be_told(data).rows], ignore_index=True)
    return tables, left_out(data, positions(data), pieces)


def found(data: RoundData, asked: list[Positions], tables: dict[str, pd.DataFrame]) -> tuple[int, list[str]]:
    told = attack(data, asked, tables["evidence"], tables["groups"])
    return sum(each.small for each in told), [f"{each.topic}: {name}" for each in told for name in each.found]


def test_nobody_computes_a_small_count_of_the_demonstration() -> None:
    data, (tables, hidden) = demonstration(), its_tables()
    asked = list(positions(data))
    shown = tables_without(tables, hidden, data, asked)
    small, recovered = found(data, asked, shown)
    page = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
    assert f"| the demonstration, all its tables | {small} | {len(recovered)} |" in page
    assert recovered == []
    assert not hidden.exposed
    # The attack can do it: where only evidence with a small count goes, and nothing it follows from, it finds some.
    first = {name for name, ways in hidden.sides.items() if ways}
    shown = tables_without(tables, replace(hidden, pieces=frozenset(first), groups=frozenset()), data, asked)
    _, recovered = found(data, asked, shown)
    assert len(recovered) > 10


def test_what_is_left_out_stands_nowhere_and_is_told_from_a_zero_and_from_what_nobody_was_asked() -> None:
    data, (tables, hidden) = demonstration(), its_tables()
    shown = tables_without(tables, hidden, data, positions(data))
    evidence, groups, values = (shown[name] for name in ("evidence", "groups", "values"))
    gone = evidence["evidence_id"].isin(hidden.pieces)
    assert gone.any()
    assert (evidence["left_out"] == "ja").tolist() == gone.tolist()
    assert evidence.loc[gone, ["n", "n_against"]].isna().all(axis=None)
    assert evidence.loc[gone, "n_total"].notna().all()
    assert not evidence.loc[gone, "statement"].str.contains(r"\d| (?:twee|drie|vier|vijf|zes|zeven) ").any()
    assert (evidence["n_against"] == 0).any(), "a zero is a zero"
    assert (values["value"][values["evidence_id"].isin(hidden.pieces)] == NO_NUMBER).sum() > len(hidden.pieces)
    not_asked, left = groups[groups["verdict"] == "not asked"], groups[groups["left_out"] == "ja"]
    assert len(not_asked)
    assert len(left)
    assert (not_asked["left_out"] == "").all()
    counts = [name for name in groups if re.match("n|favourable|unfavourable|neutral", str(name))]
    assert left[counts].isna().all(axis=None)
    assert (left[["test", "p", "p_holm", "low", "high"]] == "").all(axis=None)
    assert set(left["verdict"]) <= {"too few", "differs", "look closer"}
    said = [*tables["evidence"]["statement"][gone.to_numpy()]]
    everywhere = " ".join(str(cell) for frame in shown.values() for cell in frame.to_numpy().ravel())
    assert not [each for each in said if each in everywhere]


def test_what_is_found_stays_the_same_and_the_edition_of_a_run_leaves_nothing_out() -> None:
    data, (tables, hidden) = demonstration(), its_tables()
    shown = tables_without(tables, hidden, data, positions(data))
    same = ["evidence_id", "direction", "voice", "n_total", "counted", "selection"]
    assert shown["evidence"][same].equals(tables["evidence"][same])
    team = left_out(replace(data, edition=TEAM), positions(data), tables["evidence"])
    assert (team.pieces, team.groups) == (frozenset(), frozenset())


def test_notebooks_of_an_edition_show_no_small_count_either() -> None:
    data, (tables, hidden) = demonstration(), its_tables()
    blocks = (
        segment_telling.own_conversations,
        answer_telling.closed_questions,
        reaction_telling.own_sessions,
        sessions_telling.each_session,
        sessions_telling.who_disagreed,
        answers_telling.overview,
        answers_telling.answers,
        scores_telling.changes,
        scores_telling.two_views,
    )
    said = {block.__name__: repr(block(data).parts) for block in blocks}
    assert "niet getoond" in said["own_conversations"]
    assert "staat er niet" in said["each_session"]
    assert "Opgeteld over de domeinen" in said["changes"]
    assert "Hoger" not in said["changes"]
    everything = " ".join(said.values())
    for statement in tables["evidence"]["statement"][tables["evidence"]["evidence_id"].isin(hidden.pieces)]:
        assert statement not in everything


def test_what_scores_add_up_to_over_domains_gives_no_domain_away() -> None:
    """By hand: twelve people on two domains, of whom it is shown on how many more they went up than down."""
    ways = {f"{a} {b}": 0 for a in (1, 0, -1) for b in (1, 0, -1)} | {
        "1 1": 4,
        "0 1": 3,
        "0 0": 1,
        "-1 1": 3,
        "1 -1": 1,
    }
    net = {sign: {way: 1 for way in ways if (sum(map(int, way.split())) > 0) == (sign > 0)} for sign in (1, 0)}
    shown = [Relation(terms, "=", sum(ways[way] for way in terms)) for terms in net.values()]
    first = {way: {name: 1 for name in ways if name.split()[0] == str(way)} for way in (1, 0, -1)}
    up, down = "up", "down"
    counts = {**ways, up: sum(ways[name] for name in first[1]), down: sum(ways[name] for name in first[-1])}
    sums = [Relation({**first[1], up: -1}, "=", 0), Relation({**first[-1], down: -1}, "=", 0)]
    low, high = bounds(Counts(counts, [*shown, *sums]), counts, [down])[down]
    assert low == 0
    assert high >= 5


def test_nothing_that_a_report_printed_is_left_out() -> None:
    data = replace(load_round(find_project(), "buurtwerkkamers-2019"), edition=PUBLIC)
    found = gathered(data).rows
    assert (found["n"] < 5).any()
    hidden = left_out(data, positions(data), found)
    assert (hidden.pieces, hidden.groups) == (frozenset(), frozenset())


VOICES, UNITS = ("klanten", "bewoners", "partners"), ("wilgenhuis_noord", "wilgenhuis_zuid")
PEOPLE = st.lists(
    st.tuples(st.sampled_from(VOICES), st.sampled_from(UNITS), st.sampled_from([1, 1, 0, -1, None])),
    min_size=4,
    max_size=40,
)


def made_up(people: list[tuple[str, str, int | None]], data: RoundData) -> tuple[Positions, pd.DataFrame]:
    """Make a topic of which people spoke, and its evidence: a piece a voice, at two to one."""
    topic = Topic(
        "interviews",
        "opbrengst",
        "bereik",
        "",
        "Bereik",
        "het oordeel over",
        ("is positief", "zijn positief"),
        "personen",
        "purposive",
        talk=True,
    )
    about = pd.DataFrame({"voice": [voice for voice, _, _ in people], "unit": [unit for _, unit, _ in people]})
    sides = [side for _, _, side in people]
    asked = Positions(
        topic,
        about,
        np.array([side or 0 for side in sides], dtype=np.int8),
        np.ones(len(people), dtype=bool),
        np.array([side is not None for side in sides]),
    )
    pieces = []
    for voice in VOICES:
        own = [side for each, _, side in people if each == voice]
        fav, unf, spoke = own.count(1), own.count(-1), len(own) - own.count(None)
        if fav or unf:
            way = 1 if fav >= 2 * unf else -1 if unf >= 2 * fav else 0
            against = {1: unf, -1: fav, 0: pd.NA}[way]
            count = Count({1: fav, -1: unf, 0: spoke}[way], len(own), "personen", against=against)
            said = f"{fav} van de {len(own)} zijn positief."
            pieces.append(
                Piece(
                    "opbrengst",
                    "bereik",
                    voice,
                    way,
                    said,
                    "synthetic",
                    (),
                    count=count,
                    selection="purposive",
                    computed=True,
                )
            )
    return asked, evidence_of(data, "interviews", pieces).rows


@given(PEOPLE)
@settings(max_examples=12)
def test_nobody_computes_a_small_count_of_any_people(people: list[tuple[str, str, int | None]]) -> None:
    data = demonstration()
    asked, evidence = made_up(people, data)
    hidden = left_out(data, [asked], evidence)
    tables = {"evidence": evidence, "groups": group_table(data, [asked])}
    tables["values"] = pd.DataFrame({"name": [], "value": [], "evidence_id": []}, dtype="str")
    shown = tables_without(tables, hidden, data, [asked])
    _, recovered = found(data, [asked], shown)
    # What few people and their direction give away by themselves is told, and then nothing is published.
    [topic] = hidden.topics
    given_away = {name.replace("=", "|").replace(":favourable", "|fav") for name in topic.exposed}
    given_away = {name.replace(":unfavourable", "|unf").replace(":neither", "|neutral") for name in given_away}
    assert {name.partition(": ")[2] for name in recovered} <= given_away
    assert bool(topic.exposed) >= bool(recovered)


def test_of_one_person_the_direction_says_all_and_that_is_told() -> None:
    data = demonstration()
    asked, evidence = made_up([("klanten", UNITS[0], 1), *[("bewoners", UNITS[1], 1)] * 6], data)
    assert left_out(data, [asked], evidence).exposed == {"E-interviews-opbrengst-bereik-klanten"}


def test_where_everybody_says_the_same_that_is_not_told_of_few() -> None:
    """Of six of one mind, how many of each place are of it is how many are there."""
    data = demonstration()
    asked, evidence = made_up([*[("klanten", UNITS[0], 1)] * 3, *[("klanten", UNITS[1], 1)] * 3], data)
    hidden = left_out(data, [asked], evidence)
    assert hidden.pieces == {"E-interviews-opbrengst-bereik-klanten"}
    assert not hidden.exposed


def test_whoever_speaks_from_work_is_counted_however_few_they_are() -> None:
    data = demonstration()
    asked, evidence = made_up([*[("partners", UNITS[0], 1)] * 2, *[("bewoners", UNITS[0], 1)] * 20], data)
    assert left_out(data, [asked], evidence).pieces == frozenset()


def test_a_list_of_groups_too_few_to_show_is_the_same_whoever_spoke() -> None:
    """Two of one place said something and nobody of the other, or the other way about: no list tells which."""
    data = demonstration()
    names = []
    for spoke in UNITS[:2]:
        people = [("klanten", unit, -1 if unit == spoke and at < 2 else None) for unit in UNITS[:2] for at in range(6)]
        asked, evidence = made_up(people, data)
        hidden = left_out(data, [asked], evidence)
        tables = {"evidence": evidence, "groups": group_table(data, [asked])}
        tables["values"] = pd.DataFrame({"name": [], "value": [], "evidence_id": []}, dtype="str")
        groups = tables_without(tables, hidden, data, [asked])["groups"]
        names.append(groups[groups["by"] == "unit"].to_dict("records"))
    assert len(names[0]) == 2
    assert str(names[0]) == str(names[1])
