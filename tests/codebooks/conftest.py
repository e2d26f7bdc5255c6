"""A small codebook file, right in every part; tests change it to see what happens."""

from pathlib import Path

import pytest

TEXT = """\
# Made for tests.
codebook: "liten"
version: "1.10"
title: {nb: "Liten kodebok", nn: "Liten kodebok", en: "Small codebook"}
licence: "CC BY 4.0"
unit: "sentence"
codes:
  - id: "M"
    name: {nb: "Makt og rom", nn: "Makt og rom nn", en: "Power and room"}
    brief: {nb: "Hvem som har makt.", nn: "Kven som har makt."}
  - id: "M1"
    parent: "M"
    name: {nb: "Maktstruktur", nn: "Maktstruktur", en: "Power structure"}
    brief: {nb: "Faste ordninger.", nn: "Faste ordningar."}
    use_when: {nb: "Noen viser til rang.", nn: "Nokon viser til rang."}
    do_not_use_when: {nb: "Ordet i et møte (M5).", nn: "Ordet i eit møte (M5)."}
    seed_lines: "21-22"
    examples:
      - {source: "intervju-1", quote: "sånn har det alltid vært"}
    utterances: ["Vi er jo bare assistenter."]
    cues:
      nb: ["makt~", "sånn har det _{0,2} alltid vært"]
      nn: ["ovanfrå og ned"]
      en: ["power"]
    exceptions: ["for all makt"]
"""


@pytest.fixture(autouse=True)
def _english(english):
    """Compare messages in English."""


@pytest.fixture(scope="session")
def text():
    return TEXT


@pytest.fixture
def save(tmp_path):
    """Write a file and give its path."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "liten.yaml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
