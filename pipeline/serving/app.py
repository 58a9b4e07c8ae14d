"""The web application of a live session: a page and a few messages for each link, and nothing else."""

from collections import defaultdict, deque
from typing import Any

from tornado.web import Application

from pipeline.serving.answering import Nothing
from pipeline.serving.content import Content
from pipeline.serving.facilitator import FacilitatorMessages, FacilitatorPage, LinksPage
from pipeline.serving.participant import ParticipantMessages, ParticipantPage
from pipeline.serving.store import Session

LARGEST_BODY = 16 * 1024
PARTICIPANT, FACILITATOR = "/d", "/b"
_TOKEN = "([a-z0-9]{16})"


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
