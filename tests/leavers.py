"""Projects with somebody in them who will leave, whose words stand in every place there is; for tests of withdrawal.

project = make_canaries(folder, seed=3)
project.gone   # texts that must not be found afterwards
project.stay   # texts that must be there still
"""

import json
import random
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from fou_toolkit.workspace.export import write_table
from fou_toolkit.workspace.live.handle import Workspace, open_workspace

__all__ = ["Canaries", "make_canaries"]

_SYLLABLES = (
    "kvæ",
    "sjø",
    "trål",
    "vim",
    "dra",
    "spe",
    "grø",
    "flå",
    "ny",
    "ost",
    "bek",
    "lur",
    "hå",
    "mje",
    "ta",
    "ro",
)
BOOK = """\
codebook: liten
version: "1"
unit: sentence
codes:
  - id: M
    name: {{nb: Maktforhold, nn: Maktforhold, en: Power relations}}
    brief: {{nb: Makt, nn: Makt, en: Power}}
    definition: {{nb: Makt, nn: Makt, en: Power}}
  - id: M1
    parent: M
    name: {{nb: Makt, nn: Makt, en: Power}}
    brief: {{nb: Makt, nn: Makt, en: Power}}
    definition: {{nb: "Om makt, slik {person} brukte ordet", nn: Makt, en: Power}}
    use_when: {{nb: Alltid, nn: Alltid, en: Always}}
    do_not_use_when: {{nb: Aldri, nn: Aldri, en: Never}}
    examples:
      - {{source: "solo_{person}", quote: "{example}"}}
      - {{source: gruppe, quote: "{other}"}}
    cues: {{nb: [makt]}}
"""


@dataclass
class Canaries:
    """A project with traces of somebody in every place.

    Args:
        folder: Its folder.
        person: Pseudonym.
        gone: Words that must be gone: each stands in one or several places.
        stay: Words that must stay.
        quotes: Codings in turns of others, with the words that they are about.
    """

    folder: Path
    person: str
    gone: list[str]
    stay: list[str]
    quotes: dict[str, str]


