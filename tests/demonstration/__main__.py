"""Make `raw/voorbeeld-2021` anew: `python -m tests.demonstration`."""

import shutil

from pipeline.rounds import find_project
from tests.demonstration.filling import ROUND, make

project = find_project()
shutil.rmtree(project.raw / ROUND, ignore_errors=True)
make(project)
