"""Scores at two moments: what went up, stayed and went down, who was not scored again, and when a test may stand."""

from collections.abc import Mapping
from typing import Any

import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.blocks import Section, plain
from pipeline.blocks import Table as Shown
from pipeline.claims.backing import of_two_moments
from pipeline.codebook import Codebook, Domain, Instrument, Rung
from pipeline.contracts.cross_checks import Told, cross_problems
from pipeline.contracts.grids import ROW
from pipeline.contracts.loading import RoundData
from pipeline.contracts.table import Context
from pipeline.phases.surveys import scores_telling
from pipeline.phases.surveys.evidence import gather, undecided
from pipeline.phases.surveys.score_tables import _has_voice
from pipeline.phases.tables import TABLES
from pipeline.records import Record
from pipeline.telling.trace import behind
from pipeline.triangulation.facts import through_organisation
from pipeline.triangulation.heard import heard, sentence


def instrument(name: str, rungs: int, *domains: str, nowhere: int = 0) -> Instrument:
    """Make an instrument; `nowhere` is the rung that means "don't know"."""
    return Instrument(
        id=name,
        label=f"Ladder {name}",
        source="",
        rungs=[Rung(rung=n, label=str(n), description="", position=n != nowhere) for n in range(1, rungs + 1)],
        domains=tuple(Domain(id=each, label=f"Domein {each}") for each in domains),
    )


ELEVEN = [f"d{n}" for n in range(11)]
BOOK: Codebook = codebook({"q1": ["surveys"]}).model_copy(
    update={
        "instruments": {
            "l6": instrument("l6", 6),
            "l5": instrument("l5", 5, nowhere=1),
            "z11": instrument("z11", 5, *ELEVEN),
            "z13": instrument("z13", 5, *ELEVEN, "extra", "meer"),
        }
    }
)
USUAL = {
    "object_kind": "person",
    "voice": "v1",
    "instrument": "l6",
    "scorer": "professional",
    "question": "q1",
    "aspect": "a",
    "provenance": "collected",
}


def scored(pairs: list[tuple[str, str]], **same: Any) -> list[Record]:
    """Make two rows for each pair of values; an empty value is a row that is not there."""
    name = "_".join(map(str, same.values()))
    return [
        {**USUAL, **same, "score_id": f"s{name}{n}{moment}", "object": f"p{n}", "moment": moment, "value": value}
        for n, pair in enumerate(pairs)
        for moment, value in zip(("begin", "eind"), pair, strict=True)
        if value
    ]


def small(*rows: Record, respondents: tuple[Record, ...] = ()) -> RoundData:
    names = ("survey_waves", "survey_items", "survey_answers", "survey_statements", "figures")
    tables = {name: table(name) for name in names}
    tables |= {"scores": table("scores", *rows), "respondents": table("respondents", *respondents)}
    return round_data(BOOK, tables)


def pieces(*rows: Record, **more: Any) -> list[Record]:
    return gather(small(*rows, **more)).rows.to_dict("records")


def told(section: Section) -> str:
    """Give all the words of blocks, a row of a table on a line."""
    said = []
    for part in section.parts:
        if isinstance(part, Shown):
            said += [part.caption, " | ".join(column.header for column in part.columns)]
            said += [" | ".join(plain(cell) for cell in row) for row in part.rows]
        elif hasattr(part, "items"):
            said += [plain(item) for item in part.items]
        else:
            said.append(plain(part.line) if hasattr(part, "line") else part.why)
    return "\n".join(said)


UP, SAME, DOWN = ("2", "3"), ("3", "3"), ("3,5", "3")


def test_who_went_up_counts_against_who_went_down_and_the_rest_is_told() -> None:
    """Half rungs count; two who were not scored again stand beside it and in nobody's favour."""
    [piece] = pieces(*scored([UP] * 7 + [SAME] * 3 + [DOWN] * 2 + [("2", "")] * 2))
    assert (piece["direction"], piece["n"], piece["n_total"], piece["counted"]) == (1, 7, 12, "personen")
    assert piece["statement"] == (
        "Van de 12 personen die op «Ladder l6» twee keer zijn gescoord, staan er aan het eind 7 hoger, 3 gelijk en "
        "2 lager (volgens professionals). 2 van de 14 zijn aan het eind niet gescoord."
    )
    assert piece["evidence_id"] == "E-surveys-q1-a-v1-l6-professional"


