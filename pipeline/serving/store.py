"""A live session as it is kept: one SQLite file, in which everything that was confirmed as saved is safe.

There is no write-ahead log beside the file: what was confirmed is in the file itself, wherever it is copied, and it
works in a synchronised or shared folder. Every save is one transaction that is on the disk before it is confirmed.
"""

import secrets
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path

from pipeline.editions import SMALLEST
from pipeline.errors import InputError
from pipeline.review.places import Place
from pipeline.review.session.reading import (
    APPLICATION_ID,
    LAST,
    LAST_WHEN_SHOWN,
    LAYOUT,
    VERSION,
    Held,
    held,
    opened,
)
from pipeline.whole_files import written_whole

# Nobody guesses 16 of these (80 bits), and they can be typed over from paper: none looks like another.
_LETTERS, _LENGTH = "abcdefghijkmnpqrstuvwxyz23456789", 16


_WAITS = 0.2  # seconds, for another program that has the file


@dataclass(frozen=True)
class Link:
    """Who comes with a link: the facilitator (no seat), or a participant, with a name once it is chosen."""

    seat: int | None
    name: str


@dataclass(frozen=True)
class SessionAnswer:
    """What the participant on a seat says of a finding now."""

    seat: int
    role: str
    judgement: str
    comment: str


class NameTakenError(Exception):
    """Somebody else in the session has this name."""


class ClosedError(Exception):
    """The session was closed: nothing is saved any more."""


class Session:
    """A session file that is worked in; by one process at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # Everybody waits for who waits here; a page whose message was not taken sends it again by itself.
        self._db = sqlite3.connect(path, isolation_level=None, timeout=_WAITS)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA foreign_keys = ON")

    def close(self) -> None:
        """Let go of the file; whether judgements are taken stays as it is."""
        self._db.close()

    @property
    def about(self) -> Held:
        """What the session is about, and whether it is open."""
        return held(self._db)

    @property
    def is_open(self) -> bool:
        """Whether judgements are still taken."""
        return self.about.is_open

    def hand_out(self, participants: int) -> tuple[str, list[str]]:
        """Make a new link for the facilitator and for every seat; links handed out before keep working.

        Parameters
        ----------
        participants : int
            How many can take part; a session never gets smaller.

        Returns
        -------
        str
            Token of the facilitator.
        list of str
            Token of each seat.
        """
        with self._change():
            before = self._db.execute("SELECT count(*) FROM seats").fetchone()[0]
            self._db.executemany(
                "INSERT INTO seats (seat) VALUES (?)", [(n,) for n in range(before + 1, participants + 1)]
            )
            seats = [row["seat"] for row in self._db.execute("SELECT seat FROM seats ORDER BY seat")]
            tokens = {seat: _token() for seat in (None, *seats)}
            rows = [(_hash(token), seat) for seat, token in tokens.items()]
            self._db.executemany("INSERT INTO links VALUES (?, ?)", rows)
        return tokens[None], [tokens[seat] for seat in seats]

    def link(self, token: str) -> Link | None:
        """Tell who comes with a token; None when this session did not hand it out."""
        query = "SELECT seat, coalesce(name, '') name FROM links LEFT JOIN seats USING (seat)"
        row = self._db.execute(f"{query} WHERE hash = ?", (_hash(token),)).fetchone()
        return None if row is None else Link(row["seat"], row["name"])

    def sit(self, seat: int, name: str, role: str) -> None:
        """Give the participant on a seat a name and a role; once, so that a judgement keeps its judge.

        Raises
        ------
        NameTakenError
            Another participant has this name.
        ClosedError
            The session was closed.
        """
        with self._change():
            self._must_be_open()
            others = self._db.execute("SELECT name FROM seats WHERE seat <> ?", (seat,)).fetchall()
            if name.casefold() in {row["name"].casefold() for row in others}:
                raise NameTakenError
            self._db.execute("UPDATE seats SET name = ?, role = ? WHERE seat = ? AND name = ''", (name, role, seat))

    def say(self, seat: int, finding_id: str, judgement: str, comment: str, page: str, number: int) -> None:
        """Save what a participant says of a finding, unless this or a later message of the same page is there already.

        Raises
        ------
        ClosedError
            The session was closed.
        """
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._change():
            self._must_be_open()
            # A clock that was set back must not make what is said now older than what was said before.
            [last] = self._db.execute("SELECT coalesce(max(said_at), '') FROM judgements").fetchone()
            self._db.execute(
                "INSERT INTO judgements (seat, finding_id, judgement, comment, said_at, after_shown, page, number) "
                "SELECT ?1, ?2, ?3, ?4, ?5, (SELECT shown > 0 FROM findings WHERE finding_id = ?2), ?6, ?7 "
                "WHERE NOT EXISTS "
                "(SELECT 1 FROM judgements WHERE seat = ?1 AND finding_id = ?2 AND page = ?6 AND number >= ?7)",
                (seat, finding_id, judgement, comment, max(now, last), page, number),
            )

    def said(self) -> dict[str, list[SessionAnswer]]:
        """Give what everybody says now, by finding."""
        return _by_finding(self._db.execute(LAST))

    def said_when_shown(self) -> dict[str, list[SessionAnswer]]:
        """Give what everybody said of each finding whose distribution is shown, as it was when that was put on.

        Who changes a judgement while others look would be seen to do so.
        """
        return _by_finding(self._db.execute(LAST_WHEN_SHOWN))

    def show(self, finding_id: str, shown: bool) -> None:
        """Show everybody the distribution of a finding, or hide it again.

        Put on again after only a few said something since, it is the one that was there: beside each other the two
        would tell what those few did.
        """
        with self._change():
            [before] = self._db.execute("SELECT shown FROM findings WHERE finding_id = ?", (finding_id,)).fetchone()
            if shown == (before > 0):
                return
            mark = -before
            if shown:
                query = "SELECT count(DISTINCT seat) FROM judgements WHERE finding_id = ? AND id >= ?"
                [since] = self._db.execute(query, (finding_id, mark)).fetchone()
                if not mark or since >= SMALLEST:
                    [mark] = self._db.execute("SELECT coalesce(max(id), 0) + 1 FROM judgements").fetchone()
            self._db.execute("UPDATE findings SET shown = ? WHERE finding_id = ?", (mark, finding_id))

    def shown(self) -> set[str]:
        """Name the findings whose distribution everybody sees."""
        return {row["finding_id"] for row in self._db.execute("SELECT finding_id FROM findings WHERE shown > 0")}

    def discuss(self, finding_id: str) -> None:
        """Put one finding on for everybody; with an empty name all of them."""
        with self._change():
            self._db.execute("UPDATE session SET discussed = ?", (finding_id,))

    def discussed(self) -> str:
        """Name the finding that is put on; empty when all are."""
        return str(self._db.execute("SELECT discussed FROM session").fetchone()["discussed"])

    def seats(self) -> list[Link]:
        """Give every seat with who sits there."""
        return [
            Link(row["seat"], row["name"]) for row in self._db.execute("SELECT seat, name FROM seats ORDER BY seat")
        ]

    def end(self) -> None:
        """End the judging, for good."""
        with self._change():
            self._db.execute("UPDATE session SET closed_at = ? WHERE closed_at = ''", (_now(),))

    def _must_be_open(self) -> None:
        if not self.is_open:
            raise ClosedError

    @contextmanager
    def _change(self) -> Iterator[None]:
        """Change several things or none."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


