"""Orders that people made, for readers: what came first, the middle place, pair by pair, and beside an order before."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.blocks import Fold, Table, Text
from pipeline.dutch import count_noun, listed, number, percent
from pipeline.phases.surveys.answers.questionnaire import Item
from pipeline.statistics.rankings import above, pairs_of, places_by, points, unbeaten
from pipeline.telling.tables import table

# Fewer people than these are counts: a percentage of them looks surer than it is.
_ENOUGH_FOR_PERCENT = 30
_ABOUT = (
    "De volgorde telt alle plaatsen mee (Borda): van ieder krijgt een antwoord zoveel punten als er antwoorden onder "
    "staan. Alleen de volgorde zegt iets, niet hoe ver antwoorden uit elkaar liggen. Daarom staat er geen gemiddelde "
    "plaats."
)
_PART = " Wat iemand geen plaats gaf, deelt bij diegene de punten die overbleven."


def order(item: Item, label: str, orders: NDArray[np.int16]) -> Iterator[Table | Text | Fold]:
    """Tell an order of one voice.

    Parameters
    ----------
    item : Item
        What was asked.
    label : str
        The voice, or nothing where there is one.
    orders : numpy.ndarray, shape (people, options)
        The place that each who answered gave each option, from 1; 0 where it got none.
    """
    n, names = len(orders), list(item.options)
    scores = places_by(points(orders))
    whole = bool((orders > 0).all())
    rows = pd.DataFrame({"Volgorde": scores, "Antwoord": names})
    rows["Op de eerste plaats"] = [_count(int((own == 1).sum()), n) for own in orders.T]
    rows["Middelste plaats"] = [number(float(np.median(own[own > 0]))) if (own > 0).any() else None for own in orders.T]
    if not whole:
        rows["Gaven het een plaats"] = [number(int((own > 0).sum())) for own in orders.T]
    rows = rows.sort_values("Volgorde", kind="stable", ignore_index=True)
    who = f"{label}, n = {n}" if label else f"n = {n}"
    numeric = [name for name in rows if name != "Antwoord"]
    yield table(rows, f"{item.label} ({who})", numeric=numeric, row_header="Antwoord")
    if n == 1:
        return
    wins = above(orders)
    yield Text(f"{_winner(item, wins)} {_ABOUT}{'' if whole else _PART}", "muted")
    by_place = sorted(range(len(names)), key=lambda at: (scores[at], at))
    yield Fold("Paar voor paar", (_pairs(item, wins, by_place, n),))
    if item.earlier:
        yield from beside(item, scores)


def _count(count: int, n: int) -> str:
    return f"{number(count)} ({percent(count / n)})" if n >= _ENOUGH_FOR_PERCENT else number(count)


def _winner(item: Item, wins: NDArray[np.int64]) -> str:
    """Say what beats all others in pairs: who looks at first places only can have another."""
    found = unbeaten(wins)
    if found is None:
        return "Geen antwoord staat bij de meeste mensen boven elk ander antwoord."
    least = min(int(wins[found, other]) for other in range(len(wins)) if other != found)
    people = count_noun(least, "mens zet", "mensen zetten")
    return f"«{item.options[found]}» wint paar voor paar van elk ander antwoord: minstens {people} het erboven."


def _pairs(item: Item, wins: NDArray[np.int64], by_place: list[int], n: int) -> Table:
    rows = [
        {
            "Paar": f"{item.options[one]} boven {item.options[two]}",
            "Ja": number(int(wins[one, two])),
            "Andersom": number(int(wins[two, one])),
            "Geen van beide": number(n - int(wins[one, two]) - int(wins[two, one])),
        }
        for at, one in enumerate(by_place)
        for two in by_place[at + 1 :]
    ]
    found = pd.DataFrame(rows)
    if not (found["Geen van beide"] != "0").any():
        found = found.drop(columns="Geen van beide")
    numeric = [name for name in found if name != "Paar"]
    return table(
        found, f"Hoeveel mensen het ene boven het andere zetten: {item.label}", numeric=numeric, row_header="Paar"
    )


def beside(item: Item, scores: NDArray[np.int64]) -> Iterator[Table | Text]:
    """Hold an order against one that was found before, over the answers that both have.

    Parameters
    ----------
    item : Item
        What was asked, with the order of before.
    scores : numpy.ndarray
        The place of each of its answers now, as `places_by` gives them.
    """
    before = {name.casefold(): place for place, names in enumerate(item.earlier) for name in names}
    both = [at for at, name in enumerate(item.options) if name.casefold() in before]
    then = places_by(-np.array([before[item.options[at].casefold()] for at in both], dtype=np.float64))
    now = places_by(-scores[both].astype(np.float64))
    rows = pd.DataFrame({"Antwoord": [item.options[at] for at in both], "Toen": then, "Nu": now})
    when = f" ({item.earlier_when})" if item.earlier_when else ""
    rows = rows.sort_values("Toen", kind="stable", ignore_index=True)
    yield table(rows, f"De volgorde toen{when} en nu: {item.label}", numeric=["Toen", "Nu"], row_header="Antwoord")
    found = pairs_of(then, now)
    total = sum(found)
    level = f"; van {number(found.level)} is niet te zeggen welk hoger staat" if found.level else ""
    said = f"Van de {count_noun(total, 'paar', 'paren')} staan er {number(found.same)} in dezelfde volgorde als toen"
    others = [name for name in item.options if name.casefold() not in before]
    known = {name.casefold() for name in item.options}
    gone = [name for names in item.earlier for name in names if name.casefold() not in known]
    new = f" Toen niet gevraagd: {listed(others)}." if others else ""
    left = f" Nu niet gevraagd: {listed(gone)}." if gone else ""
    yield Text(
        f"{said}, en {number(found.other)} andersom{level}. Een andere volgorde kan ook van andere mensen komen: wie "
        f"toen antwoordde, hoeft nu niet mee te doen.{new}{left}"
    )
