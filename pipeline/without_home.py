"""Without a folder of the user that can be written, libraries get another place for what they keep: else each tells so.

A service, a computer of a school or a locked account has none. What they keep there is nothing of a round.
"""

import atexit
import os
from contextlib import ExitStack

# By these, libraries are told where to keep things.
_PLACES = ("MPLCONFIGDIR", "IPYTHONDIR")


def give_place() -> None:
    """Give libraries of this process, and of those that it starts, a folder that goes when this one ends."""
    # Where nobody knows the user's folder, it stays as it was, which can't be written either.
    home = os.path.expanduser("~")  # noqa: PTH111  (that of pathlib raises where nobody knows it)
    if os.path.isdir(home) and os.access(home, os.W_OK):  # noqa: PTH112  (nothing else here needs pathlib)
        return
    from pipeline.temporary import temporary_folder

    places = ExitStack()
    folder = places.enter_context(temporary_folder())
    atexit.register(places.close)
    for name in _PLACES:
        os.environ.setdefault(name, os.path.join(folder, name))  # noqa: PTH118
