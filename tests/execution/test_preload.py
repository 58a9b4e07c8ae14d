"""What is imported before kernels are forked is all that the real notebooks need, as far as it takes time."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.execution.kernels.fork_client import _ONE_THREAD

ROOT = Path(__file__).parents[2]

# Everything is run in one process after the imports of the fork server; what is loaded only then is printed.
PROGRAM = """
import json, os, sys
from pathlib import Path
from pipeline.execution.kernels.fork_server import LATER, WARM
for name in (*WARM, *LATER):
    __import__(name)
before = set(sys.modules)
assert len(os.listdir("/proc/self/task")) == 1, "an import started a thread: forking would not be safe"
sys.stdout, stdout = sys.stderr, sys.stdout
for path in sorted(Path(sys.argv[1]).glob("0[1-9]*.ipynb")):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    namespace = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), namespace)
stdout.write(json.dumps(sorted(set(sys.modules) - before)))
"""


@pytest.mark.slow
def test_no_notebook_has_much_left_to_import():
    command = [sys.executable, "-c", PROGRAM, str(ROOT / "notebooks")]
    done = subprocess.run(command, env=os.environ | _ONE_THREAD, cwd=ROOT, capture_output=True, text=True, check=True)
    late = json.loads(done.stdout)
    assert not [name for name in late if name.startswith(("pipeline", "pandas", "numpy", "scipy", "matplotlib"))]
    assert len(late) < 20, late
