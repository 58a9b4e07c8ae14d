"""The help of commands and what was typed wrong, in Dutch: the library that reads them only speaks English."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from typer.core import TyperCommand

from pipeline.errors import nearest

# What the library says in its help, outside of what commands say themselves.
_HEADINGS = {"Options": "Opties", "Commands": "Commando's", "Arguments": "Wat u erbij geeft"}
_WORDS = (
    (r"Show this message and exit\.", "Toon deze hulp en stop."),
    (r"(?<=[\[ ])required\]", "verplicht]"),
    (r"(?<=[\[ ])default: ", "gewoonlijk: "),
    (r"([0-9]+)<=x<=([0-9]+)", r"van \1 tot en met \2"),
)


def speak_dutch() -> None:
    """Have the library write its help in Dutch from now on."""
    context: Any = TyperCommand.context_class
    english: Any = context.formatter_class

    class Dutch(english):  # type: ignore[misc]
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            args = args.replace("[OPTIONS]", "[OPTIES]").replace("COMMAND [ARGS]...", "COMMANDO ...")
            super().write_usage(prog, re.sub(r"[{}]", "", args), prefix or "Gebruik: ")

        def write_heading(self, heading: str) -> None:
            super().write_heading(_HEADINGS.get(heading, heading))

        def write_dl(self, rows: Sequence[tuple[str, str]], *args: int, **named: int) -> None:
            super().write_dl([(re.sub(r" <\w+>", "", term), _said(text)) for term, text in rows], *args, **named)

    context.formatter_class = Dutch


def _said(text: str) -> str:
    for english, dutch in _WORDS:
        text = re.sub(english, dutch, text)
    return text


def mistake(error: Any, commands: Iterable[str]) -> str:
    """Say what is wrong with a command, and how to mend it.

    Parameters
    ----------
    error : Exception
        What typer raised; by the name of its class, since typer keeps most of these classes to itself.
    commands : iterable of str
        The commands that there are.
    """
    param: Any = getattr(error, "param", None)
    option = getattr(error, "option_name", "")
    message = str(getattr(error, "message", error))
    match type(error).__name__:
        case "MissingParameter":
            return f"{_name(param)} ontbreekt: {param.help}"
        case "NoSuchOption":
            near = getattr(error, "possibilities", None)
            return f"De optie {option} bestaat niet.{f' Bedoelde u {near[0]}?' if near else ''}"
        case "BadOptionUsage":
            needs = "requires" in message
            return f"Bij de optie {option} hoort een waarde." if needs else f"De optie {option} krijgt geen waarde."
        case "BadParameter":
            return f"Deze waarde kan niet bij {_name(param)}: {param.help}{_bounds(param)}"
    if unknown := re.match(r"No such command '(.*)'\.", message):
        near = nearest(unknown[1], known := sorted(commands))
        mend = f"Bedoelde u «{near}»?" if near else f"Kies uit: {', '.join(known)}."
        return f"Het commando «{unknown[1]}» bestaat niet. {mend}"
    if extra := re.match(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", message):
        return f"Dit is te veel: {extra[1]}."
    return message


def _name(param: Any) -> str:
    """Name an argument as the help does, and an option by what is typed."""
    return str(param.metavar if param.param_type_name == "argument" else param.opts[0])


def _bounds(param: Any) -> str:
    """Say which numbers are allowed, where only some are."""
    parameter = getattr(getattr(param, "type_descriptor", None), "parameter_info", None)
    low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
    return "" if low is None or high is None else f" Kies een heel getal van {low} tot en met {high}."
