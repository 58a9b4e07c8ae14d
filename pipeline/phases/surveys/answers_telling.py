"""Surveys that were collected, for readers: response, each item in its own words, who answers otherwise, and scales."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.blocks import Block, Fold, Nothing, Table, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.contracts.selection import EVERYONE, stands_for_others
from pipeline.dutch import count_noun, listed, number, percent, percents, when
from pipeline.evidence.small_groups import FEW, LeftOut
from pipeline.phases.module import PhaseModule, left_out_of
from pipeline.phases.surveys import evidence, rankings_telling
from pipeline.phases.surveys.answers import words
from pipeline.phases.surveys.answers.questionnaire import Item
from pipeline.phases.surveys.answers.results import (
    asked,
    chose_none,
    collected,
    counts,
    favourable_in_words,
    items,
    numbers,
    sides,
    unanswered,
)
from pipeline.phases.surveys.answers.scales import Scale, scales
from pipeline.phases.surveys.answers.screening import straightliners
from pipeline.phases.surveys.answers.survey import Survey
from pipeline.phases.surveys.tables import says_several
from pipeline.records import Record
from pipeline.statistics.proportions import wilson, wilson_among
from pipeline.telling.figures import Caption, diverging
from pipeline.telling.tables import table
from pipeline.telling.words import SELECTION

_NONE = Nothing("Deze ronde verzamelde zelf geen antwoorden.")
# Fewer answers than these are counts: a percentage of them looks surer than it is.
_ENOUGH_FOR_PERCENT = 30


@named
def response(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Table of who was asked and who answered, and what was seen in how they filled it in."""
    surveys = collected(data)
    if not surveys:
        return _NONE
    rows = pd.DataFrame([_response(survey) for survey in surveys])
    seen = [sentence for survey in surveys for sentence in _screened(survey)]
    return table(rows, "Wie er antwoordden", row_header="Vragenlijst"), *map(Text, seen)


def _response(survey: Survey) -> Record:
    persons, invited = int(survey.took_part.sum()), survey.invited()
    part = None
    if invited is not None:
        part = percent(persons / invited) if invited >= _ENOUGH_FOR_PERCENT else f"{persons} van de {invited}"
    return {
        "Vragenlijst": survey.form.label,
        "Wanneer": when(survey.form.date) or None,
        "Hoe gekozen": SELECTION.get(survey.form.selection, "niet bekend"),
        "Gevraagd": "niet bekend" if invited is None else number(invited),
        "Antwoordden": number(persons),
        "Deel": part,
        "Antwoordden niet": None if invited is None else number(invited - persons),
    }


def _screened(survey: Survey) -> Iterator[str]:
    label = survey.form.label
    same, twice = int(straightliners(survey).sum()), len(survey.twice)
    if same:
        yield (
            f"{label}: {count_noun(same, 'deelnemer gaf', 'deelnemers gaven')} op alle stellingen hetzelfde antwoord. "
            "Dat kan gemeend zijn; zij tellen mee."
        )
    if twice:
        yield (
            f"{label}: {count_noun(twice, 'ingevulde lijst is', 'ingevulde lijsten zijn')} in alle antwoorden gelijk "
            "aan een andere. Misschien vulde iemand twee keer in; wat er staat, telt mee."
        )


