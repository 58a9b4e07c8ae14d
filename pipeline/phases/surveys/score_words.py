"""Scores at two moments, in words."""

from collections.abc import Mapping

from pipeline.codebook import Codebook
from pipeline.contracts.table import ORGANISATIONS, PERSONS, STREETS
from pipeline.dutch import listed
from pipeline.phases.surveys.score_tables import (
    CLIENT,
    HOLD,
    ORGANISATION,
    PERSON,
    PROFESSIONAL,
    RESEARCHER,
    RESIDENT,
    SLOW,
    STREET,
)
from pipeline.phases.surveys.scores import Series

NOUNS: Mapping[str, tuple[str, str]] = {
    PERSON: ("persoon", PERSONS),
    STREET: ("straat", STREETS),
    ORGANISATION: ("organisatie", ORGANISATIONS),
}
BY: Mapping[str, str] = {
    CLIENT: "cliënten zelf",
    PROFESSIONAL: "professionals",
    RESIDENT: "bewoners",
    RESEARCHER: "onderzoekers",
}


def on(each: Series, book: Codebook) -> str:
    """Say what was scored: a domain of an instrument, or the instrument."""
    instrument = book.instruments[each.instrument]
    label = domain(each, book)
    return f"«{label}» van {instrument.label}" if each.domain else f"«{label}»"


def domain(each: Series, book: Codebook) -> str:
    """Name the domain, or the instrument where it has none."""
    instrument = book.instruments[each.instrument]
    labels = {found.id: found.label for found in instrument.domains}
    return labels.get(each.domain, instrument.label)


def statement(each: Series, book: Codebook) -> str:
    """Say how many stand higher, the same and lower, how many were to keep a level, and how many are not known."""
    n = len(each.both)
    one, more = NOUNS[each.kind]
    parts = [
        f"{count} {word}" for count, word in ((each.up, "hoger"), (each.same, "gelijk"), (each.down, "lager")) if count
    ]
    if n == 1:
        who = f"De ene {one} die op {on(each, book)} twee keer is gescoord, staat"
        said = [f"{who} aan het eind {parts[0].partition(' ')[2]} (volgens {BY[each.scorer]})."]
    elif len(parts) == 1:
        word = parts[0].partition(" ")[2]
        who = f"Alle {n} {more} die op {on(each, book)} twee keer zijn gescoord, staan"
        said = [f"{who} aan het eind {word} (volgens {BY[each.scorer]})."]
    else:
        who = f"Van de {n} {more} die op {on(each, book)} twee keer zijn gescoord, staan er"
        said = [f"{who} aan het eind {listed(parts)} (volgens {BY[each.scorer]})."]
    for expected, goal in ((HOLD, "gelijk blijven"), (SLOW, "minder snel achteruitgaan")):
        aimed = [course for course in each.both if course.expected == expected]
        if aimed:
            kept = sum(course.side == 1 for course in aimed)
            if len(aimed) == n:
                goal = goal.capitalize()
                said.append(f"{goal} was het doel{'' if kept == n else f': {kept} {_stay(kept)} gelijk of hoger'}.")
                continue
            said.append(f"Voor {len(aimed)} was {goal} het doel: {kept} van hen {_stay(kept)} gelijk of hoger.")
    return " ".join([*said, *gone(each)])


def part(count: int, n: int) -> str:
    """Say for how many of so many differences something holds, after "bij"."""
    if n == 1:
        return "het ene verschil"
    return f"alle {n} verschillen" if count == n else f"{count} van de {n} verschillen"


def _stay(count: int) -> str:
    return "staat" if count == 1 else "staan"


def gone(each: Series) -> list[str]:
    """Say how many have a score at one moment only."""
    begun = len(each.both) + each.left + each.unclear
    said = []
    if each.unclear:
        verb = "is" if each.unclear == 1 else "zijn"
        said.append(f"{each.unclear} {verb} ook twee keer gescoord, maar in treden die overlappen.")
    if each.left:
        said.append(f"{each.left} van de {begun} {'is' if each.left == 1 else 'zijn'} aan het eind niet gescoord.")
    if each.late:
        said.append(f"{each.late} {'is' if each.late == 1 else 'zijn'} alleen aan het eind gescoord.")
    return said
