"""Make what stands on a page fit for paper: nothing folded, no links to other pages, tables that fit."""

import re
from collections.abc import Iterable

from lxml import etree, html
from lxml.html import HtmlElement
from markupsafe import Markup

# Names of styles in Word: of a paragraph in small type, and of text in small type.
SMALL, SMALL_TEXT = "Klein", "Kleine letters"
# A word of which more than this many characters stand in a narrow column is broken.
_LONGEST_WORD = 18
_LONGEST_TEXT = 160
# From how many columns a table with running text does not fit on a page: each row becomes an entry of a list.
_WIDE = 7


def printed(markup: str, *, deeper: int = 0) -> Markup:
    """Give markup of a page as it stands on paper.

    Parameters
    ----------
    markup : str
        Markup that the views made: what came from data is escaped.
    deeper : int
        How many levels its headings go down.
    """
    root = html.fragment_fromstring(markup, create_parent="div")
    for element in root.xpath(".//*[contains(@class, 'sr-only')]"):
        element.drop_tree()
    for link in root.xpath(".//a"):
        link.drop_tag()  # the address is of a page of the site
    for symbol in root.xpath(".//span[@class='chip-symbol']"):
        symbol.tail = "\u00a0" + (symbol.tail or "")
    for element in root.xpath(".//figure[.//details]"):
        _numbers_below(element)
    for fold in root.xpath(".//details"):
        _unfold(fold)
    for muted in root.xpath(".//span[@class='muted']"):
        muted.set("custom-style", "Bij")
    for table in root.xpath(".//table"):
        columns = len(table.xpath("./thead//th"))
        if columns >= _WIDE and table.xpath("./tbody//*[contains(@class, 'long')]"):
            _list(table)
        else:
            _fit(table)
    for heading in root.xpath(".//h1 | .//h2 | .//h3 | .//h4"):
        heading.tag = f"h{min(int(heading.tag[1]) + deeper, 6)}"
    for element in root.iter():
        element.attrib.pop("id", None)  # of its page; the document has ids of its own
    for wrapper in root.xpath(".//div[@class='scroll'] | .//section | .//div[@class='sides'] | .//div[not(@class)]"):
        wrapper.drop_tag()
    return Markup(_inside(root))


def pieces(markup: str, path: str) -> list[str]:
    """Give the markup of the elements that an XPath finds in markup of a page."""
    root = html.fragment_fromstring(markup, create_parent="div")
    return [html.tostring(found, encoding="unicode", with_tail=False) for found in root.xpath(path)]


def _inside(element: HtmlElement) -> str:
    return (element.text or "") + "".join(html.tostring(child, encoding="unicode") for child in element)


def _numbers_below(figure: HtmlElement) -> None:
    """Put a figure's numbers below the figure: as running text, which takes less room and reads better by ear."""
    for fold in figure.findall(".//details"):
        fold.getparent().remove(fold)
        table = fold.find(".//table")
        text = html.Element("div", {"class": "small", "custom-style": SMALL})
        etree.SubElement(text, "p").text = _running(table) if table is not None else fold.text_content()
        text.tail, figure.tail = figure.tail, None
        figure.addnext(text)


def _running(table: HtmlElement) -> str:
    """Write a table of numbers as running text: for each row its names, and then its numbers."""
    names = [heading.text_content().strip() for heading in table.xpath("./thead//th")]
    numeric = ["num" in heading.get("class", "") for heading in table.xpath("./thead//th")]
    lines = []
    for row in table.xpath("./tbody/tr"):
        cells = [cell.text_content().strip() for cell in row.xpath("./th | ./td")]
        about = ", ".join(cell for cell, is_number in zip(cells, numeric, strict=True) if not is_number)
        counted = [(name, cell) for name, cell, is_number in zip(names, cells, numeric, strict=True) if is_number]
        # Of many columns, most are empty: what is not there says enough.
        said = [pair for pair in counted if pair[1] != "0"] if len(counted) > _WIDE else counted
        numbers = ", ".join(f"{name}: {cell}" for name, cell in said) if len(counted) > 1 else cells[-1]
        lines.append(f"{about} ({numbers})")
    return f"De getallen: {'; '.join(lines)}."


