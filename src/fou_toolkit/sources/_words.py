"""Words that speak for or against a speaker label, in bokmål, nynorsk and English; all in lower case."""

__all__ = ["INTERVIEWERS", "NOUN_ENDINGS", "PARTICLES", "ROLES", "ROLE_ENDINGS", "STOP"]

INTERVIEWERS = frozenset(
    """
    i int interv intervjuer intervjuar intervjueren intervjuaren interviewer moderator forsker forskar forskeren
    forskaren researcher ordstyrer ordstyrar samtaleleder samtaleleiar fasilitator facilitator
    """.split()
)
"""Labels of whoever asks; `M` and `F` are decided  their company."""

ROLES = INTERVIEWERS | frozenset(
    """
    alle begge flere fleire noen nokon ukjent uidentifisert  
    ass assistent assistenten barn barnet barnehageassistent barnehagelærar barnehagelærer barnehagelærarstudent
    barnehagelærerstudent barnehagemyndighet barnehagerådgiver barnehagerådgivar bhgl bl blærer blærar
    deltager deltaker deltakar dosent eier eigar ektefelle elev far fagarbeider fagarbeidar fagarb faglærer faglærar
    fagleder fagleiar fokusgruppe forelder foresatt fosterfar fostermor førskolelærer førskulelærar
    gruppeleder gruppeleiar gut gutt helsesykepleier inf info informant informanten ip intervjuobjekt intervjuperson
    jente kjøkkenassistent kollega kvinne kvinna
    leder leiar lektor lærer lærar lærling mamma mann mannen medforsker medforskar mor møteleder møteleiar
    nestleder nestleiar observatør pappa partner ped pedagog pedagogen pedl pedleder pedleiar ped.leder ped.leiar
    pl plærer politiker politikar praksislærer praksislærar praksisveileder praksisrettleiar professor prosjektleder
    prosjektleiar prorektor psykolog pp-rådgiver
    rektor respondent respondenten representant rådgiver rådgivar
    sekretær seniorrådgiver seniorrådgivar sjef speaker spesialpedagog spesped spørjar stipendiat stud student studenten
    studentar studieleder studieleiar stemme røyst styrer styrar styreren styraren støttepedagog svarer taler talar
    teamleder teamleiar tillitsvalgt tillitsvald tillitsvalt tolk
    universitetslektor høgskolelektor høyskolelektor høgskulelektor tilsett ansatt ungdom vaktmester vaktmeister vaksen
    veileder vegleiar rettleiar rettleder verneombud vikar vikaren visestyrer voksen
    assistant child director father leader mother parent participant principal pupil teacher
    """.split()
)
"""What people are called instead of their name."""

ROLE_ENDINGS = (
    "arbeider", "arbeidar", "assistent", "assistenten", "leder", "leiar", "lærer", "lærar", "lektor", "mester",
    "meister", "pedagog", "pedagogen", "rådgiver", "rådgivar", "rettleiar", "sjef", "student", "studenten", "styrer",
    "styrar", "veileder", "vegleiar", "vikar",
)  # fmt: skip
"""Heads of compounds that are roles: *avdelingsleder*, *husstyrar*."""

