"""The command `klankbord`, which tells at once that a round has nothing to do, and leaves all else to `cli`."""

import sys
from pathlib import Path

from pipeline import messages
from pipeline.execution import unchanged
from pipeline.root import find_root


def main() -> None:
    """Run the command."""
    if not _answered(sys.argv[1:]):
        # Imported here: this takes longer than the answer does.
        from pipeline import cli

        cli.main()


def _answered(arguments: list[str]) -> bool:
    """Answer `run RONDE` when the round has nothing to do; tell whether that was so."""
    if len(arguments) != 2 or arguments[0] != "run":
        return False
    round_id = arguments[1]
    root = find_root(Path.cwd())
    steps = unchanged.steps(root, round_id) if root else None
    if steps is None:
        return False
    lines = [messages.of_step(label, "reused", 0.0) for _, label, kind in steps if kind in messages.SHOWN]
    sys.stdout.write("\n".join([*lines, messages.finished(round_id, "reports"), ""]))
    return True
