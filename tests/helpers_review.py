"""What reviewers say, made up for tests."""

import json
from dataclasses import replace

from helpers_rounds import ROOT
from helpers_word import DRAFT, FINDING, OTHER, ROUND

from pipeline import codebook
from pipeline.review.model import WHOLE_REPORT, Remark, Reviewer, Setting
from pipeline.review.store import Review
from pipeline.rounds import Panel, Project

BOOK = codebook.load(Project(ROOT), "wijk-voor-wijk-2019")
CLIENT, ORGANISATION = Panel(id="opdrachtgever", label="Opdrachtgever"), Panel(id="organisatie", label="Organisatie")
GROUPS = (CLIENT, ORGANISATION)
SETTING = Setting(DRAFT, {panel.id: panel.label for panel in GROUPS}, {voice.id: voice.label for voice in BOOK.voices})
TITLES = {FINDING.id: "Zelfredzaamheid", OTHER.id: "Aanpak", WHOLE_REPORT: "Hele rapport"}


def judged(who: str, judgement: str, comment: str = "", said_at: str = "", place=FINDING) -> Remark:
    """Give a judgement of a finding."""
    return Remark(
        reviewer=who,
        way="site",
        source=f"{who}.json",
        draft=DRAFT.id,
        place=place.id,
        finding_id=place.finding_id,
        seen=place.text,
        kind="judgement",
        judgement=judgement,
        comment=comment,
        said_at=said_at,
    )


def general(who: str, comment: str) -> Remark:
    """Give a comment on the whole report."""
    return replace(judged(who, "", comment), place=WHOLE_REPORT, finding_id="", seen="", kind="comment")


def review(*remarks: Remark, **people: tuple[str, str]) -> Review:
    """Give a review; `people` are panel and role by name."""
    return Review(remarks, {name: Reviewer(name, *about) for name, about in people.items()})


def saved(**changed) -> dict:
    """Give what the form saves, with other values where wanted."""
    first = {"finding": FINDING.id, "seen": FINDING.text, "judgement": "agree if", "comment": "als het blijft"}
    second = {"finding": OTHER.id, "seen": OTHER.text, "judgement": "", "comment": "Onduidelijk."}
    whole = {
        **{"klankbord": "oordeel", "version": 1, "round": ROUND, "draft": DRAFT.id},
        **{"saved_at": "2026-11-22T20:00:00Z", "reviewer": "Anna", "role": "bewoners", "panel": "opdrachtgever"},
        **{"judgements": [first, second], "general": "Goed leesbaar."},
    }
    return whole | changed


def write_saved(path, **changed):
    """Write what the form saves."""
    path.write_text(json.dumps(saved(**changed)), encoding="utf-8")
    return path
