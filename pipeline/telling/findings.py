"""A finding in plain words, told once: what we found, how sure, who said so, who said otherwise, and where."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from pipeline.addresses import theme_page
from pipeline.blocks import Fold, Line, Mark, Muted
from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import all_reported
from pipeline.dutch import count_noun, listed
from pipeline.evidence.group_table import apart
from pipeline.evidence.table import Evidence, EvidenceRow
from pipeline.phases.declarations import BY_ID
from pipeline.records import rows_of
from pipeline.telling import finding_words, words
from pipeline.telling.evidence_blocks import how_many
from pipeline.telling.group_blocks import of_finding
from pipeline.telling.otherwise import beside, in_vain, named, otherwise, what_a_point_is
from pipeline.telling.quotes import are_quotes
from pipeline.telling.trace import Behind, behind
from pipeline.triangulation import convergence
from pipeline.triangulation.convergence import PairRow
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.heard import Heard, heard
from pipeline.triangulation.negative_cases import NegativeCaseRow, sides, strongest_first
from pipeline.triangulation.robustness import VOICE, Outcome, RobustnessRow
from pipeline.triangulation.sentences import Wording
from pipeline.triangulation.views import PICTURE, cells

_TITLES = {
    True: ("Wat dit steunt", "Wat dit tegenspreekt", "Wat gemengd of neutraal is"),
    False: ("Wat positief is", "Wat kritisch is", "Wat gemengd of neutraal is"),
}
_STRONGEST = {
    True: ("Een punt deze kant op", "Een punt de andere kant op"),
    False: ("Een positief punt", "Een kritisch punt"),
}


@dataclass(frozen=True)
class Point:
    """One thing that somebody said or that a document shows.

    Attributes
    ----------
    id, text, aspect : str
        Its id in `evidence.csv`, what was found, and on which aspect.
    source, who : str
        The group and in what it was found; the same with how many.
    caution : str
        What to mind; empty for most points.
    provenance : str
        Where it comes from, as `evidence.csv` has it.
    places : tuple of (str, str)
        Each text behind it, with where that stands.
    """

    id: str
    text: str
    aspect: str
    source: str
    who: str
    caution: str
    provenance: str
    places: tuple[tuple[str, str], ...]

    @property
    def quoted(self) -> bool:
        """Whether quotes stand behind it, and no places."""
        return are_quotes(self.places)

    @property
    def in_short(self) -> Line:
        """What stands behind it first, with who said it and where; a number counts all of it, so it needs its all.

        Of what people said to us that is how many said it: a quote is one of them.
        """
        if self.quoted:
            return self.text, Muted(f"({self.who})")
        text, place = next(iter(self.places), (self.text, ""))
        several = len(self.places) > 1
        who = f"{self.source}; één van {len(self.places)} plaatsen achter dit punt" if several else self.who
        return text, Muted(f"({who}; {place})" if place else f"({who})")


@dataclass(frozen=True)
class Side:
    """All evidence that points one way, the strongest first.

    Attributes
    ----------
    sign : int
        Which way: 1, 0 or -1.
    title : str
        Which way, in words.
    points : tuple of Point
        The evidence.
    nothing : str
        What to say when there are no points: where was looked in vain, as far as that is known.
    """

    sign: int
    title: str
    points: tuple[Point, ...]
    nothing: str


@dataclass(frozen=True)
class Group:
    """A group that spoke: how many points it brought in, in words, and a mark with a number for each way."""

    label: str
    counts: str
    signs: tuple[tuple[Mark, int], ...]


@dataclass(frozen=True)
class ToldFinding:
    """A finding in words, for every reader.

    Attributes
    ----------
    id, theme, label, question, statement : str
        The finding, the label of its theme, its name, what was asked, and what was found.
    direction : int
        Which way it points: 1 positive, 0 mixed, -1 critical.
    marks : tuple of Mark
        Its direction, its convergence and its confidence.
    sure : str
        How sure it is, in a sentence.
    why : tuple of str
        Why it is not more sure or less, in a few short sentences.
    careful : tuple of str
        That the sentence is a neutral one of ours, and what the finding hangs on; empty for most findings.
    groups : tuple of Group
        Each group that spoke, with how many points it brought in.
    who, otherwise : str
        In one sentence who said so, and who said otherwise.
    sides : tuple of Side
        All evidence: what carries it, what speaks against it, and what does neither; of a mixed finding what is
        positive, critical and neutral.
    page : str
        Address of the finding on its theme's page.
    own_words : tuple of (str, str)
        Each panel of which people also spoke in what the finding rests on, with a sentence that says so.
    a_point : str
        What is counted as a point in it.
    beside : tuple of str
        Who stands otherwise within what does not speak against it as a whole: groups, places, and people.
    groups_beside : Fold or None
        Each group beside the others on its question; None where that is not known.
    """

    id: str
    theme: str
    label: str
    question: str
    statement: str
    direction: int
    marks: tuple[Mark, Mark, Mark]
    sure: str
    why: tuple[str, ...]
    careful: tuple[str, ...]
    groups: tuple[Group, ...]
    who: str
    otherwise: str
    sides: tuple[Side, Side, Side]
    page: str
    own_words: tuple[tuple[str, str], ...] = ()
    a_point: str = ""
    beside: tuple[str, ...] = ()
    groups_beside: Fold | None = None

    @property
    def running(self) -> str:
        """The sentences of its page, without those about groups: their names are as long as they are."""
        return " ".join([self.question, self.statement, self.sure, *self.why, *self.careful])

    @property
    def points(self) -> tuple[Point, ...]:
        """All evidence, in the order in which it is told."""
        return tuple(point for side in self.sides for point in side.points)

    @property
    def strongest(self) -> tuple[tuple[str, Line], tuple[str, Line]]:
        """Of what carries it and of what speaks against it: a heading with the strongest point, or where was looked."""
        carries, against = (
            (title, side.points[0].in_short if side.points else side.nothing)
            for title, side in zip(_STRONGEST[bool(self.direction)], self.sides[:2], strict=True)
        )
        return carries, against

    @property
    def otherwise_strongest(self) -> tuple[tuple[str, Line], ...]:
        """The strongest point of who says otherwise; of a mixed finding those of both sides."""
        return self.strongest[1:] if self.direction else self.strongest


def told(data: RoundData, tables: Mapping[str, pd.DataFrame]) -> list[ToldFinding]:
    """Tell every finding of a round, in reading order.

    Parameters
    ----------
    data : RoundData
        The round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract that triangulation makes, with evidence and its trace.
    """
    sources = behind(data, Evidence(tables["evidence"], tables["evidence_trace"], tables["values"]))
    spoke = heard(data, tables["evidence_trace"])
    return [
        _told(row, data, tables, sources, spoke.get(row["question"], {}))
        for row in rows_of(tables["findings"], FindingRow)
    ]


def _told(
    finding: FindingRow,
    data: RoundData,
    tables: Mapping[str, pd.DataFrame],
    sources: Behind,
    spoke: Mapping[str, Heard],
) -> ToldFinding:
    book = data.codebook
    question = book.question_by_id[finding["question"]]
    evidence = tables["evidence"][tables["evidence"]["question"] == question.id]
    cases, left_out = (
        tables[name][tables[name]["finding_id"] == finding["finding_id"]] for name in ("negative_cases", "robustness")
    )
    direction = int(finding["direction"])
    groups = tables["groups"]
    here = groups[groups["question"] == question.id]
    standing_out = [each.sentence for each in apart(here).get(question.id, ())]
    withheld = any(each.question == question.id for each in data.round.withheld)
    return ToldFinding(
        id=finding["finding_id"],
        theme=book.labels[finding["theme"]],
        label=question.label,
        question=question.question,
        statement=finding["statement"],
        direction=direction,
        marks=(
            words.direction(direction),
            finding_words.convergence_of(finding),
            finding_words.confidence_of(finding),
        ),
        sure=finding_words.SURE[finding["confidence"]],
        why=tuple(_why(finding, evidence, tables["convergence"], data)),
        careful=(
            *filter(None, [finding_words.OWN_WORDING[Wording(finding["wording"])]]),
            *_careful(left_out, evidence, data),
        ),
        groups=tuple(_groups(evidence, direction, book)),
        who=_who(evidence, direction, book),
        otherwise=otherwise(evidence, direction, spoke, book, standing_out, withheld=withheld),
        sides=_told_sides(evidence, direction, cases, data, sources),
        page=theme_page(finding["theme"], finding["finding_id"]),
        own_words=tuple(_own_words(spoke, data)),
        a_point=what_a_point_is(evidence),
        beside=beside(evidence, direction, standing_out, book),
        groups_beside=of_finding(here, question.label),
    )


def _own_words(spoke: Mapping[str, Heard], data: RoundData) -> Iterator[tuple[str, str]]:
    """Say of which panels people were heard on the question: what they find of it, they find of their own words."""
    sources = {name for phase in spoke.values() for name in phase.persons}
    labels = {panel.id: panel.label for panel in data.round.panels}
    for overlap in data.round.overlap:
        if sources & set(overlap.sources):
            people = count_noun(overlap.shared, "mens", "mensen")
            verb = "sprak" if overlap.shared == 1 else "spraken"
            for panel in overlap.with_panels:
                where = f"{people} uit deze groep {verb} zelf mee in waar deze bevinding op rust"
                yield labels[panel], f"Let op: {where}. Dit oordeel gaat dus deels over eigen woorden."


def _why(finding: FindingRow, evidence: pd.DataFrame, pairs: pd.DataFrame, data: RoundData) -> Iterator[str]:
    """Say what a finding was found in, whether that gives one picture, and when we only read a report of it."""
    phases = [phase for phase in BY_ID.values() if phase.id in set(evidence["phase"])]
    own = rows_of(pairs[pairs["question"] == finding["question"]], PairRow)
    if len(phases) == 1:
        asked = data.codebook.question_by_id[finding["question"]].asked_in
        others = sum(data.round.deployment(name).deployed for name in asked) > 1
        rest = "Andere manieren van onderzoeken zeggen hier niets over." if others else "Elders is dit niet gezocht."
        if any(pair["label"] == convergence.Label.UNDECIDED.value for pair in own):
            rest = "Ook op een andere manier is hiernaar gevraagd, maar welke kant dat op wijst, is niet te zeggen."
        yield f"Dit komt alleen uit {phases[0].plain}. {rest}"
    else:
        where = listed([phase.plain for phase in phases])
        yield f"Dit komt uit {where}. {_together(finding['convergence'], own, evidence)}"
    if placed := int((evidence["placed"] != "").sum()):
        comes = "het komt: het is" if placed == 1 else "zij komen: zij zijn"
        points = count_noun(placed, "punt", "punten")
        yield f"Van {points} staat niet in het rapport uit welk onderzoek {comes} op inhoud ingedeeld."
    for pair in own:
        if pair["same_people"]:
            both = listed([BY_ID[pair[name]].plain for name in ("phase_a", "phase_b")])
            yield f"In de {both} spraken deels dezelfde mensen. Dat telt als één bron."
    if any(phase.people for phase in phases) and all_reported(evidence):
        yield "Wij lazen erover in wat is gepubliceerd. Wij waren er zelf niet bij."


def _together(together: str, pairs: Sequence[PairRow], evidence: pd.DataFrame) -> str:
    """Say whether what was found in several places gives one picture; by its pairs where a part of it differs.

    Only where one is positive and another critical do they contradict each other: mixed beside critical differs.
    """
    labels = {pair["label"] for pair in pairs} & {label.value for label in convergence.OF_SPEAKING}
    opposed = any(pair["relation"] == convergence.Relation.CONTRADICTS for pair in pairs)
    if together == "single source" and len(labels) == 1:  # the same people confirm nothing, and may say the same
        [together] = labels
    if together == "agreement":
        return "Dat wijst dezelfde kant op." if len(labels) == 1 else "Dat wijst grotendeels dezelfde kant op."
    if together == "partial agreement":
        start = "Daar staat voor een deel hetzelfde in"
        if opposed:
            return f"{start}, en voor een deel spreekt het elkaar tegen."
        differs = ", en voor een deel wijst het niet dezelfde kant op"
        return f"{start}{differs if convergence.Label.DISSONANCE in labels else ''}."
    if opposed:
        return "Die spreken elkaar tegen."
    apart = "Die wijzen niet dezelfde kant op"
    aspects = [set(part) for _, part in evidence.groupby("phase")["aspect"]]
    shared = any(a & b for a, b in combinations(aspects, 2))
    return f"{apart}." if shared else f"{apart}, en gaan over verschillende kanten van de vraag."


def _careful(left_out: pd.DataFrame, evidence: pd.DataFrame, data: RoundData) -> Iterator[str]:
    """Say what a finding can't do without, and what was kept out of it."""
    question = evidence["question"].iloc[0]
    for withheld in data.round.withheld:
        if withheld.question == question:
            yield f"Wat in de {BY_ID[withheld.phase].plain} is gezegd, telt niet mee: {withheld.reason.rstrip('.')}."
    turned: dict[str, list[str]] = {}
    places = [set(rows) for _, rows in evidence.groupby("phase")["evidence_id"]]
    for row in rows_of(left_out[left_out["outcome"].isin([Outcome.TURNS, Outcome.VANISHES])], RobustnessRow):
        group = row["left_out_kind"] == VOICE
        if group and set(evidence["evidence_id"][evidence["voice"] == row["left_out"]]) in places:
            continue  # whoever says all that was found in one place is left out with that place
        name = data.codebook.labels[row["left_out"]].lower() if group else f"de {BY_ID[row['left_out']].plain}"
        if row["outcome"] == Outcome.TURNS:
            turned.setdefault(str(row["direction"]), []).append(name)
        elif group:
            yield f"Dit komt van maar één groep: {name}."
    for direction, names in turned.items():
        yield f"Laten wij {listed(names, 'of')} weg, dan is het beeld {PICTURE[int(direction)]}."


