"""What was read of a file, as a file of its own: kept where the file as it came can't be, since somebody withdrew."""

import json
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import refused
from pipeline.sources.model import Material

ENDING = ".gelezen.json"
"""What such a file is called: as the file that it was read of, with this behind it."""
START = b'{"klankbord": "gelezen", '
_ADAPTER = TypeAdapter(Material)


def content(material: Material) -> bytes:
    """Give the file."""
    kept = {"klankbord": "gelezen", "bestand": _ADAPTER.dump_python(material)}
    return json.dumps(kept).encode()  # no sign beyond ASCII: half of an emoji is no UTF-8


def read(path: Path) -> Material:
    """Read such a file.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    InputError
        It was changed since it was made.
    """
    try:
        found = _ADAPTER.validate_python(json.loads(path.read_bytes())["bestand"])
        texts = {document.name: document.text for document in found.documents}
        for coding in found.codings:
            end = len(texts.get(coding.document, ""))
            if coding.start is not None and end and not 0 <= coding.start <= (coding.end or 0) <= end:
                raise ValueError
    except (ValueError, KeyError, TypeError, ValidationError):
        mend = "Zet het terug uit een reservekopie, of importeer het bestand waarvan het gemaakt is."
        raise refused(path.name, "Dit bestand van klankbord is veranderd of beschadigd.", mend) from None
    return found
