"""Typed YAML: one file into one model, every mistake collected as a problem in Dutch."""

import re
from pathlib import Path
from typing import Any, ClassVar, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from pipeline.errors import InputError, Problem, choose, nearest, refused, suggest

try:  # libyaml's is six times faster; not every build of PyYAML has it
    from yaml import CSafeLoader as _SafeLoader
except ImportError:
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

T = TypeVar("T")
IN_DUTCH = "in_dutch"
"""Type of a `PydanticCustomError` whose message says in Dutch how to mend it."""


class Strict(BaseModel):
    """A model that knows its fields: an unknown field is a mistake, and values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    example: ClassVar[str] = ""
    """How one is written, in what it is a part of: shown with every mistake in it."""


def read(path: Path, kind: type[T], root: Path) -> T:
    """Read a YAML file into a model.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    kind : type
        A pydantic model or a type that pydantic knows (such as ``list[Model]``).
    root : pathlib.Path
        The project folder; problems name files relative to it.

    Raises
    ------
    InputError
        The file is missing or unreadable, or does not fit the model; all mistakes at once.
    """
    return fitted(load(path, root), kind, path.relative_to(root).as_posix())


def load(path: Path, root: Path) -> object:
    """Read a YAML file as plain mappings, lists and values; `path`, `root` and what is raised as of `read`."""
    name = path.relative_to(root).as_posix()
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except FileNotFoundError:
        raise refused(name, "Het bestand ontbreekt.", "Zet het terug of maak het.") from None
    except OSError:
        mend = "Sluit het in andere programma's en probeer het opnieuw."
        raise refused(name, "Het bestand is niet te openen.", mend) from None
    except UnicodeDecodeError:
        raise refused(name, "Het bestand is geen UTF-8.", "Sla het op als UTF-8.") from None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date that does not exist
        raise InputError([_syntax_problem(name, error)]) from None


def fitted(content: object, kind: type[T], name: str) -> T:
    """Fit what was read, or given otherwise, into a model.

    Parameters
    ----------
    content : object
        Plain mappings, lists and values.
    kind : type
        As for `read`.
    name : str
        What problems name as the file.

    Raises
    ------
    InputError
        It does not fit the model; all mistakes at once.
    """
    try:
        return TypeAdapter(kind).validate_python(content)
    except ValidationError as error:
        raise InputError([_problem(name, detail, kind) for detail in error.errors(include_url=False)]) from None


class _Twice(yaml.YAMLError):
    """A field that stands twice in one place, with the lines, counted from 1."""

    def __init__(self, field: str, lines: tuple[int, int]) -> None:
        self.field, self.lines = field, lines
        super().__init__(field)


def _syntax_problem(name: str, error: Exception) -> Problem:
    if isinstance(error, _Twice):
        first, again = error.lines
        what = f"Dit veld staat hier twee keer: in regel {first} en in regel {again}."
        return Problem(name, again, error.field, "", what, "Haal een van beide weg, of voeg ze samen.")
    mark = getattr(error, "problem_mark", None)
    row = None if mark is None else mark.line + 1
    return Problem(
        name,
        row,
        "",
        "",
        "Dit is geen leesbare YAML.",
        "Kijk op en vlak boven deze regel naar inspringing, dubbele punten en aanhalingstekens.",
    )


class _Loader(_SafeLoader):
    """Refuses the same field twice, of which YAML silently keeps the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: dict[Any, int] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "no plain name", key.start_mark)
            line = key.start_mark.line + 1
            if key.value in seen:
                raise _Twice(key.value, (seen[key.value], line))
            seen[key.value] = line
        return super().construct_mapping(node, deep)


_DUTCH = {
    "missing": ("Dit veld ontbreekt.", "Vul het veld aan."),
    "extra_forbidden": ("Dit veld bestaat hier niet.", "Verbeter de naam of haal het veld weg."),
}


_KINDS = {
    "string_type": "Zet de tekst tussen aanhalingstekens.",
    "bool_parsing": "Vul true of false in.",
    "int_parsing": "Vul een heel getal in.",
    "model_type": "Zet hier velden onder, elk als naam: waarde.",
}


def _problem(name: str, detail: Any, kind: Any) -> Problem:
    field = ".".join(str(part) for part in detail["loc"])
    value = detail.get("input")
    shown = value if isinstance(value, str | int | float | bool) else ""
    what, mend = _DUTCH.get(
        detail["type"], ("Deze waarde past hier niet.", _KINDS.get(detail["type"], "Verbeter de waarde."))
    )
    if detail["type"] == "literal_error":
        mend = choose(str(shown), filter(None, _quoted(detail["ctx"]["expected"])))
    if detail["type"] in {"tuple_type", "list_type"}:
        what = "Hier hoort een lijst, ook als er maar één ding in staat."
        # The whole file, or a thing in a list, has no name of its own.
        named = detail["loc"][-1] if detail["loc"] else 0
        mend = "Zet voor elk ding een regel die begint met - ."
        if shown and isinstance(named, str):
            mend = f"Schrijf: {named}: [{shown}]"
    if detail["type"] == IN_DUTCH:
        mend = detail["msg"]
    elif example := _example(kind, detail["loc"]):
        if detail["type"] not in {"tuple_type", "list_type"}:
            mend = f"{mend.removesuffix('Verbeter de waarde.')} Schrijf bijvoorbeeld: {example}".strip()
        elif example.startswith(f"{named}:"):
            mend = f"Schrijf bijvoorbeeld: {example}"
    if detail["type"] == "extra_forbidden" and (known := _fields(kind, detail["loc"][:-1])):
        near = nearest(str(detail["loc"][-1]), known)
        mend = suggest(str(detail["loc"][-1]), known) if near else f"De velden zijn hier: {', '.join(known)}."
    return Problem(name, None, field, str(shown), what, mend)


def _quoted(text: str) -> list[str]:
    """Give the values in what pydantic expects: each in quotes, of either kind."""
    return [single or double for single, double in re.findall(r"'([^']*)'|\"([^\"]*)\"", text)]


def _example(kind: Any, place: tuple[int | str, ...]) -> str:
    """Give an example of what stands at a place in a model, or of what that is a part of; empty where there is none."""
    found, begin = "", 0
    for at, part in enumerate((*place, "")):
        kinds = [kind, *get_args(kind)]
        model = next((each for each in kinds if isinstance(each, type) and issubclass(each, Strict)), None)
        if model is not None and model.example:
            found, begin = model.example, at
        fields = model.model_fields if model is not None else {}
        kind = fields[part].annotation if isinstance(part, str) and part in fields else kinds[-1]
    names = [part for part in place[:begin] if isinstance(part, str)]
    return found if not found or not names else f"{names[0]}: {found}"


def _fields(kind: Any, place: tuple[int | str, ...]) -> list[str]:
    """List the fields of the model at a place in another one; none where there is a list on the way."""
    for part in place:
        fields = getattr(kind, "model_fields", {})
        kind = fields[part].annotation if part in fields else None
    return list(getattr(kind, "model_fields", {}))
