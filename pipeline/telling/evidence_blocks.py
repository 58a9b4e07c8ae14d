"""Evidence for readers: each piece with who said it, how many, and the rows behind it."""

import pandas as pd

from pipeline.blocks import Bullets, Entry, Fold, Line, Muted, Nothing, Table, Text, named
from pipeline.codebook import Codebook
from pipeline.contracts.provenance import COLLECTED
from pipeline.contracts.selection import stands_for_others
from pipeline.contracts.table import ANSWERS, ORGANISATIONS, PERSONS, STREETS, VISITS
from pipeline.dutch import count_noun, listed
from pipeline.evidence.table import STATEMENTS, EvidenceRow
from pipeline.evidence.without_counts import is_left_out
from pipeline.phases.declarations import BY_ID
from pipeline.records import rows_of
from pipeline.telling import words
from pipeline.telling.quotes import are_quotes, how_quoted, says_no_more
from pipeline.telling.tables import table
from pipeline.telling.trace import Behind


def evidence_by_question(evidence: pd.DataFrame, codebook: Codebook, behind: Behind) -> Nothing | tuple[Fold, ...]:
    """Every piece of evidence of a phase, in a fold-out for each question; parameters as for `evidence_table`."""
    parts = []
    for question in codebook.questions:
        rows = evidence[evidence["question"] == question.id]
        if not rows.empty:
            caption = f"Bewijs over {question.label.lower()}"
            title = f"{question.label}: {count_noun(len(rows), 'punt bewijs', 'punten bewijs')}"
            parts.append(Fold(title, (evidence_table(rows, codebook, caption, "", behind),)))
    return tuple(parts) or Nothing("Deze fase geeft niets door.")


@named
def without_direction(undecided: pd.DataFrame) -> Nothing | tuple[Text | Bullets, ...]:
    """List what was collected and points no way that can be told, with its number."""
    rows = rows_of(undecided, EvidenceRow)
    if not rows:
        return Nothing("Er is niets verzameld waarvan niet te zeggen is welke kant het op wijst.")
    said = tuple((row["statement"], Muted(f"(nummer: {row['evidence_id']})")) for row in rows)
    about = "Dit telt niet mee als bewijs. Een zin in het rapport kan er wel naar verwijzen, met het nummer."
    return Text(about), Bullets(said)


def evidence_table(evidence: pd.DataFrame, codebook: Codebook, caption: str, empty: str, behind: Behind) -> Table:
    """Table of evidence rows, each opening to the statements and figures behind it with their place in the source."""
    rows = rows_of(evidence, EvidenceRow)
    shown = pd.DataFrame(
        {
            "statement": [_with_sources(row, behind) for row in rows],
            "quality": evidence["quality"],
            "how_many": [how_many(row) for row in rows],
            "voice": evidence["voice"].map(codebook.labels),
            "aspect": [codebook.aspect_labels[row["question"], row["aspect"]] for row in rows],
            "phase": [BY_ID[row["phase"]].label for row in rows],
            "provenance": evidence["provenance"].map(words.PROVENANCE),
        }
    )
    headers = {
        "statement": "Wat is gevonden",
        "quality": "Let op",
        "how_many": "Hoeveel",
        "voice": "Stem",
        "aspect": "Aspect",
        "phase": "Fase",
        "provenance": "Herkomst",
    }
    return table(shown, caption, headers=headers, empty=empty)


def _with_sources(row: EvidenceRow, behind: Behind) -> Entry:
    """Show what was found; a fold-out has every statement and figure behind it, with its place and the row's number."""
    sources = behind.get(row["evidence_id"], [])
    number = Text(f"Nummer: {row['evidence_id']}", "muted")
    if says_no_more(row["statement"], sources):
        places = listed(list(dict.fromkeys(place for _, place in sources)))
        return Entry(row["statement"], (Fold("Waar staat dit?", (Text(f"Dit staat in: {places}."), number)),))
    title = f"Waar staat dit? {count_noun(len(sources), 'vindplaats', 'vindplaatsen')}"
    if are_quotes(sources):
        title = how_quoted(sources)
    items = Bullets(tuple((text, Muted(f"({place})")) for text, place in sources))
    return Entry(row["statement"], (Fold(title, (items, number)),))


_ONE = {
    PERSONS: "persoon",
    STATEMENTS: "uitspraak",
    ANSWERS: "antwoord",
    VISITS: "bezoek",
    STREETS: "straat",
    ORGANISATIONS: "organisatie",
}


def how_many(row: EvidenceRow) -> str:
    """Say how many persons, statements or whatever else was counted are behind a row of evidence."""
    if is_left_out(row):
        who = count_noun(int(row["n_total"]), "persoon", "personen")
        return f"aantal niet getoond (van {who}{_of_whom(row)})"
    if pd.isna(row["n"]):
        return ""
    least = "minstens " if row["at_least"] else ""
    out_of = count_noun(int(row["n_total"]), _ONE.get(row["counted"], row["counted"]), row["counted"])
    return f"{least}{row['n']} van {out_of}{_of_whom(row)}"


def _of_whom(row: EvidenceRow) -> str:
    """Say that a number of persons holds only for who was heard; nothing where they stand for others too.

    Who made a report spoke to the people in it; "wij" did only where the round was collected.
    """
    if row["counted"] != PERSONS or stands_for_others(row["selection"]):
        return ""
    one = int(row["n_total"]) == 1
    if row["by_others"]:
        return " over wie iemand anders dit zegt"
    if not BY_ID[row["phase"]].talk:
        return " die meedeed" if one else " die meededen"
    if row["provenance"] == COLLECTED:
        return " die wij spraken"
    return " die is gesproken" if one else " die zijn gesproken"


def in_short(row: EvidenceRow, codebook: Codebook, behind: Behind) -> Line:
    """Say one piece of evidence as a sentence with who said it and where it stands."""
    places = behind.get(row["evidence_id"], [])
    said, place = next(iter(() if are_quotes(places) else places), (row["statement"], ""))
    who = f"{codebook.labels[row['voice']].lower()}, {BY_ID[row['phase']].label.lower()}"
    where = f"; {place}" if place else ""
    return said, Muted(f"({who}{where})")
