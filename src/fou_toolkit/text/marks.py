"""What is not speech in a transcript: `[latter]`, `(...)`, `[uhørlig]`, `//`, time stamps.

| kind       | what it is                    | how it is written                                                       |
|------------|-------------------------------|-------------------------------------------------------------------------|
| `time`     | time stamps                   | `[00:00:12]` `(01:12)` `00:00:12` `#00:03:22-0#`                        |
| `pause`    | pauses and hesitation         | `(pause)` `(.)` `(...)` `(…)` `(2,0)` `(3 sek)` `#`                     |
| `laughter` | laughter                      | `[latter]` `(ler)` `*ler*` `@`                                          |
| `unclear`  | what nobody could hear        | `[uhørlig]` `(uhøyrleg)` `[?]` `(unv.)` `xxx`                           |
| `removed`  | what was taken out of a text  | `[navn]` `[annen barnehage]` `[...]` `XXX`                              |
| `comment`  | what the transcriber adds     | `(nikker)` `[telefonen ringer]` `((peker ut))`                          |
| `overlap`  | where people speak at once    | `//`, also with a label (`//S00:`); what is said between them is speech |

Parentheses are ordinary text too, most of all in logs: «(som vanlig)». A stretch in brackets is a mark only if it
begins with a word of the lists below, alone or with up to four words behind it («[latter i salen]»), or with words such
as «begge», «kort» or a name in front of it («(begge ler)»). Words that mean something else as often as not («(sukker og
mel)», «(stille stund)») count only alone or with a word that says how or how long.

Every quantifier has a bound, so that no text takes more than a fixed number of steps for each of its characters.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from typing import Final

from fou_toolkit._i18n import t
from fou_toolkit.errors import SettingsError
from fou_toolkit.model import Mark, Span

__all__ = ["DEFAULT_MARKS", "MARK_KINDS", "MarkTable", "find_marks"]


def _words(*lines: str) -> frozenset[str]:
    """Read lists of words and phrases, divided by commas."""
    return frozenset(entry.strip() for line in lines for entry in line.split(","))


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of mark is written.

    Args:
        words: They may have other words behind them in their brackets.
        alone: They count only alone, or with a word that says how or how long.
        notations: Regular expressions under the name by which settings remove them.
    """

    words: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    notations: Mapping[str, str] = field(default_factory=dict)


_START: Final = r"(?=[(\[{*@#/<\dxX])"
"""All marks begin with one of these; looking for them first is what makes the search fast."""
_GAP: Final = r"[ \t\n,:;/+&–—]{1,3}"
_WORD: Final = r"[^\s,:;/+&–—()\[\]*]{1,30}"
_TAIL: Final = rf"(?:{_GAP}{_WORD}){{0,4}}"
_END: Final = r"[ ]?[.!?…]{0,3}[ ]?"
_CLOCK: Final = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_DOTTED: Final = r"\d{1,2}\.\d{2}(?:\.\d{2})?"
_TO: Final = r"[ ]?(?:-->|[-–/])[ ]?"
_SPEAKER: Final = r"(?-i:[A-ZÆØÅ][A-Za-zÆØÅæøå_]{0,11}[ ]?\d{1,3}|I|Int|Intervjuer|Intervjuar)"
_SECONDS: Final = r"(?:s|sek|sekund|sekunder|sekunders|sekundar|sec|secs|second|seconds)\b\.?"
_SILENCE: Final = r"(?:pause|stillhet|stillheit|stille|silence)"
_NUMBER: Final = r"\d{1,3}(?:[.,]\d{1,2})?"
_LETTER: Final = r"(?=[ ]?[^\W\d_])[ ]?"
_NAME: Final = (
    r"(?!(?:ingen|uten|utan|etter|før|ikke|ikkje|og|men|som)\b)"
    r"(?-i:[A-ZÆØÅ][a-zæøå]{1,14}|[A-ZÆØÅ]{1,4}\d{1,2})"
)

