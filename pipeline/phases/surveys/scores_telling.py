"""Scores at two moments for readers: who was scored, how each domain went, and what speaks against a change."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from pipeline.blocks import Block, Bullets, Nothing, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.contracts.respondents import YES_NO
from pipeline.contracts.selection import weakest
from pipeline.dutch import listed, number
from pipeline.evidence.small_groups import FEW
from pipeline.phases.surveys.score_tables import CLIENT, PERSON, PROFESSIONAL, Stand
from pipeline.phases.surveys.score_words import BY, NOUNS, domain, part
from pipeline.phases.surveys.scores import Course, Series, families, series, tested
from pipeline.telling.tables import table
from pipeline.telling.words import SELECTION

YES, _NO = YES_NO
_NONE = Nothing("Er zijn geen scores van losse mensen, straten of organisaties vastgelegd.")


@named
def changes(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Table of each domain with how many stand higher, the same and lower, and beside it what speaks against it."""
    found = series(data)
    if not found:
        return _NONE
    least = data.edition.smallest
    return tuple(
        part
        for family in families(found)
        for part in (_in_short(data, family) if _is_small(family, least) else _of_family(data, family))
    )


def _is_small(family: Sequence[Series], least: int) -> bool:
    """Tell whether an edition shows no counts by domain: of few people, or where few people went some way."""
    if not least or family[0].kind != PERSON:
        return False
    counts = [count for each in family for count in (each.up, each.same, each.down)]
    return any(len(each.both) <= FEW for each in family) or any(0 < count < least for count in counts)


def _in_short(data: RoundData, family: Sequence[Series]) -> tuple[Block, ...]:
    """Say of few people how they went over all domains together, and nothing of each."""
    why = "Hoeveel mensen per domein hoger of lager staan, staat er niet: het zijn er te weinig."
    said = _over_domains(family)
    few = any(0 < count < data.edition.smallest for count in _sums(family))
    return Text(_who(family)), Text(" ".join(filter(None, [why, "" if few else said])))


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
            "unclear": [each.unclear for each in family],
            "left": [each.left for each in family],
            "range": [_range(each, each.up) for each in family],
            "range_down": [_range(each, each.down) for each in family],
            "p": [None if p is None else number(p, 3) for p in tests.p],
        }
    )
    headers = {
        "domain": "Domein" if first.domain else "Instrument",
        "both": "Twee keer gescoord",
        "up": "Hoger",
        "same": "Gelijk",
        "down": "Lager",
        "unclear": "Niet te zeggen",
        "left": "Niet meer gescoord",
        "range": "Hoger, met wie wegviel",
        "range_down": "Lager, met wie wegviel",
        "p": "p (Wilcoxon, Holm)",
    }
    frame = frame if any(p is not None for p in tests.p) else frame.drop(columns="p")
    frame = frame if frame["unclear"].any() else frame.drop(columns="unclear")
    frame = frame if frame["left"].any() else frame.drop(columns=["left", "range", "range_down"])
    parts: list[Block] = [Text(_who(family)), table(frame, title, headers=headers, row_header="domain")]
    if said := _over_domains(family):
        parts.append(Text(said))
    return (*parts, Text("Wat hierbij telt:"), Bullets((*_against(family), *_of_test(family, tests.why))))


def _range(each: Series, now: int) -> str | None:
    """Say how many would stand one way if none, and if all, of those who left did, beside those who do now."""
    return f"{now} tot {now + each.left} van {len(each.both) + each.unclear + each.left}" if each.left else None


def _at_worst(family: Sequence[Series]) -> str:
    """Say on how many domains more stand higher than lower, and on how many still if all who left stood lower."""
    now = sum(each.up > each.down for each in family)
    if not now:
        return ""
    worst = sum(each.up > each.down + each.left for each in family)
    if len(family) == 1:
        holds = "nog steeds" if worst else "niet langer"
        return f"Zou iedereen die wegviel lager staan, dan zijn er {holds} meer hoger dan lager."
    places = "1 domein" if now == 1 else f"{now} van de {len(family)} domeinen"
    left = "op geen" if not worst else f"op {worst}"
    return f"Op {places} staan er meer hoger dan lager. Zou iedereen die wegviel lager staan, dan {left}."


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
    again = sum(any(course.twice for course in own) for own in begun)
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
    more, fewer, same = _sums(family)
    if more + fewer + same < 2:
        return ""
    parts = [
        f"{count} {words}"
        for count, words in (
            (more, "op meer domeinen hoger dan lager"),
            (same, "op evenveel domeinen hoger als lager"),
            (fewer, "op meer domeinen lager dan hoger"),
        )
        if count
    ]
    return f"Opgeteld over de domeinen, van {_noun(family, more + fewer + same)}: {listed(parts)}."


