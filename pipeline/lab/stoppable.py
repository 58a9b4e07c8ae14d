"""`klankbord` as a program that stops, as at Ctrl-C, when who started it closes its input or is gone.

A signal would not do: a kernel has Ctrl-C ignored and what it starts inherits that, and on Windows there is none to
send to a program without a window.
"""

import _thread
import os
import signal
import threading

from pipeline.command import main


def _own_input() -> int:
    """Keep the input for ourselves: what this program starts gets an empty one, and can't hold it up."""
    line = os.dup(0)
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    return line


def _stop_at_the_end_of(line: int) -> None:
    while os.read(line, 1):
        pass
    if hasattr(signal, "pthread_kill"):  # what the main thread waits for is broken off too
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        _thread.interrupt_main()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_stop_at_the_end_of, args=(_own_input(),), daemon=True).start()
    main()
