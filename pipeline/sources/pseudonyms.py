"""Pseudonyms of people in imported files: a keyed hash of what files call them, so that nobody tries names on them."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator

from pipeline.sources.model import Line
from pipeline.sources.people import MAYBE, Somebody
from pipeline.sources.turns import answers, asks

CODE_LIKE = re.compile(r"[A-Za-z]{1,4}[-_ ]?\d{1,4}")
# Signs that are not taken for one another, and no vowels, so that no word comes out. The first is a digit: then it can
# be no name either.
_DIGITS = "23456789"
_SIGNS = f"{_DIGITS}CDFHJKMNPQRTVWX"
_SHORT, _LABEL = 5, 10  # signs of a pseudonym, more only where two people would get one; and of what stands for a name
IN_LABEL = re.compile(rf"persoon [{_SIGNS}]{{{_LABEL}}}")
# Whom people who speak are called after in place of a name.
OF_OTHERS = frozenset(
    "moeder vader ouder man vrouw zoon dochter zus broer kind opa oma vriend vriendin tolk begeleider begeleidster "
    "hulpverlener mantelzorger spreker stem persoon iemand allen allemaal onbekend observator docent".split()
)


class Pseudonyms:
    """Gives people pseudonyms, and what stands for their names where no name may stand.

    Who is called by a name that holds for all documents (a case) has the same pseudonym in each round with this key;
    who is a speaker of one document, or has a number for a name, only in this round: another round may have another
    «Gesprek 3».

    Parameters
    ----------
    key : callable
        Gives the key; asked only when there is somebody to name.
    round_id : str
        The round, by the name that it had at its first import.
    """

    def __init__(self, key: Callable[[], bytes], round_id: str) -> None:
        self._key, self._round = key, round_id
        self._documents: Collection[str] = ()
        self._cases: Collection[str] = ()
        self._known: Collection[str] = ()
        self._everybody: Collection[str] = ()
        self._codes: dict[str, str] = {}
        self._given: dict[str, str] = {}

    def look_at(
        self, documents: Collection[str], cases: Collection[str], known: Collection[str], everybody: Collection[str]
    ) -> None:
        """Take in what documents, cases and all people are called, and which pseudonyms the round has.

        Everybody at once: so who comes first makes no difference.
        """
        self._documents, self._cases, self._known, self._everybody = documents, cases, known, everybody
        self._codes, self._given = {}, {}

    def called(self, somebody: Somebody) -> str:
        """Give the name of somebody that nobody may see outside their own files; empty where they have none."""
        before, own = self._parts(somebody.name)
        bare = before and not own
        known = own in self._known or CODE_LIKE.fullmatch(own) or asks(own) or answers(own)
        return "" if bare or known or own.casefold() in OF_OTHERS else own

    def full_name(self, somebody: Somebody) -> str:
        """Give the full name of somebody as names are compared; empty where they have none of two words or more."""
        name = _spelled(self.called(somebody))
        return name if len(name.split()) > 1 else ""

    def label(self, somebody: Somebody) -> str:
        """Give what stands for somebody in a workbook: as files call them, with a code in place of a name."""
        if not self.called(somebody):
            return somebody.name
        before, _ = self._parts(somebody.name)
        return f"{f'{before}: ' if before else ''}persoon {self._code(somebody.name)[:_LABEL]}"

    def of(self, somebody: Somebody, taken: Collection[str]) -> str:
        """Give the pseudonym of somebody, which no other has: as short as tells everybody apart.

        Parameters
        ----------
        somebody : Somebody
            Who it is.
        taken : collection of str
            Pseudonyms that others have.
        """
        code = self._code(somebody.name)
        if code not in self._given:
            others = {self._code(name) for name in self._everybody} - {code}
            length = _SHORT
            while f"P{code[:length]}" in taken or any(other.startswith(code[:length]) for other in others):
                length += 1
            self._given[code] = f"P{code[:length]}"
        return self._given[code]

    def without_names(self, lines: Iterable[Line], people: Iterable[Somebody]) -> Iterator[Line]:
        """Give what a report tells, with the codes of people in place of their names in what it quotes."""
        labels = {
            name.casefold(): found.group()
            for somebody in people
            if (name := self.called(somebody)) and (found := IN_LABEL.search(self.label(somebody)))
        }
        if not labels:
            yield from lines
            return
        either = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
        names = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)

        def hidden(text: str) -> str:
            return names.sub(lambda found: labels.get(found.group().casefold(), "iemand"), text)

        for line in lines:
            yield line._replace(value=hidden(line.value))

    def _parts(self, name: str) -> tuple[str, str]:
        """Give the document that a name is bound to, if any, and what somebody is called in it."""
        if name in self._cases:
            return "", name
        if name in self._documents:
            return name, ""
        document = max((each for each in self._documents if name.startswith(f"{each}: ")), key=len, default="")
        return document, name.removeprefix(f"{document}: ") if document else name

    def _code(self, name: str) -> str:
        """Give the hash of a name, as signs: the same however it is spelled, whoever comes before."""
        if name not in self._codes:
            document, own = self._parts(name)
            everywhere = not document and not any(map(str.isdigit, own))
            said = "\0".join(["" if everywhere else self._round, _spelled(document), _spelled(own)])
            digest = hmac.digest(self._key(), said.encode("utf-8", "surrogatepass"), hashlib.sha256)
            number = int.from_bytes(digest, "big")
            number, first = divmod(number, len(_DIGITS))
            signs = [_DIGITS[first]]
            for _ in range(40):  # of some 180 bits nothing is left to tell people apart by
                number, next_ = divmod(number, len(_SIGNS))
                signs.append(_SIGNS[next_])
            self._codes[name] = "".join(signs)
        return self._codes[name]


def is_settled(somebody: Somebody, respondent: str, *, takes: bool, others: Collection[str]) -> bool:
    """Tell whether a word that stood once before a colon turned out to be nobody's name.

    Parameters
    ----------
    somebody : Somebody
        Who it might have been.
    respondent : str
        Whose words these are, as was decided.
    takes : bool
        Their words count.
    others : collection of str
        The pseudonyms of the others in that conversation.
    """
    return somebody.found == MAYBE and (not takes or respondent in others)


def _spelled(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
