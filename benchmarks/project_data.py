"""Make up a large project: texts of two people and one who asks, and codings of them. Uses nothing of `fou_toolkit`.

What `request.json` in a folder asks for is made by `python project_data.py make FOLDER`: a folder `texts`, with tables
that say who speaks and who has agreed to what, and codings as columns of numbers.
"""

import json
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

__all__ = ["Ints", "load", "name_of"]

Ints = npt.NDArray[np.int64]

_TURNS: Final = 60
_PEOPLE: Final = 200
_LONGEST: Final = 18
"""Sentences of a turn."""
_SPEECH: Final = """
det var jo liksom bestemt før vi kom inn i det og så måtte vi bare ta ansvar for resten av oppgaven tilliten har vokst
etter hvert men makten ligger hos dem som skriver rapporten nå altså eh barnehagen avdelingen styreren studentene
praksis samarbeid partnerskap universitetet veiledning møtet
"""
_WORDS: Final = tuple(_SPEECH.split())
_SHORTEST_CODING: Final = 20
_LONGEST_CODING: Final = 110
_RANKS: Final = 60


def make(folder: Path) -> dict[str, Any]:
    """Make and store `texts` texts and `codings` codings for each of them."""
    request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    rng = np.random.default_rng(request["seed"])
    place = folder / "texts"
    place.mkdir()
    people = ["source,label,pseudonym,role,level,site,interviewer", ",I,Kim,forsker,universitet,,ja"]
    lengths = []
    for number in range(request["texts"]):
        name = name_of(number)
        text = _text(rng)
        lengths.append(len(text))
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
        speaking = [f"P{(2 * number + label) % _PEOPLE:03}" for label in range(2)]
        people += [f"{name},{'AB'[label]},{who},styrer,barnehage,,nei" for label, who in enumerate(speaking)]
    consents = [f"P{number:03},skjema,2024-04-17,analysis; quotation" for number in range(_PEOPLE)]
    _write_lines(place / "participants.csv", people)
    _write_lines(place / "consent.csv", ["who,basis,date,scope", *consents])
    text, start, end, code = _codings(rng, np.array(lengths), request["codings"])
    np.savez(folder / "codings.npz", text=text, start=start, end=end, code=code)
    return {"letters": sum(lengths)}


def name_of(number: int) -> str:
    """Give the id of a text."""
    return f"t{number:05}"


def load(folder: Path) -> tuple[Ints, Ints, Ints, Ints]:
    """Give text, start, end and rank of the code of all codings, text by text."""
    with np.load(folder / "codings.npz") as stored:
        return stored["text"], stored["start"], stored["end"], stored["code"]


def _text(rng: np.random.Generator) -> str:
    lines = []
    for turn in range(_TURNS):
        sentences = []
        for _ in range(int(rng.integers(1, _LONGEST))):
            words = [_WORDS[number] for number in rng.integers(0, len(_WORDS), int(rng.integers(4, 14)))]
            sentences.append(" ".join(words).capitalize() + ".")
        lines.append(f"{'IAB'[turn % 3]}: {' '.join(sentences)}")
    return "\n".join(lines) + "\n"


def _codings(rng: np.random.Generator, lengths: Ints, each: int) -> tuple[Ints, Ints, Ints, Ints]:
    text = np.repeat(np.arange(lengths.size), each)
    start = (rng.random(text.size) * (lengths[text] - _LONGEST_CODING - 1)).astype(np.int64)
    end = start + rng.integers(_SHORTEST_CODING, _LONGEST_CODING, text.size)
    return text, start, end, rng.integers(0, _RANKS, text.size)


def _write_lines(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    print(json.dumps(make(Path(sys.argv[2]))))
