"""The steps of a round as the start notebook shows them: in order, one at a time, with what somebody does there."""

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

import ipywidgets as widgets
from markupsafe import Markup

from pipeline.looks.cell_style import styled

Step = Literal["ronde", "voorbereiden", "invullen", "rapport", "tekst", "versturen", "terug"]
STEPS: tuple[Step, ...] = get_args(Step)
_NAMES: dict[Step, str] = {
    "ronde": "Ronde",
    "voorbereiden": "Voorbereiden",
    "invullen": "Invullen",
    "rapport": "Rapport",
    "tekst": "Tekst",
    "versturen": "Versturen",
    "terug": "Terug",
}
_TOLD: dict[Step, tuple[str, ...]] = {
    "ronde": (
        "Is uw ronde er al? Kies haar hierboven, en ga naar de stap die u wilt. Of maak hier een nieuwe: vul in wat u "
        "weet, en klik op «Maak de ronde». Bijna alles kunt u later veranderen.",
    ),
    "voorbereiden": (
        "Klik op «Open de map». Open het codeboek in Excel en pas de vragen en codes aan. Sla het op en sluit het. "
        "Klik dan op «Lijsten bijwerken»: daarna kunt u die vragen en codes kiezen in de werkboeken.",
        "Met «Maak wat u meeneemt» krijgt u leidraden, de brief, het toestemmingsformulier en een planning, om te "
        "printen of te mailen.",
    ),
    "invullen": (
        "Klik op «Open de map» en vul de werkboeken in Excel. Elk begint met een blad Uitleg. Sla ze op en sluit ze.",
        "Hebt u gesprekken in ATLAS.ti, MAXQDA, NVivo, QualCoder, Taguette of Word, of een vragenlijst uit LimeSurvey, "
        "Forms, Qualtrics, KoboToolbox of SPSS? Kies die bestanden en klik op «Lees in». Doe gesprekken en "
        "vragenlijsten apart.",
        "Klik daarna op «Kijk na»: dan ziet u welke cel niet klopt, en hoe u die herstelt.",
    ),
    "rapport": ("Klik op «Maak het rapport». De eerste keer duurt dat een paar minuten.",),
    "tekst": (
        "Klik op «Schrijf een eerste tekst» en schrijf daarin verder. Een bestand opent als u erop klikt; bewaar het "
        "met Ctrl-S. Achter elke zin staat tussen haken waarop die rust. «Kijk de tekst na» zegt welke zin nergens op "
        "rust en welk getal niet klopt.",
        "Maak daarna bij stap 4 het rapport opnieuw.",
    ),
    "versturen": (
        "Klik eerst op «Zoek namen en citaten». Wat is gevonden, staat in bestanden in de map van uw ronde: beslis "
        "daarin wat lezers zien.",
        "Kies dan voor wie het is, en klik op «Maak de uitgave». Stuur alleen dat zip-bestand, en niet de map met het "
        "rapport: daarin staat ook wat alleen voor u is.",
    ),
    "terug": (
        "Kies wat de klankbordgroep terugstuurde: het bestand van oordeel.html, rapport.docx met opmerkingen of "
        "beoordeling.xlsx. Klik daarna op «Neem op». Hetzelfde bestand nog eens opnemen verandert niets.",
        "Wat u met een opmerking doet, vult u in het werkboek in dat hieronder komt te staan. Maak daarna bij stap 4 "
        "het rapport opnieuw.",
    ),
}


class Steps(widgets.VBox):  # type: ignore[misc]
    """A row of names, and below it what belongs to the one that is chosen.

    Parameters
    ----------
    parts : mapping of str to sequence of ipywidgets.Widget
        What stands below the words of each step.
    """

    def __init__(self, parts: Mapping[Step, Sequence[widgets.Widget]]) -> None:
        names = [(f"{number}. {_NAMES[step]}", step) for number, step in enumerate(STEPS, 1)]
        self.chosen = widgets.ToggleButtons(options=names, style={"button_width": "auto"})
        self._shown = widgets.Stack(
            [widgets.VBox([widgets.HTML(styled(_words(step))), *parts[step]]) for step in STEPS], selected_index=0
        )
        super().__init__([self.chosen, self._shown])
        self.chosen.observe(lambda change: self._show(change["new"]), "value")

    def _show(self, step: Step) -> None:
        self._shown.selected_index = STEPS.index(step)

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return STEPS[int(self._shown.selected_index)]

    def go_to(self, step: Step) -> None:
        """Show a step."""
        self.chosen.value = step


def _words(step: Step) -> Markup:
    return Markup("").join(map(Markup("<p>{}</p>").format, _TOLD[step]))
