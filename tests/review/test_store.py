"""What is kept: nothing twice, nothing lost, in whatever order files come in."""

from dataclasses import replace

import pytest
from helpers_project import copy_project
from helpers_review import BOOK, GROUPS, general, judged, review
from helpers_word import DRAFT
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.review import store
from pipeline.review.handling import panels
from pipeline.review.incoming import cleaned
from pipeline.review.model import Incoming, Reviewer
from pipeline.review.store import Review

ROUND = "buurtwerkkamers-2019"
NOTHING = Review((), {})

# A file holds what one person said at one moment; of two moments of one person one is the later.
_files = st.lists(
    st.tuples(
        st.sampled_from(["Anna", "Bram", "Cor"]),
        st.sampled_from(["agree", "agree if", "disagree", "can't judge"]),
        st.sampled_from(["", "Nee.", "=1+1"]),
        st.integers(10, 59),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda file: (file[0], file[3]),
)


def took(files):
    """Take files in, one after the other."""
    after = NOTHING
    for who, judgement, comment, minute in files:
        remark = judged(who, judgement, comment, f"2026-11-22T20:{minute}:00Z")
        after, _ = store.merged(after, review(remark, **{who: ("opdrachtgever", "")}))
    return after


@given(_files, st.data())
def test_in_any_order_and_however_often_files_give_the_same_judgements(files, data):
    others = data.draw(st.permutations([*files, *data.draw(st.lists(st.sampled_from(files), max_size=4))]))
    once, again = took(files), took(others)
    assert {remark.id: remark for remark in once.remarks} == {remark.id: remark for remark in again.remarks}
    counts = [panels(each, {}, DRAFT, BOOK, GROUPS).findings[0].tallies for each in (once, again)]
    assert counts[0] == counts[1]


@pytest.fixture
def round_(tmp_path):
    """Give a project with a round of which nothing was said."""
    return copy_project(tmp_path / "project")


def read(project, documents=frozenset()):
    return store.read(project, ROUND, GROUPS, BOOK, documents)


HARD = [
    'Zij zei: "nee", en\nging; toen',
    "=cmd|' /C calc'!A0",
    "\ufeffé€",
    "a\x00b\x07c",
    "\ud800x",
    "  ruimte  ",
    "r\r\nn",
]


def test_what_was_written_is_read_back_and_added_once(round_):
    holds = cleaned(Incoming(tuple(general("Anna", text) for text in HARD), ()))
    said = review(*holds.remarks, Anna=("opdrachtgever", ""))
    after, added = store.merged(NOTHING, said)
    store.write(round_, ROUND, NOTHING, after)
    back = read(round_)
    assert len(added) == len(HARD)
    assert [one.comment for one in back.remarks] == [one.comment for one in after.remarks]
    again, new = store.merged(back, said)
    assert new == ()
    assert again == back


def test_what_somebody_filled_in_is_not_overwritten():
    before = Review((), {"Anna": Reviewer("Anna", "organisatie", "", remark="belde op")})
    after, _ = store.merged(before, review(Anna=("opdrachtgever", "bewoners")))
    assert after.reviewers["Anna"] == Reviewer("Anna", "organisatie", "bewoners", remark="belde op")


def test_a_typing_error_mended_in_the_table_is_not_undone(round_):
    said = review(general("Anna", "Goet."), Anna=("", ""))
    after, _ = store.merged(NOTHING, said)
    mended = replace(after, remarks=(replace(after.remarks[0], comment="Goed.", remark_id=after.remarks[0].id),))
    store.write(round_, ROUND, NOTHING, mended)
    again, new = store.merged(read(round_), said)
    assert new == ()
    assert [one.comment for one in again.remarks] == ["Goed."]


def test_every_mistake_in_both_tables_is_told(round_):
    strange = replace(judged("Anna", "meh"), way="post", document="099")
    store.write(round_, ROUND, NOTHING, review(strange, Anna=("kroeg", "huurders")))
    with pytest.raises(InputError) as error:
        read(round_)
    told = {(problem.file.rpartition("/")[2], problem.column) for problem in error.value.problems}
    assert told == {
        *(("remarks.csv", column) for column in ("way", "judgement", "document")),
        *(("reviewers.csv", column) for column in ("panel", "role")),
    }
