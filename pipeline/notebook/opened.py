"""What a notebook says when it is explored: which round it has, which theme, and by which rules."""

from IPython.core.getipython import get_ipython

from pipeline.blocks import Note
from pipeline.notebook.parameters import all_is_open
from pipeline.rounds import Round
from pipeline.telling.rule_words import told


def opened(round_: Round, round_id: str, theme: str = "") -> Note:
    """Say what is open.

    Parameters
    ----------
    round_ : Round
        The round, with the rules that are in force.
    round_id : str
        Its name.
    theme : str
        The theme, for readers; empty for a whole round.
    """
    about = f" Thema: {theme}." if theme else ""
    rules = told(round_.rules) or "De regels zijn zoals gebruikelijk."
    return Note(f"Ronde: {round_.title} ({round_id}).{about} {rules}")


def say_what_is_open(round_: Round, round_id: str, handover: str, theme: str = "") -> None:
    """Show what is open in the cell that opens it; in a run, which hands on, the page itself says so."""
    all_is_open()
    if not handover and get_ipython() is not None:
        from IPython.display import display

        display(opened(round_, round_id, theme))  # type: ignore[no-untyped-call]
