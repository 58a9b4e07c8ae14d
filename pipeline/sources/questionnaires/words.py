"""Words of answers: scales that people know from low to high, and what stands for no answer."""

import html
import re
from collections.abc import Iterable

# From low to high; what is in one row of these is that scale, also where some of its answers are missing.
_LADDERS = tuple(
    tuple(part.strip() for part in line.split("|"))
    for line in """
helemaal mee oneens|mee oneens|neutraal|mee eens|helemaal mee eens
helemaal niet mee eens|niet mee eens|neutraal|mee eens|helemaal mee eens
helemaal niet mee eens|niet mee eens|niet mee eens, niet mee oneens|mee eens|helemaal mee eens
helemaal oneens|oneens|neutraal|eens|helemaal eens
zeer oneens|oneens|neutraal|eens|zeer eens
zeer mee oneens|mee oneens|neutraal|mee eens|zeer mee eens
zeer ontevreden|ontevreden|neutraal|tevreden|zeer tevreden
heel ontevreden|ontevreden|niet tevreden, niet ontevreden|tevreden|heel tevreden
zeer slecht|slecht|matig|redelijk|voldoende|goed|zeer goed|uitstekend
heel slecht|slecht|gewoon|goed|heel goed
nooit|zelden|soms|regelmatig|vaak|altijd
helemaal niet|een beetje|redelijk|erg|heel erg
nooit|bijna nooit|soms|vaak|bijna altijd|altijd
zeer onbelangrijk|onbelangrijk|neutraal|belangrijk|zeer belangrijk
strongly disagree|disagree|neutral|agree|strongly agree
strongly disagree|disagree|neither agree nor disagree|agree|strongly agree
strongly disagree|somewhat disagree|neither agree nor disagree|somewhat agree|strongly agree
very dissatisfied|dissatisfied|neutral|satisfied|very satisfied
extremely dissatisfied|somewhat dissatisfied|neither satisfied nor dissatisfied|somewhat satisfied|extremely satisfied
never|rarely|sometimes|often|always
very poor|poor|fair|good|very good|excellent
""".strip().splitlines()
)
_FEWEST, _USUAL = 3, 5
# A middle as tools word it: it stands where «neutraal» does.
_MIDDLE = re.compile(
    r"(?:niet|noch) [\w ]+?(?:, | en |/| / |, en )(?:niet|noch) [\w ]+|neutraal|neutral|neither [\w ]+ nor [\w ]+"
)
# What somebody says who gives no answer, by why; as a questionnaire in Dutch has it.
_NO_ANSWER = {
    "weet niet": (
        *("weet niet", "weet ik niet", "dat weet ik niet", "weet niet/geen mening", "weet niet / geen mening"),
        *("geen idee", "weet het niet", "?", "geen mening", "don't know", "i don't know", "do not know", "no opinion"),
    ),
    "niet van toepassing": (
        *("niet van toepassing", "n.v.t", "nvt", "n.v.t.", "not applicable", "n/a", "does not apply", "niet gesteld"),
        "not asked",
    ),
    "geweigerd": (
        *("geweigerd", "wil niet zeggen", "wil ik niet zeggen", "zeg ik liever niet", "refused", "prefer not to say"),
        *("prefer not to answer", "liever niet"),
    ),
    "overgeslagen": ("geen antwoord", "no answer", "niet ingevuld", "missing", "skipped", "ontbreekt", "-", "--", "–"),
}
_WHY = {text: reason for reason, texts in _NO_ANSWER.items() for text in texts}


def key(text: str) -> str:
    """Give a text as it is compared: in one case, without double spaces and a full stop at its end."""
    return " ".join(text.split()).casefold().removesuffix(".")


def no_answer(text: str) -> str:
    """Say why somebody who says this gives no answer, in Dutch; empty where it is an answer."""
    return _WHY.get(key(text), "")


def in_order(texts: Iterable[str]) -> list[str]:
    """Put answers in the order of a scale that people know; nothing where they are none.

    Answers of that scale that nobody gave are added, so that its ends are those that could be chosen.
    """
    own = {key(text): text for text in texts}
    steps = {_step(text): said for text, said in own.items()}
    if len(steps) < max(_FEWEST, len(own)):
        return []
    for ladder in _LADDERS:
        if steps.keys() <= set(map(_step, ladder)):
            # Of five steps all were there to choose from; of more, some tools leave steps out.
            whole = ladder if len(ladder) == _USUAL else [text for text in ladder if _step(text) in steps]
            capitals = all(text[:1].isupper() for text in own.values())
            return [steps.get(_step(text), text.capitalize() if capitals else text) for text in whole]
    return []


def is_usual(text: str) -> bool:
    """Tell whether a text is an answer of a scale that people know, or none at all, also where it has a comma in it."""
    return bool(no_answer(text)) or _step(key(text)) in _STEPS


def _step(text: str) -> str:
    """Give an answer as scales are compared: one middle is as good as another."""
    return "neutraal" if _MIDDLE.fullmatch(text) else text


_STEPS = frozenset(_step(text) for ladder in _LADDERS for text in ladder)


def without_markup(text: str) -> str:
    """Give a text of a web form as people read it."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())
