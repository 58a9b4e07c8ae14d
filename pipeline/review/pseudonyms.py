"""Names of reviewers, which stay in `raw/`: what readers call them instead, also where somebody wrote a name."""

from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.codebook import Codebook
from pipeline.privacy.names import Names
from pipeline.review.model import Reviewer
from pipeline.rounds import Panel


def pseudonyms(people: Mapping[str, Reviewer], book: Codebook) -> dict[str, str]:
    """Give every reviewer a name for readers: role and number in the order they came in; a published group its own."""
    numbers: Counter[str] = Counter()
    names = {}
    for name, person in people.items():
        if person.provenance == "published":
            names[name] = name
            continue
        role = book.labels.get(person.role, "Deelnemer")
        numbers[role] += 1
        names[name] = f"{role} {numbers[role]}"
    return names


def hidden(
    people: Mapping[str, Reviewer], called: Mapping[str, str], book: Codebook, groups: Iterable[Panel] = ()
) -> Names:
    """Give what no text for readers may have: the names of reviewers, as people write them.

    Parameters
    ----------
    people : mapping of str to Reviewer
        Reviewers by name. Those of a report go by what it calls them.
    called : mapping of str to str
        What readers call each, as `pseudonyms` gives it.
    book : Codebook
        For its roles, which are nobody's name.
    groups : iterable of Panel
        The panels of the round, whose labels are nobody's name either.
    """
    own = {name: called[name] for name, person in people.items() if person.provenance != "published"}
    return Names(own, [*book.labels.values(), *(group.label for group in groups)])
