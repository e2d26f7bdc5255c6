"""Words that speak for or against a speaker label, in bokmål, nynorsk and English; all in lower case."""

__all__ = ["INTERVIEWERS", "NOUN_ENDINGS", "PARTICLES", "ROLES", "ROLE_ENDINGS", "STOP"]

_INTERVIEWERS = """
facilitator fasilitator forskar forskaren forsker forskeren i int interv interviewer intervjuar intervjuaren
intervjuer intervjueren moderator ordstyrar ordstyrer researcher samtaleleder samtaleleiar
"""

_ROLES = """
alle ansatt ass assistant assistent assistenten barn barnehageassistent barnehagelærar barnehagelærarstudent
barnehagelærer barnehagelærerstudent barnehagemyndighet barnehagerådgivar barnehagerådgiver barnet begge bhgl bl
blærar blærer child deltager deltakar deltaker director dosent eier eigar ektefelle elev fagarb fagarbeidar
fagarbeider fagleder fagleiar faglærar faglærer far father fleire flere fokusgruppe forelder foresatt fosterfar
fostermor førskolelærer førskulelærar gruppeleder gruppeleiar gutt helsesykepleier høgskolelektor høgskulelektor
høyskolelektor inf info informant informanten intervjuobjekt intervjuperson ip jente kjøkkenassistent kollega kvinna
kvinne leader leder leiar lektor lærar lærer lærling mamma mann mannen medforskar medforsker mor mother møteleder
møteleiar nestleder nestleiar noen nokon observatør pappa parent participant partner ped ped.leder ped.leiar pedagog
pedagogen pedl pedleder pedleiar person pl plærer politikar politiker pp-rådgiver praksislærar praksislærer
praksisrettleiar praksisveileder principal professor prorektor prosjektleder prosjektleiar psykolog pupil rektor
representant respondent respondenten rettleder rettleiar rådgivar rådgiver røyst sekretær seniorrådgivar
seniorrådgiver sjef speaker spesialpedagog spesped spørjar stemme stipendiat stud student studenten studieleder
studieleiar styrar styraren styrer styreren støttepedagog svarer talar taler teacher teamleder teamleiar tillitsvald
tillitsvalgt tillitsvalt tilsett tolk uidentifisert ukjent ungdom universitetslektor vaksen vaktmeister vaktmester
vegleiar veileder verneombud vikar vikaren visestyrer voksen
"""

