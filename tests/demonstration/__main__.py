"""Make `raw/voorbeeld-2019` and `raw/voorbeeld-2021` anew: `python -m tests.demonstration`."""

import shutil

from pipeline.rounds import find_project
from tests.demonstration import baseline, filling

project = find_project()
for each in (baseline, filling):
    shutil.rmtree(project.raw / each.ROUND, ignore_errors=True)
    each.make(project)
