"""Hold a live session: its file, its address and its links, until it is stopped."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from tornado.httpserver import HTTPServer
from tornado.web import Application

from pipeline.called import command
from pipeline.claims.ledger import make
from pipeline.errors import RoundBusyError, refused, suggest
from pipeline.notebook.round import RoundWork
from pipeline.review import reviewed
from pipeline.review import store as kept
from pipeline.review.places import Draft, draft_of
from pipeline.rounds import Panel, Project
from pipeline.serving import store
from pipeline.serving.app import FACILITATOR, LARGEST_BODY, PARTICIPANT, application
from pipeline.serving.content import content_of
from pipeline.serving.network import bound


@dataclass(frozen=True)
class Started:
    """What the consultant must know of a session that has begun.

    Attributes
    ----------
    file : str
        Its file, relative to the project.
    address : str
        Where it listens.
    resumed : bool
        It goes on with a file that was there.
    facilitator : str
        The facilitator's link.
    links : list of str
        The participants' links.
    earlier : list of str
        Files of sessions on earlier drafts that were never closed.
    command : str
        What takes the judgements in afterwards.
    """

    file: str
    address: str
    resumed: bool
    facilitator: str
    links: list[str]
    earlier: list[str]
    command: str


def hold(
    project: Project,
    work: RoundWork,
    panel: Panel,
    participants: int,
    place: tuple[str, int],
    tell: Callable[[Started], None],
) -> str:
    """Hold a session until Ctrl-C.

    Parameters
    ----------
    project : Project
        The project.
    work : RoundWork
        The round as it is now.
    panel : Panel
        Who judge.
    participants : int
        How many can take part.
    place : tuple of str and int
        Address and port to listen on; with port 0 any that is free.
    tell : callable
        Is told what must be known, once the session can be reached.

    Returns
    -------
    str
        What takes the judgements in.

    Raises
    ------
    KlankbordError
        The port can't be had, or this session is being held already.
    """
    round_id = work.data.round_id
    draft = draft_of(round_id, work.result.findings, make(work.data, work.tables))
    folder = project.report(round_id)
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f".session-{panel.id}.lock")
    try:
        held = lock.acquire(timeout=0)
    except Timeout:
        raise RoundBusyError(f"Er loopt al een sessie met {panel.label}. Stop die eerst met Ctrl-C.") from None
    with held:
        sockets = bound(*place)  # before there is a file, so that nothing is left behind when it can't be done
        path, resumed, earlier = _file(kept.folder(project, round_id) / reviewed.SESSIONS, round_id, draft, panel)
        with closing(store.Session(path)) as session:
            host = _host(*sockets[0].getsockname())
            token, tokens = session.hand_out(participants)
            started = Started(
                file=project.name(path),
                address=place[0],
                resumed=resumed,
                facilitator=f"http://{host}{FACILITATOR}/{token}",
                links=[f"http://{host}{PARTICIPANT}/{each}" for each in tokens],
                earlier=[project.name(other) for other in earlier],
                command=command("review", round_id, project.name(path)),
            )
            app = application(session, content_of(work, panel.label, started.command), host, started.links)
            with suppress(KeyboardInterrupt):
                asyncio.run(_until_stopped(app, sockets, lambda: tell(started)))
    return started.command


def panel_of(panels: tuple[Panel, ...], wanted: str, file: str) -> Panel:
    """Give the panel that is meant; without a name the only one there is.

    Raises
    ------
    InputError
        There is no such panel, or there is more than one to choose from.
    """
    if not wanted and len(panels) == 1:
        return panels[0]
    found = next((panel for panel in panels if panel.id == wanted), None)
    if found is None:
        unknown = "Deze groep staat niet onder panels, of heeft daar reviews: false."
        what = unknown if wanted else "Er is meer dan één groep: noem er een met --panel."
        raise refused(file, what, suggest(wanted, [panel.id for panel in panels]), column="panels", value=wanted)
    return found


async def _until_stopped(app: Application, sockets: list[socket.socket], begun: Callable[[], None]) -> None:
    # Small messages, and no waiting for one that never ends.
    server = HTTPServer(
        app, max_body_size=LARGEST_BODY, max_header_size=LARGEST_BODY, body_timeout=30, idle_connection_timeout=120
    )
    server.add_sockets(sockets)
    begun()
    try:
        await asyncio.Event().wait()
    finally:
        server.stop()
        await server.close_all_connections()


def _file(folder: Path, round_id: str, draft: Draft, panel: Panel) -> tuple[Path, bool, list[Path]]:
    found, earlier = store.find_open(folder, draft.id, panel.id)
    path = found or store.create(folder, round_id, draft.id, panel.id, draft.findings)
    return path, found is not None, earlier


def _host(address: str, port: int) -> str:
    """Name address and port as browsers do, which leave out the usual port."""
    return address if port == 80 else f"{address}:{port}"
