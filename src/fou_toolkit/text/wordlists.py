"""Word lists of the text layer: small, closed classes that a person can check.

Content words belong in codebooks, not here.
"""

from typing import Final

__all__ = [
    "ABBREVIATIONS",
    "CLAUSE_OPENERS",
    "CLOSING_ABBREVIATIONS",
    "FIRST_PERSON",
    "LANGUAGE_MARKERS",
    "NEGATORS",
    "TAG_QUESTION",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABBREVIATIONS: Final = _words(
    "a adm adr ang apr ass aug avd b b.l.a bhg bl bokm ca chr d des dir dr dvs e eks ekskl etg ev evt f f.o.m "
    "fagl feb fig fk fom forf forts fr frk gj gl h hhv hhy hr ifm ift iht inkl inst int jan jf jfr jr "
    "k kap kgl kl led lør maks medl mht mob mtp n nov nr nyn obs okt ons oppl overs p ped pga pkt "
    "prof ref repr resp rtg s sekr sept sml sr st std str søn t t.o.m tab tilsv tir tirs tlf tor tors "
    "pr univ utg vedr vha vs"
)
"""Words that a full stop follows without an end of sentence, last parts too (`f.eks.`, `bl.a.`)."""

CLOSING_ABBREVIATIONS: Final = _words("cm dl etc fl kg kr l m mfl mill mm mrd mv o.l ol omfl osv stk v")
"""Abbreviations that often end a sentence (`osv.`, `m.m.`, `o.l.`): they do if a capital follows."""

LANGUAGE_MARKERS: Final = {
    "nb": _words(
        "alene allerede annen bedre de dem dere deres disse dårlig dårligere egen egentlig egne en "
        "eneste et flere forskjellige forteller fortsatt fra frem gikk gjør gjøre ham hele helt hennes hjem "
        "hjemme holder hun hva hvem hver hverandre hvert hvilke hvilken hvis hvor hvordan hvorfor igjen ikke jeg "
        "jobber ligger liker mener mer mye noe noen penger samme sammen satt selv "
        "sier sitter skriver synes trenger tror uke uken uker uten utenfor vanskelig vei veien vet videre "
        "være vært åpen årene ønsker"
    ),
    "nn": _words(
        "ankje anna annan arbeidde att attende berre betre blei dagar dei deira desse difor dykk dykkar dårleg eg "
        "eige eigen eigentleg eigne ein einaste eit elles fekk fleire fortel framleis frå gav gje gjekk gjer "
        "gjera gjere gjev gong gongen gonger halde heile heilt heim heime heiter hjå ho høyrde høyrer høyrt ikkje "
        "itte kjem koma korkje korleis kva kvar kvarandre kvart kven kvifor legg leiar ligg me meiner meir mykje "
        "no noko nokon nokre nærare pengar saman same seia seie seier setje sidan sit sjå sjølv skreiv snakkar "
        "staden såg særleg tek teke tenkje tenkjer tidlegare tilsette treng trur tykkjer utan utanfor vanskeleg "
        "vart vegen veit veka veker vera vere vert verte vidare vore vorte ynskjer åleine òg ønskjer"
    ),
    "en": _words(
        "about and are because been could did does doesn't don't from had have he him his i'm it's just "
        "know my not of our really she should than that the them then there they think this us was we were "
        "what when which who will with would you your"
    ),
}
"""Frequent words that, in writing, one of the languages has and the others have not."""

FIRST_PERSON: Final = {
    "nb": _words("jeg eg e æ meg mæ vi me oss åss min mi mitt mine vår vårt våre"),
    "en": _words("i i'm i've i'd i'll me my mine myself we we're we've we'd we'll us our ours"),
}
"""Words by which people speak of themselves: in Norwegian turns, bokmål or nynorsk or dialect, and in English ones."""

CLAUSE_OPENERS: Final = _words(
    "because but da dersom fordi hvis if medan men mens når selv sidan siden sjølv so viss when"
)
"""Words before which a clause begins, as far as the reach of a negator goes.

`at` and `som` are none: «jeg tror ikke at de tok ansvar» and «det var ingen som tok ansvar» deny that somebody did.
"""

NEGATORS: Final = _words(
    "aldri aldrig aren't can't cannot couldn't didn't doesn't don't hadn't hasn't haven't hverken ikke ikkje inga "
    "ingen ingenting inkje inte intet isn't itj itte ittj knapt korkje neither neppe never nobody none nor not nothing "
    "shouldn't utan uten verken wasn't weren't without won't wouldn't"
)
"""Words that negate; English `no` is left out, since it means «now» in nynorsk."""

TAG_QUESTION: Final = _words("sant")
"""Words behind `ikke` that make it a question for agreement."""
