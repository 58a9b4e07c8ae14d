"""How easy the texts for readers are, paragraph by paragraph: the Flesch-Douma score against a target."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from pipeline.claims import text
from pipeline.claims.ledger import Ledger
from pipeline.dutch import count_noun
from pipeline.records import Record, record, records
from pipeline.statistics.flesch_douma import score, syllables, words

COLUMNS = (
    *("place", "file", "line", "text", "words", "sentences", "words_per_sentence", "syllables_per_100", "score"),
    "level",
)
# Where "normal" begins in Douma's norms: read with about two years of school after primary school. Nobody published
# what score goes with B1; this is the level nearest to what is asked of plain texts (WCAG 2.2, 3.1.5: lower secondary).
TARGET = 60
# The score was made for samples of a hundred words; of a few words it says nothing.
FEWEST_WORDS = 20
ON_TARGET, BELOW_TARGET, TOO_SHORT = "on target", "below target", "too short"


@dataclass(frozen=True)
class Passage:
    """A paragraph for readers: its heading or page, its sentences, and its file and line when somebody wrote it."""

    place: str
    sentences: tuple[str, ...]
    file: str = ""
    line: str = ""


def of_report(ledger: Ledger) -> Iterator[Passage]:
    """Give the paragraphs of the report, with the values filled in."""
    for document in ledger.documents:
        for block in document.blocks:
            if block.sentences:
                said = tuple(ledger.text(sentence) for sentence in block.sentences)
                first = block.sentences[0]
                yield Passage(first.section, said, document.file, str(first.line))


def of_page(place: str, running: str) -> Passage:
    """Give a paragraph of a page that klankbord writes."""
    return Passage(place, tuple(running[start:end].strip() for start, end in text.split(running)))


def table(passages: Iterable[Passage]) -> pd.DataFrame:
    """Give `readability.csv`: one row a paragraph."""
    rows = [_row(passage) for passage in passages]
    return pd.DataFrame([row for row in rows if row["words"]], columns=list(COLUMNS))


def _row(passage: Passage) -> Record:
    said = " ".join(passage.sentences)
    found = words(said)
    n_words, n_sentences = len(found), len(passage.sentences)
    if not n_words:
        return record(COLUMNS, passage.place, passage.file, passage.line, said, 0, n_sentences, 0, 0, 0, TOO_SHORT)
    n_syllables = sum(map(syllables, found))
    ease = round(score(n_words, n_sentences, n_syllables), 1)
    level = TOO_SHORT if n_words < FEWEST_WORDS else ON_TARGET if ease >= TARGET else BELOW_TARGET
    return record(
        COLUMNS,
        passage.place,
        passage.file,
        passage.line,
        said,
        n_words,
        n_sentences,
        round(n_words / n_sentences, 1),
        round(100 * n_syllables / n_words, 1),
        ease,
        level,
    )


def hardest(scored: pd.DataFrame, most: int = 8) -> list[Record]:
    """Give the paragraphs below the target that somebody wrote, the hardest first."""
    below = scored[(scored["level"] == BELOW_TARGET) & (scored["file"] != "")]
    return records(below.sort_values(["score", "file", "line"]).head(most))


def in_short(scored: pd.DataFrame) -> str:
    """Say in a sentence how many paragraphs reach the target."""
    long = scored[scored["level"] != TOO_SHORT]
    below = int((long["level"] == BELOW_TARGET).sum())
    measured = count_noun(len(long), "alinea", "alinea's")
    return f"Leesbaarheid: {below} van {measured} moeilijker dan het doel (Flesch-Douma {TARGET} of hoger)."