def _sums(family: Sequence[Series]) -> tuple[int, int, int]:
    """Count the objects that stand higher on more domains, lower on more, and higher on as many as lower."""
    sums = []
    for own in _objects(family).values():
        moved = [course.change for course in own if course.change is not None]
        if moved:
            sums.append(sum(int(change > 0) - int(change < 0) for change in moved))
    return sum(each > 0 for each in sums), sum(each < 0 for each in sums), sums.count(0)


def _against(family: Sequence[Series]) -> list[str]:
    """List what has to be known before a change is believed."""
    said = ["In deze scores is geen groep om mee te vergelijken. Waardoor iets veranderde, is niet te zeggen."]
    objects = _objects(family)
    courses = [course for own in objects.values() for course in own if course.change is not None]
    if recalled := sum(each.recalled for each in family):
        said.append(f"Bij {part(recalled, len(courses))} is een score achteraf gegeven, uit herinnering.")
    if any(each.left for each in family):
        worst = _at_worst(family)
        stays = "Alleen wie twee keer is gescoord, telt mee. Wie wegviel, kan er anders voor staan."
        said.append(f"{stays} {worst}".strip())
    unknown = sum(not course.expected for course in courses)
    if unknown:
        where = part(unknown, len(courses))
        said.append(f"Bij {where} is vooraf geen verwachting opgeschreven: daar geldt hoger als beter.")
    said += _at_the_begin(family, objects)
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


# Regression to the mean: who is measured at a low stands higher next time, whatever is done (Galton 1886).
_FROM_A_LOW = "Wie op een dieptepunt begint, staat later vaak vanzelf hoger."


def _at_the_begin(family: Sequence[Series], objects: Mapping[str, Sequence[Course]]) -> Iterator[str]:
    """Say who came in a crisis and what hung on the scores, or that nobody wrote that down."""
    rows = {name: [row for course in own for row in course.rows] for name, own in objects.items()}
    if family[0].kind == PERSON:
        if any(row["crisis"] == YES for own in rows.values() for row in own):
            # Not how many: of few people that says who.
            yield f"Er zijn mensen die in een crisis kwamen. {_FROM_A_LOW}"
        elif not all(any(row["crisis"] for row in own) for own in rows.values()):
            yield f"Of mensen in een crisis begonnen, is niet van allen vastgelegd. {_FROM_A_LOW}"
    hung = sum(any(row["incentive"] == YES for row in own) for own in rows.values())
    if hung:
        who = "Bij één" if hung == 1 else f"Bij {hung}"
        yield f"{who} van hen hing er iets van een score af, zoals een indicatie: dat kan het begin lager maken."
    elif not any(row["incentive"] for own in rows.values() for row in own):
        yield "Of er iets van de scores afhing, zoals een indicatie, is niet vastgelegd. Dat kan een begin lager maken."


def _lowest(courses: Sequence[Course]) -> int:
    """Count the objects that began on the lowest rung somewhere."""
    return len({course.object for course in courses if course.begin is not None and course.begin.high == 1})


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
    rows = []
    for name, pairs in _seen_twice(data):
        lower, higher = (sum(a.high < b.low for a, b in pairs), sum(a.low > b.high for a, b in pairs))
        same = sum(a == b for a, b in pairs)
        far = sum(max(b.low - a.high, a.low - b.high) > 1 for a, b in pairs)
        rows.append((name, len(pairs), same, lower, higher, len(pairs) - same - lower - higher, far))
    if rows and data.edition.smallest and min(row[1] for row in rows) <= FEW:
        return Nothing("Hoe cliënt en professional naast elkaar scoorden, staat er niet: het zijn er te weinig.")
    if not rows:
        return Nothing("Geen score is door cliënt en professional allebei gegeven.")
    headers = ["Wat is gescoord", "Door beiden gescoord", "Gelijk", "Cliënt lager", "Cliënt hoger"]
    headers += ["Niet te zeggen", "Meer dan één trede verschil"]
    caption = "Cliënten naast professionals, begin en eind samen"
    frame = pd.DataFrame(rows, columns=headers)
    both, same, lower, higher = (int(frame[name].sum()) for name in headers[1:5])
    frame = frame if frame["Niet te zeggen"].any() else frame.drop(columns="Niet te zeggen")
    shown = table(frame, caption, row_header=headers[0])
    said = f"Van {both} keer dat cliënt en professional hetzelfde scoorden, gaven zij {same} keer dezelfde trede"
    return Text(f"{said}; {lower} keer gaf de cliënt een lagere, {higher} keer een hogere."), shown


def _seen_twice(data: RoundData) -> list[tuple[str, list[tuple[Stand, Stand]]]]:
    """Give the scores of client and professional of the same object, domain and moment, by what was scored."""
    found: dict[str, dict[tuple[str, str], dict[str, Stand]]] = {}
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
