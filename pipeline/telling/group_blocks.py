"""Who answers otherwise, for readers: who stands out in a sentence, and every group beside the others in a table."""

from collections.abc import Iterable, Iterator

import pandas as pd

from pipeline.blocks import Block, Bullets, Fold, Nothing, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.contracts.table import PERSONS
from pipeline.dutch import begun, count_noun, listed, number
from pipeline.editions import SMALLEST, SMALLEST_BY_ATTRIBUTE
from pipeline.evidence.compared import Verdict
from pipeline.evidence.group_table import GroupRow, called, group_table, heading, with_every_group
from pipeline.evidence.group_words import LOOK_CLOSER
from pipeline.phases.declarations import BY_ID
from pipeline.phases.module import PhaseModule, left_out_of
from pipeline.records import Record, rows_of
from pipeline.telling.tables import table

# More questions than this in one sentence are counted, not named: they stand in the table.
_MOST = 3


@named
def who_differs(data: RoundData, module: PhaseModule) -> Nothing | tuple[Block, ...]:
    """Show which groups of a phase stand otherwise, each group beside the others, and how that was looked for.

    Parameters
    ----------
    data : RoundData
        The round, or what one phase reads of it.
    module : module
        The phase's own, such as `pipeline.phases.interviews.evidence`, with the positions of all that it asked.
    """
    asked = getattr(module, "positions", None)
    known, left_out = list(asked(data)) if asked else [], left_out_of(module, data).groups
    groups = group_table(data, known, left_out)
    if left_out:
        groups = with_every_group(groups, data, known)
    groups = groups[groups["phase"] != ""]
    if groups.empty:
        return Nothing("Deze fase heeft geen gegevens per persoon of bezoek om groepen naast elkaar te zetten.")
    said = [row["sentence"] for row in rows_of(groups, GroupRow) if row["sentence"]]
    look = [each for each in said if each.startswith(LOOK_CLOSER)]
    if many := len(look) > _MOST:
        said = [each for each in said if each not in look]
    lead: list[Block] = [Text(each, "lead") for each in said]
    if many:
        told = tuple(begun(each.removeprefix(LOOK_CLOSER)) for each in dict.fromkeys(look))
        lead += [Text("Nader bekijken: geen toets noemt deze groepen.", "lead"), Bullets(told)]
    elif not said:
        lead = [Text("Wij vonden geen groep die zo anders is dan de anderen dat het hier opvalt.")]
    return *lead, *_side_by_side(groups, "Elke groep naast de anderen")


def of_finding(groups: pd.DataFrame, label: str) -> Fold | None:
    """Show each group beside the others on the question of one finding, folded away; None where there is none.

    Parameters
    ----------
    groups : pandas.DataFrame
        The rows of `groups.csv` for its question.
    label : str
        The name of the finding.
    """
    if groups.empty:
        return None
    blocks = _side_by_side(groups, f"{label}: elke groep naast de anderen")
    return Fold("Denken groepen hier verschillend over?", blocks)


def _side_by_side(groups: pd.DataFrame, caption: str) -> tuple[Block, ...]:
    """Show the groups in a table, folded away those of which nothing is to be seen, and in words who was not asked."""
    rows = rows_of(groups, GroupRow)
    asked = [row for row in rows if row["verdict"] != Verdict.NOT_ASKED]
    seen = [row for row in asked if not pd.isna(row["n"]) and row["n"]]
    empty = [row for row in asked if row not in seen]
    how = _how(groups[groups["verdict"] != Verdict.NOT_ASKED])
    words = Text(" ".join(filter(None, [*_not_asked(rows), how])), "muted")
    made: list[Block] = []
    if seen:
        made.append(table(pd.DataFrame([_told(row) for row in seen]), caption, row_header="Wat is gevraagd"))
    if empty:
        hides = any(row["left_out"] for row in empty)
        why = "Waarvan hier geen aantallen staan" if hides else "Waarover groepen niets zeiden of met te weinig zijn"
        title = f"{why}: {count_noun(len(empty), 'rij', 'rijen')}"
        rest = pd.DataFrame([_nothing(row) for row in empty])
        made.append(Fold(title, (table(rest, f"{caption}: de rest", row_header="Wat is gevraagd"),)))
    return *made, words


