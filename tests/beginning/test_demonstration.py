"""The demonstration: made as a person would, and what was planted in it is found."""

import shutil
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest
from helpers_project import copy_project
from helpers_rounds import ROOT

from pipeline.audit import reproduction
from pipeline.beginning.refresh import refresh
from pipeline.blocks import Bullets, Section, Table, Text, plain
from pipeline.contracts.loading import RoundData
from pipeline.evidence.groups import Verdict, compare
from pipeline.handover import Handover
from pipeline.phases.declarations import BY_ID as PHASES
from pipeline.phases.desk_research.promises import promises
from pipeline.phases.focusgroups import sessions_telling
from pipeline.phases.gathering import all_evidence
from pipeline.phases.interviews import coding_telling, saturation_telling
from pipeline.phases.interviews.segments import themes_of_talks
from pipeline.phases.mystery_guests.double_scored import doubled
from pipeline.phases.mystery_guests.halo import halo
from pipeline.phases.mystery_guests.visit_evidence import positions as visits
from pipeline.phases.raw_tables import load_phase, load_round
from pipeline.phases.surveys import scores_telling, since_telling
from pipeline.phases.surveys.answers.results import collected, items
from pipeline.phases.surveys.answers.scales import scales
from pipeline.phases.surveys.evidence import positions
from pipeline.phases.surveys.scores import series
from pipeline.phases.surveys.since import compare as compare_rounds
from pipeline.records import names_in
from pipeline.rounds import Project
from pipeline.statistics.rankings import places_by, points
from pipeline.triangulation import saturation_words
from pipeline.triangulation.coding import codings
from pipeline.withdrawing.carrying_out import lines
from pipeline.withdrawing.looking import withdrawal
from tests.demonstration import baseline, conversations, filling
from tests.demonstration.content import OLD, YOUNG
from tests.demonstration.effort import begun, table
from tests.demonstration.filling import ROUND
from tests.demonstration.survey import OLDER, YOUNGER, answers

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> RoundData:
    project = copy_project(tmp_path_factory.mktemp("voorbeeld") / "project")
    for each in (baseline, filling):
        shutil.rmtree(project.raw / each.ROUND)
        each.make(project)
    return load_round(project, ROUND)


@pytest.fixture(scope="module")
def before(data: RoundData) -> RoundData:
    """Give the surveys of the baseline."""
    return load_phase(data.project, data.round.baseline, PHASES["surveys"])


@pytest.fixture(scope="module")
def evidence(data: RoundData) -> pd.DataFrame:
    return all_evidence(data, Handover(data.project, "")).rows


def told(section: Section) -> str:
    """Give a row of a table, a point or a text on a line."""
    found = []
    for part in section.parts:
        if isinstance(part, Table):
            found += [" | ".join(plain(cell) for cell in row) for row in part.rows]
        elif isinstance(part, Bullets):
            found += [plain(item) for item in part.items]
        elif isinstance(part, Text):
            found.append(plain(part.line))
    return "\n".join(found)


def of(evidence: pd.DataFrame, phase: str, aspect: str, voice: str) -> set[tuple[int, int, int]]:
    rows = evidence[(evidence["phase"] == phase) & (evidence["aspect"] == aspect) & (evidence["voice"] == voice)]
    return {(int(row.direction), int(row.n), int(row.n_total)) for row in rows.itertuples()}


def test_what_is_in_the_repository_is_what_the_generator_makes(data: RoundData) -> None:
    kept = load_round(Project(ROOT), ROUND)
    assert data.notices == kept.notices
    assert data.codebook == kept.codebook
    assert [notice.value for notice in kept.notices if notice.value] == ["verwijzen"]  # a code that nobody used
    for name, frame in data.inside.items():
        pd.testing.assert_frame_equal(frame, kept.inside[name])
    made = {path.relative_to(data.project.root): path.read_bytes() for path in _texts(data.project)}
    assert made == {path.relative_to(ROOT): path.read_bytes() for path in _texts(Project(ROOT))}


def test_the_documents_tell_how_much_there_is_to_fill_in(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "codebooks", tmp_path / "codebooks")
    (tmp_path / "raw").mkdir()
    told = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8").splitlines()
    assert set(table(begun(Project(tmp_path)))) <= set(told)


def test_each_code_can_be_chosen_in_the_workbooks(data: RoundData) -> None:
    """Who looks how it is done finds in the lists what stands in the cells."""
    assert refresh(data.project, ROUND).changed == ()


