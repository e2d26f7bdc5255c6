"""A small project that lives, for tests: three made-up texts, four people with consents, a small codebook, two coders.

    ws = open_project(make_project(folder), coder="kari")

makes the folder, takes everything in and opens it; `with open_project(...) as ws:` closes it again. Two handles on one
folder see each other's work. Every part can be changed: `make_project(folder, corpus=…, book=…, consents={})`.

The texts:

- `samtale`: a group conversation of Anne, Bo and Siri with an interviewer; «ansvar» stands in it more than once.
- `logg`: Anne alone, in nynorsk.
- `tegn`: Emil alone; emoji of several code points, a decomposed å, a combining mark of its own.

Codes: the themes `M` and `T`, and `M1` (Makt, cue «makt»), `M2` (Ansvar, cue «ansvar») and `T1` (Tillit, cue «tillit»).
"""

from collections.abc import Mapping
from pathlib import Path

from builders import make_source
from fou_toolkit.model import CONSENT_SCOPES, Code, Codebook, Consent, Corpus, Cue, Localised, Participant
from fou_toolkit.store import Content
from fou_toolkit.text.spanmap import span_map
from fou_toolkit.workspace.live.handle import Workspace, open_workspace
from fou_toolkit.workspace.live.records import (
    code_record,
    consent_record,
    facts_record,
    head_record,
    participant_record,
    text_record,
)

__all__ = [
    "ALL_SCOPES",
    "SMALL_BOOK",
    "SMALL_CORPUS",
    "make_project",
    "open_project",
    "revise",
    "take_in_codebook",
    "take_in_person",
    "take_in_source",
]

GROUP = make_source(
    "I: Hvem har ansvar her?",
    "Anne: Vi tok ansvar for dette. De hadde makt, og tillit var det lite av.",
    "Bo: Vi tok ansvar for dette. Og så måtte vi ha tillit til dem.",
    "Siri: Makt er ikke noe vi snakker om. [latter] Ingen tok ansvar.",
    id="samtale",
    genre="gruppe",
    phase="1",
)
LOG = make_source("Anne: I dag hadde dei makt over oss. Eg kjende tillit likevel.", id="logg", language="nn", phase="2")
SIGNS = make_source(
    "Emil: 👩🏽‍🏫 sa at pa\u030a torsdag har vi makt. Ne\u0301i, 🇳🇴 sa tillit! e\u0308n gang til: makt.",
    id="tegn",
    genre="intervju",
)
PEOPLE = (
    Participant("Anne", "styrer", "barnehage", "Lia"),
    Participant("Bo", "assistent", "barnehage", "Lia"),
    Participant("Siri", "forsker", "universitet"),
    Participant("Emil", "assistent", "barnehage", "Vik"),
)
SMALL_CORPUS = Corpus((GROUP, LOG, SIGNS), PEOPLE)
SMALL_BOOK = Codebook(
    "liten",
    (
        Code("M", Localised("Maktforhold", "Maktforhold", "Power relations")),
        Code("M1", Localised("Makt", "Makt", "Power"), parent="M", cues=(Cue("makt", "nb"), Cue("makt", "nn"))),
        Code("M2", Localised("Ansvar", "Ansvar", "Responsibility"), parent="M", cues=(Cue("ansvar", "nb"),)),
        Code("T", Localised("Tillit og mistillit", "Tillit og mistillit", "Trust and distrust")),
        Code("T1", Localised("Tillit", "Tillit", "Trust"), parent="T", cues=(Cue("tillit", "nb"), Cue("tillit", "nn"))),
    ),
    "1",
)
ALL_SCOPES = Consent("skjema", "2024-04-17", frozenset(CONSENT_SCOPES))


def make_project(
    folder: Path,
    *,
    corpus: Corpus = SMALL_CORPUS,
    book: Codebook | None = SMALL_BOOK,
    consents: Mapping[str, Consent] | None = None,
    settings: str = "",
    coder: str = "kari",
) -> Path:
    """Make a project folder with a database in which everything was taken in.

    Args:
        folder: A new folder; or an empty one.
        corpus: The texts, with their participants.
        book: The codebook; nothing for none.
        consents: By pseudonym, or by id of a text; without this everybody has agreed to everything.
        settings: Further lines for `fou.toml`, such as `orientation = "reliability"`.
        coder: Who takes it in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("corpus", "codebooks"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "fou.toml").write_text(f'title = "Prøve"\n{settings}\n', encoding="utf-8")
    known = dict.fromkeys((one.pseudonym for one in corpus.participants), ALL_SCOPES) if consents is None else consents
    with open_workspace(folder, coder=coder) as ws, ws.ledger.writing():
        for person in corpus.participants:
            take_in_person(ws, person, known.get(person.pseudonym))
        for source in corpus:
            take_in_source(ws, source, known.get(source.id))
        if book is not None:
            take_in_codebook(ws, book)
    return folder


def open_project(folder: Path, coder: str = "kari") -> Workspace:
    """Open a project as a coder; any number of handles can be open."""
    return open_workspace(folder, coder=coder)


def take_in_person(ws: Workspace, person: Participant, consent: Consent | None = ALL_SCOPES) -> str:
    """Note a participant and, if there is one, their consent; gives the id in the log."""
    uid, content = ws.ledger.new_id(), Content.of(participant_record(person))
    ws.act("participant.described", {"participant": uid, **content.ref}, [content])
    _agree(ws, uid, consent)
    return uid


def take_in_source(ws: Workspace, source, consent: Consent | None = None) -> str:
    """Take in a text whose people are known; gives the id in the log."""
    uid = ws.ledger.new_id()
    facts = Content.of(facts_record(source))
    text = Content.of(text_record(source, dict(ws.present.person_uids)))
    body = {"source": uid, "version": ws.ledger.new_id(), "facts": facts.ref, **text.ref}
    ws.act("source.taken_in", body, [facts, text])
    _agree(ws, uid, consent)
    return uid


def revise(ws: Workspace, source) -> str:
    """Take in a new version of a text, under its id; gives the id of the version."""
    stored, known = ws.present.sources[ws.source_uid(source.id)], ws.source(source.id)
    moves, version = span_map(known.text, source.text), ws.ledger.new_id()
    content = Content.of(text_record(source, dict(ws.present.person_uids)))
    change = {"version": version, "from": stored.version, "ops": moves.to_ops(), "doubts": moves.doubts()}
    ws.act("source.revised", {"source": stored.uid, **change, **content.ref}, [content])
    return version


def take_in_codebook(ws: Workspace, book: Codebook) -> dict[str, str]:
    """Take in a codebook; gives the ids in the log by code."""
    head = Content.of(head_record(book))
    uids = {code.id: ws.ledger.new_id() for code in book}
    contents = [Content.of(code_record(code)) for code in book]
    items = [
        {"code": uids[code.id], "parent": uids.get(code.parent, ""), "place": number, **content.ref}
        for number, (code, content) in enumerate(zip(book, contents, strict=True))
    ]
    ws.act("codebook.taken_in", {"items": items, "retired": [], **head.ref}, [head, *contents])
    return uids


def _agree(ws: Workspace, subject: str, consent: Consent | None) -> None:
    if consent is not None:
        content = Content.of(consent_record(consent))
        ws.act("consent.given", {"subject": subject, **content.ref}, [content])
