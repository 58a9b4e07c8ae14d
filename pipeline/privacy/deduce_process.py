"""The process in which deduce is loaded: reads a list of texts, and writes for each what it takes for a name."""

import json
import sys
from contextlib import redirect_stdout


def main() -> None:
    """Look through the texts on standard input; only the answer goes to standard output."""
    texts = json.load(sys.stdin)
    with redirect_stdout(sys.stderr):
        from deduce import Deduce  # loads for a minute: only in this process

        finder = Deduce()
        found = [
            [each.text for each in finder.deidentify(text).annotations if each.tag in ("persoon", "patient")]
            for text in texts
        ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
