"""The command `klankbord`, which tells at once that a round has nothing to do, and leaves all else to `cli`.

When there is something to do, kernels begin to import what notebooks need while `cli` is still being imported.
"""

import io
import signal
import sys
from pathlib import Path

from pipeline import messages, without_home
from pipeline.execution import unchanged
from pipeline.root import find_root


def main() -> None:
    """Run the command."""
    for stream in (sys.stdout, sys.stderr):
        # A console or a file of an older Windows has no ✓: what it can't show must not end a run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    without_home.give_place()
    # While it imports, Python can lose a Ctrl-C (it may come in where exceptions are ignored): it is kept for after.
    early: list[int] = []
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda number, _: early.append(number))
    answered = _answered(sys.argv[1:])
    if not answered:
        # Imported here: this takes longer than the answer does.
        from pipeline import cli
    signal.signal(signal.SIGINT, usual)
    if early:
        sys.stderr.write(f"{messages.STOPPED}\n")
        sys.exit(130)
    if not answered:
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