def _unfold(fold: HtmlElement) -> None:
    """Show what is folded; its title too, unless the table in it has one."""
    summary = fold.find("summary")
    content = [child for child in fold if child is not summary]
    titled = [child for child in content if child.find(".//caption") is not None]
    if summary is not None:
        if len(content) == 1 and titled:
            summary.drop_tree()
        else:
            summary.tag = "div"
            summary.set("class", "fold")
            summary.set("custom-style", "Tussenkop")
    fold.drop_tag()


def _list(table: HtmlElement) -> None:
    """Make a list of a table: each row an entry; what all rows share is said once, and numbers have their name."""
    names = [heading.text_content().strip() for heading in table.xpath("./thead//th")]
    numeric = ["num" in heading.get("class", "") for heading in table.xpath("./thead//th")]
    rows = [row.xpath("./th | ./td") for row in table.xpath("./tbody/tr")]
    said = [[cell.text_content().strip() for cell in row] for row in rows]
    shared = [at for at in range(1, len(names)) if len(rows) > 1 and len({row[at] for row in said}) == 1]
    caption = table.find("caption")
    about = [] if caption is None else [caption.text_content().strip()]
    about += [f"{names[at]}: {said[0][at]}" for at in shared if _says(said[0][at])]
    title = html.Element("div", {"class": "fold", "custom-style": "Tussenkop"})
    etree.SubElement(title, "p").text = ". ".join(about)
    whole = html.Element("div", {"class": "small"})
    entries = etree.SubElement(whole, "ul")
    for texts in said:
        entry = etree.SubElement(entries, "li")
        etree.SubElement(entry, "span", {"custom-style": SMALL_TEXT}).text = f"{texts[0]} "
        rest = [
            f"{names[at]}: {text}" if numeric[at] else text
            for at, text in enumerate(texts)
            if at and at not in shared and _says(text)
        ]
        etree.SubElement(entry, "span", {"class": "muted", "custom-style": "Bij"}).text = f"({'; '.join(rest)})"
    whole.tail = table.tail
    table.getparent().replace(table, title)
    title.addnext(whole)


def _says(text: str) -> bool:
    return text not in {"", "–"}


def _fit(table: HtmlElement) -> None:
    """Give a table's columns widths by what is in them."""
    for name in ("class", "role"):
        for element in table.iter():
            if name == "class" and "num" in element.get("class", "").split():
                element.set("style", "text-align: right")
            if element.tag in {"table", "thead", "tbody", "tr", "th", "td"}:
                element.attrib.pop(name, None)
                element.attrib.pop("data-label", None)
    rows = [row.xpath("./th | ./td") for row in table.xpath(".//tr")]
    columns = list(zip(*([cell.text_content().strip() for cell in row] for row in rows), strict=False))
    weights = [_weight(texts) for texts in columns]
    widths = _shares(weights)
    group = html.Element("colgroup")
    for share in widths:
        group.append(html.Element("col", style=f"width: {share}%"))
    caption = table.find("caption")
    if caption is None:
        table.insert(0, group)
    else:
        caption.addnext(group)


def _weight(texts: Iterable[str]) -> tuple[float, float]:
    """Give what a column needs at least, in characters, and what it would like to have."""
    texts = list(texts)
    # A symbol is never parted from its word: a space that does not break is part of it.
    word = max((len(word) for text in texts for word in re.split(r"[ \n]", text)), default=1)
    mean = sum(min(len(text), _LONGEST_TEXT) for text in texts) / max(len(texts), 1)
    return min(word, _LONGEST_WORD) + 2.0, max(min(word, _LONGEST_WORD) + 2.0, mean * 0.8)


def _shares(weights: list[tuple[float, float]]) -> list[int]:
    """Divide 100 over columns."""
    room = 95.0  # characters on a line of a table
    least = sum(low for low, _ in weights)
    extra = sum(high - low for low, high in weights)
    left = max(room - least, 0.0)
    sizes = [low + (left * (high - low) / extra if extra else 0.0) for low, high in weights]
    total = sum(sizes) or 1.0
    shares = [int(size / total * 100) for size in sizes]
    shares[shares.index(max(shares))] += 100 - sum(shares)
    return shares
