"""Signs that no font of the PDF can draw, in words: a box tells a reader nothing.

What residents write has emoji and every script of the world. Fonts for all of those are tens of megabytes, and there is
always one more script; those of the reader's own machine would make another PDF on each. In Word and on the site, where
the reader's machine draws, every sign stays as it is.
"""

import re
import unicodedata
from functools import cache
from itertools import groupby
from pathlib import Path

import matplotlib
from matplotlib.ft2font import FT2Font

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_WIDEST = FONTS / "DejaVuSans.ttf"  # the one that has most signs; typst takes it for what others lack
# Joins emoji into one, or says how to draw the one before: nothing by itself.
_JOINING = "\u200d\ufe0e\ufe0f"
# The names of scripts as Unicode begins the names of their letters, in Dutch.
_SCRIPTS = {
    "CJK": "Chinees",
    "IDEOGRAPHIC": "Chinees",
    "FULLWIDTH": "Chinees",
    "HIRAGANA": "Japans",
    "KATAKANA": "Japans",
    "HALFWIDTH": "Japans",
    "HANGUL": "Koreaans",
    "THAI": "Thais",
    "ETHIOPIC": "Ethiopisch",
    "DEVANAGARI": "Hindi",
    "BENGALI": "Bengaals",
    "GURMUKHI": "Punjabi",
    "TAMIL": "Tamil",
    "SINHALA": "Singalees",
    "TIBETAN": "Tibetaans",
    "MYANMAR": "Birmaans",
    "KHMER": "Khmer",
    "SYRIAC": "Syrisch",
}
# Other kinds of signs; those of a few categories show nothing by themselves.
_EMOJI, _PUNCTUATION = "emoji", "vreemd"
_NOTHING = frozenset({"Cf", "Cc", "Cs", "Zs", "Sk", "Mn", "Me"})
# What people send most; Unicode has names in English only.
_NAMES = {
    "👍": "duim omhoog",
    "👎": "duim omlaag",
    "👌": "prima",
    "👏": "applaus",
    "👋": "zwaait",
    "💪": "sterke arm",
    "🙏": "gevouwen handen",
    "🤝": "handdruk",
    "🙂": "glimlach",
    "🙁": "kijkt sip",
    "🙄": "rolt met de ogen",
    "🤔": "denkt na",
    "🤗": "omhelzing",
    "🤣": "schatert",
    "🥰": "verliefd",
    "🥳": "viert feest",
    "🤷": "haalt de schouders op",
    "✅": "vinkje",
    "❌": "kruis",
    "❓": "vraagteken",
    "❗": "uitroepteken",
    "⭐": "ster",
    "🎉": "feest",
    "🔥": "vuur",
    "💯": "honderd procent",
    "🏠": "huis",
    "🌳": "boom",
}


def in_words(text: str) -> tuple[str, tuple[str, ...]]:
    """Put words in the place of signs that no font can draw.

    Parameters
    ----------
    text : str
        What is to be printed.

    Returns
    -------
    tuple
        The text with words between square brackets, and what they stand for, each once.
    """
    missing = "".join(sorted(sign for sign in set(text) - _drawable() if sign not in "\t\n\r"))
    if not missing:
        return text, ()
    one = f"[{re.escape(missing)}]"
    found: dict[str, None] = {}

    def said(match: re.Match[str]) -> str:
        words = _words(match.group())
        if words:
            found[match.group()] = None
        return words

    # Signs of one script are told together, with the spaces between them.
    made = re.sub(f"{one}(?:[ {_JOINING}]*{one})*[{_JOINING}]*", said, text)
    return made, tuple(found)


@cache
def _drawable() -> frozenset[str]:
    """Collect the signs that the PDF can count on."""
    return frozenset(map(chr, FT2Font(str(_WIDEST)).get_charmap()))


def _words(signs: str) -> str:
    """Say what some signs are, a script or a row of emoji at a time."""
    if signs.isspace():
        return " "
    kinds = [(kind, sign) for sign in signs if (kind := _kind(sign)) is not None]
    # A full stop or a comma goes with the letters around it, and Japanese has Chinese signs too.
    kinds = [pair for pair in kinds if pair[0] != _PUNCTUATION] or kinds
    chinese = "Japans" if any(kind == "Japans" for kind, _ in kinds) else "Chinees"
    told = []
    for kind, group in groupby(kinds, key=lambda pair: chinese if pair[0] == "Chinees" else pair[0]):
        row = "".join(sign for _, sign in group)
        told.append(f"emoji: {_names(row)}" if kind == _EMOJI else f"{kind} schrift; leesbaar in Word en op de site")
    return " ".join(f"[{each}]" for each in told)


def _kind(sign: str) -> str | None:
    """Give the script of a sign, or that it is an emoji; None for what shows nothing by itself."""
    category, first = unicodedata.category(sign), unicodedata.name(sign, "").partition(" ")[0]
    if category.startswith("P"):
        return _PUNCTUATION
    if first in _SCRIPTS:
        return _SCRIPTS[first]
    if category in _NOTHING or sign in _JOINING:
        return None
    return _EMOJI if category == "So" or "\U0001f000" <= sign <= "\U0001fbff" else "ander"


def _names(emoji: str) -> str:
    """Name emoji, each once; a flag is two letters."""
    flags = re.sub("[\U0001f1e6-\U0001f1ff]+", lambda match: "".join(map(_letter, match.group())), emoji)
    parts = re.findall(r"[A-Z]{2}|.", flags)
    names = (
        f"vlag {part}" if part.isascii() else _NAMES.get(part) or unicodedata.name(part, "onbekend").lower()
        for part in parts
    )
    return ", ".join(dict.fromkeys(names))


def _letter(indicator: str) -> str:
    return chr(ord(indicator) - 0x1F1E6 + ord("A"))