def _texts(project: Project) -> list[Path]:
    """List what is the same whenever it is made; a workbook and a page are read above."""
    kinds = {".yml", ".csv", ".lss", ".txt", ".qdpx"}
    return [
        path for each in (ROUND, baseline.ROUND) for path in (project.raw / each).rglob("*.*") if path.suffix in kinds
    ]


def test_all_of_it_says_that_it_is_made_up(data: RoundData) -> None:
    assert data.round.synthetic
    rows = [frame["provenance"] for frame in data.inside.values() if "provenance" in frame]
    assert set(pd.concat(rows)) == {"synthetic"}


@pytest.mark.parametrize(
    ("phase", "aspect", "voice", "expected"),
    [
        ("interviews", "verandering", "klanten", {(1, 7, 8)}),
        ("interviews", "afspraken", "medewerkers", {(1, 3, 6)}),
        ("interviews", "afspraken", "partners", {(-1, 3, 3)}),
        ("interviews", "bekendheid", "klanten", {(-1, 5, 8)}),
        ("focusgroups", "bekendheid", "bewoners", {(-1, 6, 8)}),
        ("focusgroups", "welkom", "klanten", {(1, 14, 16)}),
        ("mystery_guests", "bekendheid", "bewoners", {(0, 6, 12)}),
        ("interviews", "oordeel", "klanten", {(1, 7, 8)}),
        ("focusgroups", "behoefte", "bewoners", {(1, 4, 6)}),
    ],
)
def test_what_was_planted_is_found(evidence: pd.DataFrame, phase, aspect, voice, expected) -> None:
    assert of(evidence, phase, aspect, voice) == expected


def test_two_codes_that_coders_mix_up_and_one_that_one_does_not_see_are_told(data: RoundData) -> None:
    [coding] = [each for each in codings(data) if each.phase == "interviews"]
    poor = coding.poor(data.round.rules.coder_agreement)
    assert set(poor) == {"aansluiting/behoefte", "beleving/welkom", "opbrengst/bereik"}
    assert poor["opbrengst/bereik"] < 0 < min(poor["aansluiting/behoefte"], poor["beleving/welkom"])
    said = " ".join(str(each.line) for each in coding_telling.coding(data).parts if isinstance(each, Text))
    for label in ("«Behoefte»", "«Welkom»", "«Bereik»"):
        assert label in said
    assert "rust, is daardoor minder zeker" in said


def test_of_visitors_enough_was_heard_and_of_who_works_there_not_yet(data: RoundData) -> None:
    neighbours, visitors, staff = saturation_words.by_voice(data, "interviews", partial(themes_of_talks, data))
    assert neighbours.startswith("Bewoners (7 gesprekken): ")
    assert visitors.startswith("Klanten en gebruikers (8 gesprekken): na 4 gesprekken")
    assert staff.startswith("Medewerkers en vrijwilligers (6 gesprekken): tot het eind kwamen er nieuwe aspecten bij.")
    blocks = saturation_telling.anything_new(data).parts
    said = " ".join(str(each.line) for each in blocks if isinstance(each, Text))
    assert all(each in said for each in (neighbours, visitors, staff))
    assert "Te weinig om het van te zeggen: samenwerkingspartners (3 gesprekken)." in said


def test_the_ladders_rise_where_that_was_planted(evidence: pd.DataFrame) -> None:
    assert (1, 10, 12) in of(evidence, "surveys", "verandering", "beroepskrachten")


def test_the_group_that_does_not_feel_welcome_is_told_apart(data: RoundData, evidence: pd.DataFrame) -> None:
    (row,) = evidence[(evidence["phase"] == "surveys") & (evidence["aspect"] == "welkom")].to_dict("records")
    assert (row["direction"], row["n_total"]) == (1, OLDER + YOUNGER)
    assert "leeftijd" in row["otherwise"].lower()


def test_each_mistake_in_the_figures_of_the_annual_report_is_told_and_no_other(data: RoundData) -> None:
    _, checks = reproduction.tables(data)
    wrong = {row["check_id"]: row for row in checks[checks["verdict"] == "inconsistent"].to_dict("records")}
    assert set(wrong) == {
        "A-formula-bezoekers",  # no sum of its parts
        "A-sum_of_percentages-leeftijd_tot35",
        "A-mean_of_n-cijfer_gasten",
        "A-same_quantity-bezoekers",
    }
    assert (wrong["A-formula-bezoekers"]["printed"], wrong["A-formula-bezoekers"]["recomputed"]) == ("420", "440")
    assert wrong["A-same_quantity-bezoekers"]["recomputed"] == "410"


