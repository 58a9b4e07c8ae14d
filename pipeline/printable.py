"""Text from elsewhere as a table can keep it and a screen can show it: nothing in it that steers a terminal."""

import unicodedata


def printable(text: str) -> str:
    """Give a text without control characters and halves of characters, with one kind of line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
    return kept.strip()
