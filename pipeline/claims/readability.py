"""How easy the texts for readers are, paragraph by paragraph: the Flesch-Douma score against a target."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypedDict

import pandas as pd

from pipeline.claims import text
from pipeline.claims.ledger import Ledger
from pipeline.dutch import count_noun
from pipeline.records import rows_of
from pipeline.rules import USUAL, Rules, plain
from pipeline.statistics.flesch_douma import score, syllables, words


class ReadabilityRow(TypedDict):
    """A row of `readability.csv`: a paragraph and how easy it is.

    `place` is a heading or a page; `file` and `line` are empty where nobody wrote it. Of a `level` that is `TOO_SHORT`
    the `score` says nothing.
    """

    place: str
    file: str
    line: str
    text: str
    words: int
    sentences: int
    words_per_sentence: float
    syllables_per_100: float
    score: float
    level: str


COLUMNS = tuple(ReadabilityRow.__annotations__)
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
                place = ("", "") if ledger.drafted else (document.file, str(first.line))
                yield Passage(first.section, said, *place)


def of_page(place: str, running: str) -> Passage:
    """Give a paragraph of a page that klankbord writes."""
    return Passage(place, tuple(running[start:end].strip() for start, end in text.split(running)))


def table(passages: Iterable[Passage], rules: Rules = USUAL) -> pd.DataFrame:
    """Give `readability.csv`: one row a paragraph that has words."""
    rows = [row for row in (_row(passage, rules) for passage in passages) if row is not None]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(passage: Passage, rules: Rules) -> ReadabilityRow | None:
    said = " ".join(passage.sentences)
    found = words(said)
    n_words, n_sentences = len(found), len(passage.sentences)
    if not n_words:
        return None
    n_syllables = sum(map(syllables, found))
    ease = round(score(n_words, n_sentences, n_syllables), 1)
    level = TOO_SHORT if n_words < FEWEST_WORDS else ON_TARGET if ease >= rules.readability else BELOW_TARGET
    return ReadabilityRow(
        place=passage.place,
        file=passage.file,
        line=passage.line,
        text=said,
        words=n_words,
        sentences=n_sentences,
        words_per_sentence=round(n_words / n_sentences, 1),
        syllables_per_100=round(100 * n_syllables / n_words, 1),
        score=ease,
        level=level,
    )


def hardest(scored: pd.DataFrame, most: int = 8) -> list[ReadabilityRow]:
    """Give the paragraphs below the target that somebody wrote, the hardest first."""
    below = scored[(scored["level"] == BELOW_TARGET) & (scored["file"] != "")]
    return rows_of(below.sort_values(["score", "file", "line"]).head(most), ReadabilityRow)


def in_short(scored: pd.DataFrame, rules: Rules = USUAL) -> str:
    """Say in a sentence how many paragraphs reach the target."""
    long = scored[scored["level"] != TOO_SHORT]
    below = int((long["level"] == BELOW_TARGET).sum())
    measured = count_noun(len(long), "alinea", "alinea's")
    target = f"Flesch-Douma {plain(rules.readability)} of hoger"
    return f"Leesbaarheid: {below} van {measured} moeilijker dan het doel ({target})."
