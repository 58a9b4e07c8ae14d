"""The file of a session: what is read from it, and what happens when it is stopped, copied, damaged or another's."""

import dataclasses
import datetime
import shutil
import sqlite3
from contextlib import closing
from time import monotonic

import pytest
from helpers_sessions import PANEL, ask, said, session, setting, sit

from pipeline.errors import InputError, RoundBusyError
from pipeline.review.model import RemarkKind, Reviewer, Way
from pipeline.review.places import Draft
from pipeline.review.session import reading as session_file
from pipeline.rounds import Panel
from pipeline.serving import store

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

ONE, OTHER = "F-samenwerking-samen", "F-effectiviteit-bereik"


def judge(link, *messages):
    for number, message in enumerate(messages, 1):
        status, text, _ = ask(f"{link}/oordeel", message | {"number": number})
        assert status == 200, text


def in_short(incoming):
    return {(each.reviewer, each.place, each.kind, each.judgement, each.comment) for each in incoming.remarks}


@pytest.fixture
def held(work):
    """Give a closed session of two, with its file."""
    with session(work) as started:
        first, second, third = started.links
        sit(first, "Ans", "bewoners")
        sit(second, "Bep", "partners")
        sit(third, "Kijkt alleen", "")
        judge(first, said(ONE, "agree"), said(ONE, "disagree", "toch niet"), said(OTHER, "can't judge"))
        judge(second, said(OTHER, "", "geen oordeel, wel een woord"))
        ask(f"{started.facilitator}/toon", {"finding": ONE, "shown": True})
        judge(second, said(ONE, "agree if", "als er koffie is", page="later"))
        ask(f"{started.facilitator}/sluit", {})
    return work.data.project.root / started.file


def test_the_last_judgement_of_each_counts_and_earlier_ones_stay_in_the_file(work, held):
    incoming = session_file.read(held, setting(work))
    assert in_short(incoming) == {
        ("Ans", ONE, RemarkKind.JUDGEMENT, "disagree", "toch niet"),
        ("Ans", OTHER, RemarkKind.JUDGEMENT, "can't judge", ""),
        ("Bep", OTHER, RemarkKind.COMMENT, "", "geen oordeel, wel een woord"),
        ("Bep", ONE, RemarkKind.JUDGEMENT, "agree if", "als er koffie is"),
    }
    now = setting(work).draft
    for remark in incoming.remarks:
        assert (remark.way, remark.source, remark.draft) == (Way.SESSION, held.name, now.id)
        assert (remark.finding_id, remark.seen) == (remark.place, now.by_id[remark.place].text)
        assert remark.remark == (session_file.AFTER_SHOWN if remark.judgement == "agree if" else "")
    assert incoming.reviewers == (
        Reviewer("Ans", "klankbordgroep", "bewoners"),
        Reviewer("Bep", "klankbordgroep", "partners"),
        Reviewer("Kijkt alleen", "klankbordgroep", ""),
    )
    assert incoming.notes == ("1 oordeel is gegeven of veranderd nadat de verdeling was getoond.",)
    with closing(sqlite3.connect(held)) as connection:
        assert connection.execute("SELECT count(*) FROM judgements WHERE judgement = 'agree'").fetchone() == (1,)


def test_reading_twice_gives_the_same(work, held):
    first, second = (session_file.read(held, setting(work)) for _ in range(2))
    assert [remark.id for remark in first.remarks] == [remark.id for remark in second.remarks]


def test_another_round_is_refused(work, held):
    now = setting(work)
    other = dataclasses.replace(now, draft=Draft("andere-ronde", now.draft.places))
    with pytest.raises(InputError) as caught:
        session_file.read(held, other)
    assert "ging over een andere ronde: oefenronde" in caught.value.problems[0].what


def test_another_draft_group_or_role_is_taken_and_told(work, held):
    now = setting(work)
    places = tuple(place for place in now.draft.places if place.id != OTHER)
    other = dataclasses.replace(
        now, draft=Draft("oefenronde", places), panels={"team": "Team"}, roles={"partners": "P"}
    )
    incoming = session_file.read(held, other)
    assert len(incoming.remarks) == 4
    assert [(person.panel, person.role) for person in incoming.reviewers] == [("", ""), ("", "partners"), ("", "")]
    notes = "\n".join(incoming.notes)
    assert f"versie {now.draft.id}; het rapport is nu versie {other.draft.id}" in notes
    assert f"zijn er nu niet meer: {OTHER}" in notes
    assert "De groep klankbordgroep staat niet onder panels" in notes
    assert "niet in het codeboek: bewoners" in notes


