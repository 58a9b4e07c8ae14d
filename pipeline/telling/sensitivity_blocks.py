"""Which findings turn when a rule is a step different, for readers, and what the rules are."""

from fractions import Fraction

import pandas as pd

from pipeline.addresses import finding_id
from pipeline.blocks import Block, Fold, Table, Text, named
from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.dutch import PICTURE, count_noun, listed
from pipeline.records import rows_of
from pipeline.rules import RULES, Rules
from pipeline.telling.finding_words import convergence_text
from pipeline.telling.rule_words import amount
from pipeline.telling.tables import card_table, table
from pipeline.triangulation import confidence
from pipeline.triangulation.sensitivity import CONFIDENCE, CONVERGENCE, DIRECTION, SensitivityRow

_WHAT = {DIRECTION: "Richting", CONVERGENCE: "Fasen samen", CONFIDENCE: "Zekerheid volgens de regel"}


@named
def turning(sensitivity: pd.DataFrame, data: RoundData) -> tuple[Block, ...]:
    """Show which findings turn, which rules turn none, and what every rule of this round means.

    Parameters
    ----------
    sensitivity : pandas.DataFrame
        Rows of `sensitivity.csv`.
    data : RoundData
        The round.
    """
    rules = data.round.rules
    idle = idle_rules(data)
    meanings = Fold("Wat de regels zijn", (_meanings(rules, idle),))
    return *_turned(sensitivity, rules, data.codebook), _stable(sensitivity, rules, idle), meanings


def idle_rules(data: RoundData) -> frozenset[str]:
    """Name the rules that decide nothing in a round: on an area, on figures or on a survey, where it has none."""
    figures, waves = data.table("figures"), data.table("survey_waves")
    idle = {
        "area_share": not data.round.areas,
        "schedule_margin": not (figures["role"] == "target").any(),
        "large_gap": figures.empty,
        "survey_response": waves.empty,
        "interval": waves.empty,
        "coder_agreement": data.round.is_reflexive
        or not any(len(data.table(t.name)) for t in data.contracts.values() if t.is_statements),
        "shared_people": not data.round.overlap,
    }
    return frozenset(name for name, nothing in idle.items() if nothing)


def _turned(sensitivity: pd.DataFrame, rules: Rules, codebook: Codebook) -> tuple[Block, ...]:
    """Fold out for each finding what turns it."""
    headers = {"rule": "Regel", "number": "Ander getal", "what": "Wat kantelt", "turn": "Hoe"}
    parts = []
    for question in codebook.questions:
        found = sensitivity[sensitivity["finding_id"] == finding_id(question.theme, question.id)]
        rows = [
            {
                "rule": RULES[row["rule"]].label,
                "number": _change(amount(row["rule"], dict(rules)[row["rule"]]), _then(row)),
                "what": _WHAT[row["what"]],
                "turn": _change(_said(row["what"], row["before"]), _said(row["what"], row["after"])),
            }
            for row in rows_of(found, SensitivityRow)
        ]
        if rows:
            caption = f"Wat kantelt bij {question.label.lower()}"
            made = card_table(pd.DataFrame(rows), caption, headers=headers, row_header="rule")
            parts.append(Fold(f"{question.label}: {count_noun(len(rows), 'keer', 'keer')}", (made,)))
    return tuple(parts) or (Text("Geen enkele bevinding kantelt.", "empty"),)


def _stable(sensitivity: pd.DataFrame, rules: Rules, idle: frozenset[str]) -> Table:
    steps: dict[str, list[str]] = {}
    for row in rows_of(sensitivity, SensitivityRow):
        if not row["finding_id"] and row["rule"] not in idle:
            steps.setdefault(row["rule"], []).append(_then(row))
    rows = [
        {"rule": RULES[name].label, "now": amount(name, dict(rules)[name]), "then": listed(values)}
        for name, values in steps.items()
    ]
    headers = {"rule": "Regel", "now": "Getal nu", "then": "Ook niet bij"}
    shown = pd.DataFrame(rows, columns=list(headers))
    empty = "Bij elke regel kantelt er iets."
    caption = "Waar niets kantelt"
    return table(shown, caption, headers=headers, numeric=["now", "then"], row_header="rule", empty=empty)


def _meanings(rules: Rules, idle: frozenset[str]) -> Table:
    rows = [
        {"rule": RULES[name].label, "meaning": RULES[name].meaning, "now": amount(name, value)}
        for name, value in rules
        if name not in idle
    ]
    headers = {"rule": "Regel", "meaning": "Wat het getal bepaalt", "now": "Getal"}
    return table(pd.DataFrame(rows), "De regels", headers=headers, numeric=["now"], row_header="rule")


def _change(before: str, after: str) -> str:
    return f"van {before} naar {after}"


def _then(row: SensitivityRow) -> str:
    return amount(row["rule"], Fraction(row["value"]))


def _said(what: str, value: str) -> str:
    """Write what a finding has in words: its direction, convergence or confidence."""
    if what == DIRECTION:
        return PICTURE[int(value)]
    return convergence_text(value) if what == CONVERGENCE else confidence.DUTCH[value]
