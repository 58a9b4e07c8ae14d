"""Text from elsewhere as a table can keep it and a screen can show it: nothing in it that steers a terminal."""

import unicodedata


def printable(text: str) -> str:
    """Give a text without control characters and halves of characters, with one kind of line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
    return kept.strip()


def short(text: str, most: int = 60) -> str:
    """Give the begin of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
