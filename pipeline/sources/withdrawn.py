"""Who withdrew from a round, kept so that files can't bring them back: keyed hashes of names and texts, and no name."""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import refused
from pipeline.sources.merging import LONG, letters_of
from pipeline.sources.model import Document
from pipeline.sources.people import Somebody

FILE = "teruggetrokken.json"
_WHAT = (
    "Wie zich terugtrok, staat hier niet met naam in, maar zo dat klankbord diegene herkent en weglaat als een bestand "
    "opnieuw wordt geïmporteerd. Bewaar dit bestand."
)
_ABOUT, _KEY, _KNOWN = "uitleg", "sleutel", "herkend"
_NAME, _TEXT, _PSEUDONYM = "naam", "tekst", "schuilnaam"


@dataclass(frozen=True)
class Withdrawn:
    """Who withdrew.

    Attributes
    ----------
    key
        What hashes are made with: another in each round, so that nobody can compare rounds.
    known
        A hash of each way in which a file may have somebody.
    """

    key: str = ""
    known: frozenset[str] = field(default_factory=frozenset)

    def has(self, somebody: Somebody, document: Document) -> bool:
        """Tell whether somebody in a document is one who withdrew: by name, by place in a text, or by pseudonym."""
        ways = [*_ways(somebody, document), *((_PSEUDONYM, word) for word in _words(somebody))]
        return any(self._hash(*way) in self.known for way in ways)

    def has_called(self, name: str) -> bool:
        """Tell whether a name that holds for all documents, such as of a case, is of one who withdrew."""
        return any(self._hash(kind, name) in self.known for kind in (_NAME, _PSEUDONYM))

    def and_also(self, people: Iterable[tuple[Somebody, Document]], names: Collection[str]) -> "Withdrawn":
        """Add somebody, as files have them.

        Parameters
        ----------
        people : iterable of (Somebody, Document)
            What they are called, and where.
        names : collection of str
            Their pseudonyms: those that stand in a name of the files are known again in other documents.
        """
        made = Withdrawn(self.key or secrets.token_hex(16), self.known)
        ways = [
            way
            for somebody, document in people
            for way in [
                *_ways(somebody, document),
                *((_PSEUDONYM, name) for name in names if name in _words(somebody) and not name.isdigit()),
            ]
        ]
        return Withdrawn(made.key, self.known | {made._hash(*way) for way in ways})

    def _hash(self, kind: str, text: str) -> str:
        said = f"{kind}\0{text.casefold()}".encode("utf-8", "surrogatepass")
        return hmac.new(self.key.encode(), said, hashlib.sha256).hexdigest()

    def content(self) -> bytes:
        """Give the file in which this is kept."""
        kept = {_ABOUT: _WHAT, _KEY: self.key, _KNOWN: sorted(self.known)}
        return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def read(path: Path, name: str) -> Withdrawn:
    """Read who withdrew; nobody where there is no such file.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.

    Raises
    ------
    InputError
        It was changed: then nobody can tell any more whom to leave out.
    """
    if not path.exists():
        return Withdrawn()
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Withdrawn(str(kept[_KEY]), frozenset(map(str, kept[_KNOWN])))
    except (OSError, ValueError, KeyError, TypeError):
        mend = "Zet het terug uit een reservekopie: zonder dit bestand is niet bekend wie er is weggelaten."
        raise refused(name, "Dit bestand is veranderd of beschadigd.", mend) from None


def label(somebody: Somebody, document: Document) -> str:
    """Give what a text calls somebody who speaks in it; nothing when all of it is theirs."""
    return somebody.name.removeprefix(f"{document.name}: ") if somebody.name != document.name else ""


def _ways(somebody: Somebody, document: Document) -> Iterator[tuple[str, str]]:
    """Give the ways in which a file may have somebody again."""
    called = label(somebody, document)
    yield _NAME, somebody.name
    if called:
        yield _NAME, f"{document.name}: {called}"
    if len(letters := letters_of(document.text)) >= LONG:
        yield _TEXT, f"{letters}\0{called}"


def _words(somebody: Somebody) -> set[str]:
    return {word for word in re.split(r"[\W_]+", somebody.own or somebody.name) if word} | {somebody.name}
