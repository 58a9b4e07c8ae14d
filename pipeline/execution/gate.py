"""What stops a round from being published: somebody who stands in it, though the round knows that they may not."""

from pathlib import Path

from pipeline.called import command
from pipeline.contracts.privacy_tables import PERSON, PRIVACY_NAMES
from pipeline.contracts.respondents import YES_NO
from pipeline.errors import KlankbordError
from pipeline.phases.own_names import own_names
from pipeline.privacy.gate import Gate, hits, told
from pipeline.privacy.names import Names, folded
from pipeline.privacy.of_round import known_words
from pipeline.records import records
from pipeline.review import reviewed
from pipeline.rounds import Project


def gate_of(project: Project, round_id: str) -> Gate:
    """Give what no file of a round may have that is published.

    That is the name of who reviews, of who does the research (but of whom `round.yml` names as a maker, which the first
    page has), of people as imported files call them, and of people in `privacy_names`; what that table does not hide
    may be there.
    """
    loaded = reviewed.load(project, round_id, looking=False)
    data = loaded.data
    _, no = YES_NO
    listed = records(data.whole(PRIVACY_NAMES.name))
    allowed = {row["name"].casefold() for row in listed if row["hidden"] == no}
    makers = " ".join(map(folded, (*data.round.makers, data.round.client)))
    people = [row["name"] for row in listed if row["kind"] == PERSON and row["hidden"] != no]
    people += [
        name
        for name in own_names(data, loaded.review.people)
        if name.casefold() not in allowed and folded(name) not in makers
    ]
    nobody = [*(panel.label for panel in data.round.panels), *known_words(data.round, data.codebook, data.inside)]
    return Gate(Names(dict.fromkeys(people, "iemand"), nobody), frozenset(allowed))


def pass_through(folder: Path, project: Project, round_id: str) -> None:
    """Look at everything that is to be published, and stop where somebody stands in it.

    Parameters
    ----------
    folder : pathlib.Path
        All files, put together.
    project, round_id
        The round.

    Raises
    ------
    KlankbordError
        Somebody stands in a file: each place is told, and not who.
    """
    if found := hits(folder, gate_of(project, round_id)):
        mend = (
            f"Zoek de plek op in uw tekst of tabellen en haal het weg; zie ook {command('privacy', round_id)}. Mag het "
            f"er staan, zet het dan in raw/{round_id}/{PRIVACY_NAMES.file}: nee bij Verbergen, de reden bij Opmerking."
        )
        raise KlankbordError(
            f"Niet gepubliceerd: hierin is iemand te vinden die er niet in mag staan.\n{told(found)}\n{mend}"
        )
