"""What pages say of the rules of a round: nothing, unless one is not as usual."""

from fractions import Fraction

import pytest

from pipeline.rules import RULES, USUAL, Rules
from pipeline.telling.frame import frame
from pipeline.telling.rule_words import amount, told

STRICTER = Rules.model_validate({"direction_ratio": 3})


def test_a_rule_that_is_not_as_usual_is_told_with_both_numbers() -> None:
    assert told(STRICTER) == ("In deze ronde is de regel ‘twee tegen één’ anders ingesteld: 3 in plaats van 2.")


def test_several_rules_are_told_in_one_go() -> None:
    both = Rules.model_validate({"direction_ratio": "2,5", "phase_lead": "2/3"})
    assert told(both) == (
        "In deze ronde zijn 2 regels anders ingesteld. ‘twee tegen één’: 2,5 in plaats van 2; "
        "‘voorsprong van de helft van de fasen’: 66,7% in plaats van 50%."
    )


def test_as_usual_nothing_is_told() -> None:
    assert told(USUAL) == told(Rules.model_validate({"direction_ratio": 2})) == ""
    assert frame("r", "Ronde", False, ("published",)) == frame("r", "Ronde", False, ("published",), USUAL)
    assert frame("r", "Ronde", False, (), USUAL).banner == ""


def test_the_banner_of_every_page_says_it_beside_what_else_must_be_known() -> None:
    assert frame("r", "Ronde", False, (), STRICTER).banner == told(STRICTER)
    made_up = frame("r", "Ronde", True, (), STRICTER).banner
    assert made_up == f"Deze ronde is een voorbeeld met verzonnen gegevens. {told(STRICTER)}"


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("direction_ratio", "5/2", "2,5"),
        ("marginal_share", "1/3", "33,3%"),
        ("interval", "999/1000", "99,9%"),
        ("coder_agreement", "667/1000", "0,667"),
        ("least_sources", "2", "2"),
    ],
)
def test_a_number_is_written_for_readers(name: str, value: str, shown: str) -> None:
    assert amount(name, Fraction(value)) == shown


def test_every_rule_has_its_own_name_and_a_sentence() -> None:
    assert len({rule.label for rule in RULES.values()}) == len(RULES)
    for rule in RULES.values():
        assert rule.meaning.endswith(".")
        assert rule.why.endswith(".")
