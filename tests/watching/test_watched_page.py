"""The page of a round that is watched: whole at once, loaded again when there is something new, and for nobody else."""

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pipeline.serving.network import bound
from pipeline.watching.site import Site, shown

AGAIN = b'<meta http-equiv="refresh" content="0">'


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    folder = tmp_path / "reports" / "ronde"
    for name, text in (
        ("index.html", "<p>voor</p>"),
        ("bevindingen/F-een.html", "<p>een</p>"),
        ("data/findings.csv", "a,b"),
        ("stages/01/evidence.csv", "niet voor lezers"),
        (".made.json", "{}"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (tmp_path / "reports" / "geheim.html").write_text("geheim", encoding="utf-8")
    with shown(folder, bound("127.0.0.1", 0), "") as made:
        yield made


Line = tuple[http.client.HTTPConnection, http.client.HTTPResponse]
Opened = Callable[..., Line]


@pytest.fixture
def opened(site: Site) -> Iterator[Opened]:
    parts, lines = urlsplit(site.address), []

    def get(name: str, host: str = "", folder: str = parts.path) -> Line:
        line = http.client.HTTPConnection(parts.netloc, timeout=10)
        line.request("GET", f"{folder}{name}", headers={"Host": host or parts.netloc})
        lines.append((line, line.getresponse()))
        return lines[-1]

    yield get
    for line, answer in lines:
        answer.close()
        line.close()


def test_a_page_is_whole_at_once_and_its_last_line_comes_when_there_is_more(site: Site, opened: Opened) -> None:
    line, page = opened("bevindingen/F-een.html")
    assert page.read1() == b"<p>een</p>"
    line.sock.settimeout(0.3)
    with pytest.raises(TimeoutError):
        page.read1()
    line, still = opened("bevindingen/F-een.html")
    assert still.read1() == b"<p>een</p>"
    _, page = opened("")
    assert page.read1() == b"<p>voor</p>"
    (site.folder / "index.html").write_text("<p>na</p>", encoding="utf-8")
    site.show()
    assert page.read() == AGAIN
    line.sock.settimeout(0.3)
    with pytest.raises(TimeoutError):  # the other page is as it was, with all that its reader had opened in it
        still.read1()


def test_pages_of_a_site_that_is_being_made_come_at_once_and_the_rest_is_waited_for(site: Site, opened: Opened) -> None:
    (site.folder / "notebooks").mkdir()
    (site.folder / "notebooks" / "02.html").write_text("<p>oud</p>", encoding="utf-8")
    _, notebook = opened("notebooks/02.html")
    assert notebook.read1() == b"<p>oud</p>"
    _, front = opened("")
    assert front.read1() == b"<p>voor</p>"
    site.show(early={"index.html": b"<p>na</p>"})
    assert front.read() == AGAIN
    assert opened("")[1].read1() == b"<p>na</p>"
    came: list[bytes] = []

    def ask(name: str) -> None:
        came.append(opened(name)[1].read1())

    waiting = [threading.Thread(target=ask, args=[name]) for name in ("data/findings.csv", "notebooks/02.html")]
    for each in waiting:
        each.start()
    time.sleep(0.5)
    assert came == [], "nothing of before stands beside what is new"
    (site.folder / "index.html").write_text("<p>na</p>", encoding="utf-8")
    (site.folder / "notebooks" / "02.html").write_text("<p>nieuw</p>", encoding="utf-8")
    (site.folder / "data" / "findings.csv").write_text("a,b,c", encoding="utf-8")
    _, front = opened("")
    assert front.read1() == b"<p>na</p>"
    site.show()
    for each in waiting:
        each.join(10)
    assert sorted(came) == [b"<p>nieuw</p>", b"a,b,c"]
    assert notebook.read() == AGAIN


def test_what_is_waited_for_gives_way_to_what_went_wrong(site: Site, opened: Opened) -> None:
    site.show(early={"index.html": b"<p>na</p>"})
    _, front = opened("")
    assert front.read1() == b"<p>na</p>"
    site.show("<p>het notebook hield op</p>")
    assert front.read() == AGAIN
    assert opened("")[1].read1() == b"<p>het notebook hield op</p>"


def test_while_something_is_wrong_every_page_says_so_and_files_stay(site: Site, opened: Opened) -> None:
    site.show("<p>2 fouten</p>")
    for name in ("", "bevindingen/F-een.html"):
        assert opened(name)[1].read1() == b"<p>2 fouten</p>"
    assert opened("data/findings.csv")[1].read() == b"a,b"
    site.show()
    assert opened("")[1].read1() == b"<p>voor</p>"


def test_as_many_pages_may_be_open_as_a_browser_has_lines(site: Site, opened: Opened) -> None:
    pages = [opened("") for _ in range(9)]
    for _, page in pages:
        assert page.read1() == b"<p>voor</p>"
    assert [page.read() for _, page in pages[:5]] == [AGAIN] * 5, "the ones that were opened first are let go"
    site.show("<p>2 fouten</p>")
    assert [page.read() for _, page in pages[5:]] == [AGAIN] * 4


@pytest.mark.parametrize("name", ["stages/01/evidence.csv", ".made.json", "../geheim.html", "%2e%2e/geheim.html"])
def test_what_is_not_for_readers_is_not_there(opened: Opened, name: str) -> None:
    _, page = opened(name)
    assert page.status == 404
    assert b"geheim" not in page.read1()


def test_only_who_has_the_address_gets_an_answer(site: Site, opened: Opened) -> None:
    assert opened("index.html", folder="/")[1].status == 404
    assert opened("", host="elders.example")[1].status == 421
    assert urlsplit(site.address).hostname == "127.0.0.1"