@pytest.mark.parametrize(
    ("pair", "said"),
    [(UP, "hoger"), (SAME, "gelijk"), (DOWN, "lager")],
)
def test_one_person_and_everybody_alike_are_said_as_such(pair: tuple[str, str], said: str) -> None:
    held = scored([pair], expected="vasthouden") + scored([pair] * 3, expected="vasthouden", scorer="client")
    found = {piece["n_total"]: piece["statement"] for piece in pieces(*held)}
    assert found[1].startswith(f"De ene persoon die op «Ladder l6» twee keer is gescoord, staat aan het eind {said} (")
    assert found[3].startswith(f"Alle 3 personen die op «Ladder l6» twee keer zijn gescoord, staan aan het eind {said}")


@pytest.mark.parametrize(
    ("expected", "pair", "direction"),
    [
        ("stijgen", UP, 1),
        ("stijgen", DOWN, -1),
        ("stijgen", SAME, None),
        ("", SAME, None),
        ("vasthouden", SAME, 1),
        ("vasthouden", UP, 1),
        ("vasthouden", DOWN, -1),
        ("vertragen", SAME, 1),
        ("vertragen", DOWN, None),
    ],
)
def test_the_expected_course_decides_what_is_better(
    expected: str, pair: tuple[str, str], direction: int | None
) -> None:
    """Keeping a level can be the aim; whether a decline was slowed can't be told from a decline."""
    found = pieces(*scored([pair] * 4, expected=expected))
    assert [piece["direction"] for piece in found] == ([] if direction is None else [direction])


def test_keeping_a_level_is_told_as_what_was_aimed_at() -> None:
    [piece] = pieces(*scored([SAME] * 3 + [DOWN], expected="vasthouden"))
    assert "Gelijk blijven was het doel: 3 staan gelijk of hoger." in piece["statement"]
    assert (piece["direction"], piece["n"], piece["n_total"]) == (1, 3, 4)
    [all_kept] = pieces(*scored([SAME] * 3, expected="vasthouden"))
    assert "Gelijk blijven was het doel." in all_kept["statement"]
    rows = scored([UP] * 2) + [{**row, "object": f"q{row['object']}"} for row in scored([SAME], expected="vasthouden")]
    [some] = pieces(*rows)
    assert "Voor 1 was gelijk blijven het doel: 1 van hen staat gelijk of hoger." in some["statement"]
    assert (some["direction"], some["n"], some["n_total"]) == (1, 3, 3)


def test_eleven_and_thirteen_domains_are_never_put_together() -> None:
    """Who was scored on one edition at the begin and on another at the end has no change."""
    eleven = scored([("2", "")] * 4, instrument="z11", domain="d0")
    thirteen = scored([("", "4")] * 4, instrument="z13", domain="d0")
    assert pieces(*eleven, *thirteen) == []
    both = pieces(*scored([UP] * 3, instrument="z11", domain="d0"), *scored([DOWN] * 3, instrument="z13", domain="d0"))
    assert sorted((piece["direction"], piece["n_total"]) for piece in both) == [(-1, 3), (1, 3)]
    page = told(scores_telling.changes(small(*eleven, *thirteen)))
    assert "4 van de 4 zijn niet meer gescoord." in page
    assert "Aan het begin is niemand gescoord, aan het eind 4 personen" in page


def test_a_rung_that_means_do_not_know_is_no_position() -> None:
    """From "don't know" to a rung nobody climbed."""
    assert pieces(*scored([("1", "4")] * 4, instrument="l5")) == []


def test_whose_judgement_it_is_comes_from_the_respondents_and_one_person_is_one() -> None:
    """A second name of somebody is the same person, with the voice that they have."""
    known = (
        {"respondent_id": "p0", "voice": "v2", "provenance": "collected"},
        {"respondent_id": "p0b", "alias_of": "p0", "voice": "v2", "provenance": "collected"},
    )
    begin, end = scored([UP], voice="")
    [piece] = pieces(begin, {**end, "object": "p0b"}, respondents=known)
    assert (piece["voice"], piece["n"], piece["n_total"]) == ("v2", 1, 1)


def test_a_street_is_a_street() -> None:
    [piece] = pieces(*scored([UP] * 2 + [DOWN], object_kind="street", scorer="resident"))
    assert piece["counted"] == "straten"
    assert "Van de 3 straten" in piece["statement"]


def test_clients_and_professionals_are_apart_and_their_gap_is_told() -> None:
    """Two pieces; on the page how often they gave the same rung, and how often the client a lower one."""
    rows = scored([("2", "3"), ("2", "2")]) + scored([("2", "2"), ("1", "2")], scorer="client")
    assert len({piece["evidence_id"] for piece in pieces(*rows)}) == 2
    page = told(scores_telling.two_views(small(*rows)))
    assert "Ladder l6 | 4 | 2 | 2 | 0" in page
    assert "Van 4 keer dat cliënt en professional hetzelfde scoorden, gaven zij 2 keer dezelfde trede" in page


