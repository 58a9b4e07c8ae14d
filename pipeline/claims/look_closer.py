"""Groups that only may stand otherwise, in few words: seven sentences of them in a row are read by nobody."""

from pipeline.claims.text import split
from pipeline.evidence.group_words import LOOK_CLOSER

_MOST = 2
_ALSO = "Zo is het misschien ook bij andere groepen; die staan bij de bevinding."


def with_few(text: str) -> str:
    """Give a text in which of many sentences on groups that may stand otherwise only the first is left.

    Parameters
    ----------
    text : str
        What is said of a piece of evidence; a table beside the finding has all groups.
    """
    if text.count(LOOK_CLOSER) <= _MOST:
        return text
    sentences = [text[start:end].strip() for start, end in split(text)]
    first = next(at for at, said in enumerate(sentences) if said.startswith(LOOK_CLOSER))
    kept = [said for at, said in enumerate(sentences) if at <= first or not said.startswith(LOOK_CLOSER)]
    return " ".join([*kept, _ALSO])
