"""Which way counts of favourable and unfavourable records point."""

from pipeline.contracts.selection import stands_for_others
from pipeline.rules import Rules
from pipeline.statistics.proportions import wilson


def direction_of(favourable: int, unfavourable: int, selection: str, rules: Rules) -> int | None:
    """Give the direction of what was counted.

    Where people were drawn at random or all were asked, the Wilson interval of favourable out of both has to lie clear
    of one half; otherwise one side has to be as many times the other as the rules say.

    Parameters
    ----------
    favourable, unfavourable : int
        How many on either side; what is neutral stands apart and does not count.
    selection : str
        How people came in, as tables of sources say.
    rules : Rules
        The rules of the round.

    Returns
    -------
    int or None
        1 or -1; 0 where both sides are there and neither leads: mixed. None where it can't be told: there is nothing on
        either side, or the interval has one half in it.
    """
    both = favourable + unfavourable
    if not both:
        return None
    leads = 1 if favourable > unfavourable else -1
    if stands_for_others(selection):
        low, high = wilson(favourable, both, float(rules.interval))
        return leads if low > 0.5 or high < 0.5 else None
    most, least = max(favourable, unfavourable), min(favourable, unfavourable)
    return leads if most >= rules.direction_ratio * least else 0
