"""HTML that we did not make (Markdown, a bare data frame), fitted into a page."""

import re

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

# Most outputs are our own tables and figures, which hold none of these and needn't be parsed again. An attribute stands
# in a tag: what people write in a cell says nothing of where the table around it comes from.
_FOREIGN = re.compile(
    r"""<(script|style|link|meta|base|iframe|object|embed|form|h1|img(?![^>]*\ssrc="data:))\b"""
    r"""|<table(?!\ class="data)|<\w(?:[^>"']|"[^"]*"|'[^']*')*?\s(style|on\w+|srcset)\s*=""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_IN_A_PAGE = ("script", "style", "link", "meta", "base", "iframe", "object", "embed")


def fitted(html: str) -> Markup:
    """Fit HTML that we didn't make (Markdown, a bare data frame) into a page with our policy and on a phone.

    This isn't what keeps a page safe (escaping and the policy do that); it keeps out what the policy would
    block, and it puts tables into regions that scroll.
    """
    if not _FOREIGN.search(html):
        return Markup(html)
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(_NOT_IN_A_PAGE):
        element.decompose()
    for element in soup.find_all(True):
        _drop_own_styling(element)
    for element in soup.find_all("h1"):
        element.name = "h2"
    for element in soup.find_all("img"):
        _keep_only_if_embedded(element)
    for element in soup.find_all("table"):
        _put_in_region(soup, element)
    return Markup(soup.decode())


def _drop_own_styling(element: Tag) -> None:
    if "right" in str(element.get("style", "")):
        element["class"] = "num"
    for attribute in list(element.attrs):
        if attribute.lower().startswith("on") or attribute.lower() in ("style", "border", "srcset"):
            del element[attribute]


def _keep_only_if_embedded(image: Tag) -> None:
    if not str(image.get("src", "")).startswith("data:"):
        image.replace_with(f"[Afbeelding niet opgenomen: {image.get('alt') or 'zonder beschrijving'}]")
    elif "alt" not in image.attrs:
        image["alt"] = "Afbeelding zonder beschrijving"


def _put_in_region(soup: BeautifulSoup, element: Tag) -> None:
    element["class"] = "data"
    for cell in element.find_all("th"):
        cell.attrs.setdefault("scope", "row" if cell.find_parent("tbody") else "col")
    if element.find_parent(class_="scroll"):
        return
    name = element.caption.get_text(" ", strip=True) if element.caption else "zonder titel"
    attributes = {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": f"Tabel: {name}"}
    element.wrap(soup.new_tag("div", attrs=attributes))
