"""Rules: every number that decides a result, with what it means, why it is so, and how far a step is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import ValidationError, model_validator
from pydantic_core import PydanticCustomError, core_schema

from pipeline.yaml_files import IN_DUTCH, Strict

_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,9}|/[1-9]\d{0,8})?")


@dataclass(frozen=True)
class Rule:
    """What belongs to the number of a rule.

    Attributes
    ----------
    label : str
        Its name for readers, as it stands in «de regel ‘...’».
    meaning : str
        What it decides, in a plain Dutch sentence without the number itself.
    why : str
        The source of the number, or the reason for it.
    down, up : fractions.Fraction
        How far a step down and a step up are, for `Rules.steps`.
    bears_on : str
        What can be otherwise with another number: ``evidence``, how that is weighed (``weighing``), how sure findings
        are (``confidence``), each with what follows from it; or ``other``, which turns no finding.
    least, most : fractions.Fraction
        The smallest and the largest number that make sense; with `open_ended`, `least` itself does not.
    open_ended : bool
        The number has to be larger than `least`.
    whole : bool
        It counts something: only whole numbers make sense.
    share : bool
        It is a part of a whole: readers see a percentage.
    """

    label: str
    meaning: str
    why: str
    down: Fraction
    up: Fraction
    bears_on: Literal["evidence", "weighing", "confidence", "other"]
    least: Fraction = Fraction(0)
    most: Fraction = Fraction(100)
    open_ended: bool = False
    whole: bool = False
    share: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Read the field as `read` does."""
        return core_schema.no_info_plain_validator_function(self.read)

    def read(self, given: object) -> Fraction:
        """Read a number exactly: ``2``, ``2.5``, ``"2,5"`` or ``"1/3"``."""
        text = str(given)
        if isinstance(given, bool) or not _NUMBER.fullmatch(text):
            raise PydanticCustomError(IN_DUTCH, "Vul een getal in, zoals 2, 0.5 of 1/3.")
        value = Fraction(text.replace(",", "."))
        if self.whole and value.denominator > 1:
            raise PydanticCustomError(IN_DUTCH, "Vul een heel getal in.")
        if not self.least <= value <= self.most or (self.open_ended and value == self.least):
            low = f"groter dan {plain(self.least)}" if self.open_ended else f"minstens {plain(self.least)}"
            raise PydanticCustomError(IN_DUTCH, f"Vul een getal in: {low} en hoogstens {plain(self.most)}.")
        return value


def plain(value: Fraction) -> str:
    """Write a number exactly, as `round.yml` and data files have it: ``2``, ``0.5`` or ``1/3``."""
    scaled = value * 1000
    if scaled.denominator > 1:
        return str(value)
    return f"{float(value):.3f}".rstrip("0").rstrip(".")


_ONE = Fraction(1)


