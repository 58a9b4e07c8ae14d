"""The survey of the demonstration, as LimeSurvey gives it: 180 people, of whom the 30 youngest do not feel welcome."""

from collections.abc import Sequence
from random import Random

from tests.demonstration.content import NORTH, OLD, SOUTH, YOUNG
from tests.demonstration.limesurvey import Asked, listed

OLDER, YOUNGER = 150, 30
FIRST = ("Langer open", "Hulp bij geld", "Een tuin", "Meer stilte")
TITLE = "Bewoners"
_AGREE = listed("helemaal oneens", "oneens", "neutraal", "eens", "helemaal eens")
_WELCOME, _HELPS = "Ik voel mij welkom in het Wilgenhuis", "Het Wilgenhuis helpt mensen vooruit"
QUESTIONS: Sequence[Asked] = (
    Asked("huis", "L", "Welk huis is het dichtst bij u?", answers=listed(NORTH, SOUTH)),
    Asked("leeftijd", "L", "Hoe oud bent u?", answers=listed(YOUNG, OLD)),
    Asked("v", "F", "Wat vindt u van het Wilgenhuis?", {"welkom": _WELCOME, "hulp": _HELPS}, _AGREE),
    Asked("kent", "L", "Wist u dat iedereen er binnen mag lopen?", answers=listed("ja", "nee", "weet niet")),
    Asked("cijfer", "N", "Welk cijfer geeft u het Wilgenhuis?"),
    # Planted: two statements that hang together, and one that is worded the other way and not marked as such.
    Asked(
        "er",
        "F",
        "Hoe is het voor u?",
        {"thuis": "Ik voel mij er thuis", "mijzelf": "Ik kan er mijzelf zijn", "vreemde": "Ik voel mij er een vreemde"},
        _AGREE,
    ),
    # Planted: what came second in 2019 comes first now.
    Asked("eerst", "R", "Wat moet het Wilgenhuis eerst doen?", answers=listed(*FIRST)),
    Asked("kwijt", "T", "Wat wilt u nog kwijt?"),
)


def typed() -> dict[str, dict[str, dict[str, str]]]:
    """Give what somebody fills in of the questionnaire that was proposed: by sheet, and by survey or item."""
    set_ = {"Set": "thuis"}
    return {
        "vragenlijsten": {
            "bewoners": {
                **{"Naam": "Bewonersenquête", "Datum": "2021-05", "Selectie": "random", "Gevraagd": "400"},
                **{"Uit hoeveel": "2600", "Stem": "bewoners", "Opmerking": "Verzonnen (synthetic)."},
            }
        },
        "items": {
            "v_welkom": {"Vraag": "beleving", "Aspect": "welkom", "Gunstig": "hoog"},
            "v_hulp": {"Vraag": "opbrengst", "Aspect": "verandering", "Gunstig": "hoog"},
            "kent": {"Vraag": "beleving", "Aspect": "bekendheid", "Gunstig": "ja", "Ongunstig": "nee"},
            "cijfer": {
                **{"Soort": "cijfer", "Vraag": "beleving", "Aspect": "oordeel"},
                **{"Laagste": "1", "Hoogste": "10", "Norm": "7"},
            },
            "er_thuis": set_,
            "er_mijzelf": set_,
            "er_vreemde": set_,
            "eerst": {
                "Eerdere volgorde": "Langer open; Hulp bij geld; Een tuin = Meer stilte",
                "Van wanneer": "meting 2019, verzonnen",
            },
        },
    }


def answers(seed: int = 2021) -> list[dict[str, object]]:
    """Give the answers of everybody, in the codes of LimeSurvey, by column."""
    chance = Random(seed)
    ages = [2] * OLDER + [1] * YOUNGER
    chance.shuffle(ages)
    rows: list[dict[str, object]] = []
    for age in ages:
        young = age == 1
        welcome = _one(chance, (8, 11, 5, 4, 2) if young else (2, 5, 12, 55, 40))
        home = [min(5, max(1, welcome + chance.choice((-1, 0, 0, 1)))) for _ in range(2)]
        house = 1 + [NORTH, SOUTH].index(chance.choice([NORTH, SOUTH]))
        knows = 3 if chance.random() < 0.04 else chance.choices([1, 2], [30, 70])[0]
        helps = _one(chance, (3, 8, 25, 45, 20))
        mark = chance.choices([4, 5, 6, 7, 8, 9], [2, 4, 14, 34, 34, 12])[0]
        strange = 6 - min(5, max(1, welcome + chance.choice((-1, 0, 0, 1))))
        order = _order(chance)
        codes = {"huis": house, "leeftijd": age, "v[welkom]": welcome, "v[hulp]": helps, "kent": knows}
        codes |= {"er[thuis]": home[0], "er[mijzelf]": home[1], "er[vreemde]": strange}
        codes |= {f"eerst[{place}]": thing for place, thing in enumerate(order, 1)}
        words = chance.choice(["Langer open, graag.", "Fijne plek."]) if chance.random() < 0.1 else ""
        rows.append({name: f"A{code}" for name, code in codes.items()} | {"cijfer": f"{mark}.0000000000"})
        rows[-1]["kwijt"] = words
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
