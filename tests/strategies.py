"""Hypothesis strategies: Norwegian talk with everything that transcripts have in them, and cues that look for it."""

from hypothesis import strategies as st

from fou_toolkit.model import Code, Codebook, Corpus, Cue, Localised, Mark, Participant, Source, Span, Turn

__all__ = [
    "any_text",
    "codebooks",
    "corpora",
    "cue_texts",
    "fillers",
    "plain_talk",
    "sources",
    "talk",
    "wild_sources",
    "words",
]

COMMON = (
    "vi jeg eg ta tok tar tatt ansvar ansvaret makt makten makta statsmakt avmakt vanmakt smakt maktstruktur makteslaus "
    "definisjonsmakten ikke ikkje aldri ingen uten men at fordi som praksis praksisen i og på barna barnehagen "
    "barnehagens hovedansvaret lekse leke sant"
).split()
RARE = [
    *"eh EH hm ehm mm kl f eks osv ca nr d m A Ø Q Åse Øya Kari 1 3 11 2024 10.30 3,5 never without responsibility".split(),
    *"FoU-arbeid FoU\u2011arbeid fou-arbeid don't don\u2019t don\u02bct barne- 10:30 1.2.3".split(),
    *"škola Ćevapi Москва власть ΟΔΟΣ οδός σίγμα 権力 İzmir ẞ ﬁn ǅ 𝐀bc ² Ⅳ".split(),
    *"m\u0308akt ma\u030a\u0301\u0337kt ma\u030akt\u0337 \u0301 ma\u200dkt ma\u200ckt ❤\ufe0f a\u0301-\u0301b \u200dmakt".split(),
    *("x" * length for length in (8, 9, 16, 17, 24, 25, 255, 256, 400)),
    *("åååååååå", "ååååååååå", "š" * 255, "š" * 256, "x" * 254 + "š", "x" * 8 + "š", "ab" * 70 + "-" + "ab" * 70),
]
SIGNS = (
    ", |. |! |? |… | … | ... |... |.\n|\n|\n\n|\n \n|\n- |\n• |:\n|; |: | – | — | - |- | -|-|--|\u2010|/| / "
    "| (|) |).\n| «|» |.» |?» |.\" |\u2019|'|' |.' |.|,|:|.)))) |.))))) | . | ? |. |. |? "
    "|.[|]| [latter] |.[latter] |[pause]|.[] |…[latter] |.[ ] | .[latter]"
    "| 😀 |😀|👩\u200d👩\u200d👧| 👍🏽 |\u0301|\u200b|\u00a0|\t|\r|\x1c|\v|\u2028|\x85|\u00ad|\ufeff|\u200e|€|@|\x00"
    "|1. |\n1. |\n2. | kl. 11 | f.eks. | osv. | bl.a. | 3. "
).split("|")
LINE = "og så satt vi der en hel time og snakket om det som var vanskelig for oss\n"
"""A line of wrapped text."""

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
"""Any text without surrogates."""

fillers = st.sampled_from([None, frozenset(), frozenset({"eh", "hm"}), frozenset({"vi", "og"})])

_case = st.sampled_from([str, str, str, str.capitalize, str.upper])
words = st.builds(
    lambda word, case: case(word),
    st.one_of(st.sampled_from(COMMON), st.sampled_from(COMMON), st.sampled_from(RARE)),
    _case,
)
"""One word, or what looks like one."""
DENSE = "vi vi ta tok ansvar ansvar ansvaret makt makta maktstruktur statsmakt ikke ikkje ingen men fordi praksis i eh".split()
"""So few words that cues find them."""
_plain_words = st.builds(lambda word, case: case(word), st.sampled_from([*DENSE, *DENSE, *COMMON, "hm", "kl"]), _case)
_separators = st.one_of(st.just(" "), st.just(" "), st.just(" "), st.sampled_from(SIGNS))


def _joined(pairs: list[tuple[str, str]]) -> str:
    return "".join(word + separator for word, separator in pairs)


talk = st.lists(st.tuples(st.one_of(words, _plain_words, st.just(LINE)), _separators), max_size=14).map(_joined)
"""What somebody may say, with all kinds of signs."""
_few_signs = st.sampled_from([*[" "] * 12, ", ", ". ", "? ", " – ", "\n", ": ", " [latter] ", " «", "» ", ".[pause] "])
plain_talk = st.lists(st.tuples(_plain_words, _few_signs), min_size=8, max_size=30).map(_joined)
"""What somebody may say, with few signs and many finds."""

_languages = st.sampled_from(["nb", "nb", "nb", "nn", "nn", "en"])


@st.composite
def _spans(draw: st.DrawFn, length: int, most: int) -> list[Span]:
    count = draw(st.integers(0, most))
    pairs = [sorted((draw(st.integers(0, length)), draw(st.integers(0, length)))) for _ in range(count)]
    return sorted(Span(*pair) for pair in pairs)


def _bracketed(text: str) -> list[Mark]:
    """Mark what stands in brackets."""
    marks, at = [], text.find("[")
    while at >= 0:
        end = text.find("]", at)
        if end < 0:
            break
        marks.append(Mark(Span(at, end + 1), "comment"))
        at = text.find("[", end)
    return marks


