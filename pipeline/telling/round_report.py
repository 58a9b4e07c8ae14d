"""All that the pages of a round and its report on paper are made of."""

from dataclasses import dataclass

import pandas as pd

from pipeline.claims.ledger import Ledger
from pipeline.contracts.loading import RoundData
from pipeline.review.handling import Panels
from pipeline.review.places import Draft
from pipeline.telling.frame import Frame
from pipeline.telling.report_page import Part
from pipeline.telling.told_finding import ToldFinding


@dataclass(frozen=True)
class RoundReport:
    """The report of a round, ready to be shown.

    Attributes
    ----------
    data : RoundData
        The round.
    tables : dict of str to pandas.DataFrame
        The tables of the output contract by name.
    ledger : Ledger
        The report that the consultant wrote, without problems.
    written : list of Part
        The same, prepared for reading.
    told : list of ToldFinding
        The findings in words.
    draft : Draft
        What can be remarked on.
    panels : Panels
        What the klankbord said, and what was done with it.
    frame : Frame
        What stands around every page of the round.
    """

    data: RoundData
    tables: dict[str, pd.DataFrame]
    ledger: Ledger
    written: list[Part]
    told: list[ToldFinding]
    draft: Draft
    panels: Panels
    frame: Frame
