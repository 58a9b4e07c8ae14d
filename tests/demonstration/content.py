"""What is in the demonstration: nobody in it exists, and each truth that is planted says so in a comment."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from random import Random

from tests.demonstration.conversations import SPOKEN, names

NORTH, SOUTH = "Wilgenhuis Noord", "Wilgenhuis Zuid"
OLD, YOUNG = "35 of ouder", "jonger dan 35"
Row = Mapping[str, object]

ABOUT: Sequence[tuple[str, str]] = (
    ('title: "Evaluatie Het Wilgenhuis"', 'title: "Voorbeeld: evaluatie van een verzonnen buurthuis"'),
    (
        "Dit is een evaluatie van Het Wilgenhuis in Nergenshuizen, over februari 2021 tot en met juni 2021.",
        "Een verzonnen voorbeeld. In de twee huizen van het Wilgenhuis lopen buren binnen voor koffie, hulp en een "
        "praatje.",
    ),
    ('# client: "..."', 'client: "Niemand: dit is een voorbeeld"'),
    ('# makers: ["..."]', 'makers: ["Een programma dat gegevens verzint"]'),
    ('# date: "..."', 'date: "2021-07"'),
    (
        "# places: []",
        "places:  # verzonnen: dit is in zee\n  - {unit: wilgenhuis_noord, north: 52.1010, east: 3.9020}\n"
        "  - {unit: wilgenhuis_zuid, north: 52.0920, east: 3.8940}",
    ),
    (
        '# theory: {activities: [{text: "..."}], outcomes: [{text: "...", question: "..."}]}',
        "theory:  # verzonnen\n"
        "  inputs: [{text: Twee huizen met beroepskrachten}, {text: Buren die meehelpen}]\n"
        '  activities: [{text: "Koffie, hulp en een praatje"}, {text: Een spreekuur over geld}]\n'
        "  outputs: [{text: Buren weten het huis te vinden, question: beleving}]\n"
        "  outcomes: [{text: Mensen komen vooruit, question: opbrengst}]\n"
        "  impact: [{text: Buren zien naar elkaar om}]",
    ),
    ('# baseline: "..."', "baseline: voorbeeld-2019"),
    ('# lead_coder: "..."', "lead_coder: AB"),
    (
        "# Wat u van deelnemers",
        "limits:\n  - Alles in deze ronde is verzonnen (synthetic), om te laten zien hoe het werkt.\n"
        "# Wat u van deelnemers",
    ),
)
CODES: Sequence[Mapping[str, str]] = (
    {
        "Vraag": "beleving",
        "Code": "oordeel",
        "Naam": "Oordeel",
        "Definitie": "Wat mensen er al met al van vinden.",
    },
)

SCRIPT = """label: Binnenlopen zonder afspraak
channel: bezoek
scenario: U loopt binnen, vraagt of u mag blijven zitten en kijkt wat er gebeurt. Verzonnen (synthetic).
steps:
  - Kijk buiten of er staat dat u binnen mag.
  - Loop naar binnen en ga zitten.
  - Wacht tot iemand u helpt, en kijk hoe lang dat duurt.
