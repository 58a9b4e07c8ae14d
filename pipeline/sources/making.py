"""From files to records: everything that an import makes, in memory; nothing is written here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.codebook import Codebook
from pipeline.dutch import listed
from pipeline.sources.conversations import Conversations, conversations
from pipeline.sources.decisions import (
    CODERS,
    CODES,
    NO,
    PEOPLE,
    TAKE,
    TALKS,
    YES,
    Choices,
    CodeDecision,
    Decisions,
    PersonDecision,
    TalkDecision,
)
from pipeline.sources.groups import proposed, told
from pipeline.sources.matching import Match, Meaning, Names, meaning, shown
from pipeline.sources.merging import Merged, clean
from pipeline.sources.model import Code, Document, Line, Material
from pipeline.sources.people import MAYBE, NOBODY
from pipeline.sources.pseudonyms import Pseudonyms, is_settled
from pipeline.sources.report import CodeRead, File, Report
from pipeline.sources.segments import ALIKE, LOST, Segments, segments
from pipeline.sources.talks import Known, People, Person, Talk

Row = dict[str, str]


@dataclass(frozen=True)
class Made:
    """What an import makes.

    Attributes
    ----------
    tables
        Rows by table.
    transcripts
        Texts by the name of the conversation.
    asked
        The rows of `koppeling.xlsx`, by sheet: what was decided, and what still has to be.
    report
        What was done.
    who_is_who
        Of everybody with a name that may not be seen: that name, what stands for it in `koppeling.xlsx`, and the
        pseudonym.
    same_name
        Who has the same full name in other conversations, and is somebody else so far.
    """

    tables: Mapping[str, list[Row]]
    transcripts: Mapping[str, str]
    asked: Mapping[str, list[Row]]
    report: Report
    who_is_who: Sequence[tuple[str, str, str]] = ()
    same_name: Sequence[Line] = ()


@dataclass(frozen=True)
class Setting:
    """What files are read against: the codebook, what may be chosen, what was decided, and what is typed already.

    `pseudonyms` gives names to who has none that may be seen.
    """

    codebook: Codebook
    phase: str
    choices: Choices
    decisions: Decisions
    known: Known
    pseudonyms: Pseudonyms


def make(materials: Sequence[Material], setting: Setting) -> Made:
    """Make records of files.

    Parameters
    ----------
    materials : sequence of Material
        The files.
    setting : Setting
        The round.
    """
    decisions, known = setting.decisions, setting.known
    found = conversations(materials, decisions, known, setting.choices, setting.pseudonyms)
    together, people, held, documents = found.together, found.people, found.talks, found.documents
    names = Names(setting.codebook, setting.phase)
    used = Counter(coding.code for coding in together.codings)
    codes = {code.path: code for code in together.codes} | {path: Code(path) for path in used}
    meanings = {path: meaning(code, names, decisions.codes) for path, code in codes.items()}
    read = [line for _, who in found.present for line in who.lines]
    by_name = {talk.document.name: talk for talk in held}
    made = segments(together.codings, meanings, by_name)
    taken = [talk for talk in held if not talk.waits and talk.people]
    tables = {
        "respondents": _respondents(taken, people),
        "interviews": [_interview(talk) for talk in taken if not talk.typed],
        "segments": made.rows,
    }
    transcripts = {talk.interview: talk.document.text for talk in taken if talk.document.text}
    asked = {
        CODES: [_code_row(codes[path], meanings[path], used[path], decisions, made) for path in codes if used[path]],
        PEOPLE: _person_rows(found, setting),
        TALKS: [
            _talk_row(
                document,
                by_name.get(document.name),
                decisions.talks.get(document.name, TalkDecision()),
                setting.choices,
            )
            for document in documents.values()
        ],
        CODERS: _coder_rows(materials, decisions),
    }
    lines = [*together.lines, *read, *told(held, setting.choices.units, materials), *made.lines, *_of_talks(held)]
    lines = list(setting.pseudonyms.without_names(lines, (each.somebody for each in people.found.values())))
    same_name = _same_name(found, setting.pseudonyms)
    lines += [*same_name, *_of_codes(asked[CODES]), *_unused(codes, used, meanings, materials)]
    report = Report(
        tuple(File(each.file, each.program, each.found, each.counting) for each in materials),
        _counts(materials, together, tables, transcripts, meanings, used),
        _became(materials, together, made),
        made.read,
        tuple(
            CodeRead(codes[path].name, used[path], found.match, shown(found.question, found.aspect), _way(found))
            for path, found in meanings.items()
            if used[path]
        ),
        {sheet: count for sheet, rows in asked.items() if (count := sum("…" in row for row in rows))},
        tuple(lines),
    )
    return Made(tables, transcripts, asked, report, _who_is_who(found, setting.pseudonyms), same_name)


def _settled(found: Conversations) -> set[str]:
    """Name those who turned out to be nobody: a word before a colon, and not a name."""
    settled = set()
    for _, who in found.present:
        people = [found.people.of(somebody) for somebody in who.people]
        for person in people:
            others = {other.respondent for other in people if other is not person} - {""}
            if is_settled(person.somebody, person.respondent, takes=person.take, others=others):
                settled.add(person.somebody.name)
    return settled


def _person_rows(found: Conversations, setting: Setting) -> list[Row]:
    """Give the rows of people, each once: under a code where files have a name that nobody else may see."""
    settled, rows = _settled(found), dict[str, Row]()
    for name, person in found.people.found.items():
        if not _alone(person):
            label = name if name in settled else setting.pseudonyms.label(person.somebody)
            decided = found.people.decided(person.somebody)
            row = _person_row(person, decided, setting.choices)
            how = NOBODY if name in settled else person.somebody.found
            rows.setdefault(label, {**row, "Naam": label, "Gevonden als": how})
    return list(rows.values())


def _who_is_who(found: Conversations, pseudonyms: Pseudonyms) -> list[tuple[str, str, str]]:
    """Give of everybody whose name is hidden what files call them, what stands in the workbook, and the pseudonym."""
    settled = _settled(found)
    return [
        (name, pseudonyms.label(person.somebody), person.respondent)
        for name, person in found.people.found.items()
        if name not in settled and pseudonyms.called(person.somebody)
    ]


def _same_name(found: Conversations, pseudonyms: Pseudonyms) -> list[Line]:
    """Tell where people of whom a full name is the same have other pseudonyms: by those, since names are hidden."""
    settled = _settled(found)
    people: dict[str, dict[str, list[str]]] = {}
    for document, who in found.present:
        for somebody in who.people:
            person = found.people.of(somebody)
            name = pseudonyms.full_name(somebody)
            if name and person.take and somebody.name not in settled:
                people.setdefault(name, {}).setdefault(person.respondent, []).append(document.name)
    mend = (
        "Is het één mens, geef dan in import/koppeling.xlsx op het blad personen bij Persoon dezelfde schuilnaam, en "
        "importeer opnieuw. Zijn het er meer, dan hoeft er niets te gebeuren."
    )
    lines = []
    for own in people.values():
        if len(own) > 1:
            where = listed([f"{code} in {listed(list(dict.fromkeys(talks)))}" for code, talks in own.items()])
            lines.append(Line("", "", "", f"Zij hebben dezelfde naam: {where}.", mend, lost=False))
    return lines


def _alone(person: Person) -> bool:
    """Tell whether nothing has to be decided of somebody: the round has them under this very name."""
    return person.typed and person.somebody.name == person.respondent


def _respondents(taken: Sequence[Talk], people: People) -> list[Row]:
    """Make a row of everybody who is in a conversation and whom the round does not have yet."""
    rows: dict[str, Row] = {}
    for talk in taken:
        for person in talk.people:
            if person.typed:
                continue
            decided = person.decision
            own = {
                **decided.columns,
                "respondent_id": person.respondent,
                "voice": decided.voice,
                "unit": decided.unit,
                "consent_quotable": decided.quotable,
                **decided.attributes,
                "origin": talk.document.file,
            }
            row = rows.setdefault(person.respondent, own)
            rows[person.respondent] = {**own, **{name: value for name, value in row.items() if value}}
    return list(rows.values())


def _interview(talk: Talk) -> Row:
    return {
        **talk.decision.columns,
        "interview_id": talk.interview,
        "respondents": "; ".join(dict.fromkeys(person.respondent for person in talk.people)),
        "unit": talk.decision.unit,
        "date": talk.decision.date,
        "transcript": f"{talk.interview}.txt" if talk.document.text else "",
        "origin": talk.document.file,
    }


def _way(found: Meaning) -> str:
    return "" if found.direction is None else f"{found.direction:+d} ({found.read})".replace("+0", "0")


def _code_row(code: Code, found: Meaning, used: int, decisions: Decisions, made: Segments) -> Row:
    """Give the row of a code; what waits has a mark that the workbook does not show."""
    decided = decisions.codes.get(code.name, CodeDecision())
    read = found.match.value if found.match is not Match.EXACT else shown(found.question, found.aspect)
    way = _way(found)
    row = {
        "Code": code.name,
        "Keer gebruikt": str(used),
        "Gelezen als": ", ".join(filter(None, [read, way])),
        "Voorstel": shown(found.question, found.aspect) if found.match is Match.MAYBE else "",
        "Vraag": decided.question,
        "Aspect": decided.aspect,
        "Richting": "" if decided.direction is None else str(decided.direction),
        TAKE: "" if decided.take else NO,
    }
    undirected = made.undirected[code.path]
    if undirected:
        row["Gelezen als"] += f"; richting niet te zien bij {undirected}"
    if found.waits or undirected:
        row["…"] = "Vraag en Aspect" if found.waits else "Richting"
    return row


def _person_row(person: Person, decided: PersonDecision, choices: Choices) -> Row:
    """Give the row of somebody: what was decided in its cells, what the file says beside them."""
    read = person.decision
    said = [read.voice, read.unit, *read.attributes.values()]
    take = {True: YES, False: NO, None: NO if person.somebody.asks else ""}[decided.take]
    row = {
        "Gelezen als": ", ".join(filter(None, said)),
        "Persoon": person.respondent if person.take else "",
        "Stem": decided.voice,
        "Onderdeel": decided.unit,
        "Mag citeren": decided.quotable,
        **{title: decided.attributes.get(name, "") for title, name, _ in choices.attributes},
        TAKE: take,
    }
    if person.waits:
        row["…"] = "Stem"
    return row


def _talk_row(document: Document, talk: Talk | None, decided: TalkDecision, choices: Choices) -> Row:
    """Give the row of a conversation: what was decided in its cells, what the file says beside them."""
    read = talk.decision if talk else decided
    return {
        "Document": document.name,
        "Bestand": document.file,
        "Gelezen als": ", ".join(filter(None, [read.date, read.unit])),
        "Voorstel": "" if read.unit or (talk and talk.typed) else proposed(document.groups, choices.units),
        "Gesprek": talk.interview if talk else decided.interview,
        "Datum": decided.date,
        "Onderdeel": decided.unit,
        TAKE: "" if decided.take else NO,
    }


def _coder_rows(materials: Sequence[Material], decisions: Decisions) -> list[Row]:
    files: dict[str, list[str]] = {}
    for material in materials:
        for name in dict.fromkeys(clean(coding.coder) for coding in material.codings if clean(coding.coder)):
            files.setdefault(name, []).append(material.file)
    return [
        {"Naam": name, "Bestand": ", ".join(own), "Codeur": decisions.coders.get(name, "")}
        for name, own in files.items()
    ]


def _of_talks(held: Sequence[Talk]) -> list[Line]:
    lines = []
    for talk in held:
        file, name = talk.document.file, talk.document.name
        waiting = list(dict.fromkeys(person.respondent for person in talk.people if person.waits))
        if talk.names_in_key:
            what = f"In het kenmerk {talk.interview} van dit gesprek staat een naam van wie er spreekt."
            mend = "Geef het gesprek in import/koppeling.xlsx op het blad gesprekken een kenmerk zonder naam."
            lines.append(Line(file, name, listed(talk.names_in_key), what, mend, lost=False))
        maybe = [person for person in talk.people if person.waits and person.somebody.found == MAYBE]
        lines += [_may_speak(person, talk.document) for person in maybe]
        if waiting:
            what = f"Dit gesprek wacht: de stem van {listed(waiting)} is nog niet bekend."
            mend = "Vul in import/koppeling.xlsx op het blad personen de stem in, en importeer opnieuw."
            lines.append(Line(file, name, "", what, mend))
        elif not talk.people:
            what = "In dit gesprek is niemand wiens woorden meetellen; het is niet overgenomen."
            lines.append(Line(file, name, "", what))
    return lines


def _may_speak(person: Person, document: Document) -> Line:
    """Ask whether a name that stands once before a colon is of somebody who speaks."""
    called = person.somebody.name.rpartition(": ")[2]
    what = "Dit staat één keer vooraan een regel. Spreekt hier iemand? Tot u dat zegt, zijn die woorden van niemand."
    mend = (
        f"Is het iemand: vul in import/koppeling.xlsx bij {person.respondent} de stem in. Is het geen spreker: geef "
        "daar bij Persoon de schuilnaam van wie aan het woord is."
    )
    return Line(document.file, document.name, called, what, mend, lost=False)


def _of_codes(rows: Sequence[Row]) -> list[Line]:
    """Tell each code that waits, and what for."""
    mend = "Vul dit in import/koppeling.xlsx op het blad codes in, en importeer opnieuw."
    return [
        Line("", "", row["Code"], f"Deze code wacht ({row['Keer gebruikt']} keer gebruikt): {row['…']}.", mend)
        for row in rows
        if "…" in row
    ]


def _unused(
    codes: Mapping[tuple[str, ...], Code],
    used: Counter[tuple[str, ...]],
    meanings: Mapping[tuple[str, ...], Meaning],
    materials: Sequence[Material],
) -> list[Line]:
    """Tell codes that nobody used: a name above other codes is none of them."""
    above = {path[:length] for path in codes for length in range(1, len(path))}
    files = {tuple(map(clean, code.path)): material.file for material in materials for code in material.codes}
    what = "Deze code is nergens gebruikt; er is niets van overgenomen."
    lines = []
    for path, code in codes.items():
        if not used[path] and path not in above:
            known = meanings[path].match is Match.EXACT
            said = what if known else f"{what} Hij staat niet in het codeboek."
            lines.append(Line(files.get(path, ""), "", code.name, said, lost=False))
    return lines


def _became(materials: Sequence[Material], together: Merged, made: Segments) -> dict[str, int]:
    """Count what became of all codings; those of a file that could not be read as one are lost."""
    unread = sum(each.found.get("coderingen", len(each.codings)) - len(each.codings) for each in materials)
    became = Counter(made.became)
    became[ALIKE] += together.twice
    became[LOST] += together.lost + unread
    return {name: count for name, count in became.items() if count}


def _counts(
    materials: Sequence[Material],
    together: Merged,
    tables: Mapping[str, list[Row]],
    transcripts: Mapping[str, str],
    meanings: Mapping[tuple[str, ...], Meaning],
    used: Counter[tuple[str, ...]],
) -> tuple[tuple[str, int, str, int], ...]:
    def found(kind: str, least: int) -> int:
        return sum(material.found.get(kind, 0) for material in materials) or least

    matched = sum(meanings[path].counts or meanings[path].match is Match.VALENCE for path in used)
    memos = sum(bool(row["memo"]) for row in tables["segments"])
    in_talks = {name for row in tables["interviews"] for name in row["respondents"].split("; ")}
    return (
        ("documenten", found("documenten", len(together.documents)), "uitwerkingen", len(transcripts)),
        ("cases in de bestanden", found("cases", len(together.cases)), "mensen in gesprekken", len(in_talks)),
        ("gebruikte codes", len(used), "codes die zijn gekoppeld", matched),
        ("coderingen", found("coderingen", len(together.codings)), "fragmenten", len(tables["segments"])),
        ("memo's bij coderingen", sum(bool(each.memo) for each in together.codings), "memo's", memos),
    )