def test_ladders_say_who_left_and_who_saw_it_otherwise(data: RoundData) -> None:
    """Fourteen begun and twelve scored again; of six who scored themselves five gave a lower rung at both moments."""
    [network] = [each for each in series(data) if (each.domain, each.scorer) == ("sociaal_netwerk", "professional")]
    assert (len(network.both), network.up, network.left) == (12, 10, 2)
    said = told(scores_telling.two_views(data))
    assert "Van 12 keer dat cliënt en professional hetzelfde scoorden, gaven zij 2 keer dezelfde trede; 10 keer" in said


def test_a_statement_that_should_have_been_turned_round_is_seen(data: RoundData) -> None:
    [scale] = scales(data)
    assert (scale.items, scale.against) == (3, ("Ik voel mij er een vreemde",))


def test_what_came_second_before_comes_first_now(data: RoundData) -> None:
    [(survey, item)] = [(of, each) for of, each in items(data) if each.kind == "ranking"]
    ordered = survey.answers[item.id]
    places = places_by(points(ordered.values[ordered.given]))
    assert item.options[int(np.argmin(places))] == "Hulp bij geld"
    assert item.earlier[:2] == (("Langer open",), ("Hulp bij geld",))


def test_a_halo_is_seen_where_two_saw_one_visit(data: RoundData) -> None:
    """At four visits two gave another mark; at three of those fewer points came with the lower one."""
    found = halo(data)
    assert found is not None
    assert (found.differ, found.along, found.level) == (4, 3, 1)
    [share] = [each for each in doubled(data) if each.label.startswith("Deel")]
    assert share.visits == 4
    assert share.icc is not None  # from four on


def test_the_one_who_disagrees_keeps_words_and_the_director_was_in_the_room(data: RoundData) -> None:
    assert "“Voor mij is er niets te doen.”" in told(sessions_telling.who_disagreed(data))
    assert "Groep 3 | 6 | 4 | 1 | 1 | 1 | verdeeld | de directeur" in told(sessions_telling.each_session(data))


def test_promises_are_told_as_far_as_anybody_went_to_see(data: RoundData) -> None:
    assert {each.rows[0]["promise_id"]: each.verdict for each in promises(data)} == {
        "binnen": "deels",
        "koffie": "ja",
        "klacht": "",
    }


def test_who_took_part_in_two_phases_is_known(data: RoundData) -> None:
    talked = {name for row in data.whole("interviews")["respondents"] for name in names_in(row)}
    assert len(talked & set(data.whole("scores")["object"])) == 8


def test_a_group_that_seems_to_differ_is_not_named(data: RoundData) -> None:
    """The mark of 28 of 30 who are younger meets the norm, and of 119 of 150 others: that may be chance."""
    found = {(each.positions.topic.item, each.group): each for each in compare(list(positions(data)), data.round.rules)}
    seems = found["bewoners_cijfer", YOUNG]
    assert seems.own is not None
    assert seems.others is not None
    assert (seems.own.favourable, seems.own.n) == (28, YOUNGER)
    assert (seems.others.favourable, seems.others.n) == (119, OLDER)
    assert seems.verdict is Verdict.UNDECIDED


def test_the_houses_differ_where_visitors_saw_it(data: RoundData) -> None:
    """A sign outside at all six visits to one, and at none of six to the other."""
    found = [each for each in compare(list(visits(data)), data.round.rules) if each.positions.topic.item == "bord"]
    [place] = [each for each in found if each.by == "unit"]
    assert place.stands_out
    assert place.own is not None
    assert place.others is not None
    assert {place.own.favourable, place.others.favourable} == {0, 6}


def test_there_is_an_effect_in_one_theme_and_in_another_none(data: RoundData, evidence: pd.DataFrame) -> None:
    """People get further, say all phases; of the agreements partners and staff say opposite things."""
    ways = {
        question: set(rows["direction"])
        for question, rows in evidence[evidence["aspect"].isin(["verandering", "afspraken"])].groupby("question")
    }
    assert 1 in ways["opbrengst"]
    assert -1 not in ways["opbrengst"]
    assert ways["partners_samen"] == {1, -1}
    [money] = [each for each in series(data) if each.domain == "financien"]
    assert (money.up, money.same, money.down) == (4, 4, 4)


