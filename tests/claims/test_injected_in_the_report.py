"""Texts that try to be more than text, in a report: as a consultant writes them, and as a first draft has them."""

import re

import pytest
from helpers_injected import INJECTED, read, together

from pipeline.claims.draft import _as_text
from pipeline.claims.text import Block, parse
from pipeline.telling.report_page import _inline

# How a draft writes what would mean something in a report.
_IN_A_DRAFT = str.maketrans(
    {"[": "(", "]": ")", "{": "(", "}": ")", "*": "", "_": " ", "`": "'", "<": "‹", ">": "›", "|": "/"}
)
_EMPHASIS = {"em", "strong", "code"}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [("# ", "", "heading"), ("", " [@E-x]", "paragraph"), ("- ", " [@E-x]", "item")],
)
def test_a_draft_takes_words_of_a_table_for_words(before: str, after: str, kind: str) -> None:
    """What a table says is a line of the draft, wherever it stands, and nothing in it is emphasis, a link or a list."""
    for text in INJECTED:
        document = parse(f"{before}{_as_text(read(text.text))}{after}", "01.md")
        assert not document.problems, text
        [block] = document.blocks
        assert block.kind == kind, text
        said = _inline(block.heading or " ".join(sentence.text for sentence in block.sentences))
        assert "<" not in said, text
        assert together(said.unescape()) == together(read(text.text).translate(_IN_A_DRAFT)), text


@pytest.mark.parametrize("before", ["", "- ", "> ", "1. ", "# "])
def test_what_a_consultant_writes_is_emphasis_at_most_or_is_told(before: str) -> None:
    told = 0
    for text in INJECTED:
        document = parse(f"Een zin. [mening]\n\n{before}{text.text} [mening]\n", "01.md")
        told += bool(document.problems)
        assert all(problem.row and problem.what and problem.mend for problem in document.problems)
        markup = [_inline(said) for said in _said(document.blocks)]
        assert {tag for each in markup for tag in re.findall(r"<[/]?(\w+)", each)} <= _EMPHASIS, text
        named = {each.id for sentence in document.sentences for each in sentence.references}
        words = {word for each in markup for word in re.findall(r"zk\d{3}z|F-effectiviteit-zk\d{3}z", each.striptags())}
        assert document.problems or any(text.name in each for each in words | named), text
    # Tables, pictures, code and addresses of links have a line of their own that says so.
    assert 5 < told < 50


def _said(blocks: tuple[Block, ...]) -> list[str]:
    return [
        said for block in blocks for said in (block.heading, *(sentence.text for sentence in block.sentences)) if said
    ]
