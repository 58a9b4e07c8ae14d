"""The baseline of the demonstration: a made-up round of two years before, with a survey and scores, and no more."""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

from pipeline.beginning.begin import begin
from pipeline.beginning.plan import Plan
from pipeline.importing.take_in_surveys import import_surveys
from pipeline.rounds import Project
from tests.demonstration import content, limesurvey, survey
from tests.demonstration.editing import complete, edit, fill

ROUND = "voorbeeld-2019"
ANSWERED, SCORED = 110, 8
PLAN = Plan(
    ROUND,
    organisation="Het Wilgenhuis",
    place="Nergenshuizen",
    begins="2019-02",
    ends="2019-06",
    units=(content.NORTH, content.SOUTH),
    noun=("huis", "huizen"),
    attributes=(("Leeftijd", (content.YOUNG, content.OLD)),),
    phases=("surveys",),
    selection="present",
    synthetic=True,
)
_ABOUT: Sequence[tuple[str, str]] = (
    ('title: "Evaluatie Het Wilgenhuis"', 'title: "Voorbeeld: nulmeting van een verzonnen buurthuis"'),
    (
        "Dit is een evaluatie van Het Wilgenhuis in Nergenshuizen, over februari 2019 tot en met juni 2019.",
        "Een verzonnen nulmeting: alleen een vragenlijst in de buurt, en scores van een paar bezoekers.",
    ),
    ('# client: "..."', 'client: "Niemand: dit is een voorbeeld"'),
    ('# makers: ["..."]', 'makers: ["Een programma dat gegevens verzint"]'),
    ('# date: "..."', 'date: "2019-07"'),
)
# Asked in 2019 too, but of the house as a whole: other words are another question.
_OTHERWISE = "Hoe waardeert u het Wilgenhuis met een cijfer?"
# Only then.
_PARKING = limesurvey.Asked("fiets", "L", "Is er plaats voor uw fiets?", answers=limesurvey.listed("ja", "nee"))


def make(project: Project) -> None:
    """Begin the round and fill it in."""
    begin(project, PLAN)
    folder = project.raw / ROUND
    edit(folder / "round.yml", _ABOUT)
    fill(folder / "codeboek.xlsx", {"codes": content.CODES})
    fill(folder / "deelnemers.xlsx", {"respondents": _people()})
    fill(folder / "meetladders.xlsx", {"scores": _scores(Random(2019))})
    with tempfile.TemporaryDirectory() as aside:
        answers, structure = Path(aside) / "results-survey6.csv", Path(aside) / "bewoners.lss"
        exported = limesurvey.export(QUESTIONS, _answers(Random(2019)), "2019-05-16")
        answers.write_text(exported, encoding="utf-8", newline="\n")
        structure.write_text(limesurvey.structure(survey.TITLE, QUESTIONS), encoding="utf-8", newline="\n")
        import_surveys(project, ROUND, [answers, structure])
    complete(folder / "enquetes" / "vragenlijsten.xlsx", _typed())


_KEPT = ("huis", "leeftijd", "v", "kent", "cijfer", "eerst")
QUESTIONS = (
    *(
        asked._replace(text=_OTHERWISE) if asked.code == "cijfer" else asked
        for asked in survey.QUESTIONS
        if asked.code in _KEPT
    ),
    _PARKING,
)


def _typed() -> dict[str, dict[str, dict[str, str]]]:
    typed = survey.typed()
    about = typed["vragenlijsten"]["bewoners"] | {"Datum": "2019-05", "Gevraagd": "300", "Uit hoeveel": "2500"}
    items = {name: typed["items"][name] for name in ("v_welkom", "v_hulp", "kent", "cijfer")}
    items["fiets"] = {"Vraag": "beleving", "Aspect": "welkom", "Gunstig": "ja", "Ongunstig": "nee"}
    return {"vragenlijsten": {"bewoners": about}, "items": items}


def _answers(chance: Random) -> list[Mapping[str, object]]:
    """Give the answers of everybody.

    Planted: fewer knew that everybody may walk in than in 2021, more felt welcome, and as many found that it helps;
    longer opening hours came first then, and help with money second.
    """
    rows: list[Mapping[str, object]] = []
    for number in range(ANSWERED):
        codes = {
            "huis": chance.choice([1, 2]),
            "leeftijd": 1 if number % 6 == 0 else 2,
            "v[welkom]": chance.choices([1, 2, 3, 4, 5], [1, 3, 6, 50, 50])[0],
            "v[hulp]": chance.choices([1, 2, 3, 4, 5], [3, 8, 25, 45, 20])[0],
            "kent": chance.choices([1, 2], [12, 88])[0],
            "fiets": chance.choices([1, 2], [60, 40])[0],
        }
        codes |= {f"eerst[{place}]": thing for place, thing in enumerate(_order(chance), 1)}
        row: dict[str, object] = {name: f"A{code}" for name, code in codes.items()}
        rows.append(row | {"cijfer": f"{chance.choices([5, 6, 7, 8, 9], [4, 14, 34, 34, 12])[0]}.0000000000"})
    return rows


def _order(chance: Random) -> list[int]:
    left = {1: 14, 2: 6, 3: 2, 4: 2}
    found: list[int] = []
    while left:
        [chosen] = chance.choices(list(left), list(left.values()))
        found.append(chosen)
        del left[chosen]
    return found


def _people() -> list[content.Row]:
    return [
        {"Persoon": f"V{number:02}", "Stem": "klanten", "Mag citeren": "nee", "Leeftijd": content.OLD}
        for number in range(1, SCORED + 1)
    ]


def _scores(chance: Random) -> list[content.Row]:
    """Give scores of eight people, of whom five stand a rung higher at the end: others than those of 2021."""
    rows: list[content.Row] = []
    for number in range(1, SCORED + 1):
        begin_ = chance.randint(2, 3)
        moments = (("begin", date(2019, 2, 11), begin_), ("eind", date(2019, 6, 17), begin_ + (number <= 5)))
        for moment, when, value in moments:
            rows.append(
                {
                    **{"Score": f"S{len(rows) + 1:03}", "Wie of wat": f"V{number:02}", "Soort": "person"},
                    **{"Stem": "beroepskrachten", "Meetladder": "zrm-11", "Domein": "sociaal_netwerk"},
                    **{"Moment": moment, "Datum": when, "Trede": str(value), "Wie scoorde": "professional"},
                    **{"Wanneer vastgelegd": "then", "Verwacht": "stijgen", "Selectie": "present"},
                    **{"Vraag": "opbrengst", "Aspect": "verandering"},
                }
            )
    return rows
