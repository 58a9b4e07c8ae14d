"""The command `klankbord`: its commands put together, and what becomes of an error."""

import atexit
import gc
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer
from rich.markup import escape

from pipeline import __version__, called, messages, showing_mistakes, usage
from pipeline.commands import checking, coding, lab, making, people
from pipeline.console import ERR, OUT
from pipeline.errors import KlankbordError

usage.speak_dutch()
app = typer.Typer(
    help="klankbord: van ruwe gegevens naar bevindingen die een klankbordgroep kan controleren.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        OUT.print(f"klankbord {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie en stop.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Toon bij een fout ook de technische details.")] = False,
) -> None:
    """Read the options that stand before a command."""


# In the order in which `--help` lists them.
_COMMANDS: dict[str, Callable[..., None]] = {
    "new": making.new,
    "run": making.run,
    "watch": making.watch,
    "publish": making.publish,
    "check": checking.check,
    "codebook": checking.codebook,
    "kit": making.kit,
    "audit": checking.audit,
    "reconcile": coding.reconcile,
    "agreement": coding.agreement,
    "claims": checking.claims,
    "trace": checking.trace,
    "serve": people.serve,
    "review": people.review,
    "import": coding.import_,
    "withdraw": people.withdraw,
    "privacy": people.privacy,
    "export": coding.export,
    "rounds": checking.rounds,
    "lab": lab.lab,
}
for _name, _command in _COMMANDS.items():
    app.command(_name)(_command)


def main() -> None:
    """Run the command; turn errors into messages and exit codes."""
    # A command lives short, and looking for garbage as often as Python usually does takes a tenth of that.
    gc.set_threshold(50_000)
    # At its end all of it goes; to look through it for garbage once more takes half a second.
    atexit.register(gc.freeze)
    try:
        # Asked for anywhere, so that it can be put behind the command that went wrong.
        arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
        code = app(args=arguments, prog_name=called.command(), standalone_mode=False)
    except KlankbordError as error:
        showing_mistakes.show_error(error)
        sys.exit(error.exit_code)
    except Exception as error:
        if hasattr(error, "format_message"):  # what typer raises for a command that can't be read
            sys.exit(_wrong_usage(error))
        showing_mistakes.show_unexpected(error)
        sys.exit(1)
    if code == 130:  # typer turns Ctrl-C into this
        ERR.print(messages.STOPPED)
    sys.exit(code)


def _wrong_usage(error: Any) -> int:
    """Say what is wrong with the command; without any command, show which there are. Give the exit code."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
    else:
        place = error.ctx.command_path if error.ctx else called.command()
        ERR.print(
            f"Fout: {escape(usage.mistake(error, list(_COMMANDS)))}\nHulp: {escape(place)} --help", soft_wrap=True
        )
    return int(error.exit_code)


if __name__ == "__main__":
    main()
