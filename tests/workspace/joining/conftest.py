"""A project with a text, a participant and a codebook, copied and opened by two people."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import fou_toolkit as fou
from fou_toolkit._i18n import set_language
from fou_toolkit.store import Content
from fou_toolkit.workspace import new_project
from fou_toolkit.workspace.live.handle import Workspace, open_workspace
from fou_toolkit.workspace.live.records import (
    code_record,
    consent_record,
    facts_record,
    head_record,
    participant_record,
    text_record,
)

Opener = Callable[[Path, str], Workspace]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Address people in English."""
    set_language("en")
    yield
    set_language(None)


def fill(ws: Workspace) -> None:
    """Put the example into a project, with consents."""
    corpus = fou.read_corpus(ws.folder / "corpus")
    book = fou.read_codebook(ws.folder / "codebooks" / "partnerskap.yaml")
    people: dict[str, str] = {}
    for person in corpus.participants:
        uid = people[person.pseudonym] = ws.ledger.new_id()
        described = Content.of(participant_record(person))
        ws.act("participant.described", {"participant": uid, **described.ref}, [described])
        consent = Content.of(consent_record(fou.model.Consent("constructed", "", frozenset({"analysis"}))))
        ws.act("consent.given", {"subject": uid, **consent.ref}, [consent])
    for source in corpus:
        take_in(ws, source, people)
    head = Content.of(head_record(book))
    uids = {code.id: ws.ledger.new_id() for code in book}
    codes = [Content.of(code_record(code)) for code in book]
    items = [
        {"code": uids[code.id], "parent": uids.get(code.parent, ""), "place": place, **content.ref}
        for place, (code, content) in enumerate(zip(book, codes, strict=True))
    ]
    ws.act("codebook.taken_in", {"items": items, "retired": [], **head.ref}, [head, *codes])


def take_in(ws: Workspace, source: fou.model.Source, people: dict[str, str]) -> str:
    """Take in a text; gives its id in the log."""
    facts, text = Content.of(facts_record(source)), Content.of(text_record(source, people))
    uid = ws.ledger.new_id()
    body = {"source": uid, "version": ws.ledger.new_id(), "facts": facts.ref, **text.ref}
    ws.act("source.taken_in", body, [facts, text])
    return uid


@pytest.fixture
def opener() -> Iterator[Opener]:
    """Open projects, and close them after the test."""
    opened: list[Workspace] = []

    def open_it(folder: Path, coder: str) -> Workspace:
        opened.append(open_workspace(folder, coder=coder))
        return opened[-1]

    yield open_it
    for one in opened:
        one.close()


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A project folder with one coding in it, closed."""
    folder = new_project(tmp_path / "first")
    with open_workspace(folder, coder="kari") as ws:
        fill(ws)
        ws.code("eksempel", fou.Span(60, 90), "M1")
    return folder


@pytest.fixture
def pair(origin: Path, opener: Opener) -> tuple[Workspace, Workspace]:
    """The project and a copy of its folder, open: kari and ola go separate ways."""
    other = origin.with_name("second")
    shutil.copytree(origin, other)
    return opener(origin, "kari"), opener(other, "ola")
