"""Who says otherwise than a finding, in words, and where was looked in vain: never of more people than were heard."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.codebook import Codebook
from pipeline.contracts.provenance import all_reported
from pipeline.dutch import begun, count_noun, listed, several
from pipeline.evidence.table import EvidenceRow, groups_apart
from pipeline.evidence.without_counts import is_left_out
from pipeline.phases.declarations import BY_ID
from pipeline.records import rows_of
from pipeline.triangulation.heard import Heard


def points(count: int) -> str:
    """Say how many pieces of evidence there are."""
    return count_noun(count, "punt", "punten")


def what_a_point_is(evidence: pd.DataFrame) -> str:
    """Say what is counted where points are: of people, of documents, or of both, as the evidence has them."""
    people = {phase.id for phase in BY_ID.values() if phase.people}
    spoke, written = evidence["phase"].isin(people).any(), not evidence["phase"].isin(people).all()
    of_people = "wat één groep over één onderwerp liet weten" if spoke else ""
    of_papers = f"wat een document {'daarover' if spoke else 'over één onderwerp'} zegt" if written else ""
    # Answers to several questions, and several figures, are not put together.
    apart = evidence[evidence.duplicated(["phase", "question", "aspect", "unit", "voice", "direction"])]
    each = [
        noun
        for noun, found in (("antwoord", apart["phase"].isin(people)), ("cijfer", ~apart["phase"].isin(people)))
        if found.any()
    ]
    told = f" Elk {' en elk '.join(each)} telt apart." if each else ""
    return f"Een punt is {' of '.join(filter(None, [of_people, of_papers]))}, in één richting.{told}"


_SHOWN = 3  # groups named in a sentence
_LISTED = 4  # groups, each with where it was heard, before they are named by where they were heard


def named(counts: Counter[str], book: Codebook) -> str:
    """Name the groups with the most points, three or as many as tie; where there are more, that these are the most."""
    most = sorted(counts, key=lambda name: (-counts[name], name))
    least = counts[most[min(len(most), _SHOWN) - 1]]
    most = [name for name in most if counts[name] >= least]
    groups = ", ".join(f"{book.voice_names[voice]} ({points(counts[voice])})" for voice in most)
    return f"vooral van {groups}" if len(counts) > len(most) else f"van {groups}"


def otherwise(
    evidence: pd.DataFrame,
    direction: int,
    spoke: Mapping[str, Heard],
    book: Codebook,
    apart: Sequence[str] = (),
    *,
    withheld: bool = False,
) -> str:
    """Say who says otherwise than a finding; of nobody only among those who said something on it.

    Parameters
    ----------
    evidence : pandas.DataFrame
        Evidence of the finding's question.
    direction : int
        Which way the finding points.
    spoke : mapping of str to Heard
        Who was heard on the question, by phase.
    book : Codebook
        The names of groups.
    apart : sequence of str
        What is said of groups and places that stand otherwise: it comes first.
    withheld : bool
        Something on the question was said that is withheld: whether it speaks against the finding can't be told.
    """
    if direction == 0:
        ways = set(evidence["direction"])
        whole = "Alles bij elkaar is elk punt gemengd of neutraal." if apart and ways == {0} else _of_mixed(ways)
        return " ".join([*apart, whole])
    against = Counter[str](evidence["voice"][evidence["direction"] == -direction])
    if against:
        inside = dissent(evidence[evidence["direction"] == direction], book, "Ook binnen andere punten")
        return " ".join(filter(None, [*apart, f"Iets anders komt {named(against, book)}.", inside]))
    by_people = evidence["phase"].map({phase.id: phase.people for phase in BY_ID.values()}).astype(bool)
    people, papers = evidence[by_people], evidence[~by_people]
    if apart:
        said = [*apart, *filter(None, [dissent(people, book)])]
    else:
        said = [_among(people, spoke, book)] if len(people) else []
    if len(papers):
        places = listed([phase.plain for phase in BY_ID.values() if phase.id in set(papers["phase"])])
        said.append(f"In wat wij van de {places} zagen, spreekt niets dit tegen.")
    if not len(people):
        said.append("Wat mensen ervan vinden, is hier niet te zien.")
    if neutral := int((evidence["direction"] == 0).sum()):
        said.append(
            "Wel is er 1 punt dat gemengd of neutraal is."
            if neutral == 1
            else f"Wel zijn er {neutral} punten die gemengd of neutraal zijn."
        )
    if withheld:
        said.append("Wat is afgeschermd, telt hierin niet mee.")
    return " ".join(said)


def _of_mixed(ways: set[int]) -> str:
    """Say what stands side by side in a finding without a direction."""
    if {1, -1} <= ways:
        return "Positieve en kritische punten staan hier naast elkaar."
    sides = [word for sign, word in ((1, "positieve"), (-1, "kritische")) if sign in ways]
    neither = "punten die gemengd of neutraal zijn"
    return f"Naast {sides[0]} punten zijn er {neither}." if sides else f"Er zijn alleen {neither}."


def _among(people: pd.DataFrame, spoke: Mapping[str, Heard], book: Codebook) -> str:
    """Say among whom nobody speaks against a finding; what one person says nobody was there to contradict."""
    if set(people["phase"]) == set(spoke) and len(spoke) == 1:
        [heard] = spoke.values()
        if heard.whole and heard.known == 1:
            return "Hierover komt één mens aan het woord. Of anderen er anders over denken, is niet bekend."
    inside = dissent(people, book)
    groups: list[str] = []
    for voice in sorted(set(people["voice"]), key=lambda name: book.voice_names[name]):
        found_in = set(people["phase"][people["voice"] == voice])
        places = ", ".join(phase.plain for phase in BY_ID.values() if phase.id in found_in)
        groups.append(f"{book.voice_names[voice]} ({places})")
    if len(groups) > _LISTED:
        groups = _by_phase(people, book)
    if inside:
        who = "aan het woord komt" if all_reported(people) else "iets zei"
        return f"Geen groep spreekt dit als geheel tegen. Wie hierover {who}: {'; '.join(groups)}. {inside}"
    if all_reported(people):
        start = "In wat is gepubliceerd, vonden wij niemand die dit tegenspreekt. Wie hierover aan het woord komt"
    else:
        start = "Wij vonden niemand die dit tegenspreekt. Wie hierover iets zei"
    return f"{start}: {'; '.join(groups)}."


def _by_phase(people: pd.DataFrame, book: Codebook) -> list[str]:
    """Name many groups once for each phase, in place of each group with its phases."""
    found = []
    for phase in BY_ID.values():
        voices = set(people["voice"][people["phase"] == phase.id])
        if voices:
            found.append(f"in de {phase.plain} {several(sorted(book.voice_names[voice] for voice in voices))}")
    return found


def dissent(evidence: pd.DataFrame, book: Codebook, begin: str = "") -> str:
    """Say of which groups some are on the other side than the most of them; an empty text where nobody is known to be.

    Of one group in one phase that is the point with the most of them.
    """
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows_of(evidence[evidence["n_against"].fillna(0) > 0], EvidenceRow):
        key = (row["voice"], row["phase"])
        found[key] = max(found.get(key, (0, 0)), (int(row["n_against"]), int(row["n_total"])))
    groups = [
        f"{book.voice_names[voice]} ({BY_ID[phase].plain}: {n} van {total})"
        for (voice, phase), (n, total) in sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
    ]
    if (more := len(groups) - _LISTED) > 0:
        groups = [*groups[:_LISTED], f"nog {more} {'ander' if more == 1 else 'andere'}"]
    hidden = "Of in kleine groepen iemand het anders ziet, staat er niet." if _hides(evidence) else ""
    if not groups:
        return hidden
    said = f"{begin} ziet een deel het anders" if begin else "Wel ziet een deel van hen het op een punt anders"
    return " ".join(filter(None, [f"{said}: {listed(groups)}.", hidden]))


def _hides(evidence: pd.DataFrame) -> bool:
    """Tell whether an edition leaves out how many people some of the evidence is of."""
    return any(map(is_left_out, rows_of(evidence, EvidenceRow)))


def beside(evidence: pd.DataFrame, direction: int, apart: Sequence[str], book: Codebook) -> tuple[str, ...]:
    """List who stands otherwise within what does not point the other way as a whole.

    First groups and places, then of each piece of evidence with people on its other side how many.

    Parameters
    ----------
    evidence : pandas.DataFrame
        Evidence of the finding's question.
    direction : int
        Which way the finding points.
    apart : sequence of str
        What is said of groups and places.
    book : Codebook
        The names of groups and aspects.
    """
    rest = evidence[(evidence["n_against"].fillna(0) > 0) & ((evidence["direction"] != -direction) | (direction == 0))]
    people = [
        f"{begun(book.voice_names[row['voice']])} ({BY_ID[row['phase']].plain}), over "
        f"«{book.aspect_labels[row['question'], row['aspect']]}»: {row['n_against']} van {row['n_total']} "
        f"{row['counted']} {'wijst' if row['n_against'] == 1 else 'wijzen'} de andere kant op."
        for row in rows_of(rest, EvidenceRow)
    ]
    hidden = [row for row in rows_of(evidence, EvidenceRow) if is_left_out(row)]
    untold = (f"Van {points(len(hidden))} staat er niet hoeveel mensen welke kant op wijzen.",) if hidden else ()
    return (*apart, *people, *untold)


def in_vain(looked_in: str, evidence: pd.DataFrame, book: Codebook) -> str:
    """Say that nothing was found, and where was looked: in what was said, or only in what was published of it.

    Who sees it otherwise within a group is something: then no group as a whole was found.

    Parameters
    ----------
    looked_in : str
        ``phase:number`` of pieces of evidence, as `negative_cases.csv` has it.
    evidence : pandas.DataFrame
        Evidence of the question.
    book : Codebook
        The names of groups.
    """
    places: dict[bool, list[str]] = {False: [], True: []}
    for part in looked_in.split():
        phase, count = part.split(":")
        own = evidence[evidence["phase"] == phase]
        # Of a phase that is silent nothing is known but what kind of round this is.
        printed = all_reported(own if len(own) else evidence)
        places[printed].append(f"de {BY_ID[phase].plain} ({points(int(count))})")
    starts = {False: "in", True: "in wat is gepubliceerd uit"}
    looked = [f"{starts[printed]} {listed(names)}" for printed, names in places.items() if names]
    if groups_apart(evidence):  # who they are stands beside it
        return f"Geen enkel punt wijst als geheel die kant op. Wij zochten {listed(looked)}."
    if inside := dissent(evidence, book):
        return f"Geen enkele groep wijst als geheel de andere kant op. {inside} Wij zochten {listed(looked)}."
    return f"Niets gevonden. Wij zochten {listed(looked)}."
