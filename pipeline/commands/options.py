"""Options that several commands have."""

from typing import Annotated

import typer

RoundName = Annotated[str, typer.Argument(metavar="RONDE", help="Naam van de ronde: de map onder raw/.")]
