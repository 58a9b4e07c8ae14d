"""Which standard deviations can belong to a printed mean of whole scores, by exact enumeration (GRIMMER, DEBIT)."""

from fractions import Fraction
from math import ceil, floor, isqrt

from pipeline.statistics.feasible import feasible_sums
from pipeline.statistics.printed import read_printed


def is_grimmer_consistent(mean: str, sd: str, n: int, items: int = 1) -> bool:
    """Tell whether whole scores of `n` people can have this mean and this sample standard deviation.

    Every whole sum that fits the printed mean is tried with every whole sum of squares that fits the printed standard
    deviation. A pair is possible when some whole scores have it: the sum of squares has the parity of the
    sum, is at least what scores as equal as possible give, and is a value that whole scores can reach.

    Parameters
    ----------
    mean, sd : str
        As printed; the standard deviation divides by n - 1.
    n : int
        Number of respondents, at least 2.
    items : int
        Number of whole-numbered items that each score is the mean of.

    Raises
    ------
    NotANumber
        A printed number can't be read.
    ValueError
        `n` is below 2 or the standard deviation is negative.

    References
    ----------
    Anaya, J. (2016). The GRIMMER test. PeerJ Preprints 4:e2400v1; Allard, A. (2018). Analytic-GRIMMER. Both have cases
    that they judge wrongly; here nothing is rounded on the way.
    """
    if n < 2:
        raise ValueError("De standaarddeviatie heeft minstens 2 waarnemingen nodig.")
    spread = read_printed(sd)
    if spread.value < 0:
        raise ValueError("Een standaarddeviatie kan niet negatief zijn.")
    low, high = max(spread.low, Fraction(0)) ** 2, spread.high**2
    return any(_has_squares(total, n, items, low, high) for total in feasible_sums(mean, n, items))


def _has_squares(total: int, n: int, items: int, low: Fraction, high: Fraction) -> bool:
    """Look for a whole sum of squares between the bounds on the variance.

    With k items a score is s / k with s whole, so variance * k^2 * (n - 1) = sum of s^2 - (sum of s)^2 / n.
    """
    scale = items**2 * (n - 1)
    base = Fraction(total**2, n)
    return any(
        _is_sum_of_squares(squares, total, n)
        for squares in range(ceil(low * scale + base), floor(high * scale + base) + 1)
    )


def _is_sum_of_squares(squares: int, total: int, n: int) -> bool:
    """Tell whether `n` whole numbers can have this sum and this sum of squares.

    Subtracting the whole part of the mean from every score leaves a sum r with 0 <= r < n and a sum of squares q of the
    same parity, at least r (r ones, the rest zero). Five scores that are equal there can move apart, with sum 0, to
    raise q by any even number (the lattice A4 has vectors of every even norm). Fewer than nine scores are searched.
    """
    whole = total // n
    r = total - n * whole
    q = squares - 2 * whole * total + n * whole**2
    if q < r or (q - r) % 2:
        return False
    return max(r, n - r) >= 5 or _search(q, r, n)


def _search(q: int, r: int, n: int) -> bool:
    """Search for n whole numbers with sum r and sum of squares q, largest first in absolute value."""
    seen: set[tuple[int, int, int]] = set()

    def reach(squares: int, total: int, left: int) -> bool:
        if left == 0:
            return squares == 0 and total == 0
        # By Cauchy-Schwarz: the rest can't have this sum with so few squares.
        if total**2 > left * squares or (squares - total) % 2 or (squares, total, left) in seen:
            return False
        seen.add((squares, total, left))
        largest = isqrt(squares)
        return any(
            reach(squares - score**2, total - score, left - 1)
            for size in range(largest, -1, -1)
            for score in ((size, -size) if size else (0,))
        )

    return reach(q, r, n)


def is_debit_consistent(mean: str, sd: str, n: int) -> bool:
    """Tell whether n answers of 0 or 1 can have this mean and this sample standard deviation.

    For k ones the variance is k (n - k) / (n (n - 1)); every k that fits the printed mean is tried.

    Parameters
    ----------
    mean, sd : str
        As printed; the mean is a share between 0 and 1.
    n : int
        Number of respondents, at least 2.

    Raises
    ------
    NotANumber
        A printed number can't be read.
    ValueError
        `n` is below 2.

    References
    ----------
    Heathers, J. A. J., & Brown, N. J. L. (2019). DEBIT: A simple consistency test for binary data.
    """
    if n < 2:
        raise ValueError("De standaarddeviatie heeft minstens 2 waarnemingen nodig.")
    spread = read_printed(sd)
    low, high = max(spread.low, Fraction(0)) ** 2, spread.high**2
    ones = (total for total in feasible_sums(mean, n) if 0 <= total <= n)
    return any(low <= Fraction(k * (n - k), n * (n - 1)) <= high for k in ones)
