"""A client that begins as soon as its kernel answers."""

import time
from queue import Empty

from jupyter_client.asynchronous.client import AsyncKernelClient


class PromptClient(AsyncKernelClient):
    """The client of jupyter_client, without its wait for messages that might still come after the kernel is ready.

    That wait takes 0.2 s for every kernel. Those messages answer an earlier request, and nbclient passes over whatever
    does not answer its own.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers and its output channel is connected.

        Parameters
        ----------
        timeout : float or None
            Seconds to wait at most.

        Raises
        ------
        RuntimeError
            The kernel died, or did not answer in time.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            self.kernel_info()
            try:
                message = await self.get_shell_msg(timeout=1)
                if message["msg_type"] == "kernel_info_reply":
                    await self.get_iopub_msg(timeout=0.2)  # without one, the channel was not connected yet
                    self._handle_kernel_info_reply(message)
                    return
            except Empty:
                pass
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if deadline is not None and time.monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout:.0f} seconds")
