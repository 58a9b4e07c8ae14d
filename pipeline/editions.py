"""Editions: for whom a report is made, and what its readers do not get, as plain data and in the words that print it.

The same code makes every edition from the same data. What is found, how it is weighed and how sure it is are the same
in all of them; an edition decides only what is shown.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from pipeline.errors import refused, suggest

# The smallest group of people of which something is shown: of a voice or a unit, and of people by what they are. It is
# common in official statistics to ask for three to ten; residents know each other, so it is the higher end for what
# tells most of somebody. Our choice.
SMALLEST, SMALLEST_BY_ATTRIBUTE = 5, 10

EditionId = Literal["team", "panel", "public"]
Quotes = Literal["agreed", "checked"]


@dataclass(frozen=True)
class Edition:
    """A report for some readers.

    Attributes
    ----------
    id : str
        Its name on the command line.
    name, label, readers : str
        What it is called in Dutch in names of files and in full, and for whom it is, as in "deze uitgave is voor het
        panel".
    quotes : str
        Whose words are quoted: ``agreed``, of everybody who agreed to that, but for what somebody who knows the group
        left out; or ``checked``, of these only what that somebody said may be shown.
    smallest, smallest_by_attribute : int
        The smallest number of people in a cell that is shown, of a voice or unit, and of people by what they are; 0
        where every cell is shown. Cells that only count staff, partners or things are shown in any case.
    persons : bool
        Whether a dot in a figure may be one person.
    remarks : bool
        Whether what members of a panel wrote stands there in their words; how many judged what is counted in any case.
    pages : bool
        Whether the pages of the notebooks go along, with all evidence and how it was weighed.
    notebooks : bool
        Whether the executed notebooks themselves go along.
    trace : bool
        Whether the table goes along that says on which rows of which files evidence rests.
    """

    id: EditionId
    name: str
    label: str
    readers: str
    quotes: Quotes
    smallest: int
    smallest_by_attribute: int
    persons: bool
    remarks: bool
    pages: bool
    notebooks: bool
    trace: bool

    def told(self, about: "Collection[RuleName] | None" = None) -> list[str]:
        """Say in Dutch what readers of this edition get, a sentence a rule.

        Parameters
        ----------
        about : collection of str, optional
            The rules that bear on the round, by name: of a round without quotes nothing is said of quotes. By default
            all of them.
        """
        return [rule.said(self) for rule in RULES if about is None or rule.name in about]


RuleName = Literal["quotes", "cells", "persons", "remarks", "evidence"]


@dataclass(frozen=True)
class EditionRule:
    """A rule by which editions differ: its name, what it is for, and what is printed, by what an edition has.

    Attributes
    ----------
    name : str
        Its name, for `Edition.told`.
    fields : tuple of str
        The fields of `Edition` that it is made of.
    why : str
        What it protects.
    printed : tuple of (tuple, str)
        What is printed in Dutch, by the values of the fields; a value ``None`` stands for any other, and `{}` in the
        sentence for the values.
    """

    name: RuleName
    fields: tuple[str, ...]
    why: str
    printed: tuple[tuple[tuple[object, ...], str], ...]

    def said(self, edition: Edition) -> str:
        """Give the sentence that is printed in an edition."""
        values = tuple(getattr(edition, field) for field in self.fields)
        fitting = (text for wanted, text in self.printed if all(map(_fits, wanted, values)))
        return next(fitting).format(*values)


def _fits(wanted: object, value: object) -> bool:
    return wanted is None or wanted == value


RULES = (
    EditionRule(
        "quotes",
        ("quotes",),
        "Who knows the group recognises somebody by what they tell; only another who knows it can see that beforehand.",
        (
            (
                ("agreed",),
                "Citaten zijn van mensen die dat goed vonden. Wat iemand die hen kent wegliet, staat er niet in.",
            ),
            (("checked",), "Van citaten staan er alleen die waarvan iemand die de groep kent, vond dat zij kunnen."),
        ),
    ),
    EditionRule(
        "cells",
        ("smallest", "smallest_by_attribute"),
        "Of a few people a number says what each of them finds, to who knows the others.",
        (
            ((0, 0), "Aantallen staan er ook als zij over weinig mensen gaan."),
            (
                (None, None),
                "Van minder dan {} mensen staan er geen aantallen (bij een kenmerk van mensen: {}), en ook niets "
                "waaruit die te berekenen zijn. Aantallen van wie vanuit werk spreekt, staan er wel, en van meer dan "
                "14 mensen bij elkaar ook hoe vaak elk antwoord is gegeven, al is dat één keer.",
            ),
        ),
    ),
    EditionRule(
        "persons",
        ("persons",),
        "Who counts the dots of a small group, counts people that they know.",
        (
            ((True,), "Een stip in een figuur kan één mens zijn, zonder naam."),
            ((False,), "In geen figuur is een stip één mens."),
        ),
    ),
    EditionRule(
        "remarks",
        ("remarks",),
        "A way of writing is known to who sits in the same panel.",
        (
            (
                (True,),
                "Wat mensen bij een oordeel schreven, staat er in hun eigen woorden, met een rol en zonder naam.",
            ),
            ((False,), "Wat mensen bij een oordeel schreven, staat er niet in; alleen hoe vaak iets is gekozen."),
        ),
    ),
    EditionRule(
        "evidence",
        ("pages", "notebooks", "trace"),
        "The more tables there are, the more can be laid beside each other.",
        (
            ((True, True, True), "Al het bewijs gaat mee: de notebooks, hun pagina's en alle tabellen."),
            ((True, False, True), "Al het bewijs gaat mee, als pagina's en tabellen."),
            (
                (False, False, False),
                "De notebooks gaan niet mee. Het bewijs staat in de bijlagen.",
            ),
        ),
    ),
)
"""The rules by which editions differ, in the order in which they are printed."""

TEAM = Edition(
    id="team",
    name="team",
    label="Uitgave voor het team",
    readers="wie het onderzoek doet",
    quotes="agreed",
    smallest=0,
    smallest_by_attribute=0,
    persons=True,
    remarks=True,
    pages=True,
    notebooks=True,
    trace=True,
)
"""What a run makes: for who does the research, and has the raw data too."""
PANEL = Edition(
    id="panel",
    name="panel",
    label="Uitgave voor het panel",
    readers="het panel dat de bevindingen beoordeelt",
    quotes="agreed",
    smallest=SMALLEST,
    smallest_by_attribute=SMALLEST_BY_ATTRIBUTE,
    persons=True,
    remarks=True,
    pages=True,
    notebooks=False,
    trace=True,
)
"""For who judges the findings: they know the place, and often each other."""
PUBLIC = Edition(
    id="public",
    name="openbaar",
    label="Openbare uitgave",
    readers="iedereen",
    quotes="checked",
    smallest=SMALLEST,
    smallest_by_attribute=SMALLEST_BY_ATTRIBUTE,
    persons=False,
    remarks=False,
    pages=False,
    notebooks=False,
    trace=False,
)
"""For everybody, also who knows three facts about somebody and looks for them."""


@dataclass(frozen=True)
class Readers:
    """For whom something of a round is made: the edition, and the rules of editions that bear on the round."""

    edition: Edition = TEAM
    bears: tuple[RuleName, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """For whom it is and by what rules, in Dutch."""
        return f"Deze uitgave is voor {self.edition.readers}.", *self.edition.told(self.bears)


OF_A_RUN = Readers()
"""For whom a run is, where nothing is known of the round."""
EDITIONS: dict[str, Edition] = {each.id: each for each in (TEAM, PANEL, PUBLIC)}
"""Every edition by its name, from who sees most to who sees least."""


def edition_of(name: str) -> Edition:
    """Give an edition by its name.

    Raises
    ------
    InputError
        There is none of that name.
    """
    if name not in EDITIONS:
        raise refused("edition", "Deze uitgave bestaat niet.", suggest(name, EDITIONS), value=name)
    return EDITIONS[name]
