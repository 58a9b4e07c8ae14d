"""Who was heard in a round and who was not, in one picture; and who was heard in more than one place."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import pandas as pd

from pipeline.blocks import Bullets, Crowd, Group, Groups, Muted, Strong, Text, named
from pipeline.codebook import Voice
from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import REPORTED
from pipeline.contracts.rows import SourceRow
from pipeline.contracts.table import VISITS
from pipeline.dutch import count_noun, listed, number
from pipeline.phases.declaration import Phase
from pipeline.phases.declarations import PHASES
from pipeline.records import Record, rows_of
from pipeline.rounds import Overlap
from pipeline.telling.own_sources import on_paper, own_sources, persons_of

_MOST = 50  # dots that still read as a crowd, and not as a stain
_STEPS = (1, 5, 10, 50, 100, 500, 1000)
_UNKNOWN = "aantal niet bekend"


@dataclass(frozen=True)
class Persons:
    """How many people sources are, as far as that is known, whether there may be more, and out of how many asked.

    `asked` is 0 where not every source says how many were asked. `most` is how many they are at most, where what is
    printed differs.
    """

    known: int
    more: bool
    asked: int = 0
    most: int = 0

    @classmethod
    def of(cls, sources: Sequence[SourceRow], *, apart: bool = True) -> "Persons":
        """Count the people in sources, which are other people each, but for those that consist of others.

        Where they need not be other people (`apart` is false), those of our own are so many as the largest, or more.
        """
        sources = [row for row in sources if not row["consists_of"]]
        own = [] if apart else [row for row in sources if row["provenance"] not in REPORTED]
        if len(own) > 1:
            largest = max(own, key=lambda row: 0 if pd.isna(row["persons"]) else int(row["persons"]))
            counted = cls.of([row for row in sources if row not in own or row is largest])
            return replace(counted, more=True, asked=0)
        known = [int(row["persons"]) for row in sources if not pd.isna(row["persons"])]
        asked = [cast(Record, row).get("invited", pd.NA) for row in sources]
        whole = len(known) == len(sources) and not any(map(pd.isna, asked))
        most = [row["persons"] if pd.isna(row["persons_at_most"]) else row["persons_at_most"] for row in sources]
        differs = any(not pd.isna(row["persons_at_most"]) for row in sources) and not any(map(pd.isna, most))
        return cls(
            sum(known),
            len(known) < len(sources),
            sum(map(int, asked)) if whole else 0,
            sum(map(int, most)) if differs else 0,
        )

    @property
    def said(self) -> str:
        """The number in Dutch; "minstens" when there may be more."""
        if self.more and not self.known:
            return _UNKNOWN
        if self.asked:
            return f"{self.known} van de {self.asked} {'gevraagde' if self.asked == 1 else 'gevraagden'}"
        if self.most > self.known:
            return f"{number(self.known)} tot {number(self.most)} personen"
        return f"{'minstens ' if self.more else ''}{count_noun(self.known, 'persoon', 'personen')}"


def told_of(data: RoundData, phase: Phase) -> str:
    """Say of how many people a phase has a score or the like that others gave, and how many are in no list of people.

    Parameters
    ----------
    data : RoundData
        The round.
    phase : Phase
        A phase that was deployed.
    """
    found = on_paper(data, phase)
    said = []
    if found.told:
        they = "die deed" if found.told == 1 else "zij deden"
        whom = count_noun(found.told, "persoon", "personen")
        said.append(f"Over {whom} legde een ander iets vast, zoals een score; {they} daar zelf niet aan mee.")
    if found.told_unlisted:
        who = "zij" if found.told_unlisted == found.told else f"{found.told_unlisted} van hen"
        said.append(_elsewhere("die" if found.told == 1 else who, found.told_unlisted))
    if found.own_unlisted:
        one = found.own_unlisted == 1
        whom = count_noun(found.own_unlisted, "persoon", "personen")
        said.append(
            f"Van {whom} is vastgelegd wat {'die' if one else 'zij'} zelf {'zei' if one else 'zeiden'}, zoals een "
            f"score, zonder dat {'die' if one else 'zij'} in de lijst van deelnemers "
            f"{'staat' if one else 'staan'}."
        )
        said.append(_elsewhere("die" if one else "zij", found.own_unlisted))
    return " ".join(said)


def _elsewhere(who: str, count: int) -> str:
    return f"Of {who} ook elders {'meedeed' if count == 1 else 'meededen'}, is niet te zien."


@named
def who_was_heard(data: RoundData, evidence: pd.DataFrame) -> tuple[Text | Groups | Bullets, ...]:
    """Show each group of people with how many were heard in which phase, and in outline the groups that nobody heard.

    People are counted over the sources of a phase, which are other people, and never over phases; those of whom a phase
    has rows each, such as scores, are counted by name beside them. Documents are no people; of visits it is told who
    went.

    Parameters
    ----------
    data : RoundData
        The round: its sources, its voices, and who was in more than one source.
    evidence : pandas.DataFrame
        Evidence of all phases: a voice may have spoken in a source of another group.
    """
    deployed = [phase for phase in PHASES if phase.people and data.round.deployment(phase.id).deployed]
    visited = [phase for phase in deployed if any(data.contracts[name].counted == VISITS for name in phase.tables)]
    asked = {phase: _by_voice(phase, data) for phase in deployed if phase not in visited}
    followed = {
        (phase, *each): count for phase in asked for each, count in Counter(persons_of(data, phase).values()).items()
    }
    known = [Persons.of(rows, apart=phase.apart).known for phase, voices in asked.items() for rows in voices.values()]
    most = max([*known, *followed.values()], default=0)
    steps = _STEPS if data.edition.persons else _STEPS[1:]
    each = next((step for step in steps if most <= step * _MOST), _STEPS[-1])
    went = {voice for phase in visited for voice in _by_voice(phase, data)}
    mixed = any(not voice.person and voice.id in voices for voice in data.codebook.voices for voices in asked.values())
    groups = []
    for voice in data.codebook.voices:
        crowds = tuple(_crowds(voice, asked, followed, evidence, each))
        if crowds:
            groups.append(Group(voice.label, crowds))
        elif voice.person and not voice.researcher and voice.id not in went:
            about = sum(count for (_, of, spoke), count in followed.items() if of == voice.id and not spoke)
            groups.append(Group(voice.label, (), _missing(voice, evidence, mixed, about)))
    groups.sort(key=lambda group: bool(group.missing))
    nobody = () if any(group.crowds for group in groups) else (Text("Voor dit onderzoek is niemand gehoord."),)
    picture = (Groups(_caption(groups, each), tuple(groups)),) if groups else ()
    told = [Text(f"{phase.label}. {said}", "muted") for phase in deployed if (said := told_of(data, phase))]
    return (*nobody, *picture, *_more_than_once(data), *told, *_no_people(data, visited, evidence))


def sources_of(phase: Phase, data: RoundData) -> list[SourceRow]:
    """List who or what spoke in a phase, in a report and to us."""
    names = dict.fromkeys(data.contracts[name].sources for name in phase.tables if data.contracts[name].is_statements)
    reported = [row for name in names for row in rows_of(data.table(name), SourceRow)]
    return [*reported, *own_sources(data, phase)]


def _by_voice(phase: Phase, data: RoundData) -> dict[str, list[SourceRow]]:
    found: dict[str, list[SourceRow]] = {}
    for row in sources_of(phase, data):
        found.setdefault(row["voice"], []).append(row)
    return found


def _crowds(
    voice: Voice,
    asked: dict[Phase, dict[str, list[SourceRow]]],
    followed: Mapping[tuple[Phase, str, bool], int],
    evidence: pd.DataFrame,
    each: int,
) -> Iterator[Crowd]:
    spoke = set(evidence.loc[evidence["voice"] == voice.id, "phase"])
    for phase, voices in asked.items():
        counted = Persons.of(voices.get(voice.id, ()), apart=phase.apart)
        alone = followed.get((phase, voice.id, True), 0)
        if alone:
            apart = counted.known or counted.more
            where = f"{phase.label}, per persoon vastgelegd" if apart else phase.label
            yield Crowd(where, count_noun(alone, "persoon", "personen"), -(-alone // each))
        if counted.known or counted.more:
            # A part of a dot is a dot: there was somebody.
            more = bool(counted.known and counted.more) or counted.most > counted.known
            yield Crowd(phase.label, counted.said, -(-counted.known // each), more)
        elif phase.id in spoke and not alone and not voice.researcher and (phase, voice.id, False) not in followed:
            yield Crowd(phase.label, "uitspraken namens hen; hoeveel van hen spraken, is niet bekend")


def _missing(voice: Voice, evidence: pd.DataFrame, mixed: bool, about: int) -> str:
    """Say that nobody of a group was heard, as far as that is known, and by which other way there is something.

    `about` is of how many of them others wrote something down, such as a score.
    """
    nobody = "niemand gehoord, voor zover bekend" if mixed else "niemand gehoord"
    if about:
        return f"{nobody}; wel van {count_noun(about, 'persoon', 'personen')} vastgelegd door anderen"
    phases = set(evidence.loc[evidence["voice"] == voice.id, "phase"])
    elsewhere = [phase.plain for phase in PHASES if phase.id in phases]
    return f"{nobody}; wel iets uit de {listed(elsewhere)}" if elsewhere else nobody


def _caption(groups: Sequence[Group], each: int) -> str:
    dots = any(crowd.dots for group in groups for crowd in group.crowds)
    one = "één persoon" if each == 1 else f"{number(each)} personen of minder"
    said = ["Wie is gehoord, en wie niet."]
    said += [f"Een stip is {one}."] if dots else []
    more = any(crowd.more for group in groups for crowd in group.crowds)
    said += ["Een plus: misschien meer."] if more else []
    return " ".join(said)


def _more_than_once(data: RoundData) -> tuple[Text | Bullets, ...]:
    """Tell of each source, or sources together, who of it were elsewhere too, and where that is printed."""
    rows = {row["source_id"]: row for phase in PHASES for row in sources_of(phase, data)}
    labels = {name: row["label"] for name, row in rows.items()}
    panels = {panel.id: panel.label for panel in data.round.reviewing}
    found: dict[str, tuple[list[str], list[str]]] = {}
    for overlap in data.round.overlap:
        told = "" if _is_itself(overlap, rows) else _told(overlap, labels, panels)
        if told:
            said, places = found.setdefault(_listed(overlap.sources, labels), ([], []))
            said.append(told)
            places.append(f"document {overlap.document}, {overlap.locator}")
    items = tuple(
        (f"{sources}: {listed(said)}.", Muted(f"({'; '.join(dict.fromkeys(places))})"))
        for sources, (said, places) in found.items()
    )
    return (Text(Strong("Wie op meer dan één plaats zat")), Bullets(items)) if items else ()


def _is_itself(overlap: Overlap, rows: Mapping[str, SourceRow]) -> bool:
    """Tell whether a source and a panel are the same group: they have one id, and all of the source are in it."""
    whole = [rows[name]["persons"] for name in overlap.sources if name in rows]
    return list(overlap.sources) == list(overlap.with_panels) and whole == [overlap.shared]


def _told(overlap: Overlap, labels: dict[str, str], panels: dict[str, str]) -> str:
    """Tell how many were where else too; several panels together are none that anybody sat in."""
    one = overlap.shared == 1
    who = "één persoon" if one else f"{number(overlap.shared)} personen"
    if overlap.with_organisation:
        return f"{who} {'hoort' if one else 'horen'} bij de organisatie zelf"
    if overlap.with_sources:
        return f"{who} {'sprak' if one else 'spraken'} ook bij «{_listed(overlap.with_sources, labels)}»"
    if set(overlap.with_panels) & set(panels):
        return f"{who} {'zat' if one else 'zaten'} ook in het panel «{_listed(overlap.with_panels, panels)}»"
    return ""


def _listed(names: Sequence[str], labels: dict[str, str]) -> str:
    return listed([labels[name] for name in names if name in labels])


def _no_people(data: RoundData, visited: Sequence[Phase], evidence: pd.DataFrame) -> Iterator[Text]:
    """Tell what was looked at without anybody to count: visits, and documents."""
    for phase in visited:
        went = [data.codebook.voice_names[voice] for voice in _by_voice(phase, data)]
        if went:
            yield Text(
                f"{phase.label} zijn geen gesprekken en tellen hier niet mee. Wie er keek: {listed(went)}.", "muted"
            )
    read = [phase.label for phase in PHASES if not phase.people and (evidence["phase"] == phase.id).any()]
    for label in read:
        yield Text(f"{label} zijn gelezen. Zij zijn geen mensen en tellen hier niet mee.", "muted")
