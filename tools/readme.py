"""Put what commands print, and the picture of the demo, into README and documentation.

Run by `make readme`; a test holds the pages and the commands together.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[1]
END = "<!-- end -->"
PICTURE = ROOT / "docs" / "images" / "first_look.png"
_EVALUATE: Final = ("evaluate", "corpus", "--codebook", "codebooks/partnerskap.yaml", "--texts")
BLOCKS: Final = {
    ("README.md", "fou demo"): ("demo",),
    ("docs/concepts/what-rules-hear.md", "fou evaluate unseen"): (*_EVALUATE, "unseen"),
    ("docs/concepts/what-rules-hear.md", "fou evaluate seen"): (*_EVALUATE, "seen"),
}
"""Page and mark, and the command whose output stands there."""


def output_of(command: tuple[str, ...]) -> str:
    """Give what `fou` prints in English, wide enough for its tables, without the blanks at line ends."""
    columns = "100" if command == ("demo",) else "170"
    environment = {**os.environ, "COLUMNS": columns, "NO_COLOR": "1", "PYTHONUTF8": "1"}
    arguments = [sys.executable, "-m", "fou_toolkit.cli", "--lang", "en", *command]
    done = subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, check=True)
    return "\n".join(line.rstrip() for line in done.stdout.decode().splitlines())


def with_output(page: str, mark: str, output: str) -> str:
    r"""Put an output between two marks of a page.

    >>> with_output("a\n<!-- x -->\nold\n<!-- end -->\nb", "x", "new").splitlines()
    ['a', '<!-- x -->', '```text', 'new', '```', '<!-- end -->', 'b']
    """
    begin = f"<!-- {mark} -->\n"
    before, found, rest = page.partition(begin)
    if not found:
        raise ValueError(f"no mark {begin!r}")
    return f"{before}{begin}```text\n{output}\n```\n{END}{rest.partition(END)[2]}"


def draw() -> None:
    """Draw the first figure of the first notebook, in English."""
    import matplotlib as mpl  # noqa: PLC0415 - heavy, only here

    import fou_toolkit as fou  # noqa: PLC0415 - same

    mpl.use("Agg")
    fou.set_language("en")
    material = fou.example_material()
    result = fou.autocode(fou.read_corpus(material.corpus), fou.read_codebook(material.codebook))
    figure = fou.figures.plot_code_counts(result.summary(by=("phase", "role"))).figure
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    # No software version or time in the file, so that it only changes when the picture does.
    figure.savefig(PICTURE, dpi=90, metadata={"Software": None})


def main() -> None:
    """Bring the pages and the picture up to date."""
    for (name, mark), command in BLOCKS.items():
        path = ROOT / name
        path.write_text(with_output(path.read_text(encoding="utf-8"), mark, output_of(command)), encoding="utf-8")
        print(name, mark)
    draw()
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()
