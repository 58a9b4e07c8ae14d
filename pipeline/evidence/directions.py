"""Which way counts of people point: favourable against unfavourable, as far as how they came in lets it be told."""

from pipeline.contracts.selection import stands_for_others
from pipeline.rules import Rules
from pipeline.statistics.proportions import wilson


def direction_of(favourable: int, unfavourable: int, selection: str, rules: Rules) -> int | None:
    """Give the direction of people who took a side; who is neutral, or gave no answer, is on neither.

    Where people were drawn at random or all were asked, the Wilson interval of the favourable share of those who took a
    side decides: clear of one half it points that way; wholly between the shares at which one side is `direction_ratio`
    times the other, it is mixed. Of other people nothing is estimated: `direction_ratio` alone decides.

    Parameters
    ----------
    favourable, unfavourable : int
        How many people stand on each side, 0 or more.
    selection : str
        How they came in, as `contracts/selection.py` has it.
    rules : Rules
        The rules of the round.

    Returns
    -------
    int or None
        1, 0 (mixed) or -1; None where that can't be told: nobody took a side, or too few were drawn.
    """
    sides = favourable + unfavourable
    if sides == 0:
        return None
    ratio = rules.direction_ratio
    if not stands_for_others(selection):
        return 1 if favourable >= ratio * unfavourable else -1 if unfavourable >= ratio * favourable else 0
    low, high = wilson(favourable, sides, float(rules.interval))
    if low > 0.5 or high < 0.5:
        return 1 if low > 0.5 else -1
    mixed = 1 / (1 + ratio) < low and high < ratio / (1 + ratio)
    return 0 if mixed else None