def test_a_damaged_or_foreign_file_is_told(work, held, tmp_path):
    content = held.read_bytes()
    damaged = tmp_path / "stuk.sqlite"
    damaged.write_bytes(content[:5000] + b"\xff" * 9000 + content[14000:])
    half = tmp_path / "half.sqlite"
    half.write_bytes(content[: len(content) // 2])
    for path in (damaged, half):
        with pytest.raises(InputError) as caught:
            session_file.read(path, setting(work))
        (problem,) = caught.value.problems
        assert "beschadigd" in problem.what
    foreign = tmp_path / "adressen.sqlite"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE session (round TEXT)")
    with pytest.raises(InputError) as caught:
        session_file.read(foreign, setting(work))
    assert caught.value.problems[0].what == "Dit is geen sessie van klankbord."
    newer = tmp_path / "nieuw.sqlite"
    shutil.copyfile(held, newer)
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 2")
    with pytest.raises(InputError) as caught:
        session_file.read(newer, setting(work))
    assert "andere versie van klankbord" in caught.value.problems[0].what


@pytest.mark.parametrize("statement", ["DELETE FROM session", "DELETE FROM seats", "DELETE FROM findings"])
def test_a_file_in_which_a_judgement_is_of_nobody_or_of_no_finding_is_told(work, held, statement):
    """Its judgements would be left out without a word."""
    with closing(sqlite3.connect(held)) as connection:
        connection.execute(statement)
        connection.commit()
    with pytest.raises(InputError) as caught:
        session_file.read(held, setting(work))
    assert "beschadigd" in caught.value.problems[0].what


def test_a_running_session_is_read_as_it_is_and_a_copy_of_its_one_file_is_whole(work, tmp_path):
    with session(work) as started:
        sit(started.links[0], "Ans")
        judge(started.links[0], said(ONE, "agree"))
        path = work.data.project.root / started.file
        copy = tmp_path / "kopie.sqlite"
        shutil.copyfile(path, copy)
        for file in (path, copy):
            incoming = session_file.read(file, setting(work))
            assert in_short(incoming) == {("Ans", ONE, RemarkKind.JUDGEMENT, "agree", "")}
            assert incoming.notes[0].startswith("De sessie is nog niet gesloten.")


def test_what_a_sudden_end_left_half_done_is_undone(work, held, tmp_path):
    copy = tmp_path / "kopie.sqlite"
    with closing(sqlite3.connect(held, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")  # so that half of the change is in the file already
        connection.execute("BEGIN IMMEDIATE")
        many = [(1, ONE, "agree", "x" * 3000, "2026-01-01", 0, "half", number) for number in range(200)]
        columns = "seat, finding_id, judgement, comment, said_at, after_shown, page, number"
        connection.executemany(f"INSERT INTO judgements ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", many)
        for end in ("", "-journal"):
            shutil.copyfile(f"{held}{end}", f"{copy}{end}")
        connection.execute("ROLLBACK")
    assert copy.stat().st_size > 2 * held.stat().st_size
    found, expected = session_file.read(copy, setting(work)), session_file.read(held, setting(work))
    assert in_short(found) == in_short(expected)


def test_a_message_sent_again_or_late_changes_nothing(work):
    with session(work) as started:
        link = started.links[0]
        sit(link, "Ans")
        for message in (
            said(ONE, "agree", number=1),
            said(ONE, "disagree", number=3),
            said(ONE, "disagree", number=3),  # the answer got lost, so the page sent it again
            said(ONE, "agree if", number=2),  # was delayed on its way
        ):
            assert ask(f"{link}/oordeel", message)[0] == 200
        assert ask(f"{link}/oordeel", said(ONE, "can't judge", page="ander-scherm"))[0] == 200
        path = work.data.project.root / started.file
        assert in_short(session_file.read(path, setting(work))) == {
            ("Ans", ONE, RemarkKind.JUDGEMENT, "can't judge", "")
        }
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT judgement FROM judgements ORDER BY id").fetchall()
    assert rows == [("agree",), ("disagree",), ("can't judge",)]


def test_a_clock_that_is_set_back_makes_what_is_said_last_no_older(work, tmp_path):
    """Which judgement of somebody counts is told by when it was said, also between two readings of a session."""
    place = setting(work).draft.by_id[ONE]
    path = store.create(tmp_path, "oefenronde", "x", PANEL.id, [place])
    with closing(store.Session(path)) as held, pytest.MonkeyPatch.context() as patch:
        held.hand_out(1)
        held.sit(1, "Ans", "bewoners")
        for hour, judgement in ((20, "agree"), (9, "disagree"), (8, "agree if")):
            now = datetime.datetime(2026, 11, 20, hour, tzinfo=datetime.UTC)
            patch.setattr(store, "datetime", type("Clock", (), {"now": staticmethod(lambda zone, now=now: now)}))
            held.say(1, ONE, judgement, "", "page", hour if judgement == "agree" else 30 - hour)
    with closing(sqlite3.connect(path)) as connection:
        said = connection.execute("SELECT judgement, said_at FROM judgements ORDER BY id").fetchall()
    assert [judgement for judgement, _ in said] == ["agree", "disagree", "agree if"]
    assert sorted(said, key=lambda each: each[1]) == said


def test_an_open_session_is_gone_on_with_and_old_links_still_work(work):
    with session(work, 2) as first:
        sit(first.links[0], "Ans")
        judge(first.links[0], said(ONE, "agree", "blijft staan"))
    assert not first.resumed
    with session(work, 3) as second:
        assert (second.resumed, second.file) == (True, first.file)
        assert len(second.links) == 3
        host = second.facilitator.split("/")[2]
        old = [f"http://{host}/{link.split('/', 3)[3]}" for link in (*first.links, first.facilitator)]
        assert [ask(link)[0] for link in (*old, *second.links, second.facilitator)] == [200] * 7
        assert "blijft staan" in ask(old[0])[1]
        assert "blijft staan" in ask(second.links[0])[1]
        ask(f"{second.facilitator}/sluit", {})
    with session(work) as third:
        assert not third.resumed
        assert third.file != first.file
        assert ask(f"http://{third.facilitator.split('/')[2]}/{first.links[0].split('/', 3)[3]}")[0] == 404


def test_a_session_on_an_earlier_draft_is_left_alone_and_told(work):
    with session(work) as first:
        pass
    path = work.data.project.root / first.file
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE session SET draft = 'eerder00'")
    with session(work) as second:
        assert (second.resumed, second.earlier) == (False, [first.file])


def test_a_damaged_file_in_the_folder_does_not_stop_a_session(work):
    folder = work.data.project.raw / "oefenronde" / "review" / "sessies"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "stuk.sqlite").write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    with session(work) as started:
        assert not started.resumed


def test_two_at_once_on_one_session_are_refused_but_another_panel_is_not(work):
    with session(work) as started:
        with (
            pytest.raises(RoundBusyError, match="Er loopt al een sessie met Klankbordgroep"),
            session(work, panel=PANEL),
        ):
            pass
        sit(started.links[0], "Ans")
        with session(work, panel=Panel(id="team", label="Team")) as other:
            assert other.file.endswith("-team.sqlite")


def test_while_another_program_has_the_file_nobody_waits_and_nothing_is_lost(work):
    with session(work) as started:
        first = started.links[0]
        sit(first, "Ans", "bewoners")
        path = work.data.project.root / started.file
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            begun = monotonic()
            status, text, _ = ask(f"{first}/oordeel", said(ONE, "agree") | {"number": 1})
            assert monotonic() - begun < 2
            assert (status, "problem" in text) == (500, True), "a page sends again what was answered so"
            other.execute("ROLLBACK")
        judge(first, said(ONE, "agree"))
        ask(f"{started.facilitator}/sluit", {})
    assert [each.judgement for each in session_file.read(path, setting(work)).remarks] == ["agree"]
