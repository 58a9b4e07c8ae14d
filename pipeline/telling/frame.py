"""What stands around every page of a round: its title, what must be known first, and where data come from."""

from dataclasses import dataclass

from pipeline import __version__
from pipeline.contracts.provenance import SYNTHETIC
from pipeline.editions import OF_A_RUN, Readers
from pipeline.rules import USUAL, Rules
from pipeline.telling.rule_words import told
from pipeline.telling.words import PROVENANCE


@dataclass(frozen=True)
class Frame:
    """Title, banner (empty: none) and footer of the pages of a round, and for whom they are."""

    round_title: str
    banner: str
    footer: str
    readers: Readers = OF_A_RUN


def frame(
    round_id: str,
    title: str,
    synthetic: bool,
    kinds: tuple[str, ...],
    rules: Rules = USUAL,
    readers: Readers | None = None,
) -> Frame:
    """Make the frame of a round's pages.

    Parameters
    ----------
    round_id, title : str
        Name and title of the round.
    synthetic : bool
        The round as a whole is made up.
    kinds : tuple of str
        Where its data come from: the kinds of `provenance` in its raw tables.
    rules : Rules
        By which it is weighed; the banner says which are not as usual.
    readers : Readers or None
        For whom they are; None for what is no part of a report.
    """
    warnings = (_made_up(synthetic, kinds), told(rules))
    named = [text for kind, text in PROVENANCE.items() if kind in kinds]
    sources = f" Gegevens: {', '.join(named)}." if named else ""
    label = f"{readers.edition.label}. " if readers else ""
    return Frame(
        round_title=title,
        banner=" ".join(filter(None, warnings)),
        footer=f"{label}Gemaakt met klankbord {__version__} uit raw/{round_id}.{sources}",
        readers=readers or OF_A_RUN,
    )


def _made_up(synthetic: bool, kinds: tuple[str, ...]) -> str:
    """Say what is made up: the whole round, or a part of it."""
    if synthetic or kinds == (SYNTHETIC,):
        return "Deze ronde is een voorbeeld met verzonnen gegevens."
    return "Een deel van de gegevens is verzonnen voor een voorbeeld." if SYNTHETIC in kinds else ""
