"""The file that the review form on the site gives: a reviewer's judgements of findings, in JSON.

Anybody can have edited it: what can be taken is taken, and what can't is told.
"""

import hashlib
import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.called import command
from pipeline.dutch import listed
from pipeline.errors import InputError, Problem, refused, suggest
from pipeline.printable import name_of, short
from pipeline.review.model import WHOLE_REPORT, Incoming, Judgement, Remark, RemarkKind, Reviewer, Setting, Way
from pipeline.review.places import normalised

MARK, VERSION = "oordeel", 1
# Bytes, judgements and letters of one field: what a person can type is far below it.
LARGEST, MOST, LONGEST = 5_000_000, 1_000, 100_000
_FIELDS = {"klankbord", "version", "round", "draft", "saved_at", "reviewer", "role", "panel", "judgements", "general"}
_AGAIN = "Vraag de deelnemer het formulier opnieuw op te slaan en te sturen."


def read(path: Path, setting: Setting) -> Incoming:
    """Read what somebody saved from the review form.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    setting : Setting
        The report as it is now.

    Raises
    ------
    InputError
        It is no such file, it is damaged, or it is of another round.
    """
    content = path.read_bytes()
    notes: list[str] = []
    saved = _parsed(content, path.name, notes)
    if saved.get("klankbord") != MARK:
        what = "Dit is geen bestand van het beoordelingsformulier."
        raise refused(path.name, what, _AGAIN, column="klankbord")
    if saved.get("version") != VERSION:
        what = "Dit bestand komt van een andere versie van het formulier."
        raise refused(path.name, what, _AGAIN, column="version", value=str(saved.get("version")))
    round_id = _text(saved, "round", notes)
    if round_id != setting.draft.round_id:
        mend = f"Neem het op bij die ronde: {command('review', round_id, 'BESTAND')}." if round_id else _AGAIN
        what = "Dit bestand hoort bij een andere ronde."
        raise refused(path.name, what, mend, column="round", value=round_id)
    _check_size(saved, path.name)
    notes += [f"Het veld «{short(name)}» ken ik niet; het is niet gelezen." for name in sorted(set(saved) - _FIELDS)]
    reviewer = name_of(_text(saved, "reviewer", notes))
    if not reviewer:
        reviewer = f"Zonder naam {hashlib.sha256(content).hexdigest()[:6]}"
        notes.append(f"Er staat geen naam in. Voorlopig heet deze deelnemer «{reviewer}».")
    draft = _text(saved, "draft", notes)
    said_at = _moment(_text(saved, "saved_at", notes), notes)
    common = {"reviewer": reviewer, "way": Way.SITE.value, "source": path.name, "draft": draft, "said_at": said_at}
    remarks = _judgements(saved.get("judgements", []), common, setting, notes)
    general = _text(saved, "general", notes)
    if general:
        remarks.append(Remark(**common, place=WHOLE_REPORT, finding_id="", seen="", **_comment(general)))
    if not remarks:
        notes.append("Er staat geen oordeel en geen opmerking in.")
    if draft != setting.draft.id:
        notes.append(_since(draft, remarks, setting))
    person = Reviewer(
        reviewer,
        _known(_text(saved, "panel", notes), setting.panels, "groep", notes),
        _known(_text(saved, "role", notes), setting.roles, "rol", notes),
    )
    return Incoming(tuple(remarks), (person,), tuple(notes))


def _check_size(saved: dict[str, Any], name: str) -> None:
    """Refuse what nobody can have filled in."""
    listed_ = saved.get("judgements")
    items = listed_ if isinstance(listed_, list) else []
    if len(items) > MOST:
        what = f"In dit bestand staan {len(items)} oordelen; dat kan niemand hebben ingevuld."
        raise refused(name, what, _AGAIN, column="judgements")
    for fields in (saved, *(item for item in items if isinstance(item, dict))):
        if len(fields) > MOST:
            raise refused(name, f"In dit bestand staan {len(fields)} velden; dat is geen ingevuld formulier.", _AGAIN)
        long = next((key for key, value in fields.items() if isinstance(value, str) and len(value) > LONGEST), None)
        if long is not None:
            what = f"Deze tekst heeft {len(fields[long])} letters; meer dan {LONGEST} kan niemand hebben getypt."
            raise refused(name, what, _AGAIN, column=short(long))


