"""How many: for each kind of evidence a true sentence passes, and a false one is refused."""

from typing import Any

import pandas as pd
import pytest
from helpers_rounds import codebook, round_data, table

from pipeline.audit.reproduction import AUDIT_COLUMNS, REPRODUCTION_COLUMNS
from pipeline.claims.backing import Sources
from pipeline.claims.checks import problems_of
from pipeline.claims.text import parse
from pipeline.evidence.group_table import group_table
from pipeline.evidence.statements import from_statements
from pipeline.phases.surveys import evidence as surveys
from pipeline.triangulation import comparison
from pipeline.triangulation.findings import triangulate
from pipeline.triangulation.scope import Scope

PHASES = ("interviews", "focusgroups", "surveys", "mystery_guests")
BOOK = codebook({"q1": PHASES})
SAID = {"question": "q1", "aspect": "a", "voice": "v1", "direction": 1}


def told(tables: dict[str, pd.DataFrame], text: str) -> list[str]:
    """Say what is wrong with a sentence that rests on the only piece of evidence of aspect a."""
    data = round_data(BOOK, {"figures": table("figures"), "derived": table("derived"), **tables})
    [said] = [name for name in tables if data.contracts[name].is_statements]
    evidence = surveys.gather(data) if "survey_items" in tables else from_statements(data, said)
    [name] = evidence.rows.loc[evidence.rows["aspect"] == "a", "evidence_id"]
    made = triangulate(evidence.rows, Scope.of(data.round, BOOK, PHASES)).tables | {
        "evidence": evidence.rows,
        "evidence_trace": evidence.trace,
        "values": evidence.values,
        "groups": group_table(data, []),
        "comparison": pd.DataFrame([], columns=list(comparison.COLUMNS)),
        "figure_audit": pd.DataFrame([], columns=list(AUDIT_COLUMNS)),
        "reproduction": pd.DataFrame([], columns=list(REPRODUCTION_COLUMNS)),
    }
    [block] = parse(f"{text} [@{name}]", "rapport.md").blocks
    return [problem.what for problem in problems_of(block.sentences[0], Sources(data, made))]


def statements(
    phase: str, sources: str, persons: int | None, *numbers: int | None, **rest: Any
) -> dict[str, pd.DataFrame]:
    rows = [
        {
            **SAID,
            "source": "bron",
            "statement": f"Reden {'abcdefghijklmnop'[at]}.",
            "n": pd.NA if n is None else n,
            **rest,
        }
        for at, n in enumerate(numbers)
    ]
    bron = {"source_id": "bron", "voice": "v1", "persons": pd.NA if persons is None else persons}
    return {sources: table(sources, bron), f"{phase}_statements": table(f"{phase}_statements", *rows)}


PEOPLE = statements("interview", "interview_cases", 8, 7)
SEVERAL = statements("interview", "interview_cases", 8, 7, 3)
GROUP = statements("focusgroup", "focusgroup_groups", 14, None, None)
OPEN = statements("survey", "survey_waves", 59, *[1] * 14, n_total=59)
ONE_ANSWER = statements("survey", "survey_waves", 18, 4, n_total=18)
VISITS = statements("mysteryguest", "mysteryguest_visits", 1, None)
CLOSED = {
    "survey_waves": table("survey_waves", {"source_id": "golf", "voice": "v1", "persons": 24}),
    "survey_items": table(
        "survey_items",
        {
            "item_id": "i",
            "source": "golf",
            "label": "Tevreden?",
            "kind": "share",
            "n": 24,
            "question": "q1",
            "aspect": "a",
        },
    ),
    "survey_answers": table("survey_answers", {"item_id": "i", "category": "vaak", "count": 18, "direction": 1}),
    "survey_statements": table("survey_statements"),
}


@pytest.mark.parametrize(
    ("tables", "true", "false"),
    [
        (PEOPLE, "Zeven van de acht klanten noemen dit.", "Zes van de acht klanten noemen dit."),
        (SEVERAL, "Minstens 7 van de 8 klanten noemen dit.", "Slechts 7 van de 8 klanten noemen dit."),
        (SEVERAL, "Minstens 7 klanten noemen dit.", "Drie klanten noemen dit."),
        (GROUP, "In de groep zijn hierover 2 verschillende uitspraken.", "In de groep noemen 14 mensen dit."),
        (OPEN, "In 14 antwoorden van de 59 deelnemers staat dit.", "Slechts 1 mens noemt dit."),
        (ONE_ANSWER, "Van de 18 deelnemers schrijven 4 dit.", "Van de 7 deelnemers schrijven 4 dit."),
        (CLOSED, "Van de 24 mensen antwoorden 18 zo.", "Van de 24 mensen antwoorden 20 zo."),
        (VISITS, "Bij 1 van de 1 bezoeken was dit zo.", "Bij 3 bezoeken was dit zo."),
    ],
)
def test_a_true_number_passes_and_a_false_one_does_not(tables: dict[str, pd.DataFrame], true: str, false: str) -> None:
    assert told(tables, true) == []
    assert len(told(tables, false)) == 1
