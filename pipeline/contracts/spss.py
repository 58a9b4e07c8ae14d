"""A file of SPSS, read as it stands there, or refused in a line: what reads it stumbles over damage in many ways."""

from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import refused

_WHAT, _MEND = "Dit SPSS-bestand is niet te lezen.", "Sla het in SPSS opnieuw op als .sav, of als CSV (UTF-8)."


def read(path: Path, name: str) -> tuple[pd.DataFrame, Any]:
    """Read a file of SPSS: values without their labels, also those that stand for no answer, and what it says of them.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.

    Raises
    ------
    InputError
        It is damaged.
    """
    import pyreadstat  # only who has a file of SPSS waits for it

    try:
        frame, about = pyreadstat.read_sav(str(path), apply_value_formats=False, user_missing=True)
    except Exception as error:  # as many kinds as there are ways to be damaged
        raise refused(name, _WHAT, _MEND) from error
    # Of a damaged file variables can have no name, or that of another.
    if not (frame.columns.is_unique and all(isinstance(each, str) and each for each in frame.columns)):
        raise refused(name, _WHAT, _MEND)
    return frame, about
