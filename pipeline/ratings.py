"""A file of ratings, a row a unit and a column a coder: how far coders agree, without a round."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.contracts import workbooks
from pipeline.contracts.csv_files import read_csv
from pipeline.contracts.grids import ROW, Place, ReadTable, table_of
from pipeline.errors import InputError, Problem, refused, suggest
from pipeline.rules import USUAL
from pipeline.statistics.agreement import ORDINAL_ALPHA, Agreement, agreement
from pipeline.statistics.agreement_of_many import more_agreement

# How people and programs write that somebody did not rate something.
NOT_RATED = ("", ".", "NA", "N/A", "NaN")
_NOT_RATED = frozenset(text.casefold() for text in NOT_RATED)


@dataclass(frozen=True)
class Against:
    """One coder beside the one who is taken as right.

    Attributes
    ----------
    coder : str
        The heading of their column.
    coefficients : tuple of Agreement
        How far these two agree; empty where they rated no unit both.
    mistaken : tuple of (str, str, int)
        What they took for what: the rating of the reference, theirs, and how often; the most frequent first.
    """

    coder: str
    coefficients: tuple[Agreement, ...]
    mistaken: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Rated:
    """What a file of ratings has.

    Attributes
    ----------
    coders : tuple of str
        The headings of their columns.
    units : int
        How many rows have a rating.
    values : tuple of str
        The ratings that are used; from low to high where all are numbers.
    coefficients : tuple of Agreement
        How far coders agree; ordinal alpha too where all ratings are numbers. Empty where no unit has two ratings.
    against : tuple of Against
        Each coder beside the reference, where one was named; who agrees least first.
    """

    coders: tuple[str, ...]
    units: int
    values: tuple[str, ...]
    coefficients: tuple[Agreement, ...]
    against: tuple[Against, ...] = ()


def rated(path: Path, reference: str = "") -> Rated:
    """Read a file of ratings, and compare its coders.

    Parameters
    ----------
    path : pathlib.Path
        CSV, or a workbook of which the first sheet with something in it is read. The first column names the unit.
    reference : str
        The column of the coder who is taken as right, for who is learning to code; empty when there is none.

    Raises
    ------
    InputError
        It can't be read, has fewer than two coders, a column that is no coder's or no such
        reference, or names a unit twice.
    """
    if not path.is_file():
        raise refused(path.name, "Dit bestand is er niet.", "Kijk of de naam en de map kloppen.")
    read = _read(path)
    if read.problems:
        raise InputError(read.problems)
    unit, *coders = (name for name in read.frame if name != ROW)
    if len(coders) < 2:
        what = "In dit bestand staat minder dan twee codeurs."
        raise refused(path.name, what, "Zet in de eerste kolom de eenheid, en daarachter een kolom per codeur.")
    if reference and reference not in coders:
        what, mend = "Deze kolom is er niet.", suggest(reference, coders)
        raise refused(path.name, what, mend, value=reference)
    twice = read.frame[read.frame[unit].duplicated() & (read.frame[unit] != "")]
    if len(twice):
        what, mend = "Deze eenheid staat er al.", "Geef elke rij een eigen naam in de eerste kolom."
        raise InputError(
            [
                read.place.of(Problem("", int(row), unit, name, what, mend))
                for row, name in zip(twice[ROW], twice[unit], strict=True)
            ]
        )
    _only_coders(path.name, {name: set(read.frame[name]) - set(NOT_RATED) for name in coders})
    cells = [[None if text.casefold() in _NOT_RATED else text for text in row] for row in read.frame[coders].to_numpy()]
    ratings = [row for row in cells if any(text is not None for text in row)]
    values = {text for row in ratings for text in row if text is not None}
    numbers = _numbers(values)
    order = sorted(values, key=numbers.__getitem__ if numbers else str)
    found = agreement(ratings, USUAL.interval)
    if numbers and found:
        ordinal = agreement(ratings, USUAL.interval, order)
        found += [each for each in ordinal if each.coefficient == ORDINAL_ALPHA]
    found += more_agreement(ratings, USUAL.interval, [numbers[value] for value in sorted(values)] if numbers else None)
    against = _against(ratings, coders, coders.index(reference)) if reference else ()
    return Rated(tuple(coders), len(ratings), tuple(order), tuple(found), against)


def _only_coders(file: str, given: Mapping[str, set[str]]) -> None:
    """Refuse a column that is no coder's: of three or more, one that shares no rating with any other.

    Raises
    ------
    InputError
        Which they are: as in a table with a row for each code, where the columns are text, code, coder and so on.
    """
    apart = [
        name
        for name, own in given.items()
        if own and not own & set().union(*(others for other, others in given.items() if other != name))
    ]
    if len(given) > 2 and apart:
        what = f"Dit lijkt geen kolom van een codeur: {', '.join(apart)}. Geen andere kolom heeft een van deze codes."
        mend = "Zet in de eerste kolom de eenheid, daarachter alleen een kolom per codeur, en haal andere kolommen weg."
        raise refused(file, what, mend)


def _against(ratings: list[list[str | None]], coders: list[str], reference: int) -> tuple[Against, ...]:
    """Put each other coder beside one; by how large a part is the same."""
    found = []
    for at, coder in enumerate(coders):
        pairs = [(row[reference], row[at]) for row in ratings]
        both = [(right, theirs) for right, theirs in pairs if right is not None and theirs is not None]
        mistaken = Counter(pair for pair in both if pair[0] != pair[1])
        most = sorted(mistaken.items(), key=lambda item: (-item[1], item[0]))
        if at != reference:
            coefficients = tuple(agreement(both, USUAL.interval))
            found.append(Against(coder, coefficients, tuple((*pair, count) for pair, count in most)))
    return tuple(sorted(found, key=lambda each: each.coefficients[0].value or 0 if each.coefficients else -1))


def _numbers(values: set[str]) -> dict[str, float]:
    """Give each rating as a number, where all are and none is written in two ways; else nothing."""
    try:
        found = {value: float(value.replace(",", ".")) for value in values}
    except ValueError:
        return {}
    return found if len(set(found.values())) == len(found) else {}


def _read(path: Path) -> ReadTable:
    if path.suffix.casefold() != ".xlsx":
        return read_csv(path, path.name, ())
    with workbooks.opened(path, path.name) as book:
        sheet = next((sheet for sheet in book.sheets if not book.is_empty(sheet)), book.sheets[0])
        return table_of(book.grid(sheet), Place(path.name, sheet=sheet, letters=True), ())
