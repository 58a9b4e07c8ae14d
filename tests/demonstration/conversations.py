"""What was said in the conversations of the demonstration, and what two coders made of it: a project of a QDA tool.

Nobody in it exists, and each truth that is planted says so in a comment.
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from tests.helpers_qda import ATLAS, Coded, Project, qdpx

SPOKEN = {"klanten": 8, "medewerkers": 6, "partners": 3, "bewoners": 7}
_LETTER = {"klanten": "K", "medewerkers": "M", "partners": "P", "bewoners": "B"}
# Of the neighbours those with a lower number were in a group.
_FIRST = {"bewoners": 15}
LEAD, SECOND = "AB", "CD"
_SIGNS = {1: "+", 0: "±", -1: "-"}

# Who said what on which aspect in conversations: question, aspect, then for each kind of people what they said and how
# many of them, or which; the rest said nothing of it.
_SAID: Sequence[tuple[str, str, Mapping[str, Sequence[tuple[int, int | Sequence[int], str]]]]] = (
    # Planted: people get further, say seven of eight visitors, as the survey and the ladders do too.
    (
        "opbrengst",
        "verandering",
        {
            "klanten": (
                (1, 7, "Door de mensen hier durf ik weer naar buiten.|Ik heb hier leren omgaan met de computer."),
                (-1, 1, "Voor mij is er niets veranderd."),
            ),
            "medewerkers": ((1, 3, "Je ziet mensen opbloeien.|Wie eerst niets zei, zet nu koffie."),),
        },
    ),
    (
        "opbrengst",
        "bereik",
        {
            "klanten": (
                (-1, 4, "Je ziet hier altijd dezelfde gezichten.|Mijn buren komen hier nooit."),
                (1, 2, "Er komen mensen uit de hele buurt."),
            ),
            "partners": ((-1, 2, "Jonge gezinnen komen er niet."),),
            "medewerkers": ((-1, [1], "Wij zien altijd dezelfde mensen."),),
        },
    ),
    # Planted: partners and staff see their agreements differently.
    (
        "partners_samen",
        "afspraken",
        {
            "medewerkers": ((1, 3, "Met de wijkverpleging is het goed geregeld.|Wij bellen elkaar elke week."),),
            "partners": ((-1, 3, "Ik weet niet bij wie ik moet zijn.|Afspraken staan nergens op papier."),),
        },
    ),
    (
        "aansluiting",
        "behoefte",
        {
            "klanten": ((1, 5, "Koffie en iemand die luistert.|Er is altijd iets te doen voor mij."),),
            "medewerkers": ((1, [4], "We doen wat mensen vragen."),),
        },
    ),
    ("aansluiting", "vernieuwing", {"medewerkers": ((1, [5], "Het spreekuur over geld hadden we eerst niet."),)}),
    (
        "beleving",
        "welkom",
        {
            "klanten": (
                (1, 6, "Je hoeft niets te vragen, je krijgt koffie.|Ze kennen mijn naam."),
                (-1, 2, "Het is een vaste groep, daar kom je niet tussen."),
            ),
            "medewerkers": ((1, [3], "Iedereen krijgt hier een hand."),),
        },
    ),
    (
        "beleving",
        "bekendheid",
        {
            "klanten": ((-1, 5, "Ik liep er jaren langs.|In de buurt weet bijna niemand dat het er is."),),
            "medewerkers": ((-1, [2], "We hangen nergens een poster op."),),
        },
    ),
    ("beleving", "oordeel", {"medewerkers": ((1, [6], "Ik zou hier zelf ook komen."),)}),
    # Neighbours who came to no group: what most say of how well the house is known is what groups and answers say.
    (
        "beleving",
        "bekendheid",
        {"bewoners": ((-1, 5, "Ik wist niet dat ik er zo in mag.|Ik weet niet wat ze er doen."),)},
    ),
    ("aansluiting", "behoefte", {"bewoners": ((1, [6, 7], "Een plek om te zitten, dat mist de buurt."),)}),
)
# Planted: each of six who work there speaks of something that no other of them does; there is always something new.
# Planted: the second coder mixes up two codes half of the time, and does not see a third one at all.
_MIXED_UP = {"welkom": ("aansluiting", "behoefte"), "behoefte": ("beleving", "welkom")}
_UNSEEN = "bereik"
_INSTEAD = (("opbrengst", "verandering"), ("beleving", "bekendheid"), ("partners_samen", "afspraken"))
_ASKED = {
    "opbrengst": "Wat levert het u op?",
    "partners_samen": "Hoe gaat het samenwerken?",
    "aansluiting": "Past het bij wat er nodig is?",
    "beleving": "Hoe is het om er te komen?",
}


def names(voice: str, count: int = 0) -> list[str]:
    """Give the pseudonyms of the people of a voice that were spoken to, or of so many."""
    first = _FIRST.get(voice, 1)
    return [f"{_LETTER[voice]}{number:02}" for number in range(first, first + (count or SPOKEN[voice]))]


def project(seed: int = 2021) -> bytes:
    """Write what ATLAS.ti gives out of all conversations, with the codes of both."""
    return qdpx(Project(texts(), list(codings(Random(seed))), {name: [f"G{name}"] for name in _everybody()}), ATLAS)


def _everybody() -> list[str]:
    return [name for voice in SPOKEN for name in names(voice)]


def texts() -> dict[str, str]:
    """Give each conversation as it was written out, by its name."""
    found = {name: [f"I: Fijn dat u er bent.\n{name}: Graag gedaan.\n"] for name in _everybody()}
    for name, question, _, _, words in said():
        found[name].append(f"I: {_ASKED[question]}\n{name}: {words}\n")
    return {f"G{name}": "".join(lines) for name, lines in found.items()}


def said() -> Iterator[tuple[str, str, str, int, str]]:
    """Give who said what: the person, the question, the aspect, which way it points, and the words."""
    for question, aspect, voices in _SAID:
        for voice, parts in voices.items():
            everybody = names(voice)
            others = iter(everybody)
            for direction, who, words in parts:
                said_so = (
                    [next(others) for _ in range(who)] if isinstance(who, int) else [everybody[n - 1] for n in who]
                )
                alternatives = words.split("|")
                for turn, name in enumerate(said_so):
                    yield name, question, aspect, direction, alternatives[turn % len(alternatives)]


def codings(chance: Random) -> Iterator[Coded]:
    """Give the codes of the lead coder, and of a second one on each stretch."""
    turns: dict[tuple[str, str], int] = {}
    for name, question, aspect, direction, words in said():
        turn = turns[question, aspect] = turns.get((question, aspect), -1) + 1
        yield Coded(f"G{name}", words, _code(question, aspect, direction), LEAD)
        seen = 0 if chance.random() < 0.1 else direction
        yield Coded(f"G{name}", words, _code(*_seen_otherwise(question, aspect, turn), seen), SECOND)


def _seen_otherwise(question: str, aspect: str, turn: int) -> tuple[str, str]:
    """Give the code of the second coder."""
    if aspect == _UNSEEN:
        return _INSTEAD[turn % len(_INSTEAD)]
    return _MIXED_UP.get(aspect, (question, aspect)) if turn % 2 else (question, aspect)


def _code(question: str, aspect: str, direction: int) -> str:
    return f"{question} > {aspect} > {_SIGNS[direction]}"
