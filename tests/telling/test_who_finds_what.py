"""Who finds what, in words: weighed as a finding is, without counts, and of nobody more than was heard."""

import re
from typing import Any

import pandas as pd
import pytest
from helpers_rounds import codebook, evidence_frame, round_data

from pipeline.codebook import Voice
from pipeline.contracts.loading import RoundData
from pipeline.evidence.group_table import Apart
from pipeline.rounds import Withheld
from pipeline.telling.who_finds_what import Everybody, who_finds_what

PHASES = ["desk_research", "interviews", "mystery_guests", "surveys"]
VOICES = [
    Voice(id="v1", label="Bewoners", definition=""),
    Voice(id="v2", label="Klanten en gebruikers", short="klanten", definition=""),
    Voice(id="v3", label="Gemeente", short="de gemeente", definition=""),
    Voice(id="v4", label="Staf en bestuur", definition=""),
    Voice(id="v5", label="Documenten", definition="", person=False),
]
BOOK = codebook({"q1": PHASES, "q2": PHASES}).model_copy(update={"voices": VOICES})
NOBODY = evidence_frame([])


def data(withheld: tuple[Withheld, ...] = ()) -> RoundData:
    made = round_data(BOOK, {})
    round_ = made.round.model_copy(update={"withheld": withheld})
    return RoundData(made.project, made.round_id, round_, BOOK, made.contracts, made.tables)


def said(*rows: dict[str, Any], undecided: pd.DataFrame = NOBODY, apart: tuple[Apart, ...] = (), **about: Any) -> str:
    everybody = Everybody(data(**about), evidence_frame(rows), undecided)
    return who_finds_what(BOOK.question_by_id["q1"], everybody, apart)


def of(voice: str, *ways: int, **about: Any) -> list[dict[str, Any]]:
    return [{"voice": voice, "aspect": f"a{at}", "direction": way} | about for at, way in enumerate(ways)]


def test_each_group_is_said_once_the_positive_first_and_those_alike_together() -> None:
    rows = [*of("v1", -1, -1), *of("v2", 1), *of("v3", 1, -1), *of("v4", 1, 1)]
    assert said(*rows) == (
        "Van wie wij hoorden, zijn klanten, en staf en bestuur positief. De gemeente is verdeeld. "
        "Bewoners zijn kritisch."
    )


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        (of("v1", 1, 1, -1), "vooral positief"),
        (of("v1", -1, -1, 0), "vooral kritisch"),
        (of("v1", 0), "niet duidelijk positief of kritisch"),
        (of("v1", 1, n=5, n_total=8, n_against=1), "vooral positief"),
        (of("v1", 0, n=4, n_total=8, n_against=4), "verdeeld"),
        (of("v1", 1, n=5, n_total=8, n_against=0), "positief"),
    ],
)
def test_a_group_is_mostly_so_where_some_of_it_points_otherwise(rows: list[dict[str, Any]], word: str) -> None:
    assert said(*rows) == f"Van wie wij hoorden, zijn bewoners {word}."


def test_a_group_in_several_phases_is_weighed_over_phases_as_a_finding_is() -> None:
    """One phase with much to say does not outweigh another: each counts once."""
    talked, asked = of("v1", 1, 1, 1, 1, 1, 1), of("v1", -1, phase="surveys")
    assert said(*talked, *asked) == "Van wie wij hoorden, zijn bewoners verdeeld."


def test_documents_and_visits_are_no_people() -> None:
    papers, visits = of("v5", -1, phase="desk_research"), of("v2", 1, phase="mystery_guests")
    assert said(*papers, *visits) == (
        "Volgens de onderzoeksbezoeken is het beeld positief. Volgens de documenten is het beeld kritisch. "
        "Mensen komen hier niet aan het woord."
    )
    assert "niet aan het woord" not in said(*papers, *of("v1", 1))


def test_who_spoke_elsewhere_and_not_here_is_told_but_not_where_answers_are_withheld() -> None:
    rows = [*of("v1", 1), *of("v2", 1, question="q2"), *of("v5", 1, question="q2", phase="desk_research")]
    assert said(*rows).endswith("Van klanten hoorden wij hier niets.")
    kept = Withheld(phase="surveys", question="q1", reason="Te weinig mensen.")
    assert "niets" not in said(*rows, withheld=(kept,))


def test_who_was_asked_and_points_no_way_is_not_said_to_be_silent() -> None:
    unclear = evidence_frame(of("v3", 0) + of("v2", 0, question="q2"))
    text = said(*of("v1", 1), undecided=unclear)
    assert "Wat de gemeente hiervan vindt, is niet te zeggen. Van klanten hoorden wij hier niets." in text


def test_one_person_is_no_group() -> None:
    one = {"counted": "personen", "n": 1, "n_total": 1}
    assert said(*of("v3", 1, 1, **one)) == "Van wie wij hoorden, is één mens van de gemeente positief."
    both = said(*of("v1", 1), *of("v3", -1, **one))
    assert both.endswith("Eén mens van de gemeente is kritisch.")
    assert "één" not in said(*of("v3", 1, **one), *of("v3", 1, phase="surveys", **one)), "may be two"


def test_of_a_report_it_is_said_of_who_we_read_of() -> None:
    published = {"provenance": "published"}
    text = said(*of("v1", 1, **published), *of("v2", 1, question="q2", **published))
    assert text == "Van wie wij lazen, zijn bewoners positief. Van klanten lezen wij hier niets."


def test_who_stands_otherwise_by_what_they_have_in_common_is_named_and_not_as_sure_as_a_test() -> None:
    young = Apart("jong", "leeftijd jong", differs=True, sentence="6 van de 30")
    south = Apart("Zuid", "Zuid", differs=False, sentence="1 van de 4")
    text = said(*of("v1", 1), apart=(young, south))
    assert text.endswith("Anders is het bij leeftijd jong. Misschien is het ook anders bij Zuid.")
    assert said(*of("v1", 1), apart=(south,)).endswith("Misschien is het anders bij Zuid.")


def test_there_are_no_numbers_in_it() -> None:
    rows = [*of("v1", 1, n=14, n_total=15, counted="personen"), *of("v2", -1, n=3, n_total=3, counted="personen")]
    assert not re.search(r"\d|punt", said(*rows))


def test_groups_without_a_plural_are_called_groups() -> None:
    voices = [
        Voice(id="v1", label="taalmaatje", definition=""),
        Voice(id="v2", label="Partner (school)", definition=""),
        Voice(id="v3", label="Gemeente", short="de gemeente", definition=""),
    ]
    book = BOOK.model_copy(update={"voices": voices})
    rows = [{"phase": "interviews", "question": "q1", "voice": voice, "direction": 1} for voice in ("v1", "v2", "v3")]
    for some, said in (
        (rows[:1], "Van wie wij hoorden, is de groep «Taalmaatje» positief."),
        (rows[:2], "Van wie wij hoorden, zijn de groepen «Taalmaatje» en «Partner (school)» positief."),
        (rows[1:], "Van wie wij hoorden, zijn de groep «Partner (school)» en de gemeente positief."),
    ):
        heard = Everybody(round_data(book, {}), evidence_frame(some), NOBODY)
        assert who_finds_what(book.question_by_id["q1"], heard).startswith(said)
