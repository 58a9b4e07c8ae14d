"""The widgets of the start notebook: which round, which step of it, what is done, and what came of that."""

from collections.abc import Callable, Sequence
from threading import Thread
from typing import Any

import ipywidgets as widgets
from markupsafe import Markup

from pipeline import messages
from pipeline.blocks import Block, Note, Text
from pipeline.editions import EDITIONS, PANEL
from pipeline.lab import actions, places, running
from pipeline.lab.new_round import NewRound
from pipeline.lab.steps import Steps
from pipeline.lab.trusting import Made
from pipeline.looks.cell_style import styled
from pipeline.looks.page import Page
from pipeline.printable import printable
from pipeline.rounds import Project

_WITHOUT = "Hier staan knoppen om een ronde te kiezen, na te kijken en te draaien. Open dit notebook in JupyterLab."
_RUNNING = "Bezig. Dit duurt een halve minuut of langer; alleen wat veranderd is, wordt opnieuw gemaakt."
_STOPPING = "Wordt gestopt …"
_THEN = (
    "Staat er «klankbord check»? Klik dan bij stap 3 op «Kijk na». Staat er «klankbord claims»? Klik dan bij stap 5 op "
    "«Kijk de tekst na»."
)
_MADE = f"Klaar. Het rapport staat hierboven. {_THEN}"
_SENDABLE = f"Klaar. Hierboven staat wat u mag versturen. {_THEN}"
_FAILED = "Niet gelukt; het vorige rapport is niet veranderd. Waarom, staat hierboven."
_NOT_SENDABLE = "Niet gelukt: er is geen uitgave gemaakt. Waarom, staat hierboven."


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
        self._program: running.Program | None = None
        self._said: list[str] = []
        self.rounds = widgets.Dropdown(description="Ronde", layout=widgets.Layout(width="44rem"))
        self.said = widgets.HTML()
        self._make_widgets()
        # What was made or is to be filled in, by who lists it.
        self._places = {
            places.codebook: self.codebook,
            places.kit: self.taken_along,
            places.workbooks: self.files,
            places.report: self.report,
            places.texts: self.texts,
            places.decisions: self.decisions,
            places.sendable: self.sendable,
            places.answers: self.answers,
        }
        self.steps = Steps(
            {
                "ronde": [self.new.box, self.begin],
                "voorbereiden": [self.codebook, _row(self.folder, self.lists, self.kit), self.taken_along],
                "invullen": [self.files, self.folder, _row(self.collected, self.take), self.look],
                "rapport": [_row(self.run, self.site), self.report],
                "tekst": [self.texts, _row(self.draft, self.claims)],
                "versturen": [
                    *(_row(self.privacy, self.folder), self.decisions),
                    *(_row(self.readers, self.publish), self.sendable),
                ],
                "terug": [_row(self.sent, self.review), self.answers, self.folder],
            }
        )
        super().__init__([self.rounds, self.steps, self.stop, self.said])
        self._list_rounds()
        self.rounds.observe(lambda _: self._chosen(), "value")
        self.steps.chosen.observe(lambda _: self._step_chosen(), "value")
        self._busy(False)
        self._chosen()

    def _make_widgets(self) -> None:
        self.new = NewRound(self.project)
        self.begin = self._button("Maak de ronde", self._begin)
        self.folder = self._button("Open de map", lambda: places.open_folder(self.project, self.round_id))
        self.codebook, self.taken_along, self.files = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.lists = self._button("Lijsten bijwerken", lambda: actions.bring_up_to_date(self.project, self.round_id))
        self.kit = self._button("Maak wat u meeneemt", lambda: actions.kit(self.project, self.round_id))
        self.collected = _upload("")
        self.take = self._button("Lees in", self._take)
        self.look = self._button("Kijk na", lambda: actions.look(self.project, self.round_id))
        self.report, self.texts = widgets.HTML(), widgets.HTML()
        self.run = _button("Maak het rapport", self._run)
        self.site = self._button("Open de site", lambda: places.open_site(self.project, self.round_id))
        self.draft = self._button("Schrijf een eerste tekst", lambda: actions.first_text(self.project, self.round_id))
        self.claims = self._button("Kijk de tekst na", lambda: actions.look_at_text(self.round_id))
        self.privacy = self._button("Zoek namen en citaten", lambda: actions.who_is_found(self.project, self.round_id))
        self.readers = widgets.Dropdown(
            description="Voor",
            options=[(each.readers, each.id) for each in EDITIONS.values()],
            value=PANEL.id,
            layout=widgets.Layout(width="30rem"),
        )
        self.publish = _button("Maak de uitgave", self._publish)
        self.decisions, self.sendable, self.answers = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.sent = _upload(actions.SENT_BACK)
        self.review = self._button("Neem op", self._review)
        self.stop = _button("Stop", self._stop)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Say in one line what is not to be seen where there are no widgets."""
        shown = super()._repr_mimebundle_(**kwargs)
        (shown[0] if isinstance(shown, tuple) else shown)["text/plain"] = _WITHOUT
        return shown

    @property
    def round_id(self) -> str:
        """The round that is chosen; empty when there is none."""
        return str(self.rounds.value or "")

    def _button(self, label: str, action: Callable[[], Block]) -> widgets.Button:
        """Make a button that does something which is soon done, and tells what came of it."""
        return _button(label, lambda: self._do(action))

    def _list_rounds(self, chosen: str = "") -> None:
        """List the rounds anew, and choose one; by itself the first."""
        self.rounds.options = found = actions.rounds(self.project)
        self.rounds.value = chosen or (found[0][1] if found else None)

    def _chosen(self) -> None:
        """Show what belongs to the round that is chosen."""
        self.said.value = ""
        self._show_places()

    def _step_chosen(self) -> None:
        """Leave what was told at another step; of what is at work it goes on."""
        if self._program is None:
            self.said.value = ""

    def _show_places(self) -> None:
        for listed, shown in self._places.items():
            shown.value = styled(listed(self.project, self.round_id, self._start))

    def _do(self, action: Callable[[], Block]) -> None:
        """Do what a button is for, while no other can be clicked."""
        self._busy(True)
        self.said.value = styled(_words("Bezig …"))
        try:
            self._tell(actions.told(action))
        finally:
            self._show_places()
            self._busy(False)

    def _tell(self, block: Block) -> None:
        self.said.value = styled(Page().html(block))

    def _busy(self, busy: bool) -> None:
        soon = (self.look, self.lists, self.kit, self.take, self.review, self.begin, self.site, self.folder)
        for widget in (*soon, self.draft, self.claims, self.privacy, self.run, self.publish, self.rounds):
            widget.disabled = busy
        self.stop.disabled = False
        self.stop.layout.display = "" if busy and self._program else "none"

    def _begin(self) -> Block:
        made = actions.start(self.project, self.new.name, self.new.given)
        self._list_rounds(self.new.name)
        self.steps.go_to("voorbereiden")
        return made

    def _take(self) -> Block:
        return actions.collected(self.project, self.round_id, _chosen_in(self.collected))

    def _review(self) -> Block:
        return actions.take_in(self.round_id, _chosen_in(self.sent))

    def _run(self) -> None:
        made = Made(self.project, self.round_id)

        def ran(went_well: bool) -> Block:
            if not went_well:
                return self._wrong(_FAILED)
            made.trust()
            return Note(_MADE)

        self._start_program(["run", self.round_id], ran)

    def _publish(self) -> None:
        arguments = ["publish", self.round_id, "--for", self.readers.value]
        self._start_program(arguments, lambda well: Note(_SENDABLE) if well else self._wrong(_NOT_SENDABLE))

    def _wrong(self, otherwise: str) -> Block:
        wrong = actions.wrong(self.project, self.round_id)
        if wrong is not None:  # as a table, in place of what the command drew with signs
            self._said.clear()
        return wrong or Note(otherwise, "bad")

    def _start_program(self, arguments: Sequence[str], ended: Callable[[bool], Block]) -> None:
        """Do what takes long in a program of its own, followed beside this kernel, so that «Stop» is heard."""
        self._said.clear()

        def start() -> Block:
            self._program = running.Program(self.project, *arguments)
            return Text(_RUNNING)

        self._busy(True)
        self._tell(actions.told(start))
        self._busy(self._program is not None)
        if self._program is not None:
            self.working = Thread(target=self._follow, args=(self._program, ended), daemon=True)
            self.working.start()

    def _follow(self, program: running.Program, ended: Callable[[bool], Block]) -> None:
        def tell(line: str) -> None:
            self._said.append(line)
            self._show_lines(program)

        def follow() -> Block:
            went_well = program.follow(tell)
            if program.stopped and not went_well:
                self._said[:] = [line for line in self._said if line != messages.STOPPED]
                return Note(messages.STOPPED, "warn")
            return ended(went_well)

        try:
            end = Page().html(actions.told(follow))
            self._program = None
            self._show_places()
            self.said.value = styled(_verbatim(self._said) + end)
        finally:
            self._program = None
            self._busy(False)

    def _stop(self) -> None:
        if self._program is not None:
            self._program.stop()
            self.stop.disabled = True
            self._show_lines(self._program)

    def _show_lines(self, program: running.Program) -> None:
        self.said.value = styled(_verbatim(self._said) + _words(_STOPPING if program.stopped else _RUNNING))


def _verbatim(lines: Sequence[str]) -> Markup:
    return Markup("<pre>{}</pre>").format(printable("\n".join(lines))) if lines else Markup("")


def _words(words: str) -> Markup:
    return Markup("<p>{}</p>").format(words)


def _chosen_in(upload: widgets.FileUpload) -> dict[str, bytes]:
    """Give the files that somebody chose, by their names, and have none chosen any more."""
    files = {str(each["name"]): bytes(each["content"]) for each in upload.value}
    upload.value = ()
    return files


def _upload(kinds: str) -> widgets.FileUpload:
    """Make a button that chooses files, of some kinds or of all."""
    return widgets.FileUpload(
        multiple=True, description="Kies bestanden", accept=kinds, layout=widgets.Layout(width="auto")
    )


def _row(*shown: widgets.Widget) -> widgets.HBox:
    return widgets.HBox(shown)


def _button(label: str, action: Callable[[], None]) -> widgets.Button:
    button = widgets.Button(description=label, layout=widgets.Layout(width="auto", align_self="flex-start"))
    button.on_click(lambda _: action())
    return button
