"""Of six hundred made-up people, numbers and addresses all over a round, none is in any edition of it.

They stand in words that are quoted, in texts written for readers, in notes, transcripts and what reviewers wrote. Names
are in the round's list, as whoever heard them would put them there; nobody decided on anything that was found.
"""

import csv
import random
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from helpers_collected import ROUND, collected_project
from helpers_seeded import Seeded, seeded
from pypdf import PdfReader

from pipeline.contracts.privacy_tables import MAY
from pipeline.editions import PANEL, PUBLIC, TEAM, Edition
from pipeline.execution import sending
from pipeline.privacy.protection import text_id
from pipeline.rounds import Project

pytestmark = pytest.mark.slow
Row = dict[str, str]
PEOPLE = 12
ABOUT = list(product(("bereik", "rust"), ("komen", "blijven")))
# As many think one thing as think the other: each is enough to be shown, and the first of either is quoted.
EACH_WAY = PEOPLE // 2
# What stands in texts written for readers is left out where it is sure: of this kind it is.
SURE = {"e-mailadres", "telefoonnummer", "rekeningnummer", "burgerservicenummer"}


class Seeds:
    """The made-up texts, dealt out over the round: each once."""

    def __init__(self) -> None:
        self.all = seeded()
        random.Random(1).shuffle(self.all)
        self._sure = [each for each in self.all if each.kind in SURE]
        self._others = [each for each in self.all if each.kind not in SURE]
        self._at = [0, 0]

    def some(self, sure: int, others: int) -> str:
        """Give a text with some of each sort, which it was not given before."""
        taken: list[Seeded] = []
        for number, (seeds, count) in enumerate(((self._sure, sure), (self._others, others))):
            taken += seeds[self._at[number] : self._at[number] + count]
            self._at[number] += count
        return " ".join(each.text for each in taken)

    @property
    def left(self) -> int:
        """How many were not dealt out."""
        return max(0, len(self._sure) - self._at[0]) + max(0, len(self._others) - self._at[1])


def put(project: Project, name: str, rows: list[Row], folder: str = "") -> None:
    path = project.raw / ROUND / folder / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)), restval="")
        writer.writeheader()
        writer.writerows(rows)


def seeded_round(target: Path) -> tuple[Project, Seeds]:
    """Make a round with all of them in it."""
    project, seeds = collected_project(target), Seeds()
    agreed = {"voice": "klanten", "consent_quotable": "ja", "consent_recognisable": "ja"}
    put(
        project,
        "respondents",
        [{"respondent_id": f"p{n}"} | agreed | {"remark": seeds.some(1, 1)} for n in range(PEOPLE)],
    )
    talks = [
        {"interview_id": f"t{n}", "respondents": f"p{n}", "transcript": f"t{n}.txt", "remark": seeds.some(1, 1)}
        for n in range(PEOPLE)
    ]
    put(project, "interviews", talks)
    (project.raw / ROUND / "transcripts").mkdir()
    for n in range(PEOPLE):
        (project.raw / ROUND / "transcripts" / f"t{n}.txt").write_text(seeds.some(2, 2), encoding="utf-8")
    said, reactions = list[Row](), list[Row]()
    for (question, aspect), n in product(ABOUT, range(PEOPLE)):
        about = {"question": question, "aspect": aspect}
        way, first = (1 if n < EACH_WAY else -1), n % EACH_WAY == 0
        own = {"segment_id": f"{question}_{aspect}_{n}", "interview": f"t{n}", "direction": str(way)}
        own |= {"text": seeds.some(10, 14) if first else f"Zo denk ik er ook over, zei {n}.", "memo": "Niets."}
        said.append(own | about)
        own = {"reaction_id": f"r_{question}_{aspect}_{n}", "session": "g", "respondent": f"p{n}", "put": "1"}
        own |= {"reaction": "A" if way > 0 else "D"}
        reactions.append(own | about | {"text": seeds.some(7, 11) if first else f"Dat klopt wel, zei {n}."})
    said[1]["memo"] = seeds.some(8, 8)
    put(project, "segments", said)
    put(project, "focusgroup_sessions", [{"session_id": "g", "persons": str(PEOPLE), "organisation_present": "nee"}])
    put(project, "focusgroup_reactions", reactions)
    path = project.raw / ROUND / "interview_statements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row | {"statement": f"{row['statement']} {seeds.some(10, 0)}"} for row in csv.DictReader(file)]
    put(project, "interview_statements", [row | {"remark": seeds.some(1, 1)} for row in rows])
    remark = {"way": "site", "kind": "judgement", "judgement": "disagree", "provenance": "collected"}
    remarks = [
        {"remark_id": f"O{n}", "reviewer": f"Lezer {n}", "place": "F-effectiviteit-bereik"}
        | {"finding_id": "F-effectiviteit-bereik", "comment": seeds.some(3, 3), "remark": seeds.some(1, 1)}
        | remark
        for n in range(6)
    ]
    put(project, "remarks", remarks, "review")
    names = sorted({each.name for each in seeds.all if each.name})
    put(project, "privacy_names", [{"name": name, "kind": "persoon"} for name in names])
    texts = dict.fromkeys(row["text"] for row in (*said, *reactions))
    put(project, "quote_checks", [{"quote_id": text_id(text), "quote": "-", "decision": MAY} for text in texts])
    return project, seeds