def _not_asked(rows: Iterable[GroupRow]) -> Iterator[str]:
    """Say of which groups nobody was asked something, what goes for the same groups together.

    What one survey asks of one group may be asked of another group in another one.
    """
    rows = list(rows)
    items: dict[tuple[str, str], set[str]] = {}
    missed: dict[tuple[str, str], dict[str, set[str]]] = {}
    for row in rows:
        topic = row["phase"], row["label"]
        items.setdefault(topic, set()).add(row["item"])
        if row["verdict"] == Verdict.NOT_ASKED:
            missed.setdefault(topic, {}).setdefault(called(row), set()).add(row["item"])
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (phase, label), by_name in missed.items():
        if nowhere := tuple(name for name, own in by_name.items() if own == items[phase, label]):
            alike.setdefault((phase, nowhere), []).append(f"«{label}»")
    for (phase, groups), labels in alike.items():
        many = len(labels) > _MOST
        what = f"{number(len(labels))} van deze vragen" if many else listed(labels)
        yield f"Over {what} is in de {BY_ID[phase].plain} niets gevraagd aan: {', '.join(groups)}."


def _told(row: GroupRow) -> Record:
    return {
        "Wat is gevraagd": f"{row['label']} ({BY_ID[row['phase']].plain})",
        "Groep": heading(row),
        "Gunstig": _of(row["favourable"], row["n"]),
        "Ongunstig": _of(row["unfavourable"], row["n"]),
        "Anderen gunstig": _of(row["favourable_others"], row["n_others"]),
        "Anderen ongunstig": _of(row["unfavourable_others"], row["n_others"]),
        "Wat te zeggen is": "of zij verschillen, is niet te zeggen"
        if row["verdict"] == Verdict.UNDECIDED
        else row["remark"],
    }


def _nothing(row: GroupRow) -> Record:
    told = _told(row)
    nobody = not pd.isna(row["n"])
    why = "niemand sprak zich uit" if nobody else row["remark"]
    return {name: told[name] for name in ("Wat is gevraagd", "Groep")} | {"Waarom niets": why}


def _of(count: object, n: object) -> str | None:
    if pd.isna(count):
        return None
    return f"{number(int(str(count)))} van {number(int(str(n)))}" if int(str(n)) else "niemand sprak zich uit"


def _how(groups: pd.DataFrame) -> str:
    """Say how groups were held against the others, as it was done here."""
    tests = int((groups["test"] != "").sum())
    people = groups["counted"] == PERSONS
    hides = bool((groups["left_out"] != "").any())
    said = []
    if people.any():
        said.append(
            f"Groepen van minder dan {SMALLEST} mensen ({SMALLEST_BY_ATTRIBUTE} bij een kenmerk van mensen) "
            "vergelijken wij niet met anderen: zij staan in deze tabel zonder aantallen."
        )
    if hides:
        said.append(
            "Ook waaruit een klein aantal te berekenen is, staat er niet. Is een groep te klein om te tonen, dan staan "
            "alle groepen van die soort in de lijst, ook wie niets zei: wie sprak, is daaraan niet te zien."
        )
    if tests:
        over = "de ene toets" if tests == 1 else f"alle {tests} toetsen"
        over = "alle toetsen" if hides else over
        said.append(
            "Waar mensen zijn geloot of iedereen is gevraagd, is elk verschil getoetst (Fisher of Mann-Whitney), "
            f"met de correctie van Holm over {over}."
        )
    heard = groups["n"].fillna(0) > 0
    if untested := int(((groups["test"] == "") & heard).sum()):
        which = "1 vergelijking is" if untested == 1 else f"{number(untested)} vergelijkingen zijn"
        said.append(
            f"{which} niet getoetst: dat kan niet bij bezoeken, bij wat mensen uit zichzelf zeggen, of als mensen voor "
            "niemand anders staan. Zonder toets valt een groep op als zij een andere kant op wijst dan de anderen, en "
            "er ver van af ligt."
        )
        if without := int((~heard).sum()):
            left = "de rij" if without == 1 else f"de {number(without)} rijen"
            said.append(f"Daarbij {'telt' if without == 1 else 'tellen'} {left} zonder aantallen niet mee.")
    if (groups["verdict"] == Verdict.AT_MOST).any():
        said.append("Bij «verschilt niet meer dan» passen geen grotere verschillen in het aandeel dat gunstig is.")
    return " ".join(said)
