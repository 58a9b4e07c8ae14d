"""The sentence of a finding: as somebody wrote it, or a neutral one where nobody did or the evidence turned since."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from pipeline.codebook import Question
from pipeline.contracts.rows import SentenceRow
from pipeline.dutch import PICTURE
from pipeline.records import rows_of

FINDING, THEME, ROUND = "finding", "theme", "round"


class Wording(StrEnum):
    """Where the sentence of a finding comes from."""

    WRITTEN = "written"
    OUTDATED = "outdated"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Stated:
    """The sentence of a finding.

    Attributes
    ----------
    sentence, short : str
        What was found, and the same in at most six words.
    wording : Wording
        Somebody's words, or a neutral sentence and why.
    kind : str
        Who wrote it, as `sentences.csv` has it: a researcher or an automatic reading; empty of a neutral sentence.
    """

    sentence: str
    short: str
    wording: Wording
    kind: str = ""


class Sentences:
    """What was written of findings.

    Parameters
    ----------
    table : pandas.DataFrame
        The raw table `sentences`.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self._of = {row["about"]: row for row in rows_of(table, SentenceRow) if row["subject"] == FINDING}

    def of_finding(self, question: Question, direction: int, confidence: str) -> Stated:
        """Give the sentence of a finding: the written one as long as its direction is the one its writer saw.

        Parameters
        ----------
        question : Question
            What was asked.
        direction : int
            1 positive, 0 mixed, -1 critical.
        confidence : str
            Its level; low confidence shows in the verb of a neutral sentence.
        """
        row = self._of.get(question.id)
        if row is not None and int(row["direction"]) == direction:
            return Stated(row["sentence"], row["short"], Wording.WRITTEN, row["kind"] or "researcher")
        verb = "lijkt" if confidence == "low" else "is"
        short = "het beeld is niet duidelijk" if confidence == "very low" else f"het beeld {verb} {PICTURE[direction]}"
        return Stated(f"{question.label}: {short}.", short, Wording.NEUTRAL if row is None else Wording.OUTDATED)
