"""Each finding of a round told in plain words, once: what we found, how sure, who said so and otherwise, and where."""

from collections import Counter
from collections.abc import Iterator, Mapping

import pandas as pd

from pipeline.addresses import theme_page
from pipeline.claims.look_closer import with_few
from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.evidence.group_table import apart
from pipeline.evidence.small_groups import NOTHING_LEFT_OUT, LeftOut
from pipeline.evidence.table import Evidence, EvidenceRow
from pipeline.evidence.without_counts import statement
from pipeline.phases.declarations import BY_ID
from pipeline.phases.gathering import not_to_be_told
from pipeline.records import rows_of
from pipeline.telling import finding_words, words
from pipeline.telling.evidence_blocks import how_many
from pipeline.telling.group_blocks import of_finding
from pipeline.telling.otherwise import beside, in_vain, named, otherwise, what_a_point_is
from pipeline.telling.told_finding import Group, Point, Side, ToldFinding
from pipeline.telling.trace import Behind, behind
from pipeline.telling.who_finds_what import Everybody, who_finds_what
from pipeline.telling.why import careful, why
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.heard import Heard, heard
from pipeline.triangulation.negative_cases import NegativeCaseRow, sides, strongest_first
from pipeline.triangulation.sentences import Wording
from pipeline.triangulation.views import cells

_TITLES = {
    True: ("Wat dit steunt", "Wat dit tegenspreekt", "Wat gemengd of neutraal is"),
    False: ("Wat positief is", "Wat kritisch is", "Wat gemengd of neutraal is"),
}
_NOTHING = "Niets gevonden."
_NEUTRAL_MEASURED = (
    "Geen enkel punt is gemengd of neutraal. Wat is gemeten zonder duidelijke richting, staat er apart bij."
)


def told(
    data: RoundData, tables: Mapping[str, pd.DataFrame], left_out: LeftOut = NOTHING_LEFT_OUT
) -> list[ToldFinding]:
    """Tell every finding of a round, in reading order.

    Parameters
    ----------
    data : RoundData
        The round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract that triangulation makes, with evidence and its trace.
    left_out : LeftOut
        What the edition leaves out, which is not in the tables.
    """
    evidence = Evidence(tables["evidence"], tables["evidence_trace"], tables["values"])
    sources = behind(data, evidence, left_out.sides)
    spoke = heard(data, tables["evidence_trace"])
    measured: dict[str, list[str]] = {}
    everybody = Everybody(data, tables["evidence"], not_to_be_told(data).rows)
    for row in rows_of(everybody.undecided, EvidenceRow):
        hidden = row["evidence_id"] in left_out.pieces
        said = statement(row | {"direction": pd.NA}, data.codebook) if hidden else row["statement"]
        measured.setdefault(row["question"], []).append(said)
    return [
        _told(row, everybody, tables, sources, spoke.get(row["question"], {}), tuple(measured.get(row["question"], ())))
        for row in rows_of(tables["findings"], FindingRow)
    ]


def _told(
    finding: FindingRow,
    everybody: Everybody,
    tables: Mapping[str, pd.DataFrame],
    sources: Behind,
    spoke: Mapping[str, Heard],
    measured: tuple[str, ...],
) -> ToldFinding:
    data = everybody.data
    book = data.codebook
    question = book.question_by_id[finding["question"]]
    evidence = tables["evidence"][tables["evidence"]["question"] == question.id]
    cases, left_out = (
        tables[name][tables[name]["finding_id"] == finding["finding_id"]] for name in ("negative_cases", "robustness")
    )
    direction = int(finding["direction"])
    groups = tables["groups"]
    here = groups[groups["question"] == question.id]
    different = apart(here).get(question.id, ())
    standing_out = [each.sentence for each in different]
    in_short = with_few(" ".join(standing_out))
    withheld = any(each.question == question.id for each in data.round.withheld)
    return ToldFinding(
        id=finding["finding_id"],
        theme=book.labels[finding["theme"]],
        label=question.label,
        question=question.question,
        statement=finding["statement"],
        people=who_finds_what(question, everybody, different),
        direction=direction,
        marks=(
            words.picture(direction),
            finding_words.convergence_of(finding),
            finding_words.confidence_of(finding),
        ),
        sure=finding_words.sure(finding, evidence, book),
        why=tuple(why(finding, evidence, tables["convergence"], data)),
        careful=(
            *filter(None, [finding_words.OWN_WORDING[Wording(finding["wording"])]]),
            *careful(left_out, evidence, data),
        ),
        groups=tuple(_groups(evidence, direction, book)),
        who=who(evidence, direction, book),
        otherwise=otherwise(evidence, direction, spoke, book, [in_short] if in_short else [], withheld=withheld),
        sides=_told_sides(evidence, direction, cases, data, sources, _NEUTRAL_MEASURED if measured else _NOTHING),
        page=theme_page(finding["theme"], finding["finding_id"]) if data.edition.pages else "",
        own_words=tuple(_own_words(spoke, data)),
        a_point=what_a_point_is(evidence),
        beside=beside(evidence, direction, standing_out, book),
        measured=measured,
        groups_beside=of_finding(here, question.label),
    )


