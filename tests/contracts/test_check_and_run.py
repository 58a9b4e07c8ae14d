"""What `check` passes becomes evidence without an error, whatever people typed; and nothing that they typed is lost."""

import pytest
from helpers_all_tables import ANSWERS, SURVEY, TABLES, Sound
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.phases.gathering import gathered
from pipeline.phases.tables import TABLES as CONTRACTS

# Each example reads a whole round: fewer than the profile has.
FEW = settings(
    max_examples=max(settings().max_examples // 10, 4), deadline=None, suppress_health_check=list(HealthCheck)
)
# What people type where something else was meant.
TYPED = ("", "0", "1", "-1", "2", "99", "1,5", "3-4", "ja", "nee", "n.v.t.", "2025", "31-12-2025", "50%", "WAAR", "«é»")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """Give the round with every table."""
    return Sound(tmp_path_factory.mktemp("alles"))


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[str, int, str, str]]:
    """Choose cells, and for each what its column may hold, what another row of it has, or what people type."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from([*sorted(TABLES), SURVEY]))
        rows = ANSWERS if name == SURVEY else TABLES[name]
        row = draw(st.integers(0, len(rows) - 1))
        column = draw(st.sampled_from(list(rows[row])))
        contract = CONTRACTS[name].by_name.get(column) if name != SURVEY else None
        others = [each[column] for each in rows]
        # Mostly what may stand there: what is refused tells nothing of what passes.
        fits = [*others, *(contract.allowed if contract else ()), *([""] if not contract or contract.optional else [])]
        found.append((name, row, column, draw(st.sampled_from(TYPED if draw(st.integers(0, 5)) == 0 else fits))))
    return found


@FEW
@given(
    cells=changes(), left_out=st.lists(st.sampled_from(sorted(TABLES)), max_size=2, unique=True), twice=st.booleans()
)
def test_what_check_passes_becomes_evidence(
    sound: Sound, cells: list[tuple[str, int, str, str]], left_out: list[str], twice: bool
) -> None:
    sound.put_back()
    for name, row, column, text in cells:
        sound.rows(name)[row][column] = text
    if twice:
        name, row, *_ = cells[0]
        sound.rows(name).append(dict(sound.rows(name)[row]))
    for name in left_out:
        del sound.tables[name]
    try:
        data = sound.load()
    except InputError:  # told in the tests of each kind
        return
    evidence = gathered(data)
    assert set(evidence.rows["phase"]) <= set(data.round.phases)
    assert set(evidence.trace["evidence_id"]) <= set(evidence.rows["evidence_id"])


def test_a_round_of_every_table_is_sound_and_every_phase_has_evidence(sound: Sound) -> None:
    sound.put_back()
    data = sound.load()
    assert set(gathered(data).rows["phase"]) == set(data.round.phases)
