"""Columns in what is said of a mistake: as people see them above the table."""

import pytest

from pipeline.contracts.headings import as_seen, named

SAID = f"Vul {named('locator')} in."


@pytest.mark.parametrize(
    ("titles", "there", "told"),
    [
        ({"locator": "Vindplaats"}, ("locator",), "Vul Vindplaats in."),
        ({}, ("locator",), "Vul locator in."),  # so it stands in the file
        ({}, ("document",), "Vul Vindplaats in."),  # it is not there: what may be put there
    ],
)
def test_a_column_is_named_as_it_stands_in_the_file_or_would(titles, there, told) -> None:
    assert as_seen(SAID, titles, there) == told
