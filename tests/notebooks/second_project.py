"""A second project, small and unlike the example: other sites, roles and names of phases, one coder, a text nobody coded.

The texts are constructed for these tests.
"""

from pathlib import Path

from fou_toolkit.codings import write_codings
from fou_toolkit.model import Coder, Coding, CodingSet, Span
from fou_toolkit.workspace import ProjectFolder, new_project

__all__ = ["make_second_project"]

TEXTS = {
    "samtale_nordlia.txt": """\
Pia: Hva var det egentlig vi ble enige om sist?
Gro: At dere skulle komme hit og se først. Før noen skrev noe.
Pia: Ja. Og så ble det ikke sånn, fordi vi hadde den fristen.
Ali: Nei, men det gjorde ikke noe. Vi fikk jo vist hvordan vi gjør det med måltidene.
Gro: Det gjorde noe, synes jeg. Det var bestemt før vi kom inn i det.
Pia: Det har du rett i. Hvem skulle ha sagt ifra?
Ali: Du, vel. Men vi stoler på hverandre nå, da.
Gro: Ja, tilliten er der. Tiden er der ikke.
""",
    "intervju_gro.txt": """\
I: Hvordan er det å være med på forskning når du er assistent?
Gro: Jeg trodde ikke det var for sånne som meg. Jeg har bare erfaringen min.
I: Bare?
Gro: Nja. Det var Pia som sa at det teller like mye som det som står i bøkene. Jeg vet ikke om alle mener det.
Gro: Men da vi hadde det møtet i mars, da snudde det. Da ble det vi så på avdelingen som ble temaet.
I: Og lederen deres?
Gro: Hun setter av tid. Det er hun nesten alene om.
""",
    "logg_ali.txt": """\
I dag filmet jeg garderoben. Tretti minutter med votter.
Studenten sa at hun hadde lest om overganger. Jeg sa at jeg hadde stått i dem.
Så lo vi. Men hun skrev det ned, og det gjorde jeg også.
Styreren vil at vi skal dele det med den andre barnehagen. Jeg vet ikke om jeg har lov, for ungene er med.
""",
    "logg_student.txt": """\
Praksisoppgaven var annerledes i år. Vi skulle finne ut noe sammen med avdelingen, ikke bare levere.
Jeg spurte Ali om jeg kunne sitere ham. Han sa ja, og så sa han nei, og så ja igjen.
Jeg lærte mer av det enn av artikkelen.
""",
    "referat.txt": """\
Pia: Vi har tolv avdelinger som vil være med neste år. Det er mange.
Styrer: Da må noen andre enn meg følge opp. Kommunen har ikke svart.
Eier: Kommunen svarer nå. Dere får pengene til vikar ut våren.
Styrer: Får vi det skriftlig?
Eier: Dere får en avtale.
""",
}
_METADATA = """\
file,id,genre,date,phase,site,language,title,author,constructed
samtale_nordlia.txt,samtale_nordlia,gruppeintervju,2024-10-02,høst,Nordlia barnehage,nb,Samtale,,true
intervju_gro.txt,intervju_gro,intervju,2025-04-01,vår,Nordlia barnehage,nb,Intervju,,true
logg_ali.txt,logg_ali,refleksjonslogg,2024-11-20,høst,Nordlia barnehage,nb,Logg,Ali,true
logg_student.txt,logg_student,refleksjonslogg,2025-05-06,vår,,nb,Logg,Student,true
referat.txt,referat,møtereferat,2025-06-01,vår,Sørlia barnehage,nb,Referat,,true
"""
_PEOPLE = """\
source,label,pseudonym,role,level,site,interviewer
samtale_nordlia,Pia,Pia,forsker,universitet,Høgskolen,nei
samtale_nordlia,Gro,Gro,assistent,avdeling,Nordlia barnehage,nei
samtale_nordlia,Ali,Ali,fagarbeider,avdeling,Nordlia barnehage,nei
intervju_gro,I,Pia,forsker,universitet,Høgskolen,ja
intervju_gro,Gro,Gro,assistent,avdeling,Nordlia barnehage,nei
logg_ali,Ali,Ali,fagarbeider,avdeling,Nordlia barnehage,nei
logg_student,Student,Siv,student,individ,,nei
referat,Pia,Pia,forsker,universitet,Høgskolen,nei
referat,Styrer,Randi,styrer,barnehage,Sørlia barnehage,nei
referat,Eier,Odd,eier,eier,kommunen,nei
"""
_CODED = (
    ("samtale_nordlia", "Det var bestemt før vi kom inn i det.", "M3"),
    ("samtale_nordlia", "tilliten er der", "F6"),
    ("samtale_nordlia", "Tiden er der ikke.", "E3"),
    ("samtale_nordlia", "vi stoler på hverandre nå", "F6"),
    ("intervju_gro", "Jeg har bare erfaringen min.", "K1"),
    ("intervju_gro", "det teller like mye som det som står i bøkene", "K3"),
    ("intervju_gro", "det som står i bøkene", "K2"),
    ("intervju_gro", "da snudde det", "E4"),
    ("intervju_gro", "Hun setter av tid.", "T5"),
    ("logg_ali", "Jeg sa at jeg hadde stått i dem.", "K1"),
    ("logg_ali", "hun hadde lest om overganger", "K2"),
    ("logg_ali", "Jeg vet ikke om jeg har lov, for ungene er med.", "R5"),
    ("logg_student", "Praksisoppgaven var annerledes i år.", "S3"),
    ("logg_student", "Vi skulle finne ut noe sammen med avdelingen", "R3"),
)
"""Text, words and code; nobody has read the minutes."""


def make_second_project(folder: Path) -> Path:
    """Make the project in a new folder; give the folder."""
    home = new_project(folder, title="Nordlia")
    (home / "corpus" / "eksempel.txt").unlink()
    for name, text in TEXTS.items():
        (home / "corpus" / name).write_text(text, encoding="utf-8")
    (home / "corpus" / "metadata.csv").write_text(_METADATA, encoding="utf-8")
    (home / "corpus" / "participants.csv").write_text(_PEOPLE, encoding="utf-8")
    corpus = ProjectFolder(home).corpus()
    found = [_coding(corpus[source].text, source, words, code) for source, words, code in _CODED]
    read = {("randi", source) for source, _, _ in _CODED}
    (home / "corpus" / "codings").mkdir()
    codings = CodingSet.of(found, [Coder("randi", "person", "1.1")], read=read)
    write_codings(codings, home / "corpus" / "codings" / "randi.jsonl", corpus=corpus)
    return home


def _coding(text: str, source: str, words: str, code: str) -> Coding:
    start = text.index(words)
    return Coding(source, Span(start, start + len(words)), code, "randi")