class _Words:
    """Makes up words that no text has yet."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._used: set[str] = set()

    def word(self) -> str:
        while True:
            made = "".join(self._random.choices(_SYLLABLES, k=4))
            if made not in self._used:
                self._used.add(made)
                return made

    def sentence(self, n: int = 7) -> str:
        return " ".join(self.word() for _ in range(n)).capitalize() + "."


def make_canaries(folder: Path, seed: int = 0) -> Canaries:
    """Make a project with somebody who will leave, opened, coded and used; it is closed again."""
    words = _Words(seed)
    person, other = words.word().capitalize(), words.word().capitalize()
    said = [words.sentence() for _ in range(6)]
    kept = [words.sentence() for _ in range(4)]
    role, note = words.word(), words.word()
    corpus = folder / "corpus"
    for name in ("corpus", "codebooks", "notebooks/.ipynb_checkpoints", "out", "corpus/codings"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "fou.toml").write_text('title = "Prøve"\ncodebook = "codebooks/liten.yaml"\n', encoding="utf-8")
    book = BOOK.format(person=person, example=said[0].split(".")[0], other=kept[0])
    (folder / "codebooks/liten.yaml").write_text(book, encoding="utf-8")
    (corpus / f"solo_{person}.txt").write_text(
        f"Intervjuer: Hvordan går det?\n{person}: {said[0]} {said[1]}\nIntervjuer: Ja vel.\n{person}: {said[2]}\n",
        encoding="utf-8",
    )
    (corpus / "gruppe.txt").write_text(
        f"Intervjuer: Hvem har makt?\n{person}: {said[3]}\n{other}: {kept[0]} {kept[1]}\n{person}: {said[4]}\n"
        f"Intervjuer: Ja?\n{other}: {kept[2]}\n{person}: {said[5]}\n",
        encoding="utf-8",
    )
    (corpus / "annet.txt").write_text(
        f"Intervjuer: Og du?\n{other}: {kept[3]} Det sa {person} også, og {person}s venner.\nIntervjuer: Ja?\n"
        f"{other}: Nettopp.\n",
        encoding="utf-8",
    )
    (corpus / "participants.csv").write_text(
        f"source,label,pseudonym,role,level,site,interviewer\n,{person},{person},{role},barnehage,,nei\n"
        f",{other},{other},styrer,barnehage,,nei\n,Intervjuer,Kim,forsker,,,ja\n",
        encoding="utf-8-sig",
    )
    (corpus / "metadata.csv").write_text(
        f"file;id;genre;title\r\nsolo_{person}.txt;solo_{person};intervju;Om {note}\r\ngruppe.txt;gruppe;gruppe;Med {person}\r\n"
        "annet.txt;annet;intervju;Annet\r\n",
        encoding="cp1252",
    )
    (corpus / "consent.csv").write_text(
        f"who,basis,date,scope,note\n{person},skjema,17.4.2024,analyse; sitat,{note}\n{other},skjema,,alle,\nKim,skjema,,alle,\n",
        encoding="utf-8",
    )
    (corpus / "codings/kari.csv").write_text(
        f"source,start,end,code,quote\nsolo_{person},1,5,M1,{said[0]}\ngruppe,1,5,M1,{said[3]}\ngruppe,9,12,M1,{kept[0]}\n",
        encoding="utf-8",
    )
    (folder / "queries.toml").write_text(f'"om {person}" = "makt"\n"om makt" = "makt"\n', encoding="utf-8")
    with open_workspace(folder, coder="kari") as ws:
        ws.take_in_codebook().apply()
        ws.take_in().apply()
        quotes = _work(ws, words, person, said, kept)
        _files(ws, folder, person, said)
    return Canaries(
        folder,
        person,
        [person, *(w for s in said for w in _long(s)), role, note, *_memo_words(quotes)],
        kept,
        _plain(quotes),
    )


def _long(sentence: str) -> list[str]:
    return [sentence.rstrip(".")]


def _memo_words(quotes: dict[str, str]) -> list[str]:
    return [text for key, text in quotes.items() if key.startswith("memo")]


def _plain(quotes: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in quotes.items() if not key.startswith("memo")}


def _work(ws: Workspace, words: _Words, person: str, said: list[str], kept: list[str]) -> dict[str, str]:
    """Code, write memos, note mentions; gives codings that stay by their words, and words of memos that go."""
    ws.code(f"solo_{person}", said[0], "M1")
    cut = ws.code("gruppe", said[3], "M1")
    quotes = {ws.code("gruppe", text, "M1"): text for text in (kept[0], kept[2])}
    secret = [words.word() * 2 for _ in range(5)]
    ws.memo(f"{secret[0]} om hele teksten", on=f"solo_{person}")
    ws.memo(f"{secret[1]} om kodingen", on=cut)
    ws.memo(f"{secret[2]} fordi «{said[4]}»")
    edited = ws.memo(f"{secret[3]} «{said[2]}»")
    ws.edit_memo(edited, "Noe helt annet.")
    ws.memo(f"Som {person} sa, er makt skjult.", on="M1")
    ws.memo("Denne blir stående.", on="gruppe")
    ws.mention("gruppe", said[4], who="child", label=secret[4])
    for number, text in enumerate(secret):
        quotes[f"memo {number}"] = text
    return quotes


def _files(ws: Workspace, folder: Path, person: str, said: list[str]) -> None:
    """Write what a project has lying about: outputs, notebooks, snapshots, a conflicted copy."""
    for ending in ("csv", "xlsx", "json"):
        ws.register_output(write_table(ws.consents(), folder / "out" / f"samtykke.{ending}"))
    with zipfile.ZipFile(folder / "out" / "rapport.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{said[0]}</w:t>")
    ws.register_output(folder / "out" / "rapport.docx")
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": 1, "source": "ws"}
    outputs = [{"output_type": "stream", "name": "stdout", "text": [f"{person}: {said[1]}"]}]
    book = {"cells": [{**cell, "outputs": outputs}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    for name in ("notebooks/01.ipynb", "notebooks/.ipynb_checkpoints/01-checkpoint.ipynb"):
        (folder / name).write_text(json.dumps(book), encoding="utf-8")
    ws.keep_snapshot("asked-for")
    (folder / "cache").mkdir(exist_ok=True)
    (folder / "cache" / "index.npz").write_bytes(said[2].encode())
    shutil.copyfile(ws.database.path, folder / "project (konflikt).fou")
    (folder / "project (konflikt).fou-journal").write_bytes(said[3].encode())
