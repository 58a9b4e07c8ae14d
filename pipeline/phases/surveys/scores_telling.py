"""Scores at two moments for readers: who was scored, how each domain went, and what speaks against a change."""

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from pipeline.blocks import Block, Bullets, Nothing, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import weakest
from pipeline.dutch import listed, number
from pipeline.phases.surveys.score_tables import CLIENT, PROFESSIONAL
from pipeline.phases.surveys.score_words import BY, NOUNS, domain, part
from pipeline.phases.surveys.scores import Course, Series, families, series, tested
from pipeline.telling.tables import table
from pipeline.telling.words import SELECTION

_NONE = Nothing("Er zijn geen scores van losse mensen, straten of organisaties vastgelegd.")


@named
def changes(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Table of each domain with how many stand higher, the same and lower, and beside it what speaks against it."""
    found = series(data)
    if not found:
        return _NONE
    return tuple(part for family in families(found) for part in _of_family(data, family))


def _of_family(data: RoundData, family: Sequence[Series]) -> tuple[Block, ...]:
    """Show the domains of one instrument, as one kind of scorer saw them."""
    first = family[0]
    tests = tested(family, float(1 - data.round.rules.interval))
    title = f"{data.codebook.instruments[first.instrument].label}, volgens {BY[first.scorer]}"
    if first.voice:
        title += f" (stem: {data.codebook.labels[first.voice].lower()})"
    frame = pd.DataFrame(
        {
            "domain": [domain(each, data.codebook) for each in family],
            "both": [len(each.both) for each in family],
            "up": [each.up for each in family],
            "same": [each.same for each in family],
            "down": [each.down for each in family],
            "left": [each.left for each in family],
            "range": [_range(each) for each in family],
            "p": [None if p is None else number(p, 3) for p in tests.p],
        }
    )
    headers = {
        "domain": "Domein" if first.domain else "Instrument",
        "both": "Twee keer gescoord",
        "up": "Hoger",
        "same": "Gelijk",
        "down": "Lager",
        "left": "Niet meer gescoord",
        "range": "Hoger, met wie wegviel",
        "p": "p (Wilcoxon, Holm)",
    }
    frame = frame if any(p is not None for p in tests.p) else frame.drop(columns="p")
    frame = frame if frame["left"].any() else frame.drop(columns=["left", "range"])
    parts: list[Block] = [Text(_who(family)), table(frame, title, headers=headers, row_header="domain")]
    if said := _over_domains(family):
        parts.append(Text(said))
    return (*parts, Text("Wat hierbij telt:"), Bullets((*_against(family), *_of_test(family, tests.why))))


def _range(each: Series) -> str | None:
    """Say how many would stand higher if none, and if all, of those who left did."""
    return f"{each.up} tot {each.up + each.left} van {len(each.both) + each.left}" if each.left else None


def _objects(family: Sequence[Series]) -> dict[str, list[Course]]:
    """Give the courses of each object over all domains."""
    found: dict[str, list[Course]] = {}
    for each in family:
        for course in each.courses:
            found.setdefault(course.object, []).append(course)
    return found


def _noun(family: Sequence[Series], count: int) -> str:
    one, more = NOUNS[family[0].kind]
    return f"{number(count)} {one if count == 1 else more}"


def _who(family: Sequence[Series]) -> str:
    """Say how many were scored at the begin and again at the end, whatever the domain."""
    objects = _objects(family)
    begun = [own for own in objects.values() if any(course.begin is not None for course in own)]
    again = sum(any(course.change is not None for course in own) for own in begun)
    late = (
        len(objects)
        - len(begun)
        - sum(all(course.begin is None and course.end is None for course in own) for own in objects.values())
    )
    if not begun:
        return (
            f"Aan het begin is niemand gescoord, aan het eind {_noun(family, late)}: een verandering is niet te zien."
        )
    if len(begun) == 1:
        also = "ook" if again else "niet meer"
        said = f"Aan het begin is {_noun(family, 1)} gescoord, en {also} aan het eind."
    else:
        also = "alle ook" if again == len(begun) else f"{again} daarvan ook"
        said = f"Aan het begin zijn {_noun(family, len(begun))} gescoord, en {also} aan het eind."
    left = len(begun) - again
    if left and len(begun) > 1:
        said += f" {left} van de {len(begun)} {'is' if left == 1 else 'zijn'} niet meer gescoord."
    if late:
        said += (
            f" {_noun(family, late).capitalize()} {'heeft' if late == 1 else 'hebben'} alleen een score aan het eind."
        )
    return said


def _over_domains(family: Sequence[Series]) -> str:
    """Add up over domains: on how many more of them each object stands higher than lower.

    Of one domain, and of one object, the table says so itself.
    """
    if len(family) < 2:
        return ""
    sums = []
    for own in _objects(family).values():
        moved = [course.change for course in own if course.change is not None]
        if moved:
            sums.append(sum(int(change > 0) - int(change < 0) for change in moved))
    if len(sums) < 2:
        return ""
    more, fewer = sum(each > 0 for each in sums), sum(each < 0 for each in sums)
    parts = [
        f"{count} {words}"
        for count, words in (
            (more, "op meer domeinen hoger dan lager"),
            (len(sums) - more - fewer, "op evenveel domeinen hoger als lager"),
            (fewer, "op meer domeinen lager dan hoger"),
        )
        if count
    ]
    return f"Opgeteld over de domeinen, van {_noun(family, len(sums))}: {listed(parts)}."


def _against(family: Sequence[Series]) -> list[str]:
    """List what has to be known before a change is believed."""
    said = ["In deze scores is geen groep om mee te vergelijken. Waardoor iets veranderde, is niet te zeggen."]
    objects = _objects(family)
    courses = [course for own in objects.values() for course in own if course.change is not None]
    if recalled := sum(each.recalled for each in family):
        said.append(f"Bij {part(recalled, len(courses))} is een score achteraf gegeven, uit herinnering.")
    if any(each.left for each in family):
        said.append("Alleen wie twee keer is gescoord, telt mee. Wie wegviel, kan er anders voor staan.")
    unknown = sum(not course.expected for course in courses)
    if unknown:
        where = part(unknown, len(courses))
        said.append(f"Bij {where} is vooraf geen verwachting opgeschreven: daar geldt hoger als beter.")
    lowest = _lowest(courses)
    if lowest:
        said.append(
            f"{_noun(family, lowest).capitalize()} begon{'' if lowest == 1 else 'nen'} ergens op de laagste trede: "
            "van daar kan het alleen omhoog."
        )
    if family[0].scorer == PROFESSIONAL:
        said.append("Wie hulp geeft en zelf scoort, kan de verandering groter zien dan een ander.")
    chosen = SELECTION.get(weakest(each.selection for each in family), "niet bekend")
    return [*said, f"Hoe zij zijn gekozen: {chosen}."]


def _lowest(courses: Sequence[Course]) -> int:
    """Count the objects that began on the lowest rung somewhere."""
    return len({course.object for course in courses if course.begin == 1})


def _of_test(family: Sequence[Series], why: str) -> tuple[str, ...]:
    if why:
        return (why,)
    many = f", met de correctie van Holm over {len(family)} domeinen" if len(family) > 1 else ""
    return (
        f"De p komt van een exacte Wilcoxon-toets{many}: hoe vaak toeval alleen zo'n verschil of een groter geeft. Wie "
        "gelijk bleef, telt in de toets niet mee.",
    )


@named
def two_views(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Table of how the scores of clients and of professionals differ, where both scored the same."""
    rows: list[tuple[str, int, int, int, int]] = []
    for name, pairs in _seen_twice(data):
        lower, higher = (sum(a < b for a, b in pairs), sum(a > b for a, b in pairs))
        rows.append((name, len(pairs), len(pairs) - lower - higher, lower, higher))
    if not rows:
        return Nothing("Geen score is door cliënt en professional allebei gegeven.")
    headers = ["Wat is gescoord", "Door beiden gescoord", "Gelijk", "Cliënt lager", "Cliënt hoger"]
    caption = "Cliënten naast professionals, begin en eind samen"
    shown = table(pd.DataFrame(rows, columns=headers), caption, row_header=headers[0])
    both, same, lower = (sum(counts) for counts in list(zip(*rows, strict=True))[1:4])
    said = f"Van {both} keer dat cliënt en professional hetzelfde scoorden, gaven zij {same} keer dezelfde trede"
    return Text(f"{said}; {lower} keer gaf de cliënt een lagere."), shown


def _seen_twice(data: RoundData) -> list[tuple[str, list[tuple[Fraction, Fraction]]]]:
    """Give the scores of client and professional of the same object, domain and moment, by what was scored."""
    found: dict[str, dict[tuple[str, str], dict[str, Fraction]]] = {}
    for each in series(data):
        instrument, name = data.codebook.instruments[each.instrument].label, domain(each, data.codebook)
        scored = found.setdefault(f"{name}, {instrument}" if each.domain else name, {})
        for course in each.courses:
            for moment, value in (("begin", course.begin), ("end", course.end)):
                if value is not None:
                    scored.setdefault((course.object, moment), {})[each.scorer] = value
    both = {CLIENT, PROFESSIONAL}
    pairs = {
        name: [(own[CLIENT], own[PROFESSIONAL]) for own in scored.values() if both <= set(own)]
        for name, scored in found.items()
    }
    return [(name, found) for name, found in pairs.items() if found]