STOP = frozenset(
    """
    adresse agenda alder alternativ analyse anbefaling anbefalinger ang angående anm anmerkning ansvar ansvarlig
    antal antall april arena arkiv att  avdeling avgjerd avgjørelse avklaring avslutning avslutting avtale
    avtalar avtaler avvik bakgrunn barnehage begrunnelse bekymring beskjed beskjeder beskriving beskrivelse bevis bilag
    bilde bilete bl.a  bra bransje brev bruk by bydel  ca dag dagsorden dagsplan dato datoar datoer def
    definisjon del deltagere deltakarar deltakere delmål delvis derfor desember diktat diskusjon doi dok dokument
    dokumentasjon dvs dårleg dårlig døme egenskaper eigenskapar eks eksempel eksempler emne ende endring enhet epost
    e-post erfaring erfaringer erfaringar evaluering eventuelt f.eks fagtekst faks fakta fare fase fag feil felles
    feltnotat feltnotater feltlogg figur fil filnavn filnamn flott fordel fordeler fordelar foreløpig forfall formål
    forskningsspørsmål forslag forventning forventninger forventningar forventa fotnote fra frå framtid framdrift
    fravær fraværende fredag frist ftp funn følelser før førebuing forberedelse forberedelser februar
    generelt gjennomføring gjentatt god godt  grunn grupper haust hei hending hendelse hensikt hilsen
    historie hovedfunn hovedpunkt hovedpoeng hovudfunn hovudpunkt hovudpoeng hovedmål hovudmål http https husk hvem
    hva hvor hvorfor hvordan høst ide idé ideer ikke ikkje info innhold innhald innledning innleiing innspill innvending
    intervju intervjudato intervjuguide ja januar jf  juli juni kapittel kategori kilde kilder kjelde kjelder kl
    klokka klokken klokkeslett kode koder kodar kommentar kommentarar kommentarer kommune konklusjon kontakt
    kontekst kopi kort kostnad kritikk kva kvar kvifor kven korleis laurdag lengde  lydfil lydspor
    lærdom læringsmål læringsutbytte lørdag lenke lenkje løsning løysing løysingar løsninger 
    mail mailto mandag mars materiale materiell meir melding men merk merknad metode metodikk mobil mulighet muligheter
    moglegheit moglegheiter mvh mål mål måndag måned månad møte møtedato namn navn nb nei neste nettadresse nn nok
    notat notater notatar note november no nr nummer nytt nøkkelord nå observasjon observasjonar observasjoner obs
    og ok oktober omfang onsdag opplegg oppdatering oppfølging oppfølgingsspørsmål oppgave oppgåve oppgaver oppgåver
    oppstart oppsummering oppsummert opptak opptaksdato ordliste organisasjon overskrift periode person personar personer plan
    planer planar pluss poeng poenget praksis praksissted problem problemstilling program prosess prosjekt prosjektnr
    ps publisert punkt påstand påstander rapport re redskap ref referanse referansar referanser referat referent
    refleksjon refleksjonar refleksjoner regel reglar regler region resultat resultatet resultater resultat risiko
    råd sak saker saksliste sammendrag samandrag samtykke seksjon september sett side situasjon situasjonen sitat
    sitater sjanger sjekk skildring skole skule slutt søndag søndagar sundag spm språk spørsmål stad sted sum steg start
    status stikkord styrke styrkar styrker svakhet svakheter svakheitar svakheit svar synspunkt så søk tabell takk tall
    tal tanke tankar tanker teikn telefon tegn tema tematikk teori tid tidspunkt tidsbruk tidspress til tilbakemelding
    tillegg tilleggsspørsmål tiltak tips tirsdag tysdag tittel tlf todo tolking tolkning torsdag transkripsjon transkribert
    transkriberingsdato transkriptnøkkel  trinn trusler truslar tur ulempe ulemper undertema underskrift uke utfall utbytte
    utdanning utdrag utfordring utfordringer utfordringar utgangspunkt utsagn utstyr utvalg utval varighet varsel
    vedlegg vedr vedrørende vedtak veke versjon via videre vidare viktig viktigast viktigst vinter vurdering  vær vêr
    www år årsak årsaker årsakar åpning opning
    abstract agenda appendix audio background comment conclusion date description duration example file goal
    introduction keywords language location method methods minutes note notes place page question recording
    reference result results section source step summary tags task theme time title todo topic transcript url warning
    """.split()
)
"""Headings, fields and remarks that stand in front of a colon in notes and transcripts; never a speaker."""

NOUN_ENDINGS = (
    "sjon", "sjonen", "sjonar", "sjoner", "else", "elsen", "elser", "het", "heten", "heter", "heit", "heita", "skap",
    "skapet", "isme", "isering", "notat", "notater", "spørsmål", "spørsmålet", "punkt", "punktet", "mål", "målet",
    "arbeid", "arbeidet", "liste", "lista", "listen", "plan", "planen", "dato", "nummer", "tid", "tiden", "tida",
    "ning", "ningen", "ningar", "ninger", "ringen", "eringar", "eringer", "lingar", "linger",
)  # fmt: skip
"""How abstract nouns and headings end; hardly any given name does."""

PARTICLES = frozenset(["og", "&", "+", "av", "von", "van", "de", "der", "den", "la", "bin", "al", "and"])
"""Small words inside of names and pairs of names."""
