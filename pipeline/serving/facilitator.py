"""What the facilitator of a live session sees and does: show distributions, put a finding on, hand out links, close."""

from collections.abc import Iterable

import segno
from markupsafe import Markup
from tornado.web import HTTPError

from pipeline.editions import SMALLEST
from pipeline.looks.pages import render_part
from pipeline.review.model import DUTCH, Judgement
from pipeline.serving.answering import TEMPLATES, Answer, Messages
from pipeline.serving.store import SessionAnswer


class FacilitatorPage(Answer):
    """The page of the facilitator."""

    facilitates = True

    def get(self, _token: str) -> None:
        """Show it."""
        self.page(
            "live_facilitator.html.j2",
            "live_facilitator.js",
            title="De sessie begeleiden",
            themes=self.content.themes,
            command=self.content.command,
            links=f"{self.request.path}/links",
        )


class LinksPage(Answer):
    """The links to hand out, to print and cut."""

    facilitates = True

    def get(self, _token: str) -> None:
        """Show it."""
        back = self.request.path.removesuffix("/links")
        seats = [
            (link.seat, link.name, address, _square(address))
            for link, address in zip(self.session.seats(), self.links, strict=True)
        ]
        self.page("live_links.html.j2", title="Links om uit te delen", seats=seats, back=back)


class FacilitatorMessages(Messages):
    """How the session stands for the facilitator, and what the facilitator does with it."""

    facilitates = True

    def get(self, _token: str, what: str) -> None:
        """Say how the session stands; of judgements only how many there are, until they are shown."""
        if what != "stand":
            raise HTTPError(404)
        said, frozen, seats = self.session.said(), self.session.said_when_shown(), self.session.seats()
        shown = self.session.shown()
        comments = {
            finding_id: render_part("live_comments.html.j2", TEMPLATES, comments=_comments(frozen.get(finding_id, [])))
            for finding_id in sorted(shown)
        }
        judged = {finding_id: sum(bool(each.judgement) for each in all_said) for finding_id, all_said in said.items()}
        self.finish(
            {
                "open": self.session.is_open,
                "discussed": self.session.discussed(),
                "joined": sum(bool(seat.name) for seat in seats),
                "seats": len(seats),
                "judged": judged,
                "shown": self.shown(),
                "comments": comments,
            }
        )

    def post(self, _token: str, what: str) -> None:
        """Show or hide a distribution, put a finding on, or close the session."""
        if what == "toon":
            message = self.taken(finding=str, shown=bool)
            self.must_be_finding(message["finding"])
            self.session.show(message["finding"], message["shown"])
        elif what == "bespreek":
            message = self.taken(finding=str)
            if message["finding"]:
                self.must_be_finding(message["finding"])
            self.session.discuss(message["finding"])
        elif what == "sluit":
            self.taken()
            self.session.end()
        else:
            raise HTTPError(405)
        self.finish({})


def _square(address: str) -> Markup:
    """Give a link as a QR code (ISO/IEC 18004), which a telephone opens: it is long to type."""
    return Markup(segno.make_qr(address).svg_inline(scale=3, light="#fff", svgclass=None, lineclass=None))


def _comments(said: Iterable[SessionAnswer]) -> list[tuple[str, str]]:
    """Give comments in the order of the alphabet, which tells nothing of who or when.

    With the judgement of who wrote it, but where so few judged that no distribution is shown.
    """
    said = list(said)
    many = sum(bool(each.judgement) for each in said) >= SMALLEST
    found = [
        (DUTCH[Judgement(each.judgement)] if each.judgement and many else "", each.comment)
        for each in said
        if each.comment
    ]
    return sorted(found, key=lambda pair: (pair[1].casefold(), pair[0]))