_WHO: Final = _words(
    "alle, alle sammen, alle saman, begge, begge to, flere, fleire, noen, nokon, nokre, mange, en, ein, ei, han, hun",
    "ho, de, dei, vi, jeg, eg, barn, barna, barnet, ungene, ungane, gruppa, gruppen, informant, informanten",
    "informantene, informantane, intervjuer, intervjueren, intervjuar, intervjuaren, forsker, forskeren, forskar",
    "forskaren, moderator, moderatoren, deltaker, deltakeren, deltakerne, deltakar, deltakaren, deltakarane, styrer",
    "styreren, styrar, styraren, salen, everyone, all, both, she, he",
)
"""May stand in front of what somebody does."""
_MUCH: Final = _words(
    "kort, korte, lang, lange, lengre, lengere, liten, lita, litt, stor, svak, lav, låg, høy, høg, kraftig",
    "hjertelig, hjarteleg, felles, generell, nervøs, lett, små, noe, noko, mye, mykje, forsiktig, bare, berre, ny",
    "en, ein, ei, et, eit, det blir, det vert, det er, blir, vert, short, long, general",
)
"""May stand in front of every word of the lists."""
_HOW: Final = _words(
    "litt, lenge, lengje, kort, høyt, høgt, lavt, lågt, stille, forsiktig, svakt, godt, mye, mykje, igjen, att",
    "sammen, saman, samtidig, samstundes, i bakgrunnen, i det fjerne, utenfor, utanfor, fortsatt, framleis",
    "hele tiden, heile tida, oppgitt, en stund, ei stund, ca, ca., cirka, om lag, rundt, nesten, en, ett, ein, eit",
    "to, tre, fire, fem, seks, sju, åtte, ni, ti, tjue, tretti, noen, nokre, få, s, sek, sek., sekund, sekunder",
    "sekundar, min, min., minutt, minutter, pause, ord, softly, loudly, briefly",
)
"""Says how or how long, and may stand behind every word of the lists."""

_OF_WHOM: Final = _words(
    "annen, anna, annan, annet, en, ein, ei, et, eit, den, det, privat, kommunal, kommunalt, vår, min, mi, sin, ny",
    "mannlig, mannleg, kvinnelig, kvinneleg, tidligere, tidlegare, liten, stor, another, other, a",
)
"""May stand in front of what was removed."""

