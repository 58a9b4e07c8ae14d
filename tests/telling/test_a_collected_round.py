"""What is told of a round that was collected, without documents: each count once, in words that fit it."""

from collections.abc import Iterator
from io import StringIO

import pandas as pd
import pytest
from helpers_collected import ROUND, collected_project

from pipeline.claims.ledger import Ledger, make
from pipeline.claims.sides import Sides
from pipeline.claims.text import Reference
from pipeline.looks.page import Page
from pipeline.notebook.round import RoundWork, open_round
from pipeline.telling import statement_blocks
from pipeline.telling.figures import most
from pipeline.telling.findings import told
from pipeline.telling.heard_blocks import who_was_heard
from pipeline.telling.otherwise import what_a_point_is
from pipeline.telling.relations import relations
from pipeline.telling.sensitivity_blocks import idle_rules
from pipeline.telling.summary import approach, documents_called
from pipeline.telling.told_finding import ToldFinding
from pipeline.telling.voice_blocks import voices_fold

BEREIK, RUST = "F-effectiviteit-bereik", "F-effectiviteit-rust"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoundWork]:
    project = collected_project(tmp_path_factory.mktemp("eigen"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("KLANKBORD_PROJECT", str(project.root))
        opened = open_round(ROUND)
        assert len(opened.tables["findings"]) == 2
        yield opened


@pytest.fixture(scope="module")
def findings(work: RoundWork) -> dict[str, ToldFinding]:
    return {finding.id: finding for finding in told(work.data, work.tables)}


@pytest.fixture(scope="module")
def ledger(work: RoundWork) -> Ledger:
    return make(work.data, work.tables)


def test_the_points_of_a_group_are_as_many_wherever_they_are_counted(
    work: RoundWork, findings: dict[str, ToldFinding], ledger: Ledger
) -> None:
    listed = sum("Klanten" in point.source for point in findings[BEREIK].sides[0].points)
    assert listed == 3, "an interview and an answer to each of two questions"
    assert "klanten (3 punten)" in findings[BEREIK].who
    carried = Sides(ledger.sources, work.tables, work.codebook).of(Reference(BEREIK, "stemmen"))
    assert "klanten en gebruikers (3 punten)" in " ".join(text for text, _ in carried)
    tables = {
        name: frame[frame["finding_id"] == BEREIK] for name, frame in work.tables.items() if "finding_id" in frame
    }
    evidence = work.tables["evidence"][work.tables["evidence"]["question"] == "bereik"]
    fold = voices_fold(tables["voices"], tables["robustness"], evidence, work.codebook)
    first = pd.read_html(StringIO(Page().html(fold)))[0].set_index("Stem").loc["Klanten en gebruikers"]
    assert (first["Positieve punten"], first["Kritische punten"]) == (3, 2)


def test_a_share_stands_without_a_number_of_something_else(work: RoundWork) -> None:
    row = next(row for row in work.tables["findings"].to_dict("records") if row["finding_id"] == BEREIK)
    assert "(" not in " ".join(relations(row, work.tables, work.codebook)["shares"])


def test_an_answer_is_shown_with_its_question(
    findings: dict[str, ToldFinding], ledger: Ledger, work: RoundWork
) -> None:
    (_, (said, _)), (_, (against, _)) = findings[BEREIK].strongest
    assert said == "17 personen antwoorden «Ja» op de vraag «Komt u vaker?»."
    assert against == "9 personen antwoorden «Nee» op de vraag «Ziet u er buren?»."
    texts = [text for text, _ in Sides(ledger.sources, work.tables, work.codebook).of(Reference(BEREIK))]
    assert texts == [f"Ervoor: {said}", f"Ertegen: {against}"]
    one = next(point.text for point in findings[BEREIK].points if point.id.endswith("-a2"))
    assert one == "1 persoon antwoordt «Nee» op de vraag «Komt u vaker?»."


def test_nothing_is_a_document_where_there_are_none(findings: dict[str, ToldFinding], work: RoundWork) -> None:
    said = [place for finding in findings.values() for point in finding.points for _, place in point.places]
    said += [finding.a_point for finding in findings.values()]
    assert said
    assert not [text for text in said if "document" in text]
    assert documents_called(work.data) != "De documenten"


def test_what_a_point_is_follows_from_what_was_found() -> None:
    def of(*phases: str) -> str:
        rows = [dict(phase=phase, question="q", aspect="a", unit="u", voice="v", direction=1) for phase in phases]
        return what_a_point_is(pd.DataFrame(rows))

    assert "document" not in of("interviews")
    assert "groep" not in of("desk_research")
    assert "groep" in of("interviews", "desk_research")
    assert "document" in of("interviews", "desk_research")
    assert "antwoord telt apart" in of("surveys", "surveys")
    assert "apart" not in of("surveys", "interviews")
    assert "cijfer telt apart" in of("desk_research", "desk_research")


def test_mixed_beside_critical_is_no_contradiction_and_shares_what_it_shares(
    findings: dict[str, ToldFinding], work: RoundWork
) -> None:
    """Both are on `komen`: the group is divided and the member of staff critical."""
    assert findings[RUST].why[0].endswith("Die wijzen niet dezelfde kant op.")
    assert findings[RUST].marks[1].text.startswith("geen overeenstemming")
    pairs = work.tables["convergence"]
    [pair] = pairs[(pairs["question"] == "rust") & (pairs["label"] == "dissonance")].to_dict("records")
    assert pair["explanation"] == "richting verschilt, over een gedeeld aspect niet dezelfde richting"


def test_a_number_that_is_known_is_no_least_number(work: RoundWork) -> None:
    """Eighteen filled in the survey; that others were heard elsewhere makes it no "at least eighteen" there."""
    adequacy = work.tables["findings"].set_index("finding_id").loc[BEREIK, "adequacy"]
    assert "deden 18 mensen mee." in adequacy
    assert "minstens" not in adequacy
    assert "Wie er ook elders meedeed, is niet te zien" in adequacy


def test_how_many_were_asked_is_told_where_it_is_known(work: RoundWork) -> None:
    by_phase = {row["label"]: row for row in approach(work.data, work.tables)}
    heard = Page().html(who_was_heard(work.data, work.tables["evidence"]))
    assert "Vragenlijsten: 18 van de 30 gevraagden" in heard
    assert "Interviews: 2 personen" in heard
    assert "18 van de 30 gevraagden" in Page().html(by_phase["Vragenlijsten"]["table"])
    assert "Opmerking" not in Page().html(by_phase["Vragenlijsten"]["table"]), "nobody made a remark"
    assert by_phase.keys() == {"Interviews", "Groepsgesprekken", "Vragenlijsten"}, "those that the round chose"
    shown = Page().html(statement_blocks.sources(work.data, "survey_waves", "Vragenlijsten"))
    assert "Gevraagd" in shown
    assert ">30<" in shown


def test_rules_on_what_a_round_has_not_are_not_explained(work: RoundWork) -> None:
    assert {"area_share", "schedule_margin", "large_gap", "shared_people"} <= idle_rules(work.data)
    assert not {"survey_response", "interval", "direction_ratio", "coder_agreement"} & idle_rules(work.data)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"a": 2, "b": 1}, "a"),
        ({"a": 2, "b": 2}, "a en b"),
        ({"a": 0, "b": -1}, ""),
        ({}, ""),
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 0}, "4 zijn gelijk"),
    ],
)
def test_the_most_is_named_with_its_ties_and_never_of_nothing(values: dict[str, int], named: str) -> None:
    assert most(pd.Series(values, dtype="int64")) == named


def test_a_figure_names_no_critical_end_where_nothing_is_more_critical_than_positive(work: RoundWork) -> None:
    shown = Page().html(statement_blocks.by_question(work.data, "focusgroup_statements"))
    assert "Het meest positief: Bereik." in shown
    assert "Het meest kritisch" not in shown, "of the other question as many statements are positive as critical"


def test_a_draft_is_in_no_file(ledger: Ledger) -> None:
    assert ledger.drafted
    assert set(ledger.table()["file"]) == {""}
