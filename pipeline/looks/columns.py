"""What the columns of a table ask for, on a page and on paper."""

from pipeline.blocks import Block, Bullets, Entry, Fold, Line, Table, Text, plain

_LONG_TEXT = 50


def whole(shown: Line | Entry | None) -> str:
    """Give all words of a cell, also those below its own."""
    if isinstance(shown, Entry):
        return " ".join([plain(shown), *map(_below, shown.below)])
    return plain(shown)


def _below(block: Block) -> str:
    match block:
        case Fold(title, below):
            return " ".join([title, *map(_below, below)])
        case Bullets(items):
            return " ".join(map(whole, items))
        case Text(line):
            return plain(line)
    return ""


def is_long(table: Table, at: int) -> bool:
    """Say whether a column holds running text: a label is short, a text with a fold-out is not."""
    return any(len(whole(row[at])) > _LONG_TEXT for row in table.rows)
