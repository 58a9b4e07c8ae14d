"""The audit for readers: which published figures contradict each other, worst first, each with what it rests on."""

import pandas as pd

from pipeline.audit.check import Figures
from pipeline.audit.checks import figures_by_id
from pipeline.audit.contradictions import explained, how_many_notices
from pipeline.audit.contradictions import how_many as contradictions_in_short
from pipeline.audit.reproduction import CheckRow
from pipeline.audit.sentences import in_sentences
from pipeline.audit.severity import DUTCH, Severity
from pipeline.blocks import Block, Card, Fold, Heading, Mark, MarkKind, Nothing, Table, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import all_reported
from pipeline.dutch import count_noun
from pipeline.records import rows_of
from pipeline.telling.reproduction_blocks import recomputed
from pipeline.telling.tables import table
from pipeline.telling.words import as_it_stands

_VERDICTS = {
    "consistent": "klopt met elkaar",
    "inconsistent": "klopt niet met elkaar",
    "notice": "let op",
    "not testable": "niet te controleren",
}
_MARKS: dict[str, MarkKind] = {"consistent": "ok", "inconsistent": "bad", "notice": "warn", "not testable": "muted"}
_KINDS = {
    "formula": "volgt uit andere cijfers",
    "same quantity": "staat er meer dan één keer",
    "percentage points": "procent of procentpunt",
    "share of counts": "percentage van een aantal",
    "share of n": "percentage van een aantal mensen",
    "mean of n": "gemiddelde van hele scores",
    "sum of percentages": "percentages van één vraag",
    "counts of one question": "aantallen van één vraag",
    "count of n": "aantal van een aantal mensen",
    "beside": "ernaast gelegd",
    "said": "wat de tekst erover zegt",
    "balance": "inkomsten en kosten",
    "method": "hoe een doel is te meten",
    "indicative target": "resultaat bij een indicatief doel",
    "GRIMMER": "spreiding bij een gemiddelde",
    "DEBIT": "spreiding bij ja/nee-antwoorden",
    "none": "geen controle mogelijk",
}


NO_FIGURES = "Deze ronde heeft geen cijfers om na te gaan."


@named
def how_many(audit: pd.DataFrame, reproduction: pd.DataFrame) -> Text | Nothing:
    """Say how many contradictions there are, in how many figures, how those came out, and what else was seen."""
    if audit.empty:
        return Nothing(NO_FIGURES)
    notices = how_many_notices(audit)
    said = (
        f"Gevonden: {contradictions_in_short(audit)}.",
        explained(audit, reproduction),
        f"Verder {notices}: dat is geen tegenspraak." if notices else "",
    )
    return Text(" ".join(filter(None, said)))


@named
def contradictions(data: RoundData, audit: pd.DataFrame) -> Nothing | Text | tuple[Block, ...]:
    """Every contradiction, worst first, each opening to the figures and where they stand."""
    if audit.empty:
        return Nothing(NO_FIGURES)
    found = audit[audit["verdict"] == "inconsistent"]
    if found.empty:
        return Text("Geen cijfers gevonden die elkaar tegenspreken.", "empty")
    figures = figures_by_id(data)
    return tuple(_card(row, figures) for row in rows_of(found, CheckRow))


@named
def notices(data: RoundData, audit: pd.DataFrame) -> Nothing | Text | tuple[Block, ...]:
    """Every notice: what a careful reader sees and nobody has to grant, each opening to its figures."""
    figures = figures_by_id(data)
    in_words = in_sentences(data.tables, figures, data.round.rules)
    found = audit[audit["verdict"] == "notice"]
    if audit.empty and not in_words:
        return Nothing(NO_FIGURES)
    if found.empty and not in_words:
        return Text("Er is niets gevonden waarop u verder moet letten.", "empty")
    parts: list[Block] = []
    if not found.empty:
        parts.append(Fold(how_many_notices(audit), tuple(_fold(row, figures) for row in rows_of(found, CheckRow))))
    if in_words:
        shown = pd.DataFrame({"quote": [e.quote for e in in_words], "what": [e.what for e in in_words]})
        shown["place"] = [each.place for each in in_words]
        headers = {"quote": "Er staat", "what": "Wat opvalt", "place": "Vindplaats"}
        label = f"In zinnen: {len(in_words)} keer let op"
        parts.append(Fold(label, (table(shown, label, headers=headers, row_header="quote"),)))
    return tuple(parts)