def eleven_domains(pairs: list[tuple[str, str]], **same: Any) -> list[Record]:
    return [row for name in ELEVEN for row in scored(pairs, instrument="z11", domain=name, **same)]


def test_without_a_sample_nothing_is_tested() -> None:
    page = told(scores_telling.changes(small(*eleven_domains([UP] * 12, selection="organisation"))))
    assert "wie is gescoord: die zijn niet geloot, en niet iedereen is gevraagd." in page
    unknown = told(scores_telling.changes(small(*eleven_domains([UP] * 12))))
    assert "wie is gescoord: hoe die zijn gekozen, is niet bekend." in unknown
    assert "p (Wilcoxon" not in page
    assert "Hoe zij zijn gekozen: via de organisatie." in page


@pytest.mark.parametrize(("people", "tests"), [(8, False), (9, True)])
def test_over_eleven_domains_a_test_needs_nine_pairs(people: int, tests: bool) -> None:
    """With eight no outcome can reject after Holm: then none is done, and why is said."""
    page = told(scores_telling.changes(small(*eleven_domains([UP] * people, selection="everyone"))))
    assert ("p (Wilcoxon" in page) is tests
    assert ("over 11 domeinen kan een toets pas iets aantonen vanaf 9 verschillen per domein" in page) is not tests


def test_a_p_is_exact_and_corrected() -> None:
    """Seven of seven is .015625, six of the six that changed .03125; Holm takes the smaller one twice."""
    rows = scored([UP] * 7, instrument="z11", domain="d0", selection="random")
    rows += scored([UP] * 6 + [SAME], instrument="z11", domain="d1", selection="random")
    page = told(scores_telling.changes(small(*rows)))
    assert "Domein d0 | 7 | 7 | 0 | 0 | 0,031" in page  # 2 x .015625
    assert "Domein d1 | 7 | 6 | 1 | 0 | 0,031" in page  # 1 x .03125


def test_what_speaks_against_a_change_stands_beside_it() -> None:
    """Who left with best and worst case, scores from memory, the lowest rung, no comparison, no expectation."""
    rows = scored([("1", "3")] * 3 + [UP, ("2", "")], recorded="recalled")
    page = told(scores_telling.changes(small(*rows)))
    assert "Aan het begin zijn 5 personen gescoord, en 4 daarvan ook aan het eind. 1 van de 5 is niet meer" in page
    assert "| 4 | 4 | 0 | 0 | 1 | 4 tot 5 van 5" in page
    assert "geen groep om mee te vergelijken" in page
    assert "Bij alle 4 verschillen is een score achteraf gegeven" in page
    assert "3 personen begonnen ergens op de laagste trede" in page
    assert "Bij alle 4 verschillen is vooraf geen verwachting opgeschreven" in page


def test_one_person_is_told_as_one() -> None:
    page = told(scores_telling.changes(small(*scored([UP], recorded="recalled", expected="stijgen"))))
    assert "Aan het begin is 1 persoon gescoord, en ook aan het eind." in page
    assert "Bij het ene verschil is een score achteraf gegeven" in page
    gone = told(scores_telling.changes(small(*scored([("2", "")]))))
    assert "Aan het begin is 1 persoon gescoord, en niet meer aan het eind." in gone
    assert "verschil is" not in gone


def test_domains_are_added_up_by_person() -> None:
    page = told(
        scores_telling.changes(
            small(
                *scored([UP, DOWN, UP], instrument="z11", domain="d0"),
                *scored([UP, DOWN, DOWN], instrument="z11", domain="d1"),
            )
        )
    )
    assert (
        "Opgeteld over de domeinen, van 3 personen: 1 op meer domeinen hoger dan lager, 1 op evenveel domeinen hoger "
        "als lager en 1 op meer domeinen lager dan hoger."
    ) in page


def test_no_page_names_a_person_or_prints_a_mean() -> None:
    page = told(scores_telling.changes(small(*scored([UP] * 3, remark="geheim"))))
    assert not [word for word in ("p0", "p1", "geheim", "gemiddeld") if word in page]


