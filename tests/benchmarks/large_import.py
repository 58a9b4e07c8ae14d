"""How long the import of a large coded project takes and how much memory: `python -m tests.benchmarks.large_import`.

500 documents with 100,000 codings by two coders, as one file of REFI-QDA, in a round that has just begun. All of it is
made up. Memory is the highest that the process itself came to, with Python and its libraries.
"""

import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from helpers_import import ROUND, aspect_of, begun  # noqa: E402
from helpers_qda import ATLAS, Coded, qdpx  # noqa: E402
from helpers_qda import Project as Qda  # noqa: E402

from pipeline.importing.take_in import import_files  # noqa: E402

_DOCUMENTS, _CODINGS = 500, 100_000
_LETTERS = "abcdefghijklmnoprstuvwz"


def made_up(aspect: tuple[str, str]) -> Qda:
    """Make conversations of one person each, in which every sentence has a code of both coders."""
    chance = random.Random(1)
    a_document = _CODINGS // _DOCUMENTS // 2
    texts, codings = {}, []
    for number in range(_DOCUMENTS):
        name = f"Gesprek {number:03}"
        sentences = [
            f"Zin {at} {' '.join(''.join(chance.choices(_LETTERS, k=6)) for _ in range(8))}."
            for at in range(a_document)
        ]
        texts[name] = "".join(f"I: En toen?\nK{number:03}: {sentence}\n" for sentence in sentences)
        for sentence in sentences:
            code = f"{aspect[0]} > {aspect[1]} {chance.choice('+-')}"
            codings += [Coded(name, sentence, code, coder) for coder in ("Anna", "Bas")]
    cases = {f"K{number:03}": [f"Gesprek {number:03}"] for number in range(_DOCUMENTS)}
    return Qda(texts, codings, cases, {name: {"Stem": "klanten"} for name in cases})


def main() -> None:
    """Import, and print what it took."""
    with tempfile.TemporaryDirectory() as aside:
        project = begun(Path(aside) / "project")
        file = Path(aside) / "groot.qdpx"
        pid = os.fork()
        if not pid:  # what it takes to make the file is no part of it
            file.write_bytes(qdpx(made_up(aspect_of(project)), ATLAS))
            os._exit(0)
        os.waitpid(pid, 0)
        started, processor = time.monotonic(), time.process_time()
        report = import_files(project, ROUND, [file]).report
        took, used = time.monotonic() - started, time.process_time() - processor
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{file.stat().st_size / 1e6:.0f} MB; became: {dict(report.became)}")  # noqa: T201
        print(f"{took:.0f} s, of which {used:.0f} s of processor; {peak:.0f} MB at most")  # noqa: T201


if __name__ == "__main__":
    main()
