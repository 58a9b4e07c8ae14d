"""Made-up words of residents with something in them by which somebody can be found: by kind, and of many origins."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum.iban import calc_check_digits

# First and family names that are common in each group, put together at random: nobody in particular is meant.
ORIGINS = {
    "Nederlands": (
        "Willemijn Sjoerd Annelies Teun Geertje Wouter Hanneke Joris Marloes Klaas".split(),
        ["de Vries", "van den Berg", "Hoekstra", "Bakker", "ter Horst", "van 't Zelfde", "Smeets", "de Jong"],
    ),
    "Surinaams": (
        "Shanti Radjesh Soenita Orlando Wonny Iwan Sharmila Henk Jo-Ann Gerda".split(),
        ["Ramdin", "Pinas", "Soekhoe", "Kartosen", "Bhagwandas", "Overman", "Tjin-A-Djie", "Wijngaarde"],
    ),
    "Ghanees": (
        "Kwame Akosua Yaw Abena Kofi Ama Kwabena Adwoa Kojo Efua".split(),
        ["Owusu", "Mensah", "Boateng", "Asante", "Owusu-Ansah", "Appiah", "Osei", "Agyeman"],
    ),
    "Turks": (
        "Ayşe Mehmet Gülşen Hüseyin Fatma Emre Zeynep Mustafa Hatice Özlem".split(),
        ["Yılmaz", "Demir", "Çelik", "Öztürk", "Kaya", "Şahin", "Aydın", "Arslan"],
    ),
    "Marokkaans": (
        "Fatima Mohamed Naima Youssef Khadija Hassan Samira Abdelkader Malika Rachid".split(),
        ["El Amrani", "Benali", "Bouzid", "el Idrissi", "Aït Hammou", "Ziani", "Ouali", "Chaoui"],
    ),
    "Antilliaans": (
        "Jairzinho Shurendy Gilmar Ruthlyn Rignald Sulaika Quincy Migdalia Elvis Nayla".split(),
        ["Martina", "Maduro", "Croes", "Wever", "Sint Jago", "Balentin", "Rosalia", "Sprockel"],
    ),
}
_STREETS = (
    *("Kerkstraat", "Lange Geldersekade", "Molenweg", "Johan de Wittlaan", "Burg. de Raadtsingel", "Prins Hendrikkade"),
    *("P.C. Hooftstraat", "Van Lennepdreef", "Zonnebloemplantsoen", "Achterhof", "Spuiboulevard", "Het Hoge Land"),
)
_FLATS = ("Groenhoven", "Hoptille", "Develstein", "Kikkenstein")
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
# How people say it. Of each kind the last ones are written so that the form helps little.
SAID = {
    "e-mailadres": ("Mail me maar op {}.", "Stuur het naar {} dan lees ik het.", "({})", "Mijn adres is {}, elke dag."),
    "telefoonnummer": (
        "Bel mij op {}.",
        "Mijn nummer is {}",
        "Je kunt me bereiken via {} of langskomen.",
        "app {} even",
    ),
    "rekeningnummer": (
        "Het stond op {}.",
        "Rekening {} was leeg",
        "Ik moest {} doorgeven.",
        "ze haalden het van {} af",
    ),
    "burgerservicenummer": (
        "Mijn BSN is {}.",
        "Op de brief stond {}, dat ben ik.",
        "bsn {}",
        "nummer {} bij de gemeente",
    ),
    "adres": (
        *(
            "Ik woon op {}.",
            "Sinds vorig jaar zit ik in {}, boven.",
            "Post ging naar {} en niet naar mij.",
            "Adres: {}",
        ),
        *("Bij {} brandde het.", "Wij van {} kennen elkaar."),
    ),
    "geboortedatum": (
        *("Ik ben geboren op {}.", "Geboortedatum {}.", "geb. {} in een dorp", "Op {} ben ik geboren."),
        *("Ik ben van {}.", "Mijn dochter kwam op {} ter wereld."),
    ),
    "leeftijd": (
        *("Ik ben {} jaar oud.", "Ik ben nu {}.", "Mijn dochter ({}) helpt mij.", "Een vrouw van {} hielp mij."),
        *(
            "Als {}-jarige durf je dat niet.",
            "Ik word {} in mei.",
            "Ze zijn {} en nog gezond.",
            "Met mijn {} jaar val ik op.",
        ),
    ),
    "herkomst": (
        *(
            "Ik kom uit {country}.",
            "Mijn ouders zijn in {country} geboren.",
            "Ik ben {adjective}.",
            "Wij vluchtten uit {country}.",
        ),
        *(
            "Een {adjective}e vrouw van de overkant hielp.",
            "Mijn {adjective}e buurman kookt.",
            "Als {adjective} meisje val je op.",
        ),
        *("Zij is van {adjective}e afkomst, net als ik.", "In {country}, waar ik vandaan kom, doe je dat samen."),
        *(
            "Thuis praten we {adjective}.",
            "Elke zomer gaan we naar mijn oma in {country}.",
            "Bij ons in {country} is dat anders.",
        ),
    ),
    "geloof": (
        *("Ik ben {belief}.", "Als {belief} voel ik me hier welkom.", "Mijn man is {belief} en ik niet."),
        *("Op zondag ga ik naar de {house}.", "Mijn zoon zit op {lesson}.", "Ik zing in het koor van de {house}."),
        *(
            "Ik ken haar van de {house}.",
            "Met {feast} ben ik er niet, dan vasten we.",
            "Ik heb mij laten dopen in de {house}.",
        ),
        *("Onze {leader} zei dat ik moest gaan.", "God heeft mij hier gebracht.", "Ik bid vijf keer op een dag."),
    ),
    "bekend kenmerk": (
        *("Ik ben de vrouw van de {trade}.", "De man boven de {shop} klaagt altijd.", "Mijn zus werkt bij de {shop}."),
        *(
            "Mijn broer heeft een {shop} op het plein.",
            "De {trade}szoon komt er ook.",
            "Ik was vroeger {trade} hier in de wijk.",
        ),
        *(
            "De buurvrouw van nummer {number} gaat mee.",
            "Mijn dochter staat in de {shop} op de hoek.",
            "De familie naast de {shop} helpt.",
        ),
        *(
            "Wij hadden vroeger die {shop}, dat weet iedereen.",
            "Mijn tweelingbroer doet de techniek.",
            "Ik ben de enige met een scootmobiel in de flat.",
        ),
    ),
    "naam": (
        *("Mijn buurvrouw {} hielp mij.", "Ik heet {}.", "Toen belde mevrouw {} mij op.", "Het was {} die mij hielp."),
        *("Dat hoorde ik van {} in het buurthuis.", "{} zei dat ik moest komen.", "Ik ging samen met {} erheen."),
        *("Zonder {} was het niet gelukt.", "Mijn zoon {} leest de brieven.", "Er is ruzie met {}, al jaren."),
        *("{} en ik koken op maandag.", "Lief van {}!", "{}, die kent iedereen."),
    ),
}


@dataclass(frozen=True)
class Seeded:
    """A made-up text with one identifier in it.

    Attributes
    ----------
    kind, origin : str
        What the identifier is; of a name also whose it could be.
    text, hidden : str
        The text, and the identifier as it stands in it.
    name : str
        Of a name the full name, for a round that has it in a list.
    """

    kind: str
    text: str
    hidden: str
    origin: str = ""
    name: str = ""


def seeded(seed: int = 2026) -> list[Seeded]:
    """Give 600 texts: seventy of each kind that is told by its form, and 110 names."""
    chance = random.Random(seed)
    makers = {
        "e-mailadres": _mail,
        "telefoonnummer": _phone,
        "rekeningnummer": _account,
        "burgerservicenummer": _service_number,
        "adres": _address,
        "geboortedatum": _born,
        "leeftijd": lambda chance: str(chance.randint(5, 96)),
    }
    found = [_said(kind, make(chance), chance) for kind, make in makers.items() for _ in range(70)]
    return [*found, *_names(chance)]


def seeded_background(seed: int = 2026) -> list[Seeded]:
    """Give 210 texts: seventy of each kind of thing that is said of somebody's background."""
    chance = random.Random(seed)
    return [_told(kind, chance) for kind in ("herkomst", "geloof", "bekend kenmerk") for _ in range(70)]


