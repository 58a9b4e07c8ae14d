"""What people said to us, for readers: how many find what of each aspect, and their own words; never who said it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from pipeline.blocks import Block, Bullets, Figure, Fold, Heading, Line, Mark, Muted, Table
from pipeline.codebook import Codebook, Question
from pipeline.dutch import count_noun
from pipeline.evidence.opinions import Opinions
from pipeline.evidence.small_groups import LeftOut
from pipeline.telling import words
from pipeline.telling.figures import Caption, diverging, on_one_span
from pipeline.telling.quotes import Quote, chosen, how_quoted
from pipeline.telling.tables import table

NOT_SHOWN = "niet getoond"
"""What stands in a table instead of a count that an edition leaves out."""
_POINT = ("Kritisch", "Gemengd of neutraal", "Positief")


@dataclass(frozen=True)
class Told:
    """What one voice finds of one aspect.

    Attributes
    ----------
    question, aspect, voice : str
        What it is about, and whose voice it is.
    opinions : Opinions
        How many find what.
    direction : int or None
        Which way that points; None where it can't be told.
    why_not : str
        Why it can't be told, in Dutch.
    keys : frozenset of str
        The rows behind it.
    counted : bool
        Everybody who spoke is counted; otherwise it can't be said how many were silent.
    shown : bool
        The edition shows how many they are.
    few : frozenset of int
        The ways of which nobody is quoted.
    """

    question: str
    aspect: str
    voice: str
    opinions: Opinions
    direction: int | None
    why_not: str
    keys: frozenset[str]
    counted: bool = True
    shown: bool = True
    few: frozenset[int] = frozenset()

    def under(self, left_out: LeftOut, phase: str) -> "Told":
        """Give it as an edition shows it that leaves something out of what a phase found."""
        piece = "-".join(("E", phase, self.question, self.aspect, self.voice))
        return replace(self, shown=piece not in left_out.pieces, few=left_out.sides.get(piece, frozenset()))


def by_question(told: Sequence[Told], quotes: Mapping[str, Quote], codebook: Codebook, where: str) -> tuple[Block, ...]:
    """Show for each question how many people find what of its aspects, with a table and quotes folded away.

    The figures have one span.

    Parameters
    ----------
    told : sequence of Told
        What there is, in the order of the codebook.
    quotes : mapping of str to Quote
        What may be quoted, by row.
    codebook : Codebook
        For the names.
    where : str
        In what they said so, by which a figure is told apart from those of another phase.
    """
    parts: list[Block] = []
    for question in codebook.questions:
        here = [each for each in told if each.question == question.id]
        if here:
            parts += [
                Heading(question.label, 3),
                *([_figure(here, question, codebook, where)] if any(map(_drawn, here)) else []),
                Fold("Hoeveel mensen, per groep", (_table(here, question, codebook),)),
                *_quotes(here, quotes, codebook),
            ]
    return on_one_span(parts)


def _drawn(told: Told) -> bool:
    return told.shown and bool(told.opinions.spoke)


def _figure(told: Sequence[Told], question: Question, codebook: Codebook, where: str) -> Figure | Table:
    """Draw how many people are critical, mixed and positive on each aspect, each voice by itself."""
    several = len({each.voice for each in told}) > 1
    spoke = [each for each in told if _drawn(each)]
    counts = [(each.opinions.critical, each.opinions.mixed, each.opinions.positive) for each in spoke]
    shown = pd.DataFrame(counts, columns=list(_POINT))
    names = [codebook.aspect_labels[each.question, each.aspect] for each in spoke]
    if several:
        names = [f"{name} ({codebook.labels[each.voice].lower()})" for name, each in zip(names, spoke, strict=True)]
    shown.insert(0, "Aspect", names)
    aspects = count_noun(len(spoke), "aspect", "aspecten")
    alt = f"Staafdiagram van hoeveel mensen kritisch, gemengd of positief zijn over {aspects}."
    shows = f"{question.label}: hoeveel mensen in de {where}"
    caption = Caption(shows, f"{alt} De aantallen staan in de tabel onder de figuur.")
    return diverging(shown, "Aspect", *_POINT, caption)


def _table(told: Sequence[Told], question: Question, codebook: Codebook) -> Table:
    shown = pd.DataFrame(
        {
            "aspect": [codebook.aspect_labels[each.question, each.aspect] for each in told],
            "voice": [codebook.labels[each.voice] for each in told],
            "positive": [each.opinions.positive if each.shown else NOT_SHOWN for each in told],
            "critical": [each.opinions.critical if each.shown else NOT_SHOWN for each in told],
            "mixed": [each.opinions.mixed if each.shown else NOT_SHOWN for each in told],
            "silent": [_silent(each) for each in told],
            "total": [each.opinions.out_of for each in told],
            "direction": [_verdict(each) for each in told],
        }
    )
    headers = {
        "aspect": "Aspect",
        "voice": "Stem",
        "positive": "Positief",
        "critical": "Kritisch",
        "mixed": "Gemengd of neutraal",
        "silent": "Zei niets",
        "total": "Mensen",
        "direction": "Samen",
    }
    return table(shown, f"{question.label}: wat mensen vinden, per groep", headers=headers, row_header="aspect")


def _silent(told: Told) -> int | str | None:
    if not told.shown:
        return NOT_SHOWN
    return told.opinions.out_of - told.opinions.spoke if told.counted else None


def _verdict(told: Told) -> Mark:
    if told.direction is None:
        return Mark(f"niet te zeggen: {told.why_not}", "muted")
    return words.direction(told.direction)


def _quotes(told: Sequence[Told], quotes: Mapping[str, Quote], codebook: Codebook) -> list[Block]:
    """Quote one a voice on each aspect, and one that points the other way; nothing where nobody may be quoted."""
    found: list[Line] = []
    places: list[tuple[str, str]] = []
    for each in told:
        about = f"over {codebook.aspect_labels[each.question, each.aspect].lower()}"
        own = chosen(quotes[key] for key in quotes if key in each.keys and quotes[key].direction not in each.few)
        found += [
            (quote.text, Muted(f"({quote.who}, {about}; {words.DIRECTIONS[quote.direction][0]})")) for quote in own
        ]
        places += [(quote.text, quote.place) for quote in own]
    if not found:
        return []
    return [Fold(how_quoted(places), (Bullets(tuple(found), "remarks"),))]