criteria: [bord, groet, wachten, cijfer]
agreement: {date: 2021-04-12, by: de directeur}
"""
"""What visitors did, as somebody writes it in an editor."""
# Scored on the self-sufficiency matrix: fourteen visitors, of whom the first eight were also spoken to. The last two
# left before they could be scored again, and the first six scored themselves too.
_SCORED, _LEFT, _THEMSELVES = 14, 2, 6


def workbooks(seed: int = 2021) -> dict[str, dict[str, list[Row]]]:
    """Give what is typed: for each workbook, for each sheet, the rows by heading."""
    chance = Random(seed)
    for _ in range(_DRAWN):
        chance.random()
    return {
        "deelnemers": {"respondents": _people()},
        "interviews": {
            "interviews": _conversations(),
            "interview_answers": _closed(),
        },
        "focusgroepen": _groups(),
        "mystery_guests": _visits(chance),
        "meetladders": {"scores": _scores(chance)},
        "deskresearch": _documents(),
    }


def _place(number: int) -> str:
    return NORTH if number % 2 else SOUTH


def _people() -> list[Row]:
    counts = {voice: n for voice, n in SPOKEN.items() if voice != "bewoners"} | {"klanten": _SCORED}
    rows = [
        {
            "Persoon": name,
            "Stem": voice,
            "Onderdeel": _place(number),
            "Mag citeren": "nee" if number == 2 else "ja",
            "Mag opnemen": "ja",
            # Of these there are three: who reads a quote of one may know whose it is.
            "Mag herkenbaar": "nee" if voice == "klanten" else "ja",
            "Leeftijd": YOUNG if number in {3, 6} else OLD,
        }
        for voice, count in counts.items()
        for number, name in enumerate(names(voice, count), 1)
    ]
    neighbours = [
        {"Persoon": f"B{number:02}", "Stem": "bewoners", "Mag citeren": "ja", "Leeftijd": OLD}
        for number in range(1, 15 + SPOKEN["bewoners"])
    ]
    return [*rows, *neighbours]


def _conversations() -> list[Row]:
    first = date(2021, 3, 1)
    everyone = [(voice, name, n) for voice in SPOKEN for n, name in enumerate(names(voice), 1)]
    return [
        {
            "Gesprek": f"G{name}",
            "Personen": name,
            "Onderdeel": _place(n),
            "Datum": first + timedelta(days=2 * number),
            "Interviewer": "AB" if number % 2 else "CD",
            "Selectie": "organisation" if voice == "partners" else "purposive",
        }
        for number, (voice, name, n) in enumerate(everyone)
    ]


# So many draws went to codes when visits and scores were first made up: these stay as they were, whatever is coded.
_DRAWN = 21


def _closed() -> list[Row]:
    """Give what visitors answered to the one question that each was asked: planted, seven of eight say yes."""
    return [
        {
            **{"Antwoord": f"A{number:03}", "Gesprek": f"G{name}", "Persoon": name},
            **{"Gesloten vraag": "Zou u het huis een ander aanraden?", "Gekozen": "nee" if number == 4 else "ja"},
            **{"Vraag": "beleving", "Aspect": "oordeel", "Richting": -1 if number == 4 else 1},
        }
        for number, name in enumerate(names("klanten"), 1)
    ]


def _groups() -> dict[str, list[Row]]:
    sessions: list[Row] = [
        {
            "Groepsgesprek": "GG1",
            "Datum": date(2021, 4, 12),
            "Gespreksleider": "AB",
            "Organisatie erbij": "nee",
            "Aantal mensen": 8,
        },
        {
            **{"Groepsgesprek": "GG2", "Datum": date(2021, 4, 19), "Gespreksleider": "CD", "Aantal mensen": 16},
            **{"Organisatie erbij": "een beroepskracht", "Stem": "klanten", "Onderdeel": NORTH, "Selectie": "present"},
        },
        {
            **{"Groepsgesprek": "GG3", "Datum": date(2021, 4, 26), "Gespreksleider": "AB", "Aantal mensen": 6},
            **{"Organisatie erbij": "de directeur", "Onderdeel": SOUTH},
        },
    ]
    reactions: list[Row] = []
    asked = (
        ("GG1", 1, "beleving", "bekendheid", "DDSDDDDNRA"),
        ("GG1", 1, "opbrengst", "verandering", "AASEAADNRA"),
        # Planted: one dissenting voice, in a group where the director was in the room.
        ("GG3", 9, "aansluiting", "behoefte", "AAAASDNR"),
    )
    for group, first, question, aspect, letters in asked:
        for number, reaction in enumerate(_reactions(letters), first):
            words = {"SD": "Ik heb er nog nooit iets van gezien.", "SE": "Mijn buurvrouw is er erg van opgeknapt."}
            words |= {"SD": "Voor mij is er niets te doen."} if group == "GG3" else {}
            reactions.append(
                {
                    **{"Reactie": f"R{len(reactions) + 1:03}", "Groepsgesprek": group, "Persoon": f"B{number:02}"},
                    **{"Vraag": question, "Aspect": aspect, "Voorgelegd": 1, "Reactie op de stelling": reaction},
                    **{"Woorden": words.get(reaction, "")},
                }
            )
    # Planted: fourteen people who reacted the same count as fourteen.
    reactions.append(
        {
            **{"Reactie": f"R{len(reactions) + 1:03}", "Groepsgesprek": "GG2", "Aantal": 14, "Vraag": "beleving"},
            **{"Aspect": "welkom", "Voorgelegd": 1, "Reactie op de stelling": "A"},
        }
    )
    return {"focusgroup_sessions": sessions, "focusgroup_reactions": reactions}


def _reactions(letters: str) -> list[str]:
    """Split such as DDSDNR in D, D, SD, NR."""
    found: list[str] = []
    while letters:
        size = 2 if letters[:2] in {"SD", "SE", "NR"} else 1
        found.append(letters[:size])
        letters = letters[size:]
    return found


def _visits(chance: Random) -> dict[str, list[Row]]:
    criteria: list[Row] = [
        # Planted: a sign outside in one house at every visit, and in the other never.
        {
            **{
                "Criterium": "bord",
                "Omschrijving": "Buiten staat dat iedereen binnen mag",
                "Soort": "ja/nee",
                "Goed is": "ja",
            },
            **{"Vraag": "beleving", "Aspect": "bekendheid"},
        },
        {
            **{"Criterium": "groet", "Omschrijving": "Iemand groet wie binnenkomt", "Soort": "ja/nee", "Goed is": "ja"},
            **{"Vraag": "beleving", "Aspect": "welkom"},
        },
        {
            **{
                "Criterium": "wachten",
                "Omschrijving": "Minuten tot iemand helpt",
                "Soort": "minuten",
                "Goed is": "lager",
            },
            **{"Norm": "10", "Vraag": "beleving", "Aspect": "welkom"},
        },
        {
            **{"Criterium": "cijfer", "Omschrijving": "Cijfer voor het hele bezoek", "Soort": "score"},
            **{"Goed is": "hoger", "Laagste": "1", "Hoogste": "10", "Geheel": "ja"},
        },
    ]
    visits: list[Row] = []
    scores: list[Row] = []
    for number in range(1, 13):
        where, minutes = _place(number), chance.randint(2, 12)
        visits.append(
            {
                **{"Bezoek": f"W{number}", "Stem": "bewoners", "Kanaal": "bezoek", "Onderdeel": where},
                **{"Datum": date(2021, 5, 2 + number), "Binnen om": time(10, 5), "Geholpen om": time(10, 5 + minutes)},
                **{"Organisatie akkoord": "ja", "Draaiboek": "binnenlopen"},
            }
        )
        values = {
            "bord": "ja" if where == NORTH else "nee",
            "groet": "nee" if number == 6 else "ja",
            "wachten": str(minutes),
            "cijfer": "8" if where == NORTH else "6",
        }
        seen = {f"O{1 + number % 3}": values}
        if number > 8:
            # Planted: at four visits there were two, and who gave the lower mark saw no greeting either, but at one.
            seen["O4"] = values | {"cijfer": "4", "groet": "ja" if number == 12 else "nee"}
        scores += [
            {"Bezoek": f"W{number}", "Bezoeker": observer, "Criterium": name, "Uitkomst": value}
            for observer, noted in seen.items()
            for name, value in noted.items()
        ]
    return {"visits": visits, "visit_criteria": criteria, "visit_scores": scores}


def _scores(chance: Random) -> list[Row]:
    """Give what a professional scored at two moments: planted is that ten of twelve have more people around them.

    Two who were scored at the begin had left. Six scored themselves as well, mostly a rung lower.
    """
    rows: list[Row] = []
    for number, name in enumerate(names("klanten", _SCORED), 1):
        for domain in ("sociaal_netwerk", "financien"):
            begin = chance.randint(2, 3)
            step = (1 if number <= 10 else 0) if domain == "sociaal_netwerk" else (1, -1, 0)[number % 3]
            moments = [("begin", date(2021, 2, 8), begin), ("eind", date(2021, 6, 14), begin + step)]
            by = [("professional", "beroepskrachten", 0)]
            if number <= _THEMSELVES and domain == "sociaal_netwerk":
                by.append(("client", "klanten", 0 if number == 1 else -1))
            for scorer, voice, lower in by:
                for moment, when, value in moments[: 1 if number > _SCORED - _LEFT else 2]:
                    # Planted: one saw no change where the professional did.
                    seen = begin if scorer == "client" and number == _THEMSELVES else value
                    rows.append(
                        {
                            **{"Score": f"S{len(rows) + 1:03}", "Wie of wat": name, "Soort": "person"},
                            **{"Stem": voice, "Meetladder": "zrm-11", "Domein": domain, "Moment": moment},
                            **{"Datum": when, "Trede": str(seen + lower), "Wie scoorde": scorer},
                            **{"Wanneer vastgelegd": "then", "Verwacht": "stijgen", "Selectie": "present"},
                            **{"Vraag": "opbrengst", "Aspect": "verandering"},
                        }
                    )
    return rows


def _documents() -> dict[str, list[Row]]:
    figure = {
        "Fase": "desk_research",
        "Reeks": "bezoek_2020",
        "Maat": "personen",
        "Periode": "2020",
        "Herkomst": "synthetic",
    }
    said = {"Bron": "s_jaarverslag", "Document": "jaarverslag", "Stem": "documenten", "Herkomst": "synthetic"}
    return {
        "documents": [
            {
                **{"Kenmerk": "jaarverslag", "Titel": "Jaarverslag 2020 (verzonnen)", "Uitgever": "Het Wilgenhuis"},
                **{"Datum": "2021", "Soort": "jaarverslag", "Toelichting": "Dit stuk bestaat niet: het is verzonnen."},
            },
            {
                **{"Kenmerk": "plan", "Titel": "Plan voor 2020 (verzonnen)", "Uitgever": "Het Wilgenhuis"},
                **{"Datum": "2019", "Soort": "plan", "Toelichting": "Dit stuk bestaat niet: het is verzonnen."},
            },
        ],
        "desk_sources": [
            {
                "Bron": "s_jaarverslag",
                "Naam": "Jaarverslag 2020",
                "Stem": "documenten",
                "Document": "jaarverslag",
                "Herkomst": "synthetic",
            }
        ],
        "desk_statements": [
            {
                **{
                    "Uitspraak": "U001",
                    "Vindplaats": "p. 4",
                    "Vraag": "opbrengst",
                    "Aspect": "bereik",
                    "Richting": 1,
                    **said,
                },
                **{"Uitspraak in eigen woorden": "In 2020 kwamen er meer mensen dan was gepland."},
            },
            {
                **{
                    "Uitspraak": "U002",
                    "Vindplaats": "p. 6",
                    "Vraag": "aansluiting",
                    "Aspect": "vernieuwing",
                    "Richting": 1,
                    **said,
                },
                **{"Uitspraak in eigen woorden": "Nieuw in 2020 was het spreekuur over geld."},
            },
        ],
        "promises": _promises(),
        # Planted: the parts are 440 together, and the total that is printed is 420.
        "figures": [
            {
                **{
                    "Kenmerk": "bezoekers",
                    "Document": "jaarverslag",
                    "Vindplaats": "p. 3",
                    "Wat": "Bezoekers",
                    "Rol": "realised",
                },
                **{"Gedrukt": "420", "Formule": "bezoekers_noord + bezoekers_zuid", **figure},
            },
            {
                **{"Kenmerk": "bezoekers_noord", "Document": "jaarverslag", "Vindplaats": "p. 3", "Wat": "Bezoekers"},
                **{"Onderdeel": NORTH, "Gedrukt": "230", **figure},
            },
            {
                **{"Kenmerk": "bezoekers_zuid", "Document": "jaarverslag", "Vindplaats": "p. 3", "Wat": "Bezoekers"},
                **{"Onderdeel": SOUTH, "Gedrukt": "210", **figure},
            },
            {
                **{
                    "Kenmerk": "bezoekers_doel",
                    "Document": "plan",
                    "Vindplaats": "p. 2",
                    "Wat": "Bezoekers, doel",
                    "Rol": "target",
                },
                **{"Gedrukt": "400", **figure},
            },
            *_more_mistakes(figure),
        ],
    }


def _more_mistakes(figure: Row) -> list[Row]:
    """Give what else the annual report has wrong: planted are percentages, a mean, and a total that is told twice."""
    place = {"Document": "jaarverslag", "Rol": "realised", **figure}
    ages = {"tot35": ("jonger dan 35", "20%"), "tot65": ("35 tot 65", "45%"), "vanaf65": ("65 of ouder", "45%")}
    return [
        # Together 110%.
        *(
            {
                **place,
                **{"Kenmerk": f"leeftijd_{name}", "Vindplaats": "p. 4", "Wat": f"Bezoekers {label}", "Maat": "procent"},
                **{"Gedrukt": printed, "Samen 100%": "leeftijd_2020"},
            }
            for name, (label, printed) in ages.items()
        ),
        # Of twelve whole marks no mean is 7.35: 88 is 7.33, and 89 is 7.42.
        {
            **place,
            **{"Kenmerk": "cijfer_gasten", "Vindplaats": "p. 5", "Wat": "Cijfer van gasten", "Maat": "rapportcijfer"},
            **{"Gedrukt": "7,35", "n": 12, "Aantal vragen": 1},
        },
        {**place, **{"Kenmerk": "bezoekers_weer", "Vindplaats": "p. 8", "Wat": "Bezoekers", "Gedrukt": "410"}}
        | {"Herhaalt": "bezoekers"},
    ]


def _promises() -> list[Row]:
    """Give what the house promises, and what was met: one kept, one broken in one of the houses, one never tested."""
    inside = "Wie wil, mag zonder afspraak binnen"
    return [
        {
            **{"Rij": "T01", "Belofte": "binnen", "Wat is beloofd": inside, "Waar beloofd": "digitaal"},
            **{"Document": "jaarverslag", "Vindplaats": "p. 2", "Nagegaan in": "mystery_guests", "Nagekomen": "deels"},
            **{"Aangetroffen": "In het ene huis staat het buiten op een bord, in het andere nergens."},
        },
        {
            **{"Rij": "T02", "Belofte": "binnen", "Wat is beloofd": inside, "Waar beloofd": "digitaal"},
            **{"Document": "jaarverslag", "Vindplaats": "p. 2", "Nagegaan in": "surveys", "Nagekomen": "nee"},
            **{"Aangetroffen": "De meeste mensen in de buurt weten het niet."},
        },
        {
            **{"Rij": "T03", "Belofte": "koffie", "Wat is beloofd": "Er is altijd koffie", "Waar beloofd": "papier"},
            **{"Document": "plan", "Vindplaats": "p. 1", "Nagegaan in": "interviews", "Nagekomen": "ja"},
            **{"Aangetroffen": "Bezoekers vertellen dat zij koffie krijgen zonder iets te vragen."},
        },
        {
            **{"Rij": "T04", "Belofte": "klacht", "Wat is beloofd": "Een klacht krijgt binnen een week antwoord"},
            **{"Waar beloofd": "papier", "Document": "plan", "Vindplaats": "p. 3"},
        },
    ]