class Rules(Strict):
    """The rules of a round: `round.yml` may set some of them under `rules`, and the others are as here."""

    direction_ratio: Annotated[
        Fraction,
        Rule(
            label="twee tegen één",
            meaning="Zoveel keer zwaarder moet één kant wegen, anders is het beeld van een stem of een fase gemengd.",
            why="Twice as much is a difference of a third of the whole; anything closer is called mixed. Our choice.",
            down=Fraction(1, 2),
            up=Fraction(1),
            bears_on="weighing",
            least=_ONE,
            open_ended=True,
        ),
    ] = Fraction(2)
    phase_lead: Annotated[
        Fraction,
        Rule(
            label="voorsprong van de helft van de fasen",
            meaning="Zo groot moet de voorsprong van één kant zijn, als deel van de fasen die iets zeggen.",
            why="With three phases two against one is no direction; one without a counterpart is. Our choice.",
            down=Fraction(1, 6),
            up=Fraction(1, 6),
            bears_on="weighing",
            most=_ONE,
            open_ended=True,
            share=True,
        ),
    ] = Fraction(1, 2)
    prominent_share: Annotated[
        Fraction,
        Rule(
            label="een gelijk deel is veel aandacht",
            meaning="Zoveel van een gelijk deel van de aandacht moet een vraag in een fase krijgen om zwaar te wegen.",
            why="Farmer et al. (2006) ask for prominence and leave the measure open; an equal share is ours.",
            down=Fraction(1, 4),
            up=Fraction(1, 4),
            bears_on="weighing",
            open_ended=True,
            share=True,
        ),
    ] = Fraction(1)
    marginal_share: Annotated[
        Fraction,
        Rule(
            label="een derde van een gelijk deel is weinig aandacht",
            meaning="Krijgt een vraag in een fase minder dan zoveel van een gelijk deel, dan weegt zij daar licht.",
            why="Far enough below an equal share that the two can't be taken for each other. Our choice.",
            down=Fraction(1, 12),
            up=Fraction(1, 6),
            bears_on="weighing",
            share=True,
        ),
    ] = Fraction(1, 3)
    dissonant_pairs: Annotated[
        Fraction,
        Rule(
            label="de helft van de paren komt niet overeen",
            meaning="Laat zo'n deel van de paren fasen niet hetzelfde zien, dan is er samen geen overeenstemming.",
            why="Farmer et al. (2006) label pairs and leave summing up to the team; half is our choice.",
            down=Fraction(1, 6),
            up=Fraction(1, 6),
            bears_on="weighing",
            most=_ONE,
            open_ended=True,
            share=True,
        ),
    ] = Fraction(1, 2)
    agreeing_pairs: Annotated[
        Fraction,
        Rule(
            label="de helft van de paren komt overeen",
            meaning="Komt zo'n deel van de paren overeen en verschilt geen paar in alles, dan is er overeenkomst.",
            why="As for the pairs that are dissonant.",
            down=Fraction(1, 6),
            up=Fraction(1, 6),
            bears_on="weighing",
            most=_ONE,
            open_ended=True,
            share=True,
        ),
    ] = Fraction(1, 2)
    shared_people: Annotated[
        Fraction,
        Rule(
            label="een derde dezelfde mensen",
            meaning="Is zo'n deel van de kleinste van twee fasen in beide gehoord, dan bevestigen zij elkaar niet.",
            why="The same people asked twice are one source (O'Cathain et al. 2010); a third is our choice.",
            down=Fraction(1, 12),
            up=Fraction(1, 6),
            bears_on="weighing",
            most=_ONE,
            open_ended=True,
            share=True,
        ),
    ] = Fraction(1, 3)
    least_sources: Annotated[
        Fraction,
        Rule(
            label="minder dan twee fasen of stemmen is weinig",
            meaning="Met minder fasen of minder stemmen dan dit rust een bevinding op weinig: een ernstig bezwaar.",
            why="What one phase or one voice says can't be compared with anything. GRADE-CERQual names no number.",
            down=_ONE,
            up=_ONE,
            bears_on="confidence",
            least=_ONE,
            whole=True,
        ),
    ] = Fraction(2)
    enough_sources: Annotated[
        Fraction,
        Rule(
            label="minder dan drie fasen of stemmen is smal",
            meaning="Met minder fasen of minder stemmen dan dit is de basis smal: een licht bezwaar.",
            why="Of two that differ nobody can tell which is the exception. GRADE-CERQual names no number.",
            down=_ONE,
            up=_ONE,
            bears_on="confidence",
            least=_ONE,
            whole=True,
        ),
    ] = Fraction(3)
    minor_concerns: Annotated[
        Fraction,
        Rule(
            label="twee lichte bezwaren tellen als een ernstig",
            meaning="Zoveel onderdelen met een licht bezwaar maken een bevinding samen één niveau minder zeker.",
            why="Lewin et al. (2018) weigh concerns together and give no sum; two is our choice.",
            down=_ONE,
            up=_ONE,
            bears_on="confidence",
            least=_ONE,
            whole=True,
        ),
    ] = Fraction(2)
    coder_agreement: Annotated[
        Fraction,
        Rule(
            label="codeurs zijn het genoeg eens vanaf een alfa van 0,667",
            meaning="Zo hoog moet de alfa van Krippendorff zijn om coderingen te laten gelden als overeenkomend.",
            why="The least alpha that Krippendorff (2004) would draw tentative conclusions from; 0.8 for firm ones.",
            down=Fraction(67, 1000),
            up=Fraction(133, 1000),
            bears_on="confidence",
            most=_ONE,
        ),
    ] = Fraction(667, 1000)
    survey_response: Annotated[
        Fraction,
        Rule(
            label="de helft van de gevraagde mensen doet mee",
            meaning="Vult een kleiner deel van de gevraagde mensen een vragenlijst in, dan is dat een licht bezwaar.",
            why="Below half, those who are silent can outweigh those who answered. Our choice.",
            down=Fraction(1, 10),
            up=Fraction(1, 10),
            bears_on="confidence",
            most=_ONE,
            share=True,
        ),
    ] = Fraction(1, 2)
    area_share: Annotated[
        Fraction,
        Rule(
            label="meer dan de helft gaat over de wijk",
            meaning="Gaat een groter deel van het bewijs over de wijk, dan blijft onduidelijk wat de organisatie deed.",
            why="Most of what is weighed then can't be put down to the organisation. Our choice.",
            down=Fraction(1, 6),
            up=Fraction(1, 6),
            bears_on="confidence",
            most=_ONE,
            share=True,
        ),
    ] = Fraction(1, 2)
    schedule_margin: Annotated[
        Fraction,
        Rule(
            label="een vijfde achter is niet op schema",
            meaning="Blijft een resultaat meer dan zo'n deel achter bij het doel, dan is het kritisch en niet gemengd.",
            why="Numbers of visitors and volunteers go up and down within a year; a fifth is our choice.",
            down=Fraction(1, 10),
            up=Fraction(1, 10),
            bears_on="evidence",
            most=_ONE,
            share=True,
        ),
    ] = Fraction(1, 5)
    large_gap: Annotated[
        Fraction,
        Rule(
            label="een tiende ernaast is een groot verschil",
            meaning="Ligt een cijfer zo'n deel naast wat eruit volgt, dan is het verschil groot.",
            why="What readers of a table see as another number; less is usually rounding or a slip. Our choice.",
            down=Fraction(1, 20),
            up=Fraction(1, 10),
            bears_on="other",
            most=_ONE,
            share=True,
        ),
    ] = Fraction(1, 10)
    interval: Annotated[
        Fraction,
        Rule(
            label="95% zekerheid voor een marge",
            meaning="Zo zeker is het dat het werkelijke aandeel binnen de getoonde marge ligt.",
            why="The usual convention.",
            down=Fraction(1, 20),
            up=Fraction(1, 25),
            bears_on="other",
            least=Fraction(1, 2),
            most=Fraction(999, 1000),
            share=True,
        ),
    ] = Fraction(19, 20)
    readability: Annotated[
        Fraction,
        Rule(
            label="leesbaar vanaf een score van 60",
            meaning="Vanaf deze score van Flesch-Douma haalt een alinea het doel.",
            why=(
                "Where normal begins in Douma's norms: read with about two years of school after primary school. "
                "Nobody published what score goes with B1; this is nearest to what WCAG 2.2, 3.1.5 asks of plain texts."
            ),
            down=Fraction(10),
            up=Fraction(10),
            bears_on="other",
        ),
    ] = Fraction(60)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """Refuse rules that contradict each other."""
        if self.marginal_share > self.prominent_share:
            raise PydanticCustomError(IN_DUTCH, "Zet marginal_share niet hoger dan prominent_share.")
        if self.least_sources > self.enough_sources:
            raise PydanticCustomError(IN_DUTCH, "Zet least_sources niet hoger dan enough_sources.")
        return self

    @property
    def different(self) -> dict[str, tuple[Fraction, Fraction]]:
        """The rules that are not as usual, by name: the number here, and the usual one."""
        usual = dict(Rules())
        return {name: (value, usual[name]) for name, value in self if value != usual[name]}

    def steps(self) -> "Iterator[tuple[str, Fraction, Rules]]":
        """Give the rules with one of them a step down, and a step up, for each that can turn a finding.

        Yields
        ------
        name, value, rules
            The rule that is different, its number, and the rules with it; a step that makes no sense is left out.
        """
        numbers = dict(self)
        for name, rule in RULES.items():
            if rule.bears_on == "other":
                continue
            for value in (numbers[name] - rule.down, numbers[name] + rule.up):
                try:
                    yield name, value, Rules.model_validate(numbers | {name: value})
                except ValidationError:
                    continue


RULES: dict[str, Rule] = {
    name: next(item for item in field.metadata if isinstance(item, Rule)) for name, field in Rules.model_fields.items()
}
"""What belongs to each rule, by its name, in the order of `Rules`."""
USUAL = Rules()
"""The rules of a round that sets none."""
