"""The questionnaire of a survey: what its file holds, item by item, as `enquetes/<survey>.yml` says it."""

from collections import Counter
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from pipeline.yaml_files import IN_DUTCH, Strict

Kind = Literal["likert", "choice", "several", "ranking", "mark", "number", "open"]
# Why there is no answer, in the order of their codes; 0 is an answer.
SKIPPED, NOT_ASKED, REFUSED, DONT_KNOW = "skipped", "not asked", "refused", "don't know"
REASONS = ("", SKIPPED, NOT_ASKED, REFUSED, DONT_KNOW)
_IN_DUTCH = {
    "overgeslagen": SKIPPED,
    "niet ingevuld": SKIPPED,
    "niet gesteld": NOT_ASKED,
    "niet van toepassing": NOT_ASKED,
    "geweigerd": REFUSED,
    "wil niet zeggen": REFUSED,
    "weet niet": DONT_KNOW,
    "geen mening": DONT_KNOW,
}


def _wrong(mend: str) -> PydanticCustomError:
    """Say in Dutch how to mend it; braces are no fields of a template."""
    return PydanticCustomError(IN_DUTCH, mend.replace("{", "(").replace("}", ")"))


def _word(given: object) -> object:
    """Take a code or a label as text, whatever YAML made of it."""
    if isinstance(given, bool):
        raise _wrong("Zet ja, nee, yes, no, on en off tussen aanhalingstekens: YAML maakt er anders iets anders van.")
    return str(given) if isinstance(given, int | float | date) else given


Word = Annotated[str, BeforeValidator(_word)]


def _options(given: object) -> object:
    """Take labels in order as a scale with the codes 1, 2 and so on."""
    if isinstance(given, list | tuple):
        return {str(number): label for number, label in enumerate(given, 1)}
    return given


def _words(given: object) -> object:
    return (given,) if isinstance(given, str | int | float) else given


def _reason(given: object) -> object:
    return _IN_DUTCH.get(given.strip().casefold(), given) if isinstance(given, str) else given


def _in_places(given: object) -> object:
    """Take an order, from the first place to the last, apart: ``a; b = c`` has two things on the second place."""
    parts = given.split(";") if isinstance(given, str) else given
    if not isinstance(parts, list | tuple):
        return given
    told = [part.split(" = ") if isinstance(part, str) else part for part in parts]
    return [[str(name).strip() for name in part] if isinstance(part, list | tuple) else part for part in told if part]


Options = Annotated[dict[Word, Word], BeforeValidator(_options)]
"""Labels by code, in order from low to high."""
Missing = dict[Word, Annotated[Literal["skipped", "not asked", "refused", "don't know"], BeforeValidator(_reason)]]
"""Why there is no answer, by code."""


class Known(Strict):
    """A column with something about who answered; `values` says what its codes stand for."""

    column: str
    values: dict[Word, Word] = Field(default={})


def _column(given: object) -> object:
    return {"column": given} if isinstance(given, str) else given


About = Annotated[Known, BeforeValidator(_column)]


class Columns(Strict):
    """The columns that are no items: who answered, and those that nobody needs (`ignore`)."""

    respondent: str = ""
    voice: About | None = None
    unit: About | None = None
    attributes: dict[str, About] = Field(default={})
    ignore: tuple[str, ...] = ()


