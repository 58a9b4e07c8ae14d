"""Phases that a sentence names: only those that spoke on its finding, and no more of them than there were."""

import pandas as pd
import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.audit.reproduction import AUDIT_COLUMNS, REPRODUCTION_COLUMNS
from pipeline.claims.backing import Sources
from pipeline.claims.checks import problems_of
from pipeline.claims.text import parse
from pipeline.evidence.group_table import group_table
from pipeline.evidence.statements import from_statements
from pipeline.phases.declaration import Phase
from pipeline.phases.declarations import BY_ID
from pipeline.triangulation import comparison
from pipeline.triangulation.findings import triangulate
from pipeline.triangulation.scope import Scope

PHASES = ("interviews", "focusgroups", "surveys")
BOOK = codebook({"q1": PHASES, "q2": PHASES})
ROW = {"aspect": "a", "voice": "v1", "direction": 1, "source": "bron", "n": pd.NA}
TABLES = {
    "interview_cases": table("interview_cases", {"source_id": "bron", "voice": "v1", "persons": 5}),
    "interview_statements": table(
        "interview_statements",
        {**ROW, "question": "q1", "statement": "Het gaat goed."},
        {**ROW, "question": "q2", "statement": "Dat gaat ook goed."},
    ),
    "focusgroup_groups": table("focusgroup_groups", {"source_id": "bron", "voice": "v1", "persons": 9}),
    "focusgroup_statements": table("focusgroup_statements", {**ROW, "question": "q1", "statement": "Het loopt."}),
    "figures": table("figures"),
    "derived": table("derived"),
}


@pytest.fixture(scope="module")
def sources() -> Sources:
    """Interviews and a focus group spoke on q1, interviews alone on q2."""
    data = round_data(BOOK, TABLES)
    said = [from_statements(data, f"{phase}_statements") for phase in ("interview", "focusgroup")]
    rows = pd.concat([evidence.rows for evidence in said], ignore_index=True)
    made = triangulate(rows, Scope.of(data.round, BOOK, PHASES)).tables | {
        "evidence": rows,
        "evidence_trace": pd.concat([evidence.trace for evidence in said], ignore_index=True),
        "values": pd.concat([evidence.values for evidence in said], ignore_index=True),
        "groups": group_table(data, []),
        "comparison": pd.DataFrame([], columns=list(comparison.COLUMNS)),
        "figure_audit": pd.DataFrame([], columns=list(AUDIT_COLUMNS)),
        "reproduction": pd.DataFrame([], columns=list(REPRODUCTION_COLUMNS)),
    }
    return Sources(data, made)


def wrong(sources: Sources, text: str) -> list[str]:
    [block] = parse(text, "rapport.md").blocks
    return [problem.what for problem in problems_of(block.sentences[0], sources)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("De interviews en de focusgroep wijzen mogelijk op groei. [@{q1}]", True),
        ("De interviews wijzen mogelijk op groei. [@{q2}]", True),
        ("De focusgroep wijst mogelijk op groei. [@{q2}]", False),
        ("De vragenlijst en de interviews wijzen mogelijk op groei. [@{q1}]", False),
        ("De vragenlijst zegt er niets over. [@{q1}:fasen]", True),
        ("Niet de vragenlijst, wel de interviews spreken hier. [@{q1}:fasen]", True),
        # what else the sentence names may carry the phase
        ("De interviews wijzen mogelijk op groei, de focusgroep ook. [@{q2}; @{group}]", True),
        ("Mogelijk wijzen twee fasen op groei. [@{q1}]", True),
        ("Mogelijk wijzen drie fasen op groei. [@{q1}:fasen]", False),
        ("Alle twee de fasen wijzen mogelijk op groei. [@{q1}:fasen]", True),
        ("Alle drie de fasen wijzen mogelijk op groei. [@{q1}:fasen]", False),
        ("Alle twee de fasen wijzen mogelijk op groei. [@{q2}:fasen]", False),
        # a sentence about no finding may name any phase
        ("Er was ook een vragenlijst. [@ronde]", True),
    ],
)
def test_only_phases_that_spoke_are_named(sources: Sources, text: str, right: bool) -> None:
    [q1] = [name for name, row in sources.findings.items() if row["question"] == "q1"]
    [q2] = [name for name, row in sources.findings.items() if row["question"] == "q2"]
    [group] = [name for name, row in sources.evidence.items() if row["phase"] == "focusgroups"]
    named = text.format(q1=q1, q2=q2, group=group)
    told = [what for what in wrong(sources, named) if "fase" in what or "Geen bewijs onder deze zin" in what]
    assert (told == []) is right


@pytest.mark.parametrize("phase", list(BY_ID.values()), ids=list(BY_ID))
def test_a_phase_is_known_by_every_word_that_it_declares(sources: Sources, phase: Phase) -> None:
    [q2] = [name for name, row in sources.findings.items() if row["question"] == "q2"]
    for name in (phase.plain, phase.plain.capitalize(), *phase.called):
        told = wrong(sources, f"Dit wijst mogelijk op groei, zo blijkt uit: {name}. [@{q2}]")
        assert any("Geen bewijs onder deze zin" in what for what in told) is (phase.id != "interviews"), name


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("E-interviews-q1-b-v1-plus", "Bedoelde u «E-interviews-q1-a-v1-plus»?"),
        # the other way, of another phase, on another question: none of these is offered
        ("E-interviews-q1-a-v1-min", "Hierover is er geen bewijs uit deze fase. Pas de zin aan."),
        ("E-focusgroups-q2-a-v1-plus", "Hierover is er geen bewijs uit deze fase. Pas de zin aan."),
        ("E-surveys-q1-a-v1-plus", "Pas de zin aan, of laat hem weg."),
    ],
)
def test_a_mend_offers_only_evidence_of_the_same_phase_question_and_direction(
    sources: Sources, name: str, mend: str
) -> None:
    [block] = parse(f"Het gaat mogelijk goed. [@{name}]", "rapport.md").blocks
    [problem] = problems_of(block.sentences[0], sources)
    assert problem.mend == mend
