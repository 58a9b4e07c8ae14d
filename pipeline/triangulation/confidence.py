"""How sure a finding is: four components with the facts that bear on them, a level, and what would raise it.

Adapted from GRADE-CERQual (Lewin et al. 2018, Implement Sci 13 suppl 1), which was made for syntheses across studies:
start at high and judge down. There is no score to add up; a serious concern takes one level, and minor concerns on
several components together take one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from pipeline.contracts.provenance import REPORTED, SYNTHETIC
from pipeline.dutch import PICTURE, count_noun, listed, number, percents
from pipeline.evidence.people import PERSON, UNLISTED
from pipeline.phases.declarations import BY_ID
from pipeline.rules import Rules
from pipeline.triangulation.coding import Coding, code_name
from pipeline.triangulation.concerns import Basis, Concern, Found, Weight
from pipeline.triangulation.facts import Facts
from pipeline.triangulation.heard import Heard, sentence
from pipeline.triangulation.other_way import other_way
from pipeline.triangulation.robustness import VOICE
from pipeline.triangulation.scope import Scope
from pipeline.triangulation.views import Status

LEVELS = ("high", "moderate", "low", "very low")
# How the phases of a finding point: what else is said of them together must not contradict this.
ONE_WAY, NOT_ONE_WAY = (
    "Over de vraag als geheel wijzen alle fasen die iets zeggen, dezelfde kant op.",
    "Niet alle fasen wijzen dezelfde kant op.",
)
DUTCH = {"high": "hoog", "moderate": "redelijk", "low": "laag", "very low": "zeer laag"}


@dataclass(frozen=True)
class Confidence:
    """A suggested level and the concern on each component."""

    level: str
    limitations: Concern
    coherence: Concern
    adequacy: Concern
    relevance: Concern

    @property
    def in_sight(self) -> str:
        """What a judge of the level has in sight: how heavy the concern on each component is."""
        names = ("limitations", "coherence", "adequacy", "relevance")
        return "; ".join(f"{name}: {getattr(self, name).weight.name.lower()}" for name in names)

    @property
    def would_raise(self) -> str:
        """What would make the finding surer, in Dutch; empty when nothing weighs against it."""
        parts = (self.limitations, self.coherence, self.adequacy, self.relevance)
        return " ".join(dict.fromkeys(text for part in parts for text in part.raised_by))


def assess(basis: Basis, scope: Scope, facts: Facts) -> Confidence:
    """Suggest how sure a finding is.

    Parameters
    ----------
    basis : Basis
        What the finding rests on.
    scope : Scope
        What was asked where, and the rules of the round.
    facts : Facts
        How the evidence of the round was made.
    """
    rules = scope.rules
    limitations, coherence, relevance = (
        _limitations(basis, scope, facts),
        _coherence(basis, scope, facts),
        _relevance(basis, scope, facts),
    )
    adequacy = _adequacy(basis, facts, rules)
    level = _level((limitations, coherence, adequacy, relevance), rules)
    if level == LEVELS[0] and (narrow := _narrow(adequacy, basis, scope)):
        level, adequacy = LEVELS[1], narrow
    return Confidence(level, limitations, coherence, adequacy, relevance)


def _level(concerns: tuple[Concern, ...], rules: Rules) -> str:
    weights = [concern.weight for concern in concerns]
    down = (
        weights.count(Weight.SERIOUS)
        + 2 * weights.count(Weight.VERY_SERIOUS)
        + (weights.count(Weight.MINOR) >= rules.minor_concerns)
    )
    return LEVELS[min(down, len(LEVELS) - 1)]


def _limitations(basis: Basis, scope: Scope, facts: Facts) -> Concern:
    found = Found()
    evidence, rules = basis.evidence, scope.rules
    kinds = set(evidence["provenance"])
    if SYNTHETIC in kinds:
        part = "Een deel van de" if len(kinds) > 1 else "De"
        found.add(f"{part} gegevens {'is' if len(kinds) > 1 else 'zijn'} verzonnen voor een voorbeeld.", Weight.SERIOUS)
    reported = set(evidence["phase"][evidence["provenance"].isin(REPORTED)])
    heard = [phase.plain for phase in BY_ID.values() if phase.people and phase.id in reported]
    itself = f", niet uit de {listed(heard)} zelf" if heard else ""
    if kinds <= REPORTED:
        found.add(f"De gegevens komen uit gepubliceerde rapporten{itself}.", Weight.SERIOUS, _read_ourselves(heard))
        if len(set(evidence["phase"])) > 1:
            found.add("Dat fasen overeenkomen, zegt minder als zij in hetzelfde rapport staan.")
    elif reported:
        found.add(f"Een deel van de gegevens komt uit een rapport{itself}.", Weight.MINOR)
    coded = [facts.codings[phase] for phase in BY_ID if phase in set(evidence["phase"]) & set(facts.codings)]
    reflexive = [BY_ID[coding.phase].label.lower() for coding in coded if coding.reflexive]
    coded = [coding for coding in coded if not coding.reflexive]
    once = [BY_ID[coding.phase].label.lower() for coding in coded if not coding.double and not coding.automatic]
    read = [BY_ID[coding.phase].label.lower() for coding in coded if not coding.double and coding.automatic]
    if reflexive:
        why = (
            "een onderzoeker geeft betekenis aan wat er is gezegd. Of een ander dezelfde codes geeft, is niet gevraagd."
        )
        found.add(f"De uitspraken uit {listed(reflexive)} zijn reflexief gecodeerd: {why}")
    if read:
        more = "Een onderzoeker de uitspraken laten coderen."
        found.add(f"De uitspraken uit {listed(read)} zijn gecodeerd door een automatische lezing.", Weight.MINOR, more)
    if once:
        more = "Een tweede persoon de uitspraken laten coderen, los van de eerste."
        found.add(f"De uitspraken uit {listed(once)} zijn door één persoon gecodeerd.", Weight.MINOR, more)
    for coding in coded:
        if coding.double:
            _double_coding(found, coding, scope, evidence[evidence["phase"] == coding.phase])
    if "surveys" in set(evidence["phase"]):
        low = facts.least_response is not None and facts.least_response < rules.survey_response
        for text in facts.response:
            found.add(text, Weight.MINOR if low else Weight.NONE)
        if low:
            part = "de helft" if rules.survey_response == Fraction(1, 2) else percents(rules.survey_response)
            found.add(f"Minder dan {part} van de gevraagde mensen deed mee.", raised_by="Een hogere respons.")
    _came_in(found, basis, facts)
    if any(view.status is Status.WITHHELD for view in basis.weighed.views):
        more = "Zo vragen of samenvatten dat niemand herkenbaar is."
        found.add("Wat een van de fasen zegt, is afgeschermd en telt niet mee.", Weight.SERIOUS, more)
    wrong = sorted({name for row in evidence["evidence_id"] for name in facts.contradicted.get(row, ())})
    if wrong:
        they = count_noun(len(wrong), "cijfer hieronder spreekt", "cijfers hieronder spreken")
        found.add(f"{they} een ander cijfer tegen.", Weight.MINOR, "Nagaan welk van de cijfers klopt.")
    return found.concern()


def _came_in(found: Found, basis: Basis, facts: Facts) -> None:
    """Add that people came in through the organisation, which may have chosen who would speak well of it.

    How far that bends what was found can't be seen, however few they are.
    """
    sources = {source for heard in basis.heard.values() for source in heard.persons}
    through = sources & facts.through_organisation
    if through:
        who = "Wie" if through == sources else "Een deel van wie"
        noun = "mensen" if all(source.startswith((PERSON, UNLISTED)) for source in sources) else "bronnen"
        some = "" if through == sources else f" ({len(through)} van de {len(sources)} {noun})"
        more = "Mensen buiten de organisatie om kiezen."
        found.add(f"{who} hierover iets zei, kwam binnen via de organisatie{some}.", Weight.SERIOUS, more)


def _read_ourselves(heard: Sequence[str]) -> str:
    return f"Zelf kunnen lezen {f'wat in de {listed(heard)} is gezegd' if heard else 'waar het rapport op rust'}."


def _double_coding(found: Found, coding: Coding, scope: Scope, evidence: pd.DataFrame) -> None:
    """Add how far coders of a phase agree, over all its codes and on those that the evidence rests on."""
    phase = BY_ID[coding.phase].label.lower()
    text = f"Uit {phase} zijn {coding.double} van de {coding.total} uitspraken dubbel gecodeerd"
    least = scope.rules.coder_agreement
    if coding.alpha is None or coding.alpha < least:
        how = "niet te berekenen" if coding.alpha is None else number(coding.alpha, 2)
        found.add(
            f"{text}; de overeenstemming is te laag (alfa: {how}).", Weight.MINOR, "De codes scherper omschrijven."
        )
    else:
        agreed = f"{text}; de coderingen komen overeen (alfa: {number(coding.alpha, 2)})"
        few = next((each for each in coding.coefficients if each.low is not None and each.value == coding.alpha), None)
        if few and few.low is not None and few.high is not None and few.low < least:
            margin = f"{number(few.low, 2)} tot {number(few.high, 2)}"
            pieces = count_noun(few.n_units, "uitspraak", "uitspraken")
            told = f"{agreed}, maar dat is onzeker: met {pieces} die dubbel zijn gecodeerd, is de marge {margin}."
            found.add(told, raised_by="Meer uitspraken dubbel coderen.")
        else:
            found.add(f"{agreed}.")
    labels = scope.codebook.aspect_labels
    used = {code_name(*pair): labels[pair] for pair in zip(evidence["question"], evidence["aspect"], strict=True)}
    poor = [f"«{used[name]}» (alfa: {number(alpha, 2)})" for name, alpha in coding.poor(least).items() if name in used]
    if poor:
        told = f"Wat de {'code' if len(poor) == 1 else 'codes'} {listed(poor)} krijgt, zien codeurs te verschillend."
        found.add(told, Weight.MINOR, "Die codes scherper omschrijven en opnieuw coderen.")


def _coherence(basis: Basis, scope: Scope, facts: Facts) -> Concern:
    found = Found()
    speaking = basis.weighed.speaking
    directions = {view.direction for view in speaking}
    if {1, -1} <= directions:
        more = "Uitzoeken waarom fasen tegengestelde kanten op wijzen."
        found.add("Fasen wijzen tegengestelde kanten op.", Weight.SERIOUS, more)
    elif len(directions) > 1:
        more = "Uitzoeken waarom fasen verschillen."
        found.add(NOT_ONE_WAY, Weight.MINOR, more)
    elif directions == {0}:
        counts = [int((basis.evidence["direction"] == sign).sum()) for sign in (1, -1)]
        plus, minus = (count_noun(count, "punt", "punten") for count in counts)
        more = "Uitzoeken waarom mensen binnen een fase verschillen."
        divided = f"Binnen de fasen is het beeld verdeeld: {plus} positief, {minus} kritisch."
        found.add(divided if any(counts) else "Elk punt is op zich gemengd of neutraal.", Weight.MINOR, more)
    elif len(speaking) < 2:
        found.add("Er is maar één fase, dus er valt niets te vergelijken.")
    else:
        found.add(ONE_WAY)
        labels = scope.codebook.aspect_labels
        question = basis.evidence["question"].iloc[0]
        way = speaking[0].direction or 0
        other = [f"«{labels[question, aspect]}»" for aspect in other_way(basis.evidence, way)]
        if other:
            found.add(f"Over {listed(other)} is alles wat is gevonden {PICTURE[-way]}.")
    against = basis.against
    if len(against):
        groups = count_noun(against["voice"].nunique(), "groep", "groepen")
        said = count_noun(len(against), "punt pleit", "punten pleiten")
        found.add(f"{said} ertegen, van {groups}.")
    # A sentence that leaves a group out does not fit what was found; one that names it does.
    apart = facts.apart.get(basis.evidence["question"].iloc[0], ())
    left_out = [group for group in apart if not group.is_named_in(basis.statement)]
    for group in apart:
        if group not in left_out:
            found.add(group.sentence)
    for group in left_out:
        found.add(group.sentence, Weight.SERIOUS if group.differs else Weight.MINOR)
    if left_out:
        what = "dit" if len(left_out) == 1 else f"deze {len(left_out)} verschillen"
        if len(left_out) < len(apart):  # the others stand before it
            what = "dit laatste" if len(left_out) == 1 else f"de laatste {len(left_out)} verschillen"
        more = "Wie het anders ziet, in de zin van de bevinding noemen."
        found.add(f"De zin noemt {what} niet.", raised_by=more)
    return found.concern()


def _one_person(heard: Mapping[str, Heard]) -> bool:
    return all(found.whole and found.known == 1 for found in heard.values())


def _adequacy(basis: Basis, facts: Facts, rules: Rules) -> Concern:
    found = Found()
    evidence = basis.evidence
    alone = basis.alone
    # What one person said here and another there is not yet what groups say.
    voices, phases = evidence["voice"].nunique(), len(basis.carriers) - max(len(alone) - 1, 0)
    counts = f"{count_noun(phases, 'fase', 'fasen')} en {count_noun(voices, 'stem', 'stemmen')}"
    more = "Deze vraag in meer fasen of aan meer groepen stellen."
    if len(basis.heard) == len(basis.weighed.speaking) == 1 and _one_person(basis.heard):
        found.add("Rust op wat één mens zei.", Weight.VERY_SERIOUS, "Meer mensen horen.")
    elif min(phases, voices) < rules.least_sources:
        found.add(f"Rust op weinig: {counts}.", Weight.SERIOUS, more)
    elif min(phases, voices) < rules.enough_sources:
        found.add(f"Rust op een smalle basis: {counts}.", Weight.MINOR, more)
    else:
        found.add(f"Rust op {counts}.")
    for group in basis.carriers:
        if len(group) > 1:
            named = listed([BY_ID[phase].label.lower() for phase in BY_ID if phase in group])
            found.add(f"Deels dezelfde mensen, twee keer gevraagd: {named} tellen samen als één fase.")
    if len(alone) > 1:
        named = listed([BY_ID[phase].plain for phase in BY_ID if frozenset().union(*alone) & {phase}])
        found.add(f"In de {named} sprak telkens maar één mens: die tellen samen als één fase.")
    found.add(sentence(basis.heard))
    if any(each.kind == VOICE and each.fragile for each in basis.left_out) and voices > 1:
        found.add("Zonder één stem staat deze bevinding niet overeind.", Weight.MINOR, "Meer stemmen horen.")
    if known := facts.saturation(evidence["phase"]):
        found.add(known)
    return found.concern()


# Of fewer people than these a finding is never highly sure, however well they agree. Our choice.
_FEW_PEOPLE = 10


def _narrow(adequacy: Concern, basis: Basis, scope: Scope) -> Concern | None:
    """Say why a finding that nothing speaks against still rests on too little to be highly sure; None if it does not.

    That is any concern about how much there is, fewer than ten people, or one aspect where the question has more.
    """
    found = Found()
    codes = len(scope.codebook.question_by_id[basis.evidence["question"].iloc[0]].codes)
    if codes > 1 and basis.evidence["aspect"].nunique() == 1:
        more = "Ook de andere aspecten van de vraag onderzoeken."
        found.add(f"Gaat over één van de {codes} aspecten van de vraag.", Weight.MINOR, more)
    sizes = {name: size for each in basis.heard.values() for name, size in each.persons.items()}
    if sizes and None not in sizes.values() and sum(size or 0 for size in sizes.values()) < _FEW_PEOPLE:
        found.add(f"Er zijn minder dan {_FEW_PEOPLE} mensen gehoord.", Weight.MINOR, "Meer mensen horen.")
    own = found.concern()
    if not max(adequacy.weight, own.weight):
        return None
    facts = (*adequacy.facts, *own.facts, "Op zo'n smalle basis is de zekerheid nooit hoog.")
    return Concern(max(adequacy.weight, own.weight), facts, (*adequacy.raised_by, *own.raised_by))


def _relevance(basis: Basis, scope: Scope, facts: Facts) -> Concern:
    found = Found()
    units = basis.evidence["unit"]
    about_area = int(units.isin(scope.areas).sum())
    areas = [area for area in scope.areas if (units == area).any()]
    more = "Vergelijken met een gebied waar de organisatie niet werkt, of met de situatie van voor die tijd."
    if about_area == 0:
        found.add("Gaat over de organisatie zelf.")
    elif about_area > scope.rules.area_share * len(units):
        text = f"Gaat vooral over {listed(areas)}; het aandeel van de organisatie is niet te zien."
        found.add(text, Weight.SERIOUS, more)
    else:
        found.add(f"Een deel gaat over {listed(areas)} als geheel, niet over de organisatie.", Weight.MINOR, more)
    if facts.units:
        named = [name for name in facts.units if (units == name).any()]
        noun = scope.units_noun
        per_unit = f"Bewijs per {noun.one}: {', '.join(named)}."
        found.add(per_unit if named else f"Het bewijs telt de {noun.more} samen, niet per {noun.one}.")
    return found.concern()
