"""The theory of change: each step with what was found on its question, and nothing where a round has none."""

from dataclasses import replace

import pandas as pd
import pytest
from pydantic import ValidationError

from pipeline.blocks import Chain, ChainLink, Figure, Nothing, Text, plain
from pipeline.contracts.loading import RoundData
from pipeline.notebook.round import RoundWork
from pipeline.phases.against_round import _of_theory
from pipeline.phases.raw_tables import _in_round
from pipeline.telling.theory_blocks import theory_of_change
from pipeline.theory import Theory


def having(data: RoundData, theory: Theory | None) -> RoundData:
    return replace(data, round=data.round.model_copy(update={"theory": theory}))


def of(*outcomes: dict[str, str], **about: str) -> Theory:
    return Theory.model_validate({"activities": [{"text": "Klussen doen"}], "outcomes": list(outcomes), **about})


def shown(work: RoundWork, theory: Theory) -> tuple[Figure, Text]:
    figure, text = theory_of_change(having(work.data, theory), work.tables).parts
    assert isinstance(figure, Figure)
    assert isinstance(text, Text)
    return figure, text


def test_each_step_has_what_was_found_on_its_question_as_the_findings_have_it(work: RoundWork) -> None:
    [row, *_] = work.tables["findings"].to_dict("records")
    label = work.codebook.labels[row["question"]]
    figure, _ = shown(work, of({"text": "Het gaat beter", "question": row["question"]}, {"text": "Iedereen is blij"}))
    assert isinstance(figure.chart, Chain)
    doing, becoming = figure.chart.stages
    assert (doing.label, doing.links) == ("Wat er wordt gedaan", (ChainLink("Klussen doen"),))
    linked, free = becoming.links
    assert linked.direction == row["direction"]
    word = {1: "positief", 0: "gemengd", -1: "kritisch"}[row["direction"]]
    sure = {"high": "hoog", "moderate": "redelijk", "low": "laag", "very low": "zeer laag"}[row["confidence"]]
    assert linked.found == f"{label}: {word}, zekerheid {sure}"
    assert free == ChainLink("Iedereen is blij")
    assert f"Het gaat beter ({linked.found}); Iedereen is blij (niet onderzocht)." in figure.alt


def test_of_a_question_without_a_finding_nothing_was_found(work: RoundWork) -> None:
    question = work.codebook.questions[0].id
    tables = work.tables | {"findings": work.tables["findings"].iloc[:0]}
    theory = of({"text": "Het gaat beter", "question": question})
    [figure, _] = theory_of_change(having(work.data, theory), tables).parts
    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, Chain)
    [link] = figure.chart.stages[1].links
    assert (link.direction, link.found) == (None, f"{work.codebook.labels[question]}: niets gevonden")


def test_it_is_said_that_it_proves_no_cause_and_where_it_is_printed(work: RoundWork) -> None:
    step = {"text": "Het gaat beter"}
    _, text = shown(work, of(step))
    assert plain(text.line).startswith(
        "Dat wij bij een stap iets vonden, zegt niet dat de ene stap tot de andere leidt"
    )
    _, printed = shown(work, of(step, document="004", locator="p. 15"))
    assert plain(printed.line).startswith("Naar document 004, p. 15, in eigen woorden. Dat wij")


def test_a_round_without_one_has_no_picture(work: RoundWork) -> None:
    [nothing] = theory_of_change(having(work.data, None), work.tables).parts
    assert isinstance(nothing, Nothing)


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ({"activities": [{"text": "Klussen"}]}, "ten minste twee"),
        ({"inputs": [{"text": "Geld"}], "impact": [{"text": "Rust"}], "document": "004"}, "document en locator"),
        ({"inputs": [{"text": " "}], "impact": [{"text": "Rust"}]}, "text"),
    ],
)
def test_what_leads_to_nothing_or_is_half_said_is_refused(about: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Theory.model_validate(about)


def test_a_question_or_a_document_that_is_not_there_is_told_once(work: RoundWork) -> None:
    right = work.codebook.questions[0].id
    steps = [{"text": "Een", "question": right + "x"}, {"text": "Twee", "question": right + "x"}]
    data = having(work.data, of(*steps, {"text": "Drie", "question": right}, document="404", locator="p. 1"))
    [wrong] = _in_round("round.yml", data.round, data.codebook)
    assert (wrong.column, wrong.value, wrong.what) == ("theory.question", right + "x", "Deze vraag bestaat niet.")
    assert right in wrong.mend
    documents = pd.DataFrame({"document": ["004"]})
    data = replace(data, inside={**data.inside, "documents": documents})
    [gone] = _of_theory(data)
    assert (gone.column, gone.value) == ("theory.document", "404")
