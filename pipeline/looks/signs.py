"""The signs of marks, one way on pages, on paper, on slides and in figures: for who can't see a colour."""

from pipeline.blocks import Mark, MarkKind

# The symbol says what the colour says, for who can't see the colour.
SYMBOLS: dict[MarkKind, str] = {
    "positive": "▲",
    "negative": "▼",
    "mixed": "◆",
    "neutral": "●",
    "ok": "✓",
    "warn": "!",
    "bad": "✕",
    "muted": "○",
    "sure3": "●●●",
    "sure2": "●●○",
    "sure1": "●○○",
    "sure0": "○○○",
}

# Why a phase says nothing is four things that look alike: each has a sign of its own.
SILENT = {
    "niets gevonden": "○",
    "niet te zeggen": "?",
    "hier niet gezocht": "–",
    "niet ingezet": "×",
    "afgeschermd": "▪",
}


def symbol(mark: Mark) -> str:
    """Give the sign of a mark."""
    return SILENT.get(mark.text, SYMBOLS["muted"]) if mark.kind == "muted" else SYMBOLS[mark.kind]
