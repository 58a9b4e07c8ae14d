"""What can be remarked on in a draft: findings and sentences, their bookmarks in Word, and the name of the draft."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from pipeline.claims.ledger import Ledger
from pipeline.evidence.table import is_missing
from pipeline.records import rows_of
from pipeline.triangulation.findings import FindingRow

# In the place of what stood there: the words under it are not those of the finding.
_ABOUT = "bevinding"
_ABOUT_IT = re.compile(rf"kb_(?P<place>[0-9a-f]{{10}})_{_ABOUT}(?:_\d+)?")
# A heading on paper has a number, such as "D.4.1".
_NUMBER = re.compile(r"^(?:[A-Z]|\d+)(?:\.\d+)* ")
_BOOKMARK = re.compile(r"kb_(?P<place>[0-9a-f]{10})_(?P<text>[0-9a-f]{8})")


@dataclass(frozen=True)
class Place:
    """A finding or a sentence of the report.

    Attributes
    ----------
    id, text : str
        Its id and its text.
    finding_id : str
        The finding that it is about; empty when it is about none.
    called : str
        What headings call a finding; empty of a sentence.
    """

    id: str
    text: str
    finding_id: str
    called: str = field(default="", compare=False)

    @property
    def bookmark(self) -> str:
        """Name of its bookmark in Word: which place, and what stood there when the report was made.

        Word allows 40 characters, letters, digits and underscores.
        """
        return f"kb_{_hash(self.id, 10)}_{_hash(normalised(self.text), 8)}"

    @property
    def about_bookmark(self) -> str:
        """Name of the bookmark over other words about it, as a summary has; a number behind it tells several apart."""
        return f"kb_{_hash(self.id, 10)}_{_ABOUT}"


@dataclass(frozen=True)
class Draft:
    """Everything in a draft of the report that can be remarked on, in reading order, and what that rests on.

    `rests_on` has the findings and the evidence, a text each: nobody remarks on those by themselves. An edition
    that leaves something out is `named` as the draft that has it.
    """

    round_id: str
    places: tuple[Place, ...]
    rests_on: tuple[str, ...] = ()
    named: str = ""

    @cached_property
    def id(self) -> str:
        """Name of the draft: another text anywhere is another draft, and so is other evidence beneath the same text.

        What somebody judged is held against the text of its place, and never against this name.
        """
        said = (f"{place.id}\0{place.text}" for place in self.places)
        return self.named or _hash("\0".join((*said, *self.rests_on)), 8)

    @cached_property
    def by_id(self) -> dict[str, Place]:
        """Places by their id."""
        return {place.id: place for place in self.places}

    @property
    def findings(self) -> Iterator[Place]:
        """The findings."""
        return (place for place in self.places if place.id == place.finding_id)

    def about(self, bookmark: str) -> Place | None:
        """Find the finding that the words under a bookmark are about; None where it says no such thing."""
        match = _ABOUT_IT.fullmatch(bookmark)
        return self._by_hash.get(match["place"]) if match else None

    def called(self, heading: str) -> Place | None:
        """Find the finding that a heading is about by what it is called; None when none is, or several are."""
        words = _NUMBER.sub("", normalised(heading)).casefold()
        named = [place for place in self.findings if place.called and words == place.called.casefold()]
        return named[0] if len(named) == 1 else None

    def marked(self, bookmark: str) -> tuple[Place | None, bool]:
        """Find the place that a bookmark marks.

        Returns
        -------
        Place or None
            The place; None when this draft does not have it, or the bookmark is not one of ours.
        bool
            Whether its text is still the one that was there when the bookmark was made.
        """
        match = _BOOKMARK.fullmatch(bookmark)
        if match is None:
            return None, False
        place = self._by_hash.get(match["place"])
        return place, place is not None and _hash(normalised(place.text), 8) == match["text"]

    @cached_property
    def _by_hash(self) -> dict[str, Place]:
        return {_hash(place.id, 10): place for place in self.places}


def draft_of(round_id: str, findings: pd.DataFrame, ledger: Ledger) -> Draft:
    """List what can be remarked on.

    Parameters
    ----------
    round_id : str
        The round.
    findings : pandas.DataFrame
        As `findings.csv` has them.
    ledger : Ledger
        The report.
    """
    rows = rows_of(findings, FindingRow)
    called = ledger.sources.called
    found = [Place(row["finding_id"], row["statement"], row["finding_id"], called[row["question"]]) for row in rows]
    known = {place.id for place in found}
    said = [
        Place(name, ledger.text(sentence), _about(ledger.rests_on(sentence), known, ledger))
        for name, sentence in ledger.sentences
    ]
    findings_say = (f"{row['finding_id']}\0{row['direction']}\0{row['confidence']}" for row in rows)
    # What an edition leaves out is no evidence: the same draft has one name in each.
    evidence_says = (
        "\0".join(_as_text(value) for name, value in row.items() if name != "left_out")
        for row in ledger.sources.evidence.values()
    )
    return Draft(round_id, (*found, *said), (*findings_say, *evidence_says))


def _as_text(value: object) -> str:
    """Write a value of a table as text, the same before and after it was written to a file."""
    return "" if is_missing(value) else str(value)


def _about(names: Iterable[str], known: set[str], ledger: Ledger) -> str:
    """Name the finding that a sentence is about: the first that it rests on, itself or through its evidence."""
    of_evidence = {
        name: finding_id
        for finding_id, finding in ledger.sources.findings.items()
        for name in finding["evidence_ids"].split()
    }
    about = (of_evidence.get(name, name) for name in names)
    return next((name for name in about if name in known), "")


def normalised(text: str) -> str:
    """Give a text without what word processors change by themselves, and without the numbers of sentences in print."""
    plain = text.translate(_ALIKE)
    return " ".join(plain.split())


RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""What the number of a sentence is printed in, after it."""
_ALIKE = str.maketrans(
    dict.fromkeys(RAISED) | {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u00ad": None}
)


def _hash(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]
