"""The rules of a round in Dutch: what each number is, and which are not as usual."""

from fractions import Fraction

from pipeline.dutch import number, percents
from pipeline.rules import RULES, Rules


def amount(name: str, value: Fraction) -> str:
    """Write the number of a rule for readers: a share as a percentage, with a decimal comma."""
    return percents(value) if RULES[name].share else number(float(value))


def told(rules: Rules) -> str:
    """Say in a sentence which rules are not as usual; empty when all are."""
    parts = [
        (f"‘{RULES[name].label}’", f"{amount(name, value)} in plaats van {amount(name, usual)}")
        for name, (value, usual) in rules.different.items()
    ]
    if len(parts) == 1:
        [(label, numbers)] = parts
        return f"In deze ronde is de regel {label} anders ingesteld: {numbers}."
    named = "; ".join(f"{label}: {numbers}" for label, numbers in parts)
    return f"In deze ronde zijn {len(parts)} regels anders ingesteld. {named}." if parts else ""
