"""Make `raw/voorbeeld-2021` and its codebook anew: `python -m tests.demonstration`."""

import shutil

from pipeline.rounds import find_project
from tests.demonstration.filling import ROUND, make

project = find_project()
shutil.rmtree(project.raw / ROUND, ignore_errors=True)
(project.codebooks / f"{ROUND}.yml").unlink(missing_ok=True)
make(project)
