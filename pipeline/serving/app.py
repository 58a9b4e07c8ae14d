"""The web application of a live session: a page and a few messages for each link, and nothing else."""

import json
import logging
import time
from collections import defaultdict, deque
from collections.abc import Iterable
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from tornado.web import Application, HTTPError, RequestHandler

from pipeline.reporting.pages import render_page, render_part
from pipeline.reporting.tables import visible
from pipeline.review.model import DUTCH, Judgement
from pipeline.serving.content import Content
from pipeline.serving.distribution import distribution
from pipeline.serving.store import ClosedError, Link, NameTakenError, Said, Session

LARGEST_BODY = 16 * 1024
LONGEST_NAME, LONGEST_COMMENT = 60, 4000
# So many messages from one participant in so many seconds; a page doesn't save a comment for every letter.
MESSAGES, SECONDS = 40, 10

PARTICIPANT, FACILITATOR = "/d", "/b"
_TOKEN = "([a-z0-9]{16})"

_UNKNOWN = (
    "Deze link werkt niet",
    "De link hoort niet bij deze sessie, of is niet helemaal overgenomen. Open de link nog eens zoals u die kreeg, "
    "of vraag de begeleider om een nieuwe.",
)
_CLOSED = (
    "De sessie is gesloten",
    "Wat u hebt ingevuld, is bewaard. U hoeft niets meer te doen. Wilt u nog iets zeggen? Vraag het de begeleider.",
)
_NOT_HERE = ("Hier is niets", "Op dit adres staat geen pagina. Open de link zoals u die van de begeleider kreeg.")
_BROKEN = ("Er ging iets mis", "Dat ligt niet aan u. Probeer het nog eens, of vraag het de begeleider.")
_REFUSED = ("Dit kan niet", "De vraag van uw browser klopt niet. Open de link zoals u die van de begeleider kreeg.")


def application(session: Session, content: Content, host: str, links: list[str]) -> Application:
    """Make the application.

    Parameters
    ----------
    session : Session
        What is judged, and where it is kept.
    content : Content
        What the pages show.
    host : str
        Address and port as browsers name them; any other name is refused, so that no page elsewhere can reach in by it.
    links : list of str
        The participants' links, in the order of their seats.
    """
    made = {"session": session, "content": content, "host": host, "links": links}
    routes: list[Any] = [
        (f"{PARTICIPANT}/{_TOKEN}", ParticipantPage, made),
        (f"{PARTICIPANT}/{_TOKEN}/(stand|naam|oordeel)", ParticipantMessages, made),
        (f"{FACILITATOR}/{_TOKEN}", FacilitatorPage, made),
        (f"{FACILITATOR}/{_TOKEN}/links", LinksPage, made),
        (f"{FACILITATOR}/{_TOKEN}/(stand|toon|bespreek|sluit)", FacilitatorMessages, made),
    ]
    # Tornado's own log would print links, and with them tokens, on a screen that others may see.
    return Application(
        routes,
        default_handler_class=Nothing,
        default_handler_args=made,
        log_function=lambda _: None,
        paces=defaultdict(deque),
    )


