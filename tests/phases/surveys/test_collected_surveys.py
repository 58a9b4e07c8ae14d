"""What a collected survey says: its evidence, its page, and the group that answers otherwise."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from helpers_surveys import LIKERT, ROUND, WELCOME, as_csv, project_with_survey

from pipeline.blocks import Section, Table, Text, plain
from pipeline.contracts.loading import RoundData
from pipeline.evidence.groups import Compared, Verdict, compare
from pipeline.phases.raw_tables import load_phase, load_round
from pipeline.phases.surveys import answers_telling
from pipeline.phases.surveys import evidence as surveys
from pipeline.phases.surveys.answers.scales import scales
from pipeline.phases.surveys.declaration import PHASE
from pipeline.phases.surveys.evidence import gather, positions
from pipeline.phases.surveys.response import responses
from pipeline.telling.group_blocks import who_differs
from pipeline.telling.trace import behind

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

AGE = {"columns": {"attributes": {"leeftijd": "leeftijd"}}}
STRANGER = WELCOME | {"id": "vreemd", "label": "Ik voel mij een vreemde", "reversed": True, "favourable": "low"}


def collected(target: Path, answers: list[dict[str, Any]], *items: dict[str, Any], **about: Any) -> RoundData:
    """Read a round with one survey."""
    return load_round(project_with_survey(target, as_csv(*answers), *items, **about), ROUND)


def welcome(*answers: Any) -> list[dict[str, Any]]:
    """Give each answer to the one question a row, with a column that is no question."""
    return [{"welkom": answer, "x": at} for at, answer in enumerate(answers)]


IGNORE = {"columns": {"ignore": ["x"]}}


def evidence(data: RoundData) -> pd.DataFrame:
    """Give the rows of evidence."""
    return gather(data).rows


def said(section: Section) -> str:
    """Give all words of a section."""
    words = []
    for part in section.parts:
        if isinstance(part, Text):
            words.append(plain(part.line))
        if isinstance(part, Table):
            words += [part.caption, *(column.header for column in part.columns)]
            words += [plain(cell) for row in part.rows for cell in row]
    return " ".join(words)


def test_of_a_critical_answer_the_critical_side_is_named_first(tmp_path: Path) -> None:
    rows = welcome(1, 1, 1, 1, 2, 2, 2, 5, 4, 3)
    [row] = evidence(collected(tmp_path, rows, WELCOME, **IGNORE | {"selection": "present"})).to_dict("records")
    assert (row["n"], row["n_total"], row["direction"]) == (7, 10, -1)
    assert "7 van de 10 die antwoordden" in row["statement"]
    assert "antwoorden ongunstig; 2 antwoorden «" in row["statement"]
    assert row["statement"].endswith(" en 1 daar tussenin.")


def test_one_item_is_one_piece_of_evidence_with_who_is_favourable_of_who_answered(tmp_path: Path) -> None:
    """Of 12 people 7 agree, 2 disagree, 1 is neutral and 2 gave no answer: 7 of 10, and the 2 are told."""
    rows = welcome(5, 5, 4, 4, 4, 4, 4, 1, 2, 3, "", "")
    data = collected(tmp_path, rows, WELCOME, **IGNORE | {"selection": "present"})
    # An empty row is nobody: who gave no answer at all did not take part.
    [row] = evidence(data).to_dict("records")
    assert (row["n"], row["n_total"], row["direction"], row["counted"]) == (7, 10, 1, "personen")
    assert "7 van de 10" in row["statement"]
    assert "2 ongunstig en 1 daar tussenin" in row["statement"]
    assert row["evidence_id"] == "E-surveys-sfeer-ontvangst-bewoners-bewoners_welkom"


def test_its_name_stays_when_new_answers_turn_its_direction(tmp_path: Path) -> None:
    """A claim that names it survives."""
    good = evidence(collected(tmp_path / "a", welcome(5, 5), WELCOME, **IGNORE))
    bad = evidence(collected(tmp_path / "b", welcome(1, 1), WELCOME, **IGNORE))
    assert list(good["evidence_id"]) == list(bad["evidence_id"])
    assert (good["direction"].item(), bad["direction"].item()) == (1, -1)


def test_what_can_not_be_told_is_no_evidence_and_stands_on_the_page(tmp_path: Path) -> None:
    """Of 4 people who were drawn, 3 against 1 says nothing sure: not mixed, but not to be told."""
    data = collected(tmp_path, welcome(5, 5, 5, 1), WELCOME, **IGNORE | {"selection": "random"})
    assert evidence(data).empty
    assert "niet te zeggen" in said(answers_telling.answers(data))


@pytest.mark.parametrize(
    ("item", "cells", "direction"),
    [
        (STRANGER, (1, 2, 2, 4), 1),
        ({"id": "v", "label": "Cijfer", "kind": "mark", "norm": 7}, (7, 8, 9, 6), 1),
        ({"id": "v", "label": "Cijfer", "kind": "mark"}, (7, 8, 9, 6), None),
        ({"id": "v", "label": "Wacht", "kind": "number", "norm": 10, "favourable": "low"}, (5, 10, 30, 40), 0),
        ({"id": "v", "label": "Wacht", "kind": "number"}, (5, 10, 30, 40), None),
        ({"id": "v", "label": "Terug?", "kind": "choice", "scale": ["ja", "nee"], "favourable": "ja"}, (2, 2, 1), -1),
        ({"id": "v", "label": "Hoe?", "kind": "several", "scale": {"a": "krant", "b": "buren"}}, ("a", "a"), None),
        (
            {"id": "v", "label": "Hulp?", "kind": "several", "scale": {"a": "hulp", "b": "geen"}, "favourable": "a"},
            ("a", "a;b", "b"),
            1,
        ),
        ({"id": "v", "label": "Wat eerst?", "kind": "ranking", "scale": {"a": "hulp", "b": "rust"}}, ("a;b",), None),
        ({"id": "v", "label": "Nog iets?", "kind": "open"}, ("ja hoor",), None),
    ],
)
def test_each_kind_points_a_way_only_where_the_questionnaire_says_which(
    tmp_path: Path, item: dict[str, Any], cells: tuple[Any, ...], direction: int | None
) -> None:
    """Reversed items, norms, the low end, named answers; without them there is nothing to tell."""
    item = {**item, "question": "sfeer", "aspect": "ontvangst"}
    data = collected(tmp_path, [{item["id"]: cell} for cell in cells], item, selection="present")
    assert list(evidence(data)["direction"]) == ([] if direction is None else [direction])
    assert item["label"] in said(answers_telling.answers(data))


def test_a_norm_is_met_at_the_norm_itself(tmp_path: Path) -> None:
    """7 of 7 is met, and of a wait of at most 10 minutes 10 is met: 3 of 4, and 2 of 4."""
    mark = {"id": "c", "label": "C", "kind": "mark", "norm": 7, "question": "sfeer", "aspect": "ontvangst"}
    [row] = evidence(collected(tmp_path, [{"c": c} for c in (7, 7, 9, 6)], mark, selection="present")).to_dict(
        "records"
    )
    assert (row["n"], row["n_total"]) == (3, 4)


def test_a_mark_is_told_by_its_median_and_range_and_never_by_its_mean(tmp_path: Path) -> None:
    """Of 2, 8 and 9 the middle one is 8; the mean would be 6,3."""
    mark = {"id": "c", "label": "Cijfer", "kind": "mark"}
    words = said(answers_telling.answers(collected(tmp_path, [{"c": c} for c in (2, 8, 9)], mark)))
    assert "van 2 tot 9; de middelste is 8" in words
    assert "6,3" not in words


def young_and_old(tmp_path: Path, selection: str, young: list[int], old: list[int]) -> RoundData:
    """Give a survey in which two ages answer one question."""
    rows = [{"welkom": 1 + answer, "leeftijd": age} for age, all_ in (("jong", young), ("oud", old)) for answer in all_]
    return collected(tmp_path, rows, WELCOME, **AGE | {"selection": selection})


def compared(data: RoundData) -> list[Compared]:
    """Hold the groups of a round against each other."""
    return compare(list(positions(data)), data.round.rules)


def shown(data: RoundData) -> str:
    """Give the words of the block on groups."""
    return said(who_differs(data, surveys))


def test_a_group_that_answers_otherwise_is_named_on_the_page_and_with_the_evidence(tmp_path: Path) -> None:
    """Thirty young people who do not feel welcome beside 150 who do: the whole is favourable, and they are told."""
    data = young_and_old(tmp_path, "random", [0, 1, 1] * 10, [3, 4, 4] * 50)
    [row] = evidence(data).to_dict("records")
    assert row["direction"] == 1
    told = (
        "Bij mensen met leeftijd «jong» is het antwoord op «Ik voel mij welkom» anders: "
        "geen van de 30 antwoordt gunstig, bij mensen met leeftijd «oud» alle 150."
    )
    assert row["otherwise"] == told
    assert row["statement"].endswith(told)
    assert told in shown(data)
    assert "verschilt" in shown(data)


def test_a_group_that_answers_alike_is_shown_and_not_named(tmp_path: Path) -> None:
    """The same answers in both ages: counts beside each other, and nothing to look at."""
    data = young_and_old(tmp_path, "random", [3, 4, 1] * 10, [3, 4, 1] * 50)
    [alike] = compared(data)
    assert not alike.stands_out
    assert "10 van 30" in shown(data)
    assert "anders:" not in shown(data)


def test_people_by_what_they_are_need_ten_to_be_shown(tmp_path: Path) -> None:
    """Nine young people are not shown apart, nor by what the others leave of them: no count, and no zero."""
    [few] = compared(young_and_old(tmp_path / "a", "random", [0] * 9, [4] * 50))
    assert (few.group, few.verdict, few.own, few.others) == ("jong", Verdict.TOO_FEW, None, None)
    [enough] = compared(young_and_old(tmp_path / "b", "random", [0] * 10, [4] * 50))
    assert enough.own is not None
    assert (enough.own.favourable, enough.own.n) == (0, 10)


def test_people_who_stand_for_nobody_else_are_not_tested(tmp_path: Path) -> None:
    """A group that points the other way is named by its counts; there is no p, and the page says why."""
    data = young_and_old(tmp_path, "organisation", [0] * 12, [4] * 40)
    [untested] = compared(data)
    assert untested.verdict is Verdict.LOOK
    assert untested.p is None
    assert "niet getoetst" in shown(data)
    assert "Nader bekijken: bij mensen met leeftijd «jong»" in shown(data)
    assert "interval" not in said(answers_telling.answers(data))


def test_a_few_people_more_or_less_do_not_make_a_group_stand_out(tmp_path: Path) -> None:
    """Eight against four points a way and seven against four does not: nobody would call that another answer."""
    [alike] = compared(young_and_old(tmp_path, "present", [4] * 7 + [0] * 4, [4] * 8 + [0] * 4))
    assert not alike.stands_out


def test_holm_goes_over_all_questions_of_the_round(tmp_path: Path) -> None:
    """A difference that one test alone would call one (p about .03) is none among twenty."""
    old, young = [1] * 10 + [3] * 20, [1] * 17 + [3] * 13
    few = young_and_old(tmp_path / "a", "random", young, old * 1)
    [alone] = compared(few)
    items = [WELCOME] + [WELCOME | {"id": f"w{at}", "label": f"Stelling {at}"} for at in range(19)]
    rows = [
        {"leeftijd": age, "welkom": 1 + answer} | {f"w{at}": 3 for at in range(19)}
        for age, all_ in (("jong", young), ("oud", old))
        for answer in all_
    ]
    many = compared(collected(tmp_path / "b", rows, *items, **AGE | {"selection": "random"}))
    assert alone.p is not None
    assert many[0].p_holm == pytest.approx(min(1.0, alone.p * 20), abs=2e-3)


def test_the_ends_of_a_sample_are_those_of_wilson(tmp_path: Path) -> None:
    """Newcombe (1998): 81 of 263 is .2553 to .3662."""
    rows = welcome(*[5] * 81, *[1] * 182)
    data = collected(tmp_path, rows, WELCOME, **IGNORE | {"selection": "random"})
    assert "31%; 95%-interval 26% tot 37%" in said(answers_telling.answers(data))


def test_of_few_people_there_are_counts_and_no_percentages(tmp_path: Path) -> None:
    """13 of 24 is said as that."""
    data = collected(tmp_path, welcome(*[5] * 13, *[1] * 11), WELCOME, **IGNORE | {"selection": "random"})
    words = said(answers_telling.answers(data))
    assert "13 van 24 antwoordden «eens» of «helemaal eens»." in words
    assert "%" not in words


def test_alpha_is_that_of_the_sums_with_reversed_items_turned_round(tmp_path: Path) -> None:
    """Cronbach (1951) by hand: k/(k-1) times one minus the item variances over that of the sum."""
    a, b, c = [1, 2, 3, 4, 5, 4], [2, 2, 3, 5, 5, 3], [5, 4, 2, 2, 1, 2]
    items = [
        WELCOME | {"set": "thuis"},
        WELCOME | {"id": "b", "label": "B", "set": "thuis"},
        STRANGER | {"set": "thuis"},
    ]
    rows = [{"welkom": x, "b": y, "vreemd": z} for x, y, z in zip(a, b, c, strict=True)]
    [scale] = scales(collected(tmp_path, rows, *items, selection="random"))
    parts = [np.array(a), np.array(b), 6 - np.array(c)]
    by_hand = 1.5 * (1 - sum(part.var(ddof=1) for part in parts) / sum(parts).var(ddof=1))
    assert scale.alpha == pytest.approx(by_hand, abs=1e-4)
    assert scale.against == ()


def test_an_item_that_should_have_been_reversed_is_told(tmp_path: Path) -> None:
    """It goes against the sum of the others."""
    items = [
        WELCOME | {"set": "thuis"},
        WELCOME | {"id": "b", "label": "B", "set": "thuis"},
        WELCOME | {"id": "c", "label": "Andersom", "set": "thuis"},
    ]
    rows = [{"welkom": x, "b": x, "c": 6 - x} for x in (1, 2, 3, 4, 5, 4)]
    data = collected(tmp_path, rows, *items)
    assert "Andersom bedoeld? «Andersom»" in said(answers_telling.reliability(data))


def test_each_voice_has_its_own_evidence_and_the_survey_its_own_response(tmp_path: Path) -> None:
    """Two voices in one file: two pieces, two sources, and one response of all who were asked."""
    rows = [{"welkom": 5, "wie": "klanten"}] * 3 + [{"welkom": 1, "wie": "Bewoners"}] * 2
    data = collected(tmp_path, rows, WELCOME, voice="", columns={"voice": "wie"}, invited=10)
    found = evidence(data).set_index("voice")["direction"]
    assert dict(found) == {"klanten": 1, "bewoners": -1}
    [response] = responses(data)
    assert (response.persons, response.invited) == (5, 10)
    assert "5" in said(answers_telling.response(data))


def test_what_a_round_withholds_is_neither_evidence_nor_on_the_page(tmp_path: Path) -> None:
    """A question that is withheld leaves with all its items."""
    project = project_with_survey(tmp_path, as_csv(*welcome(5, 5)), WELCOME, **IGNORE)
    path = project.raw / ROUND / "round.yml"
    withheld = "withheld:\n- {phase: surveys, question: sfeer, reason: te weinig mensen}\n"
    path.write_text(path.read_text(encoding="utf-8") + withheld, encoding="utf-8")
    data = load_round(project, ROUND)
    assert evidence(data).empty
    for block in (answers_telling.overview, answers_telling.answers):
        assert WELCOME["label"] not in said(block(data))
    assert WELCOME["label"] not in shown(data)


def test_the_trace_leads_to_the_question_and_names_nobody(tmp_path: Path) -> None:
    """Behind a piece stand the item and the survey; no row of a respondent."""
    rows = [{"welkom": 5, "nr": "geheim1"}, {"welkom": 5, "nr": "geheim2"}]
    data = load_phase(project_with_survey(tmp_path, as_csv(*rows), WELCOME, columns={"respondent": "nr"}), ROUND, PHASE)
    found = gather(data)
    assert set(found.trace["key"]) == {"bewoners_welkom", "bewoners"}
    [[(text, place)]] = behind(data, found).values()
    assert (text, place) == (found.rows["statement"].item(), "gegevens van de onderzoekers, Ik voel mij welkom")
    assert "geheim" not in found.rows.to_csv() + found.trace.to_csv() + said(answers_telling.answers(data))


def test_words_are_true_of_one_person_and_of_nobody(tmp_path: Path) -> None:
    """One answer is one person, and a question that nobody answered says so."""
    other = WELCOME | {"id": "leeg", "label": "Leeg", "scale": LIKERT}
    data = collected(tmp_path, [{"welkom": 5, "leeg": ""}], WELCOME, other)
    [row] = evidence(data).to_dict("records")
    assert "de ene persoon die antwoordde (bewoners), antwoordt gunstig" in row["statement"]
    assert "Leeg: niemand beantwoordde deze vraag." in said(answers_telling.answers(data))


def test_of_a_small_team_that_answered_whole_nothing_is_estimated(tmp_path: Path) -> None:
    """All twelve volunteers answered, nine against three: that is how it is, though most residents are silent."""
    rows = [{"welkom": 5, "wie": "medewerkers"}] * 9 + [{"welkom": 1, "wie": "medewerkers"}] * 3
    rows += [{"welkom": 5, "wie": "bewoners"}] * 3
    about = {"voice": "", "columns": {"voice": "wie"}, "invited": {"medewerkers": 12, "bewoners": 50}}
    data = collected(tmp_path, rows, WELCOME, selection="everyone", **about)
    assert dict(evidence(data).set_index("voice")["direction"]) == {"medewerkers": 1}


@pytest.mark.parametrize("said_so", ["", " (meer antwoorden mogelijk)"])
def test_that_people_could_give_several_answers_is_told_once(tmp_path: Path, said_so: str) -> None:
    scale = {"k": "koffie", "m": "muziek"}
    what = {"id": "waarvoor", "label": f"Waarvoor komt u?{said_so}", "kind": "several", "scale": scale}
    words = said(answers_telling.answers(collected(tmp_path, [{"waarvoor": "k"}] * 12, what)))
    assert words.count("meer antwoorden") == 1


def test_who_chose_none_of_several_answers_and_went_on_is_told_beside_who_passed_the_question_over(
    tmp_path: Path,
) -> None:
    """Of 100 people 40 chose coffee and 20 music; of the 40 others 30 answered the question after it."""
    what = {"id": "waarvoor", "label": "Waarvoor komt u?", "kind": "several", "scale": {"k": "koffie", "m": "muziek"}}
    first = {"id": "eerst", "label": "Kent u ons?", "kind": "choice", "scale": {"j": "ja", "n": "nee"}}
    after = {"id": "daarna", "label": "Komt u weer?", "kind": "choice", "scale": {"j": "ja", "n": "nee"}}
    rows = [{"eerst": "j", "waarvoor": "k", "daarna": "j"}] * 40 + [{"eerst": "j", "waarvoor": "m", "daarna": ""}] * 20
    rows += [{"eerst": "j", "waarvoor": "", "daarna": "n"}] * 30 + [{"eerst": "n", "waarvoor": "", "daarna": ""}] * 10
    words = said(answers_telling.answers(collected(tmp_path, rows, first, what, after)))
    assert "Bewoners (n = 60) Bewoners, met wie niets koos (n = 90) koffie 40 (67%) 40 (44%)" in words
    assert (
        "Geen antwoord: 40 niet ingevuld. 30 mensen kozen niets, maar vulden een latere vraag of al het andere wel in"
        in words
    )
    assert words.count("met wie niets koos") == 1
    last = said(answers_telling.answers(collected(tmp_path / "laatste", rows, first, after, what)))
    assert "met wie niets koos (n = 90)" in last, "of the last question: who filled in all the others"
    assert "30 mensen kozen niets" in last