def test_who_was_scored_is_heard_once_however_many_domains_and_names() -> None:
    """Three persons on two domains are three people; a street is none; who left does not stand behind a change."""
    known = ({"respondent_id": "p1", "alias_of": "p0", "voice": "v1", "provenance": "collected"},)
    rows = [
        *scored([UP, UP, UP, ("2", "")], instrument="z11", domain="d0"),
        *scored([UP, UP, UP], instrument="z11", domain="d1"),
        *scored([UP], object_kind="street", scorer="resident"),
    ]
    apart = heard(small(*rows), gather(small(*rows)).trace)["q1"]
    assert sentence(apart) == (
        "In de vragenlijsten hierachter staat iets over 3 mensen, van een ander: zelf deden zij daar niet mee."
    ), "professionals scored them"
    data = small(*rows[:2], respondents=known)
    assert heard(data, gather(data).trace)["q1"]["surveys"].known == 1


def test_who_came_in_through_the_organisation_is_known_by_person() -> None:
    rows, known = scored([UP] * 3, selection="organisation"), {"respondent_id": "p1", "voice": "v1"}
    found = through_organisation(small(*rows, respondents=({**known, "provenance": "collected"},)))
    assert found == {"respondents/p1", "unlisted/p0", "unlisted/p2"}
    assert not through_organisation(small(*scored([UP] * 3, selection="everyone")))


def test_begin_and_end_are_two_moments_for_a_sentence_of_the_report() -> None:
    """What rests on both may be called a change."""
    behind = {"E-scores": [("raw/klein/scores.csv", "s1")], "E-other": [("raw/klein/survey_answers.csv", "a1")]}
    assert of_two_moments(small(), behind) == {"E-scores"}


def test_where_a_piece_stands_names_nobody() -> None:
    data = small(*scored([UP] * 3))
    [(said, place)] = behind(data, gather(data))["E-surveys-q1-a-v1-l6-professional"]
    assert said.startswith("Alle 3 personen")
    assert place == "gegevens van de onderzoekers"


def refused(*rows: Record, respondents: tuple[Record, ...] = ()) -> list[tuple[int | None, str]]:
    """Give the row and the column of each mistake."""
    frames = {"scores": table("scores", *rows)}
    if respondents:
        frames["respondents"] = table("respondents", *respondents)
    texts: Mapping[str, Any] = {
        name: frame.fillna("").astype("str").assign(**{ROW: range(2, len(frame) + 2)}) for name, frame in frames.items()
    }
    files = {name: f"{name}.csv" for name in texts}
    return [(found.row, found.column) for found in cross_problems(texts, files, TABLES, BOOK, Told())]


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"value": "7"}, "value"),
        ({"value": "0"}, "value"),
        ({"value": "2,25"}, "value"),
        ({"value": "goed"}, "value"),
        ({"domain": "d0"}, "domain"),
        ({"instrument": "z11"}, "domain"),
        ({"instrument": "z11", "domain": "extra"}, "domain"),
        ({"voice": ""}, "voice"),
    ],
)
def test_what_the_instrument_does_not_have_is_one_mistake(changed: Record, column: str) -> None:
    [row] = scored([("2", "")])
    assert refused({**row, **changed}) == [(2, column)]
    assert refused({**row, "value": "6"}) == []


@pytest.mark.parametrize(
    ("changed", "column"),
    [
        ({"moment": "begin"}, "moment"),
        ({"expected": "vasthouden"}, "expected"),
        ({"aspect": "b"}, "aspect"),
        ({"aspect": ""}, "aspect"),
        ({"object_kind": "street"}, "object_kind"),
        ({"date": "2026-01-05"}, "date"),
    ],
)
def test_two_scores_of_one_object_have_to_fit(changed: Record, column: str) -> None:
    begin, end = scored([UP], expected="stijgen")
    begin = {**begin, "date": "6-1-2026"}
    assert refused(begin, {**end, **changed}) == [(3, column)]
    assert refused(begin, {**end, "date": "2026-06-01", "expected": ""}) == []


def test_the_same_person_under_two_names_is_scored_once_a_moment() -> None:
    known = (
        {"respondent_id": "p0", "voice": "v1", "provenance": "collected"},
        {"respondent_id": "p9", "alias_of": "p0", "voice": "v1", "provenance": "collected"},
    )
    [first] = scored([("2", "")])
    assert refused(first, {**first, "score_id": "s9", "object": "p9"}, respondents=known) == [(3, "moment")]


def test_what_can_not_be_told_is_asked_and_is_no_silence() -> None:
    """Everybody stayed where they were: nothing points a way, but something was found; of one moment nothing was."""
    assert [each.question for each in undecided(small(*scored([SAME] * 4)))] == ["q1"]
    assert list(undecided(small(*scored([UP] * 4)))) == []
    assert list(undecided(small(*scored([("2", "")] * 4)))) == []


