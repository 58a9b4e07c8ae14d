"""Live sessions on the loopback address, for tests."""

import asyncio
import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.claims.ledger import make
from pipeline.notebook.round import RoundWork
from pipeline.review.model import Setting
from pipeline.review.places import draft_of
from pipeline.review.setting import setting_of
from pipeline.rounds import Panel
from pipeline.serving.serve import Started, hold

PANEL = Panel(id="klankbordgroep", label="Klankbordgroep")
LOOPBACK = "127.0.0.1"


@contextmanager
def session(work: RoundWork, participants: int = 3, panel: Panel = PANEL) -> Iterator[Started]:
    """Hold a session in a thread, until the block ends."""
    begun = threading.Event()
    known: dict[str, Any] = {}

    def tell(started: Started) -> None:
        known.update(started=started, loop=asyncio.get_running_loop(), task=asyncio.current_task())
        begun.set()

    def run() -> None:
        try:
            hold(work.data.project, work, panel, participants, (LOOPBACK, 0), tell)
        except asyncio.CancelledError:
            pass
        except BaseException as error:  # the test must hear of it
            known["error"] = error
        finally:
            begun.set()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert begun.wait(60)
    if "error" in known:
        raise known["error"]
    try:
        yield known["started"]
    finally:
        known["loop"].call_soon_threadsafe(known["task"].cancel)
        thread.join(30)
        assert not thread.is_alive()


def setting(work: RoundWork) -> Setting:
    """Give what the session file is read against."""
    return setting_of(work.data, draft_of(work.data.round_id, work.result.findings, make(work.data, work.tables)))


def ask(
    link: str, message: object = None, *, method: str = "", body: bytes | None = None, **headers: str
) -> tuple[int, str, dict[str, str]]:
    """Get a page, or send a message to it; gives status, text and headers (by names in lower case)."""
    host, _, path = link.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=20)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    if message is not None:
        body = json.dumps(message).encode()
    if body is not None:
        sent.setdefault("Content-Type", "application/json")
    try:
        connection.request(method or ("GET" if body is None else "POST"), f"/{path}", body, sent)
        answer = connection.getresponse()
        text = answer.read().decode()
        return answer.status, text, {name.lower(): value for name, value in answer.getheaders()}
    finally:
        connection.close()


def sit(link: str, name: str, role: str = "bewoners") -> None:
    """Take a seat."""
    status, text, _ = ask(f"{link}/naam", {"name": name, "role": role})
    assert status == 200, text


def said(
    finding: str, judgement: str, comment: str = "", *, page: str = "bladzijde", number: int = 1
) -> dict[str, Any]:
    """Make the message with which a page saves a judgement."""
    return {"finding": finding, "judgement": judgement, "comment": comment, "page": page, "number": number}


def stand(link: str) -> dict[str, Any]:
    """Ask how the session stands."""
    status, text, _ = ask(f"{link}/stand")
    assert status == 200, text
    found: dict[str, Any] = json.loads(text)
    return found
