"""The kernel provisioner `klankbord-fork`: a forked kernel where that is to be had, an ordinary one where not."""

import asyncio
import contextlib
import os
import sys
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from pipeline.execution.kernels import fork_client
from pipeline.execution.kernels.fork_client import CannotForkError, ForkedProcess

_LAUNCHER = ["-m", "ipykernel_launcher"]
_FOR_DEBUGGER = "-Xfrozen_modules=off"  # ipykernel puts it in the kernel specifications it writes
# What a forked kernel can be given; anything else that a caller asks of the process needs an ordinary one.
_KNOWN = {"env", "cwd", "independent", "extra_arguments", "kernel_id"}
_KILL_SECONDS = 5
_LOOK_SECONDS = 0.005


class ForkProvisioner(LocalProvisioner):
    """Starts a kernel by forking a process that has the imports done.

    It is the `LocalProvisioner` of jupyter_client with another way to start a process: one kernel a request, never used
    again, with its own environment, working folder and random numbers. An ordinary kernel is started instead, on the
    same connection, when forking is not to be had (not on Linux, the server did not start) or when the kernel is to
    have what a child can't: another interpreter or options for it, other values of variables that are read only once
    (such as ``PYTHON...``), redirected output, a folder with its own modules under names that are already imported.

    Select it for any program that uses jupyter_client with ``JUPYTER_DEFAULT_PROVISIONER_NAME=klankbord-fork``, or in a
    kernel specification.
    """

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Launch the kernel; see the class for what becomes of `cmd`."""
        fork_client.check_not_stopped()
        process = await _fork(cmd, kwargs)
        if process is None:
            fork_client.check_not_stopped()
            return await super().launch_kernel(cmd, **kwargs)
        self.process = process  # type: ignore[assignment]  # it has what is used of Popen
        self.pid = self.pgid = process.pid  # it leads a session of its own
        self.cwd = kwargs.get("cwd", Path.cwd())
        return self.connection_info

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel and what it started; nothing is signalled that has ended."""
        if isinstance(self.process, ForkedProcess) and self.process.poll() is not None:
            return
        await super().send_signal(signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and see it end: it takes milliseconds, and the manager only looks every tenth of a second."""
        await super().kill(restart)
        if isinstance(self.process, ForkedProcess):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ended(self.process), _KILL_SECONDS)

    @staticmethod
    async def _ended(process: ForkedProcess) -> None:
        while process.poll() is None:
            await asyncio.sleep(_LOOK_SECONDS)

    async def cleanup(self, restart: bool = False) -> None:
        """Let go of the kernel, so that nothing of it is left."""
        if isinstance(self.process, ForkedProcess):
            self.process.close()
            self.process = None
        await super().cleanup(restart)


async def _fork(cmd: list[str], kwargs: dict[str, Any]) -> ForkedProcess | None:
    """Fork a kernel, or give None where an ordinary one is needed."""
    program, *rest = (part for part in cmd if part != _FOR_DEBUGGER)
    options, arguments = rest[:2], rest[2:]
    wanted = {name for name, value in kwargs.items() if value is not None} - _KNOWN
    if options != _LAUNCHER or wanted or kwargs.get("independent") or not _is_this_python(program):
        return None
    env = dict(kwargs.get("env") or os.environ)
    try:
        cwd = str(Path(os.fsdecode(kwargs.get("cwd") or ".")).absolute())
        server = fork_client.server()
        # Not in a thread: the event loop's threads would be missing, but not missed, after a fork of this process.
        while not server.ready():
            await asyncio.sleep(_LOOK_SECONDS)
        if not server.suits(env, cwd):
            return None
        return server.fork([os.path.expanduser(part) for part in arguments], cwd, env)  # noqa: PTH111  (not all are paths)
    except (CannotForkError, OSError):
        return None


def _is_this_python(program: str) -> bool:
    """Tell whether a program is the interpreter of this process, perhaps by another of its names in the same folder."""
    one, other = Path(program).absolute(), Path(sys.executable).absolute()
    return one.parent == other.parent and one.resolve() == other.resolve()
