"""Whether more conversations still brought something new, for readers: of everybody together, and of each group."""

import zlib
from functools import partial

import pandas as pd

from pipeline.blocks import Block, Nothing, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.dutch import count_noun
from pipeline.phases.interviews.declaration import PHASE
from pipeline.phases.interviews.segments import themes_of_talks
from pipeline.statistics.saturation import ORDERINGS, growth
from pipeline.telling.figures import Caption, lines
from pipeline.triangulation import saturation_words

_HELD, _LOW, _HIGH = "in de volgorde waarin ze zijn gevoerd", "in een ongunstige volgorde", "in een gunstige volgorde"
_AFTER, _SEEN, _ORDER = "Na gesprek", "Aspecten", "Volgorde"
_FEWEST = 3  # conversations: a line through fewer says nothing


@named
def anything_new(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Draw how many aspects there were after each conversation, and say for whom more of them brought new ones."""
    if data.round.is_reflexive:
        return Nothing("Deze ronde werkt reflexief: wanneer er niets nieuws meer komt, is daar geen vraag.")
    talks = themes_of_talks(data)
    if not any(talks) or len(talks) < _FEWEST:
        return Nothing("Er zijn te weinig gesprekken om te zien of nieuwe nog iets opleverden.")
    found = growth(talks, zlib.crc32(f"{data.round_id}/{PHASE.id}/growth".encode()))
    rows = [
        (number, seen, name)
        for number, each in enumerate(found, 1)
        for name, seen in zip((_HELD, _LOW, _HIGH), each, strict=True)
    ]
    alt = (
        f"Lijn van het aantal verschillende aspecten na elk gesprek: na het eerste {found[0][0]}, na het laatste "
        f"{found[-1][0]}. De getallen staan onder de figuur."
    )
    frame = pd.DataFrame(rows, columns=[_AFTER, _SEEN, _ORDER])
    told = saturation_words.sentence(data, PHASE.id, talks)
    band = (
        f"Was in een andere volgorde gesproken, dan had de lijn anders gelopen. Van {ORDERINGS} volgordes ligt er één "
        "op de twintig onder de ongunstige lijn en één op de twintig boven de gunstige."
    )
    return (
        Text(told),
        lines(frame, _AFTER, _SEEN, _ORDER, Caption("Hoeveel aspecten er na elk gesprek waren", alt)),
        Text(band),
        *(Text(each) for each in saturation_words.by_voice(data, PHASE.id, partial(themes_of_talks, data))),
        *_too_few(data),
    )


def _too_few(data: RoundData) -> list[Text]:
    """Say of which groups there are too few conversations to tell."""
    few = [
        f"{voice.label.lower()} ({count_noun(len(talks), 'gesprek', 'gesprekken')})"
        for voice in data.codebook.voices
        if 0 < len(talks := themes_of_talks(data, voice.id)) < saturation_words.FEWEST
    ]
    return [Text(f"Te weinig om het van te zeggen: {'; '.join(few)}.")] if few else []
