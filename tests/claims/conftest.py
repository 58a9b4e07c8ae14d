"""What sentences of the made-up round can rest on, computed once for all tests of a worker."""

from pathlib import Path

import pytest

from pipeline.claims.backing import Sources
from pipeline.claims.ledger import make
from pipeline.notebook.round import open_round

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def sources() -> Sources:
    """Give what sentences of the made-up round, which was collected, can rest on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLANKBORD_PROJECT", str(ROOT))
        work = open_round("voorbeeld-2021")
        return make(work.data, work.tables).sources
