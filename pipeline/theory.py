"""The theory of change of a round: from who and what it takes, by what is done, to what should become of it."""

from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pipeline.yaml_files import IN_DUTCH, Strict


class Link(Strict):
    """A step of a theory of change, in plain Dutch; `question` is the codebook's that asks whether it is so."""

    example: ClassVar[str] = "{text: Bewoners helpen elkaar meer, question: samenredzaamheid}"

    text: str = Field(pattern=r"\S")
    question: str = ""


class Theory(Strict):
    """What an organisation does and what it should lead to, as `round.yml` or a document has it.

    The stages are those of a logic model (W.K. Kellogg Foundation 2004, Logic Model Development Guide). `document` and
    `locator` say where it is printed, and are empty where the researchers wrote it down themselves.
    """

    example: ClassVar[str] = "{activities: [{text: Klussen in de wijk}], outcomes: [{text: Een schonere wijk}]}"

    inputs: tuple[Link, ...] = ()
    activities: tuple[Link, ...] = ()
    outputs: tuple[Link, ...] = ()
    outcomes: tuple[Link, ...] = ()
    impact: tuple[Link, ...] = ()
    document: str = ""
    locator: str = ""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        """Refuse a theory of one stage: that leads to nothing."""
        if sum(bool(links) for links in self.stages.values()) <= 1:
            what = "Noem in theory ten minste twee van: inputs, activities, outputs, outcomes, impact."
            raise PydanticCustomError(IN_DUTCH, what)
        if bool(self.document) != bool(self.locator):
            raise PydanticCustomError(IN_DUTCH, "Noem bij theory document en locator allebei, of geen van beide.")
        return self

    @property
    def stages(self) -> dict[str, tuple[Link, ...]]:
        """Its links by the name of their stage, in order."""
        names = ("inputs", "activities", "outputs", "outcomes", "impact")
        return {name: getattr(self, name) for name in names}

    @property
    def links(self) -> Iterator[Link]:
        """All its links, in order."""
        for links in self.stages.values():
            yield from links
