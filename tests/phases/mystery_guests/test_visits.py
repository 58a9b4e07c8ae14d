"""Visits as records: what they found becomes evidence by criterion, and a page without observers."""

from typing import Any

import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.blocks import Nothing, Section, Table, Text, plain
from pipeline.contracts.cross_checks import Told, cross_problems
from pipeline.contracts.grids import ROW
from pipeline.contracts.loading import RoundData
from pipeline.phases.mystery_guests import visits_telling
from pipeline.phases.mystery_guests.evidence import gather
from pipeline.phases.tables import TABLES
from pipeline.records import Record
from pipeline.telling.trace import behind

BOOK = codebook({"q1": ["mystery_guests"]})
RAMP = {"criterion_id": "ramp", "label": "Een rolstoel kan naar binnen", "kind": "ja/nee", "favourable": "ja"}
WAIT = {"criterion_id": "wait", "label": "Wachttijd", "kind": "minuten", "favourable": "lager", "norm": "10"}
ASKED = {"question": "q1", "aspect": "a"}
NORTH_AND_SOUTH = [("Noord", "ja")] * 5 + [("Noord", "nee")] + [("Zuid", "nee")] * 6


def small(
    found: list[tuple[str, str]], criterion: dict[str, Any] = RAMP, *more: dict[str, Any], **of_visits: Any
) -> RoundData:
    """Make a round with a visit for each unit and value, by observer o1; `more` are other scores."""
    visits = [
        {"visit_id": f"b{n}", "voice": "v1", "channel": "bezoek", "unit": unit, "provenance": "collected", **of_visits}
        for n, (unit, _) in enumerate(found)
    ]
    scores = [
        {"visit": f"b{n}", "observer": "o1", "criterion": criterion["criterion_id"], "value": value}
        for n, (_, value) in enumerate(found)
    ]
    tables = {
        "mysteryguest_visits": table("mysteryguest_visits"),
        "mysteryguest_criteria": table("mysteryguest_criteria"),
        "mysteryguest_statements": table("mysteryguest_statements"),
        "visits": table("visits", *visits),
        "visit_criteria": table("visit_criteria", {**ASKED, **criterion}).drop(columns="provenance", errors="ignore"),
        "visit_scores": table("visit_scores", *({**score, "provenance": "collected"} for score in [*scores, *more])),
        "units": table("units"),
    }
    return round_data(BOOK, tables)


def pieces(data: RoundData) -> list[Record]:
    return gather(data).rows.to_dict("records")


def told(section: Section) -> str:
    """Give all the words of blocks."""
    said = []
    for part in section.parts:
        if isinstance(part, Table):
            said += [part.caption, *(column.header for column in part.columns)]
            said += [plain(cell) for row in part.rows for cell in row]
        elif isinstance(part, Text):
            said.append(plain(part.line))
        elif isinstance(part, Nothing):
            said.append(part.why)
        else:
            said += [plain(item) for item in part.items]
    return "\n".join(said)


def test_a_criterion_met_in_one_place_and_never_in_the_other_is_mixed_and_says_where() -> None:
    """Five of six in one place and none of six in the other is no "no": the places are named."""
    [piece] = pieces(small(NORTH_AND_SOUTH))
    assert piece["direction"] == 0
    assert (piece["n"], piece["n_total"], piece["counted"]) == (5, 12, "bezoeken")
    assert piece["statement"] == (
        "In 5 van de 12 bezoeken is bij «Een rolstoel kan naar binnen» ja genoteerd (Noord 5 van 6, Zuid 0 van 6)."
    )
    page = told(visits_telling.what_happened(small(NORTH_AND_SOUTH)))
    assert "Hoe vaak gehaald, per plaats\nCriterium\nNoord\nZuid\n" in page
    assert "5 van 6\n0 van 6" in page


@pytest.mark.parametrize(
    ("yes", "no", "direction", "n"), [(4, 2, 1, 4), (2, 4, -1, 4), (3, 2, 0, 3), (1, 0, 1, 1), (0, 1, -1, 1)]
)
def test_one_side_has_to_be_twice_the_other(yes: int, no: int, direction: int, n: int) -> None:
    """Two to one gives a direction, less is mixed; what counts is what the statement says."""
    [piece] = pieces(small([("", "ja")] * yes + [("", "nee")] * no))
    assert (piece["direction"], piece["n"], piece["n_total"]) == (direction, n, yes + no)


def test_a_statement_is_dutch_for_one_for_both_and_for_all() -> None:
    said = {n: pieces(small([("", "nee")] * n))[0]["statement"] for n in (1, 2, 3)}
    rest = "bezoek is bij «Een rolstoel kan naar binnen» nee genoteerd."
    assert said == {
        1: f"In het ene {rest}",
        2: f"In beide {rest.replace('bezoek', 'bezoeken', 1)}",
        3: f"In alle 3 {rest.replace('bezoek', 'bezoeken', 1)}",
    }


