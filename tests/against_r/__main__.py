"""Have R compute what klankbord computes, and keep what it gives: `python -m tests.against_r`, where R is installed.

R needs the packages psych and exactRankTests. `tests/statistics/test_against_r.py` holds klankbord to what is kept.
"""

import csv
import subprocess

from tests.against_r.cases import Case, demonstration_cases, random_cases
from tests.against_r.kept import FILE, VERSION


def by_r(cases: list[Case]) -> tuple[str, list[str]]:
    """Give which R it was, and for each case what it gives, numbers by spaces."""
    lines = "".join(f"{kind}\t{numbers}\n" for kind, _, numbers in cases)
    script = FILE.with_name("compare.R")
    ran = subprocess.run(["Rscript", script], input=lines, capture_output=True, text=True, check=True)
    version, *found = ran.stdout.splitlines()
    return version.strip(), [line.strip() for line in found]


if __name__ == "__main__":
    given = [*random_cases(), *demonstration_cases()]
    version, found = by_r(given)
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "numbers_of", "numbers", "by_r"))
        writer.writerows((*case, values) for case, values in zip(given, found, strict=True))
    VERSION.write_text(version + "\n", encoding="utf-8")
