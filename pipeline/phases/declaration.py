"""What a phase says of itself; the rest of the pipeline derives from it."""

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True)
class Phase:
    """A phase of data collection, as `declaration.py` in its folder declares it.

    Parameters
    ----------
    id : str
        Name in data and code, and of its folder.
    label, method : str
        What readers see: the one name, in plain words and a plural that takes "de", since it also says what evidence
        was found in; and in one sentence how it is done, whatever the round.
    called : tuple of str
        Other words for it in a report's text, as they are written in a sentence.
    notebook : str
        File in `notebooks/`; the number it begins with is its place in reading order and nothing else.
    required, records, optional : tuple of str
        Raw tables it reads. When the phase was deployed all of `required` must be there, which hold what a report says,
        or all of `records`, which hold what was collected, a row for what one person said, answered or scored; or both.
    alone : tuple of str
        Raw tables of records each of which is enough by itself.
    people : bool
        Its evidence is what people said or did. Documents have nothing that could be withheld, and nobody to listen to.
    asks : bool
        People are asked what they find. At a visit nobody is: who looked only wrote down what there was.
    apart : bool
        Each of our own sources in it is of other people. Who filled in a survey may have filled in another one too.
    talk : bool
        People speak freely: at some point another conversation brings nothing new.
    indicators : bool
        It makes evidence of the codebook's indicators.
    shows_reproduction : bool
        Its notebook shows how published figures were recomputed, and so comes after the reproduction.
    looks_back : bool
        Its notebook shows what is different since the round that `baseline` names, and reads the same tables of that.
    """

    id: str
    label: str
    method: str
    notebook: str
    required: tuple[str, ...]
    records: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    people: bool = True
    asks: bool = True
    apart: bool = True
    talk: bool = False
    indicators: bool = False
    shows_reproduction: bool = False
    looks_back: bool = False

    @property
    def plain(self) -> str:
        """The name within a sentence."""
        return self.label[0].lower() + self.label[1:]

    @property
    def tables(self) -> tuple[str, ...]:
        """All raw tables that the phase reads."""
        return (*self.required, *self.records, *self.alone, *self.optional)

    @property
    def roads(self) -> tuple[tuple[str, ...], ...]:
        """The sets of tables of which one must be whole when the phase was deployed."""
        return tuple(road for road in (self.required, self.records, *((name,) for name in self.alone)) if road)

    @property
    def stage(self) -> str:
        """Name of the phase's stage: its notebook's name."""
        return PurePath(self.notebook).stem
