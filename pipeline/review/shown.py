"""What readers see of what reviewers wrote and were answered: without their names, nor what tells who somebody is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.codebook import Codebook
from pipeline.phases.seen import Cell, Seen
from pipeline.privacy.identifiers import Identifier, Kind
from pipeline.privacy.protection import Protection
from pipeline.review.model import Answer, Remark, Reviewer
from pipeline.review.pseudonyms import hidden, pseudonyms
from pipeline.review.store import Review
from pipeline.rounds import Panel

REMARKS, ANSWERS = "remarks", "answers"
COMMENT, WHY = "comment", "why"


class Shown:
    """Texts of a review as readers may see them.

    Parameters
    ----------
    review : Review
        What was said, and by whom.
    book : Codebook
        For the names of roles.
    groups : iterable of Panel
        The panels of the round.
    shield : Protection or None
        What texts of the round may not show, beside names of reviewers.
    """

    def __init__(
        self, review: Review, book: Codebook, groups: Iterable[Panel] = (), shield: Protection | None = None
    ) -> None:
        self.people = _people(review)
        self.called = pseudonyms(self.people, book)
        self._names = hidden(self.people, self.called, book, groups)
        self._shield = shield

    def comment(self, remark: Remark) -> str:
        """Give what somebody wrote as readers may see it: people's own words, so also without what only may be a name.

        What a report printed stays as it was printed.
        """
        return remark.comment if remark.provenance == "published" else self._without(remark.comment, doubtful=True)

    def why(self, text: str) -> str:
        """Give an answer as readers may see it: it was written for them, so only without what is sure."""
        return self._without(text, doubtful=False)

    def doubtful(self, review: Review, answers: Mapping[str, Answer]) -> Iterator[tuple[str, str, str, str]]:
        """Give what is left out since it may be a reviewer's name.

        Yields
        ------
        (str, str, str, str)
            The table, the id of the remark, the column, and the words.
        """
        for each in _texts(review, answers):
            if not each.printed:
                yield from ((each.table, each.id, each.column, words) for words in self._names.doubtful(each.text))

    def seen(self, review: Review, answers: Mapping[str, Answer]) -> Iterator[Seen]:
        """List what in remarks and answers tells, or may tell, who somebody is: all but names of reviewers.

        What a report printed is shown as it was printed, and is not in it.
        """
        if self._shield is None:
            return
        for each in (each for each in _texts(review, answers) if not each.printed):
            for found in self._beside_names(each.text):
                decided = self._shield.decided(each.text, found)
                yield Seen(each.table, each.id, each.column, each.text, found, each.column == COMMENT, decided)

    def texts(self, review: Review, answers: Mapping[str, Answer]) -> Iterator[Cell]:
        """List what was written, but for what a report printed; remarks are people's own words."""
        for each in _texts(review, answers):
            if not each.printed:
                yield Cell(each.table, each.id, each.column, each.text, each.column == COMMENT)

    def shown(self, review: Review, answers: Mapping[str, Answer]) -> Iterator[tuple[str, str, str, str]]:
        """Give each text as readers may see it, with where it stands: table, id of the remark, column, text."""
        for remark in review.remarks:
            yield REMARKS, remark.id, COMMENT, self.comment(remark)
            yield REMARKS, remark.id, "seen", remark.seen
            if remark.id in answers:
                yield ANSWERS, remark.id, WHY, self.why(answers[remark.id].why)

    def _without(self, text: str, *, doubtful: bool) -> str:
        if self._shield is None:
            return self._names.without(text)
        others = [
            each for each in self._beside_names(text) if doubtful or each.certain or self._shield.decided(text, each)
        ]
        names = [Identifier(start, end, Kind.NAME, instead) for start, end, instead in self._names.found(text)]
        return self._shield.replaced(text, sorted([*names, *others], key=lambda each: each.start))

    def _beside_names(self, text: str) -> list[Identifier]:
        """Find what is no name of a reviewer: readers see those as a role and a number."""
        own = [(start, end) for start, end, _ in self._names.found(text)]
        found = self._shield.found(text) if self._shield else []
        return [each for each in found if not any(each.start < end and start < each.end for start, end in own)]


@dataclass(frozen=True)
class _Written:
    table: str
    id: str
    column: str
    text: str
    printed: bool = False


def _texts(review: Review, answers: Mapping[str, Answer]) -> Iterator[_Written]:
    for remark in review.remarks:
        yield _Written(REMARKS, remark.id, COMMENT, remark.comment, remark.provenance == "published")
        if remark.id in answers:
            yield _Written(ANSWERS, remark.id, WHY, answers[remark.id].why)


def _people(review: Review) -> dict[str, Reviewer]:
    """Give everybody who said something, also who is not in the table of reviewers."""
    others = {remark.reviewer: Reviewer(remark.reviewer, provenance=remark.provenance) for remark in review.remarks}
    return {**review.reviewers, **{name: person for name, person in others.items() if name not in review.reviewers}}
