"""Signs from fonts of pictures, which Word keeps as a number in a font: as signs that every font can have."""

# Where Word puts such a sign among the characters, so that no letter is ever taken for one.
_PRIVATE = 0xF000
_WINGDINGS = {
    **{
        0x21: "✏",
        0x22: "✂",
        0x28: "☎",
        0x2A: "✉",
        0x36: "⌛",
        0x41: "✌",
        0x43: "👍",
        0x44: "👎",
        0x4A: "☺",
        0x4B: "😐",
    },
    **{0x4C: "☹", 0x52: "☼", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xAB: "★"},
    **{0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨"},
    **{0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
}
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x52: "☑", 0x53: "☒", 0xA3: "□"}
_SYMBOL = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0x30, 0x3A), "0123456789", strict=True)),
    **{0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥"},
    **{0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xDC: "⇐", 0xDE: "⇒"},
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
UNKNOWN = "[symbool]"


def sign(font: str, code: str) -> str:
    """Give the sign at a place in a font.

    Parameters
    ----------
    font : str
        Name of the font.
    code : str
        The place, in hexadecimal.

    Returns
    -------
    str
        The sign; `UNKNOWN` where no sign is known for it, so that what stood there is not lost without a trace.
    """
    try:
        number = int(code, 16)
        plain = chr(number)
    except (ValueError, OverflowError):
        return UNKNOWN
    known = _FONTS.get(font.strip().casefold())
    if known is not None:
        return known.get(number - _PRIVATE if number >= _PRIVATE else number, UNKNOWN)
    return plain if plain.isprintable() and not plain.isspace() else UNKNOWN


def without_private(text: str, font: str) -> str:
    """Give a text in which signs of such a font stand as letters with those signs."""
    if not any(_PRIVATE <= ord(letter) <= _PRIVATE + 0xFF for letter in text):
        return text
    return "".join(
        sign(font, f"{ord(letter):X}") if _PRIVATE <= ord(letter) <= _PRIVATE + 0xFF else letter for letter in text
    )