class Item(Strict):
    """A question of the survey.

    `scale` has its answers in order from low to high, `favourable` the end of that scale which is good news (or, of a
    choice, the answers that are; `unfavourable` those that are not). Of a ranking `columns` has the column of each
    answer, with its place in it, and `places` the column of each place, with the answer that was put there. `reversed`
    says that it is worded against the other items of its `set`. Of a mark or number `norm` is what at least
    (`favourable: low`: at most) is asked for. Of a ranking that was asked before, `earlier` has the order of then, with
    what shared a place together, and `earlier_when` when that was.
    """

    id: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")
    label: str = Field(pattern=r"\S")
    kind: Kind
    column: str = ""
    columns: dict[Word, str] = Field(default={})
    places: tuple[str, ...] = ()
    separator: str = ""
    scale: Options = Field(default={})
    set: str = ""
    reversed: bool = False
    missing: Missing = Field(default={})
    question: str = ""
    aspect: str = ""
    favourable: Annotated[tuple[Word, ...], BeforeValidator(_words)] = ()
    unfavourable: Annotated[tuple[Word, ...], BeforeValidator(_words)] = ()
    norm: float | None = None
    lowest: float = 1
    highest: float = 10
    measure: str = ""
    earlier: Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_in_places)] = ()
    earlier_when: str = ""

    @property
    def options(self) -> tuple[str, ...]:
        """Labels of the answers that can be chosen, in order."""
        return tuple(self.columns) if self.columns else tuple(self.scale.values())

    @property
    def read_from(self) -> tuple[str, ...]:
        """The columns that hold its answers."""
        return tuple(self.columns.values()) or self.places or (self.column or self.id,)

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and highest number that can be given: of a number only what the questionnaire itself says."""
        mark, said = self.kind == "mark", self.model_fields_set
        low = self.lowest if mark or "lowest" in said else float("-inf")
        return low, self.highest if mark or "highest" in said else float("inf")

    @property
    def low_is_good(self) -> bool:
        """Tell whether the low end is the favourable one."""
        return self.favourable == ("low",)

    def numbers_of(self, named: tuple[str, ...]) -> list[int]:
        """Give the numbers, among its options from 0, of answers named by code or label."""
        codes = {code.casefold(): place for place, code in enumerate(self.scale)}
        labels = {label.casefold(): place for place, label in enumerate(self.options)}
        return [{**labels, **codes}[name.casefold()] for name in named]

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        """Refuse what its kind can't have, one thing at a time."""
        for wrong in (self._without_answers, self._with_odd_ends, self._with_odd_rest):
            if mend := wrong():
                raise _wrong(f"{self.id}: {mend}")
        return self

    def _without_answers(self) -> str:
        chosen = self.kind in {"likert", "choice", "several", "ranking"}
        if chosen and len(self.options) < 2:
            return f"zet bij scale de antwoorden van deze vraag ({self.kind}), zoals scale: (1: oneens, 2: eens)."
        if not chosen and (self.scale or self.columns):
            return f"een vraag van de soort {self.kind} heeft geen scale of columns."
        if self.places and (self.kind != "ranking" or self.columns or self.column):
            return "alleen een volgorde (ranking) heeft places: een kolom per plaats, zonder column of columns ernaast."
        if self.columns and self.kind not in {"several", "ranking"}:
            return f"alleen several en ranking hebben columns; zet bij {self.kind} één kolom bij column."
        labels = [label.casefold() for label in self.options]
        if len(set(labels)) < len(labels):
            return "twee antwoorden heten hetzelfde; geef elk een eigen label."
        return self.answered_by(self.missing)

    def answered_by(self, missing: Missing) -> str:
        """Say which code for no answer is an answer to this item as well; nothing when none is."""
        taken = {code.casefold() for code in (*self.scale, *self.options)}
        for code in sorted(missing):
            if code.casefold() in taken:
                return f"{code} staat bij missing en is ook een antwoord; haal een van beide weg."
            if self.kind == "mark" and code.isdecimal() and self.lowest <= int(code) <= self.highest:
                return f"{code} staat bij missing en is ook een cijfer dat iemand kan geven."
        return ""

    def _with_odd_ends(self) -> str:
        ends = self.favourable in {("high",), ("low",)}
        if self.kind in {"ranking", "open"} and (self.favourable or self.unfavourable):
            return f"een vraag van de soort {self.kind} heeft geen richting; haal favourable en unfavourable weg."
        if self.kind in {"likert", "mark", "number"}:
            if (self.favourable and not ends) or self.unfavourable:
                return "favourable is bij deze soort high of low: welk eind van de schaal gunstig is."
            if self.reversed and self.favourable == ("high",) and not self.set:
                return "hier staat reversed, en hoog is gunstig. Is hoog ongunstig, zet dan low; anders: geen reversed."
            return ""
        if ends and self.kind == "choice" and len(self.options) > 2:
            return "noem bij favourable de antwoorden die gunstig zijn, en bij unfavourable die ongunstig zijn."
        known = {name.casefold() for name in (*self.scale, *self.options)}
        for name in () if ends else (*self.favourable, *self.unfavourable):
            if name.casefold() not in known:
                return f"{name} is geen antwoord van deze vraag. Kies uit: {', '.join(self.options)}."
        if not ends and set(self.numbers_of(self.favourable)) & set(self.numbers_of(self.unfavourable)):
            return "hetzelfde antwoord staat bij favourable en bij unfavourable."
        if self.unfavourable and not self.favourable:
            return "noem ook bij favourable welke antwoorden gunstig zijn."
        if self.kind == "choice" and self.favourable and not self.unfavourable and len(self.options) > 2:
            return "noem ook bij unfavourable welke antwoorden ongunstig zijn; de andere tellen als neutraal."
        return ""

    def _with_odd_rest(self) -> str:
        if self.aspect and not self.question:
            return "er staat een aspect zonder vraag; vul question in."
        if self.earlier and (wrong := self._earlier_is_odd()):
            return wrong
        if self.kind not in {"mark", "number"} and self.norm is not None:
            return "alleen een cijfer (mark) of getal (number) heeft een norm."
        if self.kind == "number" and self.norm is not None and not self.favourable:
            return "zet bij favourable of hoog (high) of laag (low) gunstig is: daarmee krijgt de norm een kant."
        if self.kind == "mark":
            if self.lowest >= self.highest:
                return "lowest is niet lager dan highest."
            if self.norm is not None and not self.lowest <= self.norm <= self.highest:
                return f"de norm ligt niet tussen {self.lowest:g} en {self.highest:g}."
        if (self.set or self.reversed) and self.kind != "likert":
            return "alleen vragen van de soort likert horen bij een set of zijn omgekeerd (reversed)."
        return ""

    def _earlier_is_odd(self) -> str:
        """Say what is wrong with the order that was found before; nothing when it can be held against this one."""
        names = [name.casefold() for place in self.earlier for name in place]
        if self.kind != "ranking":
            return "alleen een volgorde (ranking) heeft earlier: de volgorde van een eerdere keer."
        if len(set(names)) < len(names):
            return "in earlier staat een antwoord twee keer."
        if len(set(names) & {name.casefold() for name in self.options}) < 2:
            return f"earlier noemt geen twee antwoorden van deze vraag. Kies uit: {', '.join(self.options)}."
        return ""


