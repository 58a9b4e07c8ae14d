"""What a participant of a live session sees and sends: a name and a role, and a judgement with a comment."""

import time
from collections import deque

from tornado.web import HTTPError

from pipeline.dutch import number
from pipeline.editions import SMALLEST
from pipeline.printable import visible
from pipeline.review.model import DUTCH, Judgement
from pipeline.serving.answering import CLOSED, Answer, Messages
from pipeline.serving.store import ClosedError, NameTakenError

LONGEST_NAME, LONGEST_COMMENT = 60, 4000
# So many messages from one participant in so many seconds; a page doesn't save a comment for every letter.
MESSAGES, SECONDS = 40, 10


class ParticipantPage(Answer):
    """The page of a participant: name and role first, then the findings with what was said before."""

    facilitates = False

    def get(self, _token: str) -> None:
        """Show it."""
        if not self.session.is_open:
            self.set_status(410)
            self.page("live_message.html.j2", title=CLOSED[0], text=CLOSED[1])
            return
        if not self.link.name:
            self.page(
                "live_name.html.j2",
                "live_name.js",
                title="Doe mee",
                roles=self.content.roles,
                smallest=number(SMALLEST),
            )
            return
        own = {
            finding_id: each
            for finding_id, all_said in self.session.said().items()
            for each in all_said
            if each.seat == self.link.seat
        }
        self.page(
            "live_participant.html.j2",
            "live_participant.js",
            title="Wat vindt u?",
            themes=self.content.themes,
            own=own,
            name=self.link.name,
            judgements=DUTCH,
        )


class ParticipantMessages(Messages):
    """How the session stands for a participant; taking a seat; saving a judgement."""

    facilitates = False

    def get(self, _token: str, what: str) -> None:
        """Say how the session stands: counts of what is shown, and of nothing else."""
        if what != "stand":
            raise HTTPError(404)
        self.finish({"open": self.session.is_open, "discussed": self.session.discussed(), "shown": self.shown()})

    def post(self, _token: str, what: str) -> None:
        """Save."""
        if what == "stand":
            raise HTTPError(405)
        if self._too_fast():
            self.problem(429, "Dat ging te snel. Wacht een paar tellen.")
            return
        try:
            self._sit() if what == "naam" else self._say()
        except ClosedError:
            self.problem(410, CLOSED[0])

    def _sit(self) -> None:
        message = self.taken(name=str, role=str)
        name = " ".join(message["name"].split())
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            self.problem(400, f"Vul een naam in van hoogstens {LONGEST_NAME} tekens.")
            return
        if message["role"] and message["role"] not in self.content.roles:
            raise HTTPError(400)
        try:
            self.session.sit(self.link.seat or 0, name, message["role"])
        except NameTakenError:
            self.problem(409, "Deze naam is al in gebruik. Kies een andere, bijvoorbeeld met een letter erachter.")
            return
        self.finish({})

    def _say(self) -> None:
        message = self.taken(finding=str, judgement=str, comment=str, page=str, number=int)
        self.must_be_finding(message["finding"])
        if not self.link.name or message["judgement"] not in ["", *Judgement]:
            raise HTTPError(400)
        if len(message["page"]) > 40 or not 0 < message["number"] < 2**53:
            raise HTTPError(400)
        if len(message["comment"]) > LONGEST_COMMENT:
            self.problem(413, f"Dit is te lang: hoogstens {LONGEST_COMMENT} tekens.")
            return
        self.session.say(
            self.link.seat or 0,
            message["finding"],
            message["judgement"],
            visible(message["comment"]).strip(),
            message["page"],
            message["number"],
        )
        self.finish({})

    def _too_fast(self) -> bool:
        times: deque[float] = self.settings["paces"][self.link.seat]
        now = time.monotonic()
        while times and times[0] < now - SECONDS:
            times.popleft()
        if len(times) >= MESSAGES:
            return True
        times.append(now)
        return False
