"""What people agreed to decides what is done with their words, on the day that it is asked."""

from datetime import date

import pytest

from pipeline.privacy.consent import consent_of, has_lapsed

TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("rows", "quotable"),
    [
        ([{"consent_quotable": "ja"}], True),
        ([{"consent_quotable": "nee"}], False),
        ([{"consent_quotable": ""}], False),
        ([{}], False),
        ([], False),
        ([{"consent_quotable": "ja", "consent_recorded": "ja"}], True),
        ([{"consent_quotable": "ja", "consent_recorded": ""}], True),
        ([{"consent_quotable": "ja", "consent_recorded": "nee"}], False),
        ([{"consent_quotable": "ja", "consent_until": "2026-06-30"}], True),
        ([{"consent_quotable": "ja", "consent_until": "29-6-2026"}], False),
        # One person under two names: no is no, and an end is an end.
        ([{"consent_quotable": "ja"}, {"consent_quotable": ""}], True),
        ([{"consent_quotable": "ja"}, {"consent_quotable": "nee"}], False),
        ([{"consent_quotable": "ja"}, {"consent_recorded": "nee"}], False),
        ([{"consent_quotable": "ja"}, {"consent_until": "2025-01-01"}], False),
        # These say nothing of quoting.
        ([{"consent_quotable": "ja", "consent_deposit": "nee", "consent_contact": "nee"}], True),
    ],
)
def test_who_may_be_quoted(rows: list[dict[str, str]], quotable: bool) -> None:
    assert consent_of(rows, TODAY).quotable is quotable


def test_who_may_be_recognised() -> None:
    """Only who said yes, as long as that holds."""
    assert consent_of([{"consent_recognisable": "ja"}], TODAY).recognisable
    assert not consent_of([{"consent_recognisable": ""}], TODAY).recognisable
    assert not consent_of([{"consent_recognisable": "ja", "consent_until": "2026-01-01"}], TODAY).recognisable


@pytest.mark.parametrize(
    ("until", "lapsed"),
    [("", False), ("2026-06-29", True), ("2026-06-30", False), ("2026-07-01", False), ("30-6-2026", False)],
)
def test_consent_holds_on_its_last_day(until: str, lapsed: bool) -> None:
    assert has_lapsed(until, TODAY) is lapsed
