"""What `klankbord claims` does: a first version of the report's text is written, or the text is checked."""

from dataclasses import dataclass

from pipeline.claims import readability
from pipeline.claims.ledger import make, write_draft
from pipeline.claims.readability import ReadabilityRow
from pipeline.dutch import count_noun
from pipeline.editions import PUBLIC
from pipeline.errors import ClaimsError
from pipeline.notebook.round import open_round
from pipeline.rounds import Project


@dataclass(frozen=True)
class CheckedText:
    """A text in which every claim is backed.

    Attributes
    ----------
    drafted
        Nobody wrote a text yet: what was checked is what klankbord itself proposes.
    in_order
        How much was found to be in order, as a sentence.
    readable
        How easy it reads, as a sentence.
    hardest
        The paragraphs that are hardest to read, the hardest first.
    """

    drafted: bool
    in_order: str
    readable: str
    hardest: tuple[ReadabilityRow, ...]


def check_text(round_id: str) -> CheckedText:
    """Check the text of the report.

    Raises
    ------
    ClaimsError
        The report says what nothing backs.
    InputError
        The round has mistakes.
    NothingYetError
        Nothing was collected yet.
    """
    work = open_round(round_id)
    ledger = make(work.data, work.tables)
    if ledger.problems:
        raise ClaimsError(ledger.problems)
    counts = ledger.table()["kind"].value_counts()
    words = (
        count_noun(int(counts.get("assertion", 0)), "bewering", "beweringen"),
        count_noun(int(counts.get("advice", 0)), "advies", "adviezen"),
        count_noun(int(counts.get("opinion", 0)), "mening", "meningen"),
    )
    in_order = (
        f"In orde: {words[0]}, elk met een verwijzing; {words[1]} en {words[2]}. "
        "Of een verwijzing ook draagt wat de zin zegt, leest u zelf na."
    )
    rules = work.data.round.rules
    scored = readability.table(readability.of_report(ledger), rules)
    readable = readability.in_short(scored, rules)
    return CheckedText(bool(ledger.drafted), in_order, readable, tuple(readability.hardest(scored)))


def write_first(project: Project, round_id: str) -> list[str]:
    """Write a first version of the text, and name its files, relative to the project.

    Raises
    ------
    InputError
        There is a text already, which is left as it is, or the round has mistakes.
    NothingYetError
        Nothing was collected yet.
    """
    data = open_round(round_id).data
    # With what every edition shows: a count that one leaves out would have to be taken out again.
    return [project.name(path) for path in write_draft(data, open_round(round_id, edition=PUBLIC.id).shown)]
