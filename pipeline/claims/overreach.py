"""What a sentence that states a finding claims beyond its evidence: a trend, a cause, a comparison, a whole group.

Told by short lists of words, so that a complaint can be taken seriously. Who tells what others say, claims it of them
only: "volgens medewerkers" may be followed by all of these.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.claims import wording
from pipeline.claims.backing import Sources
from pipeline.claims.text import Sentence
from pipeline.codebook import Voice
from pipeline.dutch import listed
from pipeline.errors import Problem
from pipeline.triangulation.findings import FindingRow

_REPORTS = re.compile(
    r"\b(?:volgens|zegt|zeggen|vertel\w*|noem\w*|vind(?:t|en)|ervaren|ervaart|merk(?:t|en)|zien|ziet|geven aan"
    r"|geeft aan|schrijft|schrijven|meld(?:t|en)|denk(?:t|en)|verwacht(?:en)?|hopen|willen|wil)\b",
    re.IGNORECASE,
)
_TREND = re.compile(
    r"\b(?:groei(?:t|de|den)|(?<!te )groeien|gegroeid|toegenomen|afgenomen|gestegen|stijgt|stijgen|gedaald|daalt|dalen"
    r"|verbeter(?:t|en|d|de|den)|verslechter(?:t|en|d|de|den)|(?:neemt|nemen|nam|namen) (?:\w+ ){0,2}(?:toe|af)"
    r"|(?:komt|komen|kwam) (?:\w+ ){0,2}op gang|steeds (?:meer|minder|beter|vaker|slechter)"
    r"|(?:krijg(?:t|en)|doe(?:t|n)|gaan?t?) (?:\w+ ){0,2}meer (?:\w+)"
    r"|word(?:t|en) (?:\w+ ){0,6}(?:schoner|veiliger|prettiger|beter|slechter|sterker))\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:dankzij|leid(?:t|en) tot|(?:zorgt|zorgen) ervoor|als gevolg van|(?:komt|komen) door"
    r"|(?:draagt|dragen) (?:\w+ ){0,3}bij aan|heeft effect|hebben effect)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:vernieuwende?|unieke?|goedkoper|zuinig(?:er|e)?"
    r"|(?:beter|meer|vaker|sneller|minder) dan (?:elders|ander\w*))\b",
    re.IGNORECASE,
)
_AREA = re.compile(r"\b(?:wijk\w*|buurt\w*|bewoners|inwoners)\b", re.IGNORECASE)
# How a sentence begins that says what a group itself thinks or feels.
_OPINION = re.compile(
    r"^(?:de |het |veel |sommige |enkele |(?:de )?meeste |een deel van de )*(?P<who>\w+)(?: en (?P<also>\w+))?"
    r" (?:vinden|vindt|voelen|voelt|zijn (?:\w+ )?(?:on)?tevreden|zijn (?:\w+ )?positief|waarderen|waardeert|willen|wil"
    r"|hebben een (?:\w+ )?beeld|denken|denkt|ervaren|ervaart)\b",
    re.IGNORECASE,
)


def overreach(sentence: Sentence, stated: Iterable[FindingRow], sources: Sources) -> Iterator[Problem]:
    """List what a sentence claims that no evidence under the findings it states can carry.

    Parameters
    ----------
    sentence : Sentence
        A sentence of the report or of `sentences.csv`.
    stated : iterable of FindingRow
        The findings that it states.
    sources : Sources
        What it can rest on.
    """
    text = sentence.text
    found: dict[str, tuple[str, str]] = {}
    for finding in stated:
        names = finding["evidence_ids"].split()
        if not _REPORTS.search(text) and not wording.negates(text):
            found |= _beyond(text, names, sources)
        found |= _told_by_others(text, names, sources)
        found |= _left_out(text, finding, sources)
    for value, (what, mend) in found.items():
        yield Problem(sentence.file, sentence.line, "", value, what, mend)


def _beyond(text: str, names: list[str], sources: Sources) -> dict[str, tuple[str, str]]:
    """Find a trend without two moments, a cause, and a comparison that nobody made."""
    found = {}
    said = "Schrijf wie dat zegt (volgens ..., ... vertellen dat), of laat het weg."
    moments = [name for name in names if name in sources.two_moments]
    of_area = all(sources.evidence[name]["unit"] in sources.areas for name in moments)
    if (trend := _TREND.search(text)) and (not moments or (of_area and not _AREA.search(text))):
        what = "Dit zegt dat iets verandert, maar onder deze bevinding zijn geen twee metingen daarvan."
        found[trend[0]] = (what, said)
    if cause := _CAUSE.search(text):
        found[cause[0]] = (
            "Dit noemt een oorzaak, en klankbord kent hier geen vergelijking met wie niet meedeed.",
            said,
        )
    if compared := _COMPARED.search(text):
        found[compared[0]] = ("Dit vergelijkt met iets anders, en klankbord kent die vergelijking niet.", said)
    return found


def _told_by_others(text: str, names: list[str], sources: Sources) -> dict[str, tuple[str, str]]:
    """Find what a group is said to think or feel of which nobody spoke under the finding."""
    opinion = _OPINION.search(text)
    if not opinion:
        return {}
    spoke = {sources.evidence[name]["voice"] for name in names}
    words = {opinion["who"].lower(), (opinion["also"] or "").lower()} - {""}
    for word in sorted(words):
        groups = [voice for voice in sources.voices if voice.person and word in _nouns(voice)]
        if groups and not spoke & {voice.id for voice in groups}:
            what = f"Van {word} zelf is hierover niets gehoord: anderen zeggen dit over hen."
            return {opinion[0]: (what, f"Schrijf wie het zegt: volgens ... zijn of vinden {word} dat.")}
    return {}


def _left_out(text: str, finding: FindingRow, sources: Sources) -> dict[str, tuple[str, str]]:
    """Find groups that mostly say the opposite, where the sentence neither names them nor leaves room for them."""
    direction = int(finding["direction"])
    if not direction or wording.leaves_room(text):
        return {}
    sides: dict[str, Counter[int]] = {}
    for name in finding["evidence_ids"].split():
        row = sources.evidence[name]
        sides.setdefault(row["voice"], Counter())[row["direction"]] += 1
    against = [
        voice
        for voice in sources.voices
        if voice.id in sides
        and sides[voice.id][-direction] >= _SAID_MORE_THAN_ONCE
        and sides[voice.id][-direction] > sides[voice.id][direction]
        and not any(re.search(rf"\b{re.escape(noun)}\b", text, re.IGNORECASE) for noun in _nouns(voice))
    ]
    if not against:
        return {}
    named = listed([voice.label.lower() for voice in against])
    what = f"Deze zin laat weg dat van {named} het meeste de andere kant op wijst."
    return {text: (what, "Noem die groep, of schrijf dat het niet voor iedereen geldt (vooral, de meeste, maar).")}


def _nouns(voice: Voice) -> set[str]:
    """Give the words by which a sentence names a group: those of its name."""
    return {word for word in re.findall(r"\w+", f"{voice.id} {voice.label}".lower()) if len(word) > 4} - _NO_NAME


# One remark of a group is no group that sees it otherwise.
_SAID_MORE_THAN_ONCE = 2
_NO_NAME = {"onbekende", "cijfers"}  # words of names that name nobody
