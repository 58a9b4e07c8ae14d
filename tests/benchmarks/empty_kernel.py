"""The program that times one empty kernel: started, one trivial cell, ended.

The first kernel is not counted: it loads modules, and what the project's kernels start from. Run it as ``python -m
tests.benchmarks.empty_kernel``; it prints seconds. `JUPYTER_DEFAULT_PROVISIONER_NAME` says which kernels.
"""

import sys
import time

import nbformat.v4
from nbclient import NotebookClient


def seconds() -> float:
    """Time a notebook with one cell."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    started = time.perf_counter()
    NotebookClient(notebook, kernel_name="python3").execute()
    return time.perf_counter() - started


if __name__ == "__main__":
    seconds()
    sys.stdout.write(f"{seconds()}\n")
