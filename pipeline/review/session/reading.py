"""The file of a live session: how it is laid out, and how its judgements are read."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.called import command
from pipeline.dutch import count_noun
from pipeline.errors import refused
from pipeline.review.model import Incoming, Remark, RemarkKind, Reviewer, Setting, Way

# Tells our files from those of others: "klan".
APPLICATION_ID = 0x6B6C616E
VERSION = 1

# One row in `session`. A seat is what one link was handed out for; its name is empty while nobody sits there, and
# links are there as hashes only. Of the judgements on a finding from one seat the last one counts; earlier ones stay.
# `page` and `number` say which page sent a judgement as its how-manieth, so that one sent again counts once and one
# that was delayed on its way never replaces a later one. `shown` of a finding is the `id` from which judgements came
# after its distribution was put on; below 0 it was, and is hidden again; 0 it never was.
LAYOUT = """
CREATE TABLE session (
    round TEXT NOT NULL, draft TEXT NOT NULL, panel TEXT NOT NULL,
    started_at TEXT NOT NULL, closed_at TEXT NOT NULL DEFAULT '', discussed TEXT NOT NULL DEFAULT ''
);
CREATE TABLE findings (finding_id TEXT PRIMARY KEY, seen TEXT NOT NULL, shown INTEGER NOT NULL DEFAULT 0);
CREATE TABLE seats (seat INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '', role TEXT NOT NULL DEFAULT '');
CREATE TABLE links (hash TEXT PRIMARY KEY, seat INTEGER REFERENCES seats);
CREATE TABLE judgements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    seat INTEGER NOT NULL REFERENCES seats, finding_id TEXT NOT NULL REFERENCES findings,
    judgement TEXT NOT NULL, comment TEXT NOT NULL, said_at TEXT NOT NULL, after_shown INTEGER NOT NULL,
    page TEXT NOT NULL, number INTEGER NOT NULL, UNIQUE (seat, finding_id, page, number)
);
"""

# What each seat says last of each finding.
LAST = """
SELECT judgements.*, seats.name, seats.role, findings.seen
FROM judgements JOIN seats USING (seat) JOIN findings USING (finding_id)
WHERE judgements.id IN (SELECT max(id) FROM judgements GROUP BY seat, finding_id)
ORDER BY judgements.id
"""

# What each seat had said last when the distribution of a finding was put on, of those that are shown.
LAST_WHEN_SHOWN = """
SELECT judgements.*, seats.role
FROM judgements JOIN seats USING (seat)
WHERE judgements.id IN (
    SELECT max(id) FROM judgements JOIN findings USING (finding_id) WHERE shown > id GROUP BY seat, finding_id
)
ORDER BY judgements.id
"""

# What a session of a hundred people over a day stays far below.
LARGEST = 50_000_000  # bytes of the file
_LONGEST, _MOST_STEPS = 100_000, 40  # bytes of one value, and times ten million steps of SQLite
_TABLES = frozenset({"session", "findings", "seats", "links", "judgements", "sqlite_sequence"})

AFTER_SHOWN = "Gegeven nadat de verdeling was getoond."


@dataclass(frozen=True)
class Held:
    """What a session was about, and whether it still goes on."""

    round_id: str
    draft: str
    panel: str
    is_open: bool


def held(connection: sqlite3.Connection) -> Held:
    """Read what a session is about.

    Raises
    ------
    sqlite3.Error
        It does not say, or is damaged.
    """
    row = connection.execute("SELECT round, draft, panel, closed_at FROM session").fetchone()
    if row is None:
        raise sqlite3.DatabaseError
    return Held(row["round"], row["draft"], row["panel"], not row["closed_at"])


def read(path: Path, setting: Setting) -> Incoming:
    """Read the judgements of a live session; also of one that is still going on.

    Parameters
    ----------
    path : Path
        The file.
    setting : Setting
        The report as it is now.

    Raises
    ------
    InputError
        It is no session of this round, or the file is damaged.
    """
    try:
        with closing(opened(path)) as connection:
            return _incoming(path.name, connection, setting)
    except (sqlite3.Error, IndexError):  # one of the columns is not there
        what = "Dit sessiebestand is beschadigd, of een ander programma houdt het bezet."
        raise refused(
            path.name, what, "Sluit andere programma's, of neem het bestand van de computer van de sessie."
        ) from None


def opened(path: Path) -> sqlite3.Connection:
    """Open a session file for reading, after a look whether it is one and is whole.

    Raises
    ------
    InputError
        It is none of ours.
    sqlite3.Error
        It is damaged.
    """
    # Not read-only: what a sudden end left half done must be undone first. SQLite itself reads where it can't write.
    if path.stat().st_size > LARGEST:
        raise refused(path.name, "Dit bestand is veel te groot voor een sessie.", _KNOWN)
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=1)
    try:
        _guard(connection)
        connection.row_factory = sqlite3.Row
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise refused(path.name, "Dit is geen sessie van klankbord.", _KNOWN)
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            what = "Dit sessiebestand is van een andere versie van klankbord."
            raise refused(path.name, what, "Lees het in met de versie waarmee het is gemaakt.")
        # Ours has tables and no more: a view or a trigger could go on without end, or do something while it is read.
        found = {(row["type"], row["name"]) for row in connection.execute("SELECT type, name FROM sqlite_master")}
        if {name for kind, name in found if kind not in {"index"}} - _TABLES or {kind for kind, _ in found} - {
            "table",
            "index",
        }:
            raise refused(path.name, "In dit bestand staat meer dan in een sessie van klankbord.", _KNOWN)
        # What nobody on a seat said, or of no finding, would be left out without a word.
        astray = connection.execute("PRAGMA foreign_key_check").fetchone()
        if astray is not None or connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError
    except BaseException as error:
        connection.close()
        if isinstance(error, UnicodeDecodeError):  # what is wrong with a file may itself be no text
            raise sqlite3.DatabaseError from None
        raise
    return connection


_KNOWN = "Kies een bestand uit review/sessies."


def _guard(connection: sqlite3.Connection) -> None:
    """Let a file that anybody can have made take no more time and room than a session does."""
    steps = iter(range(_MOST_STEPS))
    connection.set_progress_handler(lambda: next(steps, None) is None, 10_000_000 // 10)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.text_factory = lambda content: content.decode("utf-8", errors="replace")


def _incoming(name: str, connection: sqlite3.Connection, setting: Setting) -> Incoming:
    session = held(connection)
    if session.round_id != setting.draft.round_id:
        what = f"Deze sessie ging over een andere ronde: {session.round_id}."
        raise refused(name, what, f"Neem haar daar in: {command('review', session.round_id, name)}")
    last = connection.execute(LAST).fetchall()
    remarks = tuple(_remark(name, row, session.draft) for row in last if row["judgement"] or row["comment"].strip())
    here = session.panel if session.panel in setting.panels else ""
    seats = connection.execute("SELECT name, role FROM seats WHERE name <> '' ORDER BY seat").fetchall()
    if not all(isinstance(value, str | int) for row in (*last, *seats) for value in tuple(row)):
        raise sqlite3.DatabaseError  # bytes, or nothing, where words should be
    people = tuple(Reviewer(row["name"], here, row["role"] if row["role"] in setting.roles else "") for row in seats)
    return Incoming(remarks, people, tuple(_notes(session, remarks, seats, setting)))


def _remark(name: str, row: sqlite3.Row, draft: str) -> Remark:
    return Remark(
        reviewer=row["name"],
        way=Way.SESSION,
        source=name,
        draft=draft,
        place=row["finding_id"],
        finding_id=row["finding_id"],
        seen=row["seen"],
        kind=RemarkKind.JUDGEMENT if row["judgement"] else RemarkKind.COMMENT,
        judgement=row["judgement"],
        comment=row["comment"],
        said_at=row["said_at"],
        remark=AFTER_SHOWN if row["after_shown"] else "",
    )


def _notes(session: Held, remarks: tuple[Remark, ...], seats: list[sqlite3.Row], setting: Setting) -> Iterator[str]:
    if session.is_open:
        yield "De sessie is nog niet gesloten. Ingenomen is wat er nu is; neem het bestand na afloop nog eens in."
    if session.draft != setting.draft.id:
        yield (
            f"De sessie ging over versie {session.draft}; het rapport is nu versie {setting.draft.id}. "
            "Bij elk oordeel staat de tekst die de deelnemer zag."
        )
    gone = {remark.place for remark in remarks} - setting.draft.by_id.keys()
    if gone:
        yield f"Deze bevindingen van toen zijn er nu niet meer: {', '.join(sorted(gone))}."
    if session.panel not in setting.panels:
        yield f"De groep {session.panel} staat niet onder panels in round.yml. Vul de groep in bij reviewers.csv."
    unknown = sorted({row["role"] for row in seats if row["role"]} - setting.roles.keys())
    if unknown:
        yield f"Deze rollen staan niet in het codeboek: {', '.join(unknown)}. Vul ze in bij reviewers.csv."
    late = sum(remark.remark == AFTER_SHOWN for remark in remarks)
    if late:
        yield f"{count_noun(late, 'oordeel is', 'oordelen zijn')} gegeven of veranderd nadat de verdeling was getoond."