class Base(RequestHandler):
    """What every answer has in common: who may ask, and what a browser may do with it."""

    facilitates: bool | None = None

    def initialize(self, session: Session, content: Content, host: str, links: list[str]) -> None:
        """Take what all handlers share."""
        self.session, self.content, self.host, self.links = session, content, host, links

    def set_default_headers(self) -> None:
        """Keep answers out of caches, histories and frames of others."""
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")

    def prepare(self) -> None:
        """Refuse what was not sent by a page of this session, with a link of this session."""
        if self.request.host != self.host:
            raise HTTPError(421)
        origin = self.request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != self.host:
            raise HTTPError(403)
        if self.facilitates is None:
            raise HTTPError(404)
        link = self.session.link(self.path_args[0])
        if link is None or (link.seat is None) != self.facilitates:
            raise HTTPError(404)
        self.link: Link = link

    def log_exception(
        self, typ: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None:
        """Tell of what went wrong here without the link that it went wrong with."""
        if not isinstance(value, HTTPError):
            logging.getLogger(__name__).error("Fout in de sessie: %r", value)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say in plain words what is wrong, as a page, or as a message to a script."""
        unknown = self.facilitates is not None and status_code == 404
        nothing = _UNKNOWN if unknown else _NOT_HERE
        title, text = nothing if status_code == 404 else _REFUSED if status_code < 500 else _BROKEN
        if self.request.method == "POST":
            self.finish({"problem": text})
        else:
            self.page("live_message.html.j2", title=title, text=text)

    def page(self, template: str, script: str = "", **context: object) -> None:
        """Answer with a page."""
        frame = self.content.frame
        # What the page may do stands in the page itself; that nobody may frame it can only stand here.
        self.set_header("Content-Security-Policy", "frame-ancestors 'none'")
        html = render_page(
            template,
            script=script,
            connects=bool(script),
            round_title=frame.round_title,
            banner=frame.banner,
            footer=f"Sessie met {self.content.panel}. Alles blijft op de computer van de begeleider.",
            navigation=[],
            **context,
        )
        self.finish(html)


class Nothing(Base):
    """Every address that is not named."""


class ParticipantPage(Base):
    """The page of a participant: name and role first, then the findings with what was said before."""

    facilitates = False

    def get(self, _token: str) -> None:
        """Show it."""
        if not self.session.is_open:
            self.set_status(410)
            self.page("live_message.html.j2", title=_CLOSED[0], text=_CLOSED[1])
            return
        if not self.link.name:
            self.page("live_name.html.j2", "live_name.js", title="Doe mee", roles=self.content.roles)
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


class Messages(Base):
    """What a page's script sends and asks for."""

    def taken(self, **kinds: type) -> dict[str, Any]:
        """Read the message that was sent; its fields are exactly these, of these kinds."""
        if not self.request.headers.get("Content-Type", "").startswith("application/json"):
            raise HTTPError(415)
        try:
            message = json.loads(self.request.body)
            json.dumps(message, ensure_ascii=False).encode()  # half a character can be kept nowhere
        except (ValueError, RecursionError):
            raise HTTPError(400) from None
        if not isinstance(message, dict) or message.keys() != kinds.keys():
            raise HTTPError(400)
        if any(type(message[name]) is not kind for name, kind in kinds.items()):
            raise HTTPError(400)
        return message

    def must_be_finding(self, finding_id: str) -> None:
        """Refuse a finding that is not in this session."""
        if finding_id not in {item.id for _, items in self.content.themes for item in items}:
            raise HTTPError(400)

    def shown(self) -> dict[str, str]:
        """Give the distributions that everybody sees, as HTML."""
        said = self.session.said()
        return {finding_id: self.drawn(said.get(finding_id, [])) for finding_id in sorted(self.session.shown())}

    def drawn(self, said: Iterable[Said]) -> str:
        """Draw a distribution."""
        return render_part("live_distribution.html.j2", groups=distribution(said, self.content.roles))

    def problem(self, status: int, text: str) -> None:
        """Refuse with a reason that the participant reads."""
        self.set_status(status)
        self.finish({"problem": text})


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
            self.problem(410, _CLOSED[0])

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


class FacilitatorPage(Base):
    """The page of the facilitator."""

    facilitates = True

    def get(self, _token: str) -> None:
        """Show it."""
        self.page(
            "live_facilitator.html.j2",
            "live_facilitator.js",
            title="De sessie begeleiden",
            themes=self.content.themes,
            command=self.content.command,
            links=f"{self.request.path}/links",
        )


class LinksPage(Base):
    """The links to hand out, to print and cut."""

    facilitates = True

    def get(self, _token: str) -> None:
        """Show it."""
        back = self.request.path.removesuffix("/links")
        seats = [
            (link.seat, link.name, address) for link, address in zip(self.session.seats(), self.links, strict=True)
        ]
        self.page("live_links.html.j2", title="Links om uit te delen", seats=seats, back=back)


class FacilitatorMessages(Messages):
    """How the session stands for the facilitator, and what the facilitator does with it."""

    facilitates = True

    def get(self, _token: str, what: str) -> None:
        """Say how the session stands; of judgements only how many there are, until they are shown."""
        if what != "stand":
            raise HTTPError(404)
        said, seats = self.session.said(), self.session.seats()
        shown = self.session.shown()
        comments = {
            finding_id: render_part("live_comments.html.j2", comments=_comments(said.get(finding_id, [])))
            for finding_id in sorted(shown)
        }
        judged = {finding_id: sum(bool(each.judgement) for each in all_said) for finding_id, all_said in said.items()}
        self.finish(
            {
                "open": self.session.is_open,
                "discussed": self.session.discussed(),
                "joined": sum(bool(seat.name) for seat in seats),
                "seats": len(seats),
                "judged": judged,
                "shown": self.shown(),
                "comments": comments,
            }
        )

    def post(self, _token: str, what: str) -> None:
        """Show or hide a distribution, put a finding on, or close the session."""
        if what == "toon":
            message = self.taken(finding=str, shown=bool)
            self.must_be_finding(message["finding"])
            self.session.show(message["finding"], message["shown"])
        elif what == "bespreek":
            message = self.taken(finding=str)
            if message["finding"]:
                self.must_be_finding(message["finding"])
            self.session.discuss(message["finding"])
        elif what == "sluit":
            self.taken()
            self.session.end()
        else:
            raise HTTPError(405)
        self.finish({})


def _comments(said: Iterable[Said]) -> list[tuple[str, str]]:
    """Give comments in the order of the alphabet, which tells nothing of who or when."""
    found = [
        (DUTCH[Judgement(each.judgement)] if each.judgement else "", each.comment) for each in said if each.comment
    ]
    return sorted(found, key=lambda pair: (pair[1].casefold(), pair[0]))
