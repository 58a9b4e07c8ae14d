"""Conversations crossed: who may be quoted stands by theme and group; what goes together; what nobody spoke of."""

import pandas as pd
from helpers_rounds import codebook, round_data, table

from pipeline.blocks import Fold, Nothing, Table, Text
from pipeline.contracts.loading import RoundData
from pipeline.phases.interviews import matrix_telling
from pipeline.phases.interviews.evidence import gather
from pipeline.telling.quote_table import COLUMNS, quote_table

BOOK = codebook({"q1": ["interviews"], "q2": ["interviews"]}, aspects=("a", "b"))
Said = tuple[str, str, str, int]


def round_of(*said: Said, quotable: str = "ja", people: int = 6) -> RoundData:
    """Make a round of people of two voices by turns: each is who says it (r0 ...), on what, which way."""
    names = [f"r{number}" for number in range(people)]
    consent = {"consent_quotable": quotable, "consent_recognisable": quotable}
    rows = [
        {
            **{"segment_id": f"s{number}", "interview": f"i{who}", "respondent": who, "question": question},
            **{"aspect": aspect, "direction": way, "coder": "Zus", "text": f"Zin {number} van iemand."},
        }
        for number, (who, question, aspect, way) in enumerate(said)
    ]
    voices = {name: f"v{1 + number % 2}" for number, name in enumerate(names)}
    return round_data(
        BOOK,
        {
            "respondents": table(
                "respondents", *({"respondent_id": name, "voice": voices[name], **consent} for name in names)
            ),
            "interviews": table("interviews", *({"interview_id": f"i{name}", "respondents": name} for name in names)),
            "segments": table("segments", *rows),
        },
    )


SAID: tuple[Said, ...] = (
    ("r0", "q1", "a", 1),
    ("r2", "q1", "a", 1),
    ("r4", "q1", "a", -1),
    ("r1", "q1", "a", -1),
    ("r0", "q1", "b", 1),
    ("r2", "q1", "b", 1),
    ("r4", "q1", "b", 1),
)


def test_quotes_stand_by_theme_and_group_with_dissent() -> None:
    [fold] = matrix_telling.quote_matrix(round_of(*SAID)).parts
    assert isinstance(fold, Fold)
    [matrix] = fold.below
    assert isinstance(matrix, Table)
    assert [column.header for column in matrix.columns] == ["Aspect", "Stem v1", "Stem v2"]
    assert matrix.rows == (
        ("Aspect a", "“Zin 0 van iemand.” “Zin 2 van iemand.”", "“Zin 3 van iemand.”"),
        ("Aspect b", "“Zin 4 van iemand.”", None),
    )


def test_of_whom_may_not_be_quoted_there_is_nothing() -> None:
    data = round_of(*SAID, quotable="nee")
    [block] = matrix_telling.quote_matrix(data).parts
    assert isinstance(block, Nothing)
    evidence = gather(data)
    assert quote_table(data, evidence.rows, evidence.trace).empty


def test_the_same_quotes_are_a_table_of_the_round() -> None:
    """For Excel: each quote once, with theme, question, aspect and group, and nothing of who said it."""
    data = round_of(*SAID)
    evidence = gather(data)
    found = quote_table(data, evidence.rows, evidence.trace)
    assert tuple(found.columns) == COLUMNS
    quotes = found.groupby(["aspect", "voice"])["quote"].agg(list).to_dict()
    assert quotes == {
        ("a", "v1"): ["“Zin 2 van iemand.”", "“Zin 0 van iemand.”"],
        ("a", "v2"): ["“Zin 3 van iemand.”"],
        ("b", "v1"): ["“Zin 4 van iemand.”"],
    }
    assert set(found["question"]) == {"q1"}
    assert quote_table(data, evidence.rows.iloc[:0], evidence.trace.iloc[:0]).equals(
        pd.DataFrame(columns=list(COLUMNS))
    )


def test_what_the_same_people_speak_of_is_counted_in_people() -> None:
    text, shown = matrix_telling.spoken_of_together(round_of(*SAID)).parts
    assert isinstance(text, Text)
    assert isinstance(shown, Table)
    [row] = [[str(cell) for cell in row] for row in shown.rows]
    assert row == ["Aspect a", "Aspect b", "3", "4", "3"]
    [block] = matrix_telling.spoken_of_together(round_of(*SAID[:5])).parts
    assert isinstance(block, Nothing)


def test_what_nobody_spoke_of_is_told() -> None:
    [block] = matrix_telling.not_spoken_of(round_of(SAID[0])).parts
    assert isinstance(block, Text)
    assert str(block.line) == (
        "Over de vraag «Vraag q2» zei niemand iets in de gesprekken. Over het aspect «Aspect b» sprak niemand; de rest "
        "van de vraag wel."
    )