def test_each_import_asks_nothing_that_it_was_told(data: RoundData) -> None:
    """The conversations of twenty-four came in by a project of two coders, and the answers as they came."""
    segments = data.whole("segments")
    assert set(segments["origin"]) == {"gesprekken.qdpx"}
    assert set(segments["coder"]) == {conversations.LEAD, conversations.SECOND}
    assert set(segments["interview"]) == set(data.whole("interviews")["interview_id"])
    assert len(data.whole("interviews")) == 24
    folder = data.project.raw / ROUND
    lines = (folder / "import" / "verslag.csv").read_text(encoding="utf-8")
    assert "verloren" not in lines
    [survey_] = collected(data)
    assert len(survey_.people) == OLDER + YOUNGER
    assert (folder / "enquetes" / "structuur" / "bewoners.lss").is_file()


def test_what_was_imported_is_what_would_have_been_typed(data: RoundData) -> None:
    """Each stretch has the words and the code of both coders that the generator has before any program writes them."""
    imported = {
        (row.interview, row.text, row.coder, f"{row.question} > {row.aspect}", int(row.direction))
        for row in data.whole("segments").itertuples()
    }
    signs = {"+": 1, "-": -1, "±": 0}
    typed = {
        (each.document, each.words, each.coder, each.code[:-4], signs[each.code[-1]])
        for each in conversations.codings(Random(2021))
    }
    assert imported == typed
    [survey_] = collected(data)
    rows = answers()
    for item, column in (("v_welkom", "v[welkom]"), ("kent", "kent"), ("er_vreemde", "er[vreemde]")):
        own = survey_.answers[item]
        places = [f"A{place + 1}" if given else "A3" for place, given in zip(own.values, own.given, strict=True)]
        assert places == [row[column] for row in rows]
    marks = [f"{value:.0f}.0000000000" for value in survey_.answers["cijfer"].values]
    assert marks == [row["cijfer"] for row in rows]
    assert [{1: YOUNG}.get(int(str(row["leeftijd"])[1:]), OLD) for row in rows] == list(survey_.people["leeftijd"])


def test_what_is_different_since_the_baseline_is_told(before: RoundData, data: RoundData) -> None:
    """In 2019 fewer knew of the house and more felt welcome; as many found that it helps."""
    found = compare_rounds(data, before)
    assert {each.now.item.id: each.turned for each in found.both} == {"v_welkom": -1, "v_hulp": 0, "kent": 1}
    assert found.otherwise == ("Welk cijfer geeft u het Wilgenhuis?",)
    assert found.gone == ("Is er plaats voor uw fiets?",)
    said = told(since_telling.since(data, before))
    assert "Wist u dat iedereen er binnen mag lopen? | 16 van 110 (15%) | 58 van 172 (34%) | +9 tot +28" in said
    assert "Anders gesteld, met andere antwoorden of met een andere norm" in said


def test_the_order_that_is_called_earlier_is_that_of_the_baseline(before: RoundData, data: RoundData) -> None:
    orders = {}
    for name, each in (("then", before), ("now", data)):
        [(survey_, item)] = [(of, one) for of, one in items(each) if one.kind == "ranking"]
        given = survey_.answers[item.id]
        scores = places_by(points(given.values[given.given]))
        orders[name] = sorted(zip(scores, item.options, strict=True))
        earlier = item.earlier
    assert [label for _, label in orders["then"]][:2] == [label for place in earlier[:2] for label in place]
    assert orders["now"][0][1] == "Hulp bij geld"


def test_who_withdraws_goes_out_of_what_was_imported_too(data: RoundData) -> None:
    said = "\n".join(lines(withdrawal(data.project, ROUND, "K07"), "K07"))
    assert "gesprekken.qdpx: het hele bestand gaat weg; wat van anderen is, blijft in" in said
    assert "transcripts/GK07.txt: het hele bestand gaat weg" in said
    assert "niet te draaien" not in said


def test_a_difference_that_is_none_is_not_named(data: RoundData) -> None:
    """The houses were drawn alike: no place is named on anything that the survey asked."""
    found = compare(list(positions(data)), data.round.rules)
    named = {(each.by, each.group) for each in found if each.verdict is Verdict.DIFFERS}
    assert {by for by, _ in named} == {"leeftijd"}
