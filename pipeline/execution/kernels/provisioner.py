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

NAME = "klankbord-fork"
_LAUNCHER = ["-m", "ipykernel_launcher"]
# What a forked kernel can be given; anything else that a caller asks of the process needs an ordinary one.
_KNOWN = {"env", "cwd", "independent", "extra_arguments", "kernel_id"}
_KILL_SECONDS = 5


class ForkProvisioner(LocalProvisioner):
    """Starts a kernel by forking a process that has the imports done.

    It is the `LocalProvisioner` of jupyter_client with another way to start a process: one kernel a request, never used
    again, with its own environment, working folder and random numbers. An ordinary kernel is started instead, on the
    same connection, when forking is not to be had (not on Linux, the server did not start) or when the kernel is to
    have what a child can't: another interpreter, other ``PYTHON...`` variables than this process, redirected output.

    Select it for any program that uses jupyter_client with ``JUPYTER_DEFAULT_PROVISIONER_NAME=klankbord-fork``, or in a
    kernel specification.
    """

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Launch the kernel; see the class for what becomes of `cmd`."""
        # In a thread: the first kernel waits for the server's imports, and others in this event loop should not.
        process = await asyncio.get_running_loop().run_in_executor(None, _fork, cmd, kwargs)
        if process is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = process  # type: ignore[assignment]  # it has what is used of Popen
        self.pid = self.pgid = process.pid  # it leads a session of its own
        self.cwd = kwargs.get("cwd") or Path.cwd()
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
            await asyncio.sleep(0.005)

    async def cleanup(self, restart: bool = False) -> None:
        """Let go of the kernel, so that nothing of it is left."""
        if isinstance(self.process, ForkedProcess):
            self.process.close()
            self.process = None
        await super().cleanup(restart)


def _fork(cmd: list[str], kwargs: dict[str, Any]) -> ForkedProcess | None:
    """Fork a kernel, or give None where an ordinary one is needed."""
    start = next((at for at in range(len(cmd)) if cmd[at : at + 2] == _LAUNCHER), None)
    wanted = {name for name, value in kwargs.items() if value is not None} - _KNOWN
    if start is None or wanted or kwargs.get("independent") or not _is_this_python(cmd[0]):
        return None
    env = dict(kwargs.get("env") or os.environ)
    try:
        server = fork_client.server()
        if not fork_client.inherits_what_it_needs(env, server):
            return None
        return server.fork(cmd[start + 2 :], kwargs.get("cwd"), env)
    except CannotForkError:
        return None


def _is_this_python(program: str) -> bool:
    return Path(program).absolute() == Path(sys.executable).absolute()
