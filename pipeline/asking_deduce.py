"""What the library deduce takes for a name in texts of a round, where it is installed: each text is asked once."""

import json
from dataclasses import dataclass
from pathlib import Path

from pipeline.contracts.loading import RoundData
from pipeline.phases.seen import Seen, texts
from pipeline.privacy import deduced
from pipeline.privacy.of_round import protection
from pipeline.privacy.protection import text_id
from pipeline.review.reviewed import Reviewed
from pipeline.whole_files import write_whole


@dataclass(frozen=True)
class Asked:
    """What deduce was asked.

    Attributes
    ----------
    found : tuple of Seen
        What it takes for a name that nothing else found, in texts that were new.
    looked_at : frozenset of str
        The texts that it has looked through, now and before, by `text_id`.
    file : pathlib.Path
        Where that is kept.
    """

    found: tuple[Seen, ...]
    looked_at: frozenset[str]
    file: Path

    def keep(self) -> None:
        """Keep which texts were looked through, when what was found in them is kept too: hashes only."""
        if self.looked_at:
            self.file.parent.parent.mkdir(mode=0o700, exist_ok=True)
            write_whole(self.file, json.dumps(sorted(self.looked_at)))


def ask(data: RoundData, said: Reviewed) -> Asked:
    """Ask deduce about every text that readers see and that it was not asked about before.

    Raises
    ------
    KlankbordError
        deduce stopped.
    """
    file = data.project.root / ".klankbord" / data.round_id / "deduce.json"
    before = _before(file)
    if not deduced.is_installed():
        return Asked((), before, file)
    cells = [cell for cell in (*texts(data), *said.texts()) if text_id(cell.text) not in before]
    new = list(dict.fromkeys(cell.text for cell in cells))
    named = dict(zip(new, deduced.names(new), strict=True))
    shield = protection(data.round, data.codebook, data.inside)
    found = [
        Seen(cell.table, cell.key, cell.column, cell.text, place, cell.quoted, decided=False)
        for cell in cells
        for place in shield.beside(cell.text, named[cell.text])
    ]
    return Asked(tuple(found), before | frozenset(map(text_id, new)), file)


def _before(file: Path) -> frozenset[str]:
    try:
        return frozenset(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError):  # nothing was kept, or it was broken off: deduce looks again
        return frozenset()
