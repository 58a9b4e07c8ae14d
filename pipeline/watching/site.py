"""The page that follows a round: its site as it is now, or what is wrong in its files, to a browser of this machine.

A page is sent whole, and the answer is left open. When the round is made again, its last line comes: that it is to be
loaded again. So a page is still until there is something new, stays where its reader had scrolled, and needs no script.
"""

import asyncio
import mimetypes
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from pipeline import __version__
from pipeline.blocks import Section, Text
from pipeline.looks.pages import render_page
from pipeline.outputs import INDEX

_AGAIN = '<meta http-equiv="refresh" content="0">'
# A browser opens six lines to one machine: with as many pages left open, nothing else would come in.
_MOST_OPEN = 4
# While a report takes the place of another, a page is away for a moment.
_TRIES, _PAUSE = 10, 0.1


class Site:
    """What is shown.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the round's report.
    address : str
        Where it can be opened.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address
        self._instead = ""
        self._open: list[asyncio.Event] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def show(self, instead: str = "") -> None:
        """Let open pages load again.

        Parameters
        ----------
        instead : str
            A page that is shown in the place of every page of the site; the site itself when empty.
        """
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._show, instead)

    def _show(self, instead: str) -> None:
        self._instead = instead
        for page in self._open:
            page.set()
        self._open.clear()

    async def page(self, name: str) -> bytes | None:
        """Give a file of the site, or what stands in the place of its pages; None when there is no such file."""
        if name.endswith(".html") and self._instead:
            return self._instead.encode()
        path = (self.folder / name).resolve()
        own = path.is_relative_to(self.folder.resolve()) and not name.startswith((".", "stages/", "uitgaven/"))
        for _ in range(_TRIES if own else 0):
            try:
                return path.read_bytes()
            except OSError:
                await asyncio.sleep(_PAUSE)
        return None

    def opened(self) -> asyncio.Event:
        """Give what is set when a page that is opened now is to be loaded again."""
        if len(self._open) >= _MOST_OPEN:
            self.closed(self._open[0])
        self._open.append(asyncio.Event())
        return self._open[-1]

    def closed(self, page: asyncio.Event) -> None:
        """Let go of a page: nobody looks at it any more, or others were opened since."""
        if page in self._open:
            self._open.remove(page)
        page.set()

    async def run(self, app: Application, sockets: list[socket.socket], ready: threading.Event) -> None:
        """Answer until `stop` is called."""
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        server = HTTPServer(app)
        server.add_sockets(sockets)
        ready.set()
        await self._stopped.wait()
        server.stop()
        await server.close_all_connections()

    def stop(self) -> None:
        """End it."""
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._stopped.set)


class _Answer(RequestHandler):
    """A page or a file, to who has the address."""

    page: asyncio.Event | None = None

    def initialize(self, site: Site) -> None:
        self.site = site

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def prepare(self) -> None:
        """Refuse a page elsewhere that found a name for this machine."""
        if f"http://{self.request.host}" != self.site.address.rpartition("/")[0].rpartition("/")[0]:
            raise HTTPError(421)

    async def get(self, name: str) -> None:
        name = name or INDEX
        is_page = name.endswith(".html")
        opened = self.page = self.site.opened() if is_page else None
        content = await self.site.page(name)
        if content is None:
            self.set_status(404)
            content = told_page("Deze pagina is er niet", "Wat hier stond, is er niet meer, of nog niet.").encode()
            is_page = True
        kind = "text/html; charset=UTF-8" if is_page else mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.set_header("Content-Type", kind)
        self.write(content)
        if opened is not None:
            await self.flush()
            await opened.wait()
            self.write(_AGAIN)

    def on_connection_close(self) -> None:
        """Let go of a page that was closed."""
        if self.page is not None:
            self.site.closed(self.page)

    def write_error(self, status_code: int, **_: Any) -> None:
        self.finish(told_page("Hier is niets", "Open het adres zoals het op het scherm staat."))


def told_page(title: str, text: str) -> str:
    """Make a page that says one thing."""
    return render_page(
        "mistakes.html.j2",
        title=title,
        round_title="",
        navigation=[],
        banner="",
        footer=f"Gemaakt met klankbord {__version__}.",
        told=Section(tuple(map(Text, text.split("\n")))),
    )


@contextmanager
def shown(folder: Path, sockets: list[socket.socket], first: str) -> Iterator[Site]:
    """Show a site for as long as this lasts.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the round's report.
    sockets : list of socket
        Where to listen.
    first : str
        The page that is shown at first.
    """
    address, port = sockets[0].getsockname()
    # Who else works on this machine can't guess it: a page with mistakes has words of people's files.
    secret = token_hex(8)
    site = Site(folder, f"http://{address}:{port}/{secret}/")
    site._instead = first
    app = Application([(f"/{secret}/(.*)", _Answer, {"site": site})], log_function=lambda _: None)
    ready = threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(site.run(app, sockets, ready)), daemon=True)
    thread.start()
    ready.wait()
    try:
        yield site
    finally:
        site.stop()
        thread.join(5)
