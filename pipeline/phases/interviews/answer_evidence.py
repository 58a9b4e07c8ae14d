"""The evidence of closed questions inside conversations: a question, for each voice, counted in people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import weakest as weakest_selection
from pipeline.contracts.table import PERSONS
from pipeline.dutch import listed, number
from pipeline.evidence.opinions import Opinions, opinions
from pipeline.evidence.people import Person, people
from pipeline.evidence.positions import Positions, Topic, known_of, of_each
from pipeline.evidence.table import COUNTS, SAYS, Piece, weakest
from pipeline.phases.interviews.answer_tables import AnswerRow, same
from pipeline.phases.interviews.declaration import PHASE
from pipeline.records import rows_of


@dataclass(frozen=True)
class Asked:
    """What people of one voice answered to one closed question.

    Attributes
    ----------
    item, question, aspect, voice : str
        What was asked, what it bears on, and whose voice it is.
    number : int
        The place of the question among those that were asked, from 1.
    given : tuple of (Person, AnswerRow)
        Everybody of this voice who was asked, with their answer.
    selection : str
        How they came in: as the weakest of their interviews.
    """

    item: str
    question: str
    aspect: str
    voice: str
    number: int
    given: tuple[tuple[Person, AnswerRow], ...]
    selection: str

    @property
    def counts(self) -> dict[str, int]:
        """How many gave each answer, the most frequent first."""
        found: dict[str, list[str]] = {}
        for _, row in self.given:
            if row["value"]:
                found.setdefault(same(row["value"]), []).append(row["value"])
        return {texts[0]: len(texts) for texts in sorted(found.values(), key=len, reverse=True)}

    @property
    def opinions(self) -> Opinions:
        """How many stand on which side, out of all who were asked; an answer that points no way is neither."""
        return opinions([side for _, row in self.given if (side := _side(row)) is not None], len(self.given))

    @property
    def points(self) -> bool:
        """Whether any of its answers means something: else it is a fact of who was asked, and no evidence."""
        return bool(self.aspect) and any(_side(row) for _, row in self.given)


def _side(row: AnswerRow) -> int | None:
    """Give the side of an answer; None where nobody answered."""
    if not row["value"]:
        return None
    return row["direction"] if isinstance(row["direction"], int) else 0


def asked(data: RoundData) -> list[Asked]:
    """Give each closed question for each voice that was asked it, in the order in which they first stand there."""
    known = people(data)
    selections = {row["interview_id"]: row["selection"] for row in data.whole("interviews").to_dict("records")}
    rows = rows_of(data.whole("interview_answers"), AnswerRow)
    items = list(dict.fromkeys(same(row["item"]) for row in rows))
    found: dict[tuple[int, str], list[tuple[Person, AnswerRow]]] = {}
    for row in rows:
        person = known[row["respondent"]]
        found.setdefault((items.index(same(row["item"])), person.voice), []).append((person, row))
    return [
        Asked(
            own[0][1]["item"],
            own[0][1]["question"],
            own[0][1]["aspect"],
            voice,
            at + 1,
            tuple(own),
            weakest_selection(selections[row["interview"]] for _, row in own),
        )
        for (at, voice), own in sorted(found.items(), key=lambda each: (each[0][0], each[0][1]))
    ]


def positions(data: RoundData) -> Iterator[Positions]:
    """Give where everybody stands who was asked a closed question of which answers mean something."""
    by_item: dict[int, list[Asked]] = {}
    for each in asked(data):
        by_item.setdefault(each.number, []).append(each)
    for own in by_item.values():
        if not any(each.points for each in own):
            continue
        given = [pair for each in own for pair in each.given]
        topic = Topic(
            phase=PHASE.id,
            question=own[0].question,
            aspect=own[0].aspect,
            item=suffix(own[0]),
            label=own[0].item,
            what="het antwoord op",
            good=("antwoordt gunstig", "antwoorden gunstig"),
            counted=PERSONS,
            selection=weakest_selection(each.selection for each in own),
            talk=True,  # nothing is tested of conversations
        )
        yield of_each(topic, known_of(data, [person for person, _ in given]), [_side(row) for _, row in given])


def undecided(data: RoundData) -> Iterator[Piece]:
    """Give the closed questions that point no way that can be told."""
    for each in asked(data):
        if each.points and each.opinions.direction(each.selection, data.round.rules) is None:
            yield _piece(data, each, 0)


def pieces(data: RoundData) -> Iterator[Piece]:
    """Give a piece for each closed question with an aspect and each voice, where its answers point a way."""
    for each in asked(data):
        direction = each.opinions.direction(each.selection, data.round.rules) if each.points else None
        if direction is not None:
            yield _piece(data, each, direction)


def suffix(each: Asked) -> str:
    """Give how the id of its evidence ends."""
    return f"vraag{each.number}"


def statement(each: Asked, voice: str) -> str:
    """Say how many of those who were asked gave which answer."""
    total = len(each.given)
    if total == 1:
        (text,) = each.counts or ("niets",)
        return f"«{each.item}»: de ene mens aan wie dit is gevraagd ({voice.lower()}), antwoordde «{text}»."
    said = [f"{number(count)} «{text}»" for text, count in each.counts.items()]
    silent = total - sum(each.counts.values())
    more = f"; {number(silent)} gaf{'' if silent == 1 else 'en'} geen antwoord" if silent else ""
    return f"«{each.item}»: van de {number(total)} mensen ({voice.lower()}) antwoordden er {listed(said)}{more}."


def _piece(data: RoundData, each: Asked, direction: int) -> Piece:
    people_ = list(dict.fromkeys(person for person, _ in each.given))
    return Piece(
        question=each.question,
        aspect=each.aspect,
        voice=each.voice,
        direction=direction,
        statement=statement(each, data.codebook.labels[each.voice]),
        provenance=weakest(row["provenance"] for _, row in each.given),
        rests_on=tuple(_steps(each.given, people_)),
        count=each.opinions.counted(direction),
        suffix=suffix(each),
        selection=each.selection,
        computed=True,
        values=each.opinions.values,
    )


def _steps(given: Sequence[tuple[Person, AnswerRow]], people_: Sequence[Person]) -> Iterator[tuple[str, str, str]]:
    for _, row in given:
        yield "interview_answers", row["answer_id"], SAYS if row["value"] else COUNTS
    for name in dict.fromkeys(row["interview"] for _, row in given):
        yield "interviews", name, COUNTS
    for person in people_:
        yield from (("respondents", name, COUNTS) for name in person.names)
