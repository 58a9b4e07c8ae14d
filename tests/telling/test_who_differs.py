"""Who sees it otherwise, in a round of records: told where the finding is told, and never where nobody does."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from helpers_collected import ROUND, collected_project, write

from pipeline.claims import draft
from pipeline.claims.ledger import make
from pipeline.looks.finding_pages import write_finding_pages
from pipeline.notebook.round import RoundWork, open_round
from pipeline.review.handling import Panels, PanelView
from pipeline.rounds import Project
from pipeline.rules import USUAL
from pipeline.telling.findings import told
from pipeline.telling.frame import frame
from pipeline.telling.told_finding import ToldFinding

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

_FORM = {
    "label": "Buurtenquête",
    "voice": "bewoners",
    "selection": "random",
    "columns": {"attributes": {"leeftijd": "leeftijd"}},
    "items": [
        {
            "id": "welkom",
            "label": "Ik kom er graag",
            "kind": "likert",
            "scale": ["helemaal oneens", "oneens", "neutraal", "eens", "helemaal eens"],
            "question": "bereik",
            "aspect": "komen",
            "favourable": "high",
        }
    ],
}
YOUNG = (
    "Bij mensen met leeftijd «jong» is het antwoord op «Ik kom er graag» anders: "
    "geen van de 30 antwoordt gunstig, bij mensen met leeftijd «oud» alle 150."
)
PLACES = (
    "Nader bekijken: bij Zuid is de uitkomst van «Een rolstoel kan naar binnen» anders: "
    "bij geen van de 6 bezoeken is dit gehaald, bij Noord bij 5 van de 6."
)
INSIDE = "Klanten (interviews), over «Komen»: 2 van 8 personen wijzen de andere kant op."


def project_of_records(
    target: Path, young: Sequence[int], critical: int, south: str, sentence: str = "", persons: int = 8
) -> Project:
    """Make a round in which 30 young and 150 older people answered, eight were spoken to, and two places visited.

    Parameters
    ----------
    target : pathlib.Path
        An empty folder.
    young : sequence of int
        What thirty young people answered, 1 to 5; everybody else answered 4 or 5.
    critical : int
        How many of those spoken to are critical.
    south : str
        What each of six visits in Zuid found of a ramp; of six in Noord five found one.
    sentence : str
        The sentence of the finding, where somebody wrote one.
    persons : int
        How many people were spoken to.
    """
    ages = [{"id": "leeftijd", "label": "Leeftijd", "values": ["jong", "oud"]}]
    phases = {name: {"deployed": True} for name in ("interviews", "surveys", "mystery_guests")}
    project = collected_project(target, attributes=ages, phases=phases)
    folder = project.raw / ROUND
    for path in folder.glob("*.csv"):
        path.unlink()
    path = project.codebooks / "eigen.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("focusgroups", "mystery_guests"), encoding="utf-8")
    write(project, "units", "unit_id,label,kind,aliases", "noord,Noord,room,", "zuid,Zuid,room,")
    everybody = [f"p{n},klanten,,,ja" for n in range(persons)]
    write(project, "respondents", "respondent_id,voice,unit,alias_of,consent_quotable", *everybody)
    talks = [f"i{n},p{n},2026-03-02,purposive" for n in range(persons)]
    write(project, "interviews", "interview_id,respondents,date,selection", *talks)
    codes = [f"s{n},i{n},p{n},bereik,komen,{-1 if n < critical else 1},an,Er komt iemand" for n in range(persons)]
    write(project, "segments", "segment_id,interview,respondent,question,aspect,direction,coder,text", *codes)
    visits = [f"b{n},v,bewoners,bezoek,{'noord' if n < 6 else 'zuid'},2026-04-01,ja" for n in range(12)]
    write(project, "visits", "visit_id,script,voice,channel,unit,date,organisation_agreed", *visits)
    ramp = "ramp,Een rolstoel kan naar binnen,ja/nee,De deur is breed genoeg.,ja,,,,rust,komen"
    criterion = "criterion_id,label,kind,met,favourable,norm,lowest,highest,question,aspect"
    wait = "wacht,Wachttijd,minuten,Hoe lang het duurt.,lager,,,,rust,blijven"
    (folder / "visit_criteria.csv").write_text(f"{criterion}\n{ramp}\n{wait}\n", encoding="utf-8")
    found = ["ja"] * 5 + ["nee"] + [south] * 6
    scores = [f"b{n},o,ramp,{value}" for n, value in enumerate(found)] + [f"b{n},o,wacht,{n + 3}" for n in range(12)]
    write(project, "visit_scores", "visit,observer,criterion,value", *scores)
    if sentence:
        header = "sentence_id,subject,about,direction,sentence,short,reason,researcher,kind,remark"
        row = f"z,finding,bereik,1,{sentence},Buren komen graag,Daarom.,an,researcher,"
        (folder / "sentences.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    survey = folder / "enquetes"
    survey.mkdir()
    answers = [f"{answer},jong" for answer in young] + [f"{4 + n % 2},oud" for n in range(150)]
    (survey / "buurt.csv").write_text("welkom,leeftijd\n" + "\n".join(answers) + "\n", encoding="utf-8")
    (survey / "buurt.yml").write_text(yaml.safe_dump(_FORM, allow_unicode=True), encoding="utf-8")
    return project


def opened(project: Project) -> RoundWork:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("KLANKBORD_PROJECT", str(project.root))
        work = open_round(ROUND)
        assert len(work.tables["findings"])
        return work


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> RoundWork:
    """Give a round with a group, a place and two people who see it otherwise."""
    return opened(project_of_records(tmp_path_factory.mktemp("anders"), [1, 2, 2] * 10, 2, "nee"))


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> RoundWork:
    """Give the same round in which nobody does, and a few young people answer otherwise as some always will."""
    return opened(project_of_records(tmp_path_factory.mktemp("gelijk"), [4, 5, 4] * 9 + [5, 5, 2], 0, "ja"))


def findings(work: RoundWork) -> tuple[ToldFinding, ToldFinding]:
    """Give the findings on who comes, and on the ramp."""
    comes, ramp = told(work.data, work.tables)
    return comes, ramp


def test_who_disagrees_stands_in_the_second_sentence_and_beside_what_contradicts(planted: RoundWork) -> None:
    comes, ramp = findings(planted)
    assert comes.direction == 1
    assert comes.otherwise.startswith(YOUNG)
    assert "klanten (interviews: 2 van 8)" in comes.otherwise
    assert YOUNG in comes.beside
    assert INSIDE in comes.beside
    assert ramp.direction == 0
    assert ramp.otherwise.startswith(PLACES)
    assert ramp.beside == (PLACES,)


def test_where_nobody_does_nobody_is_named(alike: RoundWork) -> None:
    """One of thirty is no group: it is counted, and nothing is called different."""
    comes, ramp = findings(alike)
    assert "leeftijd" not in comes.otherwise
    assert "Zuid" not in ramp.otherwise
    assert comes.beside == ("Bewoners (vragenlijsten), over «Komen»: 1 van 180 personen wijst de andere kant op.",)
    assert ramp.beside == ()
    verdicts = set(alike.groups["verdict"])
    assert not verdicts & {"differs", "look closer"}


def test_negative_cases_have_the_pieces_in_which_somebody_sees_it_otherwise(
    planted: RoundWork, alike: RoundWork
) -> None:
    cases = planted.tables["negative_cases"]
    sides = {side: list(rows["evidence_id"]) for side, rows in cases.groupby("side")}
    survey = "E-surveys-bereik-komen-bewoners-buurt_welkom"
    assert sides["within"] == [survey, "E-interviews-bereik-komen-klanten"]
    assert sides["apart"] == [survey, "E-mystery_guests-rust-komen-bewoners-ramp"]
    assert "apart" not in set(alike.tables["negative_cases"]["side"])


def test_page_and_draft_tell_it_where_the_finding_is_told(planted: RoundWork, tmp_path: Path) -> None:
    around = frame(ROUND, "Ronde", False, ("collected",), USUAL)
    comes, ramp = findings(planted)
    write_finding_pages(
        tmp_path,
        [comes, ramp],
        Panels(tuple(PanelView(each.id, (), (), (), each.statement, ()) for each in (comes, ramp)), ()),
        around,
    )
    pages = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "bevindingen").glob("*.html"))]
    assert YOUNG in pages[0]
    assert "Denken groepen hier verschillend over?" in pages[0]
    assert "0 van 30" in pages[0]
    against = pages[0].partition("Wat dit tegenspreekt</h3>")[2].partition("<h3>")[0]
    assert INSIDE in against
    assert PLACES in pages[1]
    assert "Bij wie of waar het anders is" in pages[1]
    ledger = make(planted.data, planted.tables)
    written = " ".join(text for _, text in draft.files(planted.data, planted.tables, ledger.sources))
    assert "geen van de 30 antwoordt gunstig" in written
    assert "bij Noord bij 5 van de 6" in written


def test_what_was_measured_and_points_no_way_is_named_on_its_finding(planted: RoundWork, tmp_path: Path) -> None:
    """Minutes without a norm: no evidence, but not "nothing found" either."""
    comes, ramp = findings(planted)
    assert comes.measured == ()
    assert comes.sides[2].nothing == "Niets gevonden."
    [waited] = ramp.measured
    assert "Wachttijd" in waited
    assert "Niets gevonden" not in ramp.sides[2].nothing
    around = frame(ROUND, "Ronde", False, ("collected",), USUAL)
    said = Panels((PanelView(ramp.id, (), (), (), ramp.statement, ()),), ())
    write_finding_pages(tmp_path, [ramp], said, around)
    [page] = [path.read_text(encoding="utf-8") for path in (tmp_path / "bevindingen").glob("*.html")]
    assert "Ook gemeten, zonder duidelijke richting:" in page
    assert "Wachttijd" in page


def test_how_sure_it_is_falls_while_the_sentence_leaves_the_group_out(planted: RoundWork, tmp_path: Path) -> None:
    def coherence(work: RoundWork) -> tuple[str, str]:
        row = work.tables["findings"].iloc[0]
        return row["coherence"], row["seen"]

    text, seen = coherence(planted)
    assert "De zin noemt dit niet." in text
    assert "coherence: serious" in seen
    says = "De meeste buren komen graag maar jongeren niet."
    named = opened(project_of_records(tmp_path, [1, 2, 2] * 10, 2, "nee", says))
    text, seen = coherence(named)
    assert YOUNG in text
    assert "De zin noemt dit niet." not in text
    assert "coherence: none" in seen


def test_what_points_no_way_has_a_name_that_a_sentence_can_rest_on(alike: RoundWork) -> None:
    """Minutes without a norm are no evidence: a sentence may say how long people waited, and not that it was long."""
    name = "E-mystery_guests-rust-blijven-bewoners-wacht"
    assert name not in set(alike.tables["evidence"]["evidence_id"])
    text = f"# Wat wij zagen\n\nBezoekers wachtten van 3 tot 14 minuten. [@{name}]\n\nHet waren 80 minuten. [@{name}]\n"
    folder = alike.data.project.raw / ROUND / "report"
    folder.mkdir()
    (folder / "01.md").write_text(text, encoding="utf-8")
    try:
        problems = [each for each in make(alike.data, alike.tables).problems if each.row in {3, 5}]
    finally:
        (folder / "01.md").unlink()
        folder.rmdir()
    assert [(each.row, each.value) for each in problems] == [(5, "80")]