def _said(kind: str, hidden: str, chance: random.Random) -> Seeded:
    return Seeded(kind, chance.choice(SAID[kind]).format(hidden), hidden)


# What may be said in place of what stands between braces in the sentences above.
_FILL = {
    "country": "Ghana Suriname Turkije Marokko Syrië Eritrea Curaçao Polen Somalië China Afghanistan".split(),
    "adjective": "Ghanees Surinaams Turks Marokkaans Syrisch Eritrees Antilliaans Pools Hindoestaans turks".split(),
    "belief": ["moslim", "katholiek", "hindoe", "gereformeerd", "joods", "boeddhist", "jehova's getuige", "sikh"],
    "house": ["moskee", "Pinksterkerk", "Bonifatiuskerk", "mandir", "synagoge", "Gereformeerde kerk", "kerk"],
    "lesson": ["koranles", "catechisatie", "bijbelles"],
    "feast": ["ramadan", "de ramadan", "de vastentijd"],
    "leader": ["imam", "dominee", "pastoor", "pandit"],
    "trade": "bakker slager kapper dominee huisarts imam fietsenmaker wijkagent conciërge visboer tuinman".split(),
    "shop": "bakkerij apotheek snackbar kapsalon pizzeria fietsenwinkel toko belwinkel stomerij nagelstudio".split(),
}


