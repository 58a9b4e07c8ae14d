"""The report of each round on paper, read once."""

from pathlib import Path

import pytest
from helpers_document import OnPaper


@pytest.fixture(scope="session")
def first(report: Path) -> OnPaper:
    return OnPaper(report)


@pytest.fixture(scope="session")
def second(second_report: Path) -> OnPaper:
    return OnPaper(second_report)


@pytest.fixture(params=["first", "second"])
def made(request: pytest.FixtureRequest) -> OnPaper:
    """Give the report of each round in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, OnPaper)
    return found
