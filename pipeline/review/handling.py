"""What was done with what the klankbord said: each remark with its answer, and per finding how each panel judged it.

The judgement of a panel stands beside the convergence of the evidence and is never mixed into it. Names of reviewers
stay in `raw/`: what is handed on has pseudonyms only.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypedDict

import pandas as pd

from pipeline.codebook import Codebook
from pipeline.privacy.protection import Protection
from pipeline.review.model import Answer, Handled, Judgement, Remark, RemarkKind, Way, moment
from pipeline.review.places import Draft, normalised
from pipeline.review.shown import Shown
from pipeline.review.store import Review
from pipeline.rounds import NO_GROUP, Panel


class ReviewRow(TypedDict):
    """A row of `review.csv`: a remark as readers may see it, and what was done with it.

    `reviewer` is a pseudonym; `seen` is the text at that place as the reviewer saw it and `now` as it is; `current` is
    no when a later judgement of the same reviewer replaced it. The other columns are those of `Remark`.
    """

    finding_id: str
    reviewer: str
    role: str
    judgement: str
    comment: str
    handled: str
    panel: str
    place: str
    kind: str
    seen: str
    now: str
    answer: str
    current: str
    way: str
    draft: str
    provenance: str
    document: str
    locator: str


COLUMNS = tuple(ReviewRow.__annotations__)
NO_PANEL, NO_ROLE = "Groep onbekend", "Rol onbekend"
OUTSIDE = "Buiten de groepen"
"""Who said to be in none of the panels."""


@dataclass(frozen=True)
class Answered:
    """One remark as readers may see it, with its answer.

    Attributes
    ----------
    remark : Remark
        The remark without what could name somebody: pseudonyms for names, and no name of a file.
    who : str
        A pseudonym ("Bewoners 1"); of a published remark the group's own name.
    panel, role : str
        Labels of the panel and the role.
    handled : Handled or None
        None where there is nothing to answer.
    why : str
        Why it was handled so.
    current : bool
        False when a later judgement of the same reviewer replaced it.
    now : str
        The text at that place now; empty when there is none.
    """

    remark: Remark
    who: str
    panel: str
    role: str
    handled: Handled | None
    why: str
    current: bool
    now: str

    @property
    def named(self) -> str:
        """Who said it, with the panel, where there is one that is not called the same."""
        return self.who if self.panel in {self.who, OUTSIDE} else f"{self.who} ({self.panel})"

    @property
    def published(self) -> bool:
        """Whether it is a published remark: of a group, in other words, on what a report found and not on our text."""
        return self.remark.way == Way.PUBLISHED

    @property
    def dissents(self) -> bool:
        """Whether it speaks against the finding, or sets a condition, and was not taken over."""
        asks = self.remark.judgement in {Judgement.AGREE_IF, Judgement.DISAGREE}
        return self.current and asks and self.handled is not Handled.TAKEN_OVER


@dataclass(frozen=True)
class Tally:
    """How one panel judged: how many of each judgement, over all and by role (a label each).

    Of `untold` people it is only told that they judged: then there are no counts.
    """

    panel: str
    counts: Mapping[Judgement, int]
    by_role: tuple[tuple[str, Mapping[Judgement, int]], ...]
    untold: int = 0

    @property
    def total(self) -> int:
        """How many judged."""
        return sum(self.counts.values()) + self.untold


@dataclass(frozen=True)
class PanelView:
    """What was said of one finding.

    Attributes
    ----------
    finding_id, text : str
        The finding, and its text now.
    tallies : tuple of Tally
        One for each panel of the round, also one that did not judge it (yet).
    remarks : tuple of Answered
        All remarks on it, in the order they came in.
    before : tuple of str
        Earlier texts of the finding that reviewers saw.
    dissent : tuple of Answered
        What speaks against it still.
    left_out : bool
        What each of them said of it is left out here; the tallies are not.
    unsaid : bool
        They wrote something too.
    """

    finding_id: str
    tallies: tuple[Tally, ...]
    remarks: tuple[Answered, ...]
    before: tuple[str, ...]
    text: str
    dissent: tuple[Answered, ...]
    left_out: bool = False
    unsaid: bool = False

    @property
    def spoke(self) -> bool:
        """Whether anybody said anything of it, also where that is left out here."""
        return bool(self.remarks) or self.left_out

    @property
    def reviewed(self) -> tuple[Answered, ...]:
        """Remarks on the finding itself."""
        return tuple(each for each in self.remarks if not each.published)

    @property
    def published(self) -> tuple[Answered, ...]:
        """Published remarks: on what a report found; they judge no text of ours, so they are not counted with it."""
        return tuple(each for each in self.remarks if each.published)


@dataclass(frozen=True)
class Panels:
    """What was said of a round: by finding, and of no finding in particular (`elsewhere`)."""

    findings: tuple[PanelView, ...]
    elsewhere: tuple[Answered, ...]

    def of(self, finding_id: str) -> PanelView:
        """Give what was said of a finding."""
        return next(view for view in self.findings if view.finding_id == finding_id)

    @property
    def remarks(self) -> tuple[Answered, ...]:
        """All remarks, by finding, and then those on none."""
        return (*(remark for view in self.findings for remark in view.remarks), *self.elsewhere)

    @property
    def spoke(self) -> bool:
        """Whether anybody said anything, also where that is left out here."""
        return bool(self.elsewhere) or any(view.spoke for view in self.findings)

    @property
    def unsaid(self) -> bool:
        """Whether people wrote something that is left out here."""
        return any(view.unsaid for view in self.findings)

    @property
    def counted(self) -> "Panels":
        """The same as counts: without what people wrote themselves; what a report printed of a group stays."""
        views = tuple(
            replace(
                view,
                remarks=view.published,
                before=(),
                dissent=tuple(each for each in view.dissent if each.published),
                left_out=bool(view.reviewed),
                unsaid=any(each.remark.comment for each in view.reviewed),
            )
            for view in self.findings
        )
        return Panels(views, tuple(each for each in self.elsewhere if each.published))

    def table(self) -> pd.DataFrame:
        """Give `review.csv`: one row a remark."""
        return pd.DataFrame([_row(each) for each in self.remarks], columns=list(COLUMNS))


def panels(
    review: Review,
    answers: Mapping[str, Answer],
    draft: Draft,
    book: Codebook,
    groups: Iterable[Panel],
    shield: Protection | None = None,
) -> Panels:
    """Put remarks, answers and the text as it is now together.

    Parameters
    ----------
    review : Review
        What was said.
    answers : mapping of str to Answer
        Answers by the id of the remark.
    draft : Draft
        The report as it is now.
    book : Codebook
        For the names of roles.
    groups : iterable of Panel
        The panels of the round.
    shield : Protection or None
        What texts of the round may not show, beside names of reviewers.
    """
    groups = tuple(groups)
    labels = {NO_GROUP.id: OUTSIDE} | {group.id: group.label for group in groups}
    reviewing = [group.label for group in groups if group.reviews]
    shown = Shown(review, book, groups, shield)
    people, names = shown.people, shown.called
    replaced = _replaced(review.remarks)
    by_finding: dict[str, list[Answered]] = defaultdict(list)
    for remark in review.remarks:
        person = people[remark.reviewer]
        current = remark.id not in replaced
        answer = answers.get(remark.id, Answer(Handled.OPEN) if wants_answer(remark, current) else None)
        here = draft.by_id.get(remark.place)
        known = remark.finding_id if remark.finding_id in draft.by_id else ""
        by_finding[known].append(
            Answered(
                _without_names(remark, names[remark.reviewer], shown.comment(remark)),
                names[remark.reviewer],
                labels.get(person.panel, NO_PANEL),
                book.labels.get(person.role, NO_ROLE),
                answer.handled if answer else None,
                shown.why(answer.why) if answer else "",
                current,
                here.text if here else "",
            )
        )
    roles = [voice.label for voice in book.voices]
    views = tuple(
        _view(place.id, place.text, tuple(by_finding[place.id]), reviewing, roles) for place in draft.findings
    )
    return Panels(views, tuple(by_finding[""]))


def wants_answer(remark: Remark, current: bool) -> bool:
    """Tell whether a remark asks for an answer: it has words, or it is a judgement that asks for a change."""
    asks = current and remark.judgement in {Judgement.AGREE_IF, Judgement.DISAGREE}
    return bool(remark.comment) or remark.kind != RemarkKind.JUDGEMENT or asks


def wanting(review: Review) -> list[Remark]:
    """List the remarks that ask for an answer, in the order they came in."""
    replaced = _replaced(review.remarks)
    return [remark for remark in review.remarks if wants_answer(remark, remark.id not in replaced)]


def _replaced(remarks: Iterable[Remark]) -> set[str]:
    """Name the judgements that the same reviewer replaced later; at unknown times, the last one to come in counts."""
    judged: dict[tuple[str, str], list[Remark]] = defaultdict(list)
    for remark in remarks:
        if remark.kind == RemarkKind.JUDGEMENT and remark.judgement and remark.finding_id:
            judged[remark.reviewer, remark.finding_id].append(remark)
    in_order = (sorted(group, key=lambda remark: moment(remark.said_at)) for group in judged.values())
    return {remark.id for group in in_order for remark in group[:-1]}


def _without_names(remark: Remark, called: str, comment: str) -> Remark:
    return replace(remark, reviewer=called, comment=comment, source="", remark="", remark_id=remark.id)


def _view(finding_id: str, text: str, remarks: tuple[Answered, ...], labels: list[str], roles: list[str]) -> PanelView:
    reviewed = [each for each in remarks if not each.published]
    counted = [each for each in reviewed if each.current and each.remark.judgement]
    others = dict.fromkeys(each.panel for each in counted if each.panel not in labels)
    tallies = tuple(
        _tally(label, [each for each in counted if each.panel == label], [*roles, NO_ROLE])
        for label in [*labels, *others]
    )
    seen = [each.remark.seen for each in reviewed if each.remark.place == finding_id and each.remark.seen]
    before = tuple(dict.fromkeys(old for old in seen if normalised(old) != normalised(text)))
    return PanelView(finding_id, tallies, remarks, before, text, tuple(each for each in reviewed if each.dissents))


def _tally(label: str, judged: list[Answered], roles: list[str]) -> Tally:
    by_role = [(role, [each for each in judged if each.role == role]) for role in roles]
    return Tally(label, _counts(judged), tuple((role, _counts(some)) for role, some in by_role if some))


def _counts(judged: list[Answered]) -> Mapping[Judgement, int]:
    counts = Counter(each.remark.judgement for each in judged)
    return {judgement: counts[judgement] for judgement in Judgement}


def _row(answered: Answered) -> ReviewRow:
    remark = answered.remark
    return ReviewRow(
        finding_id=remark.finding_id,
        reviewer=answered.who,
        role=answered.role,
        judgement=remark.judgement,
        comment=remark.comment,
        handled=answered.handled.value if answered.handled else "",
        panel=answered.panel,
        place=remark.place,
        kind=remark.kind,
        seen=remark.seen,
        now=answered.now,
        answer=answered.why,
        current="yes" if answered.current else "no",
        way=remark.way,
        draft=remark.draft,
        provenance=remark.provenance,
        document=remark.document,
        locator=remark.locator,
    )