def _own_words(spoke: Mapping[str, Heard], data: RoundData) -> Iterator[tuple[str, int]]:
    """Give panels of which people were heard on the question, with how many.

    What they find of it, they find of their own words.
    """
    sources = {name for phase in spoke.values() for name in phase.persons}
    labels = {panel.id: panel.label for panel in data.round.panels}
    for overlap in data.round.overlap:
        if sources & set(overlap.sources):
            yield from ((labels[panel], overlap.shared) for panel in overlap.with_panels)


def _sides(evidence: pd.DataFrame, direction: int) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Count by group what points each way: for, against and neutral; of a mixed finding positive, critical, neutral."""
    sign = direction or 1
    ways = (Counter[str](evidence["voice"][evidence["direction"] == way]) for way in (sign, -sign, 0))
    for_it, against, neutral = ways
    return for_it, against, neutral


def _groups(evidence: pd.DataFrame, direction: int, book: Codebook) -> Iterator[Group]:
    for_it, against, neutral = _sides(evidence, direction)
    named = ("deze kant op", "de andere kant op") if direction else ("positief", "kritisch")
    ways = (direction or 1, -(direction or 1), 0)
    everybody = for_it + against + neutral
    for voice in sorted(everybody, key=lambda name: (-for_it[name], -everybody[name], name)):
        counts = [side[voice] for side in (for_it, against, neutral)]
        told = ", ".join(
            f"{count} {word}" for count, word in zip(counts, (*named, words.DIRECTIONS[0][0]), strict=True) if count
        )
        signs = tuple((words.direction(way), count) for way, count in zip(ways, counts, strict=True) if count)
        yield Group(book.labels[voice], told, signs)


def who(evidence: pd.DataFrame, direction: int, book: Codebook) -> str:
    """Say who a finding comes from; of a mixed one who is positive, and who critical."""
    for_it, against, _ = _sides(evidence, direction)
    if direction:
        return f"Dit komt {named(for_it, book)}."
    if not for_it and not against:  # within a point people may stand on both sides
        return "Geen punt is als geheel positief of kritisch."
    return " ".join(
        f"{word} punten komen {named(counts, book)}." if counts else f"Geen punt is als geheel {plain}."
        for word, plain, counts in (("Positieve", "positief", for_it), ("Kritische", "kritisch", against))
    )


def _told_sides(
    evidence: pd.DataFrame, direction: int, cases: pd.DataFrame, data: RoundData, sources: Behind, no_neutral: str
) -> tuple[Side, Side, Side]:
    """Give all evidence, the strongest first: what supports a finding is never shown without the rest."""
    by_id = {row["evidence_id"]: row for row in rows_of(evidence, EvidenceRow)}
    weighed = cells(evidence, data.round.rules)
    looked_in = {row["side"]: row["looked_in"] for row in rows_of(cases, NegativeCaseRow)}
    sought = {sign: looked_in[kind] for kind, sign in sides(direction) if kind in looked_in}

    def side(way: int, title: str) -> Side:
        names = strongest_first(evidence[evidence["direction"] == way], weighed, data.round.rules)
        points = tuple(_point(by_id[name], data.codebook, sources) for name in names)
        nothing = _NOTHING if way else no_neutral
        return Side(way, title, points, in_vain(sought[way], evidence, data.codebook) if way in sought else nothing)

    sign = direction or 1
    carries, against, neutral = map(side, (sign, -sign, 0), _TITLES[bool(direction)])
    return carries, against, neutral


def _point(row: EvidenceRow, book: Codebook, sources: Behind) -> Point:
    group, found_in = book.labels[row["voice"]], BY_ID[row["phase"]].plain
    source = ", ".join(filter(None, [group, "" if found_in in group.lower() else found_in]))
    return Point(
        id=row["evidence_id"],
        text=with_few(row["statement"]),
        aspect=book.aspect_labels[row["question"], row["aspect"]],
        source=source,
        who=", ".join(filter(None, [source, how_many(row)])),
        caution=row["quality"],
        provenance=row["provenance"],
        places=tuple(sources.get(row["evidence_id"], ())),
    )
