"""Ordinary Dutch words that are somebody's first or last name too: seeing one does not tell that a person is meant."""

ORDINARY = frozenset(
    """
    aal adelaar akker appel april arend augustus bakker bank bas beek beer ben berg bergen berk bes beuk bever
    blank blauw bloem blom boer bok bol bom bomen boom boon boos bos bossen bot braam brand breed brink broek
    brood brouwer brug bruggen bruin buis burger buur dag dam dames dapper dekker dicht diep dijk dik dood door
    dorp draaier drager duif duin eend eik els engel ernst ezel fijn fluit frank fris gast geel geluk gerst goed
    goot goud graaf graan groen groot haak haan haas hak hals ham hand hart haver heer heide held herder hert
    heuvel hoed hoek hof hond honing hoofd hoog hoop horst huis iris jacht jager jan jasmijn job jong jonker joost
    juni kaars kam kamer kamp kandelaar kanon kapper kat keizer kerk kers kikker kind klaver klein klerk klok knap
    knol koe koek kok koning kooi kool koopman koper koster kraai kraan krab kramer krans kreeft krul kuil kuiper
    kwast laan lam lamp land lang last leen leer leeuw lente leraar licht lief lies lijster linde lip loon loos
    loper lot maan maart maas maat mager mark markt max meer mees meester mei meijer melk mens merel mes mol molen
    molenaar mooi mos mosterd muis muller mus naam nacht nagel neef noord noot nu oom oost oud paap paard pad
    paling parel park pauw peer pees pen peper pijl pijp pit plat ploeg poel poort post pot praat prins punt put
    raad raaf rein rek ridder riet rijk rijst ring roep rond rood roos rust sam sap schaap schaar schenk schepper
    schilder schipper school schram schuur sik slager slim slot smal snel snoek spaan spek spit spruit staal stad
    star steden steen ster sterk stier stok stoop storm straat stroom stuur taal tak tas tegel timmer timmerman
    tol ton toon top toren trap trees trouw tuin vaart vader valk veen veer veld velden ven vis visser vlag vlam
    vlas vlieg vliet vloed vogel vol vonk vos vriend vries vroom vrouw vuur waard wal wand water weg weide west
    wever wijn wijs wil wild winkel winter wit wolf worm wortel woud zand zanger zee zeeman zelfde zilver zomer zon zout
    zuid zwaan zwager zwart
    """.split()
)
"""In small letters: words that are common as names in the Netherlands and that a sentence may have as well."""

ROLES = frozenset(
    """
    afdeling anoniem automatisch begeleider bestuur bestuurslid bewoner bezoeker bezoekster bureau buur coder
    codeur commissie computer deelnemer derde directeur eerste evaluator gemeente gespreksleider groep interviewer
    klankbordgroep klankbordlid klant leden lezer lezing lid medewerker moderator naamloos observator onbekend
    onderzoeker opdrachtgever organisatie panel panellid partner projectgroep secretaris stichting tafel team
    tweede vereniging voorzitter vrijwilliger werkgroep wijkteam
    """.split()
)
"""What people call themselves in place of a name, in small letters."""