_STOP = """
abstract adresse agenda alder alternativ analyse anbefaling anbefalinger ang angående anm anmerkning ansvar
ansvarlig antal antall appendix april arena arkiv att audio avdeling avgjerd avgjørelse avklaring avslutning
avslutting avtalar avtale avtaler avvik background bakgrunn barnehage begrunnelse bekymring beskjed beskjeder
beskrivelse beskriving bevis bilag bilde bilete bl.a bra bransje brev bruk by bydel ca comment conclusion dag
dagsorden dagsplan date dato datoar datoer def definisjon del delmål deltagere deltakarar deltakere delvis derfor
description desember diktat diskusjon doi dok dokument dokumentasjon duration dvs dårleg dårlig døme e-post
egenskaper eigenskapar eks eksempel eksempler emne ende endring enhet epost erfaring erfaringar erfaringer
evaluering eventuelt example f.eks fag fagtekst faks fakta fare fase februar feil felles feltlogg feltnotat
feltnotater figur fil file filnamn filnavn flott forberedelse forberedelser fordel fordelar fordeler foreløpig
forfall formål forskningsspørsmål forslag forventa forventning forventningar forventninger fotnote fra framdrift
framtid fravær fraværende fredag frist frå ftp funn følelser før førebuing generelt gjennomføring gjentatt goal god
godt grunn grupper haust hei hendelse hending hensikt hilsen historie hovedfunn hovedmål hovedpoeng hovedpunkt
hovudfunn hovudmål hovudpoeng hovudpunkt http https husk hva hvem hvor hvordan hvorfor høst ide ideer idé ikke ikkje
info innhald innhold innledning innleiing innspill innvending intervju intervjudato intervjuguide introduction ja
januar jf juli juni kapittel kategori keywords kilde kilder kjelde kjelder kl klokka klokken klokkeslett kodar kode
koder kommentar kommentarar kommentarer kommune konklusjon kontakt kontekst kopi korleis kort kostnad kritikk kva
kvar kven kvifor language laurdag lengde lenke lenkje location lydfil lydspor lærdom læringsmål læringsutbytte
lørdag løsning løsninger løysing løysingar mail mailto mandag mars materiale materiell meir melding men merk merknad
method methods metode metodikk minutes mobil moglegheit moglegheiter mulighet muligheter mvh mål månad måndag måned
møte møtedato namn navn nb nei neste nettadresse nn no nok notat notatar notater note notes november nr nummer nytt
nå nøkkelord obs observasjon observasjonar observasjoner og ok oktober omfang onsdag opning oppdatering oppfølging
oppfølgingsspørsmål oppgave oppgaver oppgåve oppgåver opplegg oppstart oppsummering oppsummert opptak opptaksdato
ordliste organisasjon overskrift page periode person personar personer place plan planar planer pluss poeng poenget
praksis praksissted problem problemstilling program prosess prosjekt prosjektnr ps publisert punkt påstand påstander
question rapport re recording redskap ref referansar referanse referanser referat reference referent refleksjon
refleksjonar refleksjoner regel region reglar regler result resultat resultater resultatet results risiko råd sak
saker saksliste samandrag sammendrag samtykke section seksjon september sett side sitat sitater situasjon
situasjonen sjanger sjekk skildring skole skule slutt source spm språk spørsmål stad start status sted steg step
stikkord styrkar styrke styrker sum summary sundag svakheit svakheitar svakhet svakheter svar synspunkt så søk
søndag søndagar tabell tags takk tal tall tankar tanke tanker task tegn teikn telefon tema tematikk teori theme tid
tidsbruk tidspress tidspunkt til tilbakemelding tillegg tilleggsspørsmål tiltak time tips tirsdag title tittel tlf
todo tolking tolkning topic torsdag transcript transkriberingsdato transkribert transkripsjon transkriptnøkkel trinn
truslar trusler tur tysdag uke ulempe ulemper underskrift undertema url utbytte utdanning utdrag utfall utfordring
utfordringar utfordringer utgangspunkt utsagn utstyr utval utvalg varighet varsel vedlegg vedr vedrørende vedtak
veke versjon via vidare videre viktig viktigast viktigst vinter vurdering vær vêr warning www åpning år årsak
årsakar årsaker
"""

INTERVIEWERS = frozenset(_INTERVIEWERS.split())
"""Labels of whoever asks; `M` and `F` are decided by their company."""

ROLES = INTERVIEWERS | frozenset(_ROLES.split())
"""What people are called instead of their name."""

STOP = frozenset(_STOP.split())
"""Headings, fields and remarks that stand in front of a colon in notes and transcripts; hardly ever a speaker."""

ROLE_ENDINGS = (
    "arbeider", "arbeidar", "assistent", "assistenten", "leder", "leiar", "lærer", "lærar", "lektor", "mester",
    "meister", "pedagog", "pedagogen", "rådgiver", "rådgivar", "rettleiar", "sjef", "student", "studenten", "styrer",
    "styrar", "veileder", "vegleiar", "vikar",
)  # fmt: skip
"""Heads of compounds that are roles: *avdelingsleder*, *husstyrar*."""

NOUN_ENDINGS = (
    "sjon", "sjonen", "sjonar", "sjoner", "else", "elsen", "elser", "het", "heten", "heter", "heit", "heita", "skap",
    "skapet", "isme", "isering", "notat", "notater", "spørsmål", "spørsmålet", "punkt", "punktet", "mål", "målet",
    "arbeid", "arbeidet", "liste", "lista", "listen", "plan", "planen", "dato", "nummer", "tid", "tiden", "tida",
    "ning", "ningen", "ningar", "ninger", "ringen", "eringar", "eringer", "lingar", "linger",
)  # fmt: skip
"""How abstract nouns and headings end; hardly any given name does."""

PARTICLES = frozenset(["og", "&", "+", "av", "von", "van", "de", "der", "den", "la", "bin", "al", "and"])
"""Small words inside of names and pairs of names."""
