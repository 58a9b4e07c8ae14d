"""Means of whole scores against their n and their spread: GRIM, GRIMMER and DEBIT."""

import pandas as pd

from pipeline.audit.check import Check, Figures, Verdict, either
from pipeline.contracts.rows import FigureRow
from pipeline.statistics.feasible import feasible_sums
from pipeline.statistics.spread import is_debit_consistent, is_grimmer_consistent


def check_mean_of_n(figure: FigureRow) -> Check:
    """Check whether whole scores of n people can have this mean (GRIM; Brown & Heathers 2017)."""
    n = int(figure["n"])
    sums = feasible_sums(figure["printed"], n, _items(figure))
    if sums:
        explanation = f"Dit gemiddelde kan bij {n} hele scores (som {either(sums)})."
    else:
        explanation = f"Dit gemiddelde kan niet bij {n} hele scores."
    verdict = Verdict.CONSISTENT if sums else Verdict.INCONSISTENT
    return Check("mean of n", figure["figure_id"], (), None, verdict, False, explanation)


def check_spread(figure: FigureRow, figures: Figures) -> Check:
    """Check a standard deviation against the mean it belongs to: DEBIT for shares of yes, GRIMMER for whole scores."""
    mean = figures[figure["sd_of"]]
    n = int(figure["n"] if not pd.isna(figure["n"]) else mean["n"])
    binary = mean["measure"] == "aandeel"
    kind, scores = ("DEBIT", "ja/nee-antwoorden") if binary else ("GRIMMER", "hele scores")
    try:
        if binary:
            possible = is_debit_consistent(mean["printed"], figure["printed"], n)
        else:
            possible = is_grimmer_consistent(mean["printed"], figure["printed"], n, _items(mean))
    except ValueError:  # printed as a fraction or a range, which shows no rounding to work with
        explanation = "Gemiddelde en spreiding staan er niet als gewone getallen; dit is niet te controleren."
        return Check(kind, figure["figure_id"], (figure["sd_of"],), None, Verdict.NOT_TESTABLE, False, explanation)
    can = "kan" if possible else "kan niet"
    explanation = f"Gemiddelde {mean['printed']} met spreiding {figure['printed']} {can} bij {n} {scores}."
    verdict = Verdict.CONSISTENT if possible else Verdict.INCONSISTENT
    return Check(kind, figure["figure_id"], (figure["sd_of"],), None, verdict, False, explanation)


def _items(figure: FigureRow) -> int:
    return 1 if pd.isna(figure["items"]) else int(figure["items"])
