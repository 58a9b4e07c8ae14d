"""A sentence of the report in an edition that leaves counts of few people out."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.claims import ledger as ledgers
from pipeline.claims.backing import Sources
from pipeline.claims.checks import problems_of
from pipeline.claims.ledger import Ledger, make
from pipeline.claims.small_groups import without_small_groups
from pipeline.claims.text import parse
from pipeline.errors import ClaimsError
from pipeline.evidence.small_groups import LeftOut
from pipeline.evidence.without_counts import NO_NUMBER
from pipeline.notebook.round import RoundWork, open_round

# It reads whole rounds.
pytestmark = pytest.mark.slow

WELCOME = "E-interviews-beleving-welkom-klanten"
TYPED = f"Zes van de acht klanten die zijn gesproken, zijn positief over hoe welkom zij zijn. [@{WELCOME}]"
FILLED_IN = f'Van de klanten die zijn gesproken, zijn er {{{{ waarde("{WELCOME}:positief") }}}} positief. [@{WELCOME}]'


@pytest.fixture(scope="module")
def work() -> RoundWork:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLANKBORD_PROJECT", str(Path(__file__).parents[2]))
        opened = open_round("voorbeeld-2021", edition="public")
        assert WELCOME in opened.hidden.pieces
        return opened


def wrong(sources: Sources, text: str) -> int:
    [sentence] = [sentence for block in parse(text, "rapport.md").blocks for sentence in block.sentences]
    return len(problems_of(sentence, sources))


def test_a_number_that_was_typed_is_a_mistake_there_and_nowhere_else(sources: Sources, work: RoundWork) -> None:
    assert wrong(sources, TYPED) == 0
    assert wrong(without_small_groups(work.data, work.shown, work.hidden).sources, TYPED) > 0


def test_a_number_that_is_filled_in_is_not_shown_there(sources: Sources, work: RoundWork) -> None:
    shown = without_small_groups(work.data, work.shown, work.hidden)
    document = parse(FILLED_IN, "rapport.md")
    [sentence] = [sentence for block in document.blocks for sentence in block.sentences]
    assert wrong(shown.sources, FILLED_IN) == 0
    assert f"zijn er {NO_NUMBER} positief" in Ledger((document,), shown.sources, (), drafted=False).text(sentence)
    assert "zijn er 6 positief" in Ledger((document,), sources, (), drafted=False).text(sentence)


def report(work: RoundWork, text: str) -> Ledger:
    return replace(make(work.data, work.shown), documents=(parse(text, "rapport.md"),), drafted=False, problems=())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Twee klanten voelen zich niet welkom. [@{WELCOME}]", ["Twee"]),
        (f"Beide klanten die dat zeiden, komen vaak. [@{WELCOME}]", ["Beide"]),
        ("Twee klanten voelen zich niet welkom. [mening]", ["Twee"]),
        ("# Twee klanten voelen zich niet welkom", ["Twee"]),
        ("Laat twee klanten meedenken over de balie. [advies]", []),
        (f"Dat zeggen klanten van twee plekken. [@{WELCOME}]", []),
        ("Er zijn twee klanten gesproken. [@fase-interviews]", []),
    ],
)
def test_words_for_few_people_are_told_too_wherever_they_stand(work: RoundWork, text: str, words: list[str]) -> None:
    made = report(work, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledgers, "make", lambda *_: made)
        try:
            without_small_groups(work.data, work.shown, work.hidden)
            found = []
        except ClaimsError as error:
            found = [problem.value for problem in error.problems]
    assert found == words


def test_of_one_person_no_edition_is_made_and_it_is_told_what_to_do(work: RoundWork) -> None:
    assert make(work.data, work.shown).problems == ()
    with pytest.raises(ClaimsError) as told:
        without_small_groups(work.data, work.shown, LeftOut(exposed=frozenset({WELCOME})))
    [problem] = told.value.problems
    assert (problem.column, problem.value) == ("withheld", WELCOME)
    assert "voeg de stem samen" in problem.mend
