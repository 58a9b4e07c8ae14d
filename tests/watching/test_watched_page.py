"""The page of a round that is watched: whole at once, loaded again when there is something new, and for nobody else."""

import http.client
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
    _, page = opened("")
    assert page.read1() == b"<p>voor</p>"
    site.show()
    assert page.read() == AGAIN


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
    site.show()
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
