"""What somebody agreed to, as `respondents` keeps it, and what follows from that on a day (`docs/privacy.md`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.contracts.moments import day
from pipeline.contracts.respondents import YES_NO

_YES, _NO = YES_NO


@dataclass(frozen=True)
class Consent:
    """What may be done with the words of one person.

    Attributes
    ----------
    quotable : bool
        They may be quoted: the person said so, did not refuse to be recorded, and it still holds.
    recognisable : bool
        It may be seen from a quote whose it is.
    lapsed : bool
        What they agreed to held until a day that has passed.
    """

    quotable: bool
    recognisable: bool
    lapsed: bool


def consent_of(rows: Iterable[Mapping[str, object]], today: date) -> Consent:
    """Give what one person agreed to, by all rows that they have in `respondents`.

    A no under one name holds for every name; where nothing was written down, nobody agreed. Who refused to be recorded
    is not quoted: what stands there as their words is what somebody else noted.

    Parameters
    ----------
    rows : iterable of mapping
        The person's rows, each with the columns `consent_*`; one that a table does not have counts as empty.
    today : datetime.date
        On which day it is asked. Consent holds up to and including `consent_until`.
    """
    own = list(rows)
    lapsed = any(has_lapsed(str(row.get("consent_until") or ""), today) for row in own)
    refused = any(row.get("consent_recorded") == _NO for row in own)
    return Consent(
        _agreed(own, "consent_quotable") and not refused and not lapsed,
        _agreed(own, "consent_recognisable") and not lapsed,
        lapsed,
    )


def has_lapsed(until: str, today: date) -> bool:
    """Tell whether the day in a cell `consent_until` has passed; an empty cell sets no end."""
    last = day(until)
    return last is not None and last < today


def _agreed(rows: Iterable[Mapping[str, object]], column: str) -> bool:
    return {row.get(column) for row in rows} - {"", None} == {_YES}
