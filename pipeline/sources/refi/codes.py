"""The codes of a project or codebook, each with those above it."""

from collections.abc import Iterator

from pipeline.sources.model import Code
from pipeline.sources.xml_files import Element, children, kind, text_in


def guid(text: str | None) -> str:
    """Give an identifier as all files can have it: without braces, in small letters."""
    return (text or "").strip().strip("{}").casefold()


def codes_in(book: Element) -> Iterator[tuple[str, Code]]:
    """Give the codes below an element with their identifiers, each after the one above it."""
    for codes in children(book, "Codes"):
        yield from _below(codes, ())


def _below(element: Element, above: tuple[str, ...]) -> Iterator[tuple[str, Code]]:
    todo = [(child, above) for child in reversed(children(element, "Code"))]
    while todo:  # not by calling itself: somebody may have nested codes deeper than Python can
        code, over = todo.pop()
        path = (*over, " ".join((code.get("name") or "").split()) or "(zonder naam)")
        yield guid(code.get("guid")), Code(path, text_in(code, "Description").strip())
        todo += [(child, path) for child in reversed(children(code, "Code"))]


def is_codebook(root: Element) -> bool:
    """Tell whether the root of a file is that of a codebook."""
    return kind(root) == "CodeBook"
