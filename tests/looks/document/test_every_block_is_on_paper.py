"""What a block of a notebook says is on paper, whatever the notebook and whatever the round."""

from collections.abc import Iterator

from helpers_document import OnPaper, squeezed

from pipeline.blocks import Block, Bullets, Card, Entry, Fold, Line, Note, Section, Sides, Table, Terms, Text, plain
from pipeline.looks.document.notebooks import Output, shown

# What paper says in another form: findings with their evidence, statuses, documents and figures, for which the other
# tests of this folder look by their tables. Any other block has to be on paper word for word.
IN_ANOTHER_FORM = {
    *("cards", "handed_on", "box", "overview", "status", "phase_summary"),
    *("documents", "limits", "checked", "reproduced"),
}


def said(block: Block) -> Iterator[str]:
    """Give the words of a block: paragraphs, points and cells, and what is folded away below them."""
    match block:
        case Section(below) | Card(below) | Fold(_, below):
            for each in below:
                yield from said(each)
        case Sides(columns):
            for each in (each for column in columns for each in column):
                yield from said(each)
        case Text(line):
            yield from words(line)
        case Note(line, _, items):
            yield from words(line)
            yield from items
        case Bullets(items):
            for item in items:
                yield from words(item)
        case Terms(pairs):
            for name, meaning in pairs:
                yield from (name, *words(meaning))
        case Table(_, _, rows):
            for cell in (cell for row in rows for cell in row):
                yield from words(cell)


def words(line: Line | Entry | None) -> Iterator[str]:
    if isinstance(line, Entry):
        yield from words(line.line)
        for each in line.below:
            yield from said(each)
    elif isinstance(line, tuple):
        yield from map(plain, line)
    else:
        yield plain(line)


def test_what_a_notebook_says_is_in_the_report_or_its_appendices(made: OnPaper) -> None:
    checked: dict[str, int] = {}
    missing = []
    for path in sorted((made.folder / "stages").glob("*/notebook.ipynb")):
        for part in shown(path):
            if isinstance(part, Output) and part.block is not None and part.name not in IN_ANOTHER_FORM:
                texts = [text for text in said(part.block) if text]
                checked[part.name] = checked.get(part.name, 0) + len(texts)
                missing += [(part.name, text) for text in texts if squeezed(text) not in made.word_text]
    assert missing == []
    assert len(checked) > 15
    assert sum(checked.values()) > 1000
