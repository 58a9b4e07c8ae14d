"""What a panel said without what tells how a few people judged: by role never, and of few at all not in an edition."""

from collections import Counter
from dataclasses import replace

from pipeline.editions import SMALLEST
from pipeline.review.handling import Answered, Panels, Tally
from pipeline.review.model import Judgement

_OTHER_ROLES = "Andere rollen"


def panels_without_few(panels: Panels, smallest: int) -> Panels:
    """Give what was said without what tells how a few people judged.

    Parameters
    ----------
    panels : Panels
        What was said.
    smallest : int
        The smallest group of which an edition says how it judged; with 0 only counts by role of few are left out. In
        an edition with another number nobody is told apart by a role that fewer of a panel have, and of a panel of
        fewer nobody's judgement stands beside their words.
    """
    sizes = Counter((each.panel, each.role) for each in {each.who: each for each in panels.remarks}.values())
    numbers: dict[str, str] = {}

    def hidden(each: Answered, untold: frozenset[str]) -> Answered:
        if each.published or not smallest:
            return each
        if each.panel in untold:
            each = replace(each, remark=replace(each.remark, judgement=""))
        if sizes[each.panel, each.role] >= smallest:
            return each
        who = numbers.setdefault(each.who, f"Deelnemer {len(numbers) + 1}")
        return replace(each, who=who, role="", remark=replace(each.remark, reviewer=who))

    views = []
    for view in panels.findings:
        tallies = tuple(_tally(tally, smallest) for tally in view.tallies)
        untold = frozenset(tally.panel for tally in tallies if tally.untold)
        remarks, dissent = (tuple(hidden(each, untold) for each in some) for some in (view.remarks, view.dissent))
        views.append(replace(view, tallies=tallies, remarks=remarks, dissent=dissent))
    return Panels(tuple(views), tuple(hidden(each, frozenset()) for each in panels.elsewhere))


def _tally(tally: Tally, smallest: int) -> Tally:
    """Leave out counts by role of few, who go together where they are enough then; of a small panel all of them."""
    if 0 < tally.total < smallest:
        return Tally(tally.panel, {}, (), tally.total)
    sizes = {role: sum(counts.values()) for role, counts in tally.by_role}
    many = tuple((role, counts) for role, counts in tally.by_role if sizes[role] >= SMALLEST)
    few = [counts for role, counts in tally.by_role if sizes[role] < SMALLEST]
    rest = {judgement: sum(counts[judgement] for counts in few) for judgement in Judgement} if few else {}
    if not many or sum(rest.values()) in range(1, SMALLEST):
        return replace(tally, by_role=())
    return replace(tally, by_role=(*many, *([(_OTHER_ROLES, rest)] if few else [])))
