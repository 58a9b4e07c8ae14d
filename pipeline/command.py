"""The command `klankbord`, which tells at once that a round has nothing to do, and leaves all else to `cli`.

When there is something to do, kernels begin to import what notebooks need while `cli` is still being imported.
"""

import io
import sys
from pathlib import Path

from pipeline import messages
from pipeline.execution import unchanged
from pipeline.root import find_root


def main() -> None:
    """Run the command."""
    for stream in (sys.stdout, sys.stderr):
        # A console or a file of an older Windows has no ✓: what it can't show must not end a run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if not _answered(sys.argv[1:]):
        # Imported here: this takes longer than the answer does.
        from pipeline import cli

        cli.main()


def _answered(arguments: list[str]) -> bool:
    """Answer `run RONDE` when the round has nothing to do, else let kernels start; tell whether it was answered."""
    if len(arguments) != 2 or arguments[0] != "run":
        return False
    round_id = arguments[1]
    root = find_root(Path.cwd())
    steps = unchanged.steps(root, round_id) if root else None
    if steps is None:
        if root and (root / "raw" / round_id).is_dir():
            from pipeline.execution.kernels import fork_client

            fork_client.start()
        return False
    lines = [messages.of_step(label, "reused", 0.0) for _, label, kind in steps if kind in messages.SHOWN]
    told = unchanged.told(root, round_id) if root else ""
    sys.stdout.write("\n".join([*lines, *filter(None, [told]), messages.finished(round_id, "reports"), ""]))
    return True
