"""What people say plainly is found by the shipped codebook, and everyday talk that only sounds alike is not."""

from pathlib import Path

import pytest

from fou_toolkit import Corpus, Source, Span, Turn, autocode, read_codebook

BOOK = read_codebook(Path(__file__).parents[2] / "codebooks" / "partnerskap.yaml")

SAID = (
    ("nb", "F1", "Målet var egentlig felles for alle."),
    ("nb", "F1", "Vi var aldri enige om målet."),
    ("nn", "F1", "Vi hadde eigentleg ikkje noko sams mål."),
    ("nn", "F1", "Målet var eigentleg felles for alle."),
    ("nb", "F2", "De var oppriktig interessert i det vi holdt på med."),
    ("nb", "F3", "Vi var likeverdige parter fra første stund."),
    ("nb", "F3", "Vi har ikke et likeverdig partnerskap ennå."),
    ("nn", "F3", "Me vart likeverdige partnarar etter kvart."),
    ("nb", "F3", "De viste respekt for det vi gjør."),
    ("nb", "F4", "Ansvaret, det havna på oss."),
    ("nn", "F4", "Ansvaret, det hamna på oss til slutt."),
    ("nb", "F5", "Endelig fikk vi skryt for det vi kan."),
    ("nb", "F6", "Vi har tillit til forskerne."),
    ("nn", "F6", "Eg stolar på dei frå høgskulen."),
    ("nb", "M1", "Det er universitetet som har makten."),
    ("nb", "M2", "Det var så mange vanskelige ord i det brevet."),
    ("nb", "M3", "Det var bestemt før vi kom."),
    ("nb", "M3", "De hadde bestemt alt før vi kom med."),
    ("nb", "M3", "Alt var spikra før vi i det hele tatt kom inn døra."),
    ("nb", "M3", "De bestemte alt."),
    ("nb", "M3", "Universitetet bestemmer jo det meste."),
    ("nb", "M3", "Vi fikk bare beskjed om når vi skulle komme."),
    ("nn", "M3", "Det var bestemt før me kom."),
    ("nn", "M3", "Alt var avgjort før vi i det heile fekk vere med."),
    ("nn", "M3", "Høgskulen bestemmer jo det meste."),
    ("nn", "M3", "Dei bestemte alt."),
    ("nb", "M3", "Da vi kom, var alt bestemt."),
    ("nn", "M3", "Alt var avgjort då me kom."),
    ("nb", "M4", "Vi lot assistentene snakke først."),
    ("nb", "M5", "Hun fra høgskolen prata hele tida."),
    ("nb", "M5", "Alle fikk snakke like mye."),
    ("nn", "M5", "Ho frå høgskulen prata heile tida."),
    ("nn", "M5", "Alle fekk snakke like mykje."),
    ("nb", "M5", "De spurte oss aldri om noe."),
    ("nb", "M5", "Ingen spurte hva vi mente."),
    ("nb", "M5", "De har aldri spurt oss."),
    ("nn", "M5", "Dei spurde oss aldri om noko."),
    ("nn", "M5", "Ingen spurde kva me meinte."),
    ("nb", "M7", "Hun tør å ta mer plass nå."),
    ("nb", "K1", "Det vet jeg av lang erfaring."),
    ("nb", "K2", "Forskningen viser jo noe annet."),
    ("nb", "K5", "Vi reflekterte over det vi gjør."),
    ("nb", "E2", "De kjenner ikke hverdagen vår."),
    ("nn", "E2", "Dei forstår ikkje kvardagen vår."),
    ("nb", "E3", "Vi hadde rett og slett ikke tid."),
    ("nb", "E5", "Vi drømmer om en annen barnehagelærerutdanning."),
    ("nb", "L2", "Vi har en skriftlig avtale med universitetet."),
    ("nn", "L2", "Me har direkte avtalar med barnehagane."),
    ("nb", "L5", "Kommunen støtter oss."),
    ("nb", "L5", "Styreren backer oss."),
    ("nn", "L5", "Kommunen støttar oss."),
    ("nb", "L6", "Det er ingen vilje til endring der oppe."),
    ("nb", "S3", "Vi skrev oppgaven sammen."),
    ("nb", "S6", "Det er vi som veileder studentene."),
    ("nb", "O1", "Vi løste det sammen."),
    ("nb", "R1", "Jeg visste ikke hva som var min rolle."),
    ("nn", "R3", "Me forska saman med dei."),
    ("nb", "R4", "Styreren var utålmodig."),
    ("nb", "R8", "Rapporten fikk vi aldri se."),
    ("nn", "R8", "Rapporten fekk me aldri sjå."),
    ("nb", "R8", "Artikkelen har vi aldri fått lese."),
    ("nb", "D4", "Det ble ingen spredning utad."),
    ("nb", "T4", "Jeg lærte masse av forskeren."),
    ("nn", "T4", "Eg lærte mykje av forskaren."),
    ("nb", "T4", "Studenten lærte oss noe nytt."),
    ("nn", "T4", "Studentane lærte oss noko òg."),
    ("nb", "T5", "Vi fikk frigjort tid til det."),
    ("nn", "T5", "Vi fekk frigjort tid til det."),
    ("nb", "T6", "Det ble vevd inn i det vi gjør."),
    ("nb", "T7", "Jeg kan bare ringe henne."),
)

