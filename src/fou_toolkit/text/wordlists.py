"""Word lists of the text layer: small, closed classes that a person can check.

Content words belong in codebooks, not here.
"""

from typing import Final

__all__ = [
    "ABBREVIATIONS",
    "CLAUSE_OPENERS",
    "CLOSING_ABBREVIATIONS",
    "LANGUAGE_MARKERS",
    "NEGATORS",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABBREVIATIONS: Final = _words(
    "adm adr ang art ass avd bhg bl bokm b.l.a ca chr d dr ekskl eks etg ev evt f f.o.m fagl feb fig fk fom forf forts "
    "fr frk gj gl hhv hhy hr ifm ift iht inkl inst int jan jf jfr jr jul jun k kap kgl kl kr led lør maks medl mht mill "
    "mob mrd mtp n nov nr nyn obs okt oppl overs p ped pga pkt prakt prof red ref repr resp rtg s sekr sept sml sr st "
    "std str søn t t.o.m tab tilsv tir tirs tlf tor tors univ utg vedr vha vs apr aug des dvs dir fre fru ons a b e h"
)
"""Words that a full stop follows without an end of sentence, last parts too (`f.eks.`, `bl.a.`)."""

CLOSING_ABBREVIATIONS: Final = _words("etc fl l m mfl mm mv o.l ol omfl osv v")
"""Abbreviations that often end a sentence (`osv.`, `m.m.`, `o.l.`): they do if a capital follows."""

LANGUAGE_MARKERS: Final = {
    "nb": _words(
        "alene allerede annen bedre dager de dem deres dere disse dårlig egen egentlig egne en eneste et flere fortsatt "
        "forteller forskjellige fra frem først gikk gjør gjøre ham hele helt hennes hjem hjemme hun hver hverandre hvert "
        "hva hvem hvilke hvilken hvis hvor hvordan hvorfor igjen ikke jeg jobber liker ligger legger litt lærte mener mer "
        "mye noe noen ofte penger sammen samme satt selv sier sitter siden synes trenger tror uke uken uker uten utenfor "
        "vanskelig vei veien vet videre vært være vite ønsker åpen årene skriver holder dårligere ungene barna"
    )
    - _words("først litt ofte lærte dager ungene barna legger vite siden"),
    "nn": _words(
        "ankje anna annan arbeidde att attende berre betre blei dagar dei deira desse difor dykk dykkar dårleg eg eige eigen "
        "eigentleg eigne ein einaste eit elles fekk fleire fortel framleis frå gav gje gjekk gjer gjera gjere gjev gong "
        "gongen gonger halde heile heilt heim heime heiter hjå ho høyrde høyrer høyrt ikkje itte kjem koma korkje korleis "
        "kva kvar kvarandre kvart kven kvifor leiar ligg legg me meiner meir mykje no noko nokon nokre nærare pengar saman "
        "same seia seie seier setje sidan sit sjå sjølv skreiv såg snakkar staden særleg tek teke tenkje tenkjer tidlegare "
        "treng trur tykkjer utan utanfor vanskeleg vart vegen veit veka veker vera vere verte vert vidare vore vorte òg ynskjer "
        "ønskjer åleine tilsette"
    ),
    "en": _words(
        "about and are because been could did does doesn't don't from had have he her him his how i i'm it's just know "
        "my not of our really she should than that the them then there they think this to us was we were what when "
        "which who will with would you your"
    )
    - _words("her i to how"),
}
"""Frequent words that, in writing, one of the languages has and the others have not."""

CLAUSE_OPENERS: Final = _words(
    "at because but da dersom fordi hvis if medan men mens når selv siden sidan sjølv so som that viss when"
)
"""Words before which a clause begins, as far as the reach of a negator goes."""

NEGATORS: Final = _words(
    "aldri aldrig can't didn't doesn't don't ikke ikkje ingen ingenting inga inkje inte intet isn't itte knapt korkje "
    "neither neppe never none nor not nothing uten utan verken wasn't without"
)
"""Words that negate; English `no` is left out, since it means «now» in nynorsk."""
