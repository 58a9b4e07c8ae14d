"""How the participants of a session judged a finding: counts, and never who."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.editions import SMALLEST
from pipeline.review.model import DUTCH, Judgement
from pipeline.serving.store import SessionAnswer


@dataclass(frozen=True)
class Group:
    """How many of a group gave each judgement: label of the judgement, number, and share of the group in percents.

    Of fewer than `SMALLEST` there are no `bars`: a number says what somebody in the room thinks.
    """

    label: str
    total: int
    bars: tuple[tuple[str, int, int], ...]


def distribution(said: Iterable[SessionAnswer], roles: Mapping[str, str]) -> tuple[Group, ...]:
    """Count judgements, over all and by role where nobody can be recognised by it.

    Of few people only how many they are. Roles with few people go together; when also together they are few, or there
    is but one group, only the whole is given: the few could be computed from the rest.

    Parameters
    ----------
    said : iterable of SessionAnswer
        What everybody says of the finding.
    roles : mapping of str to str
        Labels of roles.

    Returns
    -------
    tuple of Group
        Everybody first.
    """
    judged = [each for each in said if each.judgement]
    by_role: dict[str, list[SessionAnswer]] = defaultdict(list)
    for each in judged:
        by_role[roles.get(each.role, "")].append(each)
    groups = {label: by_role[label] for label in roles.values() if len(by_role[label]) >= SMALLEST}
    rest = [each for each in judged if roles.get(each.role, "") not in groups]
    everybody = _group("Iedereen", judged)
    if len(rest) in range(1, SMALLEST) or len(groups) + bool(rest) < 2:
        return (everybody,)
    together = (_group("Andere rollen", rest),) if rest else ()
    return (everybody, *(_group(label, people) for label, people in groups.items()), *together)


def _group(label: str, people: list[SessionAnswer]) -> Group:
    if len(people) < SMALLEST:
        return Group(label, len(people), ())
    counts = Counter(each.judgement for each in people)
    shares = ((DUTCH[one], counts[one], round(100 * counts[one] / len(people))) for one in Judgement)
    return Group(label, len(people), tuple(shares))
