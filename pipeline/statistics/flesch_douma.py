"""How easy a Dutch text reads: the Flesch-Douma score, and the syllables it counts.

Douma, W.H. (1960), De leesbaarheid van landbouwbladen, Landbouwhogeschool Wageningen: Flesch's reading ease with
coefficients for Dutch. Constants and norms as printed in Onze Taal 46 (1977), on https://dbnl.org, which rounds the
constant to 206.8; Douma's norms call 60 to 70 "normal" and 45 to 60 "fairly difficult".
"""

import re

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
# What is said as one: the longest first. A diaeresis begins a syllable, so ``eeë`` is two.
_SOUNDS = (
    *("aai", "eeu", "ieu", "oei", "ooi", "eau"),
    *("aa", "au", "ee", "ei", "eu", "ie", "ij", "oe", "oo", "ou", "ui", "uu", "ëe", "ïe", "öo", "üu"),
)
_VOWEL = "aeiouyàáâäèéêëìíîïòóôöùúûü"
_SOUND = re.compile(f"{'|'.join(_SOUNDS)}|[{_VOWEL}]")
_ABBREVIATION = 4  # the longest word in capitals that is spelled out


def words(text: str) -> list[str]:
    """List the words of a text; a number is one too."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """Count the syllables of a word by its vowel sounds.

    A number has one for each digit, and an abbreviation that is spelled out one for each letter. Hyphenation patterns
    were tried too and do worse: they leave a single letter at the beginning of a word.
    """
    digits = sum(letter.isdigit() for letter in word)
    if word.isupper() and 1 < len(word) <= _ABBREVIATION:
        return len(word)
    sounds = _SOUND.findall(word.lower().replace("qu", "kw"))
    return max(1, len(sounds) + digits)


def score(n_words: int, n_sentences: int, n_syllables: int) -> float:
    """Give the Flesch-Douma score: the higher, the easier.

    Parameters
    ----------
    n_words, n_sentences, n_syllables : int
        How many of each the text has; at least one.
    """
    return 206.84 - 0.93 * n_words / n_sentences - 0.77 * 100 * n_syllables / n_words