def test_where_a_no_is_good_it_speaks_for() -> None:
    """What the criterion calls favourable decides, not the word yes."""
    [piece] = pieces(small([("", "nee")] * 3, {**RAMP, "favourable": "nee"}))
    assert piece["direction"] == 1
    assert "nee genoteerd" in piece["statement"]


def test_the_name_of_a_piece_stays_when_its_direction_turns() -> None:
    """A claim that names it survives more visits."""
    names = {pieces(small([("", value)] * 3))[0]["evidence_id"] for value in ("ja", "nee")}
    assert names == {"E-mystery_guests-q1-a-v1-ramp"}


def test_minutes_point_a_way_only_by_a_norm() -> None:
    """Without a norm ten minutes are neither long nor short."""
    waits = [("", minutes) for minutes in ("4", "9,5", "10", "25")]
    [piece] = pieces(small(waits, WAIT))
    assert (piece["direction"], piece["n"], piece["n_total"]) == (1, 3, 4)
    assert piece["statement"] == (
        "In 3 van de 4 bezoeken is de norm voor «Wachttijd», hoogstens 10 minuten, gehaald. "
        "Mediaan 9,75, van 4 tot 25 minuten."
    )
    assert pieces(small(waits, {**WAIT, "norm": ""})) == []


def test_two_observers_of_one_visit_are_one_visit() -> None:
    """A visit counts once; where its observers differ it is on neither side, and that is told."""
    second = [{"visit": f"b{n}", "observer": "o2", "criterion": "ramp", "value": "ja"} for n in (0, 1)]
    [piece] = pieces(small([("", "ja"), ("", "nee"), ("", "ja")], RAMP, *second))
    assert (piece["direction"], piece["n"], piece["n_total"]) == (1, 2, 3)
    assert piece["statement"].endswith("Over 1 bezoek waren de bezoekers het niet eens.")


def test_a_capital_makes_no_difference() -> None:
    """People type Ja as well as ja; two observers who do both agree."""
    second = {"visit": "b0", "observer": "o2", "criterion": "ramp", "value": "JA"}
    data = small([("", "Ja"), ("", "ja")], RAMP, second)
    [piece] = pieces(data)
    assert (piece["direction"], piece["n"], piece["n_total"]) == (1, 2, 2)
    assert "1 van 1" in told(visits_telling.agreement(data))


def test_what_could_not_be_seen_does_not_count() -> None:
    """An empty value is a visit less, not a no."""
    [piece] = pieces(small([("", "ja"), ("", "ja"), ("", "")]))
    assert (piece["n"], piece["n_total"]) == (2, 2)


def test_below_ten_visits_each_is_shown_and_no_percentage() -> None:
    page = told(visits_telling.what_happened(small(NORTH_AND_SOUTH[:9])))
    assert "Bezoek 9 (Zuid, ter plaatse)" in page
    assert "%" not in page


def test_where_a_piece_stands_names_no_visit_and_says_what_was_found() -> None:
    """A label alone ("a wheelchair can get in") would say the opposite of what three visits found."""
    data = small([("", "nee")] * 3)
    found = gather(data)
    [(said, place)] = behind(data, found)["E-mystery_guests-q1-a-v1-ramp"]
    assert said == found.rows["statement"].iloc[0]
    assert place == "gegevens van de onderzoekers"


def test_from_ten_visits_on_shares_are_shown() -> None:
    page = told(visits_telling.what_happened(small([("", "ja")] * 6 + [("", "nee")] * 4)))
    assert "6 van 10 (60%)" in page
    assert "Bezoek 1" not in page


def test_no_page_names_an_observer_a_date_or_a_remark() -> None:
    """What is told of visits is of visits: who observed, when, and remarks stay where they are."""
    second = {"visit": "b0", "observer": "jansen", "criterion": "ramp", "value": "ja", "remark": "geheim"}
    secret = {"date": "2026-03-14", "reported": "2026-03-16", "deviation": "geheim", "remark": "geheim"}
    for found in (NORTH_AND_SOUTH, NORTH_AND_SOUTH[:3]):
        data = small(found, RAMP, second, **secret)
        blocks = (visits_telling.what_there_was, visits_telling.what_happened, visits_telling.agreement)
        page = "\n".join(told(block(data)) for block in blocks)
        assert not [word for word in ("jansen", "o1", "2026", "geheim", "14-3") if word in page]
        assert "steeds 2" in page.lower()


def test_how_visits_were_made_is_told() -> None:
    """Who agreed, what went otherwise and how late the report was, also when that is not known of all."""
    page = told(
        visits_telling.what_there_was(small(NORTH_AND_SOUTH, organisation_agreed="ja", deviation="ander loket"))
    )
    assert "Er waren 12 bezoeken: 12 ter plaatse. Per plaats: Noord 6, Zuid 6." in page
    assert "De organisatie stemde vooraf in met alle bezoeken." in page
    assert "In 12 bezoeken liep het anders dan het script voorschreef." in page
    one = told(visits_telling.what_there_was(small([("Noord", "ja")])))
    assert "Er was 1 bezoek: 1 ter plaatse." in one
    assert "Van 1 bezoek is niet vastgelegd dat de organisatie vooraf instemde." in one


