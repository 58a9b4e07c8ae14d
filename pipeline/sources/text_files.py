"""Bytes of a transcript as text, with its byte-order mark if it has one, and what had to be guessed."""

import codecs

from pipeline.contracts.encodings import NotTextError, decode
from pipeline.sources.texts import MARK

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of(content: bytes) -> tuple[str, str]:
    """Give the text of a file, and what has to be told of how it was read; mostly nothing.

    Parameters
    ----------
    content : bytes
        The file.

    Raises
    ------
    ValueError
        It is no text; the message says so in Dutch.
    """
    decoded = decode(content)
    text, guessed = decoded.read(decoded.text)
    marked = MARK + text if content.startswith(_MARKS) else text
    if not guessed:
        return marked, ""
    if not decoded.certain:
        raise NotTextError("Dit is geen UTF-8, en wat het wel is, is niet zeker. Sla het op als tekst in UTF-8.")
    return marked, f"Deze tekst is geen UTF-8; gelezen als {decoded.label}."
