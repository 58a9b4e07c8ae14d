"""Who answers otherwise: each voice, unit and value of an attribute held against everybody else, topic by topic.

A group is only looked at from the minimum cell on. Where people stand for others, a test decides (Fisher's exact test
of the two sides, Mann-Whitney of an order), corrected by Holm over all tests of the round: within a question only, a
group is invented in a third of the rounds without any. Where they do not, and of what people said of their own accord,
nothing is tested: a group is looked at more closely when it points another way than the others and lies far from them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import comb

import numpy as np
from numpy.typing import NDArray

from pipeline.contracts.selection import PURPOSIVE, stands_for_others
from pipeline.contracts.table import PERSONS
from pipeline.editions import SMALLEST, SMALLEST_BY_ATTRIBUTE
from pipeline.evidence.compared import Compared, Counts, Verdict
from pipeline.evidence.directions import direction_of
from pipeline.evidence.positions import UNIT, VOICE, Positions
from pipeline.rules import Rules
from pipeline.statistics.proportions import newcombe

# Of visits, streets and organisations nobody is recognised; of fewer than these one could be chance. Our choice.
_FEWEST_THINGS = 3
# How far the balance of a group (favourable less unfavourable, of all with a position) has to lie from that of the
# others before its counts alone make it stand out: less is what a few people do. Our choice.
_FAR = 0.5
# Of groups whose shares can't lie further apart than this, with the certainty of the round's intervals, it is said that
# they do not differ more than they can. Our choice: a fifth is what one in five people more would make.
_MARGIN = 0.2
_DECIMALS = 4
_ENOUGH = 20


FISHER, MANN_WHITNEY = "Fisher", "Mann-Whitney"


def compare(asked: Sequence[Positions], rules: Rules) -> list[Compared]:
    """Hold every group against the others, over all that was asked in a round.

    Parameters
    ----------
    asked : sequence of Positions
        All that was asked: what is tested is corrected for all of it.
    rules : Rules
        Those of the round.

    Returns
    -------
    list of Compared
        By topic, and of each by voice, unit and attribute. Of two groups that are everybody, only the smaller: the
        other is the others.
    """
    everywhere = _everywhere(asked)
    found = [compared for positions in asked for compared in _of_topic(positions, everywhere, rules)]
    return _by_themselves(_tested(found, 1 - float(rules.interval), float(rules.interval)), rules)


Everywhere = dict[tuple[str, str], list[str]]
"""Every group that there is anywhere in a round, by what is counted and what the group has in common."""


def _everywhere(asked: Sequence[Positions]) -> Everywhere:
    found: dict[tuple[str, str], set[str]] = {}
    for positions in asked:
        for by, groups in positions.groups().items():
            found.setdefault((positions.topic.counted, by), set()).update(groups)
    return {key: sorted(values) for key, values in found.items()}


def _of_topic(positions: Positions, everywhere: Everywhere, rules: Rules) -> Iterator[Compared]:
    """Give every group on one topic, with its counts, before anything is tested."""
    everybody = positions.asked & positions.answered
    for by, there in positions.groups().items():
        groups = everywhere[positions.topic.counted, by]
        if len(groups) < 2 or not there:
            continue
        # Of whom it is not known, they may be of any group: then nobody can say that it was not asked.
        all_known = bool((positions.people[by][positions.asked] != "").all())
        hidden = _hidden(positions, by, there)
        whole, rest = _larger(there, everybody)
        for group in groups:
            if group == whole:
                continue
            if group not in there and not all_known:
                continue
            if group not in there:
                yield Compared(positions, by, group, Verdict.NOT_ASKED)
                continue
            if group in hidden:
                yield Compared(positions, by, group, Verdict.TOO_FEW)
                continue
            own, others = (_counts(positions, who) for who in (there[group], positions.asked & ~there[group]))
            if 0 < others.n < _least(positions, by):
                yield Compared(positions, by, group, Verdict.TOO_FEW)
                continue
            verdict = Verdict.LOOK if not _allowed(positions) and _apart(own, others, rules) else Verdict.UNDECIDED
            yield Compared(positions, by, group, verdict, rest, own, others)


def _larger(there: dict[str, NDArray[np.bool_]], everybody: NDArray[np.bool_]) -> tuple[str, str]:
    """Give the group that need not be held against the others, and which group the others are then.

    Of two groups that are everybody that is the larger: the smaller beside it says all. A group that is everybody by
    itself has no others.
    """
    answered = {group: n for group, who in there.items() if (n := int((who & everybody).sum()))}
    if not 0 < len(answered) < 3 or sum(answered.values()) != int(everybody.sum()):
        return "", ""
    larger = max(answered, key=lambda group: answered[group])
    return larger, larger if len(answered) == 2 else ""


def _least(positions: Positions, by: str) -> int:
    """Say from how many on a group is shown."""
    if positions.topic.counted != PERSONS:
        return _FEWEST_THINGS
    return SMALLEST if by in {VOICE, UNIT} else SMALLEST_BY_ATTRIBUTE


def _hidden(positions: Positions, by: str, there: dict[str, NDArray[np.bool_]]) -> frozenset[str]:
    """Give the groups that are too small to show, and the next smallest as long as what is left gives one away."""
    least = _least(positions, by)
    sizes = {group: int((who & positions.answered).sum()) for group, who in there.items()}
    shown = {group: size for group, size in sizes.items() if not 0 < size < least}
    total = int((positions.asked & positions.answered).sum())
    while shown and positions.topic.counted == PERSONS and 0 < total - sum(shown.values()) < least:
        filled = [group for group in shown if shown[group]]
        if not filled:
            break
        del shown[min(filled, key=lambda group: (shown[group], group))]
    return frozenset(sizes) - frozenset(shown)


def _counts(positions: Positions, who: NDArray[np.bool_]) -> Counts:
    sides = positions.sides[who & positions.answered]
    return Counts(*(int((sides == side).sum()) for side in (1, 0, -1)))


def _allowed(positions: Positions) -> bool:
    """Tell whether a test of others may be done: never of talk, and of things only where they were drawn."""
    return not positions.topic.talk and stands_for_others(positions.topic.selection)


def _apart(own: Counts, others: Counts, rules: Rules) -> bool:
    """Tell whether counts alone make a group stand out: it points another way than the others, and lies far off."""
    if not own.n or not others.n:
        return False
    ways = [direction_of(each.favourable, each.unfavourable, PURPOSIVE, rules) for each in (own, others)]
    return ways[0] != ways[1] and abs(own.balance - others.balance) >= _FAR


def _tested(found: Sequence[Compared], alpha: float, sure: float) -> list[Compared]:
    """Test what may be tested and can show anything, and say what that makes of each group."""
    able = [
        (at, each.own, each.others)
        for at, each in enumerate(found)
        if each.own and each.others and each.own.n and each.others.n and _allowed(each.positions)
    ]
    able = [each for each in able if _can_reject(each[1].n, each[2].n, len(able), alpha)]
    made = list(found)
    if not able:
        return made
    from pingouin import multicomp

    tests = [_test(found[at]) for at, _, _ in able]
    raw = [p for _, p in tests]
    rejected, corrected = multicomp(raw, alpha=alpha, method="holm")
    questions = [found[at].positions.topic.question for at, _, _ in able]
    within = {
        question: multicomp([p for p, own in zip(raw, questions, strict=True) if own == question], alpha, "holm")[0]
        for question in set(questions)
    }
    seen = dict.fromkeys(within, 0)
    for number, (at, own, others) in enumerate(able):
        question = questions[number]
        close = bool(within[question][seen[question]])
        seen[question] += 1
        low, high = newcombe((own.favourable, own.n), (others.favourable, others.n), sure)
        if rejected[number]:
            verdict = Verdict.DIFFERS
        elif close:
            verdict = Verdict.LOOK
        else:
            verdict = Verdict.AT_MOST if max(abs(low), abs(high)) <= _MARGIN else Verdict.UNDECIDED
        made[at] = replace(
            found[at],
            verdict=verdict,
            test=tests[number][0],
            p=round(raw[number], _DECIMALS),
            p_holm=round(float(corrected[number]), _DECIMALS),
            difference=(low, high),
        )
    return made


def _can_reject(own: int, others: int, tests: int, alpha: float) -> bool:
    """Tell whether a test of two groups could reject at all among so many, if they were as far apart as can be."""
    # Of larger groups there are so many ways to divide them that it can, whatever the number of tests.
    return 2 / comb(own + others, min(own, others, _ENOUGH)) <= alpha / tests


def _test(each: Compared, without: Sequence[str] = ()) -> tuple[str, float]:
    """Test whether a group and the others, without some groups of its kind, stand alike: give the test, and its p."""
    from scipy.stats import fisher_exact, mannwhitneyu

    positions = each.positions
    member = np.asarray(positions.people[each.by] == each.group)
    there = positions.asked & positions.answered
    own, others = there & member, there & ~member & ~_among(each, without)
    if positions.order is not None:
        a, b = (positions.order[who] for who in (own, others))
        if len(np.unique(np.concatenate([a, b]))) == 1:
            return MANN_WHITNEY, 1.0
        return MANN_WHITNEY, float(mannwhitneyu(a, b, alternative="two-sided").pvalue)
    sides = [[int((positions.sides[who] == side).sum()) for side in (1, -1)] for who in (own, others)]
    return FISHER, float(fisher_exact(sides).pvalue)


def _among(each: Compared, groups: Sequence[str]) -> NDArray[np.bool_]:
    """Give who belongs to one of these groups of the same kind."""
    return np.asarray(each.positions.people[each.by].isin(groups), dtype=bool)


def _by_themselves(found: Sequence[Compared], rules: Rules) -> list[Compared]:
    """Of groups of one kind that stand out on one topic, see which do so without the one that stands out most.

    Who differs is among the others of everybody else: what they answer makes those differ too.
    """
    made = list(found)
    alike: dict[tuple[int, str], list[int]] = {}
    for at, each in enumerate(found):
        if each.stands_out:
            alike.setdefault((id(each.positions), each.by), []).append(at)
    for places in alike.values():
        first, *rest = sorted(places, key=lambda at: (found[at].verdict != Verdict.DIFFERS, -found[at].distance, at))
        more: tuple[str, ...] = (found[first].group,)
        for at in rest:
            left = _left(found[at], more, found, rules)
            made[at] = replace(found[at], without=more, left=left)
            more = (*more, found[at].group) if left else more
    return made


def _left(each: Compared, without: Sequence[str], found: Sequence[Compared], rules: Rules) -> Counts | None:
    """Count the others without some groups; None where the group does not stand out beside who is left."""
    positions = each.positions
    who = positions.asked & ~_among(each, (each.group, *without))
    left = _counts(positions, who)
    if each.own is None or left.n < _least(positions, each.by):
        return None
    if not _allowed(positions):
        return left if _apart(each.own, left, rules) else None
    question = positions.topic.question if each.verdict is Verdict.LOOK else None
    tests = sum(other.test != "" and question in {None, other.positions.topic.question} for other in found)
    return left if _test(each, without)[1] * tests <= 1 - float(rules.interval) else None
