"""Who carries a finding: one person is no group, and the same people asked twice confirm nothing."""

from pathlib import Path

import pytest
from helpers_rounds import PHASES, codebook, evidence_frame, round_data
from helpers_surveys import ROUND, WELCOME, as_csv, project_with_survey

from pipeline.evidence.people import PERSON
from pipeline.phases.gathering import gathered
from pipeline.phases.raw_tables import load_round
from pipeline.triangulation.facts import through_organisation
from pipeline.triangulation.findings import triangulate
from pipeline.triangulation.heard import Heard, heard
from pipeline.triangulation.scope import Known, Scope

BOOK = codebook({"q1": ["interviews", "focusgroups", "surveys"]})


def found(**heard_in: Heard) -> tuple[str, str, str]:
    """Triangulate phases that say the same of one aspect: give convergence, adequacy and the explanation of a pair."""
    evidence = evidence_frame({"phase": phase, "voice": voice} for phase in heard_in for voice in ("v1", "v2"))
    round_ = round_data(BOOK, {}).round
    made = triangulate(evidence, Scope.of(round_, BOOK, PHASES, Known({"q1": heard_in})))
    [finding] = made.findings.to_dict("records")
    pairs = made.convergence
    own = pairs[(pairs["phase_a"] == "interviews") & (pairs["phase_b"] == "focusgroups")]
    return finding["convergence"], finding["adequacy"], own["explanation"].item()


SEVEN = Heard({f"{PERSON}a{n}": 1 for n in range(7)})
OTHERS = Heard({f"{PERSON}b{n}": 1 for n in range(7)})
ONE, ANOTHER = Heard({f"{PERSON}c": 1}), Heard({f"{PERSON}d": 1})


@pytest.mark.parametrize(
    ("interviews", "focusgroups", "convergence", "adequacy"),
    [
        (SEVEN, OTHERS, "agreement", "Rust op een smalle basis: 2 fasen en 2 stemmen."),
        (ONE, ANOTHER, "partial agreement", "Rust op weinig: 1 fase en 2 stemmen."),
        (SEVEN, ANOTHER, "partial agreement", "Rust op een smalle basis: 2 fasen en 2 stemmen."),
        (SEVEN, SEVEN, "single source", "Rust op weinig: 1 fase en 2 stemmen."),
        (ONE, ONE, "single source", "Rust op weinig: 1 fase en 2 stemmen."),
    ],
)
def test_seven_people_confirm_seven_others_and_one_does_not(
    interviews: Heard, focusgroups: Heard, convergence: str, adequacy: str
) -> None:
    """Two groups agree; one person beside anybody confirms in part; the same people twice confirm nothing."""
    together, enough, why = found(interviews=interviews, focusgroups=focusgroups)
    assert (together, enough.startswith(adequacy)) == (convergence, True)
    assert ("maar één mens" in why) == (convergence == "partial agreement")


def test_one_person_in_each_phase_is_told() -> None:
    _, enough, _ = found(interviews=ONE, focusgroups=ANOTHER)
    assert "In de interviews en groepsgesprekken sprak telkens maar één mens: die tellen samen als één fase." in enough


def test_who_answers_a_survey_under_their_own_name_is_known_there_too(tmp_path: Path) -> None:
    """Three of four who answered are respondents of the round, one under another name: each is one person."""
    rows = [{"nr": name, "welkom": answer} for name, answer in (("r1", 5), ("r3", 5), ("r4", ""))]
    about = {"linked": True, "voice": "", "columns": {"respondent": "nr"}, "selection": "organisation"}
    project = project_with_survey(tmp_path, as_csv(*rows), WELCOME, **about)
    header = "respondent_id,voice,unit,alias_of,leeftijd,provenance\n"
    people = (
        "r1,bewoners,,,,synthetic\nr2,bewoners,,,,synthetic\nr3,bewoners,,r2,,synthetic\nr4,bewoners,,,,synthetic\n"
    )
    (project.raw / ROUND / "respondents.csv").write_text(header + people, encoding="utf-8")
    data = load_round(project, ROUND)
    who = heard(data, gathered(data).trace)["sfeer"]["surveys"]
    assert who.people == {f"{PERSON}r1", f"{PERSON}r2"}
    assert who.known == 2
    assert who.people <= through_organisation(data)


def test_who_answers_a_survey_without_a_name_is_as_many_as_answered(tmp_path: Path) -> None:
    data = load_round(project_with_survey(tmp_path, as_csv({"welkom": 5}, {"welkom": 4}), WELCOME), ROUND)
    assert dict(heard(data, gathered(data).trace)["sfeer"]["surveys"].persons) == {"bewoners": 2}
