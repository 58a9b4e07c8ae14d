"""Who is who: a name in other capitals is the same person, one in another panel somebody else; both are told."""

from collections.abc import Mapping
from dataclasses import replace

from pipeline.printable import name_of
from pipeline.review.model import Incoming, Reviewer
from pipeline.review.store import Review


def told_apart(holds: Incoming, before: Review, panels: Mapping[str, str], roles: Mapping[str, str]) -> Incoming:
    """Give a reviewer another name where somebody of another panel has it already, and say so.

    Parameters
    ----------
    holds : Incoming
        What a file holds.
    before : Review
        What was said so far.
    panels, roles : mapping of str to str
        Labels by their id.
    """
    holds = _spelled_alike(holds, before)
    renamed: dict[str, str] = {}
    notes: list[str] = []
    for person in holds.reviewers:
        known = before.reviewers.get(person.reviewer)
        if known is None or _read_before(person.reviewer, holds, before):
            continue
        if known.panel and person.panel and known.panel != person.panel:
            name = f"{person.reviewer} ({panels[person.panel]})"
            renamed[person.reviewer] = name
            notes.append(
                f"In de groep {panels.get(known.panel, known.panel)} is ook iemand die {person.reviewer} heet. "
                f"Deze deelnemer heet daarom «{name}»."
            )
        elif known.role and person.role and known.role != person.role:
            notes.append(
                f"{person.reviewer} was eerder {roles.get(known.role, known.role)} en is hier {roles[person.role]}. "
                "De eerste rol blijft staan."
            )
    return Incoming(
        tuple(replace(remark, reviewer=renamed.get(remark.reviewer, remark.reviewer)) for remark in holds.remarks),
        tuple(replace(person, reviewer=renamed.get(person.reviewer, person.reviewer)) for person in holds.reviewers),
        (*holds.notes, *notes),
    )


def _spelled_alike(holds: Incoming, before: Review) -> Incoming:
    """Give everybody the spelling of the name that was there first; capitals and accents apart make no other person."""
    first: dict[str, str] = {}
    for name in (*before.reviewers, *(person.reviewer for person in holds.reviewers)):
        first.setdefault(name_of(name).casefold(), name)
    spelled = {person.reviewer: first[name_of(person.reviewer).casefold()] for person in holds.reviewers}
    other = {name: known for name, known in spelled.items() if name != known}
    if not other:
        return holds
    people: dict[str, Reviewer] = {}
    for person in holds.reviewers:
        name = spelled[person.reviewer]
        known = people.get(name, person)
        panel, role = known.panel or person.panel, known.role or person.role
        people[name] = replace(known, reviewer=name, panel=panel, role=role)
    return Incoming(
        tuple(replace(remark, reviewer=spelled.get(remark.reviewer, remark.reviewer)) for remark in holds.remarks),
        tuple(people.values()),
        (*holds.notes, *(f"«{name}» is gelezen als «{known}», die er al was." for name, known in other.items())),
    )


def _read_before(name: str, holds: Incoming, before: Review) -> bool:
    """Tell whether this is a file that was taken in before: then it is the same person, whatever was mended since."""
    known = {remark.id: remark.said_at for remark in before.remarks}
    said = [remark for remark in holds.remarks if remark.reviewer == name]
    return bool(said) and all(known.get(remark.id) == remark.said_at for remark in said)