def _told(kind: str, chance: random.Random) -> Seeded:
    """Say something of somebody's background; what is to be hidden are the words that were filled in, or all of it."""
    said = chance.choice(SAID[kind])
    words = {name: chance.choice(choices) for name, choices in _FILL.items()} | {"number": str(chance.randint(2, 90))}
    text = re.sub(r"\b(\w+)eese\b", r"\1ese", said.format(**words))
    filled = re.search(r"\{(\w+)\}", said)
    if not filled:
        return Seeded(kind, text, text)
    stands = re.search(rf"{re.escape(words[filled[1]][:5])}[\w' ]*?\b(?=[ ,.])", text[filled.start() :])
    assert stands
    return Seeded(kind, text, stands[0] if " " not in words[filled[1]] else words[filled[1]])


def _names(chance: random.Random) -> Iterator[Seeded]:
    for number in range(110):
        origin = list(ORIGINS)[number % len(ORIGINS)]
        given, last = (chance.choice(names) for names in ORIGINS[origin])
        written = chance.choice(
            [given, f"{given} {last}", f"{given} {last}", last[0].upper() + last[1:], given.lower()]
        )
        yield Seeded("naam", chance.choice(SAID["naam"]).format(written), written, origin, f"{given} {last}")


def _mail(chance: random.Random) -> str:
    given, last = (chance.choice(names) for names in ORIGINS[chance.choice(list(ORIGINS))])
    plain = "".join(sign for sign in f"{given}.{last}".lower() if sign.isascii() and (sign.isalnum() or sign == "."))
    host = chance.choice(["example.nl", "post.example.com", "x-y.example.org"])
    return f"{plain}{chance.choice(['', '1965', '_x'])}@{host}"


def _phone(chance: random.Random) -> str:
    digits = [str(chance.randint(0, 9)) for _ in range(8)]
    mobile = "".join(digits)
    pairs = " ".join("".join(digits[at : at + 2]) for at in range(0, 8, 2))
    return chance.choice(
        [
            *(f"06{mobile}", f"06-{mobile}", f"06 {mobile}", f"06 {pairs}", f"+31 6 {mobile}", f"+316{mobile}"),
            *(
                f"0031-6-{mobile}",
                f"(010) {digits[0]}{mobile[:6]}",
                f"078-6{mobile[:6]}",
                f"020 {mobile[:3]} {mobile[3:7]}",
            ),
            *(f"+597 8{mobile[:6]}", f"+233 24 {mobile[:3]} {mobile[3:7]}", f"+5999 5{mobile[:6]}", f"0090 5{mobile}1"),
        ]
    ).replace(" 0", " 1", 1 if mobile[0] == "0" else 0)


def _account(chance: random.Random) -> str:
    bank = chance.choice(["INGB", "ABNA", "RABO", "TRIO", "SNSB"])
    rest = f"{bank}{chance.randint(0, 10**10 - 1):010}"
    whole = f"NL{calc_check_digits(f'NL00{rest}')}{rest}"
    grouped = " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))
    return chance.choice([whole, grouped, whole.lower(), grouped.replace(" ", "."), "DE89 3704 0044 0532 0130 00"])


def _service_number(chance: random.Random) -> str:
    while True:
        digits = [chance.randint(1, 9), *(chance.randint(0, 9) for _ in range(7))]
        last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
        if last < 10 and len(set(digits)) > 1:
            break
    plain = "".join(map(str, [*digits, last]))
    return chance.choice(
        [plain, plain, f"{plain[:3]} {plain[3:6]} {plain[6:]}", f"{plain[:4]}.{plain[4:6]}.{plain[6:]}"]
    )


def _address(chance: random.Random) -> str:
    street, number = (
        chance.choice(_STREETS),
        f"{chance.randint(1, 250)}{chance.choice(['', '', '', 'a', '-2', ' hs', 'bis'])}",
    )
    postcode = f"{chance.randint(1000, 1999)}{chance.choice([' ', ''])}{chance.choice(['AB', 'KX', 'ZL', 'GD'])}"
    flat = f"{chance.choice(_FLATS)} {chance.randint(2, 900)}"
    return chance.choice(
        [f"{street} {number}", f"{street} {number}", f"{postcode} {chance.randint(1, 99)}", postcode, flat]
    )


def _born(chance: random.Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1931, 2009)
    return chance.choice(
        [
            *(f"{day}-{month}-{year}", f"{day:02}/{month:02}/{year}", f"{day} {_MONTHS[month - 1]} {year}"),
            *(
                f"{year}-{month:02}-{day:02}",
                f"{day}.{month}.{year}",
                f"{day} {_MONTHS[month - 1]} '{year % 100:02}",
                str(year),
            ),
        ]
    )
