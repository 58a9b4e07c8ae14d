"""Groups one by one, for readers: what each session found, who kept silent, who was in the room, and who disagreed."""

from collections.abc import Iterator

import pandas as pd

from pipeline.blocks import Block, Bullets, Line, Muted, Nothing, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.dutch import listed, number
from pipeline.phases.focusgroups.reaction_evidence import of_organisation
from pipeline.phases.focusgroups.reactions import InSession, Reactions, sessions
from pipeline.telling.quotes import quotable
from pipeline.telling.tables import table

_NONE = Nothing("In deze ronde staan geen eigen groepsgesprekken.")


@named
def each_session(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Table of what each session found of each thing that was put to it, with who of the organisation was there."""
    held = sessions(data)
    if not held:
        return _NONE
    if data.edition.smallest:
        return Nothing("Wat elke groep apart vond, staat er niet: in één groep zitten daarvoor te weinig mensen.")
    reactions = Reactions(data)
    numbers = {session["session_id"]: place for place, session in enumerate(held, 1)}
    rows: list[dict[str, object]] = []
    said: list[str] = []
    for question, aspect in reactions.topics():
        label = data.codebook.aspect_labels[question, aspect]
        found = reactions.by_session(question, aspect)
        rows += [{"topic": label, **_row(each, numbers)} for each in found]
        said += _with_and_without(label, found)
    headers = {
        "topic": "Waarover",
        "session": "Gesprek",
        "present": "Aanwezig",
        "positive": "Positief",
        "critical": "Kritisch",
        "mixed": "Gemengd",
        "silent": "Zei niets",
        "examples": "Gaf een voorbeeld",
        "together": "Samen",
        "organisation": "Van de organisatie",
    }
    frame = pd.DataFrame(rows)
    frame = frame if frame["mixed"].any() else frame.drop(columns="mixed")
    shown = table(frame, "Wat elke groep vond", headers=headers, row_header="topic")
    return (shown, *map(Text, said))


def _row(each: InSession, numbers: dict[str, int]) -> dict[str, object]:
    found = each.opinions
    session = each.session
    return {
        "session": f"Groep {numbers[session['session_id']]}",
        "present": int(session["persons"]),
        "positive": found.positive,
        "critical": found.critical,
        "mixed": found.mixed,
        "silent": None if each.uncounted else found.out_of - found.spoke,
        "examples": each.examples,
        "together": _together(each),
        "organisation": of_organisation(session) or ("nee" if session["organisation_present"] else "niet vastgelegd"),
    }


def _together(each: InSession) -> str:
    """Say what a session found, and only of those who spoke: silence is no agreement (Onwuegbuzie et al. 2009)."""
    found = each.opinions
    if each.uncounted:
        return "onbekend is hoeveel mensen"
    if not found.spoke:
        return "niemand sprak erover"
    if not each.half_spoke:
        return "minder dan de helft sprak"
    if found.spoke == 1:
        return "er was één mens"
    for count, word in ((found.positive, "positief"), (found.critical, "kritisch")):
        if count == found.spoke:
            return f"wie sprak, was {word}" + (" (iedereen)" if found.spoke == found.out_of else "")
    return "verdeeld"


def _with_and_without(label: str, found: list[InSession]) -> Iterator[str]:
    """Tell where groups with somebody of the organisation in the room point another way than groups without."""
    ways: dict[bool, set[int]] = {True: set(), False: set()}
    for each in found:
        if each.half_spoke and each.session["organisation_present"]:
            way = each.opinions.positive - each.opinions.critical
            ways[bool(of_organisation(each.session))].add((way > 0) - (way < 0))
    if ways[True] and ways[False] and not ways[True] & ways[False]:
        yield (
            f"Over «{label}» vonden groepen met iemand van de organisatie erbij iets anders dan groepen zonder. Of dat "
            "daardoor komt, is niet te zien."
        )


@named
def who_disagreed(data: RoundData) -> Nothing | tuple[Block, ...]:
    """List where fewer people said otherwise than most, with their words as far as they may be shown."""
    if not sessions(data):
        return _NONE
    if data.edition.smallest:
        return Nothing("Wie iets anders zei dan de meesten, staat er niet: dat zijn altijd weinig mensen.")
    reactions, quotes = Reactions(data), quotable(data, "focusgroup_reactions")
    lines: list[Line] = []
    alone = []
    for question, aspect in reactions.topics():
        label = data.codebook.aspect_labels[question, aspect]
        keys = reactions.against_most(question, aspect)
        found = reactions.sides(question, aspect)
        if not keys:
            if found.positive == found.critical and found.positive:
                alone.append(label)
            continue
        few, word = min((found.positive, "positief"), (found.critical, "kritisch"))
        who = "was er 1 mens" if few == 1 else f"waren er {number(few)} mensen"
        own = [quote.text for key, quote in quotes.items() if key in keys]
        words = Muted(listed(own)) if own else Muted("de woorden staan er niet bij, of mogen niet worden getoond")
        lines.append((f"Over «{label}» {who} {word}, van {number(found.spoke)} die spraken: ", words))
    parts: list[Block] = []
    if lines:
        parts.append(Bullets(tuple(lines)))
    if alone:
        labels = listed([f"«{label}»" for label in alone])
        parts.append(Text(f"Over {labels} waren er evenveel mensen positief als kritisch."))
    return tuple(parts) or (Text("Over geen onderwerp zei iemand iets anders dan de meeste mensen die spraken."),)
