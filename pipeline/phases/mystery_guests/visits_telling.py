"""The visits for readers: what there were, what happened, by place and channel, and how far observers agree."""

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

import pandas as pd

from pipeline.blocks import Block, Bullets, Column, Nothing, Table, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.contracts.moments import day, minute
from pipeline.dutch import count_noun, listed, number, percent
from pipeline.phases.mystery_guests.double_scored import Doubled, doubled
from pipeline.phases.mystery_guests.scripts import TABLE, ScriptRow
from pipeline.phases.mystery_guests.visit_tables import (
    BY_MAIL,
    BY_PHONE,
    BY_SITE,
    BY_VISIT,
    MINUTES,
    YES,
    YES_NO,
    VisitCriterionRow,
    VisitRow,
    amount,
)
from pipeline.phases.mystery_guests.visit_words import norm, spread
from pipeline.phases.mystery_guests.visits import Outcome, criteria, numbers, outcomes, scores, tally, visits
from pipeline.records import rows_of
from pipeline.statistics.intraclass import FEWEST
from pipeline.telling.tables import table

# Fewer visits than these are shown one by one: a share of a handful says more than there is.
_ONE_BY_ONE = 10
_NONE = Nothing("Er zijn geen bezoeken vastgelegd.")
_BY = {BY_VISIT: "ter plaatse", BY_PHONE: "per telefoon", BY_SITE: "via de website", BY_MAIL: "per e-mail"}
_DIFFER = "verschillend"


