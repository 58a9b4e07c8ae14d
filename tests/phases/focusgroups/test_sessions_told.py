"""Each group by itself: silence is told, who was in the room stands beside it, and who disagree keep their words."""

from typing import Any

import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.blocks import Bullets, Section, Table, Text, plain
from pipeline.contracts.loading import RoundData
from pipeline.phases.focusgroups.sessions_telling import each_session, who_disagreed

BOOK = codebook({"q1": ["focusgroups"]})


def round_of(
    *groups: tuple[dict[str, Any], list[dict[str, Any]]], consent: dict[str, dict[str, str]] | None = None
) -> RoundData:
    """Make a round with groups: what is known of each, and its reactions."""
    sessions, reactions, names = [], [], set[str]()
    for number, (about, own) in enumerate(groups, 1):
        usual = {"session_id": f"g{number}", "persons": 4, "provenance": "collected", "selection": "present"}
        sessions.append(usual | about)
        for row in own:
            usual = {"reaction_id": f"x{len(reactions)}", "session": f"g{number}", "question": "q1", "aspect": "a"}
            reactions.append(usual | {"put": 1, "provenance": "collected"} | row)
            names |= {row["respondent"]} if row.get("respondent") else set()
    people = [{"respondent_id": name, "voice": "v1", **(consent or {}).get(name, {})} for name in sorted(names)]
    return round_data(
        BOOK,
        {
            "respondents": table("respondents", *people),
            "focusgroup_sessions": table("focusgroup_sessions", *sessions),
            "focusgroup_reactions": table("focusgroup_reactions", *reactions),
        },
    )


def by(reactions: str, first: int = 1, **more: Any) -> list[dict[str, Any]]:
    return [{"respondent": f"r{n}", "reaction": each, **more} for n, each in enumerate(reactions.split(), first)]


def lines(section: Section) -> list[str]:
    """Give a row of a table or a text on a line."""
    found = []
    for part in section.parts:
        if isinstance(part, Table):
            found += [" | ".join(plain(cell) for cell in row) for row in part.rows]
        elif isinstance(part, Bullets):
            found += [plain(item) for item in part.items]
        elif isinstance(part, Text):
            found.append(plain(part.line))
    return found


@pytest.mark.parametrize(
    ("reactions", "counts", "together"),
    [
        ("A SE A A", "4 | 4 | 0 | 0 | 1", "wie sprak, was positief (iedereen)"),
        ("A SE NR NR", "4 | 2 | 0 | 2 | 1", "wie sprak, was positief"),
        ("D SD D NR", "4 | 0 | 3 | 1 | 1", "wie sprak, was kritisch"),
        ("A D A NR", "4 | 2 | 1 | 1 | 0", "verdeeld"),
        ("A NR NR NR", "4 | 1 | 0 | 3 | 0", "minder dan de helft sprak"),
        ("NR NR NR NR", "4 | 0 | 0 | 4 | 0", "niemand sprak erover"),
    ],
)
def test_a_group_agrees_only_as_far_as_it_spoke(reactions: str, counts: str, together: str) -> None:
    [row] = lines(each_session(round_of(({}, by(reactions)))))
    assert row == f"Aspect a | Groep 1 | {counts} | {together} | niet vastgelegd"


def test_who_was_in_the_room_stands_with_each_group_and_what_that_may_mean() -> None:
    """With a manager four are for; without, three are against: that is told, and not why."""
    with_, without = {"organisation_present": "de directeur"}, {"organisation_present": "nee"}
    found = lines(each_session(round_of((with_, by("A A A A")), (without, by("D D D NR", first=5)))))
    assert [row.rpartition(" | ")[2] for row in found[:2]] == ["de directeur", "nee"]
    assert "vonden groepen met iemand van de organisatie erbij iets anders dan groepen zonder" in found[2]
    same = lines(each_session(round_of((with_, by("A A A A")), (without, by("A A A NR", first=5)))))
    assert len(same) == 2


def test_a_group_without_a_transcript_is_counted_as_it_says() -> None:
    found = lines(each_session(round_of(({"voice": "v1"}, [{"reaction": "A", "n": 3}, {"reaction": "D", "n": 1}]))))
    assert found == ["Aspect a | Groep 1 | 4 | 3 | 1 | 0 | 0 | verdeeld | niet vastgelegd"]
    unknown = lines(each_session(round_of(({"voice": "v1"}, [{"reaction": "A"}]))))
    assert "onbekend is hoeveel mensen" in unknown[0]


def test_few_who_disagree_keep_their_words() -> None:
    """Of five who spoke one is critical: their words stand there when they may be quoted, else that they may not."""
    reactions = [*by("A A A A"), {"respondent": "r5", "reaction": "SD", "text": "Ik durf er niet naar binnen."}]
    yes = {f"r{n}": {"consent_quotable": "ja", "consent_recorded": "ja"} for n in range(1, 6)}
    [said] = lines(who_disagreed(round_of(({"persons": 5}, reactions), consent=yes)))
    assert said.startswith("Over «Aspect a» was er 1 mens kritisch, van 5 die spraken: ")
    assert "“Ik durf er niet naar binnen.”" in said
    [hidden] = lines(who_disagreed(round_of(({"persons": 5}, reactions))))
    assert "Ik durf" not in hidden
    assert "mogen niet worden getoond" in hidden


def test_where_nobody_disagrees_that_is_said_and_as_many_on_both_sides_are_no_minority() -> None:
    [nobody] = lines(who_disagreed(round_of(({}, by("A A NR NR")))))
    assert nobody == "Over geen onderwerp zei iemand iets anders dan de meeste mensen die spraken."
    [level] = lines(who_disagreed(round_of(({}, by("A A D D")))))
    assert level == "Over «Aspect a» waren er evenveel mensen positief als kritisch."