def _card(row: CheckRow, figures: Figures) -> Card:
    return Card(
        (
            Heading(_title(row, figures), 3),
            Text(Mark(DUTCH[Severity(row["severity"])], "bad" if row["severity"] == "high" else "warn")),
            *_told(row, figures),
            Fold("De cijfers en waar zij staan", (_involved(row, figures),)),
        )
    )


def _fold(row: CheckRow, figures: Figures) -> Fold:
    """Give a notice: a line, that opens. There are many, and nobody has to do anything with them."""
    return Fold(_title(row, figures), (*_told(row, figures), _involved(row, figures)))


def _title(row: CheckRow, figures: Figures) -> str:
    first = figures[row["figure_ids"].split()[0]]
    says = "gedrukt staat" if all_reported(pd.DataFrame([first])) else "er staat"
    return f"{first['quantity']}: {says} {first['printed']}"


def _told(row: CheckRow, figures: Figures) -> tuple[Text, ...]:
    note = figures[row["figure_ids"].split()[0]]["note"]
    return (Text(row["explanation"]), *((Text(note, "muted"),) if note else ()))


def _involved(row: CheckRow, figures: Figures) -> Table:
    """List the figures of a check, and where they stand; what is the same of all stands above them."""
    involved = [figures[name] for name in row["figure_ids"].split()]
    shown = pd.DataFrame(
        {
            "quantity": [figure["quantity"] for figure in involved],
            "unit": [figure["unit"] for figure in involved],
            "printed": [figure["printed"] for figure in involved],
            "locator": [f"document {figure['document']}, {figure['locator']}" for figure in involved],
        }
    )
    stands = as_it_stands(pd.DataFrame(involved))
    headers = {"quantity": "Wat", "unit": "Van wie of waar", "printed": stands, "locator": "Vindplaats"}
    caption, named_by = f"Cijfers bij: {involved[0]['quantity']}", "quantity"
    if len(involved) > 1 and shown["quantity"].nunique() == 1:
        shown = shown.drop(columns="quantity")
        named_by = "unit" if shown["unit"].nunique() > 1 else "locator"
    return table(shown, caption, headers=headers, numeric=["printed"], row_header=named_by)


@named
def checked(data: RoundData, audit: pd.DataFrame) -> Nothing | tuple[Block, ...]:
    """Every check that was possible, in a fold-out for each kind."""
    figures = figures_by_id(data)
    parts = []
    for kind, rows in audit[audit["kind"] != "none"].groupby("kind", sort=False):
        shown = pd.DataFrame(
            {
                "quantity": [figures[ids.split()[0]]["quantity"] for ids in rows["figure_ids"]],
                "verdict": [_verdict(row) for row in rows_of(rows, CheckRow)],
                "explanation": rows["explanation"],
                "printed": rows["printed"],
                "recomputed": [recomputed(row) for row in rows_of(rows, CheckRow)],
            }
        )
        headers = {
            "quantity": "Wat",
            "verdict": "Uitkomst",
            "explanation": "Waarom",
            "printed": "Er staat",
            "recomputed": "Volgt of staat elders",
        }
        label = f"{_KINDS[str(kind)].capitalize()}: {count_noun(len(rows), 'controle', 'controles')}"
        made = table(shown, label, headers=headers, numeric=["printed", "recomputed"], row_header="quantity")
        parts.append(Fold(label, (made,)))
    return tuple(parts) or Nothing("Geen enkel cijfer was te controleren.")


def _verdict(row: CheckRow) -> Mark:
    if row["verdict"] == "not testable" and row["recomputed"]:  # something follows, from an assumption of ours
        return Mark("mogelijk", "warn")
    return Mark(_VERDICTS[row["verdict"]], _MARKS[row["verdict"]])