@named
def overview(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Figure of who stands on which side of each item with a direction, each voice apart."""
    made = []
    hidden = left_out_of(cast(PhaseModule, evidence), data)
    for survey in collected(data):
        rows = []
        for row, of, item, among in asked(data):
            found = sides(of, item, among, data.round.rules)
            if of.id == survey.id and found is not None and found.n and shown_in(data, of, item, hidden):
                voice = data.codebook.labels[_voice(of, among)]
                name = item.label if len(of.voices) == 1 else f"{item.label} ({voice.lower()})"
                rows.append(
                    {
                        "Vraag": f"{name}, n = {row['n']}",
                        "Ongunstig": found.unfavourable,
                        "Neutraal": found.neutral,
                        "Gunstig": found.favourable,
                    }
                )
        if rows:
            shown = f"{survey.form.label}: hoeveel mensen gunstig en ongunstig antwoordden"
            alt = f"Liggende balken voor {count_noun(len(rows), 'vraag', 'vragen')}: links ongunstig, rechts gunstig."
            caption = Caption(shown, alt)
            made.append(diverging(pd.DataFrame(rows), "Vraag", "Ongunstig", "Neutraal", "Gunstig", caption))
    return tuple(made) or (Nothing("Geen vraag heeft een gunstige kant.") if collected(data) else _NONE)


def _voice(survey: Survey, among: NDArray[np.bool_]) -> str:
    return str(survey.people["voice"].iloc[int(np.argmax(among))])


@named
def answers(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Table of each item in the words of its own scale, with a column for each voice that answered."""
    hidden = left_out_of(cast(PhaseModule, evidence), data)
    made = [
        part
        for survey, item in items(data)
        for part in (
            _answers(data, survey, item) if shown_in(data, survey, item, hidden) else _not_shown(data, survey, item)
        )
    ]
    return tuple(made) or _NONE


def shown_in(data: RoundData, survey: Survey, item: Item, hidden: LeftOut) -> bool:
    """Tell whether an edition shows how many gave each answer to an item.

    It does not where it leaves out how many of some voice answered which way. Of several voices, or of few people, nor
    does it where an answer was given by few: of one voice of many people the answers are one characteristic.
    """
    least = data.edition.smallest
    if not least or item.kind == "open":
        return True
    suffixes = [f"{survey.source(voice)}_{item.id}" for voice in survey.voices]
    if any(piece.endswith(f"-{suffix}") for piece in hidden.pieces for suffix in suffixes):
        return False
    heard = _heard(data, survey, item)
    if len(heard) == 1 and heard[0].n > FEW:
        return True
    if not item.options:
        return bool(heard) and min(each.n for each in heard) > FEW
    return all(not 0 < n < least for each in heard for n in counts(survey, item, each.among))


def _not_shown(data: RoundData, survey: Survey, item: Item) -> Iterator[Text]:
    heard = listed(
        [f"{count_noun(each.n, 'mens', 'mensen')} ({each.label.lower()})" for each in _heard(data, survey, item)]
    )
    who = f"Antwoord van {heard}. " if heard else ""
    yield Text(f"{item.label}: {who}Hoeveel mensen wat antwoordden, staat er niet: het zijn er te weinig.")


@dataclass(frozen=True)
class _Heard:
    """Those of one voice who answered an item."""

    label: str
    among: NDArray[np.bool_]
    n: int


def _heard(data: RoundData, survey: Survey, item: Item) -> list[_Heard]:
    given = survey.answers[item.id].given
    found = []
    for voice in survey.voices:
        among = survey.groups["voice", voice]
        found.append(_Heard(data.codebook.labels[voice], among, int((among & given).sum())))
    return [each for each in found if each.n]


def _answers(data: RoundData, survey: Survey, item: Item) -> Iterator[Table | Text | Fold]:
    heard = _heard(data, survey, item)
    if not heard:
        yield Text(f"{item.label}: niemand beantwoordde deze vraag.", "empty")
        return
    if item.kind == "open":
        n = sum(each.n for each in heard)
        said = count_noun(n, "mens schreef iets op", "mensen schreven iets op")
        yield Text(f"{item.label}: {said}. Open antwoorden staan hier niet; zij tellen pas mee als ze zijn gecodeerd.")
        return
    if item.kind == "ranking":
        for each in heard:
            label = each.label if len(survey.voices) > 1 else ""
            yield from rankings_telling.order(item, label, _orders(survey, item, each.among))
    elif item.options:
        rows = {"Antwoord": list(item.options)}
        for each in heard:
            found = counts(survey, item, each.among)
            rows[f"{each.label} (n = {each.n})"] = [_count(n, each.n) for n in found]
            if none := chose_none(survey, item, each.among):
                seen = each.n + none
                rows[f"{each.label}, met wie niets koos (n = {seen})"] = [_count(n, seen) for n in found]
        several = (
            " (mensen konden meer antwoorden geven)" if item.kind == "several" and not says_several(item.label) else ""
        )
        values = [name for name in rows if name != "Antwoord"]
        yield table(pd.DataFrame(rows), f"{item.label}{several}", numeric=values, row_header="Antwoord")
    for each in heard:
        if said := " ".join(_said(data, survey, item, each)):
            name = f"{each.label}:" if item.options else f"{item.label}, {each.label.lower()}:"
            yield Text(f"{name} {said}", "muted" if item.options else "")


def _orders(survey: Survey, item: Item, among: NDArray[np.bool_]) -> NDArray[np.int16]:
    """Give the places that each of some people gave, of those who gave any."""
    answers = survey.answers[item.id]
    found: NDArray[np.int16] = answers.values[among & answers.given]
    return found


def _count(count: int, n: int) -> str:
    """Write how many gave an answer; of many people also which part that is."""
    return f"{number(count)} ({percent(count / n)})" if n >= _ENOUGH_FOR_PERCENT else number(count)


def _said(data: RoundData, survey: Survey, item: Item, heard: _Heard) -> Iterator[str]:
    """Say of one voice what stands out, where it points, and who gave no answer."""
    if item.kind in {"mark", "number"}:
        yield _spread(numbers(survey, item, heard.among), item)
    if item.kind == "likert":
        yield _top_two(data, survey, item, heard)
    found = sides(survey, item, heard.among, data.round.rules)
    if found is not None:
        yield f"{_SAYS[found.direction]}{_norm(item, found.favourable, heard.n)}"
    missing = unanswered(survey, item, heard.among)
    if missing:
        why = listed([f"{number(count)} {reason}" for reason, count in missing.items()])
        yield f"Geen antwoord: {why}."
    if none := chose_none(survey, item, heard.among):
        who = "1 mens koos niets, maar vulde" if none == 1 else f"{number(none)} mensen kozen niets, maar vulden"
        yield f"{who} een latere vraag of al het andere wel in: misschien paste geen van de antwoorden."


_SAYS = {
    1: "Het beeld is gunstig.",
    0: "Het beeld is gemengd.",
    -1: "Het beeld is ongunstig.",
    None: "Of het beeld gunstig is, is niet te zeggen.",
}


def _norm(item: Item, met: int, n: int) -> str:
    if item.norm is None:
        return ""
    said = words.of_total(met, n)
    return f" De norm is {favourable_in_words(item)}: {said} {'noemt' if met <= 1 else 'noemen'} dat."


def _spread(values: NDArray[np.float64], item: Item) -> str:
    unit = f" {item.measure}" if item.measure else ""
    if len(values) == 1:
        return f"één antwoord: {number(values[0])}{unit}."
    if values[0] == values[-1]:
        return f"alle {len(values)} antwoorden zijn {number(values[0])}{unit}."
    middle = float(np.median(values))
    ends = f"van {number(values[0])} tot {number(values[-1])}"
    return f"{len(values)} antwoorden, {ends}{unit}; de middelste is {number(middle)}."


def _top_two(data: RoundData, survey: Survey, item: Item, heard: _Heard) -> str:
    """Say how many chose the two answers at the top of the scale; of few people as a count, of a sample with ends."""
    if len(item.options) < 4:
        return ""
    found = sum(counts(survey, item, heard.among)[-2:])
    top = f"«{item.options[-2]}» of «{item.options[-1]}»"
    said = f"{number(found)} van {number(heard.n)} antwoordden {top}"
    if heard.n < _ENOUGH_FOR_PERCENT:
        return f"{said}."
    said += f" ({percent(found / heard.n)}"
    form = survey.form
    if stands_for_others(form.selection):
        sure = float(data.round.rules.interval)
        invited = survey.invited(_voice(survey, heard.among))
        whole = form.population if form.selection != EVERYONE else invited
        if whole is not None and whole >= heard.n and len(survey.voices) == 1:
            lows, highs = wilson_among([found], heard.n, whole, sure)
            low, high = float(lows[0]), float(highs[0])
        else:
            low, high = wilson(found, heard.n, sure)
        said += f"; {percents(data.round.rules.interval)}-interval {percent(low)} tot {percent(high)}"
    return f"{said})."


@named
def reliability(data: RoundData) -> Nothing | Table:
    """Table of how well the items of each declared scale hang together."""
    found = scales(data)
    if not found:
        return Nothing("Geen vragenlijst noemt vragen die samen één schaal zijn.")
    return table(
        pd.DataFrame([_scale(data, each) for each in found]), "Vragen die samen één schaal zijn", row_header="Schaal"
    )


def _scale(data: RoundData, scale: Scale) -> Record:
    if scale.alpha is None:
        alpha = "niet te schatten"
    else:
        alpha = number(scale.alpha, 2)
        if scale.low is not None and scale.high is not None:
            sure = percents(data.round.rules.interval)
            alpha += f" ({sure}-interval {number(scale.low, 2)} tot {number(scale.high, 2)})"
    turned = f"Andersom bedoeld? {listed([f'«{label}»' for label in scale.against])}" if scale.against else ""
    return {
        "Schaal": scale.name,
        "Vragen": number(scale.items),
        "Mensen die alles invulden": number(scale.n),
        "Alfa van Cronbach": alpha,
        "Let op": turned,
    }
