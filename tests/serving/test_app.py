"""What a session answers and what it refuses, link by link."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import segno
from bs4 import BeautifulSoup
from helpers_sessions import LOOPBACK, ask, said, session, sit, stand

from pipeline.claims import readability
from pipeline.serving.app import LARGEST_BODY
from pipeline.serving.participant import MESSAGES
from pipeline.serving.store import Session

ONE, OTHER = "F-samenwerking-samen", "F-effectiviteit-bereik"


@pytest.fixture
def started(work):
    with session(work) as begun:
        yield begun


def file_of(work, started) -> Path:
    return work.data.project.root / started.file


def test_every_link_is_unlike_the_others_and_none_is_in_the_file(work, started):
    links = [started.facilitator, *started.links]
    tokens = {link.rsplit("/", 1)[1] for link in links}
    assert len(tokens) == 4
    assert all(re.fullmatch("[a-z0-9]{16}", token) for token in tokens)
    content = file_of(work, started).read_bytes()
    assert not any(token.encode() in content for token in tokens)


@pytest.mark.parametrize(
    "path",
    ["", "d", "d/", "b", "index.html", "favicon.ico", "../raw/round.yml", "d/..%2f..%2fraw", "static/x", "d/{token}/",
     "d/{token}/links", "d/{token}/toon", "d/{token}/sluit", "b/{token}", "b/{token}/stand", "d/{facilitator}"],
)  # fmt: skip
def test_nothing_else_is_served(started, path):
    host = started.facilitator.split("/")[2]
    names = {"token": started.links[0].rsplit("/", 1)[1], "facilitator": started.facilitator.rsplit("/", 1)[1]}
    status, text, headers = ask(f"http://{host}/{path.format(**names)}")
    assert status == 404
    assert headers["content-type"].startswith("text/html")
    assert "vraag de begeleider" in text or "van de begeleider kreeg" in text
    assert "set-cookie" not in headers


def test_what_a_session_says_around_the_findings_is_plain(started):
    """What it says of findings is what the form says of them, and measured there."""
    name, participant = started.links[0], started.links[1]
    sit(participant, "Fenna")
    told = []
    for link in (name, participant, started.facilitator):
        page = BeautifulSoup(ask(link)[1], "html.parser")
        for theirs in page(["script", "style", "dl", "details", "option"]):
            theirs.decompose()
        told += [" ".join(each.get_text(" ").split()) for each in page.select("p:not(.counted), li, label, summary")]
    scored = readability.table([readability.of_page("sessie", each) for each in told])
    assert len(scored) >= 10
    assert list(scored["text"][scored["level"] == readability.BELOW_TARGET]) == []


def test_answers_are_kept_out_of_caches_and_frames(started):
    for link in (started.links[0], started.facilitator, f"{started.facilitator}/stand", f"{started.links[0]}/stand"):
        status, _, headers = ask(link)
        assert status == 200
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert not {"set-cookie", "server"} & headers.keys()


def test_a_name_that_leads_elsewhere_is_refused(started):
    """A page on the internet whose name was made to lead to this machine has another name for it."""
    for host in ("kwaad.example", f"localhost:{started.facilitator.split(':')[2].split('/')[0]}", LOOPBACK):
        status, text, _ = ask(started.facilitator, Host=host)
        assert status == 421
        assert "Zelfredzaamheid" not in text


def test_a_message_from_another_page_or_of_another_kind_is_refused(started):
    link = started.links[0]
    sit(link, "Ans")
    message = said(ONE, "agree")
    assert ask(f"{link}/oordeel", message, Origin="http://kwaad.example")[0] == 403
    assert ask(f"{link}/oordeel", message, Content_Type="text/plain")[0] == 415
    assert ask(f"{link}/oordeel", message | {"seat": 2})[0] == 400
    assert ask(f"{link}/oordeel", said("F-bestaat-niet", "agree"))[0] == 400
    assert ask(f"{link}/oordeel", said(ONE, "misschien"))[0] == 400
    assert ask(f"{link}/oordeel", message | {"number": True})[0] == 400
    assert ask(f"{link}/oordeel", body=b"{niet af")[0] == 400
    assert ask(f"{link}/oordeel", body=b"[" * 5000)[0] == 400
    half = json.dumps(said(ONE, "agree", "\ud800")).encode()
    assert ask(f"{link}/oordeel", body=half)[0] == 400
    assert ask(f"{started.links[1]}/oordeel", message)[0] == 400, "without a name nobody judges"
    status, text, _ = ask(f"{link}/oordeel", said(ONE, "agree", "x" * 4001))
    assert (status, json.loads(text)["problem"]) == (413, "Dit is te lang: hoogstens 4000 tekens.")
    assert stand(started.facilitator)["judged"] == {}
    assert ask(f"{link}/oordeel", message, Origin=f"http://{link.split('/')[2]}")[0] == 200
    assert stand(started.facilitator)["judged"] == {ONE: 1}


def test_too_much_is_refused(started):
    link = started.links[0]
    sit(link, "Ans")
    # Refused from what its header says, before it is sent.
    assert (
        ask(f"{link}/oordeel", method="POST", Content_Length=str(LARGEST_BODY + 1), Content_Type="application/json")[0]
        == 400
    )
    answers = [ask(f"{link}/oordeel", said(ONE, "agree", number=n))[0] for n in range(1, MESSAGES + 2)]
    assert answers[0] == 200
    assert answers[-1] == 429
    sit(started.links[1], "Bep")  # others go on


def test_a_name_is_chosen_once_and_is_nobody_elses(started):
    first, second, _ = started.links
    assert "In welke rol bent u hier?" in ask(first)[1]
    sit(first, "  Ans  de   Vries ")
    assert "Ans de Vries" in ask(first)[1]
    status, text, _ = ask(f"{second}/naam", {"name": "ANS DE VRIES", "role": "klanten"})
    assert status == 409
    assert "al in gebruik" in json.loads(text)["problem"]
    for name in ("", "   ", "x" * 61, "a\u202eb"):
        assert ask(f"{second}/naam", {"name": name, "role": "klanten"})[0] == 400
    assert ask(f"{second}/naam", {"name": "Bep", "role": "koning"})[0] == 400
    sit(first, "Iemand anders")
    assert "Ans de Vries" in ask(first)[1]
    assert stand(started.facilitator)["joined"] == 1


FIVE = (("Ans", "agree"), ("Bep", "agree"), ("Cor", "disagree"), ("Dia", "agree"), ("Els", "agree"))


def judged_by(started, people, number=1):
    for link, (name, judgement) in zip(started.links, people, strict=False):
        if number == 1:
            sit(link, name)
        assert ask(f"{link}/oordeel", said(ONE, judgement, f"woord van {name}", number=number))[0] == 200


def show(started, shown=True):
    assert ask(f"{started.facilitator}/toon", {"finding": ONE, "shown": shown})[0] == 200


def counts(link):
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(\d+)</dd>", stand(link)["shown"][ONE]))


def test_nobody_sees_a_judgement_before_it_is_shown_and_then_only_counts(work):
    with session(work, 5) as started:
        judged_by(started, FIVE)
        before = stand(started.facilitator)
        assert (before["judged"], before["shown"], before["comments"]) == ({ONE: 5}, {}, {})
        assert stand(started.links[0])["shown"] == {}
        assert "woord van Bep" not in ask(started.links[0])[1]
        assert "woord van" not in ask(started.facilitator)[1]
        show(started)
        assert set(stand(started.links[0])["shown"]) == {ONE}
        right = {"Eens": "4", "Eens, als …": "0", "Niet eens": "1", "Kan ik niet beoordelen": "0"}
        assert counts(started.links[0]) == right
        assert not re.search("Ans|Bep|Cor|Dia|Els|woord", json.dumps(stand(started.links[0])))
        comments = stand(started.facilitator)["comments"][ONE]
        assert "woord van Bep" in comments
        assert "Niet eens" in comments
        show(started, False)
        assert stand(started.links[0])["shown"] == {}


def test_of_a_few_it_is_shown_how_many_judged_and_not_how(started):
    judged_by(started, FIVE[:3])
    show(started)
    shown = stand(started.links[0])["shown"][ONE]
    assert "Iedereen: 3 oordelen" in shown
    assert counts(started.links[0]) == {}
    comments = stand(started.facilitator)["comments"][ONE]
    assert "woord van Cor" in comments
    assert not re.search("[Ee]ens", comments), "beside so few a word says who judged how"


def test_what_is_shown_does_not_move_and_beside_an_earlier_one_tells_of_nobody(work):
    with session(work, 5) as started:
        judged_by(started, FIVE)
        show(started)
        before = counts(started.facilitator)
        judged_by(started, [("Ans", "disagree")], number=2)
        assert counts(started.facilitator) == before
        show(started, False)
        show(started)
        assert counts(started.facilitator) == before, "what is different would be Ans"
        show(started, False)
        judged_by(started, [(name, "disagree") for name, _ in FIVE], number=3)
        show(started)
        assert counts(started.facilitator)["Niet eens"] == "5"


def test_a_participant_cannot_do_what_the_facilitator_does(started):
    for what, message in (("toon", {"finding": ONE, "shown": True}), ("bespreek", {"finding": ONE}), ("sluit", {})):
        assert ask(f"{started.links[0]}/{what}", message)[0] == 404
        token = started.links[0].rsplit("/", 1)[1]
        assert ask(f"{started.facilitator.rsplit('/', 1)[0]}/{token}/{what}", message)[0] == 404
    assert stand(started.facilitator)["open"]


def test_after_closing_nothing_is_saved_and_the_link_says_so(work, started):
    link = started.links[0]
    sit(link, "Ans")
    assert ask(f"{link}/oordeel", said(ONE, "agree"))[0] == 200
    assert ask(f"{started.facilitator}/sluit", {})[0] == 200
    assert ask(f"{link}/oordeel", said(ONE, "disagree", number=2))[0] == 410
    assert ask(f"{started.links[1]}/naam", {"name": "Bep", "role": ""})[0] == 410
    status, text, _ = ask(link)
    assert status == 410
    assert "De sessie is gesloten" in text
    assert not stand(link)["open"]
    assert not stand(started.facilitator)["open"]


def test_a_link_of_another_session_says_what_to_do(work, started):
    old = started.links[0].rsplit("/", 1)[1]
    other = "2" * 16 if old != "2" * 16 else "3" * 16
    status, text, _ = ask(started.links[0].replace(old, other))
    assert status == 404
    assert "Deze link werkt niet" in text
    assert "vraag de begeleider om een nieuwe" in text


def test_a_script_in_a_name_or_a_comment_is_text(started):
    link = started.links[0]
    script = "<script>alert(1)</script>"
    sit(link, script)
    ask(f"{link}/oordeel", said(ONE, "agree if", f"</textarea>{script}"))
    ask(f"{started.facilitator}/toon", {"finding": ONE, "shown": True})
    for text in (ask(link)[1], stand(started.facilitator)["comments"][ONE], ask(f"{started.facilitator}/links")[1]):
        assert "&lt;script&gt;alert(1)" in text
        assert script not in text


def test_a_mistake_of_ours_is_told_without_the_link(started, monkeypatch, caplog):
    monkeypatch.setattr(Session, "said", lambda _: 1 / 0)
    status, text, _ = ask(f"{started.facilitator}/stand")
    assert status == 500
    assert "Dat ligt niet aan u" in text
    assert "division by zero" in caplog.text
    assert started.facilitator.rsplit("/", 1)[1] not in caplog.text


def test_the_links_page_has_every_link(started):
    text = ask(f"{started.facilitator}/links")[1]
    assert all(f"<code>{link}</code>" in text for link in started.links)


def test_thirty_at_once_all_get_their_judgement_saved(work):
    def judge(number_and_link):
        number, link = number_and_link
        sit(link, f"Deelnemer {number}")
        for count in range(1, 4):
            assert ask(f"{link}/oordeel", said(ONE, "disagree" if number % 3 else "agree", number=count))[0] == 200
        return stand(link)["shown"]

    with session(work, 30) as started, ThreadPoolExecutor(30) as threads:
        assert list(threads.map(judge, enumerate(started.links))) == [{}] * 30
        assert ask(f"{started.facilitator}/toon", {"finding": ONE, "shown": True})[0] == 200
        shown = list(threads.map(lambda link: stand(link)["shown"][ONE], started.links))
    assert len(set(shown)) == 1
    assert re.findall(r"<dt>(Eens|Niet eens)</dt><dd>(\d+)</dd>", shown[0]) == [("Eens", "10"), ("Niet eens", "20")]


def test_each_strip_has_its_own_link_as_a_square_to_scan(started):
    page = BeautifulSoup(ask(f"{started.facilitator}/links")[1], "html.parser")
    strips = page.select(".strips li")
    for strip, link in zip(strips, started.links, strict=True):
        assert strip.find("code").text == link
        [square] = strip.select("[role=img] svg")
        # The same modules as the library makes of this link.
        made = BeautifulSoup(segno.make_qr(link).svg_inline(), "html.parser")
        assert [path["d"] for path in square.find_all("path") if path.get("stroke")] == [made.find("path")["d"]]
