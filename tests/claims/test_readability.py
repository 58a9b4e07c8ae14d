"""Readability of the report: every paragraph is scored where it stands, and the hardest is told first."""

from helpers_synthetic import TEXT, written

from pipeline.claims import readability
from pipeline.claims.readability import BELOW_TARGET, ON_TARGET, TOO_SHORT
from pipeline.notebook.round import RoundWork
from pipeline.records import records

EASY = "De kat zit op de mat. De hond is op straat. Het is een mooie dag. Wij gaan naar huis. Dat is fijn."
HARD = (
    "De interdepartementale beleidsverantwoordelijkheid voor de operationalisering van de participatiedoelstellingen "
    "binnen de organisatiestructuur veronderstelt een gemeenschappelijke verantwoordingssystematiek, overeenkomstig de "
    "uitvoeringsregelingen en subsidievoorwaarden van de betrokken overheidsorganisaties."
)


def test_easy_and_hard_text_fall_on_their_side_of_the_target() -> None:
    easy, hard, short = records(
        readability.table(
            [readability.of_page("a", EASY), readability.of_page("b", HARD), readability.of_page("c", "Ja.")]
        )
    )
    assert (easy["level"], hard["level"], short["level"]) == (ON_TARGET, BELOW_TARGET, TOO_SHORT)
    # Counted by hand: 6 + 5 + 5 + 4 + 3 words.
    assert (easy["words"], easy["sentences"], easy["words_per_sentence"]) == (23, 5, 4.6)


def test_every_paragraph_of_the_report_is_scored_at_its_line_and_the_hardest_comes_first(work: RoundWork) -> None:
    text = f"{TEXT}\n\n{HARD} [mening]\n\n{HARD} {EASY} [mening]\n"
    ledger = written(work, text)
    scored = readability.table(readability.of_report(ledger))
    assert len(scored) == sum(bool(block.sentences) for document in ledger.documents for block in document.blocks)
    first, second = readability.hardest(scored)[:2]
    assert (first["text"], second["text"]) == (HARD, f"{HARD} {EASY}")
    assert text.splitlines()[int(first["line"]) - 1].startswith("De interdepartementale")
    assert first["file"].endswith("report/01_bevindingen.md")
    assert readability.in_short(scored).startswith("Leesbaarheid: ")


def test_a_text_that_reaches_the_target_is_said_to() -> None:
    told = readability.in_short(readability.table([readability.of_page("a", EASY)]))
    assert told == "Leesbaarheid: 0 van 1 alinea moeilijker dan het doel (Flesch-Douma 60 of hoger)."
