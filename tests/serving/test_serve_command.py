"""`klankbord serve` as it is typed: what it says, how it ends, and what a sudden end leaves."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from helpers_sessions import LOOPBACK, ask, said, setting, sit
from helpers_synthetic import ROUND

from pipeline.review.session import reading as session_file

ONE = "F-samenwerking-samen"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent otherwise elsewhere"),
]


def command(work, *options):
    return [sys.executable, "-m", "pipeline", "serve", ROUND, "--address", LOOPBACK, *options]


def environment(work):
    return {**os.environ, "KLANKBORD_PROJECT": str(work.data.project.root), "PYTHONUNBUFFERED": "1", "COLUMNS": "200"}


def tried(work, *options):
    """Run a command that is to be refused."""
    return subprocess.run(
        command(work, *options), env=environment(work), capture_output=True, text=True, timeout=120, check=False
    )


@contextmanager
def serving(work, *options) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """Start the command; give the process, what it said and its links, the facilitator's first."""
    process = subprocess.Popen(
        command(work, "--participants", "2", "--port", "0", *options),
        env=environment(work),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Tests that run in the background of a shell have Ctrl-C ignored, and what they start would inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Stop met Ctrl-C" in line:
                break
        text = "".join(lines)
        yield process, text, re.findall(r"http://\S+", text)
    finally:
        process.kill()
        process.communicate(timeout=30)


def answers(link):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            return ask(link)[0]
        except ConnectionError:
            time.sleep(0.1)
    return None


def test_it_says_where_it_listens_and_ends_cleanly_with_ctrl_c(work):
    with serving(work) as (process, text, links):
        assert "luistert alleen op 127.0.0.1" in text
        [file] = re.findall(r"staat in (\S+\.sqlite)", text)
        assert re.fullmatch(rf"raw/{ROUND}/review/sessies/\d{{4}}-\d\d-\d\d-klankbordgroep\.sqlite", file)
        assert len(links) == 3
        assert [answers(link) for link in links] == [200] * 3
        sit(links[1], "Ans")
        assert ask(f"{links[1]}/oordeel", said(ONE, "agree if", "als er koffie is"))[0] == 200
        process.send_signal(signal.SIGINT)
        rest, wrong = process.communicate(timeout=30)
    assert process.returncode == 0
    [taking_in] = re.findall(rf"^{re.escape(sys.executable)} -m pipeline (review .*)$", rest, re.MULTILINE)
    assert taking_in == f"review {ROUND} {file}"
    assert wrong == ""
    folder = (work.data.project.root / file).parent
    assert [path.name for path in folder.iterdir()] == [file.rsplit("/", 1)[1]], "one file and nothing beside it"
    taken = subprocess.run(
        [sys.executable, "-m", "pipeline", *taking_in.split()],
        cwd=work.data.project.root, env=environment(work), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert taken.returncode == 0, taken.stderr
    assert "Ans (Bewoners)" in taken.stdout
    assert "als er koffie is" in taken.stdout
    assert "De sessie is nog niet gesloten" in taken.stdout


def test_a_sudden_end_loses_nothing_that_was_confirmed(work):
    confirmed = []
    with serving(work) as (process, text, links):
        assert answers(links[1]) == 200
        sit(links[1], "Ans")
        for number in range(1, 21):
            status, _, _ = ask(f"{links[1]}/oordeel", said(ONE, "agree", f"woord {number}", number=number))
            assert status == 200
            confirmed.append(f"woord {number}")
        process.kill()
        process.wait(30)
    [path] = (work.data.project.raw / ROUND / "review" / "sessies").glob("*.sqlite")
    [remark] = session_file.read(path, setting(work)).remarks
    assert (remark.reviewer, remark.comment) == ("Ans", "woord 20")
    with serving(work) as (_, text, again):
        assert "De sessie gaat verder" in text
        host = again[0].split("/")[2]
        assert "woord 20" in ask(f"http://{host}/{links[1].split('/', 3)[3]}")[1], "the old link still works"


def test_what_cannot_be_done_is_said_before_anything_is_made(work):
    folder = work.data.project.raw / ROUND / "review" / "sessies"
    before = sorted(folder.glob("*"))
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        busy = tried(work, "--participants", "2", "--port", port)
    assert busy.returncode == 1
    assert f"Poort {port} is al in gebruik" in " ".join(busy.stderr.split())
    elsewhere = subprocess.run(
        [sys.executable, "-m", "pipeline", "serve", ROUND, "--participants", "2", "--address", "0.0.0.0"],
        env=environment(work), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert elsewhere.returncode == 1
    assert "geen adres van deze computer in een lokaal netwerk" in " ".join(elsewhere.stderr.split())
    unknown = tried(work, "--participants", "2", "--panel", "klankbord")
    assert unknown.returncode == 2
    assert "Bedoelde u «klankbordgroep»?" in " ".join(unknown.stderr.replace("│", " ").split())
    assert sorted(folder.glob("*")) == before