def _judgements(listed_: Any, common: dict[str, str], setting: Setting, notes: list[str]) -> list[Remark]:
    if not isinstance(listed_, list):
        notes.append("De lijst met oordelen is beschadigd; daaruit is niets gelezen.")
        return []
    remarks = []
    for number, item in enumerate(listed_, 1):
        if not isinstance(item, dict):
            notes.append(f"Oordeel {number} is beschadigd en niet gelezen.")
            continue
        remarks += _judged(item, f"Oordeel {number}", common, setting, notes)
    twice = Counter(remark.finding_id for remark in remarks if remark.finding_id)
    for finding_id, times in twice.items():
        if times > 1:
            notes.append(f"{finding_id} staat er {times} keer in. Alles is bewaard; het laatste oordeel telt.")
    return remarks


def _judged(
    item: dict[str, Any], where: str, common: dict[str, str], setting: Setting, notes: list[str]
) -> list[Remark]:
    """Give the remark that one entry makes, or nothing when nothing was filled in."""
    finding_id, seen = _text(item, "finding", notes, where), _text(item, "seen", notes, where)
    judgement, comment = _text(item, "judgement", notes, where), _text(item, "comment", notes, where)
    notes += [f"{where}: het veld «{short(name)}» ken ik niet." for name in sorted(set(item) - _PARTS)]
    if judgement and judgement not in {each.value for each in Judgement}:
        notes.append(f"{where}: het oordeel «{short(judgement)}» bestaat niet; het is als opmerking bewaard.")
        judgement, comment = "", f"{judgement}. {comment}".strip()
    if not (judgement or comment):
        return []
    place = setting.draft.by_id.get(finding_id)
    if place is None or place.finding_id != finding_id:
        notes.append(f"{where}: de bevinding «{short(finding_id)}» is er niet (meer); bewaard bij het hele rapport.")
        seen = seen or finding_id
        finding_id = ""
    said = {"kind": RemarkKind.JUDGEMENT.value, "judgement": judgement, "comment": comment} if judgement else None
    where_ = {"place": finding_id or WHOLE_REPORT, "finding_id": finding_id, "seen": seen}
    return [Remark(**common, **where_, **(said or _comment(comment)))]


_PARTS = {"finding", "seen", "judgement", "comment"}


def _comment(text: str) -> dict[str, str]:
    return {"kind": RemarkKind.COMMENT.value, "judgement": "", "comment": text}


def _parsed(content: bytes, name: str, notes: list[str]) -> dict[str, Any]:
    if len(content) > LARGEST:
        what = "Dit bestand is veel te groot voor een ingevuld formulier."
        raise refused(name, what, _AGAIN)
    try:
        text = content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        notes.append("Het bestand was niet als UTF-8 bewaard. Controleer letters met accenten.")
    try:
        saved = json.loads(text)
    except json.JSONDecodeError as error:
        what = "Het bestand is niet heel: vanaf deze regel is het niet te lezen."
        raise InputError([Problem(name, error.lineno, "", "", what, _AGAIN)]) from None
    except (RecursionError, ValueError):  # nested without end, or a number of thousands of digits
        raise refused(name, "Het bestand is beschadigd.", _AGAIN) from None
    if not isinstance(saved, dict):
        what = "Dit is geen bestand van het beoordelingsformulier."
        raise refused(name, what, _AGAIN)
    return saved


def _text(saved: dict[str, Any], field: str, notes: list[str], where: str = "") -> str:
    """Give a field as text; nothing, with a note, when it is something else."""
    value = saved.get(field, "")
    if isinstance(value, str):
        return value.strip()
    notes.append(f"{where + ': h' if where else 'H'}et veld «{field}» is geen tekst; het is niet gelezen.")
    return ""


def _moment(text: str, notes: list[str]) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        notes.append("Wanneer het is ingevuld, is niet te lezen. Een oordeel met een tijd gaat voor.")
        return ""
    return text


def _known(value: str, labels: Any, what: str, notes: list[str]) -> str:
    if not value or value in labels:
        return value
    notes.append(f"De {what} «{short(value)}» bestaat niet in deze ronde. {suggest(value, labels)}")
    return ""


def _since(draft: str, remarks: list[Remark], setting: Setting) -> str:
    """Say that another draft was reviewed, and which of the findings that were judged have changed since."""
    changed = [
        remark.finding_id
        for remark in remarks
        if remark.finding_id and normalised(remark.seen) != normalised(setting.draft.by_id[remark.finding_id].text)
    ]
    since = f"Sindsdien veranderde: {listed(list(dict.fromkeys(changed)))}." if changed else "Daarin veranderde niets."
    return f"Ingevuld bij een andere versie van het rapport ({short(draft) or 'onbekend'}). {since}"
