"""What all answers in a live session share: who may ask, in which words is refused, what a browser may do with it."""

import json
import logging
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from tornado.web import HTTPError, RequestHandler

from pipeline.editions import SMALLEST
from pipeline.looks.pages import render_page, render_part
from pipeline.serving.content import Content
from pipeline.serving.distribution import distribution
from pipeline.serving.store import Link, Session, SessionAnswer

TEMPLATES = Path(__file__).parent / "templates"
_PATIENCE = "live_patience.js"
_UNKNOWN = (
    "Deze link werkt niet",
    "De link hoort niet bij deze sessie, of is niet helemaal overgenomen. Open de link nog eens zoals u die kreeg, "
    "of vraag de begeleider om een nieuwe.",
)
CLOSED = (
    "De sessie is gesloten",
    "Wat u hebt ingevuld, is bewaard. U hoeft niets meer te doen. Wilt u nog iets zeggen? Vraag het de begeleider.",
)
_NOT_HERE = ("Hier is niets", "Op dit adres staat geen pagina. Open de link zoals u die van de begeleider kreeg.")
_BROKEN = ("Er ging iets mis", "Dat ligt niet aan u. Probeer het nog eens, of vraag het de begeleider.")
_REFUSED = ("Dit kan niet", "De vraag van uw browser klopt niet. Open de link zoals u die van de begeleider kreeg.")


class Answer(RequestHandler):
    """An answer: to whoever may ask for it, and kept out of other pages."""

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
            scripts=[_PATIENCE, script] if script else [],
            connects=bool(script),
            folder=TEMPLATES,
            round_title=frame.round_title,
            banner=frame.banner,
            footer=f"Sessie met {self.content.panel}. Alles blijft op de computer van de begeleider.",
            navigation=[],
            **context,
        )
        self.finish(html)


class Nothing(Answer):
    """Every address that is not named."""


class Messages(Answer):
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
        """Give the distributions that everybody sees, as HTML: as they were when they were put on."""
        said = self.session.said_when_shown()
        return {finding_id: self.drawn(said.get(finding_id, [])) for finding_id in sorted(self.session.shown())}

    def drawn(self, said: Iterable[SessionAnswer]) -> str:
        """Draw a distribution."""
        groups = distribution(said, self.content.roles)
        return render_part("live_distribution.html.j2", TEMPLATES, groups=groups, smallest=SMALLEST)

    def problem(self, status: int, text: str) -> None:
        """Refuse with a reason that the participant reads."""
        self.set_status(status)
        self.finish({"problem": text})
