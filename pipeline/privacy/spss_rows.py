"""Answers in a file of SPSS without some rows: written anew, and held against what it was before it is believed."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from pipeline.errors import refused
from pipeline.temporary import temporary_folder

_MEND = "Haal de rij weg in SPSS, of sla de antwoorden op als .csv, en probeer het opnieuw."
# What must be as it was, with the formats of numbers; storage follows from these, and when it was made is now.
_KEPT = (
    *("column_names", "column_names_to_labels", "file_label", "notes", "variable_value_labels", "missing_ranges"),
    *("missing_user_values", "mr_sets", "variable_measure", "variable_display_width"),
)


def without(path: Path, name: str, rows: Collection[int]) -> bytes:
    """Give a file of SPSS without some rows, with labels, user-missing values and formats as they were.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        How problems name it.
    rows : collection of int
        Numbers of the rows to leave out, the first answer being 2.

    Raises
    ------
    InputError
        Something of it, such as a set of multiple answers, would not be as it was.
    """
    import pyreadstat  # only who has a file of SPSS waits for it

    frame, about = _read(path)
    left = frame.drop(index=[row - 2 for row in rows]).reset_index(drop=True)
    with temporary_folder() as aside:
        made = Path(aside) / path.name
        pyreadstat.write_sav(
            left,
            str(made),
            file_label=about.file_label or "",
            column_labels=about.column_names_to_labels,
            compress=path.suffix.casefold() == ".zsav",
            note=about.notes or None,
            variable_value_labels=about.variable_value_labels,
            missing_ranges={
                column: [each["lo"] if each["lo"] == each["hi"] else each for each in ranges]
                for column, ranges in about.missing_ranges.items()
            },
            variable_display_width=about.variable_display_width,
            variable_measure=about.variable_measure,
            variable_format=about.original_variable_types,
        )
        again, said = _read(made)
        same = all(getattr(about, each) == getattr(said, each) for each in _KEPT)
        same &= _formats(about) == _formats(said)
        if not same or not left.equals(again):
            raise refused(name, "In dit SPSS-bestand staat iets dat klankbord niet kan overschrijven.", _MEND)
        return made.read_bytes()


def _formats(about: Any) -> dict[str, str]:
    """Give the format of each column; how wide one of text is, follows from the longest text."""
    return {
        name: "A" if about.readstat_variable_types[name] == "string" else kind
        for name, kind in about.original_variable_types.items()
    }


def _read(path: Path) -> tuple[Any, Any]:
    import pyreadstat

    return pyreadstat.read_sav(str(path), user_missing=True, disable_datetime_conversion=True)