class Questionnaire(Strict):
    """A survey: who were asked, and what the columns of its file are.

    `invited` are those who were asked (by voice where there are more: ``{bewoners: 200, klanten: 40}``), `population`
    those from whom they were drawn. Respondents are the round's own when `linked`. `missing` holds for every item, and
    `scales` has scales by a name that items may use.
    """

    label: str = Field(pattern=r"\S")
    date: Word = ""
    selection: Literal["random", "everyone", "purposive", "present", "organisation", ""] = ""
    invited: Annotated[int, Field(ge=1)] | dict[str, Annotated[int, Field(ge=1)]] | None = None
    population: int | None = Field(default=None, ge=1)
    linked: bool = False
    provenance: Literal["collected", "synthetic", ""] = ""
    voice: str = ""
    columns: Columns = Columns()
    missing: Missing = Field(default={})
    scales: dict[str, Options] = Field(default={})
    items: tuple[Item, ...]

    @model_validator(mode="before")
    @classmethod
    def _with_named_scales(cls, given: Any) -> Any:
        """Put scales where items name them."""
        if not isinstance(given, dict) or not isinstance(given.get("items"), list):
            return given
        scales = given.get("scales") or {}
        items = []
        for item in given["items"]:
            named = item.get("scale") if isinstance(item, dict) else None
            if isinstance(named, str):
                if named not in scales:
                    raise _wrong(f"{item.get('id', '')}: de schaal {named} staat niet bij scales.")
                item = item | {"scale": scales[named]}
            items.append(item)
        return given | {"items": items}

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        """Refuse an item or a column that is there twice, and a respondent without a voice."""
        if not self.items:
            raise _wrong("Zet bij items de vragen van de vragenlijst.")
        ids = Counter(item.id.casefold() for item in self.items)
        named = [*self.people.values(), *(column for item in self.items for column in item.read_from)]
        for what, names in (("De vraag", ids), ("De kolom", Counter(name.casefold() for name in named))):
            if twice := [name for name, count in names.items() if count > 1]:
                raise _wrong(f"{what} {twice[0]} staat er twee keer. Noem elke vraag en elke kolom één keer.")
        if self.voice and self.columns.voice:
            raise _wrong("Zet de stem bij voice of bij columns.voice, niet bij allebei.")
        if not (self.voice or self.columns.voice or self.linked):
            raise _wrong("Zet bij voice wie de vragen beantwoordden, of bij columns.voice in welke kolom dat staat.")
        if self.linked and not self.columns.respondent:
            raise _wrong("Zet bij columns.respondent in welke kolom de deelnemers staan: linked verwijst naar hen.")
        if self.population and isinstance(self.invited, int) and self.invited > self.population:
            raise _wrong("Er zijn er meer gevraagd (invited) dan er zijn (population).")
        ends: dict[str, tuple[bool, str]] = {}
        for item in self.items:
            if clash := item.answered_by(self.missing):
                raise _wrong(f"{item.id}: {clash} Geldt dit niet voor elke vraag, zet missing dan bij de vragen zelf.")
            if item.set and item.favourable:
                first = ends.setdefault(item.set, (item.low_is_good != item.reversed, item.id))
                if first[0] != (item.low_is_good != item.reversed):
                    raise _wrong(
                        f"{item.id}: binnen {item.set} heeft een omgekeerde vraag (reversed) haar gunstige eind aan de "
                        f"andere kant. Vergelijk favourable en reversed met die van {first[1]}."
                    )
        return self

    @property
    def people(self) -> dict[str, str]:
        """The columns about who answered, by what they say."""
        columns = self.columns
        found = {"respondent": columns.respondent} if columns.respondent else {}
        found |= {name: field.column for name, field in (("voice", columns.voice), ("unit", columns.unit)) if field}
        return found | {name: field.column for name, field in columns.attributes.items()}
