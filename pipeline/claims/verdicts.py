"""Words that call a figure right or wrong, held against how that figure came out of the audit."""

import re
from collections.abc import Iterator

from pipeline.audit.basis import DUTCH, Outcome
from pipeline.claims import wording
from pipeline.claims.backing import Sources
from pipeline.claims.text import Sentence
from pipeline.errors import Problem

# That a figure is right or wrong. What leaves it open makes of it a possibility.
_RULING = re.compile(
    r"\b(?:klop(?:t|pen|te|ten)|uitkom(?:t|en)|(?:komt|komen) (?:niet|wel) uit"
    # "Juist" before another word is "rather".
    r"|(?:on)?(?:juist|correct)(?=\s*(?:[.,;:!?)]|$)))(?!\w)",
    re.IGNORECASE,
)
_LEFT_OPEN = re.compile(r"\b(?:mogelijk|misschien|aannames?)\b", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"\b(?:niet|geen|nooit)(?: \w+)? $")
_NOT_BEHIND = re.compile(r"^(?: \w+){0,2} (?:niet|nooit)\b")
# What the audit can say for sure: right (1) or not (-1).
_SURE = {
    Outcome.REPRODUCED: 1,
    Outcome.WITHIN_ROUNDING: 1,
    Outcome.NOT_REPRODUCED: -1,
    Outcome.CONTRADICTED_PART: -1,
}


def verdicts_said(sentence: Sentence, sources: Sources) -> Iterator[Problem]:
    """List where a sentence calls right what the audit says does not come out, or wrong what does.

    It is told of the figures that it names, and of those that the evidence that it names rests on. What only an
    assumption of ours gives, is neither: that proves nothing.

    Parameters
    ----------
    sentence : Sentence
        A sentence that asserts something.
    sources : Sources
        What it can rest on.
    """
    word = rules_on_figures(sentence.text)
    if not word:
        return
    named = [reference.id for reference in sentence.references]
    named += [sources.values[function][name].behind for function, name in sentence.values]
    figures = [name for each in named for name in (each, *(key for _, key in sources.behind.get(each, [])))]
    came_out = {name: sources.came_out[name] for name in figures if name in sources.came_out}
    assumed = [name for name in named if came_out.get(name) is Outcome.ASSUMED]
    ruled = [name for name, found in came_out.items() if found in _SURE]
    said = _ruling(sentence.text)
    if assumed:
        what = f"«{word}» kan niet: {assumed[0]} is alleen met een aanname van ons na te rekenen, en die bewijst niets."
        mend = "Schrijf dat het mogelijk is, en noem de aanname."
        yield Problem(sentence.file, sentence.line, "", sentence.text, what, mend)
    elif said and ruled and all(_SURE[came_out[name]] != said for name in ruled):
        what = f"«{word}» kan niet: de controle van {ruled[0]} zegt «{DUTCH[came_out[ruled[0]]]}»."
        yield Problem(sentence.file, sentence.line, "", sentence.text, what, f"Laat «{word}» weg, of pas de zin aan.")


def rules_on_figures(text: str) -> str:
    """Give the words with which a sentence says that a figure is right or wrong; empty when it leaves that open.

    Parameters
    ----------
    text : str
        A sentence.
    """
    found = _RULING.search(text)
    return "" if found is None or _LEFT_OPEN.search(text) else found.group()


def _ruling(text: str) -> int:
    """Say how a sentence calls a figure: right (1) or wrong (-1); 0 where it does both, or its words don't tell."""
    said: set[int] = set()
    lowered = text.lower()
    for found in _RULING.finditer(lowered):
        before, behind = lowered[: found.start()], lowered[found.end() :]
        inside = "niet" in found.group().split() or found.group().startswith("on")
        denied = inside or bool(_NOT_BEFORE.search(before) or _NOT_BEHIND.search(behind))
        if wording.negates(before + behind) and not denied:
            return 0
        said.add(-1 if denied else 1)
    return said.pop() if len(said) == 1 else 0