@st.composite
def sources(draw: st.DrawFn, *, name: str = "s", said: st.SearchStrategy[str] = talk) -> Source:
    """A transcript: turns with labels in front, marks, languages, an interviewer."""
    text, turns = draw(st.sampled_from(["", "", "# Intervju. Ta ansvar!\n", "\ufeff"])), []
    for _ in range(draw(st.sampled_from([1, 2, 2, 3, 4, 0]))):
        label = draw(st.sampled_from(["", "A: ", "B: ", "Kari: "]))
        start = len(text) + len(label)
        text += label + draw(said)
        speaker = label[:-2]
        turns.append(
            Turn(
                Span(start, len(text)),
                speaker,
                "P-" + speaker if speaker else "",
                draw(_languages),
                draw(st.sampled_from([False, False, False, False, True])),
            )
        )
        text += draw(st.sampled_from(["\n", "\n\n", "", " [00:01:02] "]))
    marks = _bracketed(text) + [Mark(span, "comment") for span in draw(st.one_of(st.just([]), _spans(len(text), 2)))]
    genre = draw(st.sampled_from(["intervju", "Logg", ""]))
    return Source(name, text, tuple(turns), tuple(marks), {"genre": genre} if genre else {})


@st.composite
def wild_sources(draw: st.DrawFn, *, name: str = "s") -> Source:
    """Any text, with turns and marks that begin and end anywhere, in the middle of words too."""
    text = draw(st.one_of(any_text, talk))
    borders = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    turns = [Turn(Span(a, b), language=draw(_languages)) for a, b in zip(borders[::2], borders[1::2], strict=False)]
    return Source(name, text, tuple(turns), tuple(Mark(span, "comment") for span in draw(_spans(len(text), 2))))


@st.composite
def corpora(draw: st.DrawFn, *, said: st.SearchStrategy[str] = plain_talk) -> Corpus:
    """Up to three sources, with people and fillers."""
    count = draw(st.integers(1, 3))
    made = tuple(draw(sources(name=f"s{number}", said=said)) for number in range(count))
    people = (
        Participant("P-A", "Styrer", "", "Solsikken", {"Avdeling": "Blå"}),
        Participant("P-B", draw(st.sampled_from(["assistent", "forsker"]))),
    )
    return Corpus(made, people, draw(fillers))


_cue_words = st.one_of(
    st.sampled_from("vi ta ansvar makt makt~ ~makt~ ~makt praksis i ikke ta|ansvar vi|makt".split()),
    st.sampled_from("vi ta ansvar makt makt~ ~makt~ ~makt praksis i ikke ta|ansvar vi|makt".split()),
    st.sampled_from("tok =makten =makta ~ansvar barnehage og leke ta|tatt vi|jeg|eg makt~|ansvar".split()),
    st.sampled_from(
        "=ikkje aldri ikke|ikkje ingen|uten ikke|ansvar vi|aldri fordi at barn på kl =1 MAKT =Ansvaret men".split()
    ),
    st.sampled_from(["FoU-arbeid", "don\u2019t", "власть", "οδός", "škola", "10.30", "never", "responsibility"]),
)
_gaps = st.sampled_from([" _{0,3}", "", " _{0,6}", " _", " _{0,1}", " _{2}", " _{1,4}", " _{0,2} _"])


@st.composite
def _phrases(draw: st.DrawFn) -> str:
    phrase = draw(_cue_words)
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2]))):
        phrase += draw(_gaps) + " " + draw(_cue_words)
    return phrase


_near = st.builds(
    lambda one, two, distance: f"{{{one}}} ..{distance} {{{two}}}",
    _phrases(),
    _phrases(),
    st.sampled_from(["", "", "{20}", "{0}", "{1}", "{3}"]),
)
_bodies = st.one_of(_near, _phrases(), _phrases())
_limits = st.sampled_from(
    [
        *(
            "[rolle=styrer]",
            "[rolle=assistent|STYRER]",
            "[rolle!=forsker]",
            "[språk=nb]",
            "[språk = nn|nb]",
            "[avdeling=blå]",
        ),
        *("[sjanger!=logg]", "[sted=solsikken]", "[deltaker=p-a]", "[fase!=1]", "[speaker!=A]"),
        *("[spørsmål]", "[ikke spørsmål]", "[første person]", "[ikkje første person]", "[not question]"),
        *("[ikke etter nektelse]", "[ikkje etter nekting]", "[Ikke etter nektelse]"),
    ]
)


@st.composite
def cue_texts(draw: st.DrawFn, *, limited: bool = True) -> str:
    """A cue that often finds something in `talk`."""
    body = draw(_bodies)
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2]))):
        body += " -" + draw(_phrases())
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2])) if limited else 0):
        body += " " + draw(_limits)
    return body


_cues = st.builds(Cue, cue_texts(), st.sampled_from(["nb", "nb", "nb", "nn", "nn", "en"]))


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """A theme and up to four codes, with cues, exceptions and a unit."""
    codes = [Code("T", Localised("Tema"))]
    for number in range(draw(st.integers(2, 4))):
        codes.append(  # noqa: PERF401 - a comprehension of this size is hard to read
            Code(
                f"C{number}",
                Localised(f"Kode {number}"),
                parent="T",
                cues=tuple(draw(st.lists(_cues, min_size=2, max_size=4))),
                exceptions=tuple(draw(st.lists(_cues, max_size=draw(st.sampled_from([0, 0, 1]))))),
            )
        )
    unit = draw(st.sampled_from(["sentence", "sentence", "turn", "source"]))
    return Codebook("book", tuple(codes), unit=unit)
