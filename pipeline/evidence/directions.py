"""Which way counts of people point: favourable against unfavourable, as far as how they came in lets it be told."""

from pipeline.contracts.selection import stands_for_others
from pipeline.rules import Rules
from pipeline.statistics.proportions import wilson, wilson_among


def direction_of(
    favourable: int, unfavourable: int, selection: str, rules: Rules, population: int | None = None
) -> int | None:
    """Give the direction of people who took a side; who is neutral, or gave no answer, is on neither.

    Where people were drawn at random or all were asked, the Wilson interval of the favourable share of those who took a
    side decides: clear of one half it points that way; wholly between the shares at which one side is `direction_ratio`
    times the other, it is mixed. Where nobody else is left, or people stand for nobody else, nothing is estimated:
    `direction_ratio` alone decides.

    Parameters
    ----------
    favourable, unfavourable : int
        How many people stand on each side, 0 or more.
    selection : str
        How they came in, as `contracts/selection.py` has it.
    rules : Rules
        The rules of the round.
    population : int, optional
        Of how many people these are the ones who answered, at least as many: the fewer are left, the surer it is.

    Returns
    -------
    int or None
        1, 0 (mixed) or -1; None where that can't be told: nobody took a side, or too few were drawn.
    """
    sides = favourable + unfavourable
    if sides == 0:
        return None
    ratio = rules.direction_ratio
    if not stands_for_others(selection) or population == sides:
        return 1 if favourable >= ratio * unfavourable else -1 if unfavourable >= ratio * favourable else 0
    sure = float(rules.interval)
    if population is None:
        low, high = wilson(favourable, sides, sure)
    else:
        lows, highs = wilson_among([favourable], sides, population, sure)
        low, high = float(lows[0]), float(highs[0])
    if low > 0.5 or high < 0.5:
        return 1 if low > 0.5 else -1
    mixed = 1 / (1 + ratio) < low and high < ratio / (1 + ratio)
    return 0 if mixed else None