_LAUGHTER: Final = _Kind(
    _words(
        "latter, latteren, latterbrøl, latterutbrudd, latterkule, latterkuler, lattersalve, smålatter, felleslatter",
        "fnising, fnis, ler, småler, flirer, flirar, fliring, humrer, humrar, humring, fniser, fnisar, kniser",
        "knisar, knegger, kneggar, skratter, skrattar, skrattler, gapskratter, gapskrattar, gapler, leende, leande",
        "laughs, laughter, laughing, laugh, chuckles, chuckling, giggles, giggling",
    ),
    _words("flir, lo, lattermild, haha, hehe"),
    {"@": r"(?<!\S)(?:<@|@{1,9}>?)(?!\S)"},
)
_UNCLEAR: Final = _Kind(
    _words(
        "uhørbart, uhørbar, uhørlig, uhørleg, uhøyrleg, uhøyrlig, uhøyrbart, uhøyrbar, uforståelig, uforståeleg",
        "utydelig tale, utydeleg tale, utydelig ord, utydeleg ord, uklar tale, uklart ord, utydelig lyd",
        "utydeleg lyd, uklar lyd, dårlig lyd, dårleg lyd, utydelig opptak, utydeleg opptak, ikke hørbart",
        "ikkje hørbart, ikkje høyrbart, kan ikke høres, kan ikkje høyrast, umulig å høre, umogleg å høyre, inaudible",
        "unintelligible",
    ),
    _words(
        "høyrest ikkje, høres ikke, høyrer ikkje, hører ikke, utydelig, utydeleg, uklart, uklar, uklår, unv., unv",
        "uv., uv, unclear",
    ),
    {"[?]": r"[(\[][ ]?\?{1,3}[ ]?[)\]]", "xxx": r"(?<![\w.@/-])(?-i:x{2,6})(?!\w)"},
)
_PAUSE: Final = _Kind(
    _words("tenkepause, småpause, kunstpause, taushet, tausheit, stillhet, stillheit, tenker seg om, tenkjer seg om"),
    _words("pause, stille, taus, tyst, tenker, tenkjer, nøler, nølar, nøling, silence"),
    {
        "(...)": r"\([ ]?(?:(?:\.[ ]?){1,40}|…{1,3}|-{1,3})[ ]?\)",
        "(2,0)": r"\([ ]?(?:\d{1,2},|0?\.)\d[ ]?\)",
        "(3 sek)": rf"[(\[](?:ca\.? |om lag |cirka )?\d{{1,3}}(?:[.,]\d)?[ ]?{_SECONDS}(?:[ ]{_SILENCE})?[)\]]",
        "#": r"(?<=[^\S\n])#(?!\S)",
    },
)
_COMMENT: Final = _Kind(
    _words(
        "gråter, græt, griner, hulker, hulkar, snufser, snufsar, tørker tårer, tørkar tårer, hoster, hostar, kremter",
        "kremtar, harker, harkar, gjesper, gjespar, nyser, snyter seg, snyt seg, pusser nesa, pusser nesen",
        "pussar nasen, stønner, stønnar, puster, pustar, nikker, nikkar, rister på hodet, ristar på hovudet",
        "rister på hovudet, trekker på skuldrene, trekkjer på skuldrene, trekkjer på akslene, trekk på skuldrene",
        "himler med øynene, himlar med auga, slår ut med armene, slår ut med hendene, smiler, smilar, hvisker",
        "kviskrar, hviskende, kviskrande, mumler, mumlar, plystrer, plystrar, klapper, klappar, applaus",
        "gestikulerer, gestikulerar, viser med hendene, viser med handa, viser med hånda, viser med hånden",
        "viser med armene, viser med fingrene, viser fram, viser frem, viser bilde, viser bilete, vises på lerret",
        "vises på lerretet, vises på tavla, vises på tavlen, vises på skjerm, vises på skjermen, lager lyd",
        "lagar lyd, slår i bordet, banker i bordet, bankar i bordet, banker på, bankar på, det banker på",
        "det bankar på, blar i, telefonen ringer, telefonen ringjer, telefon ringer, telefon ringjer, mobilen ringer",
        "mobilen ringjer, mobil ringer, mobiltelefon ringer, dør åpnes, døra åpnes, døren åpnes, dør opnast",
        "døra opnar seg, døra går, døren går, dør smeller, døra smeller, døra smell, barn roper, barn ropar",
        "barnegråt, barneskrik, barnestemmer, barnestemmar, stemmer i bakgrunnen, stemmar i bakgrunnen, støy fra",
        "støy frå, støy i bakgrunnen, bakgrunnsstøy, bråk i bakgrunnen, lyd av, lyden av, avbrytes, avbryter, avbryt",
        "blir avbrutt, blir avbroten, vert avbroten, opptaket stoppes, opptaket stopper, opptaket stoppar",
        "opptaket stanser, opptaket stansar, opptaket slutter, opptaket sluttar, opptaket starter, opptaket startar",
        "opptak stoppes, opptak stopper, båndet stopper, snakker samtidig, snakkar samtidig, snakkar samstundes",
        "prater samtidig, pratar samtidig, pratar samstundes, snakker i munnen på, snakkar i munnen på",
        "i munnen på hverandre, i munnen på kvarandre, alle snakker, alle snakkar, overlappende tale",
        "overlappande tale, ser på klokka, ser på klokken, ser på hverandre, ser på kvarandre, ser på telefonen",
        "ser på mobilen, ser ut av, ser ut gjennom, tar en slurk, tek ein slurk, drikker kaffe, drikk kaffe",
        "henter kaffe, hentar kaffe, fingrer med, fingrar med, coughs, coughing, sighs, cries, crying, nods, nodding",
        "shakes head, whispers, whispering, clears throat, phone rings, applause, crosstalk, background noise",
        "overlapping speech, overlapping talk, interrupts",
    ),
    _words(
        "sukkar, i kor, ser bort, ser ned, set seg, setter seg, reiser seg opp, reiser seg, kjem inn, kommer inn",
        "går ut, sukker, sukk, host, hoste, hosting, kremt, kremting, gråt, gråting, nikk, smil, hvisking, kvisking",
        "peker, peikar, peiker, viser, leser, synger, syng, syngjer, roper, ropar, nynner, nynnar, imiterer",
        "etterligner, hermer, hermar, avbrutt, avbroten, avbrudd, avbrot, støy, bråk, musikk, drikker, ironisk",
        "oppgitt, ringelyd, pling, piping, vind, points, noise, music, sings, reads, blank_audio",
    ),
    {
        "((...))": r"\(\([^()\n]{1,80}\)\)",
        "(peker på ...)": rf"[(\[]pe(?:ker|iker|ikar) på(?! (?:at|hv|kor|kva|som)){_TAIL}{_END}[)\]]",
    },
)
_REMOVED: Final = _Kind(
    _words(
        "navn, navnet, namn, namnet, jentenavn, guttenavn, jentenamn, gutenamn, fornavn, etternavn, førenamn",
        "etternamn, personnavn, personnamn, stedsnavn, stadnamn, stadsnamn, barnehagenavn, barnehagenamn",
        "kommunenavn, kommunenamn, anonymisert, sladdet, sladda, fjernet, fjerna, utelatt, utelate, sensurert",
        "klippet, klipt, name, place name, anonymised, anonymized, redacted, removed",
    ),
    _words(
        "barnehage, barnehagen, sted, stedet, stad, staden, by, byen, bydel, bydelen, kommune, kommunen, fylke",
        "fylket, bygd, bygda, skole, skolen, skule, skulen, universitet, universitetet, høgskole, høgskolen",
        "høyskole, høgskule, arbeidsplass, arbeidsplassen, adresse, adressen, gate, gata, gaten, alder, dato",
        "telefonnummer, e-post, epost, person, personen, kvinne, mann, jente, gutt, gut, barn, barnet, kollega",
        "kollegaen, styrer, styreren, styrar, styraren, leder, lederen, leiar, leiaren, assistent, assistenten",
        "student, studenten, forelder, mor, far, avdeling, avdelinga, avdelingen, firma, firmaet, organisasjon",
        "diagnose, tittel, land, landet, initialer, initialar, place, kindergarten, school, municipality",
    ),
    {
        "[...]": r"\[[ ]?(?:\.{2,4}|…)[ ]?\]",
        "XXX": r"(?<![\w.@/-])(?-i:X{2,6})(?!\w)",
    },
)
_TIME: Final = _Kind(
    notations={
        "[00:00:12]": rf"\[[ ]?(?:{_CLOCK}|{_DOTTED})(?:{_TO}(?:{_CLOCK}|{_DOTTED}))?[ ]?\]|\{{[ ]?{_CLOCK}[ ]?\}}",
        "(01:12)": rf"\([ ]?{_CLOCK}(?:{_TO}{_CLOCK})?[ ]?\)",
        "#00:03:22-0#": r"#\d{1,2}:\d{2}:\d{2}(?:[-.,]\d{1,3})?#",
        "00:00:12": r"(?<![\w:.,])\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?(?![\w:])",
    }
)
_OVERLAP: Final = _Kind(notations={"//": rf"(?<![:/])//(?!/)(?:[ ]?{_SPEAKER}:)?"})

