"""The widgets of the start notebook: which round, what is done with it, and what came of that."""

from collections.abc import Callable, Sequence
from threading import Thread
from typing import Any

import ipywidgets as widgets
from markupsafe import Markup

from pipeline.blocks import Block, Note
from pipeline.lab import actions, places, running
from pipeline.lab.new_round import NewRound
from pipeline.looks.cell_style import styled
from pipeline.looks.page import Page
from pipeline.printable import printable
from pipeline.rounds import Project

_WITHOUT = "Hier staan knoppen om een ronde te kiezen, na te kijken en te draaien. Open dit notebook in JupyterLab."
_RUNNING = "Bezig. Dit duurt een halve minuut of langer; alleen wat veranderd is, wordt opnieuw gemaakt."
_DONE = (
    "Klaar. Het rapport staat hieronder, bij «Wat er is gemaakt». "
    "Staat hierboven «klankbord check»? Klik dan op «Kijk na»."
)
_FAILED = "Niet gelukt; het vorige rapport is niet veranderd. Waarom, staat hierboven."
# The folds, in order.
_NEW, _FILES, _REPORT, _REVIEW = range(4)
_FOLDS = (
    "Een nieuwe ronde maken",
    "Wat u invult",
    "Wat er is gemaakt: site, Word en PDF",
    "Opnemen wat de klankbordgroep terugstuurde",
)


class Panel(widgets.VBox):  # type: ignore[misc]
    """Everything that the notebook shows.

    Parameters
    ----------
    project : Project
        The project.
    start : str
        The address of the server, without its host.
    """

    def __init__(self, project: Project, start: str = "/") -> None:
        self.project, self._start = project, start
        self.working: Thread | None = None
        self.rounds = widgets.Dropdown(description="Ronde", layout=widgets.Layout(width="44rem"))
        self.said, self.files, self.report = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.new = NewRound(project)
        self.upload = widgets.FileUpload(multiple=True, description="Kies bestanden", accept=actions.SENT_BACK)
        self.look = _button("Kijk na", lambda: self._do(self._look))
        self.lists = _button("Lijsten bijwerken", lambda: self._do(self._refresh))
        self.run = _button("Maak het rapport", self._run)
        self.review = _button("Neem op", lambda: self._do(self._review))
        self.begin = _button("Maak de ronde", lambda: self._do(self._begin))
        self.site = _button("Open de site", lambda: self._do(self._open_site))
        sent = [widgets.HTML(styled(actions.ABOUT_SENT)), widgets.HBox([self.upload, self.review])]
        below = [
            widgets.VBox([self.new.box, self.begin]),
            self.files,
            widgets.VBox([self.site, self.report]),
            widgets.VBox(sent),
        ]
        self.folds = widgets.Accordion(below, titles=_FOLDS)
        super().__init__([self.rounds, widgets.HBox([self.look, self.lists, self.run]), self.said, self.folds])
        self._list_rounds()
        self.rounds.observe(lambda _: self._chosen(), "value")
        self._chosen()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Say in one line what is not to be seen where there are no widgets."""
        shown = super()._repr_mimebundle_(**kwargs)
        (shown[0] if isinstance(shown, tuple) else shown)["text/plain"] = _WITHOUT
        return shown

    @property
    def round_id(self) -> str:
        """The round that is chosen; empty when there is none."""
        return str(self.rounds.value or "")

    def _list_rounds(self, chosen: str = "") -> None:
        """List the rounds anew, and choose one; by itself the first."""
        self.rounds.options = found = actions.rounds(self.project)
        self.rounds.value = chosen or (found[0][1] if found else None)

    def _chosen(self) -> None:
        """Show what belongs to the round that is chosen."""
        self.said.value = ""
        self._show_places()

    def _show_places(self) -> None:
        self.files.value = styled(places.workbooks(self.project, self.round_id, self._start))
        self.report.value = styled(places.report(self.project, self.round_id, self._start))

    def _do(self, action: Callable[[], Block]) -> None:
        """Do what a button is for, while no other can be clicked."""
        self._busy(True)
        self._say("Bezig …")
        try:
            self._tell(actions.told(action))
        finally:
            self._show_places()
            self._busy(False)

    def _say(self, words: str) -> None:
        self.said.value = styled(Markup("<p>{}</p>").format(words))

    def _tell(self, block: Block) -> None:
        self.said.value = styled(Page().html(block))

    def _busy(self, busy: bool) -> None:
        for button in (self.look, self.lists, self.run, self.review, self.begin, self.site):
            button.disabled = busy

    def _look(self) -> Block:
        return actions.look(self.project, self.round_id)

    def _refresh(self) -> Block:
        return actions.bring_up_to_date(self.project, self.round_id)

    def _open_site(self) -> Block:
        return places.open_site(self.project, self.round_id)

    def _begin(self) -> Block:
        made = actions.start(self.project, self.new.name, self.new.given)
        self._list_rounds(self.new.name)
        self.folds.selected_index = _FILES
        return made

    def _review(self) -> Block:
        files = {str(each["name"]): bytes(each["content"]) for each in self.upload.value}
        told = actions.take_in(self.round_id, files)
        self.upload.value = ()
        return told

    def _run(self) -> None:
        """Run the round in a program of its own, followed beside this kernel, so that the page stays as it was."""
        self._busy(True)
        self._lines([], _RUNNING)
        self.working = Thread(target=self._follow, args=(self.round_id,), daemon=True)
        self.working.start()

    def _follow(self, round_id: str) -> None:
        said: list[str] = []

        def tell(line: str) -> None:
            said.append(line)
            self._lines(said, _RUNNING)

        def run() -> Block:
            if running.run(self.project, round_id, tell):
                self.folds.selected_index = _REPORT
                return Note(_DONE)
            wrong = actions.wrong(self.project, round_id)
            if wrong is not None:  # as a table, in place of what the command drew with signs
                said.clear()
            return wrong or Note(_FAILED, "bad")

        try:
            end = Page().html(actions.told(run))
            self._show_places()
            self.said.value = styled(_verbatim(said) + end)
        finally:
            self._busy(False)

    def _lines(self, said: Sequence[str], end: str) -> None:
        self.said.value = styled(_verbatim(said) + Markup("<p>{}</p>").format(end))


def _verbatim(lines: Sequence[str]) -> Markup:
    return Markup("<pre>{}</pre>").format(printable("\n".join(lines))) if lines else Markup("")


def _button(label: str, action: Callable[[], None]) -> widgets.Button:
    button = widgets.Button(description=label, layout=widgets.Layout(width="auto"))
    button.on_click(lambda _: action())
    return button