def test_how_long_visitors_waited_is_a_median_and_a_range() -> None:
    page = told(visits_telling.waiting(small(NORTH_AND_SOUTH, arrived="14:05", helped="14:17")))
    assert "Minuten tot iemand werd geholpen: steeds 12." in page
    assert told(visits_telling.waiting(small(NORTH_AND_SOUTH))).startswith("Van geen bezoek")


def doubled(pairs: list[tuple[str, str]]) -> str:
    second = [
        {"visit": f"b{n}", "observer": "o2", "criterion": "mark", "value": value} for n, (_, value) in enumerate(pairs)
    ]
    mark = {
        "criterion_id": "mark",
        "label": "Hoe welkom",
        "kind": "score",
        "favourable": "hoger",
        "lowest": "1",
        "highest": "5",
    }
    return told(visits_telling.agreement(small([("", value) for value, _ in pairs], mark, *second)))


def test_an_intraclass_correlation_needs_four_visits_that_two_scored() -> None:
    """With three it is not estimable; with four it stands there; of scores that are all the same it says nothing."""
    four = [("1", "2"), ("3", "3"), ("5", "4"), ("2", "2")]
    assert "2 van 4\n0,87 (95%: 0,17 tot 0,99)" in doubled(four)
    assert "niet te schatten" in doubled(four[:3]).split("Intraklassecorrelatie\n")[1].split("\n")[3]
    assert "4 van 4\nniet te schatten" in doubled([("3", "3")] * 4)


def test_without_visits_there_is_nothing_to_show() -> None:
    data = small([])
    assert pieces(data) == []
    for block in (visits_telling.what_there_was, visits_telling.what_happened, visits_telling.agreement):
        assert isinstance(block(data).parts[0], Nothing)


def refused(name: str, row: Record, **others: Record) -> list[tuple[str, str]]:
    """Give the column and what is wrong of each mistake in a row that stands beside others."""
    frames = {
        each: table(each, record).fillna("").astype("str").assign(**{ROW: 2})
        for each, record in {**others, name: row}.items()
    }
    files = {each: f"{each}.csv" for each in frames}
    found = cross_problems(frames, files, TABLES, BOOK, Told())
    return [(problem.column, problem.what) for problem in found if problem.file == f"{name}.csv"]


VISIT = {"visit_id": "b1", "voice": "v1", "channel": "bezoek"}
SCORE = {"visit": "b1", "observer": "o1", "criterion": "ramp"}


@pytest.mark.parametrize(
    ("name", "row", "column"),
    [
        ("visits", {**VISIT, "arrived": "14:05", "helped": "13:55"}, "helped"),
        ("visits", {**VISIT, "date": "2026-03-14", "reported": "13-3-2026"}, "reported"),
        ("visits", {**VISIT, "organisation_agreed": "nee"}, "organisation_agreed"),
        ("visit_criteria", {**RAMP, "favourable": "hoger"}, "favourable"),
        ("visit_criteria", {**RAMP, "norm": "3"}, "norm"),
        ("visit_criteria", {**WAIT, "norm": "kort"}, "norm"),
        ("visit_criteria", {**WAIT, "kind": "score", "lowest": "1"}, "highest"),
        ("visit_criteria", {**WAIT, "kind": "score", "lowest": "1", "highest": "5"}, "norm"),
        ("visit_scores", {**SCORE, "value": "7"}, "value"),
        ("visit_scores", {**SCORE, "criterion": "wait", "value": "ja"}, "value"),
        ("visit_scores", {**SCORE, "criterion": "mark", "value": "9"}, "value"),
    ],
)
def test_what_can_not_be_is_one_mistake_at_its_cell(name: str, row: Record, column: str) -> None:
    mark = {**WAIT, "criterion_id": "mark", "kind": "score", "lowest": "1", "highest": "5", "norm": "4"}
    by_id = {"ramp": RAMP, "wait": WAIT, "mark": mark}
    others = {"visit_criteria": by_id[row["criterion"]]} if "criterion" in row else {}
    assert [found for found, _ in refused(name, row, **others)] == [column]


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("visits", {**VISIT, "arrived": "14:05", "helped": "14:05", "date": "13-3-2026", "reported": "2026-03-13"}),
        ("visit_criteria", WAIT),
        ("visit_scores", {**SCORE, "value": "Nee"}),
        ("visit_scores", {**SCORE, "value": ""}),
    ],
)
def test_what_is_right_is_no_mistake(name: str, row: Record) -> None:
    others = {"visit_criteria": RAMP} if "criterion" in row else {}
    assert refused(name, row, **others) == []