_KINDS: Final[Mapping[str, _Kind]] = {
    "time": _TIME,
    "pause": _PAUSE,
    "laughter": _LAUGHTER,
    "unclear": _UNCLEAR,
    "removed": _REMOVED,
    "comment": _COMMENT,
    "overlap": _OVERLAP,
}
MARK_KINDS: Final = tuple(_KINDS)
"""Kinds of marks found here; the first that fits decides."""

_FILLERS: Final = _words(
    "eh, ehh, ehm, ehmm, ee, eee, eeh, eehm, øh, øhh, øhm, øøh, øøhm, æh, ææh, æhm, ææhm, hm, hmm, hmmm, mhm, mhmm",
    "mmhm, mm-hm, mm, mmm, mmmm, uh, uhh, uhm",
)
"""Not `æ`, `e`, `em`, `um`, `øm`: they are words, in dialects at least. Not `ja`, `liksom`: people mean them."""
_MAX_WORDS: Final = 5
_MAX_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class MarkTable:
    """How a project writes what is not speech.

    Args:
        patterns: Kind and regular expression, tried in this order at each place of a text; case does not matter.
        fillers: Words that are no words, in small letters: `eh`, `hm`.
    """

    patterns: tuple[tuple[str, str], ...]
    fillers: frozenset[str]

    @classmethod
    def from_settings(cls, settings: Mapping[str, object]) -> "MarkTable":
        """Change the usual table by the `[marks]` of a `fou.toml`.

            [marks]
            laughter = {add = ["knis"], remove = ["@"]}
            pause = {remove = ["#"]}
            fillers = {add = ["liksom"], remove = ["mm"]}

        Args:
            settings: For each kind, and for `fillers`, which words to add and which to remove. What has no words is
                removed by its name in the table above: `@`, `xxx`, `#`, `(...)`, `[...]`, `//` ...

        Raises:
            SettingsError: A kind or key is unknown, a word is no word, or what is to be removed is not there.

        >>> table = MarkTable.from_settings({"fillers": {"add": ["liksom"]}, "laughter": {"add": ["knegg"]}})
        >>> "liksom" in table.fillers, [mark.kind for mark in find_marks("Ja. (knegg)", table)]
        (True, ['laughter'])
        """
        if not isinstance(settings, Mapping):
            raise SettingsError(
                t("[marks] is no table."), hint=t("Write {example}.", example='laughter = {add = ["knis"]}')
            )
        kinds, fillers = dict(_KINDS), _FILLERS
        for kind, changes in settings.items():
            add, remove = _changes(kind, changes)
            if kind == "fillers":
                fillers = _changed_fillers(add, remove)
            else:
                kinds[kind] = _changed(kind, add, remove)
        return _table(kinds, fillers)