NOT_MEANT = (
    ("nb", "F3", "Barna må få respekt for hverandre."),
    ("nn", "F3", "Vi må ta ungane på alvor."),
    ("nb", "F3", "Prosjektet heter Likeverdig partnerskap."),
    ("nb", "F4", "Kan dere ta ansvar for matpakkene?"),
    ("nb", "F4", "Hvem tar ansvaret for rydding og votter i dag?"),
    ("nb", "F6", "Foreldrene har tillit til oss."),
    ("nn", "F6", "Ungane stolar på oss."),
    ("nb", "M3", "Barna bestemte alt på turen."),
    ("nb", "M3", "Vi bestemte alt sammen."),
    ("nb", "M3", "Maten var ferdig før vi kom."),
    ("nb", "M5", "Barna snakka hele tida."),
    ("nb", "M5", "Vi snakket mest om votter."),
    ("nb", "M6", "Barna spurte oss aldri om noe."),
    ("nb", "E2", "Hverdagen vår er full av votter."),
    ("nb", "L5", "Hun måtte støtte meg på trappa."),
    ("nn", "S2", "Eg trur ikkje studentane forstod kva me dreiv med."),
    ("nn", "S3", "Sander skreiv om det i oppgåva si."),
    ("nn", "S3", "Ho skreiv ei heil oppgåve."),
    ("nb", "S3", "Hun skrev om det i oppgaven sin."),
    ("nb", "R4", "De var utålmodige på resultater."),
    ("nb", "M6", "Hun spurte om jeg ville ha kaffe."),
    ("nb", "M6", "Spør meg ikke hvorfor."),
    ("nb", "T2", "Vi sitter hver onsdag og sorterer vottene."),
    ("nb", "T2", "Vi har møte hver onsdag og snakker om vottene."),
)

FRAMES = {"nb": "Vi snakket om {}.", "nn": "Vi snakka om {}."}
NAMES = tuple(
    (language, code.id, FRAMES[language].format(name[0].lower() + name[1:]))
    for code in BOOK
    if code.parent
    for language, name in (("nb", code.name.nb), ("nn", code.name.nn))
)


@pytest.fixture(scope="module")
def found():
    """The codes of each sentence; one corpus for all of them is quick."""
    sentences = list(dict.fromkeys((language, text) for language, _, text in SAID + NOT_MEANT + NAMES))
    corpus = Corpus(
        tuple(
            Source(f"s{number}", text, (Turn(Span(0, len(text)), language=language),))
            for number, (language, text) in enumerate(sentences)
        )
    )
    codes = {sentence: set() for sentence in sentences}
    for one in autocode(corpus, BOOK).suggestions():
        codes[sentences[int(one.source[1:])]].add(one.code)
    return codes


def test_what_is_said_plainly_is_found(found):
    assert [one for one in SAID if one[1] not in found[one[0], one[2]]] == []


def test_what_only_sounds_alike_is_not_found(found):
    assert [one for one in NOT_MEANT if one[1] in found[one[0], one[2]]] == []


def test_a_code_is_found_by_its_own_name(found):
    """No name is left out: even the long ones can stand in a sentence."""
    assert [one for one in NAMES if one[1] not in found[one[0], one[2]]] == []
