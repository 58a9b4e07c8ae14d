"""The raw table of whoever took part in anything that was collected, by a pseudonym."""

from collections.abc import Iterator

from pipeline.contracts import headings
from pipeline.contracts.headings import Heading
from pipeline.contracts.kinds import ORIGIN, OWN_PROVENANCE
from pipeline.contracts.table import NEVER, Column, Context, Found, Table
from pipeline.records import Record

YES_NO = ("ja", "nee")


def _alias_of_another(record: Record, context: Context) -> Iterator[Found]:
    """Demand that another name leads to the first one at once."""
    known = context.rows["respondents"]
    first = known.get(record["alias_of"])
    further = known.get(first["alias_of"]) if first else None
    if first and further and further["alias_of"] != first["respondent_id"]:  # a circle is told by itself
        mend = "Noem de naam waaronder deze persoon het eerst voorkomt, en laat deze kolom daar leeg."
        yield "alias_of", "Deze naam is zelf een andere naam voor iemand.", mend


# Whoever took part in anything that was collected, by a pseudonym; a round adds a column for each of its attributes.
RESPONDENTS = Table(
    "respondents",
    (
        Column(
            "respondent_id",
            "identifier",
            leaves=NEVER,
            heading=Heading(
                "Persoon",
                "Een schuilnaam, zoals K01. Nooit een echte naam. Andere werkboeken verwijzen ernaar.",
                "voorbeeld",
            ),
        ),
        Column("voice", "voice", heading=headings.VOICE),
        Column("unit", optional=True, references="units", leaves=NEVER, heading=headings.UNIT),
        # Who turned out to be somebody who was there already, under another name.
        Column(
            "alias_of",
            "identifier",
            optional=True,
            references="respondents",
            leaves=NEVER,
            heading=Heading(
                "Ook bekend als", "Blijkt dit iemand te zijn die er al staat? Zet hier de eerste schuilnaam."
            ),
        ),
        Column(
            "role",
            optional=True,
            leaves=NEVER,
            heading=Heading("Rol", "De rol in de organisatie of in een groep die meekijkt."),
        ),
        Column(
            "consent_recorded",
            allowed=YES_NO,
            optional=True,
            heading=Heading(
                "Mag opnemen",
                "Mag het gesprek worden opgenomen? Kies ja of nee. Wie nee zegt, wordt niet geciteerd.",
                "ja",
            ),
        ),
        Column(
            "consent_quotable",
            allowed=YES_NO,
            optional=True,
            heading=Heading(
                "Mag citeren",
                "Mag u woorden van deze persoon aanhalen? Alleen wie hier ja heeft, wordt geciteerd.",
                "ja",
            ),
        ),
        Column(
            "consent_recognisable",
            allowed=YES_NO,
            optional=True,
            heading=Heading(
                "Mag herkenbaar",
                "Mag te herkennen zijn wie dit zei? Zonder ja wordt iemand alleen geciteerd als er genoeg anderen met "
                "dezelfde stem zijn.",
                "nee",
            ),
        ),
        Column(
            "consent_deposit",
            allowed=YES_NO,
            optional=True,
            heading=Heading("Mag bewaren", "Mogen de gegevens na het onderzoek bewaard blijven? Kies ja of nee.", "ja"),
        ),
        Column(
            "consent_contact",
            allowed=YES_NO,
            optional=True,
            heading=Heading("Mag benaderen", "Mag u deze persoon later weer benaderen? Kies ja of nee.", "nee"),
        ),
        Column(
            "consent_until",
            "day",
            optional=True,
            leaves=NEVER,
            heading=Heading(
                "Toestemming tot", "De laatste dag waarop de toestemming geldt, zoals 31-12-2027. Leeg: zonder einde."
            ),
        ),
        OWN_PROVENANCE,
        ORIGIN,
        Column("remark", optional=True, leaves=NEVER, heading=headings.REMARK),
    ),
    says="Iemand die meedeed",
    checks=(_alias_of_another,),
    grows=True,
    workbook="deelnemers",
    about="Eén rij is een mens die ergens aan meedeed.",
)