def _table(kinds: Mapping[str, _Kind], fillers: frozenset[str]) -> MarkTable:
    patterns = []
    for name, kind in kinds.items():
        bracketed = _removed(kind) if name == "removed" else _bracketed(kind)
        patterns.append((name, f"{_START}(?:{'|'.join((*kind.notations.values(), *bracketed)) or '(?!)'})"))
    return MarkTable(tuple(patterns), fillers)


def _bracketed(kind: _Kind) -> tuple[str, ...]:
    """Match the words of a kind in round or square brackets, in two round ones, and between asterisks."""
    every = kind.words | kind.alone
    if not every:
        return ()
    much = rf"(?:{_one_of(_MUCH)}[ \n]){{0,2}}"
    who = rf"(?:{_one_of(_WHO)}|{_NAME})[ \n]"
    how = rf"(?:{_GAP}(?:{_one_of(_HOW)}|{_NUMBER})){{0,4}}"
    does = _one_of(kind.words)
    body = rf"{_LETTER}(?:{does}{_TAIL}|{who}{does}{how}|{much}{_one_of(every)}{how}){_END}"
    return rf"\(\({body}\)\)", rf"[(\[]{body}[)\]]", rf"(?<![*\w])\*{_one_of(every)}{how}\*(?![*\w])"


def _removed(kind: _Kind) -> tuple[str, ...]:
    """Match words that stand for names; only in square brackets, and the common ones only alone."""
    which = r"(?:[ -]?(?:\d{1,3}|[a-zæøå]))?"
    front = rf"(?:{_one_of(_OF_WHOM)}[ ]){{0,3}}"
    return (rf"\[{_LETTER}{front}(?:{_one_of(kind.words)}{_TAIL}|{_one_of(kind.alone)}{which})[ ]?\]",)


def _one_of(words: Iterable[str]) -> str:
    r"""Write words as one regular expression that looks at each letter once.

    >>> _one_of(["ler", "latter", "le opp"])
    '(?:l(?:atter|e(?:[ \\n]opp|r)))'
    """
    return "(?:" + (_branches(sorted(words), 0) or "(?!)") + ")"


def _branches(words: Sequence[str], depth: int) -> str:
    """Write the ends of sorted words that have so many letters in common."""
    ends = ""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        if len(word) == depth:
            ends = "?"
        else:
            by_letter.setdefault(word[depth], []).append(word)
    parts = []
    for same in by_letter.values():
        common = _in_common(same[0], same[-1])
        parts.append(_escaped(same[0][depth:common]) + _branches(same, common))
    if len(parts) > 1 or (ends and parts):
        return f"(?:{'|'.join(parts)}){ends}"
    return "".join(parts)


def _in_common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((count for count, (mine, yours) in pairs if mine != yours), min(len(one), len(other)))


def _escaped(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"[ \n]")


# Settings


