"""What somebody fills in for a new round: the questions of `klankbord new`, as widgets."""

from datetime import date

import ipywidgets as widgets

from pipeline.beginning.asking import ANY_SELECTION, Given, codebooks
from pipeline.beginning.plan import CODINGS
from pipeline.phases.declarations import PHASES
from pipeline.rounds import Project

_WIDE = widgets.Layout(width="34rem")


class NewRound:
    """The form; `box` is what is shown."""

    def __init__(self, project: Project) -> None:
        year = str(date.today().year)
        self._name = _text("Naam van de ronde", f"buurthuis-{year}")
        self._organisation = _text("Organisatie", "Wie u evalueert")
        self._place = _text("Plaats of wijk", "")
        self._begins = _text("Vanaf", f"een jaar, of een maand zoals {year}-03")
        self._ends = _text("Tot en met", f"een jaar, of een maand zoals {year}-05")
        self._units = _text("Onderdelen", "met een komma ertussen; leeg: geen")
        self._phases = {phase.id: _tick(phase.label, phase.method) for phase in PHASES}
        self._selection = _chosen("Hoe gekozen", ANY_SELECTION)
        self._coding = _chosen("Hoe u codeert", CODINGS)
        self._codebook = _chosen("Codeboek", codebooks(project))
        self._synthetic = _tick("Alles is verzonnen, om te oefenen", "")
        self.box = widgets.VBox(
            [
                *(self._name, self._organisation, self._place, self._begins, self._ends, self._units),
                widgets.Label("Welke manieren van onderzoek houdt u?"),
                *self._phases.values(),
                *(self._selection, self._coding, self._codebook, self._synthetic),
            ]
        )

    @property
    def name(self) -> str:
        """The name of the round."""
        return str(self._name.value).strip()

    @property
    def given(self) -> Given:
        """What was filled in, as options of `klankbord new` would have it."""
        return Given(
            organisation=_filled(self._organisation),
            place=_filled(self._place),
            begins=_filled(self._begins),
            ends=_filled(self._ends),
            units=[part for each in self._units.value.split(",") if (part := each.strip())],
            noun=None,
            voices=None,
            attributes=None,
            phases=[name for name, tick in self._phases.items() if tick.value],
            selection=self._selection.value,
            coding=self._coding.value,
            codebook=self._codebook.value,
            synthetic=self._synthetic.value,
        )


def _text(label: str, hint: str) -> widgets.Text:
    return widgets.Text(description=label, placeholder=hint, layout=_WIDE, style={"description_width": "10rem"})


def _tick(label: str, hint: str) -> widgets.Checkbox:
    return widgets.Checkbox(description=label, tooltip=hint, indent=False, layout=_WIDE)


def _chosen(label: str, options: dict[str, str]) -> widgets.Dropdown:
    choices = [(words, name) for name, words in options.items()]
    return widgets.Dropdown(description=label, options=choices, layout=_WIDE, style={"description_width": "10rem"})


def _filled(field: widgets.Text) -> str | None:
    return str(field.value).strip() or None