@named
def what_there_was(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Say how many visits there were, by which channel and where, how late they were reported, and what went amiss."""
    made = visits(data)
    if not made:
        return _NONE
    channels = Counter(visit["channel"] for visit in made)
    how = listed([f"{number(count)} {_BY[channel]}" for channel, count in channels.items()])
    said = [f"Er {'was 1 bezoek' if len(made) == 1 else f'waren {number(len(made))} bezoeken'}: {how}."]
    places = Counter(visit["unit"] for visit in made if visit["unit"])
    if len(places) > 1:
        said.append(f"Per plaats: {', '.join(f'{place} {number(count)}' for place, count in places.items())}.")
    return Text(" ".join(said)), Bullets(tuple(_about(data, made)))


def _about(data: RoundData, made: Sequence[VisitRow]) -> list[str]:
    """List what a reader has to know of how the visits were made."""
    said = []
    before = {each["script_id"] for each in rows_of(data.whole(TABLE), ScriptRow) if each["agreed_on"]}
    agreed = sum(visit["organisation_agreed"] == YES or visit["script"] in before for visit in made)
    if agreed == len(made):
        said.append("De organisatie stemde vooraf in met " + ("het bezoek." if agreed == 1 else "alle bezoeken."))
    else:
        lacking = count_noun(len(made) - agreed, "bezoek", "bezoeken")
        said.append(f"Van {lacking} is niet vastgelegd dat de organisatie vooraf instemde.")
    if deviated := sum(bool(visit["deviation"]) for visit in made):
        said.append(f"In {count_noun(deviated, 'bezoek', 'bezoeken')} liep het anders dan het script voorschreef.")
    late = [
        Decimal((reported - visited).days)
        for visit in made
        if (visited := day(visit["date"])) and (reported := day(visit["reported"]))
    ]
    if late:
        known = "" if len(late) == len(made) else f" (bekend van {count_noun(len(late), 'bezoek', 'bezoeken')})"
        said.append(f"Dagen tussen bezoek en verslag: {_lower(spread(late))}{known}.")
    scored = {score["visit"] for score in scores(data)}
    if without := sum(visit["visit_id"] not in scored for visit in made):
        said.append(f"Van {count_noun(without, 'bezoek', 'bezoeken')} zijn geen scores vastgelegd.")
    return said


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


@named
def what_happened(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Table of what happened at each visit while they are few, and of how many met each criterion when they are not."""
    made, held = visits(data), criteria(data)
    if not made:
        return _NONE
    if len(made) < _ONE_BY_ONE:
        few = f"Minder dan {_ONE_BY_ONE} bezoeken: daarom staat er per bezoek wat er gebeurde, en geen percentage."
        return Text(few), _one_by_one(data, made, held)
    places = _by_group(data, "Hoe vaak gehaald, per plaats", lambda visit: visit["unit"])
    channels = _by_group(data, "Hoe vaak gehaald, per kanaal", lambda visit: _BY[visit["channel"]].capitalize())
    return _in_all(data, held), *places, *channels


def _one_by_one(data: RoundData, made: Sequence[VisitRow], held: Sequence[VisitCriterionRow]) -> Table:
    headers = [
        f"Bezoek {place} ({', '.join(filter(None, [visit['unit'], _BY[visit['channel']]]))})"
        for place, visit in enumerate(made, 1)
    ]
    columns = (Column("Criterium", names=True), *(Column(header) for header in headers))
    rows = []
    for criterion in held:
        found = {outcome.visit["visit_id"]: outcome for outcome in outcomes(data, criterion)}
        cells = [_scored(found.get(visit["visit_id"]), criterion) for visit in made]
        rows.append((_with_norm(criterion), *cells))
    return Table("Wat er in elk bezoek gebeurde", columns, tuple(rows), "Er zijn geen criteria.")


def _scored(outcome: Outcome | None, criterion: VisitCriterionRow) -> str | None:
    """Say what was scored at one visit; of two observers that differ, that they do."""
    if outcome is None:
        return None
    values = list(dict.fromkeys(outcome.values))
    if criterion["kind"] != YES_NO:
        unit = " min." if criterion["kind"] == MINUTES else ""
        return " en ".join(number(amount(value)) for value in values) + unit
    return values[0] if len(values) == 1 else _DIFFER


def _with_norm(criterion: VisitCriterionRow) -> str:
    return f"{criterion['label']} (norm: {norm(criterion)})" if criterion["norm"] else criterion["label"]


def _in_all(data: RoundData, held: Sequence[VisitCriterionRow]) -> Table:
    shown = []
    for criterion in held:
        found = outcomes(data, criterion)
        numeric = criterion["kind"] != YES_NO and found
        shown.append(
            {
                "label": _with_norm(criterion),
                "met": _share(found, criterion),
                "differ": sum(len(set(outcome.values)) > 1 for outcome in found) or None,
                "spread": _lower(spread(numbers(found))) if numeric else None,
            }
        )
    frame = pd.DataFrame(shown, columns=["label", "met", "differ", "spread"], dtype="object")
    frame = frame.dropna(axis="columns", how="all")
    headers = {
        "label": "Criterium",
        "met": "Gehaald",
        "differ": "Bezoekers verschilden",
        "spread": "Minuten of punten",
    }
    return table(frame, "Hoe vaak elk criterium is gehaald", headers=headers, row_header="label")


def _share(found: Sequence[Outcome], criterion: VisitCriterionRow) -> str:
    """Say in how many visits a criterion was met; a percentage only of as many visits as are not shown one by one."""
    if not found:
        return "niet gescoord"
    if criterion["kind"] != YES_NO and not criterion["norm"]:
        return "geen norm"
    counts = tally(found)
    said = f"{counts.met} van {counts.scored}"
    return said if counts.scored < _ONE_BY_ONE else f"{said} ({percent(counts.met / counts.scored)})"


def _by_group(data: RoundData, caption: str, of: Callable[[VisitRow], str]) -> tuple[Table, ...]:
    """Table of how often each criterion was met in each group of visits; none where there is one group."""
    groups = list(dict.fromkeys(name for visit in visits(data) if (name := of(visit))))
    if len(groups) < 2:
        return ()
    rows = []
    for criterion in criteria(data):
        found = outcomes(data, criterion)
        apart = ([outcome for outcome in found if of(outcome.visit) == group] for group in groups)
        rows.append((_with_norm(criterion), *(_share(own, criterion) for own in apart)))
    return (Table(caption, (Column("Criterium", names=True), *map(Column, groups)), tuple(rows)),)


@named
def waiting(data: RoundData) -> Text | Nothing:
    """Say how long visitors waited between coming in and being helped, with median and range."""
    waited = [
        Decimal(helped - arrived)
        for visit in visits(data)
        if (arrived := minute(visit["arrived"])) is not None and (helped := minute(visit["helped"])) is not None
    ]
    if not waited:
        return Nothing("Van geen bezoek is bekend hoe lang het wachten duurde.")
    known = "" if len(waited) == len(visits(data)) else f" Bekend van {count_noun(len(waited), 'bezoek', 'bezoeken')}."
    return Text(f"Minuten tot iemand werd geholpen: {_lower(spread(waited))}.{known}")


@named
def agreement(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Table of how far two observers of the same visit agree, with a coefficient where it can be estimated."""
    found = doubled(data)
    if not found:
        return Nothing("Geen bezoek is door twee bezoekers gescoord.")
    frame = pd.DataFrame(
        {
            "label": [each.label for each in found],
            "visits": [each.visits for each in found],
            "same": [f"{each.same} van {each.visits}" for each in found],
            "icc": [_coefficient(each) for each in found],
        }
    )
    headers = {
        "label": "Wat is gescoord",
        "visits": "Bezoeken met twee scores",
        "same": "Twee keer hetzelfde",
        "icc": "Intraklassecorrelatie",
    }
    shown = table(frame, "Waar twee bezoekers hetzelfde bezoek scoorden", headers=headers, row_header="label")
    if not any(each.numeric for each in found):
        return (shown,)
    said = (
        "De intraklassecorrelatie zegt hoe ver twee scores van hetzelfde bezoek overeenkomen: 1 is helemaal. "
        f"Met minder dan {FEWEST} dubbel gescoorde bezoeken, of als alle scores gelijk zijn, is zij niet te schatten."
    )
    return shown, Text(said)


def _coefficient(each: Doubled) -> str | None:
    if not each.numeric:
        return None
    if each.icc is None:
        return "niet te schatten"
    return f"{number(each.icc.value, 2)} (95%: {number(each.icc.low, 2)} tot {number(each.icc.high, 2)})"
