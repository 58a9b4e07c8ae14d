"""The survey of the demonstration, as a tool exports it: 180 people, of whom the 30 youngest do not feel welcome."""

from collections.abc import Mapping, Sequence
from random import Random

from tests.demonstration.content import NORTH, SOUTH

OLDER, YOUNGER = 150, 30
FIRST = ("Langer open", "Hulp bij geld", "Een tuin", "Meer stilte")
_QUESTIONS: Sequence[Mapping[str, str]] = (
    {
        **{"Item": "v_welkom", "Kolom in het bestand": "V1", "Vraagtekst": "Ik voel mij welkom in het Wilgenhuis"},
        **{"Soort": "stelling", "Schaal": "eens", "Vraag": "beleving", "Aspect": "welkom", "Gunstig": "hoog"},
    },
    {
        **{"Item": "v_kent", "Kolom in het bestand": "V2", "Vraagtekst": "Wist u dat iedereen er binnen mag lopen?"},
        **{"Soort": "keuze", "Schaal": "ja_nee", "Vraag": "beleving", "Aspect": "bekendheid"},
        **{"Gunstig": "ja", "Ongunstig": "nee"},
    },
    {
        **{"Item": "v_hulp", "Kolom in het bestand": "V3", "Vraagtekst": "Het Wilgenhuis helpt mensen vooruit"},
        **{"Soort": "stelling", "Schaal": "eens", "Vraag": "opbrengst", "Aspect": "verandering", "Gunstig": "hoog"},
    },
    {
        **{"Item": "v_cijfer", "Kolom in het bestand": "V4", "Vraagtekst": "Welk cijfer geeft u het Wilgenhuis?"},
        **{"Soort": "cijfer", "Vraag": "beleving", "Aspect": "oordeel", "Laagste": "1", "Hoogste": "10", "Norm": "7"},
    },
    # Planted: two statements that hang together, and one that is worded the other way and not marked as such.
    {
        **{"Item": "v_thuis", "Kolom in het bestand": "V6", "Vraagtekst": "Ik voel mij er thuis", "Soort": "stelling"},
        **{"Schaal": "eens", "Set": "thuis"},
    },
    {
        **{"Item": "v_mijzelf", "Kolom in het bestand": "V7", "Vraagtekst": "Ik kan er mijzelf zijn"},
        **{"Soort": "stelling", "Schaal": "eens", "Set": "thuis"},
    },
    {
        **{"Item": "v_vreemde", "Kolom in het bestand": "V8", "Vraagtekst": "Ik voel mij er een vreemde"},
        **{"Soort": "stelling", "Schaal": "eens", "Set": "thuis"},
    },
    # Planted: what came second in 2019 comes first now.
    {
        **{
            "Item": "v_eerst",
            "Kolom in het bestand": "V9_1; V9_2; V9_3; V9_4",
            "Soort": "volgorde",
            "Schaal": "wensen",
        },
        **{"Vraagtekst": "Wat moet het Wilgenhuis eerst doen?", "Van wanneer": "meting 2019, verzonnen"},
        "Eerdere volgorde": "Langer open; Hulp bij geld; Een tuin = Meer stilte",
    },
    {"Item": "v_kwijt", "Kolom in het bestand": "V5", "Vraagtekst": "Wat wilt u nog kwijt?", "Soort": "open"},
)
_SCALES: Mapping[str, Sequence[str]] = {
    "eens": ("helemaal oneens", "oneens", "neutraal", "eens", "helemaal eens"),
    "ja_nee": ("ja", "nee"),
    "wensen": FIRST,
}


def form() -> dict[str, list[dict[str, str]]]:
    """Give the rows of the workbook that say what is in the export."""
    name = {"Vragenlijst": "bewoners"}
    return {
        "vragenlijsten": [
            {
                **name,
                **{"Naam": "Bewonersenquête", "Datum": "2021-05", "Selectie": "random", "Gevraagd": "400"},
                **{"Uit hoeveel": "2600", "Stem": "bewoners", "Geen antwoord": "99: weet niet"},
                "Opmerking": "Verzonnen (synthetic).",
            }
        ],
        "kolommen": [
            {**name, "Kolom in het bestand": "Nummer", "Zegt iets over": "deelnemer"},
            {**name, "Kolom in het bestand": "Huis", "Zegt iets over": "onderdeel"},
            {
                **{**name, "Kolom in het bestand": "Leeftijd", "Zegt iets over": "leeftijd"},
                "Codes": "1: jonger dan 35; 2: 35 of ouder",
            },
        ],
        "items": [{**name, **question} for question in _QUESTIONS],
        "antwoorden": [
            {**name, "Schaal": scale, "Antwoord": label, "Code": str(code)}
            for scale, labels in _SCALES.items()
            for code, label in enumerate(labels, 1)
        ],
    }


def answers(seed: int = 2021) -> list[dict[str, object]]:
    """Give a row for everybody who answered."""
    chance = Random(seed)
    ages = [2] * OLDER + [1] * YOUNGER
    chance.shuffle(ages)
    rows: list[dict[str, object]] = []
    for number, age in enumerate(ages, 1):
        young = age == 1
        welcome = _one(chance, (8, 11, 5, 4, 2) if young else (2, 5, 12, 55, 40))
        home = [min(5, max(1, welcome + chance.choice((-1, 0, 0, 1)))) for _ in range(2)]
        rows.append(
            {
                "Nummer": 1000 + number,
                "Huis": chance.choice([NORTH, SOUTH]),
                "Leeftijd": age,
                "V1": welcome,
                "V2": 99 if chance.random() < 0.04 else chance.choices([1, 2], [30, 70])[0],
                "V3": _one(chance, (3, 8, 25, 45, 20)),
                "V4": chance.choices([4, 5, 6, 7, 8, 9], [2, 4, 14, 34, 34, 12])[0],
                "V6": home[0],
                "V7": home[1],
                "V8": 6 - min(5, max(1, welcome + chance.choice((-1, 0, 0, 1)))),
                **{f"V9_{place}": thing for place, thing in enumerate(_order(chance), 1)},
                "V5": chance.choice(["Langer open, graag.", "Fijne plek."]) if chance.random() < 0.1 else "",
            }
        )
    return rows


def _one(chance: Random, weights: tuple[int, ...]) -> int:
    return chance.choices([1, 2, 3, 4, 5], weights)[0]


def _order(chance: Random) -> list[int]:
    """Put four wishes, by their place in the list, in an order: help with money mostly first, the last by chance."""
    left = {1: 5, 2: 12, 3: 2, 4: 2}
    found: list[int] = []
    while left:
        [chosen] = chance.choices(list(left), list(left.values()))
        found.append(chosen)
        del left[chosen]
    return found
