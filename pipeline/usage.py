"""What was typed wrong on the command line, in Dutch: the library that reads it only speaks English."""

import re
from collections.abc import Iterable
from typing import Any

from pipeline.errors import suggest


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
        return f"Het commando «{unknown[1]}» bestaat niet. {suggest(unknown[1], commands)}"
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
