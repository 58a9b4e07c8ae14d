"""Which judgements are about other evidence than there is now, said in one sentence; nothing where all hold."""

import pandas as pd
import pytest
from helpers_rounds import codebook, table

from pipeline.telling.outdated import JUDGED, outdated
from pipeline.triangulation.findings import FindingRow

BOOK = codebook({"q1": ["interviews"], "q2": ["interviews"]})
NONE = table("sentences")


def tables(**origins: list[tuple[str, str]]) -> dict[str, pd.DataFrame]:
    made = {name: pd.DataFrame(origins.get(name, []), columns=["question", column]) for name, column in JUDGED.items()}
    rest = dict.fromkeys(FindingRow.__annotations__.keys() - made["findings"].columns, "")
    about = made["findings"]["question"]
    made["findings"] = made["findings"].assign(**rest | {"wording": "written", "finding_id": "F-q-" + about})
    made["findings"]["direction"] = 1
    return made


def test_where_every_judgement_holds_nothing_is_said() -> None:
    assert outdated(tables(convergence=[("q1", "confirmed"), ("q2", "suggested")]), BOOK, NONE) == ""


def test_each_judgement_that_does_not_hold_is_counted_and_each_question_named_once() -> None:
    said = outdated(
        tables(convergence=[("q1", "outdated"), ("q2", "confirmed")], findings=[("q1", "outdated")]), BOOK, NONE
    )
    label = BOOK.labels["q1"]
    assert said.startswith(f"2 oordelen zijn gegeven op ander bewijs dan er nu is, en niet gebruikt: over {label}.")
    assert BOOK.labels["q2"] not in said


def test_a_sentence_of_a_finding_that_turned_is_told_with_where_to_mend_it() -> None:
    made = tables(findings=[("q1", "confirmed"), ("q2", "confirmed")])
    made["findings"]["wording"] = ["outdated", "written"]
    said = outdated(made, BOOK, NONE)
    assert said.startswith("1 zin hoort bij een ander beeld dan het bewijs nu geeft")
    assert BOOK.labels["q1"] in said
    assert BOOK.labels["q2"] not in said
    assert "sentences.csv" in said


@pytest.mark.parametrize(
    ("subject", "direction", "named", "falls"),
    [
        ("round", 1, "F-q-q1", False),
        ("round", -1, "F-q-q1", True),
        ("round", 1, "F-q-q2", True),  # nothing was found on it any more
        ("theme", -1, "F-q-q1", False),
        ("theme", 1, "F-q-q2", True),
    ],
)
def test_a_sentence_of_a_theme_or_the_round_whose_findings_turned_is_told(
    subject: str, direction: int, named: str, falls: bool
) -> None:
    row = {"subject": subject, "about": "", "direction": direction, "sentence": f"Het gaat goed. [@{named}]"}
    said = outdated(tables(findings=[("q1", "confirmed")]), BOOK, table("sentences", row))
    assert ("r1 van sentences.csv staat niet op de pagina's" in said) is falls
