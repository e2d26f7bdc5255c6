"""Put the printed result of `fou demo` and its picture into the README.

Run by `make readme`; a test holds the two together.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- fou demo -->\n", "<!-- end -->"
PICTURE = ROOT / "docs" / "images" / "first_look.png"


def demo_output() -> str:
    """Give what `fou demo` prints in English, a hundred columns wide, without the blanks at line ends."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "fou_toolkit.cli", "--lang", "en", "demo"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return "\n".join(line.rstrip() for line in done.stdout.decode().splitlines())


def with_output(readme: str, output: str) -> str:
    """Put an output between the two marks of a README."""
    before, _, rest = readme.partition(BEGIN)
    return f"{before}{BEGIN}```text\n{output}\n```\n{END}{rest.partition(END)[2]}"


def draw() -> None:
    """Draw the first figure of the first notebook, in English."""
    import matplotlib as mpl  # noqa: PLC0415 - heavy, only here

    import fou_toolkit as fou  # noqa: PLC0415 - same

    mpl.use("Agg")
    fou.set_language("en")
    material = fou.example_material()
    result = fou.autocode(fou.read_corpus(material.corpus), fou.read_codebook(material.codebook))
    figure = fou.plot_code_counts(result.summary(by=("phase", "role"))).figure
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    # No software version or time in the file, so that it only changes when the picture does.
    figure.savefig(PICTURE, dpi=90, metadata={"Software": None})


def main() -> None:
    """Bring the README and the picture up to date."""
    path = ROOT / "README.md"
    path.write_text(with_output(path.read_text(encoding="utf-8"), demo_output()), encoding="utf-8")
    draw()
    print(f"README.md, {PICTURE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