def _sides(evidence: pd.DataFrame, direction: int) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Count by group what points each way: for, against and neutral; of a mixed finding positive, critical, neutral."""
    sign = direction or 1
    ways = (Counter[str](evidence["voice"][evidence["direction"] == way]) for way in (sign, -sign, 0))
    for_it, against, neutral = ways
    return for_it, against, neutral


def _groups(evidence: pd.DataFrame, direction: int, book: Codebook) -> Iterator[Group]:
    for_it, against, neutral = _sides(evidence, direction)
    named = ("deze kant op", "de andere kant op", "neutraal") if direction else ("positief", "kritisch", "neutraal")
    ways = (direction or 1, -(direction or 1), 0)
    everybody = for_it + against + neutral
    for voice in sorted(everybody, key=lambda name: (-for_it[name], -everybody[name], name)):
        counts = [side[voice] for side in (for_it, against, neutral)]
        told = ", ".join(f"{count} {word}" for count, word in zip(counts, named, strict=True) if count)
        signs = tuple((words.direction(way), count) for way, count in zip(ways, counts, strict=True) if count)
        yield Group(book.labels[voice], told, signs)


def _who(evidence: pd.DataFrame, direction: int, book: Codebook) -> str:
    for_it, against, _ = _sides(evidence, direction)
    if direction:
        return f"Dit komt {named(for_it, book)}."
    positive, critical = (
        f"{word} punten komen {named(counts, book)}." if counts else f"{word} punten vonden wij niet."
        for word, counts in (("Positieve", for_it), ("Kritische", against))
    )
    return f"{positive} {critical}"


def _told_sides(
    evidence: pd.DataFrame, direction: int, cases: pd.DataFrame, data: RoundData, sources: Behind
) -> tuple[Side, Side, Side]:
    """Give all evidence, the strongest first: what supports a finding is never shown without the rest."""
    by_id = {row["evidence_id"]: row for row in rows_of(evidence, EvidenceRow)}
    weighed = cells(evidence, data.round.rules)
    looked_in = {row["side"]: row["looked_in"] for row in rows_of(cases, NegativeCaseRow)}
    sought = {sign: looked_in[kind] for kind, sign in sides(direction) if kind in looked_in}

    def side(way: int, title: str) -> Side:
        names = strongest_first(evidence[evidence["direction"] == way], weighed)
        points = tuple(_point(by_id[name], data.codebook, sources) for name in names)
        return Side(
            way, title, points, in_vain(sought[way], evidence, data.codebook) if way in sought else "Niets gevonden."
        )

    sign = direction or 1
    carries, against, neutral = map(side, (sign, -sign, 0), _TITLES[bool(direction)])
    return carries, against, neutral


def _point(row: EvidenceRow, book: Codebook, sources: Behind) -> Point:
    group, found_in = book.labels[row["voice"]], BY_ID[row["phase"]].plain
    source = ", ".join(filter(None, [group, "" if found_in in group.lower() else found_in]))
    return Point(
        id=row["evidence_id"],
        text=row["statement"],
        aspect=book.aspect_labels[row["question"], row["aspect"]],
        source=source,
        who=", ".join(filter(None, [source, how_many(row)])),
        caution=row["quality"],
        provenance=row["provenance"],
        places=tuple(sources.get(row["evidence_id"], ())),
    )
