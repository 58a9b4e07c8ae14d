"""The questions that `klankbord new` asks, for what was not given as an option."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import typer

from pipeline.beginning.plan import CODINGS, SELECTIONS, Plan, refuse_name
from pipeline.codebook import shared
from pipeline.errors import KlankbordError
from pipeline.phases.codebook_files import known
from pipeline.phases.declarations import PHASES
from pipeline.rounds import Project

_NOUN = ("onderdeel", "onderdelen")
_SMALL = "een klein nieuw codeboek"
# How people may have come in, in words; the first is usual.
ANY_SELECTION = {"": "verschilt", **SELECTIONS}


@dataclass(frozen=True)
class Given:
    """What was given as options; None where nothing was."""

    organisation: str | None
    place: str | None
    begins: str | None
    ends: str | None
    units: Sequence[str] | None
    noun: str | None
    voices: Sequence[str] | None
    attributes: Sequence[str] | None
    phases: Sequence[str] | None
    selection: str | None
    coding: str | None
    codebook: str | None
    synthetic: bool


def plan_of(project: Project, round_id: str, given: Given, *, ask: bool) -> Plan:
    """Put together what is known of a round that begins.

    Parameters
    ----------
    project : Project
        Where.
    round_id : str
        Its name.
    given : Given
        What was given as options.
    ask : bool
        Ask for the rest; otherwise take what is usual.

    Raises
    ------
    KlankbordError
        The name can't be or is taken, an answer can't be read, or nobody answers.
    """
    refuse_name(project, round_id)
    try:
        return _plan(project, round_id, given, ask=ask)
    except typer.Abort:
        said = "Er kwam geen antwoord; er is niets gemaakt. Geef antwoorden als opties, of zet er --yes bij."
        raise KlankbordError(said) from None


def _plan(project: Project, round_id: str, given: Given, *, ask: bool) -> Plan:
    def answer(value: str | None, question: str, usual: str) -> str:
        if value is not None or not ask:
            return usual if value is None else value.strip()
        return str(typer.prompt(question, default=usual, show_default=bool(usual))).strip()

    def answers(values: Sequence[str] | None, question: str, between: str = ",") -> tuple[str, ...]:
        if values is not None or not ask:
            return tuple(value.strip() for value in values or ())
        return _parts(answer(None, question, ""), between)

    year = str(date.today().year)
    organisation = answer(given.organisation, "Welke organisatie wordt geëvalueerd?", "De organisatie")
    place = answer(given.place, "In welke plaats of wijk?", "Nog in te vullen")
    begins = answer(given.begins, "Vanaf wanneer? (jaar, of maand zoals 2026-03)", year)
    ends = answer(given.ends, "Tot en met wanneer?", begins)
    units = answers(given.units, "Welke onderdelen of plekken? (met een komma ertussen; leeg: geen)")
    noun = answer(given.noun, "Hoe heet zo'n onderdeel? (enkelvoud en meervoud)", ",".join(_NOUN)) if units else ""
    usual = "; ".join(voice.label.lower() for voice in shared(project)[0].voices if voice.person)
    voices = answers(given.voices, f"Welke stemmen komen er nog bij? Er zijn al: {usual}. (leeg: geen)")
    attributes = answers(
        given.attributes,
        "Welke kenmerken van deelnemers? (zoals leeftijd=jong,oud; met een ; ertussen; leeg: geen)",
        ";",
    )
    return Plan(
        round_id,
        organisation,
        place,
        begins,
        ends,
        units,
        _noun(noun) if noun else _NOUN,
        voices,
        tuple(map(_attribute, attributes)),
        _phases(given.phases, ask=ask),
        _chosen(given.selection, "Hoe zijn mensen gekozen?", ANY_SELECTION, ask=ask),
        _chosen(given.coding, "Hoe codeert u wat mensen zeggen?", CODINGS, ask=ask),
        _chosen(given.codebook, "Met welk codeboek begint u?", codebooks(project), ask=ask),
        given.synthetic,
    )


def _parts(text: str, between: str = ",") -> tuple[str, ...]:
    return tuple(part for each in text.split(between) if (part := each.strip()))


def _noun(text: str) -> tuple[str, str]:
    parts = _parts(text)
    if len(parts) != 2:
        raise KlankbordError(
            f"Schrijf enkelvoud en meervoud met een komma ertussen, zoals: kamer,kamers. Er stond: {text}"
        )
    return parts[0], parts[1]


def _attribute(text: str) -> tuple[str, tuple[str, ...]]:
    label, sign, values = text.partition("=")
    if not sign or not label.strip() or not _parts(values):
        said = "Schrijf een kenmerk met zijn waarden, zoals: leeftijd=jonger dan 65,65 of ouder."
        raise KlankbordError(f"{said} Er stond: {text}")
    return label.strip(), _parts(values)


def _phases(given: Sequence[str] | None, *, ask: bool) -> tuple[str, ...]:
    """Give the ids of phases, also where their names or numbers were given."""
    by_key = {key: phase.id for n, phase in enumerate(PHASES, 1) for key in (str(n), phase.id, phase.plain)}
    if given is None and ask:
        for number, phase in enumerate(PHASES, 1):
            typer.echo(f"  {number}. {phase.label}: {phase.method}")
        usual = ",".join(str(number) for number, _ in enumerate(PHASES, 1))
        given = _parts(typer.prompt("Welke fasen houdt u? (nummers met een komma ertussen)", default=usual))
    found = {
        by_key.get(text.strip().lower(), text.strip())
        for text in ([phase.id for phase in PHASES] if given is None else given)
    }
    return tuple([phase.id for phase in PHASES if phase.id in found] + sorted(found - {phase.id for phase in PHASES}))


def codebooks(project: Project) -> dict[str, str]:
    """Give the codebooks that a round can begin with, by name, in words; the first is usual."""
    return {"": _SMALL} | {name: f"een kopie van {name}" for name in known(project)}


def _chosen(given: str | None, question: str, options: dict[str, str], *, ask: bool) -> str:
    """Give one of some options, chosen by its number; the first is usual."""
    if given is not None or not ask:
        return given or ""
    for number, words in enumerate(options.values(), 1):
        typer.echo(f"  {number}. {words}")
    chosen = str(typer.prompt(f"{question} (nummer)", default="1")).strip()
    by_number = {str(number): name for number, name in enumerate(options, 1)}
    return by_number.get(chosen, chosen)
