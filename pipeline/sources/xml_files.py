"""XML from somebody else: without entities, a document type or the network."""

from typing import Any

from lxml import etree

from pipeline.errors import refused

# Elements come from a library without types.
Element = Any


def parsed(content: bytes, name: str) -> Element:
    """Take XML apart.

    Parameters
    ----------
    content : bytes
        The XML.
    name : str
        How problems name the file.

    Raises
    ------
    InputError
        It is damaged, or has a document type: no program for analysis writes one, and it could only do harm.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError):
        mend = "Exporteer het opnieuw uit het programma waarmee is gecodeerd."
        raise refused(name, "De XML in dit bestand is beschadigd.", mend) from None
    if root.getroottree().docinfo.doctype:
        what = "In dit bestand staat XML met een DOCTYPE; dat hoort er niet in en wordt niet gelezen."
        raise refused(name, what, "Exporteer het opnieuw uit het programma waarmee is gecodeerd.")
    return root


def kind(element: Element) -> str:
    """Name an element without its namespace; empty for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> list[Element]:
    """List the elements right below one with these names."""
    return [child for child in element if kind(child) in names]


def text_in(element: Element, name: str) -> str:
    """Give the text of the first element of a name right below one; empty where there is none."""
    return next(("".join(child.itertext()) for child in children(element, name)), "")
