"""What `round.yml` says of rows that have to be there: areas and series of figures, places, people, a theory."""

from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.contracts.loading import RoundData
from pipeline.contracts.so_far import SoFar
from pipeline.contracts.units import unit_display
from pipeline.errors import Problem, suggest
from pipeline.phases import collected


def problems(data: RoundData | SoFar) -> Iterator[Problem]:
    """List what `round.yml` says and the tables do not have, as far as they could be read."""
    yield from _of_figures(data)
    yield from _of_places(data)
    yield from _of_overlap(data)
    yield from _of_theory(data)
    yield from collected.problems(data)


def _of_figures(data: RoundData | SoFar) -> Iterator[Problem]:
    """List what `round.yml` says of figures that no figure has: areas, what they are compared with, and series."""
    round_, figures = data.round, data.whole("figures")
    named: list[tuple[str, str, set[str]]] = []
    if data.sure("figures", "unit") and data.sure("units", "unit_id", "label", "aliases"):
        display = unit_display(data.whole("units"))
        units = {display.get(unit, unit) for unit in figures["unit"]} - {""}
        named += [("areas", area, units) for area in round_.areas]
        named += [("reference", round_.reference, units)] if round_.reference else []
    if data.sure("figures", "series"):
        named += [("series.id", series.id, set(figures["series"])) for series in round_.series]
    for field, name, known in named:
        if name not in known:
            what = "Geen enkel cijfer in de tabel figures heeft deze naam."
            yield Problem(f"raw/{data.round_id}/round.yml", None, field, name, what, suggest(name, known))


def _of_places(data: RoundData | SoFar) -> Iterator[Problem]:
    """List places of `round.yml` that are no unit, or that it has twice."""
    sure = data.sure("units", "unit_id")
    units, seen = set(data.whole("units")["unit_id"]) if sure else set(), set()
    for place in data.round.places:
        what, mend = "", "Laat één van beide staan."
        if place.unit in seen:
            what = "Deze plaats staat hier twee keer."
        elif sure and place.unit not in units:
            what, mend = "Deze plaats staat niet in de tabel units.", suggest(place.unit, units)
        if what:
            yield Problem(f"raw/{data.round_id}/round.yml", None, "places.unit", place.unit, what, mend)
        seen.add(place.unit)


def _of_overlap(data: RoundData | SoFar) -> Iterator[Problem]:
    """List what `round.yml` says of people who were heard twice, of sources and panels that there are not.

    A source of a phase that was turned off is not there either, and does not count: then only a slip is a mistake.
    """
    tables = sorted({table.sources for table in data.contracts.values() if table.sources})
    told = [table for table in tables if not data.sure(table, "source_id")]
    sources = {name for table in tables if table not in told for name in data.whole(table)["source_id"]}
    panels = {panel.id for panel in data.round.panels}
    no_source = "Geen enkele bron heeft deze naam."
    for overlap in data.round.overlap:
        named = [
            ("overlap.sources", overlap.sources, sources, no_source, bool(told)),
            ("overlap.with_sources", overlap.with_sources, sources, no_source, bool(told)),
            ("overlap.with_panels", overlap.with_panels, panels, "Deze groep bestaat niet.", False),
        ]
        for field, names, known, what, partly in named:
            for name in names:
                if name not in known and not (partly and not get_close_matches(name, known, cutoff=0.9)):
                    yield Problem(f"raw/{data.round_id}/round.yml", None, field, name, what, suggest(name, known))


def _of_theory(data: RoundData | SoFar) -> Iterator[Problem]:
    """List the document of the theory of change when it is not there."""
    theory = data.round.theory
    if theory is None or not theory.document or not data.sure("documents", "document"):
        return
    known = set(data.whole("documents")["document"])
    if theory.document not in known:
        what, mend = "Dit document staat niet in de tabel documents.", suggest(theory.document, known)
        yield Problem(f"raw/{data.round_id}/round.yml", None, "theory.document", theory.document, what, mend)