def _by_finding(rows: Iterable[sqlite3.Row]) -> dict[str, list[SessionAnswer]]:
    found: dict[str, list[SessionAnswer]] = defaultdict(list)
    for row in rows:
        found[row["finding_id"]].append(SessionAnswer(row["seat"], row["role"], row["judgement"], row["comment"]))
    return found


def find_open(folder: Path, draft: str, panel: str) -> tuple[Path | None, list[Path]]:
    """Look for a session of this panel to go on with.

    Returns
    -------
    Path or None
        The open session on this draft.
    list of Path
        Open sessions of the panel on earlier drafts.
    """
    here, earlier = None, []
    for path in sorted(folder.glob("*.sqlite")):
        try:
            with closing(opened(path)) as connection:
                session = held(connection)
        except (sqlite3.Error, InputError):  # a damaged file is told when it is taken in; it must not stop a session
            continue
        if session.panel == panel and session.is_open:
            if session.draft == draft:
                here = path
            else:
                earlier.append(path)
    return here, earlier


def create(folder: Path, round_id: str, draft: str, panel: str, findings: Iterable[Place]) -> Path:
    """Make the file of a new session, whole or not at all.

    Returns
    -------
    Path
        The file, named after the day and the panel; a second one on a day has a number.
    """
    name = f"{datetime.now().astimezone().date().isoformat()}-{panel}"
    taken = {path.stem for path in folder.glob("*.sqlite")}
    path = folder / f"{next(n for n in _numbered(name) if n not in taken)}.sqlite"
    with written_whole(path) as unfinished, closing(sqlite3.connect(unfinished)) as connection:
        connection.executescript(LAYOUT)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        values = (round_id, draft, panel, _now())
        connection.execute("INSERT INTO session (round, draft, panel, started_at) VALUES (?, ?, ?, ?)", values)
        rows = [(place.id, place.text) for place in findings]
        connection.executemany("INSERT INTO findings (finding_id, seen) VALUES (?, ?)", rows)
        connection.commit()
    return path


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _token() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
