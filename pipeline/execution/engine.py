"""papermill's own engine, within bounds: a cell that shows too much, or never ends, is stopped and told."""

import asyncio
from collections.abc import Callable
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines

NAME = "klankbord"
"""What papermill calls this engine."""
MOST_SHOWN = 50_000_000
"""Signs that one cell may show: the largest of this project shows a hundredth of it."""
LONGEST = 1800
"""Seconds that one cell may take."""


class CellError(Exception):
    """A cell was stopped, or stopped its kernel; the text says why, in Dutch."""


class _Client(PapermillNotebookClient):  # type: ignore[misc]
    """papermill's client, which stops the kernel when a cell shows too much."""

    shown = 0
    stopping: "asyncio.Future[Any] | None" = None

    def process_message(self, msg: dict[str, Any], cell: Any, cell_index: int) -> Any:
        """Take over what a cell shows, up to a bound; behind that nothing is kept."""
        if msg["msg_type"] == "execute_input":
            self.shown = 0
        if msg["msg_type"] in ("stream", "display_data", "execute_result"):
            content = msg["content"]
            self.shown += sum(map(len, map(str, (content.get("text", ""), *content.get("data", {}).values()))))
            if self.shown > MOST_SHOWN:
                # A loop would go on showing: nothing but the end of the kernel ends it.
                self.stopping = self.stopping or asyncio.ensure_future(self.km.provisioner.kill())
                return None
        return super().process_message(msg, cell, cell_index)

    async def must_go_on(self, execute_reply: Any, **_: Any) -> None:
        """Stop at a cell that ends its kernel, or by which it is ended: else the next one would be blamed, or none."""
        if any(asked.get("source") == "ask_exit" for asked in execute_reply["content"].get("payload", [])):
            raise CellError("Deze cel beëindigt het notebook (exit of quit). Haal dat weg.")
        if self.stopping:
            await self.stopping
            raise CellError(_TOO_MUCH)


class _Engine(NBClientEngine):  # type: ignore[misc]
    """The engine, which also keeps a notebook when its kernel dies.

    papermill does so by saving it twice a cell, which takes more time than all the rest it does.
    """

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, keep: Callable[[Any], None], **options: Any
    ) -> None:
        """Run the notebook; give it to `keep` where papermill, which saves it in the end, will not get to that."""
        passed = {name: options[name] for name in ("config", "extra_arguments", "shutdown_kernel")}
        client = _Client(nb_man, kernel_name=kernel_name, timeout=LONGEST, startup_timeout=60, **passed)
        client.on_cell_executed = client.must_go_on
        try:
            client.execute()
        except DeadKernelError:
            keep(nb_man.nb)
            if client.stopping:
                raise CellError(_TOO_MUCH) from None
            raise CellError("De kernel hield hier op, door de cel zelf of omdat het geheugen vol was.") from None
        except CellTimeoutError as error:
            keep(nb_man.nb)
            shown = "IOPub" in str(error)  # the cell was done, and what it shows did not come in
            raise CellError(_TOO_MUCH if shown or client.stopping else _TOO_LONG) from None
        except Exception:
            keep(nb_man.nb)
            raise


_TOO_MUCH = f"Deze cel toont te veel (meer dan {MOST_SHOWN // 1_000_000} miljoen tekens). Laat haar minder tonen."
_TOO_LONG = f"Deze cel was na {LONGEST // 60} minuten nog niet klaar. Kijk of zij in een lus blijft hangen."

papermill_engines.register(NAME, _Engine)
