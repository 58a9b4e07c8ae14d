"""What blocks have in common as HTML, on a page and on paper."""

from base64 import b64encode

from markupsafe import Markup

from pipeline.blocks import Block, Bullets, Entry, Figure, Line, Mark, Section, Terms, Text, Words, plain
from pipeline.looks.charts.draw import draw
from pipeline.looks.signs import symbol
from pipeline.printable import visible


class Look:
    """Blocks as HTML; a page and paper each say what their words, and most of their blocks, look like."""

    missing = Markup("–")

    def html(self, *blocks: Block) -> Markup:
        """Give the HTML of blocks under each other."""
        return Markup("").join(map(self.block, blocks))

    def line(self, line: Line) -> Markup:
        """Give the HTML of words on one line."""
        return Markup(" ").join(map(self.words, line if isinstance(line, tuple) else (line,)))

    def entry(self, entry: Line | Entry | None) -> Markup:
        """Give the HTML of a cell or a point, with what is below its words."""
        if entry is None:
            return self.missing
        return self.line(entry.line) + self.html(*entry.below) if isinstance(entry, Entry) else self.line(entry)

    def words(self, words: Words) -> Markup:
        """Give the HTML of words."""
        raise NotImplementedError

    def block(self, block: Block) -> Markup:
        """Give the HTML of a block that looks the same everywhere."""
        match block:
            case Section(parts):
                return self.html(*parts)
            case Text(line, role):
                return Markup("<p{}>{}</p>").format(class_of(role), self.line(line))
            case Bullets(items, role):
                points = (Markup("<li>{}</li>").format(self.entry(item)) for item in items)
                return Markup("<ul{}>{}</ul>").format(class_of(role), Markup("").join(points))
            case Terms(pairs):
                terms = Markup("<dt>{}</dt><dd>{}</dd>")
                told = (terms.format(visible(name), self.line(meaning)) for name, meaning in pairs)
                return Markup("<dl>{}</dl>").format(Markup("").join(told))
        raise TypeError(f"{type(block).__name__} has no look")


def figure_of(figure: Figure, below: Markup) -> Markup:
    """Give the HTML of a figure, with something below its caption."""
    drawn = draw(figure.chart)
    return Markup(
        '<figure class="figure"><img alt="{}" width="{}" height="{}" src="data:image/svg+xml;base64,{}">'
        "<figcaption>{}</figcaption>{}</figure>"
    ).format(
        *(visible(figure.alt), drawn.width, drawn.height, b64encode(drawn.image).decode()),
        *(visible(figure.caption), below),
    )


def class_of(name: str) -> Markup:
    """Give the attribute of a class; nothing without one."""
    return Markup(' class="{}"').format(name) if name else Markup("")


def text_of(cell: Line | Entry | None) -> str:
    """Give the words of a cell or a line as text, a mark with its symbol, from which it is never parted."""
    if isinstance(cell, Entry):
        return text_of(cell.line)
    if isinstance(cell, tuple):
        return " ".join(map(text_of, cell))
    return f"{symbol(cell)}\u00a0{visible(cell.text)}" if isinstance(cell, Mark) else visible(plain(cell))
