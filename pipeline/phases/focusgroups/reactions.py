"""What people in focus groups found of an aspect, with those who said nothing of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import weakest as weakest_selection
from pipeline.evidence.opinions import Opinions, opinions, own_direction
from pipeline.evidence.people import Person, people
from pipeline.phases.focusgroups.reaction_tables import EXAMPLES, ReactionRow, SessionRow, points
from pipeline.records import rows_of


@dataclass(frozen=True)
class Found:
    """How one voice reacted on one aspect, over the sessions in which it was put to people of that voice.

    Attributes
    ----------
    question, aspect, voice : str
        What it is about, and whose voice it is.
    reactions : tuple of ReactionRow
        Reactions of this voice, also of who did not react.
    beside : tuple of ReactionRow
        Reactions of other voices on it in the same sessions.
    sessions : tuple of SessionRow
        The sessions in which it was put.
    people : tuple of Person
        The people of this voice in those, as far as they are named.
    opinions : Opinions
        How many of those present of this voice find what.
    spoke, present : int
        How many reacted and were present in those sessions, of every voice.
    uncounted : bool
        A reaction of a session as a whole does not say of how many people it is.
    """

    question: str
    aspect: str
    voice: str
    reactions: tuple[ReactionRow, ...]
    beside: tuple[ReactionRow, ...]
    sessions: tuple[SessionRow, ...]
    people: tuple[Person, ...]
    opinions: Opinions
    spoke: int
    present: int
    uncounted: bool

    @property
    def selection(self) -> str:
        """How they came in: as the weakest of the sessions."""
        return weakest_selection(session["selection"] for session in self.sessions)

    @property
    def half_spoke(self) -> bool:
        """Whether half of those present spoke, of this voice and of everybody: a few are no group."""
        own = 2 * self.opinions.spoke >= self.opinions.out_of
        return own and 2 * self.spoke >= self.present and not self.uncounted


@dataclass(frozen=True)
class InSession:
    """How one session reacted on one aspect, whatever the voices in it.

    Attributes
    ----------
    session : SessionRow
        The session.
    opinions : Opinions
        How many of those present find what.
    examples : int
        How many gave an example or a statement of weight (SE or SD), and did not only agree or disagree.
    uncounted : bool
        A reaction of the session as a whole does not say of how many people it is.
    """

    session: SessionRow
    opinions: Opinions
    examples: int
    uncounted: bool

    @property
    def half_spoke(self) -> bool:
        """Whether half of those present spoke."""
        return 2 * self.opinions.spoke >= self.opinions.out_of and not self.uncounted


class Reactions:
    """All reactions of a round, with who was present."""

    def __init__(self, data: RoundData) -> None:
        self._codebook = data.codebook
        self._people = people(data)
        self._sessions = {row["session_id"]: row for row in sessions(data)}
        self._rows = rows_of(data.whole("focusgroup_reactions"), ReactionRow)

    def voice(self, row: ReactionRow) -> str:
        """Say whose voice a reaction is."""
        return self._people[row["respondent"]].voice if row["respondent"] else self._sessions[row["session"]]["voice"]

    def found(self) -> list[Found]:
        """Give how each voice reacted on each aspect, in the order of the codebook."""
        cells = {(row["question"], row["aspect"], self.voice(row)) for row in self._rows}
        pairs, voices = self._codebook.aspect_labels, self._codebook.voices
        order = [(*pair, voice.id) for pair in pairs for voice in voices]
        return [self._found(*cell) for cell in order if cell in cells]

    def topics(self) -> list[tuple[str, str]]:
        """Give the questions and aspects that something was put on, in the order of the codebook."""
        there = {(row["question"], row["aspect"]) for row in self._rows}
        return [pair for pair in self._codebook.aspect_labels if pair in there]

    def by_session(self, question: str, aspect: str) -> list[InSession]:
        """Give how each session reacted on an aspect that was put there, in the order of the sessions."""
        found = []
        for session in self._sessions.values():
            rows = [
                row
                for row in self._rows
                if (row["session"], row["question"], row["aspect"]) == (session["session_id"], question, aspect)
            ]
            if rows:
                examples = [row for row in rows if row["reaction"] in EXAMPLES]
                own = self._directions(rows)
                there = opinions(own, max(len(own), int(session["persons"])))
                uncounted = any(not row["respondent"] and _missing(row) for row in rows)
                found.append(InSession(session, there, len(self._directions(examples)), uncounted))
        return found

    def against_most(self, question: str, aspect: str) -> frozenset[str]:
        """Give the reactions on an aspect of who are on the side of the fewest; none where there is no such side."""
        rows = [row for row in self._rows if (row["question"], row["aspect"]) == (question, aspect)]
        found = self._directions(rows)
        positive, critical = found.count(1), found.count(-1)
        if not positive or not critical or positive == critical:
            return frozenset()
        few = 1 if positive < critical else -1
        return frozenset(row["reaction_id"] for row in rows if points(int(row["put"]), row["reaction"]) == few)

    def sides(self, question: str, aspect: str) -> Opinions:
        """Give how many people of all sessions find what of an aspect, everybody once."""
        own = self._directions([row for row in self._rows if (row["question"], row["aspect"]) == (question, aspect)])
        return opinions(own, len(own))

    def on(self, question: str, aspect: str) -> list[tuple[Person | None, SessionRow, int | None]]:
        """Give who was asked of an aspect, where, and which way they react: each named person once, others one by one.

        No direction is no reaction.
        """
        rows = [row for row in self._rows if (row["question"], row["aspect"]) == (question, aspect)]
        named: dict[Person, list[ReactionRow]] = {}
        found: list[tuple[Person | None, SessionRow, int | None]] = []
        for row in rows:
            if row["respondent"]:
                named.setdefault(self._people[row["respondent"]], []).append(row)
            elif not _missing(row):
                way = points(int(row["put"]), row["reaction"])
                found += [(None, self._sessions[row["session"]], way)] * int(row["n"])
        for person, own in named.items():
            ways = [way for row in own if (way := points(int(row["put"]), row["reaction"])) is not None]
            found.append((person, self._sessions[own[0]["session"]], own_direction(ways) if ways else None))
        return found

    def _found(self, question: str, aspect: str, voice: str) -> Found:
        on_aspect = [row for row in self._rows if (row["question"], row["aspect"]) == (question, aspect)]
        own = [row for row in on_aspect if self.voice(row) == voice]
        there = [self._sessions[name] for name in dict.fromkeys(row["session"] for row in own)]
        names = {session["session_id"] for session in there}
        with_all = [row for row in on_aspect if row["session"] in names]
        present = {session["session_id"]: self._present(session, voice) for session in there}
        own_directions = self._directions(own)
        named = dict.fromkeys(person for people in present.values() for person in people[1])
        return Found(
            question,
            aspect,
            voice,
            tuple(own),
            tuple(row for row in with_all if row not in own),
            tuple(there),
            tuple(named),
            # Somebody in two sessions is one person.
            opinions(own_directions, max(len(own_directions), _together(present.values(), named))),
            len(self._directions(with_all)),
            sum(int(session["persons"]) for session in there),
            any(not row["respondent"] and _missing(row) for row in own),
        )

    def _directions(self, rows: Sequence[ReactionRow]) -> list[int]:
        """Give a direction for each person who reacted; of reactions without a name as many as they say."""
        of_people: dict[str, list[int]] = {}
        unnamed: list[int] = []
        for row in rows:
            direction = points(int(row["put"]), row["reaction"])
            if direction is None:
                continue
            if row["respondent"]:
                of_people.setdefault(self._people[row["respondent"]].id, []).append(direction)
            elif not _missing(row):
                unnamed += [direction] * int(row["n"])
        return [*map(own_direction, of_people.values()), *unnamed]

    def _present(self, session: SessionRow, voice: str) -> tuple[int, list[Person]]:
        """Count who was present of a voice, and give those who are named.

        That is everybody in a group of this voice, without others who are named; of a mixed group those who are named.
        """
        here = [row for row in self._rows if row["session"] == session["session_id"]]
        named = list(dict.fromkeys(self._people[row["respondent"]] for row in here if row["respondent"]))
        own = [person for person in named if person.voice == voice]
        others = len(named) - len(own)
        whole = session["voice"] == voice or not (session["voice"] or others)
        return (int(session["persons"]) - others if whole else len(own)), own


def sessions(data: RoundData) -> list[SessionRow]:
    """Give the sessions in the order of the raw table."""
    return rows_of(data.whole("focusgroup_sessions"), SessionRow)


def _together(present: Iterable[tuple[int, list[Person]]], named: Iterable[Person]) -> int:
    """Add up who was present over sessions, everybody who is named once."""
    unnamed = sum(number - len(own) for number, own in present)
    return unnamed + len(list(named))


def _missing(row: ReactionRow) -> bool:
    return not isinstance(row["n"], int)
