"""The chain from a sentence of the report to the raw rows it rests on, and back."""

from collections import defaultdict

from pipeline.claims.ledger import Ledger
from pipeline.claims.values import ROUND
from pipeline.contracts.table import OWN_DATA


class Chain:
    """Steps down (what does this rest on?) and up (what rests on this?) in a round.

    Parameters
    ----------
    ledger : Ledger
        The report of the round with everything that its sentences can rest on.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        sources = ledger.sources
        self._sentences = dict(ledger.sentences)
        self._down: dict[str, list[str]] = {name: ledger.rests_on(claim) for name, claim in self._sentences.items()}
        for name, finding in sources.findings.items():
            self._down[name] = [*str(finding["evidence_ids"]).split(), *sources.judged.get(name, [])]
        for name in sources.evidence:
            rows = (*sources.behind.get(name, []), *sources.counted.get(name, []))
            self._down[name] = list(dict.fromkeys(key for _, key in rows))
        self._down |= sources.below
        self._up: dict[str, list[str]] = defaultdict(list)
        for name, below in self._down.items():
            for other in below:
                self._up[other].append(name)
        # From one percentage of a question to the others; what uses those does not rest on this one.
        for name, check in sources.held_against.items():
            self._down[name] = [*self._down.get(name, []), check]

    @property
    def names(self) -> set[str]:
        """Everything that can be followed; also rows of people, which no sentence of a report can name."""
        return {*self._sentences, *self._ledger.sources.backing, *self._up}

    def below(self, name: str) -> list[str]:
        """Say what something rests on, directly."""
        return self._down.get(name, [])

    def above(self, name: str) -> list[str]:
        """Say what rests on something, directly."""
        return self._up.get(name, [])

    def printed(self, name: str) -> list[str]:
        """Give the numbers of something that a sentence can have filled in: how that is written, and what it prints."""
        return [
            f'{{{{ waarde("{value}") }}}}: {printed.text}{f" ({printed.unit})" if printed.unit else ""}'
            for value, printed in self._ledger.sources.values["waarde"].items()
            if name in {value, printed.behind} - {ROUND}
        ]

    def says(self, name: str) -> str:
        """Say in words what something is, and where it stands."""
        if name in self._sentences:
            sentence = self._sentences[name]
            place = (
                "eerste tekst, door klankbord" if self._ledger.drafted else f"{sentence.file}, regel {sentence.line}"
            )
            return f"«{self._ledger.text(sentence)}» ({place})"
        backing = self._ledger.sources.backing.get(name)
        if backing is None:
            return OWN_DATA
        return f"{backing.says} ({backing.place})" if backing.place else backing.says
