"""Names of reviewers, which stay in `raw/`: what readers call them instead, also where somebody wrote a name."""

import re
from collections import Counter
from collections.abc import Mapping

from pipeline.codebook import Codebook
from pipeline.review.model import Reviewer


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


def without_names(text: str, names: Mapping[str, str]) -> str:
    """Put pseudonyms for the names in a text, all at once: a name can be a part of another, or of a pseudonym."""
    # Who signs a comment does so with a capital; a shorter name could be any word.
    written = sorted((name for name in names if len(name) > 2 and name[0].isupper()), key=len, reverse=True)
    if not written:
        return text
    any_name = "|".join(map(re.escape, written))
    return re.sub(rf"(?<!\w)(?:{any_name})(?!\w)", lambda found: names[found[0]], text)
