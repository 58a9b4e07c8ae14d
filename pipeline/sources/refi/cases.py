"""The cases of a project, with what variables say of them and of their sources."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from pipeline.sources.model import OF_TALK, Case
from pipeline.sources.refi.codes import guid
from pipeline.sources.xml_files import Element, children, text_in

_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")


class Tell(Protocol):
    """Takes what has to be told: about what, the value that stands there, and what became of it."""

    def __call__(self, about: str, value: str, what: str, *, lost: bool = True) -> None:
        """Tell it."""


def variables_in(root: Element) -> dict[str, str]:
    """Give the names of the variables of a project by their identifiers."""
    return {
        guid(each.get("guid")): each.get("name") or ""
        for found in children(root, "Variables")
        for each in children(found, "Variable")
    }


def values_of(element: Element, variables: Mapping[str, str]) -> dict[str, str]:
    """Give what variables say of a case or a source, by their names."""
    found = {}
    for value in children(element, "VariableValue"):
        ref = next((guid(each.get("targetGUID")) for each in children(value, "VariableRef")), "")
        text = next((text for name in _VALUES if (text := text_in(value, name).strip())), "")
        if text and variables.get(ref):
            found[variables[ref]] = text
    return found


def cases_in(
    root: Element, by_source: Mapping[str, str], stretches: Mapping[str, tuple[str, int, int]], tell: Tell
) -> Iterator[Case]:
    """Give the cases of a project; a source with variables and without a case is one by itself.

    Parameters
    ----------
    root : lxml element
        The project.
    by_source : mapping of str to str
        Names of documents by the identifiers of their sources.
    stretches : mapping of str to tuple
        Where selections are, by their identifiers: the document, begin and end.
    tell : callable
        Is told what is not carried over, or otherwise than it stands there.
    """
    variables = variables_in(root)
    of_sources = {
        guid(source.get("guid")): {
            name: value for name, value in values_of(source, variables).items() if not name.startswith(OF_TALK)
        }
        for sources in children(root, "Sources")
        for source in sources
    }
    elements = [case for found in children(root, "Cases") for case in children(found, "Case")]
    named = set[str]()
    for number, case in enumerate(elements, 1):
        refs = [guid(ref.get("targetGUID")) for ref in children(case, "SourceRef")]
        documents = [by_source[ref] for ref in refs if ref in by_source]
        selections = [guid(ref.get("targetGUID")) for ref in children(case, "SelectionRef")]
        own = [stretches[name] for name in selections if name in stretches]
        name = " ".join((case.get("name") or "").split())
        if not name:
            name = documents[0] if len(documents) == 1 else f"case {number}"
            tell("", name, "Een case heeft geen naam; zij heet nu zo.", lost=False)
        if name in named:
            tell("", name, "Deze naam van een case staat er vaker; ze tellen als één.", lost=False)
        named.add(name)
        if not documents and not own:
            tell("", name, "Bij deze case hoort geen enkele tekst; zij is niet overgenomen.")
            continue
        values = values_of(case, variables)
        for ref in refs:
            values = {**of_sources.get(ref, {}), **values}
        yield Case(name, tuple(documents), tuple(own), values)
    in_cases = {guid(ref.get("targetGUID")) for case in elements for ref in children(case, "SourceRef")}
    for source, values in of_sources.items():
        if values and source in by_source and source not in in_cases:
            yield Case(by_source[source], (by_source[source],), (), values)
