"""Saturation of what was said in the conversations of one phase, in sentences."""

import zlib
from collections.abc import Callable, Hashable, Sequence
from fractions import Fraction

from pipeline.contracts.loading import RoundData
from pipeline.dutch import count_noun, percents
from pipeline.phases.declarations import BY_ID
from pipeline.statistics.saturation import over_orders

# What a sentence is of: the smallest base, the shortest run, and the threshold that its makers begin with.
_USUAL = (4, 2, Fraction(1, 20))
FEWEST = _USUAL[0] + _USUAL[1]
"""Conversations: of fewer nothing is said."""
Talks = Sequence[frozenset[Hashable]]
"""What was spoken of in each conversation, in the order in which they were held."""


def seed(data: RoundData, phase: str, voice: str = "") -> int:
    """Give the seed of the orders that conversations are put in: of a round, a phase and a voice always the same."""
    return zlib.crc32(f"{data.round_id}/{phase}/saturation{voice}".encode())


def sentence(data: RoundData, phase: str, talks: Talks) -> str:
    """Say after how many conversations of a phase hardly anything new came, in Dutch.

    Parameters
    ----------
    data : RoundData
        The round.
    phase : str
        Id of the phase.
    talks : sequence of frozenset
        Its conversations; at least one.
    """
    base, run, threshold = _USUAL
    name = BY_ID[phase].plain
    if len(talks) < base + run:
        held = count_noun(len(talks), "gesprek", "gesprekken")
        return f"Of nieuwe {name} nog nieuwe aspecten opleveren, is niet te zeggen: er zijn maar {held}."
    low, high, _ = over_orders(talks, base, run, threshold, seed(data, phase))
    little = f"hoogstens {percents(threshold)} nieuwe aspecten"
    if low is None:
        return f"Nieuwe {name} leverden tot het eind nieuwe aspecten op."
    if high is None:
        return f"Of nieuwe {name} nog nieuwe aspecten opleveren, hangt af van de volgorde: soms tot het eind."
    after = str(low) if low == high else f"{low} tot {high}"
    return f"In negen van de tien volgordes van gesprekken brachten na {after} {name} de volgende {run} {little}."


def by_voice(data: RoundData, phase: str, spoken_of: Callable[[str], Talks]) -> list[str]:
    """Say of each voice with enough conversations in a phase after how many of them hardly anything new came.

    Parameters
    ----------
    data : RoundData
        The round.
    phase : str
        Id of the phase.
    spoken_of : callable
        Gives the conversations of a voice.
    """
    base, run, threshold = _USUAL
    told = []
    for voice in data.codebook.voices:
        talks = spoken_of(voice.id)
        if len(talks) < FEWEST:
            continue
        low, high, _ = over_orders(talks, base, run, threshold, seed(data, phase, voice.id))
        who = f"{voice.label} ({count_noun(len(talks), 'gesprek', 'gesprekken')})"
        if low is None:
            told.append(f"{who}: tot het eind kwamen er nieuwe aspecten bij. Hier is nog niet alles gehoord.")
        elif high is None:
            told.append(f"{who}: het hangt van de volgorde af; soms kwam er tot het eind iets nieuws bij.")
        else:
            after = str(low) if low == high else f"{low} tot {high}"
            told.append(f"{who}: na {after} gesprekken kwam er hoogstens {percents(threshold)} nieuwe aspecten bij.")
    return told