def test_a_professional_s_score_is_not_the_voice_of_who_is_scored() -> None:
    """Whose judgement it is has to be said, but where clients scored themselves."""
    client = {"respondent_id": "p0", "voice": "v1", "alias_of": ""}

    def of(scorer: str) -> list[str]:
        row = scored([UP], scorer=scorer, voice="")[0]
        context = Context(TABLES["scores"], BOOK, {"respondents": {"p0": client}, "scores": {}})
        return [column for column, _, _ in _has_voice(row, context)]

    assert of("professional") == ["voice"]
    assert of("client") == []


def test_a_range_is_higher_only_when_it_lies_wholly_above() -> None:
    """3-4 after 2 is higher; 4 after 3-4 may be the same, and so may 3-4 after 3-4,5; 3-4 twice is the same."""
    pairs = [("2", "3-4"), ("3-4", "4"), ("3 – 4,5", "3 tot 4"), ("3-4", "3,0-4")]
    [piece] = pieces(*scored([*pairs, UP]))
    assert (piece["n"], piece["n_total"]) == (2, 3)
    assert "2 zijn ook twee keer gescoord, maar in treden die overlappen." in piece["statement"]
    shown = told(scores_telling.changes(small(*scored([*pairs, UP]))))
    assert "Ladder l6 | 3 | 2 | 1 | 0 | 2" in shown
    assert "Aan het begin zijn 5 personen gescoord, en alle ook aan het eind." in shown


@pytest.mark.parametrize("value", ["4-3", "3-3", "3-9", "0-2", "2-3-4", "3-", "3,2-4"])
def test_a_range_that_can_not_be_is_told(value: str) -> None:
    [row] = scored([("2", "")])
    assert refused({**row, "value": value}) == [(2, "value")]
    assert refused({**row, "value": "3,5-4"}) == []


def test_the_best_and_the_worst_case_for_who_left() -> None:
    """3 higher and 1 lower of 4, and two left: with them 3 to 5 higher, 1 to 3 lower, and no longer more higher."""
    one = told(scores_telling.changes(small(*scored([UP] * 3 + [DOWN] + [("2", "")] * 2))))
    assert "Ladder l6 | 4 | 3 | 0 | 1 | 2 | 3 tot 5 van 6 | 1 tot 3 van 6" in one
    assert "Zou iedereen die wegviel lager staan, dan zijn er niet langer meer hoger dan lager." in one
    stays = told(scores_telling.changes(small(*scored([UP] * 3 + [DOWN] + [("2", "")]))))
    assert "Zou iedereen die wegviel lager staan, dan zijn er nog steeds meer hoger dan lager." in stays
    rows = scored([UP] * 3 + [("2", "")] * 2, instrument="z11", domain="d0")
    rows += scored([UP] * 2 + [("2", "")] * 2, instrument="z11", domain="d1")
    two = told(scores_telling.changes(small(*rows)))
    assert (
        "Op 2 van de 2 domeinen staan er meer hoger dan lager. Zou iedereen die wegviel lager staan, dan op 1." in two
    )


def test_a_crisis_and_what_hung_on_a_score_are_told_or_that_nobody_wrote_it_down() -> None:
    """Not how many came in a crisis: that could say who."""
    unknown = told(scores_telling.changes(small(*scored([UP] * 3))))
    assert "Of mensen in een crisis begonnen, is niet van allen vastgelegd." in unknown
    assert "Of er iets van de scores afhing, zoals een indicatie, is niet vastgelegd." in unknown
    page = told(scores_telling.changes(small(*scored([UP] * 3, crisis="ja", incentive="ja"))))
    assert "Er zijn mensen die in een crisis kwamen." in page
    assert "Bij 3 van hen hing er iets van een score af" in page
    nothing = told(scores_telling.changes(small(*scored([UP] * 3, crisis="nee", incentive="nee"))))
    assert "crisis" not in nothing
    assert "indicatie" not in nothing
    street = told(scores_telling.changes(small(*scored([UP] * 3, object_kind="street"))))
    assert "crisis" not in street


def test_more_than_a_rung_between_client_and_professional_is_told() -> None:
    """2 against 4 is more than one rung apart, 2-3 against 4 is one, and 2-3 against 3 can't be told."""
    pairs = [("2", ""), ("2-3", ""), ("2-3", ""), ("4", "")]
    rows = scored(pairs) + scored([("4", ""), ("4", ""), ("3", ""), ("3", "")], scorer="client")
    page = told(scores_telling.two_views(small(*rows)))
    assert "Ladder l6 | 4 | 0 | 1 | 2 | 1 | 1" in page
    assert "1 keer gaf de cliënt een lagere, 2 keer een hogere." in page
