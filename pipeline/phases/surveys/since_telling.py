"""What is different since the round before, for readers: question by question, and what can't be held side by side."""

from collections.abc import Iterator, Sequence
from typing import cast

import pandas as pd

from pipeline.blocks import Block, Bullets, Nothing, Table, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.dutch import count_noun, listed, number, percent, percents
from pipeline.phases.module import PhaseModule, left_out_of
from pipeline.phases.surveys import evidence, rankings_telling
from pipeline.phases.surveys.answers.questionnaire import Item
from pipeline.phases.surveys.answers.results import collected
from pipeline.phases.surveys.answers.survey import Survey
from pipeline.phases.surveys.answers_telling import shown_in
from pipeline.phases.surveys.since import Compared, Put, Since, compare, orders
from pipeline.records import Record
from pipeline.telling.tables import table

# Fewer answers than these are counts: a percentage of them looks surer than it is.
_ENOUGH_FOR_PERCENT = 30
_SAYS = {1: "vaker gunstig dan toen", -1: "minder vaak gunstig dan toen", 0: "niet te zeggen"}


@named
def since(now: RoundData, then: RoundData | None) -> Nothing | tuple[Block, ...]:
    """Table of the questions that were asked in both rounds, with what can be said of the difference."""
    if then is None:
        return Nothing("Deze ronde noemt geen eerdere ronde om mee te vergelijken.")
    if not collected(now):
        return Nothing("Deze ronde verzamelde zelf geen antwoorden.")
    about = f"Toen is de ronde «{then.round.title}», over {then.round.period}."
    if then.round.synthetic and not now.round.synthetic:
        about += " De gegevens van toen zijn verzonnen."
    if not collected(then):
        return (Text(f"{about} Daarvan zijn er geen losse antwoorden op een vragenlijst: er is niets te vergelijken."),)
    found = compare(now, then)
    shown = [each for each in found.both if _shown(now, each.now) and _shown(then, each.then)]
    parts: list[Block] = [Text(about)]
    if shown:
        several = len({each.now.voice for each in shown}) > 1
        rows = pd.DataFrame([_row(now, each, several) for each in shown])
        parts.append(table(rows, "Wie gunstig antwoordde, toen en nu", row_header="Vraag"))
        parts.append(Text(" ".join(_how(now, found.both)), "muted"))
    if few := len(found.both) - len(shown):
        parts.append(
            Text(f"Van {count_noun(few, 'vraag', 'vragen')} staan hier geen aantallen: het zijn er te weinig.")
        )
    if not found.both:
        parts.append(Text("Geen vraag met een gunstige kant is beide keren hetzelfde gesteld aan dezelfde mensen."))
    parts += _orders(now, then)
    if apart := list(_apart(found)):
        parts.append(Bullets(tuple(apart)))
    return tuple(parts)


def _orders(now: RoundData, then: RoundData) -> Iterator[Table | Text]:
    """Hold each order against that of then, as far as the edition shows both."""
    for each in orders(now, then):
        if not (_is_shown(now, *each.now) and _is_shown(then, *each.then)):
            continue
        item = each.item
        if len(each.now[0].voices) > 1:
            item = item.model_copy(update={"label": f"{item.label} ({now.codebook.labels[each.voice].lower()})"})
        yield from rankings_telling.beside(item, each.places)


def _shown(data: RoundData, each: Put) -> bool:
    return _is_shown(data, each.survey, each.item)


def _is_shown(data: RoundData, survey: Survey, item: Item) -> bool:
    return shown_in(data, survey, item, left_out_of(cast(PhaseModule, evidence), data))


def _row(data: RoundData, each: Since, several: bool) -> Record:
    label = each.now.item.label
    if several:
        label += f" ({data.codebook.labels[each.now.voice].lower()})"
    return {
        "Vraag": label,
        "Toen gunstig": _part(each.then),
        "Nu gunstig": _part(each.now),
        "Verschil": _difference(each.difference),
        "Wat dat zegt": _SAYS[each.turned] if each.difference else "niet getoetst",
    }


def _part(each: Put) -> str:
    found = each.sides
    said = f"{number(found.favourable)} van {number(found.n)}"
    return f"{said} ({percent(found.favourable / found.n)})" if found.n >= _ENOUGH_FOR_PERCENT else said


def _difference(ends: tuple[float, float] | None) -> str | None:
    """Write between which ends the difference lies, in whole points, each with its sign."""
    if ends is None:
        return None
    low, high = (round(100 * end) for end in ends)
    return f"{_signed(low)} tot {_signed(high)} procentpunt"


def _signed(points: int) -> str:
    return f"+{points}" if points > 0 else f"\u2212{-points}" if points < 0 else "0"


def _how(data: RoundData, found: Sequence[Since]) -> Iterator[str]:
    drawn = sum(each.difference is not None for each in found)
    if drawn:
        holm = f", met de correctie van Holm over {drawn} vragen" if drawn > 1 else ""
        yield (
            f"Het verschil is een {percents(data.round.rules.interval)}-interval (Newcombe): daartussen kan het "
            f"werkelijke verschil liggen. Of het er is, zegt een exacte toets van Fisher{holm}. Waardoor het er is, "
            "zegt geen van beide."
        )
    if drawn < len(found):
        some = "Van sommige vragen is toen of nu" if drawn else "Toen of nu is"
        yield (
            f"{some} niet geloot en niet iedereen gevraagd. Daar is niets getoetst: een verschil kan komen van wie er "
            "antwoordden."
        )
    yield "Wie toen antwoordde, hoeft nu niet mee te doen."


def _apart(found: Compared) -> Iterator[str]:
    """Say what can't be held side by side."""
    for names, why in (
        (found.otherwise, "Anders gesteld, met andere antwoorden of met een andere norm, en dus niet vergeleken"),
        (found.new, "Toen niet gevraagd"),
        (found.gone, "Nu niet gevraagd"),
    ):
        if names:
            yield f"{why}: {listed([f'«{name}»' for name in names])}."
