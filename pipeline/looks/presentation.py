"""Slides as a PowerPoint file, in text and tables that anybody can change."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pipeline.blocks import Entry, Line, Mark, MarkKind, Muted, Strong, Table
from pipeline.looks.charts.canvas import PALETTE, text_width, wrap
from pipeline.looks.html import text_of
from pipeline.looks.signs import symbol
from pipeline.printable import visible
from pipeline.telling.presentation import Presentation, Slide
from pipeline.whole_files import write_whole

FILE = "presentatie.pptx"
_WIDE, _HIGH, _EDGE = 13.333, 7.5, 0.6  # inches
_TITLE_ONLY = 5  # the layout of python-pptx's template that has a title and nothing else
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same each time: the earliest that a zip file can hold
# In points: the largest at which what stands on a slide fits it.
_SIZES = (26, 24, 22, 20, 18, 17, 16, 15, 14, 13, 12)
_TABLE_SIZES = (16, 14, 13, 12, 11, 10)
_TITLES = (32, 28, 24, 20)
_FIRST_TITLES = (40, 36, 32, 28, 24)
_ABOVE_FOOTER = 1.0  # inches
_MARGIN = 0.1  # inches within a box, left and right
_EDGE_OF_BOX = 0.05  # and above and below
_EDGE_OF_CELL = 0.06
_LINE = 1.2  # of the size, from line to line
_BOLD = 1.2  # times as wide
_FEWEST = 5  # characters of a column
_COLOURS: dict[MarkKind, str] = {
    "positive": PALETTE["positive"],
    "negative": PALETTE["negative"],
    "mixed": PALETTE["mixed"],
    "ok": PALETTE["ok"],
    "bad": PALETTE["negative"],
}


def write_presentation(shown: Presentation, path: Path) -> None:
    """Write slides as a PowerPoint file: the same bytes each time, with a title on each slide and Dutch as language.

    Parameters
    ----------
    shown : Presentation
        The slides.
    path : pathlib.Path
        The file.
    """
    from pptx import Presentation as Deck
    from pptx.util import Inches

    deck = Deck()
    deck.slide_width, deck.slide_height = Inches(_WIDE), Inches(_HIGH)
    deck.core_properties.title, deck.core_properties.author = visible(shown.slides[0].title), "klankbord"
    deck.core_properties.language = "nl-NL"
    for at, slide in enumerate(shown.slides):
        made = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
        _title(made.shapes.title, slide.title, first=not at)
        top = 3.2 if not at else 1.45
        if slide.table is not None:
            _table(made, slide, slide.table, top)
        else:
            _lines(made, slide, top)
        _bottom(made, shown)
        if slide.notes:
            made.notes_slide.notes_text_frame.text = "\n\n".join(map(visible, slide.notes))
    stream = io.BytesIO()
    deck.save(stream)
    write_whole(path, _fixed_in_time(stream))


def _title(shape: Any, text: str, *, first: bool) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    room = 1.6 if first else 0.9
    _place(shape, 1.4 if first else 0.4, room)
    shape.text_frame.word_wrap = True
    shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM if first else MSO_ANCHOR.MIDDLE
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    size = _fitting(_FIRST_TITLES if first else _TITLES, lambda size: _height([text], size, bold=True), room)
    _run(paragraph, text, size, PALETTE["accent"], bold=True)


def _place(shape: Any, top: float, height: float) -> None:
    from pptx.util import Inches

    shape.left, shape.top, shape.width, shape.height = map(Inches, (_EDGE, top, _WIDE - 2 * _EDGE, height))


def _lines(made: Any, slide: Slide, top: float) -> None:
    room = _HIGH - top - _ABOVE_FOOTER
    frame = _box(made, top, room, slide.title)
    size = _fitting(_SIZES, lambda size: _height(slide.lines, size), room)
    for at, line in enumerate(slide.lines):
        paragraph = frame.paragraphs[0] if not at else frame.add_paragraph()
        _written(paragraph, line, size)
        _space_after(paragraph, size * 0.5)


def _fitting(sizes: Sequence[int], height: Callable[[int], float], room: float) -> int:
    """Give the largest size at which a text is no higher than the room for it; the smallest if none is."""
    return next((size for size in sizes if height(size) <= room), sizes[-1])


def _height(lines: Sequence[Line], size: int, *, bold: bool = False) -> float:
    """Estimate how many inches high lines are under each other, with air between them and around them."""
    width = _WIDE - 2 * _EDGE - 2 * _MARGIN
    wide = size * _BOLD if bold else size
    rows = sum(len(wrap(text_of(line), width, wide)) * size * _LINE + size * 0.5 for line in lines)
    return rows / 72 + 2 * _EDGE_OF_BOX


def _box(made: Any, top: float, height: float, name: str) -> Any:
    from pptx.util import Inches

    box = made.shapes.add_textbox(Inches(_EDGE), Inches(top), Inches(_WIDE - 2 * _EDGE), Inches(height))
    box.name = f"Tekst: {visible(name)}"
    box.text_frame.word_wrap = True
    return box.text_frame


def _bottom(made: Any, shown: Presentation) -> None:
    """Write at the bottom of a slide whose it is, and above that what must be known at each of them."""
    frame = _box(made, _HIGH - 0.85, 0.7, "onderaan")
    for at, warning in enumerate((*shown.warnings, shown.footer)):
        paragraph = frame.paragraphs[0] if not at else frame.add_paragraph()
        last = warning == shown.footer
        _run(paragraph, warning, 11, PALETTE["muted" if last else "negative"], bold=not last)


def _table(made: Any, slide: Slide, table: Table, top: float) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches

    rows, columns = len(table.rows) + 1, len(table.columns)
    width = _WIDE - 2 * _EDGE
    headers = [visible(column.header) for column in table.columns]
    # A mark that stands alone is shown by its sign: the key has its word.
    short = [(row[0], *(symbol(cell) if isinstance(cell, Mark) else cell for cell in row[1:])) for row in table.rows]

    def sized(size: int) -> tuple[list[float], list[float]]:
        """Give the width of each column and the height of each row: no word is broken, and headers stand upright."""
        narrow = [_widest([row[at] for row in short], size) for at in range(1, columns)]
        widths = [width - sum(narrow), *narrow]
        head = max((text_width(header, size * _BOLD) + 0.3 for header in headers[1:]), default=0.0)
        return widths, [head, *(_row_height(row, widths, size) for row in short)]

    size = _fitting(_TABLE_SIZES, lambda size: sum(sized(size)[1]), _HIGH - top - _ABOVE_FOOTER)
    widths, heights = sized(size)
    height = sum(heights)
    shape = made.shapes.add_table(rows, columns, Inches(_EDGE), Inches(top), Inches(width), Inches(height))
    shape.name = visible(table.caption)
    alternative = ". ".join("; ".join(text_of(cell) for cell in row) for row in table.rows)
    shape._element.nvGraphicFramePr.cNvPr.set("descr", f"{visible(table.caption)}. {alternative}")
    drawn = shape.table
    drawn.first_col = True
    for at, high in enumerate(heights):
        drawn.rows[at].height = Inches(high)
    for at, header in enumerate(headers):
        drawn.columns[at].width = Inches(widths[at])
        cell = drawn.cell(0, at)
        _cell(cell, Strong(header), size, heading=True)
        if slide.key and not at:
            _written(cell.text_frame.add_paragraph(), slide.key, size)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE if at else MSO_ANCHOR.BOTTOM
        if at:
            cell._tc.get_or_add_tcPr().set("vert", "vert270")
    for down, row in enumerate(table.rows, 1):
        for across, cell in enumerate(row):
            _cell(drawn.cell(down, across), cell, size, alone=across > 0)


def _widest(cells: Sequence[Line | Entry | None], size: int) -> float:
    """Give the width that the longest word of a column needs, with a sign before it."""
    words = [word for cell in cells for word in text_of(cell).split(" ")]
    longest = max((len(word) + 2 for word in words), default=0)
    return text_width("x" * max(longest, _FEWEST), size * _BOLD) + 2 * _EDGE_OF_CELL


def _row_height(row: Sequence[Line | Entry | None], widths: Sequence[float], size: int) -> float:
    inside = [wide - 2 * _EDGE_OF_CELL for wide in widths]
    lines = max(len(wrap(text_of(cell), wide, size * _BOLD)) for cell, wide in zip(row, inside, strict=True))
    return lines * size * _LINE / 72 + 0.06


def _cell(cell: Any, line: Line | Entry | None, size: int, *, heading: bool = False, alone: bool = False) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Inches

    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.margin_left = cell.margin_right = Inches(_EDGE_OF_CELL)
    cell.fill.solid()
    cell.fill.fore_color.rgb = _colour("#e6eef0" if heading else "#ffffff")
    paragraph = cell.text_frame.paragraphs[0]
    if alone and isinstance(line, Mark):
        paragraph.alignment = PP_ALIGN.CENTER
        _run(paragraph, symbol(line), size, _COLOURS.get(line.kind, PALETTE["muted"]), bold=True)
        return
    _written(paragraph, line.line if isinstance(line, Entry) else line or "–", size)


def _written(paragraph: Any, line: Line, size: float) -> None:
    words = line if isinstance(line, tuple) else (line,)
    for at, word in enumerate(words):
        text = text_of(word) + (" " if at < len(words) - 1 else "")
        colour = PALETTE["muted"] if isinstance(word, Muted) else PALETTE["ink"]
        if isinstance(word, Mark):
            colour = _COLOURS.get(word.kind, PALETTE["muted"])
        _run(paragraph, text, size, colour, bold=isinstance(word, Mark | Strong))


def _run(paragraph: Any, text: str, size: float, colour: str, *, bold: bool = False) -> None:
    from pptx.util import Pt

    run = paragraph.add_run()
    run.text = visible(text)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = _colour(colour)
    run._r.get_or_add_rPr().set("lang", "nl-NL")


def _colour(code: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor(*bytes.fromhex(code.lstrip("#")))  # type: ignore[no-untyped-call]


def _space_after(paragraph: Any, points: float) -> None:
    from pptx.util import Pt

    paragraph.space_after = Pt(points)


def _fixed_in_time(made: io.BytesIO) -> bytes:
    fixed = io.BytesIO()
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(fixed, "w") as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, _MOMENT), before.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
