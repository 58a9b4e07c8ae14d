"""What `klankbord review` does: what the panel sent back is taken in, and somebody is told who said what of what."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from pipeline.claims.ledger import make
from pipeline.dutch import count_noun
from pipeline.execution.run import lock
from pipeline.notebook.round import open_round
from pipeline.printable import short
from pipeline.review.excel.answers import in_words
from pipeline.review.model import Setting
from pipeline.review.places import draft_of
from pipeline.review.setting import setting_of, titles_of
from pipeline.review.taking_in import Taken, take_in


@dataclass(frozen=True)
class Reviewed:
    """What came of files that were sent back, with what they are about."""

    taken: Taken
    setting: Setting
    titles: dict[str, str]
    round_id: str


def review(round_id: str, paths: Sequence[Path]) -> Reviewed:
    """Take in files that reviewers sent back.

    Parameters
    ----------
    round_id : str
        The round.
    paths : sequence of pathlib.Path
        The files.

    Raises
    ------
    InputError
        The round, or what was taken in before, has mistakes; nothing was written.
    RoundBusyError
        Another command is at work on the round.
    """
    work = open_round(round_id)
    findings = work.result.findings
    setting = setting_of(work.data, draft_of(round_id, findings, make(work.data, work.tables)))
    titles = titles_of(work.data, setting.draft, findings)
    with ExitStack() as locks:
        lock(work.data.project, round_id, locks)
        taken = take_in(work.data, setting, titles, paths)
    return Reviewed(taken, setting, titles, round_id)


def lines(reviewed: Reviewed) -> list[str]:
    """Tell of each file who said what, and what is to be filled in."""
    taken, setting, titles, round_id = reviewed.taken, reviewed.setting, reviewed.titles, reviewed.round_id
    said = []
    for file in taken.files:
        known = len(file.holds.remarks) - len(file.new)
        said.append(
            f"{file.path.name}: {count_noun(len(file.new), 'opmerking', 'opmerkingen')} nieuw, {known} al bekend"
        )
        for person in file.holds.reviewers:
            role = setting.roles.get(taken.review.reviewers[person.reviewer].role, "rol onbekend")
            said.append(f"  {person.reviewer} ({role})")
            own = (remark for remark in file.new if remark.reviewer == person.reviewer)
            said += [f"    {titles.get(remark.place, remark.place)}: {short(in_words(remark))}" for remark in own]
        said += [f"  Let op: {note}" for note in file.holds.notes]
    for name, sources in taken.repeated.items():
        said.append(
            f"Van {name} is meer dan één bestand: {', '.join(sources)}. Per bevinding telt het laatste oordeel. "
            "Zijn het twee mensen? Geef één van hen dan een andere naam in remarks.csv en reviewers.csv."
        )
    if taken.unplaced:
        names = ", ".join(person.reviewer for person in taken.unplaced)
        said.append(f"Vul in raw/{round_id}/review/reviewers.csv de groep (panel) in van: {names}.")
    if taken.unasked:
        names = ", ".join(person.reviewer for person in taken.unasked)
        where = f"raw/{round_id}/review/reviewers.csv"
        said.append(f"In Word is niet naar de rol gevraagd. Weet u die, vul dan role in, in {where}: {names}.")
    if taken.to_answer:
        rows = count_noun(taken.to_answer, "nieuwe rij", "nieuwe rijen")
        said.append(f"raw/{round_id}/review/answers.xlsx heeft {rows}. Vul daar in wat u ermee doet.")
    if taken.hidden:
        rows = count_noun(taken.hidden, "rij met een antwoord is", "rijen met een antwoord zijn")
        said.append(
            f"{rows[0].upper()}{rows[1:]} verborgen, zodat wat nieuw is bovenaan staat. Wilt u ze zien? Kies in Excel "
            "alle rijen, klik rechts en kies Zichtbaar maken."
        )
    return said
