"""The page that follows a round: its site as it is now, or what is wrong in its files, to a browser of this machine.

A page is sent whole, and the answer is left open. When it is different, its last line comes: that it is to be
loaded again. So a page is still until it is different, stays where its reader had scrolled, and needs no script.
"""

import asyncio
import mimetypes
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
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


@dataclass
class _Open:
    """A page that somebody has before them.

    Attributes
    ----------
    name : str
        Which it is.
    content : bytes
        As it was sent.
    again : asyncio.Event
        Set when it is to be loaded again.
    """

    name: str
    content: bytes
    again: asyncio.Event


class Site:
    """What is shown.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the round's report.
    address : str
        Where it can be opened.
    instead : str
        A page that is shown in the place of every page at first.
    """

    def __init__(self, folder: Path, address: str, instead: str) -> None:
        self.folder, self.address = folder, address
        self._instead, self._early = instead, dict[str, bytes]()
        self._open: list[_Open] = []
        self._other = asyncio.Event()  # set when something else is shown
        self._loop: asyncio.AbstractEventLoop | None = None

    def show(self, instead: str = "", early: Mapping[str, bytes] | None = None) -> None:
        """Show something else, and let open pages load again that are different now.

        Parameters
        ----------
        instead : str
            A page that is shown in the place of every page of the site.
        early : mapping of str to bytes, optional
            Pages of the site that is being made, by name. What else there will be of it is waited for, and pages of it
            that are open stay as they are; with neither of both, the site that was made is shown.
        """
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._show, instead, dict(early or {}))

    def _show(self, instead: str, early: dict[str, bytes]) -> None:
        self._instead, self._early = instead, early
        before, self._other = self._other, asyncio.Event()
        before.set()
        for page in list(self._open):
            if not self._is_made_later(page.name) and self._now(page.name) != page.content:
                self.closed(page)

    def _is_made_later(self, name: str) -> bool:
        return bool(self._early) and name not in self._early

    def _now(self, name: str) -> bytes | None:
        """Give a file of the site, or what stands in the place of its pages; None when there is no such file."""
        if name.endswith(".html") and self._instead:
            return self._instead.encode()
        if name in self._early:
            return self._early[name]
        with suppress(OSError):
            return (self.folder / name).read_bytes() if self._is_own(name) else None
        return None

    def _is_own(self, name: str) -> bool:
        inside = (self.folder / name).resolve().is_relative_to(self.folder.resolve())
        return inside and not name.startswith((".", "stages/", "uitgaven/"))

    async def page(self, name: str) -> bytes | None:
        """Give a file once it is made; None when there is no such file."""
        for _ in range(_TRIES if self._is_own(name) else 0):
            while self._is_made_later(name):
                await self._other.wait()
            if (content := self._now(name)) is not None:
                return content
            await asyncio.sleep(_PAUSE)
        return None

    def opened(self, name: str, content: bytes) -> _Open:
        """Remember that somebody has a page before them."""
        if len(self._open) >= _MOST_OPEN:
            self.closed(self._open[0])
        self._open.append(_Open(name, content, asyncio.Event()))
        return self._open[-1]

    def closed(self, page: _Open) -> None:
        """Let go of a page: it is to be loaded again, nobody looks at it any more, or others were opened since."""
        if page in self._open:
            self._open.remove(page)
        page.again.set()

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

    page: _Open | None = None

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
        content, is_page = await self.site.page(name), name.endswith(".html")
        if content is None:
            self.set_status(404)
            content = told_page("Deze pagina is er niet", "Wat hier stond, is er niet meer, of nog niet.").encode()
            is_page = True
        kind = "text/html; charset=UTF-8" if is_page else mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.set_header("Content-Type", kind)
        self.write(content)
        if is_page:
            self.page = self.site.opened(name, content)
            await self.flush()
            await self.page.again.wait()
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
    site = Site(folder, f"http://{address}:{port}/{secret}/", first)
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
