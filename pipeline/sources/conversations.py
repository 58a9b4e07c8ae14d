"""Files together as conversations: which documents there are, who is in each, and whom the round has them as."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.sources.decisions import Choices, Decisions
from pipeline.sources.merging import Merged, merged
from pipeline.sources.model import Coding, Document, Material
from pipeline.sources.people import Present, Somebody, present
from pipeline.sources.pseudonyms import Pseudonyms
from pipeline.sources.talks import Known, People, Talk, talks


@dataclass(frozen=True)
class Conversations:
    """What files hold together.

    Attributes
    ----------
    together
        The files as one.
    documents
        Every document by its name, also one of which there are only codings.
    present
        Each document with who is in it.
    talks
        The documents that are taken as conversations.
    people
        Gives everybody their place among the respondents.
    """

    together: Merged
    documents: Mapping[str, Document]
    present: Sequence[tuple[Document, Present]]
    talks: Sequence[Talk]
    people: People

    def named(self, names: frozenset[str]) -> list[tuple[Somebody, Document]]:
        """List everybody who has one of some pseudonyms, with the document that they are in."""
        return [
            (somebody, document)
            for document, who in self.present
            for somebody in who.people
            if self.people.of(somebody).respondent in names
        ]


def conversations(
    materials: Sequence[Material], decisions: Decisions, known: Known, choices: Choices, pseudonyms: Pseudonyms
) -> Conversations:
    """Read files as conversations.

    Parameters
    ----------
    materials : sequence of Material
        The files.
    decisions, known, choices
        What was decided, what is typed in the round's own workbooks, and what may be chosen.
    pseudonyms : Pseudonyms
        Gives names to who has none that may be seen.
    """
    together, documents, pairs = who_speaks(materials, decisions.coders, known.respondents)
    everybody = {somebody.name for _, who in pairs for somebody in who.people}
    pseudonyms.look_at(documents, {case.name for case in together.cases}, known.respondents, everybody)
    people = People(known, decisions, choices, pseudonyms)
    held = talks(pairs, people, known, decisions, choices)
    return Conversations(together, documents, pairs, held, people)


def who_speaks(
    materials: Sequence[Material], coders: Mapping[str, str], known: Collection[str]
) -> tuple[Merged, Mapping[str, Document], list[tuple[Document, Present]]]:
    """Put files together, and say who is in each document.

    Parameters
    ----------
    materials : sequence of Material
        The files.
    coders : mapping of str to str
        What coders are called in the round.
    known : collection of str
        Pseudonyms that the round has.

    Returns
    -------
    tuple
        The files as one, every document by its name, and each with who is in it.
    """
    together = merged(materials, coders)
    by_document: dict[str, list[Coding]] = {}
    for coding in together.codings:
        by_document.setdefault(coding.document, []).append(coding)
    documents = {document.name: document for document in together.documents}
    for name, own in by_document.items():
        documents.setdefault(name, Document(name, "", own[0].file))
    # Who has a name in a project has it in every text.
    named = {*known, *(case.name for case in together.cases)}
    pairs = [
        (document, present(document, together.cases, by_document.get(name, ()), named))
        for name, document in documents.items()
    ]
    return together, documents, pairs