def texts_of(path: Path) -> Iterator[str]:
    """Give all that stands in a file, in each way in which somebody may look."""
    yield path.name
    yield from inside(path.name, path.read_bytes())


def inside(name: str, content: bytes) -> Iterator[str]:
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for part in archive.namelist():
                yield part
                yield from inside(part, archive.read(part))
    elif name.endswith(".pdf"):
        for page in PdfReader(BytesIO(content)).pages:
            yield re.sub(r"\s+", " ", page.extract_text())
    else:
        text = unescape(content.decode("utf-8", "replace"))
        yield text
        yield re.sub(r"<[^>]*>", "", text)


def traces(seeds: Seeds) -> dict[str, tuple[str, re.Pattern[str]]]:
    """Give what is looked for: the identifier, and of an age or a year, which are everywhere, with words around it."""
    found = {}
    for each in seeds.all:
        sought = each.hidden
        if len(sought) < 5 or each.kind == "naam":
            before, _, after = each.text.partition(each.hidden)
            words = before.split()[-2:] or after.split()[:2]
            sought = " ".join([*words, sought]) if before.split() else " ".join([sought, *words])
        found[each.text] = sought, re.compile(rf"(?<!\w){re.escape(sought)}(?!\w)")
    return found


def left(folder: Path, seeds: Seeds) -> set[str]:
    sought = traces(seeds)
    found = set[str]()
    for path in (path for path in folder.rglob("*") if path.is_file()):
        for text in texts_of(path):
            found |= {name for name, (words, pattern) in sought.items() if words in text and pattern.search(text)}
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Seeds]:
    return seeded_round(tmp_path_factory.mktemp("gezaaid"))


def test_more_than_five_hundred_stand_in_the_round_and_are_seen_there(made: tuple[Project, Seeds]) -> None:
    """The control: what is looked for is found where it stands."""
    project, seeds = made
    assert len(seeds.all) - seeds.left > 500
    assert len(left(project.raw, seeds)) > 500


@pytest.mark.parametrize(
    "edition",
    [PANEL, *(pytest.param(each, marks=pytest.mark.thorough) for each in (TEAM, PUBLIC))],
    ids=lambda each: each.id,
)
def test_none_of_them_is_in_an_edition(made: tuple[Project, Seeds], edition: Edition) -> None:
    project, seeds = made
    result, sendable = sending.make(project, ROUND, edition, lambda outcome: None)
    assert result.error is None, getattr(result.error, "problems", result.error)
    assert sendable is not None
    assert left(sendable.folder.parent, seeds) == set()
    shown = " ".join(path.read_text(encoding="utf-8") for path in sendable.folder.rglob("*.html"))
    for kind in ("[telefoonnummer]", "[naam]", "[adres]", "[geboortedatum]", "[rekeningnummer]", "[e-mailadres]"):
        assert shown.count(kind) > 5, "the texts are there, without what was in them"