def _changes(kind: str, changes: object) -> tuple[frozenset[str], frozenset[str]]:
    """Read which words of a kind to add and to remove."""
    if kind != "fillers" and kind not in _KINDS:
        raise _wrong(kind, t("Possible are: {names}", names=", ".join((*_KINDS, "fillers"))))
    if not isinstance(changes, Mapping) or not set(changes) <= {"add", "remove"}:
        raise _wrong(kind, t("Write {example}.", example=f'{kind} = {{add = ["..."], remove = ["..."]}}'))
    lists = [changes.get(key, []) for key in ("add", "remove")]
    if not all(isinstance(words, list | tuple) and all(isinstance(word, str) for word in words) for words in lists):
        raise _wrong(kind, t("Write a list of words in quotes and square brackets."))
    add, remove = (frozenset(" ".join(word.lower().split()) for word in words) for words in lists)
    both = sorted(add & remove)
    if both:
        raise _wrong(kind, t("Write each word in one of the lists only: {words}", words=", ".join(both)))
    return add, remove


def _changed(name: str, add: frozenset[str], remove: frozenset[str]) -> _Kind:
    kind = _KINDS[name]
    if add and not kind.words:
        raise _wrong(name, t("This kind has signs and no words; they can only be removed."))
    for word in sorted(add):
        if not re.fullmatch(rf"[^\W\d_][\w.-]*(?: [\w.-]+){{0,{_MAX_WORDS - 1}}}", word) or len(word) > _MAX_LENGTH:
            raise _wrong(name, t("«{word}» is no word or short phrase. Leave brackets and signs out.", word=word))
    notations = {sign.lower(): sign for sign in kind.notations}
    _check_known(name, remove, kind.words | kind.alone | notations.keys())
    return replace(
        kind,
        words=(kind.words | add) - remove,
        alone=kind.alone - add - remove,
        notations={sign: kind.notations[sign] for low, sign in notations.items() if low not in remove},
    )


def _changed_fillers(add: frozenset[str], remove: frozenset[str]) -> frozenset[str]:
    for word in sorted(add):
        if not re.fullmatch(r"[^\W\d_][\w'-]*", word) or len(word) > _MAX_LENGTH:
            raise _wrong("fillers", t("«{word}» is not one word.", word=word))
    _check_known("fillers", remove, _FILLERS)
    return (_FILLERS | add) - remove


def _check_known(kind: str, remove: frozenset[str], known: Iterable[str]) -> None:
    words = sorted(known)
    for word in sorted(remove):
        if word not in words:
            near = get_close_matches(word, words) or words
            hint = t("Possible are: {names}", names=", ".join(near[:10]))
            raise SettingsError(
                t("«{word}» cannot be removed, since it is not in the list.", word=word), where=_where(kind), hint=hint
            )


def _wrong(kind: str, hint: str) -> SettingsError:
    return SettingsError(t("This setting is not possible."), where=_where(kind), hint=hint)


def _where(kind: str) -> str:
    return f"[marks] {kind}"


DEFAULT_MARKS: Final = _table(_KINDS, _FILLERS)
"""How most Norwegian transcripts write what is not speech."""


def find_marks(text: str, table: MarkTable = DEFAULT_MARKS) -> tuple[Mark, ...]:
    """Find what is not speech.

    Args:
        text: A normalised text.
        table: How the project writes marks.

    Returns:
        In order, not overlapping.

    >>> text = "[00:00:12] Ja, eh (ler) det er [navn] som (som vanlig) //nei//"
    >>> [(mark.kind, mark.span.of(text)) for mark in find_marks(text)]
    [('time', '[00:00:12]'), ('laughter', '(ler)'), ('removed', '[navn]'), ('overlap', '//'), ('overlap', '//')]
    """
    kinds = [kind for kind, _ in table.patterns]
    return tuple(
        Mark(Span(*found.span()), kinds[int((found.lastgroup or "m0")[1:])])
        for found in _compiled(table.patterns).finditer(text)
        if found.end() > found.start()
    )


@cache
def _compiled(patterns: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """Make one regular expression of all; a group tells the kind."""
    start = _START if all(pattern.startswith(_START) for _, pattern in patterns) else ""
    groups = (f"(?P<m{number}>{pattern.removeprefix(start)})" for number, (_, pattern) in enumerate(patterns))
    return re.compile(f"{start}(?:{'|'.join(groups) or '(?!)'})", re.IGNORECASE)
